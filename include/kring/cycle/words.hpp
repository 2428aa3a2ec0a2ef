// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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
