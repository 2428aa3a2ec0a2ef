// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "kring/quality/ambition.hpp"
#include "kring/quality/min_blend.hpp"
#include "kring/quality/profile.hpp"

namespace kring::quality {

/// The score of one aspect for one programme: the MinBlend of its steps that are due.
[[nodiscard]] inline std::optional<double> aspect_score(const Profile& profile,
                                                        const std::array<StepCell, cycle_steps>& steps) noexcept {
  std::array<double, cycle_steps> values{};
  std::array<double, cycle_steps> weights{};
  for (std::size_t s = 0; s < cycle_steps; ++s) {
    values[s] = steps[s].value;
    weights[s] = steps[s].due ? profile.ambition.step_weights[s] : 0.0;
  }
  return detail::blended(values, weights, profile.blend);
}

/// The scores that A is the weighted mean of; nothing where a part is about nothing.
struct AmbitionScore {
  std::optional<double> programmes{};  ///< Student-weighted mean over programmes of the weighted mean over aspects.
  std::optional<double> own_norms{};   ///< Share of aspects with an own norm above the legal minimum.
  double whole = 0;                    ///< 1 where the whole is judged against a norm set before.
  std::optional<double> drawn_on{};    ///< Share of students whose programme judgement feeds that of the whole.
  std::optional<double> score{};       ///< A.
};

/// A = sum of weight * part / sum of weight, over the parts that are about something.
[[nodiscard]] inline AmbitionScore ambition_score(const AmbitionParts& parts, const Profile& profile) {
  const auto add = [](std::optional<double> value, double weight, double& sum, double& total) {
    if (!value) return;
    sum += *value * weight;
    total += weight;
  };
  const auto ratio = [](double sum, double total) { return total > 0 ? std::optional(sum / total) : std::nullopt; };
  AmbitionScore score;
  double all = 0;
  double students = 0;
  for (std::size_t p = 0; p < parts.programmes.size(); ++p) {
    double sum = 0;
    double total = 0;
    for (std::size_t a = 0; a < parts.aspects.size(); ++a) {
      add(aspect_score(profile, parts.at(p, a)), parts.aspects[a].weight, sum, total);
    }
    add(ratio(sum, total), parts.students[p], all, students);
  }
  score.programmes = ratio(all, students);
  double own = 0;
  double aspects = 0;
  for (const auto& aspect : parts.aspects) add(aspect.own_norm ? 1.0 : 0.0, aspect.weight, own, aspects);
  score.own_norms = ratio(own, aspects);
  score.whole = parts.whole ? 1.0 : 0.0;
  score.drawn_on = ratio(static_cast<double>(parts.drawn_on.count), static_cast<double>(parts.drawn_on.of));
  double sum = 0;
  double total = 0;
  if (!parts.aspects.empty()) {
    add(score.programmes, profile.ambition.programmes, sum, total);
    add(score.own_norms, profile.ambition.own_norms, sum, total);
    add(score.whole, profile.ambition.whole, sum, total);
    add(score.drawn_on, profile.ambition.drawn_on, sum, total);
  }
  score.score = ratio(sum, total);
  return score;
}

}  // namespace kring::quality
