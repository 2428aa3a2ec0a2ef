// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// A record that another rests on, or that rests on another: how many links away, and by which link it was found.
struct Impact {
  std::size_t record;
  std::size_t steps;
  std::size_t link;
};

namespace detail {

// Everything that can be reached, nearest first; among equals in the order of rows.
template <class Next>
[[nodiscard]] std::vector<Impact> reachable(std::size_t records, std::size_t start, Next next) {
  std::vector<bool> seen(records, false);
  seen[start] = true;
  std::vector<Impact> found;
  std::vector<Impact> here{{start, 0, 0}};
  while (!here.empty()) {
    std::vector<Impact> further;
    for (const Impact& one : here) {
      next(one.record, [&](std::size_t other, std::size_t link) {
        if (seen[other]) return;
        seen[other] = true;
        further.push_back({other, one.steps + 1, link});
      });
    }
    std::ranges::sort(further, {}, &Impact::record);
    found.insert(found.end(), further.begin(), further.end());
    here = std::move(further);
  }
  return found;
}

}  // namespace detail

/// What rests on a record, directly or through others: what would have to be looked at again if it fell away.
[[nodiscard]] inline std::vector<Impact> impact(const Dossier& dossier, std::size_t record) {
  return detail::reachable(dossier.records().size(), record,
                           [&](std::size_t at, auto f) { dossier.graph().each_after(at, f); });
}

/// What a record rests on, directly or through others.
[[nodiscard]] inline std::vector<Impact> foundations(const Dossier& dossier, std::size_t record) {
  return detail::reachable(dossier.records().size(), record,
                           [&](std::size_t at, auto f) { dossier.graph().each_before(at, f); });
}

}  // namespace kring::cycle
