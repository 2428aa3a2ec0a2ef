// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/supervision/advice.hpp"
#include "kring/supervision/contributions.hpp"
#include "kring/supervision/counterfactual.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

namespace detail {

// Q of a board, or nothing.
[[nodiscard]] inline std::optional<double> board_quality(const supervision::Profile& profile,
                                                         const supervision::Advice& advice) {
  const auto& v = advice.criteria.values;
  return known(supervision::quality_of(profile, {v[0], v[1], v[2], v[3]}));
}

}  // namespace detail

/// One row a board: unit, band, quality, escalation, reduction, state, reason.
[[nodiscard]] inline Table advice_table(const supervision::Profile& profile,
                                        const std::vector<supervision::Advice>& all) {
  using supervision::Advice;
  detail::Frame frame("advice", all.size());
  const auto decision = [&](std::size_t i) -> const supervision::Decision& { return all[i].decision; };
  frame.text("unit", [&](std::size_t i) { return all[i].unit; })
      .integer("band", [&](std::size_t i) { return std::optional<std::int64_t>(decision(i).band); })
      .number("quality", [&](std::size_t i) { return detail::board_quality(profile, all[i]); })
      .integer("escalation", [&](std::size_t i) { return std::optional<std::int64_t>(decision(i).escalation); })
      .integer("reduction", [&](std::size_t i) { return std::optional<std::int64_t>(decision(i).reduction); })
      .text("state", [&](std::size_t i) { return std::string(cycle::word(all[i].state)); })
      .text("reason", [&](std::size_t i) { return all[i].reason; });
  return frame.finish();
}

/// One row a board with every criterion as it was used, those that were not given taken from others.
[[nodiscard]] inline Table criteria_table(const supervision::Profile& profile,
                                          const std::vector<supervision::Advice>& all) {
  std::vector<supervision::Measured> measured;
  for (const auto& one : all) measured.push_back(supervision::measured(profile, one.criteria));
  detail::Frame frame("criteria", all.size());
  frame.text("unit", [&](std::size_t i) { return all[i].unit; });
  for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
    const auto criterion = static_cast<supervision::Criterion>(c);
    const std::string name(cycle::word(criterion));
    const auto value = [&](std::size_t i) { return detail::known(supervision::value_of(measured[i][c])); };
    if (supervision::is_flag(criterion)) {
      frame.flag(name, [&](std::size_t i) {
        const auto found = value(i);
        return found ? std::optional(*found >= 1.0) : std::nullopt;
      });
    } else if (supervision::is_share(criterion)) {
      // As given where it was given: only comparisons look at whole ten-thousandths.
      frame.number(name, [&](std::size_t i) {
        const auto& given = all[i].criteria;
        if (criterion == supervision::Criterion::quality) return detail::board_quality(profile, all[i]);
        return given.has(criterion) ? detail::known(given[criterion]) : value(i);
      });
    } else {
      frame.integer(name, [&](std::size_t i) {
        const auto found = value(i);
        return found ? std::optional<std::int64_t>(std::llround(*found)) : std::nullopt;
      });
    }
  }
  return frame.finish();
}

