// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/proportion.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace {

using kring::statistics::Interval;
using kring::statistics::IntervalMethod;
using kring::statistics::proportion_interval;

constexpr std::array all_methods = {IntervalMethod::clopper_pearson, IntervalMethod::wilson, IntervalMethod::jeffreys,
                                    IntervalMethod::mid_p};

// Clopper-Pearson, Wilson and mid-p for 81/263, 0/20 and 1/29: Newcombe 1998, table I
// (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E). Jeffreys: computed apart from this library.
struct Published {
  std::int64_t events;
  std::int64_t trials;
  std::array<Interval, 4> limits;
};
constexpr std::array published = {
    Published{81, 263, {{{.2527, .3676}, {.2553, .3662}, {.2545, .3656}, {.2544, .3658}}}},
    Published{0, 20, {{{0, .1684}, {0, .1611}, {0, .1166}, {0, .1391}}}},
    Published{1, 29, {{{.0009, .1776}, {.0061, .1718}, {.0037, .1501}, {.0017, .1585}}}},
};

TEST(ProportionInterval, published_limits_are_reproduced) {
  for (const auto& row : published) {
    for (std::size_t k = 0; k < all_methods.size(); ++k) {
      const Interval found = proportion_interval(row.events, row.trials, 0.95, all_methods[k]);
      EXPECT_NEAR(found.lower, row.limits[k].lower, 5e-5) << row.events << "/" << row.trials << " method " << k;
      EXPECT_NEAR(found.upper, row.limits[k].upper, 5e-5) << row.events << "/" << row.trials << " method " << k;
    }
  }
}

// Counts from the smallest to 10^5, with few events, few non-events and everything between.
std::vector<std::pair<std::int64_t, std::int64_t>> lattice() {
  std::vector<std::pair<std::int64_t, std::int64_t>> result;
  for (const double n : {1., 2., 3., 4., 7., 12., 20., 55., 100., 999., 1e4, 1e5}) {
    for (const double share : {0., 1e-3, .02, .2, .5, .73, .9, .999, 1.}) {
      for (const double offset : {-2., -1., 0., 1., 3.}) {
        const double r = std::floor(share * n) + offset;
        if (r >= 0 && r <= n) result.emplace_back(static_cast<std::int64_t>(r), static_cast<std::int64_t>(n));
      }
    }
  }
  return result;
}

double relative_error(double found, long double expected) {
  return static_cast<double>(std::abs((found - expected) / expected));
}

// Reference: boost::math::ibeta_inv and ibetac_inv in long double; above 10^5 trials their own error is larger than the
// tolerance.
TEST(ProportionInterval, beta_quantiles_agree_with_boost_to_1e_13) {
  for (const auto& [r, n] : lattice()) {
    for (const double confidence : {.2, .9, .95, .99, .9999}) {
      const long double alpha = 0.5 * (1.0 - confidence);
      const Interval exact = proportion_interval(r, n, confidence);
      const Interval jeffreys = proportion_interval(r, n, confidence, IntervalMethod::jeffreys);
      const auto a = static_cast<long double>(r);
      const auto b = static_cast<long double>(n - r);
      const auto where = std::to_string(r) + "/" + std::to_string(n) + " at " + std::to_string(confidence);
      if (r > 0) {
        EXPECT_LT(relative_error(exact.lower, boost::math::ibeta_inv(a, b + 1, alpha)), 1e-13) << where;
        EXPECT_LT(relative_error(jeffreys.lower, boost::math::ibeta_inv(a + .5L, b + .5L, alpha)), 1e-13) << where;
      }
      if (r < n) {
        EXPECT_LT(relative_error(exact.upper, boost::math::ibetac_inv(a + 1, b, alpha)), 1e-13) << where;
        EXPECT_LT(relative_error(jeffreys.upper, boost::math::ibetac_inv(a + .5L, b + .5L, alpha)), 1e-13) << where;
      }
    }
  }
}

