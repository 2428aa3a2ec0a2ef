// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/multiplicity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace {

using kring::statistics::adjust_p_values;
using kring::statistics::Adjustment;

const std::vector<Adjustment> all_adjustments = {Adjustment::bonferroni, Adjustment::holm,
                                                 Adjustment::benjamini_hochberg, Adjustment::benjamini_yekutieli};

// The 15 p-values of the worked example in Benjamini and Hochberg 1995, section 4.
const std::vector<double> example = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                     0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

auto flagged(Adjustment method) {
  const auto adjusted = adjust_p_values(example, method);
  return std::count_if(adjusted.begin(), adjusted.end(), [](double p) { return p <= 0.05; });
}

TEST(Multiplicity, published_example_flags_the_published_numbers) {
  // The article: 4 by the false discovery rate, 3 by Bonferroni; methods.md 11.5 adds Holm 3 and Benjamini-Yekutieli 3.
  EXPECT_EQ(flagged(Adjustment::benjamini_hochberg), 4);
  EXPECT_EQ(flagged(Adjustment::bonferroni), 3);
  EXPECT_EQ(flagged(Adjustment::holm), 3);
  EXPECT_EQ(flagged(Adjustment::benjamini_yekutieli), 3);
}

TEST(Multiplicity, fourth_adjusted_value_of_the_published_example) {
  // By hand: 15 * 0.0095 / 4 = 0.035625.
  EXPECT_DOUBLE_EQ(adjust_p_values(example, Adjustment::benjamini_hochberg)[3], 0.035625);
}

TEST(Multiplicity, values_by_hand) {
  using testing::DoubleEq;
  using testing::ElementsAre;
  // Holm: 3*.01, 2*.02, max(.04, 1*.03); Benjamini-Yekutieli: 3*.03/3*(1 + 1/2 + 1/3) = .055 for all three.
  EXPECT_THAT(adjust_p_values(std::vector{0.03, 0.01, 0.02}, Adjustment::holm),
              ElementsAre(DoubleEq(0.04), DoubleEq(0.03), DoubleEq(0.04)));
  EXPECT_THAT(adjust_p_values(std::vector{0.03, 0.01, 0.02}, Adjustment::benjamini_yekutieli),
              ElementsAre(DoubleEq(0.055), DoubleEq(0.055), DoubleEq(0.055)));
}

TEST(Multiplicity, one_value_is_left_alone_and_nothing_gives_nothing) {
  for (const auto method : all_adjustments) {
    EXPECT_EQ(adjust_p_values(std::vector{0.2}, method), std::vector{0.2});
    EXPECT_TRUE(adjust_p_values(std::vector<double>{}, method).empty());
  }
}

TEST(Multiplicity, refuses_what_is_no_probability_and_says_where) {
  for (const double bad : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
    try {
      (void)adjust_p_values(std::vector{0.5, bad}, Adjustment::holm);
      FAIL() << bad << " was accepted";
    } catch (const kring::InvalidValue& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("p_values[1]"));
    }
  }
  std::vector<double> too_short(1);
  EXPECT_THROW(adjust_p_values(example, Adjustment::holm, too_short), kring::InvalidValue);
}

std::vector<double> any_p_values() {
  const auto whole = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
  std::vector<double> p(whole.size());
  std::transform(whole.begin(), whole.end(), p.begin(), [](int value) { return value / 1000.0; });
  return p;
}

RC_GTEST_PROP(Multiplicity, adjusted_values_keep_the_order_and_never_fall_below_their_own, ()) {
  const auto p = any_p_values();
  const auto method = *rc::gen::elementOf(all_adjustments);
  const auto adjusted = adjust_p_values(p, method);
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(adjusted[i] >= p[i] && adjusted[i] <= 1);
    for (std::size_t k = 0; k < p.size(); ++k) RC_ASSERT(!(p[i] < p[k]) || adjusted[i] <= adjusted[k]);
  }
}

RC_GTEST_PROP(Multiplicity, order_of_the_questions_is_irrelevant, ()) {
  auto p = any_p_values();
  const auto method = *rc::gen::elementOf(all_adjustments);
  const auto forward = adjust_p_values(p, method);
  std::reverse(p.begin(), p.end());
  auto backward = adjust_p_values(p, method);
  std::reverse(backward.begin(), backward.end());
  RC_ASSERT(forward == backward);
}

}  // namespace
