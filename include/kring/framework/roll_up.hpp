// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/judge.hpp"

namespace kring::framework {

/// How the judgements of parts, such as programmes, add up for the whole they belong to, such as a board: one place a
/// whole. The share at or above a level is an indicator of the whole, to be judged by norms of its own; it is never
/// simply the worst of the parts.
struct RollUp {
  std::vector<std::int64_t> at_or_above{};     ///< Parts judged at the level or above it.
  std::vector<std::int64_t> judged{};          ///< Parts judged at any level.
  std::vector<std::int64_t> undetermined{};    ///< Parts that could not be judged: in neither of the two above.
  std::vector<std::int64_t> not_applicable{};  ///< Parts for which there is no judgement.
};

/// Counts judgements of parts by the whole they belong to.
/// @param whole For each row the place of its whole, below wholes; -1 for a row that belongs to none.
/// @throws InvalidValue when whole has another length, or a place that is no whole.
[[nodiscard]] inline RollUp roll_up(const Judged& judged, std::size_t judgement, Level level,
                                    std::span<const std::int32_t> whole, std::size_t wholes) {
  if (whole.size() != judged.units) {
    throw InvalidValue("whole has " + std::to_string(whole.size()) + " places: expected one a row, " +
                       std::to_string(judged.units));
  }
  RollUp counts;
  for (auto* column : {&counts.at_or_above, &counts.judged, &counts.undetermined, &counts.not_applicable}) {
    column->assign(wholes, 0);
  }
  for (std::size_t row = 0; row < whole.size(); ++row) {
    if (whole[row] < 0) continue;
    const auto place = static_cast<std::size_t>(whole[row]);
    if (place >= wholes) throw InvalidValue("row " + std::to_string(row) + " belongs to a whole that is not there");
    const Outcome& outcome = judged.at(judgement, row);
    if (outcome.state == State::judged) {
      ++counts.judged[place];
      counts.at_or_above[place] += outcome.levels.worst() >= level ? 1 : 0;
    } else {
      ++(outcome.state == State::undetermined ? counts.undetermined : counts.not_applicable)[place];
    }
  }
  return counts;
}

}  // namespace kring::framework
