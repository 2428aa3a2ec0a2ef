// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <iostream>

#include "kring.hpp"

int main() {
  kring::results::Observations rows;
  const auto add = [&](const char* unit, int passed, int all) {
    rows.add(
        {unit, "annual_result", kring::SchoolYear(2017), "ROC", kring::Share(kring::Count(passed), kring::Count(all))});
  };
  add("A", 640, 800), add("B", 310, 400), add("C", 71, 90), add("D", 1490, 2000), add("E", 300, 600), add("F", 5, 6);
  const auto comparison = kring::results::compare(rows, kring::catalog::indicators());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::cout << rows.unit[i] << ": " << text(comparison.state[i]) << ' ' << text(comparison.reason[i]) << '\n';
  }
}
