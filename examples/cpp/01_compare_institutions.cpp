// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// Which of 42 regional institutions differ from the others in their annual result of 2017/18?
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "kring.hpp"

namespace {

// unit,indicator,school_year,numerator,denominator,group: plain cells without quotes.
kring::results::Observations read_rocs(const char* path) {
  kring::results::Observations rows;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    if (cells.at(1) != "annual_result" || cells.at(2) != "2017/18" || cells.at(5) != "ROC") continue;
    const kring::Share share(kring::Count(std::stoll(cells[3])), kring::Count(std::stoll(cells[4])));
    rows.add({cells[0], cells[1], kring::SchoolYear::parse(cells[2]), cells[5], share});
  }
  return rows;
}

}  // namespace

int main(int, char** arguments) {
  const auto rows = read_rocs(arguments[1]);
  const auto result = kring::results::compare(rows, kring::catalog::indicators());
  int below = 0, above = 0, outside = 0, as_expected = 0, no_statement = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    below += result.share[i] < kring::statistics::funnel_limit(rows.denominator[i], result.target[i], 0.001);
    above += result.share[i] > kring::statistics::funnel_limit(rows.denominator[i], result.target[i], 0.999);
    outside += std::abs(result.adjusted_z_score[i]) > 3.0902;
    as_expected += result.state[i] == kring::results::State::as_expected;
    no_statement += result.state[i] == kring::results::State::no_statement;
  }
  std::printf("annual_result 2017/18, ROC: %zu institutions, together %.1f%% (derived counts)\n", rows.size(),
              100 * result.target[0]);
  std::printf("outside the exact 99.8%% limits: %d (%d below, %d above)\n", below + above, below, above);
  std::printf("spread beyond chance: phi %.2f, tau %.4f\n", result.phi[0], std::sqrt(result.tau_squared[0]));
  std::printf("outside after allowing for it: %d\n", outside);
  std::puts("unit  share   lower   upper   adjusted z  state");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (result.state[i] != kring::results::State::flagged_low && result.state[i] != kring::results::State::flagged_high)
      continue;
    std::printf("%s  %.1f%%   %.1f%%   %.1f%%   %10.2f  %s\n", std::string(rows.unit[i]).c_str(), 100 * result.share[i],
                100 * result.lower[i], 100 * result.upper[i], result.adjusted_z_score[i], text(result.state[i]));
  }
  std::printf("as_expected: %d\nno_statement: %d\n", as_expected, no_statement);
  std::puts("Institutions differ in their mix of levels: this comparison is unfair, and a flag is a question.");
}

// Output:
// annual_result 2017/18, ROC: 42 institutions, together 70.7% (derived counts)
// outside the exact 99.8% limits: 25 (12 below, 13 above)
// spread beyond chance: phi 24.64, tau 0.0347
// outside after allowing for it: 2
// unit  share   lower   upper   adjusted z  state
// 04CY  85.5%   83.8%   87.2%         4.06  flagged_high
// 09MR  87.6%   86.3%   88.8%         4.72  flagged_high
// as_expected: 40
// no_statement: 0
// Institutions differ in their mix of levels: this comparison is unfair, and a flag is a question.
