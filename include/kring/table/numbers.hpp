// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "kring/table/check.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/detail/number_reader.hpp"
#include "kring/table/texts.hpp"
#include "kring/table/values.hpp"

namespace kring::table {

namespace detail {

template <class T>
[[nodiscard]] Values<T> nothing(const Table& table) {
  const auto rows = static_cast<std::size_t>(table.num_rows());
  return Values<T>(std::vector<T>(rows), std::vector<std::uint8_t>(rows, 0));
}

// Only a plain whole number is called one; anything else in a text column is what the user has to look at.
[[nodiscard]] inline bool reads_as_whole(const std::string& text) noexcept {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

// A text column without a single text says nothing about its type: it is what readers make of empty cells.
inline void refuse_text(const Table& table, const Column& column, const char* expected, Faults& faults) {
  const auto read = texts(table, column.name(), faults);
  if (read.values.empty()) return;
  const auto rows = rejected_rows(read, reads_as_whole);
  const std::string advice = "leave a cell without a number empty and convert the column to numbers";
  if (rows.count == 0) return faults.add_column(column.name(), "holds numbers written as text", expected, advice);
  faults.add(column.name(), "text", rows, expected, advice);
}

template <class T>
[[nodiscard]] bool all_finite(std::span<const T> values) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    return std::ranges::all_of(values, [](T value) { return std::isfinite(value); });
  }
  return true;
}

template <class Rule>
[[nodiscard]] Values<typename Rule::Target> read_numbers(const Table& table, const Column& column, Rule rule,
                                                         Faults& faults) {
  NumberReader<Rule> reader(column, rule);
  reader.read();
  faults.add(column.name(), Rule::problem, reader.faulty(), Rule::expected);
  return reader.faulty().count == 0 ? reader.take() : nothing<typename Rule::Target>(table);
}

template <class Rule>
[[nodiscard]] Values<typename Rule::Target> convert(const Table& table, const std::string& name, Type same,
                                                    Faults& faults) {
  using Target = typename Rule::Target;
  const auto* column = table.find(name);
  if (column == nullptr) return faults.add_missing(name, table.missing(name)), nothing<Target>(table);
  if (auto shared = borrowed<Target>(*column, same)) {
    if (all_finite(shared->values())) return *std::move(shared);
  }
  const auto& schema = value_schema(*column);
  const auto type = type_of(schema);
  Rule rule;
  if (type == Type::decimal128) rule.scale = decimal_scale(schema).value_or(0);
  if (is_text(type)) return refuse_text(table, *column, Rule::expected, faults), nothing<Target>(table);
  const bool readable = type == Type::null || (rule.scale != 0 && is_number(type));
  if (readable) return read_numbers(table, *column, rule, faults);
  faults.add_column(name, "holds " + type_name(column->schema()), Rule::expected, "convert the column");
  return nothing<Target>(table);
}

}  // namespace detail

/// A column of whole numbers: any integer type, decimals without a fraction, floats that are exact whole numbers up to
/// 2^53 (frames store whole numbers with gaps that way), categories of those, or nothing but missing values of any
/// type. Shares the frame's buffer when that holds int64 in one chunk without missing values. Text and booleans are
/// refused. Faults (column missing, wrong type, rows that are not whole) go to faults, and the result is then all
/// missing.
[[nodiscard]] inline IntegerColumn integers(const Table& table, const std::string& name, Faults& faults) {
  return detail::convert<detail::ToInteger>(table, name, Type::int64, faults);
}

/// The same, at once. @throws kring::InvalidTable naming table, column and rows.
[[nodiscard]] inline IntegerColumn integers(const Table& table, const std::string& name) {
  Faults faults(table.name());
  auto read = integers(table, name, faults);
  faults.raise();
  return read;
}

/// A column of numbers as double: integers, floats, decimals, categories of those, or nothing but missing values of no
/// type. NaN and infinity are refused with their rows: a missing value is null. Shares the frame's buffer when that
/// holds float64 in one chunk without missing values. Faults go to faults, and the result is then all missing.
[[nodiscard]] inline NumberColumn numbers(const Table& table, const std::string& name, Faults& faults) {
  return detail::convert<detail::ToNumber>(table, name, Type::float64, faults);
}

/// The same, at once. @throws kring::InvalidTable naming table, column and rows.
[[nodiscard]] inline NumberColumn numbers(const Table& table, const std::string& name) {
  Faults faults(table.name());
  auto read = numbers(table, name, faults);
  faults.raise();
  return read;
}

}  // namespace kring::table
