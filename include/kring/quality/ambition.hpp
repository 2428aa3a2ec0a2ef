// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kring/cycle/drawn_on.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/profile.hpp"
#include "kring/quality/step_cells.hpp"

namespace kring::quality {

/// What the score of ambition (ambitie, A) of a unit is made of.
struct AmbitionParts {
  /// An aspect of quality that the dossier or the profile names.
  struct Aspect {
    std::string name{};
    std::int32_t code = cycle::nowhere;  ///< Number of its name among the aspects of the records.
    double weight = 0;
    bool own_norm = false;  ///< An own norm above the legal minimum is there.
  };

  std::vector<std::int32_t> programmes{};  ///< The unit itself where it has none.
  std::vector<double> students{};          ///< Weight of each programme.
  bool in_students = false;                ///< Whether these are students; else each programme weighs the same.
  std::vector<Aspect> aspects{};           ///< In the order of their names.
  std::vector<std::array<StepCell, cycle_steps>> cells{};  ///< Programme by programme, aspect by aspect.
  std::optional<std::size_t> whole{};                      ///< The judgement of the whole against a norm set before.
  cycle::DrawnOn drawn_on{};

  /// The steps of an aspect for a programme.
  [[nodiscard]] std::array<StepCell, cycle_steps>& at(std::size_t programme, std::size_t aspect) noexcept {
    return cells[programme * aspects.size() + aspect];
  }
  /// The same, for reading.
  [[nodiscard]] const std::array<StepCell, cycle_steps>& at(std::size_t programme, std::size_t aspect) const noexcept {
    return cells[programme * aspects.size() + aspect];
  }
};

namespace detail {

using StepRow = std::array<StepCell, cycle_steps>;

// What is known of the norms of one aspect: some wait for a day to come, some are overdue.
struct Dues {
  bool waits = false;
  bool overdue = false;
};

// Gathers the parts of one unit.
class AmbitionGatherer {
 public:
  AmbitionGatherer(const Evidence& evidence, const Profile& profile, cycle::Reading reading, std::int32_t unit)
      : evidence_(evidence), profile_(profile), reading_(reading), unit_(unit), dossier_(evidence.dossier) {}

  [[nodiscard]] AmbitionParts gather() {
    name_programmes();
    name_aspects();
    fill();
    parts_.drawn_on = cycle::drawn_on(dossier_, unit_, rows(evidence_.records_of(unit_)),
                                      [this](std::size_t link) { return evidence_.relies(link, reading_); });
    find_whole();
    return std::move(parts_);
  }

 private:
  [[nodiscard]] static std::vector<std::size_t> rows(std::span<const std::uint32_t> given) {
    return {given.begin(), given.end()};
  }

  void name_programmes() {
    cycle::WeightedProgrammes found = cycle::weighted_programmes(dossier_, unit_);
    parts_.programmes = std::move(found.units);
    parts_.students.assign(found.weights.begin(), found.weights.end());
    parts_.in_students = found.in_students;
    if (!parts_.programmes.empty()) return;
    parts_.programmes.push_back(unit_);
    parts_.students.push_back(1.0);
  }

  // Legal norms hold for the units below the one they are written down for.
  void see_legal(std::size_t row) {
    const cycle::Records& r = dossier_.records();
    if (r.norm_level[row] == cycle::NormLevel::legal && r.sound[row] != cycle::Answer::no) {
      legal_.push_back(static_cast<std::uint32_t>(row));
    }
  }

  // The aspects that own records speak of, also with low confidence, and those the profile lists; by name.
  void name_aspects() {
    const auto& column = dossier_.records().aspect;
    std::map<std::string, std::int32_t> found;
    for (const std::uint32_t row : evidence_.records_within(unit_)) {
      const cycle::Phase phase = dossier_.records().phase[row];
      see_legal(row);
      if (phase != cycle::Phase::feedback && evidence_.counts(row, cycle::Reading::lenient)) {
        found.emplace(column[row], column.codes()[row]);
      }
    }
    for (auto above = dossier_.tree().parent(unit_); above != cycle::nowhere; above = dossier_.tree().parent(above)) {
      for (const std::uint32_t row : evidence_.records_of(above)) see_legal(row);
    }
    for (const auto& [name, weight] : profile_.ambition.aspects) found.emplace(name, cycle::nowhere);
    for (const auto& [name, code] : found) parts_.aspects.push_back({name, code, aspect_weight(profile_, name), false});
    parts_.cells.resize(parts_.programmes.size() * parts_.aspects.size());
  }

