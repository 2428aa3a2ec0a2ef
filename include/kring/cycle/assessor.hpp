// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/core/period.hpp"
#include "kring/cycle/words.hpp"

namespace kring::cycle {

/// Role (rol) of a person or body that looked at a record.
enum class Role : std::uint8_t {
  not_stated,
  staff,
  student,
  alumnus,
  peer,
  employer,
  expert,
  municipality,
  supervisor,
  ministry,
  other
};
/// The words of a role.
template <>
inline constexpr std::array<std::string_view, 11> words_of<Role> = {
    "", "staff", "student", "alumnus", "peer", "employer", "expert", "municipality", "supervisor", "ministry", "other"};

/// True for those inside the institution: staff and students.
[[nodiscard]] constexpr bool is_internal(Role role) noexcept { return role == Role::staff || role == Role::student; }

/// Part (aandeel) an assessor had: judging (oordelend), consulted (geraadpleegd), consenting (instemmend), or author of
/// the record, who judges his own.
enum class Part : std::uint8_t { not_stated, judging, consulted, consenting, author };
/// The words of a part.
template <>
inline constexpr std::array<std::string_view, 5> words_of<Part> = {"", "judging", "consulted", "consenting", "author"};

/// True for a part that carries the judgement; an author does.
[[nodiscard]] constexpr bool is_judging(Part part) noexcept { return part == Part::judging || part == Part::author; }

/// When something last was: on a date, never ("none"), or not stated.
struct LastTime {
  Answer happened = Answer::unknown;  ///< No: never. Yes: on the date. Unknown: not stated.
  std::optional<Period> date{};       ///< Nothing where it happened at an unknown time.
};

/// Assessor (beoordelaar): who looked at a record, and how independent that was.
struct Assessor {
  std::string record{};
  std::string assessor{};
  Role role = Role::not_stated;
  std::string organisation{};  ///< The employer; those of one employer err alike.
  Part part = Part::not_stated;
  std::int64_t count = 1;        ///< How many people the row stands for.
  LastTime last_tie{};           ///< Last tie with the institution that is judged.
  LastTime reviewed_by_party{};  ///< When the institution that is judged last reviewed the assessor's own.
  Answer shared_governance = Answer::unknown;  ///< Whether both have a board or a supervisory board in common.
  Answer declaration = Answer::unknown;        ///< Whether a declaration of independence is there.
};

}  // namespace kring::cycle
