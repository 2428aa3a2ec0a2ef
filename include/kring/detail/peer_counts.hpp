// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/results/observation.hpp"
#include "kring/statistics/beta_binomial.hpp"

namespace kring::detail {

// The counted rows of one peer group, gathered from the columns; kept by each worker so that no group allocates anew.
struct PeerCounts {
  std::vector<std::size_t> rows;
  std::vector<std::int64_t> events;
  std::vector<std::int64_t> trials;
  std::vector<double> z_scores;
  std::vector<double> standard_errors;
  std::vector<double> means;
  std::vector<double> deviations;
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> ranks;
  std::vector<std::int64_t> rank_lower;
  std::vector<std::int64_t> rank_upper;
  std::int64_t all_events = 0;
  std::int64_t all_trials = 0;

  [[nodiscard]] std::size_t size() const noexcept { return rows.size(); }

  void gather(const results::Observations& observations, std::span<const std::size_t> group) {
    rows.clear(), events.clear(), trials.clear();
    all_events = all_trials = 0;
    for (const std::size_t row : group) {
      if (observations.counted[row] == 0 || observations.denominator[row] == 0) continue;
      rows.push_back(row);
      events.push_back(observations.numerator[row]);
      trials.push_back(observations.denominator[row]);
      all_events += events.back();
      all_trials += trials.back();
    }
    for (auto* column : {&rank_lower, &rank_upper}) column->resize(rows.size());
    for (auto* column : {&z_scores, &standard_errors, &means, &deviations, &lower, &upper, &ranks})
      column->resize(rows.size());
  }
};

// Posterior of the true share of each unit as the parameters of a beta distribution. Where chance explains all
// differences, the units share the posterior of their common rate; where every unit is all or nothing, nothing is
// borrowed from the group. Both with Jeffreys' prior, so that no interval has width zero.
struct Posteriors {
  Posteriors(const PeerCounts& peers, const statistics::BetaBinomialFit& fit)
      : common(!fit.overdispersed), alpha(0.5), beta(0.5) {
    if (common) {
      alpha += static_cast<double>(peers.all_events);
      beta += static_cast<double>(peers.all_trials - peers.all_events);
    } else if (fit.alpha > 0.0) {
      alpha = fit.alpha;
      beta = fit.beta;
    }
  }

  [[nodiscard]] double first(std::int64_t events) const { return alpha + (common ? 0.0 : static_cast<double>(events)); }
  [[nodiscard]] double second(std::int64_t rest) const { return beta + (common ? 0.0 : static_cast<double>(rest)); }

  bool common;
  double alpha;
  double beta;
};

}  // namespace kring::detail
