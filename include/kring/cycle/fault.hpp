// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/faulty_rows.hpp"

namespace kring::cycle {

/// Something that is wrong with one column of one table of a dossier, with the rows where.
struct Fault {
  std::string table{};
  std::string column{};
  std::string problem{};  ///< Follows "row 3 is": "there twice".
  FaultyRows rows{};
  std::string expected{};
  std::string advice{};
  bool is_broken_cycle = false;  ///< The links contradict each other, rather than a table its contract.
};

/// A fault as one sentence.
[[nodiscard]] inline std::string text(const Fault& fault) {
  return "table '" + fault.table + "', column '" + fault.column +
         "': " + fault_text(fault.problem, fault.rows, fault.expected, fault.advice, 5, [](std::int64_t row) {
           return "row " + std::to_string(row);
         });
}

/// Columns with cells that could not be read, as "records.date".
using Unread = std::set<std::string, std::less<>>;

/// Faults of a dossier in the order in which they were found.
class DossierFaults {
 public:
  DossierFaults() = default;
  /// Takes the columns that could not be read: what rests on them is no fault yet.
  explicit DossierFaults(Unread unread) : unread_(std::move(unread)) {}

  /// Adds a fault; nothing happens where no row is faulty, or where a column it rests on could not be read.
  void add(Fault fault, std::initializer_list<std::string_view> rests_on = {}) {
    const bool known = std::ranges::none_of(rests_on, [this](std::string_view one) { return unread_.contains(one); });
    if (fault.rows.count != 0 && known) faults_.push_back(std::move(fault));
  }

  /// True as long as nothing was added.
  [[nodiscard]] bool empty() const noexcept { return faults_.empty(); }
  /// All that was added.
  [[nodiscard]] const std::vector<Fault>& all() const noexcept { return faults_; }

 private:
  Unread unread_;
  std::vector<Fault> faults_;
};

}  // namespace kring::cycle
