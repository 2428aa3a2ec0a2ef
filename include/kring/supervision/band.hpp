// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "kring/supervision/criterion.hpp"
#include "kring/supervision/profile.hpp"

namespace kring::supervision {

/// Criteria in steps, every one of them resolved.
using Measured = std::array<Steps, criteria_count>;

/// What is known of a board, in steps. Criteria that were not given are taken from others: the pessimistic value of R
/// and the upper value of E are R and E themselves, Q is MinBlend of the four, and whether E is secure is a matter of
/// its upper value alone. The others stay unknown.
[[nodiscard]] inline Measured measured(const Profile& profile, const Criteria& given) noexcept {
  Measured all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = steps(given.values[i]);
  const auto at = [&](Criterion one) -> Steps& { return all[static_cast<std::size_t>(one)]; };
  if (!given.has(Criterion::reliability_low)) at(Criterion::reliability_low) = at(Criterion::reliability);
  if (!given.has(Criterion::risk_upper)) at(Criterion::risk_upper) = at(Criterion::risk);
  if (!given.has(Criterion::risk_secure)) {
    const Steps upper = at(Criterion::risk_upper);
    at(Criterion::risk_secure) = upper == not_known ? not_known : (upper < profile.risk_limit ? full : 0);
  }
  at(Criterion::quality) =
      steps(quality_of(profile, {given.values[0], given.values[1], given.values[2], given.values[3]}));
  return all;
}

/// The limit of a condition once it is drawn away from the board by a margin: that of a reason for less is harder to
/// meet, that of a reason for more is easier. Limits stay in [0, 1]; counts, and yes or no, have no margin.
[[nodiscard]] constexpr Steps limit_of(const Condition& condition, bool escalates, Steps margin) noexcept {
  if (!is_share(condition.criterion) || margin == 0) return condition.limit;
  const bool up = condition.at_least != escalates;
  return std::clamp(condition.limit + (up ? margin : -margin), condition.at_least ? 0 : 1, full);
}

/// True when a board meets a condition; nothing that is unknown meets any.
[[nodiscard]] constexpr bool meets(const Measured& values, const Condition& condition, bool escalates = false,
                                   Steps margin = 0) noexcept {
  const Steps value = values[static_cast<std::size_t>(condition.criterion)];
  if (value == not_known) return false;
  const Steps limit = limit_of(condition, escalates, margin);
  return condition.at_least ? value >= limit : value < limit;
}

/// True when a board meets all conditions of a gate.
[[nodiscard]] inline bool holds(const Measured& values, const Gate& gate, bool escalates, Steps margin = 0) noexcept {
  return std::ranges::all_of(gate.when, [&](const Condition& one) { return meets(values, one, escalates, margin); });
}

/// The band (toezichtniveau) of a board and how it came about.
struct Decision {
  std::int32_t band = 0;        ///< The larger of the two that follow, or what hysteresis holds it at.
  std::int32_t escalation = 0;  ///< The highest band a reason for more asks; 0 where there is none.
  std::int32_t reduction = 0;   ///< The lowest band a reason for less allows; the basis where there is none.
  bool held = false;            ///< True when only the hysteresis keeps the band where it is.
};

/// The band of a board with all limits drawn away from it by a margin: max(escalation, reduction).
[[nodiscard]] inline Decision decide_with_margin(const Profile& profile, const Measured& values,
                                                 Steps margin) noexcept {
  Decision decision{profile.basis, 0, profile.basis};
  for (const Gate& gate : profile.escalations) {
    if (gate.band > decision.escalation && holds(values, gate, true, margin)) decision.escalation = gate.band;
  }
  for (const Gate& gate : profile.reductions) {
    if (gate.band < decision.reduction && holds(values, gate, false, margin)) decision.reduction = gate.band;
  }
  decision.band = std::max(decision.escalation, decision.reduction);
  return decision;
}

/// The band of a board. One that had a band before comes to a lower one only as far as it is past the limits by the
/// hysteresis of the profile; it never comes higher than without.
[[nodiscard]] inline Decision decide(const Profile& profile, const Measured& values,
                                     std::optional<std::int32_t> previous = {}) noexcept {
  Decision decision = decide_with_margin(profile, values, 0);
  if (!previous || decision.band >= *previous) return decision;
  const std::int32_t drawn = decide_with_margin(profile, values, profile.hysteresis).band;
  const std::int32_t band = std::max(decision.band, std::min(*previous, drawn));
  decision.held = band != decision.band;
  decision.band = band;
  return decision;
}

}  // namespace kring::supervision
