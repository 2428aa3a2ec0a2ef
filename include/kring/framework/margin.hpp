// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "kring/core/parallel.hpp"
#include "kring/framework/change.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/judge.hpp"

namespace kring::framework {

/// How far outcomes lie from the nearest other one, one column a judgement: what is unknown stays unknown.
struct Margins {
  std::size_t rows = 0;
  std::vector<Effort> efforts{};  ///< By judgement, then by row; see has().

  /// False where there is no other outcome to reach, and where the judgement is undetermined or not applicable.
  [[nodiscard]] bool has(std::size_t judgement, std::size_t row) const noexcept {
    return at(judgement, row) < detail::impossible;
  }
  /// What the nearest other outcome asks; meaningful where has() is true.
  [[nodiscard]] const Effort& at(std::size_t judgement, std::size_t row) const noexcept {
    return efforts[judgement * rows + row];
  }
};

namespace detail {

using Efforts = std::array<Effort, most_levels>;  // what it takes to bring an input to each level

// Finds the margins of parts of the rows; each part has an object of its own.
class MarginSearch {
 public:
  MarginSearch(const Evidence& evidence, const Judged& judged, Margins& margins)
      : evidence_(evidence), framework_(evidence.framework), judged_(judged), margins_(margins) {
    const std::size_t levels = std::max<std::size_t>(framework_.definition().levels.size(), 1);
    norms_.resize(framework_.inputs());
    for (std::size_t i = 0; i < framework_.inputs(); ++i) {
      if (evidence.numerator.empty() || evidence.numerator[i].empty()) continue;
      for (std::size_t e = 0; e < levels; ++e) {
        norms_[i].push_back(norms_on(framework_, i, static_cast<EducationLevel>(e), evidence.on));
      }
    }
    inputs_.resize(framework_.inputs());
    judgements_.resize(framework_.judgements());
  }

  void run(std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      for (std::size_t i = 0; i < framework_.inputs(); ++i) inputs_[i] = efforts(i, row);
      for (std::size_t j = 0; j < framework_.judgements(); ++j) search(j, row);
    }
  }

 private:
  [[nodiscard]] Efforts efforts(std::size_t input, std::size_t row) const {
    Efforts result;
    result.fill(impossible);
    const Finding now = evidence_.findings.get(input, row);
    if (now.levels.size() != 1) return result;
    const Level level = now.levels.worst();
    if (norms_[input].empty() || evidence_.education[row] == no_judgement) {
      for (Level to = 0; to < most_levels; ++to)
        result[to] = {std::abs(static_cast<int>(to) - static_cast<int>(level)), 0};
      return result;
    }
    const std::int64_t denominator = evidence_.denominator[input][row];
    const auto runs = numerators_at(framework_, input, norms_[input][evidence_.education[row]], denominator);
    for (Level to = 0; to < framework_.input_scale(input).size(); ++to) {
      if (!runs[to].empty()) result[to] = {0, std::abs(way_to(runs[to], evidence_.numerator[input][row]))};
    }
    return result;
  }

  [[nodiscard]] Finding now(const InputRef& input, std::size_t row) const {
    if (!input.is_judgement) return evidence_.findings.get(input.place, row);
    return as_finding(judged_.at(input.place, row), framework_.resolved().judgements[input.place].reach);
  }

  [[nodiscard]] const Efforts& efforts_of(const InputRef& input) const {
    return input.is_judgement ? judgements_[input.place] : inputs_[input.place];
  }

  void search(std::size_t j, std::size_t row) {
    const ResolvedTable& table = framework_.resolved().judgements[j];
    judgements_[j].fill(impossible);
    bool sets = false;
    for (const InputRef& input : table.inputs) sets = sets || now(input, row).levels.size() > 1;
    sets ? search_sets(table, j, row) : search_levels(table, j, row);
  }

