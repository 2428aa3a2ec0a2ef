// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/framework.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks.hpp"

namespace {

using namespace support;
using kring::InvalidRule;
using kring::UnknownIdentifier;
using testing::HasSubstr;
using testing::ThrowsMessage;

Definition small() {
  Definition d = standards(2, {"insufficient", "sufficient", "good"});
  d.judgements[0].rules = {rule("both", condition(Asks::all, {"s0", "s1"}, "sufficient"), "sufficient"),
                           rule("rest", std::nullopt, "insufficient")};
  return d;
}

TEST(Framework, knows_its_parts_by_name_and_names_the_nearest) {
  const fw::Framework f(small());
  EXPECT_EQ(f.input("s1"), 1U);
  EXPECT_EQ(f.judgement("whole"), 0U);
  EXPECT_THAT([&] { (void)f.input("s2"); }, ThrowsMessage<UnknownIdentifier>(HasSubstr("did you mean 's")));
}

TEST(Framework, has_one_digest_for_what_it_says_wherever_it_was_written) {
  Definition moved = small();
  moved.judgements[0].rules[0].origin.where = "other.toml, line 3, column 1";
  Definition changed = small();
  changed.judgements[0].rules[0].outcome = "good";
  EXPECT_EQ(fw::Framework(small()).digest(), fw::Framework(moved).digest());
  EXPECT_NE(fw::Framework(small()).digest(), fw::Framework(changed).digest());
}

TEST(Framework, reports_every_fault_at_once_with_its_place) {
  Definition d = small();
  d.judgements[0].rules[0].when->of[1] = "s7";
  d.judgements[0].rules[0].when->where = "my.toml, line 9, column 8";
  d.judgements[0].rules[1].outcome = "insuficient";
  EXPECT_THAT([&] { fw::Framework{d}; },
              ThrowsMessage<InvalidRule>(AllOf(HasSubstr("2 faults"), HasSubstr("my.toml, line 9, column 8"),
                                               HasSubstr("did you mean 'insufficient'"))));
}

TEST(Framework, refuses_rules_that_hold_together_under_unique_and_differ_under_any) {
  Definition d = small();
  d.judgements[0].hit = fw::Hit::unique;
  EXPECT_THAT([&] { fw::Framework{d}; }, ThrowsMessage<InvalidRule>(HasSubstr("hit policy unique")));
  d.judgements[0].hit = fw::Hit::any;
  EXPECT_THAT([&] { fw::Framework{d}; }, ThrowsMessage<InvalidRule>(HasSubstr("differ in outcome")));
  d.judgements[0].rules[1].outcome = "sufficient";
  EXPECT_NO_THROW(fw::Framework{d});
}

TEST(Framework, counts_rules_under_count_and_asks_a_level_for_every_number) {
  Definition d = standards(2, {"none", "one", "two"});
  d.judgements[0].hit = fw::Hit::count;
  d.judgements[0].rules = {rule("a", condition(Asks::all, {"s0"}, "two"), ""),
                           rule("b", condition(Asks::all, {"s1"}, "two"), "")};
  const fw::Framework f(d);
  EXPECT_EQ(fw::judge(f, findings_of({2, 2}))[0].levels, fw::LevelSet::only(2));
  EXPECT_EQ(fw::judge(f, findings_of({0, 2}))[0].levels, fw::LevelSet::only(1));
  d.judgements[0].rules.push_back(rule("c", std::nullopt, ""));
  EXPECT_THAT([&] { fw::Framework{d}; }, ThrowsMessage<InvalidRule>(HasSubstr("a level for every number")));
}

TEST(Framework, refuses_a_judgement_that_rests_on_one_below_it) {
  Definition d = small();
  fw::DecisionTable first = d.judgements[0];
  first.id = "first";
  first.inputs = {"s0", "whole"};
  first.rules = {rule("rest", std::nullopt, "good")};
  d.judgements.insert(d.judgements.begin(), first);
  EXPECT_THAT([&] { fw::Framework{d}; }, ThrowsMessage<InvalidRule>(HasSubstr("does not stand above it")));
}

TEST(Framework, stops_at_rules_that_tell_too_many_situations_apart) {
  // Every input its own atom in every order: 2^22 situations halfway.
  Definition d = standards(44, {"low", "high"});
  std::vector<Condition> pairs;
  for (std::size_t i = 0; i < 22; ++i) {
    const std::string a = "s" + std::to_string(i);
    const std::string b = "s" + std::to_string(i + 22);
    pairs.push_back(count(Bound::exactly, 1, {a, b}, "high"));
  }
  d.judgements[0].rules = {rule("pairs", group(Asks::both, pairs), "high"), rule("rest", std::nullopt, "low")};
  EXPECT_THAT([&] { fw::Framework{d}; }, ThrowsMessage<InvalidRule>(HasSubstr("split the judgement into nested ones")));
}

}  // namespace
