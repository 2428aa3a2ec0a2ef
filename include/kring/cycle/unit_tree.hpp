// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/cycle/tables.hpp"
#include "kring/cycle/unit.hpp"

namespace kring::cycle {

/// The tree of units (eenheden), numbered by their rows. In pre-order the units below a unit stand right behind it, so
/// that a unit with everything below it is one run of places.
class UnitTree {
 public:
  UnitTree() = default;

  /// Takes units whose identifiers occur once and whose parents make no loop; see check_units().
  explicit UnitTree(const std::vector<Unit>& units) : parent_(units.size(), nowhere), board_(units.size(), nowhere) {
    std::unordered_map<std::string_view, std::int32_t> rows;
    for (std::size_t i = 0; i < units.size(); ++i) rows.emplace(units[i].unit, static_cast<std::int32_t>(i));
    std::vector<std::vector<std::int32_t>> below(units.size());
    std::vector<std::int32_t> tops;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const auto found = rows.find(units[i].parent);
      if (found != rows.end()) parent_[i] = found->second;
      (found != rows.end() ? below[static_cast<std::size_t>(found->second)] : tops)
          .push_back(static_cast<std::int32_t>(i));
    }
    number(units, below, std::move(tops));
  }

  /// Number of units.
  [[nodiscard]] std::size_t size() const noexcept { return parent_.size(); }
  /// The unit above, or nowhere.
  [[nodiscard]] std::int32_t parent(std::int32_t unit) const noexcept { return parent_[at(unit)]; }
  /// The institution a unit belongs to, itself where it is one; nowhere for the sector.
  [[nodiscard]] std::int32_t board(std::int32_t unit) const noexcept { return board_[at(unit)]; }
  /// Place in pre-order.
  [[nodiscard]] std::int32_t place(std::int32_t unit) const noexcept { return place_[at(unit)]; }
  /// The place behind the last unit below this one.
  [[nodiscard]] std::int32_t end(std::int32_t unit) const noexcept { return end_[at(unit)]; }
  /// The unit at a place of the pre-order.
  [[nodiscard]] std::int32_t unit_at(std::int32_t place) const noexcept { return order_[at(place)]; }
  /// True when a unit is the other or lies below it.
  [[nodiscard]] bool within(std::int32_t unit, std::int32_t whole) const noexcept {
    return place(whole) <= place(unit) && place(unit) < end(whole);
  }
  /// True when one of two units is the other or lies below it.
  [[nodiscard]] bool related(std::int32_t a, std::int32_t b) const noexcept { return within(a, b) || within(b, a); }
  /// The smallest unit that holds both; nowhere when none does.
  [[nodiscard]] std::int32_t smallest_common(std::int32_t a, std::int32_t b) const noexcept {
    while (a != nowhere && !within(b, a)) a = parent(a);
    return a;
  }

 private:
  [[nodiscard]] static std::size_t at(std::int32_t unit) noexcept { return static_cast<std::size_t>(unit); }

  // Walks down with a stack of its own, so that a deep tree does no harm; the last pushed is visited first.
  void number(const std::vector<Unit>& units, const std::vector<std::vector<std::int32_t>>& below,
              std::vector<std::int32_t> stack) {
    place_.resize(units.size());
    end_.resize(units.size());
    std::reverse(stack.begin(), stack.end());
    while (!stack.empty()) {
      const std::int32_t unit = stack.back();
      stack.pop_back();
      const std::int32_t above = parent(unit);
      board_[at(unit)] = units[at(unit)].kind == UnitKind::institution ? unit : (above < 0 ? nowhere : board(above));
      place_[at(unit)] = static_cast<std::int32_t>(order_.size());
      order_.push_back(unit);
      const auto& children = below[at(unit)];
      stack.insert(stack.end(), children.rbegin(), children.rend());
    }
    std::vector<std::int32_t> sizes(units.size(), 1);
    for (auto unit = order_.rbegin(); unit != order_.rend(); ++unit) {
      if (parent(*unit) >= 0) sizes[at(parent(*unit))] += sizes[at(*unit)];
      end_[at(*unit)] = place(*unit) + sizes[at(*unit)];
    }
  }

  std::vector<std::int32_t> parent_;
  std::vector<std::int32_t> board_;
  std::vector<std::int32_t> place_;
  std::vector<std::int32_t> end_;
  std::vector<std::int32_t> order_;
};

}  // namespace kring::cycle
