// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/reliability.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numbers>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::Part;
using cy::Reading;
using kring::quality::Evidence;
using kring::quality::Profile;
using kring::quality::ReliabilityParts;
using kring::quality::ReliabilityScore;

ReliabilityParts parts(const Rows& rows, const Profile& profile = proposal(), Reading reading = Reading::strict) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day("2026-01-01"));
  return kring::quality::reliability_parts(evidence, profile, reading, dossier.unit("i"));
}

ReliabilityScore scored(const Rows& rows, const Profile& profile = proposal()) {
  return kring::quality::reliability_score(parts(rows, profile), profile);
}

// A profile whose gates do not matter.
Profile without_caps() {
  Profile profile = proposal();
  profile.reliability.cap_without_expert = profile.reliability.cap_without_stakeholders = 1.0;
  return profile;
}

cy::Assessor judge(const char* record, Role role, std::int64_t count = 1, const char* organisation = "") {
  return {.record = record, .role = role, .organisation = organisation, .part = Part::judging, .count = count};
}

kring::quality::JudgedByPanel panel(const Rows& rows, const Profile& profile = proposal()) {
  return parts(rows, profile).panels.at(0);
}

// methods.md 11.7: five insiders and three insiders with one expert, reliability of one rater .35, correlation .6.
TEST(Reliability, of_panels_is_that_of_the_worked_examples) {
  Account five = account().add("j").assessor(judge("j", Role::staff, 5, "i"));
  EXPECT_NEAR(panel(five).raters, 1.4706, 5e-5);
  EXPECT_NEAR(panel(five).reliability, 0.4419, 5e-5);
  EXPECT_NEAR(panel(five).agreement, 0.7315, 5e-5);
  Profile fifth = proposal();
  fifth.reliability.prevalence = 0.2;
  EXPECT_NEAR(panel(five, fifth).agreement, 0.8157, 5e-5);
  Account mixed = account().add("j").assessor(judge("j", Role::staff, 3, "i"));
  mixed.assessor(judge("j", Role::expert, 1, "bureau"));
  EXPECT_NEAR(panel(mixed).raters, 2.3636, 5e-5);
  EXPECT_NEAR(panel(mixed).reliability, 0.5600, 5e-5);
  EXPECT_NEAR(panel(mixed).agreement, 0.7691, 5e-5);
}

TEST(Reliability, counts_people_of_one_employer_together_and_without_one_those_of_one_role) {
  const auto raters = [](std::vector<cy::Assessor> people) {
    Account rows = account().add("j");
    rows.assessors = std::move(people);
    return panel(rows).raters;
  };
  EXPECT_EQ(raters({}), 0.0);
  EXPECT_EQ(raters({judge("j", Role::peer), judge("j", Role::student)}), 2.0);
  // Two of one block: 2 / (1 + .6) = 1.25.
  EXPECT_EQ(raters({judge("j", Role::peer), judge("j", Role::peer)}), 1.25);
  EXPECT_EQ(raters({judge("j", Role::peer, 1, "firm"), judge("j", Role::staff, 1, "firm")}), 1.25);
  EXPECT_EQ(raters({judge("j", Role::peer, 1, "one"), judge("j", Role::peer, 1, "two")}), 2.0);
  // Consulted weighs half: one amounts to 1/2, eight to 4 / (1 + 3 * .6) = 1.428571...
  cy::Assessor consulted{.record = "j", .role = Role::student, .part = Part::consulted};
  EXPECT_EQ(raters({consulted}), 0.5);
  consulted.count = 8;
  EXPECT_NEAR(raters({consulted}), 10.0 / 7.0, 1e-15);
  // What the supervisor thinks is no part of it.
  EXPECT_EQ(raters({judge("j", Role::supervisor), judge("j", Role::ministry)}), 0.0);
}

TEST(Reliability, counts_a_person_once_also_in_the_evaluation_behind_the_judgement) {
  const auto raters = [](const char* name, Part part, const char* other) {
    Account rows = account().link("e", "j");
    for (const auto& [record, as, who] : {std::tuple("e", Part::judging, name), {"j", part, other}}) {
      rows.assessor({.record = record, .assessor = who, .role = Role::peer, .part = as});
    }
    return panel(rows).raters;
  };
  EXPECT_EQ(raters("q", Part::judging, "q"), 1.0);
  EXPECT_EQ(raters("q", Part::consulted, "q"), 1.0);        // with the larger weight
  EXPECT_EQ(raters("q", Part::judging, "r"), 1.25);         // two of one block
  EXPECT_EQ(raters("", Part::judging, ""), 1.25);           // without a name everybody is someone else
  EXPECT_EQ(raters("q", Part::consulted, "r"), 1.5 / 1.3);  // 1.5 / (1 + .5 * .6)
}

