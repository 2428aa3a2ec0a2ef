// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/format/detail/toml_groups.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/framework/condition.hpp"

namespace kring::format::detail {

// Reads the conditions of rules.
class TomlConditions {
 public:
  // names: what inputs may be called, kept up by the caller.
  TomlConditions(const Groups& groups, const std::vector<std::string>& names) : groups_(groups), names_(names) {}

  // One condition, or a list that must all hold.
  [[nodiscard]] framework::Condition read(const toml::node& node, const TomlRow& rule) const {
    if (const toml::table* table = node.as_table())
      return read_table(TomlRow(*table, "condition", rule.file(), rule.faults()));
    framework::Condition all;
    all.asks = framework::Asks::both;
    all.where = rule.where(node);
    const toml::array* parts = node.as_array();
    if (parts == nullptr || parts->empty()) {
      rule.wrong("when", node,
                 "a condition such as { all = [\"a\", \"b\"], level = \"sufficient\" }, or a list of them");
      return all;
    }
    for (const toml::node& part : *parts) all.parts.push_back(read(part, rule));
    if (all.parts.size() > 1) return all;
    return framework::Condition(all.parts.front());
  }

 private:
  using Asks = framework::Asks;
  using Bound = framework::Bound;

  struct Form {
    std::string_view key;  // the field that tells which condition it is
    Asks asks;
    Bound bound;
    std::vector<std::string_view> fields;  // all that it may have
  };

  [[nodiscard]] static const std::vector<Form>& forms() {
    static const std::vector<Form> all = {
        {"at_least", Asks::count, Bound::at_least, {"at_least", "of", "level"}},
        {"exactly", Asks::count, Bound::exactly, {"exactly", "of", "level"}},
        {"all", Asks::all, Bound::at_least, {"all", "level"}},
        {"any", Asks::any, Bound::at_least, {"any", "level"}},
        {"none_below", Asks::none_below, Bound::at_least, {"none_below", "level"}},
        {"is", Asks::is, Bound::at_least, {"is"}},
        {"unknown_at_least", Asks::unknown, Bound::at_least, {"unknown_at_least", "of"}},
        {"unknown_at_most", Asks::unknown, Bound::at_most, {"unknown_at_most", "of"}},
        {"unknown_exactly", Asks::unknown, Bound::exactly, {"unknown_exactly", "of"}},
        {"compensated", Asks::compensated, Bound::at_least, {"compensated", "level", "by", "floor", "at_most"}},
        {"limited", Asks::limited, Bound::at_least, {"limited", "level", "provided", "at_most"}},
        {"not", Asks::negation, Bound::at_least, {"not"}},
        {"either", Asks::either, Bound::at_least, {"either"}},
        {"both", Asks::both, Bound::at_least, {"both"}},
        // Last, because compensated and limited have a field of this name too.
        {"at_most", Asks::count, Bound::at_most, {"at_most", "of", "level"}}};
    return all;
  }

  [[nodiscard]] framework::Condition read_table(const TomlRow& row) const {
    for (const Form& form : forms()) {
      if (row.has(form.key)) return read_form(row, form);
    }
    std::vector<std::string_view> keys;
    for (const Form& form : forms()) keys.push_back(form.key);
    const std::string expected = "expected one of " + framework::detail::listed(keys);
    const std::string_view first = first_key(row.table());
    if (row.table().empty()) {
      row.faults().add(row.where(), "the condition is empty: " + expected);
    } else if (first.empty()) {
      row.faults().add(row.where(), "the condition lacks the field that says what it asks: " + expected);
    } else {
      row.faults().add(row.where(), framework::detail::unknown_name("condition", first, keys));
    }
    return {};
  }

  // The first field as written that could be meant to say what a condition asks; empty where there is none.
  [[nodiscard]] static std::string_view first_key(const toml::table& table) {
    constexpr std::string_view others[] = {"of", "level", "by", "floor", "provided"};
    const toml::key* first = nullptr;
    for (const auto& [key, node] : table) {
      if (std::find(std::begin(others), std::end(others), key.str()) != std::end(others)) continue;
      const auto place = [](const toml::key& one) {
        return std::pair(one.source().begin.line, one.source().begin.column);
      };
      if (first == nullptr || place(key) < place(*first)) first = &key;
    }
    return first == nullptr ? std::string_view() : first->str();
  }

