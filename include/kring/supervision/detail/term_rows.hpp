// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "kring/supervision/due.hpp"
#include "kring/supervision/event_log.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::supervision::detail {

// The rows of one term for the events of one unit.
class TermRows {
 public:
  TermRows(const UnitLog& log, std::size_t unit, const Terms& terms, Day on, bool complete)
      : log_(log), unit_(unit), terms_(terms), on_(on), complete_(complete) {}

  void add(std::size_t t, std::vector<Due>& rows) const {
    const Term& term = terms_.terms[t];
    const auto starts =
        chosen([&](const LoggedEvent& e) { return has(term.starts, e.kind) || has(term.perhaps, e.kind); });
    if (term.floor && starts.empty() && log_.is_board) {
      Due row{unit_, t};
      row.basis_kind = term.starts.front();
      row.reason = DueReason::never_recorded;
      rows.push_back(row);
    }
    Day until = earliest;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      LoggedEvent start = *starts[i];
      // Of events that take each other's place the last counts; where their dates overlap, it may be any of them.
      if (start.date) start.date = Period(start.date->first(), std::max(start.date->last(), until));
      const LoggedEvent* done = start.date ? step_after(term, *starts[i]) : nullptr;
      if (!term.each && start.date && i + 1 < starts.size() && replaces(*starts[i + 1], *starts[i], done)) {
        until = start.date->last();
        continue;
      }
      rows.push_back(row_of(t, start, done));
      until = earliest;
    }
  }

 private:
  static constexpr Day earliest = std::numeric_limits<Day>::min();

  // Events up to the day that are asked for, in the order of the log: those without a date last.
  template <class Wanted>
  [[nodiscard]] std::vector<const LoggedEvent*> chosen(Wanted wanted) const {
    std::vector<const LoggedEvent*> found;
    for (const LoggedEvent& event : log_.events) {
      if (event.date && event.date->first() > on_) continue;
      if (wanted(event)) found.push_back(&event);
    }
    return found;
  }

  // The first step that does not come before the event. A step of the event's own kind must come after it.
  [[nodiscard]] const LoggedEvent* step_after(const Term& term, const LoggedEvent& start) const {
    bool passed = false;
    for (const LoggedEvent& event : log_.events) {
      passed = passed || &event == &start;
      if (!event.date || event.date->first() > on_ || &event == &start || !has(term.done_by, event.kind)) continue;
      if (term.not_early && is_early(term, start, event)) continue;
      const bool same = has(term.starts, event.kind) || has(term.perhaps, event.kind);
      if (same ? (passed && start.date->before(*event.date)) : !event.date->before(*start.date)) return &event;
    }
    return nullptr;
  }

  // Whether a step surely came before its first day.
  [[nodiscard]] static bool is_early(const Term& term, const LoggedEvent& start, const LoggedEvent& step) {
    const auto first = end_of(term.at_least, start);
    return first && step.date->before(*first);
  }

  // When an end of a term comes, counted from an event with a date.
  [[nodiscard]] static std::optional<Period> end_of(const Bound& bound, const LoggedEvent& start) {
    if (bound.stated) return start.stated.end(*start.date);
    return bound.fixed ? std::optional(after(*start.date, *bound.fixed)) : std::nullopt;
  }

  // Whether the next event of the same sort takes the place of this one, because no step came between them.
  [[nodiscard]] static bool replaces(const LoggedEvent& next, const LoggedEvent& start, const LoggedEvent* done) {
    if (!next.date) return false;
    if (done == nullptr) return true;
    return done->row == next.row ? *next.date == *start.date : !done->date->before(*next.date);
  }

  [[nodiscard]] Due row_of(std::size_t t, const LoggedEvent& start, const LoggedEvent* done) const {
    const Term& term = terms_.terms[t];
    Due row{unit_, t};
    row.basis_kind = start.kind;
    row.basis_row = start.row;
    row.basis = start.date;
    if (!start.date) {
      row.reason = DueReason::start_undated;
      return row;
    }
    place(term, start, row);
    if (done != nullptr) {
      row.state = DueState::done;
      row.done = done->date;
      row.done_row = done->row;
      row.on_time = kept(term, row, *done->date);
      return row;
    }
    decide(term, start, row);
    const bool sure = row.state == DueState::not_yet || row.state == DueState::not_recorded;
    if (has(term.perhaps, start.kind) && !sure) {
      row.state = DueState::unknown;
      row.reason = DueReason::ground_not_stated;
    }
    return row;
  }

  // The first and the last day of a step.
  void place(const Term& term, const LoggedEvent& start, Due& row) const {
    row.not_before = end_of(term.at_least, start);
    row.not_after = end_of(term.at_most, start);
    if (term.limit && term.at_most.stated) {
      const Period limit = after(*start.date, *term.limit);
      if (!row.not_after) row.not_after = limit;
      if (row.not_after->first() > limit.last()) row.reason = DueReason::stated_beyond_limit;
    }
    const auto& first = row.not_before ? row.not_before : row.not_after;
    const auto& last = row.not_after ? row.not_after : row.not_before;
    if (first) {
      row.due_first = first->first();
      row.due_last = last->last();
    }
  }

  // Whether a step was done within its days: nothing where dates overlap, or an end is not known.
  [[nodiscard]] static std::optional<bool> kept(const Term& term, const Due& row, const Period& done) {
    if (row.not_before && done.last() < row.not_before->first()) return false;
    if (row.not_after && done.first() > row.not_after->last()) return false;
    const bool early_enough = row.not_after ? done.last() <= row.not_after->first() : !term.at_most.there();
    const bool late_enough = row.not_before ? done.first() >= row.not_before->last() : !term.at_least.there();
    return early_enough && late_enough ? std::optional(true) : std::nullopt;
  }

  // The state of a step that is not recorded with a date.
  void decide(const Term& term, const LoggedEvent& start, Due& row) const {
    const auto set = [&](DueState state, DueReason reason) {
      row.state = state;
      if (reason != DueReason::none) row.reason = reason;
    };
    for (const LoggedEvent* later : chosen([&](const LoggedEvent& e) { return has(term.closed, e.kind); })) {
      if (later->date && !later->date->before(*start.date)) return set(DueState::not_recorded, DueReason::none);
    }
    const auto undated = chosen([&](const LoggedEvent& e) { return !e.date && has(term.done_by, e.kind); });
    if (!undated.empty()) return set(DueState::unknown, DueReason::step_undated);
    if (!row.not_before && !row.not_after) return set(DueState::unknown, DueReason::term_not_stated);
    if (row.not_before && on_ < row.not_before->first()) return set(DueState::not_yet, DueReason::none);
    if (row.not_before && on_ < row.not_before->last()) return set(DueState::unknown, DueReason::date_range);
    if (term.needs_insufficient && row.not_before) {
      const auto shown = shown_insufficient(*term.needs_insufficient, *row.not_before);
      if (!shown) return set(DueState::unknown, DueReason::needs_insufficient);
      if (!*shown) return set(DueState::waiting, DueReason::needs_insufficient);
    }
    if (!row.not_after) return set(DueState::open, DueReason::none);
    if (on_ <= row.not_after->first()) return set(DueState::due, DueReason::none);
    if (on_ <= row.not_after->last()) return set(DueState::unknown, DueReason::date_range);
    if (complete_) return set(DueState::overdue, DueReason::none);
    set(DueState::unknown, DueReason::events_incomplete);
  }

  // Whether an event of a kind came with an insufficient verdict when the term was over: the last of them decides.
  // Nothing where one may have, because its date is not known well enough.
  [[nodiscard]] std::optional<bool> shown_insufficient(std::size_t kind, const Period& from) const {
    const LoggedEvent* last = nullptr;
    bool perhaps = false;
    for (const LoggedEvent* event : chosen([&](const LoggedEvent& e) { return e.kind == kind; })) {
      if (event->date && event->date->first() >= from.last()) {
        last = event;
      } else if (!event->date || event->date->last() >= from.first()) {
        perhaps = perhaps || event->side < 0;
      }
    }
    if (last != nullptr && last->side < 0) return true;
    return perhaps ? std::nullopt : std::optional(false);
  }

  const UnitLog& log_;
  std::size_t unit_;
  const Terms& terms_;
  Day on_;
  bool complete_;
};

}  // namespace kring::supervision::detail
