// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/binormal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace {

using kring::InvalidValue;
using kring::statistics::binormal_auc;
using kring::statistics::binormal_recall;

TEST(Binormal, published_numbers) {
  // methods.md 11.12.
  EXPECT_NEAR(binormal_auc(1), .7602, 5e-5);
  EXPECT_NEAR(binormal_recall(.1, 1, .1), .3290, 5e-5);
  EXPECT_NEAR(binormal_recall(.1, 1, .2), .5110, 5e-5);
  EXPECT_NEAR(binormal_recall(.1, 2.149, .1), .65, 5e-4);
  EXPECT_NEAR(binormal_recall(.1, 2.149, .2), .845, 5e-4);
}

TEST(Binormal, ends_and_chance) {
  EXPECT_EQ(binormal_recall(.1, 1, 0), 0);
  EXPECT_EQ(binormal_recall(.1, 1, 1), 1);
  EXPECT_NEAR(binormal_recall(.3, 0, .2), .2, 1e-14);
  EXPECT_EQ(binormal_auc(0), .5);
}

RC_GTEST_PROP(Binormal, more_capacity_and_a_better_score_find_more, ()) {
  const double prevalence = *rc::gen::inRange(1, 100) / 100.0;
  const double delta = *rc::gen::inRange(-30, 31) / 10.0;
  const double capacity = *rc::gen::inRange(1, 99) / 100.0;
  const double found = binormal_recall(prevalence, delta, capacity);
  RC_ASSERT(binormal_recall(prevalence, delta + .1, capacity) >= found);
  RC_ASSERT(binormal_recall(prevalence, delta, capacity + .01) > found);
  RC_ASSERT((found >= capacity) == (delta >= 0) || std::abs(found - capacity) < 1e-14);
}

TEST(Binormal, refuses_what_cannot_be) {
  EXPECT_THROW((void)binormal_recall(0, 1, .1), InvalidValue);
  EXPECT_THROW((void)binormal_recall(.1, 21, .1), InvalidValue);
  EXPECT_THROW((void)binormal_recall(.1, 1, 1.1), InvalidValue);
  EXPECT_THROW((void)binormal_auc(std::nan("")), InvalidValue);
}

}  // namespace
