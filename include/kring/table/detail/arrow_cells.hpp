// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "kring/core/error.hpp"
#include "kring/table/column.hpp"

// Reading single cells from the buffers of Arrow arrays. Buffers may be unaligned, so values are loaded bytewise.
namespace kring::table::detail {

[[noreturn]] inline void throw_broken_column(const Column& column, const std::string& what) {
  throw InvalidTable("column '" + column.name() + "': the Arrow data are broken: " + what +
                     "; report this to the makers of the library that gave them");
}

template <class T>
[[nodiscard]] T load(const void* buffer, std::int64_t place) noexcept {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + place * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
  return value;
}

[[nodiscard]] inline bool bit(const void* bits, std::int64_t place) noexcept {
  return (static_cast<const std::uint8_t*>(bits)[place / 8] >> (place % 8) & 1) != 0;
}

// The buffer with this number; null only when may_be_null.
[[nodiscard]] inline const void* buffer(const Column& column, const ArrowArray& array, std::int64_t number,
                                        bool may_be_null = false) {
  if (number >= array.n_buffers || array.buffers == nullptr) throw_broken_column(column, "too few buffers");
  const void* found = array.buffers[number];
  if (found == nullptr && !may_be_null) throw_broken_column(column, "a buffer without data");
  return found;
}

// The bitmap of present values, or null when every value is present.
[[nodiscard]] inline const void* validity(const Column& column, const ArrowArray& array) {
  return array.null_count == 0 ? nullptr : buffer(column, array, 0, true);
}

// A 128-bit decimal in its two halves; only those that fit in 64 bits are read as numbers.
struct Decimal128 {
  std::uint64_t low;
  std::int64_t high;

  [[nodiscard]] std::int64_t value() const noexcept { return static_cast<std::int64_t>(low); }
  [[nodiscard]] bool fits() const noexcept { return high == (value() < 0 ? -1 : 0); }
};

// Calls f with a value of the C++ type that an Arrow type of fixed width stores. @return false for every other type.
template <class Function>
bool with_number_type(Type type, Function f) {
  switch (type) {
    case Type::int8:
      return f(std::int8_t{}), true;
    case Type::int16:
      return f(std::int16_t{}), true;
    case Type::int32:
      return f(std::int32_t{}), true;
    case Type::int64:
      return f(std::int64_t{}), true;
    case Type::uint8:
      return f(std::uint8_t{}), true;
    case Type::uint16:
      return f(std::uint16_t{}), true;
    case Type::uint32:
      return f(std::uint32_t{}), true;
    case Type::uint64:
      return f(std::uint64_t{}), true;
    case Type::float32:
      return f(float{}), true;
    case Type::float64:
      return f(double{}), true;
    case Type::decimal128:
      return f(Decimal128{}), true;
    case Type::date32:
      return f(std::int32_t{}), true;
    case Type::date64:
    case Type::timestamp:
      return f(std::int64_t{}), true;
    default:
      return false;
  }
}

// Index into the dictionary of a chunk at place; -1 when missing. Index is the C++ type of the indices.
class DictionaryIndex {
 public:
  DictionaryIndex(const Column& column, const Chunk& chunk) : column_(column), type_(type_of(column.schema())) {
    const auto& array = *chunk.array;
    if (array.dictionary == nullptr) throw_broken_column(column, "categories without their values");
    size_ = array.dictionary->length;
    if (size_ < 0 || array.dictionary->offset < 0) throw_broken_column(column, "categories of negative length");
    bits_ = validity(column, array);
    indices_ = buffer(column, array, 1);
  }

  [[nodiscard]] std::int64_t operator()(std::int64_t place) const {
    if (bits_ != nullptr && !bit(bits_, place)) return -1;
    const auto index = at(place);
    if (index < 0 || index >= size_) throw_broken_column(column_, "a category outside its list");
    return index;
  }

