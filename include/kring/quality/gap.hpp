// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/quality/quality.hpp"

namespace kring::quality {

/// Property of quality assurance: ambition A, visibility V, traceability T, reliability R.
enum class Property : std::uint8_t { ambition, visibility, traceability, reliability };

/// What kind of thing a gap lacks.
enum class GapKind : std::uint8_t {
  step,                   ///< A step of the cycle of an aspect.
  own_norm,               ///< An own norm above the legal minimum for an aspect.
  whole,                  ///< A judgement of the whole against a norm set before.
  drawn_on,               ///< Programme judgements that do not feed the judgement of the whole.
  publication,            ///< An item made public about the whole.
  programme_publication,  ///< An item made public about programmes.
  chain,                  ///< A complete chain through a judgement.
  expert,                 ///< An independent expert who judges.
  stakeholders            ///< Stakeholders heard and judging.
};

}  // namespace kring::quality

namespace kring::cycle {

/// The words of a property.
template <>
inline constexpr std::array<std::string_view, 4> words_of<quality::Property> = {"ambition", "visibility",
                                                                                "traceability", "reliability"};
/// The words of a kind of gap.
template <>
inline constexpr std::array<std::string_view, 9> words_of<quality::GapKind> = {
    "step", "own_norm", "whole", "drawn_on", "publication", "programme_publication", "chain", "expert", "stakeholders"};

}  // namespace kring::cycle

namespace kring::quality {

/// Gap (lacune): something that is not there, and what its being there would gain with everything else as it is.
struct Gap {
  Property property = Property::ambition;
  GapKind kind = GapKind::step;
  std::string name{};  ///< Aspect, item or record; empty for what concerns the whole unit.
  std::optional<CycleStep> step{};
  std::optional<std::size_t> record{};   ///< The record that comes furthest, or the judgement without a chain.
  Checks missing{};                      ///< What that record lacks.
  std::size_t programmes = 0;            ///< Programmes concerned.
  double gain = 0;                       ///< In the property.
  std::optional<double> quality_gain{};  ///< In Q, where there is one.

  /// Its name for what_if: "step:safety:improvement", "publication:follow_up", "expert".
  [[nodiscard]] std::string id() const {
    std::string text(cycle::word(kind));
    if (!name.empty()) text += ":" + name;
    if (step) text += ":" + std::string(cycle::word(*step));
    return text;
  }
};

}  // namespace kring::quality
