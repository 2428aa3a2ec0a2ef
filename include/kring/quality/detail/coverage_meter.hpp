// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/cycle/step_counts.hpp"
#include "kring/quality/quality.hpp"
#include "kring/quality/requirement.hpp"

namespace kring::quality::detail {

// Looks at the own records of a unit and all below it that nothing is known against, or at those of one aspect.
class CoverageMeter {
 public:
  CoverageMeter(const Evidence& evidence, const Profile& profile, const Parts& parts, std::int32_t unit,
                std::optional<std::string> aspect)
      : evidence_(evidence), profile_(profile), parts_(parts), aspect_(std::move(aspect)) {
    const cycle::Records& r = evidence.dossier.records();
    for (const std::uint32_t row : evidence.records_within(unit)) {
      if (evidence.counts(row, cycle::Reading::lenient) && (!aspect_ || r.aspect[row] == *aspect_))
        rows_.push_back(row);
    }
  }

  [[nodiscard]] Covered look(const Requirement& asked) const {
    switch (asked.measure) {
      case Measure::step:
        return over([&](std::size_t row) {
          return cycle::has_step(evidence_.dossier, evidence_.ties, row, asked.step, evidence_.on);
        });
      case Measure::measurable:
        return over([&](std::size_t row) { return of(row, cycle::Phase::norm, is_measurable(row)); });
      case Measure::owned:
        return over([&](std::size_t row) { return is_owned(row); });
      case Measure::consulted:
        return over([&](std::size_t row) { return in_phases(row, asked, was_consulted(row)); });
      case Measure::judged_with_others:
        return over([&](std::size_t row) { return of(row, cycle::Phase::judgement, others_judge(row)); });
      case Measure::heard:
        return heard(asked);
      case Measure::independent:
        return independent(asked);
      case Measure::publication:
        return publication(asked);
      case Measure::evaluated:
        return evaluated(asked);
      default:
        return from_parts(asked);
    }
  }

 private:
  [[nodiscard]] const cycle::Records& records() const { return evidence_.dossier.records(); }

  [[nodiscard]] std::optional<bool> of(std::size_t row, cycle::Phase phase, bool holds) const {
    return records().phase[row] == phase ? std::optional(holds) : std::nullopt;
  }
  [[nodiscard]] bool has_phase(std::size_t row, const Requirement& asked) const {
    return asked.phases.empty() || asked.phases.contains(records().phase[row]);
  }
  [[nodiscard]] std::optional<bool> in_phases(std::size_t row, const Requirement& asked, bool holds) const {
    return has_phase(row, asked) ? std::optional(holds) : std::nullopt;
  }

  // All, some or none of the records a question is about; unknown where it is about none.
  template <class F>
  [[nodiscard]] Covered over(F holds) const {
    Covered found;
    std::size_t asked = 0;
    for (const std::size_t row : rows_) {
      const std::optional<bool> answer = holds(row);
      asked += answer ? 1 : 0;
      if (answer && *answer) found.records.push_back(row);
    }
    if (asked == 0) return found;
    found.extent = found.records.size() == asked ? Extent::all : (found.records.empty() ? Extent::none : Extent::some);
    return found;
  }

  [[nodiscard]] bool is_measurable(std::size_t row) const {
    return records().target[row] && records().direction[row] != cycle::Direction::not_stated;
  }
  [[nodiscard]] std::optional<bool> is_owned(std::size_t row) const {
    const cycle::Phase phase = records().phase[row];
    if (phase != cycle::Phase::norm && phase != cycle::Phase::action) return {};
    return !records().owner[row].empty();
  }
  [[nodiscard]] static constexpr bool has_others(cycle::WordSet<cycle::Role> roles) {
    return !roles.without({cycle::Role::not_stated, cycle::Role::staff}).empty();
  }
  [[nodiscard]] bool was_consulted(std::size_t row) const { return has_others(evidence_.heard[row].anyone()); }
  [[nodiscard]] bool others_judge(std::size_t row) const { return has_others(evidence_.heard[row].judging); }

  [[nodiscard]] Covered heard(const Requirement& asked) const {
    Covered found{rows_.empty() ? Extent::unknown : Extent::none};
    for (const std::size_t row : rows_) {
      if (!has_phase(row, asked)) continue;
      const bool judges = evidence_.heard[row].judging.meets(asked.roles);
      if (!judges && !evidence_.heard[row].consulted.meets(asked.roles)) continue;
      found.extent = std::max(found.extent, judges ? Extent::all : Extent::some);
      found.records.push_back(row);
    }
    return found;
  }

