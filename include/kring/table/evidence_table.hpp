// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/gather.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/periods.hpp"
#include "kring/table/results_table.hpp"
#include "kring/table/texts.hpp"

namespace kring::table {

namespace detail {

using framework::Evidence;
using framework::Finding;
using framework::Framework;

// What a verdict says of a standard: a level, a set "sufficient|good", or a word for a state; nothing when it is none.
[[nodiscard]] inline std::optional<Finding> verdict_of(const Framework& f, std::size_t input, std::string_view word) {
  if (word.empty()) return Finding::unknown(framework::Reason::missing);
  if (word == "not_applicable") {
    if (!f.definition().inputs[input].may_be_not_applicable) return {};
    return Finding::not_applicable();
  }
  if (const auto reason = framework::reason_of(word)) return Finding::unknown(*reason);
  framework::LevelSet levels;
  for (std::size_t from = 0; from <= word.size();) {
    const std::size_t to = std::min(word.find('|', from), word.size());
    const auto level = f.input_scale(input).find(word.substr(from, to - from));
    if (!level) return {};
    levels |= framework::LevelSet::only(*level);
    from = to + 1;
  }
  return f.input_levels(input).covers(levels) ? std::optional(Finding{levels, {}, true}) : std::nullopt;
}

// The table `findings`, row by row.
struct FindingRows {
  TextColumn unit{};
  TextColumn standard{};
  TextColumn verdict{};
  std::vector<std::optional<Period>> date{};
};

[[nodiscard]] inline std::vector<std::optional<Period>> read_dates(const Table& table, Faults& faults) {
  if (!table.contains("date")) return std::vector<std::optional<Period>>(static_cast<std::size_t>(table.num_rows()));
  if (type_of(value_schema(table.column("date"))) == Type::date32) return stored_days(table, "date");
  return written_periods(texts(table, "date", faults), "date", date_forms, faults,
                         [](const std::string&) { return false; });
}

// For each distinct standard its place among the inputs. A standard the framework does not have is a fault, because a
// misspelt one would else be left out in silence.
[[nodiscard]] inline std::vector<std::size_t> place_standards(const Framework& f, const FindingRows& rows,
                                                              Faults& faults) {
  std::vector<std::string> known;
  for (const framework::Input& input : f.definition().inputs) {
    if (!input.is_indicator) known.push_back(input.id);
  }
  std::vector<std::size_t> places;
  for (const std::string& name : rows.standard.values) {
    const bool there = std::find(known.begin(), known.end(), name) != known.end();
    places.push_back(there ? f.input(name) : 0);
    if (!there) faults.add_table(framework::detail::unknown_name("standard", name, known));
  }
  return places;
}

// The row that counts for each unit and standard: the later finding replaces the earlier one.
using LatestRows = std::map<std::pair<std::int32_t, std::int32_t>, std::size_t>;

[[nodiscard]] inline LatestRows latest_rows(const FindingRows& rows, Faults& faults) {
  LatestRows latest;
  FaultyRows unordered;
  for (std::size_t row = 0; row < rows.unit.size(); ++row) {
    const auto [found, is_new] = latest.try_emplace({rows.unit.codes[row], rows.standard.codes[row]}, row);
    if (is_new) continue;
    const auto& before = rows.date[found->second];
    const auto& now = rows.date[row];
    if (before && now && before->before(*now)) {
      found->second = row;
    } else if (!(before && now && now->before(*before))) {
      unordered.add(static_cast<std::int64_t>(row),
                    [&] { return std::string(rows.unit[row]) + ", " + std::string(rows.standard[row]); });
    }
  }
  faults.add("standard", "there twice without a later date", unordered,
             "one finding a unit and standard, or a column date "
             "that says which is the later");
  return latest;
}

[[nodiscard]] inline FindingRows read_finding_rows(const Table& table, Faults& faults) {
  if (table.num_rows() == 0 && !table.columns().empty()) {
    faults.add_table("it has no rows; expected at least one; check the file or the filter that made it");
  }
  FindingRows rows;
  rows.unit = read_names(table, "unit", faults);
  rows.standard = read_names(table, "standard", faults);
  rows.verdict = texts(table, "verdict", faults);
  rows.date = read_dates(table, faults);
  return rows;
}

// Puts findings into the evidence: into every row of their unit.
inline void add_findings(const FindingRows& rows, const LatestRows& latest, const std::vector<std::size_t>& places,
                         Evidence& evidence, Faults& faults) {
  std::unordered_map<std::string, std::vector<std::size_t>> rows_of;
  for (std::size_t row = 0; row < evidence.size(); ++row) rows_of[std::string(evidence.name(row))].push_back(row);
  FaultyRows wrong;
  for (const auto& [key, row] : latest) {
    const std::size_t input = places[static_cast<std::size_t>(key.second)];
    const auto finding = verdict_of(evidence.framework, input, rows.verdict[row]);
    if (!finding) {
      wrong.add(static_cast<std::int64_t>(row), [&] {
        return "'" + std::string(rows.verdict[row]) + "' for " + std::string(rows.standard[row]) +
               ", which stands at " + framework::detail::listed(evidence.framework.input_scale(input).levels);
      });
      continue;
    }
    for (const std::size_t at : rows_of[rows.unit.values[static_cast<std::size_t>(key.first)]]) {
      evidence.findings.set(input, at, *finding);
    }
  }
  faults.add("verdict", "no verdict on its standard", wrong,
             "a level, several joined by '|', or missing, too_few, suppressed, not_examined, incomplete_window "
             "(not_applicable where the framework says that it may be)");
}

// Units that have findings and no results: rows of results without figures, so that they are judged too.
inline void add_units_without_results(const FindingRows& findings, const Framework& f, results::Observations& rows) {
  std::unordered_map<std::string_view, bool> known;
  for (const std::string& name : rows.unit.names()) known[name] = true;
  std::vector<std::string> more;
  for (const std::string& name : findings.unit.values) {
    if (!known.contains(name)) more.push_back(name);
  }
  if (more.empty() || rows.size() == 0) return;
  const auto& inputs = f.definition().inputs;
  const auto indicator =
      std::find_if(inputs.begin(), inputs.end(), [](const auto& input) { return input.is_indicator; });
  if (indicator == inputs.end()) return;
  const int last = *std::max_element(rows.school_year.begin(), rows.school_year.end());
  for (const std::string& name : more) {
    rows.add({name, indicator->id, SchoolYear(last), rows.group[0], std::nullopt,
              f.definition().levels.empty() ? rows.level[0] : ""});
    rows.window_years.back() = rows.window_years.front();
  }
}

[[nodiscard]] inline Evidence only_findings(const Framework& f, const FindingRows& rows,
                                            const framework::EvidenceOptions& options) {
  if (!f.definition().levels.empty()) {
    throw InvalidTable("framework '" + f.definition().id +
                       "' judges by level of education: give it the table results too");
  }
  Evidence evidence(f, rows.unit.values.size());
  evidence.names = rows.unit.values;
  for (std::size_t i = 0; i < evidence.unit.size(); ++i) evidence.unit[i] = static_cast<std::int32_t>(i);
  evidence.on = options.on;
  return evidence;
}

}  // namespace detail

/// Reads the tables a framework judges: `results` (see read_observations; level may be whole numbers), `findings`
/// (unit, standard, verdict; where present date), or both. A verdict is a level of its standard, several joined by '|',
/// or the word for a state; null is missing. Of two findings on one standard the later counts. A unit without findings
/// on a standard was not examined on it.
/// @throws InvalidTable with every fault of a table; and as framework::gather().
[[nodiscard]] inline framework::Evidence read_evidence(const framework::Framework& f, const Table* results,
                                                       const Table* findings,
                                                       const framework::EvidenceOptions& options = {}) {
  detail::FindingRows finding_rows;
  detail::LatestRows latest;
  std::vector<std::size_t> places;
  if (findings != nullptr) {
    Faults faults(findings->name());
    finding_rows = detail::read_finding_rows(*findings, faults);
    faults.raise();
    places = detail::place_standards(f, finding_rows, faults);
    latest = detail::latest_rows(finding_rows, faults);
    faults.raise();
  }
  if (results == nullptr && findings == nullptr)
    throw InvalidTable("no table was given: expected results, findings or both");
  framework::Evidence evidence(f);
  if (results != nullptr) {
    Faults faults(results->name());
    auto rows = detail::read_keys(*results, {}, faults);
    detail::read_figures(*results, rows, faults);
    faults.raise();
    if (findings != nullptr) detail::add_units_without_results(finding_rows, f, rows);
    evidence = framework::gather(f, rows, options);
  } else {
    evidence = detail::only_findings(f, finding_rows, options);
  }
  if (findings != nullptr) {
    Faults faults(findings->name());
    detail::add_findings(finding_rows, latest, places, evidence, faults);
    faults.raise();
  }
  return evidence;
}

}  // namespace kring::table
