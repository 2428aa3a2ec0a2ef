// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kring/cycle/chains.hpp"
#include "kring/cycle/drawn_on.hpp"
#include "kring/cycle/feedback.hpp"
#include "kring/cycle/impact.hpp"
#include "kring/cycle/judgement_chain.hpp"
#include "kring/cycle/loops.hpp"
#include "kring/cycle/norm_test.hpp"
#include "kring/cycle/step_counts.hpp"
#include "kring/cycle/survival.hpp"
#include "kring/cycle/ties.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

namespace detail {

using cycle::Dossier;
using cycle::Phase;

[[nodiscard]] inline std::vector<std::size_t> rows_in(const Dossier& dossier, Phase phase) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < dossier.records().size(); ++row) {
    if (dossier.records().phase[row] == phase) rows.push_back(row);
  }
  return rows;
}

[[nodiscard]] inline std::string unit_name(const Dossier& dossier, std::int32_t unit) {
  return unit < 0 ? std::string() : dossier.units()[static_cast<std::size_t>(unit)].unit;
}

[[nodiscard]] inline std::string word_or_nothing(const std::optional<Phase>& phase) {
  return phase ? std::string(cycle::word(*phase)) : std::string();
}

[[nodiscard]] inline std::string id_or_nothing(const Dossier& dossier, const std::optional<std::size_t>& record) {
  return record ? dossier.records().id(*record) : std::string();
}

inline void add_head(Frame& frame, const Dossier& dossier, const std::vector<std::size_t>& rows) {
  const cycle::Records& r = dossier.records();
  frame.text("record", [&](std::size_t i) { return r.id(rows[i]); })
      .text("unit", [&](std::size_t i) { return r.unit[rows[i]]; })
      .text("aspect", [&](std::size_t i) { return r.aspect[rows[i]]; })
      .text("indicator", [&](std::size_t i) { return r.indicator[rows[i]]; })
      .period("date", [&](std::size_t i) { return r.date[rows[i]]; })
      .text("title", [&](std::size_t i) { return r.title[rows[i]]; });
}

// The steps that a phase can have or lack, each as a column.
inline void add_steps(Frame& frame, const Dossier& dossier, const cycle::Ties& ties,
                      const std::vector<std::size_t>& rows, Phase phase, std::optional<Day> on) {
  const std::string prefix = std::string(cycle::word(phase)) + "_";
  for (std::size_t s = 0; s < cycle::words_of<cycle::Step>.size(); ++s) {
    const auto step = static_cast<cycle::Step>(s);
    const std::string name(cycle::word(step));
    if (!name.starts_with(prefix)) continue;
    frame.flag(name.substr(prefix.size()),
               [&](std::size_t i) { return cycle::has_step(dossier, ties, rows[i], step, on); });
  }
}

inline void add_norms(Frame& frame, const Dossier& dossier, const std::vector<std::size_t>& rows,
                      std::optional<Day> on) {
  const cycle::Records& r = dossier.records();
  std::vector<cycle::NormTest> tests;
  for (const std::size_t row : rows) tests.push_back(cycle::test_norm(dossier, row, on));
  frame.text("norm_level", [&](std::size_t i) { return std::string(cycle::word(r.norm_level[rows[i]])); })
      .number("target", [&](std::size_t i) { return r.target[rows[i]]; })
      .text("state", [&](std::size_t i) { return std::string(cycle::word(tests[i].state)); })
      .flag("set_before", [&](std::size_t i) { return tests[i].set_before; })
      .text("measurement", [&](std::size_t i) { return id_or_nothing(dossier, tests[i].measurement); })
      .number("value", [&](std::size_t i) {
        return tests[i].measurement ? r.value[*tests[i].measurement] : std::optional<double>();
      });
}

}  // namespace detail

/// The records of one phase, each with what it has and lacks, and how far the story goes from it in each reading.
[[nodiscard]] inline Table phase_table(const cycle::Dossier& dossier, const cycle::ChainReadings& chains,
                                       const cycle::Ties& ties, cycle::Phase phase, std::optional<Day> on = {}) {
  const auto rows = detail::rows_in(dossier, phase);
  const cycle::Records& r = dossier.records();
  detail::Frame frame(std::string(cycle::word(phase)), rows.size());
  detail::add_head(frame, dossier, rows);
  frame.text("by", [&](std::size_t i) { return std::string(cycle::word(r.by[rows[i]])); });
  if (phase == cycle::Phase::norm) detail::add_norms(frame, dossier, rows, on);
  if (phase == cycle::Phase::judgement) frame.text("verdict", [&](std::size_t i) { return r.verdict[rows[i]]; });
  if (phase == cycle::Phase::action) {
    frame.flag("under_goal", [&](std::size_t i) { return ties.under_goal(rows[i]); });
  }
  detail::add_steps(frame, dossier, ties, rows, phase, on);
  if (phase == cycle::Phase::feedback) return frame.finish();
  const auto reach = [&](const cycle::Chains& read) {
    return [&rows, &read](std::size_t i) { return std::string(cycle::word(read.furthest(rows[i]))); };
  };
  frame.text("reaches", reach(chains.strict))
      .text("reaches_lenient", reach(chains.lenient))
      .text("reaches_by_links", reach(chains.by_links));
  return frame.finish();
}

