// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/detail/gamma_steps.hpp"

namespace kring::detail {

/// A list of counts m_i, kept so that sum_i sum_{j < m_i} f(j) costs one pass over j: at_least(j) = number of counts
/// above j, for j below a limit; what lies beyond the limit is kept as a list of counts and handled by asymptotics.
class TailCounts {
 public:
  TailCounts(std::span<const double> counts, std::size_t limit) : limit_(limit), above_(limit, 0.0) {
    for (const double count : counts) {
      const auto whole = static_cast<std::size_t>(std::min(count, static_cast<double>(limit)));
      if (whole > 0) above_[whole - 1] += 1;
      if (count > static_cast<double>(limit)) beyond_.push_back(count - static_cast<double>(limit));
    }
    for (std::size_t j = limit; j > 1; --j) above_[j - 2] += above_[j - 1];
    while (!above_.empty() && above_.back() == 0) above_.pop_back();
  }

  /// Derivatives with respect to a of sum_i (log Gamma(a + m_i) - log Gamma(a)).
  [[nodiscard]] Slopes slopes(double a) const noexcept {
    Slopes total = near_slopes(a);
    for (const double d : beyond_) total += gamma_slopes(a + static_cast<double>(limit_), d);
    return total;
  }

  /// sum_i (log Gamma(a + m_i) - log Gamma(a) - m_i log a) = sum over j of at_least(j) log(1 + j/a).
  [[nodiscard]] double log_rises(double a) const noexcept {
    double total = 0;
    for (std::size_t j = 1; j < above_.size(); ++j) total += above_[j] * std::log1p(static_cast<double>(j) / a);
    const double start = a + static_cast<double>(limit_);
    const double log_ratio = beyond_.empty() ? 0.0 : std::log1p(static_cast<double>(limit_) / a);
    for (const double d : beyond_) total += log_gamma_step(start, d, log_ratio);
    return total;
  }

 private:
  static constexpr std::size_t lanes = 4;

  // Several sums side by side, so that the compiler may work on them at once; added in a fixed order.
  [[nodiscard]] Slopes near_slopes(double a) const noexcept {
    std::array<double, lanes> first{};
    std::array<double, lanes> second{};
    std::size_t j = 0;
    double place = a;
    for (; j + lanes <= above_.size(); j += lanes, place += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const double inverse = 1 / (place + static_cast<double>(lane));
        const double term = above_[j + lane] * inverse;
        first[lane] += term;
        second[lane] += term * inverse;
      }
    }
    Slopes total{(first[0] + first[1]) + (first[2] + first[3]), (second[0] + second[1]) + (second[2] + second[3])};
    for (; j < above_.size(); ++j) {
      const double inverse = 1 / (a + static_cast<double>(j));
      total.first += above_[j] * inverse;
      total.second += above_[j] * inverse * inverse;
    }
    total.second = -total.second;
    return total;
  }

  std::size_t limit_;
  std::vector<double> above_;
  std::vector<double> beyond_;
};

}  // namespace kring::detail
