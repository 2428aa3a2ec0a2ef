// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/board_risk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "risk_profiles.hpp"

namespace {

using kring::TenThousandths;
using kring::risk::board_risk;
using kring::risk::BoardReason;
using kring::risk::BoardRisk;
using kring::risk::BoardState;
using kring::risk::Exposure;
using kring::risk::Profile;
using kring::risk::ProgrammeState;
using Exposures = std::vector<Exposure>;

Exposure programme(std::string name, std::int64_t students, std::optional<double> p) {
  return {std::move(name), students, p, p ? ProgrammeState::statement : ProgrammeState::not_examined};
}

Exposures some_programmes() {
  Exposures all;
  const auto size = *rc::gen::inRange<std::size_t>(1, 12);
  for (std::size_t i = 0; i < size; ++i) {
    all.push_back(programme("p" + std::to_string(i), *rc::gen::inRange<std::int64_t>(1, 200),
                            *rc::gen::inRange(0, 1001) / 1000.0));
  }
  return all;
}

TEST(BoardRisk, by_hand) {
  // 100 students at .5 and 300 at .1: mean (50 + 30) / 400. Shares 0, .25, .75, 1 with .45, .45, .05, .05.
  const Exposures programmes = {programme("a", 100, .5), programme("b", 300, .1)};
  const BoardRisk board = board_risk(programmes, proposal());
  EXPECT_DOUBLE_EQ(*board.risk, .2);
  EXPECT_DOUBLE_EQ(*board.risk_upper, .25);  // P(S <= .25) is .9, and equality is enough.
  EXPECT_EQ(*board.worst, .5);
  EXPECT_EQ(board.worst_programme, "a");
  EXPECT_EQ(board.state, BoardState::assessed);
  EXPECT_EQ(board.reason, BoardReason::none);
  const auto below = [&](int limit) { return probability_below(programmes, proposal(), TenThousandths(limit)); };
  EXPECT_EQ(below(0), 0);
  EXPECT_DOUBLE_EQ(below(2500), .45);  // A share equal to the limit is not below it.
  EXPECT_DOUBLE_EQ(below(2501), .9);
  EXPECT_DOUBLE_EQ(below(10000), .95);
}

TEST(BoardRisk, without_any_data_there_is_no_risk) {
  const BoardRisk board = board_risk(Exposures{programme("a", 10, {}), programme("b", 10, {})}, proposal());
  EXPECT_FALSE(board.risk || board.risk_upper || board.worst);
  EXPECT_EQ(board.state, BoardState::not_examined);
  EXPECT_EQ(board.reason, BoardReason::no_data);
  EXPECT_EQ(board.without_data, 2);
  EXPECT_EQ(board_risk({}, proposal()).state, BoardState::not_examined);
}

TEST(BoardRisk, programmes_without_data_count_as_the_profile_says) {
  const Exposures programmes = {programme("a", 100, .3), programme("b", 100, {})};
  Profile profile = proposal();
  const BoardRisk with_prior = board_risk(programmes, profile);
  EXPECT_DOUBLE_EQ(*with_prior.risk, .5 * .3 + .5 * profile.prevalence);
  EXPECT_EQ(with_prior.weight, 200);
  EXPECT_EQ(with_prior.reason, BoardReason::partly_without_data);
  profile.prevalence_without_data = false;
  const BoardRisk without = board_risk(programmes, profile);
  EXPECT_DOUBLE_EQ(*without.risk, .3);
  EXPECT_EQ(without.weight, 100);
  EXPECT_EQ(*without.worst, .3);
}

TEST(BoardRisk, ties_for_the_worst_go_to_the_first_identifier) {
  EXPECT_EQ(board_risk(Exposures{programme("b", 1, .4), programme("a", 1, .4)}, proposal()).worst_programme, "a");
}

TEST(BoardRisk, programmes_without_students_weigh_nothing) {
  const BoardRisk board = board_risk(Exposures{programme("a", 0, .9), programme("b", 10, .1)}, proposal());
  EXPECT_DOUBLE_EQ(*board.risk, .1);
  EXPECT_EQ(*board.worst, .9);  // And are seen all the same.
  EXPECT_FALSE(board_risk(Exposures{programme("a", 0, .9)}, proposal()).risk);
}

// Axiom U: equal probabilities give themselves.
RC_GTEST_PROP(BoardRisk, unanimity, ()) {
  Exposures programmes = some_programmes();
  const double p = *rc::gen::inRange(0, 1001) / 1000.0;
  for (Exposure& one : programmes) one.probability = p;
  RC_ASSERT(std::abs(*board_risk(programmes, proposal()).risk - p) < 1e-14);
}

// Axiom S: twice as many of everything leaves the mean, and the upper value can only come closer to it.
RC_GTEST_PROP(BoardRisk, size_consistency, ()) {
  const Exposures once = some_programmes();
  Exposures twice = once;
  for (Exposure one : once) {
    one.programme += " again";
    twice.push_back(one);
  }
  Exposures larger = once;
  for (Exposure& one : larger) one.weight *= 2;
  const BoardRisk before = board_risk(once, proposal());
  RC_ASSERT(std::abs(*board_risk(twice, proposal()).risk - *before.risk) < 1e-14);
  RC_ASSERT(std::abs(*board_risk(larger, proposal()).risk - *before.risk) < 1e-14);
  RC_ASSERT(std::abs(*board_risk(larger, proposal()).risk_upper - *before.risk_upper) < 1e-14);
}

// Axiom N: neither names nor order matter, to the last bit.
RC_GTEST_PROP(BoardRisk, anonymity, ()) {
  const Exposures programmes = some_programmes();
  Exposures others = programmes;
  std::reverse(others.begin(), others.end());
  for (Exposure& one : others) one.programme = "x" + one.programme;
  const BoardRisk a = board_risk(programmes, proposal());
  const BoardRisk b = board_risk(others, proposal());
  RC_ASSERT(*a.risk == *b.risk);
  RC_ASSERT(*a.risk_upper == *b.risk_upper);
  RC_ASSERT(*a.worst == *b.worst);
}

// Axiom M: a riskier programme never makes its board look safer, in any of its numbers.
RC_GTEST_PROP(BoardRisk, monotonicity, ()) {
  const Exposures programmes = some_programmes();
  Exposures worse = programmes;
  Exposure& one = worse[*rc::gen::inRange<std::size_t>(0, worse.size())];
  one.probability = *one.probability + (1 - *one.probability) * *rc::gen::inRange(0, 101) / 100.0;
  const BoardRisk a = board_risk(programmes, proposal());
  const BoardRisk b = board_risk(worse, proposal());
  RC_ASSERT(*b.risk >= *a.risk - 1e-15);
  RC_ASSERT(*b.risk_upper >= *a.risk_upper);
  RC_ASSERT(*b.worst >= *a.worst);
  const TenThousandths limit(*rc::gen::inRange<std::int64_t>(0, 10001));
  RC_ASSERT(probability_below(worse, proposal(), limit) <= probability_below(programmes, proposal(), limit) + 1e-12);
}

// Axiom C: a certain breach is the worst, however many good programmes stand beside it.
RC_GTEST_PROP(BoardRisk, no_compensation, ()) {
  Exposures programmes = some_programmes();
  for (Exposure& one : programmes) one.probability = 0.0;
  programmes.push_back({"breach", 1, 1.0, ProgrammeState::judged});
  const BoardRisk board = board_risk(programmes, proposal());
  RC_ASSERT(*board.worst == 1);
  RC_ASSERT(board.worst_programme == "breach");
  RC_ASSERT(*board.risk > 0);
}

}  // namespace
