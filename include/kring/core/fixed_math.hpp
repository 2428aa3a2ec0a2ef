// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace kring::detail {

/// Natural logarithm of a positive normal number, from +, -, * and / alone, so that its bits are the same on every
/// machine; relative error below 4e-16. x = m 2^e with m in [sqrt(1/2), sqrt(2)), log m = 2 atanh((m-1)/(m+1)).
[[nodiscard]] inline double fixed_log(double x) noexcept {
  // The offset makes the exponent step at sqrt(1/2) instead of at 1.
  const auto bits = std::bit_cast<std::uint64_t>(x) + (0x3FF0000000000000ULL - 0x3FE6A09E667F3BCDULL);
  const auto m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) + 0x3FE6A09E667F3BCDULL);
  const double s = (m - 1) / (m + 1);
  const double t = s * s;
  double series = 1.0 / 23;
  for (const double odd : {21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0}) series = series * t + 1 / odd;
  const double e = static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1023);
  // ln 2 in two parts: the first has zeros at its end, so that e times it is exact.
  return e * 6.93147180369123816490e-01 + (e * 1.90821492927058770002e-10 + 2 * (s + s * t * series));
}

/// Exponential function for |x| <= 700, with the same promise of equal bits; relative error below 4e-16.
[[nodiscard]] inline double fixed_exp(double x) noexcept {
  const double n = std::floor(x * 1.4426950408889634 + 0.5);
  const double r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
  double series = 1;
  for (double k = 14; k > 0; --k) series = 1 + r / k * series;
  return series * std::bit_cast<double>(static_cast<std::uint64_t>(static_cast<std::int64_t>(n) + 1023) << 52);
}

}  // namespace kring::detail
