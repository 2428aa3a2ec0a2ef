// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/between_variance.hpp"
#include "kring/detail/check_inputs.hpp"
#include "kring/statistics/overdispersion.hpp"

namespace kring::statistics {

/// How the variance between units is estimated: by moments (dersimonian_laird: from Q at known weights, no iteration;
/// paule_mandel: the variance at which Q equals its expectation), or by likelihood (reml: restricted, allows for the
/// estimated mean, a good default; ml: biased downwards with few units).
enum class VarianceMethod { dersimonian_laird, reml, ml, paule_mandel };

/// Mean of a group of units that truly differ, and how much they differ.
struct RandomEffects {
  /// Mean of the true values, in the unit of the estimates, each unit weighing 1/(s^2 + tau_squared).
  double mean;
  /// Standard error of the mean: 1/sqrt(sum of weights), tau_squared taken as known.
  double standard_error;
  /// Cochran's Q: sum of ((y - fixed-effect mean)/s)^2; about K - 1 where chance alone explains the spread.
  double q;
  /// Variance between the true values of the units; 0 where chance explains the spread.
  double tau_squared;
  /// Evaluations that the search took; 0 without a search.
  int iterations;
  /// Whether the search ended at its answer; if false, do not use tau_squared.
  bool converged;
};

}  // namespace kring::statistics

namespace kring::detail {

/// Estimates and variances in the scale of the smallest standard error, so that no weight overflows.
struct ScaledUnits {
  double scale;
  std::vector<double> estimates;
  std::vector<double> errors;
  std::vector<double> variances;
};

[[nodiscard]] inline ScaledUnits scaled_units(std::span<const double> estimates, std::span<const double> errors) {
  ScaledUnits units{*std::min_element(errors.begin(), errors.end()), {}, {}, {}};
  for (std::size_t i = 0; i < errors.size(); ++i) {
    units.estimates.push_back(estimates[i] / units.scale);
    units.errors.push_back(errors[i] / units.scale);
    units.variances.push_back(units.errors[i] * units.errors[i]);
  }
  require_moderate("estimates over the smallest of the standard_errors", units.estimates);
  require_moderate("standard_errors over the smallest of them", units.errors);
  return units;
}

/// tau_squared in the scale of the units, whose z-scores around the fixed-effect mean are given.
[[nodiscard]] inline VarianceSearch find_tau_squared(const ScaledUnits& units, double fixed_mean,
                                                     std::span<const double> z_scores,
                                                     statistics::VarianceMethod method, double winsorised_share) {
  using statistics::VarianceMethod;
  const double moment = statistics::overdispersion(z_scores, units.errors, winsorised_share).tau_squared;
  if (method == VarianceMethod::dersimonian_laird || z_scores.size() == 1) return {moment, 0, true};
  std::vector<double> tamed(z_scores.size());
  statistics::winsorise(z_scores, winsorised_share, tamed);
  for (std::size_t i = 0; i < tamed.size(); ++i) tamed[i] = fixed_mean + units.errors[i] * tamed[i];
  // The harmonic mean of the variances: the size of a variance that matters beside them.
  double weights = 0;
  for (const double v : units.variances) weights += 1 / v;
  const double typical = static_cast<double>(tamed.size()) / weights;
  const BetweenVariance between(tamed, units.variances, method == VarianceMethod::reml);
  const double start = moment > 0 ? moment : typical;
  if (method == VarianceMethod::paule_mandel) return find_paule_mandel(between, start, typical);
  return find_likelihood_maximum(between, start, typical);
}

}  // namespace kring::detail

namespace kring::statistics {

/// Mean and spread of K units with estimates y and standard errors s: y_i = mean + u_i + e_i, u ~ N(0, tau_squared),
/// e_i ~ N(0, s_i^2). tau_squared by the method asked for; then weights 1/(s^2 + tau_squared). With winsorised_share
/// above 0 the z-scores around the fixed-effect mean are winsorised before tau_squared is estimated, so that a few true
/// outliers do not widen the limits for all; mean, standard error and Q still use all estimates as they are.
/// dersimonian_laird is max(0, (Q - (K-1)) / (sum w - sum w^2/sum w)), w = 1/s^2. tau_squared is exactly 0 where chance
/// explains the spread, and for one unit, whose mean is its estimate. Misleads with few units (tau_squared is then very
/// uncertain; the standard error ignores that), and where large and small units differ in kind.
/// Sources: DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2; Paule and Mandel 1982,
/// doi:10.6028/jres.087.022; Viechtbauer 2005, doi:10.3102/10769986030003261.
/// @throws InvalidValue without units, where sizes differ, an estimate is not finite, a standard error is not above 0,
/// or winsorised_share lies outside [0, 0.5).
[[nodiscard]] inline RandomEffects random_effects(std::span<const double> estimates,
                                                  std::span<const double> standard_errors, VarianceMethod method,
                                                  double winsorised_share = 0) {
  if (estimates.empty()) throw InvalidValue("estimates is empty; random effects need at least one unit");
  detail::require_same_size("standard_errors", standard_errors.size(), estimates.size());
  detail::require_moderate("estimates", estimates);
  detail::require_standard_errors("standard_errors", standard_errors);
  detail::require_winsorised_share("winsorised_share", winsorised_share);
  const auto units = detail::scaled_units(estimates, standard_errors);
  const detail::BetweenVariance plain(units.estimates, units.variances, false);
  const auto fixed = plain.sums(0);
  std::vector<double> z_scores(estimates.size());
  for (std::size_t i = 0; i < z_scores.size(); ++i) z_scores[i] = (units.estimates[i] - fixed.mean) / units.errors[i];
  const auto tau_squared = detail::find_tau_squared(units, fixed.mean, z_scores, method, winsorised_share);
  const auto random = plain.sums(tau_squared.value);
  return {random.mean * units.scale,
          units.scale / std::sqrt(random.w),
          fixed.squares,
          tau_squared.value * units.scale * units.scale,
          tau_squared.iterations,
          tau_squared.converged};
}

}  // namespace kring::statistics
