// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "kring/detail/path_core.hpp"

namespace kring::detail {

/// Sum of the probabilities of different components, each counted once however often it is added.
class ComponentSum {
 public:
  explicit ComponentSum(const PathCore& core) : core_(core), counted_(core.sound.size()) {}

  void add(std::uint32_t component) {
    if (component == PathCore::certain || counted_[component]) return;
    counted_[component] = true;
    sum_ += core_.sound[component];
    ++count_;
  }

  [[nodiscard]] double sum() const noexcept { return sum_; }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }

 private:
  const PathCore& core_;
  std::vector<std::uint8_t> counted_;
  double sum_ = 0.0;
  std::size_t count_ = 0;
};

/// The path that loses least: the network holds when none of its k components has failed, so with probability at least
/// sum p - (k - 1), which is 1 - sum (1 - p), whatever the dependence. Any path gives such a bound; the search counts a
/// component once for each of its nodes and so may miss the best path, but the bound counts it once.
[[nodiscard]] inline double path_lower_bound(const PathCore& core) {
  std::vector<double> loss(core.nodes(), std::numeric_limits<double>::infinity());
  std::vector<std::uint32_t> before(core.nodes(), no_number);
  double least = std::numeric_limits<double>::infinity();
  std::uint32_t last = no_number;
  for (std::uint32_t node = 0; node < core.nodes(); ++node) {
    if (core.starts(node)) loss[node] = 0.0;
    const std::uint32_t component = core.component(node);
    if (component != PathCore::certain) loss[node] += 1.0 - core.sound[component];
    if (core.ends(node) && loss[node] < least) {
      least = loss[node];
      last = node;
    }
    for (const std::uint32_t follower : core.followers(node)) {
      if (!(loss[node] < loss[follower])) continue;
      loss[follower] = loss[node];
      before[follower] = node;
    }
  }
  ComponentSum path(core);
  for (; last != no_number; last = before[last]) path.add(core.component(last));
  return std::max(0.0, path.sum() - static_cast<double>(path.count() - 1));
}

/// The cut with the smallest sum of probabilities: a network that holds has a sound component in every set of nodes
/// that no path avoids, so its probability is at most the sum of p over such a set, whatever the dependence. The
/// smallest is a maximal flow (Ford and Fulkerson) through nodes of capacity p, along shortest paths, so that it ends
/// whatever the capacities. Each half of a node is a vertex: 2 v is its entrance and 2 v + 1 its exit.
class PathCut {
 public:
  explicit PathCut(const PathCore& core)
      : core_(core), first_(2 * core.nodes(), no_number), reached_by_(2 * core.nodes()) {
    arcs_.reserve(2 * (core.nodes() + core.arrays.next.size()));
    reached_.reserve(2 * core.nodes());
    for (std::uint32_t node = 0; node < core.nodes(); ++node) {
      const std::uint32_t component = core.component(node);
      connect(2 * node, 2 * node + 1, component == PathCore::certain ? plenty : core.sound[component]);
      for (const std::uint32_t follower : core.followers(node)) connect(2 * node + 1, 2 * follower, plenty);
    }
  }

  /// The smallest sum over a cut, at most 1. The search counts a component once for each of its nodes, and so may miss
  /// the best cut, but the sum counts it once: that is a bound for any cut.
  [[nodiscard]] double operator()() {
    double flow = 0.0;
    for (std::uint32_t vertex = search(); vertex != no_number; vertex = search()) {
      flow += push(vertex);
      if (flow >= 1.0 && !core_.shares()) return 1.0;
    }
    ComponentSum cut(core_);
    for (std::uint32_t node = 0; node < core_.nodes(); ++node) {
      const bool crossed = reached_by_[2 * node] != not_reached && reached_by_[2 * node + 1] == not_reached;
      if (crossed) cut.add(core_.component(node));
    }
    return std::min(1.0, cut.sum());
  }

 private:
  static constexpr double plenty = std::numeric_limits<double>::infinity();
  static constexpr std::uint32_t not_reached = no_number, begun = no_number - 1;

  // An arc and its reverse stand next to each other, so that their numbers differ in the last bit.
  struct Arc {
    std::uint32_t to;
    std::uint32_t next;
    double room;
  };

  void connect(std::uint32_t from, std::uint32_t to, double room) {
    arcs_.push_back({to, first_[from], room});
    first_[from] = static_cast<std::uint32_t>(arcs_.size() - 1);
    arcs_.push_back({from, first_[to], 0.0});
    first_[to] = static_cast<std::uint32_t>(arcs_.size() - 1);
  }

  [[nodiscard]] std::uint32_t search() {
    std::fill(reached_by_.begin(), reached_by_.end(), not_reached);
    reached_.clear();
    for (std::uint32_t node = 0; node < core_.nodes(); ++node) {
      if (core_.starts(node)) reach(2 * node, begun);
    }
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      const std::uint32_t vertex = reached_[i];
      if (vertex % 2 == 1 && core_.ends(vertex / 2)) return vertex;
      for (std::uint32_t arc = first_[vertex]; arc != no_number; arc = arcs_[arc].next) {
        if (arcs_[arc].room > 0.0 && reached_by_[arcs_[arc].to] == not_reached) reach(arcs_[arc].to, arc);
      }
    }
    return no_number;
  }

  void reach(std::uint32_t vertex, std::uint32_t arc) {
    reached_by_[vertex] = arc;
    reached_.push_back(vertex);
  }

  double push(std::uint32_t vertex) {
    double room = plenty;
    for_each_arc_to(vertex, [&](std::uint32_t arc) { room = std::min(room, arcs_[arc].room); });
    for_each_arc_to(vertex, [&](std::uint32_t arc) {
      arcs_[arc].room -= room;
      arcs_[arc ^ 1U].room += room;
    });
    return room;
  }

  template <class Function>
  void for_each_arc_to(std::uint32_t vertex, Function f) {
    for (std::uint32_t arc = reached_by_[vertex]; arc != begun; arc = reached_by_[arcs_[arc ^ 1U].to]) f(arc);
  }

  const PathCore& core_;
  std::vector<Arc> arcs_;
  std::vector<std::uint32_t> first_;       // By vertex: its newest arc.
  std::vector<std::uint32_t> reached_by_;  // By vertex: the arc of the last search.
  std::vector<std::uint32_t> reached_;     // Vertices in the order in which the search came to them.
};

/// The smallest sum of probabilities over a cut; where components have several nodes, also the smallest probability of
/// a component that every path needs, which is a cut by itself that the flow may miss.
[[nodiscard]] inline double path_upper_bound(const PathCore& core) {
  double bound = PathCut(core)();
  if (!core.shares()) return bound;
  std::vector<double> probability = core.sound;
  for (std::size_t component = 0; component < core.sound.size(); ++component) {
    if (core.sound[component] >= bound) continue;
    probability[component] = 0.0;
    if (PathCore(core.arrays, probability).nodes() == 0) bound = core.sound[component];
    probability[component] = core.sound[component];
  }
  return bound;
}

}  // namespace kring::detail
