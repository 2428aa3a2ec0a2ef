// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/survival.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::Reading;

constexpr const char* today = "2025-06-01";

std::vector<cy::SurvivalStep> survived(const Rows& rows, Phase from, Reading reading = Reading::strict,
                                       std::optional<kring::Day> on = day(today)) {
  const cy::Dossier dossier = rows.dossier();
  const cy::Chains chains(dossier, reading);
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < rows.records.size(); ++at) {
    if (rows.records[at].phase == from) starts.push_back(at);
  }
  return cy::survival(chains, cy::waiting(dossier, chains, on), from, starts);
}

struct Expected {
  Phase step;
  std::size_t at_risk, reached, not_yet_due;
  std::optional<double> survival;
};

void expect(const std::vector<cy::SurvivalStep>& found, const std::vector<Expected>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    SCOPED_TRACE(word(expected[i].step));
    EXPECT_EQ(found[i].step, expected[i].step);
    EXPECT_EQ(found[i].at_risk, expected[i].at_risk);
    EXPECT_EQ(found[i].reached, expected[i].reached);
    EXPECT_EQ(found[i].not_yet_due, expected[i].not_yet_due);
    ASSERT_EQ(found[i].survival.has_value(), expected[i].survival.has_value());
    EXPECT_NEAR(found[i].survival.value_or(0), expected[i].survival.value_or(0), 1e-15);
  }
}

Account& due(Account& rows, const std::string& norm, const char* text) {
  return rows.change(norm, [&](cy::Record& r) { r.target_date = date(text); });
}

// Ten ambitions: four without a norm; of six norms two are not due and one is overdue; of three that are measured and
// weighed one goes no further, one comes to an action that is not over and one, past the judgement, to an effect.
Account ten() {
  Account rows = account().add("a1 a2 a3 a4").story("a5 n5").story("a6 n6").story("a7 n7");
  due(rows, "n5", "2025"), due(rows, "n6", "2025-06-01"), due(rows, "n7", "2025-05-31");
  rows.story("a8 n8 m8 e8").story("a9 n9 m9 e9 j9 x9").story("a10 n10 m10 e10 x10 f10");
  return rows.change("x9", [](cy::Record& r) { r.end_date = date("2026"); });
}

// By hand: 6/10; 3/4 of those for whom a measurement is due; 3/3; 2/3; 2/2; 1/1.
TEST(Survival, is_the_product_of_steps_reached_over_those_at_risk) {
  expect(survived(ten(), Phase::ambition), {{Phase::norm, 10, 6, 0, 0.6},
                                            {Phase::measurement, 4, 3, 2, 0.45},
                                            {Phase::evaluation, 3, 3, 0, 0.45},
                                            {Phase::judgement, 3, 2, 0, 0.3},
                                            {Phase::action, 2, 2, 0, 0.3},
                                            {Phase::effect, 1, 1, 1, 0.3}});
}

// The same from the six norms: 3/4, 3/3, 2/3, 2/2, 1/1.
TEST(Survival, can_begin_at_norms) {
  expect(survived(ten(), Phase::norm), {{Phase::measurement, 4, 3, 2, 0.75},
                                        {Phase::evaluation, 3, 3, 0, 0.75},
                                        {Phase::judgement, 3, 2, 0, 0.5},
                                        {Phase::action, 2, 2, 0, 0.5},
                                        {Phase::effect, 1, 1, 1, 0.5}});
}

// 6/10, 3/6, 3/3, 2/3, 2/2, 1/2 = 1/10: nothing waits where nobody asks about a day.
TEST(Survival, lets_nothing_wait_without_a_day) {
  expect(survived(ten(), Phase::ambition, Reading::strict, {}), {{Phase::norm, 10, 6, 0, 0.6},
                                                                 {Phase::measurement, 6, 3, 0, 0.3},
                                                                 {Phase::evaluation, 3, 3, 0, 0.3},
                                                                 {Phase::judgement, 3, 2, 0, 0.2},
                                                                 {Phase::action, 2, 2, 0, 0.2},
                                                                 {Phase::effect, 2, 1, 0, 0.1}});
}

TEST(Survival, has_no_value_once_nobody_is_at_risk) {
  Account rows = account().story("a n");
  due(rows, "n", "2026");
  expect(survived(rows, Phase::ambition), {{Phase::norm, 1, 1, 0, 1.0},
                                           {Phase::measurement, 0, 0, 1, {}},
                                           {Phase::evaluation, 0, 0, 0, {}},
                                           {Phase::judgement, 0, 0, 0, {}},
                                           {Phase::action, 0, 0, 0, {}},
                                           {Phase::effect, 0, 0, 0, {}}});
  for (const auto& step : survived(account(), Phase::ambition)) EXPECT_EQ(step.survival, std::nullopt);
}

