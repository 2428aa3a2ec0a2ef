// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/school_year.hpp"
#include "kring/core/share.hpp"
#include "kring/results/labels.hpp"

namespace kring::results {

/// Observation (waarneming): what one unit showed on one indicator in one school year, as two counts. Without counts it
/// is a row whose figure is missing, which is not a share of 0.
struct Observation {
  std::string unit;
  std::string indicator;
  SchoolYear school_year;
  std::string group;
  std::optional<Share> share;
  std::string level = {};
};

/// Many observations as columns, one place a row. A denominator of 0 with a numerator of 0 is allowed: nobody to count.
/// A row whose figure is missing has counted 0; its numbers are not read.
struct Observations {
  Labels unit;
  Labels indicator;
  Labels group;
  Labels level;                           ///< Level of education; empty text where the table has no such column.
  std::vector<std::int32_t> school_year;  ///< First calendar year of the school year; the last one of a window.
  std::vector<std::int64_t> numerator;
  std::vector<std::int64_t> denominator;
  std::vector<std::uint8_t> counted;  ///< 1 where both counts are known, 0 where the figure is missing.
  std::vector<std::int32_t>
      window_years;                    ///< School years in the window that ends in school_year; 1 for a year itself.
  std::vector<std::uint8_t> complete;  ///< 0 where a window lacks a school year; 1 otherwise.

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return school_year.size(); }

  /// Adds a row.
  void add(const Observation& row) {
    unit.add(row.unit);
    indicator.add(row.indicator);
    group.add(row.group);
    level.add(row.level);
    school_year.push_back(row.school_year.first_year());
    numerator.push_back(row.share ? row.share->numerator().number() : 0);
    denominator.push_back(row.share ? row.share->denominator().number() : 0);
    counted.push_back(row.share.has_value());
    window_years.push_back(1);
    complete.push_back(1);
  }
};

/// The period of a row in words: "2017/18", or for a window its first and last school year, "2015/16-2017/18".
[[nodiscard]] inline std::string period_text(const Observations& rows, std::size_t row) {
  const int last = rows.school_year[row];
  const int years = rows.window_years[row];
  return (years > 1 ? SchoolYear(last - years + 1).text() + "-" : "") + SchoolYear(last).text();
}

/// Checks that the columns are of one length and that every counted row has 0 <= numerator <= denominator.
/// @throws InvalidValue naming the column or the first row that breaks this.
inline void check(const Observations& rows) {
  const std::size_t size = rows.size();
  const bool same = rows.unit.size() == size && rows.indicator.size() == size && rows.group.size() == size &&
                    rows.level.size() == size && rows.numerator.size() == size && rows.denominator.size() == size &&
                    rows.counted.size() == size && rows.window_years.size() == size && rows.complete.size() == size;
  if (!same) throw InvalidValue("the columns of the observations differ in length: expected " + std::to_string(size));
  for (std::size_t i = 0; i < size; ++i) {
    if (rows.counted[i] != 0 && (rows.numerator[i] < 0 || rows.numerator[i] > rows.denominator[i])) {
      throw InvalidValue("observation " + std::to_string(i) + " has numerator " + std::to_string(rows.numerator[i]) +
                         " and denominator " + std::to_string(rows.denominator[i]) +
                         ": expected 0 <= numerator <= denominator");
    }
  }
}

}  // namespace kring::results
