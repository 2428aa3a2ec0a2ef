// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/min_blend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace {

using kring::InvalidValue;
using kring::quality::min_blend;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Numbers = std::vector<double>;

double blended(const Numbers& values, const Numbers& weights, double blend = 0.5) {
  return min_blend(values, weights, blend).value();
}

// methods.md 11.15: A .50, V .82, T .35, R .55 give Q .4525, the reference (.60, .60, .60, .60) gives .60.
TEST(MinBlend, gives_the_worked_example) {
  EXPECT_NEAR(blended({0.50, 0.82, 0.35, 0.55}, {1, 1, 1, 1}), 0.4525, 1e-15);
  EXPECT_EQ(blended({0.6, 0.6, 0.6, 0.6}, {1, 1, 1, 1}), 0.6);
}

// By hand: 0.25 * 0.2 + 0.75 * (3 * 0.8 + 1 * 0.2) / 4 = 0.05 + 0.4875.
TEST(MinBlend, weighs_the_mean_and_not_the_minimum) {
  EXPECT_NEAR(blended({0.8, 0.2}, {3, 1}, 0.25), 0.5375, 1e-15);
  EXPECT_NEAR(blended({0.8, 0.2}, {3000, 1000}, 0.25), 0.5375, 1e-15);
}

TEST(MinBlend, is_the_minimum_at_one_and_the_mean_at_zero) {
  EXPECT_EQ(blended({0.7, 0.3, 0.9}, {1, 2, 3}, 1.0), 0.3);
  EXPECT_NEAR(blended({0.7, 0.3, 0.9}, {1, 2, 3}, 0.0), (0.7 + 0.6 + 2.7) / 6, 1e-15);
}

TEST(MinBlend, takes_weight_0_as_if_the_value_were_not_there) {
  EXPECT_EQ(blended({0.0, 0.8}, {0, 1}), 0.8);
  EXPECT_EQ(blended({0.4, 1.0, 0.8}, {1, 0, 1}), blended({0.4, 0.8}, {1, 1}));
}

TEST(MinBlend, gives_nothing_for_nothing) {
  EXPECT_EQ(min_blend(Numbers{}, Numbers{}, 0.5), std::nullopt);
  EXPECT_EQ(min_blend(Numbers{0.5, 1.0}, Numbers{0, 0}, 0.5), std::nullopt);
}

TEST(MinBlend, refuses_what_is_no_score_no_weight_or_no_blend) {
  const auto refused = [](const Numbers& values, const Numbers& weights, double blend, const char* message) {
    EXPECT_THAT([&] { (void)min_blend(values, weights, blend); }, ThrowsMessage<InvalidValue>(HasSubstr(message)));
  };
  refused({0.5, 1.1}, {1, 1}, 0.5, "values[1]");
  refused({-0.1}, {1}, 0.5, "give a number from 0 to 1");
  refused({std::nan("")}, {1}, 0.5, "values");
  refused({0.5}, {-1}, 0.5, "give a number of 0 or more");
  refused({0.5}, {INFINITY}, 0.5, "weights");
  refused({0.5}, {1}, 1.5, "blend");
  refused({0.5}, {1, 2}, 0.5, "weights");
}

struct Case {
  Numbers values;
  Numbers weights;
  double blend;
};

// Thirds and tenths, which no binary number holds exactly.
Case any_case() {
  const auto size = *rc::gen::inRange<std::size_t>(1, 7);
  Case one;
  for (std::size_t i = 0; i < size; ++i) {
    one.values.push_back(*rc::gen::inRange(0, 31) / 30.0);
    one.weights.push_back(*rc::gen::inRange(0, 11) / 10.0);
  }
  one.weights[0] += 0.1;
  one.blend = *rc::gen::inRange(0, 11) / 10.0;
  return one;
}

// Axiom U: equal values give themselves, to the bit.
RC_GTEST_PROP(MinBlend, gives_equal_values_back, ()) {
  Case one = any_case();
  std::ranges::fill(one.values, one.values[0]);
  RC_ASSERT(blended(one.values, one.weights, one.blend) == one.values[0]);
}

// Axiom M: a better value never makes the whole worse.
RC_GTEST_PROP(MinBlend, never_falls_when_a_value_rises, ()) {
  Case one = any_case();
  const double before = blended(one.values, one.weights, one.blend);
  const auto which = *rc::gen::inRange<std::size_t>(0, one.values.size());
  one.values[which] += (1.0 - one.values[which]) * *rc::gen::inRange(0, 11) / 10.0;
  RC_ASSERT(blended(one.values, one.weights, one.blend) >= before - 1e-15);
}

RC_GTEST_PROP(MinBlend, lies_between_the_smallest_value_and_the_mean, ()) {
  const Case one = any_case();
  double least = 1.0;
  double mean = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < one.values.size(); ++i) {
    if (one.weights[i] > 0) least = std::min(least, one.values[i]);
    mean += one.weights[i] * one.values[i];
    sum += one.weights[i];
  }
  const double found = blended(one.values, one.weights, one.blend);
  RC_ASSERT(found >= least);
  RC_ASSERT(found <= mean / sum + 1e-15);
}

// Axiom N: the order of values does not matter but for rounding.
RC_GTEST_PROP(MinBlend, does_not_depend_on_the_order_of_values, ()) {
  Case one = any_case();
  const double before = blended(one.values, one.weights, one.blend);
  std::ranges::reverse(one.values);
  std::ranges::reverse(one.weights);
  RC_ASSERT(std::abs(blended(one.values, one.weights, one.blend) - before) <= 1e-15);
}

}  // namespace
