// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/detail/beta_quantile.hpp"
#include "kring/detail/checks.hpp"
#include "kring/detail/normal_quantile.hpp"
#include "kring/statistics/interval.hpp"

namespace kring::statistics {

/// How proportion_interval turns r events among n trials into limits; alpha = 1 - confidence.
enum class IntervalMethod {
  /// Both tails at most alpha/2 whatever the true share: P(X >= r | lower) = alpha/2, P(X <= r | upper) = alpha/2.
  /// Never
  /// covers less than asked, often more: it is wide for small groups (doi:10.1093/biomet/26.4.404).
  clopper_pearson,
  /// All shares that a score test at level alpha does not reject: (r + z^2/2 -+ z sqrt(r(n-r)/n + z^2/4)) / (n + z^2).
  /// Covers the confidence on average, less than asked for some true shares near 0 and 1 (doi:10.2307/2276774).
  wilson,
  /// Quantiles alpha/2 and 1 - alpha/2 of Beta(r + 1/2, n - r + 1/2), with lower = 0 at r = 0 and upper = 1 at r = n.
  /// Covers the confidence on average (Brown, Cai and DasGupta 2001, doi:10.1214/ss/1009213286).
  jeffreys,
  /// Clopper-Pearson with only half the probability of the observed count in each tail: narrower, covers the confidence
  /// on average; the interval that agrees with mid_p_z_score (Berry and Armitage 1995, doi:10.2307/2348891).
  mid_p,
};

}  // namespace kring::statistics

namespace kring::detail {

[[nodiscard]] inline TailLevel tail_level(double confidence) {
  require_inside_unit("confidence", confidence);
  const double alpha = 0.5 * (1.0 - confidence);
  return {alpha, std::log(alpha), -normal_upper_quantile(alpha)};
}

// The lower limits below come as a pair (limit, 1 - limit): an upper limit is the complement of the lower limit of the
// trials without the event.

[[nodiscard]] inline SharePair clopper_pearson_lower(double r, double n, const TailLevel& alpha) {
  if (r == 0.0) return {0.0, 1.0};
  if (r == 1.0) return {-std::expm1(std::log1p(-alpha.probability) / n), std::exp(std::log1p(-alpha.probability) / n)};
  if (r == n) return {std::exp(alpha.log / n), -std::expm1(alpha.log / n)};
  return beta_lower_quantile(r, n - r + 1.0, alpha);
}

[[nodiscard]] inline SharePair jeffreys_lower(double r, double n, const TailLevel& alpha) {
  if (r == 0.0) return {0.0, 1.0};
  return beta_lower_quantile(r + 0.5, n - r + 0.5, alpha);
}

[[nodiscard]] inline SharePair mid_p_lower(double r, double n, const TailLevel& alpha) {
  if (r == 0.0) return {0.0, 1.0};
  const double log_doubled = std::min(0.0, alpha.log + std::log(2.0));  // rounding must not push a limit below 0
  if (r == n) return {std::exp(log_doubled / n), 0.0 - std::expm1(log_doubled / n)};
  return mid_p_lower_quantile(r, n, alpha);
}

/// At a confidence near 0 the limits meet, and rounding may cross them by one unit in the last place.
[[nodiscard]] inline statistics::Interval ordered(double lower, double upper) {
  return {std::min(lower, upper), std::max(lower, upper)};
}

[[nodiscard]] inline statistics::Interval wilson_interval(double r, double n, const TailLevel& alpha) {
  const double z = alpha.z;
  const double sum = r + 0.5 * z * z + std::abs(z) * std::sqrt(r * ((n - r) / n) + 0.25 * z * z);
  // The lower limit by the product of the two roots: no cancellation at small r. sum is 0 at r = 0 when z is.
  return ordered(r == 0.0 ? 0.0 : r * (r / n) / sum, r == n ? 1.0 : sum / (n + z * z));
}

[[nodiscard]] inline statistics::Interval proportion_interval(std::int64_t events, std::int64_t trials,
                                                              const TailLevel& alpha,
                                                              statistics::IntervalMethod method) {
  const double r = static_cast<double>(events);
  const double n = static_cast<double>(trials);
  switch (method) {
    case statistics::IntervalMethod::clopper_pearson:
      return ordered(clopper_pearson_lower(r, n, alpha).x, clopper_pearson_lower(n - r, n, alpha).y);
    case statistics::IntervalMethod::wilson:
      return wilson_interval(r, n, alpha);
    case statistics::IntervalMethod::jeffreys:
      return ordered(jeffreys_lower(r, n, alpha).x, jeffreys_lower(n - r, n, alpha).y);
    case statistics::IntervalMethod::mid_p:
      return ordered(mid_p_lower(r, n, alpha).x, mid_p_lower(n - r, n, alpha).y);
  }
  throw InvalidValue("method is not a value of IntervalMethod; use one of its names");
}

}  // namespace kring::detail

namespace kring::statistics {

/// Confidence interval of the share behind `events` among `trials`, by one of four methods: what the count alone leaves
/// open about the share. confidence is the two-sided coverage asked for, strictly between 0 and 1; the limits lie in
/// [0, 1]. It treats trials as independent draws with one share, and says nothing about bias or about differences
/// between units. Never draw it around a target as if it were a funnel limit: funnel_limits does that.
/// Limits are solved to about 1e-14 relative, checked for up to 10^9 trials.
/// @throws InvalidValue for negative events, more events than trials, no trials, or a confidence outside (0, 1).
[[nodiscard]] inline Interval proportion_interval(std::int64_t events, std::int64_t trials, double confidence = 0.95,
                                                  IntervalMethod method = IntervalMethod::clopper_pearson) {
  detail::require_counts(events, trials);
  return detail::proportion_interval(events, trials, detail::tail_level(confidence), method);
}

/// The same for arrays of equal length; lower and upper receive the limits. threads: 0 means every hardware thread; the
/// result has the same bits for any number of threads.
/// @throws InvalidValue as above, naming the element, and where the lengths differ.
inline void proportion_interval(std::span<const std::int64_t> events, std::span<const std::int64_t> trials,
                                double confidence, IntervalMethod method, std::span<double> lower,
                                std::span<double> upper, unsigned threads = 1) {
  detail::require_same_size("trials", trials.size(), events.size());
  detail::require_same_size("lower", lower.size(), events.size());
  detail::require_same_size("upper", upper.size(), events.size());
  const detail::TailLevel alpha = detail::tail_level(confidence);
  for_each_part(events.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      detail::require_counts(events[i], trials[i], i);
      const Interval limits = detail::proportion_interval(events[i], trials[i], alpha, method);
      lower[i] = limits.lower;
      upper[i] = limits.upper;
    }
  });
}

}  // namespace kring::statistics
