// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "kring/table/numbers.hpp"

namespace kring::table {

namespace detail {

// Takes the stored number as it is; used where nothing is computed with it.
template <class To>
struct AsStored {
  using Target = To;
  static constexpr const char* problem = "too large";
  static constexpr const char* expected = "numbers of at most 64 bits";
  std::int64_t scale = 1;

  template <class Source>
  [[nodiscard]] bool operator()(Source source, Target& target) const noexcept {
    target = static_cast<Target>(source);
    return true;
  }
  [[nodiscard]] bool operator()(Decimal128 source, Target& target) const noexcept {
    target = static_cast<Target>(static_cast<double>(source.value()) / static_cast<double>(scale));
    return source.fits();
  }
};

template <class To>
[[nodiscard]] Values<To> stored(const Table& table, const std::string& name) {
  const auto& column = table.column(name);
  const auto& schema = value_schema(column);
  AsStored<To> rule;
  if (type_of(schema) == Type::decimal128) rule.scale = decimal_scale(schema).value_or(1);
  Faults faults(table.name());
  const auto readable = type_of(schema) != Type::other && !is_text(type_of(schema));
  if (!readable) faults.add_column(name, "holds " + type_name(column.schema()), "numbers", "leave the column out");
  faults.raise();
  auto values = read_numbers(table, column, rule, faults);
  faults.raise();
  return values;
}

}  // namespace detail

/// A column of numbers as it is stored, NaN and infinity included: for handing a column back, not for computing.
/// @throws kring::InvalidTable when there is no such column or it holds no numbers.
[[nodiscard]] inline NumberColumn stored_numbers(const Table& table, const std::string& name) {
  if (auto shared = detail::borrowed<double>(table.column(name), Type::float64)) return *std::move(shared);
  return detail::stored<double>(table, name);
}

/// A column of booleans, whole numbers, dates or points in time as the whole numbers that Arrow stores: 0 or 1, days
/// (date32), milliseconds (date64) or ticks in the unit of its format. For handing a column back, not for computing.
/// @throws kring::InvalidTable when there is no such column or it holds something else.
[[nodiscard]] inline IntegerColumn stored_integers(const Table& table, const std::string& name) {
  for (const auto type : {Type::int64, Type::timestamp, Type::date64}) {
    if (auto shared = detail::borrowed<std::int64_t>(table.column(name), type)) return *std::move(shared);
  }
  return detail::stored<std::int64_t>(table, name);
}

}  // namespace kring::table
