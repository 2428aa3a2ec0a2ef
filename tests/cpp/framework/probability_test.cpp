// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/probability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "frameworks.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework/gather.hpp"

namespace {

using namespace support;
using kring::Count;
using kring::SchoolYear;
using kring::Share;

const fw::Framework& studiesucces() {
  static const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  return f;
}

fw::Evidence sector(bool reversed = false) {
  kring::results::Observations rows;
  for (int k = 0; k < 40; ++k) {
    const int i = reversed ? 39 - k : k;
    const std::string unit = "u" + std::to_string(100 + i);
    const int n = 40 + 7 * i;
    int part = 0;
    for (const char* indicator : {"annual_result", "diploma_result", "starters_result"}) {
      const int r = n * (60 + (i * 7 + part * 11) % 35) / 100;
      rows.add({unit, indicator, SchoolYear(2023), "all", Share(Count(r), Count(n)), "3"});
      ++part;
    }
  }
  return fw::gather(studiesucces(), rows);
}

TEST(Probabilities, exact_equal_sums_over_every_combination_of_levels) {
  const fw::Evidence evidence = sector();
  const fw::Probabilities found = fw::probabilities(evidence);
  EXPECT_EQ(found.draws, 0U);
  std::vector<fw::Prior> prior(evidence.size(), fw::Prior::peers);
  const fw::detail::InputLaws laws(evidence, 5, 1, prior);
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    double expected[5] = {};
    for (int a = 0; a < 3; ++a) {
      for (int b = 0; b < 3; ++b) {
        for (int c = 0; c < 2; ++c) {
          const auto outcome = fw::judge(studiesucces(), findings_of({a, b, c}))[0];
          expected[outcome.levels.worst()] += laws.law(0, row)[static_cast<std::size_t>(a)] *
                                              laws.law(1, row)[static_cast<std::size_t>(b)] *
                                              laws.law(2, row)[static_cast<std::size_t>(c)];
        }
      }
    }
    double sum = 0;
    for (std::size_t k = 0; k < 5; ++k) {
      EXPECT_NEAR(found.at(0, row)[k], expected[k], 1e-13);
      sum += found.at(0, row)[k];
    }
    EXPECT_NEAR(sum, 1, 1e-12);
  }
}

TEST(Probabilities, simulated_lie_within_five_standard_errors_of_exact) {
  const fw::Evidence evidence = sector();
  const fw::Probabilities exact = fw::probabilities(evidence);
  fw::ProbabilityOptions options;
  options.draws = 4000;
  const fw::Probabilities drawn = fw::probabilities(evidence, options);
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    for (std::size_t k = 0; k < 5; ++k) {
      const double p = exact.at(0, row)[k];
      EXPECT_NEAR(drawn.at(0, row)[k], p, 5 * std::sqrt(p * (1 - p) / options.draws) + 1e-3);
    }
  }
}

TEST(Probabilities, are_the_same_for_any_number_of_threads_and_order_of_rows) {
  fw::ProbabilityOptions options;
  options.draws = 300;
  const fw::Evidence evidence = sector();
  const auto one = fw::probabilities(evidence, options);
  options.threads = 3;
  EXPECT_EQ(one.probability, fw::probabilities(evidence, options).probability);
  const fw::Evidence reversed = sector(true);
  const auto other = fw::probabilities(reversed, options);
  for (std::size_t row = 0; row < evidence.size(); ++row) {
    for (std::size_t k = 0; k < 5; ++k) {
      EXPECT_EQ(one.at(0, row)[k], other.at(0, evidence.size() - 1 - row)[k]);
    }
  }
}

TEST(Probabilities, use_jeffreys_prior_where_there_are_too_few_peers_and_say_so) {
  kring::results::Observations rows;
  rows.add({"a", "annual_result", SchoolYear(2023), "all", Share(Count(70), Count(100)), "3"});
  const fw::Evidence evidence = fw::gather(studiesucces(), rows);
  const auto found = fw::probabilities(evidence);
  EXPECT_EQ(found.prior[0], fw::Prior::jeffreys);
  EXPECT_EQ(found.at(0, 0)[3], 1);  // two results unknown: undetermined for certain
}

}  // namespace
