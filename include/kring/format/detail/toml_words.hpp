// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/cycle/words.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/framework/detail/rule_faults.hpp"

namespace kring::format::detail {

// The word of a closed set that a text stands for; nothing, with a fault, where it is none. what: "role".
template <class Enum>
[[nodiscard]] std::optional<Enum> known_word(const TomlRow& row, std::string_view field, std::string_view what,
                                             const std::string& written) {
  const auto found = written.empty() ? std::nullopt : cycle::find_word<Enum>(written);
  if (!found) {
    row.faults().add(row.where_of(field), framework::detail::unknown_name(what, written, cycle::words_of<Enum>));
  }
  return found;
}

// The words of a closed set that a list holds, in its order.
template <class Enum>
[[nodiscard]] std::vector<Enum> known_words(const TomlRow& row, std::string_view field, std::string_view what) {
  std::vector<Enum> words;
  for (const std::string& written : row.texts(field)) {
    if (const auto found = known_word<Enum>(row, field, what, written)) words.push_back(*found);
  }
  return words;
}

// The same as a set.
template <class Enum>
[[nodiscard]] cycle::WordSet<Enum> word_set(const TomlRow& row, std::string_view field, std::string_view what) {
  cycle::WordSet<Enum> set;
  for (const Enum one : known_words<Enum>(row, field, what)) set.add(one);
  return set;
}

}  // namespace kring::format::detail
