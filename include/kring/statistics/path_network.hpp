// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/detail/check_inputs.hpp"
#include "kring/detail/path_order.hpp"

namespace kring::detail {

struct PathCore;

}  // namespace kring::detail

namespace kring::statistics {

/// A step (stap) of a network: a path that has come to node `from` may go on to node `to`. Nodes are numbered from 0.
struct PathEdge {
  std::uint32_t from;
  std::uint32_t to;

  [[nodiscard]] auto operator<=>(const PathEdge&) const = default;
};

/// A network (netwerk) without circles in which a path (pad) from a start to an end is looked for, such as the steps
/// from an ambition to the effect of a measure. Each node stands for a component (onderdeel), for example a document,
/// that is sound or has failed; several nodes may stand for the same component, which takes all of them away when it
/// fails. The network holds when some path from a start to an end, both included, has sound components only. A path may
/// consist of one node that is start and end. The same edge or start given twice counts once.
class PathNetwork {
 public:
  /// @param sound Probability that each component is sound, 0 to 1; 1 is certain.
  /// @param component_of Number of the component that each node stands for; as many elements as there are nodes.
  /// @param edges Steps from node to node; must not lead back to a node they left.
  /// @param starts, ends Nodes where a path may begin and end; may be empty, and then the network never holds.
  /// @throws InvalidValue for a probability outside [0, 1], for numbers of nodes or components that do not exist, and
  /// for edges that lead round.
  PathNetwork(std::span<const double> sound, std::span<const std::uint32_t> component_of,
              std::span<const PathEdge> edges, std::span<const std::uint32_t> starts,
              std::span<const std::uint32_t> ends)
      : sound_(sound.begin(), sound.end()) {
    detail::require_probabilities("sound", sound);
    for (std::size_t i = 0; i < component_of.size(); ++i) {
      detail::require_number("component_of", i, component_of[i], components(), "component");
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
      detail::require_number("edges.from", i, edges[i].from, component_of.size(), "node");
      detail::require_number("edges.to", i, edges[i].to, component_of.size(), "node");
    }
    detail::require_numerable("component_of", component_of.size());
    detail::require_numerable("edges", edges.size());
    const detail::PathOrder order(component_of, components(), edges);
    arrays_.role.resize(component_of.size());
    mark("starts", starts, detail::PathArrays::start, order);
    mark("ends", ends, detail::PathArrays::end, order);
    copy(order, component_of, edges.size());
  }

  /// Number of components.
  [[nodiscard]] std::size_t components() const noexcept { return sound_.size(); }

  /// Number of nodes.
  [[nodiscard]] std::size_t nodes() const noexcept { return arrays_.nodes(); }

  /// Probability that each component is sound.
  [[nodiscard]] std::span<const double> sound() const noexcept { return sound_; }

  [[nodiscard]] bool operator==(const PathNetwork&) const = default;

 private:
  friend struct detail::PathCore;

  void mark(const char* name, std::span<const std::uint32_t> marked, std::uint8_t role,
            const detail::PathOrder& order) {
    for (std::size_t i = 0; i < marked.size(); ++i) {
      detail::require_number(name, i, marked[i], arrays_.role.size(), "node");
      arrays_.role[order.place(marked[i])] |= role;
    }
  }

  void copy(const detail::PathOrder& order, std::span<const std::uint32_t> component_of, std::size_t edges) {
    arrays_.component.reserve(component_of.size());
    arrays_.first.reserve(component_of.size() + 1);
    arrays_.next.reserve(edges);
    arrays_.first.push_back(0);
    for (const std::uint32_t node : order.order()) {
      arrays_.component.push_back(component_of[node]);
      for (const std::uint32_t follower : order.next(node)) arrays_.next.push_back(order.place(follower));
      arrays_.first.push_back(static_cast<std::uint32_t>(arrays_.next.size()));
    }
  }

  std::vector<double> sound_;
  detail::PathArrays arrays_;
};

}  // namespace kring::statistics
