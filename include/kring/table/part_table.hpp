// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/quality/quality.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/frame.hpp"

namespace kring::table {

namespace detail {

// One part of a score, as a row.
struct PartRow {
  std::string property;
  std::string part;      // "cycle", "own_norm", "panel", ...
  std::string name{};    // Aspect, item or record.
  std::string detail{};  // Step, audience, what is missing.
  std::string unit{};    // The unit it is about.
  std::optional<double> value{};
  std::optional<double> weight{};
  std::string records{};
  std::string missing{};
};

// Lists the parts of one unit.
class PartLister {
 public:
  PartLister(const quality::Evidence& evidence, const quality::Profile& profile, const quality::Parts& parts,
             std::int32_t unit)
      : evidence_(evidence), profile_(profile), parts_(parts), records_(evidence.dossier.records()), unit_(unit) {}

  [[nodiscard]] std::vector<PartRow> list() {
    list_ambition();
    list_visibility();
    list_traceability();
    list_reliability();
    return std::move(rows_);
  }

 private:
  [[nodiscard]] std::string name_of(std::int32_t unit) const {
    return evidence_.dossier.units()[static_cast<std::size_t>(unit)].unit;
  }
  [[nodiscard]] std::string id(const std::optional<std::size_t>& record) const {
    return record ? records_.id(*record) : std::string();
  }

  void list_ambition() {
    const quality::AmbitionParts& a = parts_.ambition;
    for (std::size_t p = 0; p < a.programmes.size(); ++p) {
      for (std::size_t aspect = 0; aspect < a.aspects.size(); ++aspect) {
        for (std::size_t s = 0; s < quality::cycle_steps; ++s) {
          const quality::StepCell& cell = a.at(p, aspect)[s];
          const std::string step(cycle::word(static_cast<quality::CycleStep>(s)));
          rows_.push_back({"ambition", "step", a.aspects[aspect].name, step, name_of(a.programmes[p]),
                           cell.due ? std::optional(cell.value) : std::nullopt,
                           a.aspects[aspect].weight * a.students[p], id(cell.record),
                           cell.due ? quality::text(cell.missing) : "not_yet_due"});
        }
      }
    }
    for (const auto& aspect : a.aspects) {
      rows_.push_back(
          {"ambition", "own_norm", aspect.name, "", name_of(unit_), aspect.own_norm ? 1.0 : 0.0, aspect.weight});
    }
    const quality::AmbitionScore score = quality::ambition_score(a, profile_);
    rows_.push_back({"ambition", "whole", "", "", name_of(unit_), score.whole, profile_.ambition.whole, id(a.whole)});
    rows_.push_back({"ambition", "drawn_on", "", a.drawn_on.in_students ? "students" : "programmes", name_of(unit_),
                     score.drawn_on, profile_.ambition.drawn_on});
  }

  void list_cells(const quality::VisibilityParts::Cells& cells, std::int32_t unit, double weight) {
    const cycle::Publications& p = evidence_.dossier.publications();
    for (std::size_t item = 0; item < quality::items; ++item) {
      for (std::size_t a = 0; a < quality::audiences; ++a) {
        const quality::VisibilityCell& cell = cells[item][a];
        const auto audience = static_cast<cycle::Audience>(a + static_cast<std::size_t>(cycle::Audience::students));
        const std::string record =
            cell.publication ? records_.id(static_cast<std::size_t>(p.record[*cell.publication])) : std::string();
        rows_.push_back({"visibility", unit == unit_ ? "publication" : "programme_publication",
                         std::string(cycle::word(static_cast<cycle::Item>(item))), std::string(cycle::word(audience)),
                         name_of(unit), cell.value, weight, record});
      }
    }
  }

  void list_visibility() {
    const quality::VisibilityParts& v = parts_.visibility;
    list_cells(v.whole, unit_, profile_.visibility.institution);
    for (std::size_t p = 0; p < v.programmes.size(); ++p) list_cells(v.cells[p], v.programmes[p], v.students[p]);
  }

  void list_traceability() {
    for (const quality::TracedJudgement& one : parts_.traceability.judgements) {
      rows_.push_back({"traceability", "chain", records_.id(one.record), "",
                       name_of(evidence_.dossier.unit_of(one.record)), one.reliability, one.weight,
                       records_.id(one.record)});
    }
  }

