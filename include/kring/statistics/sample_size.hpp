// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "kring/core/error.hpp"
#include "kring/detail/checks.hpp"

namespace kring::detail {

// Chances that differ by less count as equal, so that rounding never asks for one unit more.
inline constexpr double chance_tolerance = 1e-12;

/// True when a sample of that many misses every insufficient unit with at most the probability `miss`: the
/// hypergeometric C(N-D, n) / C(N, n), as the shorter of its two products.
[[nodiscard]] inline bool misses_at_most(double miss, std::int64_t population, std::int64_t insufficient,
                                         std::int64_t sample) {
  const double limit = miss * (1.0 + chance_tolerance);
  const std::int64_t factors = std::min(sample, insufficient);
  const std::int64_t other = std::max(sample, insufficient);
  double chance = 1.0;
  for (std::int64_t i = 0; i < factors && chance > limit; ++i) {
    chance *=
        static_cast<double>(std::max<std::int64_t>(population - other - i, 0)) / static_cast<double>(population - i);
  }
  return chance <= limit;
}

}  // namespace kring::detail

namespace kring::statistics {

/// The smallest number of units to look at, so that with the given confidence at least one insufficient unit is among
/// them: the smallest n with 1 - C(N-D, n) / C(N, n) >= confidence, exactly. A chance equal to the confidence is
/// enough.
/// @param population Units to draw from without putting back, 1 to 10^12.
/// @param insufficient Insufficient units one wants to be sure to find, 1 to population. For a share, round it up.
/// @param confidence Strictly between 0 and 1. To be certain, look at population - insufficient + 1.
/// @throws InvalidValue for other numbers.
/// Source: Fosgate 2009, doi:10.1177/104063870902100102, which sets out the hypergeometric law for this use.
[[nodiscard]] inline std::int64_t verification_sample_size(std::int64_t population, std::int64_t insufficient,
                                                           double confidence) {
  if (population < 1 || population > detail::largest_trials) {
    detail::refuse("population", detail::no_index, population,
                   "give a number of units from 1 to 1000000000000 (10^12)");
  }
  if (insufficient < 1 || insufficient > population) {
    throw InvalidValue("insufficient is " + std::to_string(insufficient) + "; give 1 to " + std::to_string(population) +
                       ", the population: no sample finds what is not there");
  }
  detail::require_inside_unit("confidence", confidence);
  // One more than the units that are not insufficient always finds one.
  std::int64_t too_small = 0, enough = population - insufficient + 1;
  while (enough - too_small > 1) {
    const std::int64_t middle = too_small + (enough - too_small) / 2;
    (detail::misses_at_most(1.0 - confidence, population, insufficient, middle) ? enough : too_small) = middle;
  }
  return enough;
}

/// The same for a population without end, of which a share is insufficient: ceil(log(1 - confidence) / log(1 - share)).
/// Also the safe choice where the population is not known: it is never too small.
/// @throws InvalidValue for numbers not strictly between 0 and 1, and where the answer exceeds 10^12.
[[nodiscard]] inline std::int64_t verification_sample_size(double insufficient_share, double confidence) {
  detail::require_inside_unit("insufficient", insufficient_share);
  detail::require_inside_unit("confidence", confidence);
  const double units = std::log1p(-confidence) / std::log1p(-insufficient_share);
  if (!(units < static_cast<double>(detail::largest_trials))) {
    detail::refuse("insufficient", detail::no_index, insufficient_share, "it takes more than 10^12 units to find one");
  }
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(units * (1.0 - detail::chance_tolerance))));
}

}  // namespace kring::statistics
