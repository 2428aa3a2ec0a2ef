// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>

namespace kring::detail {

/// First and second derivative of a sum of logarithms, or of log Gamma(y + d) - log Gamma(y).
struct Slopes {
  double first = 0;
  double second = 0;

  Slopes& operator+=(const Slopes& other) noexcept {
    first += other.first;
    second += other.second;
    return *this;
  }
};

/// What Stirling's formula leaves out: log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2). Error below 1e-15 for x
/// >= 16.
[[nodiscard]] inline double stirling_remainder(double x) noexcept {
  const double t = 1 / (x * x);
  return (1.0 / 12 - t * (1.0 / 360 - t * (1.0 / 1260 - t * (1.0 / 1680 - t * (1.0 / 1188))))) / x;
}

/// Its first derivative: digamma(x) - log x + 1/(2 x) - 1/x ... here digamma(x) = log x - 1/(2x) + this.
[[nodiscard]] inline double digamma_remainder(double x) noexcept {
  const double t = 1 / (x * x);
  return -t * (1.0 / 12 - t * (1.0 / 120 - t * (1.0 / 252 - t * (1.0 / 240 - t * (1.0 / 132)))));
}

/// trigamma(x) = 1/x + 1/(2 x^2) + this.
[[nodiscard]] inline double trigamma_remainder(double x) noexcept {
  const double t = 1 / (x * x);
  return t / x * (1.0 / 6 - t * (1.0 / 30 - t * (1.0 / 42 - t * (1.0 / 30 - t * (5.0 / 66)))));
}

/// log Gamma(y + d) - log Gamma(y) - d log(scale) for y >= 16 and d >= 0, as differences, so that a large y does not
/// cancel: (y + d - 1/2) log(1 + d/y) - d + d log(y/scale) + difference of Stirling remainders.
[[nodiscard]] inline double log_gamma_step(double y, double d, double log_y_over_scale) noexcept {
  const double x = y + d;
  return (x - 0.5) * std::log1p(d / y) - d + d * log_y_over_scale + (stirling_remainder(x) - stirling_remainder(y));
}

/// Derivatives with respect to y of log Gamma(y + d) - log Gamma(y), y >= 16, d >= 0.
[[nodiscard]] inline Slopes gamma_slopes(double y, double d) noexcept {
  const double x = y + d;
  const double inverse = d / (x * y);  // 1/y - 1/x
  const double first = std::log1p(d / y) + 0.5 * inverse + (digamma_remainder(x) - digamma_remainder(y));
  const double second = -inverse - 0.5 * inverse * (1 / x + 1 / y) + (trigamma_remainder(x) - trigamma_remainder(y));
  return {first, second};
}

}  // namespace kring::detail
