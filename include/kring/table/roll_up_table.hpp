// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "kring/framework/evidence.hpp"
#include "kring/framework/roll_up.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/results_table.hpp"
#include "kring/table/texts.hpp"

namespace kring::table {

/// Judgements as findings for another framework: unit, standard, verdict (the level, the levels that remain joined by
/// '|', the reason when nothing is known of an undetermined one, or not_applicable), one row a row of evidence. The
/// standard carries the name given.
/// @throws InvalidTable where a unit was judged at several levels of education: findings have no levels.
[[nodiscard]] inline Table findings_of(const framework::Evidence& evidence, const framework::Judged& judged,
                                       std::size_t judgement, const std::string& standard) {
  std::unordered_set<std::string_view> seen;
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    if (seen.insert(evidence.name(row)).second) continue;
    throw InvalidTable("unit '" + std::string(evidence.name(row)) +
                       "' was judged at several levels of education, and a finding is of one unit: judge one level, or "
                       "name the units by level");
  }
  TextBuilder unit(evidence.size()), name(evidence.size()), verdict(evidence.size());
  const framework::Scale& scale = evidence.framework.judgement_scale(judgement);
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    const framework::Outcome& outcome = judged.at(judgement, row);
    unit.add(evidence.name(row));
    name.add(standard);
    if (outcome.state == framework::State::not_applicable) {
      verdict.add("not_applicable");
    } else if (outcome.levels.empty()) {
      verdict.add_missing();
    } else {
      verdict.add(scale.text(outcome.levels));
    }
  }
  return Table("findings", {unit.finish("unit"), name.finish("standard"), verdict.finish("verdict")});
}

/// Judgements of parts as results of the wholes they belong to: unit, indicator, school_year where there is one,
/// numerator (parts at or above the level), denominator (parts judged), undetermined and not_applicable (parts left out
/// of both). A unit judged at several levels of education counts once for each. parents is a table with the columns
/// unit and parent; parts it does not name are refused.
/// @throws InvalidTable when a part has no parent in the table, or a unit has two.
[[nodiscard]] inline Table results_of(const framework::Evidence& evidence, const framework::Judged& judged,
                                      std::size_t judgement, framework::Level level, const Table& parents,
                                      const std::string& indicator) {
  Faults faults(parents.name());
  const TextColumn unit = detail::read_names(parents, "unit", faults);
  const TextColumn parent = texts(parents, "parent", faults);
  faults.raise();
  std::unordered_map<std::string_view, std::int32_t> parent_of;
  FaultyRows twice;
  for (std::size_t row = 0; row < unit.size(); ++row) {
    const auto [found, is_new] = parent_of.try_emplace(unit[row], parent.codes[row]);
    if (!is_new) twice.add(static_cast<std::int64_t>(row), [&] { return std::string(unit[row]); });
  }
  faults.add("unit", "there twice", twice, "one row a unit");
  std::vector<std::int32_t> whole(evidence.size());
  FaultyRows orphans;
  for (std::size_t row = 0; row < whole.size(); ++row) {
    const auto found = parent_of.find(evidence.name(row));
    const bool known = found != parent_of.end() && found->second >= 0 &&
                       !parent.values[static_cast<std::size_t>(found->second)].empty();
    whole[row] = known ? found->second : -1;
    if (whole[row] < 0) orphans.add(static_cast<std::int64_t>(row), [&] { return std::string(evidence.name(row)); });
  }
  faults.add("parent", "not known for a unit that was judged", orphans, "a parent for every unit that was judged");
  faults.raise();
  const auto counts = framework::roll_up(judged, judgement, level, whole, parent.values.size());
  TextBuilder name(parent.values.size()), what(parent.values.size()), year(parent.values.size());
  const std::string school_year = evidence.school_year ? SchoolYear(*evidence.school_year).text() : "";
  for (const std::string& one : parent.values) name.add(one), what.add(indicator), year.add(school_year);
  std::vector<Column> columns{name.finish("unit"), what.finish("indicator")};
  if (evidence.school_year) columns.push_back(year.finish("school_year"));
  columns.push_back(make_column("numerator", IntegerColumn(counts.at_or_above)));
  columns.push_back(make_column("denominator", IntegerColumn(counts.judged)));
  columns.push_back(make_column("undetermined", IntegerColumn(counts.undetermined)));
  columns.push_back(make_column("not_applicable", IntegerColumn(counts.not_applicable)));
  return Table("results", std::move(columns));
}

}  // namespace kring::table
