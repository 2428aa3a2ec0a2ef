// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "kring/core/fixed_math.hpp"

namespace kring::detail {

/// Phi(x) - 1/2 by a Taylor step of four terms from the nearest node of a grid of step 1/64 on [-7.5, 7.5]; beyond it
/// the value at the end. Error below 4e-13: the step leaves at most (1/128)^5 / 120 times the largest fifth derivative,
/// 1.1969, which is below 3e-13, and 1 - Phi(7.5) is 3.2e-14. Fixed arithmetic: the same bits everywhere. The value at
/// 0 is exactly 0.
class CentredNormal {
 public:
  static constexpr int half = 480;
  static constexpr double step = 1.0 / 64;
  static constexpr double limit = half * step;

  /// One node: the distribution function less 1/2, and the density.
  struct Node {
    double value;
    double density;
  };

  CentredNormal() noexcept {
    for (int k = 0; k <= half; ++k) {
      const double x = k * step;
      const double density = 0.39894228040143267794 * fixed_exp(-0.5 * x * x);
      const double value = std::min(0.5, density * odd_series(x));
      nodes_[static_cast<std::size_t>(half + k)] = {value, density};
      nodes_[static_cast<std::size_t>(half - k)] = {-value, density};
    }
  }

  [[nodiscard]] const Node* nodes() const noexcept { return nodes_.data(); }

  [[nodiscard]] double operator()(double x) const noexcept {
    x = std::clamp(x, -limit, limit);
    const int place = static_cast<int>(x / step + (half + 0.5));
    const double node = (place - half) * step;
    return step_from(nodes_[static_cast<std::size_t>(place)], node, x - node);
  }

  /// Phi(node + d) - 1/2 by Taylor: value + density d (1 + d (-x/2 + d ((x^2-1)/6 + d (3x - x^3)/24))).
  [[nodiscard]] static double step_from(const Node& node, double x, double d) noexcept {
    const double square = x * x;
    const double third = (square - 1) * (1.0 / 6);
    const double fourth = x * (3 - square) * (1.0 / 24);
    return node.value + node.density * d * (1 + d * (-0.5 * x + d * (third + d * fourth)));
  }

 private:
  /// (Phi(x) - 1/2) / phi(x) = x + x^3/3 + x^5/(3 5) + ...: all terms positive, so nothing cancels.
  [[nodiscard]] static double odd_series(double x) noexcept {
    double term = x;
    double sum = x;
    for (double odd = 3; term > 1e-17 * sum; odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return sum;
  }

  std::array<Node, 2 * half + 1> nodes_{};
};

/// The one table of the process, made at first use.
[[nodiscard]] inline const CentredNormal& centred_normal() noexcept {
  static const CentredNormal table;
  return table;
}

/// 1/sqrt(v) for 1e-300 <= v <= 1e301 without a square root or a division, so that a loop of it is vectorised: a first
/// guess from the bits (error 3.5%), one step of order four, one of order three; relative error below 2e-15.
[[nodiscard]] inline double reciprocal_root(double v) noexcept {
  double y = std::bit_cast<double>(0x5FE6EB50C7B537A9ULL - (std::bit_cast<std::uint64_t>(v) >> 1));
  double r = 1 - v * y * y;
  y += y * r * (0.5 + r * (0.375 + r * 0.3125));
  r = 1 - v * y * y;
  return y + y * r * (0.5 + r * 0.375);
}

}  // namespace kring::detail
