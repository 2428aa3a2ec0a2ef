// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kring/cycle/chains.hpp"
#include "kring/cycle/detail/key_sets.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/cycle/norm_test.hpp"

namespace kring::cycle {

/// One step of the survival (overleving) of chains.
struct SurvivalStep {
  Phase step = Phase::norm;
  std::size_t at_risk = 0;           ///< Chains that came to the step before, but those for which this one is not due.
  std::size_t reached = 0;           ///< Of these, how many reach this step.
  std::size_t not_yet_due = 0;       ///< Chains that came to the step before and wait for a day to come.
  std::optional<double> survival{};  ///< Product of reached / at_risk up to here; nothing once nobody is at risk.
};

namespace detail {

// True when the next step of a norm or an action is not there and not due.
[[nodiscard]] inline bool waits_itself(const Dossier& dossier, std::size_t row, std::optional<Day> on) {
  const Records& records = dossier.records();
  const bool is_norm = records.phase[row] == Phase::norm;
  if (!is_norm && records.phase[row] != Phase::action) return false;
  bool followed = false;
  dossier.graph().each_after(row, [&](std::size_t, std::size_t link) {
    followed = followed || dossier.links().kind[link] == (is_norm ? LinkKind::measured_by : LinkKind::checked_by);
  });
  return !followed && is_ahead(is_norm ? records.target_date[row] : records.end(row), on);
}

// For every record the chains from it that come to an action which waits, by their indicator.
class WaitingActions {
 public:
  WaitingActions(const Dossier& dossier, const Chains& chains, std::optional<Day> on)
      : dossier_(dossier), chains_(chains), any_(dossier.records().size(), false), of_(dossier.records().size()) {
    const auto order = dossier.graph().order();
    for (auto row = order.rbegin(); row != order.rend(); ++row) follow(*row, on);
  }

  // True when a chain of this indicator does; without one, of any.
  [[nodiscard]] bool contains(std::size_t row, Key chain, bool of_any) const noexcept {
    const auto keys = of_.of(row);
    return any_[row] || (of_any && !keys.empty()) ||
           std::ranges::any_of(keys, [&](Key key) { return chains_.fits(chain, key); });
  }

 private:
  void follow(std::size_t row, std::optional<Day> on) {
    keys_.clear();
    const bool is_action = dossier_.records().phase[row] == Phase::action;
    any_[row] = is_action && chains_.carries(row) && waits_itself(dossier_, row, on);
    dossier_.graph().each_after(row, [&](std::size_t next, std::size_t link) {
      if (chains_.leads(link)) pass_on(row, next);
    });
    of_.set(row, keys_.values());
  }

  // As Chains does.
  void pass_on(std::size_t row, std::size_t next) {
    const Key own = chains_.key(next);
    const Phase phase = dossier_.records().phase[next];
    if (phase <= Phase::measurement) {
      const auto chain = phase == Phase::norm ? std::optional(own) : chains_.key_in(chains_.key(row), next);
      any_[row] = any_[row] || (chain && contains(next, *chain, false));
    } else if (own == no_key) {
      any_[row] = any_[row] || any_[next];
      keys_.add(of_.of(next));
    } else if (contains(next, own, false)) {
      keys_.add(own);
    }
  }

  const Dossier& dossier_;
  const Chains& chains_;
  std::vector<bool> any_;
  SetPool<Key> of_;
  KeySet<Key> keys_;
};

}  // namespace detail

/// Which chains wait: where the furthest step they come to is a norm without measurement whose target date is ahead, or
/// an action without effect that is not over. One of several is enough. Without a day nothing waits.
[[nodiscard]] inline std::vector<bool> waiting(const Dossier& dossier, const Chains& chains, std::optional<Day> on) {
  const Records& records = dossier.records();
  std::vector<bool> waits(records.size(), false);
  if (!on) return waits;
  const detail::WaitingActions actions(dossier, chains, on);
  for (std::size_t row = 0; row < waits.size(); ++row) {
    const Phase furthest = chains.furthest(row);
    if (furthest == records.phase[row]) {
      waits[row] = detail::waits_itself(dossier, row, on);
    } else if (furthest == Phase::norm) {
      dossier.graph().each_after(row, [&](std::size_t next, std::size_t link) {
        if (chains.leads(link) && detail::waits_itself(dossier, next, on)) waits[row] = true;
      });
    } else if (furthest == Phase::action) {
      const detail::Key own = chains.key(row);
      waits[row] = actions.contains(row, own, own == detail::no_key);
    }
  }
  return waits;
}

/// How far chains that begin with these records come: for each step the share of those for which it was due, as the
/// estimator of Kaplan and Meier does with those still under way. A chain that goes from evaluation to action has come
/// past the judgement. A chain ends where it ends: only a step that is not yet due leaves the denominator.
/// @param starts Records of one phase: all ambitions, or all norms.
/// Source: Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452.
[[nodiscard]] inline std::vector<SurvivalStep> survival(const Chains& chains, const std::vector<bool>& waits,
                                                        Phase from, const std::vector<std::size_t>& starts) {
  std::vector<SurvivalStep> steps;
  std::optional<double> share = starts.empty() ? std::nullopt : std::optional(1.0);
  for (auto s = static_cast<std::uint8_t>(static_cast<std::uint8_t>(from) + 1); s < chain_steps; ++s) {
    SurvivalStep step{static_cast<Phase>(s)};
    for (const std::size_t row : starts) {
      const auto furthest = static_cast<std::uint8_t>(chains.furthest(row));
      if (!chains.carries(row) || furthest + 1 < s) {
        step.at_risk += (s == static_cast<std::uint8_t>(from) + 1) ? 1 : 0;
        continue;
      }
      const bool waits_here = furthest + 1 == s && waits[row];
      step.not_yet_due += waits_here ? 1 : 0;
      step.at_risk += waits_here ? 0 : 1;
      step.reached += furthest >= s ? 1 : 0;
    }
    if (step.at_risk == 0) share = std::nullopt;
    if (share) share = *share * static_cast<double>(step.reached) / static_cast<double>(step.at_risk);
    step.survival = share;
    steps.push_back(step);
  }
  return steps;
}

}  // namespace kring::cycle
