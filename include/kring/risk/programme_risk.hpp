// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kring/cycle/words.hpp"
#include "kring/risk/correlation.hpp"
#include "kring/risk/indicator_risk.hpp"
#include "kring/risk/profile.hpp"
#include "kring/statistics/binormal.hpp"
#include "kring/statistics/combination.hpp"

namespace kring::risk {

/// What is said of a programme. Judged: an insufficient judgement is in force, a fact. No statement: the figures say
/// too little. Not examined: there are none, which is not a risk of 0.
enum class ProgrammeState : std::uint8_t { judged, statement, no_statement, not_examined };
/// Why nothing is stated.
enum class ProgrammeReason : std::uint8_t {
  none,
  undecided,        ///< The probability lies between the two limits of certainty.
  too_few,          ///< Fewer weighted students than the profile asks.
  group_too_small,  ///< Fewer peers than the profile asks.
  no_variation,     ///< Peers do not differ.
  missing,          ///< There are rows, and no figures in them.
  no_results        ///< There are no rows.
};

}  // namespace kring::risk

namespace kring::cycle {

/// The words of a state of a programme.
template <>
inline constexpr std::array<std::string_view, 4> words_of<risk::ProgrammeState> = {"judged", "statement",
                                                                                   "no_statement", "not_examined"};
/// The words of a reason.
template <>
inline constexpr std::array<std::string_view, 7> words_of<risk::ProgrammeReason> = {
    "", "undecided", "too_few", "group_too_small", "no_variation", "missing", "no_results"};

}  // namespace kring::cycle

namespace kring::risk {

/// The risk of one aspect of a programme.
struct AspectRisk {
  std::string aspect{};
  double severity = 1;
  std::optional<double> probability{};  ///< That the programme is insufficient on it; nothing without data.
  ProgrammeReason reason = ProgrammeReason::missing;  ///< none: a statement may be made; undecided is not used here.
  std::vector<std::size_t> rows{};                    ///< Of the pooled counts, those with data first.
  bool flagged = false;                               ///< Whether an indicator is flagged on its bad side.
};

/// The risk of one programme.
struct ProgrammeRisk {
  std::optional<double> probability{};  ///< That it is insufficient; 1 where it was judged so, nothing without data.
  ProgrammeState state = ProgrammeState::not_examined;
  ProgrammeReason reason = ProgrammeReason::no_results;
  std::vector<AspectRisk> aspects{};  ///< In alphabetical order.
  bool flagged = false;               ///< Whether an indicator is flagged on its bad side.
};

/// The probability of an aspect from those of its indicators. Each is read as a standing, x = Phi^-1(1 - P); what
/// counts is how far the figures move it from the standing x0 of a peer of which nothing is known:
///   P = 1 - Phi(w'x0 / sum w + w'(x - x0) / sqrt(w' Rho w)).
/// Figures that say nothing leave the prior as it is, one indicator keeps its own probability, and two that say the
/// same say it more surely, the less they are correlated. A higher probability of any of them never gives a lower one.
/// @param correlation Row by row; mended where it is not positive semidefinite.
/// @throws InvalidValue without indicators, for lengths that differ, or weights that are negative or all 0.
[[nodiscard]] inline double combine_indicators(std::span<const double> probabilities, std::span<const double> priors,
                                               std::span<const double> correlation, std::span<const double> weights) {
  kring::detail::require_probabilities("probabilities", probabilities);
  kring::detail::require_probabilities("priors", priors);
  kring::detail::require_same_size("priors", priors.size(), probabilities.size());
  kring::detail::require_same_size("weights", weights.size(), probabilities.size());
  double sum = 0.0;
  double start = 0.0;
  std::vector<double> moved(probabilities.size());
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (!(weights[i] >= 0.0)) kring::detail::refuse("weights", i, weights[i], "give weights of 0 or more");
    const double before = detail::standing(priors[i]);
    moved[i] = detail::standing(probabilities[i]) - before;
    start += weights[i] * before;
    sum += weights[i];
  }
  if (!(sum > 0.0)) throw InvalidValue("the weights of the indicators are all 0: expected one above 0");
  if (moved.size() == 1) return probabilities[0];
  const double shift = statistics::combine_z_scores(moved, correlation, weights, true);
  return kring::detail::normal_above(start / sum + shift);
}

/// The probability of a programme from those of its aspects, each with its severity k: the largest of 1 - (1 - P)^k, or
/// 1 - product of (1 - P)^(k g) with exponent g. The largest is what is certain whatever the dependence of the aspects,
/// and good aspects never take away from a bad one in either. Nothing without aspects.
[[nodiscard]] inline std::optional<double> combine_aspects(std::span<const AspectRisk> aspects,
                                                           const Profile& profile) {
  std::optional<double> result;
  double all_right = 1.0;
  for (const AspectRisk& aspect : aspects) {
    if (!aspect.probability) continue;
    const double p = *aspect.probability;
    const bool product = profile.combination == Combination::product;
    const double power = product ? aspect.severity * profile.exponent : aspect.severity;
    // Severity 1 must leave a probability as it is, to the last bit.
    const double weighed = power == 1.0 ? p : -std::expm1(power * std::log1p(-p));
    all_right *= 1.0 - weighed;
    const double now = product ? 1.0 - all_right : weighed;
    result = result && !product ? std::max(*result, now) : now;
  }
  return result;
}

