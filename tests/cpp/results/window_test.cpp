// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/window.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "results_table.hpp"

namespace {

using kring::results::Observations;
using kring::results::window;
using kring_test::row;

TEST(Window, counts_are_summed_and_percentages_never_averaged) {
  Observations rows;
  rows.add(row("a", 2015, 1, 10));
  rows.add(row("a", 2016, 90, 100));
  rows.add(row("a", 2017, 5, 10));
  const auto result = window(rows, 3);
  ASSERT_EQ(result.sums.size(), 1U);
  EXPECT_EQ(result.sums.numerator[0], 96);     // 1 + 90 + 5; the mean of the percentages would be 50 percent
  EXPECT_EQ(result.sums.denominator[0], 120);  // 10 + 100 + 10
  EXPECT_EQ(result.sums.school_year[0], 2017);
  EXPECT_EQ(result.sums.complete[0], 1);
}

TEST(Window, a_missing_year_is_marked_and_the_years_present_are_named) {
  Observations rows;
  for (const int year : {2015, 2016, 2017}) rows.add(row("a", year, 5, 10));
  rows.add(row("b", 2015, 5, 10));
  rows.add(row("b", 2017, 6, 10));
  const auto result = window(rows, 3);
  ASSERT_EQ(result.sums.size(), 2U);
  EXPECT_EQ(result.sums.unit[1], "b");
  EXPECT_EQ(result.sums.complete[1], 0);
  EXPECT_EQ(result.years_present[1], (std::vector<std::int32_t>{2015, 2017}));
}

TEST(Window, a_row_without_counts_is_a_missing_year) {
  Observations rows;
  rows.add(row("a", 2016, 5, 10));
  rows.add(row("a", 2017, 0, 0));
  const auto result = window(rows, 2);
  ASSERT_EQ(result.sums.size(), 1U);
  EXPECT_EQ(result.sums.complete[0], 0);
  EXPECT_EQ(result.sums.denominator[0], 10);
  EXPECT_EQ(result.sums.counted[0], 1);
}

TEST(Window, a_window_ends_in_every_year_that_reaches_far_enough_back) {
  Observations rows;
  for (int year = 2010; year < 2016; ++year) rows.add(row("a", year, 1, 10));
  const auto result = window(rows, 3);
  EXPECT_EQ(result.sums.school_year, (std::vector<std::int32_t>{2012, 2013, 2014, 2015}));
}

TEST(Window, fewer_years_than_a_window_give_one_that_is_marked) {
  Observations rows;
  rows.add(row("a", 2016, 1, 10));
  rows.add(row("a", 2017, 1, 10));
  const auto result = window(rows, 3);
  ASSERT_EQ(result.sums.size(), 1U);
  EXPECT_EQ(result.sums.complete[0], 0);
}

TEST(Window, two_rows_for_one_year_are_refused) {
  Observations rows;
  rows.add(row("a", 2016, 1, 10));
  rows.add(row("a", 2016, 2, 10));
  EXPECT_THROW((void)window(rows, 3), kring::InvalidValue);
  EXPECT_THROW((void)window(rows, 0), kring::InvalidValue);
}

TEST(Window, a_window_of_windows_would_count_twice_and_is_refused) {
  Observations rows;
  for (const int year : {2015, 2016, 2017}) rows.add(row("a", year, 5, 10));
  EXPECT_THROW((void)window(window(rows, 2).sums, 2), kring::InvalidValue);
}

TEST(Window, of_nothing_is_nothing) { EXPECT_EQ(window(Observations{}, 3).sums.size(), 0U); }

TEST(Window, of_one_year_keeps_every_count_of_the_sector) {
  const Observations rows = kring_test::mbo_2019();
  const auto result = window(rows, 1);
  EXPECT_EQ(result.sums.size(), rows.size());
  const auto sum = [](const std::vector<std::int64_t>& v) {
    return std::accumulate(v.begin(), v.end(), std::int64_t{0});
  };
  EXPECT_EQ(sum(result.sums.numerator), sum(rows.numerator));
  EXPECT_EQ(sum(result.sums.denominator), sum(rows.denominator));
}

}  // namespace
