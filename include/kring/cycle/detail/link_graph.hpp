// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "kring/cycle/tables.hpp"

namespace kring::cycle::detail {

// The row of a link, kept at its edge.
struct LinkRow {
  std::uint32_t row = 0;
};

using LinkGraph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, LinkRow,
                                                     boost::no_property, std::uint32_t, std::uint32_t>;

// Every link as an edge from what comes first to what rests on it: draws_on and judged_against are turned round.
[[nodiscard]] inline LinkGraph link_graph(const Links& links, std::size_t records) {
  const auto ends = [&links](std::size_t row) {
    const auto from = static_cast<std::uint32_t>(links.from[row]);
    const auto to = static_cast<std::uint32_t>(links.to[row]);
    return points_back(links.kind[row]) ? std::pair(to, from) : std::pair(from, to);
  };
  const auto row_of = [](std::size_t row) { return LinkRow{static_cast<std::uint32_t>(row)}; };
  const boost::counting_iterator<std::size_t> first(0);
  const boost::counting_iterator<std::size_t> last(links.size());
  return {boost::edges_are_unsorted_multi_pass, boost::make_transform_iterator(first, ends),
          boost::make_transform_iterator(last, ends), boost::make_transform_iterator(first, row_of),
          static_cast<std::uint32_t>(records)};
}

// Records so that each stands behind everything it rests on; nothing when the links go round.
[[nodiscard]] inline std::vector<std::uint32_t> order_of(const LinkGraph& graph) {
  std::vector<std::uint32_t> backwards;
  backwards.reserve(boost::num_vertices(graph));
  try {
    boost::topological_sort(graph, std::back_inserter(backwards));
  } catch (const boost::not_a_dag&) {
    return {};
  }
  return {backwards.rbegin(), backwards.rend()};
}

}  // namespace kring::cycle::detail
