// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/framework/findings.hpp"
#include "kring/framework/outcome.hpp"

namespace kring::framework {

/// The outcomes of many units, one column a judgement.
struct Judged {
  std::size_t units = 0;
  std::vector<Outcome> outcomes{};  ///< By judgement, then by unit.

  /// The outcome of a unit on a judgement.
  [[nodiscard]] const Outcome& at(std::size_t judgement, std::size_t unit) const noexcept {
    return outcomes[judgement * units + unit];
  }
};

namespace detail {

// Judges parts of many units; each part has an object of its own.
class ColumnJudge {
 public:
  ColumnJudge(const Findings& findings, std::span<const EducationLevel> education, Judged& judged)
      : findings_(findings), framework_(findings.framework()), education_(education), judged_(judged) {
    rested_on_.assign(framework_.judgements(), false);
    for (const ResolvedTable& table : framework_.resolved().judgements) {
      for (const InputRef& input : table.inputs) {
        if (input.is_judgement) rested_on_[input.place] = true;
      }
      auto& ready = outcomes_.emplace_back();
      for (std::size_t e = 0; e < table.diagram.ends().size(); ++e) {
        ready.push_back(outcome_of(table.diagram.ends()[e], static_cast<std::int32_t>(e)));
      }
      auto& by_place = by_place_.emplace_back();
      for (const std::int32_t end : table.diagram.table()) by_place.push_back(ready[static_cast<std::size_t>(end)]);
    }
  }

  void run(std::size_t begin, std::size_t end) {
    for (std::size_t from = begin; from < end; from += block) {
      const std::size_t to = std::min(from + block, end);
      nested_.resize(framework_.judgements());
      for (std::size_t j = 0; j < framework_.judgements(); ++j) judge(j, from, to);
    }
  }

 private:
  static constexpr std::size_t block = 4096;

  // What the inputs of a judgement show in a block, a pointer to the first unit's for each.
  [[nodiscard]] std::vector<const Symbol*> shown(const ResolvedTable& table, std::size_t from) const {
    std::vector<const Symbol*> columns;
    for (const InputRef& input : table.inputs) {
      columns.push_back(input.is_judgement ? nested_[input.place].data()
                                           : findings_.symbols(input.place).data() + from);
    }
    return columns;
  }

  void judge(std::size_t j, std::size_t from, std::size_t to) {
    const ResolvedTable& table = framework_.resolved().judgements[j];
    const auto columns = shown(table, from);
    Outcome* outcomes = judged_.outcomes.data() + j * judged_.units + from;
    const std::size_t size = to - from;
    const bool by_table = table.diagram.has_table() && !has_sets(columns, size);
    if (by_table) look_up(table, j, columns, size, outcomes);
    for (std::size_t i = 0; i < size; ++i) {
      if (!by_table) outcomes[i] = walk(table, j, columns, from, i);
      if (outcomes[i].state == State::undetermined) outcomes[i].reasons |= reasons(table, from, i);
    }
    if (!education_.empty()) {
      for (std::size_t i = 0; i < size; ++i) {
        if (education_[from + i] == no_judgement) outcomes[i] = {{}, State::not_applicable, {}, -1};
      }
    }
    remember(j, outcomes, size);
  }

  [[nodiscard]] static bool has_sets(const std::vector<const Symbol*>& columns, std::size_t size) {
    return std::any_of(columns.begin(), columns.end(), [&](const Symbol* column) {
      return std::find(column, column + size, set_symbol) != column + size;
    });
  }

  void look_up(const ResolvedTable& table, std::size_t j, const std::vector<const Symbol*>& columns, std::size_t size,
               Outcome* outcomes) {
    places_.assign(size, 0);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto& offset = table.diagram.offset(c);
      const Symbol* column = columns[c];
      for (std::size_t i = 0; i < size; ++i) places_[i] += offset[column[i]];
    }
    const Outcome* ready = by_place_[j].data();
    for (std::size_t i = 0; i < size; ++i) outcomes[i] = ready[places_[i]];
  }

