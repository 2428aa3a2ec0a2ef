// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "kring/table/arrow.hpp"

namespace kring::table {

/// Physical type of a column, as far as kring computes with it. `other` columns (lists, structures, binary data) are
/// carried along and refused only when a value of theirs is needed.
enum class Type {
  null,
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  decimal128,
  date32,
  date64,
  timestamp,
  text32,
  text64,
  text_view,
  other
};

namespace detail {

struct NamedType {
  std::string_view format;
  Type type;
  std::string_view name;
};

inline constexpr NamedType named_types[] = {
    {"n", Type::null, "nothing but missing values"},
    {"b", Type::boolean, "booleans"},
    {"c", Type::int8, "whole numbers (int8)"},
    {"s", Type::int16, "whole numbers (int16)"},
    {"i", Type::int32, "whole numbers (int32)"},
    {"l", Type::int64, "whole numbers (int64)"},
    {"C", Type::uint8, "whole numbers (uint8)"},
    {"S", Type::uint16, "whole numbers (uint16)"},
    {"I", Type::uint32, "whole numbers (uint32)"},
    {"L", Type::uint64, "whole numbers (uint64)"},
    {"f", Type::float32, "numbers (float32)"},
    {"g", Type::float64, "numbers (float64)"},
    {"tdD", Type::date32, "dates"},
    {"tdm", Type::date64, "dates"},
    {"u", Type::text32, "text"},
    {"U", Type::text64, "text"},
    {"vu", Type::text_view, "text"},
};

// A decimal without a stated width is 128 bits wide: "d:38,0" or "d:38,0,128".
[[nodiscard]] inline bool is_decimal128(std::string_view format) noexcept {
  if (!format.starts_with("d:")) return false;
  const auto first = format.find(',');
  if (first == std::string_view::npos) return false;
  const auto second = format.find(',', first + 1);
  return second == std::string_view::npos || format.substr(second + 1) == "128";
}

[[nodiscard]] inline std::string_view format_of(const ArrowSchema& schema) noexcept {
  return schema.format == nullptr ? std::string_view{} : std::string_view{schema.format};
}

}  // namespace detail

/// Physical type behind an Arrow schema. Of a dictionary-encoded column this is the type of its indices; see
/// ArrowSchema::dictionary for the type of its values.
[[nodiscard]] inline Type type_of(const ArrowSchema& schema) noexcept {
  const auto format = detail::format_of(schema);
  for (const auto& named : detail::named_types) {
    if (named.format == format) return named.type;
  }
  if (format.starts_with("ts")) return Type::timestamp;
  return detail::is_decimal128(format) ? Type::decimal128 : Type::other;
}

/// True for the three ways in which Arrow stores text.
[[nodiscard]] inline bool is_text(Type type) noexcept {
  return type == Type::text32 || type == Type::text64 || type == Type::text_view;
}

/// True for the types that hold numbers: integers, floats and decimals of 128 bits.
[[nodiscard]] inline bool is_number(Type type) noexcept { return type >= Type::int8 && type <= Type::decimal128; }

/// What a column holds, in words for a message: "text", "whole numbers (int64)", "categories of text".
[[nodiscard]] inline std::string type_name(const ArrowSchema& schema) {
  if (schema.dictionary != nullptr) return "categories of " + type_name(*schema.dictionary);
  const auto format = detail::format_of(schema);
  for (const auto& named : detail::named_types) {
    if (named.format == format) return std::string(named.name);
  }
  if (format.starts_with("ts")) return "points in time";
  if (format.starts_with("d:")) return "decimal numbers";
  if (format.starts_with("+l") || format.starts_with("+L") || format.starts_with("+w")) return "lists";
  if (format.starts_with("+s")) return "structures";
  return "values of the Arrow format '" + std::string(format) + "'";
}

}  // namespace kring::table
