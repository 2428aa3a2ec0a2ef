// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/language.hpp"

namespace kring::framework {

/// A level of a scale by its place, 0 for the worst.
using Level = std::uint8_t;

/// Most levels that a scale may have.
inline constexpr std::size_t most_levels = 16;

/// LevelSet: the levels something could stand at, by place; "sufficient|good" is such a set. Empty when nothing is
/// known or nothing can be.
class LevelSet {
 public:
  constexpr LevelSet() noexcept = default;
  /// Takes bit k for level k.
  constexpr explicit LevelSet(std::uint16_t bits) noexcept : bits_(bits) {}
  /// The set of one level.
  [[nodiscard]] static constexpr LevelSet only(Level level) noexcept {
    return LevelSet(static_cast<std::uint16_t>(1U << level));
  }
  /// The levels 0 to size exclusive.
  [[nodiscard]] static constexpr LevelSet whole(std::size_t size) noexcept {
    return LevelSet(static_cast<std::uint16_t>((1UL << size) - 1));
  }

  /// Bit k is set for level k.
  [[nodiscard]] constexpr std::uint16_t bits() const noexcept { return bits_; }
  /// True when a level is in the set.
  [[nodiscard]] constexpr bool contains(Level level) const noexcept { return (bits_ >> level & 1U) != 0; }
  /// True when every level of the other set is in this one.
  [[nodiscard]] constexpr bool covers(LevelSet other) const noexcept { return (other.bits_ & ~bits_) == 0; }
  /// True when the set has no level.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// Number of levels.
  [[nodiscard]] constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(std::popcount(bits_)); }
  /// The worst level; the set must not be empty.
  [[nodiscard]] constexpr Level worst() const noexcept { return static_cast<Level>(std::countr_zero(bits_)); }
  /// The best level; the set must not be empty.
  [[nodiscard]] constexpr Level best() const noexcept { return static_cast<Level>(15 - std::countl_zero(bits_)); }

  /// Adds the levels of another set.
  constexpr LevelSet& operator|=(LevelSet other) noexcept {
    bits_ |= other.bits_;
    return *this;
  }
  auto operator<=>(const LevelSet&) const = default;

 private:
  std::uint16_t bits_ = 0;
};

/// Scale (schaal): levels in order, the worst first.
struct Scale {
  std::string id{};
  std::vector<std::string> levels{};
  std::vector<std::string> names_en{};  ///< For sentences; empty where the levels themselves serve.
  std::vector<std::string> names_nl{};
  std::string where{};  ///< Where it was written, for messages.

  /// Number of levels.
  [[nodiscard]] std::size_t size() const noexcept { return levels.size(); }

  /// The place of a level, or nothing where the scale has no such level.
  [[nodiscard]] std::optional<Level> find(std::string_view level) const noexcept {
    const auto found = std::find(levels.begin(), levels.end(), level);
    if (found == levels.end()) return {};
    return static_cast<Level>(found - levels.begin());
  }

  /// The name of a level in a sentence.
  [[nodiscard]] const std::string& name(Level level, Language language) const noexcept {
    const auto& names = language == Language::dutch ? names_nl : names_en;
    return names.empty() ? levels[level] : names[level];
  }

  /// The levels of a set, worst first, joined as tables write them: "sufficient|good".
  [[nodiscard]] std::string text(LevelSet set) const {
    std::string joined;
    for (Level level = 0; level < levels.size(); ++level) {
      if (set.contains(level)) joined += (joined.empty() ? "" : "|") + levels[level];
    }
    return joined;
  }

  bool operator==(const Scale&) const = default;
};

}  // namespace kring::framework
