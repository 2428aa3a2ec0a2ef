// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/overdispersion.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using kring::statistics::overdispersion;
using kring::statistics::winsorise;

struct Units {
  std::vector<double> z;
  std::vector<double> s;
};

// The 13 trials of the BCG vaccine (Colditz et al. 1994, doi:10.1001/jama.1994.03510330076038): cases and others among
// the vaccinated, cases and others among the controls. z is taken against the fixed-effect mean of the log risk ratio.
Units bcg_trials() {
  constexpr std::array<std::array<double, 4>, 13> tables = {{{4, 119, 11, 128},
                                                             {6, 300, 29, 274},
                                                             {3, 228, 11, 209},
                                                             {62, 13536, 248, 12619},
                                                             {33, 5036, 47, 5761},
                                                             {180, 1361, 372, 1079},
                                                             {8, 2537, 10, 619},
                                                             {505, 87886, 499, 87892},
                                                             {29, 7470, 45, 7232},
                                                             {17, 1699, 65, 1600},
                                                             {186, 50448, 141, 27197},
                                                             {5, 2493, 3, 2338},
                                                             {27, 16886, 29, 17825}}};
  Units units;
  std::vector<double> y;
  double weighted = 0;
  double weights = 0;
  for (const auto& [a, b, c, d] : tables) {
    y.push_back(std::log(a / (a + b)) - std::log(c / (c + d)));
    units.s.push_back(std::sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)));
    weighted += y.back() / (units.s.back() * units.s.back());
    weights += 1 / (units.s.back() * units.s.back());
  }
  for (std::size_t i = 0; i < y.size(); ++i) units.z.push_back((y[i] - weighted / weights) / units.s[i]);
  return units;
}

// Without winsorising this is DerSimonian and Laird: Q = 152.2330 and tau^2 = .30876 by metafor 3.8 in R.
TEST(Overdispersion, without_winsorising_gives_the_published_estimate_for_the_BCG_trials) {
  const Units units = bcg_trials();
  const auto found = overdispersion(units.z, units.s, 0.0);
  EXPECT_NEAR(found.phi * 13, 152.2330, 5e-5);
  EXPECT_NEAR(found.tau_squared, .30876, 5e-6);
}

// phi 5.3367 and tau^2 .12633: computed apart from this library on the same trials.
TEST(Overdispersion, with_winsorising_gives_the_reference_for_the_BCG_trials) {
  const Units units = bcg_trials();
  const auto found = overdispersion(units.z, units.s, 0.1);
  EXPECT_NEAR(found.phi, 5.3367, 5e-5);
  EXPECT_NEAR(found.tau_squared, .12633, 5e-6);
}

TEST(Overdispersion, one_unit_has_no_spread_between_units) {
  const auto found = overdispersion(std::vector<double>{5.0}, std::vector<double>{.1});
  EXPECT_EQ(found.phi, 25.0);
  EXPECT_EQ(found.tau_squared, 0.0);
}

TEST(Overdispersion, is_0_where_chance_explains_the_spread) {
  EXPECT_EQ(overdispersion(std::vector<double>(20, 0.0), std::vector<double>(20, .1)).tau_squared, 0.0);
  EXPECT_EQ(overdispersion(std::vector<double>{-1, 1, -1, 1}, std::vector<double>(4, 2.0)).phi, 1.0);
}

// By hand: equal s = 1/2, so w = 4 and sum w - sum w^2 / sum w = 4 (K-1) = 12; K phi = 4 * 9 = 36; (36 - 3)/12 = 2.75.
TEST(Overdispersion, follows_its_formula) {
  const auto found = overdispersion(std::vector<double>{-3, 3, -3, 3}, std::vector<double>(4, .5));
  EXPECT_EQ(found.phi, 9.0);
  EXPECT_EQ(found.tau_squared, 2.75);
}

// By hand: w = 1 and 1e20, sum w - sum w^2 / sum w = 2 to twenty digits, (2 * 9 - 1)/2 = 8.5.
TEST(Overdispersion, survives_one_unit_that_dwarfs_the_rest) {
  EXPECT_NEAR(overdispersion(std::vector<double>{-3, 3}, std::vector<double>{1, 1e-10}, 0.0).tau_squared, 8.5, 1e-14);
}

