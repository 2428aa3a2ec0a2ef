// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/detail/beta_binomial_search.hpp"
#include "kring/detail/beta_law.hpp"
#include "kring/detail/check_inputs.hpp"
#include "kring/statistics/interval.hpp"
#include "kring/statistics/proportion.hpp"

namespace kring::statistics {

/// Beta distribution of the true shares of the units of a group, fitted to their counts. What shrinking a small unit
/// towards its group rests on: alpha + beta counts as that many trials of prior experience.
struct BetaBinomialFit {
  /// First parameter of the beta distribution; infinite without overdispersion, 0 where units are all or nothing.
  double alpha = 0;
  /// Second parameter; infinite or 0 together with alpha.
  double beta = 0;
  /// Mean of the true shares: alpha / (alpha + beta), or its limit where alpha and beta are infinite or 0.
  double mean = 0;
  /// Natural logarithm of the probability of the counts, binomial coefficients included.
  double log_likelihood = 0;
  /// Whether the counts differ more than one share for all units explains. If false, every shrunken share is the mean.
  bool overdispersed = false;

  /// Number of trials that the group counts for beside a unit's own: alpha + beta.
  [[nodiscard]] double prior_trials() const noexcept { return alpha + beta; }
};

}  // namespace kring::statistics

namespace kring::detail {

/// The posterior of a unit where it is not a proper beta distribution: the share that has all probability; else NaN.
[[nodiscard]] inline double certain_share(const statistics::BetaBinomialFit& fit, std::int64_t events,
                                          std::int64_t trials) noexcept {
  if (!fit.overdispersed) return fit.mean;
  if (fit.alpha > 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(events) / static_cast<double>(trials);
}

[[nodiscard]] inline BetaLaw posterior_law(const statistics::BetaBinomialFit& fit, std::int64_t events,
                                           std::int64_t trials) {
  return {fit.alpha + static_cast<double>(events), fit.beta + static_cast<double>(trials - events)};
}

[[nodiscard]] inline statistics::Interval posterior_interval(const statistics::BetaBinomialFit& fit,
                                                             std::int64_t events, std::int64_t trials,
                                                             const TailLevel& tail) {
  const double certain = certain_share(fit, events, trials);
  if (!std::isnan(certain)) return {certain, certain};
  const BetaLaw law = posterior_law(fit, events, trials);
  return {law.lower_quantile(tail), law.upper_quantile(tail)};
}

}  // namespace kring::detail

namespace kring::statistics {

/// Fits the beta distribution of true shares to counts by maximum likelihood: maximises over alpha, beta the product of
/// C(n, r) B(alpha + r, beta + n - r) / B(alpha, beta), r events in n trials. Counts up to 1e9 and beyond; the
/// log-likelihood carries an absolute error of about 1e-15 times the sum of the trials. Thread-safe: call it once a
/// group. Edges, each a stated result: no more difference than chance explains (also a single unit, and units of one
/// trial): not overdispersed, alpha = beta = infinity, mean = pooled share; every unit 0 or every unit all: the same
/// with mean 0 or 1; every unit either 0 or all, both present: alpha = beta = 0, mean = share of the units with all.
/// Misleads with few units (say fewer than 10): alpha and beta are taken as known afterwards.
/// Sources: Griffiths 1973, doi:10.2307/2529131; Tarone 1979, doi:10.1093/biomet/66.3.585.
/// @throws InvalidValue without units, where trials are below 1, events negative or above trials, sizes differ.
[[nodiscard]] inline BetaBinomialFit fit_beta_binomial(std::span<const std::int64_t> events,
                                                       std::span<const std::int64_t> trials) {
  detail::require_counts(events, trials);
  if (events.empty()) throw InvalidValue("events is empty; a beta-binomial fit needs at least one unit");
  const detail::BetaBinomialLikelihood likelihood(events, trials);
  const double share = likelihood.pooled_share();
  const double coefficients = likelihood.log_coefficients();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const BetaBinomialFit one_share{infinity, infinity, share, coefficients + likelihood.binomial_kernel(share), false};
  if (share == 0 || share == 1 || likelihood.largest_trials() < 2) return one_share;
  if (const auto all = likelihood.all_or_nothing()) {
    const double units = likelihood.units();
    return {0, 0, *all, units * (*all * std::log(*all) + (1 - *all) * std::log1p(-*all)), true};
  }
  const auto found = detail::find_beta_pair(likelihood);
  if (!found) return one_share;
  return {found->alpha, found->beta, found->alpha / (found->alpha + found->beta), coefficients + found->kernel, true};
}

/// Shrunken share of a unit: (alpha + events) / (alpha + beta + trials), between its own share and the group's mean.
[[nodiscard]] inline double posterior_mean(const BetaBinomialFit& fit, std::int64_t events, std::int64_t trials) {
  const double certain = detail::certain_share(fit, events, trials);
  if (!std::isnan(certain)) return certain;
  return (fit.alpha + static_cast<double>(events)) / (fit.prior_trials() + static_cast<double>(trials));
}

/// Interval with equal tails that holds the true share of a unit with probability `confidence`: quantiles of
/// Beta(alpha + events, beta + trials - events). One point where the fit is not overdispersed or all or nothing. Too
/// narrow where the group has few units: the uncertainty of alpha and beta is not in it.
/// @throws InvalidValue unless 0 < confidence < 1.
[[nodiscard]] inline Interval posterior_interval(const BetaBinomialFit& fit, std::int64_t events, std::int64_t trials,
                                                 double confidence = 0.9) {
  return detail::posterior_interval(fit, events, trials, detail::tail_level(confidence));
}

/// Probability that the true share of a unit lies below a norm: the distribution function of Beta(alpha + events,
/// beta + trials - events) at the norm. Where the posterior is one point: 1 if that lies below the norm, else 0.
/// @throws InvalidValue unless 0 < norm < 1.
[[nodiscard]] inline double probability_below(const BetaBinomialFit& fit, std::int64_t events, std::int64_t trials,
                                              double norm) {
  detail::require_inside_unit("norm", norm);
  const double certain = detail::certain_share(fit, events, trials);
  if (!std::isnan(certain)) return certain < norm ? 1 : 0;
  return detail::posterior_law(fit, events, trials).below(norm);
}

/// Shrunken shares of many units; see the function for one unit.
/// @throws InvalidValue as that one and where sizes differ, trials are below 1, events negative or above trials.
inline void posterior_mean(const BetaBinomialFit& fit, std::span<const std::int64_t> events,
                           std::span<const std::int64_t> trials, std::span<double> result, unsigned threads) {
  detail::require_counts(events, trials);
  detail::require_same_size("result", result.size(), events.size());
  for_each_part(events.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) result[i] = posterior_mean(fit, events[i], trials[i]);
  });
}