TEST(Survival, counts_a_start_that_the_reading_does_not_accept_as_one_that_never_came_to_the_first_step) {
  const Account rows = account().story("a1 n1").story("a2 n2").dated("a2", "");
  expect({survived(rows, Phase::ambition)[0]}, {{Phase::norm, 2, 1, 0, 0.5}});
  EXPECT_EQ(survived(rows, Phase::ambition)[1].at_risk, 1U);
  expect({survived(rows, Phase::ambition, Reading::lenient)[0]}, {{Phase::norm, 2, 2, 0, 1.0}});
}

TEST(Survival, waits_where_one_norm_of_those_it_came_to_waits) {
  Account rows = account().story("a n1").link("a", "n2");
  due(rows, "n1", "2026"), due(rows, "n2", "2020");
  EXPECT_EQ(survived(rows, Phase::ambition)[1].not_yet_due, 1U);
  EXPECT_EQ(survived(rows, Phase::norm)[0].not_yet_due, 1U);
  EXPECT_EQ(survived(rows, Phase::norm)[0].at_risk, 1U);
  // Where another norm is measured the chain has come past waiting.
  rows.link("n2", "m2");
  EXPECT_EQ(survived(rows, Phase::ambition)[1].not_yet_due, 0U);
  EXPECT_EQ(survived(rows, Phase::ambition)[1].reached, 1U);
}

TEST(Survival, does_not_let_a_norm_wait_that_has_a_measurement) {
  Account rows = account().story("a n m").dated("m", "");  // undated: no chain in the strict reading
  due(rows, "n", "2026");
  EXPECT_EQ(survived(rows, Phase::norm)[0].not_yet_due, 0U);
  EXPECT_EQ(survived(rows, Phase::norm)[0].reached, 0U);
  EXPECT_EQ(survived(rows, Phase::norm, Reading::lenient)[0].reached, 1U);
}

TEST(Survival, lets_an_action_wait_until_its_end_or_else_its_date) {
  const auto waits = [](const char* from, const char* to) {
    Account rows = account().story("a n m e x").dated("x", from);
    rows.change("x", [&](cy::Record& r) { r.end_date = date(to); });
    return survived(rows, Phase::ambition)[5].not_yet_due;
  };
  EXPECT_EQ(waits("2024", ""), 0U);
  EXPECT_EQ(waits("2025", ""), 1U);
  EXPECT_EQ(waits("2024", "2025"), 1U);
  EXPECT_EQ(waits("2023", "2025-05-31"), 0U);
  EXPECT_EQ(waits("2023", "2025-06-01"), 1U);
}

// Two figures share an evaluation. The action for one of them was checked, that for the other is still under way.
TEST(Survival, lets_a_figure_wait_whose_own_action_waits) {
  Account rows = account().story("a1 n1 m1 e x1 f1").story("a2 n2 m2").link("m2", "e").link("e", "x2");
  rows.about("n1 m1 f1", "safety").about("n2 m2", "drop_out");
  rows.change("x2", [](cy::Record& r) { r.end_date = date("2026"); });
  const auto steps = survived(rows, Phase::norm);
  EXPECT_EQ(steps[4].reached, 1U);
  EXPECT_EQ(steps[4].not_yet_due, 1U);
  EXPECT_EQ(steps[4].at_risk, 1U);
}

// Nobody leaves but those who wait: who reached a step is at risk at the next, or not due.
RC_GTEST_PROP(Survival, loses_nobody, ()) {
  const Rows rows = *any_rows();
  const auto on = day(*rc::gen::element("2018-01-01", "2020-06-01", "2022-01-01", "2030-01-01"));
  for (const Phase from : {Phase::ambition, Phase::norm}) {
    for (const Reading reading : {Reading::strict, Reading::lenient, Reading::by_links}) {
      std::size_t before =
          static_cast<std::size_t>(std::ranges::count(rows.records, from, [](const auto& r) { return r.phase; }));
      double last = 1.0;
      for (const auto& step : survived(rows, from, reading, on)) {
        RC_ASSERT(step.at_risk + step.not_yet_due == before);
        RC_ASSERT(step.reached <= step.at_risk);
        RC_ASSERT(step.survival.value_or(0.0) <= last);
        last = step.survival.value_or(0.0);
        before = step.reached;
      }
    }
  }
}

}  // namespace
