// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "frameworks.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework/flaw_words.hpp"

namespace {

using namespace support;
using fw::FlawKind;
using fw::State;
using testing::HasSubstr;

const fw::Flaw* find(const fw::Verification& found, FlawKind kind) {
  for (const fw::Flaw& flaw : found.flaws) {
    if (flaw.kind == kind) return &flaw;
  }
  return nullptr;
}

// Exhaustive counts by listing every input and every pair.
struct Counts {
  double uncovered = 0;
  double pairs = 0;
  double violations = 0;
  double contradictions = 0;
};

Counts exhaustive(const fw::Framework& f) {
  const auto& diagram = f.resolved().judgements[0].diagram;
  std::vector<std::vector<int>> inputs;
  for_each_input(f, 0, [&](const std::vector<int>& symbols) { inputs.push_back(symbols); });
  std::vector<const fw::detail::End*> ends;
  for (const auto& symbols : inputs) {
    const std::vector<fw::detail::Symbol> shown(symbols.begin(), symbols.end());
    ends.push_back(&diagram.ends()[static_cast<std::size_t>(diagram.walk(shown))]);
  }
  const auto known = [](const std::vector<int>& x) { return std::find(x.begin(), x.end(), 16) == x.end(); };
  Counts counts;
  for (std::size_t a = 0; a < inputs.size(); ++a) {
    if (known(inputs[a]) && ends[a]->uncovered) ++counts.uncovered;
    for (std::size_t b = 0; b < inputs.size(); ++b) {
      int learnt = 0;
      int other = 0;
      bool better = a != b;
      for (std::size_t i = 0; i < inputs[a].size(); ++i) {
        const int from = inputs[a][i];
        const int to = inputs[b][i];
        learnt += from == 16 && to < 16;
        other += from != to && !(from == 16 && to < 16);
        better = better && (from == to || (from < 16 && to < 16 && from < to));
      }
      if (better && known(inputs[a]) && ends[a]->settled() && ends[b]->settled()) {
        ++counts.pairs;
        counts.violations += ends[b]->levels < ends[a]->levels;
      }
      const bool one_more = learnt == 1 && other == 0 && ends[a]->settled() && !ends[a]->may_change;
      counts.contradictions += one_more && !(ends[b]->settled() && ends[b]->levels == ends[a]->levels);
    }
  }
  return counts;
}

double count_of(const fw::Verification& found, FlawKind kind) {
  const fw::Flaw* flaw = find(found, kind);
  return flaw == nullptr ? 0 : flaw->count;
}

TEST(Verification, counts_what_listing_every_input_and_pair_counts) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    const fw::Framework f{RandomRules(seed)()};
    if (f.resolved().judgements[0].diagram.combinations() > 600) continue;
    const Counts expected = exhaustive(f);
    const fw::Verification found = fw::verify(f);
    EXPECT_EQ(count_of(found, FlawKind::uncovered), expected.uncovered) << "seed " << seed;
    EXPECT_EQ(found.checked[0].comparable_pairs, expected.pairs) << "seed " << seed;
    EXPECT_EQ(found.checked[0].violations, expected.violations) << "seed " << seed;
    EXPECT_EQ(count_of(found, FlawKind::contradicted), expected.contradictions) << "seed " << seed;
  }
}

// 30 standards on four levels, each possibly unknown: 5^30 inputs. The counts follow from binomial sums.
TEST(Verification, is_exact_where_the_inputs_are_far_too_many_to_list) {
  std::vector<std::string> all;
  Definition d = standards(30, {"poor", "insufficient", "sufficient", "good"});
  for (const auto& input : d.inputs) all.push_back(input.id);
  d.judgements[0].rules = {rule("two_below", count(Bound::at_least, 29, all, "sufficient"), "sufficient"),
                           rule("poor", count(Bound::at_most, 28, all, "insufficient"), "poor")};
  const fw::Verification found = fw::verify(fw::Framework(d));
  // Not covered: at most 28 sufficient, and at least 29 at insufficient or above. Level choices per standard: 2 at or
  // above sufficient, 1 insufficient, 1 poor.
  double uncovered = 0;
  for (int poor = 0; poor <= 1; ++poor) {
    for (int insufficient = 0; insufficient + poor <= 30; ++insufficient) {
      const int high = 30 - poor - insufficient;
      if (high > 28) continue;
      const double ways =
          (poor == 1 ? 30 : 1) * std::tgamma(31 - poor) / std::tgamma(insufficient + 1) / std::tgamma(high + 1);
      uncovered += ways * std::pow(2.0, high);
    }
  }
  EXPECT_NEAR(count_of(found, FlawKind::uncovered) / uncovered, 1, 1e-12);
  EXPECT_NEAR(found.checked[0].inputs / std::pow(5.0, 30), 1, 1e-12);
  EXPECT_EQ(find(found, FlawKind::not_monotone), nullptr);
}

