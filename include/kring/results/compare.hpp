// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/detail/beta_law.hpp"
#include "kring/detail/peer_counts.hpp"
#include "kring/results/comparison.hpp"
#include "kring/results/indicator.hpp"
#include "kring/results/observation.hpp"
#include "kring/results/peer_group.hpp"
#include "kring/statistics/beta_binomial.hpp"
#include "kring/statistics/mid_p.hpp"
#include "kring/statistics/multiplicity.hpp"
#include "kring/statistics/overdispersion.hpp"
#include "kring/statistics/proportion.hpp"
#include "kring/statistics/rank_interval.hpp"
#include "kring/statistics/ranking.hpp"

namespace kring::results {

namespace detail {

inline void refuse_duplicates(const Observations& rows, std::span<const std::size_t> group) {
  for (std::size_t i = 1; i < group.size(); ++i) {
    if (rows.unit[group[i]] != rows.unit[group[i - 1]]) continue;
    throw InvalidValue("unit '" + rows.unit[group[i]] + "' stands twice in group '" + rows.group[group[i]] +
                       "' for indicator '" + rows.indicator[group[i]] + "' in " + period_text(rows, group[i]) +
                       ": expected one row; add them up or drop one");
  }
}

inline Reason reason_for(const Observations& observations, std::size_t row, const kring::detail::PeerCounts& peers,
                         const ComparisonOptions& options) {
  if (observations.counted[row] == 0) return Reason::missing;
  if (observations.denominator[row] < options.minimum_trials) return Reason::too_few;
  if (observations.complete[row] == 0) return Reason::incomplete_window;
  if (static_cast<std::int64_t>(peers.size()) < options.minimum_units) return Reason::group_too_small;
  if (peers.all_events == 0 || peers.all_events == peers.all_trials) return Reason::no_variation;
  return Reason::none;
}

inline void describe(kring::detail::PeerCounts& peers, Comparison& result) {
  statistics::proportion_interval(peers.events, peers.trials, result.options.confidence,
                                  statistics::IntervalMethod::clopper_pearson, peers.lower, peers.upper);
  for (std::size_t i = 0; i < peers.size(); ++i) {
    const std::size_t row = peers.rows[i];
    result.share[row] = static_cast<double>(peers.events[i]) / static_cast<double>(peers.trials[i]);
    result.lower[row] = peers.lower[i];
    result.upper[row] = peers.upper[i];
  }
}

// z-scores against the target, and how much the group varies beyond chance.
inline void disperse(kring::detail::PeerCounts& peers, double target, Comparison& result) {
  for (std::size_t i = 0; i < peers.size(); ++i) {
    peers.z_scores[i] = statistics::mid_p_z_score(peers.events[i], peers.trials[i], target);
    peers.standard_errors[i] = std::sqrt(target * (1.0 - target) / static_cast<double>(peers.trials[i]));
  }
  const auto dispersion =
      statistics::overdispersion(peers.z_scores, peers.standard_errors, result.options.winsorised_share);
  const double rankability = statistics::rankability(peers.standard_errors, dispersion.tau_squared);
  for (std::size_t i = 0; i < peers.size(); ++i) {
    const std::size_t row = peers.rows[i];
    const double chance = peers.standard_errors[i] * peers.standard_errors[i];
    result.z_score[row] = peers.z_scores[i];
    result.phi[row] = dispersion.phi;
    result.tau_squared[row] = dispersion.tau_squared;
    result.adjusted_z_score[row] = (result.share[row] - target) / std::sqrt(chance + dispersion.tau_squared);
    result.rankability[row] = rankability;
  }
}

// Shrunken shares with their uncertainty; the mean and the deviation of the posterior stay behind for the ranking.
inline void shrink(kring::detail::PeerCounts& peers, double target, Direction direction, Comparison& result) {
  const kring::detail::Posteriors posteriors(peers, statistics::fit_beta_binomial(peers.events, peers.trials));
  const kring::detail::TailLevel tail = kring::detail::tail_level(result.options.credibility);
  for (std::size_t i = 0; i < peers.size(); ++i) {
    const std::size_t row = peers.rows[i];
    const double a = posteriors.first(peers.events[i]);
    const double b = posteriors.second(peers.trials[i] - peers.events[i]);
    const double mean = a / (a + b);
    const kring::detail::BetaLaw law(a, b);
    result.shrunken_share[row] = mean;
    result.shrunken_lower[row] = law.lower_quantile(tail);
    result.shrunken_upper[row] = law.upper_quantile(tail);
    result.probability_below[row] = direction == Direction::higher ? law.below(target) : law.above(target);
    peers.means[i] = direction == Direction::higher ? -mean : mean;
    peers.deviations[i] = std::sqrt(mean * (1.0 - mean) / (a + b + 1.0));
  }
}

// Expected ranks and their intervals; 1 is best in the indicator's direction.
inline void rank(kring::detail::PeerCounts& peers, Comparison& result) {
  statistics::expected_ranks(peers.means, peers.deviations, peers.ranks, 1);
  for (std::size_t i = 0; i < peers.size(); ++i) result.expected_rank[peers.rows[i]] = peers.ranks[i];
  if (result.options.rank_draws == 0) return;
  const statistics::RankSimulation simulation{result.options.credibility, result.options.rank_draws,
                                              result.options.seed};
  statistics::rank_intervals(peers.means, peers.deviations, simulation, peers.rank_lower, peers.rank_upper);
  for (std::size_t i = 0; i < peers.size(); ++i) {
    result.rank_lower[peers.rows[i]] = static_cast<double>(peers.rank_lower[i]);
    result.rank_upper[peers.rows[i]] = static_cast<double>(peers.rank_upper[i]);
  }
}

// Flags by Benjamini-Hochberg among the units of the group about which a statement is made.
inline void flag(kring::detail::PeerCounts& peers, Comparison& result) {
  std::vector<std::size_t> stated;
  std::vector<double> p_values;
  for (const std::size_t row : peers.rows) {
    if (result.reason[row] != Reason::none) continue;
    stated.push_back(row);
    p_values.push_back(std::erfc(std::abs(result.adjusted_z_score[row]) / std::sqrt(2.0)));
  }
  std::vector<double> adjusted(p_values.size());
  statistics::adjust_p_values(p_values, statistics::Adjustment::benjamini_hochberg, adjusted);
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const std::size_t row = stated[i];
    result.adjusted_p_value[row] = adjusted[i];
    const bool flagged = adjusted[i] <= result.options.false_discovery_rate;
    const State side = result.adjusted_z_score[row] < 0.0 ? State::flagged_low : State::flagged_high;
    result.state[row] = flagged ? side : State::as_expected;
  }
}

inline void compare_group(const Observations& observations, std::span<const std::size_t> group, Direction direction,
                          kring::detail::PeerCounts& peers, Comparison& result) {
  refuse_duplicates(observations, group);
  peers.gather(observations, group);
  describe(peers, result);
  for (const std::size_t row : group) {
    result.reason[row] = reason_for(observations, row, peers, result.options);
    result.group_size[row] = static_cast<std::int64_t>(peers.size());
    if (peers.all_trials == 0) continue;
    result.target[row] = static_cast<double>(peers.all_events) / static_cast<double>(peers.all_trials);
  }
  if (peers.all_events == 0 || peers.all_events == peers.all_trials) return;
  const double target = static_cast<double>(peers.all_events) / static_cast<double>(peers.all_trials);
  disperse(peers, target, result);
  shrink(peers, target, direction, result);
  rank(peers, result);
  flag(peers, result);
}

}  // namespace detail

