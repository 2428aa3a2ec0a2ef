// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/checks.hpp"

namespace kring::detail {

/// Nodes with the parts they play, the components they stand for, and the edges to other nodes, row after row: every
/// edge leads to a larger number.
struct PathArrays {
  static constexpr std::uint8_t start = 1, end = 2;

  std::vector<std::uint8_t> role;
  std::vector<std::uint32_t> component, first, next;

  [[nodiscard]] std::size_t nodes() const noexcept { return component.size(); }

  /// The nodes to which edges lead from this one.
  [[nodiscard]] std::span<const std::uint32_t> followers(std::size_t node) const {
    return std::span(next).subspan(first[node], first[node + 1] - first[node]);
  }

  [[nodiscard]] bool operator==(const PathArrays&) const = default;
};

/// No node, no component.
inline constexpr std::uint32_t no_number = std::numeric_limits<std::uint32_t>::max();

/// @throws InvalidValue unless number < size.
inline void require_number(const char* name, std::size_t index, std::uint32_t number, std::size_t size,
                           const char* kind) {
  if (number < size) return;
  const std::string known = size == 0 ? ", but there are none" : ", 0 to " + std::to_string(size - 1);
  refuse(name, index, number, ("expected the number of a " + std::string(kind) + known).c_str());
}

/// @throws InvalidValue where an array has more elements than the computations can number in 32 bits.
inline void require_numerable(const char* name, std::size_t size) {
  if (size > 500'000'000) refuse(name, no_index, size, "at most 500000000 elements are supported");
}

/// @throws InvalidValue always, and names a circle among the nodes whose place is still unknown. Each of them can be
/// entered from another one of them, so that walking back from any must come round.
template <class Edge>
[[noreturn]] void refuse_circle(std::span<const Edge> edges, std::span<const std::uint32_t> place) {
  std::vector<std::uint32_t> before(place.size(), no_number);
  std::uint32_t node = 0;
  for (const Edge& edge : edges) {
    if (place[edge.from] != no_number || place[edge.to] != no_number) continue;
    before[edge.to] = edge.from;
    node = edge.to;
  }
  for (std::size_t i = 0; i < place.size(); ++i) node = before[node];
  std::vector<std::uint32_t> circle{node};
  for (std::uint32_t at = before[node]; at != node; at = before[at]) circle.push_back(at);
  std::string shown = std::to_string(node);
  constexpr std::size_t most = 10;
  for (std::size_t i = circle.size(); i-- > 1 && circle.size() - i < most;) shown += " -> " + std::to_string(circle[i]);
  if (circle.size() > most) shown += " -> ...";
  throw InvalidValue("edges lead round by the nodes " + shown + " -> " + std::to_string(node) +
                     "; expected a network that never returns to a node: leave one of these edges out");
}

/// Places the nodes so that every edge leads to a later place. What can be placed last in, first out keeps the parts of
/// one path together, and the nodes of one component are placed together where the edges allow it: a computation that
/// walks along the places then has little to remember.
class PathOrder {
 public:
  template <class Edge>
  PathOrder(std::span<const std::uint32_t> component_of, std::size_t components, std::span<const Edge> edges)
      : nodes_(component_of.size()),
        component_of_(component_of),
        first_(nodes_ + 1),
        next_(edges.size()),
        entries_(nodes_),
        place_(nodes_, no_number),
        same_(nodes_),
        waiting_(components, no_number) {
    for (const Edge& edge : edges) {
      ++first_[edge.from];
      ++entries_[edge.to];
    }
    for (std::size_t node = 0, sum = 0; node <= nodes_; ++node) {
      sum += first_[node];
      first_[node] = static_cast<std::uint32_t>(sum);
    }
    // Filling from behind turns the end of each row into its beginning.
    for (std::size_t i = edges.size(); i-- > 0;) next_[--first_[edges[i].from]] = edges[i].to;
    place_all();
    if (order_.size() != nodes_) refuse_circle<Edge>(edges, place_);
  }

  /// The nodes in the order of their places.
  [[nodiscard]] std::span<const std::uint32_t> order() const { return order_; }

  [[nodiscard]] std::uint32_t place(std::uint32_t node) const { return place_[node]; }

  /// The nodes to which edges lead from this one.
  [[nodiscard]] std::span<const std::uint32_t> next(std::uint32_t node) const {
    return std::span(next_).subspan(first_[node], first_[node + 1] - first_[node]);
  }

 private:
  void place_all() {
    order_.reserve(nodes_);
    ready_.reserve(nodes_);
    for (auto node = static_cast<std::uint32_t>(nodes_); node-- > 0;) {
      if (entries_[node] == 0) make_ready(node);
    }
    while (!ready_.empty()) {
      const std::uint32_t node = ready_.back();
      ready_.pop_back();
      if (place_[node] != no_number) continue;
      std::uint32_t& waiting = waiting_[component_of_[node]];
      for (put(node); waiting != no_number;) {
        const std::uint32_t other = waiting;
        waiting = same_[other];
        if (place_[other] == no_number) put(other);
      }
    }
  }

  void put(std::uint32_t node) {
    place_[node] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(node);
    const auto followers = next(node);
    for (std::size_t i = followers.size(); i-- > 0;) {
      if (--entries_[followers[i]] == 0) make_ready(followers[i]);
    }
  }

  void make_ready(std::uint32_t node) {
    ready_.push_back(node);
    std::uint32_t& waiting = waiting_[component_of_[node]];
    same_[node] = waiting;
    waiting = node;
  }

  std::size_t nodes_;
  std::span<const std::uint32_t> component_of_;
  std::vector<std::uint32_t> first_, next_, entries_, place_, order_, ready_;
  std::vector<std::uint32_t> same_, waiting_;  // Ready nodes of each component, as a list.
};

}  // namespace kring::detail
