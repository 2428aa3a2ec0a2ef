// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>

#include "kring/detail/checks.hpp"

namespace kring::detail {

[[nodiscard]] inline double normal_above(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

inline void require_delta(double delta, std::size_t index) {
  if (!(std::abs(delta) <= 20.0)) refuse("delta", index, delta, "give a distance of -20 to 20 standard deviations");
}

}  // namespace kring::detail

namespace kring::statistics {

/// How well scores separate two groups that are normal with the same spread, their means delta apart: the probability
/// that the insufficient one of a pair has the higher score, Phi(delta / sqrt(2)). In [0, 1]; .5 is chance.
/// @throws InvalidValue for a distance beyond 20.
[[nodiscard]] inline double binormal_auc(double delta, std::size_t index = detail::no_index) {
  detail::require_delta(delta, index);
  return detail::normal_above(-delta / std::numbers::sqrt2);
}

/// The share of what is insufficient that is found by looking at the highest scores only, where scores are normal with
/// the same spread and means delta apart: P(score > c | insufficient) with c such that a share `capacity` of all has
/// score > c. In [0, 1]; equal to the capacity where delta is 0. What a risk model of that strength can do at most for
/// a list of that length; real scores are seldom normal.
/// @param prevalence Share that is insufficient, strictly between 0 and 1.
/// @param delta Distance of the means in standard deviations, -20 to 20; below 0 the score points the wrong way.
/// @param capacity Share that is looked at, 0 to 1.
/// @throws InvalidValue outside these ranges.
/// Source: Green and Swets 1966; Metz 1986, doi:10.1097/00004424-198609000-00009.
[[nodiscard]] inline double binormal_recall(double prevalence, double delta, double capacity,
                                            std::size_t index = detail::no_index) {
  detail::require_inside_unit("prevalence", prevalence, index);
  detail::require_delta(delta, index);
  if (!(capacity >= 0.0 && capacity <= 1.0)) detail::refuse("capacity", index, capacity, "give a share from 0 to 1");
  if (capacity == 0.0 || capacity == 1.0) return capacity;
  double low = -60.0;
  double high = 60.0;
  for (;;) {
    const double cut = 0.5 * (low + high);
    if (!(cut > low && cut < high)) break;
    const double chosen =
        prevalence * detail::normal_above(cut - delta) + (1.0 - prevalence) * detail::normal_above(cut);
    (chosen > capacity ? low : high) = cut;
  }
  return detail::normal_above(high - delta);
}

}  // namespace kring::statistics
