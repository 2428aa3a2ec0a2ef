// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
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

// The bands of a block of draws, criterion by criterion and gate by gate, so that all of it stays near the processor.
class DrawBlock {
 public:
  static constexpr std::size_t most = 512;

  DrawBlock(const Profile& profile, const DrawColumns& columns) : profile_(profile), columns_(columns) {
    for (auto& column : values_) column.fill(not_known);
  }

  void bands(std::size_t begin, std::size_t size, std::int8_t* bands) {
    read(begin, size);
    std::array<Steps, most> escalation;
    std::array<Steps, most> reduction;
    std::fill_n(escalation.begin(), size, 0);
    std::fill_n(reduction.begin(), size, profile_.basis);
    for (const Gate& gate : profile_.escalations) {
      look(gate, size);
      for (std::size_t i = 0; i < size; ++i) escalation[i] = std::max(escalation[i], holds_[i] * gate.band);
    }
    for (const Gate& gate : profile_.reductions) {
      look(gate, size);
      for (std::size_t i = 0; i < size; ++i) {
        reduction[i] = std::min(reduction[i], holds_[i] != 0 ? gate.band : profile_.basis);
      }
    }
    for (std::size_t i = 0; i < size; ++i) bands[i] = static_cast<std::int8_t>(std::max(escalation[i], reduction[i]));
  }

 private:
  [[nodiscard]] std::array<Steps, most>& at(Criterion criterion) noexcept {
    return values_[static_cast<std::size_t>(criterion)];
  }
  [[nodiscard]] bool given(Criterion criterion) const noexcept {
    return !columns_[static_cast<std::size_t>(criterion)].empty();
  }

  // As measured() does, for a block.
  void read(std::size_t begin, std::size_t size) {
    for (std::size_t c = 0; c < criteria_count; ++c) {
      if (columns_[c].empty()) continue;
      for (std::size_t i = 0; i < size; ++i) values_[c][i] = steps(columns_[c][begin + i]);
    }
    if (!given(Criterion::reliability_low)) at(Criterion::reliability_low) = at(Criterion::reliability);
    if (!given(Criterion::risk_upper)) at(Criterion::risk_upper) = at(Criterion::risk);
    if (!given(Criterion::risk_secure)) {
      for (std::size_t i = 0; i < size; ++i) {
        const Steps upper = at(Criterion::risk_upper)[i];
        at(Criterion::risk_secure)[i] = upper == not_known ? not_known : (upper < profile_.risk_limit ? full : 0);
      }
    }
    for (std::size_t i = 0; i < size; ++i) {
      std::array<double, 4> values;
      for (std::size_t c = 0; c < values.size(); ++c) {
        values[c] = columns_[c].empty() ? std::numeric_limits<double>::quiet_NaN() : columns_[c][begin + i];
      }
      at(Criterion::quality)[i] = steps(quality_of(profile_, values));
    }
  }

  // Whether each draw meets all conditions of a gate: 1 or 0.
  void look(const Gate& gate, std::size_t size) {
    std::fill_n(holds_.begin(), size, 1);
    for (const Condition& condition : gate.when) {
      const auto& values = at(condition.criterion);
      // Unknown is the least of all steps, so that a condition from below must leave it out.
      if (condition.at_least) {
        for (std::size_t i = 0; i < size; ++i) holds_[i] &= Steps{values[i] >= condition.limit};
      } else {
        for (std::size_t i = 0; i < size; ++i) {
          holds_[i] &= Steps{values[i] < condition.limit} & Steps{values[i] != not_known};
        }
      }
    }
  }

  const Profile& profile_;
  const DrawColumns& columns_;
  std::array<std::array<Steps, most>, criteria_count> values_;
  std::array<Steps, most> holds_;
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
