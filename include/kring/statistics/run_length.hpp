// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <vector>

#include "kring/detail/checks.hpp"

namespace kring::detail {

// Nodes and weights of Gauss and Legendre on [0, length], as eigenvalues and -vectors of the Jacobi matrix (Golub and
// Welsch 1969, doi:10.1090/S0025-5718-69-99647-1).
struct Quadrature {
  std::vector<double> nodes;
  std::vector<double> weights;
};

[[nodiscard]] inline Quadrature gauss_legendre(std::size_t size, double length) {
  const auto n = static_cast<Eigen::Index>(size);
  const Eigen::VectorXd diagonal = Eigen::VectorXd::Zero(n);
  Eigen::VectorXd beside(n - 1);
  for (Eigen::Index i = 1; i < n; ++i) {
    const auto k = static_cast<double>(i);
    beside(i - 1) = k / std::sqrt(4.0 * k * k - 1.0);
  }
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  solver.computeFromTridiagonal(diagonal, beside);
  Quadrature rule;
  for (Eigen::Index i = 0; i < n; ++i) {
    const double first = solver.eigenvectors()(0, i);
    rule.nodes.push_back(0.5 * length * (1.0 + solver.eigenvalues()(i)));
    rule.weights.push_back(length * first * first);
  }
  return rule;
}

[[nodiscard]] inline double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

// Expected steps to leave a set of states, from the first of them. Eliminates state after state without a subtraction
// (Grassmann, Taksar and Heyman 1985), so that run lengths of 10^15 have as many right digits as those of 10.
// moves: probabilities row by row, of which the diagonal is never read; leaves: probability of leaving from each state.
[[nodiscard]] inline double expected_steps(std::vector<double> moves, std::vector<double> leaves) {
  const std::size_t size = leaves.size();
  std::vector<double> steps(size, 1.0);
  for (std::size_t s = size - 1; s > 0; --s) {
    const double* from = &moves[s * size];
    double away = leaves[s];
    for (std::size_t j = 0; j < s; ++j) away += from[j];
    for (std::size_t i = 0; i < s; ++i) {
      double* row = &moves[i * size];
      const double visits = row[s] / away;
      for (std::size_t j = 0; j < s; ++j) row[j] += visits * from[j];
      leaves[i] += visits * leaves[s];
      steps[i] += visits * steps[s];
    }
  }
  return steps[0] / leaves[0];
}

// The run length with the integral replaced by so many nodes. State 0 is the atom at zero, the others the nodes.
[[nodiscard]] inline double cusum_steps(double k, double h, double shift, std::size_t nodes) {
  Quadrature rule;
  if (h > 0.0) rule = gauss_legendre(nodes, h);
  rule.nodes.insert(rule.nodes.begin(), 0.0);
  rule.weights.insert(rule.weights.begin(), 0.0);
  const std::size_t size = rule.nodes.size();
  std::vector<double> moves(size * size);
  std::vector<double> leaves(size);
  for (std::size_t i = 0; i < size; ++i) {
    const double drift = rule.nodes[i] + shift - k;
    moves[i * size] = normal_below(-drift);
    leaves[i] = normal_below(drift - h);
    for (std::size_t j = 1; j < size; ++j) {
      const double z = rule.nodes[j] - drift;
      moves[i * size + j] = rule.weights[j] * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    }
  }
  return expected_steps(std::move(moves), std::move(leaves));
}

}  // namespace kring::detail

