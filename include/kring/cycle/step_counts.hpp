// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kring/cycle/dossier.hpp"
#include "kring/cycle/norm_test.hpp"
#include "kring/cycle/ties.hpp"

namespace kring::cycle {

/// A step of the cycle that a record has or lacks.
enum class Step : std::uint8_t {
  ambition_with_norm,
  norm_with_ambition,
  norm_dated,
  norm_with_owner,
  own_norm_set_before,
  norm_compared,
  measurement_weighed,
  evaluation_on_measurement,
  judgement_against_norm,
  judgement_followed,
  action_after_finding,
  action_with_owner_and_date,
  action_effect_checked,
  effect_renews
};
/// The words of a step.
template <>
inline constexpr std::array<std::string_view, 14> words_of<Step> = {
    "ambition_with_norm",     "norm_with_ambition", "norm_dated",           "norm_with_owner",
    "own_norm_set_before",    "norm_compared",      "measurement_weighed",  "evaluation_on_measurement",
    "judgement_against_norm", "judgement_followed", "action_after_finding", "action_with_owner_and_date",
    "action_effect_checked",  "effect_renews"};

/// Whether a record has a step: nothing where the step is not about it, or not yet due.
[[nodiscard]] inline std::optional<bool> has_step(const Dossier& dossier, const Ties& ties, std::size_t row, Step step,
                                                  std::optional<Day> on = {}) {
  const Records& r = dossier.records();
  const Phase phase = r.phase[row];
  const auto of = [phase](Phase wanted, bool has) { return phase == wanted ? std::optional(has) : std::nullopt; };
  switch (step) {
    case Step::ambition_with_norm:
      return of(Phase::ambition, ties.leaves(row, LinkKind::specified_by));
    case Step::norm_with_ambition:
      return of(Phase::norm, ties.comes(row, LinkKind::specified_by));
    case Step::norm_dated:
      return of(Phase::norm, r.date[row].has_value());
    case Step::norm_with_owner:
      return of(Phase::norm, !r.owner[row].empty());
    case Step::own_norm_set_before: {
      if (phase != Phase::norm || r.norm_level[row] != NormLevel::own) return {};
      const NormTest test = test_norm(dossier, row, on);
      if (test.state == NormState::not_yet_due) return {};
      return test.set_before == Answer::yes;
    }
    case Step::norm_compared:
      if (!ties.leaves(row, LinkKind::measured_by) && is_ahead(r.target_date[row], on)) return {};
      return of(Phase::norm, ties.leaves(row, LinkKind::measured_by));
    case Step::measurement_weighed:
      return of(Phase::measurement, ties.leaves(row, LinkKind::weighed_in));
    case Step::evaluation_on_measurement:
      return of(Phase::evaluation, ties.comes(row, LinkKind::weighed_in));
    case Step::judgement_against_norm:
      return of(Phase::judgement, ties.leaves(row, LinkKind::judged_against));
    case Step::judgement_followed:
      return of(Phase::judgement, ties.leaves(row, LinkKind::leads_to));
    case Step::action_after_finding:
      return of(Phase::action, ties.comes(row, LinkKind::leads_to));
    case Step::action_with_owner_and_date:
      return of(Phase::action, !r.owner[row].empty() && (r.date[row] || r.end_date[row]));
    case Step::action_effect_checked:
      if (!ties.leaves(row, LinkKind::checked_by) && is_ahead(r.end(row), on)) return {};
      return of(Phase::action, ties.leaves(row, LinkKind::checked_by));
    case Step::effect_renews:
      return of(Phase::effect, ties.leaves(row, LinkKind::renews));
  }
  return {};
}

/// How many records have a step, of how many it is about.
struct StepCount {
  Step step;
  std::size_t count = 0;
  std::size_t of = 0;
};

/// Counts every step over the records of a unit and all units below it.
/// @param on The day on which is asked; steps not yet due then leave the count. Without it everything is due.
[[nodiscard]] inline std::vector<StepCount> count_steps(const Dossier& dossier, const Ties& ties,
                                                        std::optional<std::int32_t> unit = {},
                                                        std::optional<Day> on = {}) {
  std::vector<StepCount> counts;
  for (std::size_t i = 0; i < words_of<Step>.size(); ++i) counts.push_back({static_cast<Step>(i)});
  for (std::size_t row = 0; row < dossier.records().size(); ++row) {
    if (unit && !dossier.tree().within(dossier.unit_of(row), *unit)) continue;
    for (StepCount& one : counts) {
      const auto has = has_step(dossier, ties, row, one.step, on);
      if (!has) continue;
      ++one.of;
      one.count += *has ? 1 : 0;
    }
  }
  return counts;
}

}  // namespace kring::cycle
