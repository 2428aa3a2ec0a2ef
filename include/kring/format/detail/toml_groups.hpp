// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kring/format/detail/toml_row.hpp"
#include "kring/framework/detail/rule_faults.hpp"

namespace kring::format::detail {

// Sets of inputs by name.
using Groups = std::map<std::string, std::vector<std::string>, std::less<>>;

// The groups of a framework: names for sets of inputs.
class TomlGroups {
 public:
  explicit TomlGroups(const TomlRow& root) : root_(root) {}

  void read() {
    const toml::node* node = root_.table().get("groups");
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) return root_.wrong("groups", *node, "a table of lists, begun with [groups]");
    for (const auto& [key, value] : *table) {
      const std::string group = "group '" + std::string(key.str()) + "'";
      auto& members = groups_[std::string(key.str())];
      if (!value.is_array()) {
        root_.faults().add(root_.where(value),
                           group + " is " + TomlRow::described(value) + ": expected a list of inputs");
        continue;
      }
      for (const toml::node& member : *value.as_array()) {
        const auto id = member.value<std::string>();
        if (!member.is_string() || id->empty()) {
          root_.faults().add(root_.where(member),
                             group + " is " + TomlRow::described(member) + ": expected a text that names an input");
        } else {
          members.push_back(*id);
        }
      }
    }
  }

  // Refuses names that are taken, and members that are no inputs.
  void check(const std::vector<std::string>& names) const {
    const toml::node* node = root_.table().get("groups");
    if (node == nullptr || !node->is_table()) return;
    for (const auto& [key, value] : *node->as_table()) {
      if (!value.is_array()) continue;  // reported already
      const auto& begin = key.source().begin;
      const std::string where =
          root_.file() + ", line " + std::to_string(begin.line) + ", column " + std::to_string(begin.column);
      const std::string name(key.str());
      if (std::find(names.begin(), names.end(), name) != names.end()) {
        root_.faults().add(
            where, "group '" + name + "' has the name of a standard, indicator or judgement: expected another name");
      }
      for (const toml::node& member : *value.as_array()) {
        const auto id = member.value<std::string>();
        if (!id || std::find(names.begin(), names.end(), *id) != names.end()) continue;
        root_.faults().add(root_.where(member),
                           framework::detail::unknown_name("input of group '" + name + "'", *id, names));
      }
    }
  }

  [[nodiscard]] const Groups& all() const noexcept { return groups_; }

 private:
  const TomlRow& root_;
  Groups groups_;
};

}  // namespace kring::format::detail
