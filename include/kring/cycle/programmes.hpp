// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// The programmes (opleidingen) below a unit that stand below no other programme, so that nobody is counted twice; the
/// unit itself where it is a programme.
[[nodiscard]] inline std::vector<std::int32_t> programmes_of(const Dossier& dossier, std::int32_t unit) {
  const UnitTree& tree = dossier.tree();
  std::vector<std::int32_t> programmes;
  for (std::int32_t place = tree.place(unit); place < tree.end(unit);) {
    const std::int32_t one = tree.unit_at(place);
    const bool found = dossier.units()[static_cast<std::size_t>(one)].kind == UnitKind::programme;
    if (found) programmes.push_back(one);
    place = found ? tree.end(one) : place + 1;
  }
  return programmes;
}

/// Programmes with what each weighs: its students where their number is known for every one of them and is not 0 for
/// all, else 1.
struct WeightedProgrammes {
  std::vector<std::int32_t> units{};
  std::vector<std::int64_t> weights{};
  bool in_students = false;
};

/// The programmes of a unit, each with its weight.
[[nodiscard]] inline WeightedProgrammes weighted_programmes(const Dossier& dossier, std::int32_t unit) {
  WeightedProgrammes found{programmes_of(dossier, unit)};
  std::int64_t sum = 0;
  bool known = true;
  for (const std::int32_t programme : found.units) {
    const auto& students = dossier.units()[static_cast<std::size_t>(programme)].students;
    known = known && students.has_value();
    found.weights.push_back(students.value_or(0));
    sum += found.weights.back();
  }
  found.in_students = known && sum > 0;
  if (!found.in_students) found.weights.assign(found.units.size(), 1);
  return found;
}

}  // namespace kring::cycle
