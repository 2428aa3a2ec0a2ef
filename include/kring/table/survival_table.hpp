// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/cycle/chains.hpp"
#include "kring/cycle/drawn_on.hpp"
#include "kring/cycle/survival.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/cycle_table.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

/// How chains are put together before their survival is counted: all as one, one group a unit of a kind (with
/// everything below it), or one group a calendar year in which they begin.
enum class SurvivalBy : std::uint8_t { all, unit, year };

namespace detail {

// The unit of a kind that a unit is or lies below, or nowhere.
[[nodiscard]] inline std::int32_t unit_of_kind(const Dossier& dossier, std::int32_t unit, cycle::UnitKind kind) {
  while (unit >= 0 && dossier.units()[static_cast<std::size_t>(unit)].kind != kind) unit = dossier.tree().parent(unit);
  return unit;
}

// The records that begin chains, by the group they fall in; those that fall in none are left out: undated ones where
// years are asked for, those of no unit of the kind.
[[nodiscard]] inline std::map<std::string, std::vector<std::size_t>> grouped(const Dossier& dossier, Phase from,
                                                                             SurvivalBy by, cycle::UnitKind kind) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (const std::size_t row : rows_in(dossier, from)) {
    std::string group;
    if (by == SurvivalBy::unit) group = unit_name(dossier, unit_of_kind(dossier, dossier.unit_of(row), kind));
    const auto& date = dossier.records().date[row];
    if (by == SurvivalBy::year && date) group = day_text(date->first()).substr(0, 4);
    if (by == SurvivalBy::all || !group.empty()) groups[group].push_back(row);
  }
  return groups;
}

}  // namespace detail

/// The survival of chains, one row a group and step, groups by name.
[[nodiscard]] inline Table survival_table(const cycle::Dossier& dossier, const cycle::Chains& chains, cycle::Phase from,
                                          std::optional<Day> on, SurvivalBy by,
                                          cycle::UnitKind kind = cycle::UnitKind::institution) {
  const auto waits = cycle::waiting(dossier, chains, on);
  std::vector<std::pair<std::string, cycle::SurvivalStep>> rows;
  for (const auto& [group, starts] : detail::grouped(dossier, from, by, kind)) {
    for (const auto& step : cycle::survival(chains, waits, from, starts)) rows.emplace_back(group, step);
  }
  const auto count = [](std::size_t number) { return std::optional(static_cast<std::int64_t>(number)); };
  detail::Frame frame("survival", rows.size());
  if (by != SurvivalBy::all) {
    frame.text(by == SurvivalBy::unit ? "unit" : "year", [&](std::size_t i) { return rows[i].first; });
  }
  frame.text("step", [&](std::size_t i) { return std::string(cycle::word(rows[i].second.step)); })
      .integer("at_risk", [&](std::size_t i) { return count(rows[i].second.at_risk); })
      .integer("reached", [&](std::size_t i) { return count(rows[i].second.reached); })
      .integer("not_yet_due", [&](std::size_t i) { return count(rows[i].second.not_yet_due); })
      .number("survival", [&](std::size_t i) { return rows[i].second.survival; });
  return frame.finish();
}

/// For every unit above programmes: how much of it feeds the judgement of the whole.
[[nodiscard]] inline Table drawn_on_table(const cycle::Dossier& dossier) {
  std::vector<std::vector<std::size_t>> records(dossier.units().size());
  for (std::size_t row = 0; row < dossier.records().size(); ++row) {
    records[static_cast<std::size_t>(dossier.unit_of(row))].push_back(row);
  }
  std::vector<std::int32_t> units;
  std::vector<cycle::DrawnOn> found;
  for (std::size_t i = 0; i < dossier.units().size(); ++i) {
    const cycle::UnitKind kind = dossier.units()[i].kind;
    if (kind == cycle::UnitKind::programme || kind == cycle::UnitKind::sector) continue;
    units.push_back(static_cast<std::int32_t>(i));
    found.push_back(cycle::drawn_on(dossier, units.back(), records[i]));
  }
  detail::Frame frame("drawn_on", units.size());
  frame.text("unit", [&](std::size_t i) { return detail::unit_name(dossier, units[i]); })
      .integer("count", [&](std::size_t i) { return std::optional(found[i].count); })
      .integer("of", [&](std::size_t i) { return std::optional(found[i].of); })
      .number("share",
              [&](std::size_t i) {
                return found[i].of == 0
                           ? std::nullopt
                           : std::optional(static_cast<double>(found[i].count) / static_cast<double>(found[i].of));
              })
      .text("counted", [&](std::size_t i) { return std::string(found[i].in_students ? "students" : "programmes"); });
  return frame.finish();
}

}  // namespace kring::table
