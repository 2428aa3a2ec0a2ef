// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kring/detail/tail_counts.hpp"

namespace kring::detail {

/// Log-likelihood of counts under shares drawn from Beta(alpha, beta), and its derivatives in (log(alpha/beta),
/// log(alpha + beta)). One pass over the counts when made; afterwards each evaluation costs as much as the largest
/// count or, where counts are large, as the number of units.
class BetaBinomialLikelihood {
 public:
  BetaBinomialLikelihood(std::span<const std::int64_t> events, std::span<const std::int64_t> trials)
      : units_(static_cast<double>(events.size())),
        events_(numbers(events)),
        failures_(differences(trials, events)),
        trials_(numbers(trials)),
        largest_(*std::max_element(trials_.begin(), trials_.end())),
        event_tail_(events_, limit()),
        failure_tail_(failures_, limit()),
        trial_tail_(trials_, limit()) {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      total_events_ += events_[i];
      total_failures_ += failures_[i];
    }
    add_moments();
  }

  /// First and second derivatives in e = log(alpha/beta) and t = log(alpha + beta).
  struct Derivatives {
    double e, t, ee, et, tt;
  };

  [[nodiscard]] Derivatives derivatives(double alpha, double beta) const noexcept {
    const double sum = alpha + beta;
    const double w = alpha * (beta / sum);
    const Slopes a = event_tail_.slopes(alpha);
    const Slopes b = failure_tail_.slopes(beta);
    const Slopes s = trial_tail_.slopes(sum);
    const double gap = a.first - b.first;
    const double t = alpha * a.first + beta * b.first - sum * s.first;
    return {w * gap, t, w * (w * (a.second + b.second) + gap * (beta - alpha) / sum),
            w * (alpha * a.second - beta * b.second + gap),
            alpha * alpha * a.second + beta * beta * b.second - sum * sum * s.second + t};
  }

  /// Log-likelihood without the binomial coefficients.
  [[nodiscard]] double kernel(double alpha, double beta) const noexcept {
    const double mean = alpha / (alpha + beta);
    return binomial_kernel(mean) + event_tail_.log_rises(alpha) + failure_tail_.log_rises(beta) -
           trial_tail_.log_rises(alpha + beta);
  }

  /// The same where every unit has the same share.
  [[nodiscard]] double binomial_kernel(double share) const noexcept {
    return (total_events_ > 0 ? total_events_ * std::log(share) : 0.0) +
           (total_failures_ > 0 ? total_failures_ * std::log1p(-share) : 0.0);
  }

  /// Sum of the logarithms of the binomial coefficients: from log m! = sum over j < m of log(1 + j/1).
  [[nodiscard]] double log_coefficients() const noexcept {
    return trial_tail_.log_rises(1) - event_tail_.log_rises(1) - failure_tail_.log_rises(1);
  }

  [[nodiscard]] double pooled_share() const noexcept { return total_events_ / (total_events_ + total_failures_); }
  [[nodiscard]] double total_trials() const noexcept { return total_events_ + total_failures_; }
  [[nodiscard]] double units() const noexcept { return units_; }
  [[nodiscard]] double largest_trials() const noexcept { return largest_; }

  /// Share of the units in which every trial is an event, if in all other units none is; nothing otherwise.
  [[nodiscard]] std::optional<double> all_or_nothing() const noexcept {
    double all = 0;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (events_[i] != 0 && failures_[i] != 0) return std::nullopt;
      all += failures_[i] == 0 ? 1 : 0;
    }
    return all / units_;
  }

  /// Relative excess of the Pearson statistic over what the trials alone explain: above 0 the likelihood rises as soon
  /// as shares may differ (Tarone 1979, doi:10.1093/biomet/66.3.585).
  [[nodiscard]] double excess() const noexcept { return squares_ / total_trials() - 1; }

  /// alpha + beta by moments, from the Pearson statistic with weights 1/trials; a start for the search.
  [[nodiscard]] double moment_sum() const noexcept {
    const double correlation = (weighted_squares_ - (units_ - 1)) / std::max(1.0, total_trials() - units_);
    return 1 / std::clamp(correlation, 1e-6, 0.9) - 1;
  }

 private:
  [[nodiscard]] static std::vector<double> numbers(std::span<const std::int64_t> counts) {
    return {counts.begin(), counts.end()};
  }

  [[nodiscard]] static std::vector<double> differences(std::span<const std::int64_t> from,
                                                       std::span<const std::int64_t> what) {
    std::vector<double> out(from.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<double>(from[i] - what[i]);
    return out;
  }

  /// Above this count asymptotics take over: never, where a table as long as the largest count is the cheaper way.
  [[nodiscard]] std::size_t limit() const noexcept {
    return static_cast<std::size_t>(largest_ <= 5 * units_ + 64 ? largest_ : 16.0);
  }

  void add_moments() {
    const double share = pooled_share();
    const double variance = share * (total_failures_ / total_trials());
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const double gap = events_[i] - trials_[i] * share;
      squares_ += gap * gap / variance;
      weighted_squares_ += gap * gap / (variance * trials_[i]);
    }
  }

  double units_;
  std::vector<double> events_;
  std::vector<double> failures_;
  std::vector<double> trials_;
  double largest_;
  TailCounts event_tail_;
  TailCounts failure_tail_;
  TailCounts trial_tail_;
  double total_events_ = 0;
  double total_failures_ = 0;
  double squares_ = 0;
  double weighted_squares_ = 0;
};

}  // namespace kring::detail
