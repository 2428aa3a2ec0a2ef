// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

#include "kring/detail/check_inputs.hpp"

namespace kring::statistics {

/// How p-values are adjusted for having asked many questions at once.
/// - bonferroni: m p; controls the chance of even one false alarm, for any dependence, at the price of power;
/// - holm: the same control by steps, never weaker than bonferroni;
/// - benjamini_hochberg: controls the expected share of false alarms among the alarms (false discovery rate), for
///   independent or positively dependent p-values;
/// - benjamini_yekutieli: the same for any dependence, by the factor 1 + 1/2 + ... + 1/m.
enum class Adjustment { bonferroni, holm, benjamini_hochberg, benjamini_yekutieli };

}  // namespace kring::statistics

namespace kring::detail {

/// Places of the values in ascending order; equal values keep their order.
[[nodiscard]] inline std::vector<std::size_t> ascending_order(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t k) { return values[i] < values[k]; });
  return order;
}

inline void adjust_bonferroni(std::span<const double> p, std::span<double> out) {
  const auto m = static_cast<double>(p.size());
  std::transform(p.begin(), p.end(), out.begin(), [m](double value) { return std::min(1.0, m * value); });
}

inline void adjust_holm(std::span<const double> p, std::span<double> out) {
  double largest = 0;
  std::size_t place = 0;
  for (const std::size_t i : ascending_order(p)) {
    largest = std::max(largest, static_cast<double>(p.size() - place++) * p[i]);
    out[i] = std::min(1.0, largest);
  }
}

inline void adjust_step_up(std::span<const double> p, double factor, std::span<double> out) {
  const auto order = ascending_order(p);
  double smallest = 1;
  for (std::size_t place = order.size(); place > 0; --place) {
    const double scale = static_cast<double>(p.size()) / static_cast<double>(place) * factor;
    smallest = std::min(smallest, scale * p[order[place - 1]]);
    // m/j can round below what it stands for; an adjusted value never falls below its own p-value.
    out[order[place - 1]] = std::max(smallest, p[order[place - 1]]);
  }
}

[[nodiscard]] inline double harmonic_number(std::size_t m) {
  double sum = 0;
  for (std::size_t j = m; j > 0; --j) sum += 1 / static_cast<double>(j);
  return sum;
}

}  // namespace kring::detail

namespace kring::statistics {

/// Adjusted p-values: flag those at or below a level and the error named by the method stays at or below that level.
/// With p_(1) <= ... <= p_(m): bonferroni m p; holm max over k <= j of (m-k+1) p_(k); benjamini_hochberg min over
/// k >= j of m p_(k) / k; benjamini_yekutieli the same times 1 + 1/2 + ... + 1/m; all capped at 1. Dimensionless, in
/// [p, 1], in the order of the input. Nothing in, nothing out. Misleads when the family is chosen after looking.
/// Sources: Holm 1979 (https://www.jstor.org/stable/4615733); Benjamini and Hochberg 1995,
/// doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini and Yekutieli 2001, doi:10.1214/aos/1013699998.
/// @throws InvalidValue where a p-value is NaN or outside [0, 1], or the spans differ in size.
inline void adjust_p_values(std::span<const double> p_values, Adjustment method, std::span<double> result) {
  detail::require_same_size("result", result.size(), p_values.size());
  detail::require_probabilities("p_values", p_values);
  switch (method) {
    case Adjustment::bonferroni:
      return detail::adjust_bonferroni(p_values, result);
    case Adjustment::holm:
      return detail::adjust_holm(p_values, result);
    case Adjustment::benjamini_hochberg:
      return detail::adjust_step_up(p_values, 1.0, result);
    case Adjustment::benjamini_yekutieli:
      return detail::adjust_step_up(p_values, detail::harmonic_number(p_values.size()), result);
  }
}

/// The same, returned as a new vector.
[[nodiscard]] inline std::vector<double> adjust_p_values(std::span<const double> p_values, Adjustment method) {
  std::vector<double> result(p_values.size());
  adjust_p_values(p_values, method, result);
  return result;
}

}  // namespace kring::statistics
