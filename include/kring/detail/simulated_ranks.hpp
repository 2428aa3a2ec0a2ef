// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/core/philox.hpp"

namespace kring::detail {

/// Ranks of units in simulated draws of their true values, kept as one row of draws a unit: 4 bytes a unit and draw.
class SimulatedRanks {
 public:
  SimulatedRanks(std::span<const double> means, std::span<const double> standard_deviations, std::uint32_t draws,
                 std::uint64_t seed, unsigned threads)
      : means_(means),
        standard_deviations_(standard_deviations),
        draws_(draws),
        key_(philox_key(seed)),
        ranks_(means.size() * draws) {
    for_each_part(draws, threads, [&](std::size_t begin, std::size_t end) {
      std::vector<Entry> entries(means_.size());
      for (std::size_t draw = begin; draw < end; ++draw) rank(static_cast<std::uint32_t>(draw), entries);
    });
  }

  /// The smallest ranks of a unit that at least a share low and high of its draws do not exceed.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> quantiles(std::size_t unit, double low, double high) {
    const auto begin = ranks_.begin() + static_cast<std::ptrdiff_t>(unit * draws_);
    const auto end = begin + static_cast<std::ptrdiff_t>(draws_);
    const auto first = begin + place(low);
    const auto second = begin + place(high);
    std::nth_element(begin, second, end);
    const std::uint32_t upper = *second;
    if (first != second) std::nth_element(begin, first, second);
    return {*first, upper};
  }

 private:
  // Marks these draws apart from any other use of the same seed: "rank" in ASCII.
  static constexpr std::uint32_t stream = 0x72616E6B;

  struct Entry {
    double value;
    std::uint32_t tie_breaker;
    std::uint32_t unit;

    [[nodiscard]] bool operator<(const Entry& other) const noexcept {
      if (value != other.value) return value < other.value;
      if (tie_breaker != other.tie_breaker) return tie_breaker < other.tie_breaker;
      return unit < other.unit;
    }
  };

  void rank(std::uint32_t draw, std::vector<Entry>& entries) {
    for (std::uint32_t unit = 0; unit < entries.size(); ++unit) {
      const auto words = philox({draw, unit, stream, 0}, key_);
      entries[unit] = {means_[unit] + standard_deviations_[unit] * standard_normal(words[0], words[1]), words[2], unit};
    }
    std::sort(entries.begin(), entries.end());
    std::uint32_t position = 0;
    for (const Entry& entry : entries) ranks_[std::size_t{entry.unit} * draws_ + draw] = ++position;
  }

  // Type 1 of Hyndman and Fan; the margin keeps a share that rounds up, as 0.9 does, from costing a place.
  [[nodiscard]] std::ptrdiff_t place(double share) const {
    const double position = std::ceil(share * static_cast<double>(draws_) - 1e-9);
    return static_cast<std::ptrdiff_t>(std::clamp(position, 1.0, static_cast<double>(draws_))) - 1;
  }

  std::span<const double> means_;
  std::span<const double> standard_deviations_;
  std::size_t draws_;
  PhiloxKey key_;
  std::vector<std::uint32_t> ranks_;
};

}  // namespace kring::detail
