// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/independence.hpp"

#include <gtest/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::quality::Dependence;
using kring::quality::Profile;

// An expert against whom nothing speaks.
cy::Assessor expert() {
  return {.record = "j",
          .assessor = "q",
          .role = Role::expert,
          .organisation = "bureau",
          .part = cy::Part::judging,
          .last_tie = {Answer::no, {}},
          .reviewed_by_party = {Answer::no, {}},
          .shared_governance = Answer::no,
          .declaration = Answer::yes};
}

// What speaks against an assessor of a judgement of 1 January 2024.
std::string against(const cy::Assessor& assessor, const char* judged = "2024-01-01",
                    const Profile& profile = proposal()) {
  Account rows = account().add("j").dated("j", judged).assessor(assessor);
  const cy::Dossier dossier = rows.dossier();
  const auto found = kring::quality::dependences(dossier, profile, 0, dossier.units()[0], day("2026-01-01"));
  EXPECT_EQ(found.empty(), text(found).empty());
  return text(found);
}

template <class F>
cy::Assessor with(F change) {
  cy::Assessor assessor = expert();
  change(assessor);
  return assessor;
}

TEST(Independence, is_shown_where_nothing_speaks_against_it) { EXPECT_EQ(against(expert()), ""); }

TEST(Independence, is_not_that_of_staff_students_or_whom_the_institution_employs) {
  EXPECT_EQ(against(with([](auto& a) { a.role = Role::staff; })), "employed");
  EXPECT_EQ(against(with([](auto& a) { a.role = Role::student; })), "employed");
  EXPECT_EQ(against(with([](auto& a) { a.organisation = "i"; })), "employed");
  EXPECT_EQ(against(with([](auto& a) { a.organisation = "Institution"; })), "employed");
  EXPECT_EQ(against(with([](auto& a) { a.organisation = ""; })), "employer_unknown");
  EXPECT_EQ(against(with([](auto& a) { a.role = Role::staff, a.organisation = ""; })), "employed");
}

TEST(Independence, is_broken_by_a_tie_within_five_years) {
  const auto tie = [](const char* text) {
    return against(with([&](auto& a) { a.last_tie = {Answer::yes, date(text)}; }));
  };
  // 1 January 2019 to 1 January 2024 are exactly five years, which are not within.
  EXPECT_EQ(tie("2019-01-01"), "");
  EXPECT_EQ(tie("2019-01-02"), "recent_tie");
  EXPECT_EQ(tie("2018"), "");
  EXPECT_EQ(tie("2019"), "recent_tie");  // lies partly within
  EXPECT_EQ(tie("2018/19"), "recent_tie");
  EXPECT_EQ(tie("2025"), "recent_tie");  // after the judgement too
  EXPECT_EQ(tie(""), "recent_tie");      // happened, nobody says when
  EXPECT_EQ(against(with([](auto& a) { a.last_tie = {}; })), "tie_unknown");
}

TEST(Independence, is_broken_by_a_review_within_three_years) {
  const auto review = [](const char* text) {
    return against(with([&](auto& a) { a.reviewed_by_party = {Answer::yes, date(text)}; }));
  };
  EXPECT_EQ(review("2021-01-01"), "");  // three years to the day
  EXPECT_EQ(review("2021-01-02"), "reviewed_by_party");
  EXPECT_EQ(against(with([](auto& a) { a.reviewed_by_party = {}; })), "review_unknown");
}

TEST(Independence, is_broken_by_a_board_in_common_and_a_missing_declaration) {
  EXPECT_EQ(against(with([](auto& a) { a.shared_governance = Answer::yes; })), "shared_governance");
  EXPECT_EQ(against(with([](auto& a) { a.shared_governance = Answer::unknown; })), "governance_unknown");
  EXPECT_EQ(against(with([](auto& a) { a.declaration = Answer::no; })), "no_declaration");
  EXPECT_EQ(against(with([](auto& a) { a.declaration = Answer::unknown; })), "declaration_unknown");
  Profile lax = proposal();
  lax.reliability.needs_declaration = false;
  EXPECT_EQ(against(with([](auto& a) { a.declaration = Answer::no; }), "2024", lax), "");
}

TEST(Independence, is_asked_on_the_day_of_the_record_or_on_the_day_asked_about) {
  const auto tied = with([](auto& a) { a.last_tie = {Answer::yes, date("2020-06-01")}; });
  EXPECT_EQ(against(tied, "2025-05-31"), "recent_tie");
  EXPECT_EQ(against(tied, "2025-06-02"), "");
  EXPECT_EQ(against(tied, "2025"), "recent_tie");  // from its first day
  EXPECT_EQ(against(tied, ""), "");                // undated: on 1 January 2026
}

TEST(Independence, names_everything_that_speaks_against_it) {
  EXPECT_EQ(against({.record = "j"}),
            "employer_unknown|tie_unknown|governance_unknown|review_unknown|declaration_unknown");
  EXPECT_EQ(against(with([](auto& a) {
              a.organisation = "i";
              a.last_tie = a.reviewed_by_party = {Answer::yes, date("2023")};
              a.shared_governance = Answer::yes;
              a.declaration = Answer::no;
            })),
            "employed|recent_tie|shared_governance|reviewed_by_party|no_declaration");
}

TEST(Independence, is_certainly_broken_only_by_what_is_known) {
  for (std::size_t i = 0; i < cy::words_of<Dependence>.size(); ++i) {
    kring::quality::Dependences one;
    one.add(static_cast<Dependence>(i), true);
    const auto word = cy::words_of<Dependence>[i];
    EXPECT_EQ(one.certain(), !word.ends_with("_unknown")) << word;
    EXPECT_EQ(text(one), word);
  }
}

}  // namespace
