// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "dossiers.hpp"
#include "kring/quality/ambition_score.hpp"

// Which units and aspects the score of ambition is about, and what it says of the whole.
namespace {

using namespace support;
using cy::Reading;
using kring::quality::AmbitionScore;
using kring::quality::Evidence;
using kring::quality::Profile;

AmbitionScore scored(const Rows& rows, const char* unit = "i", Reading reading = Reading::strict,
                     const Profile& profile = proposal()) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2024-03-01"));
  return kring::quality::ambition_score(kring::quality::ambition_parts(evidence, profile, reading, dossier.unit(unit)),
                                        profile);
}

// A record that lacks something is one half of one step of five: 1/2 * 0 + 1/2 * .5/5.
constexpr double one_half_step = 0.05;

TEST(AmbitionOfUnits, weighs_programmes_by_their_students) {
  Account rows = account().unit("p", UnitKind::programme, "i", 90).unit("q", UnitKind::programme, "i", 10);
  rows.in("p").add("a");
  EXPECT_NEAR(scored(rows).programmes.value(), 0.9 * one_half_step, 1e-15);
  rows.units[1].students = 0;  // weighs nothing
  EXPECT_NEAR(scored(rows).programmes.value(), 0.0, 1e-15);
  rows.units[2].students = 0;  // nobody anywhere: both weigh the same
  EXPECT_NEAR(scored(rows).programmes.value(), 0.5 * one_half_step, 1e-15);
  rows.units[2].students = {};
  rows.units[1].students = 90;
  EXPECT_NEAR(scored(rows).programmes.value(), 0.5 * one_half_step, 1e-15);
}

TEST(AmbitionOfUnits, counts_a_record_for_the_programmes_below_it_and_the_one_around_it) {
  Account rows = account().unit("c", UnitKind::college, "i").unit("p", UnitKind::programme, "c", 60);
  rows.unit("q", UnitKind::programme, "i", 40).unit("t", UnitKind::team, "i").unit("r", UnitKind::programme, "q", 5);
  const auto share = [&](const char* unit) {
    Account one = rows;
    return scored(one.in(unit).add("a")).programmes.value() / one_half_step;
  };
  EXPECT_NEAR(share("i"), 1.0, 1e-12);
  EXPECT_NEAR(share("c"), 0.6, 1e-12);
  EXPECT_NEAR(share("p"), 0.6, 1e-12);
  EXPECT_NEAR(share("r"), 0.4, 1e-12);  // a programme within a programme is part of it
  EXPECT_NEAR(share("t"), 0.0, 1e-12);  // a team beside the programmes
}

TEST(AmbitionOfUnits, stands_in_for_a_programme_where_there_is_none) {
  EXPECT_NEAR(scored(account().add("a")).programmes.value(), one_half_step, 1e-15);
  Account rows = account().unit("c", UnitKind::college, "i").in("c").add("a");
  EXPECT_NEAR(scored(rows).programmes.value(), one_half_step, 1e-15);
  EXPECT_NEAR(scored(rows, "c").programmes.value(), one_half_step, 1e-15);
}

TEST(AmbitionOfUnits, is_1_for_a_programme_that_lacks_nothing_by_itself) {
  Account rows = whole_account();
  for (auto& record : rows.records) record.unit = "p";
  const AmbitionScore found = scored(rows, "p");
  EXPECT_EQ(found.drawn_on, std::nullopt);
  EXPECT_NEAR(found.score.value(), 1.0, 1e-15);
}

TEST(AmbitionOfUnits, weighs_aspects_that_records_name_and_those_the_profile_lists) {
  Account rows = account().add("a").aspect("safety").add("n");
  EXPECT_NEAR(scored(rows).programmes.value(), one_half_step, 1e-15);
  Profile profile = proposal();
  profile.ambition.aspects = {{"guidance", 2.0}};  // nobody speaks of it: 2 of 4
  EXPECT_NEAR(scored(rows, "i", Reading::strict, profile).programmes.value(), one_half_step / 2, 1e-15);
  profile.ambition.aspects = {{"guidance", 0.0}, {"safety", 3.0}};
  EXPECT_NEAR(scored(rows, "i", Reading::strict, profile).programmes.value(), one_half_step, 1e-15);
  // Records without an aspect make up one, whatever their phase but feedback.
  rows.aspect("").add("j v");
  EXPECT_NEAR(scored(rows).programmes.value(), one_half_step * 2 / 3, 1e-15);
}

