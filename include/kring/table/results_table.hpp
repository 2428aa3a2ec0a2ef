// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/school_year.hpp"
#include "kring/detail/checks.hpp"
#include "kring/results/observation.hpp"
#include "kring/results/peer_group.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/stored.hpp"
#include "kring/table/texts.hpp"

namespace kring::table {

namespace detail {

// Rows of a text column that hold nothing, where each row must hold a name.
inline void require_names(const TextColumn& column, const std::string& name, Faults& faults) {
  FaultyRows missing;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column[row].empty())
      missing.add(static_cast<std::int64_t>(row), [&] { return column.is_missing(row) ? "null" : "''"; });
  }
  faults.add(name, "without a value", missing, "a name in every row", "fill in or remove these rows");
}

[[nodiscard]] inline TextColumn read_names(const Table& table, const std::string& name, Faults& faults) {
  const std::size_t before = faults.messages().size();
  TextColumn column = texts(table, name, faults);
  if (faults.messages().size() == before) require_names(column, name, faults);
  return column;
}

[[nodiscard]] inline results::Labels labels(TextColumn column) {
  return {std::move(column.values), std::move(column.codes)};
}

// One and the same name in every row.
[[nodiscard]] inline results::Labels one_label(std::size_t rows, std::string name = {}) {
  return {{std::move(name)}, std::vector<std::int32_t>(rows, 0)};
}

// The names of several columns side by side, joined where there is more than one.
[[nodiscard]] inline results::Labels joined_labels(const std::vector<TextColumn>& columns, std::size_t rows) {
  if (columns.empty()) return one_label(rows, "all");
  if (columns.size() == 1) return labels(columns.front());
  results::Labels result;
  for (std::size_t row = 0; row < rows; ++row) {
    std::string name;
    for (const TextColumn& column : columns) {
      name += name.empty() ? "" : " / ";
      name += column[row];
    }
    result.add(name);
  }
  return result;
}

[[nodiscard]] inline bool is_school_year(const std::string& text) {
  const int first = kring::detail::first_year_of(text);
  return first >= 1800 && first <= 2999;
}

[[nodiscard]] inline std::vector<std::int32_t> read_school_years(const Table& table, Faults& faults) {
  const std::size_t before = faults.messages().size();
  const TextColumn column = read_names(table, "school_year", faults);
  FaultyRows wrong;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column[row].empty() && !is_school_year(column.values[static_cast<std::size_t>(column.codes[row])])) {
      wrong.add(static_cast<std::int64_t>(row), [&] { return "'" + std::string(column[row]) + "'"; });
    }
  }
  faults.add("school_year", "not a school year", wrong, "two years that follow each other, as in '2017/18'");
  if (faults.messages().size() != before) return std::vector<std::int32_t>(column.size(), 2000);
  std::vector<std::int32_t> years;
  for (const std::string& text : column.values) years.push_back(kring::detail::first_year_of(text));
  std::vector<std::int32_t> result(column.size());
  for (std::size_t row = 0; row < result.size(); ++row)
    result[row] = years[static_cast<std::size_t>(column.codes[row])];
  return result;
}

// Rows whose number does not satisfy accepts; missing numbers are not asked.
template <class T, class Accepts>
void refuse_values(const Values<T>& column, const std::string& name, const std::string& problem,
                   const std::string& expected, Accepts accepts, Faults& faults) {
  FaultyRows wrong;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.is_missing(row) || accepts(column[row])) continue;
    wrong.add(static_cast<std::int64_t>(row), [&] { return std::to_string(column[row]); });
  }
  faults.add(name, problem, wrong, expected);
}

inline void refuse_negative(const IntegerColumn& column, const std::string& name, Faults& faults) {
  refuse_values(column, name, "negative", "counts of 0 or more", [](std::int64_t count) { return count >= 0; }, faults);
}

// Beyond largest_trials the statistics of shares make no promise about their digits.
inline void refuse_too_many(const IntegerColumn& column, const std::string& name, Faults& faults) {
  constexpr std::int64_t largest = kring::detail::largest_trials;
  refuse_values(
      column, name, "too large", "at most " + std::to_string(largest),
      [](std::int64_t count) { return count <= largest; }, faults);
}