/// The chains through every judgement, or every record of another phase.
[[nodiscard]] inline Table chain_table(const cycle::Dossier& dossier, const cycle::ChainReadings& chains,
                                       cycle::Phase phase) {
  const auto rows = detail::rows_in(dossier, phase);
  const cycle::Records& r = dossier.records();
  std::vector<cycle::JudgementChain> all;
  for (const std::size_t row : rows) all.push_back(cycle::chain_through(dossier, chains, row));
  detail::Frame frame("chains", rows.size());
  detail::add_head(frame, dossier, rows);
  frame.text("by", [&](std::size_t i) { return std::string(cycle::word(r.by[rows[i]])); })
      .flag("complete", [&](std::size_t i) { return all[i].complete; })
      .flag("complete_lenient", [&](std::size_t i) { return all[i].complete_lenient; })
      .flag("complete_by_links", [&](std::size_t i) { return all[i].complete_by_links; })
      .text("missing_before", [&](std::size_t i) { return detail::word_or_nothing(all[i].missing_before); })
      .text("missing_after", [&](std::size_t i) { return detail::word_or_nothing(all[i].missing_after); })
      .text("flaws", [&](std::size_t i) { return cycle::text(all[i].flaws); })
      .text("path", [&](std::size_t i) {
        std::string path;
        for (const std::size_t row : all[i].path) path += (path.empty() ? "" : " > ") + r.id(row);
        return path;
      });
  return frame.finish();
}

/// How many records have each step, of how many; over a unit and all below it, or over the whole dossier.
[[nodiscard]] inline Table step_table(const cycle::Dossier& dossier, const cycle::Ties& ties,
                                      std::optional<std::int32_t> unit = {}, std::optional<Day> on = {}) {
  const auto counts = cycle::count_steps(dossier, ties, unit, on);
  detail::Frame frame("steps", counts.size());
  frame.text("step", [&](std::size_t i) { return std::string(cycle::word(counts[i].step)); })
      .integer("count", [&](std::size_t i) { return std::optional(static_cast<std::int64_t>(counts[i].count)); })
      .integer("of", [&](std::size_t i) { return std::optional(static_cast<std::int64_t>(counts[i].of)); })
      .number("share", [&](std::size_t i) {
        return counts[i].of == 0
                   ? std::nullopt
                   : std::optional(static_cast<double>(counts[i].count) / static_cast<double>(counts[i].of));
      });
  return frame.finish();
}

/// The feedback matrix of a unit and all below it, or of the whole dossier.
[[nodiscard]] inline Table feedback_table(const cycle::Dossier& dossier, std::optional<std::int32_t> unit = {}) {
  const auto cells = cycle::feedback_matrix(dossier, cycle::who_was_heard(dossier), unit);
  const auto count = [](std::size_t number) { return std::optional(static_cast<std::int64_t>(number)); };
  detail::Frame frame("feedback", cells.size());
  frame.text("phase", [&](std::size_t i) { return std::string(cycle::word(cells[i].phase)); })
      .text("role",
            [&](std::size_t i) {
              return cells[i].role == cycle::Role::not_stated ? std::string("not_stated")
                                                              : std::string(cycle::word(cells[i].role));
            })
      .flag("internal",
            [&](std::size_t i) {
              return cells[i].role == cycle::Role::not_stated ? cycle::Answer::unknown
                                                              : cycle::answer(cycle::is_internal(cells[i].role));
            })
      .integer("consulted", [&](std::size_t i) { return count(cells[i].consulted); })
      .integer("judging", [&](std::size_t i) { return count(cells[i].judging); })
      .integer("records", [&](std::size_t i) { return count(cells[i].records); });
  return frame.finish();
}

/// The loops of a dossier, one row an effect.
[[nodiscard]] inline Table loop_table(const cycle::Dossier& dossier, const cycle::Chains& by_links) {
  const auto all = cycle::loops(dossier, by_links);
  const auto days = [](const std::optional<std::int32_t>& number) {
    return number ? std::optional(std::int64_t{*number}) : std::nullopt;
  };
  detail::Frame frame("loops", all.size());
  frame.text("effect", [&](std::size_t i) { return dossier.records().id(all[i].effect); })
      .text("closes_at", [&](std::size_t i) { return detail::unit_name(dossier, all[i].unit); })
      .text("kind",
            [&](std::size_t i) {
              const std::int32_t unit = all[i].unit;
              return unit < 0 ? std::string()
                              : std::string(cycle::word(dossier.units()[static_cast<std::size_t>(unit)].kind));
            })
      .text("began_with", [&](std::size_t i) { return std::string(cycle::word(all[i].began)); })
      .text("ambition", [&](std::size_t i) { return detail::id_or_nothing(dossier, all[i].ambition); })
      .text("next_ambition", [&](std::size_t i) { return detail::id_or_nothing(dossier, all[i].next_ambition); })
      .integer("shortest_turn", [&](std::size_t i) { return days(all[i].shortest_turn); })
      .integer("longest_turn", [&](std::size_t i) { return days(all[i].longest_turn); });
  return frame.finish();
}

/// What rests on a record, or what it rests on.
[[nodiscard]] inline Table impact_table(const cycle::Dossier& dossier, const std::vector<cycle::Impact>& found) {
  const cycle::Records& r = dossier.records();
  detail::Frame frame("impact", found.size());
  frame.text("record", [&](std::size_t i) { return r.id(found[i].record); })
      .text("unit", [&](std::size_t i) { return r.unit[found[i].record]; })
      .text("phase", [&](std::size_t i) { return std::string(cycle::word(r.phase[found[i].record])); })
      .text("title", [&](std::size_t i) { return r.title[found[i].record]; })
      .integer("links_away", [&](std::size_t i) { return std::optional(static_cast<std::int64_t>(found[i].steps)); })
      .text("by_link", [&](std::size_t i) { return std::string(cycle::word(dossier.links().kind[found[i].link])); })
      .text("basis", [&](std::size_t i) { return std::string(cycle::word(dossier.links().basis[found[i].link])); });
  return frame.finish();
}

}  // namespace kring::table
