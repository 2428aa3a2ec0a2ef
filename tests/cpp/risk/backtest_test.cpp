// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/backtest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "kring/statistics/binormal.hpp"

namespace {

using kring::InvalidValue;
using kring::risk::Backtest;
using kring::risk::backtest;
using kring::risk::BacktestOptions;
using kring::risk::Cases;
using kring::risk::fit_logistic;
using Numbers = std::vector<double>;
using Flags = std::vector<std::uint8_t>;

Cases cases(Numbers score, Flags outcome) {
  const std::size_t size = score.size();
  return {std::move(score), Flags(size, 1), std::move(outcome), Numbers(size, 1.0), {}};
}

BacktestOptions at(Numbers capacity) {
  BacktestOptions options;
  options.capacity = std::move(capacity);
  options.draws = 200;
  return options;
}

TEST(Backtest, by_hand) {
  const Backtest found = backtest(cases({.9, .8, .3, .2, .1}, {1, 0, 1, 0, 0}), at({.2, .4, .6, 1}));
  EXPECT_DOUBLE_EQ(found.base_rate.value, .4);
  EXPECT_DOUBLE_EQ(found.recall[0].value, .5);
  EXPECT_DOUBLE_EQ(found.recall[1].value, .5);
  EXPECT_DOUBLE_EQ(found.recall[2].value, 1);
  EXPECT_DOUBLE_EQ(found.lift[1].value, 1.25);
  EXPECT_DOUBLE_EQ(found.precision[1].value, .5);
  EXPECT_EQ(found.recall[3].value, 1);
  EXPECT_DOUBLE_EQ(found.auc.value, 5.0 / 6);  // Of 6 pairs one is the wrong way round.
  EXPECT_DOUBLE_EQ(found.brier.value, (.01 + .64 + .49 + .04 + .01) / 5);
  EXPECT_NEAR(found.skill.value, 1 - .238 / .24, 1e-14);
  EXPECT_EQ(found.insufficient, 2);
}

TEST(Backtest, ties_on_the_border_are_taken_for_the_part_that_fits) {
  // All alike: any capacity finds as much as chance, which is its expectation over all orders.
  const Backtest found = backtest(cases(Numbers(4, .5), {1, 0, 0, 1}), at({.1, .5}));
  EXPECT_DOUBLE_EQ(found.recall[0].value, .1);
  EXPECT_DOUBLE_EQ(found.lift[1].value, 1);
  EXPECT_DOUBLE_EQ(found.auc.value, .5);
}

// Over all orders of the ties, one by one: the mean recall is the one given.
RC_GTEST_PROP(Backtest, recall_is_the_mean_over_all_orders_of_ties, ()) {
  const Numbers score = *rc::gen::container<Numbers>(6, rc::gen::element(.1, .2, .3));
  const Flags outcome = *rc::gen::container<Flags>(6, rc::gen::element<std::uint8_t>(0, 1));
  const auto bad = std::count(outcome.begin(), outcome.end(), std::uint8_t{1});
  RC_PRE(bad > 0);
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
  double sum = 0;
  int orders = 0;
  do {
    if (!std::is_sorted(order.begin(), order.end(), [&](auto a, auto b) { return score[a] > score[b]; })) continue;
    ++orders;
    sum += static_cast<double>(outcome[order[0]] + outcome[order[1]]) / static_cast<double>(bad);
  } while (std::next_permutation(order.begin(), order.end()));
  const double found = backtest(cases(score, outcome), at({1.0 / 3})).recall[0].value;
  RC_ASSERT(std::abs(found - sum / orders) < 1e-12);
}

TEST(Backtest, weights_stand_for_those_who_were_not_chosen) {
  // One insufficient case with weight 3 is three of them: of 6, the top third holds 2 of 4 bad ones.
  Cases sample = cases({.9, .5, .1}, {1, 1, 0});
  sample.weight = {1, 3, 2};
  const Backtest found = backtest(sample, at({1.0 / 3}));
  EXPECT_DOUBLE_EQ(found.base_rate.value, 4.0 / 6);
  EXPECT_DOUBLE_EQ(found.recall[0].value, .5);
}

TEST(Backtest, unverified_cases_are_on_the_list_and_not_in_the_count) {
  Cases all = cases({.9, .8, .7, .1}, {0, 1, 0, 1});
  all.verified = {0, 1, 1, 1};
  const Backtest found = backtest(all, at({.5}));  // Two places: one unverified, one found of two.
  EXPECT_EQ(found.verified, 3);
  EXPECT_DOUBLE_EQ(found.recall[0].value, .5);
  all.verified.assign(4, 0);
  const Backtest nothing = backtest(all, at({.5}));
  EXPECT_EQ(nothing.verified, 0);
  EXPECT_TRUE(std::isnan(nothing.recall[0].value) && std::isnan(nothing.brier.value));
}

TEST(Backtest, without_an_insufficient_case_there_is_no_recall) {
  const Backtest found = backtest(cases({.2, .3}, {0, 0}), at({.5}));
  EXPECT_TRUE(std::isnan(found.recall[0].value));
  EXPECT_EQ(found.precision[0].value, 0);
  EXPECT_EQ(found.base_rate.value, 0);
  EXPECT_TRUE(std::isnan(found.skill.value) && std::isnan(found.slope.value));
}

// Normal scores by quantiles, not by chance: the binormal law itself on a fine grid.
TEST(Backtest, large_binormal_samples_have_the_recall_of_the_law) {
  Numbers score;
  Flags outcome;
  for (int i = 0; i < 20000; ++i) {
    const bool bad = i < 2000;
    const double share = bad ? (i + .5) / 2000 : (i - 2000 + .5) / 18000;
    score.push_back(kring::fixed_normal_quantile(share) + (bad ? 1 : 0));
    outcome.push_back(bad ? 1 : 0);
  }
  BacktestOptions options = at({.1, .2});
  options.draws = 100;
  const Backtest found = backtest(cases(score, outcome), options);
  EXPECT_NEAR(found.recall[0].value, .3290, 5e-4);  // methods.md 11.12, on a grid of 2,000.
  EXPECT_NEAR(found.recall[1].value, .5110, 5e-4);
  EXPECT_NEAR(found.auc.value, .7602, 1e-4);
  // Two normals delta apart: the logit is linear in the score with slope delta.
  EXPECT_NEAR(found.slope.value, 1, 1e-2);
  EXPECT_LT(found.recall[0].lower, .329);
  EXPECT_GT(found.recall[0].upper, .329);
  EXPECT_FALSE(found.probabilities);
  EXPECT_TRUE(std::isnan(found.brier.value));
}

TEST(Backtest, days_are_given_out_anew_in_the_order_of_the_scores) {
  // Seen on days 10, 20, 30 in the order a, b, c; by score c, then a and b who tie: c comes 20 days earlier, b at 25
  // comes 5 days later.
  Cases three = cases({.5, .5, .9}, {0, 1, 1});
  three.day = {10, 20, 30};
  EXPECT_DOUBLE_EQ(backtest(three, at({.5})).days_earlier.value, (20 - 5) / 2.0);
  three.day.clear();
  EXPECT_TRUE(std::isnan(backtest(three, at({.5})).days_earlier.value));
  three.day = {1};
  EXPECT_THROW((void)backtest(three, at({.5})), InvalidValue);
}

TEST(Backtest, order_and_threads_do_not_matter_to_the_last_bit) {
  Numbers score;
  Flags outcome;
  for (int i = 0; i < 60; ++i) {
    score.push_back((i * 37 % 20) / 20.0);
    outcome.push_back(i * 7 % 3 == 0 ? 1 : 0);
  }
  Cases some = cases(score, outcome);
  const Backtest one = backtest(some, at({.1, .2}));
  std::reverse(some.score.begin(), some.score.end());
  std::reverse(some.outcome.begin(), some.outcome.end());
  BacktestOptions threaded = at({.1, .2});
  threaded.threads = 7;
  const Backtest other = backtest(some, threaded);
  EXPECT_EQ(one.recall[0].value, other.recall[0].value);
  EXPECT_EQ(one.recall[0].lower, other.recall[0].lower);
  EXPECT_EQ(one.slope.upper, other.slope.upper);
}

TEST(Backtest, a_logistic_line_that_can_be_checked_by_hand) {
  // Two values of x: log odds of 1/4 at 0 and of 3/4 at 1 are -log 3 and log 3.
  const Numbers x = {0, 0, 0, 0, 1, 1, 1, 1};
  const auto fit = fit_logistic(x, Flags{1, 0, 0, 0, 1, 1, 1, 0}, Numbers(8, 1));
  EXPECT_NEAR(fit.intercept, -std::log(3.0), 1e-12);
  EXPECT_NEAR(fit.slope, 2 * std::log(3.0), 1e-12);
  const auto weighed = fit_logistic(Numbers{0, 0, 1, 1}, Flags{1, 0, 1, 0}, Numbers{1, 3, 3, 1});
  EXPECT_NEAR(weighed.slope, 2 * std::log(3.0), 1e-12);
}

TEST(Backtest, separated_outcomes_have_no_line) {
  EXPECT_TRUE(std::isnan(fit_logistic(Numbers{1, 2, 3, 4}, Flags{0, 0, 1, 1}, Numbers(4, 1)).slope));
  EXPECT_TRUE(std::isnan(fit_logistic(Numbers{1, 2, 2, 4}, Flags{0, 0, 1, 1}, Numbers(4, 1)).slope));
  EXPECT_TRUE(std::isnan(fit_logistic(Numbers{1, 2}, Flags{0, 0}, Numbers(2, 1)).slope));
  EXPECT_TRUE(std::isnan(fit_logistic(Numbers{2, 2}, Flags{0, 1}, Numbers(2, 1)).slope));
}

TEST(Backtest, refuses_what_cannot_be) {
  EXPECT_THROW((void)backtest({}, at({.1})), InvalidValue);
  EXPECT_THROW((void)backtest(cases({.1}, {1}), at({0})), InvalidValue);
  EXPECT_THROW((void)backtest(cases({std::nan("")}, {1}), at({.1})), InvalidValue);
  EXPECT_THROW((void)backtest(cases({.1}, {2}), at({.1})), InvalidValue);
  Cases weightless = cases({.1}, {1});
  weightless.weight = {0};
  EXPECT_THROW((void)backtest(weightless, at({.1})), InvalidValue);
}

}  // namespace
