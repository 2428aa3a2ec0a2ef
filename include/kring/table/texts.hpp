// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/detail/text_index.hpp"
#include "kring/detail/utf8.hpp"
#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/arrow_cells.hpp"

namespace kring::table {

/// Text as numbers: the value of row i is values[codes[i]], or missing where codes[i] is -1. values holds every
/// distinct text that occurs, in order of first appearance.
struct TextColumn {
  std::vector<std::int32_t> codes;
  std::vector<std::string> values;

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return codes.size(); }
  /// True when the row has no text.
  [[nodiscard]] bool is_missing(std::size_t row) const noexcept { return codes[row] < 0; }
  /// The text of a row; empty when missing.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
    return codes[row] < 0 ? std::string_view{} : std::string_view{values[static_cast<std::size_t>(codes[row])]};
  }
};

namespace detail {

// Reads a column of text as numbers; index.code(text) says which. Of categories each is asked for once a chunk.
template <class Index>
class TextReader {
 public:
  TextReader(const Column& column, Index& index) : column_(column), index_(index) {
    codes_.reserve(static_cast<std::size_t>(column.size()));
  }

  [[nodiscard]] std::vector<std::int32_t> read() {
    for (const auto& chunk : column_.chunks()) {
      if (column_.schema().dictionary != nullptr) {
        read_categories(chunk);
      } else if (type_of(column_.schema()) == Type::null) {
        codes_.insert(codes_.end(), static_cast<std::size_t>(chunk.length), -1);
      } else {
        read_plain(chunk);
      }
    }
    return std::move(codes_);
  }

 private:
  void read_plain(const Chunk& chunk) {
    with_text(column_, type_of(column_.schema()), *chunk.array, [&](const auto& text) {
      for (auto place = chunk.start(); place < chunk.start() + chunk.length; ++place) {
        codes_.push_back(text.missing(place) ? -1 : index_.code(text(place)));
      }
    });
  }

  // Each category is looked up once a chunk, at its first row, so that unused categories get no code.
  void read_categories(const Chunk& chunk) {
    constexpr std::int32_t unknown = std::numeric_limits<std::int32_t>::min();
    const DictionaryIndex category(column_, chunk);
    const auto& dictionary = *chunk.array->dictionary;
    const auto type = type_of(*column_.schema().dictionary);
    std::vector<std::int32_t> known(static_cast<std::size_t>(dictionary.length), type == Type::null ? -1 : unknown);
    for (auto place = chunk.start(); place < chunk.start() + chunk.length; ++place) {
      const auto number = category(place);
      if (number >= 0 && known[static_cast<std::size_t>(number)] == unknown) {
        known[static_cast<std::size_t>(number)] = code_of(dictionary, type, number);
      }
      codes_.push_back(number < 0 ? -1 : known[static_cast<std::size_t>(number)]);
    }
  }

  [[nodiscard]] std::int32_t code_of(const ArrowArray& dictionary, Type type, std::int64_t number) {
    std::int32_t code = -1;
    with_text(column_, type, dictionary, [&](const auto& text) {
      const auto place = dictionary.offset + number;
      if (!text.missing(place)) code = index_.code(text(place));
    });
    return code;
  }

  const Column& column_;
  std::vector<std::int32_t> codes_;
  Index& index_;
};

[[nodiscard]] inline const ArrowSchema& value_schema(const Column& column) noexcept {
  return column.schema().dictionary == nullptr ? column.schema() : *column.schema().dictionary;
}

// Rows whose text does not satisfy accepts; each distinct text is asked once.
template <class Accepts>
[[nodiscard]] FaultyRows rejected_rows(const TextColumn& texts, Accepts accepts) {
  std::vector<bool> good;
  for (const auto& value : texts.values) good.push_back(accepts(value));
  FaultyRows rows;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (texts.is_missing(row) || good[static_cast<std::size_t>(texts.codes[row])]) continue;
    rows.add(static_cast<std::int64_t>(row), [&] { return "'" + std::string(texts[row]) + "'"; });
  }
  return rows;
}

}  // namespace detail

/// A text column as numbers: text, large text, text views and categories of those. A column that holds nothing but
/// missing values of no type is accepted. Whole numbers are refused, since leading zeros of identifiers may be lost.
/// Faults (column missing, no text, no UTF-8) go to faults, and the result is then all missing.
[[nodiscard]] inline TextColumn texts(const Table& table, const std::string& name, Faults& faults) {
  TextColumn nothing{std::vector<std::int32_t>(static_cast<std::size_t>(table.num_rows()), -1), {}};
  const auto* column = table.find(name);
  if (column == nullptr) return faults.add_missing(name, table.missing(name)), nothing;
  const auto type = type_of(detail::value_schema(*column));
  if (!is_text(type) && type != Type::null) {
    faults.add_column(name, "holds " + type_name(column->schema()), "text",
                      "convert the column to text and see that leading zeros are still there");
    return nothing;
  }
  kring::detail::TextIndex index;
  auto codes = detail::TextReader(*column, index).read();
  TextColumn read{std::move(codes), index.take()};
  const auto broken = detail::rejected_rows(read, [](const std::string& text) { return detail::is_utf8(text); });
  if (broken.count == 0) return read;
  FaultyRows hidden{broken.count, broken.first};
  for (auto& row : hidden.first) row.value = "bytes that are no text";
  faults.add(name, "not in UTF-8", hidden, "text in UTF-8", "read the file again with its own encoding");
  return nothing;
}

/// The same, at once. @throws kring::InvalidTable naming table, column and rows.
[[nodiscard]] inline TextColumn texts(const Table& table, const std::string& name) {
  Faults faults(table.name());
  auto read = texts(table, name, faults);
  faults.raise();
  return read;
}

}  // namespace kring::table
