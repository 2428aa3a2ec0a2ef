// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace {

using kring::statistics::expected_ranks;
using kring::statistics::rankability;

double phi(double x) { return 0.5 * boost::math::erfc(-x / std::sqrt(2.0)); }

TEST(CentredNormal, lies_within_4e_13_of_boost_everywhere) {
  const auto& table = kring::detail::centred_normal();
  double worst = 0;
  for (int i = -100'000; i <= 100'000; ++i) {
    const double x = i * 9.1e-5 + 1e-7;
    worst = std::max(worst, std::abs(table(x) - (phi(x) - 0.5)));
  }
  EXPECT_LT(worst, 4e-13);
  EXPECT_EQ(table(0), 0);
}

TEST(CentredNormal, reciprocal_root_is_good_to_2e_15) {
  for (double v = 1e-300; v < 1e300; v *= 1.37) {
    EXPECT_NEAR(kring::detail::reciprocal_root(v) * std::sqrt(v), 1, 2e-15) << v;
  }
}

TEST(FixedMath, logarithm_and_exponential_agree_with_the_platform) {
  for (double x = 1e-300; x < 1e300; x *= 1.73) {
    EXPECT_NEAR(kring::detail::fixed_log(x) / std::log(x), 1, 5e-16) << x;
  }
  for (double x = -699; x < 699; x += 0.37) {
    EXPECT_NEAR(kring::detail::fixed_exp(x) / std::exp(x), 1, 6e-16) << x;
  }
}

TEST(ExpectedRanks, three_normals_one_apart) {
  // methods.md 11.8: 1.3184, 2, 2.6816; by hand 1 + Phi(-1/sqrt 2) + Phi(-2/sqrt 2).
  const auto ranks = expected_ranks(std::vector{-1.0, 0.0, 1.0}, std::vector{1.0, 1.0, 1.0});
  EXPECT_NEAR(ranks[0], 1 + phi(-1 / std::sqrt(2.0)) + phi(-2 / std::sqrt(2.0)), 1e-12);
  EXPECT_NEAR(ranks[0], 1.3184, 5e-5);
  EXPECT_EQ(ranks[1], 2);
  EXPECT_NEAR(ranks[2], 2.6816, 5e-5);
}

TEST(ExpectedRanks, certain_values_give_plain_ranks_and_ties_share) {
  EXPECT_THAT(expected_ranks(std::vector{5.0, 1.0, 5.0, 9.0}, std::vector<double>(4, 0.0)),
              testing::Pointwise(testing::DoubleNear(1e-12), {2.5, 1.0, 2.5, 4.0}));
}

TEST(ExpectedRanks, one_unit_has_rank_one_and_no_unit_none) {
  EXPECT_EQ(expected_ranks(std::vector{3.0}, std::vector{1.0}), std::vector{1.0});
  EXPECT_TRUE(expected_ranks(std::vector<double>{}, std::vector<double>{}).empty());
}

TEST(ExpectedRanks, agrees_with_the_plain_double_loop) {
  std::mt19937 engine(1);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (const std::size_t size : {2U, 7U, 127U, 130U, 700U}) {
    std::vector<double> means(size);
    std::vector<double> deviations(size);
    for (double& mean : means) mean = 4 * uniform(engine);
    for (double& deviation : deviations) deviation = uniform(engine);
    const auto ranks = expected_ranks(means, deviations);
    for (std::size_t i = 0; i < size; ++i) {
      double rank = 1;
      for (std::size_t k = 0; k < size; ++k) {
        if (k != i) rank += phi((means[i] - means[k]) / std::hypot(deviations[i], deviations[k]));
      }
      EXPECT_NEAR(ranks[i], rank, 1e-12 * static_cast<double>(size));
    }
  }
}

TEST(ExpectedRanks, has_the_same_bits_for_any_number_of_threads) {
  std::vector<double> means(1500);
  std::vector<double> deviations(1500);
  for (std::size_t i = 0; i < means.size(); ++i) {
    means[i] = std::sin(static_cast<double>(i));
    deviations[i] = 0.3 + 0.2 * std::cos(static_cast<double>(7 * i));
  }
  const auto one = expected_ranks(means, deviations, 1);
  for (const unsigned threads : {0U, 2U, 3U, 16U, 40U}) EXPECT_EQ(expected_ranks(means, deviations, threads), one);
}

std::string refusal(const std::vector<double>& means, const std::vector<double>& deviations) {
  try {
    (void)expected_ranks(means, deviations);
  } catch (const kring::InvalidValue& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ExpectedRanks, refuses_bad_numbers_and_says_where) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(refusal({0, nan}, {1, 1}), testing::HasSubstr("means[1]"));
  EXPECT_THAT(refusal({0, 0}, {-1, 1}), testing::HasSubstr("standard_deviations[0]"));
  EXPECT_THAT(refusal({0, 0}, {1, std::numeric_limits<double>::infinity()}),
              testing::HasSubstr("standard_deviations[1]"));
  EXPECT_THAT(refusal({0, 0}, {1}), testing::HasSubstr("has 1 elements, expected 2"));
}

std::vector<double> numbers(std::size_t size, int low, int high) {
  const auto whole = *rc::gen::container<std::vector<int>>(size, rc::gen::inRange(low, high));
  std::vector<double> out(whole.begin(), whole.end());
  for (double& value : out) value /= 64;
  return out;
}

RC_GTEST_PROP(ExpectedRanks, add_up_to_half_k_times_k_plus_one_and_stay_between_1_and_k, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 300);
  const auto ranks = expected_ranks(numbers(size, -500, 500), numbers(size, 0, 200));
  const auto k = static_cast<double>(size);
  RC_ASSERT(std::abs(std::accumulate(ranks.begin(), ranks.end(), 0.0) - k * (k + 1) / 2) < 1e-11 * k * k);
  for (const double rank : ranks) RC_ASSERT(rank > 1 - 1e-9 && rank < k + 1e-9);
}

RC_GTEST_PROP(ExpectedRanks, order_of_the_units_is_irrelevant, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 200);
  auto means = numbers(size, -500, 500);
  auto deviations = numbers(size, 0, 200);
  const auto forward = expected_ranks(means, deviations);
  std::reverse(means.begin(), means.end());
  std::reverse(deviations.begin(), deviations.end());
  const auto backward = expected_ranks(means, deviations);
  for (std::size_t i = 0; i < size; ++i) RC_ASSERT(std::abs(forward[i] - backward[size - 1 - i]) < 1e-12 * 200);
}

TEST(Rankability, by_hand) {
  // Squares .01 .04 .09: median .04; with two units the median is the mean of .01 and .09.
  EXPECT_DOUBLE_EQ(rankability(std::vector{0.3, 0.1, 0.2}, 0.04), 0.5);
  EXPECT_DOUBLE_EQ(rankability(std::vector{0.3, 0.1}, 0.05), 0.5);
  EXPECT_EQ(rankability(std::vector{0.3}, 0), 0);
}

TEST(Rankability, refuses_no_units_zero_errors_and_negative_variance) {
  EXPECT_THROW((void)rankability(std::vector<double>{}, 1), kring::InvalidValue);
  EXPECT_THROW((void)rankability(std::vector{0.0}, 1), kring::InvalidValue);
  EXPECT_THROW((void)rankability(std::vector{1.0}, -1), kring::InvalidValue);
  EXPECT_THROW((void)rankability(std::vector{1.0}, std::nan("")), kring::InvalidValue);
}

}  // namespace
