// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/detail/path_core.hpp"

namespace kring::detail {

/// The probability that a core of few components holds when they fail independently, by looking at all their states at
/// once: a bit for each state, 64 of them in a word.
class PathTable {
 public:
  static constexpr std::size_t most_components = 10;

  [[nodiscard]] double operator()(const PathCore& core) {
    words_ = std::max<std::size_t>(1, (std::size_t{1} << core.sound.size()) / 64);
    walk(core);
    return expectation(core);
  }

 private:
  // The word of a table in which state s has bit number `component` of s.
  [[nodiscard]] static std::uint64_t sound_in_states(std::size_t component, std::size_t word) {
    constexpr std::array<std::uint64_t, 6> low = {0xAAAAAAAAAAAAAAAAU, 0xCCCCCCCCCCCCCCCCU, 0xF0F0F0F0F0F0F0F0U,
                                                  0xFF00FF00FF00FF00U, 0xFFFF0000FFFF0000U, 0xFFFFFFFF00000000U};
    if (component < low.size()) return low[component];
    return (word >> (component - low.size())) & 1U ? ~std::uint64_t{0} : 0;
  }

  // Fills holds_ with the states in which a path exists.
  void walk(const PathCore& core) {
    holds_.assign(words_, 0);
    reached_.assign(core.nodes() * words_, 0);
    for (std::size_t node = 0; node < core.nodes(); ++node) {
      std::uint64_t* const passed = &reached_[node * words_];
      const std::uint32_t component = core.component(node);
      if (core.starts(node)) std::fill_n(passed, words_, ~std::uint64_t{0});
      for (std::size_t i = 0; i < words_; ++i) {
        if (component != PathCore::certain) passed[i] &= sound_in_states(component, i);
        if (core.ends(node)) holds_[i] |= passed[i];
      }
      for (const std::uint32_t follower : core.followers(node)) {
        for (std::size_t i = 0; i < words_; ++i) reached_[follower * words_ + i] |= passed[i];
      }
    }
  }

  // Takes the mean over one component after another, the last one first.
  [[nodiscard]] double expectation(const PathCore& core) {
    mean_.resize(std::size_t{1} << core.sound.size());
    for (std::size_t state = 0; state < mean_.size(); ++state) {
      mean_[state] = static_cast<double>((holds_[state / 64] >> (state % 64)) & 1U);
    }
    for (std::size_t component = core.sound.size(); component-- > 0;) {
      const std::size_t half = std::size_t{1} << component;
      const double p = core.sound[component];
      for (std::size_t state = 0; state < half; ++state) {
        mean_[state] = (1.0 - p) * mean_[state] + p * mean_[half + state];
      }
    }
    return mean_[0];
  }

  std::size_t words_ = 1;
  std::vector<std::uint64_t> holds_, reached_;
  std::vector<double> mean_;
};

}  // namespace kring::detail
