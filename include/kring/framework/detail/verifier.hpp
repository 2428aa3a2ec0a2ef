// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "kring/framework/detail/pair_search.hpp"
#include "kring/framework/flaw.hpp"
#include "kring/framework/framework.hpp"

namespace kring::framework::detail {

// Verifies one judgement.
class Verifier {
 public:
  Verifier(const Framework& framework, std::size_t judgement, Verification& result)
      : table_(framework.resolved().judgements[judgement]),
        definition_(framework.definition().judgements[judgement]),
        diagram_(table_.diagram),
        judgement_(judgement),
        result_(result) {}

  void run() {
    result_.checked.push_back({diagram_.combinations(), 0, 0});
    find_uncovered();
    find_unreachable();
    find_not_monotone();
    find_contradicted();
    find_without_effect();
    for (std::size_t r = 0; r < definition_.rules.size(); ++r) {
      if (definition_.rules[r].when) find_empty_scores(r, *definition_.rules[r].when);
    }
  }

 private:
  // The symbols of an input but unknown.
  template <class F>
  void each_known(std::size_t input, F f) const {
    Diagram::for_each_symbol(diagram_.domain(input), [&](Symbol symbol) {
      if (symbol != unknown_symbol) f(symbol);
    });
  }

  void add(FlawKind kind, const FoundPair& found, std::size_t rule = 0) {
    if (found.any())
      result_.flaws.push_back({kind, judgement_, found.count, rule, 0, found.from, found.to, found.matters});
  }

  void find_uncovered() {
    const auto same = [&](std::size_t input, int mark, auto emit) {
      each_known(input, [&](Symbol symbol) { emit(symbol, symbol, mark); });
    };
    add(FlawKind::uncovered,
        PairSearch(diagram_).run(same, [](const End& end, const End&, int) { return end.uncovered; }));
  }

  void find_unreachable() {
    std::vector<bool> decides(definition_.rules.size(), false);
    for (const End& end : diagram_.ends()) {
      for (const std::uint16_t rule : end.rules) decides[rule] = true;
    }
    for (std::size_t r = 0; r < decides.size(); ++r) {
      if (!decides[r]) result_.flaws.push_back({FlawKind::unreachable, judgement_, 1, r, 0, {}, {}, {}});
    }
  }

  // Pairs in which every input is equal or better.
  [[nodiscard]] auto improvements() const {
    return [this](std::size_t input, int mark, auto emit) {
      each_known(input, [&](Symbol from) {
        emit(from, from, mark);
        if (from == not_applicable_symbol) return;
        each_known(input, [&](Symbol to) {
          if (to > from && to != not_applicable_symbol) emit(from, to, 1);
        });
      });
    };
  }

  // Pairs in which one input is one step better and the others, known or not, are equal.
  [[nodiscard]] auto single_improvements() const {
    return [this](std::size_t input, int mark, auto emit) {
      Symbol previous = unknown_symbol;
      Diagram::for_each_symbol(diagram_.domain(input), [&](Symbol symbol) {
        emit(symbol, symbol, mark);
        if (symbol < most_levels) {
          if (previous != unknown_symbol && mark == 0) emit(previous, symbol, 1);
          previous = symbol;
        }
      });
    };
  }

  void find_not_monotone() {
    const auto worse = [](const End& from, const End& to) {
      return !from.levels.empty() && !to.levels.empty() && to.levels.best() < from.levels.worst();
    };
    Checked& checked = result_.checked.back();
    const auto both_settled = [](const End& from, const End& to, int mark) {
      return mark == 1 && from.settled() && to.settled();
    };
    checked.comparable_pairs = PairSearch(diagram_).run(improvements(), both_settled).count;
    checked.violations =
        PairSearch(diagram_)
            .run(improvements(), [&](const End& from, const End& to,
                                     int mark) { return both_settled(from, to, mark) && worse(from, to); })
            .count;
    auto smallest = PairSearch(diagram_).run(
        single_improvements(), [&](const End& from, const End& to, int mark) { return mark == 1 && worse(from, to); });
    if (checked.violations > 0) smallest.count = checked.violations;
    add(FlawKind::not_monotone, smallest);
  }

