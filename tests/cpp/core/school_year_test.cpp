// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/school_year.hpp"

#include <gtest/gtest.h>

namespace {

using kring::SchoolYear;
using namespace std::chrono_literals;

TEST(SchoolYear, reads_and_writes_the_one_form) {
  for (const char* text : {"2017/18", "1999/00", "2008/09"}) EXPECT_EQ(SchoolYear::parse(text).text(), text);
}

TEST(SchoolYear, any_other_form_is_refused) {
  for (const char* text :
       {"", "2017", "2017-18", "2017/19", "2017/2018", "20l7/18", " 2017/18", "2017/18 ", "1700/01"}) {
    EXPECT_THROW((void)SchoolYear::parse(text), kring::InvalidPeriod) << text;
  }
}

TEST(SchoolYear, runs_from_august_to_july_and_a_result_year_from_october_to_september) {
  const SchoolYear year(2017);
  EXPECT_EQ(year.first_day(), 2017y / std::chrono::August / 1);
  EXPECT_EQ(year.last_day(), 2018y / std::chrono::July / 31);
  const kring::ResultYear result_year(2017);
  EXPECT_EQ(result_year.first_day(), 2017y / std::chrono::October / 1);
  EXPECT_EQ(result_year.last_day(), 2018y / std::chrono::September / 30);
  EXPECT_EQ(result_year.school_year(), year);
}

TEST(SchoolYear, earlier_sorts_before_later) { EXPECT_LT(SchoolYear(1999), SchoolYear(2000)); }

}  // namespace
