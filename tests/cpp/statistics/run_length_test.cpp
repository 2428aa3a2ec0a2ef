// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/run_length.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace {

using kring::InvalidValue;
using kring::statistics::bernoulli_cusum_run_length;
using kring::statistics::cusum_run_length;

TEST(RunLength, published_run_lengths) {
  // methods.md 11.6; the normal ones are those of Siegmund's and Goel and Wu's tables too.
  EXPECT_NEAR(cusum_run_length(.5, 4), 335.37, 5e-3);
  EXPECT_NEAR(cusum_run_length(.5, 4, 1), 8.383, 5e-4);
  EXPECT_NEAR(bernoulli_cusum_run_length(.1, 7, 12), 64.370, 5e-4);
  EXPECT_NEAR(bernoulli_cusum_run_length(.194358, 7, 12), 19.285, 5e-4);
  EXPECT_NEAR(bernoulli_cusum_run_length(.1, 7, 18), 183.953, 5e-4);
  EXPECT_NEAR(bernoulli_cusum_run_length(.194358, 7, 18), 33.928, 5e-4);
}

// Brook and Evans 1972, doi:10.1093/biomet/59.3.539: the line cut in equal cells, another route to the same number.
double by_cells(double k, double h, double shift, int cells) {
  const double width = 2 * h / (2 * cells - 1);
  const auto below = [](double z) { return .5 * std::erfc(-z / std::sqrt(2.0)); };
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(cells, cells);
  for (int i = 0; i < cells; ++i) {
    const double from = i * width + shift - k;
    system(i, 0) -= below(width / 2 - from);
    for (int j = 1; j < cells; ++j) system(i, j) -= below((j + .5) * width - from) - below((j - .5) * width - from);
  }
  return system.partialPivLu().solve(Eigen::VectorXd::Ones(cells))(0);
}

TEST(RunLength, agrees_with_a_chain_of_cells) {
  for (const double k : {.25, .5, 1.0}) {
    for (const double h : {1.0, 3.0, 5.0}) {
      for (const double shift : {-.5, 0.0, 1.0}) {
        // The error of the cells goes with the square of their width: two widths give the limit.
        const double coarse = by_cells(k, h, shift, 100) / (399.0 * 399.0);
        const double fine = by_cells(k, h, shift, 200) / (199.0 * 199.0);
        const double expected = (fine - coarse) / (1 / (199.0 * 199.0) - 1 / (399.0 * 399.0));
        EXPECT_NEAR(cusum_run_length(k, h, shift) / expected, 1, 1e-5) << k << ", " << h << ", " << shift;
      }
    }
  }
}

TEST(RunLength, without_a_limit_it_is_the_first_value_above_the_reference) {
  // P(z > k) is .5 at 0 and .158655... at 1, so 1 / P is 2 and 6.302974...
  EXPECT_NEAR(cusum_run_length(0, 0), 2, 1e-14);
  EXPECT_NEAR(cusum_run_length(1, 0), 2 / std::erfc(1 / std::sqrt(2.0)), 1e-12);
  EXPECT_NEAR(cusum_run_length(1, 0, 1), 2, 1e-14);
}

TEST(RunLength, very_long_ones_keep_growing_as_they_should) {
  // Siegmund 1985: exp(2 k b) / (2 k^2) times a factor that goes to 1, b = h + 1.166; so 10 more is exp(10) as long.
  EXPECT_NEAR(std::log(cusum_run_length(.5, 30) / cusum_run_length(.5, 20)), 10, 1e-3);
}

// The h linear equations themselves.
double by_equations(double p, int m, int h) {
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(h, h);
  for (int s = 0; s < h; ++s) {
    system(s, std::max(0, s - 1)) -= 1 - p;
    if (s + m - 1 < h) system(s, s + m - 1) -= p;
  }
  return system.partialPivLu().solve(Eigen::VectorXd::Ones(h))(0);
}

RC_GTEST_PROP(RunLength, bernoulli_solves_its_equations, ()) {
  const int h = *rc::gen::inRange(1, 40);
  const int m = *rc::gen::inRange(2, 15);
  const double p = *rc::gen::inRange(40, 101) / 100.0;
  RC_ASSERT(std::abs(bernoulli_cusum_run_length(p, m, h) / by_equations(p, m, h) - 1) < 1e-6);
}

TEST(RunLength, certain_events_count_up) {
  EXPECT_DOUBLE_EQ(bernoulli_cusum_run_length(1, 2, 5), 5);
  EXPECT_DOUBLE_EQ(bernoulli_cusum_run_length(1, 4, 5), 2);
  EXPECT_DOUBLE_EQ(bernoulli_cusum_run_length(.25, 2, 1), 4);
}

RC_GTEST_PROP(RunLength, a_higher_limit_never_alarms_sooner, ()) {
  const double h = *rc::gen::inRange(0, 60) / 10.0;
  const double shift = *rc::gen::inRange(-10, 11) / 10.0;
  RC_ASSERT(cusum_run_length(.5, h + .5, shift) > cusum_run_length(.5, h, shift));
  RC_ASSERT(cusum_run_length(.5, h, shift + .1) < cusum_run_length(.5, h, shift));
}

TEST(RunLength, refuses_what_cannot_be) {
  EXPECT_THROW((void)cusum_run_length(-1, 4), InvalidValue);
  EXPECT_THROW((void)cusum_run_length(.5, std::nan("")), InvalidValue);
  EXPECT_THROW((void)cusum_run_length(10, 30, -10), InvalidValue);  // Never, as far as doubles go.
  EXPECT_THROW((void)bernoulli_cusum_run_length(0, 7, 12), InvalidValue);
  EXPECT_THROW((void)bernoulli_cusum_run_length(.1, 1, 12), InvalidValue);
  EXPECT_THROW((void)bernoulli_cusum_run_length(.1, 7, 0), InvalidValue);
}

}  // namespace
