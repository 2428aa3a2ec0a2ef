// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kring/quality/explanation.hpp"
#include "kring/quality/gap.hpp"
#include "kring/quality/quality.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

namespace detail {

using quality::QualityState;
using quality::Scores;
using quality::UnitQuality;

// The scores as columns; f(row) gives the scores of a row, or null where it has none to show.
template <class F>
void add_scores(Frame& frame, F f) {
  using Number = std::optional<double>;
  const auto of = [f](auto part) {
    return [f, part](std::size_t i) {
      const Scores* scores = f(i);
      return scores == nullptr ? Number() : Number(part(*scores));
    };
  };
  frame.number("ambition", of([](const Scores& s) { return s.ambition.score; }))
      .number("visibility", of([](const Scores& s) { return s.visibility.score; }))
      .number("traceability", of([](const Scores& s) { return s.traceability.score; }))
      .number("reliability", of([](const Scores& s) { return s.reliability.point; }))
      .number("reliability_low", of([](const Scores& s) { return s.reliability.low; }))
      .number("quality", of([](const Scores& s) { return s.quality; }));
}

inline void add_unit(Frame& frame, const cycle::Dossier& dossier, const std::vector<UnitQuality>& all) {
  frame.text("unit", [&](std::size_t i) { return dossier.units()[static_cast<std::size_t>(all[i].unit)].unit; });
}

inline void add_state(Frame& frame, const std::vector<UnitQuality>& all) {
  frame.text("state", [&](std::size_t i) { return std::string(cycle::word(all[i].state)); })
      .text("reason", [&](std::size_t i) { return std::string(cycle::word(all[i].reason)); });
}

}  // namespace detail

/// The scores of units, one row a unit: unit, the four properties and Q, state, reason. A unit that was not examined
/// has no scores, which is not zero.
[[nodiscard]] inline Table quality_table(const cycle::Dossier& dossier, const std::vector<quality::UnitQuality>& all) {
  detail::Frame frame("quality", all.size());
  detail::add_unit(frame, dossier, all);
  detail::add_scores(frame, [&](std::size_t i) {
    return all[i].state == quality::QualityState::not_examined ? nullptr : &all[i].strict;
  });
  frame.number("quality_lenient", [&](std::size_t i) {
    const bool shown = all[i].state != quality::QualityState::not_examined;
    return shown ? all[i].lenient.quality : std::nullopt;
  });
  detail::add_state(frame, all);
  return frame.finish();
}

/// What supervision looks at, one row a unit: unit, the four properties and the pessimistic value of R, Q, whether an
/// independent expert judges and stakeholders were heard and judge, own verdicts that were verified, state, reason.
/// Nothing is known of a unit that was not examined.
[[nodiscard]] inline Table quality_criteria_table(const cycle::Dossier& dossier,
                                                  const std::vector<quality::UnitQuality>& all) {
  detail::Frame frame("scores", all.size());
  const auto examined = [&](std::size_t i) { return all[i].state != quality::QualityState::not_examined; };
  const auto gate = [&](bool quality::ReliabilityScore::* lacks) {
    return [&, lacks](std::size_t i) {
      return examined(i) ? std::optional(!(all[i].strict.reliability.*lacks)) : std::nullopt;
    };
  };
  detail::add_unit(frame, dossier, all);
  detail::add_scores(frame, [&](std::size_t i) { return examined(i) ? &all[i].strict : nullptr; });
  frame.flag("independent_expert", gate(&quality::ReliabilityScore::without_expert))
      .flag("stakeholders", gate(&quality::ReliabilityScore::without_stakeholders))
      .integer("verified", [&](std::size_t i) {
        return examined(i) ? std::optional(static_cast<std::int64_t>(all[i].strict.reliability.verified))
                           : std::nullopt;
      });
  detail::add_state(frame, all);
  return frame.finish();
}

/// What the records of units show, one row a unit and reading, also of those that were not examined: how far documents
/// reach, which is no score of a board.
[[nodiscard]] inline Table reach_table(const cycle::Dossier& dossier, const std::vector<quality::UnitQuality>& all) {
  detail::Frame frame("reach", all.size() * 2);
  frame.text("unit", [&](std::size_t i) { return dossier.units()[static_cast<std::size_t>(all[i / 2].unit)].unit; })
      .text("reading", [](std::size_t i) { return std::string(i % 2 == 0 ? "strict" : "lenient"); });
  const auto scores = [&](std::size_t i) -> const quality::Scores* {
    if (all[i / 2].reason == quality::QualityReason::no_records) return nullptr;
    return i % 2 == 0 ? &all[i / 2].strict : &all[i / 2].lenient;
  };
  detail::add_scores(frame, scores);
  const auto standing = [&](std::size_t i) { return std::string(cycle::word(dossier.standing(all[i / 2].unit))); };
  frame.text("standing", standing);
  return frame.finish();
}

/// The gaps of one unit, in the order of what they would gain.
[[nodiscard]] inline Table gap_table(const cycle::Dossier& dossier, const std::vector<quality::Gap>& gaps) {
  const cycle::Records& records = dossier.records();
  detail::Frame frame("gaps", gaps.size());
  frame.text("gap", [&](std::size_t i) { return gaps[i].id(); })
      .text("property", [&](std::size_t i) { return std::string(cycle::word(gaps[i].property)); })
      .text("kind", [&](std::size_t i) { return std::string(cycle::word(gaps[i].kind)); })
      .text("name", [&](std::size_t i) { return gaps[i].name; })
      .text("step",
            [&](std::size_t i) { return gaps[i].step ? std::string(cycle::word(*gaps[i].step)) : std::string(); })
      .text("record", [&](std::size_t i) { return gaps[i].record ? records.id(*gaps[i].record) : std::string(); })
      .text("missing", [&](std::size_t i) { return quality::text(gaps[i].missing); })
      .integer("programmes",
               [&](std::size_t i) { return std::optional(static_cast<std::int64_t>(gaps[i].programmes)); })
      .text("en", [&](std::size_t i) { return quality::words(gaps[i], records, Language::english); })
      .text("nl", [&](std::size_t i) { return quality::words(gaps[i], records, Language::dutch); })
      .number("gain", [&](std::size_t i) { return std::optional(gaps[i].gain); })
      .number("quality_gain", [&](std::size_t i) { return gaps[i].quality_gain; });
  return frame.finish();
}

}  // namespace kring::table
