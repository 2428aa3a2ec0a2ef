// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/supervision/band.hpp"

namespace kring::supervision {

/// Draws of criteria, one column a criterion; a column is empty where the criterion was not given. NaN is unknown.
using DrawColumns = std::array<std::span<const double>, criteria_count>;

namespace detail {

// The least number that has so many steps: comparing with it is comparing in steps, for all numbers and NaN alike.
[[nodiscard]] inline double least_with(Steps limit) noexcept {
  double least = (limit - 0.5) / full;
  while (steps(least) >= limit) least = std::nextafter(least, -1e9);
  while (steps(least) < limit) least = std::nextafter(least, 1e9);
  return least;
}

// The bands of a block of draws, criterion by criterion and gate by gate, so that all of it stays near the processor.
// As decide() does for one board: no draw differs by a bit. Truth is 1 or 0 and bands are doubles, so that all loops
// are over one kind of number.
class DrawBlock {
 public:
  static constexpr std::size_t most = 256;

  DrawBlock(const Profile& profile, const DrawColumns& columns)
      : profile_(profile), columns_(columns), risk_limit_(least_with(profile.risk_limit)) {
    for (const Gate& gate : profile.escalations) escalations_.emplace_back(gate);
    for (const Gate& gate : profile.reductions) reductions_.emplace_back(gate);
  }

  void bands(std::size_t begin, std::size_t size, std::int8_t* bands) {
    find(begin, size);
    const double basis = profile_.basis;
    escalation_.fill(0.0);
    reduction_.fill(basis);
    for (const Limits& gate : escalations_) {
      if (!look(gate, size)) continue;
      for (std::size_t i = 0; i < size; ++i) {
        const double band = gate.band * holds_[i];
        escalation_[i] = band > escalation_[i] ? band : escalation_[i];
      }
    }
    for (const Limits& gate : reductions_) {
      if (!look(gate, size)) continue;
      for (std::size_t i = 0; i < size; ++i) {
        const double band = basis + (gate.band - basis) * holds_[i];
        reduction_[i] = band < reduction_[i] ? band : reduction_[i];
      }
    }
    for (std::size_t i = 0; i < size; ++i) {
      const double band = escalation_[i] > reduction_[i] ? escalation_[i] : reduction_[i];
      bands[i] = static_cast<std::int8_t>(static_cast<std::int32_t>(band));
    }
  }

 private:
  using Column = std::array<double, most>;

  // A gate with its limits as numbers.
  struct Limits {
    explicit Limits(const Gate& gate) : band(gate.band) {
      for (const Condition& one : gate.when) when.push_back({one.criterion, one.at_least, least_with(one.limit)});
    }
    struct Limit {
      Criterion criterion;
      bool at_least;
      double value;
    };
    double band;
    std::vector<Limit> when{};
  };

  // Where the values of a criterion in the block are; null where it is known of no draw.
  [[nodiscard]] const double*& at(Criterion criterion) noexcept { return at_[static_cast<std::size_t>(criterion)]; }

  // As measured() does.
  void find(std::size_t begin, std::size_t size) {
    for (std::size_t c = 0; c < criteria_count; ++c)
      at_[c] = columns_[c].empty() ? nullptr : columns_[c].data() + begin;
    if (at(Criterion::reliability_low) == nullptr) at(Criterion::reliability_low) = at(Criterion::reliability);
    if (at(Criterion::risk_upper) == nullptr) at(Criterion::risk_upper) = at(Criterion::risk);
    const double* upper = at(Criterion::risk_upper);
    if (at(Criterion::risk_secure) == nullptr && upper != nullptr) {
      for (std::size_t i = 0; i < size; ++i) {
        const double secure = upper[i] < risk_limit_ ? 1.0 : 0.0;
        secure_[i] = std::isnan(upper[i]) ? upper[i] : secure;
      }
      at(Criterion::risk_secure) = secure_.data();
    }
    at(Criterion::quality) = blend(size) ? quality_.data() : nullptr;
  }

