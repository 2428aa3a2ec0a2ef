// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kring/supervision/band.hpp"

namespace kring::supervision::detail {

[[nodiscard]] constexpr std::size_t at(Criterion criterion) noexcept { return static_cast<std::size_t>(criterion); }

// The criterion whose value decides: where one was not given, the one it is taken from.
[[nodiscard]] constexpr Criterion lever_of(const Criteria& board, Criterion criterion) noexcept {
  if (criterion == Criterion::reliability_low && !board.has(criterion)) return Criterion::reliability;
  if (criterion == Criterion::risk_secure && !board.has(criterion)) criterion = Criterion::risk_upper;
  if (criterion == Criterion::risk_upper && !board.has(criterion)) return Criterion::risk;
  return criterion;
}

// True for a criterion that a board can move: Q follows from others, and what was verified is neither good nor bad.
[[nodiscard]] constexpr bool is_lever(const Criteria& board, Criterion criterion) noexcept {
  return criterion != Criterion::quality && better(criterion) != Better::neither &&
         lever_of(board, criterion) == criterion;
}

// All criteria once levers stand where they are put. R is never taken below its low value, nor E above its upper one:
// raising the low value takes R along, and lowering R the low value. What a board shows otherwise is left as it is.
[[nodiscard]] inline Measured moved(const Profile& profile, const Criteria& board, const Measured& levers) {
  const Measured now = measured(profile, board);
  Measured then = levers;
  const auto pull = [&](Criterion point, Criterion bound, bool point_is_higher) {
    Steps& p = then[at(point)];
    Steps& b = then[at(bound)];
    if (!board.has(bound)) {
      b = p;
    } else if (p != not_known && b != not_known && (point_is_higher ? p < b : p > b)) {
      if (b != now[at(bound)]) {
        p = b;
      } else if (now[at(point)] != not_known && (point_is_higher ? p < now[at(point)] : p > now[at(point)])) {
        b = p;
      }
    }
  };
  pull(Criterion::reliability, Criterion::reliability_low, true);
  pull(Criterion::risk, Criterion::risk_upper, false);
  if (!board.has(Criterion::risk_secure)) {
    const Steps upper = then[at(Criterion::risk_upper)];
    then[at(Criterion::risk_secure)] = upper == not_known ? not_known : (upper < profile.risk_limit ? full : 0);
  }
  std::array<double, 4> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = then[i] == now[i] ? board.values[i] : value_of(then[i]);
  }
  then[at(Criterion::quality)] = steps(quality_of(profile, values));
  return then;
}

[[nodiscard]] inline std::int32_t band_of(const Profile& profile, const Criteria& board, const Measured& levers,
                                          Steps margin = 0) {
  return decide_with_margin(profile, moved(profile, board, levers), margin).band;
}

// The next value below a limit.
[[nodiscard]] constexpr Steps below(Criterion criterion, Steps limit) noexcept {
  return limit - (is_share(criterion) ? 1 : full);
}

}  // namespace kring::supervision::detail
