// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kring/framework/detail/formula.hpp"

namespace kring::framework {

/// What can be wrong with the rules of a judgement.
enum class FlawKind : std::uint8_t {
  uncovered,       ///< An input that no rule covers.
  unreachable,     ///< A rule that no input reaches.
  not_monotone,    ///< A better input with a worse outcome.
  contradicted,    ///< Knowing more contradicts what was settled, and no rule said that it may change.
  without_effect,  ///< An input that never changes the outcome.
  empty_scores     ///< A level given though every member of a condition is not applicable.
};

/// The word for a flaw in tables.
[[nodiscard]] constexpr std::string_view text(FlawKind kind) noexcept {
  constexpr std::string_view words[] = {"uncovered",    "unreachable",    "not_monotone",
                                        "contradicted", "without_effect", "empty_scores"};
  return words[static_cast<std::size_t>(kind)];
}

/// One flaw with its smallest example. What an example shows is a level by place, `unknown` or `not applicable`.
struct Flaw {
  FlawKind kind{};
  std::size_t judgement = 0;
  double count = 0;                    ///< Inputs, or pairs of inputs, for which it occurs.
  std::size_t rule = 0;                ///< unreachable, empty_scores: place of the rule.
  std::size_t input = 0;               ///< without_effect: place among the inputs of the judgement.
  std::vector<detail::Symbol> from{};  ///< The example, one a judgement's input; the worse of a pair.
  std::vector<detail::Symbol> to{};    ///< The better, or better known, of a pair.
  std::vector<bool> matters{};         ///< False for an input that could show anything.
};

/// What was looked at for one judgement.
struct Checked {
  double inputs = 0;            ///< Combinations of levels, unknown and not applicable, all of them looked at.
  double comparable_pairs = 0;  ///< Pairs of known inputs, one at least as good as the other, with a level each.
  double violations = 0;        ///< Of those, pairs whose better input has the worse outcome.
};

/// The result of verifying a framework.
struct Verification {
  std::vector<Flaw> flaws{};       ///< By judgement, then by kind.
  std::vector<Checked> checked{};  ///< One a judgement.

  /// True when nothing is wrong.
  [[nodiscard]] bool sound() const noexcept { return flaws.empty(); }
};

}  // namespace kring::framework
