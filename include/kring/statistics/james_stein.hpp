// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include "kring/core/error.hpp"
#include "kring/detail/check_inputs.hpp"

namespace kring::statistics {

/// What James-Stein shrinkage did to a group of estimates.
struct JamesStein {
  /// The mean towards which all estimates were pulled: weighted by 1/s^2.
  double mean;
  /// What is left of each distance from the mean: from 0 (all at the mean) to 1 (nothing pulled).
  double factor;
};

/// James-Stein estimates of K true values: mean + factor (y - mean), with mean = sum(y/s^2)/sum(1/s^2) and
/// factor = max(0, 1 - (K - 3)/Q), Q = sum ((y - mean)/s)^2 (positive part, Efron and Morris). All estimates keep the
/// same factor; with equal standard errors their total squared error is never expected to be larger than that of the
/// estimates themselves, with unequal ones this holds for errors measured in standard errors. Misleads for a single
/// unit that truly is exceptional: it is pulled in most. Where standard errors differ much, prefer fit_beta_binomial or
/// random_effects, which pull small units more. All estimates equal: factor 0.
/// Source: Efron and Morris 1975, doi:10.1080/01621459.1975.10479864; James and Stein 1961.
/// @throws InvalidValue for fewer than 4 units (nothing can be gained below), where sizes differ, an estimate is not
/// finite, or a standard error is not above 0.
inline JamesStein james_stein(std::span<const double> estimates, std::span<const double> standard_errors,
                              std::span<double> result) {
  detail::require_same_size("standard_errors", standard_errors.size(), estimates.size());
  detail::require_same_size("result", result.size(), estimates.size());
  if (estimates.size() < 4) {
    throw InvalidValue("estimates has " + std::to_string(estimates.size()) +
                       " elements; James-Stein shrinkage towards a mean needs at least 4 units");
  }
  detail::require_moderate("estimates", estimates);
  detail::require_standard_errors("standard_errors", standard_errors);
  // In the scale of the smallest standard error no weight overflows.
  const double scale = *std::min_element(standard_errors.begin(), standard_errors.end());
  double weights = 0;
  double mean = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const double w = (scale / standard_errors[i]) * (scale / standard_errors[i]);
    weights += w;
    mean += w * estimates[i];
  }
  mean /= weights;
  double q = 0;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const double z = (estimates[i] - mean) / standard_errors[i];
    q += z * z;
  }
  const double surplus = static_cast<double>(estimates.size()) - 3;
  const double factor = q > surplus ? 1 - surplus / q : 0.0;
  for (std::size_t i = 0; i < estimates.size(); ++i) result[i] = mean + factor * (estimates[i] - mean);
  return {mean, factor};
}

}  // namespace kring::statistics
