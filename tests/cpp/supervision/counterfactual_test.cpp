// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/counterfactual.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "boards.hpp"

namespace {

using namespace kring::supervision;
using kring::InvalidValue;
using kring::test::band;
using kring::test::board;
using kring::test::proposal;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::string told(const Counterfactual& one) {
  std::string text;
  for (const Change& change : one.changes) {
    text += (text.empty() ? "" : ", ") + std::string(kring::cycle::word(change.criterion)) + " " +
            std::to_string(steps(change.to));
  }
  return text;
}

// methods.md 11.15: one band lower T to .40; two lower A, T and R to .60, by +.10, +.25 and +.05.
TEST(Counterfactual, is_that_of_the_worked_example) {
  const Criteria x = board(.50, .82, .35, .55, .12);
  const auto one = counterfactuals(proposal(), x, 2);
  ASSERT_EQ(one.size(), 1);
  EXPECT_EQ(told(one[0]), "traceability 4000");
  const auto two = counterfactuals(proposal(), x, 1);
  ASSERT_EQ(two.size(), 1);
  EXPECT_EQ(told(two[0]), "ambition 6000, traceability 6000, reliability 6000");
  EXPECT_NEAR(two[0].cost, .10 + .25 + .05, 1e-12);  // each costs 1 in the proposal
}

TEST(Counterfactual, is_empty_where_the_band_is_there_already) {
  EXPECT_TRUE(counterfactuals(proposal(), board(.7, .7, .7, .7, .05), 1).empty());
  EXPECT_TRUE(counterfactuals(proposal(), board(.7, .7, .7, .7, .05), 3).empty());
}

TEST(Counterfactual, overcomes_the_hysteresis_too) {
  const auto found = counterfactuals(proposal(), board(.6, .6, .6, .6, .05), 1, .05, 2);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(told(found[0]), "ambition 6300, visibility 6300, traceability 6300, reliability 6300");
}

TEST(Counterfactual, lowers_a_risk_to_just_below_its_limit) {
  const auto found = counterfactuals(proposal(), board(.5, .5, .5, .5, .20), 2);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(told(found[0]), "risk 1499");
}

TEST(Counterfactual, mends_a_breach_as_a_whole) {
  const auto found = counterfactuals(proposal(), board(.5, .5, .5, .5, .10).set(Criterion::open_breach, 1), 3);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(told(found[0]), "open_breach 0");
}

// A skew law can have a mean below its pessimistic value: raising R then must not lower that.
TEST(Counterfactual, never_takes_back_what_is_there_already) {
  const Criteria x = board(.6, .6, .6, 0, 0).set(Criterion::reliability_low, .6);
  const auto found = counterfactuals(proposal(), x, 1);
  ASSERT_FALSE(found.empty());
  for (const Counterfactual& one : found) {
    for (const Change& change : one.changes) EXPECT_NE(change.criterion, Criterion::reliability_low);
  }
}

TEST(Counterfactual, refuses_what_cannot_be_asked) {
  const Criteria x = board(.5, .8, .3, .5, .1);
  EXPECT_THAT([&] { (void)counterfactuals(proposal(), x, 5); },
              ThrowsMessage<InvalidValue>(HasSubstr("band is 5: expected 0 to 4")));
  EXPECT_THAT([&] { (void)counterfactuals(proposal(), x, 1, 0.0); }, ThrowsMessage<InvalidValue>(HasSubstr("step is")));
}

TEST(NearestHigher, is_the_least_worse_value_of_each_criterion) {
  const auto found = nearest_higher(proposal(), board(.62, .70, .60, .80, .14));
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(told(found[0]), "traceability 5999");
  EXPECT_EQ(found[0].band, 2);
  for (const Counterfactual& one : found) EXPECT_GT(one.band, 1);
  EXPECT_TRUE(nearest_higher(proposal(), board(0, 0, 0, 0, 1)).empty());
}

// A board on a grid of tenths with a risk of its own.
Criteria coarse_board() {
  const auto tenth = [] { return *rc::gen::inRange(0, 11) / 10.0; };
  return board(tenth(), tenth(), tenth(), tenth(), *rc::gen::element(0.0, 0.05, 0.12, 0.2, 0.35));
}

// The values a criterion may move to in an exhaustive search: those of the grid and the limits, from where it stands.
std::vector<Steps> rungs(Criterion criterion, Steps now) {
  std::set<Steps> all{now};
  for (Steps rung = 1000; rung <= full; rung += 1000) {
    if (criterion != Criterion::risk && rung > now) all.insert(rung);
  }
  for (const auto* gates : {&proposal().escalations, &proposal().reductions}) {
    for (const Gate& gate : *gates) {
      for (const Condition& condition : gate.when) {
        const bool same = condition.criterion == criterion ||
                          (condition.criterion == Criterion::reliability_low && criterion == Criterion::reliability);
        if (same && criterion != Criterion::risk && condition.limit > now) all.insert(condition.limit);
      }
    }
  }
  if (criterion == Criterion::risk) {
    for (const Steps limit : {999, 1499, 2999}) {
      if (limit < now) all.insert(limit);
    }
  }
  return {all.begin(), all.end()};
}

RC_GTEST_PROP(Counterfactual, is_every_minimal_one_of_an_exhaustive_search, ()) {
  const Criteria x = coarse_board();
  const std::int32_t now = band(x);
  RC_PRE(now > 1);
  const std::int32_t asked = *rc::gen::inRange(1, now);
  const std::array<Criterion, 5> levers = {Criterion::ambition, Criterion::visibility, Criterion::traceability,
                                           Criterion::reliability, Criterion::risk};
  using Point = std::array<Steps, 5>;
  std::array<std::vector<Steps>, 5> all;
  for (std::size_t i = 0; i < 5; ++i) all[i] = rungs(levers[i], steps(x[levers[i]]));
  std::vector<Point> reached;
  const auto then = [&](const Point& point) {
    Criteria moved = x;
    for (std::size_t i = 0; i < 5; ++i) {
      if (point[i] != steps(x[levers[i]])) moved.set(levers[i], value_of(point[i]));
    }
    return band(moved);
  };
  for (const Steps a : all[0])
    for (const Steps v : all[1])
      for (const Steps t : all[2])
        for (const Steps r : all[3])
          for (const Steps e : all[4])
            if (then({a, v, t, r, e}) <= asked) reached.push_back({a, v, t, r, e});
  // Minimal: one rung less of any criterion does not do.
  std::set<std::string> expected;
  for (const Point& point : reached) {
    bool minimal = true;
    for (std::size_t i = 0; i < 5 && minimal; ++i) {
      const auto place = std::ranges::find(all[i], point[i]);
      Point less = point;
      if (levers[i] == Criterion::risk) {
        if (place + 1 == all[i].end()) continue;
        less[i] = *(place + 1);
      } else {
        if (place == all[i].begin()) continue;
        less[i] = *(place - 1);
      }
      minimal = then(less) > asked;
    }
    if (!minimal) continue;
    std::string text;
    for (std::size_t i = 0; i < 5; ++i) {
      if (point[i] == steps(x[levers[i]])) continue;
      text += (text.empty() ? "" : ", ") + std::string(kring::cycle::word(levers[i])) + " " + std::to_string(point[i]);
    }
    expected.insert(text);
  }
  std::set<std::string> found;
  for (const Counterfactual& one : counterfactuals(proposal(), x, asked, 0.1)) found.insert(told(one));
  RC_ASSERT(found == expected);
}

RC_GTEST_PROP(Counterfactual, leads_to_the_band_and_is_ordered_by_cost, ()) {
  const Criteria x = kring::test::any_board();
  const std::int32_t now = band(x);
  RC_PRE(now > 0);
  const std::int32_t asked = *rc::gen::inRange(0, now);
  double before = 0;
  for (const Counterfactual& one : counterfactuals(proposal(), x, asked, 0.25)) {
    RC_ASSERT(!one.changes.empty());
    RC_ASSERT(one.cost > before - 1e-9);
    before = one.cost;
    Measured levers = measured(proposal(), x);
    for (const Change& change : one.changes) levers[static_cast<std::size_t>(change.criterion)] = steps(change.to);
    RC_ASSERT(detail::band_of(proposal(), x, levers) <= asked);
  }
}

}  // namespace
