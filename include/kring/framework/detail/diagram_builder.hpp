// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/detail/diagram.hpp"
#include "kring/framework/detail/formula.hpp"
#include "kring/framework/detail/rule_decider.hpp"

namespace kring::framework::detail {

// Builds the diagram of a judgement layer by layer. A node is the set of running sums of the atoms that the unknown
// inputs seen so far allow; sums that can no longer change the answer of an atom are drawn together.
class DiagramBuilder {
 public:
  static constexpr std::size_t most_nodes = 200'000;

  explicit DiagramBuilder(const Compiled& compiled) : c_(compiled), decider_(compiled) {
    // Where nothing is applicable no rule is tried; one atom more keeps count of that.
    Atom applicable(c_.domains.size(), Bound::at_least, 1);
    for (auto& weights : applicable.weights) std::fill_n(weights.begin(), most_levels, std::int8_t{1});
    atoms_ = c_.atoms;
    atoms_.push_back(std::move(applicable));
    find_remaining();
  }

  [[nodiscard]] Diagram build() {
    std::vector<std::vector<Diagram::Children>> layers(c_.domains.size());
    std::map<Node, std::int32_t> nodes{{Node{Sums(atoms_.size(), 0)}, 0}};
    for (std::size_t i = 0; i < layers.size(); ++i) {
      std::vector<const Node*> in_order(nodes.size());
      for (const auto& [node, place] : nodes) in_order[static_cast<std::size_t>(place)] = &node;
      std::map<Node, std::int32_t> next;
      for (const Node* node : in_order) layers[i].push_back(children(*node, i, next));
      if (next.size() > most_nodes) {
        throw InvalidRule("the rules tell more than " + std::to_string(most_nodes) +
                          " situations apart: split the judgement into nested ones");
      }
      nodes = std::move(next);
    }
    std::vector<End> ends;
    const auto to_end = ends_of(nodes, ends);
    for (auto& children : layers.back()) renumber(children, to_end);
    reduce(layers);
    return {c_.domains, std::move(layers), std::move(ends)};
  }

  [[nodiscard]] const RuleUse& use() const noexcept { return decider_.use(); }

 private:
  using Sums = std::vector<std::int16_t>;
  using Node = std::vector<Sums>;  // sorted, without repeats
  static constexpr std::int16_t is_false = std::numeric_limits<std::int16_t>::min();
  static constexpr std::int16_t is_true = std::numeric_limits<std::int16_t>::max();

  [[nodiscard]] static int weight(const Atom& atom, std::size_t input, Symbol shown, Symbol level) noexcept {
    return atom.weights[input][atom.about_unknown ? shown : level];
  }

  // For each atom and input, the least and the most that the inputs from there on can add.
  void find_remaining() {
    const std::size_t inputs = c_.domains.size();
    remaining_.assign(inputs + 1, std::vector<std::pair<int, int>>(atoms_.size(), {0, 0}));
    for (std::size_t i = inputs; i-- > 0;) {
      for (std::size_t a = 0; a < atoms_.size(); ++a) {
        int least = std::numeric_limits<int>::max();
        int most = std::numeric_limits<int>::min();
        Diagram::for_each_symbol(c_.domains[i], [&](Symbol shown) {
          if (shown == unknown_symbol && !atoms_[a].about_unknown) return;
          const int w = weight(atoms_[a], i, shown, shown);
          least = std::min(least, w);
          most = std::max(most, w);
        });
        remaining_[i][a] = {remaining_[i + 1][a].first + least, remaining_[i + 1][a].second + most};
      }
    }
  }

  // The sum itself, or its answer where what remains cannot change it.
  [[nodiscard]] std::int16_t drawn_together(std::size_t a, int sum, std::size_t next_input) const noexcept {
    const auto [least, most] = remaining_[next_input][a];
    const Atom& atom = atoms_[a];
    const int low = sum + least;
    const int high = sum + most;
    bool always = holds(atom.bound, low, atom.number) && holds(atom.bound, high, atom.number);
    bool never = !holds(atom.bound, low, atom.number) && !holds(atom.bound, high, atom.number);
    if (atom.bound == Bound::exactly) {
      always = low == high && low == atom.number;
      never = atom.number < low || atom.number > high;
    }
    if (always) return is_true;
    return never ? is_false : static_cast<std::int16_t>(sum);
  }

