// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kring/format/terms.hpp"
#include "kring/supervision/calendar.hpp"
#include "kring/supervision/ladder.hpp"

namespace kring_test {

inline const kring::supervision::Terms& terms() {
  static const auto read = kring::format::catalog_terms("supervision-2026");
  return read;
}

// An event of one unit; an empty date is not known.
inline kring::cycle::Event event(const std::string& kind, const std::string& date, const std::string& verdict = "",
                                 const std::string& term = "", const std::string& unit = "u") {
  kring::cycle::Event made;
  made.unit = unit;
  made.kind = kind;
  if (!date.empty()) made.date = kring::Period::parse(date);
  made.verdict = verdict;
  made.term = term;
  return made;
}

// A row of a calendar or a ladder as a test reads it.
struct Row {
  std::string term;
  std::string state;
  std::string reason;
  std::string not_before;
  std::string not_after;
  std::string due;
  std::optional<bool> on_time;
};

inline std::string text(const std::optional<kring::Period>& period) {
  return period ? kring::period_text(*period) : "";
}

inline std::vector<Row> calendar(const std::vector<kring::cycle::Event>& events, const std::string& on,
                                 bool complete = true, const std::vector<kring::cycle::Unit>& units = {}) {
  const auto logs = kring::supervision::read_log(events, terms(), units);
  std::vector<Row> rows;
  for (const auto& due : kring::supervision::calendar(logs, terms(), kring::Period::parse(on).last(), complete)) {
    rows.push_back({terms().terms[due.term].id, std::string(kring::cycle::word(due.state)),
                    std::string(kring::cycle::word(due.reason)), text(due.not_before), text(due.not_after),
                    due.due_first ? kring::day_text(*due.due_first) + ".." + kring::day_text(*due.due_last) : "",
                    due.on_time});
  }
  return rows;
}

// The rows of one term.
inline std::vector<Row> rows_of(const std::vector<Row>& rows, const std::string& term) {
  std::vector<Row> found;
  for (const Row& row : rows) {
    if (row.term == term) found.push_back(row);
  }
  return found;
}

// The one row of a term; an empty one where there is none or more.
inline Row row_of(const std::vector<Row>& rows, const std::string& term) {
  const auto found = rows_of(rows, term);
  return found.size() == 1 ? found.front() : Row{};
}

}  // namespace kring_test
