// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/school_year.hpp"
#include "kring/results/comparison.hpp"
#include "kring/results/observation.hpp"
#include "kring/results/window.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/columns.hpp"

namespace kring::table {

namespace detail {

// A column of doubles in which NaN, a number that does not exist, becomes null.
[[nodiscard]] inline Column number_column(const std::string& name, const std::vector<double>& values) {
  std::vector<std::uint8_t> valid;
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) {
    valid.resize(values.size());
    std::transform(values.begin(), values.end(), valid.begin(), [](double value) { return !std::isnan(value); });
  }
  return make_column(name, NumberColumn(values, std::move(valid)));
}

[[nodiscard]] inline Column label_column(const std::string& name, const results::Labels& labels) {
  return make_column(name, TextColumn{labels.codes(), labels.names()});
}

template <class Word>
[[nodiscard]] Column word_column(const std::string& name, const std::vector<Word>& words) {
  TextBuilder builder(words.size());
  for (const Word word : words) {
    const std::string_view written = results::text(word);
    written.empty() ? builder.add_missing() : builder.add(written);
  }
  return builder.finish(name);
}

// The columns of the input that the result does not have; one whose name is taken gets "_input" behind it.
inline void carry_along(const Table& source, std::span<const std::string> used, std::vector<Column>& columns) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(columns.begin(), columns.end(), [&](const Column& column) { return column.name() == name; });
  };
  for (const Column& column : source.columns()) {
    if (std::find(used.begin(), used.end(), column.name()) != used.end()) continue;
    std::string name = column.name();
    while (taken(name)) name += "_input";
    columns.push_back(column.renamed(std::move(name)));
  }
}

}  // namespace detail

/// A comparison as a table, one row a row of its source and in that order; a number that does not exist is null. The
/// columns of the source that the comparison does not use are carried along at the end, untouched; where the
/// comparison has a column of that name, the carried one gets "_input" behind its name.
/// @param source The table the observations were read from.
/// @param groups The columns that grouped.
[[nodiscard]] inline Table comparison_table(const results::Comparison& comparison, const results::Observations& rows,
                                            const Table& source, std::span<const std::string> groups) {
  using detail::number_column;
  std::vector<Column> columns;
  std::vector<std::string> used;
  const auto from_source = [&](const char* name) {
    columns.push_back(source.column(name));
    used.emplace_back(name);
  };
  for (const char* name : {"unit", "indicator", "school_year"}) from_source(name);
  if (groups.size() == 1 && groups.front() == "group") {
    from_source("group");
  } else {
    columns.push_back(detail::label_column("group", rows.group));
  }
  for (const char* name : {"numerator", "denominator"}) from_source(name);
  const results::Comparison& c = comparison;
  const std::pair<const char*, const std::vector<double>&> numbers[] = {{"share", c.share},
                                                                        {"lower", c.lower},
                                                                        {"upper", c.upper},
                                                                        {"target", c.target},
                                                                        {"z_score", c.z_score},
                                                                        {"phi", c.phi},
                                                                        {"tau_squared", c.tau_squared},
                                                                        {"adjusted_z_score", c.adjusted_z_score},
                                                                        {"shrunken_share", c.shrunken_share},
                                                                        {"shrunken_lower", c.shrunken_lower},
                                                                        {"shrunken_upper", c.shrunken_upper},
                                                                        {"probability_below", c.probability_below},
                                                                        {"adjusted_p_value", c.adjusted_p_value},
                                                                        {"expected_rank", c.expected_rank}};
  for (const auto& [name, values] : numbers) columns.push_back(number_column(name, values));
  columns.push_back(detail::word_column("state", c.state));
  columns.push_back(detail::word_column("reason", c.reason));
  columns.push_back(number_column("rank_lower", c.rank_lower));
  columns.push_back(number_column("rank_upper", c.rank_upper));
  columns.push_back(number_column("rankability", c.rankability));
  columns.push_back(make_column("group_size", IntegerColumn(c.group_size)));
  detail::carry_along(source, used, columns);
  return Table("comparison", std::move(columns));
}

/// Windows as a table of results: unit, indicator, school_year (the last of the window), numerator, denominator, group,
/// level where the source has it, window_years, years_present and complete.
[[nodiscard]] inline Table window_table(const results::Windows& windows, bool with_group, bool with_level) {
  const results::Observations& sums = windows.sums;
  TextBuilder last(sums.size());
  TextBuilder present(sums.size());
  for (std::size_t row = 0; row < sums.size(); ++row) {
    last.add(SchoolYear(sums.school_year[row]).text());
    std::string years;
    for (const int year : windows.years_present[row]) years += (years.empty() ? "" : " ") + SchoolYear(year).text();
    present.add(years);
  }
  std::vector<Column> columns = {detail::label_column("unit", sums.unit),
                                 detail::label_column("indicator", sums.indicator), last.finish("school_year"),
                                 make_column("numerator", IntegerColumn(sums.numerator, sums.counted)),
                                 make_column("denominator", IntegerColumn(sums.denominator, sums.counted))};
  if (with_group) columns.push_back(detail::label_column("group", sums.group));
  if (with_level) columns.push_back(detail::label_column("level", sums.level));
  columns.push_back(make_column("window_years", IntegerColumn(std::vector<std::int64_t>(sums.size(), windows.years))));
  columns.push_back(present.finish("years_present"));
  columns.push_back(make_boolean_column("complete", Values<std::uint8_t>(sums.complete)));
  return Table("results", std::move(columns));
}

}  // namespace kring::table
