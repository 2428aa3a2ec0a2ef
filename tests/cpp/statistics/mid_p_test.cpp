// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/mid_p.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using kring::statistics::arcsine_z_score;
using kring::statistics::mid_p_z_score;

// Every table up to 25 trials: the probabilities summed term by term in long double, Boost's normal quantile.
TEST(MidPZScore, equals_the_sum_of_terms_for_every_small_table) {
  const boost::math::normal_distribution<long double> normal;
  for (std::int64_t n = 1; n <= 25; ++n) {
    for (const double target : {.001, .2, .5, .75, .99}) {
      const boost::math::binomial_distribution<long double> law(static_cast<long double>(n), target);
      for (std::int64_t r = 0; r <= n; ++r) {
        long double below = pdf(law, r) / 2;
        long double above = pdf(law, r) / 2;
        for (std::int64_t k = 0; k < r; ++k) below += pdf(law, k);
        for (std::int64_t k = r + 1; k <= n; ++k) above += pdf(law, k);
        const long double expected = below < above ? quantile(normal, below) : -quantile(normal, above);
        EXPECT_NEAR(mid_p_z_score(r, n, target), static_cast<double>(expected),
                    1e-14 * std::max(1.0, static_cast<double>(std::abs(expected))))
            << r << "/" << n << " at " << target;
      }
    }
  }
}

// Tails far below the smallest double: terms summed and log Phi inverted with 50 digits (Boost.Multiprecision).
TEST(MidPZScore, stays_accurate_where_the_probability_underflows) {
  struct Row {
    std::int64_t events;
    std::int64_t trials;
    double target;
    double z;
  };
  for (const Row& row :
       {Row{0, 1'000'000'000, .5, -37232.973821847857211}, Row{600'000'000, 1'000'000'000, .5, 6345.945717842449885},
        Row{1, 1'000'000'000, .75, -52655.37632950119772}, Row{100, 1000, .75, -43.599185669612935729},
        Row{450, 1000, .75, -20.182378866710611423}, Row{1000, 1000, .01, 95.920600135851719695},
        Row{2'000'000, 1'000'000'000, .001, 879.53976431178278693}}) {
    EXPECT_NEAR(mid_p_z_score(row.events, row.trials, row.target), row.z, 1e-15 * std::abs(row.z));
  }
}

TEST(MidPZScore, is_finite_at_the_ends_of_its_range) {
  for (const double target : {1e-300, 1e-12, 1.0 - 1e-16}) {
    for (const std::int64_t n : {1LL, 7LL, 1'000'000'000'000LL}) {
      for (const std::int64_t r : {std::int64_t{0}, std::int64_t{1}, n / 2, n - 1, n}) {
        EXPECT_TRUE(std::isfinite(mid_p_z_score(r, n, target))) << r << "/" << n << " at " << target;
      }
    }
  }
}

TEST(MidPZScore, a_target_that_no_count_can_tell_from_0_is_refused) {
  EXPECT_THROW((void)mid_p_z_score(1, 7, std::numeric_limits<double>::denorm_min()), kring::InvalidValue);
  EXPECT_THROW((void)mid_p_z_score(1, 7, 0.99e-300), kring::InvalidValue);
}

// By hand: half the trials at target 1/2 lie exactly in the middle.
TEST(MidPZScore, is_0_in_the_middle) {
  EXPECT_NEAR(mid_p_z_score(5, 10, .5), 0.0, 1e-15);
  EXPECT_NEAR(mid_p_z_score(500'000'000, 1'000'000'000, .5), 0.0, 1e-13);
}

struct Case {
  std::int64_t events;
  std::int64_t trials;
  double target;
};

Case any_case() {
  const auto trials = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 40), rc::gen::inRange<std::int64_t>(1, 100000));
  // Sixty-fourths, so that the target and its complement are both exact.
  return {*rc::gen::inRange<std::int64_t>(0, trials + 1), trials, *rc::gen::inRange(1, 64) / 64.0};
}

RC_GTEST_PROP(MidPZScore, mirrors_with_the_events_and_rises_with_them, ()) {
  const auto [r, n, target] = any_case();
  const double z = mid_p_z_score(r, n, target);
  RC_ASSERT(std::abs(z + mid_p_z_score(n - r, n, 1.0 - target)) <= 1e-13 * std::max(1.0, std::abs(z)));
  if (r < n) RC_ASSERT(z < mid_p_z_score(r + 1, n, target));
  if (target < 0.9) RC_ASSERT(z > mid_p_z_score(r, n, target + 1.0 / 64));
}

RC_GTEST_PROP(ArcsineZScore, mirrors_with_the_events_and_has_the_sign_of_the_difference, ()) {
  const auto [r, n, target] = any_case();
  const double z = arcsine_z_score(r, n, target);
  RC_ASSERT(std::abs(z + arcsine_z_score(n - r, n, 1.0 - target)) <= 1e-11);
  const double difference = static_cast<double>(r) - static_cast<double>(n) * target;
  if (difference != 0.0) RC_ASSERT((z > 0.0) == (difference > 0.0));
}

// By hand: asin(1) - asin(sqrt(1/2)) = pi/4, so z = sqrt(n) pi/2 = pi for 4 of 4 at 1/2.
TEST(ArcsineZScore, follows_its_formula) {
  EXPECT_NEAR(arcsine_z_score(4, 4, .5), std::numbers::pi, 1e-15);
  EXPECT_NEAR(arcsine_z_score(0, 4, .5), -std::numbers::pi, 1e-15);
}

TEST(ArcsineZScore, agrees_with_mid_p_in_large_groups) {
  EXPECT_NEAR(arcsine_z_score(75'300, 100'000, .75), mid_p_z_score(75'300, 100'000, .75), 5e-3);
}

TEST(ZScores, arrays_give_the_same_bits_as_elements_for_any_number_of_threads) {
  std::vector<std::int64_t> events;
  std::vector<std::int64_t> trials;
  std::vector<double> targets;
  for (std::int64_t i = 0; i < 500; ++i) {
    trials.push_back(1 + i * i);
    events.push_back((i * 7919) % (trials.back() + 1));
    targets.push_back(static_cast<double>(i + 1) / 502.0);
  }
  std::vector<double> z(events.size());
  for (const unsigned threads : {0U, 1U, 3U}) {
    mid_p_z_score(events, trials, targets, z, threads);
    for (std::size_t i = 0; i < z.size(); ++i) EXPECT_EQ(z[i], mid_p_z_score(events[i], trials[i], targets[i]));
    arcsine_z_score(events, trials, targets, z, threads);
    for (std::size_t i = 0; i < z.size(); ++i) EXPECT_EQ(z[i], arcsine_z_score(events[i], trials[i], targets[i]));
  }
}

TEST(ZScores, a_target_of_0_or_1_is_refused) {
  for (const double target : {0.0, 1.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW((void)mid_p_z_score(1, 3, target), kring::InvalidValue);
    EXPECT_THROW((void)arcsine_z_score(1, 3, target), kring::InvalidValue);
  }
  const std::vector<std::int64_t> counts{1, 1};
  const std::vector<double> targets{.5, 1.0};
  std::vector<double> z(2);
  EXPECT_THAT([&] { mid_p_z_score(counts, counts, targets, z); },
              testing::ThrowsMessage<kring::InvalidValue>(testing::HasSubstr("target[1] is 1")));
}

}  // namespace
