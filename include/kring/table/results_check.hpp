// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/results_table.hpp"

namespace kring::table {

namespace detail {

inline void check_values(const Table& table, Faults& faults) {
  (void)numbers(table, "value", faults);
  if (!table.contains("standard_error")) return;
  refuse_values(
      numbers(table, "standard_error", faults), "standard_error", "negative", "0 or more",
      [](double value) { return value >= 0.0; }, faults);
}

inline void check_events(const Table& table, Faults& faults) {
  refuse_negative(integers(table, "events", faults), "events", faults);
  refuse_values(
      numbers(table, "exposure", faults), "exposure", "0 or negative", "more than 0",
      [](double value) { return value > 0.0; }, faults);
}

}  // namespace detail

/// Checks the table `results` in each of its forms: every row has a unit, an indicator and a school year, no key stands
/// twice, and the figures are counts (numerator, denominator), values (value and where known standard_error) or events
/// with their exposure. Every fault goes to faults. Comparing needs counts; see read_observations().
/// @param groups Columns that group.
inline void check_results(const Table& table, std::span<const std::string> groups, Faults& faults) {
  const bool values = table.contains("value");
  const bool events = table.contains("events") || table.contains("exposure");
  const bool counts = table.contains("numerator") || table.contains("denominator") || !(values || events);
  if (counts) {
    (void)read_observations(table, groups, faults);
  } else {
    (void)detail::read_rows(table, groups, faults);
  }
  if (values) detail::check_values(table, faults);
  if (events) detail::check_events(table, faults);
  if (table.contains("expected")) (void)numbers(table, "expected", faults);
}

}  // namespace kring::table
