// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <Eigen/Eigenvalues>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/check_inputs.hpp"

namespace kring::detail {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// w'z / sqrt(variance); refuses a combination without variance.
[[nodiscard]] inline double stouffer(std::span<const double> z, std::span<const double> w, double variance) {
  double sum = 0;
  double size = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    sum += w[i] * z[i];
    size += w[i] * w[i];
  }
  if (!(variance > 1e-12 * size)) {
    throw InvalidValue(
        "with this correlation and these weights the weighted sum has no variance; lower the correlation "
        "or change the weights");
  }
  return sum / std::sqrt(variance);
}

inline void require_correlations(const Matrix& matrix) {
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    for (Eigen::Index k = 0; k < matrix.cols(); ++k) {
      const double r = matrix(i, k);
      const bool good = i == k ? std::abs(r - 1) <= 1e-12 : std::abs(r) <= 1 && std::abs(r - matrix(k, i)) <= 1e-12;
      if (good) continue;
      const std::string name = "correlation[" + std::to_string(i) + ", " + std::to_string(k) + "]";
      refuse(name.c_str(), no_index, r,
             "a correlation matrix is symmetric, has 1 on its diagonal and -1 to 1 elsewhere");
    }
  }
}

/// The matrix itself where it is positive semidefinite; else, if that is asked for, with its negative eigenvalues set
/// to 0 and the diagonal scaled back to 1.
[[nodiscard]] inline Matrix semidefinite(const Matrix& matrix, bool repair) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  const double smallest = solver.eigenvalues().minCoeff();
  if (smallest >= -1e-10) return matrix;
  if (!repair) {
    refuse("the smallest eigenvalue of correlation", no_index, smallest,
           "no data have such correlations; ask for a repair, or compute all of them from the same complete rows");
  }
  const Matrix clipped =
      solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).asDiagonal() * solver.eigenvectors().transpose();
  const Eigen::VectorXd scale = clipped.diagonal().cwiseSqrt().cwiseInverse();
  return scale.asDiagonal() * clipped * scale.asDiagonal();
}

[[nodiscard]] inline std::vector<double> weights_or_ones(std::span<const double> weights, std::size_t size) {
  if (weights.empty()) return std::vector<double>(size, 1.0);
  require_same_size("weights", weights.size(), size);
  require_moderate("weights", weights);
  return {weights.begin(), weights.end()};
}

inline void require_z_scores(std::span<const double> z_scores) {
  if (z_scores.empty()) throw InvalidValue("z_scores is empty; there is nothing to combine");
  require_moderate("z_scores", z_scores);
}

}  // namespace kring::detail

namespace kring::statistics {

/// One z-score from several that are equally correlated: w'z / sqrt(sum w^2 + rho ((sum w)^2 - sum w^2)), standard
/// normal where each z is and nothing is the matter. rho 0 is Stouffer's method. Weights default to 1 each. In the
/// direction of the z-scores: negative stays negative. Misleads where one z-score is bad and the others are fine: the
/// sum hides it; look at the parts too.
/// Sources: Stouffer et al. 1949; Strube 1985, doi:10.1037/0033-2909.97.2.334.
/// @throws InvalidValue without z-scores, where a number is not finite, rho lies outside [-1/(K-1), 1], the sizes
/// differ, or the weighted sum has no variance.
[[nodiscard]] inline double combine_z_scores(std::span<const double> z_scores, double correlation,
                                             std::span<const double> weights = {}) {
  detail::require_z_scores(z_scores);
  const auto w = detail::weights_or_ones(weights, z_scores.size());
  const double others = static_cast<double>(z_scores.size()) - 1;
  if (!(correlation <= 1 && correlation * others >= -1)) {
    detail::refuse("correlation", detail::no_index, correlation,
                   "one correlation for all pairs of K z-scores lies between -1/(K-1) and 1");
  }
  double sum = 0;
  double squares = 0;
  for (const double weight : w) {
    sum += weight;
    squares += weight * weight;
  }
  return detail::stouffer(z_scores, w, squares + correlation * (sum * sum - squares));
}

/// The same with a correlation for each pair: w'z / sqrt(w'Rw), R given row by row. R must be symmetric with unit
/// diagonal. Correlations taken pair by pair from incomplete data may contradict each other (R not positive
/// semidefinite): that is refused, or with repair = true mended by setting negative eigenvalues to 0 and scaling the
/// diagonal back to 1.
/// @throws InvalidValue as the other one does, and for an R that is not a correlation matrix.
[[nodiscard]] inline double combine_z_scores(std::span<const double> z_scores, std::span<const double> correlation,
                                             std::span<const double> weights = {}, bool repair = false) {
  detail::require_z_scores(z_scores);
  const auto w = detail::weights_or_ones(weights, z_scores.size());
  detail::require_same_size("correlation", correlation.size(), z_scores.size() * z_scores.size());
  const auto size = static_cast<Eigen::Index>(z_scores.size());
  const detail::Matrix given = Eigen::Map<const detail::Matrix>(correlation.data(), size, size);
  detail::require_correlations(given);
  const detail::Matrix matrix = detail::semidefinite(given, repair);
  const Eigen::Map<const Eigen::VectorXd> weight(w.data(), size);
  return detail::stouffer(z_scores, w, weight.dot(matrix * weight));
}

}  // namespace kring::statistics
