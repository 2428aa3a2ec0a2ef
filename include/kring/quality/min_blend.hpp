// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

#include "kring/core/error.hpp"
#include "kring/detail/checks.hpp"

namespace kring::quality {

namespace detail {

// The same without looks at the input; nothing where every weight is 0.
[[nodiscard]] inline std::optional<double> blended(std::span<const double> values, std::span<const double> weights,
                                                   double blend) noexcept {
  double sum = 0.0;
  double mean = 0.0;
  double least = 2.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weights[i] == 0.0) continue;
    sum += weights[i];
    mean += weights[i] * values[i];
    least = std::min(least, values[i]);
  }
  if (sum == 0.0) return {};
  // Never outside the values it is made of: rounding must not take equal values away from themselves.
  double most = least;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weights[i] != 0.0) most = std::max(most, values[i]);
  }
  return std::clamp(blend * least + (1.0 - blend) * (mean / sum), least, most);
}

}  // namespace detail

/// MinBlend: blend * min x + (1 - blend) * sum w x / sum w, over the values with a weight above 0. The aggregation used
/// wherever a chain may break: the weakest part counts for itself, and the rest for what it weighs. Monotone,
/// idempotent, piecewise linear; a Choquet integral with Moebius mass (1 - blend) w on single values and blend on all.
/// @param values In [0, 1].
/// @param weights 0 or more; weight 0 is 0, as if the value were not there.
/// @param blend In [0, 1]: 1 is the minimum, 0 the weighted mean.
/// @returns Nothing where no value has a weight: nothing has no score.
/// @throws InvalidValue for numbers outside these bounds or lists of different lengths.
/// Source: Grabisch 1997, k-order additive measures, doi:10.1016/S0165-0114(97)00168-1.
[[nodiscard]] inline std::optional<double> min_blend(std::span<const double> values, std::span<const double> weights,
                                                     double blend) {
  kring::detail::require_same_size("weights", weights.size(), values.size());
  const auto require_unit = [](const char* name, double value, std::size_t i) {
    if (!(value >= 0.0 && value <= 1.0)) kring::detail::refuse(name, i, value, "give a number from 0 to 1");
  };
  require_unit("blend", blend, kring::detail::no_index);
  for (std::size_t i = 0; i < values.size(); ++i) {
    require_unit("values", values[i], i);
    if (!(weights[i] >= 0.0 && std::isfinite(weights[i]))) {
      kring::detail::refuse("weights", i, weights[i], "give a number of 0 or more");
    }
  }
  return detail::blended(values, weights, blend);
}

}  // namespace kring::quality
