// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/results/norm.hpp"

#include <gtest/gtest.h>

namespace {

using kring::Count;
using kring::Share;
using kring::TenThousandths;
using kring::results::Direction;
using kring::results::meets;
using kring::results::Norm;

TEST(Norm, equality_meets_it_in_either_direction) {
  const Share share(Count(67), Count(100));
  EXPECT_TRUE(meets(share, Norm{TenThousandths(6700), Direction::higher}));
  EXPECT_TRUE(meets(share, Norm{TenThousandths(6700), Direction::lower}));
}

TEST(Norm, one_student_decides) {
  // 2,010 of 3,000 is exactly 67 percent.
  EXPECT_TRUE(meets(Share(Count(2010), Count(3000)), Norm{TenThousandths(6700), Direction::higher}));
  EXPECT_FALSE(meets(Share(Count(2009), Count(3000)), Norm{TenThousandths(6700), Direction::higher}));
  EXPECT_FALSE(meets(Share(Count(2011), Count(3000)), Norm{TenThousandths(6700), Direction::lower}));
}

}  // namespace