// Terms summed and the equations solved with 50 digits (Boost.Multiprecision).
TEST(ProportionInterval, huge_counts_agree_with_50_digits_to_1e_14) {
  struct Row {
    std::int64_t events;
    std::int64_t trials;
    double confidence;
    IntervalMethod method;
    Interval limits;
  };
  using enum IntervalMethod;
  for (const Row& row : {
           Row{2, 1000000000, .95, clopper_pearson, {2.4220927863573699173e-10, 7.2246876488505913912e-09}},
           Row{1000, 1000000000, .99, clopper_pearson, {9.2042408232496789311e-07, 1.084372822318554651e-06}},
           Row{500000000, 1000000000, .95, clopper_pearson, {.49996900974842228227, .50003099025157771773}},
           Row{999999998, 1000000000, .95, clopper_pearson, {.99999999277531235115, .99999999975779072136}},
           Row{3, 10000000, .2, clopper_pearson, {2.2850768714322508395e-07, 4.175262488525296275e-07}},
           Row{2, 1000000000, .95, mid_p, {3.3532905564481557231e-10, 6.6079597314613372909e-09}},
           Row{1000, 1000000000, .99, mid_p, {9.2089378188013178073e-07, 1.0838628746805462687e-06}},
           Row{500000000, 1000000000, .95, mid_p, {.49996901024840678595, .50003098975159321405}},
           Row{999999998, 1000000000, .95, mid_p, {.99999999339204026854, .99999999966467094436}},
           Row{3, 10000000, .2, mid_p, {2.7165913170433639674e-07, 3.646431841093952542e-07}},
       }) {
    const Interval found = proportion_interval(row.events, row.trials, row.confidence, row.method);
    EXPECT_LT(relative_error(found.lower, row.limits.lower), 1e-14) << row.events << "/" << row.trials;
    EXPECT_LT(relative_error(found.upper, row.limits.upper), 1e-14) << row.events << "/" << row.trials;
  }
}

// P(X > r) + P(X = r)/2 is the mean of two beta probabilities; boost::math::ibeta in long double. Rounding a limit p to
// double moves its tail by up to half an ulp of p times the slope, which the tolerance allows twice.
TEST(ProportionInterval, mid_p_limits_leave_half_alpha_in_each_tail) {
  for (const auto& [r, n] : lattice()) {
    if (r == 0 || r == n) continue;
    for (const double confidence : {.2, .95, .9999}) {
      const double alpha = 0.5 * (1.0 - confidence);
      const Interval found = proportion_interval(r, n, confidence, IntervalMethod::mid_p);
      const auto a = static_cast<long double>(r);
      const auto b = static_cast<long double>(n - r);
      const auto tolerance = [&](long double p) {
        const auto slope =
            (boost::math::ibeta_derivative(a, b + 1, p) + boost::math::ibeta_derivative(a + 1, b, p)) / 2;
        return static_cast<double>(1e-13L + 2.3e-16L * p * slope / alpha);
      };
      const long double low = found.lower;
      const long double high = found.upper;
      const auto above = (boost::math::ibeta(a, b + 1, low) + boost::math::ibeta(a + 1, b, low)) / 2;
      const auto below = (boost::math::ibetac(a, b + 1, high) + boost::math::ibetac(a + 1, b, high)) / 2;
      EXPECT_LT(relative_error(alpha, above), tolerance(low)) << r << "/" << n << " at " << confidence;
      EXPECT_LT(relative_error(alpha, below), tolerance(high)) << r << "/" << n << " at " << confidence;
    }
  }
}

TEST(ProportionInterval, wilson_limits_are_the_shares_a_score_test_just_keeps) {
  const double z = 1.959963984540054;  // qnorm(0.975)
  for (const auto& [r, n] : std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 29}, {81, 263}, {9999, 10000}}) {
    const double share = static_cast<double>(r) / static_cast<double>(n);
    const Interval found = proportion_interval(r, n, .95, IntervalMethod::wilson);
    for (const double p : {found.lower, found.upper}) {
      EXPECT_NEAR(std::abs(share - p) / std::sqrt(p * (1 - p) / static_cast<double>(n)), z, 1e-11);
    }
  }
}

