// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/stored.hpp"
#include "kring/table/texts.hpp"

namespace kring::table::detail {

// How a date is written in a table.
inline constexpr const char* date_forms = "a day '2024-05-31', a month, a year or a school year '2023/24'";

// A column of dates, each a period of one day.
[[nodiscard]] inline std::vector<std::optional<Period>> stored_days(const Table& table, const std::string& name) {
  const IntegerColumn days = stored_integers(table, name);
  std::vector<std::optional<Period>> periods(days.size());
  for (std::size_t row = 0; row < days.size(); ++row) {
    const auto day = static_cast<Day>(days[row]);
    if (!days.is_missing(row)) periods[row] = Period(day, day);
  }
  return periods;
}

// The periods that texts stand for, each distinct text read once. is_none(text): a text that stands for no period.
template <class IsNone>
[[nodiscard]] std::vector<std::optional<Period>> written_periods(const TextColumn& column, const std::string& name,
                                                                 const std::string& expected, Faults& faults,
                                                                 IsNone is_none) {
  std::vector<std::optional<Period>> read;
  for (const std::string& text : column.values) read.push_back(Period::read(text));
  const FaultyRows wrong =
      rejected_rows(column, [&](const std::string& text) { return is_none(text) || Period::read(text).has_value(); });
  faults.add(name, "not a date", wrong, expected);
  std::vector<std::optional<Period>> periods(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.is_missing(row)) periods[row] = read[static_cast<std::size_t>(column.codes[row])];
  }
  return periods;
}

}  // namespace kring::table::detail
