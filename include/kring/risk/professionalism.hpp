// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/cycle/words.hpp"
#include "kring/risk/breach.hpp"
#include "kring/risk/profile.hpp"
#include "kring/risk/sector.hpp"

namespace kring::risk {

/// Whether a board safeguards its professionalism (geborgde professionaliteit), as the inspectorate judged it; unknown
/// where it said nothing. One of the four grounds of article 4 of the law on supervision, and no breach of the legal
/// minimum by itself.
enum class Professionalism : std::uint8_t { unknown, safeguarded, not_safeguarded };

}  // namespace kring::risk

namespace kring::cycle {

/// The words of safeguarded professionalism.
template <>
inline constexpr std::array<std::string_view, 3> words_of<risk::Professionalism> = {"unknown", "safeguarded",
                                                                                    "not_safeguarded"};

}  // namespace kring::cycle

namespace kring::risk {

/// The professionalism of every board on a day, in the order of the sector. Of one kind the latest judgement that says
/// anything counts; where kinds differ, an insufficient one decides.
/// @param judgements Those on professionalism; others are left out.
/// @throws InvalidValue for a judgement of a unit that is no board, or two that contradict each other.
[[nodiscard]] inline std::vector<Professionalism> professionalism(std::span<const Judgement> judgements,
                                                                  const Sector& sector, const Profile& profile,
                                                                  Day on) {
  std::map<std::pair<std::size_t, std::string>, std::vector<Judgement>> by_kind;
  for (const Judgement& one : judgements) {
    if (!is_on_professionalism(one, profile)) continue;
    const auto board = sector.board_of(one.unit);
    if (!board || sector.boards()[*board].unit != one.unit) {
      throw InvalidValue("a judgement of kind '" + one.kind + "' of unit '" + one.unit +
                         "', which is no board of the units: expected the board, for professionalism is judged of a "
                         "board as a whole; name the board or use another kind");
    }
    if (one.date.first() <= on) by_kind[{*board, one.kind}].push_back(one);
  }
  std::vector<Professionalism> result(sector.boards().size(), Professionalism::unknown);
  for (const auto& [key, same] : by_kind) {
    const auto found = detail::in_force(same);
    if (!found) continue;
    Professionalism& board = result[key.first];
    const bool bad = found->verdict == Verdict::insufficient;
    board = std::max(board, bad ? Professionalism::not_safeguarded : Professionalism::safeguarded);
  }
  return result;
}

}  // namespace kring::risk
