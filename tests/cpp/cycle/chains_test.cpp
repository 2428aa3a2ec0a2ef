// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/chains.hpp"

#include <gtest/gtest.h>

#include "dossiers.hpp"
#include "kring/cycle/judgement_chain.hpp"

namespace {

using namespace support;
using cy::Basis;
using cy::Confidence;
using cy::Reading;

// The strictest reading in which a complete chain goes through a record; a stricter one never allows what a laxer one
// does not.
std::string complete(const Rows& rows, const std::string& id) {
  const cy::Dossier dossier = rows.dossier();
  const cy::ChainReadings chains(dossier);
  const std::size_t at = row(dossier, id);
  EXPECT_LE(chains.strict.complete(at), chains.lenient.complete(at));
  EXPECT_LE(chains.lenient.complete(at), chains.by_links.complete(at));
  if (chains.strict.complete(at)) return "strict";
  if (chains.lenient.complete(at)) return "lenient";
  return chains.by_links.complete(at) ? "by_links" : "none";
}

Account whole() { return account().story("a n m e j x f"); }

// How far a chain gets from a record.
std::string furthest(const Rows& rows, const std::string& id, Reading reading = Reading::strict) {
  const cy::Dossier dossier = rows.dossier();
  return std::string(word(cy::Chains(dossier, reading).furthest(row(dossier, id))));
}

TEST(Chains, go_from_ambition_to_effect_with_or_without_a_judgement) {
  for (const char* id : {"a", "n", "m", "e", "j", "x", "f"}) EXPECT_EQ(complete(whole(), id), "strict") << id;
  for (const char* id : {"a", "n", "m", "e", "x", "f"}) {
    EXPECT_EQ(complete(account().story("a n m e x f"), id), "strict") << id;
  }
}

TEST(Chains, are_complete_without_no_other_step) {
  for (const char* story : {"n m e j x f", "a n m e j x", "a n m e j", "m e x f", "a n"}) {
    EXPECT_EQ(complete(account().story(story), words(story)[1]), "none") << story;
  }
  // A judgement beside the action is on no chain, the evaluation before both is.
  const Account beside = account().story("a n m e x f").link("e", "j");
  EXPECT_EQ(complete(beside, "j"), "none");
  EXPECT_EQ(complete(beside, "e"), "strict");
}

TEST(Chains, do_not_run_over_an_action_listed_under_an_ambition) {
  const Account plan = account().story("a x f");
  EXPECT_EQ(complete(plan, "x"), "none");
  EXPECT_EQ(furthest(plan, "a", Reading::by_links), "ambition");
  EXPECT_EQ(furthest(plan, "x"), "effect");
}

TEST(Chains, do_not_run_over_links_beside_the_story) {
  // Feedback, a baseline, what a judgement rests on, and the next ambition.
  Account rows = account().story("a n").link("m", "n").link("v", "n").link("j", "n").story("f a2");
  EXPECT_EQ(furthest(rows, "a", Reading::by_links), "norm");
  EXPECT_EQ(furthest(rows, "m", Reading::by_links), "measurement");
  EXPECT_EQ(furthest(rows, "v", Reading::by_links), "feedback");
  EXPECT_EQ(furthest(rows, "f", Reading::by_links), "effect");
}

TEST(Chains, ask_dates_soundness_and_a_source_of_every_record_in_the_strict_reading) {
  for (const char* id : {"a", "n", "m", "e", "j", "x", "f"}) {
    const auto with = [&](auto change) { return complete(whole().change(id, change), "j"); };
    EXPECT_EQ(with([](cy::Record& r) { r.date.reset(); }), "lenient") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.retrievable = Answer::unknown; }), "lenient") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.confidence = Confidence::low; }), "lenient") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.retrievable = Answer::no; }), "by_links") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.sound = Answer::no; }), "by_links") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.sound = Answer::yes; }), "strict") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.confidence = Confidence::medium; }), "strict") << id;
    EXPECT_EQ(with([](cy::Record& r) { r.by = cy::Author::supervisor; }), "strict") << id;
  }
}

TEST(Chains, take_no_links_of_a_coder_or_of_low_confidence_in_the_strict_reading) {
  for (std::size_t i = 0; i < 6; ++i) {
    const auto with = [&](Basis basis, Confidence confidence) {
      Account rows = whole();
      rows.links[i].basis = basis;
      rows.links[i].confidence = confidence;
      return complete(rows, "j");
    };
    EXPECT_EQ(with(Basis::coded, Confidence::not_stated), "lenient") << i;
    EXPECT_EQ(with(Basis::stated, Confidence::low), "lenient") << i;
    EXPECT_EQ(with(Basis::same_indicator, Confidence::medium), "strict") << i;
  }
}

TEST(Chains, need_a_norm_that_is_known_to_come_before_its_measurement) {
  const auto with = [](const char* norm, const char* measurement) {
    return complete(whole().dated("n", norm).dated("m", measurement).dated("a", "2010"), "j");
  };
  EXPECT_EQ(with("2019", "2020"), "strict");
  EXPECT_EQ(with("2020-05-31", "2020-06-01"), "strict");
  EXPECT_EQ(with("2020", "2020"), "lenient");  // which came first is not known
  EXPECT_EQ(with("2019", "2019/20"), "lenient");
  EXPECT_EQ(with("2020-06", "2020-06-01"), "lenient");
  EXPECT_EQ(with("2020", "2019"), "by_links");  // no test of that norm
  EXPECT_EQ(with("2020-06-02", "2020-06-01"), "by_links");
}

