// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// Who was heard about one record.
struct Heard {
  WordSet<Role> consulted{};  ///< Consulted or consenting, on the record or in feedback on it.
  WordSet<Role> judging{};    ///< Judging; an author judges his own. Nobody judges by feedback, whatever the part.

  /// Everyone who was heard.
  [[nodiscard]] constexpr WordSet<Role> anyone() const noexcept {
    WordSet<Role> all = consulted;
    return all |= judging;
  }
};

/// Who was heard about every record: its assessors, and those of the feedback (terugkoppeling) on it. Feedback without
/// assessors counts under the role that is not stated.
[[nodiscard]] inline std::vector<Heard> who_was_heard(const Dossier& dossier) {
  const Assessors& assessors = dossier.assessors();
  const Links& links = dossier.links();
  std::vector<Heard> heard(dossier.records().size());
  for (std::size_t row = 0; row < assessors.size(); ++row) {
    const auto record = static_cast<std::size_t>(assessors.record[row]);
    const bool judges = is_judging(assessors.part[row]) && dossier.records().phase[record] != Phase::feedback;
    (judges ? heard[record].judging : heard[record].consulted).add(assessors.role[row]);
  }
  std::vector<Heard> all = heard;
  for (std::size_t row = 0; row < links.size(); ++row) {
    if (links.kind[row] != LinkKind::feedback_on) continue;
    const Heard& said = heard[static_cast<std::size_t>(links.from[row])];
    Heard& about = all[static_cast<std::size_t>(links.to[row])];
    const WordSet<Role> anyone = said.anyone();
    about.consulted |= anyone.empty() ? WordSet<Role>{Role::not_stated} : anyone;
  }
  return all;
}

/// One cell of the feedback matrix: records of a phase on which a role was heard.
struct FeedbackCell {
  Phase phase = Phase::ambition;
  Role role = Role::not_stated;
  std::size_t consulted = 0;  ///< Records on which the role was consulted.
  std::size_t judging = 0;    ///< Records on which it judges.
  std::size_t records = 0;    ///< All records of the phase.
};

/// The feedback matrix (matrix van terugkoppeling): every step of the cycle by every role, over the records of a unit
/// and all below it. Cells without anyone are there too: who never appears is what one looks for.
[[nodiscard]] inline std::vector<FeedbackCell> feedback_matrix(const Dossier& dossier, const std::vector<Heard>& heard,
                                                               std::optional<std::int32_t> unit = {}) {
  constexpr std::size_t roles = words_of<Role>.size();
  std::array<std::array<FeedbackCell, roles>, chain_steps> cells{};
  for (std::size_t row = 0; row < dossier.records().size(); ++row) {
    const Phase phase = dossier.records().phase[row];
    if (phase == Phase::feedback || (unit && !dossier.tree().within(dossier.unit_of(row), *unit))) continue;
    for (std::size_t role = 0; role < roles; ++role) {
      FeedbackCell& cell = cells[static_cast<std::size_t>(phase)][role];
      cell.records += 1;
      cell.consulted += heard[row].consulted.contains(static_cast<Role>(role)) ? 1 : 0;
      cell.judging += heard[row].judging.contains(static_cast<Role>(role)) ? 1 : 0;
    }
  }
  std::vector<FeedbackCell> all;
  for (std::size_t phase = 0; phase < chain_steps; ++phase) {
    for (std::size_t role = 0; role < roles; ++role) {
      FeedbackCell cell = cells[phase][role];
      cell.phase = static_cast<Phase>(phase);
      cell.role = static_cast<Role>(role);
      if (cell.role != Role::not_stated || cell.consulted + cell.judging > 0) all.push_back(cell);
    }
  }
  return all;
}

}  // namespace kring::cycle
