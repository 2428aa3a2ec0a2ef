// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "kring/detail/checks.hpp"
#include "kring/detail/path_bracket.hpp"
#include "kring/detail/path_core.hpp"
#include "kring/detail/path_draws.hpp"
#include "kring/detail/path_factoring.hpp"
#include "kring/statistics/path_network.hpp"

namespace kring::statistics {

/// How the reliability of a network is computed: exactly up to so many uncertain components; beyond them by so many
/// draws, 1 to 1,000,000,000, from a seed on which every digit depends; threads: 0 means every hardware thread.
struct PathReliabilityOptions {
  std::size_t largest_exact = 25;
  std::uint32_t draws = 100'000;
  std::uint64_t seed = 2026;
  unsigned threads = 1;
};

/// Reliability (betrouwbaarheid) of a network of paths: the probability that it holds when components fail
/// independently, with what chance and dependence may make of it.
struct PathReliability {
  double probability;     ///< That the network holds, if components fail independently.
  double standard_error;  ///< Of the simulation; 0 where the probability is exact.
  bool exact;             ///< Computed rather than simulated.
  double lower, upper;    ///< Bracket of the probability, whatever the dependence between components.
  std::size_t uncertain;  ///< Components on which the outcome may depend and that may fail or not.

  [[nodiscard]] bool operator==(const PathReliability&) const = default;
};

/// The probability that some path from a start to an end has sound components only.
///
/// Exact, up to options.largest_exact uncertain components, by factoring: P = p P(given sound) + (1 - p) P(given
/// failed) for one component after another, where cases with the same question left are taken together. Rounding only:
/// below 1e-12. Where each component has one node it takes at most about n 2^(n/2) operations for n components; where
/// components have many nodes it may take up to 2^n.
///
/// Simulated otherwise: the share of draws in which the network holds, moved into the bracket where it lies outside,
/// with standard error sqrt(P (1 - P) / n). Where none or all of the n draws hold, that formula would claim certainty;
/// the standard error is then 3/n, at most 1: with 95% confidence the truth is no further away than that (rule of
/// three). The same bits for any number of threads.
///
/// lower and upper hold for every dependence between components that leaves each its own probability: lower is the
/// largest sum p - (k - 1) over the k components of a path, at least 0; upper the smallest sum p over components of
/// which every path needs at least one, at most 1. In series: max(0, sum p - (k - 1)) to min p; parallel: max p to
/// min(1, sum p). Where each component has one node no narrower bracket is valid; where components have several, a
/// narrower one may be. Misleads when taken for an interval of confidence: the bracket knows of no error in p.
///
/// Nodes that no path needs count for nothing. Without starts, ends or any path P is 0, exactly; with a path over
/// certain nodes it is 1, exactly.
/// @throws InvalidValue for a number of draws outside its range.
/// Sources: Moskowitz 1958 and Satyanarayana and Chang 1983, Networks 13 (factoring); Frechet 1935, Fundamenta
/// Mathematicae 25 (bounds on the probability of "and" and "or"); Ford and Fulkerson 1956,
/// doi:10.4153/CJM-1956-045-5 (smallest cut); Hanley and Lippman-Hand 1983, doi:10.1001/jama.1983.03330370053031 (rule
/// of three).
[[nodiscard]] inline PathReliability path_reliability(const PathNetwork& network,
                                                      const PathReliabilityOptions& options = {}) {
  if (options.draws < 1 || options.draws > 1'000'000'000) {
    detail::refuse("draws", detail::no_index, options.draws, "give 1 to 1000000000 draws");
  }
  const detail::PathCore core(network);
  if (core.holds) return {1.0, 0.0, true, 1.0, 1.0, 0};
  if (core.nodes() == 0) return {0.0, 0.0, true, 0.0, 0.0, 0};
  const std::size_t uncertain = core.sound.size();
  // Rounding must not put the ends on the wrong side of each other, nor of a probability that lies on one of them.
  const double lower = detail::path_lower_bound(core);
  const double upper = std::max(lower, detail::path_upper_bound(core));
  if (uncertain <= options.largest_exact) {
    const double probability = detail::PathFactoring()(core);
    return {probability, 0.0, true, std::min(lower, probability), std::max(upper, probability), uncertain};
  }
  const auto draws = static_cast<double>(options.draws);
  const auto holding = static_cast<double>(detail::PathDraws(core, options.seed)(options.draws, options.threads));
  const double share = holding / draws;
  const bool mixed = share > 0.0 && share < 1.0;
  const double error = mixed ? std::sqrt(share * (1.0 - share) / draws) : std::min(1.0, 3.0 / draws);
  return {std::clamp(share, lower, upper), error, false, lower, upper, uncertain};
}

}  // namespace kring::statistics
