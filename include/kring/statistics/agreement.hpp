// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/math/special_functions/owens_t.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kring/detail/checks.hpp"
#include "kring/detail/normal_quantile.hpp"

namespace kring::detail {

inline void require_unit(const char* name, double value, std::size_t index = no_index) {
  if (!(value >= 0.0 && value <= 1.0)) refuse(name, index, value, "give a number between 0 and 1");
}

/// Independent raters that one block amounts to; no rater amounts to none, whatever the correlation. Raters who count
/// for a part only may add up to less than one, and amount to what they add up to.
[[nodiscard]] inline double effective_block(double size, double correlation) {
  return size <= 1.0 ? size : size / (1.0 + (size - 1.0) * correlation);
}

}  // namespace kring::detail

namespace kring::statistics {

/// How many independent raters (beoordelaars) a panel amounts to, when those of one block (one employer, one role) err
/// alike: sum over blocks of n / (1 + (n - 1) r), which is 1' C^-1 1 for errors with correlation r within a block and 0
/// between blocks. A block amounts to at most 1/r however large it is, so that colleagues cannot replace an outsider;
/// one independent rater adds exactly 1.
/// @param block_sizes Raters in each block, 0 or more; without blocks the answer is 0.
/// @param within_correlation Correlation of errors in each block, 0 to 1.
/// @throws InvalidValue for a negative size, a correlation outside [0, 1], or different lengths.
/// Source: the variance of a mean of correlated errors; Clemen and Winkler 1985, doi:10.1287/opre.33.2.427.
[[nodiscard]] inline double effective_raters(std::span<const std::int64_t> block_sizes,
                                             std::span<const double> within_correlation) {
  detail::require_same_size("within_correlation", within_correlation.size(), block_sizes.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < block_sizes.size(); ++i) {
    if (block_sizes[i] < 0) detail::refuse("block_sizes", i, block_sizes[i], "give a number of raters, 0 or more");
    detail::require_unit("within_correlation", within_correlation[i], i);
    sum += detail::effective_block(static_cast<double>(block_sizes[i]), within_correlation[i]);
  }
  return sum;
}

/// Reliability (betrouwbaarheid) of the mean of n raters from that of one: n rho / (1 + (n - 1) rho). n may be an
/// effective number and need not be whole.
/// @throws InvalidValue for a reliability outside [0, 1] and for no raters: nobody has no reliability.
/// Sources: Spearman 1910, doi:10.1111/j.2044-8295.1910.tb00206.x; Brown 1910, doi:10.1111/j.2044-8295.1910.tb00207.x.
[[nodiscard]] inline double spearman_brown(double reliability, double raters, std::size_t index = detail::no_index) {
  detail::require_unit("reliability", reliability, index);
  if (!(raters > 0.0 && std::isfinite(raters))) {
    detail::refuse("raters", index, raters, "give a number above 0: without raters there is no reliability");
  }
  return raters * reliability / (1.0 + (raters - 1.0) * reliability);
}

/// How many independent raters it takes: target (1 - rho) / (rho (1 - target)), the inverse of spearman_brown. Not
/// rounded; below 1 where one rater is more than enough.
/// @throws InvalidValue for numbers not strictly between 0 and 1.
[[nodiscard]] inline double raters_needed(double reliability, double target, std::size_t index = detail::no_index) {
  detail::require_inside_unit("reliability", reliability, index);
  detail::require_inside_unit("target", target, index);
  return target * (1.0 - reliability) / (reliability * (1.0 - target));
}

/// The probability that a verdict agrees with what a rater without error would find, on one cut between insufficient
/// and sufficient: 1 - 2 pi + 2 Phi2(c, c; r) with r = sqrt(reliability), pi the prevalence and c = Phi^-1(pi), for
/// scores and truth that are bivariate normal with correlation r. Computed as 1 - 4 T(c, sqrt((1 - r) / (1 + r))), T
/// Owen's function. From pi^2 + (1 - pi)^2 at reliability 0, which chance gives, to 1 at reliability 1. High where
/// hardly anything is insufficient, also for a poor verdict: never read it without the prevalence.
/// @param prevalence Share below the cut, 0 to 1; at 0 and 1 there is nothing to disagree about.
/// @throws InvalidValue for numbers outside [0, 1].
/// Sources: Sheppard 1899, doi:10.1098/rsta.1899.0003; Owen 1956, doi:10.1214/aoms/1177728074.
[[nodiscard]] inline double expected_agreement(double reliability, double prevalence,
                                               std::size_t index = detail::no_index) {
  detail::require_unit("reliability", reliability, index);
  detail::require_unit("prevalence", prevalence, index);
  if (prevalence == 0.0 || prevalence == 1.0) return 1.0;
  const double r = std::sqrt(reliability);
  const double slope = std::sqrt((1.0 - r) / (1.0 + r));
  const double cut = detail::normal_upper_quantile(prevalence);
  return 1.0 - 4.0 * boost::math::owens_t(cut, slope, detail::math_policy{});
}

}  // namespace kring::statistics
