// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/cycle/assessor.hpp"
#include "kring/cycle/phase.hpp"
#include "kring/cycle/publication.hpp"
#include "kring/cycle/step_counts.hpp"
#include "kring/framework/definition.hpp"

namespace kring::quality {

/// How a requirement of a coverage framework is read from a dossier.
enum class Measure : std::uint8_t {
  step,                ///< Records that have a step of the cycle.
  own_norms,           ///< Aspects with an own norm above the legal minimum.
  measurable,          ///< Norms with a target and a better side.
  owned,               ///< Norms and actions with an owner.
  heard,               ///< Roles heard: best where one judges, middle where one is consulted.
  consulted,           ///< Records of some phases on which a stakeholder other than staff was heard.
  independent,         ///< Assessors of some roles who judge, and are independent.
  publication,         ///< An item made public, findable and dated.
  whole,               ///< The whole judged against a norm set before, and drawn from its programmes.
  judged_with_others,  ///< Own judgements on which others than staff judge too.
  traceable,           ///< Own judgements on a complete chain.
  evaluated,           ///< An own evaluation or judgement, no older than so many days where these are given.
  reliable             ///< The pessimistic value of R is large enough.
};

}  // namespace kring::quality

namespace kring::cycle {

/// The words of a measure.
template <>
inline constexpr std::array<std::string_view, 13> words_of<quality::Measure> = {
    "step",        "own_norms", "measurable",         "owned",     "heard",     "consulted", "independent",
    "publication", "whole",     "judged_with_others", "traceable", "evaluated", "reliable"};

}  // namespace kring::cycle

namespace kring::quality {

/// One requirement: a standard of the framework, and what of a dossier meets it.
struct Requirement {
  std::string standard{};
  Measure measure = Measure::step;
  cycle::Step step = cycle::Step::ambition_with_norm;
  cycle::WordSet<cycle::Role> roles{};
  cycle::WordSet<cycle::Phase> phases{};  ///< Empty for every phase.
  cycle::Item item = cycle::Item::result;
  std::optional<cycle::Audience> audience{};
  std::optional<std::int32_t> days{};
  double least = 0;
};

/// Coverage (dekking): how the standards of a judgement framework are read from a dossier, from a file of its own with
/// its status. Standards it does not name cannot be seen in a dossier and stay not examined.
struct Coverage {
  std::string id{};  ///< That of the framework.
  std::string version{};
  framework::Origin origin{};
  bool per_aspect = false;  ///< Judged aspect by aspect, rather than for the unit.
  std::vector<Requirement> requirements{};
};

/// How much of what a requirement asks is there. Unknown: there is nothing it could be about.
enum class Extent : std::uint8_t { unknown, none, some, all };

/// What one requirement finds.
struct Covered {
  Extent extent = Extent::unknown;
  std::vector<std::size_t> records{};  ///< The records that meet it.
};

}  // namespace kring::quality
