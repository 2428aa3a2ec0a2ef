// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "kring/core/error.hpp"
#include "kring/detail/beta_binomial_likelihood.hpp"

namespace kring::detail {

/// A pair of parameters of the beta distribution, with its log-likelihood but for the binomial coefficients.
struct BetaPair {
  double alpha;
  double beta;
  double kernel = 0;
};

/// The maximum of a beta-binomial likelihood by Newton's method in (log(alpha/beta), log(alpha + beta)), kept inside a
/// bracket of log(alpha + beta) made from the signs of the profile slope.
class BetaBinomialSearch {
 public:
  explicit BetaBinomialSearch(const BetaBinomialLikelihood& likelihood) : likelihood_(likelihood) {}

  /// The optimum reached from a start; nothing where it runs away to alpha + beta above 1e15.
  [[nodiscard]] std::optional<BetaPair> from(double share, double sum) {
    logit_ = std::log(share / (1 - share));
    log_sum_ = std::log(sum);
    const double trials_a_unit = likelihood_.total_trials() / likelihood_.units();
    for (int iteration = 0; iteration < 200; ++iteration) {
      const double moved = step();
      if (log_sum_ > 34.5) return std::nullopt;
      // Rounding of the slopes: their terms are a few tens of alpha + beta a unit, at most its trials.
      if (moved <= 1e-10 + 1e-15 * std::min(trials_a_unit, 50 * std::exp(log_sum_))) return place();
    }
    throw InvalidValue("the beta-binomial likelihood of " + std::to_string(likelihood_.units()) +
                       " units has no optimum within 200 steps: check the counts for a mistake");
  }

 private:
  [[nodiscard]] BetaPair place() const noexcept {
    const double sum = std::exp(log_sum_);
    return {sum / (1 + std::exp(-logit_)), sum / (1 + std::exp(logit_)), 0};
  }

  // One step; returns its length.
  double step() {
    const BetaPair pair = place();
    const auto d = likelihood_.derivatives(pair.alpha, pair.beta);
    // The likelihood is concave in the share itself; in its logit only near the optimum.
    const double curvature = d.ee < 0 ? d.ee : -(1 + std::abs(d.e));
    const double slope = d.t - d.et * d.e / curvature;
    const double bend = d.tt - d.et * d.et / curvature;
    const double off = d.e / curvature;
    // The slope of the profile is known to first order in `off` only; its sign counts where the second order is small.
    if (std::abs(slope) > 4 * std::abs(curvature) * off * off) (slope > 0 ? low_ : high_) = log_sum_;
    double change = bend < 0 ? std::clamp(-slope / bend, -2.0, 2.0) : std::copysign(1.0, slope);
    const double target = log_sum_ + change;
    if (high_ - low_ < 1e-9) {  // a bracket closed on nothing: the early signs were wrong, so look everywhere again
      low_ = -std::numeric_limits<double>::infinity();
      high_ = std::numeric_limits<double>::infinity();
    } else if (!(target >= low_ && target <= high_)) {
      const double middle = 0.5 * (low_ + high_);
      change = (std::isfinite(middle) ? middle : std::clamp(target, low_, high_)) - log_sum_;
    }
    const double turn = std::clamp(-(d.e + d.et * change) / curvature, -1.0, 1.0);
    log_sum_ += change;
    logit_ += turn;
    return std::abs(change) + std::abs(turn);
  }

  const BetaBinomialLikelihood& likelihood_;
  double logit_ = 0;
  double log_sum_ = 0;
  double low_ = -std::numeric_limits<double>::infinity();
  double high_ = std::numeric_limits<double>::infinity();
};

/// The optimum with finite alpha and beta; nothing where the likelihood is highest with one share for all units. Where
/// the slope there points away from differences, a scan still looks for a second, higher hill.
[[nodiscard]] inline std::optional<BetaPair> find_beta_pair(const BetaBinomialLikelihood& likelihood) {
  const double share = likelihood.pooled_share();
  const double level = likelihood.binomial_kernel(share);
  const double margin = 1e-12 * std::abs(level);
  double start = likelihood.moment_sum();
  if (likelihood.largest_trials() < 2) return std::nullopt;
  if (likelihood.excess() <= 1e-12) {
    double best = level + margin;
    start = 0;
    for (double sum = 0.1; sum < 2e6; sum *= 4) {
      const double value = likelihood.kernel(sum * share, sum * (1 - share));
      if (value > best) {
        best = value;
        start = sum;
      }
    }
    if (start == 0) return std::nullopt;
  }
  auto found = BetaBinomialSearch(likelihood).from(share, start);
  if (!found) return std::nullopt;
  found->kernel = likelihood.kernel(found->alpha, found->beta);
  if (found->kernel <= level + margin) return std::nullopt;
  return found;
}

}  // namespace kring::detail