// Own norm against legal norm: target and direction of both.
double own_norms(double own, double legal, cy::Direction direction, const char* legal_indicator = "drop_out") {
  Account rows = account().add("n1 n2").about("n1", "drop_out").about("n2", legal_indicator);
  rows.change("n1 n2", [&](cy::Record& r) {
    r.direction = direction;
    r.norm_level = r.record == "n1" ? cy::NormLevel::own : cy::NormLevel::legal;
    r.target = r.record == "n1" ? own : legal;
  });
  return scored(rows).own_norms.value();
}

TEST(AmbitionOfUnits, wants_an_own_norm_above_the_legal_minimum) {
  EXPECT_EQ(own_norms(80, 75, cy::Direction::higher), 1.0);
  EXPECT_EQ(own_norms(75, 75, cy::Direction::higher), 0.0);
  EXPECT_EQ(own_norms(70, 75, cy::Direction::higher), 0.0);
  EXPECT_EQ(own_norms(70, 75, cy::Direction::lower), 1.0);
  EXPECT_EQ(own_norms(75, 75, cy::Direction::lower), 0.0);
  EXPECT_EQ(own_norms(10, 75, cy::Direction::higher, "safety"), 1.0);  // about another figure
  EXPECT_EQ(own_norms(10, 75, cy::Direction::higher, ""), 1.0);
}

TEST(AmbitionOfUnits, takes_own_norms_of_the_institution_only) {
  const auto share = [](auto change) {
    Account rows = account().add("n").aspect("safety").add("a");
    return scored(rows.change("n", change)).own_norms.value();
  };
  EXPECT_EQ(share([](cy::Record& r) { r.norm_level = cy::NormLevel::own; }), 0.5);  // one of two aspects
  EXPECT_EQ(share([](cy::Record& r) { r.norm_level = cy::NormLevel::sector; }), 0.0);
  EXPECT_EQ(share([](cy::Record&) {}), 0.0);
  EXPECT_EQ(share([](cy::Record& r) {
              r.norm_level = cy::NormLevel::own;
              r.confidence = cy::Confidence::low;
            }),
            0.0);
}

TEST(AmbitionOfUnits, wants_the_whole_judged_against_a_norm_set_before) {
  const auto whole = [](const Account& rows, Reading reading = Reading::strict) {
    return scored(rows, "i", reading).whole;
  };
  const Account rows = account().link("j", "n").dated("n", "2021").dated("j", "2022");
  EXPECT_EQ(whole(rows), 1.0);
  EXPECT_EQ(whole(account().story("n m e j")), 0.0);  // a chain is no judged_against
  EXPECT_EQ(whole(Account(rows).dated("n", "2022")), 0.0);
  EXPECT_EQ(whole(Account(rows).dated("n", "2022"), Reading::lenient), 1.0);
  EXPECT_EQ(whole(Account(rows).dated("n", "2023"), Reading::lenient), 0.0);
  EXPECT_EQ(whole(Account(rows).change("j", [](cy::Record& r) { r.by = cy::Author::supervisor; })), 0.0);
  Account coded = rows;
  coded.links[0].basis = cy::Basis::coded;
  EXPECT_EQ(whole(coded), 0.0);
  EXPECT_EQ(whole(coded, Reading::lenient), 1.0);
  // Of a programme it is no judgement of the whole.
  Account below = account().unit("p", UnitKind::programme, "i").in("p").link("j", "n");
  EXPECT_EQ(whole(below), 0.0);
  EXPECT_EQ(scored(below, "p").whole, 1.0);
}

// C .05 and nothing else but D: .6 * .05 + .1 * .25 over 1.
TEST(AmbitionOfUnits, counts_the_students_whose_judgement_feeds_that_of_the_whole) {
  Account rows = account().unit("p", UnitKind::programme, "i", 25).unit("q", UnitKind::programme, "i", 75);
  rows.in("i").add("e").in("p").add("j").link("e", "j", LinkKind::draws_on);
  EXPECT_EQ(scored(rows).drawn_on, 0.25);
  EXPECT_NEAR(scored(rows).score.value(), 0.6 * one_half_step + 0.1 * 0.25, 1e-15);
  rows.links[0].basis = cy::Basis::coded;
  EXPECT_EQ(scored(rows).drawn_on, 0.0);
  EXPECT_EQ(scored(rows, "i", Reading::lenient).drawn_on, 0.25);
}

}  // namespace
