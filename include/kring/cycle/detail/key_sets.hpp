// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kring::cycle::detail {

// The indicator of a chain as a number; no_key for a chain without one.
using Key = std::int32_t;
inline constexpr Key no_key = -1;

// For each record a sorted set of values, kept one behind the other. Sets are written once, in any order of records.
template <class Value>
class SetPool {
 public:
  explicit SetPool(std::size_t records) : begin_(records, 0), size_(records, 0) {}

  // Takes the values over, sorted and once each.
  void set(std::size_t record, std::vector<Value>& values) {
    if (values.size() > 1) {
      std::sort(values.begin(), values.end());
      values.erase(std::unique(values.begin(), values.end()), values.end());
    }
    begin_[record] = values_.size();
    size_[record] = static_cast<std::uint32_t>(values.size());
    values_.insert(values_.end(), values.begin(), values.end());
  }

  [[nodiscard]] std::span<const Value> of(std::size_t record) const noexcept {
    return std::span(values_).subspan(begin_[record], size_[record]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<std::uint32_t> size_;
  std::vector<Value> values_;
};

}  // namespace kring::cycle::detail
