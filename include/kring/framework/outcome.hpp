// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/framework/framework.hpp"
#include "kring/framework/state.hpp"

namespace kring::framework {

/// What a judgement came to for one unit.
struct Outcome {
  LevelSet levels{};  ///< The level when judged, the levels that remain possible when undetermined, else empty.
  State state = State::undetermined;
  Reasons reasons{};      ///< Why it is undetermined; empty otherwise.
  std::int32_t end = -1;  ///< Place in the diagram's ends; -1 where several combine or no input is needed.

  bool operator==(const Outcome&) const = default;
};

namespace detail {

[[nodiscard]] inline Outcome outcome_of(const End& end, std::int32_t place) noexcept {
  if (end.settled()) return {end.levels, State::judged, {}, place};
  if (end.only_not_applicable()) return {{}, State::not_applicable, {}, place};
  Outcome outcome{end.levels, State::undetermined, {}, place};
  if (end.uncovered) outcome.reasons |= Reason::no_rule;
  return outcome;
}

// The nodes that a finding leads to from any of the given ones, in order, each once.
[[nodiscard]] inline std::vector<std::int32_t> children_of(const Diagram& diagram, std::size_t input,
                                                           const std::vector<std::int32_t>& nodes,
                                                           const Finding& finding) {
  std::vector<std::int32_t> next;
  const bool whole = finding.levels.size() > 1 && finding.levels.covers(diagram.domain(input).levels);
  for (const std::int32_t node : nodes) {
    const auto& children = diagram.layers()[input][static_cast<std::size_t>(node)];
    if (!finding.applies) {
      next.push_back(children[not_applicable_symbol]);
    } else if (finding.levels.empty() || whole) {
      next.push_back(children[unknown_symbol]);
    } else {
      for (Level level = 0; level < most_levels; ++level) {
        if (finding.levels.contains(level)) next.push_back(children[level]);
      }
    }
  }
  std::sort(next.begin(), next.end());
  next.erase(std::unique(next.begin(), next.end()), next.end());
  return next;
}

// The ends that findings lead to.
[[nodiscard]] inline std::vector<std::int32_t> reached_ends(const Diagram& diagram, std::span<const Finding> findings) {
  std::vector<std::int32_t> nodes{0};
  for (std::size_t i = 0; i < diagram.inputs(); ++i) nodes = children_of(diagram, i, nodes, findings[i]);
  return nodes;
}

// The ends of a judgement as one: settled where all agree.
[[nodiscard]] inline End combined(const Diagram& diagram, const std::vector<std::int32_t>& ends) {
  End all = diagram.ends()[static_cast<std::size_t>(ends.front())];
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const End& end = diagram.ends()[static_cast<std::size_t>(ends[i])];
    all.levels |= end.levels;
    all.undetermined_by_rule = all.undetermined_by_rule || end.undetermined_by_rule;
    all.not_applicable = all.not_applicable || end.not_applicable;
    all.uncovered = all.uncovered || end.uncovered;
    all.may_change = all.may_change || end.may_change;
    all.rules.insert(all.rules.end(), end.rules.begin(), end.rules.end());
  }
  std::sort(all.rules.begin(), all.rules.end());
  all.rules.erase(std::unique(all.rules.begin(), all.rules.end()), all.rules.end());
  return all;
}

// A judgement seen from one that rests on it: its level, the levels it could still be, unknown where that is all it can
// come to, or not applicable.
[[nodiscard]] inline Finding as_finding(const Outcome& outcome, const Domain& domain) noexcept {
  if (outcome.state == State::not_applicable) return Finding::not_applicable();
  const bool nothing = outcome.state == State::undetermined && outcome.levels == domain.levels;
  return {nothing ? LevelSet() : outcome.levels, outcome.reasons, true};
}

// What is not known among the inputs, as reasons.
[[nodiscard]] inline Reasons reasons_of(std::span<const Finding> findings) noexcept {
  Reasons reasons;
  for (const Finding& finding : findings) {
    reasons |= finding.reasons;
    if (finding.reasons.empty() && finding.levels.size() > 1) reasons |= Reason::several_levels;
  }
  return reasons;
}

}  // namespace detail

/// Judges one unit: one finding for each input of the framework gives one outcome for each judgement, those further up
/// in the file first. Findings must be levels that the input can stand at; see Framework::input_levels.
[[nodiscard]] inline std::vector<Outcome> judge(const Framework& framework, std::span<const Finding> findings) {
  std::vector<Outcome> outcomes;
  std::vector<Finding> shown;
  for (const detail::ResolvedTable& table : framework.resolved().judgements) {
    shown.clear();
    for (const detail::InputRef& input : table.inputs) {
      shown.push_back(input.is_judgement ? detail::as_finding(outcomes[input.place],
                                                              framework.resolved().judgements[input.place].reach)
                                         : findings[input.place]);
    }
    const auto ends = detail::reached_ends(table.diagram, shown);
    Outcome outcome = ends.size() == 1 ? detail::outcome_of(
                                             table.diagram.ends()[static_cast<std::size_t>(ends.front())], ends.front())
                                       : detail::outcome_of(detail::combined(table.diagram, ends), -1);
    if (outcome.state == State::undetermined) outcome.reasons |= detail::reasons_of(shown);
    outcomes.push_back(outcome);
  }
  return outcomes;
}

}  // namespace kring::framework
