// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kring/cycle/publication.hpp"
#include "kring/cycle/unit.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/dossier_columns.hpp"
#include "kring/table/texts.hpp"
#include "kring/table/units_table.hpp"

namespace kring::table {

/// Reads the table `events` of a dossier on its own: unit and kind in every row, and date, days, verdict and term where
/// they are known. Other columns are left alone.
/// @throws InvalidTable with every fault at once.
[[nodiscard]] inline std::vector<cycle::Event> read_events(const Table& table) {
  Faults faults("events");
  const detail::DossierColumns c(table, faults);
  const auto unit = c.names("unit");
  const auto kind = c.names("kind");
  const auto date = c.periods("date");
  const auto days = c.numbers("days");
  const auto verdict = c.labels("verdict");
  const auto term = c.labels("term");
  faults.raise();
  std::vector<cycle::Event> events;
  for (std::size_t row = 0; row < c.size(); ++row) {
    events.push_back({unit[row], kind[row], date[row], days[row], verdict[row], term[row]});
  }
  return events;
}

/// Reads which units there are and of which kind, from the table `units`. Other columns are left alone.
/// @throws InvalidTable with every fault at once.
[[nodiscard]] inline std::vector<cycle::Unit> read_unit_kinds(const Table& table) {
  Faults faults("units");
  const detail::DossierColumns c(table, faults);
  const auto unit = c.names("unit");
  const auto kind = c.words<cycle::UnitKind>("kind", true);
  if (faults.empty()) detail::refuse_repeated_units(texts(table, "unit", faults), faults);
  faults.raise();
  std::vector<cycle::Unit> units;
  for (std::size_t row = 0; row < c.size(); ++row) units.push_back({unit[row], kind[row], {}, unit[row], {}, {}});
  return units;
}

}  // namespace kring::table
