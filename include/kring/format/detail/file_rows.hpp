// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kring/format/detail/dossier_fields.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/dossier_source.hpp"

namespace kring::format::detail {

// A value as a file can hold it.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool>;

// The rows of one table of a file, as columns that grow.
class FileRows {
 public:
  [[nodiscard]] bool is_empty() const noexcept { return lines_.empty(); }

  void begin_row(std::int64_t line) { lines_.push_back(line); }

  // Adds a value to the last row; false where the row has the field already.
  bool add(const std::string& field, Cell cell) {
    auto [found, is_new] = places_.try_emplace(field, columns_.size());
    if (is_new) columns_.push_back({field, {}});
    auto& cells = columns_[found->second].second;
    if (cells.size() == lines_.size()) return false;
    cells.resize(lines_.size());
    cells.back() = std::move(cell);
    return true;
  }

  [[nodiscard]] table::DossierTable finish(const std::string& name) && {
    std::vector<table::Column> columns;
    for (auto& [field, cells] : columns_) {
      cells.resize(lines_.size());
      columns.push_back(column(field, cells));
    }
    return {table::Table(name, std::move(columns)), std::move(lines_)};
  }

 private:
  template <class T>
  [[nodiscard]] static bool all(const std::vector<Cell>& cells) {
    return std::ranges::all_of(cells, [](const Cell& cell) {
      return std::holds_alternative<T>(cell) || std::holds_alternative<std::monostate>(cell);
    });
  }

  template <class T, class Convert>
  [[nodiscard]] static table::Values<T> values(const std::vector<Cell>& cells, Convert convert) {
    std::vector<T> numbers;
    std::vector<std::uint8_t> valid;
    for (const Cell& cell : cells) {
      const bool there = !std::holds_alternative<std::monostate>(cell);
      numbers.push_back(there ? convert(cell) : T{});
      valid.push_back(there ? 1 : 0);
    }
    return table::Values<T>(std::move(numbers), std::move(valid));
  }

  // The narrowest type that holds every value; text where they differ, so that nothing is lost: a year 2023 beside a
  // day "2023-09-18".
  [[nodiscard]] static table::Column column(const std::string& name, const std::vector<Cell>& cells) {
    if (all<std::monostate>(cells)) return table::make_missing_column(name, cells.size());
    if (all<std::int64_t>(cells)) {
      return table::make_column(
          name, values<std::int64_t>(cells, [](const Cell& cell) { return std::get<std::int64_t>(cell); }));
    }
    if (all<bool>(cells)) {
      return table::make_boolean_column(
          name, values<std::uint8_t>(cells, [](const Cell& cell) { return std::uint8_t{std::get<bool>(cell)}; }));
    }
    const bool numbers = std::ranges::none_of(cells, [](const Cell& cell) {
      return std::holds_alternative<std::string>(cell) || std::holds_alternative<bool>(cell);
    });
    if (numbers) return table::make_column(name, values<double>(cells, as_number));
    table::TextBuilder builder(cells.size());
    for (const Cell& cell : cells) {
      if (std::holds_alternative<std::monostate>(cell)) {
        builder.add_missing();
      } else {
        builder.add(as_text(cell));
      }
    }
    return builder.finish(name);
  }

  [[nodiscard]] static double as_number(const Cell& cell) {
    const auto* whole = std::get_if<std::int64_t>(&cell);
    return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(cell);
  }

  [[nodiscard]] static std::string as_text(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), std::get<double>(cell));
    return {digits.data(), error == std::errc{} ? end : digits.data()};
  }

  std::vector<std::pair<std::string, std::vector<Cell>>> columns_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<std::int64_t> lines_;
};

// A whole file: its head and its tables, however it was written.
class FileDossier {
 public:
  explicit FileDossier(std::string file) : file_(std::move(file)), faults_(file_) {}

  [[nodiscard]] framework::detail::RuleFaults& faults() noexcept { return faults_; }