TEST(ProportionInterval, no_events_give_lower_0_and_only_events_give_upper_1) {
  for (const auto method : all_methods) {
    for (const std::int64_t n : {1LL, 20LL, 1'000'000'000LL}) {
      const Interval none = proportion_interval(0, n, .95, method);
      const Interval only = proportion_interval(n, n, .95, method);
      EXPECT_EQ(none.lower, 0.0);
      EXPECT_GT(none.upper, 0.0);
      EXPECT_EQ(only.upper, 1.0);
      EXPECT_LT(only.lower, 1.0);
    }
  }
}

// The rule of three: at 0 of n the one-sided 95% limit is 1 - .05^(1/n), by hand.
TEST(ProportionInterval, no_events_among_many_follow_the_closed_form) {
  const double expected = -std::expm1(std::log(.05) / 1e9);
  EXPECT_LT(relative_error(proportion_interval(0, 1'000'000'000, .9).upper, expected), 1e-14);
  EXPECT_LT(relative_error(proportion_interval(0, 1'000'000'000, .95, IntervalMethod::mid_p).upper, expected), 1e-14);
}

TEST(ProportionInterval, limits_stay_in_order_at_any_confidence) {
  for (const auto method : all_methods) {
    for (const double confidence : {1e-300, 1e-9, .01, 1 - 1e-12, 1 - 1.2e-16}) {
      for (const auto& [r, n] : lattice()) {
        const Interval found = proportion_interval(r, n, confidence, method);
        EXPECT_TRUE(0.0 <= found.lower && found.lower <= found.upper && found.upper <= 1.0)
            << found.lower << " " << found.upper << " for " << r << "/" << n << " at " << confidence;
      }
    }
  }
}

struct Counts {
  std::int64_t events;
  std::int64_t trials;
};

Counts any_counts() {
  const auto trials = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 40), rc::gen::inRange<std::int64_t>(1, 20000),
                                      rc::gen::inRange<std::int64_t>(1, 1'000'000'001));
  return {*rc::gen::inRange<std::int64_t>(0, trials + 1), trials};
}

double any_confidence() { return *rc::gen::element(.6, .8, .9, .95, .99, .998, .9999); }

RC_GTEST_PROP(ProportionInterval, holds_the_share_and_mirrors_with_the_events, ()) {
  const auto [r, n] = any_counts();
  const double confidence = any_confidence();
  for (const auto method : all_methods) {
    const Interval found = proportion_interval(r, n, confidence, method);
    const Interval mirrored = proportion_interval(n - r, n, confidence, method);
    RC_ASSERT(found.contains(static_cast<double>(r) / static_cast<double>(n)));
    RC_ASSERT(0.0 <= found.lower && found.upper <= 1.0);
    RC_ASSERT(std::abs(found.lower - (1.0 - mirrored.upper)) <= 1e-15);
  }
}

RC_GTEST_PROP(ProportionInterval, rises_with_the_events, ()) {
  const auto [r, n] = any_counts();
  RC_PRE(r < n);
  for (const auto method : all_methods) {
    const Interval fewer = proportion_interval(r, n, .95, method);
    const Interval more = proportion_interval(r + 1, n, .95, method);
    RC_ASSERT(fewer.lower < more.lower && fewer.upper < more.upper);
  }
}

RC_GTEST_PROP(ProportionInterval, widens_with_confidence_and_mid_p_lies_within_clopper_pearson, ()) {
  const auto [r, n] = any_counts();
  for (const auto method : all_methods) {
    const Interval narrow = proportion_interval(r, n, .9, method);
    const Interval wide = proportion_interval(r, n, .95, method);
    RC_ASSERT(wide.lower <= narrow.lower && narrow.upper <= wide.upper);
    RC_ASSERT(wide.upper - wide.lower > narrow.upper - narrow.lower);
  }
  const Interval exact = proportion_interval(r, n);
  const Interval mid_p = proportion_interval(r, n, .95, IntervalMethod::mid_p);
  RC_ASSERT(exact.lower <= mid_p.lower && mid_p.upper <= exact.upper);
}

TEST(ProportionInterval, arrays_give_the_same_bits_as_elements_for_any_number_of_threads) {
  std::vector<std::int64_t> events;
  std::vector<std::int64_t> trials;
  for (const auto& [r, n] : lattice()) {
    events.push_back(r);
    trials.push_back(n);
  }
  std::vector<double> lower(events.size());
  std::vector<double> upper(events.size());
  for (const auto method : all_methods) {
    for (const unsigned threads : {0U, 1U, 2U, 7U}) {
      proportion_interval(events, trials, .95, method, lower, upper, threads);
      for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ((Interval{lower[i], upper[i]}), proportion_interval(events[i], trials[i], .95, method));
      }
    }
  }
}

std::string refusal(const auto& act) {
  try {
    act();
  } catch (const kring::InvalidValue& error) {
    return error.what();
  }
  return "nothing was refused";
}

TEST(ProportionInterval, impossible_counts_are_refused_with_their_place) {
  using testing::HasSubstr;
  EXPECT_THAT(refusal([] { (void)proportion_interval(-1, 3); }), HasSubstr("events is -1"));
  EXPECT_THAT(refusal([] { (void)proportion_interval(4, 3); }), HasSubstr("events is 4, more than trials"));
  EXPECT_THAT(refusal([] { (void)proportion_interval(0, 0); }), HasSubstr("trials is 0"));
  EXPECT_THAT(refusal([] { (void)proportion_interval(0, 1'000'000'000'001); }), HasSubstr("10^12"));
  const std::vector<std::int64_t> events{1, 2, 9};
  const std::vector<std::int64_t> trials{5, 5, 5};
  std::vector<double> out(3);
  const auto run = [&] { proportion_interval(events, trials, .95, IntervalMethod::wilson, out, out, 2); };
  EXPECT_THAT(refusal(run), HasSubstr("events[2] is 9, more than trials[2], which is 5"));
  const auto shorter = [&] {
    proportion_interval(events, std::span(trials).first(2), .95, IntervalMethod::wilson, out, out);
  };
  EXPECT_THAT(refusal(shorter), HasSubstr("trials has 2 elements, expected 3"));
}

TEST(ProportionInterval, a_confidence_outside_0_to_1_is_refused) {
  for (const double confidence : {0.0, 1.0, -0.5, 95.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THAT(refusal([&] { (void)proportion_interval(1, 3, confidence); }), testing::HasSubstr("confidence is "));
  }
}

}  // namespace
