// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

#include "kring/detail/math_policy.hpp"

namespace kring::detail {

/// The z above which a standard normal has the given probability, 0 < upper_tail < 1: -Phi^{-1}(upper_tail).
[[nodiscard]] inline double normal_upper_quantile(double upper_tail) {
  return std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * upper_tail, math_policy{});
}

/// log P(Z > z) of a standard normal for z >= 30: the asymptotic series of Mills' ratio, whose first term left out
/// is below 1e-13 there, and below 1e-14 from z = 36.
[[nodiscard]] inline double log_normal_tail(double z) {
  const double v = 1.0 / (z * z);
  const double series = -v * (1.0 - v * (3.0 - v * (15.0 - v * (105.0 - v * 945.0))));
  return -0.5 * z * z - std::log(z) - 0.5 * std::log(2.0 * std::numbers::pi) + std::log1p(series);
}

/// The z above which a standard normal has probability exp(log_tail), also where that probability underflows.
[[nodiscard]] inline double normal_upper_quantile_of_log(double log_tail) {
  if (log_tail > -650.0) return normal_upper_quantile(std::exp(log_tail));
  double z = std::sqrt(-2.0 * log_tail - std::log(-4.0 * std::numbers::pi * log_tail));
  // The start is off by less than 1/z^3; each step of Newton more than squares that.
  for (int step = 0; step < 2; ++step) z += (log_normal_tail(z) - log_tail) / (z + 1.0 / z);
  return z;
}

}  // namespace kring::detail
