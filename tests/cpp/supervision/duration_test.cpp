// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/supervision/duration.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using kring::Day;
using kring::Period;
using kring::supervision::after;
using kring::supervision::Duration;

std::string later(const std::string& day, const std::string& duration) {
  return kring::day_text(after(Period::parse(day).first(), *Duration::read(duration)));
}

TEST(Duration, is_read_in_months_and_days) {
  EXPECT_EQ(Duration::read("P1Y6M"), (Duration{18, 0}));
  EXPECT_EQ(Duration::read("P4W1D"), (Duration{0, 29}));
  EXPECT_EQ(Duration::read("P3M"), (Duration{3, 0}));
  for (const char* wrong : {"", "P", "1Y", "P1", "P0W", "PT4H", "P1D1W", "P-1Y", "P101Y", "P99999999999999999999Y"}) {
    EXPECT_FALSE(Duration::read(wrong)) << wrong;
  }
}

// By a calendar on paper.
TEST(Duration, of_months_ends_on_the_same_day_or_the_last_of_the_month) {
  EXPECT_EQ(later("2025-01-31", "P1M"), "2025-02-28");
  EXPECT_EQ(later("2024-01-31", "P1M"), "2024-02-29");
  EXPECT_EQ(later("2024-02-29", "P1Y"), "2025-02-28");
  EXPECT_EQ(later("2024-02-29", "P4Y"), "2028-02-29");
  EXPECT_EQ(later("2025-11-30", "P3M"), "2026-02-28");
  EXPECT_EQ(later("2025-12-15", "P1M"), "2026-01-15");
}

TEST(Duration, of_weeks_is_seven_days_each) {
  EXPECT_EQ(later("2025-03-03", "P6W"), "2025-04-14");
  EXPECT_EQ(later("2025-01-31", "P1M1D"), "2025-03-01") << "months first";
}

TEST(Duration, after_a_month_of_which_the_day_is_not_known_is_a_run_of_days) {
  EXPECT_EQ(kring::period_text(after(Period::parse("2025-02"), *Duration::read("P1M"))), "2025-03-01/2025-03-28");
  EXPECT_EQ(kring::period_text(after(Period::parse("2021"), *Duration::read("P4Y"))), "2025");
}

RC_GTEST_PROP(Duration, never_comes_earlier_from_a_later_day, ()) {
  const auto day = *rc::gen::inRange<Day>(-50000, 50000);
  const auto more = *rc::gen::inRange<Day>(0, 800);
  const Duration term{*rc::gen::inRange(0, 1200), *rc::gen::inRange(0, 1000)};
  RC_ASSERT(after(day, term) <= after(day + more, term));
  RC_ASSERT(after(day, term) >= day + term.days);
}

// Twelve months are a year, however they are cut; days can always be cut.
RC_GTEST_PROP(Duration, of_days_can_be_cut_in_two, ()) {
  const auto day = *rc::gen::inRange<Day>(-50000, 50000);
  const auto first = *rc::gen::inRange(0, 1000);
  const auto second = *rc::gen::inRange(0, 1000);
  RC_ASSERT(after(after(day, {0, first}), {0, second}) == after(day, {0, first + second}));
}

}  // namespace