  // Q where it is known of some draw.
  [[nodiscard]] bool blend(std::size_t size) {
    std::array<const double*, 4> columns{};
    std::array<double, 4> weights{};
    std::size_t count = 0;
    for (std::size_t c = 0; c < profile_.weights.size(); ++c) {
      if (profile_.weights[c] == 0.0) continue;
      if (at_[c] == nullptr) return false;
      columns[count] = at_[c];
      weights[count++] = profile_.weights[c];
    }
    if (count == 1) blend_of<1>(columns, weights, size);
    if (count == 2) blend_of<2>(columns, weights, size);
    if (count == 3) blend_of<3>(columns, weights, size);
    if (count == 4) blend_of<4>(columns, weights, size);
    return count != 0;
  }

  // As quality_of() does, with the same operations in the same order.
  template <std::size_t count>
  void blend_of(const std::array<const double*, 4>& columns, const std::array<double, 4>& weights, std::size_t size) {
    const double blend = profile_.blend;
    double sum = 0.0;
    for (std::size_t c = 0; c < count; ++c) sum += weights[c];
    for (std::size_t i = 0; i < size; ++i) {
      double mean = 0.0;
      double least = 2.0;
      double largest = -1.0;
      for (std::size_t c = 0; c < count; ++c) {
        const double value = columns[c][i];
        mean += weights[c] * value;
        least = value < least ? value : least;
        largest = value > largest ? value : largest;
      }
      const double value = blend * least + (1.0 - blend) * (mean / sum);
      const double below = largest < value ? largest : value;
      quality_[i] = value < least ? least : below;
    }
  }

  // Which draws meet all conditions of a gate. False where none can: one of its criteria is known of no draw. Nothing
  // that is NaN meets a condition.
  [[nodiscard]] bool look(const Limits& gate, std::size_t size) {
    holds_.fill(1.0);
    for (const auto& [criterion, at_least, limit] : gate.when) {
      const double* values = at(criterion);
      if (values == nullptr) return false;
      if (at_least) {
        for (std::size_t i = 0; i < size; ++i) holds_[i] = values[i] >= limit ? holds_[i] : 0.0;
      } else {
        for (std::size_t i = 0; i < size; ++i) holds_[i] = values[i] < limit ? holds_[i] : 0.0;
      }
    }
    return true;
  }

  const Profile& profile_;
  const DrawColumns& columns_;
  double risk_limit_;
  std::vector<Limits> escalations_{};
  std::vector<Limits> reductions_{};
  std::array<const double*, criteria_count> at_{};
  Column quality_;
  Column secure_;
  Column holds_;
  Column escalation_;
  Column reduction_;
};

}  // namespace detail

/// The band of every draw, without hysteresis: for the distribution of a band where what it rests on is uncertain.
/// @param columns Columns of one length, or empty.
/// @param bands As many as there are draws.
/// @param threads 0 means every hardware thread; the bands do not depend on it.
inline void bands_of_draws(const Profile& profile, const DrawColumns& columns, std::span<std::int8_t> bands,
                           unsigned threads = 1) {
  for_each_part(bands.size(), threads, [&](std::size_t begin, std::size_t end) {
    detail::DrawBlock block(profile, columns);
    for (std::size_t at = begin; at < end; at += detail::DrawBlock::most) {
      block.bands(at, std::min(detail::DrawBlock::most, end - at), bands.data() + at);
    }
  });
}

/// Of each band, the share of draws that have it; empty where there are no draws.
[[nodiscard]] inline std::vector<double> band_shares(const Profile& profile, std::span<const std::int8_t> bands) {
  if (bands.empty()) return {};
  std::vector<std::int64_t> counts(profile.bands.size(), 0);
  for (const std::int8_t band : bands) ++counts[static_cast<std::size_t>(band)];
  std::vector<double> shares;
  for (const std::int64_t count : counts) {
    shares.push_back(static_cast<double>(count) / static_cast<double>(bands.size()));
  }
  return shares;
}

}  // namespace kring::supervision
