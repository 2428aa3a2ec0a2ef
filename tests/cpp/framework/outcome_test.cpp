// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/outcome.hpp"

#include <gtest/gtest.h>

#include "frameworks.hpp"

namespace {

using namespace support;
using fw::Finding;
using fw::LevelSet;
using fw::State;

// Reference: PlainJudge, which tries every combination of levels.
TEST(Outcome, equals_that_of_trying_every_combination_for_random_rules) {
  std::size_t inputs = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    const Definition d = RandomRules(seed)();
    const fw::Framework f(d);
    const PlainJudge plain(d, 0);
    for_each_input(f, 0, [&](const std::vector<int>& symbols) {
      const fw::Outcome found = fw::judge(f, findings_of(symbols))[0];
      const fw::Outcome expected = plain(symbols);
      ASSERT_EQ(found.state, expected.state) << "seed " << seed;
      ASSERT_EQ(found.levels, expected.levels) << "seed " << seed;
      ++inputs;
    });
  }
  EXPECT_GT(inputs, 50'000U);
}

Definition at_most_one_below() {
  Definition d = standards(3, {"insufficient", "sufficient", "good"});
  d.judgements[0].rules = {
      rule("good", count(Bound::at_least, 2, {"s0", "s1", "s2"}, "good"), "good"),
      rule("sufficient", count(Bound::at_least, 2, {"s0", "s1", "s2"}, "sufficient"), "sufficient"),
      rule("rest", std::nullopt, "insufficient")};
  return d;
}

TEST(Outcome, is_settled_when_every_level_of_the_unknown_gives_the_same) {
  const fw::Framework f(at_most_one_below());
  EXPECT_EQ(fw::judge(f, findings_of({0, 0, 16}))[0].state, State::judged);
  const fw::Outcome open = fw::judge(f, findings_of({1, 0, 16}))[0];
  EXPECT_EQ(open.state, State::undetermined);
  EXPECT_EQ(open.levels, LevelSet(0b011));
  EXPECT_EQ(text(open.reasons), "not_examined");
}

TEST(Outcome, takes_a_set_of_levels_for_each_of_its_levels) {
  const fw::Framework f(at_most_one_below());
  std::vector<Finding> findings = findings_of({1, 1, 0});
  findings[2] = {LevelSet(0b110), {}, true};
  EXPECT_EQ(fw::judge(f, findings)[0].levels, LevelSet::only(1));
  findings[0] = Finding::at(2);
  const fw::Outcome open = fw::judge(f, findings)[0];
  EXPECT_EQ(open.state, State::undetermined);
  EXPECT_EQ(open.levels, LevelSet(0b110));
  EXPECT_EQ(text(open.reasons), "several_levels");
}

TEST(Outcome, lets_rules_speak_of_the_unknown_but_not_of_sets) {
  Definition d = at_most_one_below();
  auto& rules = d.judgements[0].rules;
  rules.insert(rules.begin(), rule("unknown", unknown(Bound::at_least, 1, {"s0", "s1", "s2"}), "undetermined"));
  const fw::Framework f(d);
  EXPECT_EQ(fw::judge(f, findings_of({0, 0, 16}))[0].state, State::undetermined);
  EXPECT_EQ(fw::judge(f, findings_of({0, 0, 16}))[0].levels, LevelSet::only(0));
  std::vector<Finding> findings = findings_of({0, 0, 1});
  findings[2] = {LevelSet(0b011), {}, true};
  EXPECT_EQ(fw::judge(f, findings)[0].state, State::judged);
}

TEST(Outcome, of_nothing_applicable_is_not_applicable_before_any_rule) {
  Definition d = at_most_one_below();
  for (auto& input : d.inputs) input.may_be_not_applicable = true;
  const fw::Framework f(d);
  EXPECT_EQ(fw::judge(f, findings_of({17, 17, 17}))[0].state, State::not_applicable);
  EXPECT_EQ(fw::judge(f, findings_of({1, 17, 17}))[0].levels, LevelSet::only(0));
}

TEST(Outcome, of_a_nested_judgement_enters_as_the_levels_it_can_still_be) {
  Definition d = at_most_one_below();
  fw::DecisionTable top = d.judgements[0];
  top.id = "top";
  top.inputs = {"whole", "s0"};
  top.rules = {rule("enough", condition(Asks::all, {"whole"}, "sufficient"), "sufficient"),
               rule("rest", std::nullopt, "insufficient")};
  d.judgements.push_back(top);
  const fw::Framework f(d);
  const auto outcomes = fw::judge(f, findings_of({2, 1, 16}));  // whole: sufficient or good
  EXPECT_EQ(outcomes[0].state, State::undetermined);
  EXPECT_EQ(outcomes[1].state, State::judged);
  EXPECT_EQ(outcomes[1].levels, LevelSet::only(1));
}

TEST(Outcome, without_a_rule_is_undetermined_with_that_reason) {
  Definition d = at_most_one_below();
  d.judgements[0].rules.pop_back();
  const fw::Framework f(d);
  const fw::Outcome outcome = fw::judge(f, findings_of({0, 0, 0}))[0];
  EXPECT_EQ(outcome.state, State::undetermined);
  EXPECT_EQ(text(outcome.reasons), "no_rule");
  EXPECT_TRUE(outcome.levels.empty());
}

}  // namespace
