// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/table/column.hpp"
#include "kring/table/texts.hpp"
#include "kring/table/values.hpp"

namespace kring::table {

namespace detail {

struct BuiltSchema {
  std::string format;
  ArrowSchema schema{};
};

[[nodiscard]] inline std::shared_ptr<const ArrowSchema> built_schema(std::string format) {
  auto built = std::make_shared<BuiltSchema>();
  built->format = std::move(format);
  built->schema.format = built->format.c_str();
  built->schema.name = "";
  built->schema.flags = ARROW_FLAG_NULLABLE;
  return {built, &built->schema};
}

// One array over memory that owner keeps alive. The bitmap of present values is owned here.
struct BuiltArray {
  std::shared_ptr<const void> owner;
  std::vector<std::uint8_t> bitmap;
  std::vector<const void*> buffers;
  ArrowArray array{};
};

[[nodiscard]] inline std::vector<std::uint8_t> packed(std::span<const std::uint8_t> flags) {
  std::vector<std::uint8_t> bits((flags.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (flags[i] != 0) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
  }
  return bits;
}

// valid: one byte a row, or nothing when no value is missing. data: the buffers after the bitmap.
[[nodiscard]] inline Column built_column(std::string name, std::string format, std::size_t rows,
                                         std::span<const std::uint8_t> valid, std::vector<const void*> data,
                                         std::shared_ptr<const void> owner) {
  auto built = std::make_shared<BuiltArray>();
  built->owner = std::move(owner);
  built->bitmap = packed(valid);
  built->buffers = {valid.empty() ? nullptr : built->bitmap.data()};
  built->buffers.insert(built->buffers.end(), data.begin(), data.end());
  auto& array = built->array;
  array.length = static_cast<std::int64_t>(rows);
  array.null_count = valid.empty() ? 0 : -1;
  array.n_buffers = static_cast<std::int64_t>(built->buffers.size());
  array.buffers = built->buffers.data();
  Chunk chunk{{built, &array}, 0, array.length};
  return {std::move(name), built_schema(std::move(format)), {std::move(chunk)}};
}

}  // namespace detail

/// A column of whole numbers (int64) over values, which it shares: nothing is copied.
[[nodiscard]] inline Column make_column(std::string name, const IntegerColumn& values) {
  return detail::built_column(std::move(name), "l", values.size(), values.valid(), {values.values().data()},
                              values.owner());
}

/// A column of numbers (float64) over values, which it shares: nothing is copied.
[[nodiscard]] inline Column make_column(std::string name, const NumberColumn& values) {
  return detail::built_column(std::move(name), "g", values.size(), values.valid(), {values.values().data()},
                              values.owner());
}

/// A column of booleans; every value other than 0 is true.
[[nodiscard]] inline Column make_boolean_column(std::string name, const Values<std::uint8_t>& values) {
  auto bits = std::make_shared<const std::vector<std::uint8_t>>(detail::packed(values.values()));
  return detail::built_column(std::move(name), "b", values.size(), values.valid(), {bits->data()}, bits);
}

/// A column of points in time over ticks, which it shares. format: the Arrow format, "tdm" for dates in milliseconds or
/// "tss:", "tsm:", "tsu:", "tsn:" for points in time in seconds to nanoseconds, with a time zone after the colon.
[[nodiscard]] inline Column make_time_column(std::string name, std::string format, const IntegerColumn& ticks) {
  return detail::built_column(std::move(name), std::move(format), ticks.size(), ticks.valid(), {ticks.values().data()},
                              ticks.owner());
}

/// A column of dates over days since 1 January 1970, which it shares.
[[nodiscard]] inline Column make_date_column(std::string name, const Values<std::int32_t>& days) {
  return detail::built_column(std::move(name), "tdD", days.size(), days.valid(), {days.values().data()}, days.owner());
}

/// A column in which every value is missing, of no type; it is accepted as a column of numbers and as one of text.
[[nodiscard]] inline Column make_missing_column(std::string name, std::size_t rows) {
  auto built = std::make_shared<detail::BuiltArray>();
  built->array.length = built->array.null_count = static_cast<std::int64_t>(rows);
  Chunk chunk{{built, &built->array}, 0, built->array.length};
  return {std::move(name), detail::built_schema("n"), {std::move(chunk)}};
}

/// Builds a column of text row by row, stored as large_string, which every Arrow consumer reads.
class TextBuilder {
 public:
  /// A builder without rows; rows: how many to make room for.
  explicit TextBuilder(std::size_t rows = 0) {
    state_->offsets.reserve(rows + 1);
    valid_.reserve(rows);
  }

  /// Adds a row; text must be UTF-8.
  void add(std::string_view text) {
    state_->data.insert(state_->data.end(), text.begin(), text.end());
    end_row(1);
  }
  /// Adds a row without a value.
  void add_missing() {
    missing_ = true;
    end_row(0);
  }
  /// The column of all rows added; the builder is spent.
  [[nodiscard]] Column finish(std::string name) {
    if (!missing_) valid_.clear();
    const auto rows = state_->offsets.size() - 1;
    std::vector<const void*> data{state_->offsets.data(), state_->data.data()};
    return detail::built_column(std::move(name), "U", rows, valid_, std::move(data), std::move(state_));
  }

 private:
  struct State {
    std::vector<std::int64_t> offsets{0};
    std::vector<char> data;
  };

  void end_row(std::uint8_t valid) {
    state_->offsets.push_back(static_cast<std::int64_t>(state_->data.size()));
    valid_.push_back(valid);
  }

  std::shared_ptr<State> state_ = std::make_shared<State>();
  std::vector<std::uint8_t> valid_;
  bool missing_ = false;
};

/// A column of text, written out row by row.
[[nodiscard]] inline Column make_column(std::string name, const TextColumn& texts) {
  TextBuilder builder(texts.size());
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (texts.is_missing(row)) {
      builder.add_missing();
    } else {
      builder.add(texts[row]);
    }
  }
  return builder.finish(std::move(name));
}

}  // namespace kring::table
