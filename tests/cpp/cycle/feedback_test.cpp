// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/feedback.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::Part;

std::optional<cy::FeedbackCell> cell(const Rows& rows, Phase phase, Role role, const char* unit = nullptr) {
  const cy::Dossier dossier = rows.dossier();
  const auto of = unit == nullptr ? std::nullopt : std::optional(dossier.unit(unit));
  for (const auto& one : cy::feedback_matrix(dossier, cy::who_was_heard(dossier), of)) {
    if (one.phase == phase && one.role == role) return one;
  }
  return {};
}

std::string counts(const Rows& rows, Phase phase, Role role, const char* unit = nullptr) {
  const auto found = cell(rows, phase, role, unit);
  if (!found) return "no cell";
  return std::to_string(found->consulted) + " consulted, " + std::to_string(found->judging) + " judging of " +
         std::to_string(found->records);
}

TEST(Feedback, tells_who_judges_from_who_is_consulted) {
  Account rows = account().add("e1 e2");
  for (const Part part : {Part::judging, Part::author, Part::consulted, Part::consenting, Part::not_stated}) {
    Account one = rows;
    one.assessor({.record = "e1", .role = Role::student, .part = part});
    const bool judges = part == Part::judging || part == Part::author;
    EXPECT_EQ(counts(one, Phase::evaluation, Role::student),
              judges ? "0 consulted, 1 judging of 2" : "1 consulted, 0 judging of 2")
        << word(part);
  }
}

TEST(Feedback, counts_those_heard_in_feedback_as_consulted_whatever_their_part) {
  Account rows = account().link("v", "a").assessor({.record = "v", .role = Role::employer, .part = Part::judging});
  EXPECT_EQ(counts(rows, Phase::ambition, Role::employer), "1 consulted, 0 judging of 1");
  // Feedback itself is no step of the cycle.
  EXPECT_EQ(cell(rows, Phase::feedback, Role::employer), std::nullopt);
}

TEST(Feedback, counts_feedback_without_assessors_under_the_role_that_is_not_stated) {
  EXPECT_EQ(counts(account().link("v", "n"), Phase::norm, Role::not_stated), "1 consulted, 0 judging of 1");
  EXPECT_EQ(counts(account().add("n"), Phase::norm, Role::not_stated), "no cell");
}

TEST(Feedback, counts_a_record_once_for_a_role_however_often_it_was_heard) {
  Account rows = account().link("v1", "x").link("v2", "x");
  for (const char* id : {"v1", "v2", "x"}) rows.assessor({.record = id, .role = Role::alumnus, .count = 50});
  EXPECT_EQ(counts(rows, Phase::action, Role::alumnus), "1 consulted, 0 judging of 1");
}

TEST(Feedback, has_a_cell_for_every_step_and_role_also_without_anyone) {
  const cy::Dossier dossier = account().add("a").dossier();
  const auto all = cy::feedback_matrix(dossier, cy::who_was_heard(dossier));
  EXPECT_EQ(all.size(), 7U * 10U);  // seven steps, ten roles that have a name
  for (const auto& one : all) EXPECT_EQ(one.records, one.phase == Phase::ambition ? 1U : 0U);
}

TEST(Feedback, looks_at_a_unit_and_all_below_it) {
  Account rows = account().unit("c", UnitKind::college, "i").unit("p", UnitKind::programme, "c");
  rows.add("e1").in("c").add("e2").in("p").add("e3").assessor({.record = "e3", .role = Role::peer});
  EXPECT_EQ(counts(rows, Phase::evaluation, Role::peer, "p"), "1 consulted, 0 judging of 1");
  EXPECT_EQ(counts(rows, Phase::evaluation, Role::peer, "c"), "1 consulted, 0 judging of 2");
  EXPECT_EQ(counts(rows, Phase::evaluation, Role::peer, "i"), "1 consulted, 0 judging of 3");
  EXPECT_EQ(counts(rows, Phase::evaluation, Role::peer), "1 consulted, 0 judging of 3");
}

// The matrix counted a second time, record by record.
RC_GTEST_PROP(Feedback, agrees_with_asking_every_record, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  for (const auto& found : cy::feedback_matrix(dossier, cy::who_was_heard(dossier))) {
    std::size_t consulted = 0;
    std::size_t judging = 0;
    for (const auto& record : rows.records) {
      if (record.phase != found.phase) continue;
      bool judges = false;
      bool heard = false;
      for (const auto& a : rows.assessors) {
        if (a.record != record.record || a.role != found.role) continue;
        (cy::is_judging(a.part) ? judges : heard) = true;
      }
      for (const auto& link : rows.links) {
        if (link.kind != LinkKind::feedback_on || link.to != record.record) continue;
        bool anybody = false;
        for (const auto& a : rows.assessors) {
          if (a.record != link.from) continue;
          anybody = true;
          heard = heard || a.role == found.role;
        }
        if (!anybody && found.role == Role::not_stated) heard = true;
      }
      judging += judges ? 1 : 0;
      consulted += heard ? 1 : 0;
    }
    RC_ASSERT(found.consulted == consulted);
    RC_ASSERT(found.judging == judging);
  }
}

}  // namespace
