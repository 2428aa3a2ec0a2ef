// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kring/cycle/norm_test.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/profile.hpp"

namespace kring::quality {

/// One step of one aspect for one programme: 0 where there is nothing, 1/2 where there is something that lacks a check,
/// 1 where everything that the profile asks is there.
struct StepCell {
  double value = 0.0;
  bool due = true;                      ///< False where the step waits for a day to come; it then weighs nothing.
  std::optional<std::size_t> record{};  ///< The record that comes furthest; of equals the first by identifier.
  Checks missing{};                     ///< What it lacks.
};

namespace detail {

// What one record shows of a step of the cycle.
class StepChecker {
 public:
  StepChecker(const Evidence& evidence, const Profile& profile, cycle::Reading reading)
      : evidence_(evidence), profile_(profile), reading_(reading), dossier_(evidence.dossier) {}

  // The step a record belongs to, or nothing where it carries no weight: an action without a finding behind it, a
  // measurement no norm is compared with, a judgement, an effect, feedback.
  [[nodiscard]] std::optional<CycleStep> step_of(std::size_t row) const {
    switch (dossier_.records().phase[row]) {
      case cycle::Phase::ambition:
        return CycleStep::ambition;
      case cycle::Phase::norm:
        return CycleStep::norm;
      case cycle::Phase::measurement:
        return comes(row, cycle::LinkKind::measured_by) ? std::optional(CycleStep::monitoring) : std::nullopt;
      case cycle::Phase::evaluation:
        return CycleStep::evaluation;
      case cycle::Phase::action:
        return comes(row, cycle::LinkKind::leads_to) ? std::optional(CycleStep::improvement) : std::nullopt;
      default:
        return {};
    }
  }

  // The checks of its step that a record lacks.
  [[nodiscard]] Checks missing(std::size_t row, CycleStep step) const {
    const Checks asked = profile_.ambition.checks[static_cast<std::size_t>(step)];
    Checks lacks;
    for (std::size_t c = 0; c < cycle::words_of<Check>.size(); ++c) {
      const auto check = static_cast<Check>(c);
      if (asked.contains(check)) lacks.add(check, !passes(row, check));
    }
    return lacks;
  }

 private:
  // True when a link of a kind that may be relied on ends at a record; an ambition leads to no finding.
  [[nodiscard]] bool comes(std::size_t row, cycle::LinkKind kind) const {
    bool found = false;
    dossier_.graph().each_before(row, [&](std::size_t before, std::size_t link) {
      const bool goal = kind == cycle::LinkKind::leads_to && dossier_.records().phase[before] == cycle::Phase::ambition;
      found = found || (dossier_.links().kind[link] == kind && !goal && evidence_.relies(link, reading_));
    });
    return found;
  }

  [[nodiscard]] bool passes(std::size_t row, Check check) const {
    const cycle::Records& r = dossier_.records();
    switch (check) {
      case Check::dated:
        return r.date[row] || r.end_date[row];
      case Check::owner:
        return !r.owner[row].empty();
      case Check::measurable:
        return r.target[row] && r.direction[row] != cycle::Direction::not_stated;
      case Check::feedback:
        return was_heard(row);
      case Check::recent:
        return r.date[row] && r.date[row]->last() >= evidence_.on - profile_.ambition.recent_days;
      case Check::against_norm:
        return against_norm(row, false);
      case Check::set_before:
        return against_norm(row, true);
      case Check::effect_checked:
        return is_checked(row) || cycle::is_ahead(r.end(row), evidence_.on);
    }
    return false;
  }

  // An effect checks an action, by a link that may be relied on.
  [[nodiscard]] bool is_checked(std::size_t action) const {
    bool found = false;
    dossier_.graph().each_after(action, [&](std::size_t, std::size_t link) {
      found = found || (dossier_.links().kind[link] == cycle::LinkKind::checked_by && evidence_.relies(link, reading_));
    });
    return found;
  }

  // A stakeholder other than the staff of the institution itself.
  [[nodiscard]] bool was_heard(std::size_t row) const {
    constexpr cycle::WordSet<cycle::Role> not_counted = {cycle::Role::not_stated, cycle::Role::staff,
                                                         cycle::Role::supervisor, cycle::Role::ministry};
    return !evidence_.heard[row].anyone().without(not_counted).empty();
  }

  // Through what an evaluation weighs, or what it draws on, or what the judgement it concludes is judged against.
  [[nodiscard]] bool against_norm(std::size_t evaluation, bool before) const {
    bool found = false;
    const auto see = [&](std::size_t norm, std::size_t later) {
      found = found || !before || evidence_.is_set_before(norm, later, reading_);
    };
    dossier_.graph().each_before(evaluation, [&](std::size_t weighed, std::size_t link) {
      if (!evidence_.relies(link, reading_)) return;
      const cycle::LinkKind kind = dossier_.links().kind[link];
      if (kind == cycle::LinkKind::draws_on && dossier_.records().phase[weighed] == cycle::Phase::norm) {
        see(weighed, evaluation);
      }
      if (kind != cycle::LinkKind::weighed_in) return;
      dossier_.graph().each_before(weighed, [&](std::size_t norm, std::size_t test) {
        if (dossier_.links().kind[test] == cycle::LinkKind::measured_by && evidence_.relies(test, reading_)) {
          see(norm, weighed);
        }
      });
    });
    return found;
  }

  const Evidence& evidence_;
  const Profile& profile_;
  cycle::Reading reading_;
  const cycle::Dossier& dossier_;
};

}  // namespace detail

/// What one record shows of a step of the cycle, or nothing where it carries no weight.
struct StepShown {
  CycleStep step;
  StepCell cell;
};

/// Looks at one record of an institution's own assurance.
[[nodiscard]] inline std::optional<StepShown> step_shown(const Evidence& evidence, const Profile& profile,
                                                         cycle::Reading reading, std::size_t row) {
  if (!evidence.counts(row, reading)) return {};
  const detail::StepChecker checker(evidence, profile, reading);
  const auto step = checker.step_of(row);
  if (!step) return {};
  const Checks missing = checker.missing(row, *step);
  return StepShown{*step, {missing.empty() ? 1.0 : 0.5, true, row, missing}};
}

/// Puts two cells of the same step together: the better counts.
inline void keep_better(StepCell& kept, const StepCell& other, const cycle::Records& records) {
  const bool first = kept.record && other.record && records.id(*other.record) < records.id(*kept.record);
  if (other.value > kept.value || (other.value == kept.value && other.record && (!kept.record || first))) {
    const bool due = kept.due;
    kept = other;
    kept.due = due;
  }
}

}  // namespace kring::quality
