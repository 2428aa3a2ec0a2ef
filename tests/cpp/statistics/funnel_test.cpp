// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/funnel.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using kring::statistics::funnel_limit;
using kring::statistics::funnel_limits;
using kring::statistics::poisson_limit;
using kring::statistics::poisson_limits;

// Interpolated exact limits at target .75, computed apart from this library from Spiegelhalter's formula.
TEST(FunnelLimit, independently_computed_limits_are_reproduced) {
  struct Row {
    std::int64_t trials;
    std::array<double, 4> limits;
  };
  constexpr std::array probabilities = {.001, .025, .975, .999};
  for (const Row& row : {Row{10, {.21891, .40903, .95561, .99822}}, Row{100, {.60439, .65768, .82765, .87043}}}) {
    for (std::size_t k = 0; k < 4; ++k) {
      EXPECT_NEAR(funnel_limit(row.trials, .75, probabilities[k]), row.limits[k], 5e-6);
    }
  }
}

// The definition, by summing terms in long double: r_p the smallest count with F >= p.
TEST(FunnelLimit, follows_its_definition_for_every_small_group) {
  for (std::int64_t n = 1; n <= 30; ++n) {
    for (const double target : {.01, .3, .75, .98}) {
      const boost::math::binomial_distribution<long double> law(static_cast<long double>(n), target);
      for (const double p : {.001, .025, .31, .5, .7, .975, .999}) {
        std::int64_t r = 0;
        long double distribution = pdf(law, 0);
        while (distribution < p) distribution += pdf(law, ++r);
        const long double a = (distribution - p) / pdf(law, r);
        const long double expected = (static_cast<long double>(r) - a) / static_cast<long double>(n);
        EXPECT_NEAR(funnel_limit(n, target, p), static_cast<double>(expected), 1e-13) << n << " " << target << " " << p;
      }
    }
  }
}

