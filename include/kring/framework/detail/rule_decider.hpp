// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "kring/framework/definition.hpp"
#include "kring/framework/detail/diagram.hpp"
#include "kring/framework/detail/formula.hpp"

namespace kring::framework::detail {

// What the rules of one judgement ask, with names turned into places.
struct Compiled {
  std::vector<Domain> domains{};
  std::vector<Atom> atoms{};
  std::vector<Formula> rules{};
  std::vector<RuleOutcome> outcomes{};
  Hit hit = Hit::first;
  std::size_t levels = 0;  // of the judgement's scale
};

// Which rules hold somewhere, and which rules then decide instead: why a rule is never reached.
struct RuleUse {
  std::vector<bool> holds{};
  std::vector<std::set<std::uint16_t>> decided_by{};
  std::vector<std::uint16_t> conflicting{};  // two rules that hold together and may not; else empty
};

// Which rules decide, by the hit policy, and what follows.
class RuleDecider {
 public:
  explicit RuleDecider(const Compiled& compiled) : c_(compiled) {
    use_.holds.assign(c_.rules.size(), false);
    use_.decided_by.resize(c_.rules.size());
  }

  // What the rules say of one set of answers of the atoms.
  void decide(const std::vector<bool>& answers, End& end) {
    std::vector<std::uint16_t> holding;
    for (std::size_t r = 0; r < c_.rules.size(); ++r) {
      if (holds(c_.rules[r], answers)) holding.push_back(static_cast<std::uint16_t>(r));
    }
    if (c_.hit == Hit::count) return count_them(holding, end);
    if (holding.empty()) {
      end.uncovered = true;
      return;
    }
    if (use_.conflicting.empty()) use_.conflicting = conflicting(holding);
    for (const std::uint16_t rule : holding) {
      use_.holds[rule] = true;
      use_.decided_by[rule].insert(holding.front());
    }
    const auto deciding = c_.hit == Hit::any ? holding.size() : 1;
    end.rules.insert(end.rules.end(), holding.begin(), holding.begin() + static_cast<std::ptrdiff_t>(deciding));
    for (std::size_t i = 0; i < deciding; ++i) end.may_change = end.may_change || c_.outcomes[holding[i]].may_change;
    add_outcome(holding, end);
  }

  [[nodiscard]] const RuleUse& use() const noexcept { return use_; }

 private:
  void count_them(const std::vector<std::uint16_t>& holding, End& end) {
    end.levels |= LevelSet::only(static_cast<Level>(std::min(holding.size(), c_.levels - 1)));
    for (const std::uint16_t rule : holding) {
      use_.holds[rule] = true;
      use_.decided_by[rule].insert(rule);
      end.rules.push_back(rule);
      end.may_change = end.may_change || c_.outcomes[rule].may_change;
    }
  }

  [[nodiscard]] std::vector<std::uint16_t> conflicting(const std::vector<std::uint16_t>& holding) const {
    for (std::size_t i = 1; i < holding.size() && c_.hit != Hit::first; ++i) {
      const RuleOutcome& first = c_.outcomes[holding.front()];
      const RuleOutcome& other = c_.outcomes[holding[i]];
      const bool differs = other.kind != first.kind || other.level != first.level;
      if (c_.hit == Hit::unique || differs) return {holding.front(), holding[i]};
    }
    return {};
  }

  // A rule that leaves the outcome undetermined decides, but the levels that remain are those of the later rules.
  void add_outcome(const std::vector<std::uint16_t>& holding, End& end) const {
    for (const std::uint16_t rule : holding) {
      const RuleOutcome& outcome = c_.outcomes[rule];
      if (outcome.kind == RuleOutcome::Kind::undetermined) {
        end.undetermined_by_rule = true;
        continue;
      }
      if (outcome.kind == RuleOutcome::Kind::not_applicable) {
        end.not_applicable = true;
      } else {
        end.levels |= LevelSet::only(outcome.level);
      }
      return;
    }
  }

  const Compiled& c_;
  RuleUse use_;
};

}  // namespace kring::framework::detail
