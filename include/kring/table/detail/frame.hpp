// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/cycle/words.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/columns.hpp"

namespace kring::table::detail {

// A number that may be NaN, as a value that may be missing.
[[nodiscard]] inline std::optional<double> known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

// Builds a table column by column; each column asks f(row) for its values, and an empty text is a missing one.
class Frame {
 public:
  Frame(std::string name, std::size_t rows) : name_(std::move(name)), rows_(rows) {}

  template <class F>
  Frame& text(std::string name, F f) {
    TextBuilder builder(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      const auto value = f(row);
      if (std::string_view(value).empty()) {
        builder.add_missing();
      } else {
        builder.add(value);
      }
    }
    columns_.push_back(builder.finish(std::move(name)));
    return *this;
  }

  // f(row) gives an Answer, or a bool.
  template <class F>
  Frame& flag(std::string name, F f) {
    std::vector<std::uint8_t> values(rows_);
    std::vector<std::uint8_t> valid(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      const cycle::Answer answer = as_answer(f(row));
      values[row] = answer == cycle::Answer::yes ? 1 : 0;
      valid[row] = answer == cycle::Answer::unknown ? 0 : 1;
    }
    columns_.push_back(make_boolean_column(std::move(name), Values<std::uint8_t>(std::move(values), std::move(valid))));
    return *this;
  }

  // f(row) gives a number, or nothing.
  template <class F>
  Frame& number(std::string name, F f) {
    columns_.push_back(make_column(std::move(name), values<double>(f)));
    return *this;
  }

  template <class F>
  Frame& integer(std::string name, F f) {
    columns_.push_back(make_column(std::move(name), values<std::int64_t>(f)));
    return *this;
  }

  // f(row) gives a period, or nothing.
  template <class F>
  Frame& period(std::string name, F f) {
    return text(std::move(name), [&](std::size_t row) {
      const std::optional<Period> date = f(row);
      return date ? period_text(*date) : std::string();
    });
  }

  [[nodiscard]] Table finish() { return Table(std::move(name_), std::move(columns_)); }

 private:
  [[nodiscard]] static cycle::Answer as_answer(bool holds) noexcept { return cycle::answer(holds); }
  [[nodiscard]] static cycle::Answer as_answer(cycle::Answer answer) noexcept { return answer; }
  [[nodiscard]] static cycle::Answer as_answer(const std::optional<bool>& holds) noexcept {
    return holds ? cycle::answer(*holds) : cycle::Answer::unknown;
  }

  template <class T, class F>
  [[nodiscard]] Values<T> values(F f) const {
    std::vector<T> numbers(rows_);
    std::vector<std::uint8_t> valid(rows_);
    bool missing = false;
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::optional<T> value = f(row);
      numbers[row] = value.value_or(T{});
      valid[row] = value.has_value() ? 1 : 0;
      missing = missing || !value;
    }
    if (!missing) valid.clear();
    return Values<T>(std::move(numbers), std::move(valid));
  }

  std::string name_;
  std::size_t rows_;
  std::vector<Column> columns_;
};

}  // namespace kring::table::detail
