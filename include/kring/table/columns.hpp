// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/table/column.hpp"

namespace kring::table {

/// An ordered set of named columns of equal length. Copying a table, choosing, renaming and adding columns copies no
/// data. The name of the table stands in every message about it.
class Table {
 public:
  /// @throws kring::InvalidTable when two columns share a name or differ in length.
  explicit Table(std::string name, std::vector<Column> columns = {})
      : name_(std::move(name)), columns_(std::move(columns)) {
    for (std::size_t i = 0; i < columns_.size(); ++i) check(i);
  }

  /// Name of the table in messages.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// The columns, in order.
  [[nodiscard]] std::span<const Column> columns() const noexcept { return columns_; }
  /// Number of rows; 0 for a table without columns.
  [[nodiscard]] std::int64_t num_rows() const noexcept { return columns_.empty() ? 0 : columns_.front().size(); }

  /// True when a column has this name.
  [[nodiscard]] bool contains(std::string_view column) const noexcept { return find(column) != nullptr; }
  /// The column of this name, or null.
  [[nodiscard]] const Column* find(std::string_view column) const noexcept {
    const auto same = [&](const Column& one) { return one.name() == column; };
    const auto found = std::ranges::find_if(columns_, same);
    return found == columns_.end() ? nullptr : &*found;
  }
  /// The column of this name. @throws kring::InvalidTable when there is none; the message lists the names there are.
  [[nodiscard]] const Column& column(std::string_view column) const {
    if (const auto* found = find(column)) return *found;
    throw InvalidTable("table '" + name_ + "': " + missing(column));
  }
  /// The message for a column that is not there.
  [[nodiscard]] std::string missing(std::string_view column) const {
    std::string names;
    for (const auto& one : columns_) names += (names.empty() ? "" : ", ") + one.name();
    return "column '" + std::string(column) + "' is missing; the table has " +
           (names.empty() ? "no columns" : "the columns " + names) + "; add the column or rename the one that is meant";
  }

  /// These columns, in this order. @throws kring::InvalidTable when one is missing or named twice.
  [[nodiscard]] Table select(std::span<const std::string> names) const {
    std::vector<Column> chosen;
    for (const auto& one : names) chosen.push_back(column(one));
    return Table(name_, std::move(chosen));
  }
  /// The same table with one column under another name. @throws kring::InvalidTable when it is missing or name is
  /// taken.
  [[nodiscard]] Table renamed(std::string_view from, const std::string& to) const {
    auto columns = columns_;
    columns[static_cast<std::size_t>(&column(from) - columns_.data())] = column(from).renamed(to);
    return Table(name_, std::move(columns));
  }
  /// The same table with columns added at the end. @throws kring::InvalidTable when a name is taken or a length
  /// differs.
  [[nodiscard]] Table with(std::span<const Column> more) const {
    auto columns = columns_;
    columns.insert(columns.end(), more.begin(), more.end());
    return Table(name_, std::move(columns));
  }
  /// The same columns under another table name.
  [[nodiscard]] Table named(std::string name) const { return Table(std::move(name), columns_); }

 private:
  void check(std::size_t place) const {
    const auto& one = columns_[place];
    if (find(one.name()) != &one) {
      throw InvalidTable("table '" + name_ + "': two columns are named '" + one.name() + "'; rename one of them");
    }
    if (one.size() != num_rows()) {
      throw InvalidTable("table '" + name_ + "': column '" + one.name() + "' has " + std::to_string(one.size()) +
                         " rows and column '" + columns_.front().name() + "' has " + std::to_string(num_rows()) +
                         "; expected columns of equal length");
    }
  }

  std::string name_;
  std::vector<Column> columns_;
};

}  // namespace kring::table
