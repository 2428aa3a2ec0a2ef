// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::table {

/// What a look at a whole file of delimited text (CSV) tells before a frame library reads it.
struct DelimitedShape {
  /// Names in the first record, quotes removed.
  std::vector<std::string> names;
  /// Of each column, whether a field starts with a zero and another digit, so that reading it as a number would lose
  /// it.
  std::vector<bool> leading_zeros;
  /// Records after the first.
  std::int64_t rows = 0;
};

namespace detail {

// Walks through the records of RFC 4180: fields may stand in double quotes, and a quoted field may hold line ends.
class DelimitedReader {
 public:
  DelimitedReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  [[nodiscard]] DelimitedShape read() {
    read_record(true);
    while (at_ < text_.size()) {
      read_record(false);
      ++shape_.rows;
    }
    if (!faults_.empty()) throw InvalidTable(message());
    return std::move(shape_);
  }

 private:
  void read_record(bool is_first) {
    const auto record_line = line_;
    const auto start = at_;
    std::size_t fields = 0;
    do {
      read_field(fields++, is_first);
    } while (take(delimiter_));
    const bool empty = at_ == start;
    take('\r');
    take('\n');
    if (empty) return add_fault(record_line, "is empty");
    if (is_first || fields == shape_.names.size()) return;
    add_fault(record_line, "has " + std::to_string(fields) + (fields == 1 ? " field" : " fields"));
  }

  void read_field(std::size_t number, bool is_first) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    const auto content = quoted ? quoted_field() : plain_field();
    if (is_first) {
      shape_.names.emplace_back(content);
      shape_.leading_zeros.push_back(false);
    } else if (number < shape_.names.size() && starts_with_zero(content)) {
      shape_.leading_zeros[number] = true;
    }
  }

  [[nodiscard]] static bool starts_with_zero(std::string_view field) noexcept {
    return field.size() > 1 && field[0] == '0' && field[1] >= '0' && field[1] <= '9';
  }

  [[nodiscard]] std::string_view plain_field() noexcept {
    const auto start = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return text_.substr(start, at_ - start);
  }

  [[nodiscard]] std::string_view quoted_field() {
    const auto opened = line_;
    const auto start = ++at_;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') continue;
      if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') {
        const auto content = text_.substr(start, at_ - start);
        ++at_;
        (void)plain_field();
        return content;
      }
      ++at_;
    }
    throw InvalidTable("the quote that opens in line " + std::to_string(opened) + " is never closed; close it");
  }

  bool take(char wanted) noexcept {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    if (wanted == '\n') ++line_;
    return true;
  }

  void add_fault(std::int64_t line, const std::string& what) {
    constexpr std::size_t shown = 5;
    ++count_;
    if (faults_.size() < shown) faults_.push_back("line " + std::to_string(line) + " " + what);
  }

  [[nodiscard]] std::string message() const {
    std::string text = std::to_string(count_) + (count_ == 1 ? " line is" : " lines are") + " not a row: ";
    for (std::size_t i = 0; i < faults_.size(); ++i) text += (i == 0 ? "" : ", ") + faults_[i];
    if (static_cast<std::size_t>(count_) > faults_.size()) text += ", ...";
    return text + "; expected " + std::to_string(shape_.names.size()) +
           " fields in every line, as in the first; correct or remove these lines";
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::int64_t count_ = 0;
  DelimitedShape shape_;
  std::vector<std::string> faults_;
};

}  // namespace detail

/// Checks that every line of delimited text has the fields of its first line, which holds the names. Lines are counted
/// from 1. Frame libraries disagree here: some fill a short line with missing values and say nothing.
/// @throws kring::InvalidTable listing the first five lines that are empty or have another number of fields.
[[nodiscard]] inline DelimitedShape delimited_shape(std::string_view text, char delimiter) {
  return detail::DelimitedReader(text, delimiter).read();
}

}  // namespace kring::table
