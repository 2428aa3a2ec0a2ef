// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/check_inputs.hpp"
#include "kring/detail/pair_sums.hpp"

namespace kring::statistics {

/// Expected rank of each unit when its true value is normal with the given mean and standard deviation, independently
/// of the others: ER_i = 1 + sum over k != i of P(theta_k < theta_i) = 1 + sum Phi((m_i - m_k) / sqrt(s_i^2 + s_k^2)).
/// Rank 1 is the LOWEST value. Between 1 and the number of units; the ranks of all units add up to K (K + 1) / 2. Units
/// that cannot be told apart share a rank (each pair counts 1/2), also where both standard deviations are 0. Absolute
/// error below 1e-12 times the number of units. Time grows with the square of the number of units, memory by 16 numbers
/// a unit. The same bits for any number of threads. Misleads without rankability: where that is low, all expected ranks
/// lie near the middle, and rightly so. Standard deviations below 1e-150 count as 0.
/// Source: Laird and Louis 1989, doi:10.3102/10769986014001029; Lingsma et al. 2009, doi:10.1186/1471-2288-9-53.
/// @throws InvalidValue where the spans differ in size, a mean is not finite, or a standard deviation is negative or
/// not finite.
inline void expected_ranks(std::span<const double> means, std::span<const double> standard_deviations,
                           std::span<double> result, unsigned threads) {
  detail::require_same_size("standard_deviations", standard_deviations.size(), means.size());
  detail::require_same_size("result", result.size(), means.size());
  detail::require_moderate("means", means);
  detail::require_standard_deviations("standard_deviations", standard_deviations);
  detail::PairSums(means, standard_deviations)(threads, result);
  const double middle = (static_cast<double>(means.size()) + 1) / 2;
  for (double& rank : result) rank += middle;
}

/// The same, returned as a new vector.
[[nodiscard]] inline std::vector<double> expected_ranks(std::span<const double> means,
                                                        std::span<const double> standard_deviations,
                                                        unsigned threads = 1) {
  std::vector<double> result(means.size());
  expected_ranks(means, standard_deviations, result, threads);
  return result;
}

/// Rankability: the part of the variation between units that is real, tau^2 / (tau^2 + median of s^2), with tau^2 the
/// variance between units and s the standard errors. From 0 (a ranking is a lottery) to 1. Lingsma et al. call a
/// ranking below 0.5 unreliable. Misleads where standard errors differ very much: the median says nothing of the
/// smallest units. Source: van Houwelingen et al. 1999; Lingsma et al. 2009, doi:10.1186/1471-2288-9-53.
/// @throws InvalidValue without units, where a standard error is not finite and above zero, or tau_squared is negative.
[[nodiscard]] inline double rankability(std::span<const double> standard_errors, double tau_squared) {
  if (standard_errors.empty()) throw InvalidValue("standard_errors is empty; rankability needs at least one unit");
  detail::require_standard_errors("standard_errors", standard_errors);
  if (!(tau_squared >= 0 && tau_squared <= 1e300)) {
    detail::refuse("tau_squared", detail::no_index, tau_squared, "give a variance of 0 or more");
  }
  std::vector<double> sorted(standard_errors.begin(), standard_errors.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  const double upper = *middle * *middle;
  const double other = sorted.size() % 2 == 1 ? *middle : *std::max_element(sorted.begin(), middle);
  return tau_squared / (tau_squared + (upper + other * other) / 2);
}

}  // namespace kring::statistics