  void list_reliability() {
    const quality::ReliabilityParts& r = parts_.reliability;
    for (const quality::JudgedByPanel& panel : r.panels) {
      rows_.push_back({"reliability", "panel", records_.id(panel.record), "",
                       name_of(evidence_.dossier.unit_of(panel.record)), panel.agreement, panel.weight,
                       records_.id(panel.record)});
    }
    for (const quality::VerifiedVerdict& one : r.verified) {
      rows_.push_back({"reliability", "verified", records_.id(one.own), "", name_of(evidence_.dossier.unit_of(one.own)),
                       1.0 - one.error, 1.0, records_.id(one.own) + "|" + records_.id(one.inspectors)});
    }
    std::string expert;
    const auto& assessors = evidence_.dossier.assessors();
    if (r.expert) expert = records_.id(static_cast<std::size_t>(assessors.record[*r.expert]));
    rows_.push_back({"reliability", "expert", "", r.expert ? assessors.assessor[*r.expert] : "", name_of(unit_),
                     r.expert ? 1.0 : 0.0, std::nullopt, expert});
    std::string missing;
    for (const cycle::Role role : r.not_heard) missing += (missing.empty() ? "" : "|") + std::string(cycle::word(role));
    const bool met = !quality::reliability_score(r, profile_).without_stakeholders;
    rows_.push_back({"reliability", "stakeholders", "", std::to_string(r.judging_roles) + " judging", name_of(unit_),
                     met ? 1.0 : 0.0, std::nullopt, "", missing});
  }

  const quality::Evidence& evidence_;
  const quality::Profile& profile_;
  const quality::Parts& parts_;
  const cycle::Records& records_;
  std::int32_t unit_;
  std::vector<PartRow> rows_;
};

}  // namespace detail

/// Every part of the scores of one unit, with its weight and the records behind it. value is empty for a step that is
/// not yet due; weight is relative to the parts of its kind.
[[nodiscard]] inline Table part_table(const quality::Evidence& evidence, const quality::Profile& profile,
                                      const quality::Parts& parts, std::int32_t unit) {
  const auto rows = detail::PartLister(evidence, profile, parts, unit).list();
  detail::Frame frame("parts", rows.size());
  frame.text("property", [&](std::size_t i) { return rows[i].property; })
      .text("part", [&](std::size_t i) { return rows[i].part; })
      .text("name", [&](std::size_t i) { return rows[i].name; })
      .text("detail", [&](std::size_t i) { return rows[i].detail; })
      .text("unit", [&](std::size_t i) { return rows[i].unit; })
      .number("value", [&](std::size_t i) { return rows[i].value; })
      .number("weight", [&](std::size_t i) { return rows[i].weight; })
      .text("records", [&](std::size_t i) { return rows[i].records; })
      .text("missing", [&](std::size_t i) { return rows[i].missing; });
  return frame.finish();
}

/// Everyone who looked at an own evaluation or judgement within a unit, and what speaks against their independence.
[[nodiscard]] inline Table assessor_table(const quality::Evidence& evidence, const quality::Profile& profile,
                                          std::int32_t unit) {
  const cycle::Dossier& dossier = evidence.dossier;
  const cycle::Assessors& a = dossier.assessors();
  std::vector<std::size_t> rows;
  for (const std::uint32_t record : evidence.records_within(unit)) {
    const cycle::Phase phase = dossier.records().phase[record];
    if (phase != cycle::Phase::evaluation && phase != cycle::Phase::judgement) continue;
    if (!evidence.counts(record, cycle::Reading::lenient)) continue;
    for (const std::uint32_t row : evidence.assessors.of(record)) rows.push_back(row);
  }
  const auto found = [&](std::size_t i) {
    const auto& board = quality::judged_by(dossier, static_cast<std::size_t>(a.record[rows[i]]));
    return quality::dependences(dossier, profile, rows[i], board, evidence.on);
  };
  detail::Frame frame("assessors", rows.size());
  frame.text("record", [&](std::size_t i) { return dossier.records().id(static_cast<std::size_t>(a.record[rows[i]])); })
      .text("assessor", [&](std::size_t i) { return a.assessor[rows[i]]; })
      .text("role", [&](std::size_t i) { return std::string(cycle::word(a.role[rows[i]])); })
      .text("organisation", [&](std::size_t i) { return a.organisation[rows[i]]; })
      .text("part", [&](std::size_t i) { return std::string(cycle::word(a.part[rows[i]])); })
      .flag("independent",
            [&](std::size_t i) {
              return found(i).certain() ? cycle::Answer::no
                     : found(i).empty() ? cycle::Answer::yes
                                        : cycle::Answer::unknown;
            })
      .text("against", [&](std::size_t i) { return quality::text(found(i)); });
  return frame.finish();
}

}  // namespace kring::table
