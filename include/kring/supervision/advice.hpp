// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kring/supervision/band.hpp"

namespace kring::supervision {

/// How far a band rests on what is known. Undetermined: Q or the risk is unknown. Not examined: there is no account of
/// the board's quality assurance. Either way there is a band: what is unknown neither raises nor lowers it.
enum class AdviceState : std::uint8_t { advised, undetermined, not_examined };

}  // namespace kring::supervision

namespace kring::cycle {

/// The words of a state of advice.
template <>
inline constexpr std::array<std::string_view, 3> words_of<supervision::AdviceState> = {"advised", "undetermined",
                                                                                       "not_examined"};

}  // namespace kring::cycle

namespace kring::supervision {

/// Advice (advies): the band of supervision of one board, with what it rests on.
struct Advice {
  std::string unit{};
  Criteria criteria{};
  Decision decision{};
  std::optional<std::int32_t> previous{};  ///< The band it had before.
  AdviceState state = AdviceState::advised;
  std::string reason{};  ///< Why it is not simply advised: no_quality, no_risk, or why it was not examined.
};

/// Advises on one board.
/// @param not_examined Why its quality assurance was not examined; empty where it was. What is said of A, V, T, R and Q
/// is then left out of account, whatever it is.
[[nodiscard]] inline Advice advise(const Profile& profile, std::string unit, Criteria criteria,
                                   std::optional<std::int32_t> previous = {}, std::string not_examined = {}) {
  if (!not_examined.empty()) {
    for (const Criterion one :
         {Criterion::ambition, Criterion::visibility, Criterion::traceability, Criterion::reliability,
          Criterion::reliability_low, Criterion::independent_expert, Criterion::stakeholders}) {
      criteria.values[static_cast<std::size_t>(one)] = std::numeric_limits<double>::quiet_NaN();
    }
  }
  Advice advice{std::move(unit), criteria, {}, previous, AdviceState::advised, std::move(not_examined)};
  const Measured values = measured(profile, criteria);
  advice.decision = decide(profile, values, previous);
  const bool no_quality = values[static_cast<std::size_t>(Criterion::quality)] == not_known;
  const bool no_risk = values[static_cast<std::size_t>(Criterion::risk)] == not_known;
  if (!advice.reason.empty()) {
    advice.state = AdviceState::not_examined;
  } else if (no_quality || no_risk) {
    advice.state = AdviceState::undetermined;
    advice.reason = no_quality ? (no_risk ? "no_quality|no_risk" : "no_quality") : "no_risk";
  }
  return advice;
}

}  // namespace kring::supervision
