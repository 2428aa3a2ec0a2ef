// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>

#include "kring/detail/beta_tail.hpp"

// Lower quantiles of beta distributions and of the mid-p rule, solved on the scale of log odds (t) and log tail (h).
// Both tails have a log-concave density in t, so that h(t) = log T(t) - log alpha is increasing and concave: every step
// of Newton lands at or below the solution, and from there Newton climbs to it without overshooting. Close by, the
// fourth-order series of the inverse function replaces Newton: it needs no further evaluation of the
// tail. (Gil, Segura and Temme, arXiv:1605.03503, invert the beta distribution by another fourth-order step.)

namespace kring::detail {

/// A tail at one point: h = log(tail/alpha), ratio = tail over its derivative to t, and the first three derivatives to
/// t of the log of that derivative.
struct TailPoint {
  double h;
  double ratio;
  double score;
  double score_1;
  double score_2;
};

/// The step in t that solves h = 0, from the Taylor series of t as a function of h, to fourth order.
[[nodiscard]] inline double inverse_series_step(const TailPoint& p) {
  const double u = p.ratio;
  const double u1 = 1.0 - u * p.score;
  const double u2 = -u1 * p.score - u * p.score_1;
  const double u3 = -u2 * p.score - 2.0 * u1 * p.score_1 - u * p.score_2;
  const double second = u1;
  const double third = u1 * u1 + u * u2;
  const double fourth = u1 * u1 * u1 + 4.0 * u * u1 * u2 + u * u * u3;
  return -p.h * u * (1.0 - p.h / 2.0 * (second - p.h / 3.0 * (third - p.h / 4.0 * fourth)));
}

/// The pair whose log odds lie step above those of the given pair; the smaller part is kept exact.
[[nodiscard]] inline SharePair moved(SharePair at, double step) {
  const double growth = std::expm1(step);
  const double scale = 1.0 / (1.0 + at.x * growth);
  const double x = at.x * (1.0 + growth) * scale;
  const double y = at.y * scale;
  return x <= y ? SharePair{x, 1.0 - x} : SharePair{1.0 - y, y};
}

/// Solves tail(pair).h = 0 from a start. With |h| below `close` the series step is off by less than |h|^5 times the
/// scale of t, that is by less than 1e-15, and ends the search.
template <class Tail>
[[nodiscard]] SharePair solve_tail(SharePair at, const Tail& tail) {
  constexpr double close = 1e-3;
  constexpr double near = 0.5;
  for (double before = near;;) {
    const TailPoint point = tail(at);
    const double size = std::abs(point.h);
    const bool by_series = size < close || (size < near && size <= 0.5 * before);
    at = moved(at, by_series ? inverse_series_step(point) : -point.h * point.ratio);
    if (size < close) return at;
    before = by_series ? size : near;
  }
}

/// Start of the search: Cornish-Fisher expansion of the log odds of Beta(a,b) at the normal quantile z < 0, with the
/// polygamma functions by their first terms at a - 1/2; a, b >= 1/2.
[[nodiscard]] inline SharePair beta_quantile_start(double a, double b, double z) {
  // Below 2 the terms at a - 1/2 are poor: one step of the recurrence of the digamma function repairs that.
  const double shift_a = a < 2.0 ? 1.0 / a : 0.0;
  const double shift_b = b < 2.0 ? 1.0 / b : 0.0;
  const double ia = 1.0 / (a + (a < 2.0 ? 0.5 : -0.5));
  const double ib = 1.0 / (b + (b < 2.0 ? 0.5 : -0.5));
  const double mean = std::log(ib / ia) + (ia * ia - ib * ib) / 24.0 - shift_a + shift_b;
  const double variance =
      ia * (1.0 - ia * ia / 12.0) + ib * (1.0 - ib * ib / 12.0) + shift_a * shift_a + shift_b * shift_b;
  const double third = ib * ib - ia * ia + 2.0 * (shift_b * shift_b * shift_b - shift_a * shift_a * shift_a);
  const double fourth = 2.0 * (ia * ia * ia + ib * ib * ib) + 6.0 * (std::pow(shift_a, 4) + std::pow(shift_b, 4));
  const double deviation = std::sqrt(variance);
  const double skewness = third / (variance * deviation);
  const double kurtosis = fourth / (variance * variance);
  const double bent = z + skewness * (z * z - 1.0) / 6.0 + kurtosis * z * (z * z - 3.0) / 24.0 -
                      skewness * skewness * z * (2.0 * z * z - 5.0) / 36.0;
  // The fraction behind the tail wants a point at or below the mean of the distribution.
  const double log_odds = std::min(mean + deviation * bent, std::log(a / b));
  const double odds = std::exp(log_odds);
  return odds <= 1.0 ? SharePair{odds / (1.0 + odds), 1.0 / (1.0 + odds)}
                     : SharePair{1.0 / (1.0 + 1.0 / odds), 1.0 / (1.0 + odds)};
}

/// a - (a+b) x from whichever of x and y is exact, with one rounding.
[[nodiscard]] inline double beta_distance(double a, double b, SharePair at) {
  return at.x <= at.y ? std::fma(-(a + b), at.x, a) : std::fma(a + b, at.y, -b);
}

/// A lower tail probability with what every search for its quantile needs: alpha <= 1/2, log(alpha), Phi^{-1}(alpha).
struct TailLevel {
  double probability;
  double log;
  double z;
};

/// The alpha quantile of the Beta(a,b) whose density is given; a and b at least one half.
[[nodiscard]] inline SharePair beta_lower_quantile(double a, double b, const BetaDensity& density,
                                                   const TailLevel& alpha) {
  const auto tail = [&](SharePair at) {
    const double distance = beta_distance(a, b, at);
    const double ratio = beta_tail_ratio(a, b, at.x, 1.0 + distance);
    const double spread = -(a + b) * at.x * at.y;
    return TailPoint{density.log_at(at, distance) + std::log(ratio) - alpha.log, ratio, distance, spread,
                     spread * (at.y - at.x)};
  };
  return solve_tail(beta_quantile_start(a, b, alpha.z), tail);
}

/// The same, a and b multiples of one half.
[[nodiscard]] inline SharePair beta_lower_quantile(double a, double b, const TailLevel& alpha) {
  return beta_lower_quantile(a, b, BetaDensity(a, b), alpha);
}

/// The share p at which P(X > r) + P(X = r)/2 = alpha for X ~ Bin(n,p), 1 <= r <= n-1.
[[nodiscard]] inline SharePair mid_p_lower_quantile(double r, double n, const TailLevel& alpha) {
  const double a = r;
  const double b = n - r + 1.0;
  const BetaDensity density(a, b);
  const auto tail = [&](SharePair at) {
    const double distance = beta_distance(a, b, at);
    // P(X >= r) over P(X = r) is r y u with u the ratio of the beta tail; the mid-p tail has 1/2 less.
    const double doubled = 2.0 * r * at.y * beta_tail_ratio(a, b, at.x, 1.0 + distance) - 1.0;
    const double slope = r * at.y + (n - r) * at.x;
    const double xy = at.x * at.y;
    const double g = (n - 2.0 * r) * xy / slope;
    const double g1 = g * (at.y - at.x) - g * g;
    const double g2 = g * ((at.y - at.x) * (at.y - at.x) - 2.0 * xy) - 3.0 * g * g * (at.y - at.x) + 2.0 * g * g * g;
    return TailPoint{density.log_at(at, distance) + std::log(doubled / (2.0 * r * at.y)) - alpha.log, doubled / slope,
                     distance + at.x + g, -n * xy + g1, -n * xy * (at.y - at.x) + g2};
  };
  return solve_tail(beta_quantile_start(r + 0.5, n - r + 0.5, alpha.z), tail);
}

}  // namespace kring::detail
