// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/period.hpp"

#include <gtest/gtest.h>

namespace {

using kring::Period;

TEST(Period, reads_days_months_years_and_school_years) {
  EXPECT_EQ(kring::day_text(Period::parse("2024-05-31").first()), "2024-05-31");
  EXPECT_EQ(kring::day_text(Period::parse("2024-02").last()), "2024-02-29");
  EXPECT_EQ(kring::day_text(Period::parse("2023").last()), "2023-12-31");
  EXPECT_EQ(kring::day_text(Period::parse("2023/24").first()), "2023-08-01");
  EXPECT_EQ(kring::day_text(Period::parse("2023/24").last()), "2024-07-31");
}

TEST(Period, reads_nothing_else) {
  for (const char* text : {"", "24", "2024-13", "2023-02-29", "2024-5-31", "2024-05-31T00", "2024/26", "31-05-2024"}) {
    EXPECT_THROW((void)Period::parse(text), kring::InvalidPeriod) << text;
  }
  EXPECT_THROW(Period(2, 1), kring::InvalidPeriod);
}

TEST(Period, comes_before_another_only_when_every_day_does) {
  EXPECT_TRUE(Period::parse("2023").before(Period::parse("2024-01-01")));
  EXPECT_FALSE(Period::parse("2023").before(Period::parse("2023/24")));
  EXPECT_FALSE(Period::parse("2023/24").before(Period::parse("2023")));
}

}  // namespace