  // The rows of a table; null, with a fault, where a dossier has no such table.
  [[nodiscard]] FileRows* rows(std::string_view table, std::int64_t line) {
    const auto& known = known_fields();
    const auto found = std::ranges::find(known, table, &KnownFields::table);
    if (found != known.end()) {
      const auto [rows, is_new] = tables_.try_emplace(std::string(table));
      if (!is_new) faults_.add(where(line), "the table '" + std::string(table) + "' is there twice: expected it once");
      return &rows->second;
    }
    std::vector<std::string_view> names = {"format", "name", "standing", "source"};
    for (const KnownFields& one : known) names.push_back(one.table);
    faults_.add(where(line), framework::detail::unknown_name("field of a dossier", table, names));
    return nullptr;
  }

  void head(std::string_view field, const Cell& cell, std::int64_t line) {
    if (field == "$schema") return;
    if (!heads_.insert(std::string(field)).second) return twice(field, line);
    if (field == "format") {
      has_format_ = true;
      const auto* number = std::get_if<std::int64_t>(&cell);
      if (number == nullptr || *number != 1) faults_.add(where(line), "format is not 1: expected format = 1");
      return;
    }
    const auto* text = std::get_if<std::string>(&cell);
    if (text == nullptr) return faults_.add(where(line), std::string(field) + " is no text: expected a text");
    if (field == "name") name_ = *text;
    if (field == "source") source_ = *text;
    if (field == "standing") standing_ = *text;
  }

  // A field that looks like one kring reads, and is none, would be carried along in silence.
  void check_field(std::string_view table, std::string_view field, std::int64_t line) {
    const auto found = std::ranges::find(known_fields(), table, &KnownFields::table);
    const auto& fields = found->fields;
    if (std::find(fields.begin(), fields.end(), field) != fields.end()) return;
    const auto nearest = kring::detail::misspelt_name(fields, field);
    if (!nearest) return;
    faults_.add(where(line), std::string(table) + " have no field '" + std::string(field) + "': did you mean '" +
                                 std::string(*nearest) + "'? A field of your own needs a name less like it");
  }

  void twice(std::string_view field, std::int64_t line) {
    faults_.add(where(line), "field '" + std::string(field) + "' stands twice in one place: expected it once");
  }

  [[nodiscard]] std::string where(std::int64_t line) const { return file_ + ", line " + std::to_string(line); }

  // Everything for the reader of tables. @throws InvalidRule with every fault so far.
  [[nodiscard]] table::DossierSource finish() {
    if (!has_format_) faults_.add(file_, "the field 'format' is missing: expected format = 1");
    if (standing_.empty()) {
      faults_.add(file_,
                  "the field 'standing' is missing: expected \"account\", what the board stands for as complete, "
                  "or \"reconstruction\", coded by others from public documents");
    }
    const auto standing = cycle::find_word<cycle::Standing>(standing_);
    if (!standing_.empty() && !standing) {
      faults_.add(file_, framework::detail::unknown_name("standing", standing_, cycle::words_of<cycle::Standing>));
    }
    faults_.raise();
    table::DossierSource source;
    source.standing = *standing;
    source.file = file_;
    const auto take = [&](const char* name) -> std::optional<table::DossierTable> {
      const auto found = tables_.find(name);
      if (found == tables_.end() || found->second.is_empty()) return {};
      return std::move(found->second).finish(name);
    };
    source.units = take("units");
    source.records = take("records");
    source.links = take("links");
    source.assessors = take("assessors");
    source.publications = take("publications");
    source.events = take("events");
    return source;
  }

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& source() const noexcept { return source_; }

 private:
  std::string file_;
  framework::detail::RuleFaults faults_;
  std::map<std::string, FileRows, std::less<>> tables_;
  std::set<std::string> heads_;
  std::string name_;
  std::string source_;
  std::string standing_;
  bool has_format_ = false;
};

}  // namespace kring::format::detail
