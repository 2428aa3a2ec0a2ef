// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "kring/core/digest.hpp"
#include "kring/format/detail/toml_document.hpp"

namespace kring::format::detail {

// Names, texts, notes and sources say what rules are called, not what they do.
[[nodiscard]] inline bool is_wording(std::string_view field) {
  constexpr std::array<std::string_view, 10> wordings = {"name_en", "name_nl", "text_en",      "text_nl",
                                                         "note_en", "note_nl", "condition_en", "condition_nl",
                                                         "source",  "url"};
  return std::ranges::find(wordings, field) != wordings.end();
}

// What a document says, without names, sources and notes, in one fixed form.
[[nodiscard]] inline nlohmann::json rules_of(const toml::node& node) {
  nlohmann::json json;
  if (const toml::table* table = node.as_table()) {
    json = nlohmann::json::object();
    for (const auto& [key, value] : *table) {
      if (!is_wording(key.str())) json[std::string(key.str())] = rules_of(value);
    }
  } else if (const toml::array* list = node.as_array()) {
    json = nlohmann::json::array();
    for (const toml::node& value : *list) json.push_back(rules_of(value));
  } else if (node.is_boolean()) {
    json = node.value_or(false);
  } else if (node.is_number()) {
    json = node.value_or(0.0);
  } else {
    json = node.value_or(std::string());
  }
  return json;
}

// SHA-256 of what a document says: it changes with any number or word of its rules, and with nothing else.
[[nodiscard]] inline std::string rules_digest(const toml::table& document) {
  Digest digest;
  digest.add(std::string_view(rules_of(document).dump()));
  return digest.text();
}

}  // namespace kring::format::detail