 private:
  [[nodiscard]] std::int64_t at(std::int64_t place) const {
    switch (type_) {
      case Type::int8:
        return load<std::int8_t>(indices_, place);
      case Type::int16:
        return load<std::int16_t>(indices_, place);
      case Type::int32:
        return load<std::int32_t>(indices_, place);
      case Type::int64:
        return load<std::int64_t>(indices_, place);
      case Type::uint8:
        return load<std::uint8_t>(indices_, place);
      case Type::uint16:
        return load<std::uint16_t>(indices_, place);
      case Type::uint32:
        return load<std::uint32_t>(indices_, place);
      case Type::uint64:
        return static_cast<std::int64_t>(load<std::uint64_t>(indices_, place));
      default:
        throw_broken_column(column_, "categories that are not numbered by whole numbers");
    }
  }

  const Column& column_;
  Type type_;
  std::int64_t size_ = 0;
  const void* bits_ = nullptr;
  const void* indices_ = nullptr;
};

// Text with 32-bit or 64-bit offsets into one buffer.
template <class Offset>
class OffsetText {
 public:
  OffsetText(const Column& column, const ArrowArray& array)
      : column_(column),
        bits_(validity(column, array)),
        offsets_(buffer(column, array, 1)),
        data_(static_cast<const char*>(buffer(column, array, 2, true))) {}

  [[nodiscard]] bool missing(std::int64_t place) const noexcept { return bits_ != nullptr && !bit(bits_, place); }
  [[nodiscard]] std::string_view operator()(std::int64_t place) const {
    const auto begin = load<Offset>(offsets_, place);
    const auto end = load<Offset>(offsets_, place + 1);
    if (begin < 0 || end < begin || (data_ == nullptr && end != begin))
      throw_broken_column(column_, "text outside its data");
    return end == begin ? std::string_view{} : std::string_view(data_ + begin, static_cast<std::size_t>(end - begin));
  }

 private:
  const Column& column_;
  const void* bits_;
  const void* offsets_;
  const char* data_;
};

// Text views of 16 bytes: up to 12 bytes in the view itself, longer text in one of several data buffers.
class ViewText {
 public:
  ViewText(const Column& column, const ArrowArray& array)
      : column_(column), bits_(validity(column, array)), views_(buffer(column, array, 1)), array_(array) {
    if (array.n_buffers > 3) sizes_ = buffer(column, array, array.n_buffers - 1);
  }

  [[nodiscard]] bool missing(std::int64_t place) const noexcept { return bits_ != nullptr && !bit(bits_, place); }
  [[nodiscard]] std::string_view operator()(std::int64_t place) const {
    const char* view = static_cast<const char*>(views_) + place * 16;
    const auto length = load<std::int32_t>(view, 0);
    if (length < 0) throw_broken_column(column_, "text of negative length");
    if (length <= 12) return {view + 4, static_cast<std::size_t>(length)};
    return far_text(length, load<std::int32_t>(view, 2), load<std::int32_t>(view, 3));
  }

 private:
  [[nodiscard]] std::string_view far_text(std::int64_t length, std::int64_t number, std::int64_t offset) const {
    if (number < 0 || number >= array_.n_buffers - 3)
      throw_broken_column(column_, "text in a buffer that is not there");
    if (offset < 0 || offset + length > load<std::int64_t>(sizes_, number)) {
      throw_broken_column(column_, "text outside its data");
    }
    const auto* data = static_cast<const char*>(buffer(column_, array_, 2 + number));
    return {data + offset, static_cast<std::size_t>(length)};
  }

  const Column& column_;
  const void* bits_;
  const void* views_;
  const void* sizes_ = nullptr;
  const ArrowArray& array_;
};

// Calls f with a reader of the text in array. type must be a text type.
template <class Function>
void with_text(const Column& column, Type type, const ArrowArray& array, Function f) {
  if (type == Type::text32) return f(OffsetText<std::int32_t>(column, array));
  if (type == Type::text64) return f(OffsetText<std::int64_t>(column, array));
  f(ViewText(column, array));
}

// A number as a message shows it.
[[nodiscard]] inline std::string shown(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

template <class Integer>
  requires std::is_integral_v<Integer>
[[nodiscard]] std::string shown(Integer value) {
  return std::to_string(value);
}

[[nodiscard]] inline std::string shown(Decimal128 value) {
  return value.fits() ? std::to_string(value.value()) + " as a decimal" : "a decimal of more than 18 digits";
}

}  // namespace kring::table::detail