/// Intervals of many units; see the function for one unit. The same bits for any number of threads.
/// @throws InvalidValue as that one and where sizes differ, trials are below 1, events negative or above trials.
inline void posterior_interval(const BetaBinomialFit& fit, std::span<const std::int64_t> events,
                               std::span<const std::int64_t> trials, double confidence, std::span<double> lower,
                               std::span<double> upper, unsigned threads) {
  detail::require_counts(events, trials);
  detail::require_same_size("lower", lower.size(), events.size());
  detail::require_same_size("upper", upper.size(), events.size());
  const auto tail = detail::tail_level(confidence);
  for_each_part(events.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto interval = detail::posterior_interval(fit, events[i], trials[i], tail);
      lower[i] = interval.lower;
      upper[i] = interval.upper;
    }
  });
}

/// Probabilities below a norm of many units; see the function for one unit. The same bits for any number of threads.
/// @throws InvalidValue as that one and where sizes differ, trials are below 1, events negative or above trials.
inline void probability_below(const BetaBinomialFit& fit, std::span<const std::int64_t> events,
                              std::span<const std::int64_t> trials, double norm, std::span<double> result,
                              unsigned threads) {
  detail::require_counts(events, trials);
  detail::require_same_size("result", result.size(), events.size());
  for_each_part(events.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) result[i] = probability_below(fit, events[i], trials[i], norm);
  });
}

}  // namespace kring::statistics
