// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "kring/framework/detail/diagram.hpp"

namespace kring::framework::detail {

// What a search through a diagram found: how many pairs of inputs, and the smallest of them.
struct FoundPair {
  double count = 0;
  std::vector<Symbol> from{};
  std::vector<Symbol> to{};
  std::vector<bool> matters{};  // false for an input that could show anything

  [[nodiscard]] bool any() const noexcept { return count > 0; }
};

// Looks at all pairs of inputs of one judgement that differ in an allowed way, without listing them: a step a layer,
// pairs that reach the same two nodes are counted together.
class PairSearch {
 public:
  explicit PairSearch(const Diagram& diagram) : diagram_(diagram) {}

  // steps(input, mark, emit): calls emit(from, to, mark) for every step allowed at an input; the mark is 0 at the
  // start. wanted(end of from, end of to, mark): whether a pair is one of those looked for.
  template <class Steps, class Wanted>
  [[nodiscard]] FoundPair run(Steps steps, Wanted wanted) {
    layers_.assign(1, {State{0, 0, 0, 1, 0, 0, 0, 0, false}});
    for (std::size_t i = 0; i < diagram_.inputs(); ++i) layers_.push_back(advance(i, steps));
    FoundPair found;
    const State* best = nullptr;
    for (const State& state : layers_.back()) {
      const auto& ends = diagram_.ends();
      if (!wanted(ends[static_cast<std::size_t>(state.from)], ends[static_cast<std::size_t>(state.to)], state.mark))
        continue;
      found.count += state.count;
      if (best == nullptr || state.cost < best->cost) best = &state;
    }
    if (best != nullptr) trace(*best, found);
    return found;
  }

 private:
  struct State {
    std::int32_t from;
    std::int32_t to;
    int mark;
    double count;
    int cost;  // inputs that matter first, then levels above the lowest
    std::size_t before;
    Symbol shown;
    Symbol shown_to;
    bool mattered;
  };

  [[nodiscard]] bool matters(std::size_t input, std::int32_t node) const {
    const auto& children = diagram_.layers()[input][static_cast<std::size_t>(node)];
    std::int32_t first = -1;
    bool differs = false;
    Diagram::for_each_symbol(diagram_.domain(input), [&](Symbol symbol) {
      if (symbol == unknown_symbol) return;
      if (first < 0) first = children[symbol];
      differs = differs || children[symbol] != first;
    });
    return differs;
  }

  template <class Steps>
  [[nodiscard]] std::vector<State> advance(std::size_t input, Steps& steps) {
    std::vector<State> next;
    std::map<std::tuple<std::int32_t, std::int32_t, int>, std::size_t> places;
    const auto& layer = diagram_.layers()[input];
    for (std::size_t s = 0; s < layers_[input].size(); ++s) {
      const State& state = layers_[input][s];
      const bool either = matters(input, state.from) || matters(input, state.to);
      steps(input, state.mark, [&](Symbol from, Symbol to, int mark) {
        const State made{layer[static_cast<std::size_t>(state.from)][from],
                         layer[static_cast<std::size_t>(state.to)][to],
                         mark,
                         state.count,
                         state.cost + (either || from != to ? 1000 + from : 0),
                         s,
                         from,
                         to,
                         either || from != to};
        const auto [found, is_new] = places.try_emplace({made.from, made.to, made.mark}, next.size());
        if (is_new) return next.push_back(made);
        State& known = next[found->second];
        const double count = known.count + made.count;
        if (made.cost < known.cost) known = made;
        known.count = count;
      });
    }
    return next;
  }

  void trace(const State& last, FoundPair& found) const {
    const std::size_t inputs = diagram_.inputs();
    found.from.resize(inputs);
    found.to.resize(inputs);
    found.matters.resize(inputs);
    const State* state = &last;
    for (std::size_t i = inputs; i-- > 0;) {
      found.from[i] = state->shown;
      found.to[i] = state->shown_to;
      found.matters[i] = state->mattered;
      state = &layers_[i][state->before];
    }
  }

  const Diagram& diagram_;
  std::vector<std::vector<State>> layers_;
};

}  // namespace kring::framework::detail
