// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/school_year.hpp"
#include "kring/results/observation.hpp"
#include "kring/results/window.hpp"

namespace kring::risk {

/// The counts of a few school years of each unit put together, the latest weighing most.
struct Pooled {
  results::Observations rows;                     ///< One row a unit, indicator and level; school_year is the latest.
  std::vector<double> numerator{};                ///< sum w_t r_t of each row; 0 without counts.
  std::vector<double> denominator{};              ///< sum w_t n_t of each row; 0 without counts.
  std::vector<double> norm{};                     ///< The norm of each row, a share; NaN where none is given.
  std::vector<std::int32_t> years{};              ///< School years with counts that went into each row.
  std::vector<std::vector<std::size_t>> sources;  ///< Which observations went into each row, latest first.
};

namespace detail {

inline void refuse_windows(const results::Observations& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows.window_years[i] == 1) continue;
    throw InvalidValue("unit '" + rows.unit[i] + "' has a window of " + std::to_string(rows.window_years[i]) +
                       " school years for indicator '" + rows.indicator[i] +
                       "': expected one school year a row; start from the yearly results");
  }
}

// The counts of one series, whose rows stand from earliest to latest.
inline void add_series(const results::Observations& rows, std::span<const double> norms,
                       std::span<const std::size_t> series, int last, std::span<const double> weights, Pooled& pooled) {
  double numerator = 0.0;
  double denominator = 0.0;
  std::vector<std::size_t> used;
  for (std::size_t place = series.size(); place > 0; --place) {
    const std::size_t i = series[place - 1];
    if (place < series.size() && rows.school_year[i] == rows.school_year[series[place]]) {
      throw InvalidValue("unit '" + rows.unit[i] + "' has two rows for indicator '" + rows.indicator[i] + "' in " +
                         SchoolYear(rows.school_year[i]).text() + ": expected one; add them up or drop one");
    }
    const auto age = static_cast<std::size_t>(last - rows.school_year[i]);
    if (rows.counted[i] == 0 || age >= weights.size() || weights[age] == 0.0) continue;
    numerator += weights[age] * static_cast<double>(rows.numerator[i]);
    denominator += weights[age] * static_cast<double>(rows.denominator[i]);
    used.push_back(i);
  }
  const std::size_t latest = series.back();
  results::Observations& out = pooled.rows;
  out.unit.add(rows.unit[latest]);
  out.indicator.add(rows.indicator[latest]);
  out.group.add(rows.group[latest]);
  out.level.add(rows.level[latest]);
  out.school_year.push_back(last);
  out.numerator.push_back(std::llround(numerator));
  out.denominator.push_back(std::llround(denominator));
  out.counted.push_back(used.empty() ? 0 : 1);
  out.window_years.push_back(static_cast<std::int32_t>(weights.size()));
  out.complete.push_back(1);
  pooled.numerator.push_back(numerator);
  pooled.denominator.push_back(denominator);
  pooled.norm.push_back(norms.empty() ? std::numeric_limits<double>::quiet_NaN() : norms[latest]);
  pooled.years.push_back(static_cast<std::int32_t>(used.size()));
  pooled.sources.push_back(std::move(used));
}

}  // namespace detail

/// Puts the latest school years of every unit, indicator and level together: r = sum w_t r_t and n = sum w_t n_t. What
/// is said of a unit rests on these as they are; where whole numbers are needed, to compare peers and to fit the law of
/// their true shares, each is rounded once, half up (rows). The years
/// are counted back from the latest school year that the indicator has for anyone; a unit without that year keeps what
/// it has of the years before, with their smaller weights. A year with weight 0, or further back than there are
/// weights, is not there. Group and norm are those of the unit's latest row. A unit none of whose years has counts is a
/// row without counts. Rows come out by indicator, unit and level.
/// @param norms Of each row, a share, NaN where there is none; empty where no row has one.
/// @param weights Of the latest school year and those before it, 0 or more.
/// @throws InvalidValue for windows instead of school years, and two rows of one series in one school year.
[[nodiscard]] inline Pooled pool(const results::Observations& rows, std::span<const double> norms,
                                 std::span<const double> weights) {
  results::check(rows);
  detail::refuse_windows(rows);
  Pooled pooled;
  const std::vector<std::size_t> order = results::detail::series_order(rows);
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    int last = rows.school_year[order[begin]];
    for (; end < order.size() && rows.indicator[order[end]] == rows.indicator[order[begin]]; ++end) {
      last = std::max(last, static_cast<int>(rows.school_year[order[end]]));
    }
    for (std::size_t from = begin; from < end;) {
      std::size_t to = from;
      while (to < end && results::detail::same_series(rows, order[to], order[from])) ++to;
      detail::add_series(rows, norms, std::span(order).subspan(from, to - from), last, weights, pooled);
      from = to;
    }
    begin = end;
  }
  return pooled;
}

}  // namespace kring::risk
