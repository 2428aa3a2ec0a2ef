// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/share.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {

using kring::compare;
using kring::Count;
using kring::Share;
using kring::TenThousandths;

TEST(Share, a_count_below_zero_is_refused) { EXPECT_THROW(Count(-1), kring::InvalidValue); }

TEST(Share, a_share_of_nothing_is_refused) { EXPECT_THROW(Share(Count(0), Count(0)), kring::InvalidValue); }

TEST(Share, more_than_all_is_refused) { EXPECT_THROW(Share(Count(3), Count(2)), kring::InvalidValue); }

TEST(Share, equality_meets_the_norm_exactly) {
  // 67 of 100 is 67 percent; in doubles 0.67 * 100 is 67.00000000000001.
  EXPECT_EQ(compare(Share(Count(67), Count(100)), TenThousandths(6700)), 0);
  EXPECT_EQ(compare(Share(Count(66), Count(100)), TenThousandths(6700)), -1);
  EXPECT_EQ(compare(Share(Count(275), Count(10'000)), TenThousandths(275)), 0);
}

TEST(Share, one_in_a_quintillion_still_counts) {
  const std::int64_t half = 4'000'000'000'000'000'000;
  EXPECT_EQ(compare(Share(Count(half), Count(2 * half)), TenThousandths(5000)), 0);
  EXPECT_EQ(compare(Share(Count(half - 1), Count(2 * half)), TenThousandths(5000)), -1);
  EXPECT_EQ(compare(Share(Count(half + 1), Count(2 * half)), TenThousandths(5000)), 1);
}

RC_GTEST_PROP(Share, comparison_agrees_with_wide_integers, ()) {
  const auto denominator = *rc::gen::inRange<std::int64_t>(1, std::numeric_limits<std::int64_t>::max());
  const auto numerator = *rc::gen::inRange<std::int64_t>(0, denominator);
  const auto norm = *rc::gen::inRange<std::int64_t>(0, 10'001);
  __extension__ using Wide = __int128;
  const Wide left = static_cast<Wide>(numerator) * 10'000;
  const Wide right = static_cast<Wide>(denominator) * norm;
  RC_ASSERT(compare(Share(Count(numerator), Count(denominator)), TenThousandths(norm)) ==
            (left > right) - (left < right));
}

}  // namespace