namespace detail {

[[nodiscard]] inline ProgrammeReason reason_of(results::Reason reason) {
  switch (reason) {
    case results::Reason::none:
      return ProgrammeReason::none;
    case results::Reason::too_few:
      return ProgrammeReason::too_few;
    case results::Reason::group_too_small:
      return ProgrammeReason::group_too_small;
    case results::Reason::no_variation:
      return ProgrammeReason::no_variation;
    default:
      return ProgrammeReason::missing;
  }
}

[[nodiscard]] inline bool flagged_as_bad(const results::Comparison& comparison, std::size_t row, bool higher) {
  return comparison.state[row] == (higher ? results::State::flagged_low : results::State::flagged_high);
}

// What a row may be used for. Peers that differ by chance alone have no worst, unless a norm says where bad begins.
[[nodiscard]] inline ProgrammeReason reason_at(const Pooled& pooled, const IndicatorRisks& risks, std::size_t row,
                                               const Profile& profile) {
  const ProgrammeReason reason = reason_of(risks.comparison.reason[row]);
  // The comparison sees rounded counts; the limit is one of the counts as they are.
  const bool few = pooled.denominator[row] < static_cast<double>(profile.minimum_students);
  if (reason == ProgrammeReason::none && few) return ProgrammeReason::too_few;
  const bool has_norm = !std::isnan(pooled.norm[row]);
  if (reason == ProgrammeReason::no_variation && has_norm) return ProgrammeReason::none;
  const bool placed = !std::isnan(risks.cut[row]);
  if (reason == ProgrammeReason::none && !placed) return ProgrammeReason::no_variation;
  return reason;
}

// Completes an aspect whose rows are known.
inline void combine_rows(const Pooled& pooled, const IndicatorRisks& risks, const Correlations& correlations,
                         const Profile& profile, AspectRisk& aspect) {
  std::vector<double> probabilities, priors, weights;
  std::stable_partition(aspect.rows.begin(), aspect.rows.end(),
                        [&](std::size_t row) { return !std::isnan(risks.probability[row]); });
  std::vector<std::size_t> used;
  for (const std::size_t row : aspect.rows) {
    const double weight = place_of(profile, pooled.rows.indicator[row]).weight;
    if (std::isnan(risks.probability[row]) || weight == 0.0) continue;
    const ProgrammeReason reason = reason_at(pooled, risks, row, profile);
    if (used.empty() || reason == ProgrammeReason::none) aspect.reason = reason;
    used.push_back(row);
    probabilities.push_back(risks.probability[row]);
    priors.push_back(risks.prior[row]);
    weights.push_back(weight);
  }
  if (used.empty()) return;
  std::vector<double> correlation(used.size() * used.size(), 1.0);
  for (std::size_t i = 0; i < used.size(); ++i) {
    for (std::size_t k = 0; k < used.size(); ++k) {
      if (i != k) correlation[i * used.size() + k] = correlations.between(pooled.rows, used[i], used[k]);
    }
  }
  aspect.probability = combine_indicators(probabilities, priors, correlation, weights);
}

}  // namespace detail

/// Completes the risk of a programme whose aspects are known: its probability, and what may be said.
/// @param breach Whether an insufficient judgement of it is in force.
inline void conclude(ProgrammeRisk& programme, const Profile& profile, bool breach) {
  programme.probability = combine_aspects(programme.aspects, profile);
  programme.reason = programme.aspects.empty() ? ProgrammeReason::no_results : ProgrammeReason::missing;
  bool with_data = false;
  for (const AspectRisk& aspect : programme.aspects) {
    programme.flagged = programme.flagged || aspect.flagged;
    if (!aspect.probability) continue;
    if (!with_data || aspect.reason == ProgrammeReason::none) programme.reason = aspect.reason;
    with_data = true;
  }
  programme.state = with_data ? ProgrammeState::no_statement : ProgrammeState::not_examined;
  if (with_data && programme.reason == ProgrammeReason::none) {
    const bool open = *programme.probability > profile.certain_below && *programme.probability < profile.certain_above;
    programme.state = open ? ProgrammeState::no_statement : ProgrammeState::statement;
    if (open) programme.reason = ProgrammeReason::undecided;
  }
  if (!breach) return;
  programme.probability = 1.0;
  programme.state = ProgrammeState::judged;
  programme.reason = ProgrammeReason::none;
}

}  // namespace kring::risk