  [[nodiscard]] framework::Condition read_form(const TomlRow& row, const Form& form) const {
    row.allow(form.fields);
    framework::Condition c;
    c.asks = form.asks;
    c.bound = form.bound;
    c.where = row.where();
    const toml::node& value = *row.table().get(form.key);
    const auto allows = [&](std::string_view field) {
      return std::find(form.fields.begin(), form.fields.end(), field) != form.fields.end();
    };
    if (allows("level")) c.level = row.text("level");
    if (allows("by")) c.by = row.text("by");
    if (allows("floor")) c.floor = row.text_or("floor", "");
    if (c.asks == Asks::count || c.asks == Asks::unknown) {
      c.number = number(row, form.key);
      if (const toml::node* of = row.table().get("of")) {
        read_members("of", *of, row, c);
      } else {
        row.faults().add(row.where(), "the condition lacks the field 'of': expected a list of inputs or a group");
      }
    } else if (allows("at_most")) {
      if (row.has("at_most")) c.at_most = number(row, "at_most");
      read_members(form.key, value, row, c);
    } else if (c.asks == Asks::all || c.asks == Asks::any || c.asks == Asks::none_below) {
      read_members(form.key, value, row, c);
    }
    if (c.asks == Asks::is) read_choices("is", value, row, c);
    if (c.asks == Asks::limited && row.has("provided")) read_choices("provided", *row.table().get("provided"), row, c);
    if (c.asks == Asks::limited && !row.has("provided")) {
      row.faults().add(row.where(), "the condition lacks the field 'provided': expected what makes the breach limited");
    }
    read_parts(value, row, c);
    return c;
  }

  void read_parts(const toml::node& value, const TomlRow& row, framework::Condition& c) const {
    if (c.asks == Asks::negation && value.is_array()) return row.wrong("not", value, "one condition");
    if (c.asks == Asks::negation) c.parts.push_back(read(value, row));
    if (c.asks != Asks::either && c.asks != Asks::both) return;
    const toml::array* parts = value.as_array();
    if (parts == nullptr || parts->size() < 2) {
      return row.wrong(c.asks == Asks::either ? "either" : "both", value, "a list of two conditions or more");
    }
    for (const toml::node& part : *parts) c.parts.push_back(read(part, row));
  }

  [[nodiscard]] static int number(const TomlRow& row, std::string_view field) {
    const auto value = row.integer(field);
    if (!value) return 0;
    if (*value < 0 || *value > 1000) {
      row.wrong(field, *row.table().get(field), "a number of inputs, 0 or more");
      return 0;
    }
    return static_cast<int>(*value);
  }

  // A list of inputs, or the name of a group.
  void read_members(std::string_view field, const toml::node& node, const TomlRow& row, framework::Condition& c) const {
    c.of = row.texts_of(field, node);
    if (!node.is_string()) return;
    const auto found = groups_.find(c.of.front());
    if (found == groups_.end()) {
      refuse_unknown_group(field, node, row, c.of.front());
      return;  // a single input
    }
    c.group = found->first;
    c.of = found->second;
  }

  void refuse_unknown_group(std::string_view field, const toml::node& node, const TomlRow& row,
                            const std::string& name) const {
    if (std::find(names_.begin(), names_.end(), name) != names_.end() || groups_.empty()) return;
    std::vector<std::string> known;
    for (const auto& [group, members] : groups_) known.push_back(group);
    row.faults().add(row.where(node),
                     std::string(field) + " of a condition is '" + name + "': expected a list of inputs or a group: " +
                         framework::detail::listed(known) + framework::detail::did_you_mean(name, known));
  }

  static void read_choices(std::string_view field, const toml::node& node, const TomlRow& row,
                           framework::Condition& c) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return row.wrong(field, node, "a table such as { work_placement = \"sufficient\" }");
    for (const auto& [key, value] : *table) {
      auto levels = row.texts_of(key.str(), value);
      if (levels.empty())
        row.faults().add(row.where(value),
                         std::string(key.str()) + " of a condition names no level: expected at least one");
      c.choices.push_back({std::string(key.str()), std::move(levels)});
    }
  }

  const Groups& groups_;
  const std::vector<std::string>& names_;
};

}  // namespace kring::format::detail
