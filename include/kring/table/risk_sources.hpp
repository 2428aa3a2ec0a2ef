// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/framework/detail/rule_faults.hpp"
#include "kring/risk/breach.hpp"
#include "kring/risk/finance.hpp"
#include "kring/risk/sector.hpp"
#include "kring/table/detail/results_figures.hpp"
#include "kring/table/evidence_table.hpp"

namespace kring::table {

/// The column `norm` of a table of results, a share for each row; NaN where there is none, nothing without the column.
[[nodiscard]] inline std::vector<double> read_norms(const Table& table, Faults& faults) {
  if (!table.contains("norm")) return {};
  const NumberColumn norms = numbers(table, "norm", faults);
  detail::refuse_values(
      norms, "norm", "no share", "a share above 0 and below 1, such as 0.67",
      [](double norm) { return norm > 0.0 && norm < 1.0; }, faults);
  std::vector<double> result(norms.size());
  for (std::size_t row = 0; row < result.size(); ++row) {
    result[row] = norms.is_missing(row) ? std::numeric_limits<double>::quiet_NaN() : norms[row];
  }
  return result;
}

namespace detail {

// The last day of each term: a date, or a duration from the day of the judgement.
[[nodiscard]] inline std::vector<std::optional<Day>> read_terms(const Table& table,
                                                                const std::vector<std::optional<Period>>& dates,
                                                                Faults& faults) {
  std::vector<std::optional<Day>> deadlines(dates.size());
  if (!table.contains("term")) return deadlines;
  if (type_of(value_schema(table.column("term"))) == Type::date32) {
    const auto days = stored_days(table, "term");
    for (std::size_t row = 0; row < days.size(); ++row) {
      if (days[row]) deadlines[row] = days[row]->last();
    }
    return deadlines;
  }
  const TextColumn term = texts(table, "term", faults);
  faults.add("term", "no term",
             rejected_rows(term,
                           [](const std::string& text) {
                             return text.empty() || framework::is_duration(text) || Period::read(text).has_value();
                           }),
             "a last day such as 2025-07-31, or a duration such as P1Y");
  for (std::size_t row = 0; row < term.size() && faults.empty(); ++row) {
    if (term[row].empty()) continue;
    const auto day = Period::read(term[row]);
    deadlines[row] = day ? day->last() : risk::day_after(dates[row]->last(), term[row]);
  }
  return deadlines;
}

}  // namespace detail

/// Reads the table `judgements`: unit, kind, verdict, date and, where known, term (a last day, or a duration such as
/// P1Y from the date). Verdicts are those of the profile, sets of them "insufficient|sufficient", words for what is not
/// known or nothing. Every fault goes to faults.
[[nodiscard]] inline std::vector<risk::Judgement> read_judgements(const Table& table, const risk::Sector& sector,
                                                                  const risk::Profile& profile, Faults& faults) {
  const TextColumn unit = detail::read_names(table, "unit", faults);
  const TextColumn kind = detail::read_names(table, "kind", faults);
  const TextColumn verdict = texts(table, "verdict", faults);
  if (!table.contains("date")) faults.add_table(table.missing("date"));
  if (!faults.empty()) return {};
  const auto dates = detail::read_dates(table, faults);
  FaultyRows undated;
  for (std::size_t row = 0; row < dates.size(); ++row) {
    if (!dates[row]) undated.add(static_cast<std::int64_t>(row), [&] { return std::string(unit[row]); });
  }
  if (faults.empty()) faults.add("date", "without a date", undated, "a date in every row");
  faults.add("unit", "not among the units",
             detail::rejected_rows(unit, [&](const std::string& text) { return sector.board_of(text).has_value(); }),
             "units of the table units", "add the unit, or leave its judgements out");
  faults.add("verdict", "no verdict of the profile",
             detail::rejected_rows(
                 verdict, [&](const std::string& text) { return risk::verdict_of(profile, text).has_value(); }),
             framework::detail::listed(profile.insufficient) + ", " + framework::detail::listed(profile.sufficient) +
                 ", several joined by '|', or a word for what is not known");
  if (!faults.empty()) return {};
  const auto deadlines = detail::read_terms(table, dates, faults);
  std::vector<risk::Judgement> judgements;
  for (std::size_t row = 0; row < unit.size() && faults.empty(); ++row) {
    judgements.push_back({std::string(unit[row]), std::string(kind[row]), *risk::verdict_of(profile, verdict[row]),
                          *dates[row], deadlines[row]});
  }
  return judgements;
}

/// Reads the table `finance`: unit, indicator, year and value, one row each; an empty value is a missing figure. Every
/// fault goes to faults.
[[nodiscard]] inline std::vector<risk::FinanceFigure> read_finance(const Table& table, Faults& faults) {
  const TextColumn unit = detail::read_names(table, "unit", faults);
  const TextColumn indicator = detail::read_names(table, "indicator", faults);
  const IntegerColumn year = integers(table, "year", faults);
  const NumberColumn value = numbers(table, "value", faults);
  std::vector<risk::FinanceFigure> figures;
  std::set<std::pair<std::pair<std::string_view, std::string_view>, std::int64_t>> seen;
  FaultyRows twice, undated;
  for (std::size_t row = 0; row < unit.size() && faults.empty(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    if (year.is_missing(row)) undated.add(at, [&] { return std::string(unit[row]); });
    if (!seen.insert({{unit[row], indicator[row]}, year[row]}).second) {
      twice.add(at, [&] {
        return std::string(unit[row]) + ", " + std::string(indicator[row]) + ", " + std::to_string(year[row]);
      });
    }
    figures.push_back({std::string(unit[row]), std::string(indicator[row]), year[row],
                       value.is_missing(row) ? std::numeric_limits<double>::quiet_NaN() : value[row]});
  }
  faults.add("year", "without a year", undated, "a calendar year in every row");
  faults.add("unit", "there twice", twice, "one row a unit, indicator and year", "remove one of the rows");
  return figures;
}

}  // namespace kring::table
