// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/drawn_on.hpp"

#include <gtest/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;

cy::DrawnOn drawn(const Rows& rows, const char* unit = "i") {
  const cy::Dossier dossier = rows.dossier();
  std::vector<std::size_t> own;
  for (std::size_t at = 0; at < rows.records.size(); ++at) {
    if (rows.records[at].unit == unit) own.push_back(at);
  }
  return cy::drawn_on(dossier, dossier.unit(unit), own);
}

std::string share(const Rows& rows, const char* unit = "i") {
  const cy::DrawnOn found = drawn(rows, unit);
  return std::to_string(found.count) + "/" + std::to_string(found.of) + (found.in_students ? " students" : "");
}

Account three(std::optional<std::int64_t> one, std::optional<std::int64_t> two, std::optional<std::int64_t> third) {
  return account()
      .unit("p1", UnitKind::programme, "i", one)
      .unit("p2", UnitKind::programme, "i", two)
      .unit("p3", UnitKind::programme, "i", third);
}

TEST(DrawnOn, counts_students_where_their_number_is_known_for_every_programme) {
  Account rows = three(100, 30, 70);
  rows.in("i").add("e").in("p1").add("j1").link("e", "j1", LinkKind::draws_on);
  EXPECT_EQ(share(rows), "100/200 students");
  rows.units[2].students = {};
  EXPECT_EQ(share(rows), "1/3");
  rows.units[1].students = rows.units[2].students = rows.units[3].students = 0;
  EXPECT_EQ(share(rows), "1/3");
  rows.units[2].students = 5;
  EXPECT_EQ(share(rows), "0/5 students");  // a programme without students weighs nothing
}

TEST(DrawnOn, follows_what_is_drawn_on_and_concluded_through_others) {
  Account rows = three(1, 2, 4);
  // The judgement of the whole is concluded from an evaluation that draws on a college's judgement, which in turn rests
  // on those of two programmes.
  rows.unit("c", UnitKind::college, "i").in("i").story("e j").in("c").add("j_c").link("e", "j_c", LinkKind::draws_on);
  rows.in("p1").add("j1").in("p3").add("j3").link("j_c", "j1").link("j_c", "j3");
  EXPECT_EQ(share(rows), "5/7 students");
  EXPECT_EQ(drawn(rows).programmes, (std::vector<std::int32_t>{1, 3}));
  // Through what a programme draws on in its turn.
  rows.in("p2").add("j2").link("j1", "j2");
  EXPECT_EQ(share(rows), "7/7 students");
}

TEST(DrawnOn, counts_own_judgements_of_programmes_only) {
  Account rows = three(1, 2, 4);
  rows.in("i").add("e").in("p1").add("j1").link("e", "j1", LinkKind::draws_on);
  EXPECT_EQ(share(Account(rows).change("j1", [](cy::Record& r) { r.by = cy::Author::supervisor; })), "0/7 students");
  EXPECT_EQ(share(Account(rows).change("j1", [](cy::Record& r) { r.by = cy::Author::panel; })), "1/7 students");
  EXPECT_EQ(share(Account(rows).change("e", [](cy::Record& r) { r.by = cy::Author::supervisor; })), "0/7 students");
  // An evaluation of a programme is drawn on through the judgement it concludes only.
  Account norms = three(1, 2, 4);
  norms.in("i").add("e").in("p1").add("n1").link("e", "n1");
  EXPECT_EQ(share(norms), "0/7 students");
}

TEST(DrawnOn, needs_a_judgement_or_evaluation_of_the_unit_itself) {
  Account rows = three(1, 2, 4);
  rows.unit("c", UnitKind::college, "i").in("c").add("e").in("p1").add("j1").link("e", "j1", LinkKind::draws_on);
  EXPECT_EQ(share(rows), "0/7 students");
  rows.in("i").add("a").link("a", "e");  // an ambition of the whole that draws on it is no judgement
  EXPECT_EQ(share(rows), "0/7 students");
}

TEST(DrawnOn, takes_a_programme_within_a_programme_as_part_of_it) {
  Account rows = account().unit("p", UnitKind::programme, "i", 40).unit("q", UnitKind::programme, "p", 15);
  rows.unit("r", UnitKind::programme, "i", 60).in("i").add("e").in("q").add("j").link("e", "j", LinkKind::draws_on);
  EXPECT_EQ(share(rows), "40/100 students");
}

TEST(DrawnOn, is_about_nothing_without_programmes) {
  EXPECT_EQ(share(account().add("e")), "0/0");
  EXPECT_EQ(drawn(account()).of, 0);
  // A programme is no whole of programmes.
  Account rows = account().unit("p", UnitKind::programme, "i", 40).in("p").link("j", "j2");
  EXPECT_EQ(share(rows, "p"), "0/0");
}

TEST(DrawnOn, can_leave_out_links_that_may_not_be_relied_on) {
  Account rows = three(1, 2, 4).in("i").add("e").in("p1").add("j1").in("p2").add("j2");
  rows.link("e", "j1", LinkKind::draws_on).link("e", "j2", LinkKind::draws_on);
  const cy::Dossier dossier = rows.dossier();
  const auto found = cy::drawn_on(dossier, 0, {row(dossier, "e")}, [](std::size_t link) { return link == 1; });
  EXPECT_EQ(found.count, 2);
}

TEST(DrawnOn, is_asked_of_colleges_as_of_the_whole) {
  Account rows = account().unit("c", UnitKind::college, "i").unit("p", UnitKind::programme, "c", 9);
  rows.unit("q", UnitKind::programme, "i", 1).in("c").add("e").in("p").add("j").link("e", "j", LinkKind::draws_on);
  EXPECT_EQ(share(rows, "c"), "9/9 students");
  EXPECT_EQ(share(rows, "i"), "0/10 students");
}

}  // namespace