/// Compares every unit with its peers: the units of the same group and level on the same indicator in the same school
/// year, or window of school years. The target is the pooled share of the peers. Missing figures and denominators of 0
/// take no part; units with small denominators take part in the target and in the spread, but nothing is said about
/// them. A unit is flagged when its adjusted z-score, which allows for the spread that chance cannot explain, stays out
/// after Benjamini-Hochberg. Shares of units that serve different students differ for reasons that are not quality:
/// compare like with like. The numbers do not depend on the order of rows or on the number of threads.
/// @param observations One row a unit, indicator, school year, group and level.
/// @param indicators Definitions that give each indicator its direction, such as catalog::indicators().
/// @throws InvalidValue when an option or a row is out of range, or a unit stands twice among its peers.
/// @throws UnknownIdentifier when an indicator has no definition.
/// Sources: Spiegelhalter 2005, doi:10.1002/sim.1970 and doi:10.1136/qshc.2005.013755; Benjamini and Hochberg 1995,
/// doi:10.1111/j.2517-6161.1995.tb02031.x; Lingsma et al. 2009, doi:10.1186/1471-2288-9-53 (expected ranks).
[[nodiscard]] inline Comparison compare(const Observations& observations, std::span<const Indicator> indicators,
                                        const ComparisonOptions& options = {}) {
  check(observations);
  check(options);
  std::vector<Direction> directions;
  for (const std::string& name : observations.indicator.names()) {
    directions.push_back(find_indicator(indicators, name).direction);
  }
  const PeerGroups groups = peer_groups(observations);
  Comparison result;
  result.options = options;
  result.digest = digest(observations, groups, directions, options);
  result.resize(observations.size());
  for_each_part(groups.size(), options.threads, [&](std::size_t begin, std::size_t end) {
    kring::detail::PeerCounts peers;
    for (std::size_t group = begin; group < end; ++group) {
      const auto code = observations.indicator.codes()[groups[group].front()];
      detail::compare_group(observations, groups[group], directions[static_cast<std::size_t>(code)], peers, result);
    }
  });
  return result;
}

}  // namespace kring::results
