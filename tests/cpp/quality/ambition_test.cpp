// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/quality/ambition.hpp"

#include <gtest/gtest.h>

#include "dossiers.hpp"
#include "kring/quality/ambition_score.hpp"

namespace {

using namespace support;
using cy::Reading;
using kring::quality::AmbitionParts;
using kring::quality::AmbitionScore;
using kring::quality::CycleStep;
using kring::quality::Evidence;
using kring::quality::Profile;

constexpr const char* today = "2024-03-01";

AmbitionParts parts(const Rows& rows, const char* unit = "i", Reading reading = Reading::strict,
                    const Profile& profile = proposal()) {
  const cy::Dossier dossier = rows.dossier();
  const Evidence evidence(dossier, day(today));
  return kring::quality::ambition_parts(evidence, profile, reading, dossier.unit(unit));
}

AmbitionScore scored(const Rows& rows, const char* unit = "i", Reading reading = Reading::strict,
                     const Profile& profile = proposal()) {
  return kring::quality::ambition_score(parts(rows, unit, reading, profile), profile);
}

// An ambition, or a norm with a target, that lacks nothing.
Account& whole_step(Account& rows, const char* id) {
  rows.change(id, [](cy::Record& r) {
    r.owner = "board";
    if (r.phase != Phase::norm) return;
    r.target = 75.0;
    r.direction = cy::Direction::higher;
  });
  return rows.assessor({.record = id, .role = Role::student});
}

TEST(Ambition, is_1_where_nothing_is_lacking) {
  const AmbitionScore found = scored(whole_account());
  EXPECT_EQ(found.programmes, 1.0);
  EXPECT_EQ(found.own_norms, 1.0);
  EXPECT_EQ(found.whole, 1.0);
  EXPECT_EQ(found.drawn_on, 1.0);
  EXPECT_NEAR(found.score.value(), 1.0, 1e-15);
}

TEST(Ambition, is_0_where_nothing_is_there_and_no_score_without_an_aspect) {
  Account rows = account().add("j");
  EXPECT_EQ(scored(rows).score, 0.0);
  rows.change("j", [](cy::Record& r) { r.by = cy::Author::supervisor; });
  EXPECT_EQ(scored(rows).score, std::nullopt);
  EXPECT_EQ(scored(account().add("v")).score, std::nullopt);  // feedback alone names no aspect
}

// One step of five: 1/2 * 0 + 1/2 * 1/5 = .1, and half of that where the step lacks something. A = .6 C / .9, without
// programmes to draw on.
TEST(Ambition, gives_a_step_0_a_half_or_1) {
  Account rows = account().add("a");
  EXPECT_NEAR(scored(rows).programmes.value(), 0.05, 1e-15);
  whole_step(rows, "a");
  EXPECT_NEAR(scored(rows).programmes.value(), 0.1, 1e-15);
  EXPECT_NEAR(scored(rows).score.value(), 0.6 * 0.1 / 0.9, 1e-15);
  EXPECT_EQ(scored(rows).drawn_on, std::nullopt);
}

struct Lack {
  CycleStep step;
  const char* record;
  void (*change)(cy::Record&);
  const char* missing;
};

// What the profile asks of each step, taken away one by one: 1/2 * 1/2 + 1/2 * 4.5/5 = .7.
TEST(Ambition, asks_of_every_step_what_the_profile_asks) {
  const auto undated = [](cy::Record& r) { r.date.reset(); };
  const auto nobody = [](cy::Record& r) { r.owner.clear(); };
  const std::vector<Lack> lacks = {
      {CycleStep::ambition, "a", undated, "dated"},
      {CycleStep::ambition, "a", nobody, "owner"},
      {CycleStep::norm, "n", [](cy::Record& r) { r.target.reset(); }, "measurable"},
      {CycleStep::norm, "n", [](cy::Record& r) { r.direction = cy::Direction::not_stated; }, "measurable"},
      {CycleStep::norm, "n", nobody, "owner"},
      {CycleStep::monitoring, "m", [](cy::Record& r) { r.date = date("2023-02"); }, "recent"},
      {CycleStep::evaluation, "e", undated, "dated"},
      {CycleStep::improvement, "x", nobody, "owner"},
      {CycleStep::improvement, "x", undated, "dated"}};
  for (const Lack& lack : lacks) {
    const AmbitionParts found = parts(whole_account().change(lack.record, lack.change));
    SCOPED_TRACE(std::string(lack.record) + " without " + lack.missing);
    const auto& cell = found.at(0, 0)[static_cast<std::size_t>(lack.step)];
    EXPECT_EQ(cell.value, 0.5);
    EXPECT_EQ(kring::quality::text(cell.missing), lack.missing);
    EXPECT_NEAR(kring::quality::ambition_score(found, proposal()).programmes.value(), 0.7, 1e-15);
  }
}

TEST(Ambition, asks_of_four_steps_that_a_stakeholder_was_heard) {
  for (const auto& [id, step] : {std::pair("a", 0U), {"n", 1U}, {"e", 3U}, {"x", 4U}}) {
    const auto missing = [&](Role role) {
      Account rows = whole_account();
      std::erase_if(rows.assessors, [&](const auto& a) { return a.record == id; });
      rows.assessor({.record = id, .role = role, .part = cy::Part::judging});
      return kring::quality::text(parts(rows).at(0, 0)[step].missing);
    };
    for (const Role role : {Role::not_stated, Role::staff, Role::supervisor, Role::ministry}) {
      EXPECT_EQ(missing(role), "feedback") << id << " and " << word(role);
    }
    for (const Role role : {Role::student, Role::municipality, Role::other}) EXPECT_EQ(missing(role), "") << word(role);
  }
}

TEST(Ambition, asks_of_an_evaluation_a_norm_that_came_before) {
  const auto missing = [](const Account& rows, Reading reading = Reading::strict) {
    return kring::quality::text(parts(rows, "i", reading).at(0, 0)[3].missing);
  };
  EXPECT_EQ(missing(whole_account().dated("n", "2023")), "set_before");  // not known to come before
  EXPECT_EQ(missing(whole_account().dated("n", "2023"), Reading::lenient), "");
  EXPECT_EQ(missing(whole_account().dated("n", "2023-06"), Reading::lenient), "set_before");
  Account rows = whole_account();
  std::erase_if(rows.links, [](const auto& link) { return link.kind == LinkKind::measured_by; });
  EXPECT_EQ(missing(rows), "against_norm|set_before");
  rows.link("e", "n");  // drawn on directly
  EXPECT_EQ(missing(rows), "");
  EXPECT_EQ(missing(rows.dated("n", "2023-06")), "set_before");
}

TEST(Ambition, asks_whether_the_effect_of_an_action_was_checked_once_it_is_over) {
  Account rows = whole_account();
  std::erase_if(rows.links, [](const auto& link) { return link.kind == LinkKind::checked_by; });
  const auto missing = [&](const char* end) {
    rows.change("x", [&](cy::Record& r) { r.end_date = date(end); });
    return kring::quality::text(parts(rows).at(0, 0)[4].missing);
  };
  EXPECT_EQ(missing(""), "effect_checked");
  EXPECT_EQ(missing("2024-02-29"), "effect_checked");
  EXPECT_EQ(missing("2024-03-01"), "");  // not over
}

TEST(Ambition, relies_on_no_link_of_a_coder_in_the_strict_reading) {
  const auto value = [](LinkKind kind, std::size_t step, Reading reading) {
    Account rows = whole_account();
    for (auto& link : rows.links) {
      if (link.kind == kind) link.basis = cy::Basis::coded;
    }
    return parts(rows, "i", reading).at(0, 0)[step].value;
  };
  EXPECT_EQ(value(LinkKind::measured_by, 2, Reading::strict), 0.0);
  EXPECT_EQ(value(LinkKind::measured_by, 2, Reading::lenient), 1.0);
  EXPECT_EQ(value(LinkKind::weighed_in, 3, Reading::strict), 0.5);
  EXPECT_EQ(value(LinkKind::leads_to, 4, Reading::strict), 0.0);
  EXPECT_EQ(value(LinkKind::leads_to, 4, Reading::lenient), 1.0);
  EXPECT_EQ(value(LinkKind::checked_by, 4, Reading::strict), 0.5);
  EXPECT_EQ(value(LinkKind::checked_by, 4, Reading::lenient), 1.0);
}

TEST(Ambition, gives_no_weight_to_a_plan_or_to_a_figure_without_a_norm) {
  const auto steps = [](const Account& rows) {
    std::string all;
    const AmbitionParts found = parts(rows);
    for (const auto& cell : found.at(0, 0)) all += cell.value == 0 ? "0" : "+";
    return all;
  };
  EXPECT_EQ(steps(account().link("a", "x")), "+0000");  // an action under an ambition
  EXPECT_EQ(steps(account().story("e x")), "000++");
  EXPECT_EQ(steps(account().story("j x")), "0000+");
  EXPECT_EQ(steps(account().story("m e")), "000+0");
  EXPECT_EQ(steps(account().story("n m")), "0++00");
  EXPECT_EQ(steps(account().add("f a j v")), "+0000");  // effect, judgement and feedback are no step
}

TEST(Ambition, leaves_out_steps_that_wait_for_a_target_date) {
  Account rows = account().add("a");
  whole_step(rows, "a"), whole_step(rows, "n");
  rows.change("n", [](cy::Record& r) { r.target_date = date("2024-03-01"); });
  EXPECT_EQ(scored(rows).programmes, 1.0);  // two steps, both whole
  // An evaluation that is there counts: 1/2 * 1/2 + 1/2 * 2.5/3.
  rows.add("e");
  EXPECT_NEAR(scored(rows).programmes.value(), 0.25 + 1.25 / 3, 1e-15);
  // A norm that waits for nothing makes everything due: 1/2 * 0 + 1/2 * 2.5/5.
  rows.add("n2");
  EXPECT_NEAR(scored(rows).programmes.value(), 0.25, 1e-15);
  rows.change("n2", [](cy::Record& r) { r.target_date = date("2024-02-29"); });
  EXPECT_NEAR(scored(rows).programmes.value(), 0.25, 1e-15);
}

TEST(Ambition, takes_the_record_that_comes_furthest_and_of_equals_the_first_identifier) {
  Account rows = account().add("a9 a1 a5");
  EXPECT_EQ(rows.records[parts(rows).at(0, 0)[0].record.value()].record, "a1");
  whole_step(rows, "a9");
  EXPECT_EQ(rows.records[parts(rows).at(0, 0)[0].record.value()].record, "a9");
}

}  // namespace