// One expert alone: alpha = 1/2 + asin(sqrt(.35)) / pi = .7015 (methods/quality-scores.md), nothing verified.
TEST(Reliability, without_verification_is_what_the_panel_leads_to_expect) {
  Account rows = account().add("j").assessor(judge("j", Role::expert, 1, "bureau"));
  const ReliabilityScore found = scored(rows, without_caps());
  const double alpha = 0.5 + std::asin(std::sqrt(0.35)) / std::numbers::pi;
  EXPECT_NEAR(found.panel.value(), alpha, 1e-12);
  EXPECT_NEAR(found.point.value(), alpha, 1e-12);
  // Nobody named: agreement by chance.
  EXPECT_NEAR(scored(account().add("j"), without_caps()).point.value(), 0.5, 1e-12);
}

// The same expert after one verified verdict, by hand: prior 4 * .6839 = 2.7357 to 1.2643; one that was too good adds
// 1 to the second, (2.7357/5 - .0436)/.9128 = .5517; too bad 1/2 to each, (3.2357/5 - .0436)/.9128 = .6612.
TEST(Reliability, falls_with_a_verdict_that_was_too_good_and_half_as_much_with_one_too_bad) {
  const auto after = [](const char* own, const char* theirs) {
    Account rows = account().add("j j9").assessor(judge("j", Role::expert, 1, "bureau"));
    rows.change("j", [&](cy::Record& r) { r.verdict = own; });
    rows.dated("j9", "2023").change("j9", [&](cy::Record& r) {
      r.verdict = theirs;
      r.by = cy::Author::supervisor;
    });
    return scored(rows, without_caps()).point.value();
  };
  EXPECT_NEAR(after("sufficient", "insufficient"), 0.5517, 5e-5);
  EXPECT_NEAR(after("insufficient", "good"), 0.6612, 5e-5);
  EXPECT_NEAR(after("good", "sufficient"), (3.7357 / 5 - 0.0436) / 0.9128, 5e-5);
  EXPECT_NEAR(after("good", ""), 0.7015, 5e-5);
}

// methods.md 11.7: the 10% point of Beta(8, 1) is .1^(1/8) = .74989. Prior Beta(1, 1): a rater of no use, strength 2.
TEST(Reliability, is_pessimistic_by_the_quantile_of_the_posterior) {
  Profile profile = without_caps();
  profile.reliability.inspector_accuracy = 1.0;
  profile.reliability.one_rater = 0.0;
  profile.reliability.prior_strength = 2.0;
  Account rows = account();
  for (int i = 0; i < 7; ++i) {
    const std::string own = "j" + std::to_string(i);
    rows.aspect("aspect " + std::to_string(i)).add(own).add(own + "s").dated(own + "s", "2023");
    rows.change(own + " " + own + "s", [](cy::Record& r) { r.verdict = "sufficient"; });
    rows.change(own + "s", [](cy::Record& r) { r.by = cy::Author::supervisor; });
  }
  const ReliabilityScore found = scored(rows, profile);
  EXPECT_NEAR(found.point.value(), 8.0 / 9.0, 1e-12);
  EXPECT_NEAR(found.low.value(), 0.74989, 5e-6);
  EXPECT_NEAR(found.low.value(), std::pow(0.1, 0.125), 1e-12);
}