TEST(Verification, gives_a_smallest_counterexample_in_words) {
  Definition d = standards(3, {"insufficient", "sufficient", "good"});
  d.judgements[0].rules = {rule("odd", count(Bound::exactly, 1, {"s0"}, "good"), "insufficient"),
                           rule("never", count(Bound::at_least, 1, {"s0"}, "good"), "good"),
                           rule("rest", std::nullopt, "sufficient")};
  const fw::Framework f(d);
  const fw::Verification found = fw::verify(f);
  const fw::Flaw* worse = find(found, FlawKind::not_monotone);
  ASSERT_NE(worse, nullptr);
  // s0 from either lower level to good: 2, with s1 and s2 equal or better: 6 each.
  EXPECT_EQ(
      words(f, *worse, kring::Language::english),
      "whole: a better input has a worse outcome in 72 pairs, the smallest: with s0 sufficient, whatever the rest "
      "the outcome is sufficient; s0 from sufficient to good makes it insufficient");
  const fw::Flaw* dead = find(found, FlawKind::unreachable);
  ASSERT_NE(dead, nullptr);
  EXPECT_EQ(words(f, *dead, kring::Language::english),
            "whole: no input reaches rule 'never': where it holds, 'odd' decided already");
  EXPECT_THAT(words(f, *dead, kring::Language::dutch), HasSubstr("geen invoer bereikt regel 'never'"));
  const fw::Flaw* idle = find(found, FlawKind::without_effect);
  ASSERT_NE(idle, nullptr);
  EXPECT_EQ(idle->input, 1U);
}

TEST(Verification, finds_levels_given_where_nothing_is_applicable) {
  Definition d = standards(2, {"insufficient", "sufficient"});
  d.inputs[0].may_be_not_applicable = true;
  d.judgements[0].rules = {rule("fine", condition(Asks::none_below, {"s0"}, "sufficient"), "sufficient"),
                           rule("rest", std::nullopt, "insufficient")};
  const fw::Framework f(d);
  const fw::Verification found = fw::verify(f);
  const fw::Flaw* empty = find(found, FlawKind::empty_scores);
  ASSERT_NE(empty, nullptr);
  EXPECT_EQ(empty->count, 3);  // s1 insufficient, sufficient, unknown
  EXPECT_THAT(words(f, *empty, kring::Language::english),
              HasSubstr("rule 'fine' gives a level though nothing it looks at"));
}

TEST(Verification, excuses_what_a_rule_says_may_change) {
  Definition d = standards(2, {"insufficient", "sufficient"});
  d.judgements[0].rules = {rule("early", unknown(Bound::at_least, 1, {"s0", "s1"}), "insufficient"),
                           rule("both", condition(Asks::all, {"s0", "s1"}, "sufficient"), "sufficient"),
                           rule("rest", std::nullopt, "insufficient")};
  EXPECT_NE(find(fw::verify(fw::Framework(d)), FlawKind::contradicted), nullptr);
  d.judgements[0].rules[0].may_change = true;
  EXPECT_EQ(find(fw::verify(fw::Framework(d)), FlawKind::contradicted), nullptr);
}

TEST(Verification, finds_nothing_wrong_with_the_catalogue) {
  for (const auto& one : kring::catalog::frameworks()) {
    const fw::Framework f = kring::format::catalog_framework(one.id);
    for (const fw::Flaw& flaw : fw::verify(f).flaws) {
      ADD_FAILURE() << one.id << ", " << words(f, flaw, kring::Language::english);
    }
  }
}

}  // namespace
