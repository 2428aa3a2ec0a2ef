// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/supervision/band.hpp"
#include "kring/supervision/detail/change_search.hpp"

namespace kring::supervision {

/// Change (verandering) of one criterion: from what it is to what it would have to be.
struct Change {
  Criterion criterion = Criterion::quality;
  double from = 0;  ///< NaN where it is unknown.
  double to = 0;
  double cost = 0;  ///< By the profile.
};

/// Counterfactual (tegenfeitelijke): changes that together lead to another band, none of which can be left out.
struct Counterfactual {
  std::int32_t band = 0;
  std::vector<Change> changes{};  ///< In the order of the criteria.
  double cost = 0;
};

namespace detail {

// The least worse value of one criterion at which the band is higher than it was; nothing where none is.
[[nodiscard]] inline std::optional<Steps> least_worse(const Profile& profile, const Criteria& board,
                                                      Criterion criterion, std::int32_t band) {
  Measured levers = measured(profile, board);
  const Steps now = levers[at(criterion)];
  const bool lower = better(criterion) == Better::lower;
  const Steps unit = is_share(criterion) ? 1 : full;
  const Steps worst = lower ? full : 0;
  const auto raises = [&](Steps away) {
    levers[at(criterion)] = lower ? now + away * unit : now - away * unit;
    return band_of(profile, board, levers) > band;
  };
  Steps high = (lower ? worst - now : now - worst) / unit;
  if (high <= 0 || !raises(high)) return {};
  Steps low = 0;
  while (high - low > 1) {
    const Steps middle = low + (high - low) / 2;
    (raises(middle) ? high : low) = middle;
  }
  return lower ? now + high * unit : now - high * unit;
}

[[nodiscard]] inline std::pair<Criterion, Steps> key_of(const Change& change) {
  return {change.criterion, steps(change.to)};
}

[[nodiscard]] inline Counterfactual told(const Profile& profile, const Criteria& board, const Measured& then,
                                         std::int32_t band) {
  const Measured now = measured(profile, board);
  Counterfactual result{band};
  for (std::size_t c = 0; c < criteria_count; ++c) {
    const auto criterion = static_cast<Criterion>(c);
    if (criterion == Criterion::quality || !is_lever(board, criterion) || then[c] == now[c]) continue;
    // From unknown the whole way is counted: nothing shows that a part of it is done.
    const double from = now[c] == not_known ? (better(criterion) == Better::lower ? 1.0 : 0.0) : value_of(now[c]);
    Change change{criterion, value_of(now[c]), value_of(then[c])};
    change.cost = profile.cost[c] * std::abs(change.to - from);
    result.cost += change.cost;
    result.changes.push_back(change);
  }
  return result;
}

}  // namespace detail

/// All minimal changes after which a board has a band of at most the one asked for: of none of them can a part be left
/// out or made smaller by a step. A criterion moves to a limit of the profile; where Q must rise, A, V, T and R move to
/// their limits and to multiples of a step, so that there are finitely many ways. Criteria that were not given move
/// with the one they are taken from. Ordered by cost, then by fewer changes, then by criterion and value.
/// @param band A band below that of the board; the result is empty where the board has it already.
/// @param step In (0, 1]: how finely A, V, T and R are looked at.
/// @param previous The band the board had before, whose hysteresis must be overcome too.
/// @throws InvalidValue for a band the profile does not have or a step outside (0, 1].
[[nodiscard]] inline std::vector<Counterfactual> counterfactuals(const Profile& profile, const Criteria& board,
                                                                 std::int32_t band, double step = 0.05,
                                                                 std::optional<std::int32_t> previous = {}) {
  if (band < 0 || static_cast<std::size_t>(band) >= profile.bands.size()) {
    throw InvalidValue("band is " + std::to_string(band) + ": expected 0 to " +
                       std::to_string(profile.bands.size() - 1));
  }
  if (!(step > 0.0 && step <= 1.0)) {
    throw InvalidValue("step is " + std::to_string(step) + ": expected a number above 0 and at most 1");
  }
  const Measured now = measured(profile, board);
  if (decide(profile, now, previous).band <= band) return {};
  const bool drawn = previous && band < *previous;
  detail::ChangeSearch search(profile, board, band, std::max(Steps{1}, steps(step)), drawn ? profile.hysteresis : 0);
  std::vector<Counterfactual> all;
  for (const Measured& then : search.find()) all.push_back(detail::told(profile, board, then, band));
  std::ranges::sort(all, [](const Counterfactual& a, const Counterfactual& b) {
    const auto rounded = [](double cost) { return std::llround(cost * 1e9); };
    if (rounded(a.cost) != rounded(b.cost)) return a.cost < b.cost;
    if (a.changes.size() != b.changes.size()) return a.changes.size() < b.changes.size();
    return std::ranges::lexicographical_compare(a.changes, b.changes, {}, &detail::key_of, &detail::key_of);
  });
  return all;
}

/// Changes of one criterion that each lead to a higher band, the nearest first, then in the order of the criteria: a
/// warning. Without hysteresis, which holds no band down.
[[nodiscard]] inline std::vector<Counterfactual> nearest_higher(const Profile& profile, const Criteria& board) {
  const Measured now = measured(profile, board);
  const std::int32_t band = decide(profile, now).band;
  std::vector<Counterfactual> all;
  for (std::size_t c = 0; c < criteria_count; ++c) {
    const auto criterion = static_cast<Criterion>(c);
    if (now[c] == not_known || !detail::is_lever(board, criterion)) continue;
    const auto worse = detail::least_worse(profile, board, criterion, band);
    if (!worse) continue;
    Measured then = now;
    then[c] = *worse;
    all.push_back(detail::told(profile, board, then, detail::band_of(profile, board, then)));
  }
  std::ranges::stable_sort(all, {}, [](const Counterfactual& one) {
    return steps(std::abs(one.changes.front().to - one.changes.front().from));
  });
  return all;
}

}  // namespace kring::supervision
