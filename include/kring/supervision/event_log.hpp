// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/faulty_rows.hpp"
#include "kring/cycle/fault.hpp"
#include "kring/cycle/publication.hpp"
#include "kring/cycle/unit.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::supervision {

/// The term an event states: a date, or a duration; nothing where it states none.
struct StatedTerm {
  std::optional<Period> date{};
  std::optional<Duration> duration{};

  /// True when a term is stated.
  [[nodiscard]] bool there() const noexcept { return date || duration; }
  /// When a term from a date ends.
  [[nodiscard]] std::optional<Period> end(const Period& from) const {
    if (date) return date;
    return duration ? std::optional(after(from, *duration)) : std::nullopt;
  }
};

/// An event of a unit, read by a file of terms.
struct LoggedEvent {
  std::size_t row = 0;  ///< Of the table it came from.
  std::size_t kind = 0;
  std::optional<Period> date{};
  int side = 0;  ///< Of its verdict: 1 sufficient, -1 insufficient, 0 neither or not known.
  StatedTerm stated{};
};

/// The events of one unit: those with a date in the order of their days, then those without.
struct UnitLog {
  std::string unit{};
  bool is_board = false;      ///< Known to be a board.
  bool is_programme = false;  ///< Known to be a programme.
  std::vector<LoggedEvent> events{};
};

namespace detail {

// Reads and checks events; every fault goes to faults.
class LogReader {
 public:
  LogReader(std::span<const cycle::Event> events, const Terms& terms, std::span<const cycle::Unit> units)
      : events_(events), terms_(terms), units_(units) {}

  [[nodiscard]] std::vector<UnitLog> read() {
    read_units();
    for (std::size_t row = 0; row < events_.size(); ++row) read_event(row);
    for (auto& [name, log] : logs_) {
      std::stable_sort(log.events.begin(), log.events.end(), comes_first);
      for (const Sequence& sequence : terms_.sequences) check_order(log, sequence);
    }
    report();
    std::vector<UnitLog> all;
    for (auto& [name, log] : logs_) all.push_back(std::move(log));
    return all;
  }

 private:
  // By first day, then last day, then place of the kind in the file: no order of rows decides anything.
  [[nodiscard]] static bool comes_first(const LoggedEvent& a, const LoggedEvent& b) {
    if (!a.date || !b.date) return a.date.has_value() && !b.date.has_value();
    if (a.date->first() != b.date->first()) return a.date->first() < b.date->first();
    return a.date->last() != b.date->last() ? a.date->last() < b.date->last() : a.kind < b.kind;
  }

  void read_units() {
    for (const cycle::Unit& unit : units_) {
      UnitLog& log = logs_[unit.unit];
      log.unit = unit.unit;
      log.is_board = unit.kind == cycle::UnitKind::institution;
      log.is_programme = unit.kind == cycle::UnitKind::programme;
      kinds_[unit.unit] = unit.kind;
    }
  }

  void read_event(std::size_t row) {
    const cycle::Event& event = events_[row];
    const auto at = static_cast<std::int64_t>(row);
    const auto kind = std::find_if(terms_.events.begin(), terms_.events.end(),
                                   [&](const EventKind& one) { return one.id == event.kind; });
    const bool known = kind != terms_.events.end();
    if (!known) unknown_.add(at, [&] { return "'" + event.kind + "'"; });
    if (!units_.empty() && !logs_.contains(event.unit)) {
      strangers_.add(at, [&] { return "'" + event.unit + "'"; });
      return;
    }
    LoggedEvent logged{row, 0, event.date, side_of(terms_, event.verdict), {}};
    if (!event.term.empty()) {
      logged.stated.duration = Duration::read(event.term);
      if (!logged.stated.duration) logged.stated.date = Period::read(event.term);
      if (!logged.stated.there()) unread_.add(at, [&] { return "'" + event.term + "'"; });
      if (logged.stated.date && event.date && logged.stated.date->before(*event.date)) {
        backward_.add(at, [&] { return event.term + ", the event " + period_text(*event.date); });
      }
    }
    if (!known) return;
    logged.kind = static_cast<std::size_t>(kind - terms_.events.begin());
    UnitLog& log = logs_[event.unit];
    log.unit = event.unit;
    place(log, *kind, at);
    log.events.push_back(std::move(logged));
  }

  // An event that only befalls a board, or only a programme, says what the unit is, unless the table of units says it.
  void place(UnitLog& log, const EventKind& kind, std::int64_t row) {
    if (kind.of_board == kind.of_programme) return;
    bool& is_this = kind.of_board ? log.is_board : log.is_programme;
    const bool is_other = kind.of_board ? log.is_programme : log.is_board;
    if (units_.empty() && !is_other) is_this = true;
    if (is_this && !is_other) return;
    misplaced_.add(row, [&] {
      const auto said = kinds_.find(log.unit);
      const std::string_view inferred = kind.of_board ? "programme by its other events" : "board by its other events";
      return "'" + kind.id + "' of " + log.unit + ", which is a " +
             std::string(said == kinds_.end() ? inferred : cycle::word(said->second));
    });
  }

