// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "kring/cycle/words.hpp"
#include "kring/supervision/detail/term_rows.hpp"
#include "kring/supervision/due.hpp"
#include "kring/supervision/event_log.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::supervision {

namespace detail {

// Steps that wait for a step that is itself not there yet: a report waits for research that was announced.
inline void add_waiting(const Terms& terms, std::size_t unit, std::vector<Due>& rows) {
  const auto is_awaited = [&](std::size_t kind) {
    return std::any_of(rows.begin(), rows.end(), [&](const Due& row) {
      const Term& term = terms.terms[row.term];
      const bool over = row.state == DueState::done || row.state == DueState::not_recorded;
      return !over && !term.floor && !term.may_never && has(term.done_by, kind);
    });
  };
  const auto is_there = [&](std::size_t t) {
    return std::any_of(rows.begin(), rows.end(), [&](const Due& row) {
      return row.term == t && row.state != DueState::done && row.state != DueState::not_recorded;
    });
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t t = 0; t < terms.terms.size(); ++t) {
      const Term& term = terms.terms[t];
      if (term.floor || term.may_never || is_there(t)) continue;
      const auto awaited = std::find_if(term.starts.begin(), term.starts.end(), is_awaited);
      if (awaited == term.starts.end()) continue;
      Due row{unit, t};
      row.state = DueState::waiting;
      row.reason = DueReason::awaits_start;
      row.basis_kind = *awaited;
      rows.push_back(row);
      grown = true;
    }
  }
}

// The range of days over all sources for one step: the sources that conflict are put beside each other.
inline void join_conflicts(const Terms& terms, std::vector<Due>& rows) {
  const std::vector<Due> own = rows;
  for (Due& row : rows) {
    for (const Due& other : own) {
      const auto& conflicts = terms.terms[row.term].conflicts;
      if (other.basis_row != row.basis_row || !other.due_first || !row.due_first) continue;
      if (std::find(conflicts.begin(), conflicts.end(), other.term) == conflicts.end()) continue;
      row.due_first = std::min(*row.due_first, *other.due_first);
      row.due_last = std::max(*row.due_last, *other.due_last);
    }
  }
}

}  // namespace detail

/// What was and is due for every unit: one row a term and event it starts from; one row a floor for every board; one
/// row a step that waits for a step that is itself awaited. Units keep their order; rows of a unit are ordered by the
/// first day they are due (rows without one last), then by the place of their term in the file, then by their event.
/// Events that lie wholly after the day are left out. A later event never makes an earlier due day.
/// @param on The day on which is asked.
/// @param complete Whether the events are all there were. If not, nothing is overdue: a step that is not recorded may
/// have been done.
[[nodiscard]] inline std::vector<Due> calendar(std::span<const UnitLog> logs, const Terms& terms, Day on,
                                               bool complete = true) {
  std::vector<Due> all;
  for (std::size_t unit = 0; unit < logs.size(); ++unit) {
    const detail::TermRows reader(logs[unit], unit, terms, on, complete);
    std::vector<Due> rows;
    for (std::size_t t = 0; t < terms.terms.size(); ++t) reader.add(t, rows);
    detail::add_waiting(terms, unit, rows);
    detail::join_conflicts(terms, rows);
    const auto key = [](const Due& row) {
      return std::tuple(!row.due_first, row.due_first.value_or(0), row.term, row.basis ? row.basis->first() : 0,
                        row.basis ? row.basis->last() : 0);
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const Due& a, const Due& b) { return key(a) < key(b); });
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

}  // namespace kring::supervision
