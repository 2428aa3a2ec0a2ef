// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/check_inputs.hpp"

namespace kring::statistics {

/// Normal CUSUM of a series: S_t = max(0, S_{t-1} + z_t - k) from 0, one value an observation. High is the side that is
/// watched; turn the sign of z to watch the other. It goes on after an alarm (S > h) and does not begin again. Run
/// lengths: cusum_run_length().
/// @throws InvalidValue for numbers that are not finite, or a k below 0.
[[nodiscard]] inline std::vector<double> normal_cusum(std::span<const double> z_scores, double k) {
  detail::require_moderate("z_scores", z_scores);
  if (!(k >= 0.0 && std::isfinite(k))) detail::refuse("k", detail::no_index, k, "give a reference value of 0 or more");
  std::vector<double> path(z_scores.size());
  double sum = 0.0;
  for (std::size_t t = 0; t < path.size(); ++t) path[t] = sum = std::max(0.0, sum + z_scores[t] - k);
  return path;
}

/// Bernoulli CUSUM of a series of cases in their order: S rises by m - 1 with an event and falls by 1 without, never
/// below 0; one value a case. Alarm where S >= h. Run lengths: bernoulli_cusum_run_length().
/// @param events 1 where the event happened, 0 where not.
/// @throws InvalidValue for other events, or m outside 2 to 10^6.
[[nodiscard]] inline std::vector<std::int64_t> bernoulli_cusum(std::span<const std::int64_t> events, std::int64_t m) {
  if (m < 2 || m > 1'000'000) detail::refuse("m", detail::no_index, m, "give a whole number from 2 to 1000000");
  std::vector<std::int64_t> path(events.size());
  std::int64_t sum = 0;
  for (std::size_t t = 0; t < path.size(); ++t) {
    if (events[t] != 0 && events[t] != 1) detail::refuse("events", t, events[t], "give 1 for an event and 0 for none");
    path[t] = sum = std::max<std::int64_t>(0, sum + (events[t] == 1 ? m - 1 : -1));
  }
  return path;
}

/// Limits of a chart of individual values and moving ranges (XmR chart).
struct XmrLimits {
  double mean = 0;          ///< Of the values.
  double moving_range = 0;  ///< Mean of the absolute differences of values that follow each other.
  double lower = 0;         ///< mean - 2.66 moving_range.
  double upper = 0;         ///< mean + 2.66 moving_range.
};

/// Limits within which a series of values stays when nothing special happens: mean and 2.66 times the mean moving range
/// to either side (2.66 is 3 / 1.128, the customary rounding). In the unit of the values. With few values the limits
/// are hardly known: below about 8 they are no more than a hint. A trend makes them too narrow.
/// @throws InvalidValue for fewer than 2 values or one that is not finite.
/// Source: Wheeler and Chambers 1992, Understanding Statistical Process Control.
[[nodiscard]] inline XmrLimits xmr_limits(std::span<const double> values) {
  detail::require_moderate("values", values);
  if (values.size() < 2) throw InvalidValue("values has fewer than 2 elements; a moving range needs two that follow");
  XmrLimits limits;
  for (const double value : values) limits.mean += value;
  limits.mean /= static_cast<double>(values.size());
  for (std::size_t t = 1; t < values.size(); ++t) limits.moving_range += std::abs(values[t] - values[t - 1]);
  limits.moving_range /= static_cast<double>(values.size() - 1);
  limits.lower = limits.mean - 2.66 * limits.moving_range;
  limits.upper = limits.mean + 2.66 * limits.moving_range;
  return limits;
}

}  // namespace kring::statistics
