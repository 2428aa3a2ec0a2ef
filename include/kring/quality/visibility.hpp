// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kring/cycle/programmes.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/profile.hpp"

namespace kring::quality {

/// Number of items that are made public, and of stakeholders that must be reached.
inline constexpr std::size_t items = 3;
/// Students, alumni, peers, employers, region.
inline constexpr std::size_t audiences = 5;

/// How well one item about one unit reaches one audience, in [0, 1], and by which publication.
struct VisibilityCell {
  double value = 0.0;
  std::optional<std::size_t> publication{};  ///< The best; of equals the first row.
};

/// What the score of visibility (zichtbaarheid, V) of a unit is made of.
struct VisibilityParts {
  /// Item by item, audience by audience.
  using Cells = std::array<std::array<VisibilityCell, audiences>, items>;

  Cells whole{};                           ///< What is public about the unit itself.
  std::vector<std::int32_t> programmes{};  ///< Below it; empty where it has none.
  std::vector<double> students{};          ///< Weight of each programme.
  std::vector<Cells> cells{};              ///< What is public about each programme.
};

/// What is left of a publication after a time: 1 within the grace, after that half of it in every half-life.
/// @param age_days From the first day of its date, so that a year counts as its first of January.
[[nodiscard]] inline double freshness(const Profile& profile, std::int32_t age_days) noexcept {
  const double years = age_days / 365.25;
  const double late = std::max(0.0, years - profile.visibility.grace_years);
  return std::exp2(-late / profile.visibility.half_life_years);
}

/// How much of a publication counts: findable, and as fresh as it is. In the strict reading a publication that is not
/// dated or not said to be findable counts for nothing; one that is still to come never counts.
[[nodiscard]] inline double weight_of(const Evidence& evidence, const Profile& profile, cycle::Reading reading,
                                      std::size_t publication) noexcept {
  const cycle::Publications& p = evidence.dossier.publications();
  const bool strict = reading == cycle::Reading::strict;
  if (p.findable[publication] == cycle::Answer::no) return 0.0;
  if (strict && p.findable[publication] == cycle::Answer::unknown) return 0.0;
  const auto& date = p.date[publication];
  if (!date) return strict ? 0.0 : 1.0;
  if (date->first() > evidence.on) return 0.0;
  return freshness(profile, evidence.on - date->first());
}

namespace detail {

inline void see_publication(const Evidence& evidence, const Profile& profile, cycle::Reading reading, std::size_t row,
                            VisibilityParts::Cells& cells) {
  const cycle::Publications& p = evidence.dossier.publications();
  const double weight = weight_of(evidence, profile, reading, row);
  const cycle::Audience audience = p.audience[row];
  // Nobody named: read leniently, it is there for anyone.
  const bool any = audience == cycle::Audience::general_public ||
                   (audience == cycle::Audience::not_stated && reading != cycle::Reading::strict);
  for (std::size_t a = 0; a < audiences; ++a) {
    const bool addressed =
        static_cast<std::size_t>(audience) == a + static_cast<std::size_t>(cycle::Audience::students);
    const double reach = weight * (addressed ? 1.0 : (any ? profile.visibility.public_reaches : 0.0));
    VisibilityCell& cell = cells[static_cast<std::size_t>(p.item[row])][a];
    if (reach > cell.value) cell = {reach, row};
  }
}

}  // namespace detail

/// Gathers what the score of visibility of a unit is made of. A publication about a unit between the whole and its
/// programmes, a college or a team, is one about the programmes below it.
[[nodiscard]] inline VisibilityParts visibility_parts(const Evidence& evidence, const Profile& profile,
                                                      cycle::Reading reading, std::int32_t unit) {
  const cycle::Dossier& dossier = evidence.dossier;
  VisibilityParts parts;
  if (dossier.units()[static_cast<std::size_t>(unit)].kind != cycle::UnitKind::programme) {
    cycle::WeightedProgrammes found = cycle::weighted_programmes(dossier, unit);
    parts.programmes = std::move(found.units);
    parts.students.assign(found.weights.begin(), found.weights.end());
  }
  parts.cells.resize(parts.programmes.size());
  for (const std::uint32_t record : evidence.records_within(unit)) {
    if (evidence.publications.of(record).empty() || !evidence.counts(record, reading)) continue;
    const std::int32_t about = dossier.unit_of(record);
    for (const std::uint32_t row : evidence.publications.of(record)) {
      if (about == unit) detail::see_publication(evidence, profile, reading, row, parts.whole);
      for (std::size_t i = 0; i < parts.programmes.size() && about != unit; ++i) {
        if (!dossier.tree().related(parts.programmes[i], about)) continue;
        detail::see_publication(evidence, profile, reading, row, parts.cells[i]);
      }
    }
  }
  return parts;
}

/// The score of one scope: sum over items and audiences of weight * reach, both weights summing to 1.
[[nodiscard]] inline double scope_score(const Profile& profile, const VisibilityParts::Cells& cells) noexcept {
  double sum = 0;
  double total = 0;
  for (std::size_t item = 0; item < items; ++item) {
    for (std::size_t a = 0; a < audiences; ++a) {
      const double weight = profile.visibility.items[item] * profile.visibility.audiences[a];
      sum += weight * cells[item][a].value;
      total += weight;
    }
  }
  return sum / total;
}

/// The scores that V is the weighted mean of.
struct VisibilityScore {
  double whole = 0;                    ///< What is public about the unit itself.
  std::optional<double> programmes{};  ///< Student-weighted mean over programmes; nothing without programmes.
  double score = 0;                    ///< V.
};

/// V = (weight of the whole * whole + weight of programmes * programmes) / sum of the weights.
[[nodiscard]] inline VisibilityScore visibility_score(const VisibilityParts& parts, const Profile& profile) noexcept {
  VisibilityScore score;
  score.whole = scope_score(profile, parts.whole);
  double sum = 0;
  double total = 0;
  for (std::size_t i = 0; i < parts.programmes.size(); ++i) {
    sum += parts.students[i] * scope_score(profile, parts.cells[i]);
    total += parts.students[i];
  }
  if (total > 0) score.programmes = sum / total;
  const double w = profile.visibility.institution;
  const double v = score.programmes ? profile.visibility.programmes : 0.0;
  score.score = w + v > 0 ? (w * score.whole + v * score.programmes.value_or(0.0)) / (w + v) : score.whole;
  return score;
}

}  // namespace kring::quality