/// Every condition of every gate for one board: gate, kind, band, holds (all its conditions do), criterion, asked
/// (at_least or below), limit, value, margin (how far the value is past the limit, negative where it is short), en, nl.
[[nodiscard]] inline Table gate_table(const supervision::Profile& profile, const supervision::Advice& advice) {
  struct Row {
    const supervision::Gate* gate;
    const supervision::Condition* condition;
    bool escalates;
    bool holds;
  };
  const auto values = supervision::measured(profile, advice.criteria);
  std::vector<Row> rows;
  for (const bool escalates : {true, false}) {
    for (const auto& gate : escalates ? profile.escalations : profile.reductions) {
      const bool holds = supervision::holds(values, gate, escalates);
      for (const auto& condition : gate.when) rows.push_back({&gate, &condition, escalates, holds});
    }
  }
  const auto value = [&](const Row& row) { return values[static_cast<std::size_t>(row.condition->criterion)]; };
  detail::Frame frame("gates", rows.size());
  frame.text("gate", [&](std::size_t i) { return rows[i].gate->id; })
      .text("kind", [&](std::size_t i) { return std::string(rows[i].escalates ? "escalation" : "reduction"); })
      .integer("band", [&](std::size_t i) { return std::optional<std::int64_t>(rows[i].gate->band); })
      .flag("holds", [&](std::size_t i) { return rows[i].holds; })
      .text("criterion", [&](std::size_t i) { return std::string(cycle::word(rows[i].condition->criterion)); })
      .text("asked", [&](std::size_t i) { return std::string(rows[i].condition->at_least ? "at_least" : "below"); })
      .number("limit", [&](std::size_t i) { return std::optional(supervision::value_of(rows[i].condition->limit)); })
      .number("value", [&](std::size_t i) { return detail::known(supervision::value_of(value(rows[i]))); })
      .number("margin",
              [&](std::size_t i) -> std::optional<double> {
                const auto found = value(rows[i]);
                if (found == supervision::not_known) return {};
                const auto past = found - rows[i].condition->limit;
                return supervision::value_of(rows[i].condition->at_least ? past : -past);
              })
      .text("en", [&](std::size_t i) { return rows[i].gate->text_en; })
      .text("nl", [&](std::size_t i) { return rows[i].gate->text_nl; });
  return frame.finish();
}

/// One row a board: unit, then for each criterion that some board has what it contributes to the difference of its band
/// with that of the reference, and the band of the reference.
[[nodiscard]] inline Table contribution_table(const std::vector<supervision::Advice>& all,
                                              const std::vector<supervision::Contributions>& found) {
  detail::Frame frame("contributions", all.size());
  frame.text("unit", [&](std::size_t i) { return all[i].unit; });
  for (std::size_t c = 0; c < supervision::criteria_count; ++c) {
    const auto criterion = static_cast<supervision::Criterion>(c);
    const auto of = [&](std::size_t i) -> std::optional<double> {
      for (std::size_t k = 0; k < found[i].criteria.size(); ++k) {
        if (found[i].criteria[k] == criterion) return found[i].values[k];
      }
      return {};
    };
    const auto has = [&](const supervision::Advice& one) { return one.criteria.has(criterion); };
    if (criterion != supervision::Criterion::quality && std::ranges::any_of(all, has)) {
      frame.number(std::string(cycle::word(criterion)), of);
    }
  }
  frame.number("reference_band", [&](std::size_t i) { return std::optional(found[i].reference); });
  return frame.finish();
}

/// One row a change: option (numbered from 1, the cheapest first), band, criterion, from, to, change, cost (of the
/// change), option_cost (of all changes of the option).
[[nodiscard]] inline Table counterfactual_table(const std::vector<supervision::Counterfactual>& all) {
  std::vector<std::pair<std::size_t, std::size_t>> rows;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = 0; k < all[i].changes.size(); ++k) rows.emplace_back(i, k);
  }
  const auto option = [&](std::size_t i) -> const supervision::Counterfactual& { return all[rows[i].first]; };
  const auto change = [&](std::size_t i) -> const supervision::Change& { return option(i).changes[rows[i].second]; };
  detail::Frame frame("counterfactual", rows.size());
  frame.integer("option", [&](std::size_t i) { return std::optional(static_cast<std::int64_t>(rows[i].first) + 1); })
      .integer("band", [&](std::size_t i) { return std::optional<std::int64_t>(option(i).band); })
      .text("criterion", [&](std::size_t i) { return std::string(cycle::word(change(i).criterion)); })
      .number("from", [&](std::size_t i) { return detail::known(change(i).from); })
      .number("to", [&](std::size_t i) { return std::optional(change(i).to); })
      .number("change", [&](std::size_t i) { return detail::known(change(i).to - change(i).from); })
      .number("cost", [&](std::size_t i) { return std::optional(change(i).cost); })
      .number("option_cost", [&](std::size_t i) { return std::optional(option(i).cost); });
  return frame.finish();
}

}  // namespace kring::table
