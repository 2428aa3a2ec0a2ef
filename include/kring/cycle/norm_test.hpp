// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "kring/core/period.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/cycle/reading.hpp"

namespace kring::cycle {

/// What became of a norm. Not yet due: not measured, and its target date has not passed; neither met nor broken.
enum class NormState : std::uint8_t { met, not_met, not_known, not_measured, not_yet_due };
/// The words of a state of a norm.
template <>
inline constexpr std::array<std::string_view, 5> words_of<NormState> = {"met", "not_met", "not_known", "not_measured",
                                                                        "not_yet_due"};

/// A norm held against its measurements. A baseline is no test of its norm.
struct NormTest {
  NormState state = NormState::not_measured;
  Answer set_before = Answer::unknown;       ///< Whether the norm was set before a measurement it is compared with.
  std::optional<std::size_t> measurement{};  ///< The one that decides.
};

/// True when a value meets a target; the target itself meets unless the norm is strict. Nothing where the norm has no
/// target or no better side. Values are compared as they are, without rounding.
[[nodiscard]] inline std::optional<bool> meets(const Records& records, std::size_t norm, double value) {
  if (!records.target[norm]) return {};
  const double target = *records.target[norm];
  const bool strict = records.strict[norm] == Answer::yes;
  switch (records.direction[norm]) {
    case Direction::higher:
      return strict ? value > target : value >= target;
    case Direction::lower:
      return strict ? value < target : value <= target;
    case Direction::equal:
      return value == target;
    default:
      return {};
  }
}

/// True when a period has not passed on a day: its last day is that day or a later one.
[[nodiscard]] inline bool is_ahead(const std::optional<Period>& period, std::optional<Day> on) noexcept {
  return period && on && *on <= period->last();
}

namespace detail {

// What a measurement says of a norm.
[[nodiscard]] inline NormState said_by(const Records& records, std::size_t norm, std::size_t measurement) {
  const auto& value = records.value[measurement];
  const auto met = value ? meets(records, norm, *value) : std::nullopt;
  return met ? (*met ? NormState::met : NormState::not_met) : NormState::not_known;
}

// True when the first measurement is to decide rather than the second: the later, by last and then by first day, an
// undated one being the earliest; of equals the worse, not met before not known before met; then the identifier.
[[nodiscard]] inline bool decides(const Records& records, std::size_t norm, std::size_t one, std::size_t other) {
  const auto rank = [&](std::size_t row) {
    const auto& date = records.date[row];
    const auto state = said_by(records, norm, row);
    const int worse = state == NormState::not_met ? 2 : (state == NormState::not_known ? 1 : 0);
    return std::tuple(date.has_value(), date ? date->last() : 0, date ? date->first() : 0, worse);
  };
  const auto a = rank(one);
  const auto b = rank(other);
  return a != b ? a > b : records.id(one) < records.id(other);
}

}  // namespace detail

/// Holds a norm against the measurements it is measured by. Of several the latest decides, of those of one period the
/// worst.
/// @param on The day on which is asked; without it nothing is ahead.
[[nodiscard]] inline NormTest test_norm(const Dossier& dossier, std::size_t norm, std::optional<Day> on) {
  const Records& records = dossier.records();
  NormTest test;
  bool unknown = false;
  bool before = false;
  dossier.graph().each_after(norm, [&](std::size_t next, std::size_t link) {
    if (dossier.links().kind[link] != LinkKind::measured_by) return;
    const Answer set = set_before(records.date[norm], records.date[next]);
    before = before || set == Answer::yes;
    unknown = unknown || set == Answer::unknown;
    if (!test.measurement || detail::decides(records, norm, next, *test.measurement)) test.measurement = next;
  });
  if (!test.measurement) {
    test.state = is_ahead(records.target_date[norm], on) ? NormState::not_yet_due : NormState::not_measured;
    return test;
  }
  test.set_before = before ? Answer::yes : (unknown ? Answer::unknown : Answer::no);
  test.state = detail::said_by(records, norm, *test.measurement);
  return test;
}

}  // namespace kring::cycle
