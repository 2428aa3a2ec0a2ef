// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/framework/change.hpp"
#include "kring/framework/words.hpp"

namespace kring::framework {

namespace detail {

// What the numerator counts, "diploma|diplomas" in the right number.
[[nodiscard]] inline std::string counted_thing(const Input& input, std::int64_t number, Language language) {
  const std::string& counts = language == Language::dutch ? input.counts_nl : input.counts_en;
  if (counts.empty()) return either(language, "in its numerator", "in de teller");
  const std::size_t bar = counts.find('|');
  if (bar == std::string::npos) return counts;
  return number == 1 ? counts.substr(0, bar) : counts.substr(bar + 1);
}

}  // namespace detail

/// One move in words: "annual result to sufficient: 2 more in its numerator".
[[nodiscard]] inline std::string words(const Framework& framework, const Move& move, Language language) {
  const Input& input = framework.definition().inputs[move.input];
  const std::string what = name(framework, input.id, language);
  const std::string level = framework.input_scale(move.input).name(move.to, language);
  if (move.from.levels.size() != 1) {
    return what + detail::either(language, " known, at ", " bekend, op ") + level;
  }
  std::string text = what + detail::either(language, " to ", " naar ") + level;
  if (move.people == 0) return text;
  const std::string number = number_text(std::abs(move.people), language);
  text += ": " + number;
  text +=
      move.people > 0 ? detail::either(language, " more ", " meer ") : detail::either(language, " fewer ", " minder ");
  return text + detail::counted_thing(input, std::abs(move.people), language);
}

/// A change in words: its moves, joined.
[[nodiscard]] inline std::string words(const Framework& framework, const Change& change, Language language) {
  std::vector<std::string> moves;
  for (const Move& move : change.moves) moves.push_back(words(framework, move, language));
  return detail::and_list(moves, language);
}

}  // namespace kring::framework
