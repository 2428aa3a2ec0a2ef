// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace kring::detail {

/// log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2 for x a positive multiple of one half: what Stirling's formula
/// leaves out. Up to 15.5 from a table (computed with 50 digits), then by the asymptotic series, to 1e-17.
[[nodiscard]] inline double stirling_error(double x) {
  constexpr std::array table = {0.0,  // not used: keeps the index of x at 2 x
                                0.15342640972002736,
                                0.081061466795327261,
                                0.054814121051917651,
                                0.041340695955409297,
                                0.033162873519936291,
                                0.027677925684998338,
                                0.023746163656297496,
                                0.020790672103765093,
                                0.018488450532673187,
                                0.016644691189821193,
                                0.015134973221917378,
                                0.013876128823070748,
                                0.012810465242920227,
                                0.01189670994589177,
                                0.011104559758206917,
                                0.010411265261972096,
                                0.0097994161261588039,
                                0.0092554621827127329,
                                0.0087687001341393862,
                                0.0083305634333628708,
                                0.0079341145643140199,
                                0.0075736754879518406,
                                0.007244554301320383,
                                0.0069428401072095299,
                                0.0066652470327076821,
                                0.0064089941880042071,
                                0.0061717122630394576,
                                0.0059513701127588475,
                                0.0057462165130101155,
                                0.005554733551962801,
                                0.0053755990329268349};
  if (x <= 15.5) return table[static_cast<std::size_t>(2.0 * x)];
  const double v = 1.0 / (x * x);
  return (1.0 / 12 - v * (1.0 / 360 - v * (1.0 / 1260 - v * (1.0 / 1680 - v * (1.0 / 1188 - v * 691.0 / 360360))))) / x;
}

/// count log(count/mean) - (count - mean), half the deviance of a count > 0 from its mean > 0, without the cancellation
/// where the two are close (Loader 2000, Fast and accurate computation of binomial probabilities). distance is
/// count - mean, given apart because the caller knows it to more digits.
[[nodiscard]] inline double half_deviance(double count, double mean, double distance) {
  const double u = distance / mean;
  if (u > 1e15) return count * (std::log(count) - std::log(mean)) - distance;
  if (u < -0.3 || u > 0.35) return count * std::log1p(u) - distance;
  const double v = u / (2.0 + u);
  const double w = v * v;
  const double low = 1.0 / 3 + w * (1.0 / 5 + w * (1.0 / 7 + w * (1.0 / 9)));
  const double high = 1.0 / 11 + w * (1.0 / 13 + w * (1.0 / 15 + w * (1.0 / 17 + w * (1.0 / 19))));
  return v * (distance + 2.0 * count * w * (low + w * w * w * w * high));
}

/// A share x with its complement y; the smaller of the two is the exact one.
struct SharePair {
  double x;
  double y;
};

/// log of x^a y^b / B(a,b), the density of log(X/(1-X)) for X ~ Beta(a,b), by the saddle-point form: the part that does
/// not depend on x is computed once. a and b are positive multiples of one half, which stirling_error needs.
class BetaDensity {
 public:
  BetaDensity(double a, double b) : BetaDensity(a, b, stirling_error(a + b) - stirling_error(a) - stirling_error(b)) {}

  /// For any positive a and b: the caller gives the Stirling error of a + b less those of a and b.
  BetaDensity(double a, double b, double stirling_errors)
      : log_scale_(0.5 * std::log(a / (2.0 * std::numbers::pi * (a + b)) * b) + stirling_errors), a_(a), b_(b) {}

  /// distance = a - (a+b) x, given by the caller because he knows which of x and y is exact.
  [[nodiscard]] double log_at(SharePair at, double distance) const {
    return log_scale_ - half_deviance(a_, (a_ + b_) * at.x, distance) - half_deviance(b_, (a_ + b_) * at.y, -distance);
  }

 private:
  double log_scale_;
  double a_;
  double b_;
};

/// I_x(a,b) divided by the density x^a y^b / B(a,b), by the continued fraction of Didonato and Morris (1992,
/// doi:10.1145/131766.131776); positive terms throughout for b a whole number. Meant for x up to about the mean
/// a/(a+b): at two standard deviations it takes at most some 100 terms, at the mean about 4 (a+b)^(1/3).
/// distance_plus_one = 1 + a - (a+b) x > 0.
[[nodiscard]] inline double beta_tail_ratio(double a, double b, double x, double distance_plus_one) {
  constexpr double tolerance = 4.5e-16;
  double inverse = 1.0 / (a + 1.0);
  double above_before = 0.0;
  double below_before = 1.0;
  double above = 1.0;
  double below = a * distance_plus_one * inverse;
  for (double m = 1.0;;) {
    // Four terms between checks: the divisions of the check and of the scaling then cost little.
    for (int k = 0; k < 4; ++k, m += 1.0) {
      const double weight = m * (b - m) * x * inverse;
      const double alpha = (a + m - 1.0) * (a + b + m - 1.0) * x * inverse * weight;
      inverse = 1.0 / (a + 2.0 * m + 1.0);
      const double beta = m + weight + (a + m) * (distance_plus_one + m * (2.0 - x)) * inverse;
      const double next_above = beta * above + alpha * above_before;
      const double next_below = beta * below + alpha * below_before;
      above_before = above;
      below_before = below;
      above = next_above;
      below = next_below;
    }
    const double ratio = above / below;
    if (std::abs(ratio - above_before / below_before) <= tolerance * ratio) return ratio;
    const double scale = 1.0 / below;
    above_before *= scale;
    below_before *= scale;
    above = ratio;
    below = 1.0;
  }
}

}  // namespace kring::detail
