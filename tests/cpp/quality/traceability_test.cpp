// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/traceability.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::Reading;
using kring::quality::Evidence;
using kring::quality::Profile;
using kring::quality::TraceabilityScore;

TraceabilityScore scored(const Rows& rows, Reading reading = Reading::strict, const Profile& profile = proposal()) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2026-01-01"));
  return traceability_score(kring::quality::traceability_parts(evidence, profile, reading, dossier.unit("i")));
}

Account& sound(Account& rows, const std::string& ids, double probability) {
  return rows.change(ids, [&](cy::Record& r) { r.soundness = probability; });
}

TEST(Traceability, is_the_share_of_own_judgements_on_a_complete_chain) {
  Account rows = account().story("a n m e j x f").add("j2");
  EXPECT_EQ(scored(rows).coverage, 0.5);
  EXPECT_EQ(scored(rows).reliability, 1.0);  // nobody checked
  EXPECT_EQ(scored(rows).score, 0.5);
  rows.link("e", "j2").link("j2", "x");
  EXPECT_EQ(scored(rows).score, 1.0);
}

TEST(Traceability, is_0_without_own_judgements) {
  EXPECT_EQ(scored(account().story("a n m e x f")).score, 0.0);
  EXPECT_FALSE(scored(account().story("a n m e x f")).has_judgements);
  EXPECT_EQ(scored(account().story("a n m e x f")).reliability, std::nullopt);
  Account theirs = account().story("a n m e j x f");
  theirs.change("j", [](cy::Record& r) { r.by = cy::Author::supervisor; });
  EXPECT_FALSE(scored(theirs).has_judgements);
}

TEST(Traceability, counts_a_contradicted_judgement_as_one_without_a_chain) {
  Account rows = account().story("a n m e j x f").link("e", "j2").link("j2", "x");
  rows.change("j2", [](cy::Record& r) { r.sound = Answer::no; });
  EXPECT_EQ(scored(rows).score, 0.5);
  EXPECT_EQ(scored(rows, Reading::lenient).score, 0.5);
}

// Seven records in series, each sound with probability .9: .9^7; at least 7 * .9 - 6, at most .9, whatever depends on
// what.
TEST(Traceability, multiplies_the_probabilities_of_a_series) {
  Account rows = account().story("a n m e j x f");
  sound(rows, "a n m e j x f", 0.9);
  EXPECT_NEAR(scored(rows).score, 0.4782969, 1e-12);
  EXPECT_NEAR(scored(rows).lower, 0.3, 1e-12);
  EXPECT_NEAR(scored(rows).upper, 0.9, 1e-12);
  EXPECT_EQ(scored(rows).standard_error, 0.0);
  // Half of it where a second judgement has no chain.
  rows.add("j2");
  EXPECT_NEAR(scored(rows).score, 0.5 * 0.4782969, 1e-12);
  EXPECT_EQ(scored(rows).coverage, 0.5);
  EXPECT_NEAR(scored(rows).reliability.value(), 0.4782969, 1e-12);
}

// 1 - .4 * .5 = .8, at least .6, at most 1.
TEST(Traceability, needs_one_of_two_parallel_measurements) {
  Account rows = account().story("a n m1 e j x f").story("n m2 e");
  sound(rows, "m1", 0.6), sound(rows, "m2", 0.5);
  EXPECT_NEAR(scored(rows).score, 0.8, 1e-12);
  EXPECT_NEAR(scored(rows).lower, 0.6, 1e-12);
  EXPECT_NEAR(scored(rows).upper, 1.0, 1e-12);
}

// Two figures in one evaluation: .5 * (1 - .5 * .5) = .375, since the evaluation is one and the same.
TEST(Traceability, takes_a_shared_record_as_one) {
  Account rows = account().story("a n1 m1 e j x f1").story("a n2 m2").link("m2", "e").link("x", "f2");
  rows.about("n1 m1 f1", "safety").about("n2 m2 f2", "drop_out");
  sound(rows, "e m1 m2", 0.5);
  EXPECT_NEAR(scored(rows).score, 0.375, 1e-12);
  // Where the effect of one of them was checked only, the other adds nothing: .5 * .5.
  std::erase_if(rows.links, [](const cy::Link& link) { return link.to == "f2"; });
  EXPECT_NEAR(scored(rows).score, 0.25, 1e-12);
}

