// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kring::framework {

/// How a number is compared with a bound.
enum class Bound : std::uint8_t { at_least, at_most, exactly };

/// What a condition asks; docs/framework-format.md says when each holds.
enum class Asks : std::uint8_t {
  count,        ///< at_least, at_most or exactly `number` of `of` stand at or above `level`.
  all,          ///< One of `of` is applicable, and every one that is stands at or above `level`.
  any,          ///< One of `of` stands at or above `level`.
  none_below,   ///< None of `of` stands below `level`.
  is,           ///< Each input of `choices` stands at one of its levels.
  unknown,      ///< at_least, at_most or exactly `number` of `of` are unknown.
  compensated,  ///< Those of `of` below `level` are at most as many as those at or above `by`.
  limited,      ///< One of `of` is below `level`, at most `at_most` are, and `choices` hold: a breach of little weight.
  negation,     ///< Its one part does not hold.
  either,       ///< One of its parts holds.
  both          ///< Every one of its parts holds.
};

/// An input and the levels it may stand at.
struct Choice {
  std::string input{};
  std::vector<std::string> levels{};
  bool operator==(const Choice&) const = default;
};

/// Condition (voorwaarde) of a rule: one of a closed set, so that each can be said as a sentence and checked by a
/// machine. The fields that a kind does not name are left empty.
struct Condition {
  Asks asks = Asks::all;
  std::vector<std::string> of{};
  std::string group{};  ///< The name of the group that `of` was given by, for sentences.
  Bound bound = Bound::at_least;
  int number = 0;
  std::string level{};
  std::string by{};
  std::string floor{};  ///< compensated: none may stand below it; empty for no floor.
  std::optional<int> at_most{};
  std::vector<Choice> choices{};
  std::vector<Condition> parts{};
  std::string where{};  ///< Where it was written, for messages.

  bool operator==(const Condition&) const = default;
};

}  // namespace kring::framework
