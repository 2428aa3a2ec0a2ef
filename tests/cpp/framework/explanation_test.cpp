// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks.hpp"
#include "kring/format/toml.hpp"

namespace {

using namespace support;
using kring::Language;
using testing::ElementsAre;
using testing::HasSubstr;

fw::Evidence studiesucces_of(std::int64_t annual, std::int64_t n) {
  const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  fw::Evidence evidence(f, 1);
  evidence.names = {"25LH"};
  evidence.education[0] = 1;
  fw::set_counts(evidence, 0, 0, annual, n);
  evidence.findings.set(1, 0, fw::Finding::at(1));
  return evidence;
}

std::vector<std::string> sentences(const fw::Evidence& evidence, Language language) {
  const auto judged = fw::judge(evidence.findings, evidence.education);
  return fw::explain(evidence, fw::trace(evidence, judged, 0), 0, language).sentences;
}

TEST(Explanation, goes_from_counts_to_the_judgement_in_both_languages) {
  const fw::Evidence evidence = studiesucces_of(75, 100);
  EXPECT_THAT(
      sentences(evidence, Language::english),
      ElementsAre(
          "25LH, level 3: study success, norms of 2024.",
          "Annual result: 75 of 100, 75.0% (norm: sufficient from 68% and high from 85%); stands at sufficient.",
          "Diploma result; stands at sufficient.", "Starters result; unknown: the figure or finding is missing.",
          "Study success: sufficient, because one result is unknown and two meet their norm. This may "
          "change when more becomes known.",
          HasSubstr("By studiesucces-2024, version 2026.1, seen through another source")));
  EXPECT_EQ(
      sentences(evidence, Language::dutch)[4],
      "Studiesucces: voldoende, want één resultaat is onbekend en twee halen hun norm. Dit kan veranderen als meer "
      "bekend wordt.");
}

TEST(Explanation, never_rounds_a_share_across_its_norm) {
  // 6,796 of 10,000 is 67.96%, and the norm is 68%.
  EXPECT_THAT(sentences(studiesucces_of(6'796, 10'000), Language::english)[1], HasSubstr("67.96% (norm"));
  EXPECT_THAT(sentences(studiesucces_of(6'800, 10'000), Language::english)[1], HasSubstr("68.0% (norm"));
  EXPECT_THAT(sentences(studiesucces_of(68'001, 100'000), Language::dutch)[1], HasSubstr("68,001% (norm"));
}

TEST(Explanation, warns_of_rules_and_names_that_nobody_published) {
  const fw::Framework f = kring::format::catalog_framework("letter-2020");
  fw::Evidence evidence(f, 1);
  for (std::size_t i = 0; i < f.inputs(); ++i) evidence.findings.set(i, 0, fw::Finding::at(0));
  EXPECT_THAT(sentences(evidence, Language::english).back(), HasSubstr("Warning: a proposal that nobody published"));
  EXPECT_THAT(sentences(evidence, Language::dutch).back(),
              HasSubstr("Let op: een voorstel dat niemand heeft gepubliceerd"));
}

TEST(Explanation, says_within_which_time_a_limited_breach_must_be_mended) {
  const fw::Framework f = kring::format::catalog_framework("sbb-2023");
  fw::Evidence evidence(f, 1);
  const auto& inputs = f.definition().inputs;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::size_t levels = f.input_scale(i).size();
    evidence.findings.set(i, 0, fw::Finding::at(i == 0 ? 0 : static_cast<fw::Level>(levels - 1)));
  }
  const auto judged = fw::judge(evidence.findings);
  const auto explanation = fw::explain(evidence, fw::trace(evidence, judged, 0), 0, Language::english);
  EXPECT_THAT(explanation.sentences,
              testing::Contains(HasSubstr("It holds if the shortfall is mended within 1 year.")));
}

TEST(Explanation, shows_what_rests_on_what_as_a_tree) {
  const fw::Framework f = kring::format::catalog_framework("bounded-compensation-2003");
  fw::Evidence evidence(f, 1);
  for (std::size_t i = 0; i < f.inputs(); ++i) evidence.findings.set(i, 0, fw::Finding::at(2));
  const auto judged = fw::judge(evidence.findings);
  const auto tree = fw::explain(evidence, fw::trace(evidence, judged, 0), 0, Language::english).tree;
  ASSERT_GT(tree.size(), 10U);
  EXPECT_EQ(tree[0].depth, 0);
  EXPECT_EQ(tree[2].depth, 1);  // a subject
  EXPECT_EQ(tree[4].depth, 2);  // a facet of it
}

TEST(Words, put_every_kind_of_condition_into_a_sentence) {
  Definition d = standards(3, {"insufficient", "sufficient", "good"});
  d.scales[0].names_nl = {"onvoldoende", "voldoende", "goed"};
  d.judgements[0].rules = {rule("rest", std::nullopt, "good")};
  const fw::Framework f(d);
  Condition compensated = condition(Asks::compensated, {"s0", "s1"}, "sufficient");
  compensated.by = "good";
  Condition limited = condition(Asks::limited, {"s0"}, "sufficient");
  limited.choices = {{"s1", {"good"}}};
  Condition is;
  is.asks = Asks::is;
  is.choices = {{"s0", {"sufficient", "good"}}};
  const std::vector<std::pair<Condition, std::string>> expected = {
      {count(Bound::at_most, 2, {"s0", "s1", "s2"}, "good"), "at most 2 of s0, s1 and s2 stand at good or higher"},
      {condition(Asks::all, {"s0", "s1"}, "good"), "all of s0 and s1 stand at good or higher"},
      {condition(Asks::any, {"s0", "s1"}, "good"), "at least one of s0 and s1 stands at good or higher"},
      {condition(Asks::none_below, {"s0", "s1"}, "good"), "none of s0 and s1 stands at a level below good"},
      {unknown(Bound::exactly, 1, {"s0", "s1"}), "exactly 1 of s0 and s1 is unknown"},
      {is, "s0 stands at sufficient or good"},
      {compensated, "of s0 and s1, those below sufficient are at most as many as those at good or higher"},
      {limited, "at least one of s0 stands below sufficient, and s1 stands at good"},
      {group(Asks::negation, {is}), "it is not so that s0 stands at sufficient or good"},
      {group(Asks::either, {is, is}), "s0 stands at sufficient or good, or s0 stands at sufficient or good"}};
  for (const auto& [c, sentence] : expected) EXPECT_EQ(fw::words(f, c, Language::english), sentence);
  EXPECT_EQ(fw::words(f, is, Language::dutch), "s0 staat op voldoende of goed");
}

}  // namespace