RC_GTEST_PROP(Overdispersion, does_not_depend_on_the_order_of_units_and_follows_the_unit_of_measurement, ()) {
  const auto numbers = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-400, 400)));
  std::vector<double> z;
  std::vector<double> s;
  for (const int number : numbers) {
    z.push_back(number / 50.0);
    s.push_back((std::abs(number * 37) % 50 + 1) / 64.0);
  }
  const auto found = overdispersion(z, s);
  const auto reversed =
      overdispersion(std::vector<double>(z.rbegin(), z.rend()), std::vector<double>(s.rbegin(), s.rend()));
  RC_ASSERT(std::abs(found.phi - reversed.phi) <= 1e-13 * found.phi);
  RC_ASSERT(std::abs(found.tau_squared - reversed.tau_squared) <= 1e-10 * (1.0 + found.tau_squared));
  RC_ASSERT(found.tau_squared >= 0.0);
  for (double& value : s) value *= 2.0;
  RC_ASSERT(std::abs(overdispersion(z, s).tau_squared - 4.0 * found.tau_squared) <= 1e-12 * found.tau_squared);
}

// By hand: of 0, 1, 2, 3, 100 the positions 4 * .25 and 4 * .75 hold 1 and 3; the positions .4 and 3.6 hold .4 and
// 3 + .6 * 97 = 61.2.
TEST(Winsorise, pulls_values_to_the_type_7_quantiles) {
  const std::vector<double> values{100, 0, 1, 3, 2};
  std::vector<double> result(5);
  winsorise(values, .25, result);
  EXPECT_THAT(result, testing::ElementsAre(3, 1, 1, 3, 2));
  winsorise(values, .1, result);
  EXPECT_THAT(result, testing::ElementsAre(testing::DoubleEq(61.2), testing::DoubleEq(.4), 1, 3, 2));
  winsorise(values, 0.0, result);
  EXPECT_EQ(result, values);
}

RC_GTEST_PROP(Winsorise, keeps_the_order_and_never_moves_a_value_outwards, (const std::vector<int>& numbers)) {
  const std::vector<double> values(numbers.begin(), numbers.end());
  std::vector<double> result(values.size());
  winsorise(values, *rc::gen::element(0.0, .1, .25, .49), result);
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (values[i] <= values[k]) RC_ASSERT(result[i] <= result[k]);
      RC_ASSERT(std::abs(result[i] - result[k]) <= std::abs(values[i] - values[k]));
    }
  }
}

TEST(Winsorise, equal_values_stay_and_no_values_give_none) {
  std::vector<double> result(3);
  winsorise(std::vector<double>(3, .1), .1, result);
  EXPECT_EQ(result, std::vector<double>(3, .1));
  EXPECT_NO_THROW(winsorise({}, .1, {}));
}

TEST(Overdispersion, values_out_of_range_are_refused_with_their_place) {
  using testing::HasSubstr;
  using testing::ThrowsMessage;
  const auto run = [](std::vector<double> z, std::vector<double> s, double share = .1) {
    return [=] { (void)overdispersion(z, s, share); };
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(run({}, {}), ThrowsMessage<kring::InvalidValue>(HasSubstr("at least one unit")));
  EXPECT_THAT(run({1, nan}, {1, 1}), ThrowsMessage<kring::InvalidValue>(HasSubstr("z_scores[1] is nan")));
  EXPECT_THAT(run({1, 1}, {0, 1}), ThrowsMessage<kring::InvalidValue>(HasSubstr("standard_errors[0] is 0")));
  EXPECT_THAT(run({1, 1}, {1}), ThrowsMessage<kring::InvalidValue>(HasSubstr("standard_errors has 1 elements")));
  EXPECT_THAT(run({1}, {1}, .5), ThrowsMessage<kring::InvalidValue>(HasSubstr("winsorised_share is 0.5")));
}

}  // namespace
