// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "kring/detail/beta_binomial_likelihood.hpp"

namespace kring::detail {

/// A pair of parameters of the beta distribution, with its log-likelihood but for the binomial coefficients.
struct BetaPair {
  double alpha;
  double beta;
  double kernel = 0;
};

/// The maximum of a beta-binomial likelihood in e = log(alpha/beta) and t = log(alpha + beta): by Newton's method in
/// both, kept inside a bracket of t made from the signs of the profile slope; where that fails, by a scan of the
/// profile.
class BetaBinomialSearch {
 public:
  explicit BetaBinomialSearch(const BetaBinomialLikelihood& likelihood)
      : likelihood_(likelihood), logit_(std::log(likelihood.pooled_share() / (1 - likelihood.pooled_share()))) {}

  /// The optimum reached by Newton's method from a start; nothing where it runs away to alpha + beta above 1e15 or does
  /// not settle.
  [[nodiscard]] std::optional<BetaPair> by_newton(double log_sum) {
    log_sum_ = log_sum;
    const double trials_a_unit = likelihood_.total_trials() / likelihood_.units();
    for (int iteration = 0; iteration < 60; ++iteration) {
      const double moved = step();
      if (!(log_sum_ < most_log_sum)) return std::nullopt;
      // Rounding of the slopes: their terms are a few tens of alpha + beta a unit, at most its trials.
      if (moved <= 1e-10 + 1e-15 * std::min(trials_a_unit, 50 * std::exp(log_sum_))) return place();
    }
    return std::nullopt;
  }

  /// The highest place of the profile, the likelihood at the best mean for each t, on a grid, and its value there.
  [[nodiscard]] std::pair<double, double> scan(double from, double to, double width) {
    std::pair<double, double> best = {from, -std::numeric_limits<double>::infinity()};
    for (double t = from; t <= to; t += width) {
      (void)profile_slope(t, 1e-4);
      const BetaPair pair = place();
      const double value = likelihood_.kernel(pair.alpha, pair.beta);
      if (value > best.second) best = {t, value};
    }
    return best;
  }

  /// The optimum by halving around the highest place of a fine scan; nothing where that is the end of the scan.
  [[nodiscard]] std::optional<BetaPair> by_profile() {
    const double top = scan(-8, most_log_sum, 0.5).first;
    if (top + 1 > most_log_sum) return std::nullopt;
    double low = top - 0.5;
    double high = top + 0.5;
    while (high - low > 1e-11) {
      const double middle = 0.5 * (low + high);
      if (middle <= low || middle >= high) break;
      (profile_slope(middle, 1e-12) > 0 ? low : high) = middle;
    }
    return place();
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  static constexpr double most_log_sum = 34.5;

  [[nodiscard]] BetaPair place() const noexcept {
    const double sum = std::exp(log_sum_);
    return {sum / (1 + std::exp(-logit_)), sum / (1 + std::exp(logit_)), 0};
  }

  [[nodiscard]] BetaBinomialLikelihood::Derivatives derivatives() const noexcept {
    const BetaPair pair = place();
    return likelihood_.derivatives(pair.alpha, pair.beta);
  }

  // Moves to the best mean for a given t and returns the slope of the profile there. The likelihood is concave in the
  // mean, so that the sign of its slope always points to the best one.
  double profile_slope(double log_sum, double tolerance) {
    log_sum_ = log_sum;
    double low = -infinity;
    double high = infinity;
    for (int iteration = 0; iteration < 80; ++iteration) {
      const auto d = derivatives();
      (d.e > 0 ? low : high) = logit_;
      const double change = d.ee < 0 ? std::clamp(-d.e / d.ee, -2.0, 2.0) : std::copysign(1.0, d.e);
      if (std::abs(change) <= tolerance || high - low <= tolerance) return d.t;
      const double target = logit_ + change;
      logit_ = target > low && target < high ? target : 0.5 * (low + high);
    }
    return derivatives().t;
  }

  // One step of Newton's method; returns its length.
  double step() {
    const auto d = derivatives();
    const double curvature = d.ee < 0 ? d.ee : -(1 + std::abs(d.e));
    const double slope = d.t - d.et * d.e / curvature;
    const double bend = d.tt - d.et * d.et / curvature;
    const double off = d.e / curvature;
    // The slope of the profile is known to first order in `off` only; its sign counts where the second order is small.
    if (std::abs(slope) > 4 * std::abs(curvature) * off * off) (slope > 0 ? low_ : high_) = log_sum_;
    double change = bend < 0 ? std::clamp(-slope / bend, -2.0, 2.0) : std::copysign(1.0, slope);
    const double target = log_sum_ + change;
    if (!(target >= low_ && target <= high_)) {
      const double middle = 0.5 * (low_ + high_);
      change = (std::isfinite(middle) ? middle : std::clamp(target, low_, high_)) - log_sum_;
    }
    const double turn = std::clamp(-(d.e + d.et * change) / curvature, -1.0, 1.0);
    log_sum_ += change;
    logit_ += turn;
    return std::abs(change) + std::abs(turn);
  }

  const BetaBinomialLikelihood& likelihood_;
  double logit_;
  double log_sum_ = 0;
  double low_ = -infinity;
  double high_ = infinity;
};

/// The optimum with finite alpha and beta; nothing where the likelihood is highest with one share for all units. Where
/// the slope there points away from differences, a scan still looks for a second, higher hill.
[[nodiscard]] inline std::optional<BetaPair> find_beta_pair(const BetaBinomialLikelihood& likelihood) {
  if (likelihood.largest_trials() < 2) return std::nullopt;
  const double level = likelihood.binomial_kernel(likelihood.pooled_share());
  const double margin = 1e-12 * std::abs(level);
  const auto higher = [&](std::optional<BetaPair> found) -> std::optional<BetaPair> {
    if (!found) return std::nullopt;
    found->kernel = likelihood.kernel(found->alpha, found->beta);
    return found->kernel > level + margin ? found : std::nullopt;
  };
  double start = std::log(likelihood.moment_sum());
  if (likelihood.excess() <= 1e-12) {
    const auto [place, value] = BetaBinomialSearch(likelihood).scan(-2.3, 15, 1.4);
    if (value <= level + margin) return std::nullopt;
    start = place;
  }
  if (const auto found = higher(BetaBinomialSearch(likelihood).by_newton(start))) return found;
  return higher(BetaBinomialSearch(likelihood).by_profile());
}

}  // namespace kring::detail
