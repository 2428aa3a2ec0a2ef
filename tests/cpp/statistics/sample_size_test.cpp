// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/sample_size.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>

namespace {

using kring::InvalidValue;
using kring::statistics::verification_sample_size;

TEST(SampleSize, published_numbers) {
  // methods.md 11.8.
  EXPECT_EQ(verification_sample_size(50, 5, .95), 22);
  EXPECT_EQ(verification_sample_size(20, 2, .95), 16);
  EXPECT_EQ(verification_sample_size(240, 48, .95), 14);
  EXPECT_EQ(verification_sample_size(.1, .95), 29);
}

// Pascal's triangle in whole numbers: C(30, 15) and a million times that fit.
std::uint64_t choose(int n, int k) {
  if (k < 0 || k > n) return 0;
  std::uint64_t result = 1;
  for (int i = 1; i <= k; ++i) result = result * static_cast<std::uint64_t>(n - k + i) / static_cast<std::uint64_t>(i);
  return result;
}

TEST(SampleSize, equals_counting_in_whole_numbers_for_all_small_populations) {
  for (int population = 1; population <= 30; ++population) {
    for (int insufficient = 1; insufficient <= population; ++insufficient) {
      for (const int percent : {5, 50, 75, 80, 90, 95, 99}) {
        int n = 0;
        while (choose(population - insufficient, n) * 100 >
               choose(population, n) * static_cast<std::uint64_t>(100 - percent)) {
          ++n;
        }
        EXPECT_EQ(verification_sample_size(population, insufficient, percent / 100.0), n)
            << population << ", " << insufficient << ", " << percent;
      }
    }
  }
}

TEST(SampleSize, a_chance_equal_to_the_confidence_is_enough) {
  EXPECT_EQ(verification_sample_size(20, 1, .95), 19);  // n of 20 find the one with probability n/20.
  EXPECT_EQ(verification_sample_size(.5, .75), 2);      // 1 - 1/4.
  EXPECT_EQ(verification_sample_size(.9, .5), 1);       // One is the least.
  EXPECT_EQ(verification_sample_size(7, 7, .99), 1);
}

TEST(SampleSize, large_populations_come_close_to_one_without_end_and_never_beyond) {
  EXPECT_EQ(verification_sample_size(1'000'000'000'000, 100'000'000'000, .95), 29);
  EXPECT_EQ(verification_sample_size(1'000'000'000'000, 1, .5), 500'000'000'000);
  for (const std::int64_t population : {10, 100, 1000, 100000}) {
    EXPECT_LE(verification_sample_size(population, population / 10, .95), 29);
  }
}

TEST(SampleSize, refuses_what_cannot_be) {
  EXPECT_THROW((void)verification_sample_size(0, 1, .95), InvalidValue);
  EXPECT_THROW((void)verification_sample_size(10, 0, .95), InvalidValue);
  EXPECT_THROW((void)verification_sample_size(10, 11, .95), InvalidValue);
  EXPECT_THROW((void)verification_sample_size(10, 1, 1), InvalidValue);
  EXPECT_THROW((void)verification_sample_size(0.0, .95), InvalidValue);
  EXPECT_THROW((void)verification_sample_size(1e-300, .95), InvalidValue);
}

}  // namespace
