// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/cycle/tables.hpp"
#include "kring/detail/utf8.hpp"
#include "kring/table/detail/dossier_columns.hpp"

namespace kring::table::detail {

// The numbers of records by their names; of a name that no record has, -2 minus its place in unknown.
struct RecordNames {
  const cycle::Records& records;
  std::vector<std::string> unknown{};

  [[nodiscard]] std::int32_t code(std::string_view text) {
    const std::int32_t found = records.find(text);
    if (found >= 0) return found;
    unknown.emplace_back(is_utf8(text) ? text : "bytes that are no text");
    return -1 - static_cast<std::int32_t>(unknown.size());
  }
};

// What the records of each unit are, where it says so.
[[nodiscard]] inline std::vector<std::optional<cycle::Standing>> read_standing(const DossierColumns& c) {
  std::vector<std::optional<cycle::Standing>> result(c.size());
  if (!c.table().contains("standing")) return result;
  const results::Labels words = c.labels("standing");
  FaultyRows wrong;
  for (std::size_t row = 0; row < c.size(); ++row) {
    result[row] = cycle::find_word<cycle::Standing>(words[row]);
    if (!result[row] && !words[row].empty()) {
      wrong.add(static_cast<std::int64_t>(row), [&] { return "'" + words[row] + "'"; });
    }
  }
  c.faults().add("standing", "no standing", wrong, "account or reconstruction, or nothing: that of the unit above");
  return result;
}

}  // namespace kring::table::detail
