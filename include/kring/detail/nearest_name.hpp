// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <numeric>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"

namespace kring::detail {

// Levenshtein distance: the fewest single-byte insertions, deletions and replacements that turn one name into the
// other.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({diagonal + 1, row[j] + 1, replaced});
    }
  }
  return row.back();
}

// The known name with the smallest edit distance, the first of equals; known must not be empty.
template <std::ranges::forward_range Range, class Projection>
[[nodiscard]] std::string_view nearest_name(const Range& known, std::string_view wanted, Projection name) {
  const auto distance = [&](const auto& row) { return edit_distance(wanted, std::invoke(name, row)); };
  return std::invoke(name, *std::ranges::min_element(known, {}, distance));
}

// The element of that name. A kind is what the elements are, e.g. "indicator"; advice says what else can be done.
template <std::ranges::forward_range Range, class Projection>
[[nodiscard]] const std::ranges::range_value_t<Range>& find_by_name(const Range& known, std::string_view wanted,
                                                                    Projection name, std::string_view kind,
                                                                    std::string_view advice) {
  const auto found = std::ranges::find(known, wanted, name);
  if (found != std::ranges::end(known)) return *found;
  std::string message = "unknown " + std::string(kind) + " '" + std::string(wanted) + "': expected one of the " +
                        std::to_string(std::ranges::distance(known)) + " that are defined";
  if (!std::ranges::empty(known))
    message += "; the nearest is '" + std::string(nearest_name(known, wanted, name)) + "'";
  throw UnknownIdentifier(message + "; correct the name or " + std::string(advice));
}

// The known name that another looks like a misspelling of, or nothing. Close for its length: onwer and owner, but not
// note and name, nor page and phase.
template <std::ranges::forward_range Range>
[[nodiscard]] std::optional<std::string_view> misspelt_name(const Range& known, std::string_view name) {
  const std::string_view nearest = nearest_name(known, name, std::identity{});
  const std::size_t distance = edit_distance(name, nearest);
  if (distance == 0 || distance > 2 || distance * 5 > name.size() * 2) return {};
  return nearest;
}

}  // namespace kring::detail
