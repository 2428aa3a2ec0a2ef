// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <iomanip>
#include <locale>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// Only headers, also where a package builds the library of toml++: a wheel must not depend on it.
#ifndef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#endif
#include <toml++/toml.h>

#include "kring/core/period.hpp"
#include "kring/framework/detail/rule_faults.hpp"

namespace kring::format::detail {

using framework::detail::RuleFaults;

// One table of a TOML file: reads its fields, and names every field that has no place.
class TomlRow {
 public:
  // what: the kind of row in messages, "rule". file: the name of the file in messages.
  TomlRow(const toml::table& table, std::string what, const std::string& file, RuleFaults& faults)
      : table_(table), what_(std::move(what)), file_(file), faults_(faults) {}

  [[nodiscard]] const toml::table& table() const noexcept { return table_; }
  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] RuleFaults& faults() const noexcept { return faults_; }
  [[nodiscard]] bool has(std::string_view field) const { return table_.contains(field); }
  // "a rule", "an indicator".
  [[nodiscard]] std::string what() const {
    return (std::string_view("aeiou").find(what_.front()) == std::string_view::npos ? "a " : "an ") + what_;
  }
  [[nodiscard]] std::string where() const { return where(table_); }
  // Where a field stands, or the row where it is left out.
  [[nodiscard]] std::string where_of(std::string_view field) const {
    const toml::node* node = table_.get(field);
    return node == nullptr ? where() : where(*node);
  }
  [[nodiscard]] std::string where(const toml::node& node) const {
    const auto& begin = node.source().begin;
    return file_ + ", line " + std::to_string(begin.line) + ", column " + std::to_string(begin.column);
  }

  // Refuses every field that is not among these.
  void allow(const std::vector<std::string_view>& fields) const {
    for (const auto& [key, node] : table_) {
      if (std::find(fields.begin(), fields.end(), key.str()) != fields.end()) continue;
      const auto& begin = key.source().begin;
      faults_.add(file_ + ", line " + std::to_string(begin.line) + ", column " + std::to_string(begin.column),
                  framework::detail::unknown_name("field of " + what(), key.str(), fields));
    }
  }

  [[nodiscard]] std::string text(std::string_view field) const {
    const toml::node* node = needed(field);
    return node == nullptr ? std::string() : text_of(field, *node);
  }

  [[nodiscard]] std::string text_or(std::string_view field, std::string fallback) const {
    const toml::node* node = table_.get(field);
    return node == nullptr ? fallback : text_of(field, *node);
  }

