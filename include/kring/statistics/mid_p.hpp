// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>

#include "kring/core/parallel.hpp"
#include "kring/detail/beta_tail.hpp"
#include "kring/detail/checks.hpp"
#include "kring/detail/normal_quantile.hpp"

namespace kring::detail {

/// The z exceeded with probability P(X > r) + P(X = r)/2, X ~ Bin(n, at.x), for r at or above the mean n at.x.
/// distance = r - (n+1) at.x, and that plus one, come from the caller, who knows which of at.x and at.y is exact.
[[nodiscard]] inline double upper_mid_p_quantile(double r, double n, SharePair at, double distance,
                                                 double distance_plus_one) {
  if (r == n) return normal_upper_quantile_of_log(n * std::log(at.x) - std::numbers::ln2);
  const double b = n - r + 1.0;
  const double log_density = BetaDensity(r, b).log_at(at, distance);
  // P(X >= r) over P(X = r) is r y u with u the ratio of the beta tail; the mid-p tail has 1/2 less.
  const double ratio = beta_tail_ratio(r, b, at.x, distance_plus_one) - 0.5 / (r * at.y);
  if (log_density > -650.0) return normal_upper_quantile(std::exp(log_density) * ratio);
  return normal_upper_quantile_of_log(log_density + std::log(ratio));
}

[[nodiscard]] inline double mid_p_z_score(double r, double n, double target) {
  const double draws = n + 1.0;
  if (std::fma(-n, target, r) > 0.0) {
    return upper_mid_p_quantile(r, n, {target, 1.0 - target}, std::fma(-draws, target, r),
                                std::fma(-draws, target, r + 1.0));
  }
  if (r == 0.0) return 0.0 - normal_upper_quantile_of_log(n * std::log1p(-target) - std::numbers::ln2);
  return 0.0 - upper_mid_p_quantile(n - r, n, {1.0 - target, target}, std::fma(draws, target, -r - 1.0),
                                    std::fma(draws, target, -r));
}

[[nodiscard]] inline double arcsine_z_score(double r, double n, double target) {
  return 2.0 * std::sqrt(n) * (std::asin(std::sqrt(r / n)) - std::asin(std::sqrt(target)));
}

/// Checks each element and applies a rule (events, trials, target) -> z to it.
template <class Rule>
void z_scores(std::span<const std::int64_t> events, std::span<const std::int64_t> trials,
              std::span<const double> target, std::span<double> result, unsigned threads, Rule rule) {
  require_same_size("trials", trials.size(), events.size());
  require_same_size("target", target.size(), events.size());
  require_same_size("z_scores", result.size(), events.size());
  for_each_part(events.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      require_counts(events[i], trials[i], i);
      require_target(target[i], i);
      result[i] = rule(static_cast<double>(events[i]), static_cast<double>(trials[i]), target[i]);
    }
  });
}

}  // namespace kring::detail

namespace kring::statistics {

/// How far `events` among `trials` lie from a target share, as a standard normal deviate:
/// z = Phi^{-1}(P(X < r) + P(X = r)/2), X ~ Bin(n, target). Negative below the target. The mid-p convention makes it
/// symmetric (z(r, n, t) = -z(n-r, n, 1-t)) and close to standard normal under the target, where the exact tails are
/// conservative. Both tails keep full precision: z stays finite and accurate where the probability underflows.
/// It treats trials as independent; differences between units that the target does not explain make large |z| common,
/// and more so in large units: see overdispersion. (Lancaster 1961, doi:10.1080/01621459.1961.10482105.)
/// @throws InvalidValue for impossible counts and for a target outside (0, 1): at 0 or 1 z is infinite or undefined.
[[nodiscard]] inline double mid_p_z_score(std::int64_t events, std::int64_t trials, double target) {
  detail::require_counts(events, trials);
  detail::require_target(target);
  return detail::mid_p_z_score(static_cast<double>(events), static_cast<double>(trials), target);
}

/// The same for arrays of equal length, with a target per element. threads: 0 means every hardware thread.
/// @throws InvalidValue as above, naming the element, and where the lengths differ.
inline void mid_p_z_score(std::span<const std::int64_t> events, std::span<const std::int64_t> trials,
                          std::span<const double> target, std::span<double> z_scores, unsigned threads = 1) {
  detail::z_scores(events, trials, target, z_scores, threads, detail::mid_p_z_score);
}

/// The distance of a share from a target on the scale where its variance hardly depends on it:
/// z = 2 sqrt(n) (asin sqrt(r/n) - asin sqrt(target)). Negative below the target. For plotting and arithmetic with z;
/// for a verdict on small groups use mid_p_z_score: at expected counts below about 5 the two differ visibly.
/// (Anscombe 1948, doi:10.1093/biomet/35.3-4.246.)
/// @throws InvalidValue for impossible counts and for a target outside (0, 1).
[[nodiscard]] inline double arcsine_z_score(std::int64_t events, std::int64_t trials, double target) {
  detail::require_counts(events, trials);
  detail::require_target(target);
  return detail::arcsine_z_score(static_cast<double>(events), static_cast<double>(trials), target);
}

/// The same for arrays of equal length, with a target per element. threads: 0 means every hardware thread.
/// @throws InvalidValue as above, naming the element, and where the lengths differ.
inline void arcsine_z_score(std::span<const std::int64_t> events, std::span<const std::int64_t> trials,
                            std::span<const double> target, std::span<double> z_scores, unsigned threads = 1) {
  detail::z_scores(events, trials, target, z_scores, threads, detail::arcsine_z_score);
}

}  // namespace kring::statistics
