// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/loops.hpp"

#include <gtest/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;

std::vector<cy::Loop> loops_of(const cy::Dossier& dossier) {
  return cy::loops(dossier, cy::Chains(dossier, cy::Reading::by_links));
}

cy::Loop only_loop(const Rows& rows) {
  const cy::Dossier dossier = rows.dossier();
  const auto all = loops_of(dossier);
  EXPECT_EQ(all.size(), 1U);
  return all.at(0);
}

std::string closes_at(const Rows& rows) {
  const auto unit = only_loop(rows).unit;
  return unit == cy::nowhere ? "nowhere" : rows.units[static_cast<std::size_t>(unit)].unit;
}

Account tree() {
  return account()
      .unit("c", UnitKind::college, "i")
      .unit("t1", UnitKind::team, "c")
      .unit("t2", UnitKind::team, "c")
      .unit("p", UnitKind::programme, "t1");
}

TEST(Loops, close_at_the_smallest_unit_that_holds_the_whole_story) {
  EXPECT_EQ(closes_at(tree().in("p").story("a n m e x f")), "p");
  EXPECT_EQ(closes_at(tree().in("t1").story("a n").in("p").story("m e x f").link("n", "m")), "t1");
  EXPECT_EQ(closes_at(tree().in("t2").add("a").in("p").story("n m e x f").link("a", "n")), "c");
  EXPECT_EQ(closes_at(tree().in("i").add("e").in("p").story("a n m e x f")), "i");
  EXPECT_EQ(closes_at(tree().in("p").add("f")), "p");
}

TEST(Loops, take_no_heed_of_what_does_not_lead_to_the_effect) {
  // Feedback, what a judgement rests on and the next ambition lie elsewhere.
  Account rows = tree().in("p").story("a n m e j x f").in("i").story("f a2").link("v", "e").link("j", "n2");
  EXPECT_EQ(closes_at(rows), "p");
  EXPECT_EQ(only_loop(rows).began, Phase::ambition);
}

TEST(Loops, close_nowhere_where_no_unit_holds_the_story) {
  Account rows = account();
  rows.units[0].parent = "mbo";
  rows.unit("k", UnitKind::institution, "mbo").add("a").in("k").story("n m e x f").link("a", "n");
  EXPECT_EQ(closes_at(rows), "nowhere");
}

TEST(Loops, are_those_of_every_effect_in_the_order_of_rows) {
  const cy::Dossier dossier = account().add("f9 f1").story("m e x f1").dossier();
  const auto all = loops_of(dossier);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].effect, row(dossier, "f9"));
  EXPECT_EQ(all[0].began, Phase::effect);
  EXPECT_EQ(all[1].began, Phase::measurement);
  EXPECT_EQ(all[1].ambition, std::nullopt);
}

// 1 March 2020 to 1 March 2024: 1461 days, one of them 29 February.
TEST(Loops, take_as_long_as_from_ambition_to_next_ambition) {
  Account rows = account().story("a n m e x f a2").dated("a", "2020-03-01").dated("a2", "2024-03-01");
  EXPECT_EQ(only_loop(rows).shortest_turn, 1461);
  EXPECT_EQ(only_loop(rows).longest_turn, 1461);
  // In 2020 and in 2024: from 31 December to 1 January at least, from 1 January to 31 December at most; 2020 and 2024
  // have 366 days, the years between 365.
  rows.dated("a", "2020").dated("a2", "2024");
  EXPECT_EQ(only_loop(rows).shortest_turn, 3 * 365 + 1);
  EXPECT_EQ(only_loop(rows).longest_turn, 366 + 3 * 365 + 366 - 1);
  rows.dated("a2", "");
  EXPECT_EQ(only_loop(rows).longest_turn, std::nullopt);
}

TEST(Loops, begin_with_the_first_dated_ambition) {
  Account rows = account().story("a3 n m e x f a8").link("a2", "n").link("a1", "n").link("f", "a9");
  rows.dated("a1", "").dated("a2", "2017").dated("a3", "2016/17").dated("a8", "2026").dated("a9", "2025");
  const auto id = [&](const std::optional<std::size_t>& at) { return rows.records[at.value()].record; };
  EXPECT_EQ(id(only_loop(rows).ambition), "a3");
  EXPECT_EQ(id(only_loop(rows).next_ambition), "a9");
  rows.dated("a3", "2017");
  EXPECT_EQ(id(only_loop(rows).ambition), "a2");
  rows.dated("a2 a3", "");
  EXPECT_EQ(id(only_loop(rows).ambition), "a1");
  EXPECT_EQ(only_loop(rows).shortest_turn, std::nullopt);
}

}  // namespace
