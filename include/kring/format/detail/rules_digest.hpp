// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

#include "kring/core/digest.hpp"
#include "kring/format/profile.hpp"

namespace kring::format::detail {

// Takes fields out of a document, wherever they stand.
inline void take_out(nlohmann::json& json, std::initializer_list<const char*> fields) {
  if (json.is_object()) {
    for (const char* field : fields) json.erase(field);
  }
  for (nlohmann::json& part : json) {
    if (part.is_structured()) take_out(part, fields);
  }
}

// SHA-256 of what a document says but what it calls things and where it has them from.
[[nodiscard]] inline std::string rules_digest(const toml::table& document) {
  nlohmann::json rules = rules_of(document);
  take_out(rules, {"name_en", "name_nl", "note_en", "note_nl", "condition_en", "condition_nl", "source", "url"});
  Digest digest;
  digest.add(std::string_view(rules.dump()));
  return digest.text();
}

}  // namespace kring::format::detail
