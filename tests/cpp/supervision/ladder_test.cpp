// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/ladder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "terms.hpp"

namespace {

using kring::cycle::Event;
using kring::cycle::Unit;
using kring::cycle::UnitKind;
using kring_test::event;
using kring_test::terms;
using testing::ElementsAre;

const std::vector<Unit> programme = {{"u", UnitKind::programme, {}, "u", {}, {}}};
const std::vector<Unit> board = {{"u", UnitKind::institution, {}, "u", {}, {}}};

std::vector<kring::supervision::RungRow> rows(const std::vector<Event>& events, const std::string& on,
                                              const std::vector<Unit>& units = programme) {
  const auto logs = kring::supervision::read_log(events, terms(), units);
  return kring::supervision::ladder(logs, terms(), kring::Period::parse(on).last());
}

// States from light to heavy, the current one with a star.
std::vector<std::string> states(const std::vector<Event>& events, const std::string& on,
                                const std::vector<Unit>& units = programme) {
  std::vector<std::string> all;
  for (const auto& row : rows(events, on, units)) {
    all.push_back(std::string(kring::cycle::word(row.state)) + (row.current ? "*" : ""));
  }
  return all;
}

TEST(Ladder, is_walked_from_light_to_heavy) {
  EXPECT_THAT(states({}, "2025-01-01"),
              ElementsAre("by_judgement", "by_judgement", "by_judgement", "by_judgement", "waiting"));
  EXPECT_THAT(states({event("talk", "2025-01-01")}, "2025-01-01"),
              ElementsAre("reached*", "by_judgement", "by_judgement", "by_judgement", "waiting"));
  EXPECT_THAT(states({event("talk", "2025-01-02")}, "2025-01-01"),
              ElementsAre("by_judgement", "by_judgement", "by_judgement", "by_judgement", "waiting"));
}

// WEB 6.1.5: three months after a warning on ground b, 31 January to 30 April.
TEST(Ladder, skips_steps_and_opens_withdrawal_when_its_term_has_come) {
  const std::vector<Event> warned = {event("warning_rules", "2025-01-31")};
  EXPECT_THAT(states(warned, "2025-04-29"), ElementsAre("skipped", "skipped", "skipped", "reached*", "not_yet"));
  EXPECT_THAT(states(warned, "2025-04-30"), ElementsAre("skipped", "skipped", "skipped", "reached*", "open"));
  const auto last = rows(warned, "2025-04-29").back();
  EXPECT_EQ(kring_test::text(last.open_from), "2025-04-30");
  EXPECT_EQ(terms().terms[last.term.value()].id, "withdrawal_rules");
  EXPECT_EQ(kring_test::text(rows(warned, "2025-04-30")[3].since), "2025-01-31");
  EXPECT_THAT(states({event("warning", "2025-01-31")}, "2025-04-30"),
              ElementsAre("skipped", "skipped", "skipped", "reached*", "unknown"))
      << "on which ground is not said";
}

TEST(Ladder, ends_with_recovery_that_is_sufficient) {
  const auto warned = event("warning_quality", "2024-01-31");
  EXPECT_THAT(states({warned, event("recovery_research", "2025-02-10", "sufficient")}, "2025-06-01"),
              ElementsAre("by_judgement", "by_judgement", "by_judgement", "by_judgement", "waiting"));
  EXPECT_THAT(states({warned, event("recovery_research", "2025-02-10", "insufficient")}, "2025-06-01"),
              ElementsAre("skipped", "skipped", "skipped", "reached*", "open"));
  EXPECT_THAT(states({warned, event("recovery_research", "2024", "sufficient")}, "2025-06-01"),
              ElementsAre("by_judgement", "by_judgement", "by_judgement", "unknown", "waiting"))
      << "whether it came after the warning is not known";
  const auto ended = rows({warned, event("recovery_research", "2025-02-10", "sufficient")}, "2025-06-01")[3];
  EXPECT_EQ(kring_test::text(ended.ended), "2025-02-10");
  EXPECT_EQ(kring_test::text(ended.since), "2024-01-31");
}

TEST(Ladder, takes_the_ground_that_has_come_furthest) {
  const std::vector<Event> both = {event("warning_quality", "2025-01-31"), event("warning_rules", "2025-01-31")};
  EXPECT_EQ(kring_test::text(rows(both, "2025-04-29").back().open_from), "2025-04-30") << "ground b comes first";
  EXPECT_THAT(states({event("warning", "2025-01-31"), both[1]}, "2025-04-30"),
              ElementsAre("skipped", "skipped", "skipped", "reached*", "open"))
      << "one ground that is known opens it, whatever the other is";
  EXPECT_THAT(states({both[1], event("recovery_research", "2026-02-10", "sufficient")}, "2026-06-01"),
              ElementsAre("by_judgement", "by_judgement", "by_judgement", "by_judgement", "waiting"))
      << "a warning that ended opens nothing";
}

TEST(Ladder, keeps_a_step_that_ended_below_a_heavier_one) {
  const std::vector<Event> events = {event("intensified_supervision_start", "2023-01-01"),
                                     event("intensified_supervision_end", "2023-12-01"),
                                     event("warning_rules", "2024-03-01")};
  EXPECT_THAT(states(events, "2024-04-01"), ElementsAre("skipped", "skipped", "ended", "reached*", "not_yet"));
  EXPECT_THAT(states({event("warning_rules", "")}, "2024-04-01"),
              ElementsAre("by_judgement", "by_judgement", "by_judgement", "unknown", "unknown"))
      << "when is not known, nor whether it was before the day";
}

TEST(Ladder, of_a_board_is_another_than_of_a_programme) {
  EXPECT_THAT(states({event("funding_withheld", "2025-01-01")}, "2025-06-01", board),
              ElementsAre("skipped", "skipped", "skipped", "skipped", "reached*", "by_judgement"));
  EXPECT_TRUE(rows({event("warning", "2025-01-01")}, "2025-06-01", board)[3].current) << "never passed over";
  const auto unknown = rows({event("talk", "2025-01-01")}, "2025-06-01", {});
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_FALSE(unknown[0].ladder);
  EXPECT_EQ(rows({event("funding_withheld", "2025-01-01")}, "2025-06-01", {}).size(), 6U)
      << "only a board can have this";
}

}  // namespace