TEST(Chains, overlook_an_order_that_is_not_known_elsewhere_but_not_a_wrong_one) {
  for (const auto& [from, to] : {std::pair("a", "n"), {"m", "e"}, {"e", "j"}, {"j", "x"}, {"x", "f"}}) {
    Account same = whole();
    same.dated(to, period_text(*same.record(from).date));
    EXPECT_EQ(complete(same, "j"), "strict") << from << " and " << to << " in one year";
    // 2000 lies before everything.
    const Account wrong = whole().dated(to, "2000").dated(from, "2001");
    EXPECT_EQ(complete(wrong, "j"), "by_links") << to << " before " << from;
  }
}

TEST(Chains, take_their_indicator_from_the_norm_or_the_measurement) {
  EXPECT_EQ(complete(whole().about("n m f", "drop_out"), "j"), "strict");
  EXPECT_EQ(complete(whole().about("n f", "drop_out"), "j"), "strict");
  EXPECT_EQ(complete(whole().about("m f", "drop_out"), "j"), "strict");
  EXPECT_EQ(complete(whole(), "j"), "strict");
  EXPECT_EQ(complete(whole().about("n f", "drop_out").about("m", "safety"), "j"), "by_links");
  // That of an ambition does not matter: one ambition has norms for many figures.
  EXPECT_EQ(complete(whole().about("a", "safety").about("n f", "drop_out"), "j"), "strict");
}

TEST(Chains, pass_an_evaluation_judgement_or_action_that_names_their_indicator_or_none) {
  for (const char* id : {"e", "j", "x"}) {
    const Account figure = whole().about("n m f", "drop_out");
    EXPECT_EQ(complete(Account(figure).about(id, "drop_out"), "j"), "strict") << id;
    EXPECT_EQ(complete(Account(figure).about(id, "safety"), "j"), "by_links") << id;
    // A chain without indicator passes one that names some only when read leniently.
    EXPECT_EQ(complete(whole().about(id, "safety"), "j"), "lenient") << id;
    EXPECT_EQ(complete(whole().about(id, "safety").about("f", "safety"), "j"), "lenient") << id;
    EXPECT_EQ(complete(whole().about(id, "safety").about("f", "drop_out"), "j"), "by_links") << id;
  }
}

TEST(Chains, are_completed_by_an_effect_on_their_own_indicator) {
  EXPECT_EQ(complete(whole().about("n m", "drop_out").about("f", "safety"), "j"), "by_links");
  EXPECT_EQ(complete(whole().about("n m", "drop_out"), "j"), "lenient");  // the effect names none
  EXPECT_EQ(complete(whole().about("f", "drop_out"), "j"), "lenient");    // the chain names none
}

// The case of the dossiers of 2014-2019: one evaluation and one action for nine figures, one of them checked.
TEST(Chains, share_an_evaluation_and_an_action_without_sharing_the_effect) {
  Account rows = account().story("e j x f");
  for (int i = 1; i <= 9; ++i) {
    const std::string number = std::to_string(i);
    rows.story("a n" + number + " m" + number + " e").about("n" + number + " m" + number, "figure_" + number);
  }
  rows.links.erase(std::unique(rows.links.begin(), rows.links.end(),
                               [](const auto& a, const auto& b) { return a.from == b.from && a.to == b.to; }),
                   rows.links.end());
  rows.about("f", "figure_4");
  for (int i = 1; i <= 9; ++i) {
    EXPECT_EQ(complete(rows, "n" + std::to_string(i)), i == 4 ? "strict" : "by_links") << i;
    EXPECT_EQ(furthest(rows, "n" + std::to_string(i)), i == 4 ? "effect" : "action") << i;
    EXPECT_EQ(furthest(rows, "m" + std::to_string(i)), i == 4 ? "effect" : "action") << i;
  }
  EXPECT_EQ(complete(rows, "j"), "strict");
}

TEST(Chains, get_from_a_record_as_far_as_its_own_indicator_does) {
  // The evaluation and the action after it name an indicator that the effect is not about.
  for (const char* id : {"e", "j", "x"}) {
    const Account rows = account().story("e j x f").about(id, "drop_out").about("f", "safety");
    EXPECT_EQ(furthest(rows, id), "action") << id;
    EXPECT_EQ(furthest(rows, id, Reading::by_links), "effect") << id;
  }
  EXPECT_EQ(furthest(account().story("m e x f").about("m", "drop_out").about("f", "safety"), "m"), "action");
  EXPECT_EQ(furthest(account().story("e x f").about("f", "safety"), "e"), "effect");  // the chain of any indicator
}

TEST(Chains, know_where_a_story_began_and_which_indicators_come_to_a_record) {
  const cy::Dossier dossier = account()
                                  .story("a n1 m1 e j")
                                  .story("a2 n2 m2 e2")
                                  .link("m2", "e")
                                  .about("n1", "safety")
                                  .about("m2", "drop_out")
                                  .dossier();
  const cy::Chains chains(dossier, Reading::strict);
  EXPECT_EQ(chains.keys(row(dossier, "e")).size(), 2U);
  EXPECT_EQ(chains.keys(row(dossier, "e2")).size(), 1U);
  EXPECT_TRUE(chains.begun(row(dossier, "j")));
  EXPECT_EQ(chains.earliest(row(dossier, "j")), Phase::ambition);
  EXPECT_EQ(chains.earliest(row(dossier, "a")), Phase::ambition);
  EXPECT_TRUE(chains.begun(row(dossier, "a")));
  const cy::Dossier midway = account().story("m e j").dossier();
  EXPECT_EQ(cy::Chains(midway, Reading::strict).earliest(row(midway, "j")), Phase::measurement);
  EXPECT_FALSE(cy::Chains(midway, Reading::strict).begun(row(midway, "j")));
}

}  // namespace
