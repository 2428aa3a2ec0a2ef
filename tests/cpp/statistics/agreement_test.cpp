// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/agreement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace {

using kring::InvalidValue;
using kring::statistics::effective_raters;
using kring::statistics::expected_agreement;
using kring::statistics::raters_needed;
using kring::statistics::spearman_brown;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Sizes = std::vector<std::int64_t>;
using Numbers = std::vector<double>;

// Numbers of the design, methods.md 11.7, to the last digit shown.
TEST(Agreement, effective_numbers_of_published_panels) {
  EXPECT_DOUBLE_EQ(effective_raters(Sizes{1}, Numbers{.5}), 1);
  EXPECT_NEAR(effective_raters(Sizes{2}, Numbers{.5}), 1.3333, 5e-5);
  EXPECT_NEAR(effective_raters(Sizes{3}, Numbers{.5}), 1.5, 5e-5);
  EXPECT_NEAR(effective_raters(Sizes{5}, Numbers{.5}), 1.6667, 5e-5);
  EXPECT_NEAR(effective_raters(Sizes{5}, Numbers{.6}), 1.4706, 5e-5);
  EXPECT_NEAR(effective_raters(Sizes{3, 1}, Numbers{.6, .6}), 2.3636, 5e-5);
}

TEST(Agreement, nobody_amounts_to_nobody_and_identical_raters_to_one) {
  EXPECT_EQ(effective_raters({}, {}), 0);
  EXPECT_EQ(effective_raters(Sizes{0, 0}, Numbers{0, 1}), 0);
  EXPECT_EQ(effective_raters(Sizes{0, 7}, Numbers{1, 1}), 1);
  EXPECT_EQ(effective_raters(Sizes{3, 4}, Numbers{0, 0}), 7);
}

RC_GTEST_PROP(Agreement, effective_number_is_the_sum_of_the_inverse_of_the_correlations, ()) {
  const Sizes sizes = *rc::gen::container<Sizes>(3, rc::gen::inRange<std::int64_t>(0, 6));
  const double r = *rc::gen::inRange(0, 95) / 100.0;
  Eigen::Index people = 0;
  for (const auto size : sizes) people += size;
  RC_PRE(people > 0);
  Eigen::MatrixXd correlations = Eigen::MatrixXd::Identity(people, people);
  Eigen::Index first = 0;
  for (const auto size : sizes) {
    correlations.block(first, first, size, size).setConstant(r);
    first += size;
  }
  correlations.diagonal().setOnes();
  const double expected = correlations.inverse().sum();
  RC_ASSERT(std::abs(effective_raters(sizes, Numbers(3, r)) - expected) < 1e-9 * expected);
}

TEST(Agreement, spearman_brown_of_published_numbers_and_back) {
  EXPECT_NEAR(spearman_brown(.59, 2), .7421, 5e-5);
  EXPECT_NEAR(spearman_brown(.59, 3), .8119, 5e-5);
  EXPECT_NEAR(spearman_brown(.59, 5), .8780, 5e-5);
  EXPECT_NEAR(spearman_brown(.35, 1.4706), .4419, 5e-5);
  EXPECT_NEAR(spearman_brown(.35, 2.3636), .5600, 5e-5);
  EXPECT_NEAR(raters_needed(.35, .80), 7.43, 5e-3);
  EXPECT_NEAR(spearman_brown(.35, raters_needed(.35, .80)), .80, 1e-15);
  EXPECT_EQ(spearman_brown(0, 100), 0);
  EXPECT_EQ(spearman_brown(1, .5), 1);
}

TEST(Agreement, expected_agreement_of_published_panels) {
  EXPECT_NEAR(expected_agreement(.4419, .5), .7315, 5e-5);
  EXPECT_NEAR(expected_agreement(.5600, .5), .7691, 5e-5);
  EXPECT_NEAR(expected_agreement(.4419, .2), .8157, 1e-4);  // .4419 has itself four digits.
  // Sheppard: at correlation .5, so reliability .25, both lie below their mean in 1 of 3 cases.
  EXPECT_NEAR(expected_agreement(.25, .5), 2.0 / 3, 1e-15);
}

TEST(Agreement, expected_agreement_goes_from_chance_to_certainty) {
  for (const double share : {.01, .2, .5, .97}) {
    EXPECT_NEAR(expected_agreement(0, share), share * share + (1 - share) * (1 - share), 1e-14);
    EXPECT_EQ(expected_agreement(1, share), 1);
  }
  EXPECT_EQ(expected_agreement(.3, 0), 1);
  EXPECT_EQ(expected_agreement(.3, 1), 1);
}

// Phi2(c, c; r) as the integral over the first of the two: another route than Owen's T.
double agreement_by_integral(double r, double prevalence) {
  const auto below = [](double x) { return .5 * std::erfc(-x / std::numbers::sqrt2); };
  const double c = -kring::detail::normal_upper_quantile(prevalence);
  const auto density = [&](double x) {
    return std::exp(-.5 * x * x) / std::sqrt(2 * std::numbers::pi) * below((c - r * x) / std::sqrt(1 - r * r));
  };
  boost::math::quadrature::tanh_sinh<double> integrator;
  return 1 - 2 * prevalence + 2 * integrator.integrate(density, -40.0, c, 1e-13);
}

TEST(Agreement, expected_agreement_equals_the_integral_to_1e_10) {
  for (const double r : {.05, .3, .6, .9, .99}) {
    for (const double prevalence : {1e-6, .01, .2, .5, .8, .999}) {
      EXPECT_NEAR(expected_agreement(r * r, prevalence), agreement_by_integral(r, prevalence), 1e-10)
          << r << ", " << prevalence;
    }
  }
}

RC_GTEST_PROP(Agreement, more_reliable_never_agrees_less_and_the_sides_of_the_cut_are_alike, ()) {
  const double prevalence = *rc::gen::inRange(1, 1000) / 1000.0;
  const double low = *rc::gen::inRange(0, 1000) / 1000.0;
  const double high = low + (1 - low) * *rc::gen::inRange(0, 1001) / 1000.0;
  RC_ASSERT(expected_agreement(high, prevalence) >= expected_agreement(low, prevalence) - 1e-14);
  RC_ASSERT(std::abs(expected_agreement(low, prevalence) - expected_agreement(low, 1 - prevalence)) < 1e-12);
}

TEST(Agreement, refuses_what_cannot_be_and_says_where) {
  EXPECT_THAT([] { (void)effective_raters(Sizes{2, -1}, Numbers{.5, .5}); },
              ThrowsMessage<InvalidValue>(HasSubstr("block_sizes[1] is -1")));
  EXPECT_THAT([] { (void)effective_raters(Sizes{2}, Numbers{1.5}); },
              ThrowsMessage<InvalidValue>(HasSubstr("within_correlation[0] is 1.5")));
  EXPECT_THROW((void)effective_raters(Sizes{2}, Numbers{}), InvalidValue);
  EXPECT_THAT([] { (void)spearman_brown(.5, 0); }, ThrowsMessage<InvalidValue>(HasSubstr("without raters")));
  EXPECT_THROW((void)spearman_brown(std::nan(""), 2), InvalidValue);
  EXPECT_THROW((void)raters_needed(0, .8), InvalidValue);
  EXPECT_THROW((void)expected_agreement(.5, 1.2), InvalidValue);
}

}  // namespace