// Cornish-Fisher to second order, moved by the half count of an interpolated distribution function: what is left out is
// of order 1/sqrt(n) counts.
TEST(FunnelLimit, approaches_the_normal_limit_in_huge_groups) {
  const double z = 1.959963984540054;  // qnorm(0.975)
  for (const double target : {.001, .25, .75}) {
    const double n = 1e9;
    const double deviation = std::sqrt(n * target * (1 - target));
    const double bend = (1 - 2 * target) * (z * z - 1) / 6;
    EXPECT_NEAR(funnel_limit(1'000'000'000, target, .975) * n, n * target + z * deviation + bend - 0.5, .01);
    EXPECT_NEAR(funnel_limit(1'000'000'000, target, .025) * n, n * target - z * deviation + bend - 0.5, .01);
  }
}

// (r_p - a)/n with r_p = 0 is -a/n: 3 trials at .5 have F(0) = .125, so p = .1 gives a = .2, by hand.
TEST(FunnelLimit, lies_at_or_below_0_where_even_no_events_are_no_surprise) {
  EXPECT_NEAR(funnel_limit(3, .5, .1), -.2 / 3, 1e-15);
}

RC_GTEST_PROP(FunnelLimit, mirrors_with_the_events_up_to_one_count, ()) {
  const auto n = *rc::gen::inRange<std::int64_t>(1, 3000);
  const double target = *rc::gen::inRange(1, 64) / 64.0;
  const double p = *rc::gen::element(.0009765625, .03125, .25, .375);  // exact in binary, so 1 - p is too
  const double sum = funnel_limit(n, target, p) + funnel_limit(n, 1.0 - target, 1.0 - p);
  RC_ASSERT(std::abs(sum - (1.0 - 1.0 / static_cast<double>(n))) < 1e-12);
}

RC_GTEST_PROP(FunnelLimit, narrows_as_groups_grow_and_rises_with_probability, ()) {
  const auto n = *rc::gen::inRange<std::int64_t>(20, 5000);
  const double target = *rc::gen::inRange(10, 90) / 100.0;
  const auto width = [&](std::int64_t trials) {
    return funnel_limit(trials, target, .975) - funnel_limit(trials, target, .025);
  };
  RC_ASSERT(width(2 * n) < width(n));
  RC_ASSERT(funnel_limit(n, target, .001) < funnel_limit(n, target, .025));
  RC_ASSERT(funnel_limit(n, target, .975) < funnel_limit(n, target, .999));
}

TEST(FunnelLimits, rows_are_groups_and_columns_probabilities_for_any_number_of_threads) {
  const std::vector<std::int64_t> trials{1, 10, 1'000'000'000, 100};
  const std::vector<double> targets{.5, .75, .2, .01};
  const std::vector<double> probabilities{.025, .999};
  std::vector<double> limits(8);
  for (const unsigned threads : {0U, 1U, 3U}) {
    funnel_limits(trials, targets, probabilities, limits, threads);
    for (std::size_t i = 0; i < 8; ++i) {
      EXPECT_EQ(limits[i], funnel_limit(trials[i / 2], targets[i / 2], probabilities[i % 2]));
    }
  }
}

TEST(FunnelLimits, values_out_of_range_are_refused_with_their_place) {
  const auto run = [](std::vector<std::int64_t> trials, std::vector<double> targets, std::vector<double> levels) {
    return [=] {
      std::vector<double> limits(trials.size() * levels.size());
      funnel_limits(trials, targets, levels, limits);
    };
  };
  using testing::HasSubstr;
  using testing::ThrowsMessage;
  EXPECT_THAT(run({5, 0}, {.5, .5}, {.025}), ThrowsMessage<kring::InvalidValue>(HasSubstr("trials[1] is 0")));
  EXPECT_THAT(run({5, 5}, {.5, 1.0}, {.025}), ThrowsMessage<kring::InvalidValue>(HasSubstr("target[1] is 1")));
  EXPECT_THAT(run({5}, {.5}, {.025, 1.0}), ThrowsMessage<kring::InvalidValue>(HasSubstr("probabilities[1] is 1")));
  EXPECT_THROW((void)poisson_limit(0.0, .5), kring::InvalidValue);
  EXPECT_THROW((void)poisson_limit(std::numeric_limits<double>::quiet_NaN(), .5), kring::InvalidValue);
  EXPECT_THROW((void)poisson_limit(2e9, .5), kring::InvalidValue);
}

TEST(PoissonLimit, follows_its_definition) {
  for (const double expected : {.001, .7, 3.0, 15.0, 160.5}) {
    const boost::math::poisson_distribution<long double> law(expected);
    for (const double p : {.001, .025, .5, .975, .999}) {
      std::int64_t r = 0;
      long double distribution = pdf(law, 0);
      while (distribution < p) distribution += pdf(law, ++r);
      const long double limit = (static_cast<long double>(r) - (distribution - p) / pdf(law, r)) / expected;
      EXPECT_NEAR(poisson_limit(expected, p), static_cast<double>(limit), 1e-12 / expected) << expected << " " << p;
    }
  }
}

TEST(PoissonLimit, is_the_limit_of_the_binomial_one_for_rare_events) {
  for (const double p : {.001, .025, .975, .999}) {
    EXPECT_NEAR(poisson_limit(20.0, p), funnel_limit(1'000'000'000, 20e-9, p) * 1e9 / 20.0, 1e-6);
  }
}

TEST(PoissonLimits, rows_are_groups_and_columns_probabilities) {
  const std::vector<double> expected{1.0, 1e9, 30.0};
  const std::vector<double> probabilities{.025, .975};
  std::vector<double> limits(6);
  poisson_limits(expected, probabilities, limits, 2);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(limits[i], poisson_limit(expected[i / 2], probabilities[i % 2]));
}

// The test of the R package FunnelPlotR prints these as exact Poisson limits. They are the exact confidence interval
// (Garwood 1936) drawn around the target, not predictive limits, and lie outside the predictive ones.
TEST(PoissonLimit, lies_inside_the_interval_that_FunnelPlotR_draws_around_the_target) {
  struct Row {
    double expected;
    double lower;
    double upper;
  };
  for (const Row& row : {Row{15, .5596924, 1.649348}, Row{20, .6108260, 1.544419}, Row{30, .6746958, 1.427562}}) {
    const double lower = boost::math::gamma_p_inv(row.expected, .025) / row.expected;
    const double upper = boost::math::gamma_p_inv(row.expected + 1, .975) / row.expected;
    EXPECT_NEAR(lower, row.lower, 5e-8);
    EXPECT_NEAR(upper, row.upper, 5e-7);
    EXPECT_LT(poisson_limit(row.expected, .975), upper);
  }
}

// Median over expected counts 1 to 50 of P(X > limit) at a nominal .025, published (Seaton and Manktelow 2012,
// doi:10.1186/1471-2288-12-98) as .0301 for the normal limit, .0121 for the interval drawn around the target and
// .0201 for the predictive count r_p. Interpolation puts the limit at or below r_p: .0309 at the upper side.
TEST(PoissonLimit, alarms_as_often_as_its_definition_says) {
  std::vector<double> normal;
  std::vector<double> interval;
  std::vector<double> whole_count;
  std::vector<double> interpolated;
  for (int step = 0; step <= 4900; ++step) {
    const double e = 1.0 + step / 100.0;
    const boost::math::poisson law(e);
    const auto alarm = [&](double limit) { return cdf(complement(law, std::floor(limit))); };
    const double limit = poisson_limit(e, .975) * e;
    normal.push_back(alarm(e + 1.959963984540054 * std::sqrt(e)));
    interval.push_back(alarm(boost::math::gamma_p_inv(e + 1, .975)));
    whole_count.push_back(alarm(std::ceil(limit)));
    interpolated.push_back(alarm(limit));
  }
  const auto median = [](std::vector<double>& values) {
    std::nth_element(values.begin(), values.begin() + 2450, values.end());
    return values[2450];
  };
  EXPECT_NEAR(median(normal), .0301, 5e-5);
  EXPECT_NEAR(median(interval), .0120, 6e-5);
  EXPECT_NEAR(median(whole_count), .0201, 5e-5);
  EXPECT_NEAR(median(interpolated), .0309, 5e-5);
}

}  // namespace
