// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
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

/// Faults of a dossier in the order in which they were found.
class DossierFaults {
 public:
  /// Adds a fault; nothing happens where no row is faulty.
  void add(Fault fault) {
    if (fault.rows.count != 0) faults_.push_back(std::move(fault));
  }

  /// True as long as nothing was added.
  [[nodiscard]] bool empty() const noexcept { return faults_.empty(); }
  /// All that was added.
  [[nodiscard]] const std::vector<Fault>& all() const noexcept { return faults_; }

 private:
  std::vector<Fault> faults_;
};

}  // namespace kring::cycle
