// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>

#include "kring/core/language.hpp"
#include "kring/results/indicator.hpp"
#include "kring/supervision/package.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

/// A package, one row an activity. Columns: activity (its id), name (in a language), of (board or programme), floor,
/// every ("P1Y", once or event), times (in a cycle), number (of boards or programmes each time), days_each, days,
/// reason (why days are not known), status, source.
[[nodiscard]] inline Table package_table(const supervision::Packages& packages, const supervision::Package& package,
                                         Language language) {
  using Kind = supervision::Frequency::Kind;
  const auto row = [&](std::size_t i) -> const supervision::PackageRow& { return package.rows[i]; };
  const auto activity = [&](std::size_t i) -> const supervision::Activity& {
    return packages.activities[row(i).activity];
  };
  const auto every = [&](std::size_t i) {
    const supervision::Frequency& frequency = row(i).every;
    if (frequency.kind != Kind::every) return std::string(cycle::word(frequency.kind));
    const std::int32_t months = frequency.every.months;
    return months % 12 == 0 ? "P" + std::to_string(months / 12) + "Y" : "P" + std::to_string(months) + "M";
  };
  detail::Frame frame("package", package.rows.size());
  frame.text("activity", [&](std::size_t i) { return activity(i).id; })
      .text("name", [&](std::size_t i) { return activity(i).name.in(language); })
      .text("of", [&](std::size_t i) { return std::string(cycle::word(activity(i).of)); })
      .flag("floor", [&](std::size_t i) { return activity(i).floor; })
      .text("every", every)
      .integer("times", [&](std::size_t i) { return row(i).times; })
      .integer("number", [&](std::size_t i) { return row(i).number; })
      .number("days_each", [&](std::size_t i) { return row(i).days_each; })
      .number("days", [&](std::size_t i) { return row(i).days; })
      .text("reason", [&](std::size_t i) { return std::string(cycle::word(row(i).reason)); })
      .text("status", [&](std::size_t i) { return std::string(results::name(activity(i).origin.status)); })
      .text("source", [&](std::size_t i) { return activity(i).origin.source; });
  return frame.finish();
}

}  // namespace kring::table
