// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

#include "kring/detail/nearest_name.hpp"

namespace kring::results {

/// Which side of an indicator is good: for the annual result higher, for early leaving lower.
enum class Direction { higher, lower };

/// What the values of an indicator are: a share from 0 to 1 made of counted people, a ratio that may be any number, or
/// a score on a scale that the indicator's note names.
enum class IndicatorUnit { share, ratio, score };

/// How sure a rule or definition is: official (read in a text of the body that keeps it), secondary (seen through
/// another source), proposal (nobody publishes it; ours or the user's).
enum class Status { official, secondary, proposal };

/// The word for a direction as tables write it: "higher" or "lower".
[[nodiscard]] constexpr std::string_view name(Direction direction) noexcept {
  return direction == Direction::higher ? "higher" : "lower";
}

/// The word for a unit as tables write it: "share", "ratio" or "score".
[[nodiscard]] constexpr std::string_view name(IndicatorUnit unit) noexcept {
  if (unit == IndicatorUnit::share) return "share";
  return unit == IndicatorUnit::ratio ? "ratio" : "score";
}

/// The word for a status as tables write it: "official", "secondary" or "proposal".
[[nodiscard]] constexpr std::string_view name(Status status) noexcept {
  if (status == Status::official) return "official";
  return status == Status::secondary ? "secondary" : "proposal";
}

/// Indicator (indicator): what is measured, as a fraction in words, and which side of it is good.
///
/// A definition, not a figure. It misleads when figures made by another definition carry the same name: the note says
/// what to look at before two series are put side by side. The texts are views: those of the catalogue live as long as
/// the program, those of an indicator of your own must outlive it.
struct Indicator {
  /// The name tables use in the column `indicator`, e.g. "annual_result".
  std::string_view id{};
  /// The name in English.
  std::string_view name_en{};
  /// The name in Dutch.
  std::string_view name_nl{};
  /// What is counted or summed above the line, in English.
  std::string_view numerator_en{};
  /// What is counted or summed above the line, in Dutch.
  std::string_view numerator_nl{};
  /// What it is divided by, in English.
  std::string_view denominator_en{};
  /// What it is divided by, in Dutch.
  std::string_view denominator_nl{};
  /// Which side is good.
  Direction direction = Direction::higher;
  /// What the values are.
  IndicatorUnit unit = IndicatorUnit::share;
  /// Whether the value is one number of counted people divided by another, so that intervals from counts apply.
  bool counts = true;
  /// Where the definition stands: an address or a document.
  std::string_view source{};
  /// How sure the definition is.
  Status status = Status::proposal;
  /// What a reader must know before using it, in English.
  std::string_view note_en{};
  /// The same in Dutch.
  std::string_view note_nl{};

  /// Equal when every field is.
  [[nodiscard]] friend constexpr bool operator==(const Indicator&, const Indicator&) = default;
};

/// The indicator with this id among the given definitions, such as catalog::indicators() or a list of your own.
/// @throws UnknownIdentifier for any other id; the message names the nearest one.
[[nodiscard]] inline const Indicator& find_indicator(std::span<const Indicator> indicators, std::string_view id) {
  return kring::detail::find_by_name(indicators, id, &Indicator::id, "indicator",
                                     "give a definition that says which direction is good");
}

}  // namespace kring::results