namespace kring::statistics {

/// Average run length (gemiddelde looplengte) of a one-sided normal CUSUM, started at zero: the expected number of
/// observations up to and including the first alarm of S = max(0, S + z - k), alarm when S > h, with z normal with
/// standard deviation 1 and mean `shift`. From the integral equation of Page by the quadrature of Gauss and Legendre
/// with the atom at zero, with nodes doubled until two answers agree to 1e-10. Where two sides are watched apart,
/// alarms come about twice as often. Misleads where z-scores follow each other closely or are overdispersed: then
/// alarms come sooner.
/// @param k Reference value, half the shift one wants to see, 0 to 10. @param h Decision limit, 0 to 30.
/// @param shift Shift of the mean in standard deviations, -10 to 10; 0 is in control.
/// @throws InvalidValue outside these ranges, and where no alarm can be expected within 10^300 observations.
/// Sources: Page 1954, doi:10.1093/biomet/41.1-2.100; Goel and Wu 1971, doi:10.1080/00401706.1971.10488790.
[[nodiscard]] inline double cusum_run_length(double k, double h, double shift = 0.0) {
  if (!(k >= 0.0 && k <= 10.0)) detail::refuse("k", detail::no_index, k, "give a reference value from 0 to 10");
  if (!(h >= 0.0 && h <= 30.0)) detail::refuse("h", detail::no_index, h, "give a decision limit from 0 to 30");
  if (!(std::abs(shift) <= 10.0)) detail::refuse("shift", detail::no_index, shift, "give a shift from -10 to 10");
  std::size_t nodes = 16 + 3 * static_cast<std::size_t>(std::ceil(h));
  double before = detail::cusum_steps(k, h, shift, nodes);
  for (int doublings = 0; doublings < 3; ++doublings) {
    nodes *= 2;
    const double now = detail::cusum_steps(k, h, shift, nodes);
    if (!(now <= 1e300)) break;
    if (std::abs(now - before) <= 1e-10 * now) return now;
    before = now;
  }
  throw InvalidValue("with k " + std::to_string(k) + ", h " + std::to_string(h) + " and shift " +
                     std::to_string(shift) + " an alarm is too rare to be computed; lower h or k, or raise the shift");
}

/// Average run length of a Bernoulli CUSUM, started at zero: the expected number of cases up to and including the first
/// alarm of S = max(0, S + (m - 1)) after an event and max(0, S - 1) after none, alarm when S >= h. Exact: the linear
/// equations of its h states, solved without a subtraction.
/// @param probability Of an event in one case, above 0 and at most 1: in control, or what one wants to see.
/// @param m One event weighs as much as m - 1 cases without one, 2 to 10^6. @param h Decision limit, 1 to 10000.
/// @throws InvalidValue outside these ranges: without events there is never an alarm.
/// Source: Reynolds and Stoumbos 1999, doi:10.1080/00224065.1999.11979900.
[[nodiscard]] inline double bernoulli_cusum_run_length(double probability, std::int64_t m, std::int64_t h) {
  if (!(probability > 0.0 && probability <= 1.0)) {
    detail::refuse("probability", detail::no_index, probability,
                   "give a number above 0 and at most 1: without events there is never an alarm");
  }
  if (m < 2 || m > 1'000'000) detail::refuse("m", detail::no_index, m, "give a whole number from 2 to 1000000");
  if (h < 1 || h > 10'000) detail::refuse("h", detail::no_index, h, "give a whole number from 1 to 10000");
  // States are eliminated from the highest down. From the highest that is left the only ways are one down and out, so a
  // state needs to know only how often it comes to the highest, how often out, and its steps.
  const auto size = static_cast<std::size_t>(h);
  const auto rise = static_cast<std::size_t>(m - 1);
  const double none = 1.0 - probability;
  std::vector<double> to_highest(size, 0.0), leaves(size, 0.0), steps(size, 1.0);
  for (std::size_t i = 0; i < size; ++i) {
    if (i + rise >= size) leaves[i] = probability;
  }
  for (std::size_t s = size - 1; s > 0; --s) {
    if (s >= rise) to_highest[s - rise] += probability;
    const double away = leaves[s] + none;
    for (std::size_t i = 0; i < s; ++i) {
      const double visits = to_highest[i] / away;
      leaves[i] += visits * leaves[s];
      steps[i] += visits * steps[s];
      to_highest[i] = visits * none;
    }
    to_highest[s - 1] = 0.0;  // Staying there only takes time, which the division by `away` counts.
  }
  return steps[0] / leaves[0];
}

}  // namespace kring::statistics