inline void read_counts(const Table& table, results::Observations& rows, Faults& faults) {
  const IntegerColumn numerator = integers(table, "numerator", faults);
  const IntegerColumn denominator = integers(table, "denominator", faults);
  refuse_negative(numerator, "numerator", faults);
  refuse_negative(denominator, "denominator", faults);
  refuse_too_many(denominator, "denominator", faults);
  FaultyRows above;
  rows.counted.resize(numerator.size());
  for (std::size_t row = 0; row < rows.counted.size(); ++row) {
    rows.counted[row] = !numerator.is_missing(row) && !denominator.is_missing(row);
    if (rows.counted[row] == 0 || denominator[row] < 0 || numerator[row] <= denominator[row]) continue;
    above.add(static_cast<std::int64_t>(row),
              [&] { return std::to_string(numerator[row]) + " of " + std::to_string(denominator[row]); });
  }
  faults.add("numerator", "above the denominator", above, "a numerator of at most the denominator");
  rows.numerator.assign(numerator.values().begin(), numerator.values().end());
  rows.denominator.assign(denominator.values().begin(), denominator.values().end());
}

// A window without a mark is complete.
inline void read_complete(const Table& table, results::Observations& rows, Faults& faults) {
  const Column& column = table.column("complete");
  if (type_of(column.schema()) != Type::boolean) {
    return faults.add_column("complete", "holds " + type_name(column.schema()), "true or false in every row",
                             "convert the column, or give it another name if it means something else");
  }
  const IntegerColumn complete = stored_integers(table, "complete");
  for (std::size_t row = 0; row < complete.size(); ++row) {
    rows.complete[row] = complete.is_missing(row) || complete[row] != 0;
  }
}

// How many school years each row covers: 1 where the table does not say.
inline void read_window_years(const Table& table, results::Observations& rows, Faults& faults) {
  rows.window_years.assign(static_cast<std::size_t>(table.num_rows()), 1);
  if (!table.contains("window_years")) return;
  const IntegerColumn years = integers(table, "window_years", faults);
  FaultyRows wrong;
  for (std::size_t row = 0; row < years.size(); ++row) {
    if (years.is_missing(row)) continue;
    if (years[row] < 1 || years[row] > 100) {
      wrong.add(static_cast<std::int64_t>(row), [&] { return std::to_string(years[row]); });
    } else {
      rows.window_years[row] = static_cast<std::int32_t>(years[row]);
    }
  }
  faults.add("window_years", "not a number of school years", wrong, "1 to 100");
}

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

}  // namespace detail

namespace detail {

// Everything of the observations but their counts. What is missing or repeated goes to faults.
[[nodiscard]] inline results::Observations read_rows(const Table& table, std::span<const std::string> groups,
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
  if (table.contains("level")) level = read_names(table, "level", faults);
  if (faults.messages().size() != before) return rows;
  rows.unit = labels(std::move(unit));
  rows.indicator = labels(std::move(indicator));
  rows.group = joined_labels(grouping, size);
  rows.level = table.contains("level") ? labels(std::move(level)) : one_label(size);
  refuse_duplicates(rows, faults);
  return rows;
}

}  // namespace detail

/// Reads the table `results` as observations: the columns unit, indicator, school_year, numerator, denominator, the
/// columns that group, and where present level, window_years and complete. Every fault goes to faults; the observations
/// are only meant to be used when there is none. A row in which a count is missing is an observation without counts.
/// @param groups Columns whose equal values make units peers; none makes all units peers.
[[nodiscard]] inline results::Observations read_observations(const Table& table, std::span<const std::string> groups,
                                                             Faults& faults) {
  results::Observations rows = detail::read_rows(table, groups, faults);
  detail::read_counts(table, rows, faults);
  rows.complete.assign(static_cast<std::size_t>(table.num_rows()), 1);
  if (table.contains("complete")) detail::read_complete(table, rows, faults);
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
