// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kring/framework/definition.hpp"
#include "kring/framework/detail/formula.hpp"
#include "kring/framework/framework.hpp"

namespace kring::framework::detail {

// The smallest numerator with 10,000 * numerator >= threshold * denominator; the product fits for denominators to 1e12.
[[nodiscard]] constexpr std::int64_t least_meeting(std::int64_t threshold, std::int64_t denominator) noexcept {
  const std::int64_t whole = denominator / 10'000 * threshold;
  const std::int64_t rest = denominator % 10'000 * threshold;
  return whole + (rest + 9'999) / 10'000;
}

// The largest numerator with 10,000 * numerator <= threshold * denominator.
[[nodiscard]] constexpr std::int64_t most_meeting(std::int64_t threshold, std::int64_t denominator) noexcept {
  return denominator / 10'000 * threshold + denominator % 10'000 * threshold / 10'000;
}

// A run of numerators; empty when first > last.
struct Run {
  std::int64_t first = 0;
  std::int64_t last = -1;
  [[nodiscard]] constexpr bool empty() const noexcept { return first > last; }
};

// For each level the numerators at which a share of this denominator stands there.
[[nodiscard]] inline std::array<Run, most_levels> numerators_at(const Framework& framework, std::size_t input,
                                                                const std::vector<const Norm*>& norms,
                                                                std::int64_t denominator) {
  const Input& indicator = framework.definition().inputs[input];
  const std::int64_t edge = indicator.suppress_extremes ? 1 : 0;
  std::array<Run, most_levels> runs{};
  Run rest{edge, denominator - edge};  // those that no stricter norm takes
  for (std::size_t k = norms.size(); k-- > 0;) {
    const Level level = *framework.input_scale(input).find(norms[k]->reaches);
    if (norms[k]->direction == Direction::higher) {
      const std::int64_t least = least_meeting(norms[k]->threshold, denominator);
      runs[level] = {std::max(least, rest.first), rest.last};
      rest.last = std::min(rest.last, least - 1);
    } else {
      const std::int64_t most = most_meeting(norms[k]->threshold, denominator);
      runs[level] = {rest.first, std::min(most, rest.last)};
      rest.first = std::max(rest.first, most + 1);
    }
  }
  runs[0] = rest;
  return runs;
}

// How many people more (or fewer, below 0) bring a numerator into a run by the shortest way.
[[nodiscard]] constexpr std::int64_t way_to(const Run& run, std::int64_t numerator) noexcept {
  if (numerator < run.first) return run.first - numerator;
  return numerator > run.last ? run.last - numerator : 0;
}

}  // namespace kring::framework::detail
