// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/cycle/words.hpp"

namespace kring::cycle {

/// Kind of unit (eenheid), from the whole down. A unit lies below a unit of its own kind or of one that
/// stands before it.
enum class UnitKind : std::uint8_t { sector, institution, college, team, programme };
/// The words of a kind of unit.
template <>
inline constexpr std::array<std::string_view, 5> words_of<UnitKind> = {"sector", "institution", "college", "team",
                                                                       "programme"};

/// Standing (status van het dossier): what the records of a board are. An account (verantwoording) is what a board
/// stands for as complete; a reconstruction (reconstructie) was coded by others from public documents. Only an account
/// can be scored against a board.
enum class Standing : std::uint8_t { account, reconstruction };
/// The words of a standing.
template <>
inline constexpr std::array<std::string_view, 2> words_of<Standing> = {"account", "reconstruction"};

/// Unit (eenheid): the sector, an institution (instelling), a college, a team or a programme (opleiding).
struct Unit {
  std::string unit{};  ///< Identifier.
  UnitKind kind = UnitKind::institution;
  std::string parent{};  ///< The unit it belongs to; empty at the top, and may name a whole without a row.
  std::string name{};
  std::optional<std::int64_t> students{};  ///< Number of students; nothing where it is not known.
  std::optional<Standing> standing{};      ///< Nothing: that of the unit above it, at the top that of the dossier.
};

}  // namespace kring::cycle