  [[nodiscard]] bool flag(std::string_view field) const {
    const toml::node* node = table_.get(field);
    if (node == nullptr) return false;
    if (!node->is_boolean()) wrong(field, *node, "true or false");
    return node->value_or(false);
  }

  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view field) const {
    const toml::node* node = table_.get(field);
    if (node == nullptr) return {};
    if (!node->is_integer()) {
      wrong(field, *node, "a whole number");
      return {};
    }
    return node->value<std::int64_t>();
  }

  // A whole number within bounds; the fallback where it is left out.
  [[nodiscard]] std::int64_t integer_within(std::string_view field, std::int64_t least, std::int64_t most,
                                            std::int64_t fallback) const {
    const auto found = integer(field);
    if (!found) return fallback;
    if (*found >= least && *found <= most) return *found;
    wrong(field, *table_.get(field), std::to_string(least) + " to " + std::to_string(most));
    return fallback;
  }

  // A percentage with at most two decimals, in ten-thousandths.
  [[nodiscard]] std::int32_t percentage(std::string_view field) const {
    const toml::node* node = needed(field);
    if (node == nullptr) return 0;
    const auto percent = node->is_number() ? node->value<double>() : std::nullopt;
    if (!percent || !(*percent >= 0 && *percent <= 100)) {
      wrong(field, *node, "a percentage from 0 to 100");
      return 0;
    }
    const double scaled = *percent * 100;
    if (std::abs(scaled - std::round(scaled)) > 1e-6) wrong(field, *node, "a percentage with at most two decimals");
    return static_cast<std::int32_t>(std::lround(scaled));
  }

  // A number within bounds, both included.
  [[nodiscard]] double number(std::string_view field, double least, double most) const {
    const toml::node* node = needed(field);
    if (node == nullptr) return least;
    const auto found = node->is_number() ? node->value<double>() : std::nullopt;
    if (found && *found >= least && *found <= most) return *found;
    std::ostringstream bounds;
    bounds.imbue(std::locale::classic());
    bounds << "a number from " << least << " to " << most;
    wrong(field, *node, bounds.str());
    return least;
  }

  // The table at a field; an empty one, with a fault, where there is none.
  [[nodiscard]] TomlRow part(std::string_view field, std::string what) const {
    static const toml::table nothing;
    const toml::node* node = needed(field);
    const toml::table* table = node == nullptr ? nullptr : node->as_table();
    if (node != nullptr && table == nullptr)
      wrong(field, *node, "a table that begins with [" + std::string(field) + "]");
    return {table == nullptr ? nothing : *table, std::move(what), file_, faults_};
  }

  // A list of texts; a single text counts as a list of one.
  [[nodiscard]] std::vector<std::string> texts(std::string_view field) const {
    const toml::node* node = table_.get(field);
    return node == nullptr ? std::vector<std::string>() : texts_of(field, *node);
  }

  [[nodiscard]] std::vector<std::string> texts_of(std::string_view field, const toml::node& node) const {
    std::vector<std::string> all;
    if (!node.is_array()) {
      all.push_back(text_of(field, node));
      return all;
    }
    for (const toml::node& one : *node.as_array()) all.push_back(text_of(field, one));
    return all;
  }

  // The period of a date or of a text such as "2021/22".
  [[nodiscard]] std::optional<Period> period(std::string_view field) const {
    const toml::node* node = table_.get(field);
    if (node == nullptr) return {};
    if (const auto date = node->value<toml::date>()) {
      const auto day = std::chrono::year{date->year} / date->month / date->day;
      return Period(kring::detail::day_number(day), kring::detail::day_number(day));
    }
    const auto written = node->value<std::string>();
    const auto read = written ? Period::read(*written) : std::nullopt;
    if (!read) wrong(field, *node, "a date such as 2024-05-31 or a school year such as \"2023/24\"");
    return read;
  }

  // The word at a field, as its place among the words allowed; the first where the field is left out.
  [[nodiscard]] std::size_t word(std::string_view field, const std::vector<std::string_view>& words) const {
    const toml::node* node = table_.get(field);
    if (node == nullptr) return 0;
    const std::string found = text_of(field, *node);
    const auto place = std::find(words.begin(), words.end(), found);
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
    faults_.add(where(*node), framework::detail::unknown_name(field, found, words));
    return 0;
  }

  // Calls f(row) for each table of an array of tables.
  template <class F>
  void each(std::string_view field, F f) const {
    const toml::node* node = table_.get(field);
    if (node == nullptr) return;
    const toml::array* rows = node->as_array();
    if (rows == nullptr) return wrong(field, *node, "rows that begin with [[" + std::string(field) + "]]");
    for (const toml::node& row : *rows) {
      if (const toml::table* table = row.as_table()) {
        f(TomlRow(*table, std::string(field), file_, faults_));
      } else {
        wrong(field, row, "a table");
      }
    }
  }

  void wrong(std::string_view field, const toml::node& node, const std::string& expected) const {
    faults_.add(where(node),
                std::string(field) + " of " + what() + " is " + described(node) + ": expected " + expected);
  }

  // A value as its file could show it.
  [[nodiscard]] static std::string described(const toml::node& node) {
    if (const auto value = node.value<std::string>(); node.is_string()) return "'" + *value + "'";
    if (const auto value = node.value<std::int64_t>(); node.is_integer()) return std::to_string(*value);
    if (const auto value = node.value<double>(); node.is_floating_point()) {
      std::ostringstream written;
      written.imbue(std::locale::classic());
      written << std::setprecision(15) << *value;
      return written.str();
    }
    if (const auto value = node.value<bool>(); node.is_boolean()) return *value ? "true" : "false";
    if (const toml::array* list = node.as_array()) {
      return list->empty() ? "an empty list" : (list->size() == 1 ? "a list of one" : "a list");
    }
    return node.is_table() ? "a table" : "a date or time";
  }

 private:
  [[nodiscard]] const toml::node* needed(std::string_view field) const {
    const toml::node* node = table_.get(field);
    if (node == nullptr) faults_.add(where(), what() + " lacks the field '" + std::string(field) + "'");
    return node;
  }

  [[nodiscard]] std::string text_of(std::string_view field, const toml::node& node) const {
    const auto value = node.value<std::string>();
    if (!node.is_string()) wrong(field, node, "a text");
    if (node.is_string() && value->empty()) wrong(field, node, "a text that is not empty");
    if (value && std::any_of(value->begin(), value->end(), is_control)) {
      wrong(field, node, "a text without control characters, which other formats cannot hold");
    }
    return value.value_or("");
  }

  [[nodiscard]] static bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
  }

  const toml::table& table_;
  std::string what_;
  const std::string& file_;
  RuleFaults& faults_;
};

}  // namespace kring::format::detail
