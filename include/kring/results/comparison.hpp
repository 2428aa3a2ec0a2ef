// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::results {

/// What a comparison says of a unit. Low and high tell on which side of the target the share lies; whether that is good
/// depends on the direction of the indicator.
enum class State : std::uint8_t { flagged_low, flagged_high, as_expected, no_statement };

/// Why a comparison makes no statement about a unit.
enum class Reason : std::uint8_t {
  none,               ///< A statement is made.
  missing,            ///< The figure of the unit is missing.
  too_few,            ///< Its denominator is below minimum_trials.
  incomplete_window,  ///< Its window lacks a school year.
  group_too_small,    ///< Fewer than minimum_units units can be compared.
  no_variation        ///< The pooled share of the group is 0 or 1: nobody differs from anybody.
};

/// The choices of a comparison. None of them is law; all travel with the result.
struct ComparisonOptions {
  double confidence = 0.95;            ///< Of the exact interval around a share.
  double credibility = 0.90;           ///< Of the interval around a shrunken share and around an expected rank.
  double false_discovery_rate = 0.10;  ///< Expected share of wrong flags among the flags of a group.
  double winsorised_share = 0.10;      ///< Share of z-scores drawn in at either end before dispersion is measured.
  std::int64_t minimum_trials = 10;    ///< Smallest denominator about which a statement is made.
  std::int64_t minimum_units = 5;      ///< Smallest group in which a statement is made.
  std::uint32_t rank_draws = 1000;     ///< Simulated rankings for the rank intervals; 0 leaves the intervals out.
  std::uint64_t seed = 2026;           ///< Of the simulated rankings.
  unsigned threads = 0;                ///< 0 means every hardware thread; the numbers do not depend on it.
};

/// A comparison of units with their group, one place a row of the observations, in their order. A number that does not
/// exist, such as the share of a row without counts, is NaN here and null in a table.
struct Comparison {
  ComparisonOptions options;
  std::string digest;  ///< SHA-256 of the observations, the directions, the options and the version of kring.

  std::vector<double> share;        ///< numerator / denominator, in [0, 1].
  std::vector<double> lower;        ///< Clopper-Pearson interval around the share, lower end.
  std::vector<double> upper;        ///< Its upper end.
  std::vector<double> target;       ///< Pooled share of the group: sum of numerators / sum of denominators.
  std::vector<double> z_score;      ///< Exact mid-p z of the share against the target; negative below it.
  std::vector<double> phi;          ///< Mean of the group's squared winsorised z-scores; 1 when chance explains all.
  std::vector<double> tau_squared;  ///< Variance between units beyond chance, on the scale of the share.
  std::vector<double> adjusted_z_score;   ///< (share - target) / sqrt(target (1 - target) / denominator + tau_squared).
  std::vector<double> shrunken_share;     ///< Posterior mean of the unit's true share, beta-binomial.
  std::vector<double> shrunken_lower;     ///< Lower end of its interval of the given credibility.
  std::vector<double> shrunken_upper;     ///< Upper end.
  std::vector<double> probability_below;  ///< Probability that the true share lies on the bad side of the target.
  std::vector<double> adjusted_p_value;   ///< Two-sided p of the adjusted z, Benjamini-Hochberg within the group.
  std::vector<double> expected_rank;      ///< Expected rank of the true share; 1 is best in the indicator's direction.
  std::vector<double> rank_lower;         ///< Lower end of the rank interval.
  std::vector<double> rank_upper;         ///< Upper end.
  std::vector<double> rankability;        ///< tau^2 / (tau^2 + median chance variance) of the group, in [0, 1].
  std::vector<std::int64_t> group_size;   ///< Units of the group with a denominator above 0.
  std::vector<State> state;
  std::vector<Reason> reason;

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return state.size(); }

  /// Makes room for the given number of rows, all without a statement.
  void resize(std::size_t rows) {
    for (auto* column : {&share, &lower, &upper, &target, &z_score, &phi, &tau_squared, &adjusted_z_score,
                         &shrunken_share, &shrunken_lower, &shrunken_upper, &probability_below, &adjusted_p_value,
                         &expected_rank, &rank_lower, &rank_upper, &rankability}) {
      column->assign(rows, std::numeric_limits<double>::quiet_NaN());
    }
    group_size.assign(rows, 0);
    state.assign(rows, State::no_statement);
    reason.assign(rows, Reason::missing);
  }
};

/// The word for a state in tables: "flagged_low", "flagged_high", "as_expected", "no_statement".
[[nodiscard]] constexpr const char* text(State state) noexcept {
  constexpr const char* words[] = {"flagged_low", "flagged_high", "as_expected", "no_statement"};
  return words[static_cast<std::size_t>(state)];
}

/// The word for a reason in tables, empty for none: "missing", "too_few", "incomplete_window", "group_too_small",
/// "no_variation".
[[nodiscard]] constexpr const char* text(Reason reason) noexcept {
  constexpr const char* words[] = {"", "missing", "too_few", "incomplete_window", "group_too_small", "no_variation"};
  return words[static_cast<std::size_t>(reason)];
}

/// Checks the ranges of the options.
/// @throws InvalidValue naming the option, what was found and what was expected.
inline void check(const ComparisonOptions& options) {
  const auto share_between = [](const char* name, double value, double low, double high) {
    if (!(value > low && value < high)) {
      throw InvalidValue(std::string(name) + " is " + std::to_string(value) + ": expected a share above " +
                         std::to_string(low) + " and below " + std::to_string(high));
    }
  };
  share_between("confidence", options.confidence, 0.0, 1.0);
  share_between("credibility", options.credibility, 0.0, 1.0);
  share_between("false_discovery_rate", options.false_discovery_rate, 0.0, 1.0);
  if (!(options.winsorised_share >= 0.0 && options.winsorised_share < 0.5)) {
    throw InvalidValue("winsorised_share is " + std::to_string(options.winsorised_share) +
                       ": expected 0 or more and below 0.5");
  }
  if (options.minimum_trials < 1) throw InvalidValue("minimum_trials is below 1: expected 1 or more");
  if (options.minimum_units < 2)
    throw InvalidValue("minimum_units is below 2: a unit alone has nobody to compare with");
  if (options.rank_draws > 1'000'000) {
    throw InvalidValue("rank_draws is " + std::to_string(options.rank_draws) +
                       ": expected 0 (no intervals) to 1000000");
  }
}

}  // namespace kring::results
