// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/judgement_chain.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;

struct Told {
  std::string path;
  std::string flaws;
  std::string before = "-";
  std::string after = "-";
  std::string complete;
};

Told told(const Rows& rows, const std::string& id) {
  const cy::Dossier dossier = rows.dossier();
  const cy::JudgementChain chain = cy::chain_through(dossier, cy::ChainReadings(dossier), row(dossier, id));
  Told all;
  for (const std::size_t at : chain.path) all.path += (all.path.empty() ? "" : " ") + dossier.records().id(at);
  all.flaws = text(chain.flaws);
  if (chain.missing_before) all.before = word(*chain.missing_before);
  if (chain.missing_after) all.after = word(*chain.missing_after);
  all.complete = std::string(chain.complete ? "S" : "") + (chain.complete_lenient ? "L" : "") +
                 (chain.complete_by_links ? "B" : "");
  return all;
}

TEST(JudgementChain, tells_the_whole_story_through_a_judgement) {
  const Told all = told(account().story("a n m e j x f"), "j");
  EXPECT_EQ(all.path, "a n m e j x f");
  EXPECT_EQ(all.complete, "SLB");
  EXPECT_EQ(all.before + all.after + all.flaws, "--");
}

TEST(JudgementChain, names_the_nearest_steps_that_are_missing) {
  const auto missing = [](const char* story) {
    const Told all = told(account().story(story), "j");
    return all.before + " " + all.after;
  };
  EXPECT_EQ(missing("j"), "evaluation action");
  EXPECT_EQ(missing("e j"), "measurement action");
  EXPECT_EQ(missing("m e j x"), "norm effect");
  EXPECT_EQ(missing("n m e j x f"), "ambition -");
  EXPECT_EQ(missing("a n m e j"), "- action");
}

TEST(JudgementChain, goes_along_the_longest_story_then_the_soundest_then_by_identifier) {
  // m9 has a norm and an ambition before it, m1 only a norm.
  EXPECT_EQ(told(account().story("a n9 m9 e j").story("n1 m1").link("m1", "e"), "j").path, "a n9 m9 e j");
  // Both are as long; the source of one norm is gone.
  Account equal = account().story("a n1 m1 e j").story("a n2 m2").link("m2", "e");
  EXPECT_EQ(told(equal, "j").path, "a n1 m1 e j");
  equal.change("n1", [](cy::Record& r) { r.retrievable = Answer::no; });
  EXPECT_EQ(told(equal, "j").path, "a n2 m2 e j");
  // The date of the other is missing, which the lenient reading overlooks: still better than what is gone.
  equal.dated("n2", "");
  EXPECT_EQ(told(equal, "j").path, "a n2 m2 e j");
  EXPECT_EQ(told(equal, "j").flaws, "undated");
}

TEST(JudgementChain, gathers_what_is_wrong_with_records_and_links_of_the_path) {
  Account rows = account().story("a n m e j x f");
  rows.dated("a", "").change("e", [](cy::Record& r) { r.retrievable = Answer::unknown; });
  rows.links[1].basis = cy::Basis::coded;
  rows.dated("n", "2020");
  const Told all = told(rows, "j");
  EXPECT_EQ(all.flaws, "undated|retrievability_unknown|coded_link|order_unknown");
  EXPECT_EQ(all.complete, "LB");
  rows.dated("n", "2021").change("x", [](cy::Record& r) { r.sound = Answer::no; });
  EXPECT_EQ(told(rows, "j").flaws, "undated|retrievability_unknown|unsound|coded_link|wrong_order");
  EXPECT_EQ(told(rows, "j").complete, "B");
}

TEST(JudgementChain, says_when_nothing_but_the_indicator_breaks_a_chain) {
  const Told all = told(account().story("a n m e j x f").about("n m", "safety").about("f", "drop_out"), "j");
  EXPECT_EQ(all.flaws, "other_indicator");
  EXPECT_EQ(all.complete, "B");
}

RC_GTEST_PROP(JudgementChain, has_a_path_of_links_through_its_record, ()) {
  const cy::Dossier dossier = (*any_rows()).dossier();
  const cy::ChainReadings chains(dossier);
  for (std::size_t at = 0; at < dossier.records().size(); ++at) {
    const cy::JudgementChain chain = cy::chain_through(dossier, chains, at);
    RC_ASSERT(std::ranges::count(chain.path, at) == 1);
    for (std::size_t i = 1; i < chain.path.size(); ++i) {
      bool linked = false;
      dossier.graph().each_after(chain.path[i - 1], [&](std::size_t next, std::size_t link) {
        linked |= next == chain.path[i] && chains.by_links.leads(link);
      });
      RC_ASSERT(linked);
    }
    const auto& phase = dossier.records().phase;
    if (phase[at] == Phase::feedback) continue;
    RC_ASSERT(phase[chain.path.front()] == chains.by_links.earliest(at));
    RC_ASSERT(phase[chain.path.back()] == chains.by_links.furthest(at));
    // What a chain lacks is told: without a flaw it is as complete, read leniently, as its links.
    if (chain.flaws.empty()) RC_ASSERT(chain.complete_lenient == chain.complete_by_links);
  }
}

}  // namespace
