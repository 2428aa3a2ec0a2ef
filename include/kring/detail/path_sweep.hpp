// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "kring/detail/path_core.hpp"
#include "kring/detail/path_states.hpp"

namespace kring::detail {

/// The probability that a core holds when its components fail independently, node after node in the order of the
/// numbers. What is left to decide depends on little: on the nodes that have been reached and not passed, and, for
/// components with several nodes, on what has been found out about them. Cases that agree in that are one state from
/// there on, as in a decision diagram. Where no component has two nodes, n components never give more than 2^(n/2)
/// states at a node.
class PathSweep {
 public:
  explicit PathSweep(const PathCore& core) : core_(core) {
    number_steps();
    words_ = (steps_.size() + 63) / 64;
    share_components();
    width_ = words_ + 2 * shared_words_;
    pattern_.resize(width_);
    branch_.resize(width_);
    follow();
  }

  /// The probability, unless it takes more than so many states in all or too many at one node.
  [[nodiscard]] std::optional<double> operator()(double most) {
    PathStates now(width_), next(width_);
    std::fill(pattern_.begin(), pattern_.end(), 0);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (core_.starts(steps_[i].node)) pattern_[i / 64] |= bit(i);
    }
    now.add(pattern_, 1.0);
    holds_ = 0.0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      most -= static_cast<double>(now.size());
      if (most < 0.0 || now.size() > most_at_a_node) return std::nullopt;
      next.clear();
      advance(i, now, next);
      std::swap(now, next);
    }
    return holds_;
  }

 private:
  using Pattern = std::vector<std::uint64_t>;
  // Some 100 MB for small networks.
  static constexpr std::size_t most_at_a_node = std::size_t{1} << 20;

  // An uncertain node. Shared: number of its component among those with several nodes.
  struct Step {
    std::uint32_t node;
    std::uint32_t shared;
    double sound;
    bool end;
    bool last;  // No later node has the same component.
  };

  [[nodiscard]] static constexpr std::uint64_t bit(std::size_t i) { return std::uint64_t{1} << (i % 64); }

  void number_steps() {
    steps_.reserve(core_.nodes());
    for (std::uint32_t node = 0; node < core_.nodes(); ++node) {
      const std::uint32_t component = core_.component(node);
      if (component == PathCore::certain) continue;
      steps_.push_back({node, no_number, core_.sound[component], core_.ends(node), false});
    }
  }

  void share_components() {
    if (!core_.shares()) return;
    std::vector<std::uint32_t> count(core_.sound.size()), shared(core_.sound.size(), no_number);
    for (const Step& step : steps_) ++count[core_.component(step.node)];
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const std::uint32_t component = core_.component(steps_[i].node);
      if (count[component] > 1 && shared[component] == no_number) shared[component] = size++;
      steps_[i].shared = shared[component];
    }
    same_.resize(size * words_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const std::uint32_t component = core_.component(steps_[i].node);
      if (shared[component] != no_number) same_[shared[component] * words_ + i / 64] |= bit(i);
    }
    for (std::size_t i = steps_.size(); i-- > 0;) {
      std::uint32_t& left = count[core_.component(steps_[i].node)];
      steps_[i].last = left != 0;
      left = 0;
    }
    shared_words_ = (size + 63) / 64;
  }

  // The uncertain nodes to which each node leads, directly or over certain nodes.
  void follow() {
    after_.resize(core_.nodes() * words_);
    std::size_t step = steps_.size();
    std::vector<std::uint32_t> number(core_.nodes(), no_number);
    for (std::size_t node = core_.nodes(); node-- > 0;) {
      if (core_.component(node) != PathCore::certain) number[node] = static_cast<std::uint32_t>(--step);
      for (const std::uint32_t follower : core_.followers(node)) {
        const std::uint32_t next = number[follower];
        if (next != no_number) {
          after_[node * words_ + next / 64] |= bit(next);
          continue;
        }
        for (std::size_t i = 0; i < words_; ++i) after_[node * words_ + i] |= after_[follower * words_ + i];
      }
    }
  }

  void advance(std::size_t i, const PathStates& now, PathStates& next) {
    const Step& step = steps_[i];
    for (std::size_t state = 0; state < now.size(); ++state) {
      const double probability = now.probability(state);
      std::ranges::copy(now.pattern(state), pattern_.begin());
      const bool reached = pattern_[i / 64] & bit(i);
      pattern_[i / 64] &= ~bit(i);
      if (reached && known_sound(step)) {
        pass(step, probability, next);
      } else if (reached && (step.end || leads_further(step))) {
        branch_ = pattern_;
        fail(step, branch_);
        keep(step, branch_, probability * (1.0 - step.sound), next);
        if (step.shared != no_number) pattern_[words_ + step.shared / 64] |= bit(step.shared);
        pass(step, probability * step.sound, next);
      } else {
        keep(step, pattern_, probability, next);
      }
    }
  }

  [[nodiscard]] bool known_sound(const Step& step) const {
    return step.shared != no_number && (pattern_[words_ + step.shared / 64] & bit(step.shared));
  }

  // Whether passing the node reaches anything that was not reached before.
  [[nodiscard]] bool leads_further(const Step& step) {
    branch_ = pattern_;
    reach(step, branch_);
    return branch_ != pattern_;
  }

  void pass(const Step& step, double probability, PathStates& next) {
    if (step.end) {
      holds_ += probability;
      return;
    }
    reach(step, pattern_);
    keep(step, pattern_, probability, next);
  }

  void reach(const Step& step, Pattern& pattern) const {
    for (std::size_t i = 0; i < words_; ++i) pattern[i] |= after_[step.node * words_ + i];
    const std::size_t failed = words_ + shared_words_;
    for (std::size_t word = 0; word < shared_words_; ++word) {
      for (std::uint64_t left = pattern[failed + word]; left != 0; left &= left - 1) {
        remove(word * 64 + static_cast<std::size_t>(std::countr_zero(left)), pattern);
      }
    }
  }

  void fail(const Step& step, Pattern& pattern) const {
    if (step.shared == no_number) return;
    pattern[words_ + shared_words_ + step.shared / 64] |= bit(step.shared);
    remove(step.shared, pattern);
  }

  // Nodes of a failed component count as not reached.
  void remove(std::size_t shared, Pattern& pattern) const {
    for (std::size_t i = 0; i < words_; ++i) pattern[i] &= ~same_[shared * words_ + i];
  }

  // What was found out about a component is forgotten after its last node; a state without reached nodes is lost.
  void keep(const Step& step, Pattern& pattern, double probability, PathStates& next) const {
    if (step.shared != no_number && step.last) {
      pattern[words_ + step.shared / 64] &= ~bit(step.shared);
      pattern[words_ + shared_words_ + step.shared / 64] &= ~bit(step.shared);
    }
    const auto reached = std::span(pattern).first(words_);
    if (std::ranges::any_of(reached, [](std::uint64_t word) { return word != 0; })) next.add(pattern, probability);
  }

  const PathCore& core_;
  std::vector<Step> steps_;
  std::size_t words_ = 0, shared_words_ = 0, width_ = 0;
  Pattern after_;  // By node: bits of the steps it leads to.
  Pattern same_;   // By shared component: bits of its steps.
  // Bits of a pattern: steps reached and not passed, shared components found sound, shared components found failed.
  Pattern pattern_, branch_;
  double holds_ = 0.0;
};

}  // namespace kring::detail
