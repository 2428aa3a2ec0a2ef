// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/cycle/assessor.hpp"
#include "kring/cycle/words.hpp"
#include "kring/framework/definition.hpp"

namespace kring::quality {

/// A step of the cycle as the score of ambition looks at it.
enum class CycleStep : std::uint8_t { ambition, norm, monitoring, evaluation, improvement };
/// Number of steps.
inline constexpr std::size_t cycle_steps = 5;

/// What a step may be asked to be. Each can be answered from records and links alone.
enum class Check : std::uint8_t {
  dated,          ///< The record has a date; of an action, an end will do.
  owner,          ///< Somebody answers for it.
  measurable,     ///< A norm has a target and a better side.
  feedback,       ///< A stakeholder was heard about it.
  recent,         ///< It was measured within the term of the profile.
  against_norm,   ///< An evaluation weighs a measurement that a norm is compared with, or draws on a norm.
  set_before,     ///< The norm was set before the measurement that is weighed.
  effect_checked  ///< The effect of an action was checked, or is not due.
};

}  // namespace kring::quality

namespace kring::cycle {

/// The words of a step of the cycle.
template <>
inline constexpr std::array<std::string_view, 5> words_of<quality::CycleStep> = {"ambition", "norm", "monitoring",
                                                                                 "evaluation", "improvement"};
/// The words of a check.
template <>
inline constexpr std::array<std::string_view, 8> words_of<quality::Check> = {
    "dated", "owner", "measurable", "feedback", "recent", "against_norm", "set_before", "effect_checked"};

}  // namespace kring::cycle

namespace kring::quality {

/// Checks: a set of checks.
using Checks = cycle::WordSet<Check>;
using cycle::text;

/// Profile (profiel): every number the scores of quality assurance rest on. There are no such numbers in code: a
/// profile is read from a file, with its status, and every output names it.
struct Profile {
  std::string id{};
  std::string version{};
  std::string name_en{};
  std::string name_nl{};
  framework::Origin origin{};
  std::string digest{};  ///< SHA-256 of its numbers.

  double blend = 0;                 ///< Of MinBlend, wherever it is used.
  std::array<double, 4> weights{};  ///< Of A, V, T, R in Q.

  /// What A rests on.
  struct Ambition {
    double programmes = 0;  ///< Weight of the cycles of the programmes.
    double own_norms = 0;   ///< Weight of the share of aspects with an own norm above the legal minimum.
    double whole = 0;       ///< Weight of a judgement of the whole against a norm set before.
    double drawn_on = 0;    ///< Weight of the share of students whose programme judgement feeds that of the whole.
    std::array<Checks, cycle_steps> checks{};  ///< What makes a step whole.
    std::array<double, cycle_steps> step_weights{};
    std::int32_t recent_days = 0;                           ///< Term of the check recent.
    std::vector<std::pair<std::string, double>> aspects{};  ///< Aspects with a weight of their own.
    double other_aspects = 0;                               ///< Weight of an aspect that is not listed.
  } ambition{};

  /// What V rests on.
  struct Visibility {
    std::array<double, 3> items{};      ///< Of process, result, follow_up.
    double institution = 0;             ///< Weight of what is public about the whole.
    double programmes = 0;              ///< Weight of what is public about programmes.
    double grace_years = 0;             ///< Age up to which nothing is lost.
    double half_life_years = 0;         ///< After that, the time in which half is lost.
    std::array<double, 5> audiences{};  ///< Of students, alumni, peers, employers, region.
    double public_reaches = 0;          ///< How far a publication for anyone reaches each of these.
  } visibility{};

  /// What R rests on.
  struct Reliability {
    double one_rater = 0;                          ///< Reliability of one rater.
    double within_correlation = 0;                 ///< Correlation of errors within a block.
    double consulted = 0;                          ///< Weight of who was consulted and does not judge.
    double prevalence = 0;                         ///< Share that is insufficient.
    double prior_strength = 0;                     ///< What the panel weighs, in verified verdicts.
    double pessimistic_error = 0;                  ///< Weight of a verdict that is worse than the inspector's.
    double inspector_accuracy = 0;                 ///< Probability that an inspector is right.
    double low_quantile = 0;                       ///< Of the pessimistic value.
    double cap_without_expert = 0;                 ///< Most without an independent expert.
    double cap_without_stakeholders = 0;           ///< Most without stakeholders.
    std::vector<cycle::Role> independent_roles{};  ///< Who can be the independent expert.
    std::vector<cycle::Role> stakeholder_roles{};  ///< Who must be heard.
    std::int64_t least_judging_roles = 0;          ///< Of these, how many must judge.
    double tie_years = 0;                          ///< Ties within this look-back break independence.
    double review_years = 0;         ///< Having been reviewed by the institution within this look-back does too.
    bool needs_declaration = false;  ///< Whether a declaration of independence must be there.
    std::vector<std::string> insufficient{};  ///< Levels below the cut.
    std::vector<std::string> sufficient{};    ///< Levels at or above the cut.
  } reliability{};
};

/// The weight of an aspect.
[[nodiscard]] inline double aspect_weight(const Profile& profile, std::string_view aspect) noexcept {
  for (const auto& [name, weight] : profile.ambition.aspects) {
    if (name == aspect) return weight;
  }
  return profile.ambition.other_aspects;
}

}  // namespace kring::quality
