// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/core/digest.hpp"
#include "kring/core/version.hpp"
#include "kring/results/comparison.hpp"
#include "kring/results/indicator.hpp"
#include "kring/results/observation.hpp"

namespace kring::results {

/// The rows of all observations arranged by peer group: rows that share indicator, school year (or window), group and
/// level lie together, ordered by unit name, so that nothing depends on the order of the table.
struct PeerGroups {
  std::vector<std::size_t> rows;   ///< Row numbers, peer group after peer group.
  std::vector<std::size_t> begin;  ///< Where each peer group begins in rows, and one past the last.

  /// Number of peer groups.
  [[nodiscard]] std::size_t size() const noexcept { return begin.size() - 1; }

  /// The rows of one peer group.
  [[nodiscard]] std::span<const std::size_t> operator[](std::size_t group) const {
    return std::span(rows).subspan(begin[group], begin[group + 1] - begin[group]);
  }
};

namespace detail {

// Sorts the row numbers by the given place of each row, keeping the order of equals: one pass of a radix sort, so that
// a million rows are arranged in a few passes over memory.
inline void sort_by(std::vector<std::size_t>& rows, std::span<const std::int32_t> place) {
  const auto [low, high] = std::minmax_element(place.begin(), place.end());
  if (low == place.end() || *low == *high) return;
  std::vector<std::size_t> start(static_cast<std::size_t>(*high - *low) + 2, 0);
  for (const std::int32_t p : place) ++start[static_cast<std::size_t>(p - *low) + 1];
  for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
  std::vector<std::size_t> sorted(rows.size());
  for (const std::size_t row : rows) sorted[start[static_cast<std::size_t>(place[row] - *low)]++] = row;
  rows = std::move(sorted);
}

}  // namespace detail

/// Arranges observations by peer group, in the order of indicator, school year, length of window, group, level and
/// unit.
[[nodiscard]] inline PeerGroups peer_groups(const Observations& observations) {
  PeerGroups result;
  result.rows.resize(observations.size());
  for (std::size_t i = 0; i < result.rows.size(); ++i) result.rows[i] = i;
  const std::array columns = {observations.unit.alphabetical(),  observations.level.alphabetical(),
                              observations.group.alphabetical(), observations.window_years,
                              observations.school_year,          observations.indicator.alphabetical()};
  for (const auto& column : columns) detail::sort_by(result.rows, column);
  const auto differ = [&](std::size_t a, std::size_t b) {
    return std::any_of(columns.begin() + 1, columns.end(), [&](const auto& column) { return column[a] != column[b]; });
  };
  for (std::size_t i = 0; i < result.rows.size(); ++i) {
    if (i == 0 || differ(result.rows[i - 1], result.rows[i])) result.begin.push_back(i);
  }
  result.begin.push_back(result.rows.size());
  return result;
}

/// SHA-256 of the observations in the order of their peer groups, the direction of each indicator, the options that
/// bear on the numbers, and the version of kring: the same for any order of the rows and any number of threads.
/// @param directions One for each name of observations.indicator.
[[nodiscard]] inline std::string digest(const Observations& observations, const PeerGroups& groups,
                                        std::span<const Direction> directions, const ComparisonOptions& options) {
  Digest result;
  result.add(std::string_view(version));
  for (const double number :
       {options.confidence, options.credibility, options.false_discovery_rate, options.winsorised_share}) {
    result.add(number);
  }
  for (const std::int64_t number :
       {options.minimum_trials, options.minimum_units, static_cast<std::int64_t>(options.rank_draws),
        static_cast<std::int64_t>(options.seed)}) {
    result.add(number);
  }
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const std::size_t first = groups[group].front();
    result.add(std::string_view(observations.indicator[first]));
    result.add(name(directions[static_cast<std::size_t>(observations.indicator.codes()[first])]));
    result.add(static_cast<std::int64_t>(observations.school_year[first]));
    result.add(static_cast<std::int64_t>(observations.window_years[first]));
    result.add(std::string_view(observations.group[first]));
    result.add(std::string_view(observations.level[first]));
    for (const std::size_t row : groups[group]) {
      result.add(std::string_view(observations.unit[row]));
      const bool counted = observations.counted[row] != 0;
      result.add(counted ? observations.numerator[row] : std::int64_t{-1});
      result.add(counted ? observations.denominator[row] : std::int64_t{-1});
      result.add(static_cast<std::int64_t>(observations.complete[row]));
    }
  }
  return result.text();
}

}  // namespace kring::results
