// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "kring/core/period.hpp"
#include "kring/cycle/words.hpp"

namespace kring::supervision {

/// How a step stands on a day.
enum class DueState : std::uint8_t {
  done,          ///< The step is recorded.
  not_recorded,  ///< A later step shows that it is over; it is not recorded itself.
  open,          ///< It may be done, and has no last day.
  due,           ///< It may be done, and its last day has not passed; on its last day it is due.
  overdue,       ///< Its last day has passed.
  not_yet,       ///< Its first day has not come.
  waiting,       ///< It waits for an event.
  unknown        ///< What is recorded does not say.
};

/// Why a step stands as it does, where its days alone do not say.
enum class DueReason : std::uint8_t {
  none,
  start_undated,        ///< The event it starts from has no date.
  step_undated,         ///< The step is recorded without a date.
  date_range,           ///< Only a month or a year of the event is known.
  term_not_stated,      ///< The event states no term.
  stated_beyond_limit,  ///< The event states a longer term than its source allows.
  ground_not_stated,    ///< The event does not say on which ground, and the term holds for one of them.
  needs_insufficient,   ///< Renewed research must first show that too little was done.
  awaits_start,         ///< The event it starts from is itself awaited.
  never_recorded,       ///< A floor for which no event is recorded.
  events_incomplete     ///< Its last day has passed, and the events may not be complete.
};

}  // namespace kring::supervision

namespace kring::cycle {

/// The words of a state of a step.
template <>
inline constexpr std::array<std::string_view, 8> words_of<supervision::DueState> = {
    "done", "not_recorded", "open", "due", "overdue", "not_yet", "waiting", "unknown"};
/// The words of a reason.
template <>
inline constexpr std::array<std::string_view, 11> words_of<supervision::DueReason> = {"",
                                                                                      "start_undated",
                                                                                      "step_undated",
                                                                                      "date_range",
                                                                                      "term_not_stated",
                                                                                      "stated_beyond_limit",
                                                                                      "ground_not_stated",
                                                                                      "needs_insufficient",
                                                                                      "awaits_start",
                                                                                      "never_recorded",
                                                                                      "events_incomplete"};

}  // namespace kring::cycle

namespace kring::supervision {

/// A step of supervision that was or is due, with the event it starts from.
struct Due {
  std::size_t unit = 0;  ///< Place among the logs.
  std::size_t term = 0;  ///< Place among the terms.
  std::optional<std::size_t> basis_kind{};
  std::optional<std::size_t> basis_row{};  ///< Row of the event it starts from.
  std::optional<Period> basis{};           ///< Its date.
  std::optional<Period> not_before{};      ///< The first day the step may be done; a run of days where it is not sure.
  std::optional<Period> not_after{};       ///< The last day, likewise.
  std::optional<Day> due_first{};          ///< First and last day of what is due, over all sources that conflict.
  std::optional<Day> due_last{};
  DueState state = DueState::unknown;
  DueReason reason = DueReason::none;
  std::optional<std::size_t> done_row{};
  std::optional<Period> done{};   ///< When the step was done.
  std::optional<bool> on_time{};  ///< Whether it was done within its days; nothing where that is not known.
};

}  // namespace kring::supervision
