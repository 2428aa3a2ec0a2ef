// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "kring/detail/path_core.hpp"
#include "kring/detail/path_sweep.hpp"
#include "kring/detail/path_table.hpp"

namespace kring::detail {

/// The probability that a core holds when its components fail independently, by factoring: P = p P(given sound) +
/// (1 - p) P(given failed) for the component with most nodes, and so on for the cores that are left, until a core is
/// small enough to look at all its states or simple enough to sweep. The choices depend on the network alone.
class PathFactoring {
 public:
  [[nodiscard]] double operator()(const PathCore& core) { return std::clamp(decide(core), 0.0, 1.0); }

 private:
  [[nodiscard]] double decide(const PathCore& core) {
    if (core.holds || core.nodes() == 0) return core.holds ? 1.0 : 0.0;
    if (core.sound.size() <= PathTable::most_components) return table_(core);
    if (const auto swept = sweep(core)) return *swept;
    const std::size_t component = most_nodes(core);
    std::vector<double> probability = core.sound;
    probability[component] = 1.0;
    const double if_sound = decide(PathCore(core.arrays, probability));
    probability[component] = 0.0;
    const double if_failed = decide(PathCore(core.arrays, probability));
    return core.sound[component] * if_sound + (1.0 - core.sound[component]) * if_failed;
  }

  // Without it there might be 2^(n - 10) tables. A sweep may take a quarter as many states, so that all sweeps that are
  // given up cost little more than the tables; without shared components it always pays.
  [[nodiscard]] static std::optional<double> sweep(const PathCore& core) {
    if (!core.shares()) return PathSweep(core)(std::numeric_limits<double>::infinity());
    const double tables = std::exp2(static_cast<double>(core.sound.size() - PathTable::most_components));
    if (tables / 4 < static_cast<double>(core.nodes())) return std::nullopt;
    return PathSweep(core)(tables / 4);
  }

  [[nodiscard]] static std::size_t most_nodes(const PathCore& core) {
    std::vector<std::uint32_t> nodes(core.sound.size());
    for (std::size_t node = 0; node < core.nodes(); ++node) {
      if (core.component(node) != PathCore::certain) ++nodes[core.component(node)];
    }
    return static_cast<std::size_t>(std::max_element(nodes.begin(), nodes.end()) - nodes.begin());
  }

  PathTable table_;
};

}  // namespace kring::detail
