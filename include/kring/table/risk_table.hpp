// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/school_year.hpp"
#include "kring/risk/risk.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

namespace detail {

[[nodiscard]] inline std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "|") + word;
  return text;
}

[[nodiscard]] inline std::int64_t open_breaches(const risk::Sector& sector, const risk::Risks& risks,
                                                std::size_t board) {
  std::int64_t count = 0;
  for (const risk::Breach& breach : risks.breaches) count += sector.board_of(breach.unit) == board ? 1 : 0;
  return count;
}

}  // namespace detail

/// The risk of boards, one row a board; a board that was not examined has no numbers, which is not zero.
[[nodiscard]] inline Table risk_table(const risk::Sector& sector, const risk::Risks& risks) {
  using Number = std::optional<double>;
  using Integer = std::optional<std::int64_t>;
  const auto& boards = risks.boards;
  const bool judged = risks.compliance.empty() || risks.compliance.front() != risk::Compliance::unknown;
  detail::Frame frame("risk", boards.size());
  frame.text("unit", [&](std::size_t i) { return sector.boards()[i].unit; })
      .number("risk", [&](std::size_t i) -> Number { return boards[i].risk; })
      .number("risk_upper", [&](std::size_t i) -> Number { return boards[i].risk_upper; })
      .number("worst", [&](std::size_t i) -> Number { return boards[i].worst; })
      .text("worst_programme", [&](std::size_t i) { return boards[i].worst_programme; })
      .flag("open_breach", [&](std::size_t i) { return risks.open_breach[i]; })
      .text("compliance", [&](std::size_t i) { return std::string(cycle::word(risks.compliance[i])); })
      .integer("breaches",
               [&](std::size_t i) -> Integer {
                 return judged ? Integer(detail::open_breaches(sector, risks, i)) : std::nullopt;
               })
      .text("professionalism", [&](std::size_t i) { return std::string(cycle::word(risks.professionalism[i])); })
      .text("finance", [&](std::size_t i) { return std::string(cycle::word(risks.finance[i].state)); })
      .text("finance_signals", [&](std::size_t i) { return detail::joined(risks.finance[i].signals); })
      .integer("programmes", [&](std::size_t i) -> Integer { return boards[i].programmes; })
      .integer("with_statement", [&](std::size_t i) -> Integer { return boards[i].with_statement; })
      .integer("without_data", [&](std::size_t i) -> Integer { return boards[i].without_data; })
      .text("basis",
            [&](std::size_t i) {
              const risk::Board& board = sector.boards()[i];
              if (sector.programmes()[board.programmes.front()].whole) return std::string("whole");
              for (const std::size_t programme : board.programmes) {
                if (!sector.programmes()[programme].students) return std::string("programmes");
              }
              return std::string("students");
            })
      .text("state", [&](std::size_t i) { return std::string(cycle::word(boards[i].state)); })
      .text("reason", [&](std::size_t i) { return std::string(cycle::word(boards[i].reason)); });
  return frame.finish();
}

/// The risk of programmes, one row a programme: its probability, that of each aspect, and what is said of it.
/// @param cut A probability at or above it counts as insufficient in lists.
[[nodiscard]] inline Table programme_risk_table(const risk::Sector& sector, const risk::Risks& risks, double cut) {
  using Number = std::optional<double>;
  const auto& all = risks.programmes;
  const auto& programmes = sector.programmes();
  detail::Frame frame("programmes", all.size());
  frame.text("unit", [&](std::size_t i) { return programmes[i].unit; })
      .text("board", [&](std::size_t i) { return sector.boards()[programmes[i].board].unit; })
      .integer("students", [&](std::size_t i) { return programmes[i].students; });
  std::set<std::string> names;
  for (const risk::ProgrammeRisk& one : all) {
    for (const risk::AspectRisk& aspect : one.aspects) names.insert(aspect.aspect);
  }
  for (const std::string& name : names) {
    frame.number("probability_" + name, [&](std::size_t i) -> Number {
      for (const risk::AspectRisk& aspect : all[i].aspects) {
        if (aspect.aspect == name) return aspect.probability;
      }
      return std::nullopt;
    });
  }
  frame.number("probability", [&](std::size_t i) -> Number { return all[i].probability; })
      .flag("insufficient",
            [&](std::size_t i) {
              return all[i].probability ? cycle::answer(*all[i].probability >= cut) : cycle::Answer::unknown;
            })
      .flag("flagged",
            [&](std::size_t i) {
              const bool looked_at = all[i].reason != risk::ProgrammeReason::no_results;
              return looked_at ? cycle::answer(all[i].flagged) : cycle::Answer::unknown;
            })
      .text("state", [&](std::size_t i) { return std::string(cycle::word(all[i].state)); })
      .text("reason", [&](std::size_t i) { return std::string(cycle::word(all[i].reason)); });
  return frame.finish();
}

