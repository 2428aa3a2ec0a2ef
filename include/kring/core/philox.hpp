// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "kring/core/fixed_math.hpp"

namespace kring::detail {

/// Value of a polynomial at r; coefficients from the highest power down.
template <std::size_t Size>
[[nodiscard]] constexpr double polynomial(const std::array<double, Size>& coefficients, double r) noexcept {
  double value = coefficients[0];
  for (std::size_t k = 1; k < Size; ++k) value = value * r + coefficients[k];
  return value;
}

// The three pairs of polynomials of Wichura's algorithm AS 241: around the middle, in the tails, far out.

[[nodiscard]] constexpr double normal_quantile_middle(double r) noexcept {
  constexpr std::array above = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
                                45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
                                133.14166789178437745, 3.387132872796366608};
  constexpr std::array below = {
      5226.495278852854561,  28729.085735721942674, 39307.89580009271061,  21213.794301586595867,
      5394.1960214247511077, 687.1870074920579083,  42.313330701600911252, 1.0};
  return polynomial(above, r) / polynomial(below, r);
}

[[nodiscard]] constexpr double normal_quantile_tail(double r) noexcept {
  constexpr std::array above = {7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
                                1.27045825245236838258,   3.64784832476320460504,   5.7694972214606914055,
                                4.6303378461565452959,    1.42343711074968357734};
  constexpr std::array below = {
      1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
      0.68976733498510000455,    1.6763848301838038494,   2.05319162663775882187,   1.0};
  return polynomial(above, r) / polynomial(below, r);
}

[[nodiscard]] constexpr double normal_quantile_far_tail(double r) noexcept {
  constexpr std::array above = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
                                0.026532189526576123093,   0.29656057182850489123,    1.7848265399172913358,
                                5.4637849111641143699,     6.6579046435011037772};
  constexpr std::array below = {
      2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
      0.0148753612908506148525,   0.13692988092273580531,   0.59983220655588793769,   1.0};
  return polynomial(above, r) / polynomial(below, r);
}

}  // namespace kring::detail

namespace kring {

/// Four 32-bit words: a counter of Philox, or the random words it stands for.
using PhiloxBlock = std::array<std::uint32_t, 4>;

/// The key of Philox: two 32-bit words made from a 64-bit seed, the low word first.
using PhiloxKey = std::array<std::uint32_t, 2>;

/// Key of a seed.
[[nodiscard]] constexpr PhiloxKey philox_key(std::uint64_t seed) noexcept {
  return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

/// Philox4x32-10: four random words as a function of counter and key, without any state. Whoever needs the numbers of
/// draw 7 of unit 3 asks for counter (7, 3, stream, 0): the same bits for any number of threads, in any order, on any
/// machine. Not for cryptography. Different uses of one seed must differ in at least one word of the counter.
/// Source: Salmon et al. 2011, doi:10.1145/2063384.2063405.
[[nodiscard]] constexpr PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key) noexcept {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t second = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(second),
               static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(first)};
    key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
  }
  return counter;
}

/// A number strictly between 0 and 1 from two random words: an odd multiple of 2^-53, so that 0, 1 and 1/2 never occur
/// and u is as likely as 1 - u.
[[nodiscard]] constexpr double open_uniform(std::uint32_t high, std::uint32_t low) noexcept {
  const std::uint64_t word = (std::uint64_t{high} << 32) | low;
  return static_cast<double>(((word >> 12) << 1) | 1) * 0x1p-53;
}

/// The standard normal number below which a share p of all lies, 0 < p < 1; relative error below 1e-14. Rational
/// approximations and a logarithm of fixed arithmetic: the same bits on every machine that has IEEE square roots.
/// Source: Wichura 1988, algorithm AS 241, doi:10.2307/2347330.
[[nodiscard]] inline double fixed_normal_quantile(double p) noexcept {
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) return q * detail::normal_quantile_middle(0.180625 - q * q);
  const double root = std::sqrt(-detail::fixed_log(q < 0 ? p : 1 - p));
  const double size = root <= 5 ? detail::normal_quantile_tail(root - 1.6) : detail::normal_quantile_far_tail(root - 5);
  return q < 0 ? -size : size;
}

/// A standard normal number from two random words.
[[nodiscard]] inline double standard_normal(std::uint32_t high, std::uint32_t low) noexcept {
  return fixed_normal_quantile(open_uniform(high, low));
}

}  // namespace kring
