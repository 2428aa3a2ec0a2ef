// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "kring/framework/detail/formula.hpp"
#include "kring/framework/scale.hpp"

namespace kring::framework::detail {

// What a judgement comes to for one combination of symbols.
struct End {
  LevelSet levels{};                   // possible levels
  bool undetermined_by_rule = false;   // a rule says so
  bool not_applicable = false;         // a rule says so, or no input is applicable
  bool uncovered = false;              // no rule holds for some combination of levels
  bool may_change = false;             // a deciding rule says that more knowledge may change the outcome
  std::vector<std::uint16_t> rules{};  // those that decided, in order

  [[nodiscard]] bool settled() const noexcept {
    return levels.size() == 1 && !undetermined_by_rule && !not_applicable && !uncovered;
  }
  [[nodiscard]] bool only_not_applicable() const noexcept {
    return not_applicable && levels.empty() && !undetermined_by_rule && !uncovered;
  }
  bool operator==(const End&) const = default;
  auto operator<=>(const End&) const = default;
};

// A judgement as a decision diagram: one layer an input, one node a situation that the rules tell apart, one edge a
// symbol. It holds the outcome of every input exactly, also where there are too many to list.
class Diagram {
 public:
  using Children = std::array<std::int32_t, symbols>;  // -1 where a symbol cannot occur
  static constexpr std::size_t largest_table = std::size_t{1} << 18;

  Diagram() = default;
  // layers: node 0 of the first layer is the root; the children of the last layer are places in ends.
  Diagram(std::vector<Domain> domains, std::vector<std::vector<Children>> layers, std::vector<End> ends)
      : domains_(std::move(domains)), layers_(std::move(layers)), ends_(std::move(ends)) {
    make_table();
  }

  [[nodiscard]] std::size_t inputs() const noexcept { return layers_.size(); }
  [[nodiscard]] const Domain& domain(std::size_t input) const noexcept { return domains_[input]; }
  [[nodiscard]] const std::vector<std::vector<Children>>& layers() const noexcept { return layers_; }
  [[nodiscard]] const std::vector<End>& ends() const noexcept { return ends_; }

  // Number of combinations of symbols, unknown included; as a double, because it can be astronomical.
  [[nodiscard]] double combinations() const noexcept {
    double product = 1;
    for (const Domain& domain : domains_) product *= static_cast<double>(width(domain));
    return product;
  }

  // The end of one combination; every symbol must be one that can occur.
  [[nodiscard]] std::int32_t walk(std::span<const Symbol> shown) const noexcept {
    std::int32_t node = 0;
    for (std::size_t i = 0; i < layers_.size(); ++i) node = layers_[i][static_cast<std::size_t>(node)][shown[i]];
    return node;
  }

  // The ends as a table, where there are few enough: the place is the sum of offset(input)[symbol].
  [[nodiscard]] bool has_table() const noexcept { return !table_.empty(); }
  [[nodiscard]] std::span<const std::int32_t> table() const noexcept { return table_; }
  [[nodiscard]] const std::array<std::uint32_t, symbols>& offset(std::size_t input) const noexcept {
    return offsets_[input];
  }

  // Calls f(symbol) for every symbol that an input can show.
  template <class F>
  static void for_each_symbol(const Domain& domain, F f) {
    for (Level level = 0; level < most_levels; ++level) {
      if (domain.levels.contains(level)) f(level);
    }
    f(unknown_symbol);
    if (domain.may_be_not_applicable) f(not_applicable_symbol);
  }

 private:
  [[nodiscard]] static std::size_t width(const Domain& domain) noexcept {
    return domain.levels.size() + 1 + (domain.may_be_not_applicable ? 1 : 0);
  }

  void make_table() {
    if (combinations() > static_cast<double>(largest_table)) return;
    offsets_.resize(inputs());
    std::vector<std::int32_t> nodes(1, 0);
    std::uint32_t stride = 1;
    for (std::size_t i = 0; i < inputs(); ++i) {
      std::vector<std::int32_t> next;
      std::uint32_t place = 0;
      for_each_symbol(domains_[i], [&](Symbol symbol) {
        offsets_[i][symbol] = place;
        place += stride;
        for (const std::int32_t node : nodes) next.push_back(layers_[i][static_cast<std::size_t>(node)][symbol]);
      });
      stride = place;
      nodes = std::move(next);
    }
    table_ = std::move(nodes);
  }

  std::vector<Domain> domains_;
  std::vector<std::vector<Children>> layers_;
  std::vector<End> ends_;
  std::vector<std::int32_t> table_;
  std::vector<std::array<std::uint32_t, symbols>> offsets_;
};

}  // namespace kring::framework::detail
