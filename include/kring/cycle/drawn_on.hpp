// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "kring/cycle/dossier.hpp"
#include "kring/cycle/programmes.hpp"

namespace kring::cycle {

/// How much of a whole feeds the judgement of the whole, in students where their number is known for every programme,
/// else in programmes.
struct DrawnOn {
  std::int64_t count = 0;                  ///< Students, or programmes, whose judgement is drawn on.
  std::int64_t of = 0;                     ///< All of them; 0 where the unit has no programmes.
  bool in_students = false;                ///< Whether students are counted.
  std::vector<std::int32_t> programmes{};  ///< The programmes drawn on.
};

/// The share of programmes whose own judgement feeds an own evaluation or judgement of the unit as a whole, directly or
/// through others that are drawn on. The first recommendation of the theme report: bring what is known of programmes
/// together in a judgement of the whole.
/// A programme is no whole of programmes.
/// @param relies Called with a link: whether it may be relied on.
template <class Relies>
[[nodiscard]] DrawnOn drawn_on(const Dossier& dossier, std::int32_t unit,
                               const std::vector<std::size_t>& records_of_unit, Relies relies) {
  const Records& records = dossier.records();
  if (dossier.units()[static_cast<std::size_t>(unit)].kind == UnitKind::programme) return {};
  const WeightedProgrammes all = weighted_programmes(dossier, unit);
  const auto& programmes = all.units;
  std::vector<bool> fed(programmes.size(), false);
  std::vector<std::size_t> stack;
  for (const std::size_t row : records_of_unit) {
    const bool whole = records.phase[row] == Phase::evaluation || records.phase[row] == Phase::judgement;
    if (whole && is_own(records.by[row])) stack.push_back(row);
  }
  std::unordered_set<std::size_t> seen;
  while (!stack.empty()) {
    const std::size_t row = stack.back();
    stack.pop_back();
    dossier.graph().each_before(row, [&](std::size_t below, std::size_t link) {
      const LinkKind kind = dossier.links().kind[link];
      if ((kind != LinkKind::draws_on && kind != LinkKind::concludes) || !relies(link)) return;
      if (!seen.insert(below).second) return;
      stack.push_back(below);
      if (records.phase[below] != Phase::judgement || !is_own(records.by[below])) return;
      for (std::size_t i = 0; i < programmes.size(); ++i) {
        if (dossier.tree().within(dossier.unit_of(below), programmes[i])) fed[i] = true;
      }
    });
  }
  DrawnOn result;
  result.in_students = all.in_students;
  for (std::size_t i = 0; i < programmes.size(); ++i) {
    const std::int64_t weight = all.weights[i];
    result.of += weight;
    if (!fed[i]) continue;
    result.count += weight;
    result.programmes.push_back(programmes[i]);
  }
  return result;
}

/// The same by links alone.
[[nodiscard]] inline DrawnOn drawn_on(const Dossier& dossier, std::int32_t unit,
                                      const std::vector<std::size_t>& records_of_unit) {
  return drawn_on(dossier, unit, records_of_unit, [](std::size_t) { return true; });
}

}  // namespace kring::cycle