/// What each indicator shows, one row a unit, indicator and level: the pooled counts and what follows from them.
[[nodiscard]] inline Table indicator_risk_table(const risk::Risks& risks, const risk::Profile& profile) {
  using Integer = std::optional<std::int64_t>;
  using Number = std::optional<double>;
  const results::Observations& rows = risks.pooled.rows;
  const risk::IndicatorRisks& found = risks.indicators;
  const results::Comparison& c = found.comparison;
  detail::Frame frame("indicators", rows.size());
  const auto counts = [&](std::size_t i, const std::vector<double>& column) -> Number {
    return rows.counted[i] != 0 ? Number(column[i]) : std::nullopt;
  };
  frame.text("unit", [&](std::size_t i) { return rows.unit[i]; })
      .text("indicator", [&](std::size_t i) { return rows.indicator[i]; })
      .text("group", [&](std::size_t i) { return rows.group[i]; })
      .text("level", [&](std::size_t i) { return rows.level[i]; })
      .text("aspect", [&](std::size_t i) { return risk::place_of(profile, rows.indicator[i]).aspect; })
      .text("school_year", [&](std::size_t i) { return SchoolYear(rows.school_year[i]).text(); })
      .integer("years", [&](std::size_t i) -> Integer { return risks.pooled.years[i]; })
      .number("numerator", [&](std::size_t i) { return counts(i, risks.pooled.numerator); })
      .number("denominator", [&](std::size_t i) { return counts(i, risks.pooled.denominator); })
      .number("share", [&](std::size_t i) { return detail::known(c.share[i]); })
      .number("target", [&](std::size_t i) { return detail::known(c.target[i]); })
      .number("adjusted_z_score", [&](std::size_t i) { return detail::known(c.adjusted_z_score[i]); })
      .number("shrunken_share", [&](std::size_t i) { return detail::known(c.shrunken_share[i]); })
      .number("cut", [&](std::size_t i) { return detail::known(found.cut[i]); })
      .number("prior", [&](std::size_t i) { return detail::known(found.prior[i]); })
      .number("probability", [&](std::size_t i) { return detail::known(found.probability[i]); })
      .number("evidence", [&](std::size_t i) { return detail::known(found.evidence[i]); })
      .text("state", [&](std::size_t i) { return std::string(results::text(c.state[i])); })
      .text("reason", [&](std::size_t i) { return std::string(results::text(c.reason[i])); });
  return frame.finish();
}

/// The breaches in force, one row each.
[[nodiscard]] inline Table breach_table(const risk::Sector& sector, const risk::Risks& risks) {
  const auto& all = risks.breaches;
  detail::Frame frame("breaches", all.size());
  frame.text("unit", [&](std::size_t i) { return all[i].unit; })
      .text("board", [&](std::size_t i) { return sector.boards()[*sector.board_of(all[i].unit)].unit; })
      .text("kind", [&](std::size_t i) { return all[i].kind; })
      .period("date", [&](std::size_t i) { return std::optional(all[i].date); })
      .text("deadline", [&](std::size_t i) { return all[i].deadline ? day_text(*all[i].deadline) : std::string(); })
      .text("standing", [&](std::size_t i) { return std::string(cycle::word(all[i].standing)); });
  return frame.finish();
}

}  // namespace kring::table
