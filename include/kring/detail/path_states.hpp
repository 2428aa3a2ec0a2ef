// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kring::detail {

/// Different bit patterns of equal width, each with the probability that has come together in it, in the order in which
/// they were first added: sums are made in the same order on every machine.
class PathStates {
 public:
  /// @param width Words of a pattern.
  explicit PathStates(std::size_t width) : width_(width) { rows_.reserve(few * (width + 1)); }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  [[nodiscard]] std::span<const std::uint64_t> pattern(std::size_t i) const {
    return std::span(rows_).subspan(i * (width_ + 1), width_);
  }

  [[nodiscard]] double probability(std::size_t i) const {
    return std::bit_cast<double>(rows_[i * (width_ + 1) + width_]);
  }

  void clear() noexcept {
    rows_.clear();
    slots_.clear();
    size_ = 0;
  }

  /// Adds probability to a pattern.
  void add(std::span<const std::uint64_t> pattern, double probability) {
    const std::size_t slot = slots_.empty() ? 0 : slot_of(pattern);
    const std::size_t row = slots_.empty() ? row_of(pattern) : slots_[slot];
    if (row != no_row && row < size_) {
      std::uint64_t& kept = rows_[row * (width_ + 1) + width_];
      kept = std::bit_cast<std::uint64_t>(std::bit_cast<double>(kept) + probability);
      return;
    }
    rows_.insert(rows_.end(), pattern.begin(), pattern.end());
    rows_.push_back(std::bit_cast<std::uint64_t>(probability));
    if (!slots_.empty()) slots_[slot] = static_cast<std::uint32_t>(size_);
    ++size_;
    if (size_ > few && 2 * size_ > slots_.size()) index();
  }

 private:
  static constexpr std::uint32_t no_row = 0xffffffff;
  // So few patterns are compared one by one.
  static constexpr std::size_t few = 8;

  [[nodiscard]] std::size_t row_of(std::span<const std::uint64_t> pattern) const {
    std::size_t row = 0;
    while (row < size_ && !std::ranges::equal(pattern, this->pattern(row))) ++row;
    return row;
  }

  [[nodiscard]] std::size_t slot_of(std::span<const std::uint64_t> pattern) const {
    std::uint64_t mixed = 0;
    for (const std::uint64_t word : pattern) {
      mixed = (mixed ^ word) * 0x9E3779B97F4A7C15U;
      mixed ^= mixed >> 32;
    }
    std::size_t slot = mixed & (slots_.size() - 1);
    while (slots_[slot] != no_row && !std::ranges::equal(pattern, this->pattern(slots_[slot]))) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }

  void index() {
    slots_.assign(std::bit_ceil(4 * size_), no_row);
    for (std::size_t row = 0; row < size_; ++row) slots_[slot_of(pattern(row))] = static_cast<std::uint32_t>(row);
  }

  std::size_t width_;
  std::size_t size_ = 0;
  std::vector<std::uint64_t> rows_;   // Pattern and probability in turn.
  std::vector<std::uint32_t> slots_;  // A table of rows by the hash of their pattern; empty while there are few.
};

}  // namespace kring::detail
