// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::results {

/// A column of names: each distinct name once, and for every row its place among them.
class Labels {
 public:
  Labels() = default;

  /// Takes names and, for every row, an index in them.
  /// @throws InvalidValue when an index lies outside the names.
  Labels(std::vector<std::string> names, std::vector<std::int32_t> codes)
      : names_(std::move(names)), codes_(std::move(codes)) {
    for (const std::int32_t code : codes_) {
      if (code < 0 || static_cast<std::size_t>(code) >= names_.size()) {
        throw InvalidValue("a label has code " + std::to_string(code) + ": expected 0 to " +
                           std::to_string(names_.size()) + " exclusive");
      }
    }
  }

  /// Adds a row with this name.
  void add(std::string_view name) {
    if (places_.size() != names_.size()) {
      for (std::size_t i = 0; i < names_.size(); ++i) places_.emplace(names_[i], static_cast<std::int32_t>(i));
    }
    const auto [place, is_new] = places_.try_emplace(std::string(name), static_cast<std::int32_t>(names_.size()));
    if (is_new) names_.emplace_back(name);
    codes_.push_back(place->second);
  }

  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return codes_.size(); }

  /// The name in a row.
  [[nodiscard]] const std::string& operator[](std::size_t row) const {
    return names_[static_cast<std::size_t>(codes_[row])];
  }

  /// The distinct names, in no promised order.
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  /// For every row the index of its name in names().
  [[nodiscard]] const std::vector<std::int32_t>& codes() const noexcept { return codes_; }

  /// For every row the place of its name in alphabetical order (byte by byte, equal names share a place), so that
  /// nothing computed from it depends on the order of rows.
  [[nodiscard]] std::vector<std::int32_t> alphabetical() const {
    std::vector<std::int32_t> order(names_.size());
    std::iota(order.begin(), order.end(), 0);
    const auto name = [this](std::int32_t i) -> const std::string& { return names_[static_cast<std::size_t>(i)]; };
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return name(a) < name(b); });
    std::vector<std::int32_t> place(names_.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const bool repeats = i > 0 && name(order[i]) == name(order[i - 1]);
      place[static_cast<std::size_t>(order[i])] =
          repeats ? place[static_cast<std::size_t>(order[i - 1])] : static_cast<std::int32_t>(i);
    }
    std::vector<std::int32_t> result(codes_.size());
    std::transform(codes_.begin(), codes_.end(), result.begin(),
                   [&](std::int32_t code) { return place[static_cast<std::size_t>(code)]; });
    return result;
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::int32_t> codes_;
  std::unordered_map<std::string, std::int32_t> places_;
};

}  // namespace kring::results
