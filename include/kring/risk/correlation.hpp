// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kring/detail/check_inputs.hpp"
#include "kring/results/observation.hpp"

namespace kring::risk {

namespace detail {

// Ranks from 1, ties sharing the mean of their places.
[[nodiscard]] inline std::vector<double> mean_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double shared = 0.5 * static_cast<double>(begin + end + 1);
    for (; begin < end; ++begin) ranks[order[begin]] = shared;
  }
  return ranks;
}

}  // namespace detail

/// Spearman's rank correlation of two series of equal length, ties sharing the mean of their ranks; in [-1, 1]. NaN
/// where there are fewer than 3 pairs, or where one of the two does not vary: then nothing is known of it.
/// @throws InvalidValue where the lengths differ.
[[nodiscard]] inline double spearman(std::span<const double> first, std::span<const double> second) {
  kring::detail::require_same_size("second", second.size(), first.size());
  if (first.size() < 3) return std::nan("");
  const std::vector<double> a = detail::mean_ranks(first);
  const std::vector<double> b = detail::mean_ranks(second);
  const double middle = 0.5 * static_cast<double>(first.size() + 1);
  double together = 0.0, of_a = 0.0, of_b = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    together += (a[i] - middle) * (b[i] - middle);
    of_a += (a[i] - middle) * (a[i] - middle);
    of_b += (b[i] - middle) * (b[i] - middle);
  }
  if (of_a == 0.0 || of_b == 0.0) return std::nan("");
  return std::clamp(together / std::sqrt(of_a * of_b), -1.0, 1.0);
}

/// A correlation drawn towards a prior that counts for so many units: (n r + m prior) / (n + m), not below 0. The prior
/// where r is NaN. A negative correlation would make of two contrary indicators a surer statement than of either; it is
/// taken as 0.
[[nodiscard]] inline double shrunken_correlation(double r, std::size_t units, double prior, double prior_units) {
  const double n = std::isnan(r) ? 0.0 : static_cast<double>(units);
  if (n + prior_units == 0.0) return std::max(0.0, prior);
  return std::max(0.0, ((n == 0.0 ? 0.0 : n * r) + prior_units * prior) / (n + prior_units));
}

/// Correlations of the standing of units on pairs of indicators (and levels), within each group of peers.
class Correlations {
 public:
  /// @param z Standing of each row, high is good; rows that are NaN take no part.
  Correlations(const results::Observations& rows, std::span<const double> z, double prior, double prior_units)
      : prior_(prior), prior_units_(prior_units) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::size_t>> of_unit;
    const auto group = rows.group.alphabetical();
    const auto unit = rows.unit.alphabetical();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (!std::isnan(z[row])) of_unit[{group[row], unit[row]}].push_back(row);
    }
    std::map<Key, std::pair<std::vector<double>, std::vector<double>>> pairs;
    for (const auto& [key, own] : of_unit) {
      for (std::size_t i = 0; i < own.size(); ++i) {
        for (std::size_t k = i + 1; k < own.size(); ++k) {
          auto& pair = pairs[key_of(rows, own[i], own[k])];
          const bool in_order = measure(rows, own[i]) < measure(rows, own[k]);
          pair.first.push_back(z[in_order ? own[i] : own[k]]);
          pair.second.push_back(z[in_order ? own[k] : own[i]]);
        }
      }
    }
    for (const auto& [key, pair] : pairs) {
      const double r = spearman(pair.first, pair.second);
      known_[key] = shrunken_correlation(r, pair.first.size(), prior_, prior_units_);
    }
  }

  /// The correlation of what two rows of one unit measure, within their group; the prior where nobody has both.
  [[nodiscard]] double between(const results::Observations& rows, std::size_t first, std::size_t second) const {
    const auto found = known_.find(key_of(rows, first, second));
    return found == known_.end() ? shrunken_correlation(std::nan(""), 0, prior_, prior_units_) : found->second;
  }

 private:
  using Measure = std::pair<std::string, std::string>;  // Indicator and level.
  using Key = std::tuple<std::string, Measure, Measure>;

  [[nodiscard]] static Measure measure(const results::Observations& rows, std::size_t row) {
    return {rows.indicator[row], rows.level[row]};
  }
  [[nodiscard]] static Key key_of(const results::Observations& rows, std::size_t first, std::size_t second) {
    Measure a = measure(rows, first);
    Measure b = measure(rows, second);
    if (b < a) std::swap(a, b);
    return {rows.group[first], std::move(a), std::move(b)};
  }

  double prior_;
  double prior_units_;
  std::map<Key, double> known_;
};

}  // namespace kring::risk