  // In a round no step comes before every event of an earlier step.
  void check_order(const UnitLog& log, const Sequence& sequence) {
    std::vector<const LoggedEvent*> first(sequence.kinds.size(), nullptr);
    for (const LoggedEvent& event : log.events) {
      if (!event.date) break;
      if (has(sequence.begins_with, event.kind)) std::fill(first.begin(), first.end(), nullptr);
      const auto found = std::find(sequence.kinds.begin(), sequence.kinds.end(), event.kind);
      if (found == sequence.kinds.end()) continue;
      const auto step = static_cast<std::size_t>(found - sequence.kinds.begin());
      // The first step again, after the last, begins a new round too.
      if (step == 0 && first.front() != nullptr && first.back() != nullptr) {
        std::fill(first.begin(), first.end(), nullptr);
      }
      if (first[step] != nullptr) continue;
      first[step] = &event;
      for (std::size_t later = step + 1; later < first.size(); ++later) {
        if (first[later] != nullptr && first[later]->date->before(*event.date)) report_order(*first[later], event);
      }
    }
  }

  void report_order(const LoggedEvent& early, const LoggedEvent& late) {
    disordered_.add(static_cast<std::int64_t>(early.row), [&] {
      const cycle::Event& a = events_[early.row];
      const cycle::Event& b = events_[late.row];
      return a.kind + " of " + a.unit + " on " + period_text(*a.date) + ", before " + b.kind + " on " +
             period_text(*b.date) + " in row " + std::to_string(late.row);
    });
  }

  void report() const {
    std::vector<std::string_view> kinds;
    for (const EventKind& kind : terms_.events) kinds.push_back(kind.id);
    const std::string meant =
        unknown_.first.empty() ? "" : framework::detail::did_you_mean(events_[row_of(unknown_)].kind, kinds);
    std::vector<std::string> messages;
    const auto add = [&](const char* column, const char* problem, const FaultyRows& rows, const std::string& expected,
                         const std::string& advice) {
      if (rows.count != 0) messages.push_back(text(cycle::Fault{"events", column, problem, rows, expected, advice}));
    };
    add("kind", "no kind of event that the terms know", unknown_, "one of " + framework::detail::listed(kinds),
        "correct the kind, leave the row out, or use terms that know it" + meant);
    add("unit", "of no unit in the table 'units'", strangers_, "a unit of that table", "correct it or add the unit");
    add("kind", "of the wrong kind of unit", misplaced_, "events of a board at a board, of a programme at a programme",
        "correct the unit or the kind");
    add("term", "no term", unread_, "a date such as '2026-09-01' or a duration such as 'P1Y' or 'P6W'",
        "correct or clear it");
    add("term", "over before its event", backward_, "a term that ends after the event that states it",
        "correct the term or the date");
    add("date", "out of order", disordered_, "steps of a report in the order " + ordered(),
        "correct the dates, or add the research that began a new round between them");
    if (!messages.empty()) throw InvalidTable(all_faults("table 'events'", messages));
  }

  [[nodiscard]] static std::size_t row_of(const FaultyRows& rows) {
    return static_cast<std::size_t>(rows.first.front().row);
  }

  [[nodiscard]] std::string ordered() const {
    std::string joined;
    for (const Sequence& sequence : terms_.sequences) {
      joined += joined.empty() ? "" : "; ";
      for (std::size_t i = 0; i < sequence.kinds.size(); ++i) {
        joined += (i == 0 ? "" : ", ") + terms_.events[sequence.kinds[i]].id;
      }
    }
    return joined;
  }

  std::span<const cycle::Event> events_;
  const Terms& terms_;
  std::span<const cycle::Unit> units_;
  std::map<std::string, UnitLog> logs_;
  std::map<std::string, cycle::UnitKind> kinds_;
  FaultyRows unknown_, strangers_, misplaced_, unread_, backward_, disordered_;
};

}  // namespace detail

/// The events of every unit, by identifier. What the unit is, a board or a programme, is said by the units where they
/// are given, else by events that befall only one of the two.
/// @param units Every unit; left out, the units are those that have an event.
/// @throws InvalidTable with every fault at once: a kind the terms do not know (with the nearest), a unit that is not
/// there, an event of a board at a programme, a term that cannot be read or ends before its event, and steps of a
/// report out of order.
[[nodiscard]] inline std::vector<UnitLog> read_log(std::span<const cycle::Event> events, const Terms& terms,
                                                   std::span<const cycle::Unit> units = {}) {
  return detail::LogReader(events, terms, units).read();
}

}  // namespace kring::supervision
