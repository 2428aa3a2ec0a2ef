// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "kring/cycle/words.hpp"

namespace kring::cycle {

/// Phase (fase) of the quality cycle in which a record stands. The first seven are the steps of a chain, in order;
/// feedback (terugkoppeling) is a consultation beside it and carries no weight in a chain.
enum class Phase : std::uint8_t {
  ambition,     ///< ambitie: what one aims for
  norm,         ///< norm, streefwaarde: a threshold with indicator, direction and date
  measurement,  ///< meting: the value of an indicator at a date
  evaluation,   ///< evaluatie: weighing measurements and views
  judgement,    ///< oordeel: a level on a scale, concluded from an evaluation
  action,       ///< verbetermaatregel: what is done because of a finding
  effect,       ///< effect: whether an action worked
  feedback
};
/// The words of a phase.
template <>
inline constexpr std::array<std::string_view, 8> words_of<Phase> = {"ambition",  "norm",   "measurement", "evaluation",
                                                                    "judgement", "action", "effect",      "feedback"};

/// Number of phases that are steps of a chain.
inline constexpr std::size_t chain_steps = 7;

}  // namespace kring::cycle