  void step(const Sums& sums, std::size_t input, Symbol shown, Symbol level, Node& result) const {
    Sums next(sums.size());
    for (std::size_t a = 0; a < sums.size(); ++a) {
      const bool decided = sums[a] == is_true || sums[a] == is_false;
      next[a] = decided ? sums[a] : drawn_together(a, sums[a] + weight(atoms_[a], input, shown, level), input + 1);
    }
    result.push_back(std::move(next));
  }

  [[nodiscard]] Diagram::Children children(const Node& node, std::size_t input, std::map<Node, std::int32_t>& next) {
    Diagram::Children children;
    children.fill(-1);
    Diagram::for_each_symbol(c_.domains[input], [&](Symbol shown) {
      Node result;
      for (const Sums& sums : node) {
        if (shown != unknown_symbol) {
          step(sums, input, shown, shown, result);
          continue;
        }
        for (Level level = 0; level < most_levels; ++level) {
          if (c_.domains[input].levels.contains(level)) step(sums, input, shown, level, result);
        }
      }
      std::sort(result.begin(), result.end());
      result.erase(std::unique(result.begin(), result.end()), result.end());
      children[shown] = next.try_emplace(std::move(result), static_cast<std::int32_t>(next.size())).first->second;
    });
    return children;
  }

  // A combination in which nothing is applicable is not put to the rules.
  void decide(const Sums& sums, End& end) {
    std::vector<bool> answers(sums.size());
    for (std::size_t a = 0; a < sums.size(); ++a) answers[a] = sums[a] == is_true;
    if (answers.back()) return decider_.decide(answers, end);
    end.not_applicable = true;
  }

  [[nodiscard]] std::vector<std::int32_t> ends_of(const std::map<Node, std::int32_t>& nodes, std::vector<End>& ends) {
    std::vector<std::int32_t> place_of(nodes.size());
    std::map<End, std::int32_t> known;
    for (const auto& [node, place] : nodes) {
      End end;
      for (const Sums& sums : node) decide(sums, end);
      std::sort(end.rules.begin(), end.rules.end());
      end.rules.erase(std::unique(end.rules.begin(), end.rules.end()), end.rules.end());
      const auto [found, is_new] = known.try_emplace(end, static_cast<std::int32_t>(ends.size()));
      if (is_new) ends.push_back(end);
      place_of[static_cast<std::size_t>(place)] = found->second;
    }
    return place_of;
  }

  static void renumber(Diagram::Children& children, const std::vector<std::int32_t>& place_of) {
    for (std::int32_t& child : children) {
      if (child >= 0) child = place_of[static_cast<std::size_t>(child)];
    }
  }

  // Draws nodes with equal children together, from the last layer up.
  static void reduce(std::vector<std::vector<Diagram::Children>>& layers) {
    for (std::size_t i = layers.size(); i-- > 0;) {
      std::map<Diagram::Children, std::int32_t> known;
      std::vector<std::int32_t> place_of;
      std::vector<Diagram::Children> kept;
      for (const auto& children : layers[i]) {
        const auto [found, is_new] = known.try_emplace(children, static_cast<std::int32_t>(kept.size()));
        if (is_new) kept.push_back(children);
        place_of.push_back(found->second);
      }
      layers[i] = std::move(kept);
      if (i == 0) return;
      for (auto& children : layers[i - 1]) renumber(children, place_of);
    }
  }

  const Compiled& c_;
  std::vector<Atom> atoms_;
  std::vector<std::vector<std::pair<int, int>>> remaining_;  // by input, by atom: least and most still to come
  RuleDecider decider_;
};

}  // namespace kring::framework::detail
