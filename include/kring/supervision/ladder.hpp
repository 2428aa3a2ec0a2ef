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
#include <vector>

#include "kring/cycle/words.hpp"
#include "kring/supervision/calendar.hpp"
#include "kring/supervision/due.hpp"
#include "kring/supervision/event_log.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::supervision {

/// How a rung of a ladder stands for a unit on a day.
enum class RungState : std::uint8_t {
  reached,       ///< The measure was taken and holds.
  ended,         ///< It was taken and has ended, and a heavier one holds.
  skipped,       ///< It was not taken, and a heavier one holds: steps may be skipped.
  open,          ///< Its terms have come.
  by_judgement,  ///< No term stands before it: whether it opens is for people to judge.
  not_yet,       ///< Its term has not come.
  waiting,       ///< It waits for an event, such as a warning.
  unknown        ///< What is recorded does not say.
};

}  // namespace kring::supervision

namespace kring::cycle {

/// The words of a state of a rung.
template <>
inline constexpr std::array<std::string_view, 8> words_of<supervision::RungState> = {
    "reached", "ended", "skipped", "open", "by_judgement", "not_yet", "waiting", "unknown"};

}  // namespace kring::cycle

namespace kring::supervision {

/// A rung of the ladder of a unit. A measure is an event, not a judgement, and says nothing of quality.
struct RungRow {
  std::size_t unit = 0;                 ///< Place among the logs.
  std::optional<std::size_t> ladder{};  ///< Nothing where the unit is not known to be a board or a programme.
  std::size_t rung = 0;                 ///< Place in the ladder, from the lightest.
  RungState state = RungState::unknown;
  DueReason reason = DueReason::none;
  bool current = false;                  ///< The heaviest that holds.
  std::optional<std::size_t> by_kind{};  ///< The event by which it was reached: the first that holds, or the last.
  std::optional<std::size_t> by_row{};
  std::optional<Period> since{};
  std::optional<Period> ended{};      ///< When it ended.
  std::optional<Period> open_from{};  ///< From when it is open.
  std::optional<std::size_t> term{};  ///< The term that decides.
};

namespace detail {

// The rungs of one unit.
class UnitLadder {
 public:
  UnitLadder(const UnitLog& log, std::size_t unit, const Terms& terms, std::size_t ladder, std::span<const Due> due,
             Day on)
      : log_(log), unit_(unit), terms_(terms), ladder_(ladder), due_(due), on_(on) {}

  [[nodiscard]] std::vector<RungRow> read() const {
    const Ladder& ladder = terms_.ladders[ladder_];
    std::vector<RungRow> rows;
    std::size_t heaviest = ladder.rungs.size();
    for (std::size_t r = 0; r < ladder.rungs.size(); ++r) {
      rows.push_back(taken(r));
      if (rows.back().state == RungState::reached) heaviest = r;
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      RungRow& row = rows[r];
      row.current = r == heaviest;
      const bool settled = row.state == RungState::reached || row.state == RungState::unknown;
      if (settled) continue;
      if (heaviest != rows.size() && r < heaviest) {
        row.state = row.by_row ? RungState::ended : RungState::skipped;
      } else {
        open(ladder.rungs[r], row);
      }
    }
    return rows;
  }

 private:
  enum class Holds : std::uint8_t { no, perhaps, yes };

  [[nodiscard]] bool is_end(const Rung& rung, const LoggedEvent& event) const {
    const Ladder& ladder = terms_.ladders[ladder_];
    return has(ladder.ends_with, event.kind) || has(rung.ended_by, event.kind) ||
           (event.side > 0 && has(ladder.ends_with_sufficient, event.kind));
  }

  // Whether a measure still holds; end: what ended it.
  [[nodiscard]] Holds holds(const Rung& rung, const LoggedEvent& measure, const LoggedEvent*& end) const {
    Holds result = measure.date ? Holds::yes : Holds::perhaps;
    for (const LoggedEvent& event : log_.events) {
      if ((event.date && event.date->first() > on_) || !is_end(rung, event)) continue;
      if (event.date && measure.date && measure.date->before(*event.date)) {
        end = &event;
        return Holds::no;
      }
      if (!event.date || !measure.date || !event.date->before(*measure.date)) result = Holds::perhaps;
    }
    return result;
  }

