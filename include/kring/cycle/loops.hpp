// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kring/cycle/chains.hpp"
#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// Loop (lus): an effect that was checked, the smallest unit in which its story lies, and whether it leads to a next
/// ambition.
struct Loop {
  std::size_t effect = 0;
  std::int32_t unit = nowhere;  ///< The smallest unit with the whole story; nowhere where no unit holds it all.
  Phase began = Phase::effect;  ///< The earliest step of the story.
  std::optional<std::size_t> ambition{};        ///< The ambition the story began with; of several the first dated.
  std::optional<std::size_t> next_ambition{};   ///< The ambition it renews; of several the first dated.
  std::optional<std::int32_t> shortest_turn{};  ///< Days from ambition to next ambition, at least.
  std::optional<std::int32_t> longest_turn{};   ///< Days from ambition to next ambition, at most.
};

namespace detail {

// The earlier of two records; one without a date comes last, then the identifier decides.
[[nodiscard]] inline bool comes_first(const Records& records, std::size_t one, std::size_t other) {
  const auto& a = records.date[one];
  const auto& b = records.date[other];
  if (a && b && a->first() != b->first()) return a->first() < b->first();
  if (a.has_value() != b.has_value()) return a.has_value();
  return records.id(one) < records.id(other);
}

inline void keep_first(const Records& records, std::optional<std::size_t>& kept, std::size_t row) {
  if (!kept || comes_first(records, row, *kept)) kept = row;
}

}  // namespace detail

/// The loops of a dossier, one for each effect, in the order of its rows, by links alone.
[[nodiscard]] inline std::vector<Loop> loops(const Dossier& dossier, const Chains& by_links) {
  const Records& records = dossier.records();
  std::vector<Loop> all;
  std::vector<std::size_t> seen_by(records.size(), records.size());
  for (std::size_t effect = 0; effect < records.size(); ++effect) {
    if (records.phase[effect] != Phase::effect) continue;
    Loop loop{effect, dossier.unit_of(effect)};
    std::vector<std::size_t> stack{effect};
    while (!stack.empty()) {
      const std::size_t row = stack.back();
      stack.pop_back();
      loop.began = std::min(loop.began, records.phase[row]);
      if (loop.unit != nowhere) loop.unit = dossier.tree().smallest_common(loop.unit, dossier.unit_of(row));
      if (records.phase[row] == Phase::ambition) detail::keep_first(records, loop.ambition, row);
      dossier.graph().each_before(row, [&](std::size_t before, std::size_t link) {
        if (!by_links.leads(link) || seen_by[before] == effect) return;
        seen_by[before] = effect;
        stack.push_back(before);
      });
    }
    dossier.graph().each_after(effect, [&](std::size_t next, std::size_t link) {
      if (dossier.links().kind[link] == LinkKind::renews) detail::keep_first(records, loop.next_ambition, next);
    });
    if (loop.ambition && loop.next_ambition && records.date[*loop.ambition] && records.date[*loop.next_ambition]) {
      const Period& from = *records.date[*loop.ambition];
      const Period& to = *records.date[*loop.next_ambition];
      loop.shortest_turn = to.first() - from.last();
      loop.longest_turn = to.last() - from.first();
    }
    all.push_back(loop);
  }
  return all;
}

}  // namespace kring::cycle
