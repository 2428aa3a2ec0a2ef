// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "kring/detail/check_inputs.hpp"

namespace kring::risk {

/// A logistic line: P(insufficient) = 1 / (1 + exp(-(intercept + slope x))). Both are NaN where there is no such line.
struct LogisticFit {
  double intercept = std::numeric_limits<double>::quiet_NaN();
  double slope = std::numeric_limits<double>::quiet_NaN();
};

namespace detail {

// Whether one value of x parts the two outcomes, so that the likelihood has no maximum: also where they touch in one
// value, and where only one outcome or only one x is there.
[[nodiscard]] inline bool separated(std::span<const double> x, std::span<const std::uint8_t> outcomes,
                                    std::span<const double> weights) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  double low[2] = {infinity, infinity};
  double high[2] = {-infinity, -infinity};
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (weights[i] == 0.0) continue;
    low[outcomes[i]] = std::min(low[outcomes[i]], x[i]);
    high[outcomes[i]] = std::max(high[outcomes[i]], x[i]);
  }
  return high[0] <= low[1] || high[1] <= low[0];
}

struct LogisticSums {
  double score0 = 0, score1 = 0;              // Gradient of the log-likelihood.
  double info00 = 0, info01 = 0, info11 = 0;  // What is left of it, turned in sign: the information.
  double log_likelihood = 0;
};

[[nodiscard]] inline LogisticSums logistic_sums(std::span<const double> x, std::span<const std::uint8_t> outcomes,
                                                std::span<const double> weights, double a, double b) {
  LogisticSums sums;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (weights[i] == 0.0) continue;
    const double line = a + b * x[i];
    const double small = std::exp(-std::abs(line));
    const double p = line >= 0 ? 1.0 / (1.0 + small) : small / (1.0 + small);
    const double rest = (outcomes[i] != 0 ? 1.0 : 0.0) - p;
    const double spread = weights[i] * small / ((1.0 + small) * (1.0 + small));
    sums.score0 += weights[i] * rest;
    sums.score1 += weights[i] * rest * x[i];
    sums.info00 += spread;
    sums.info01 += spread * x[i];
    sums.info11 += spread * x[i] * x[i];
    const double signed_line = outcomes[i] != 0 ? line : -line;
    sums.log_likelihood -= weights[i] * (std::log1p(small) + std::max(0.0, -signed_line));
  }
  return sums;
}

}  // namespace detail

/// The logistic line that makes weighted outcomes most likely, by Newton's method with halved steps. There is none, and
/// both numbers are NaN, where one value of x parts the outcomes (also where there is only one outcome): the likelihood
/// then grows without end.
/// @param outcomes 1 for insufficient, 0 for not. @param weights 0 or more, such as inverse inclusion probabilities.
/// @throws InvalidValue for lengths that differ, numbers that are not finite or negative weights.
[[nodiscard]] inline LogisticFit fit_logistic(std::span<const double> x, std::span<const std::uint8_t> outcomes,
                                              std::span<const double> weights) {
  kring::detail::require_moderate("x", x);
  kring::detail::require_same_size("outcomes", outcomes.size(), x.size());
  kring::detail::require_same_size("weights", weights.size(), x.size());
  kring::detail::require_standard_deviations("weights", weights);
  if (detail::separated(x, outcomes, weights)) return {};
  double a = 0.0;
  double b = 0.0;
  detail::LogisticSums now = detail::logistic_sums(x, outcomes, weights, a, b);
  for (int round = 0; round < 100; ++round) {
    const double determinant = now.info00 * now.info11 - now.info01 * now.info01;
    if (!(determinant > 0.0)) return {};
    double step_a = (now.info11 * now.score0 - now.info01 * now.score1) / determinant;
    double step_b = (now.info00 * now.score1 - now.info01 * now.score0) / determinant;
    detail::LogisticSums next = detail::logistic_sums(x, outcomes, weights, a + step_a, b + step_b);
    for (int halved = 0; halved < 60 && !(next.log_likelihood >= now.log_likelihood); ++halved) {
      step_a *= 0.5;
      step_b *= 0.5;
      next = detail::logistic_sums(x, outcomes, weights, a + step_a, b + step_b);
    }
    a += step_a;
    b += step_b;
    now = next;
    if (std::abs(step_a) <= 1e-11 * (1.0 + std::abs(a)) && std::abs(step_b) <= 1e-11 * (1.0 + std::abs(b))) break;
  }
  return {a, b};
}

}  // namespace kring::risk