  [[nodiscard]] std::optional<std::size_t> aspect_of(std::size_t row) const {
    const std::int32_t code = dossier_.records().aspect.codes()[row];
    const auto found = std::ranges::find(parts_.aspects, code, &AmbitionParts::Aspect::code);
    if (found == parts_.aspects.end()) return {};
    return static_cast<std::size_t>(found - parts_.aspects.begin());
  }

  // A record counts for the programmes within its unit, and for the programme that its unit lies in.
  void fill() {
    std::vector<Dues> dues(parts_.cells.size());
    for (const std::uint32_t row : evidence_.records_within(unit_)) {
      const auto aspect = aspect_of(row);
      if (!aspect) continue;
      const bool is_norm = dossier_.records().phase[row] == cycle::Phase::norm && evidence_.counts(row, reading_);
      if (is_norm) see_norm(row, *aspect);
      const auto shown = step_shown(evidence_, profile_, reading_, row);
      if (!shown) continue;
      each_programme(row, [&](std::size_t programme) {
        const std::size_t place = programme * parts_.aspects.size() + *aspect;
        keep_better(parts_.cells[place][static_cast<std::size_t>(shown->step)], shown->cell, dossier_.records());
        if (is_norm) see_due(row, dues[place]);
      });
    }
    for (std::size_t i = 0; i < dues.size(); ++i) leave_out_what_waits(parts_.cells[i], dues[i]);
  }

  template <class F>
  void each_programme(std::size_t row, F f) const {
    for (std::size_t i = 0; i < parts_.programmes.size(); ++i) {
      if (dossier_.tree().related(parts_.programmes[i], dossier_.unit_of(row))) f(i);
    }
  }

  // Own, and stricter than a legal norm for the same indicator where there is one.
  void see_norm(std::size_t row, std::size_t aspect) {
    const cycle::Records& r = dossier_.records();
    if (r.norm_level[row] != cycle::NormLevel::own) return;
    bool above = true;
    for (const std::uint32_t other : legal_) {
      const bool same = !r.indicator[row].empty() && r.indicator.codes()[other] == r.indicator.codes()[row];
      if (!same || !r.target[other] || !r.target[row]) continue;
      const bool higher = r.direction[row] != cycle::Direction::lower;
      above = above && (higher ? *r.target[row] > *r.target[other] : *r.target[row] < *r.target[other]);
    }
    parts_.aspects[aspect].own_norm = parts_.aspects[aspect].own_norm || above;
  }

  void see_due(std::size_t norm, Dues& dues) const {
    if (evidence_.ties.leaves(norm, cycle::LinkKind::measured_by)) return;
    (cycle::is_ahead(dossier_.records().target_date[norm], evidence_.on) ? dues.waits : dues.overdue) = true;
  }

  // Where every norm that was not measured waits for a day to come, what must follow a measurement is not due either.
  static void leave_out_what_waits(StepRow& row, const Dues& dues) {
    if (!dues.waits || dues.overdue || row[static_cast<std::size_t>(CycleStep::monitoring)].value > 0.0) return;
    for (const auto step : {CycleStep::monitoring, CycleStep::evaluation, CycleStep::improvement}) {
      StepCell& cell = row[static_cast<std::size_t>(step)];
      if (cell.value == 0.0) cell.due = false;
    }
  }

  void find_whole() {
    const cycle::Records& r = dossier_.records();
    for (const std::uint32_t row : evidence_.records_of(unit_)) {
      if (r.phase[row] != cycle::Phase::judgement || !evidence_.counts(row, reading_)) continue;
      dossier_.graph().each_before(row, [&](std::size_t norm, std::size_t link) {
        if (dossier_.links().kind[link] != cycle::LinkKind::judged_against || !evidence_.relies(link, reading_)) return;
        const bool fits = evidence_.is_set_before(norm, row, reading_);
        if (fits && (!parts_.whole || r.id(row) < r.id(*parts_.whole))) parts_.whole = row;
      });
    }
  }

  const Evidence& evidence_;
  const Profile& profile_;
  cycle::Reading reading_;
  std::int32_t unit_;
  const cycle::Dossier& dossier_;
  std::vector<std::uint32_t> legal_;
  AmbitionParts parts_;
};

}  // namespace detail

/// Gathers what the score of ambition of a unit is made of. Records of a unit count for all programmes below it, so
/// that what an institution does for the whole is done for each of its programmes.
[[nodiscard]] inline AmbitionParts ambition_parts(const Evidence& evidence, const Profile& profile,
                                                  cycle::Reading reading, std::int32_t unit) {
  return detail::AmbitionGatherer(evidence, profile, reading, unit).gather();
}

}  // namespace kring::quality
