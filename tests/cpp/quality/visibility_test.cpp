// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/visibility.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::Audience;
using cy::Item;
using cy::Reading;
using kring::quality::Evidence;
using kring::quality::Profile;
using kring::quality::VisibilityScore;

constexpr const char* today = "2024-06-01";

VisibilityScore scored(const Rows& rows, Reading reading = Reading::strict, const char* unit = "i",
                       const Profile& profile = proposal()) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day(today));
  return visibility_score(kring::quality::visibility_parts(evidence, profile, reading, dossier.unit(unit)), profile);
}

cy::Publication published(const char* record, const char* when, Audience audience = Audience::students,
                          Item item = Item::result, Answer findable = Answer::yes) {
  return {record, item, date(when), audience, findable};
}

// The value of one publication: it is one of three items for one of five stakeholders, and nothing else is there.
double value(const cy::Publication& publication, Reading reading = Reading::strict) {
  return scored(account().add("j").publication(publication), reading).score * 15;
}

TEST(Visibility, halves_every_two_years_after_a_year_of_grace) {
  const auto left = [](double years) {
    return kring::quality::freshness(proposal(), static_cast<std::int32_t>(std::lround(years * 365.25)));
  };
  EXPECT_EQ(left(0), 1.0);
  EXPECT_EQ(left(1), 1.0);
  EXPECT_NEAR(left(3), 1.0 / 2, 3e-4);  // rounded to days: a day is 1/1054 of what is left
  EXPECT_NEAR(left(5), 1.0 / 4, 3e-4);
  // Four years are 1461 days: 2^(-3/2).
  EXPECT_NEAR(left(4), std::pow(2.0, -1.5), 1e-15);
  Profile profile = proposal();
  profile.visibility.grace_years = 0;
  profile.visibility.half_life_years = 4;
  EXPECT_EQ(kring::quality::freshness(profile, 1461), 0.5);
  EXPECT_EQ(kring::quality::freshness(profile, 2922), 0.25);
}

TEST(Visibility, counts_age_from_the_first_day_of_a_date) {
  EXPECT_EQ(value(published("j", "2023-06-02")), 1.0);  // 365 days
  EXPECT_NEAR(value(published("j", "2021-06-01")), 0.5, 5e-4);
  EXPECT_NEAR(value(published("j", "2019-06-01")), 0.25, 5e-4);
  EXPECT_EQ(value(published("j", "2022")), value(published("j", "2022-01-01")));
}

TEST(Visibility, does_not_count_what_is_still_to_come) {
  EXPECT_EQ(value(published("j", "2024-06-01")), 1.0);
  EXPECT_EQ(value(published("j", "2024-06-02")), 0.0);
  EXPECT_EQ(value(published("j", "2024-06-02"), Reading::lenient), 0.0);
}

TEST(Visibility, takes_what_is_not_known_as_in_order_in_the_lenient_reading_only) {
  for (const auto& unknown :
       {published("j", ""), published("j", "2024", Audience::students, Item::result, Answer::unknown)}) {
    EXPECT_EQ(value(unknown), 0.0);
    EXPECT_EQ(value(unknown, Reading::lenient), 1.0);
  }
  const auto hidden = published("j", "2024", Audience::students, Item::result, Answer::no);
  EXPECT_EQ(value(hidden, Reading::lenient), 0.0);
  // For nobody in particular: for anyone, who are reached by half; five of them.
  EXPECT_EQ(value(published("j", "2024", Audience::not_stated)), 0.0);
  EXPECT_EQ(value(published("j", "2024", Audience::not_stated), Reading::lenient), 2.5);
  EXPECT_EQ(value(published("j", "2024", Audience::general_public)), 2.5);
}

TEST(Visibility, counts_the_best_publication_of_an_item_for_a_stakeholder) {
  Account rows = account().add("j").publication(published("j", "2019-06-01")).publication(published("j", "2024"));
  EXPECT_NEAR(scored(rows).score, 1.0 / 15, 1e-15);
  rows.publication(published("j", "2024", Audience::general_public));
  EXPECT_NEAR(scored(rows).score, (1 + 4 * 0.5) / 15, 1e-15);
  rows.publication(published("j", "2024", Audience::region, Item::process));
  EXPECT_NEAR(scored(rows).score, 4.0 / 15, 1e-15);
}

