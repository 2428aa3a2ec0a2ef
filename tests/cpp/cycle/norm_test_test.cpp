// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/norm_test.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using cy::Direction;

Account norm(std::optional<double> target, Direction direction, Answer strict = Answer::unknown) {
  return account().change("n", [&](cy::Record& r) {
    r.target = target;
    r.direction = direction;
    r.strict = strict;
  });
}

Account& measured(Account& rows, const std::string& id, std::optional<double> value, const char* text = "2020") {
  return rows.link("n", id).dated(id, text).change(id, [&](cy::Record& r) { r.value = value; });
}

cy::NormTest tested(const Rows& rows, const char* on = "") {
  const cy::Dossier dossier = rows.dossier();
  return cy::test_norm(dossier, row(dossier, "n"), *on == 0 ? std::nullopt : std::optional(day(on)));
}

std::string state(const Rows& rows, const char* on = "") { return std::string(word(tested(rows, on).state)); }

std::string state(Account rows, double value) { return state(measured(rows, "m", value)); }

TEST(NormTest, meets_by_equality_unless_the_norm_is_strict) {
  EXPECT_EQ(state(norm(75, Direction::higher), 75), "met");
  EXPECT_EQ(state(norm(75, Direction::higher), 74.999), "not_met");
  EXPECT_EQ(state(norm(75, Direction::lower), 75), "met");
  EXPECT_EQ(state(norm(75, Direction::lower), 75.001), "not_met");
  EXPECT_EQ(state(norm(75, Direction::higher, Answer::no), 75), "met");
  EXPECT_EQ(state(norm(75, Direction::higher, Answer::yes), 75), "not_met");
  EXPECT_EQ(state(norm(75, Direction::higher, Answer::yes), 75.001), "met");
  EXPECT_EQ(state(norm(75, Direction::lower, Answer::yes), 75), "not_met");
  EXPECT_EQ(state(norm(75, Direction::equal), 75), "met");
  EXPECT_EQ(state(norm(75, Direction::equal), 76), "not_met");
}

TEST(NormTest, is_not_known_without_a_number_a_target_or_a_better_side) {
  EXPECT_EQ(state(norm({}, Direction::higher), 75), "not_known");
  EXPECT_EQ(state(norm(75, Direction::not_stated), 75), "not_known");
  Account words = norm(75, Direction::higher);
  EXPECT_EQ(state(measured(words, "m", {})), "not_known");
}

TEST(NormTest, is_not_measured_or_not_yet_due_without_a_measurement) {
  Account rows = norm(75, Direction::higher);
  EXPECT_EQ(state(rows), "not_measured");
  EXPECT_EQ(tested(rows).set_before, Answer::unknown);
  rows.change("n", [](cy::Record& r) { r.target_date = date("2024"); });
  EXPECT_EQ(state(rows), "not_measured");  // nobody asks about a day
  EXPECT_EQ(state(rows, "2024-12-30"), "not_yet_due");
  EXPECT_EQ(state(rows, "2024-12-31"), "not_yet_due");  // its last day has not passed on that day
  EXPECT_EQ(state(rows, "2025-01-01"), "not_measured");
  EXPECT_EQ(state(measured(rows, "m", 70), "2020-01-01"), "not_met");  // measured, however early
}

TEST(NormTest, has_no_test_in_its_baseline) {
  Account rows = norm(75, Direction::higher).link("m", "n").change("m", [](cy::Record& r) { r.value = 90; });
  EXPECT_EQ(state(rows), "not_measured");
}

TEST(NormTest, is_decided_by_the_latest_measurement_and_of_one_period_by_the_worst) {
  Account rows = norm(75, Direction::higher);
  measured(rows, "m1", 80, "2021"), measured(rows, "m2", 70, "2022");
  EXPECT_EQ(state(rows), "not_met");
  measured(rows, "m3", 80, "2022-12");  // ends on the same day and begins later
  EXPECT_EQ(state(rows), "met");
  measured(rows, "m4", 70, "2022-12");
  EXPECT_EQ(state(rows), "not_met");
  measured(rows, "m5", {}, "2022-12");  // not known is better than not met
  EXPECT_EQ(state(rows), "not_met");
  measured(rows, "m6", 80, "2023");
  EXPECT_EQ(state(rows), "met");
  measured(rows, "m7", {}, "2023");
  EXPECT_EQ(state(rows), "not_known");
  measured(rows, "m8", 10, "");  // undated, so the earliest
  EXPECT_EQ(state(rows), "not_known");
  const cy::Dossier dossier = rows.dossier();
  EXPECT_EQ(cy::test_norm(dossier, row(dossier, "n"), {}).measurement, row(dossier, "m7"));
}

TEST(NormTest, takes_the_first_identifier_of_equal_measurements) {
  Account rows = norm(75, Direction::higher);
  measured(rows, "m2", 80), measured(rows, "m1", 90);
  EXPECT_EQ(tested(rows).measurement, 2U);  // the row of m1
}

TEST(NormTest, knows_whether_it_was_set_before) {
  const auto before = [](const char* set, const char* first, const char* second) {
    Account rows = norm(75, Direction::higher).dated("n", set);
    measured(rows, "m1", 1, first), measured(rows, "m2", 1, second);
    return word(tested(rows).set_before);
  };
  EXPECT_EQ(before("2019", "2020", "2021"), "true");
  EXPECT_EQ(before("2021", "2020", "2022"), "true");   // before some measurement
  EXPECT_EQ(before("2022", "2020", "2021"), "false");  // every one came first
  EXPECT_EQ(before("2021", "2020", "2021"), "");       // one came first, of one it is not known
  EXPECT_EQ(before("", "2020", "2021"), "");
  EXPECT_EQ(before("2022", "2020", ""), "");
}

// Nothing depends on the order of rows, whatever is measured when.
RC_GTEST_PROP(NormTest, does_not_depend_on_the_order_of_rows, ()) {
  Account rows = norm(75, Direction::higher);
  const auto number = *rc::gen::inRange(1, 6);
  for (int i = 0; i < number; ++i) {
    const auto value = *rc::gen::element<std::optional<double>>(std::nullopt, 70.0, 75.0, 80.0);
    measured(rows, "m" + std::to_string(i), value, *rc::gen::element("2021", "2021-12", "2020/21", "2021-06", ""));
  }
  const cy::NormTest first = tested(rows);
  const std::string decides = rows.records[first.measurement.value()].record;
  std::ranges::reverse(rows.records);
  std::ranges::reverse(rows.links);
  const cy::NormTest again = tested(rows);
  RC_ASSERT(again.state == first.state);
  RC_ASSERT(again.set_before == first.set_before);
  RC_ASSERT(rows.records[again.measurement.value()].record == decides);
}

}  // namespace