  [[nodiscard]] Finding finding(const InputRef& input, std::size_t from, std::size_t i) const {
    if (!input.is_judgement) return findings_.get(input.place, from + i);
    return as_finding(judged_.at(input.place, from + i), framework_.resolved().judgements[input.place].reach);
  }

  [[nodiscard]] Outcome walk(const ResolvedTable& table, std::size_t j, const std::vector<const Symbol*>& columns,
                             std::size_t from, std::size_t i) {
    symbols_.clear();
    bool sets = false;
    for (const Symbol* column : columns) {
      symbols_.push_back(column[i]);
      sets = sets || column[i] == set_symbol;
    }
    if (!sets) return outcomes_[j][static_cast<std::size_t>(table.diagram.walk(symbols_))];
    std::vector<Finding> shown;
    for (const InputRef& input : table.inputs) shown.push_back(finding(input, from, i));
    const auto ends = reached_ends(table.diagram, shown);
    if (ends.size() == 1) return outcomes_[j][static_cast<std::size_t>(ends.front())];
    return outcome_of(combined(table.diagram, ends), -1);
  }

  [[nodiscard]] Reasons reasons(const ResolvedTable& table, std::size_t from, std::size_t i) const {
    Reasons all;
    for (const InputRef& input : table.inputs) {
      if (input.is_judgement) {
        all |= judged_.at(input.place, from + i).reasons;
        continue;
      }
      all |= Reasons::of_bits(findings_.reasons(input.place)[from + i]);
      if (findings_.symbols(input.place)[from + i] == set_symbol) all |= Reason::several_levels;
    }
    return all;
  }

  // What a judgement shows to those that rest on it.
  void remember(std::size_t j, const Outcome* outcomes, std::size_t size) {
    if (!rested_on_[j]) return;
    const Domain& reach = framework_.resolved().judgements[j].reach;
    nested_[j].resize(size);
    for (std::size_t i = 0; i < size; ++i) {
      const Finding shown = as_finding(outcomes[i], reach);
      Symbol& symbol = nested_[j][i];
      if (!shown.applies) {
        // Where a level has no judgement, what rests on it has none either, whatever this says.
        symbol = reach.may_be_not_applicable ? not_applicable_symbol : unknown_symbol;
      } else if (shown.levels.size() > 1) {
        symbol = set_symbol;
      } else {
        symbol = shown.levels.empty() ? unknown_symbol : shown.levels.worst();
      }
    }
  }

  const Findings& findings_;
  const Framework& framework_;
  std::span<const EducationLevel> education_;
  Judged& judged_;
  std::vector<std::vector<Outcome>> outcomes_;  // by judgement, by end of its diagram
  std::vector<std::vector<Outcome>> by_place_;  // by judgement, by place in the table of its diagram
  std::vector<bool> rested_on_;                 // by judgement: whether another rests on it
  std::vector<std::vector<Symbol>> nested_;     // by judgement, of the block
  std::vector<std::uint32_t> places_;
  std::vector<Symbol> symbols_;
};

}  // namespace detail

/// Judges many units at once, every judgement of the framework in one pass. The same outcomes as judge() for one unit.
/// @param education The level of education of each unit, for those without judgement; empty where there are no levels.
/// @param threads 0 means every hardware thread; the outcomes do not depend on it.
[[nodiscard]] inline Judged judge(const Findings& findings, std::span<const EducationLevel> education = {},
                                  unsigned threads = 1) {
  Judged judged{findings.units(), std::vector<Outcome>(findings.framework().judgements() * findings.units())};
  for_each_part(findings.units(), threads, [&](std::size_t begin, std::size_t end) {
    detail::ColumnJudge(findings, education, judged).run(begin, end);
  });
  return judged;
}

}  // namespace kring::framework
