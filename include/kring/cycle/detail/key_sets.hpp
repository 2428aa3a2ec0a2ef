// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kring::cycle::detail {

// The indicator of a chain as a number; no_key for a chain without one.
using Key = std::int32_t;
inline constexpr Key no_key = -1;

// How far a chain of one indicator comes.
struct Reach {
  Key key = no_key;
  std::uint8_t step = 0;
  auto operator<=>(const Reach&) const = default;
};

[[nodiscard]] constexpr Key key_of(Key key) noexcept { return key; }
[[nodiscard]] constexpr Key key_of(const Reach& reach) noexcept { return reach.key; }

// A set under construction, sorted by key with one value a key: the largest that was added. Most sets of a dossier
// repeat the one before, so what adds nothing is found out before anything is moved.
template <class Value>
class KeySet {
 public:
  void clear() noexcept { values_.clear(); }
  [[nodiscard]] std::span<const Value> values() const noexcept { return values_; }

  void add(const Value& value) { add(std::span(&value, 1)); }

  // Adds values sorted by key, one a key.
  void add(std::span<const Value> more) {
    if (values_.empty()) {
      values_.assign(more.begin(), more.end());
    } else if (!std::ranges::includes(values_, more)) {
      merge(more);
    }
  }

  // Takes out what a predicate holds for.
  template <class Predicate>
  void erase_if(Predicate predicate) {
    std::erase_if(values_, predicate);
  }

 private:
  void merge(std::span<const Value> more) {
    merged_.clear();
    auto one = values_.begin();
    for (const Value& value : more) {
      while (one != values_.end() && key_of(*one) < key_of(value)) merged_.push_back(*one++);
      const bool same = one != values_.end() && key_of(*one) == key_of(value);
      merged_.push_back(same ? std::max(*one++, value) : value);
    }
    merged_.insert(merged_.end(), one, values_.end());
    values_.swap(merged_);
  }

  std::vector<Value> values_;
  std::vector<Value> merged_;
};

// For each record a set, kept one behind the other. Sets are written once, in any order of records.
template <class Value>
class SetPool {
 public:
  explicit SetPool(std::size_t records) : begin_(records, 0), size_(records, 0) {}

  void set(std::size_t record, std::span<const Value> values) {
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