TEST(Traceability, keeps_a_chain_of_unsound_records_as_covered_but_never_left) {
  Account rows = account().story("a n m e j x f");
  sound(rows, "m", 0.0);
  EXPECT_EQ(scored(rows).coverage, 1.0);
  EXPECT_EQ(scored(rows).reliability, 0.0);
  sound(rows, "m", 1.0);
  EXPECT_EQ(scored(rows).score, 1.0);
}

TEST(Traceability, reads_strictly_or_leniently) {
  Account rows = account().story("a n m e j x f").dated("e", "");
  EXPECT_EQ(scored(rows).score, 0.0);
  EXPECT_EQ(scored(rows, Reading::lenient).score, 1.0);
}

TEST(Traceability, weighs_judgements_by_their_aspect) {
  Profile profile = proposal();
  profile.ambition.aspects = {{"safety", 3.0}, {"comfort", 0.0}};
  Account rows = account().story("a n m e j x f").aspect("safety").add("j2").aspect("comfort").add("j3");
  EXPECT_EQ(scored(rows, Reading::strict, profile).score, 0.25);
}

TEST(Traceability, looks_below_a_unit_and_not_above_it) {
  Account rows = account().unit("p", UnitKind::programme, "i").story("a n m e j x f").in("p").add("j2");
  EXPECT_EQ(scored(rows).score, 0.5);
  rows.record("j").unit = "p";
  rows.record("j2").unit = "i";
  EXPECT_EQ(scored(rows).score, 0.5);
}

// Thirty uncertain measurements in parallel are more than are computed exactly: 1 - .9^30 = .9576.
TEST(Traceability, says_how_sure_a_simulated_probability_is) {
  Account rows = account().story("a n").story("e j x f");
  for (int i = 0; i < 30; ++i) {
    const std::string id = "m" + std::to_string(i);
    rows.link("n", id).link(id, "e");
    sound(rows, id, 0.1);
  }
  const TraceabilityScore found = scored(rows);
  const double truth = 1.0 - std::pow(0.9, 30);
  // 100,000 draws: sqrt(.9576 * .0424 / 100000) = .00064; five of them.
  EXPECT_NEAR(found.standard_error, std::sqrt(truth * (1 - truth) / 1e5), 5e-5);
  EXPECT_NEAR(found.score, truth, 5 * found.standard_error);
  EXPECT_NEAR(found.lower, 0.1, 1e-12);
  EXPECT_EQ(found.upper, 1.0);
}

// The probability of a judgement against trying every set of sound records.
RC_GTEST_PROP(Traceability, agrees_with_trying_every_set_of_sound_records, ()) {
  Rows rows = *any_rows();
  std::vector<std::size_t> uncertain;
  for (std::size_t at = 0; at < rows.records.size(); ++at) {
    const bool step = rows.records[at].phase != Phase::feedback && uncertain.size() < 7;
    rows.records[at].soundness.reset();
    if (step && *rc::gen::inRange(0, 2) == 1) uncertain.push_back(at);
  }
  for (const std::size_t at : uncertain) rows.records[at].soundness = *rc::gen::inRange(1, 10) / 10.0;
  const double found = scored(rows).score;
  double expected = 0.0;
  for (std::size_t set = 0; set < std::size_t{1} << uncertain.size(); ++set) {
    Rows left = rows;
    double probability = 1.0;
    for (std::size_t k = 0; k < uncertain.size(); ++k) {
      cy::Record& record = left.records[uncertain[k]];
      const bool holds = (set >> k & 1U) != 0;
      probability *= holds ? *record.soundness : 1.0 - *record.soundness;
      if (!holds && record.sound != Answer::no) record.sound = Answer::no;
      record.soundness.reset();
    }
    expected += probability * scored(left).coverage;
  }
  RC_ASSERT(std::abs(found - expected) < 1e-9);
}

}  // namespace
