// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// A record that another rests on, or that rests on another: how many links away, and the last link of a shortest way;
/// of several the one from the first record by identifier, then of the first kind.
struct Impact {
  std::size_t record;
  std::size_t steps;
  std::size_t link;
};

namespace detail {

// Everything that can be reached, nearest first; among equals in the order of rows.
template <class Next>
[[nodiscard]] std::vector<Impact> reachable(const Dossier& dossier, std::size_t start, Next next) {
  const Records& records = dossier.records();
  const Links& links = dossier.links();
  std::vector<std::size_t> place(records.size(), records.size());
  std::vector<Impact> found{{start, 0, 0}};
  place[start] = 0;
  for (std::size_t begin = 0; begin < found.size();) {
    // In the order of identifiers, so that the first link that comes to a record is the one to name.
    std::vector<Impact> here(found.begin() + static_cast<std::ptrdiff_t>(begin), found.end());
    std::ranges::sort(here, {}, [&](const Impact& one) -> const std::string& { return records.id(one.record); });
    begin = found.size();
    for (const Impact& one : here) {
      next(one.record, [&](std::size_t other, std::size_t link) {
        if (place[other] == records.size()) {
          place[other] = found.size();
          found.push_back({other, one.steps + 1, link});
          return;
        }
        Impact& known = found[place[other]];
        const bool same = links.from[known.link] == links.from[link] && links.to[known.link] == links.to[link];
        if (same && links.kind[link] < links.kind[known.link]) known.link = link;
      });
    }
  }
  found.erase(found.begin());
  std::ranges::sort(found, [](const Impact& a, const Impact& b) {
    return a.steps != b.steps ? a.steps < b.steps : a.record < b.record;
  });
  return found;
}

}  // namespace detail

/// What rests on a record, directly or through others: what would have to be looked at again if it fell away.
[[nodiscard]] inline std::vector<Impact> impact(const Dossier& dossier, std::size_t record) {
  return detail::reachable(dossier, record, [&](std::size_t at, auto f) { dossier.graph().each_after(at, f); });
}

/// What a record rests on, directly or through others.
[[nodiscard]] inline std::vector<Impact> foundations(const Dossier& dossier, std::size_t record) {
  return detail::reachable(dossier, record, [&](std::size_t at, auto f) { dossier.graph().each_before(at, f); });
}

}  // namespace kring::cycle