TEST(Visibility, weighs_items_and_stakeholders_by_the_profile) {
  Profile profile = proposal();
  profile.visibility.items = {0, 3, 1};
  profile.visibility.audiences = {2, 0, 1, 0, 0};
  Account rows = account().add("j").publication(published("j", "2024"));
  EXPECT_NEAR(scored(rows, Reading::strict, "i", profile).score, 3.0 / 4 * 2 / 3, 1e-15);
}

TEST(Visibility, weighs_programmes_by_students_and_the_whole_as_much_as_all_of_them) {
  Account rows = account().unit("p", UnitKind::programme, "i", 90).unit("q", UnitKind::programme, "i", 10);
  rows.in("p").add("j_p").publication(published("j_p", "2024"));
  EXPECT_EQ(scored(rows).whole, 0.0);
  EXPECT_NEAR(scored(rows).programmes.value(), 0.9 / 15, 1e-15);
  EXPECT_NEAR(scored(rows).score, 0.45 / 15, 1e-15);
  rows.units[2].students = {};  // not known for one of them: both weigh the same
  EXPECT_NEAR(scored(rows).score, 0.25 / 15, 1e-15);
  // Of a programme itself only the whole counts.
  EXPECT_EQ(scored(rows, Reading::strict, "p").programmes, std::nullopt);
  EXPECT_NEAR(scored(rows, Reading::strict, "p").score, 1.0 / 15, 1e-15);
}

TEST(Visibility, takes_what_is_public_about_a_college_as_about_its_programmes) {
  Account rows = account().unit("c", UnitKind::college, "i").unit("p", UnitKind::programme, "c", 30);
  rows.unit("q", UnitKind::programme, "i", 10).in("c").add("j").publication(published("j", "2024"));
  EXPECT_EQ(scored(rows).whole, 0.0);
  EXPECT_NEAR(scored(rows).programmes.value(), 0.75 / 15, 1e-15);
  // Below a programme it is about that programme.
  rows.unit("part", UnitKind::programme, "q", 1).in("part").add("j2").publication(published("j2", "2024"));
  EXPECT_NEAR(scored(rows).programmes.value(), 1.0 / 15, 1e-15);
}

TEST(Visibility, does_not_count_records_of_the_inspectorate_or_contradicted_ones) {
  for (const auto by : {cy::Author::supervisor, cy::Author::ministry}) {
    Account rows = account().change("j", [&](cy::Record& r) { r.by = by; }).publication(published("j", "2024"));
    EXPECT_EQ(scored(rows, Reading::lenient).score, 0.0);
  }
  Account rows = account().change("j", [](cy::Record& r) { r.sound = Answer::no; }).publication(published("j", "2024"));
  EXPECT_EQ(scored(rows, Reading::lenient).score, 0.0);
  rows = account().change("j", [](cy::Record& r) { r.confidence = cy::Confidence::low; });
  rows.publication(published("j", "2024"));
  EXPECT_EQ(scored(rows).score, 0.0);
  EXPECT_GT(scored(rows, Reading::lenient).score, 0.0);
}

TEST(Visibility, is_whole_where_everything_is_public_for_everyone) {
  EXPECT_EQ(scored(whole_account()).score, 1.0);
  EXPECT_EQ(scored(account()).score, 0.0);
}

// Axiom D: a day more moves V by at most the steepest fall, ln 2 / (2 * 365.25) = .00095.
RC_GTEST_PROP(Visibility, moves_little_when_a_day_passes, ()) {
  Rows rows = *any_rows();
  for (auto& one : rows.publications) {
    const kring::Day when = day(today) - 2 - *rc::gen::inRange(0, 4000);
    one.date = kring::Period(when, when);
  }
  const double before = scored(rows).score;
  for (auto& one : rows.publications) one.date = kring::Period(one.date->first() + 1, one.date->last() + 1);
  const double after = scored(rows).score;
  RC_ASSERT(after >= before - 1e-15);
  RC_ASSERT(after - before <= 0.00095);
}

}  // namespace
