// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/rank_interval.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "kring/statistics/ranking.hpp"

namespace {

using kring::statistics::rank_intervals;
using kring::statistics::RankSimulation;
using Ranks = std::vector<std::int64_t>;

struct Intervals {
  Ranks lower;
  Ranks upper;
  bool operator==(const Intervals&) const = default;
};

Intervals simulate(const std::vector<double>& means, const std::vector<double>& deviations,
                   const RankSimulation& simulation, unsigned threads = 1) {
  Intervals result{Ranks(means.size()), Ranks(means.size())};
  rank_intervals(means, deviations, simulation, result.lower, result.upper, threads);
  return result;
}

TEST(RankIntervals, certain_values_have_one_rank) {
  EXPECT_EQ(simulate({5, 1, 9}, {0, 0, 0}, {0.9, 50, 1}), (Intervals{{2, 1, 3}, {2, 1, 3}}));
}

TEST(RankIntervals, one_unit_has_rank_one_and_no_unit_none) {
  EXPECT_EQ(simulate({3}, {1}, {0.9, 10, 1}), (Intervals{{1}, {1}}));
  EXPECT_EQ(simulate({}, {}, {0.9, 10, 1}), (Intervals{{}, {}}));
}

TEST(RankIntervals, two_units_swap_as_often_as_the_normal_distribution_says) {
  // P(second below first) = Phi(-z) with z = gap / sqrt 2: for a gap of 2.5 that is .0386 < .05, so the 90% intervals
  // are single ranks; for a gap of 1.5 it is .1444 > .05, so both ranks are in both. 20,000 draws: standard error
  // .0025.
  EXPECT_EQ(simulate({0, 2.5}, {1, 1}, {0.9, 20'000, 3}), (Intervals{{1, 2}, {1, 2}}));
  EXPECT_EQ(simulate({0, 1.5}, {1, 1}, {0.9, 20'000, 3}), (Intervals{{1, 1}, {2, 2}}));
}

TEST(RankIntervals, units_that_cannot_be_told_apart_share_the_spread) {
  // 100 certain and equal units: each rank is uniform on 1..100, so the 90% interval is (5, 95) but for simulation
  // error: standard error of a 5% point of 4000 draws is 100 sqrt(.05 .95 / 4000) = .34 ranks; five of them.
  const auto result = simulate(std::vector<double>(100, 1.0), std::vector<double>(100, 0.0), {0.9, 4000, 5});
  EXPECT_THAT(result.lower, testing::Each(testing::AllOf(testing::Ge(3), testing::Le(7))));
  EXPECT_THAT(result.upper, testing::Each(testing::AllOf(testing::Ge(93), testing::Le(97))));
}

TEST(RankIntervals, hold_the_expected_rank_and_have_the_same_bits_for_any_number_of_threads) {
  std::vector<double> means(80);
  std::vector<double> deviations(80);
  for (std::size_t i = 0; i < means.size(); ++i) {
    means[i] = std::sin(static_cast<double>(i));
    deviations[i] = 0.2 + 0.1 * std::cos(static_cast<double>(i));
  }
  const RankSimulation simulation{0.9, 999, 42};
  const auto one = simulate(means, deviations, simulation, 1);
  for (const unsigned threads : {0U, 2U, 7U}) EXPECT_EQ(simulate(means, deviations, simulation, threads), one);
  const auto expected = kring::statistics::expected_ranks(means, deviations);
  for (std::size_t i = 0; i < means.size(); ++i) {
    EXPECT_LE(static_cast<double>(one.lower[i]) - 1, expected[i]);
    EXPECT_GE(static_cast<double>(one.upper[i]) + 1, expected[i]);
  }
  EXPECT_NE(simulate(means, deviations, {0.9, 999, 43}), one);
}

TEST(RankIntervals, digits_are_the_same_on_every_machine) {
  // Not from elsewhere: these are the digits of the first release, kept so that no platform or version changes them.
  const auto result = simulate({0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, std::vector<double>(6, 0.15), {0.8, 101, 2026});
  EXPECT_EQ(result, (Intervals{{1, 1, 2, 3, 3, 4}, {3, 4, 5, 5, 6, 6}}));
}

std::string refusal(const RankSimulation& simulation, const std::vector<double>& deviations = {1, 1}) {
  try {
    (void)simulate({0, 1}, deviations, simulation);
  } catch (const kring::InvalidValue& error) {
    return error.what();
  }
  return "accepted";
}

TEST(RankIntervals, refuses_bad_numbers_and_says_where) {
  EXPECT_THAT(refusal({1.0, 10, 1}), testing::HasSubstr("confidence"));
  EXPECT_THAT(refusal({0.9, 0, 1}), testing::HasSubstr("draws is 0"));
  EXPECT_THAT(refusal({0.9, 1'000'001, 1}), testing::HasSubstr("draws"));
  EXPECT_THAT(refusal({0.9, 10, 1}, {1, -1}), testing::HasSubstr("standard_deviations[1]"));
  EXPECT_THAT(refusal({0.9, 10, 1}, {1}), testing::HasSubstr("standard_deviations has 1 elements"));
  const std::vector<double> many(600, 1.0);
  EXPECT_THROW((void)simulate(many, many, {0.9, 1'000'000, 1}), kring::InvalidValue);
}

RC_GTEST_PROP(RankIntervals, lie_within_the_ranks_there_are_and_widen_with_confidence, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 40);
  std::vector<double> means;
  std::vector<double> deviations;
  for (std::size_t i = 0; i < size; ++i) {
    means.push_back(*rc::gen::inRange(-100, 100) / 16.0);
    deviations.push_back(*rc::gen::inRange(0, 50) / 16.0);
  }
  const auto narrow = simulate(means, deviations, {0.5, 60, 9});
  const auto wide = simulate(means, deviations, {0.95, 60, 9});
  for (std::size_t i = 0; i < size; ++i) {
    RC_ASSERT(1 <= wide.lower[i] && wide.lower[i] <= narrow.lower[i] && narrow.lower[i] <= narrow.upper[i] &&
              narrow.upper[i] <= wide.upper[i] && wide.upper[i] <= static_cast<std::int64_t>(size));
  }
}

}  // namespace
