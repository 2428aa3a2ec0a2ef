// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace kring::detail {

/// Where a search for a variance ended.
struct VarianceSearch {
  double value = 0;
  int iterations = 0;
  bool converged = true;
};

/// Estimates y with known variances v and an unknown variance t between units on top: what the likelihoods and the
/// method of Paule and Mandel need to know at a given t, from one pass for the mean and one for the rest.
class BetweenVariance {
 public:
  BetweenVariance(std::span<const double> estimates, std::span<const double> variances, bool restricted)
      : estimates_(estimates), variances_(variances), restricted_(restricted) {}

  /// Sums over units of w, w^2, w^3 with w = 1/(v + t), and of w r^2, w^2 r, w^2 r^2, w^3 r^2 with r = y - mean.
  struct Sums {
    double w = 0, w2 = 0, w3 = 0, mean = 0, squares = 0, r2 = 0, squares2 = 0, squares3 = 0;
  };

  [[nodiscard]] Sums sums(double t) const noexcept {
    Sums s;
    for (std::size_t i = 0; i < estimates_.size(); ++i) {
      const double w = 1 / (variances_[i] + t);
      s.w += w;
      s.mean += w * estimates_[i];
    }
    s.mean /= s.w;
    for (std::size_t i = 0; i < estimates_.size(); ++i) {
      const double w = 1 / (variances_[i] + t);
      const double r = estimates_[i] - s.mean;
      const double wr = w * r;
      s.w2 += w * w;
      s.w3 += w * w * w;
      s.squares += wr * r;
      s.r2 += w * wr;
      s.squares2 += wr * wr;
      s.squares3 += wr * wr * w;
    }
    return s;
  }

  /// First and second derivative of twice the (restricted) log-likelihood with respect to t.
  struct Slope {
    double first, second;
  };

  [[nodiscard]] Slope slope(double t) const noexcept {
    const Sums s = sums(t);
    const double second = s.w2 - 2 * s.squares3 + 2 * s.r2 * s.r2 / s.w;
    if (!restricted_) return {s.squares2 - s.w, second};
    const double ratio = s.w2 / s.w;
    return {s.squares2 - s.w + ratio, second - 2 * s.w3 / s.w + ratio * ratio};
  }

  /// Twice the (restricted) log-likelihood, but for a constant.
  [[nodiscard]] double twice_log_likelihood(double t) const noexcept {
    double logs = 0;
    for (const double v : variances_) logs += std::log(v + t);
    const Sums s = sums(t);
    return -logs - s.squares - (restricted_ ? std::log(s.w) : 0.0);
  }

  /// Excess of Cochran's Q over its expectation, and its derivative: decreasing and convex in t.
  [[nodiscard]] Slope excess(double t) const noexcept {
    const Sums s = sums(t);
    return {s.squares - (static_cast<double>(estimates_.size()) - 1), -s.squares2};
  }

 private:
  std::span<const double> estimates_;
  std::span<const double> variances_;
  bool restricted_;
};

/// Zero of a function that is positive below it and negative above it, by Newton's method inside a bracket: where the
/// slope is of no use the bracket is halved, or the place doubled while nothing above is known.
template <class Function>
[[nodiscard]] VarianceSearch find_zero(Function f, double start, double scale) {
  double low = 0;
  double high = std::numeric_limits<double>::infinity();
  double place = start;
  for (int iteration = 1; iteration <= 500; ++iteration) {
    const auto [value, slope] = f(place);
    (value > 0 ? low : high) = place;
    double next = slope < 0 ? place - value / slope : -1;
    const double tolerance = 1e-13 * (place + 1e-3 * scale);
    if (value == 0 || std::abs(next - place) <= tolerance || high - low <= tolerance) return {place, iteration, true};
    if (!(next > low && next < high)) next = std::isfinite(high) ? 0.5 * (low + high) : 2 * place + scale;
    place = next;
  }
  return {place, 500, false};
}

/// The t >= 0 at which a (restricted) likelihood is highest, from a start. Where it falls at 0 a scan looks for a
/// second hill, and the higher place is taken.
[[nodiscard]] inline VarianceSearch find_likelihood_maximum(const BetweenVariance& between, double start,
                                                            double scale) {
  const auto slope = [&](double t) { return between.slope(t); };
  if (slope(0).first > 0) return find_zero(slope, start, scale);
  int evaluations = 1;
  for (double t = scale / 256; t < 300 * scale; t *= 4, ++evaluations) {
    if (slope(t).first <= 0) continue;
    VarianceSearch found = find_zero(slope, t, scale);
    found.iterations += evaluations;
    if (between.twice_log_likelihood(found.value) > between.twice_log_likelihood(0)) return found;
    break;
  }
  return {0, evaluations, true};
}

/// The t >= 0 at which Cochran's Q equals its expectation. Convex and decreasing, so that Newton
/// climbs to it from below without overshooting.
[[nodiscard]] inline VarianceSearch find_paule_mandel(const BetweenVariance& between, double start, double scale) {
  const auto excess = [&](double t) { return between.excess(t); };
  if (excess(0).first <= 0) return {0, 1, true};
  return find_zero(excess, start, scale);
}

}  // namespace kring::detail
