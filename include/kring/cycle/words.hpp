// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace kring::cycle {

/// The words of a closed set, in the order of its enumerators: what tables and files write. The specialisation stands
/// beside each enumeration; an empty word is an empty cell.
template <class Enum>
inline constexpr std::array<std::string_view, 0> words_of{};

/// The word of an enumerator.
template <class Enum>
[[nodiscard]] constexpr std::string_view word(Enum value) noexcept {
  return words_of<Enum>[static_cast<std::size_t>(value)];
}

/// The enumerator of a word, or nothing where the set has no such word.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> find_word(std::string_view text) noexcept {
  const auto found = std::find(words_of<Enum>.begin(), words_of<Enum>.end(), text);
  if (found == words_of<Enum>.end()) return {};
  return static_cast<Enum>(found - words_of<Enum>.begin());
}

/// WordSet: some words of a closed set, of at most 16.
template <class Enum>
class WordSet {
 public:
  constexpr WordSet() noexcept = default;
  /// The set of these words.
  constexpr WordSet(std::initializer_list<Enum> words) noexcept {
    for (const Enum one : words) add(one);
  }

  /// Adds a word where it applies.
  constexpr void add(Enum one, bool applies = true) noexcept {
    if (applies) bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(one));
  }
  /// True when the set has no word.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// True when a word is in the set.
  [[nodiscard]] constexpr bool contains(Enum one) const noexcept {
    return (bits_ >> static_cast<unsigned>(one) & 1U) != 0;
  }
  /// True when the sets have a word in common.
  [[nodiscard]] constexpr bool meets(WordSet other) const noexcept { return (bits_ & other.bits_) != 0; }
  /// The words of this set that are not in another.
  [[nodiscard]] constexpr WordSet without(WordSet other) const noexcept {
    WordSet rest;
    rest.bits_ = static_cast<std::uint16_t>(bits_ & ~other.bits_);
    return rest;
  }
  /// Adds the words of another set.
  constexpr WordSet& operator|=(WordSet other) noexcept {
    bits_ |= other.bits_;
    return *this;
  }
  bool operator==(const WordSet&) const = default;

 private:
  std::uint16_t bits_ = 0;
};

/// The words of a set as tables write them, joined where there are several: "undated|coded_link"; empty for none.
template <class Enum>
[[nodiscard]] std::string text(const WordSet<Enum>& set) {
  std::string joined;
  for (std::size_t i = 0; i < words_of<Enum>.size(); ++i) {
    if (!set.contains(static_cast<Enum>(i))) continue;
    joined += (joined.empty() ? "" : "|") + std::string(words_of<Enum>[i]);
  }
  return joined;
}

/// Answer (antwoord): yes, no, or unknown because nobody said so. Unknown is never read as no.
enum class Answer : std::uint8_t { unknown, no, yes };
/// The words of an answer.
template <>
inline constexpr std::array<std::string_view, 3> words_of<Answer> = {"", "false", "true"};

/// The answer to a question that could be settled.
[[nodiscard]] constexpr Answer answer(bool holds) noexcept { return holds ? Answer::yes : Answer::no; }

/// Confidence (zekerheid): how sure the person who wrote a row was of it.
enum class Confidence : std::uint8_t { not_stated, high, medium, low };
/// The words of a confidence.
template <>
inline constexpr std::array<std::string_view, 4> words_of<Confidence> = {"", "high", "medium", "low"};

}  // namespace kring::cycle
