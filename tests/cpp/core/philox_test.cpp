// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/philox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <vector>

namespace {

using kring::philox;
using kring::PhiloxBlock;
using kring::PhiloxKey;

TEST(Philox, known_answers_of_its_authors) {
  // Random123 1.14, tests/kat_vectors, philox4x32 10; also methods.md 11.14.
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, ten_thousandth_word_of_the_engine_in_cpp26) {
  // [rand.predef] of C++26: philox4x32 with its default seed 20111115 gives 1955073260 as 10000th number; with four
  // words a block and counters from 0 that is the last word of counter 2499.
  EXPECT_EQ(philox({2499, 0, 0, 0}, kring::philox_key(20111115))[3], 1955073260U);
}

TEST(Philox, a_seed_of_64_bits_fills_both_words_of_the_key) {
  EXPECT_EQ(kring::philox_key(0x0123456789abcdefULL), (PhiloxKey{0x89abcdef, 0x01234567}));
}

TEST(OpenUniform, never_reaches_its_ends) {
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(kring::open_uniform(0, 0), 0x1p-53);
  EXPECT_EQ(kring::open_uniform(ones, ones), 1 - 0x1p-53);
  EXPECT_LT(kring::open_uniform(ones, ones), 1);
}

RC_GTEST_PROP(OpenUniform, turning_all_bits_over_gives_the_complement, (std::uint32_t high, std::uint32_t low)) {
  RC_ASSERT(kring::open_uniform(high, low) == 1 - kring::open_uniform(~high, ~low));
}

TEST(FixedNormalQuantile, agrees_with_boost) {
  const auto quantile = [](double p) { return -std::sqrt(2.0) * boost::math::erfc_inv(2 * p); };
  for (double p = 0x1p-53; p < 0.5; p *= 1.01) {
    EXPECT_NEAR(kring::fixed_normal_quantile(p) / quantile(p), 1, 1e-14) << p;
  }
  for (double p = 0x1p-20; p < 0.5; p += 0x1p-12) {
    EXPECT_EQ(kring::fixed_normal_quantile(1 - p), -kring::fixed_normal_quantile(p)) << p;
  }
  EXPECT_EQ(kring::fixed_normal_quantile(0.5), 0);
  EXPECT_NEAR(kring::fixed_normal_quantile(0.975), 1.959963984540054, 1e-15);  // any table of the normal distribution
}

TEST(StandardNormal, has_the_moments_of_the_normal_distribution) {
  double first = 0;
  double second = 0;
  double fourth = 0;
  constexpr int draws = 200'000;
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    const auto block = philox({draw, 0, 0, 0}, kring::philox_key(1));
    const double z = kring::standard_normal(block[0], block[1]);
    first += z / draws;
    second += z * z / draws;
    fourth += z * z * z * z / draws;
  }
  // Five standard errors: 1, sqrt(2) and sqrt(96) over sqrt(200000).
  EXPECT_NEAR(first, 0, 5 * std::sqrt(1.0 / draws));
  EXPECT_NEAR(second, 1, 5 * std::sqrt(2.0 / draws));
  EXPECT_NEAR(fourth, 3, 5 * std::sqrt(96.0 / draws));
}

}  // namespace
