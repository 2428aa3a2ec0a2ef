// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/chart.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace {

using kring::InvalidValue;
using Numbers = std::vector<double>;
using Counts = std::vector<std::int64_t>;

TEST(Chart, normal_cusum_by_hand) {
  EXPECT_EQ(kring::statistics::normal_cusum(Numbers{1, 2, -3, .75, .5}, .5), (Numbers{.5, 2, 0, .25, .25}));
  EXPECT_TRUE(kring::statistics::normal_cusum({}, .5).empty());
}

TEST(Chart, bernoulli_cusum_by_hand) {
  EXPECT_EQ(kring::statistics::bernoulli_cusum(Counts{0, 1, 0, 0, 1, 1}, 4), (Counts{0, 3, 2, 1, 4, 7}));
}

TEST(Chart, xmr_limits_by_hand) {
  // Mean 43/4, moving ranges 2, 1, 1.
  const auto limits = kring::statistics::xmr_limits(Numbers{10, 12, 11, 10});
  EXPECT_DOUBLE_EQ(limits.mean, 10.75);
  EXPECT_DOUBLE_EQ(limits.moving_range, 4.0 / 3);
  EXPECT_DOUBLE_EQ(limits.lower, 10.75 - 2.66 * 4 / 3);
  EXPECT_DOUBLE_EQ(limits.upper, 10.75 + 2.66 * 4 / 3);
}

TEST(Chart, a_series_that_does_not_move_has_limits_of_no_width) {
  const auto limits = kring::statistics::xmr_limits(Numbers{.5, .5});
  EXPECT_EQ(limits.lower, .5);
  EXPECT_EQ(limits.upper, .5);
}

TEST(Chart, refuses_what_cannot_be) {
  EXPECT_THROW((void)kring::statistics::xmr_limits(Numbers{1}), InvalidValue);
  EXPECT_THROW((void)kring::statistics::normal_cusum(Numbers{1}, -1), InvalidValue);
  EXPECT_THROW((void)kring::statistics::bernoulli_cusum(Counts{2}, 4), InvalidValue);
  EXPECT_THROW((void)kring::statistics::bernoulli_cusum(Counts{1}, 1), InvalidValue);
}

}  // namespace
