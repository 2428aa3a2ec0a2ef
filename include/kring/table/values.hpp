// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace kring::table {

/// The values of a column in one contiguous piece, with missing values marked. Shares ownership of the buffer of the
/// frame it came from where that needed no conversion, else owns its values.
template <class T>
class Values {
 public:
  /// Values that this object owns. valid: one byte a row, 0 where the value is missing; empty when none is.
  explicit Values(std::vector<T> values = {}, std::vector<std::uint8_t> valid = {}) : valid_(std::move(valid)) {
    auto owner = std::make_shared<const std::vector<T>>(std::move(values));
    values_ = *owner;
    owner_ = std::move(owner);
  }
  /// Values in a buffer that owner keeps alive; valid as above.
  Values(std::shared_ptr<const void> owner, std::span<const T> values, std::vector<std::uint8_t> valid = {})
      : owner_(std::move(owner)), values_(values), valid_(std::move(valid)) {}

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  /// All values; 0 where missing.
  [[nodiscard]] std::span<const T> values() const noexcept { return values_; }
  /// The value of a row; 0 where missing.
  [[nodiscard]] const T& operator[](std::size_t row) const noexcept { return values_[row]; }
  /// True when a value may be missing.
  [[nodiscard]] bool has_missing() const noexcept { return !valid_.empty(); }
  /// True when the row has no value.
  [[nodiscard]] bool is_missing(std::size_t row) const noexcept { return !valid_.empty() && valid_[row] == 0; }
  /// One byte a row, 0 where the value is missing; empty when none is.
  [[nodiscard]] std::span<const std::uint8_t> valid() const noexcept { return valid_; }
  /// What keeps the values alive; hold it to use values() longer than this object.
  [[nodiscard]] const std::shared_ptr<const void>& owner() const noexcept { return owner_; }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const T> values_;
  std::vector<std::uint8_t> valid_;
};

/// A column of whole numbers: counts.
using IntegerColumn = Values<std::int64_t>;
/// A column of numbers: measurements.
using NumberColumn = Values<double>;

}  // namespace kring::table
