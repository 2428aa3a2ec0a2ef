// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "kring/core/error.hpp"
#include "kring/format/detail/file_rows.hpp"

namespace kring::format::detail {

// Walks through a text and counts its lines, which the parser does not tell.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::int64_t* line) : at_(at), line_(line) {}

  const char& operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  std::int64_t* line_;
};

// Takes the parts of a JSON text as they come: {"units": [{...}, ...], ...}.
class DossierEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  DossierEvents(FileDossier& content, const std::int64_t& line) : content_(content), line_(line) {}

  bool null() override { return value(Cell()); }
  bool boolean(bool flag) override { return value(Cell(flag)); }
  bool number_integer(number_integer_t number) override { return value(Cell(std::int64_t{number})); }
  bool number_unsigned(number_unsigned_t number) override {
    constexpr auto largest = static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
    if (number <= largest) return value(Cell(static_cast<std::int64_t>(number)));
    return value(Cell(static_cast<double>(number)));
  }
  bool number_float(number_float_t number, const string_t&) override { return value(Cell(number)); }
  bool string(string_t& text) override { return value(Cell(std::move(text))); }
  bool binary(binary_t&) override { return value(Cell()); }

  bool start_object(std::size_t) override {
    ++depth_;
    if (depth_ == row_depth && rows_ != nullptr) rows_->begin_row(line_);
    if (depth_ > row_depth || (depth_ == row_depth - 1 && in_table_)) misplaced("an object");
    return true;
  }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override {
    ++depth_;
    if (depth_ == 1 || depth_ >= row_depth) misplaced("a list");
    return true;
  }
  bool end_array() override { return leave(); }

  bool key(string_t& name) override {
    key_ = std::move(name);
    key_line_ = line_;
    if (depth_ == 1) {
      in_table_ = key_ != "format" && key_ != "name" && key_ != "standing" && key_ != "source" && key_ != "$schema";
      rows_ = in_table_ ? content_.rows(key_, line_) : nullptr;
      table_ = key_;
    } else if (depth_ == row_depth && rows_ != nullptr) {
      content_.check_field(table_, key_, line_);
    }
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
    problem_ = content_.where(line_) + ": the text is no JSON: " + error.what();
    return false;
  }

  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

 private:
  static constexpr int row_depth = 3;

  bool leave() {
    --depth_;
    return true;
  }

  bool value(Cell cell) {
    if (depth_ == 1 && !in_table_) {
      content_.head(key_, cell, key_line_);
    } else if (depth_ == row_depth && rows_ != nullptr) {
      if (!rows_->add(key_, std::move(cell))) content_.twice(key_, key_line_);
    } else if (depth_ < row_depth) {
      misplaced("a value", depth_ == 1 ? key_line_ : line_);
    }
    return true;
  }

  void misplaced(const std::string& what) { misplaced(what, line_); }

  void misplaced(const std::string& what, std::int64_t line) {
    if (depth_ > row_depth && rows_ == nullptr) return;
    content_.faults().add(content_.where(line),
                          what + " stands where it has no place: expected {\"units\": [{...}, ...], \"records\": ...}");
  }

  FileDossier& content_;
  const std::int64_t& line_;
  FileRows* rows_ = nullptr;
  std::string key_;
  std::int64_t key_line_ = 1;  // A number ends only with what stands behind it, which may be the next line.
  std::string table_;
  std::string problem_;
  int depth_ = 0;
  bool in_table_ = false;
};

inline void read_json(std::string_view text, const std::string&, FileDossier& content) {
  std::int64_t line = 1;
  DossierEvents events(content, line);
  const CountingIterator first(text.data(), &line);
  const CountingIterator last(text.data() + text.size(), &line);
  if (!nlohmann::json::sax_parse(first, last, &events)) throw InvalidRule(events.problem());
}

}  // namespace kring::format::detail
