// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/results/indicator.hpp"
#include "kring/supervision/calendar.hpp"
#include "kring/supervision/ladder.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

namespace detail {

[[nodiscard]] inline std::string kind_id(const supervision::Terms& terms, const std::optional<std::size_t>& kind) {
  return kind ? terms.events[*kind].id : std::string();
}

[[nodiscard]] inline std::optional<std::int64_t> row_number(const std::optional<std::size_t>& row) {
  return row ? std::optional(static_cast<std::int64_t>(*row)) : std::nullopt;
}

[[nodiscard]] inline std::string written_day(const std::optional<Day>& day) {
  return day ? day_text(*day) : std::string();
}

// Article, text, address and status, where citation(row) gives one.
template <class F>
void add_citation(Frame& frame, F citation) {
  using supervision::Citation;
  const auto part = [&](std::size_t i, auto of) {
    const Citation* found = citation(i);
    return found == nullptr ? std::string() : std::string(of(*found));
  };
  frame.text("article", [&](std::size_t i) { return part(i, [](const Citation& c) { return c.article; }); })
      .text("text_of", [&](std::size_t i) { return part(i, [](const Citation& c) { return c.text_of; }); })
      .text("url", [&](std::size_t i) { return part(i, [](const Citation& c) { return c.url; }); })
      .text("status",
            [&](std::size_t i) { return part(i, [](const Citation& c) { return results::name(c.status); }); });
}

}  // namespace detail

/// What is due, one row as in supervision::calendar(). Columns: unit, step, name (in a language), state, reason,
/// due_first and due_last (days, over all sources that conflict), bound (at_least, at_most or both), not_before and
/// not_after (by this source; "first/last" where only a month or a year is known), basis (the kind of event it starts
/// from), basis_date, basis_row, done_on, done_row, on_time, term (its id), conflicting, conflicts_with (ids joined by
/// |), floor, article, text_of, url, status, note.
[[nodiscard]] inline Table calendar_table(std::span<const supervision::UnitLog> logs, const supervision::Terms& terms,
                                          const std::vector<supervision::Due>& rows, Language language) {
  const auto term = [&](std::size_t i) -> const supervision::Term& { return terms.terms[rows[i].term]; };
  const auto bound = [&](std::size_t i) -> std::string {
    if (!term(i).at_least.there()) return "at_most";
    return term(i).at_most.there() ? "at_least|at_most" : "at_least";
  };
  detail::Frame frame("calendar", rows.size());
  frame.text("unit", [&](std::size_t i) { return logs[rows[i].unit].unit; })
      .text("step", [&](std::size_t i) { return term(i).step; })
      .text("name", [&](std::size_t i) { return term(i).name.in(language); })
      .text("state", [&](std::size_t i) { return std::string(cycle::word(rows[i].state)); })
      .text("reason", [&](std::size_t i) { return std::string(cycle::word(rows[i].reason)); })
      .text("due_first", [&](std::size_t i) { return detail::written_day(rows[i].due_first); })
      .text("due_last", [&](std::size_t i) { return detail::written_day(rows[i].due_last); })
      .text("bound", bound)
      .period("not_before", [&](std::size_t i) { return rows[i].not_before; })
      .period("not_after", [&](std::size_t i) { return rows[i].not_after; })
      .text("basis", [&](std::size_t i) { return detail::kind_id(terms, rows[i].basis_kind); })
      .period("basis_date", [&](std::size_t i) { return rows[i].basis; })
      .integer("basis_row", [&](std::size_t i) { return detail::row_number(rows[i].basis_row); })
      .period("done_on", [&](std::size_t i) { return rows[i].done; })
      .integer("done_row", [&](std::size_t i) { return detail::row_number(rows[i].done_row); })
      .flag("on_time", [&](std::size_t i) { return rows[i].on_time; })
      .text("term", [&](std::size_t i) { return term(i).id; })
      .flag("conflicting", [&](std::size_t i) { return !term(i).conflicts.empty(); })
      .text("conflicts_with",
            [&](std::size_t i) {
              std::string joined;
              for (const std::size_t other : term(i).conflicts) {
                joined += (joined.empty() ? "" : "|") + terms.terms[other].id;
              }
              return joined;
            })
      .flag("floor", [&](std::size_t i) { return term(i).floor; });
  detail::add_citation(frame, [&](std::size_t i) { return &term(i).citation; });
  frame.text("note", [&](std::size_t i) { return term(i).note.in(language); });
  return frame.finish();
}

/// The ladder, one row as in supervision::ladder(). Columns: unit, ladder (board or programme), step (from 1, the
/// lightest), rung (its id), name, state, reason, current, since, by (the kind of event), by_row, ended_on, open_from,
/// term (that decides), condition, article, text_of, url, status.
[[nodiscard]] inline Table ladder_table(std::span<const supervision::UnitLog> logs, const supervision::Terms& terms,
                                        const std::vector<supervision::RungRow>& rows, Language language) {
  const auto rung = [&](std::size_t i) -> const supervision::Rung* {
    return rows[i].ladder ? &terms.ladders[*rows[i].ladder].rungs[rows[i].rung] : nullptr;
  };
  const auto known = [&](std::size_t i, auto of) {
    return rung(i) == nullptr ? std::string() : std::string(of(*rung(i)));
  };
  using supervision::Rung;
  detail::Frame frame("ladder", rows.size());
  frame.text("unit", [&](std::size_t i) { return logs[rows[i].unit].unit; })
      .text(
          "ladder",
          [&](std::size_t i) {
            if (!rows[i].ladder) return std::string();
            return std::string(terms.ladders[*rows[i].ladder].of == supervision::Party::board ? "board" : "programme");
          })
      .integer("step",
               [&](std::size_t i) {
                 return rows[i].ladder ? std::optional(static_cast<std::int64_t>(rows[i].rung) + 1) : std::nullopt;
               })
      .text("rung", [&](std::size_t i) { return known(i, [](const Rung& r) { return r.id; }); })
      .text("name", [&](std::size_t i) { return known(i, [&](const Rung& r) { return r.name.in(language); }); })
      .text("state", [&](std::size_t i) { return std::string(cycle::word(rows[i].state)); })
      .text("reason",
            [&](std::size_t i) {
              return std::string(rows[i].ladder ? cycle::word(rows[i].reason) : std::string_view("no_ladder"));
            })
      .flag("current", [&](std::size_t i) { return rows[i].current; })
      .period("since", [&](std::size_t i) { return rows[i].since; })
      .text("by", [&](std::size_t i) { return detail::kind_id(terms, rows[i].by_kind); })
      .integer("by_row", [&](std::size_t i) { return detail::row_number(rows[i].by_row); })
      .period("ended_on", [&](std::size_t i) { return rows[i].ended; })
      .period("open_from", [&](std::size_t i) { return rows[i].open_from; })
      .text("term", [&](std::size_t i) { return rows[i].term ? terms.terms[*rows[i].term].id : std::string(); })
      .text("condition",
            [&](std::size_t i) { return known(i, [&](const Rung& r) { return r.condition.in(language); }); });
  detail::add_citation(frame, [&](std::size_t i) -> const supervision::Citation* {
    if (rows[i].term) return &terms.terms[*rows[i].term].citation;
    return rung(i) == nullptr ? nullptr : &rung(i)->citation;
  });
  return frame.finish();
}

}  // namespace kring::table
