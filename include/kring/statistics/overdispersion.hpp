// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/checks.hpp"

namespace kring::detail {

inline void require_finite(const char* name, std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) refuse(name, i, values[i], "give finite numbers: leave missing ones out");
  }
}

inline void require_winsorised_share(const char* name, double share) {
  if (!(share >= 0.0 && share < 0.5)) refuse(name, no_index, share, "give a share from 0 up to, not including, 0.5");
}

/// Quantile of sorted values by linear interpolation at position (K - 1) share: type 7 of Hyndman and Fan.
[[nodiscard]] inline double sorted_quantile(std::span<const double> sorted, double share) {
  const double position = static_cast<double>(sorted.size() - 1) * share;
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace kring::detail

namespace kring::statistics {

/// How much more the units of a group differ than their standard errors explain.
struct Overdispersion {
  /// Mean of the squared winsorised z-scores: 1 where chance alone explains the spread, more with overdispersion.
  double phi;
  /// Variance between units, in squared units of the standard errors; 0 where chance explains the spread.
  double tau_squared;
};

/// Pulls the tails in: values below the quantile `share` become that quantile, values above the quantile 1 - share
/// become that one (type 7, linear between order statistics). Nothing is dropped and the order stays. share in [0,
/// 0.5); 0 changes nothing. result receives as many values. With few values one extreme still moves the quantiles.
/// @throws InvalidValue for a value that is not finite, a share outside its range, or lengths that differ.
inline void winsorise(std::span<const double> values, double share, std::span<double> result) {
  detail::require_same_size("result", result.size(), values.size());
  detail::require_finite("values", values);
  detail::require_winsorised_share("share", share);
  if (values.empty()) return;
  if (share == 0.0) {
    std::copy(values.begin(), values.end(), result.begin());
    return;
  }
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double low = detail::sorted_quantile(sorted, share);
  const double high = std::max(low, detail::sorted_quantile(sorted, 1.0 - share));
  std::transform(values.begin(), values.end(), result.begin(), [=](double v) { return std::clamp(v, low, high); });
}

/// Overdispersion of K units from z-scores (y - t)/s and standard errors s: the z-scores are winsorised, then
/// phi = mean z^2 and tau_squared = max(0, (K phi - (K-1)) / (sum w - sum w^2 / sum w)) with w = 1/s^2. Funnel limits
/// and adjusted z-scores then use s^2 + tau_squared. (Spiegelhalter 2005, doi:10.1136/qshc.2005.013755; with no
/// winsorising and t the fixed-effect mean this is the estimate of DerSimonian and Laird.) One unit tells nothing about
/// spread between units: tau_squared is 0, phi its z^2. Winsorising hides true outliers from phi, by design, but lowers
/// phi somewhat where there are none.
/// @throws InvalidValue without units, for values that are not finite, a standard error that is not positive, a
/// winsorised_share outside [0, 0.5), or lengths that differ.
[[nodiscard]] inline Overdispersion overdispersion(std::span<const double> z_scores,
                                                   std::span<const double> standard_errors,
                                                   double winsorised_share = 0.1) {
  if (z_scores.empty()) throw InvalidValue("z_scores is empty; overdispersion needs at least one unit");
  detail::require_same_size("standard_errors", standard_errors.size(), z_scores.size());
  detail::require_finite("z_scores", z_scores);
  detail::require_finite("standard_errors", standard_errors);
  detail::require_winsorised_share("winsorised_share", winsorised_share);
  std::vector<double> tamed(z_scores.size());
  winsorise(z_scores, winsorised_share, tamed);
  double squares = 0.0;
  double weights = 0.0;
  double pairs =
      0.0;  // (sum w)^2 - sum w^2 = 2 sum of w_i w_j over pairs: no cancellation when one unit dwarfs the rest
  for (std::size_t i = 0; i < tamed.size(); ++i) {
    const double s = standard_errors[i];
    if (!(s > 0.0)) detail::refuse("standard_errors", i, s, "a standard error must be above 0");
    squares += tamed[i] * tamed[i];
    pairs += 2.0 * weights / (s * s);
    weights += 1.0 / (s * s);
  }
  const double units = static_cast<double>(tamed.size());
  const double excess = squares - (units - 1.0);
  if (tamed.size() == 1 || excess <= 0.0) return {squares / units, 0.0};
  return {squares / units, excess / (pairs / weights)};
}

}  // namespace kring::statistics