TEST(Reliability, is_capped_without_an_independent_expert_and_without_stakeholders) {
  Account rows = whole_account();
  // Five independent raters: rho = 1.75 / 2.4, alpha = 1/2 + asin(sqrt(rho)) / pi.
  const double five = 0.5 + std::asin(std::sqrt(1.75 / 2.4)) / std::numbers::pi;
  EXPECT_NEAR(scored(rows).point.value(), five, 1e-12);
  EXPECT_EQ(scored(rows).cap, 1.0);
  const auto without = [&](auto is) {
    Account less = rows;
    std::erase_if(less.assessors, is);
    return scored(less);
  };
  const ReliabilityScore no_expert =
      without([](const auto& a) { return a.role == Role::expert || a.role == Role::peer; });
  EXPECT_TRUE(no_expert.without_expert);
  EXPECT_EQ(no_expert.point, 0.6);
  EXPECT_EQ(no_expert.cap, 0.6);
  EXPECT_LE(no_expert.low, 0.6);
  const ReliabilityScore no_alumni = without([](const auto& a) { return a.role == Role::alumnus; });
  EXPECT_TRUE(no_alumni.without_stakeholders);
  EXPECT_FALSE(no_alumni.without_expert);
  EXPECT_EQ(no_alumni.point, 0.75);
}

TEST(Reliability, asks_of_stakeholders_that_all_are_heard_and_two_judge) {
  const auto met = [](int judging, bool heard) {
    Account rows = account().add("j").link("v", "a");
    int number = 0;
    for (const Role role : {Role::student, Role::alumnus, Role::peer, Role::employer}) {
      if (number++ < judging) {
        rows.assessor(judge("j", role));
      } else if (heard) {
        rows.assessor({.record = "v", .role = role});  // in feedback on an ambition
      }
    }
    return !scored(rows).without_stakeholders;
  };
  EXPECT_TRUE(met(2, true));
  EXPECT_FALSE(met(1, true));
  EXPECT_FALSE(met(2, false));
  EXPECT_TRUE(met(4, false));
}

TEST(Reliability, takes_only_own_evaluations_and_judgements_for_its_gates) {
  for (const char* record : {"j", "e", "a", "j_theirs", "j_contradicted"}) {
    Account rows = account().add("j").add(record);
    cy::Assessor expert = whole_account().assessors.back();
    expert.record = record;
    rows.assessor(expert);
    rows.add("j_theirs").change("j_theirs", [](cy::Record& r) { r.by = cy::Author::supervisor; });
    rows.add("j_contradicted").change("j_contradicted", [](cy::Record& r) { r.sound = Answer::no; });
    EXPECT_EQ(parts(rows).expert.has_value(), record == std::string("j") || record == std::string("e")) << record;
  }
}

TEST(Reliability, takes_an_expert_who_is_not_known_to_be_dependent_in_the_lenient_reading_only) {
  Account rows = account().add("j").assessor(judge("j", Role::expert, 1, "bureau"));
  EXPECT_FALSE(parts(rows).expert);
  EXPECT_TRUE(parts(rows, proposal(), Reading::lenient).expert);
  rows.assessors[0].shared_governance = Answer::yes;
  EXPECT_FALSE(parts(rows, proposal(), Reading::lenient).expert);
  // Who was consulted does not judge, and an employer is no expert.
  rows = account().add("j").assessor({.record = "j", .role = Role::expert, .organisation = "bureau"});
  EXPECT_FALSE(parts(rows, proposal(), Reading::lenient).expert);
  rows = account().add("j").assessor(judge("j", Role::employer, 1, "bureau"));
  EXPECT_FALSE(parts(rows, proposal(), Reading::lenient).expert);
}

TEST(Reliability, is_not_there_without_own_judgements_that_hold) {
  EXPECT_EQ(scored(account().add("e")).point, std::nullopt);
  EXPECT_EQ(scored(account().change("j", [](cy::Record& r) { r.by = cy::Author::ministry; })).point, std::nullopt);
  EXPECT_EQ(scored(account().change("j", [](cy::Record& r) { r.sound = Answer::no; })).point, std::nullopt);
  EXPECT_EQ(scored(account().change("j", [](cy::Record& r) { r.confidence = cy::Confidence::low; })).point, 0.5);
}

// By hand: weights 3 and 1, agreement alpha of one expert and 1/2 of nobody.
TEST(Reliability, weighs_judgements_by_their_aspect) {
  Profile profile = without_caps();
  profile.ambition.aspects = {{"safety", 3.0}};
  Account rows = account().aspect("safety").add("j1").aspect("results").add("j2");
  rows.assessor(judge("j1", Role::expert, 1, "bureau"));
  const double alpha = 0.5 + std::asin(std::sqrt(0.35)) / std::numbers::pi;
  EXPECT_NEAR(scored(rows, profile).panel.value(), (3 * alpha + 0.5) / 4, 1e-12);
}

}  // namespace
