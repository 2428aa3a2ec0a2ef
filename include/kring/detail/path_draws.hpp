// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/core/philox.hpp"
#include "kring/detail/path_core.hpp"

namespace kring::detail {

/// In which of 64 draws a component is sound, as bits. A uniform number is compared with p digit by binary digit, the
/// first one first, for all 64 at once; a draw is decided at the first digit that differs, so that some eight digits do
/// for all. The numbers depend on seed, block of draws and component alone. p counts to its 64th binary digit.
[[nodiscard]] inline std::uint64_t sound_in_draws(double p, std::uint32_t component, std::uint32_t block,
                                                  PhiloxKey key) noexcept {
  // Marks these draws apart from any other use of the same seed: "path" in ASCII.
  constexpr std::uint32_t stream = 0x70617468;
  std::uint64_t undecided = ~std::uint64_t{0}, sound = 0;
  PhiloxBlock words{};
  std::uint32_t digit = 0;
  for (auto digits = static_cast<std::uint64_t>(p * 0x1p64); undecided != 0 && digits != 0; digits <<= 1, ++digit) {
    if (digit % 2 == 0) words = philox({block, component, digit / 2, stream}, key);
    const std::size_t half = digit % 2 * 2;
    const std::uint64_t drawn = (std::uint64_t{words[half]} << 32) | words[half + 1];
    const bool one = digits >> 63;
    if (one) sound |= undecided & ~drawn;
    undecided &= one ? drawn : ~drawn;
  }
  return sound;
}

/// In how many of the draws a core holds; the same for any number of threads.
class PathDraws {
 public:
  PathDraws(const PathCore& core, std::uint64_t seed) : core_(core), key_(philox_key(seed)) {}

  [[nodiscard]] std::uint64_t operator()(std::uint32_t draws, unsigned threads) const {
    const std::size_t blocks = (std::size_t{draws} + 63) / 64;
    std::vector<std::uint8_t> hits(blocks);
    for_each_part(blocks, threads, [&](std::size_t begin, std::size_t end) {
      std::vector<std::uint64_t> sound(core_.sound.size()), reached(core_.nodes());
      for (std::size_t block = begin; block < end; ++block) {
        const std::size_t size = std::min<std::size_t>(64, draws - block * 64);
        const std::uint64_t counted = ~std::uint64_t{0} >> (64 - size);
        const std::uint64_t holding = holds(static_cast<std::uint32_t>(block), sound, reached);
        hits[block] = static_cast<std::uint8_t>(std::popcount(holding & counted));
      }
    });
    std::uint64_t sum = 0;
    for (const std::uint8_t count : hits) sum += count;
    return sum;
  }

 private:
  // Every bit of a word is a draw.
  [[nodiscard]] std::uint64_t holds(std::uint32_t block, std::vector<std::uint64_t>& sound,
                                    std::vector<std::uint64_t>& reached) const {
    for (std::size_t i = 0; i < sound.size(); ++i) {
      sound[i] = sound_in_draws(core_.sound[i], core_.original[i], block, key_);
    }
    for (std::size_t node = 0; node < core_.nodes(); ++node) reached[node] = core_.starts(node) ? ~std::uint64_t{0} : 0;
    std::uint64_t holding = 0;
    for (std::size_t node = 0; node < core_.nodes(); ++node) {
      const std::uint32_t component = core_.component(node);
      const std::uint64_t passed = component == PathCore::certain ? reached[node] : reached[node] & sound[component];
      if (core_.ends(node)) holding |= passed;
      for (const std::uint32_t follower : core_.followers(node)) reached[follower] |= passed;
    }
    return holding;
  }

  const PathCore& core_;
  PhiloxKey key_;
};

}  // namespace kring::detail
