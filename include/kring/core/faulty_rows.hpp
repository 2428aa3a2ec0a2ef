// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kring {

/// A row that breaks a contract, with its value as text. Rows are counted from 0, as frames do.
struct FaultyRow {
  std::int64_t row;
  std::string value;
};

/// Number of faulty rows and the first of them.
struct FaultyRows {
  /// Most rows that are kept.
  static constexpr std::size_t kept = 1000;
  std::int64_t count = 0;
  std::vector<FaultyRow> first;

  /// Counts a row; show() gives its value as text and is called only for rows that are kept.
  template <class Show>
  void add(std::int64_t row, Show show) {
    ++count;
    if (first.size() < kept) first.push_back({row, show()});
  }
};

}  // namespace kring
