// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/detail/check_inputs.hpp"
#include "kring/detail/simulated_ranks.hpp"

namespace kring::statistics {

/// How ranks are simulated: confidence of the interval, strictly between 0 and 1; number of draws, 1 to 1,000,000; and
/// the seed on which every digit depends.
struct RankSimulation {
  double confidence = 0.9;
  std::uint32_t draws = 1000;
  std::uint64_t seed = 0;
};

/// Interval in which the rank of each unit lies with the given confidence, by simulation: in every draw each true value
/// is drawn from a normal with its mean and standard deviation, and the units are ranked, 1 for the LOWEST. lower and
/// upper receive the quantiles (1 - confidence)/2 and (1 + confidence)/2 of the ranks drawn (type 1: ranks that
/// occurred). Where values tie, as they do at standard deviation 0, each draw breaks the tie at random, so that units
/// that cannot be told apart get the same spread of ranks. The draws of a unit depend on the seed and its index only:
/// the same bits for any number of threads. Memory: 4 bytes a unit and draw, at most 2 GiB. The ends carry simulation
/// error; more draws make it smaller. Each interval holds for one unit, not for all at once. Source: Goldstein and
/// Spiegelhalter 1996, doi:10.2307/2983325; Marshall and Spiegelhalter 1998, doi:10.1136/bmj.316.7146.1701.
/// @throws InvalidValue where the spans differ in size, a mean is not finite, a standard deviation is negative or not
/// finite, the confidence or the number of draws is out of range, or memory would exceed its bound.
inline void rank_intervals(std::span<const double> means, std::span<const double> standard_deviations,
                           const RankSimulation& simulation, std::span<std::int64_t> lower,
                           std::span<std::int64_t> upper, unsigned threads = 1) {
  detail::require_same_size("standard_deviations", standard_deviations.size(), means.size());
  detail::require_same_size("lower", lower.size(), means.size());
  detail::require_same_size("upper", upper.size(), means.size());
  detail::require_moderate("means", means);
  detail::require_standard_deviations("standard_deviations", standard_deviations);
  detail::require_inside_unit("confidence", simulation.confidence);
  if (simulation.draws < 1 || simulation.draws > 1'000'000) {
    detail::refuse("draws", detail::no_index, simulation.draws, "give 1 to 1000000 draws");
  }
  constexpr std::size_t most_ranks = std::size_t{1} << 29;
  if (means.size() > most_ranks / simulation.draws) {
    throw InvalidValue(std::to_string(means.size()) + " units with " + std::to_string(simulation.draws) +
                       " draws need more than 2 GiB; ask for fewer draws");
  }
  detail::SimulatedRanks ranks(means, standard_deviations, simulation.draws, simulation.seed, threads);
  for_each_part(means.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto [low, high] = ranks.quantiles(i, (1 - simulation.confidence) / 2, (1 + simulation.confidence) / 2);
      lower[i] = low;
      upper[i] = high;
    }
  });
}

}  // namespace kring::statistics