  void find_contradicted() {
    const auto learnt = [this](std::size_t input, int mark, auto emit) {
      Diagram::for_each_symbol(diagram_.domain(input), [&](Symbol symbol) {
        emit(symbol, symbol, mark);
        if (mark == 0 && symbol < most_levels) emit(unknown_symbol, symbol, 1);
      });
    };
    add(FlawKind::contradicted, PairSearch(diagram_).run(learnt, [](const End& from, const End& to, int mark) {
      return mark == 1 && from.settled() && !from.may_change && !(to.settled() && to.levels == from.levels);
    }));
  }

  // For each node of each layer the number of a class of nodes with the same outcomes, whatever the rules.
  [[nodiscard]] std::vector<std::vector<std::int32_t>> outcome_classes() const {
    std::vector<std::vector<std::int32_t>> classes(diagram_.inputs() + 1);
    std::map<std::tuple<std::uint16_t, bool, bool, bool>, std::int32_t> outcomes;
    for (const End& end : diagram_.ends()) {
      const std::tuple key(end.levels.bits(), end.undetermined_by_rule, end.not_applicable, end.uncovered);
      classes.back().push_back(outcomes.try_emplace(key, static_cast<std::int32_t>(outcomes.size())).first->second);
    }
    for (std::size_t i = diagram_.inputs(); i-- > 0;) {
      std::map<Diagram::Children, std::int32_t> known;
      for (Diagram::Children children : diagram_.layers()[i]) {
        for (std::int32_t& child : children) {
          if (child >= 0) child = classes[i + 1][static_cast<std::size_t>(child)];
        }
        classes[i].push_back(known.try_emplace(children, static_cast<std::int32_t>(known.size())).first->second);
      }
    }
    return classes;
  }

  void find_without_effect() {
    const auto classes = outcome_classes();
    for (std::size_t i = 0; i < diagram_.inputs(); ++i) {
      const bool effect =
          std::any_of(diagram_.layers()[i].begin(), diagram_.layers()[i].end(), [&](const auto& children) {
            std::int32_t first = -1;
            bool differs = false;
            for (Level level = 0; level < most_levels; ++level) {
              if (!diagram_.domain(i).levels.contains(level)) continue;
              const std::int32_t child = classes[i + 1][static_cast<std::size_t>(children[level])];
              if (first < 0) first = child;
              differs = differs || child != first;
            }
            return differs;
          });
      if (!effect) result_.flaws.push_back({FlawKind::without_effect, judgement_, 1, 0, i, {}, {}, {}});
    }
  }

  void find_empty_scores(std::size_t rule, const Condition& condition) {
    for (const Condition& part : condition.parts) find_empty_scores(rule, part);
    if (condition.of.empty() || condition.asks == Asks::unknown) return;
    std::vector<bool> member(diagram_.inputs());
    for (std::size_t i = 0; i < member.size(); ++i) {
      member[i] = std::find(condition.of.begin(), condition.of.end(), definition_.inputs[i]) != condition.of.end();
      if (member[i] && !diagram_.domain(i).may_be_not_applicable) return;
    }
    const auto emptied = [&](std::size_t input, int mark, auto emit) {
      if (member[input]) return emit(not_applicable_symbol, not_applicable_symbol, mark);
      Diagram::for_each_symbol(diagram_.domain(input), [&](Symbol symbol) { emit(symbol, symbol, mark); });
    };
    const auto scores = [&](const End& end, const End&, int) {
      return end.settled() && std::find(end.rules.begin(), end.rules.end(), rule) != end.rules.end();
    };
    add(FlawKind::empty_scores, PairSearch(diagram_).run(emptied, scores), rule);
  }

  const ResolvedTable& table_;
  const DecisionTable& definition_;
  const Diagram& diagram_;
  std::size_t judgement_;
  Verification& result_;
};

}  // namespace kring::framework::detail
