// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "kring/detail/checks.hpp"
#include "kring/results/observation.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/stored.hpp"

namespace kring::table::detail {

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

}  // namespace kring::table::detail
