// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kring/results/observation.hpp"
#include "kring/results/peer_group.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/results_figures.hpp"
#include "kring/table/detail/results_keys.hpp"

namespace kring::table {

namespace detail {

inline void refuse_duplicates(const results::Observations& rows, Faults& faults) {
  const results::PeerGroups groups = results::peer_groups(rows);
  const auto& unit = rows.unit.codes();
  FaultyRows twice;
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (std::size_t i = 1; i < groups[group].size(); ++i) {
      const std::size_t row = groups[group][i];
      if (unit[row] != unit[groups[group][i - 1]]) continue;
      twice.add(static_cast<std::int64_t>(row),
                [&] { return rows.unit[row] + ", " + rows.indicator[row] + ", " + results::period_text(rows, row); });
    }
  }
  faults.add("unit", "there twice", twice, "one row a unit, indicator, school year, group and level",
             "add the rows up, remove one, or name the column that tells them apart in the grouping");
}

// Everything of the observations but their counts, repeated keys included. What is missing goes to faults.
[[nodiscard]] inline results::Observations read_keys(const Table& table, std::span<const std::string> groups,
                                                     Faults& faults) {
  const auto size = static_cast<std::size_t>(table.num_rows());
  if (size == 0 && !table.columns().empty()) {
    faults.add_table("it has no rows; expected at least one; check the file or the filter that made it");
  }
  const std::size_t before = faults.messages().size();
  results::Observations rows;
  TextColumn unit = read_names(table, "unit", faults);
  TextColumn indicator = read_names(table, "indicator", faults);
  rows.school_year = read_school_years(table, faults);
  read_window_years(table, rows, faults);
  std::vector<TextColumn> grouping;
  for (const std::string& name : groups) grouping.push_back(read_names(table, name, faults));
  TextColumn level;
  if (table.contains("level")) level = read_levels(table, faults);
  if (faults.messages().size() != before) return rows;
  rows.unit = labels(std::move(unit));
  rows.indicator = labels(std::move(indicator));
  rows.group = joined_labels(grouping, size);
  rows.level = table.contains("level") ? labels(std::move(level)) : one_label(size);
  return rows;
}

// The same, where no key may stand twice.
[[nodiscard]] inline results::Observations read_rows(const Table& table, std::span<const std::string> groups,
                                                     Faults& faults) {
  const std::size_t before = faults.messages().size();
  results::Observations rows = read_keys(table, groups, faults);
  if (faults.messages().size() == before) refuse_duplicates(rows, faults);
  return rows;
}

// The counts of the observations, and which windows are complete.
inline void read_figures(const Table& table, results::Observations& rows, Faults& faults) {
  read_counts(table, rows, faults);
  rows.complete.assign(static_cast<std::size_t>(table.num_rows()), 1);
  if (table.contains("complete")) read_complete(table, rows, faults);
}

}  // namespace detail

/// Reads the table `results` as observations: the columns unit, indicator, school_year, numerator, denominator, the
/// columns that group, and where present level, window_years and complete. Every fault goes to faults; the observations
/// are only meant to be used when there is none. A row in which a count is missing is an observation without counts.
/// @param groups Columns whose equal values make units peers; none makes all units peers.
[[nodiscard]] inline results::Observations read_observations(const Table& table, std::span<const std::string> groups,
                                                             Faults& faults) {
  results::Observations rows = detail::read_rows(table, groups, faults);
  detail::read_figures(table, rows, faults);
  return rows;
}

/// The same, at once.
/// @throws InvalidTable with every fault of the table.
[[nodiscard]] inline results::Observations read_observations(const Table& table, std::span<const std::string> groups) {
  Faults faults(table.name());
  results::Observations rows = read_observations(table, groups, faults);
  faults.raise();
  return rows;
}

}  // namespace kring::table
