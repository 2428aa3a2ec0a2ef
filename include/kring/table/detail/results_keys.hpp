// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/school_year.hpp"
#include "kring/detail/text_index.hpp"
#include "kring/results/labels.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/texts.hpp"

namespace kring::table::detail {

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

// Levels of education, as text or as the whole numbers they are often kept as.
[[nodiscard]] inline TextColumn read_levels(const Table& table, Faults& faults) {
  const Column& column = table.column("level");
  if (!is_number(type_of(value_schema(column)))) return read_names(table, "level", faults);
  const IntegerColumn numbers = integers(table, "level", faults);
  kring::detail::TextIndex index;
  TextColumn result;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    result.codes.push_back(numbers.is_missing(row) ? -1 : index.code(std::to_string(numbers[row])));
  }
  result.values = index.take();
  require_names(result, "level", faults);
  return result;
}

}  // namespace kring::table::detail
