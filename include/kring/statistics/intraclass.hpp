// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/check_inputs.hpp"

namespace kring::statistics {

/// Intraclass correlations (intraklassecorrelaties) of units that the same raters all rated, in the names of Shrout and
/// Fleiss: 1 raters differ from unit to unit, 2 raters are a sample and their severity counts as error, 3 these raters
/// only, severity set aside; with k the mean of all raters, without it one rater. The variances are estimates by
/// moments: they and the correlations may come out below 0, where units differ less than chance would make them.
/// A correlation without a denominator is NaN.
struct IntraclassCorrelation {
  double icc1{}, icc2{}, icc3{};     ///< One rater.
  double icc1k{}, icc2k{}, icc3k{};  ///< The mean of all raters.
  double unit_variance{};            ///< Between units: what one wants to see.
  double rater_variance{};           ///< Between raters: severity.
  double residual_variance{};        ///< What is left: raters who rank units differently, and error.
};

}  // namespace kring::statistics

namespace kring::detail {

/// Mean squares of a two-way layout without repetition.
struct MeanSquares {
  double units{}, raters{}, residual{}, within{};
};

[[nodiscard]] inline MeanSquares mean_squares(std::span<const double> ratings, std::size_t units, std::size_t raters) {
  const auto n = static_cast<double>(units);
  const auto k = static_cast<double>(raters);
  std::vector<double> by_unit(units, 0.0), by_rater(raters, 0.0);
  for (std::size_t i = 0; i < units; ++i) {
    for (std::size_t j = 0; j < raters; ++j) {
      by_unit[i] += ratings[i * raters + j] / k;
      by_rater[j] += ratings[i * raters + j] / n;
    }
  }
  double mean = 0.0;
  for (const double value : by_unit) mean += value / n;
  double between_units = 0.0, between_raters = 0.0, residual = 0.0;
  for (const double value : by_unit) between_units += k * (value - mean) * (value - mean);
  for (const double value : by_rater) between_raters += n * (value - mean) * (value - mean);
  for (std::size_t i = 0; i < units; ++i) {
    for (std::size_t j = 0; j < raters; ++j) {
      const double left = ratings[i * raters + j] - by_unit[i] - by_rater[j] + mean;
      residual += left * left;
    }
  }
  // Sums of squares that rounding alone explains are none.
  double largest = 0.0;
  for (const double rating : ratings) largest = std::max(largest, std::abs(rating));
  const double rounding = 16 * std::numeric_limits<double>::epsilon() * largest;
  for (double* const sum : {&between_units, &between_raters, &residual}) {
    if (*sum <= n * k * rounding * rounding) *sum = 0.0;
  }
  return {between_units / (n - 1), between_raters / (k - 1), residual / ((n - 1) * (k - 1)),
          (between_raters + residual) / (n * (k - 1))};
}

[[nodiscard]] inline double ratio(double part, double whole) {
  return whole == 0.0 ? std::numeric_limits<double>::quiet_NaN() : part / whole;
}

}  // namespace kring::detail

namespace kring::statistics {

/// Intraclass correlations of ratings, one row a unit and one column a rater, complete.
/// With mean squares U between units, R between raters, E residual and W within units, n units and k raters:
/// ICC1 (U-W)/(U+(k-1)W), ICC2 (U-E)/(U+(k-1)E+k(R-E)/n), ICC3 (U-E)/(U+(k-1)E), ICC1k (U-W)/U, ICC2k
/// (U-E)/(U+(R-E)/n), ICC3k (U-E)/U.
/// @throws InvalidValue with fewer than 2 units or 2 raters, for a number that is not finite, and where all ratings are
/// the same: then nothing tells units apart.
/// Source: Shrout and Fleiss 1979, doi:10.1037/0033-2909.86.2.420.
[[nodiscard]] inline IntraclassCorrelation intraclass_correlation(std::span<const double> ratings, std::size_t units,
                                                                  std::size_t raters) {
  if (units < 2 || raters < 2) {
    throw InvalidValue("ratings has " + std::to_string(units) + " units and " + std::to_string(raters) +
                       " raters; give at least 2 of each");
  }
  detail::require_same_size("ratings", ratings.size(), units * raters);
  detail::require_moderate("ratings", ratings);
  bool differ = false;
  for (const double rating : ratings) differ = differ || rating != ratings[0];
  if (!differ) throw InvalidValue("every rating is the same; ratings that never differ do not tell units apart");
  const auto n = static_cast<double>(units);
  const auto k = static_cast<double>(raters);
  const auto [u, r, e, w] = detail::mean_squares(ratings, units, raters);
  return {.icc1 = detail::ratio(u - w, u + (k - 1) * w),
          .icc2 = detail::ratio(u - e, u + (k - 1) * e + k * (r - e) / n),
          .icc3 = detail::ratio(u - e, u + (k - 1) * e),
          .icc1k = detail::ratio(u - w, u),
          .icc2k = detail::ratio(u - e, u + (r - e) / n),
          .icc3k = detail::ratio(u - e, u),
          .unit_variance = (u - e) / k,
          .rater_variance = (r - e) / n,
          .residual_variance = e};
}

}  // namespace kring::statistics
