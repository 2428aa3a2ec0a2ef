// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/finance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "risk_profiles.hpp"

namespace {

using kring::risk::FinanceFigure;
using kring::risk::Finances;
using kring::risk::FinanceState;
using testing::ElementsAre;
using testing::IsEmpty;
using Figures = std::vector<FinanceFigure>;

// A board in order by the proposal: liquidity .5, solvency .2, profitability 0 over three years.
Figures sound() {
  return {{"b", "liquidity", 2017, .5},
          {"b", "solvency", 2017, .2},
          {"b", "profitability", 2015, .02},
          {"b", "profitability", 2016, -.02},
          {"b", "profitability", 2017, 0.0}};
}

TEST(Finance, equal_to_a_signal_value_is_in_order) {
  const auto found = Finances(sound()).of("b", proposal());
  EXPECT_EQ(found.state, FinanceState::in_order);
  EXPECT_THAT(found.signals, IsEmpty());
  EXPECT_THAT(found.unknown, IsEmpty());
}

TEST(Finance, one_value_below_is_a_signal_even_where_others_are_unknown) {
  Figures figures = sound();
  figures[0].value = .4999;
  const auto found = Finances(figures).of("b", proposal());
  EXPECT_EQ(found.state, FinanceState::signal);
  EXPECT_THAT(found.signals, ElementsAre("liquidity"));
  const auto alone = Finances(Figures{{"b", "liquidity", 2017, .4}}).of("b", proposal());
  EXPECT_EQ(alone.state, FinanceState::signal);
  EXPECT_THAT(alone.unknown, ElementsAre("solvency", "profitability"));
}

TEST(Finance, losses_count_over_one_two_and_three_years) {
  Figures figures = sound();
  figures[4].value = -.06;  // Two years -.04, three years -.02: below 0 over three.
  EXPECT_THAT(Finances(figures).of("b", proposal()).signals, ElementsAre("profitability"));
  figures[2].value = .08;  // Three years exactly 0: in order again, two years -.04 is above -.05.
  EXPECT_EQ(Finances(figures).of("b", proposal()).state, FinanceState::in_order);
}

TEST(Finance, missing_is_unknown_and_not_in_order) {
  EXPECT_EQ(Finances({}).of("b", proposal()).state, FinanceState::unknown);
  Figures figures = sound();
  figures[1].value = std::nan("");
  const auto found = Finances(figures).of("b", proposal());
  EXPECT_EQ(found.state, FinanceState::unknown);
  EXPECT_THAT(found.unknown, ElementsAre("solvency"));
}

TEST(Finance, a_board_that_lags_behind_the_latest_year_is_unknown) {
  Figures figures = sound();
  figures.push_back({"other", "liquidity", 2018, .9});
  EXPECT_THAT(Finances(figures).of("b", proposal()).unknown, ElementsAre("liquidity"));
}

TEST(Finance, solvency_with_provisions_has_its_own_value) {
  Figures figures = sound();
  figures[1] = {"b", "solvency_2", 2017, .25};
  EXPECT_THAT(Finances(figures).of("b", proposal()).signals, ElementsAre("solvency"));
}

}  // namespace
