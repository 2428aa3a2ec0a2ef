// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kring/cycle/unit.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/results_table.hpp"
#include "kring/table/texts.hpp"

namespace kring::table {

namespace detail {

inline void refuse_unknown_kinds(const Table& table, Faults& faults) {
  const TextColumn kind = read_names(table, "kind", faults);
  const FaultyRows unknown = rejected_rows(kind, [](const std::string& text) {
    return text.empty() || cycle::find_word<cycle::UnitKind>(text).has_value();
  });
  faults.add("kind", "of no known kind", unknown, "sector, institution, college, team or programme");
}

inline void refuse_repeated_units(const TextColumn& unit, Faults& faults) {
  FaultyRows twice;
  std::vector<bool> seen(unit.values.size(), false);
  for (std::size_t row = 0; row < unit.size(); ++row) {
    if (unit.is_missing(row)) continue;
    const auto code = static_cast<std::size_t>(unit.codes[row]);
    if (seen[code]) twice.add(static_cast<std::int64_t>(row), [&] { return std::string(unit[row]); });
    seen[code] = true;
  }
  faults.add("unit", "there twice", twice, "one row a unit", "remove one of the rows");
}

// Walks up from every unit; a walk longer than there are units has come back to itself.
inline void refuse_circles(const TextColumn& unit, const TextColumn& parent, Faults& faults) {
  std::vector<std::int32_t> row_of(unit.values.size(), -1);
  for (std::size_t row = 0; row < unit.size(); ++row) {
    if (!unit.is_missing(row)) row_of[static_cast<std::size_t>(unit.codes[row])] = static_cast<std::int32_t>(row);
  }
  std::vector<std::int32_t> parent_row(parent.values.size(), -1);
  for (std::size_t i = 0; i < parent.values.size(); ++i) {
    const auto found = std::find(unit.values.begin(), unit.values.end(), parent.values[i]);
    if (found != unit.values.end()) parent_row[i] = row_of[static_cast<std::size_t>(found - unit.values.begin())];
  }
  const auto above = [&](std::int32_t row) {
    const std::int32_t code = parent.codes[static_cast<std::size_t>(row)];
    return code < 0 ? -1 : parent_row[static_cast<std::size_t>(code)];
  };
  FaultyRows circular;
  for (std::size_t row = 0; row < unit.size(); ++row) {
    std::int32_t at = above(static_cast<std::int32_t>(row));
    for (std::size_t steps = 0; at >= 0 && at != static_cast<std::int32_t>(row) && steps < unit.size(); ++steps)
      at = above(at);
    if (at == static_cast<std::int32_t>(row)) {
      circular.add(at, [&] { return std::string(unit[row]) + " below " + std::string(parent[row]); });
    }
  }
  faults.add("parent", "its own parent, directly or through others", circular, "a parent higher in the tree");
}

}  // namespace detail

/// Checks the table `units`: unit, kind, parent and name in every row but parent, which is empty at the top of the tree
/// and may name a whole that has no row of its own; one row a unit; a known kind; no unit below itself. Every fault
/// goes to faults.
inline void check_units(const Table& table, Faults& faults) {
  if (table.num_rows() == 0 && !table.columns().empty()) faults.add_table("it has no rows; expected at least one");
  const TextColumn unit = detail::read_names(table, "unit", faults);
  detail::refuse_unknown_kinds(table, faults);
  const TextColumn parent = texts(table, "parent", faults);
  (void)detail::read_names(table, "name", faults);
  detail::refuse_repeated_units(unit, faults);
  detail::refuse_circles(unit, parent, faults);
}

}  // namespace kring::table
