// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/intraclass.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace {

using kring::InvalidValue;
using kring::statistics::intraclass_correlation;
using Numbers = std::vector<double>;

// Shrout and Fleiss 1979, table 2: six targets, four judges; the numbers below from their table 4 and methods.md 11.7.
const Numbers published = {9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};

TEST(Intraclass, published_example) {
  const auto found = intraclass_correlation(published, 6, 4);
  EXPECT_NEAR(found.icc1, .1657, 5e-5);
  EXPECT_NEAR(found.icc2, .2898, 5e-5);
  EXPECT_NEAR(found.icc3, .7148, 5e-5);
  EXPECT_NEAR(found.icc1k, .4428, 5e-5);
  EXPECT_NEAR(found.icc2k, .6201, 5e-5);
  EXPECT_NEAR(found.icc3k, .9093, 5e-5);
  EXPECT_NEAR(found.unit_variance, 2.5556, 5e-5);
  EXPECT_NEAR(found.rater_variance, 5.2444, 5e-5);
  EXPECT_NEAR(found.residual_variance, 1.0194, 5e-5);
}

TEST(Intraclass, raters_who_agree_but_for_severity_are_consistent_and_do_not_agree) {
  // By hand: U = 2 (1 + 0 + 1) / 2 = 2, R = 3 (1 + 1) / 1 = 6, E = 0.
  const auto found = intraclass_correlation(Numbers{1, 3, 2, 4, 3, 5}, 3, 2);
  EXPECT_DOUBLE_EQ(found.icc3, 1);
  EXPECT_DOUBLE_EQ(found.icc2, 2.0 / (2 + 2 * 6 / 3.0));
}

TEST(Intraclass, units_that_differ_less_than_chance_give_less_than_nothing) {
  // By hand: every unit has mean 1, so U = 0, R = 0, E = 2 and W = 1: ICC1 -1 / 1, ICC2 -2 / (2 + 2 (0 - 2) / 2) has no
  // denominator, nor have the means over U = 0.
  const auto found = intraclass_correlation(Numbers{0, 2, 2, 0}, 2, 2);
  EXPECT_DOUBLE_EQ(found.icc1, -1);
  EXPECT_DOUBLE_EQ(found.icc3, -1);
  EXPECT_LT(found.unit_variance, 0);
  EXPECT_TRUE(std::isnan(found.icc1k));
  EXPECT_TRUE(std::isnan(found.icc3k));
}

TEST(Intraclass, rounding_is_no_difference_between_units) {
  Numbers ratings;
  for (int unit = 0; unit < 7; ++unit) ratings.insert(ratings.end(), {.1, .2, .3});
  const auto found = intraclass_correlation(ratings, 7, 3);
  EXPECT_TRUE(std::isnan(found.icc3));
  EXPECT_TRUE(std::isnan(found.icc1k));
  EXPECT_EQ(found.icc2, 0);
  EXPECT_EQ(found.residual_variance, 0);
}

RC_GTEST_PROP(Intraclass, another_scale_or_order_of_raters_changes_nothing, ()) {
  const Numbers ratings = *rc::gen::container<Numbers>(
      12, rc::gen::map(rc::gen::inRange(0, 10), [](int i) { return static_cast<double>(i); }));
  RC_PRE(std::adjacent_find(ratings.begin(), ratings.end(), std::not_equal_to<>()) != ratings.end());
  Numbers other(12);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < 3; ++j) other[i * 3 + j] = 3 - 0.5 * ratings[i * 3 + (2 - j)];
  }
  const auto a = intraclass_correlation(ratings, 4, 3);
  const auto b = intraclass_correlation(other, 4, 3);
  const auto alike = [](double x, double y) {
    return (std::isnan(x) && std::isnan(y)) || std::abs(x - y) <= 1e-9 * (1 + std::abs(x)) || std::abs(x) > 1e6;
  };
  RC_ASSERT(alike(a.icc1, b.icc1));
  RC_ASSERT(std::abs(a.unit_variance / 4 - b.unit_variance) < 1e-12);
  RC_ASSERT(std::abs(a.rater_variance / 4 - b.rater_variance) < 1e-12);
  RC_ASSERT(std::abs(a.residual_variance / 4 - b.residual_variance) < 1e-12);
}

TEST(Intraclass, refuses_what_cannot_be) {
  EXPECT_THROW((void)intraclass_correlation(Numbers{1, 2}, 1, 2), InvalidValue);
  EXPECT_THROW((void)intraclass_correlation(Numbers{1, 2}, 2, 1), InvalidValue);
  EXPECT_THROW((void)intraclass_correlation(Numbers{1, 2, 3}, 2, 2), InvalidValue);
  EXPECT_THROW((void)intraclass_correlation(Numbers{1, 2, 3, std::nan("")}, 2, 2), InvalidValue);
  EXPECT_THROW((void)intraclass_correlation(Numbers{3, 3, 3, 3}, 2, 2), InvalidValue);
}

}  // namespace
