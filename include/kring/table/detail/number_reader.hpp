// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "kring/table/check.hpp"
#include "kring/table/detail/arrow_cells.hpp"
#include "kring/table/values.hpp"

// Conversion of the numeric Arrow types into one contiguous column of std::int64_t or double.
namespace kring::table::detail {

// 10 to the number of decimals in a format such as "d:19,2"; nothing when a 64-bit value cannot carry them.
[[nodiscard]] inline std::optional<std::int64_t> decimal_scale(const ArrowSchema& schema) {
  const auto format = std::string(format_of(schema));
  const auto decimals = std::strtol(format.c_str() + format.find(',') + 1, nullptr, 10);
  if (decimals < 0 || decimals > 18) return std::nullopt;
  std::int64_t scale = 1;
  for (long i = 0; i < decimals; ++i) scale *= 10;
  return scale;
}

// Whole numbers up to 2^53 are exact in a double; beyond that a float no longer says which whole number was meant.
inline constexpr double exact_limit = 9007199254740992.0;

struct ToInteger {
  using Target = std::int64_t;
  static constexpr const char* problem = "not a whole number of at most 64 bits";
  static constexpr const char* expected = "whole numbers";
  std::int64_t scale = 1;

  template <class Source>
  [[nodiscard]] bool operator()(Source source, Target& target) const noexcept {
    target = static_cast<Target>(source);
    return !std::is_same_v<Source, std::uint64_t> || target >= 0;
  }
  [[nodiscard]] bool operator()(float source, Target& target) const noexcept {
    return (*this)(static_cast<double>(source), target);
  }
  [[nodiscard]] bool operator()(double source, Target& target) const noexcept {
    if (!(std::abs(source) <= exact_limit) || source != std::trunc(source)) return false;
    target = static_cast<Target>(source);
    return true;
  }
  [[nodiscard]] bool operator()(Decimal128 source, Target& target) const noexcept {
    target = source.value() / scale;
    return source.fits() && source.value() % scale == 0;
  }
};

struct ToNumber {
  using Target = double;
  static constexpr const char* problem = "not a finite number";
  static constexpr const char* expected = "finite numbers";
  std::int64_t scale = 1;

  template <class Source>
  [[nodiscard]] bool operator()(Source source, Target& target) const noexcept {
    target = static_cast<Target>(source);
    return !std::is_floating_point_v<Source> || std::isfinite(target);
  }
  [[nodiscard]] bool operator()(Decimal128 source, Target& target) const noexcept {
    target = static_cast<double>(source.value()) / static_cast<double>(scale);
    return source.fits();
  }
};

// Fills a column chunk by chunk. Missing and faulty rows hold 0 and are marked.
template <class Rule>
class NumberReader {
 public:
  using Target = typename Rule::Target;

  NumberReader(const Column& column, Rule rule) : column_(column), rule_(rule) {
    values_.resize(static_cast<std::size_t>(column.size()));
  }

  void read() {
    for (const auto& chunk : column_.chunks()) {
      if (column_.schema().dictionary != nullptr) {
        read_categories(chunk);
      } else {
        read_plain(chunk);
      }
      row_ += chunk.length;
    }
  }

  [[nodiscard]] const FaultyRows& faulty() const noexcept { return faulty_; }
  [[nodiscard]] Values<Target> take() { return Values<Target>(std::move(values_), std::move(valid_)); }

 private:
  void read_plain(const Chunk& chunk) {
    const auto& array = *chunk.array;
    const auto type = type_of(column_.schema());
    if (type == Type::null) return mark(row_, row_ + chunk.length);
    const void* bits = validity(column_, array);
    const void* data = buffer(column_, array, 1);
    if (type == Type::boolean)
      return read_rows(chunk, bits, [&](auto place) { return std::uint8_t{bit(data, place)}; });
    with_number_type(type, [&](auto zero) {
      read_rows(chunk, bits, [&](auto place) { return load<decltype(zero)>(data, place); });
    });
  }

  template <class Cell>
  void read_rows(const Chunk& chunk, const void* bits, Cell cell) {
    for (std::int64_t i = 0; i < chunk.length; ++i) {
      const auto place = chunk.start() + i;
      if (bits != nullptr && !bit(bits, place)) {
        mark(row_ + i, row_ + i + 1);
      } else {
        put(row_ + i, cell(place));
      }
    }
  }

  void read_categories(const Chunk& chunk) {
    const DictionaryIndex index(column_, chunk);
    const auto& dictionary = *chunk.array->dictionary;
    const auto type = type_of(*column_.schema().dictionary);
    const void* bits = type == Type::null ? nullptr : validity(column_, dictionary);
    for (std::int64_t i = 0; i < chunk.length; ++i) {
      const auto code = index(chunk.start() + i);
      if (code < 0 || type == Type::null || (bits != nullptr && !bit(bits, dictionary.offset + code))) {
        mark(row_ + i, row_ + i + 1);
      } else {
        const void* data = buffer(column_, dictionary, 1);
        with_number_type(type, [&](auto zero) { put(row_ + i, load<decltype(zero)>(data, dictionary.offset + code)); });
      }
    }
  }

  template <class Source>
  void put(std::int64_t row, Source source) {
    auto& target = values_[static_cast<std::size_t>(row)];
    if (rule_(source, target)) return;
    target = 0;
    faulty_.add(row, [&] { return shown(source); });
    mark(row, row + 1);
  }

  void mark(std::int64_t begin, std::int64_t end) {
    if (valid_.empty()) valid_.assign(values_.size(), 1);
    for (auto row = begin; row < end; ++row) valid_[static_cast<std::size_t>(row)] = 0;
  }

  const Column& column_;
  Rule rule_;
  std::int64_t row_ = 0;
  std::vector<Target> values_;
  std::vector<std::uint8_t> valid_;
  FaultyRows faulty_;
};

// The buffer itself where one chunk holds the wanted type without missing values.
template <class T>
[[nodiscard]] std::optional<Values<T>> borrowed(const Column& column, Type wanted) {
  if (column.schema().dictionary != nullptr || type_of(column.schema()) != wanted || column.chunks().size() != 1) {
    return std::nullopt;
  }
  const auto& chunk = column.chunks().front();
  const void* bits = validity(column, *chunk.array);
  for (std::int64_t i = 0; bits != nullptr && i < chunk.length; ++i) {
    if (!bit(bits, chunk.start() + i)) return std::nullopt;
  }
  const auto* data = static_cast<const T*>(buffer(column, *chunk.array, 1));
  if (reinterpret_cast<std::uintptr_t>(data) % alignof(T) != 0) return std::nullopt;
  return Values<T>(chunk.array, {data + chunk.start(), static_cast<std::size_t>(chunk.length)});
}

}  // namespace kring::table::detail
