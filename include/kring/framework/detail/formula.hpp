// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/framework/condition.hpp"
#include "kring/framework/scale.hpp"

namespace kring::framework::detail {

// What one input shows, as a number: a level, unknown or not applicable.
using Symbol = std::uint8_t;
inline constexpr Symbol unknown_symbol = most_levels;
inline constexpr Symbol not_applicable_symbol = most_levels + 1;
inline constexpr std::size_t symbols = most_levels + 2;

// What an input can show.
struct Domain {
  LevelSet levels{};
  bool may_be_not_applicable = false;
};

// An atomic condition: a sum of small whole numbers, one for each input by what it shows, compared with a bound. Every
// counting condition is one; so is compensation, where a surplus counts against a shortfall.
struct Atom {
  Bound bound = Bound::at_least;
  int number = 0;
  bool about_unknown = false;  // looks at whether an input is known, not at the level it may have
  std::vector<std::array<std::int8_t, symbols>> weights{};

  explicit Atom(std::size_t inputs, Bound how = Bound::at_least, int much = 0)
      : bound(how), number(much), weights(inputs) {}
  bool operator==(const Atom&) const = default;
};

[[nodiscard]] constexpr bool holds(Bound bound, int sum, int number) noexcept {
  if (bound == Bound::at_least) return sum >= number;
  return bound == Bound::at_most ? sum <= number : sum == number;
}

// A condition as a formula over atoms.
struct Formula {
  enum class Kind : std::uint8_t { atom, all, any, negation };
  Kind kind = Kind::all;  // all of no parts: always true
  std::size_t atom = 0;
  std::vector<Formula> parts{};
};

[[nodiscard]] inline bool holds(const Formula& formula, const std::vector<bool>& atoms) {
  if (formula.kind == Formula::Kind::atom) return atoms[formula.atom];
  if (formula.kind == Formula::Kind::negation) return !holds(formula.parts.front(), atoms);
  const bool any = formula.kind == Formula::Kind::any;
  for (const Formula& part : formula.parts) {
    if (holds(part, atoms) == any) return any;
  }
  return !any;
}

// What a rule leads to.
struct RuleOutcome {
  enum class Kind : std::uint8_t { level, undetermined, not_applicable };
  Kind kind = Kind::level;
  Level level = 0;
  bool may_change = false;
  bool operator==(const RuleOutcome&) const = default;
};

}  // namespace kring::framework::detail
