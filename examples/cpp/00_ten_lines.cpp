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
    std::cout << rows.unit[i] << ' ' << comparison.shrunken_share[i] << ' ' << text(comparison.state[i]) << '\n';
  }
}

// Output:
// A 0.798191 as_expected
// B 0.772612 as_expected
// C 0.77728 as_expected
// D 0.74479 as_expected
// E 0.506923 flagged_low
// F 0.749197 no_statement
