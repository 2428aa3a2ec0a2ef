// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
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

/// "2 rows are negative: row 4 (-2), row 7 (-1); expected counts of 0 or more; correct or remove these rows".
/// @param shown Most rows that are named.
/// @param name Called with the number of a row: what it is called, "row 4".
template <class Name>
[[nodiscard]] std::string fault_text(const std::string& problem, const FaultyRows& rows, const std::string& expected,
                                     const std::string& advice, std::size_t shown, Name name) {
  std::string listed;
  const std::size_t size = std::min(shown, rows.first.size());
  for (std::size_t i = 0; i < size; ++i) {
    listed += (listed.empty() ? "" : ", ") + name(rows.first[i].row) + " (" + rows.first[i].value + ")";
  }
  if (std::cmp_less(size, rows.count)) listed += ", ...";
  return std::to_string(rows.count) + (rows.count == 1 ? " row is " : " rows are ") + problem + ": " + listed +
         "; expected " + expected + "; " + advice;
}

/// Several faults as one text: the fault itself where there is one, else a list with their number.
/// @param what Of what they are faults: "the framework".
[[nodiscard]] inline std::string all_faults(const std::string& what, const std::vector<std::string>& faults) {
  if (faults.size() == 1) return faults.front();
  std::string all = what + " has " + std::to_string(faults.size()) + " faults:";
  for (const std::string& fault : faults) all += "\n- " + fault;
  return all;
}

}  // namespace kring
