// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kring/statistics/path_network.hpp"

namespace kring::detail {

/// What of a network decides whether it holds. Left out: nodes of components that never are sound, nodes that a path
/// can reach or leave over certain nodes alone, edges by which a path enters where it could have begun or goes on where
/// it could have ended, and whatever then lies on no path from a start to an end. The core holds in exactly the same
/// states of the components as the network does. Its starts and ends are uncertain nodes.
struct PathCore {
  /// The component of a node that cannot fail.
  static constexpr std::uint32_t certain = no_number;

  bool holds = false;                   ///< Certain nodes alone make a path; there are no nodes then.
  PathArrays arrays;                    ///< With components of the core.
  std::vector<double> sound;            ///< By component: strictly between 0 and 1.
  std::vector<std::uint32_t> original;  ///< By component: its number before.

  explicit PathCore(const statistics::PathNetwork& network) : PathCore(network.arrays_, network.sound_) {}

  /// The same for arrays with these probabilities of their components, 0 and 1 included.
  PathCore(const PathArrays& given, std::span<const double> probability) {
    Marks marks(given.nodes());
    const auto sound_at = [&](std::size_t node) {
      const std::uint32_t component = given.component[node];
      return component == certain ? 1.0 : probability[component];
    };
    enter(given, sound_at, marks);
    if (holds) return;
    leave(given, sound_at, marks);
    connect(given, marks);
    copy_nodes(given, probability, marks);
    copy_edges(given, marks);
  }

  [[nodiscard]] std::size_t nodes() const noexcept { return arrays.nodes(); }
  /// Whether some component has several nodes.
  [[nodiscard]] bool shares() const noexcept { return shares_; }

  [[nodiscard]] bool starts(std::size_t node) const { return arrays.role[node] & PathArrays::start; }
  [[nodiscard]] bool ends(std::size_t node) const { return arrays.role[node] & PathArrays::end; }
  [[nodiscard]] std::uint32_t component(std::size_t node) const { return arrays.component[node]; }
  [[nodiscard]] std::span<const std::uint32_t> followers(std::size_t node) const { return arrays.followers(node); }

 private:
  using Marks = std::vector<std::uint8_t>;
  // A path can begin at the node or come to it over certain nodes; it can end there or go to an end over certain nodes.
  static constexpr std::uint8_t entry = PathArrays::start, exit = PathArrays::end;
  // The node may be sound, and it is not free to pass from a start or to an end.
  static constexpr std::uint8_t open = 4;
  // Some path from a start comes by the node; one that goes on to an end does.
  static constexpr std::uint8_t reached = 8, kept = 16;

  template <class SoundAt>
  void enter(const PathArrays& given, SoundAt sound_at, Marks& marks) {
    for (std::size_t node = 0; node < marks.size(); ++node) {
      if (given.role[node] & PathArrays::start) marks[node] |= entry;
      const double sound_here = sound_at(node);
      if (sound_here == 1.0 && (marks[node] & entry)) {
        holds = holds || (given.role[node] & PathArrays::end);
        for (const std::uint32_t follower : given.followers(node)) marks[follower] |= entry;
      } else if (sound_here > 0.0) {
        marks[node] |= open;
      }
    }
  }

  template <class SoundAt>
  static void leave(const PathArrays& given, SoundAt sound_at, Marks& marks) {
    for (std::size_t node = marks.size(); node-- > 0;) {
      if (given.role[node] & PathArrays::end) marks[node] |= exit;
      for (const std::uint32_t follower : given.followers(node)) {
        if ((marks[follower] & exit) && sound_at(follower) == 1.0) marks[node] |= exit;
      }
      if ((marks[node] & exit) && sound_at(node) == 1.0) marks[node] &= static_cast<std::uint8_t>(~open);
    }
  }

  static void connect(const PathArrays& given, Marks& marks) {
    for (std::size_t node = 0; node < marks.size(); ++node) {
      if (marks[node] & entry) marks[node] |= reached;
      if ((marks[node] & (open | reached | exit)) != (open | reached)) continue;
      for (const std::uint32_t follower : given.followers(node)) marks[follower] |= reached;
    }
    for (std::size_t node = marks.size(); node-- > 0;) {
      if ((marks[node] & (open | reached)) != (open | reached)) continue;
      bool leads_out = marks[node] & exit;
      for (const std::uint32_t follower : given.followers(node)) leads_out = leads_out || enters(marks[follower]);
      if (leads_out) marks[node] |= kept;
    }
  }

  // Whether an edge to a node with these marks is of use.
  [[nodiscard]] static bool enters(std::uint8_t marks) { return (marks & (kept | entry)) == kept; }

  void copy_nodes(const PathArrays& given, std::span<const double> probability, const Marks& marks) {
    std::size_t size = 0;
    for (const std::uint8_t mark : marks) size += (mark & kept) != 0;
    arrays.role.reserve(size);
    arrays.component.reserve(size);
    sound.reserve(size);
    original.reserve(size);
    std::vector<std::uint32_t> number(probability.size(), no_number);
    for (std::size_t node = 0; node < marks.size(); ++node) {
      if (!(marks[node] & kept)) continue;
      arrays.role.push_back(marks[node] & (entry | exit));
      const std::uint32_t component = given.component[node];
      const bool sure = component == certain || probability[component] == 1.0;
      shares_ = shares_ || (!sure && number[component] != no_number);
      if (!sure && number[component] == no_number) {
        number[component] = static_cast<std::uint32_t>(sound.size());
        sound.push_back(probability[component]);
        original.push_back(component);
      }
      arrays.component.push_back(sure ? certain : number[component]);
    }
  }

  void copy_edges(const PathArrays& given, const Marks& marks) {
    std::vector<std::uint32_t> number(marks.size());
    std::uint32_t size = 0;
    for (std::size_t node = 0; node < marks.size(); ++node) {
      number[node] = size;
      size += (marks[node] & kept) != 0;
    }
    arrays.first.reserve(std::size_t{size} + 1);
    arrays.next.reserve(given.next.size());
    arrays.first.push_back(0);
    for (std::size_t node = 0; node < marks.size(); ++node) {
      if (!(marks[node] & kept)) continue;
      for (const std::uint32_t follower : given.followers(node)) {
        if (!(marks[node] & exit) && enters(marks[follower])) arrays.next.push_back(number[follower]);
      }
      arrays.first.push_back(static_cast<std::uint32_t>(arrays.next.size()));
    }
  }

  bool shares_ = false;
};

}  // namespace kring::detail
