// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/school_year.hpp"
#include "kring/results/observation.hpp"

namespace kring::results {

/// Observations summed over windows of consecutive school years (driejaarsvenster when three), as window() makes them.
struct Windows {
  Observations sums;  ///< One row a unit, indicator, level and window; school_year is the last year of the window.
  int years = 0;      ///< School years in a window.
  std::vector<std::vector<std::int32_t>> years_present;  ///< Per row the school years that had counts, earliest first.
};

namespace detail {

// Rows in the order (indicator, unit, level, school year), so that one series lies together.
[[nodiscard]] inline std::vector<std::size_t> series_order(const Observations& rows) {
  const auto unit = rows.unit.alphabetical();
  const auto indicator = rows.indicator.alphabetical();
  const auto level = rows.level.alphabetical();
  const auto key = [&](std::size_t i) { return std::tuple(indicator[i], unit[i], level[i], rows.school_year[i]); };
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

[[nodiscard]] inline bool same_series(const Observations& rows, std::size_t a, std::size_t b) {
  return rows.indicator[a] == rows.indicator[b] && rows.unit[a] == rows.unit[b] && rows.level[a] == rows.level[b];
}

// Adds the window that ends in last_year to the result, unless no row of the series falls in it.
inline void add_window(const Observations& rows, const std::vector<std::size_t>& series, int last_year,
                       Windows& result) {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::vector<std::int32_t> present;
  const std::size_t* latest = nullptr;
  for (const std::size_t& i : series) {
    if (rows.school_year[i] > last_year || rows.school_year[i] <= last_year - result.years) continue;
    latest = &i;
    if (rows.counted[i] == 0) continue;
    if (!present.empty() && present.back() == rows.school_year[i]) {
      throw InvalidValue("unit '" + rows.unit[i] + "' has two rows for indicator '" + rows.indicator[i] + "' in " +
                         SchoolYear(rows.school_year[i]).text() + ": expected one; add them up or drop one");
    }
    numerator += rows.numerator[i];
    denominator += rows.denominator[i];
    present.push_back(rows.school_year[i]);
  }
  if (latest == nullptr) return;
  Observations& sums = result.sums;
  sums.unit.add(rows.unit[*latest]);
  sums.indicator.add(rows.indicator[*latest]);
  sums.group.add(rows.group[*latest]);
  sums.level.add(rows.level[*latest]);
  sums.school_year.push_back(last_year);
  sums.numerator.push_back(numerator);
  sums.denominator.push_back(denominator);
  sums.counted.push_back(!present.empty());
  sums.window_years.push_back(result.years);
  sums.complete.push_back(present.size() == static_cast<std::size_t>(result.years));
  result.years_present.push_back(std::move(present));
}

}  // namespace detail

/// Sums numerators and denominators over every window of the given number of school years: percentages are never
/// averaged. A window ends in every school year for which the table reaches far enough back for that indicator; where
/// the table holds fewer school years than a window, the one window that ends in the last school year is given. A
/// window in which a unit lacks a year is marked in sums.complete and keeps the years it has. A unit takes the group of
/// its latest year in the window. Rows come out by indicator, unit, level and school year.
/// @throws InvalidValue when years is less than 1, a row is a window already, or a unit has two rows for one indicator,
/// level and school year.
[[nodiscard]] inline Windows window(const Observations& rows, int years = 3) {
  if (years < 1) throw InvalidValue("a window of " + std::to_string(years) + " school years: expected 1 or more");
  check(rows);
  if (std::any_of(rows.window_years.begin(), rows.window_years.end(), [](int length) { return length != 1; })) {
    throw InvalidValue("some rows are windows already: expected one school year a row; start from the yearly results");
  }
  Windows result;
  result.years = years;
  const std::vector<std::size_t> order = detail::series_order(rows);
  std::vector<std::size_t> series;
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    int first = rows.school_year[order[begin]];
    int last = first;
    for (; end < order.size() && rows.indicator[order[end]] == rows.indicator[order[begin]]; ++end) {
      first = std::min(first, rows.school_year[order[end]]);
      last = std::max(last, rows.school_year[order[end]]);
    }
    for (std::size_t from = begin; from < end;) {
      series.assign(1, order[from]);
      while (++from < end && detail::same_series(rows, order[from], series.front())) series.push_back(order[from]);
      for (int year = std::min(first + years - 1, last); year <= last; ++year) {
        detail::add_window(rows, series, year, result);
      }
    }
    begin = end;
  }
  return result;
}

}  // namespace kring::results
