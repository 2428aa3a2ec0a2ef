// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "kring/results/observation.hpp"

namespace kring_test {

/// The figures of 2019 that kring ships (python/kring/data/SOURCE.md), as observations.
[[nodiscard]] inline kring::results::Observations mbo_2019() {
  std::ifstream file(std::string(KRING_SOURCE_DIR) + "/python/kring/data/mbo_results_2019.csv");
  if (!file) throw std::runtime_error("the bundled results are not where the tests expect them");
  kring::results::Observations rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    std::istringstream parts(line);
    for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
    rows.add({cells.at(0), cells.at(1), kring::SchoolYear::parse(cells.at(2)), cells.at(5),
              kring::Share(kring::Count(std::stoll(cells.at(3))), kring::Count(std::stoll(cells.at(4))))});
  }
  return rows;
}

/// A row with counts, in group "g".
[[nodiscard]] inline kring::results::Observation row(const std::string& unit, int year, std::int64_t numerator,
                                                     std::int64_t denominator,
                                                     const std::string& indicator = "annual_result") {
  kring::results::Observation result{unit, indicator, kring::SchoolYear(year), "g", std::nullopt};
  if (denominator != 0) result.share = kring::Share(kring::Count(numerator), kring::Count(denominator));
  return result;
}

}  // namespace kring_test
