// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/framework/gather.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks.hpp"
#include "kring/format/toml.hpp"

namespace {

using namespace support;
using kring::Count;
using kring::SchoolYear;
using kring::Share;
using kring::results::Observations;
using testing::HasSubstr;
using testing::ThrowsMessage;

const fw::Framework& studiesucces() {
  static const fw::Framework f = kring::format::catalog_framework("studiesucces-2024");
  return f;
}

void add(Observations& rows, const char* unit, const char* indicator, int year, int r, int n, const char* level = "3") {
  rows.add({unit, indicator, SchoolYear(year), "all", Share(Count(r), Count(n)), level});
}

std::string outcome(const fw::Evidence& evidence, std::size_t row) {
  const auto judged = fw::judge(evidence.findings, evidence.education).at(0, row);
  return judged.state == fw::State::judged ? studiesucces().judgement_scale(0).levels[judged.levels.worst()]
                                           : std::string(text(judged.reasons));
}

TEST(Gather, sums_counts_over_three_years_and_never_averages_percentages) {
  Observations rows;
  // 68% is the norm: the mean of the yearly percentages is 70, the share of the sums 67.
  add(rows, "a", "annual_result", 2021, 9, 10), add(rows, "a", "annual_result", 2022, 6, 10),
      add(rows, "a", "annual_result", 2023, 52, 80);
  const fw::Evidence evidence = fw::gather(studiesucces(), rows);
  EXPECT_EQ(evidence.numerator[0][0], 67);
  EXPECT_EQ(evidence.denominator[0][0], 100);
  EXPECT_EQ(evidence.findings.get(0, 0), fw::Finding::at(0));
  EXPECT_FALSE(evidence.as_given);
}

TEST(Gather, leaves_windows_without_enough_years_or_without_the_last_unknown) {
  Observations rows;
  add(rows, "a", "annual_result", 2022, 70, 100), add(rows, "a", "annual_result", 2023, 70, 100);      // 3 are asked
  add(rows, "a", "starters_result", 2022, 90, 100), add(rows, "a", "starters_result", 2023, 90, 100);  // 2 are enough
  add(rows, "b", "starters_result", 2021, 90, 100), add(rows, "b", "starters_result", 2022, 90, 100);  // not the last
  const fw::Evidence evidence = fw::gather(studiesucces(), rows);
  EXPECT_EQ(text(evidence.findings.get(0, 0).reasons), "incomplete_window");
  EXPECT_EQ(evidence.findings.get(2, 0), fw::Finding::at(1));
  EXPECT_EQ(text(evidence.findings.get(2, 1).reasons), "incomplete_window");
  EXPECT_EQ(text(evidence.findings.get(1, 1).reasons), "missing");
}

TEST(Gather, takes_a_table_of_one_school_year_as_it_is_and_says_so) {
  Observations rows;
  add(rows, "a", "annual_result", 2023, 70, 100), add(rows, "a", "diploma_result", 2023, 70, 100);
  const fw::Evidence evidence = fw::gather(studiesucces(), rows);
  EXPECT_TRUE(evidence.as_given);
  EXPECT_EQ(outcome(evidence, 0), "sufficient");
}

TEST(Gather, keeps_levels_of_one_unit_apart) {
  Observations rows;
  for (const char* indicator : {"annual_result", "diploma_result", "starters_result"}) {
    add(rows, "a", indicator, 2023, 80, 100, "2"), add(rows, "a", indicator, 2023, 60, 100, "4"),
        add(rows, "a", indicator, 2023, 60, 100, "1");
  }
  const fw::Evidence evidence = fw::gather(studiesucces(), rows);
  ASSERT_EQ(evidence.size(), 3U);
  EXPECT_EQ(outcome(evidence, 0), "high");
  EXPECT_EQ(outcome(evidence, 1), "insufficient");
  EXPECT_EQ(fw::judge(evidence.findings, evidence.education).at(0, 2).state, fw::State::not_applicable);
  EXPECT_EQ(evidence.level(2), "1");
}

TEST(Gather, takes_the_norms_of_the_school_year_judged_or_of_the_day_asked) {
  Observations rows;
  add(rows, "a", "annual_result", 2017, 70, 100);
  EXPECT_THAT([&] { (void)fw::gather(studiesucces(), rows); },
              ThrowsMessage<kring::InvalidPeriod>(HasSubstr("2018-07-31")));
  fw::EvidenceOptions options;
  options.on = kring::Period::parse("2024/25").last();
  EXPECT_EQ(fw::gather(studiesucces(), rows, options).findings.get(0, 0), fw::Finding::at(1));
}

TEST(Gather, judges_the_school_year_asked_for) {
  Observations rows;
  for (int year = 2021; year < 2025; ++year) add(rows, "a", "annual_result", year, year == 2024 ? 90 : 70, 100);
  fw::EvidenceOptions options;
  options.school_year = 2023;
  EXPECT_EQ(fw::gather(studiesucces(), rows, options).numerator[0][0], 210);
  EXPECT_EQ(fw::gather(studiesucces(), rows).numerator[0][0], 230);
  options.school_year = 2030;
  EXPECT_THAT([&] { (void)fw::gather(studiesucces(), rows, options); },
              ThrowsMessage<kring::InvalidPeriod>(HasSubstr("2021/22 to 2024/25")));
}

TEST(Gather, refuses_rows_that_stand_twice_and_tables_without_its_indicators) {
  Observations rows;
  add(rows, "a", "annual_result", 2023, 70, 100), add(rows, "a", "annual_result", 2023, 70, 100);
  EXPECT_THAT([&] { (void)fw::gather(studiesucces(), rows); },
              ThrowsMessage<kring::InvalidTable>(HasSubstr("row 1: unit 'a' has a second row")));
  Observations other;
  add(other, "a", "early_leaving", 2023, 70, 100);
  EXPECT_THAT([&] { (void)fw::gather(studiesucces(), other); },
              ThrowsMessage<kring::InvalidTable>(HasSubstr("expected annual_result, diploma_result, starters_result")));
  Observations misspelt;
  add(misspelt, "a", "annual_result", 2023, 70, 100, "mbo3");
  EXPECT_THROW((void)fw::gather(studiesucces(), misspelt), kring::UnknownIdentifier);
}

TEST(Gather, takes_windows_of_its_own_length_and_refuses_others) {
  Observations rows;
  add(rows, "a", "annual_result", 2023, 210, 300);
  rows.window_years[0] = 3;
  EXPECT_EQ(fw::gather(studiesucces(), rows).findings.get(0, 0), fw::Finding::at(1));
  EXPECT_FALSE(fw::gather(studiesucces(), rows).as_given);
  rows.complete[0] = 0;
  EXPECT_EQ(text(fw::gather(studiesucces(), rows).findings.get(0, 0).reasons), "incomplete_window");
  rows.window_years[0] = 2;
  EXPECT_THAT([&] { (void)fw::gather(studiesucces(), rows); },
              ThrowsMessage<kring::InvalidTable>(HasSubstr("a window of 2 school years")));
}

}  // namespace