  // Whether the measure of a rung was taken: reached, unknown, or open where it was not or has ended.
  [[nodiscard]] RungRow taken(std::size_t r) const {
    const Rung& rung = terms_.ladders[ladder_].rungs[r];
    RungRow row{unit_, ladder_, r};
    row.state = RungState::open;
    for (const LoggedEvent& event : log_.events) {
      if ((event.date && event.date->first() > on_) || !has(rung.reached_by, event.kind)) continue;
      const LoggedEvent* end = nullptr;
      const Holds found = holds(rung, event, end);
      if (row.state == RungState::reached || (row.state == RungState::unknown && found != Holds::yes)) continue;
      row.by_kind = event.kind;
      row.by_row = event.row;
      row.since = event.date;
      row.ended = end != nullptr ? end->date : std::nullopt;
      if (found == Holds::yes) row.state = RungState::reached;
      if (found == Holds::perhaps) {
        row.state = RungState::unknown;
        row.reason = event.date ? DueReason::date_range : DueReason::start_undated;
      }
    }
    if (row.state == RungState::reached) row.reason = DueReason::none;
    return row;
  }

  // Whether a rung that does not hold is open: by the term that has come furthest.
  void open(const Rung& rung, RungRow& row) const {
    if (rung.opens_by.empty()) {
      row.state = RungState::by_judgement;
      return;
    }
    row.state = RungState::waiting;
    row.reason = DueReason::awaits_start;
    const Due* best = nullptr;
    for (const Due& due : due_) {
      if (std::find(rung.opens_by.begin(), rung.opens_by.end(), due.term) == rung.opens_by.end()) continue;
      if (rank(due.state) == 0 || has_ended(rung, due)) continue;
      if (best == nullptr || is_further(due, *best)) best = &due;
    }
    if (best == nullptr) return;
    row.term = best->term;
    row.open_from = best->not_before;
    row.reason = best->reason;
    row.state = state_of(best->state);
  }

  [[nodiscard]] static int rank(DueState state) noexcept {
    if (state == DueState::open || state == DueState::due || state == DueState::overdue) return 4;
    if (state == DueState::unknown) return 3;
    if (state == DueState::not_yet) return 2;
    return state == DueState::waiting ? 1 : 0;
  }

  [[nodiscard]] static bool is_further(const Due& a, const Due& b) {
    if (rank(a.state) != rank(b.state)) return rank(a.state) > rank(b.state);
    if (!a.not_before || !b.not_before) return a.not_before.has_value() && !b.not_before.has_value();
    return a.not_before->first() < b.not_before->first();
  }

  [[nodiscard]] static RungState state_of(DueState state) noexcept {
    if (rank(state) == 4) return RungState::open;
    if (state == DueState::unknown) return RungState::unknown;
    return state == DueState::not_yet ? RungState::not_yet : RungState::waiting;
  }

  // Whether the event a term starts from no longer holds.
  [[nodiscard]] bool has_ended(const Rung& rung, const Due& due) const {
    for (const LoggedEvent& event : log_.events) {
      if (due.basis_row != event.row) continue;
      const LoggedEvent* end = nullptr;
      return holds(rung, event, end) == Holds::no;
    }
    return false;
  }

  const UnitLog& log_;
  std::size_t unit_;
  const Terms& terms_;
  std::size_t ladder_;
  std::span<const Due> due_;
  Day on_;
};

}  // namespace detail

/// The ladder of every unit, one row a rung from light to heavy: the measures that were taken and hold, which is the
/// heaviest, and of the heavier ones whether they are open, from when, or why not. A unit that is not known to be a
/// board or a programme has one row without a ladder. A measure ends with an event its ladder names that lies wholly
/// after it; where their dates overlap, its state is unknown.
[[nodiscard]] inline std::vector<RungRow> ladder(std::span<const UnitLog> logs, const Terms& terms, Day on) {
  std::vector<RungRow> all;
  for (std::size_t unit = 0; unit < logs.size(); ++unit) {
    const UnitLog& log = logs[unit];
    const auto due = calendar(logs.subspan(unit, 1), terms, on);
    const std::size_t before = all.size();
    for (std::size_t l = 0; l < terms.ladders.size(); ++l) {
      if (!(terms.ladders[l].of == Party::board ? log.is_board : log.is_programme)) continue;
      const auto rows = detail::UnitLadder(log, unit, terms, l, due, on).read();
      all.insert(all.end(), rows.begin(), rows.end());
    }
    if (all.size() == before) all.push_back({unit});
  }
  return all;
}

}  // namespace kring::supervision
