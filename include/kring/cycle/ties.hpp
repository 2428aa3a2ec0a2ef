// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// Ties (verbindingen): for every record which kinds of link leave it and which come to it, seen in one pass over the
/// links. Enough to answer what a record lacks.
class Ties {
 public:
  /// Looks at all links of a dossier.
  explicit Ties(const Dossier& dossier) : leaving_(dossier.records().size(), 0), coming_(dossier.records().size(), 0) {
    const Links& links = dossier.links();
    for (std::size_t row = 0; row < links.size(); ++row) {
      const auto from = static_cast<std::size_t>(links.from[row]);
      const auto to = static_cast<std::size_t>(links.to[row]);
      const bool from_goal = dossier.records().phase[from] == Phase::ambition && links.kind[row] == LinkKind::leads_to;
      leaving_[from] |= bit(links.kind[row]);
      coming_[to] |= from_goal ? goal_bit : bit(links.kind[row]);
    }
  }

  /// True when a link of this kind begins at a record.
  [[nodiscard]] bool leaves(std::size_t record, LinkKind kind) const noexcept {
    return (leaving_[record] & bit(kind)) != 0;
  }
  /// True when a link of this kind ends at a record. An action listed under an ambition does not count as led to: no
  /// finding stands behind it.
  [[nodiscard]] bool comes(std::size_t record, LinkKind kind) const noexcept {
    return (coming_[record] & bit(kind)) != 0;
  }
  /// True when an action is listed under an ambition.
  [[nodiscard]] bool under_goal(std::size_t action) const noexcept { return (coming_[action] & goal_bit) != 0; }

 private:
  static constexpr std::uint16_t goal_bit = 1U << 15U;

  [[nodiscard]] static constexpr std::uint16_t bit(LinkKind kind) noexcept {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind));
  }

  std::vector<std::uint16_t> leaving_;
  std::vector<std::uint16_t> coming_;
};

}  // namespace kring::cycle
