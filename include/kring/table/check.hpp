// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/faulty_rows.hpp"

namespace kring::table {

using kring::FaultyRow;
using kring::FaultyRows;

/// Collector of everything that is wrong with one table, so that a user sees all of it at once. Nothing is thrown until
/// raise() is called.
class Faults {
 public:
  /// Most rows of a frame that a message shows.
  static constexpr std::size_t shown = 5;

  /// table: the name of the table in messages, for example "results".
  explicit Faults(std::string table) : table_(std::move(table)) {}

  /// For the table of a file: lines says for each row in which line it begins, and messages name all lines.
  Faults(std::string table, std::string file, std::vector<std::int64_t> lines)
      : table_(std::move(table)), file_(std::move(file)), lines_(std::move(lines)) {}

  /// Adds a fault of rows; nothing happens when rows is empty. problem follows "is" or "are": "negative".
  /// Example: table 'results', column 'numerator': 2 rows are negative: row 4 (-2), row 7 (-1); expected counts of 0 or
  /// more; correct or remove these rows.
  void add(const std::string& column, const std::string& problem, const FaultyRows& rows, const std::string& expected,
           const std::string& advice = "correct or remove these rows") {
    if (rows.count == 0) return;
    const std::size_t most = lines_.empty() ? shown : FaultyRows::kept;
    columns_.push_back(column);
    messages_.push_back(place(column) + fault_text(problem, rows, expected, advice, most,
                                                   [this](std::int64_t row) { return called(row); }));
  }

  /// Adds a fault of a column as a whole. found: "holds dates"; expected: "whole numbers"; advice: what to do.
  void add_column(const std::string& column, const std::string& found, const std::string& expected,
                  const std::string& advice) {
    columns_.push_back(column);
    messages_.push_back(place(column) + found + "; expected " + expected + "; " + advice);
  }

  /// Adds a column that is not there, in the caller's words.
  void add_missing(const std::string& column, const std::string& text) {
    columns_.push_back(column);
    add_table(text);
  }

  /// Adds a fault of the table as a whole, in the caller's words.
  void add_table(const std::string& text) { messages_.push_back(name() + ": " + text); }

  /// True as long as nothing was added.
  [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
  /// One message a fault, in the order in which they were added.
  [[nodiscard]] const std::vector<std::string>& messages() const noexcept { return messages_; }

  /// The columns that have faults; one with several is there several times.
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }

  /// All faults in one text: the message itself when there is one, a list with their number when there are more.
  [[nodiscard]] std::string text() const { return all_faults(name(), messages_); }

  /// Ends silently when nothing was added. @throws kring::InvalidTable with all faults otherwise.
  void raise() const {
    if (!empty()) throw InvalidTable(text());
  }

 private:
  [[nodiscard]] std::string name() const { return (file_.empty() ? "" : file_ + ", ") + "table '" + table_ + "'"; }

  [[nodiscard]] std::string place(const std::string& column) const { return name() + ", column '" + column + "': "; }

  // A row of a frame by its number, a row of a file by its line.
  [[nodiscard]] std::string called(std::int64_t row) const {
    if (std::cmp_greater_equal(row, lines_.size())) return "row " + std::to_string(row);
    return "line " + std::to_string(lines_[static_cast<std::size_t>(row)]);
  }

  std::string table_;
  std::string file_;
  std::vector<std::int64_t> lines_;
  std::vector<std::string> messages_;
  std::vector<std::string> columns_;
};

}  // namespace kring::table
