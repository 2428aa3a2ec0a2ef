// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/step_counts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::NormLevel;
using cy::Step;

std::string count(const Rows& rows, Step step, const char* on = "", const char* unit = nullptr) {
  const cy::Dossier dossier = rows.dossier();
  const auto of = unit == nullptr ? std::nullopt : std::optional(dossier.unit(unit));
  const auto asked = *on == 0 ? std::nullopt : std::optional(day(on));
  const auto found = cy::count_steps(dossier, cy::Ties(dossier), of, asked)[static_cast<std::size_t>(step)];
  EXPECT_EQ(found.step, step);
  return std::to_string(found.count) + "/" + std::to_string(found.of);
}

TEST(StepCounts, count_the_steps_a_whole_cycle_has) {
  Account rows = account().story("a n m e j x f a2").link("j", "n");
  rows.change("n x", [](cy::Record& r) { r.owner = "board"; });
  rows.change("n", [](cy::Record& r) { r.norm_level = NormLevel::own; });
  for (std::size_t i = 0; i < cy::words_of<Step>.size(); ++i) {
    const auto step = static_cast<Step>(i);
    // The next ambition has no norm yet.
    EXPECT_EQ(count(rows, step), step == Step::ambition_with_norm ? "1/2" : "1/1") << word(step);
  }
}

TEST(StepCounts, count_the_steps_that_records_lack) {
  Account rows = account().add("a n m e j x f").dated("n x", "");
  rows.change("n", [](cy::Record& r) { r.norm_level = NormLevel::own; });
  for (std::size_t i = 0; i < cy::words_of<Step>.size(); ++i) {
    EXPECT_EQ(count(rows, static_cast<Step>(i)), "0/1") << cy::words_of<Step>[i];
  }
}

TEST(StepCounts, do_not_count_an_action_under_an_ambition_as_one_after_a_finding) {
  EXPECT_EQ(count(account().link("a", "x"), Step::action_after_finding), "0/1");
  EXPECT_EQ(count(account().link("e", "x"), Step::action_after_finding), "1/1");
  EXPECT_EQ(count(account().link("j", "x").link("a", "x"), Step::action_after_finding), "1/1");
  const cy::Dossier dossier = account().link("a", "x").dossier();
  EXPECT_TRUE(cy::Ties(dossier).under_goal(row(dossier, "x")));
}

TEST(StepCounts, ask_of_own_norms_only_whether_they_were_set_before) {
  const auto set = [](NormLevel level, const char* norm, const char* measurement) {
    Account rows = account().link("n", "m").dated("n", norm).dated("m", measurement);
    return count(rows.change("n", [&](cy::Record& r) { r.norm_level = level; }), Step::own_norm_set_before);
  };
  EXPECT_EQ(set(NormLevel::own, "2020", "2021"), "1/1");
  EXPECT_EQ(set(NormLevel::own, "2021", "2021"), "0/1");  // not known is not yes
  EXPECT_EQ(set(NormLevel::own, "2022", "2021"), "0/1");
  EXPECT_EQ(set(NormLevel::legal, "2020", "2021"), "0/0");
  EXPECT_EQ(set(NormLevel::not_stated, "2020", "2021"), "0/0");
}

TEST(StepCounts, leave_out_what_is_not_yet_due) {
  Account norm = account().change("n", [](cy::Record& r) {
    r.norm_level = NormLevel::own;
    r.target_date = date("2025");
  });
  for (const Step step : {Step::norm_compared, Step::own_norm_set_before}) {
    EXPECT_EQ(count(norm, step), "0/1");
    EXPECT_EQ(count(norm, step, "2025-12-31"), "0/0");
    EXPECT_EQ(count(norm, step, "2026-01-01"), "0/1");
  }
  norm.link("n", "m");
  EXPECT_EQ(count(norm, Step::norm_compared, "2025-12-31"), "1/1");
  Account action = account().dated("x", "2024").change("x", [](cy::Record& r) { r.end_date = date("2025"); });
  EXPECT_EQ(count(action, Step::action_effect_checked, "2025-06-01"), "0/0");
  EXPECT_EQ(count(action, Step::action_effect_checked, "2026-06-01"), "0/1");
  EXPECT_EQ(count(action.link("x", "f"), Step::action_effect_checked, "2025-06-01"), "1/1");
}

TEST(StepCounts, take_the_end_of_an_action_for_its_date) {
  Account rows = account().dated("x", "").change("x", [](cy::Record& r) { r.owner = "team"; });
  EXPECT_EQ(count(rows, Step::action_with_owner_and_date), "0/1");
  rows.change("x", [](cy::Record& r) { r.end_date = date("2025"); });
  EXPECT_EQ(count(rows, Step::action_with_owner_and_date), "1/1");
}

TEST(StepCounts, look_at_a_unit_and_all_below_it) {
  Account rows = account().unit("p", UnitKind::programme, "i").add("a1").in("p").story("a2 n2");
  EXPECT_EQ(count(rows, Step::ambition_with_norm), "1/2");
  EXPECT_EQ(count(rows, Step::ambition_with_norm, "", "i"), "1/2");
  EXPECT_EQ(count(rows, Step::ambition_with_norm, "", "p"), "1/1");
}

// A day asked about only takes records out of the count, and none that have the step.
RC_GTEST_PROP(StepCounts, never_lose_a_step_that_is_there_by_asking_about_a_day, ()) {
  const cy::Dossier dossier = (*any_rows()).dossier();
  const cy::Ties ties(dossier);
  const auto on = day(*rc::gen::element("2018-01-01", "2021-06-15", "2030-01-01"));
  const auto all = cy::count_steps(dossier, ties);
  const auto asked = cy::count_steps(dossier, ties, {}, on);
  for (std::size_t i = 0; i < all.size(); ++i) {
    RC_ASSERT(asked[i].count == all[i].count);
    RC_ASSERT(asked[i].of <= all[i].of);
    RC_ASSERT(asked[i].count <= asked[i].of);
  }
}

}  // namespace