  // The least effort to each end: a step a layer, through the nodes that can be reached.
  void search_levels(const ResolvedTable& table, std::size_t j, std::size_t row) {
    reached_.assign(1, Effort{});
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const bool last = i + 1 == table.inputs.size();
      next_.assign(last ? table.diagram.ends().size() : table.diagram.layers()[i + 1].size(), impossible);
      const Finding finding = now(table.inputs[i], row);
      const Symbol known = finding.levels.empty() ? unknown_symbol : finding.levels.worst();
      const Symbol stays = finding.applies ? known : not_applicable_symbol;
      const Efforts& efforts = efforts_of(table.inputs[i]);
      for (std::size_t node = 0; node < reached_.size(); ++node) {
        if (!(reached_[node] < impossible)) continue;
        const auto& children = table.diagram.layers()[i][node];
        lower(children[stays], reached_[node]);
        if (stays >= most_levels) continue;
        for (Level level = 0; level < most_levels; ++level) {
          if (children[level] < 0 || level == stays || !(efforts[level] < impossible)) continue;
          Effort total = reached_[node];
          total += efforts[level];
          lower(children[level], total);
        }
      }
      std::swap(reached_, next_);
    }
    for (std::size_t e = 0; e < reached_.size(); ++e) finish(table.diagram.ends()[e], reached_[e], j, row);
  }

  // The same where something is known as a set of levels: then several nodes are open at once.
  void search_sets(const ResolvedTable& table, std::size_t j, std::size_t row) {
    std::map<std::vector<std::int32_t>, Effort> reached{{{0}, Effort{}}};
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      std::map<std::vector<std::int32_t>, Effort> next;
      const auto keep = [&](const std::vector<std::int32_t>& nodes, const Finding& finding, const Effort& effort) {
        const auto [found, is_new] = next.try_emplace(children_of(table.diagram, i, nodes, finding), effort);
        if (!is_new) found->second = std::min(found->second, effort);
      };
      const Finding stays = now(table.inputs[i], row);
      const Efforts& efforts = efforts_of(table.inputs[i]);
      for (const auto& [nodes, effort] : reached) {
        keep(nodes, stays, effort);
        for (Level level = 0; level < most_levels && stays.levels.size() == 1; ++level) {
          const bool there = table.diagram.domain(i).levels.contains(level) && efforts[level] < impossible;
          if (!there || stays.levels.contains(level)) continue;
          Effort total = effort;
          total += efforts[level];
          keep(nodes, Finding::at(level), total);
        }
      }
      reached = std::move(next);
    }
    for (const auto& [nodes, effort] : reached) finish(combined(table.diagram, nodes), effort, j, row);
  }

  void lower(std::int32_t child, const Effort& effort) {
    Effort& known = next_[static_cast<std::size_t>(child)];
    if (effort < known) known = effort;
  }

  void finish(const End& end, const Effort& effort, std::size_t j, std::size_t row) {
    if (end.settled()) {
      Effort& known = judgements_[j][end.levels.worst()];
      known = std::min(known, effort);
    }
    const Outcome& outcome = judged_.at(j, row);
    const bool same = end.settled() && end.levels == outcome.levels;
    Effort& margin = margins_.efforts[j * margins_.rows + row];
    if (outcome.state == State::judged && !same) margin = std::min(margin, effort);
  }

  const Evidence& evidence_;
  const Framework& framework_;
  const Judged& judged_;
  Margins& margins_;
  std::vector<std::vector<std::vector<const Norm*>>> norms_;  // by input, by level of education
  std::vector<Efforts> inputs_;
  std::vector<Efforts> judgements_;
  std::vector<Effort> reached_;
  std::vector<Effort> next_;
};

}  // namespace detail

/// The margins of many rows.
/// @param threads 0 means every hardware thread; the margins do not depend on it.
[[nodiscard]] inline Margins margins(const Evidence& evidence, const Judged& judged, unsigned threads = 1) {
  const std::size_t rows = evidence.size();
  Margins result{rows, std::vector<Effort>(evidence.framework.judgements() * rows, detail::impossible)};
  for_each_part(rows, threads, [&](std::size_t begin, std::size_t end) {
    detail::MarginSearch(evidence, judged, result).run(begin, end);
  });
  return result;
}

}  // namespace kring::framework
