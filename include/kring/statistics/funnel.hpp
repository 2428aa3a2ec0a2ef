// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kring/core/parallel.hpp"
#include "kring/detail/checks.hpp"
#include "kring/detail/count_law.hpp"

namespace kring::detail {

inline constexpr double largest_expected = 1e9;

inline void require_expected(double expected, std::size_t index = no_index) {
  if (!(expected > 0.0 && expected <= largest_expected)) {
    refuse("expected", index, expected, "give an expected count above 0 and at most 1e9");
  }
}

/// Checks the probabilities and fills row i of limits with rule(i, probability).
template <class Rule>
void fill_limits(std::size_t rows, std::span<const double> probabilities, std::span<double> limits, unsigned threads,
                 Rule rule) {
  require_same_size("limits", limits.size(), rows * probabilities.size());
  for (std::size_t k = 0; k < probabilities.size(); ++k) require_inside_unit("probabilities", probabilities[k], k);
  for_each_part(rows, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t k = 0; k < probabilities.size(); ++k) {
        limits[i * probabilities.size() + k] = rule(i, probabilities[k]);
      }
    }
  });
}

}  // namespace kring::detail

namespace kring::statistics {

/// Funnel limit of a share: the line below which a group of `trials` falls with about the given probability when its
/// true share is the target. (r_p - a)/n with r_p the smallest count with F(r_p) >= p, a = (F(r_p) - p)/P(X = r_p) and
/// F the distribution function of X ~ Bin(n, target): exact binomial limits, interpolated between counts (Spiegelhalter
/// 2005, doi:10.1002/sim.1970). It lies in (-1/n, 1]: a limit in (-1/n, 0] means that no count, not even 0, falls
/// below. Interpolation favours alarms above a little: a count above the upper limit has a probability somewhat over
/// 1 - p, one below the lower limit somewhat under p; at the upper side the whole count ceil(n limit) keeps to 1 - p.
/// It is a prediction of what the target gives, not a confidence interval drawn around the target, which raises
/// too few alarms. It knows binomial chance only: with overdispersion more groups fall outside than the probabilities
/// say. Exact to about 1e-12 for up to 10^9 trials.
/// @throws InvalidValue for fewer than 1 trial, and for a target or probability outside (0, 1).
[[nodiscard]] inline double funnel_limit(std::int64_t trials, double target, double probability) {
  detail::require_trials(trials);
  detail::require_target(target);
  detail::require_inside_unit("probability", probability);
  const double n = static_cast<double>(trials);
  return detail::interpolated_quantile(detail::BinomialLaw(n, target), probability) / n;
}

/// The same for arrays: one row for each element of trials and target, one column a probability, row by row in limits.
/// threads: 0 means every hardware thread.
/// @throws InvalidValue as above, naming the element, and where the lengths do not fit.
inline void funnel_limits(std::span<const std::int64_t> trials, std::span<const double> target,
                          std::span<const double> probabilities, std::span<double> limits, unsigned threads = 1) {
  detail::require_same_size("target", target.size(), trials.size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    detail::require_trials(trials[i], i);
    detail::require_target(target[i], i);
  }
  detail::fill_limits(trials.size(), probabilities, limits, threads, [&](std::size_t i, double probability) {
    return funnel_limit(trials[i], target[i], probability);
  });
}

/// Funnel limit of a ratio of an observed to an expected count, target 1: (r_p - a)/E, as funnel_limit but with
/// X ~ Poisson(E). It lies above -1/E. It predicts where counts with expectation E fall. Much software draws the exact
/// Poisson confidence interval around the target instead (chi-square quantiles over 2 E); that interval is wider and
/// raises fewer alarms than its name says. It knows Poisson chance only, no overdispersion.
/// @throws InvalidValue for an expected count outside (0, 1e9] and a probability outside (0, 1).
[[nodiscard]] inline double poisson_limit(double expected, double probability) {
  detail::require_expected(expected);
  detail::require_inside_unit("probability", probability);
  return detail::interpolated_quantile(detail::PoissonLaw(expected), probability) / expected;
}

/// The same for arrays: one row for each expected count, one column a probability, row by row in limits.
/// @throws InvalidValue as above, naming the element, and where the lengths do not fit.
inline void poisson_limits(std::span<const double> expected, std::span<const double> probabilities,
                           std::span<double> limits, unsigned threads = 1) {
  for (std::size_t i = 0; i < expected.size(); ++i) detail::require_expected(expected[i], i);
  detail::fill_limits(expected.size(), probabilities, limits, threads,
                      [&](std::size_t i, double probability) { return poisson_limit(expected[i], probability); });
}

}  // namespace kring::statistics
