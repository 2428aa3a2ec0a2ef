// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/format/detail/toml_row.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::format::detail {

[[nodiscard]] inline framework::Status status_of(const TomlRow& row) {
  (void)row.text("status");
  return static_cast<framework::Status>(row.word("status", {"official", "secondary", "proposal"}));
}

[[nodiscard]] inline supervision::Name name_of(const TomlRow& row, const std::string& field = "name") {
  return {row.text(field + "_en"), row.text(field + "_nl")};
}

[[nodiscard]] inline supervision::Citation citation_of(const TomlRow& row) {
  supervision::Citation found{row.text("article"), row.text("text_of"), row.text_or("url", ""), status_of(row)};
  if (found.status != framework::Status::proposal && !found.url.starts_with("https://")) {
    row.faults().add(row.where_of("url"), row.what() + " is " + std::string(results::name(found.status)) +
                                              " without a url that begins with https://: expected where it was read, "
                                              "or the status proposal");
  }
  return found;
}

// A duration, or nothing with a fault.
[[nodiscard]] inline std::optional<supervision::Duration> duration_of(const TomlRow& row, std::string_view field,
                                                                      const std::string& written,
                                                                      const std::string& or_else = "") {
  const auto found = supervision::Duration::read(written);
  if (!found && !written.empty()) {
    row.faults().add(row.where_of(field), std::string(field) + " of " + row.what() + " is '" + written +
                                              "': expected a duration such as P6W, P3M or P1Y" + or_else);
  }
  return found;
}

// Places of names in a list; an unknown one is a fault. kind: "event".
template <class Known>
[[nodiscard]] std::vector<std::size_t> places_of(const TomlRow& row, std::string_view field, std::string_view kind,
                                                 const Known& known) {
  std::vector<std::string_view> names;
  for (const auto& one : known) names.push_back(one.id);
  std::vector<std::size_t> places;
  for (const std::string& written : row.texts(field)) {
    const auto found = std::find(names.begin(), names.end(), written);
    if (found != names.end()) {
      places.push_back(static_cast<std::size_t>(found - names.begin()));
    } else if (!written.empty()) {
      row.faults().add(row.where_of(field), framework::detail::unknown_name(kind, written, names));
    }
  }
  return places;
}

// Refuses an id that an earlier row has.
template <class Known>
void refuse_twice(const TomlRow& row, const std::string& id, const Known& before) {
  for (const auto& one : before) {
    if (one.id == id && !id.empty()) {
      row.faults().add(row.where_of("id"), "id '" + id + "' stands in more than one " +
                                               row.what().substr(row.what().find(' ') + 1) + ": expected it once");
      return;
    }
  }
}

// What stands at the top of every such file.
template <class Rules>
void read_rules_head(const TomlRow& root, Rules& rules) {
  if (root.integer("format") != 1) root.faults().add(root.where_of("format"), "format is not 1: expected format = 1");
  rules.id = root.text("id");
  rules.version = root.text("version");
  rules.name = name_of(root);
  rules.origin.source = root.text("source");
  rules.origin.status = status_of(root);
  rules.origin.where = root.where();
}

}  // namespace kring::format::detail
