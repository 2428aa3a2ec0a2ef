// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kring/core/philox.hpp"
#include "kring/framework/detail/input_law.hpp"
#include "kring/framework/outcome.hpp"

namespace kring::framework::detail {

// Draws of one row: the levels its inputs have, and what the judgements come to. Draw k of input i has random words of
// its own, so that no number depends on how many are drawn.
class DrawnRow {
 public:
  DrawnRow(const Framework& framework, const InputLaws& laws, std::size_t row)
      : framework_(framework), outcomes_(framework.judgements()) {
    for (std::size_t i = 0; i < framework.inputs(); ++i) {
      auto& choices = choices_.emplace_back();
      double sum = 0;
      for (Symbol symbol = 0; symbol < symbols; ++symbol) {
        const double p = laws.law(i, row)[symbol];
        if (p > 0) choices.push_back({static_cast<std::uint64_t>(0x1p32 * std::min(1.0, sum += p)), symbol});
      }
      choices.back().below = std::uint64_t{1} << 32U;
      sets_.push_back(laws.set(i, row));
    }
    shown_.resize(framework.inputs());
  }

  [[nodiscard]] const std::vector<Outcome>& operator()(std::uint32_t draw, std::uint32_t number, PhiloxKey key) {
    PhiloxBlock words{};
    for (std::uint32_t i = 0; i < shown_.size(); ++i) {
      if (i % 4 == 0) words = philox({draw, number, i / 4, stream}, key);
      const auto* choice = choices_[i].data();
      while (words[i % 4] >= choice->below) ++choice;
      shown_[i] = choice->symbol;
    }
    for (std::size_t j = 0; j < outcomes_.size(); ++j) outcomes_[j] = judged(j);
    return outcomes_;
  }

 private:
  struct Choice {
    std::uint64_t below;
    Symbol symbol;
  };
  static constexpr std::uint32_t stream = 0x4A554447;

  [[nodiscard]] Finding finding(const InputRef& input) const {
    if (input.is_judgement)
      return as_finding(outcomes_[input.place], framework_.resolved().judgements[input.place].reach);
    const Symbol symbol = shown_[input.place];
    if (symbol < most_levels) return Finding::at(symbol);
    return symbol == not_applicable_symbol ? Finding::not_applicable() : Finding{sets_[input.place], {}, true};
  }

  [[nodiscard]] Outcome judged(std::size_t j) {
    const ResolvedTable& table = framework_.resolved().judgements[j];
    std::int32_t node = 0;
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const Finding one = finding(table.inputs[i]);
      const bool several = one.levels.size() > 1 && one.levels != table.diagram.domain(i).levels;
      if (several) return judged_with_sets(table);
      const Symbol symbol =
          !one.applies ? not_applicable_symbol : (one.levels.size() == 1 ? one.levels.worst() : unknown_symbol);
      node = table.diagram.layers()[i][static_cast<std::size_t>(node)][symbol];
    }
    return outcome_of(table.diagram.ends()[static_cast<std::size_t>(node)], node);
  }

  [[nodiscard]] Outcome judged_with_sets(const ResolvedTable& table) const {
    std::vector<Finding> findings;
    for (const InputRef& input : table.inputs) findings.push_back(finding(input));
    return outcome_of(combined(table.diagram, reached_ends(table.diagram, findings)), -1);
  }

  const Framework& framework_;
  std::vector<std::vector<Choice>> choices_;
  std::vector<LevelSet> sets_;
  std::vector<Symbol> shown_;
  std::vector<Outcome> outcomes_;
};

}  // namespace kring::framework::detail
