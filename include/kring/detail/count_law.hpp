// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <numbers>

#include "kring/detail/beta_tail.hpp"
#include "kring/detail/math_policy.hpp"
#include "kring/detail/normal_quantile.hpp"

namespace kring::detail {

/// Tails of X ~ Bin(n, share), 0 < share < 1; the smaller tail is computed, the other one is its complement.
class BinomialLaw {
 public:
  BinomialLaw(double n, double share) : n_(n), share_(share) {}

  [[nodiscard]] double mean() const { return n_ * share_; }
  [[nodiscard]] double variance() const { return n_ * share_ * (1.0 - share_); }
  [[nodiscard]] double skewness() const { return (1.0 - 2.0 * share_) / std::sqrt(variance()); }
  [[nodiscard]] double largest() const { return n_; }

  /// P(X = r), 0 <= r <= n.
  [[nodiscard]] double at(double r) const {
    if (r == 0.0) return std::exp(n_ * std::log1p(-share_));
    if (r == n_) return std::exp(n_ * std::log(share_));
    return upper_density(r) / (r * (1.0 - share_));
  }

  /// P(X <= r), r >= 0.
  [[nodiscard]] double lower(double r) const {
    if (r >= n_) return 1.0;
    return r < mean() ? lower_tail(r) : 1.0 - upper_tail(r + 1.0);
  }

  /// P(X >= r), r <= n + 1.
  [[nodiscard]] double upper(double r) const {
    if (r <= 0.0) return 1.0;
    if (r > n_) return 0.0;
    return r > mean() ? upper_tail(r) : 1.0 - lower_tail(r - 1.0);
  }

 private:
  [[nodiscard]] double upper_density(double r) const {
    const double distance = std::fma(-(n_ + 1.0), share_, r);
    return std::exp(BetaDensity(r, n_ - r + 1.0).log_at({share_, 1.0 - share_}, distance));
  }

  [[nodiscard]] double upper_tail(double r) const {
    return upper_density(r) * beta_tail_ratio(r, n_ - r + 1.0, share_, std::fma(-(n_ + 1.0), share_, r + 1.0));
  }

  [[nodiscard]] double lower_tail(double r) const {
    const double distance = std::fma(n_ + 1.0, share_, -r - 1.0);
    const BetaDensity density(n_ - r, r + 1.0);
    return std::exp(density.log_at({1.0 - share_, share_}, distance)) *
           beta_tail_ratio(n_ - r, r + 1.0, 1.0 - share_, std::fma(n_ + 1.0, share_, -r));
  }

  double n_;
  double share_;
};

/// Tails of a Poisson count with the given expectation > 0.
class PoissonLaw {
 public:
  explicit PoissonLaw(double expected) : expected_(expected) {}

  [[nodiscard]] double mean() const { return expected_; }
  [[nodiscard]] double variance() const { return expected_; }
  [[nodiscard]] double skewness() const { return 1.0 / std::sqrt(expected_); }
  [[nodiscard]] double largest() const { return HUGE_VAL; }
  [[nodiscard]] double at(double r) const {
    if (r == 0.0) return std::exp(-expected_);
    return std::exp(-stirling_error(r) - half_deviance(r, expected_, r - expected_)) /
           std::sqrt(2.0 * std::numbers::pi * r);
  }
  [[nodiscard]] double lower(double r) const { return boost::math::gamma_q(r + 1.0, expected_, math_policy{}); }
  [[nodiscard]] double upper(double r) const {
    return r <= 0.0 ? 1.0 : boost::math::gamma_p(r, expected_, math_policy{});
  }

 private:
  double expected_;
};

/// r_p - a for the smallest count r_p with F(r_p) >= p and a = (F(r_p) - p)/P(X = r_p): the quantile of the
/// distribution function drawn as a line between counts. Above p = 1/2 the upper tail is used, so that p close to 1
/// loses no digits.
template <class Law>
[[nodiscard]] double interpolated_quantile(const Law& law, double p) {
  const double z = p <= 0.5 ? -normal_upper_quantile(p) : normal_upper_quantile(1.0 - p);
  const double guess = law.mean() + std::sqrt(law.variance()) * (z + law.skewness() * (z * z - 1.0) / 6.0);
  // A quantile at or below the median lies below the mean plus 1, which the expansion forgets where the mean is small.
  const double limit = p <= 0.5 ? std::ceil(law.mean()) : law.largest();
  double r = std::clamp(std::floor(guess), 0.0, limit);
  if (p <= 0.5) {
    while (law.lower(r) < p) ++r;
    while (r > 0.0 && law.lower(r - 1.0) >= p) --r;
    return r - (law.lower(r) - p) / law.at(r);
  }
  const double q = 1.0 - p;
  while (law.upper(r + 1.0) > q) ++r;
  while (r > 0.0 && law.upper(r) <= q) --r;
  return r - (q - law.upper(r + 1.0)) / law.at(r);
}

}  // namespace kring::detail
