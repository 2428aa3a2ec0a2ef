// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::table {

/// A row that breaks the contract of a table, with its value as text. Rows are counted from 0, as frames do.
struct FaultyRow {
  std::int64_t row;
  std::string value;
};

/// Number of faulty rows and the first five of them.
struct FaultyRows {
  /// Most rows that a message shows.
  static constexpr std::size_t shown = 5;
  std::int64_t count = 0;
  std::vector<FaultyRow> first;

  /// Counts a row; show() gives its value as text and is called only for rows that are shown.
  template <class Show>
  void add(std::int64_t row, Show show) {
    ++count;
    if (first.size() < shown) first.push_back({row, show()});
  }
};

/// Collector of everything that is wrong with one table, so that a user sees all of it at once. Nothing is thrown until
/// raise() is called.
class Faults {
 public:
  /// table: the name of the table in messages, for example "results".
  explicit Faults(std::string table) : table_(std::move(table)) {}

  /// Adds a fault of rows; nothing happens when rows is empty. problem follows "is" or "are": "negative".
  /// Example: table 'results', column 'numerator': 2 rows are negative: row 4 (-2), row 7 (-1); expected counts of 0 or
  /// more; correct or remove these rows.
  void add(const std::string& column, const std::string& problem, const FaultyRows& rows, const std::string& expected,
           const std::string& advice = "correct or remove these rows") {
    if (rows.count == 0) return;
    std::string text = place(column) + std::to_string(rows.count) + (rows.count == 1 ? " row is " : " rows are ");
    text += problem + ": " + listed(rows) + "; expected " + expected + "; " + advice;
    messages_.push_back(std::move(text));
  }

  /// Adds a fault of a column as a whole. found: "holds dates"; expected: "whole numbers"; advice: what to do.
  void add_column(const std::string& column, const std::string& found, const std::string& expected,
                  const std::string& advice) {
    messages_.push_back(place(column) + found + "; expected " + expected + "; " + advice);
  }

  /// Adds a fault of the table as a whole, in the caller's words.
  void add_table(const std::string& text) { messages_.push_back("table '" + table_ + "': " + text); }

  /// True as long as nothing was added.
  [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
  /// One message a fault, in the order in which they were added.
  [[nodiscard]] const std::vector<std::string>& messages() const noexcept { return messages_; }

  /// All faults in one text: the message itself when there is one, a list with their number when there are more.
  [[nodiscard]] std::string text() const {
    if (messages_.size() == 1) return messages_.front();
    std::string all = "table '" + table_ + "' has " + std::to_string(messages_.size()) + " faults:";
    for (const auto& message : messages_) all += "\n- " + message;
    return all;
  }

  /// Ends silently when nothing was added. @throws kring::InvalidTable with all faults otherwise.
  void raise() const {
    if (!empty()) throw InvalidTable(text());
  }

 private:
  [[nodiscard]] std::string place(const std::string& column) const {
    return "table '" + table_ + "', column '" + column + "': ";
  }

  [[nodiscard]] static std::string listed(const FaultyRows& rows) {
    std::string text;
    for (const auto& row : rows.first) {
      text += (text.empty() ? "row " : ", row ") + std::to_string(row.row) + " (" + row.value + ")";
    }
    return std::cmp_less(rows.first.size(), rows.count) ? text + ", ..." : text;
  }

  std::string table_;
  std::vector<std::string> messages_;
};

}  // namespace kring::table
