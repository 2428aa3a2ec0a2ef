// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/framework/scale.hpp"

namespace kring::framework {

/// What became of a judgement (oordeel): a level, or one of two states that are no level and are never counted as one.
enum class State : std::uint8_t { judged, undetermined, not_applicable };

/// The word for a state in tables: "judged", "undetermined", "not_applicable".
[[nodiscard]] constexpr std::string_view text(State state) noexcept {
  constexpr std::string_view words[] = {"judged", "undetermined", "not_applicable"};
  return words[static_cast<std::size_t>(state)];
}

/// Why something is not known.
enum class Reason : std::uint8_t {
  missing,            ///< No figure and no finding was given.
  too_few,            ///< The denominator is below the smallest that is assessed.
  suppressed,         ///< The figure was withheld, or stands at 0% or 100% where such shares are withheld.
  not_examined,       ///< Nobody looked at the standard.
  incomplete_window,  ///< The years of the window are not all there.
  several_levels,     ///< Known only as a set of levels, such as "sufficient|good".
  no_rule             ///< The framework has no rule for this input.
};

/// The words for reasons in tables, in the order in which several are listed.
inline constexpr std::array<std::string_view, 7> reason_words = {
    "missing", "too_few", "suppressed", "not_examined", "incomplete_window", "several_levels", "no_rule"};

/// Reasons: a set of reasons; empty for what is known.
class Reasons {
 public:
  constexpr Reasons() noexcept = default;
  /// The set of one reason.
  constexpr Reasons(Reason reason) noexcept  // NOLINT(google-explicit-constructor): a reason is a set of one
      : bits_(static_cast<std::uint8_t>(1U << static_cast<unsigned>(reason))) {}

  /// Bit k is set for the reason of place k.
  [[nodiscard]] constexpr std::uint8_t bits() const noexcept { return bits_; }
  /// The set whose bits these are.
  [[nodiscard]] static constexpr Reasons of_bits(std::uint8_t bits) noexcept {
    Reasons reasons;
    reasons.bits_ = bits;
    return reasons;
  }
  /// True when there is no reason.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// True when a reason is in the set.
  [[nodiscard]] constexpr bool contains(Reason reason) const noexcept {
    return (bits_ >> static_cast<unsigned>(reason) & 1U) != 0;
  }
  /// Adds other reasons.
  constexpr Reasons& operator|=(Reasons other) noexcept {
    bits_ |= other.bits_;
    return *this;
  }
  bool operator==(const Reasons&) const = default;

 private:
  std::uint8_t bits_ = 0;
};

/// Reasons as tables write them, joined where there are several: "missing|too_few"; empty for none.
[[nodiscard]] inline std::string text(Reasons reasons) {
  std::string joined;
  for (std::size_t i = 0; i < reason_words.size(); ++i) {
    if (!reasons.contains(static_cast<Reason>(i))) continue;
    joined += (joined.empty() ? "" : "|") + std::string(reason_words[i]);
  }
  return joined;
}

/// The reason that a word stands for, or nothing. The last two are conclusions and cannot be given as input.
[[nodiscard]] constexpr std::optional<Reason> reason_of(std::string_view word) noexcept {
  for (std::size_t i = 0; i < 5; ++i) {
    if (reason_words[i] == word) return static_cast<Reason>(i);
  }
  return {};
}

/// Finding (bevinding): what is known of one input of one unit. Four things that stay four things: a level, a set of
/// levels, unknown with its reasons, not applicable.
struct Finding {
  LevelSet levels{};    ///< The levels it could stand at; empty when unknown or not applicable.
  Reasons reasons{};    ///< Why it is unknown; empty when it is known.
  bool applies = true;  ///< False for not applicable.

  /// Known at one level.
  [[nodiscard]] static constexpr Finding at(Level level) noexcept { return {LevelSet::only(level), {}, true}; }
  /// Not known, for these reasons.
  [[nodiscard]] static constexpr Finding unknown(Reasons why) noexcept { return {{}, why, true}; }
  /// Out of scope for the unit.
  [[nodiscard]] static constexpr Finding not_applicable() noexcept { return {{}, {}, false}; }

  bool operator==(const Finding&) const = default;
};

}  // namespace kring::framework
