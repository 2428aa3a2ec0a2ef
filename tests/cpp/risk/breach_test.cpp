// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/breach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "risk_profiles.hpp"

namespace {

using kring::Day;
using kring::InvalidValue;
using kring::Period;
using kring::risk::Breach;
using kring::risk::breaches;
using kring::risk::BreachStanding;
using kring::risk::Judgement;
using kring::risk::Verdict;
using kring::risk::verdict_of;
using Judgements = std::vector<Judgement>;

Day day(const char* text) { return Period::parse(text).last(); }

Judgement judged(const char* kind, Verdict verdict, const char* date, const char* deadline = nullptr) {
  Judgement one{"p", kind, verdict, Period::parse(date)};
  if (deadline != nullptr) one.deadline = day(deadline);
  return one;
}

std::vector<Breach> on(const Judgements& judgements, const char* date) {
  return breaches(judgements, proposal(), day(date));
}

TEST(Breach, is_past_its_term_the_day_after_its_last_day) {
  const Judgements one = {judged("very_weak", Verdict::insufficient, "2024-03-01", "2025-03-01")};
  EXPECT_EQ(on(one, "2025-03-01").at(0).standing, BreachStanding::within_term);
  EXPECT_EQ(on(one, "2025-03-02").at(0).standing, BreachStanding::past_term);
  EXPECT_TRUE(on(one, "2024-02-29").empty());  // Not yet judged.
}

TEST(Breach, without_a_term_nobody_can_say) {
  const Judgements one = {judged("very_weak", Verdict::insufficient, "2010")};
  EXPECT_EQ(on(one, "2025").at(0).standing, BreachStanding::term_unknown);
}

TEST(Breach, ends_with_a_later_sufficient_judgement_of_its_kind_only) {
  Judgements all = {judged("very_weak", Verdict::insufficient, "2024-03-01", "2025-03-01"),
                    judged("exam", Verdict::sufficient, "2024-09-01")};
  EXPECT_EQ(on(all, "2025-01-01").size(), 1U);
  all.push_back(judged("very_weak", Verdict::sufficient, "2024-10-01"));
  EXPECT_TRUE(on(all, "2025-01-01").empty());
  EXPECT_EQ(on(all, "2024-09-30").size(), 1U);
  all.push_back(judged("very_weak", Verdict::insufficient, "2024-12-01"));
  EXPECT_EQ(on(all, "2025-06-01").at(0).standing, BreachStanding::term_unknown);  // A new breach, a new term.
}

TEST(Breach, repeated_keeps_the_term_of_the_first) {
  const Judgements all = {judged("very_weak", Verdict::insufficient, "2024-03-01", "2025-03-01"),
                          judged("very_weak", Verdict::insufficient, "2025-02-01", "2026-02-01")};
  EXPECT_EQ(on(all, "2025-06-01").at(0).standing, BreachStanding::past_term);
}

TEST(Breach, recovery_research_closes_what_was_before_it) {
  const Judgements all = {judged("exam", Verdict::insufficient, "2024-03-01"),
                          judged("recovery_research", Verdict::sufficient, "2024-09-01"),
                          judged("safety", Verdict::insufficient, "2024-10-01")};
  const auto open = on(all, "2025-01-01");
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].kind, "safety");
}

TEST(Breach, what_says_nothing_changes_nothing) {
  const Judgements all = {judged("exam", Verdict::insufficient, "2024-03-01"),
                          judged("exam", Verdict::unknown, "2024-09-01")};
  EXPECT_EQ(on(all, "2025-01-01").size(), 1U);
  EXPECT_TRUE(on({judged("exam", Verdict::unknown, "2024-09-01")}, "2025-01-01").empty());
}

TEST(Breach, contradictions_without_an_order_are_refused) {
  const Judgements all = {judged("exam", Verdict::insufficient, "2024"),
                          judged("exam", Verdict::sufficient, "2024-05")};
  EXPECT_THAT([&] { (void)on(all, "2025-01-01"); },
              testing::ThrowsMessage<InvalidValue>(testing::HasSubstr("unit 'p' has two judgements of kind 'exam'")));
}

TEST(Breach, order_of_rows_does_not_matter) {
  const Judgements all = {judged("exam", Verdict::sufficient, "2024-09-01"),
                          judged("exam", Verdict::insufficient, "2024-03-01", "2024-06-01")};
  EXPECT_TRUE(on(all, "2025-01-01").empty());
}

TEST(Breach, verdicts_by_the_words_of_the_profile) {
  const auto profile = proposal();
  EXPECT_EQ(verdict_of(profile, "very_weak"), Verdict::insufficient);
  EXPECT_EQ(verdict_of(profile, "sufficient|good"), Verdict::sufficient);
  EXPECT_EQ(verdict_of(profile, "insufficient|sufficient"), Verdict::unknown);
  EXPECT_EQ(verdict_of(profile, ""), Verdict::unknown);
  EXPECT_EQ(verdict_of(profile, "not_examined"), Verdict::unknown);
  EXPECT_FALSE(verdict_of(profile, "onvoldoende").has_value());
  EXPECT_FALSE(verdict_of(profile, "sufficient|").has_value());
}

TEST(Breach, terms_as_durations) {
  using kring::risk::day_after;
  EXPECT_EQ(day_after(day("2024-03-15"), "P1Y"), day("2025-03-15"));
  EXPECT_EQ(day_after(day("2024-02-29"), "P1Y"), day("2025-02-28"));
  EXPECT_EQ(day_after(day("2024-08-31"), "P6M"), day("2025-02-28"));
  EXPECT_EQ(day_after(day("2024-12-31"), "P1Y2M3W4D"), day("2026-03-25"));
  EXPECT_THROW((void)day_after(day("2024-12-31"), "1Y"), InvalidValue);
}

}  // namespace
