// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "kring/detail/beta_quantile.hpp"
#include "kring/detail/beta_tail.hpp"
#include "kring/detail/gamma_steps.hpp"
#include "kring/detail/math_policy.hpp"

namespace kring::detail {

/// What Stirling's formula leaves out of log Gamma(x), for any x >= 1: below 16 by the recurrence, with one logarithm
/// of a product of at most 15 factors.
[[nodiscard]] inline double any_stirling_error(double x) noexcept {
  if (x >= 16.0) return stirling_remainder(x);
  double product = 1.0;
  double shifted = x;
  for (; shifted < 16.0; shifted += 1.0) product *= shifted;
  return stirling_remainder(shifted) + (shifted - 0.5) * std::log(shifted) - (shifted - x) - std::log(product) -
         (x - 0.5) * std::log(x);
}

/// Beta(a,b) for any positive a and b: quantiles to about 1e-13 relative, the distribution function as exactly as the
/// digits of x allow. Two to three times as fast as Boost, which takes over where a or b lies below 1.
class BetaLaw {
 public:
  BetaLaw(double a, double b)
      : a_(a),
        b_(b),
        small_(a < 1.0 || b < 1.0),
        density_(a, b, small_ ? 0.0 : stirling_errors(a, b)),
        mirrored_(b, a, small_ ? 0.0 : stirling_errors(b, a)) {}

  /// P(X < x), 0 < x < 1.
  [[nodiscard]] double below(double x) const {
    if (small_) return boost::math::ibeta(a_, b_, x, math_policy{});
    const bool low = x * (a_ + b_) <= a_;
    return low ? tail(a_, b_, density_, {x, 1.0 - x}) : 1.0 - tail(b_, a_, mirrored_, {1.0 - x, x});
  }

  /// P(X > x), 0 < x < 1.
  [[nodiscard]] double above(double x) const {
    if (small_) return boost::math::ibetac(a_, b_, x, math_policy{});
    const bool low = x * (a_ + b_) <= a_;
    return low ? 1.0 - tail(a_, b_, density_, {x, 1.0 - x}) : tail(b_, a_, mirrored_, {1.0 - x, x});
  }

  /// The x with P(X < x) = alpha.
  [[nodiscard]] double lower_quantile(const TailLevel& alpha) const {
    if (small_) return boost::math::ibeta_inv(a_, b_, alpha.probability, math_policy{});
    return beta_lower_quantile(a_, b_, density_, alpha).x;
  }

  /// The x with P(X > x) = alpha.
  [[nodiscard]] double upper_quantile(const TailLevel& alpha) const {
    if (small_) return boost::math::ibetac_inv(a_, b_, alpha.probability, math_policy{});
    return beta_lower_quantile(b_, a_, mirrored_, alpha).y;
  }

 private:
  [[nodiscard]] static double stirling_errors(double a, double b) {
    return any_stirling_error(a + b) - any_stirling_error(a) - any_stirling_error(b);
  }

  [[nodiscard]] static double tail(double a, double b, const BetaDensity& density, SharePair at) {
    const double distance = beta_distance(a, b, at);
    return std::exp(density.log_at(at, distance)) * beta_tail_ratio(a, b, at.x, 1.0 + distance);
  }

  double a_;
  double b_;
  bool small_;
  BetaDensity density_;
  BetaDensity mirrored_;
};

}  // namespace kring::detail
