// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/poisson_binomial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using kring::InvalidValue;
using kring::statistics::law_quantile;
using kring::statistics::poisson_binomial;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Numbers = std::vector<double>;
using Weights = std::vector<std::int64_t>;

// Every subset of what may happen, one by one.
Numbers by_subsets(const Numbers& p, const Weights& w) {
  Numbers law(static_cast<std::size_t>(std::accumulate(w.begin(), w.end(), std::int64_t{0})) + 1, 0.0);
  for (std::size_t subset = 0; subset < (std::size_t{1} << p.size()); ++subset) {
    double chance = 1;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      const bool happens = (subset >> i & 1U) != 0;
      chance *= happens ? p[i] : 1 - p[i];
      sum += happens ? w[i] : 0;
    }
    law[static_cast<std::size_t>(sum)] += chance;
  }
  return law;
}

TEST(PoissonBinomial, published_law) {
  // methods.md 11.8.
  const Numbers expected = {.1512, .3714, .3274, .1274, .0214, .0012};
  EXPECT_THAT(poisson_binomial(Numbers{.1, .2, .3, .4, .5}), testing::Pointwise(testing::DoubleNear(5e-5), expected));
}

TEST(PoissonBinomial, nothing_and_certainties) {
  EXPECT_EQ(poisson_binomial({}), Numbers{1.0});
  EXPECT_EQ(poisson_binomial(Numbers{0, 0}), (Numbers{1, 0, 0}));
  EXPECT_EQ(poisson_binomial(Numbers{1, 1}), (Numbers{0, 0, 1}));
  EXPECT_EQ(poisson_binomial(Numbers{.3}, Weights{0}), Numbers{1.0});  // Weight 0 is not there.
  EXPECT_EQ(poisson_binomial(Numbers{.25}, Weights{3}), (Numbers{.75, 0, 0, .25}));
}

RC_GTEST_PROP(PoissonBinomial, equals_counting_over_all_subsets, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(0, 9);
  const Weights w = *rc::gen::container<Weights>(size, rc::gen::inRange<std::int64_t>(0, 9));
  Numbers p(size);
  for (double& one : p) one = *rc::gen::inRange(0, 101) / 100.0;
  const Numbers law = poisson_binomial(p, w);
  const Numbers expected = by_subsets(p, w);
  RC_ASSERT(law.size() == expected.size());
  for (std::size_t k = 0; k < law.size(); ++k) RC_ASSERT(std::abs(law[k] - expected[k]) < 1e-14);
}

RC_GTEST_PROP(PoissonBinomial, order_does_not_matter_to_the_last_bit, ()) {
  Weights w = *rc::gen::container<Weights>(30, rc::gen::inRange<std::int64_t>(0, 400));
  Numbers p(w.size());
  for (double& one : p) one = *rc::gen::inRange(0, 1001) / 1000.0;
  const Numbers law = poisson_binomial(p, w);
  std::reverse(w.begin(), w.end());
  std::reverse(p.begin(), p.end());
  RC_ASSERT(poisson_binomial(p, w) == law);
}

// Mean and variance are known in closed form: sum w p and sum w^2 p (1 - p). A law of 500,000 points is trimmed.
TEST(PoissonBinomial, long_laws_keep_their_sum_mean_and_variance) {
  Numbers p;
  Weights w;
  for (int i = 0; i < 10000; ++i) {
    p.push_back((i * 37 % 1000) / 1000.0);
    w.push_back(i * 53 % 101);
  }
  const Numbers law = poisson_binomial(p, w);
  double sum = 0, mean = 0, expected_mean = 0, variance = 0, expected_variance = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const auto weight = static_cast<double>(w[i]);
    expected_mean += weight * p[i];
    expected_variance += weight * weight * p[i] * (1 - p[i]);
  }
  for (std::size_t k = 0; k < law.size(); ++k) {
    sum += law[k];
    mean += law[k] * static_cast<double>(k);
    variance += law[k] * (static_cast<double>(k) - expected_mean) * (static_cast<double>(k) - expected_mean);
  }
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_NEAR(mean, expected_mean, 1e-9 * expected_mean);
  EXPECT_NEAR(variance, expected_variance, 1e-9 * expected_variance);
}

TEST(PoissonBinomial, quantiles_take_equality_as_enough) {
  const Numbers half = {.25, .5, .25};
  EXPECT_EQ(law_quantile(half, .25), 0);
  EXPECT_EQ(law_quantile(half, .250001), 1);
  EXPECT_EQ(law_quantile(half, .75), 1);
  EXPECT_EQ(law_quantile(half, .9), 2);
  EXPECT_EQ(law_quantile(Numbers{.1, .2, .3, .4}, .6), 2);  // .1 + .2 + .3 is not .6 in binary.
  EXPECT_THROW((void)law_quantile({}, .5), InvalidValue);
  EXPECT_THROW((void)law_quantile(half, 1), InvalidValue);
}

TEST(PoissonBinomial, refuses_what_cannot_be_and_says_where) {
  EXPECT_THAT([] { (void)poisson_binomial(Numbers{.1, 1.2}); },
              ThrowsMessage<InvalidValue>(HasSubstr("probabilities[1] is 1.2")));
  EXPECT_THROW((void)poisson_binomial(Numbers{std::nan("")}), InvalidValue);
  EXPECT_THAT([] { (void)poisson_binomial(Numbers{.1}, Weights{-1}); },
              ThrowsMessage<InvalidValue>(HasSubstr("weights[0] is -1")));
  EXPECT_THROW((void)poisson_binomial(Numbers{.1}, Weights{1, 1}), InvalidValue);
  EXPECT_THROW((void)poisson_binomial(Numbers{.1, .1}, Weights{9'999'999, 2}), InvalidValue);
}

}  // namespace
