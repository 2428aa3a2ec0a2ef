// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/cycle/dossier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "dossiers.hpp"

namespace {

using namespace support;
using kring::UnknownIdentifier;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(Dossier, keeps_every_field_of_a_record) {
  cy::Record full{.record = "n1",
                  .unit = "i",
                  .phase = Phase::norm,
                  .aspect = "safety",
                  .date = date("2021/22"),
                  .title = "title",
                  .owner = "owner",
                  .source = "source",
                  .retrievable = Answer::no,
                  .by = cy::Author::panel,
                  .indicator = "indicator",
                  .sound = Answer::yes,
                  .soundness = 0.25,
                  .confidence = cy::Confidence::medium,
                  .status = cy::Progress::done,
                  .end_date = date("2023"),
                  .norm_level = cy::NormLevel::sector,
                  .target = 80.0,
                  .direction = cy::Direction::lower,
                  .strict = Answer::yes,
                  .target_date = date("2024"),
                  .planned_measurement = "survey",
                  .value = 1.0,
                  .value_unit = "percent",
                  .value_state = cy::ValueState::range,
                  .verdict = ""};
  Account rows = account();
  rows.records.push_back(full);
  const cy::Record read = rows.dossier().records()[0];
  EXPECT_EQ(read.record, "n1");
  EXPECT_EQ(read.unit, "i");
  EXPECT_EQ(read.phase, Phase::norm);
  EXPECT_EQ(read.aspect, "safety");
  EXPECT_EQ(read.date, date("2021/22"));
  EXPECT_EQ(read.title + read.owner + read.source + read.planned_measurement, "titleownersourcesurvey");
  EXPECT_EQ(read.retrievable, Answer::no);
  EXPECT_EQ(read.by, cy::Author::panel);
  EXPECT_EQ(read.indicator, "indicator");
  EXPECT_EQ(read.sound, Answer::yes);
  EXPECT_EQ(read.soundness, 0.25);
  EXPECT_EQ(read.confidence, cy::Confidence::medium);
  EXPECT_EQ(read.status, cy::Progress::done);
  EXPECT_EQ(read.end_date, date("2023"));
  EXPECT_EQ(read.norm_level, cy::NormLevel::sector);
  EXPECT_EQ(read.target, 80.0);
  EXPECT_EQ(read.direction, cy::Direction::lower);
  EXPECT_EQ(read.strict, Answer::yes);
  EXPECT_EQ(read.target_date, date("2024"));
  EXPECT_EQ(read.value, 1.0);
  EXPECT_EQ(read.value_unit, "percent");
  EXPECT_EQ(read.value_state, cy::ValueState::range);
}

TEST(Dossier, names_the_nearest_record_and_unit) {
  const auto dossier = account().add("n_safety").unit("college", UnitKind::college, "i").dossier();
  EXPECT_EQ(dossier.record("n_safety"), 0U);
  EXPECT_EQ(dossier.unit("college"), 1);
  EXPECT_THAT([&] { (void)dossier.record("n_savety"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("the nearest is 'n_safety'")));
  EXPECT_THAT([&] { (void)dossier.unit("colege"); },
              ThrowsMessage<UnknownIdentifier>(HasSubstr("the nearest is 'college'")));
  EXPECT_THROW((void)account().dossier().record("a"), UnknownIdentifier);
}

TEST(Dossier, takes_its_standing_from_the_unit_above) {
  Account rows = account();
  rows.unit("c", UnitKind::college, "i").unit("p", UnitKind::programme, "c").unit("q", UnitKind::programme, "i");
  rows.standing = cy::Standing::reconstruction;
  EXPECT_EQ(rows.dossier().standing(2), cy::Standing::reconstruction);
  rows.units[1].standing = cy::Standing::account;
  EXPECT_EQ(rows.dossier().standing(0), cy::Standing::reconstruction);
  EXPECT_EQ(rows.dossier().standing(1), cy::Standing::account);
  EXPECT_EQ(rows.dossier().standing(2), cy::Standing::account);
  EXPECT_EQ(rows.dossier().standing(3), cy::Standing::reconstruction);
}

TEST(Dossier, knows_the_last_day_of_what_is_past) {
  EXPECT_EQ(account().add("a").dated("a", "").dossier().last_day(), std::nullopt);
  EXPECT_EQ(account().dated("m", "2023").dossier().last_day(), day("2023-12-31"));
  EXPECT_EQ(account().dated("m", "2022/23").dossier().last_day(), day("2023-07-31"));
  EXPECT_EQ(account().dated("m", "2022").dated("j", "2023-05-02").dossier().last_day(), day("2023-05-02"));
}

TEST(Dossier, does_not_count_days_to_come) {
  Account rows = account();
  rows.dated("n", "2021").dated("x", "2029");
  rows.change("n", [](cy::Record& row) { row.target_date = date("2030"); });
  rows.change("x", [](cy::Record& row) { row.end_date = date("2031"); });
  EXPECT_EQ(rows.dossier().last_day(), day("2021-12-31"));
  rows.publication({.record = "n", .date = date("2022-03")});
  EXPECT_EQ(rows.dossier().last_day(), day("2022-03-31"));
  rows.events = {{"i", "visit", date("2022-06-01"), {}, "", ""}};
  EXPECT_EQ(rows.dossier().last_day(), day("2022-06-01"));
}

RC_GTEST_PROP(Dossier, is_not_changed_by_being_made_again, ()) {
  const Rows rows = *any_rows();
  const cy::Dossier dossier = rows.dossier();
  const cy::Dossier again(dossier.tables());
  RC_ASSERT(again.records().size() == rows.records.size());
  for (std::size_t i = 0; i < rows.records.size(); ++i) {
    RC_ASSERT(again.records().id(i) == rows.records[i].record);
    RC_ASSERT(again.records().date[i] == rows.records[i].date);
    RC_ASSERT(again.records().indicator[i] == rows.records[i].indicator);
    RC_ASSERT(rows.units[static_cast<std::size_t>(again.unit_of(i))].unit == rows.records[i].unit);
  }
  RC_ASSERT(again.last_day() == dossier.last_day());
}

}  // namespace