  [[nodiscard]] Covered independent(const Requirement& asked) const {
    Covered found{rows_.empty() ? Extent::unknown : Extent::none};
    const cycle::Assessors& a = evidence_.dossier.assessors();
    std::size_t judging = 0;
    std::size_t shown = 0;
    bool unknown = false;
    for (const std::size_t row : rows_) {
      if (records().phase[row] == cycle::Phase::feedback) continue;
      const cycle::Unit& judged = judged_by(evidence_.dossier, row);
      for (const std::uint32_t who : evidence_.assessors.of(row)) {
        if (!asked.roles.contains(a.role[who]) || !cycle::is_judging(a.part[who])) continue;
        ++judging;
        const Dependences against = dependences(evidence_.dossier, profile_, who, judged, evidence_.on);
        unknown = unknown || (!against.empty() && !against.certain());
        if (!against.empty()) continue;
        ++shown;
        found.records.push_back(row);
      }
    }
    if (judging == 0) return found;
    found.extent = shown == judging ? Extent::all : Extent::some;
    // Nobody says whether they are independent: that is no independence shown, and none denied.
    if (shown == 0) found.extent = unknown ? Extent::unknown : Extent::none;
    return found;
  }

  [[nodiscard]] Covered publication(const Requirement& asked) const {
    Covered found{rows_.empty() ? Extent::unknown : Extent::none};
    const cycle::Publications& p = evidence_.dossier.publications();
    for (const std::size_t row : rows_) {
      if (!has_phase(row, asked)) continue;
      for (const std::uint32_t one : evidence_.publications.of(row)) {
        if (p.item[one] != asked.item || (asked.audience && p.audience[one] != *asked.audience)) continue;
        const bool sure = weight_of(evidence_, profile_, cycle::Reading::strict, one) > 0;
        if (!sure && p.findable[one] == cycle::Answer::no) continue;
        found.extent = std::max(found.extent, sure ? Extent::all : Extent::some);
        found.records.push_back(row);
      }
    }
    return found;
  }

  [[nodiscard]] Covered evaluated(const Requirement& asked) const {
    Covered found{rows_.empty() ? Extent::unknown : Extent::none};
    for (const std::size_t row : rows_) {
      const cycle::Phase phase = records().phase[row];
      if (phase != cycle::Phase::evaluation && phase != cycle::Phase::judgement) continue;
      const auto& date = records().date[row];
      if (asked.days && !(date && date->last() >= evidence_.on - *asked.days)) {
        found.extent = std::max(found.extent, Extent::some);
        continue;
      }
      found.extent = Extent::all;
      found.records.push_back(row);
    }
    return found;
  }

  [[nodiscard]] Covered from_parts(const Requirement& asked) const {
    switch (asked.measure) {
      case Measure::own_norms:
        return own_norms();
      case Measure::whole: {
        Covered found{Extent::none};
        const bool fed =
            parts_.ambition.drawn_on.of == 0 || parts_.ambition.drawn_on.count == parts_.ambition.drawn_on.of;
        const bool some = parts_.ambition.whole || parts_.ambition.drawn_on.count > 0;
        if (some) found.extent = parts_.ambition.whole && fed ? Extent::all : Extent::some;
        if (parts_.ambition.whole) found.records.push_back(*parts_.ambition.whole);
        return found;
      }
      case Measure::traceable:
        return over([&](std::size_t row) { return of(row, cycle::Phase::judgement, evidence_.strict.complete(row)); });
      default: {
        const ReliabilityScore score = reliability_score(parts_.reliability, profile_);
        if (!score.low) return {};
        return {*score.low >= asked.least ? Extent::all : Extent::none, {}};
      }
    }
  }

  [[nodiscard]] Covered own_norms() const {
    Covered found;
    std::size_t met = 0;
    std::size_t asked = 0;
    for (const auto& aspect : parts_.ambition.aspects) {
      if (aspect_ && aspect.name != *aspect_) continue;
      ++asked;
      met += aspect.own_norm ? 1 : 0;
    }
    if (asked == 0) return found;
    found.extent = met == asked ? Extent::all : (met == 0 ? Extent::none : Extent::some);
    for (const std::size_t row : rows_) {
      if (records().norm_level[row] == cycle::NormLevel::own) found.records.push_back(row);
    }
    return found;
  }

  const Evidence& evidence_;
  const Profile& profile_;
  const Parts& parts_;
  std::optional<std::string> aspect_;
  std::vector<std::size_t> rows_;
};

}  // namespace kring::quality::detail
