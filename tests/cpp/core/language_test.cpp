// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/language.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using kring::decimal_text;
using kring::Language;

TEST(Language, numbers_are_grouped_by_three) {
  EXPECT_EQ(kring::number_text(0, Language::english), "0");
  EXPECT_EQ(kring::number_text(999, Language::english), "999");
  EXPECT_EQ(kring::number_text(1234567, Language::english), "1,234,567");
  EXPECT_EQ(kring::number_text(-1000, Language::dutch), "-1.000");
  EXPECT_EQ(kring::number_text(-999, Language::dutch), "-999");
}

TEST(Language, decimals_are_rounded_half_away_from_zero) {
  EXPECT_EQ(decimal_text(0.125, 2, Language::english), "0.13");
  EXPECT_EQ(decimal_text(-0.125, 2, Language::dutch), "-0,13");
  EXPECT_EQ(decimal_text(2.5, 0, Language::english), "3");
  EXPECT_EQ(decimal_text(0.05, 1, Language::dutch), "0,1");
}

TEST(Language, there_is_no_negative_zero) { EXPECT_EQ(decimal_text(-0.001, 2, Language::english), "0.00"); }

TEST(Language, a_number_that_does_not_exist_is_a_dash) {
  EXPECT_EQ(decimal_text(std::nan(""), 2, Language::english), "-");
}

TEST(Language, a_share_is_a_percentage_with_one_decimal) {
  EXPECT_EQ(kring::percentage_text(0.64036, Language::english), "64.0%");
  EXPECT_EQ(kring::percentage_text(1.0, Language::dutch), "100,0%");
}

}  // namespace
