// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "kring/core/faulty_rows.hpp"
#include "kring/detail/nearest_name.hpp"
#include "kring/supervision/criterion.hpp"
#include "kring/table/check.hpp"
#include "kring/table/detail/dossier_columns.hpp"

namespace kring::table::detail {

// The values of a criterion; NaN where it is not known.
[[nodiscard]] inline std::vector<double> read_criterion(const DossierColumns& columns, Faults& faults,
                                                        supervision::Criterion criterion, const std::string& name) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> values(columns.size(), nothing);
  if (supervision::is_flag(criterion)) {
    const auto answers = columns.answers(name);
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (answers[row] != cycle::Answer::unknown) values[row] = answers[row] == cycle::Answer::yes ? 1.0 : 0.0;
    }
    return values;
  }
  const bool share = supervision::is_share(criterion);
  const double most = share ? 1.0 : 1000.0;
  const auto numbers = columns.numbers(name);
  FaultyRows outside;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!numbers[row]) continue;
    values[row] = *numbers[row];
    if (values[row] >= 0 && values[row] <= most && (share || values[row] == std::floor(values[row]))) continue;
    outside.add(static_cast<std::int64_t>(row), [&] { return std::to_string(*numbers[row]); });
  }
  faults.add(name, share ? "outside 0 to 1" : "no count up to 1000", outside,
             share ? "a number from 0 to 1" : "a whole number from 0 to 1000",
             "correct it, or leave it empty where it is not known");
  return values;
}

// A column that looks like a criterion and is none would leave it out in silence.
inline void refuse_misspelt(const Table& table, Faults& faults) {
  for (const Column& column : table.columns()) {
    const std::string name(column.name());
    if (cycle::find_word<supervision::Criterion>(name)) continue;
    const auto meant = kring::detail::misspelt_name(cycle::words_of<supervision::Criterion>, name);
    const bool told = meant && std::ranges::find(faults.columns(), *meant) != faults.columns().end();
    if (meant && !told && !table.contains(std::string(*meant))) {
      faults.add_column(name, "is no criterion", "'" + std::string(*meant) + "' or a name less like it",
                        "rename the column");
    }
  }
}

}  // namespace kring::table::detail
