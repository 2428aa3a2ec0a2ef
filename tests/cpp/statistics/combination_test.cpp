// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/combination.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace {

using kring::statistics::combine_z_scores;
using Numbers = std::vector<double>;

const Numbers example = {-1.5, -1.2, -0.8};

TEST(Combination, published_examples) {
  // methods.md 11.5: rho .4 gives -1.5062 with p .0660, rho 0 gives -2.0207; by hand -3.5 / sqrt(3 + 6 rho).
  EXPECT_NEAR(combine_z_scores(example, 0.4), -1.5062, 5e-5);
  EXPECT_NEAR(0.5 * std::erfc(-combine_z_scores(example, 0.4) / std::sqrt(2.0)), 0.0660, 5e-5);
  EXPECT_NEAR(combine_z_scores(example, 0.0), -3.5 / std::sqrt(3.0), 1e-14);
  EXPECT_NEAR(combine_z_scores(example, Numbers{1, .4, .4, .4, 1, .4, .4, .4, 1}), -3.5 / std::sqrt(5.4), 1e-14);
}

TEST(Combination, weights_by_hand) {
  // (2 + 2) / sqrt(4 + 1 + 2 * 2 * 1 * .5) = 4 / sqrt 7.
  EXPECT_NEAR(combine_z_scores(Numbers{1, 2}, 0.5, Numbers{2, 1}), 4 / std::sqrt(7.0), 1e-14);
  EXPECT_NEAR(combine_z_scores(Numbers{1, 2}, Numbers{1, .5, .5, 1}, Numbers{2, 1}), 4 / std::sqrt(7.0), 1e-14);
}

TEST(Combination, one_score_and_copies_of_one_score_stay_what_they_are) {
  EXPECT_DOUBLE_EQ(combine_z_scores(Numbers{-1.3}, 0.7), -1.3);
  EXPECT_DOUBLE_EQ(combine_z_scores(Numbers{-1.3, -1.3, -1.3}, 1.0), -1.3);
}

TEST(Combination, contradictory_correlations_are_refused_or_mended) {
  // a goes with b, b with c, but a against c: eigenvalues 1.9, 1.9 and -.8 for r = .9.
  const Numbers contradiction = {1, .9, -.9, .9, 1, .9, -.9, .9, 1};
  try {
    (void)combine_z_scores(example, contradiction);
    FAIL() << "was accepted";
  } catch (const kring::InvalidValue& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("-0.8"));
  }
  // With the third eigenvalue at 0 the rest is 1.9 (I - e e') with e = (1, -1, 1)/sqrt 3; scaled to unit diagonal that
  // is 1.5 (I - e e'): correlations +-.5, so that w'Rw = 1.5 (3 - 1/3) = 4.
  EXPECT_NEAR(combine_z_scores(example, contradiction, {}, true), -3.5 / 2, 1e-12);
}

std::string refusal(const Numbers& z, const Numbers& correlation) {
  try {
    (void)combine_z_scores(z, correlation);
  } catch (const kring::InvalidValue& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Combination, refuses_what_is_no_correlation_and_says_where) {
  EXPECT_THAT(refusal({1, 2}, {1, .5, .4, 1}), testing::HasSubstr("correlation[0, 1]"));
  EXPECT_THAT(refusal({1, 2}, {1, .5, .5, .9}), testing::HasSubstr("correlation[1, 1]"));
  EXPECT_THAT(refusal({1, 2}, {1, 1.5, 1.5, 1}), testing::HasSubstr("correlation[0, 1]"));
  EXPECT_THAT(refusal({1, 2}, {1, std::nan(""), std::nan(""), 1}), testing::HasSubstr("correlation[0, 1]"));
  EXPECT_THAT(refusal({1, 2}, {1}), testing::HasSubstr("1 elements, expected 4"));
  EXPECT_THAT(refusal({1, std::nan("")}, {1, 0, 0, 1}), testing::HasSubstr("z_scores[1]"));
  EXPECT_THAT(refusal({}, {}), testing::HasSubstr("empty"));
  EXPECT_THAT(refusal({1, 2}, {1, -1, -1, 1}), testing::HasSubstr("no variance"));
  EXPECT_THROW((void)combine_z_scores(example, -0.6), kring::InvalidValue);
  EXPECT_THROW((void)combine_z_scores(example, 1.1), kring::InvalidValue);
  EXPECT_THROW((void)combine_z_scores(example, 0.2, Numbers{1, 1}), kring::InvalidValue);
}

RC_GTEST_PROP(Combination, one_number_and_the_matrix_of_it_agree, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 12);
  const double rho = *rc::gen::inRange(0, 100) / 100.0;
  Numbers z;
  Numbers matrix(size * size, rho);
  for (std::size_t i = 0; i < size; ++i) {
    z.push_back(*rc::gen::inRange(-400, 400) / 100.0);
    matrix[i * size + i] = 1;
  }
  RC_ASSERT(std::abs(combine_z_scores(z, rho) - combine_z_scores(z, matrix)) < 1e-12);
}

}  // namespace
