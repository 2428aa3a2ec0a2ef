// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/core/period.hpp"
#include "kring/cycle/phase.hpp"

namespace kring::cycle {

/// Whose record it is (van wie): the institution's own, or that of another. Not stated counts as its own. What the
/// supervisor or the ministry finds is no part of an institution's own assurance.
enum class Author : std::uint8_t { not_stated, own, supervisor, panel, committee, peers, ministry, other };
/// The words of an author.
template <>
inline constexpr std::array<std::string_view, 8> words_of<Author> = {"",          "own",   "supervisor", "panel",
                                                                     "committee", "peers", "ministry",   "other"};

/// True for what belongs to an institution's own assurance.
[[nodiscard]] constexpr bool is_own(Author by) noexcept { return by != Author::supervisor && by != Author::ministry; }

/// Level of a norm: set by law, agreed or observed in the sector, or set by the institution itself.
enum class NormLevel : std::uint8_t { not_stated, legal, sector, own };
/// The words of a level of a norm.
template <>
inline constexpr std::array<std::string_view, 4> words_of<NormLevel> = {"", "legal", "sector", "own"};

/// Direction (richting): which side of a target is good. Not stated: a benchmark without better side.
enum class Direction : std::uint8_t { not_stated, higher, lower, equal };
/// The words of a direction.
template <>
inline constexpr std::array<std::string_view, 4> words_of<Direction> = {"", "higher", "lower", "equal"};

/// Why a measurement has no number: withheld, missing, known as a range, or told in words.
enum class ValueState : std::uint8_t { known, suppressed, missing, range, words };
/// The words of a state of a value.
template <>
inline constexpr std::array<std::string_view, 5> words_of<ValueState> = {"", "suppressed", "missing", "range", "words"};

/// How far an action is. Recommended and conditional: nobody undertook it yet.
enum class Progress : std::uint8_t { not_stated, planned, continuing, done, recommended, conditional };
/// The words of progress.
template <>
inline constexpr std::array<std::string_view, 6> words_of<Progress> = {"",     "planned",     "continuing",
                                                                       "done", "recommended", "conditional"};

/// Record (vastlegging): one statement in the quality cycle, dated and traceable to its source. Fields that do not
/// belong to its phase stay empty.
struct Record {
  std::string record{};  ///< Identifier.
  std::string unit{};    ///< The unit it is about.
  Phase phase = Phase::ambition;
  std::string aspect{};          ///< The aspect of quality: results, safety, examination, ...
  std::optional<Period> date{};  ///< When it was set, measured, concluded or done.
  std::string title{};
  std::string owner{};  ///< Who answers for it.
  std::string source{};
  Answer retrievable = Answer::unknown;  ///< Whether a reader can get hold of it.
  Author by = Author::not_stated;
  std::string indicator{};         ///< Ties norms, measurements and effects of the same figure.
  Answer sound = Answer::unknown;  ///< No: contradicted. Unknown: nobody checked.
  std::optional<double>
      soundness{};  ///< Probability that it is sound, from a sample or an audit; nothing: not audited.
  Confidence confidence = Confidence::not_stated;
  Progress status = Progress::not_stated;  ///< Of an action.
  std::optional<Period> end_date{};        ///< When an action ends.
  NormLevel norm_level = NormLevel::not_stated;
  std::optional<double> target{};
  Direction direction = Direction::not_stated;
  Answer strict = Answer::unknown;      ///< Of a norm: yes where the target itself does not meet.
  std::optional<Period> target_date{};  ///< Of a norm: when it is to be reached.
  std::string planned_measurement{};    ///< Of a norm: how it will be measured.
  std::optional<double> value{};        ///< Of a measurement or effect.
  std::string value_unit{};
  ValueState value_state = ValueState::known;
  std::string verdict{};  ///< Of a judgement: a level, or several joined by '|' where it is known as a set.
};

}  // namespace kring::cycle
