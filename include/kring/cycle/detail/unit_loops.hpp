// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kring/core/faulty_rows.hpp"
#include "kring/cycle/unit.hpp"

namespace kring::cycle::detail {

// The row of each unit by its name.
using UnitRows = std::unordered_map<std::string_view, std::size_t>;

// Every unit from which the way up never ends. No unit is walked over twice, so the whole takes linear time.
[[nodiscard]] inline FaultyRows units_in_a_loop(const std::vector<Unit>& units, const UnitRows& rows) {
  FaultyRows circular;
  std::vector<std::optional<bool>> ends(units.size());  // On the way: no, until an end is found.
  for (std::size_t start = 0; start < units.size(); ++start) {
    std::vector<std::size_t> way;
    bool top = false;
    std::size_t at = start;
    while (!top && !ends[at]) {
      ends[at] = false;
      way.push_back(at);
      const auto above = rows.find(units[at].parent);
      top = above == rows.end();
      if (!top) at = above->second;
    }
    const bool found = top || *ends[at];
    for (const std::size_t unit : way) ends[unit] = found;
    if (found) continue;
    circular.add(static_cast<std::int64_t>(start), [&] { return units[start].unit + " below " + units[start].parent; });
  }
  return circular;
}

}  // namespace kring::cycle::detail
