// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kring/cycle/detail/link_graph.hpp"
#include "kring/cycle/tables.hpp"

namespace kring::cycle {

/// Cycle graph (kwaliteitskring als graaf): the records of a dossier and their links. An edge runs from what comes
/// first to what rests on it, so draws_on and judged_against run against their link. No record rests on itself.
class CycleGraph {
 public:
  /// A graph without records.
  CycleGraph() : graph_(), order_() {}

  /// Takes links whose ends are all there.
  CycleGraph(const Links& links, std::size_t records)
      : graph_(detail::link_graph(links, records)), order_(detail::order_of(graph_)) {}

  /// Number of records.
  [[nodiscard]] std::size_t records() const { return boost::num_vertices(graph_); }
  /// Number of links.
  [[nodiscard]] std::size_t links() const { return boost::num_edges(graph_); }
  /// True when no record rests on itself.
  [[nodiscard]] bool is_acyclic() const noexcept { return order_.size() == records(); }
  /// The records, each behind everything it rests on; empty when the links go round.
  [[nodiscard]] std::span<const std::uint32_t> order() const noexcept { return order_; }

  /// Calls f(record, link) for everything that rests on a record directly.
  template <class F>
  void each_after(std::size_t record, F f) const {
    const auto [first, last] = boost::out_edges(static_cast<std::uint32_t>(record), graph_);
    for (auto edge = first; edge != last; ++edge) {
      f(static_cast<std::size_t>(boost::target(*edge, graph_)), static_cast<std::size_t>(graph_[*edge].row));
    }
  }

  /// Calls f(record, link) for everything a record rests on directly.
  template <class F>
  void each_before(std::size_t record, F f) const {
    const auto [first, last] = boost::in_edges(static_cast<std::uint32_t>(record), graph_);
    for (auto edge = first; edge != last; ++edge) {
      f(static_cast<std::size_t>(boost::source(*edge, graph_)), static_cast<std::size_t>(graph_[*edge].row));
    }
  }

  /// The records of one loop, in order, or nothing where there is none: for messages.
  [[nodiscard]] std::vector<std::size_t> loop() const {
    enum class Mark : std::uint8_t { fresh, open, done };
    std::vector<Mark> marks(records(), Mark::fresh);
    std::vector<std::size_t> path;
    for (std::size_t start = 0; start < records(); ++start) {
      std::vector<std::size_t> stack{start};
      while (!stack.empty()) {
        const std::size_t at = stack.back();
        if (marks[at] != Mark::fresh) {
          if (marks[at] == Mark::open) path.pop_back();
          marks[at] = Mark::done;
          stack.pop_back();
          continue;
        }
        marks[at] = Mark::open;
        path.push_back(at);
        std::size_t back = records();
        each_after(at, [&](std::size_t next, std::size_t) {
          if (marks[next] == Mark::open) back = next;
          if (marks[next] == Mark::fresh) stack.push_back(next);
        });
        if (back != records()) return {std::find(path.begin(), path.end(), back), path.end()};
      }
    }
    return {};
  }

 private:
  detail::LinkGraph graph_;
  std::vector<std::uint32_t> order_;
};

}  // namespace kring::cycle
