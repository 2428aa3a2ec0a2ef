// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/framework/detail/drawn_row.hpp"
#include "kring/framework/detail/input_law.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/outcome.hpp"

namespace kring::framework {

/// How the probabilities of judgements are found.
struct ProbabilityOptions {
  std::uint32_t draws = 0;          ///< Simulated draws; 0 for exact probabilities where they can be had, else 1,000.
  std::uint64_t seed = 2026;        ///< Of the draws.
  std::int64_t minimum_peers = 10;  ///< Smallest number of units at one level from which a group's spread is learnt.
  unsigned threads = 1;             ///< 0 means every hardware thread; the numbers do not depend on it.
};

/// The probability of each outcome of each judgement, one place a row.
struct Probabilities {
  std::size_t rows = 0;
  std::uint32_t draws = 0;     ///< Draws made; 0 where all are exact.
  std::vector<bool> exact{};   ///< By judgement.
  std::vector<Prior> prior{};  ///< By row.
  /// By judgement, row, and outcome: the levels of its scale worst first, then undetermined, then not applicable.
  std::vector<std::vector<double>> probability{};

  /// The probabilities of one row on one judgement.
  [[nodiscard]] std::span<const double> at(std::size_t judgement, std::size_t row) const noexcept {
    const std::size_t width = probability[judgement].size() / std::max<std::size_t>(rows, 1);
    return std::span(probability[judgement]).subspan(row * width, width);
  }
};

namespace detail {

// Finds the probabilities of outcomes from the laws of inputs.
class OutcomeLaws {
 public:
  OutcomeLaws(const Evidence& evidence, const InputLaws& laws, const ProbabilityOptions& options, Probabilities& result)
      : evidence_(evidence), framework_(evidence.framework), laws_(laws), options_(options), result_(result) {
    for (std::size_t j = 0; j < framework_.judgements(); ++j) {
      const bool exact = options.draws == 0 && rests_on_inputs_alone(j);
      result_.exact.push_back(exact);
      result_.probability.emplace_back(evidence.size() * width(j), 0.0);
      if (!exact) result_.draws = options.draws == 0 ? 1000 : options.draws;
    }
  }

  void run() {
    const std::vector<std::uint32_t> numbers = row_numbers();
    for_each_part(evidence_.size(), options_.threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) {
        if (!framework_.definition().levels.empty() && evidence_.education[row] == no_judgement) {
          for (std::size_t j = 0; j < framework_.judgements(); ++j) cell(j, row, width(j) - 1) = 1;
          continue;
        }
        for (std::size_t j = 0; j < framework_.judgements(); ++j) {
          if (result_.exact[j]) add_exact(j, row);
        }
        if (result_.draws > 0) add_draws(row, numbers[row]);
      }
    });
  }

 private:
  [[nodiscard]] std::size_t width(std::size_t j) const { return framework_.judgement_scale(j).size() + 2; }
  [[nodiscard]] double& cell(std::size_t j, std::size_t row, std::size_t outcome) {
    return result_.probability[j][row * width(j) + outcome];
  }

  // Nested judgements may share inputs, and then are not independent: those are simulated.
  [[nodiscard]] bool rests_on_inputs_alone(std::size_t j) const {
    const auto& inputs = framework_.resolved().judgements[j].inputs;
    return std::none_of(inputs.begin(), inputs.end(), [](const InputRef& input) { return input.is_judgement; });
  }

  [[nodiscard]] std::size_t place(std::size_t j, const Outcome& outcome) const {
    if (outcome.state == State::judged) return outcome.levels.worst();
    return width(j) - (outcome.state == State::undetermined ? 2 : 1);
  }

  // The number of a row for its random numbers: its place by unit and level, whatever the order of the table.
  [[nodiscard]] std::vector<std::uint32_t> row_numbers() const {
    std::vector<std::size_t> order(evidence_.size());
    for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(evidence_.name(a), evidence_.education[a]) <
             std::pair(evidence_.name(b), evidence_.education[b]);
    });
    std::vector<std::uint32_t> numbers(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) numbers[order[k]] = static_cast<std::uint32_t>(k);
    return numbers;
  }

  // The law carried through the diagram, layer by layer; a set of levels is followed on every way it leaves open.
  void add_exact(std::size_t j, std::size_t row) {
    const ResolvedTable& table = framework_.resolved().judgements[j];
    std::map<std::vector<std::int32_t>, double> now{{{0}, 1.0}};
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      std::map<std::vector<std::int32_t>, double> next;
      const std::size_t input = table.inputs[i].place;
      const SymbolLaw& law = laws_.law(input, row);
      const LevelSet set = laws_.set(input, row);
      for (const auto& [nodes, probability] : now) {
        for (Symbol symbol = 0; symbol < symbols; ++symbol) {
          if (law[symbol] <= 0) continue;
          next[children_of(table.diagram, i, nodes, shown(symbol, set))] += probability * law[symbol];
        }
      }
      now = std::move(next);
    }
    for (const auto& [ends, probability] : now) {
      cell(j, row, place(j, outcome_of(combined(table.diagram, ends), -1))) += probability;
    }
  }

  // What a symbol stands for, where the unknown may be known as a set.
  [[nodiscard]] static Finding shown(Symbol symbol, LevelSet set) {
    if (symbol == not_applicable_symbol) return Finding::not_applicable();
    return symbol == unknown_symbol ? Finding{set, {}, true} : Finding::at(symbol);
  }

  void add_draws(std::size_t row, std::uint32_t number) {
    DrawnRow drawn(framework_, laws_, row);
    std::vector<std::vector<std::int64_t>> counts(framework_.judgements());
    for (std::size_t j = 0; j < counts.size(); ++j) counts[j].assign(width(j), 0);
    const PhiloxKey key = philox_key(options_.seed);
    for (std::uint32_t draw = 0; draw < result_.draws; ++draw) {
      const std::vector<Outcome>& outcomes = drawn(draw, number, key);
      for (std::size_t j = 0; j < counts.size(); ++j) ++counts[j][place(j, outcomes[j])];
    }
    for (std::size_t j = 0; j < counts.size(); ++j) {
      for (std::size_t k = 0; k < counts[j].size() && !result_.exact[j]; ++k) {
        cell(j, row, k) = static_cast<double>(counts[j][k]) / result_.draws;
      }
    }
  }

  const Evidence& evidence_;
  const Framework& framework_;
  const InputLaws& laws_;
  const ProbabilityOptions& options_;
  Probabilities& result_;
};

}  // namespace detail

/// The probability of each outcome of each judgement when shares are uncertain. The true share of a unit on an
/// indicator has the posterior beta distribution of fit_beta_binomial() over the rows of its level of education, or of
/// Jeffreys' prior where there are fewer than minimum_peers or where chance explains all that they differ; its level
/// follows from the norms. Indicators of one unit are taken as independent given the counts. What is unknown stays
/// unknown; findings of people are taken as certain. Exact where a judgement rests on inputs alone and draws is 0; else
/// simulated with counter-based random numbers: the same for any number of threads and any order of rows. Misleads
/// where indicators of one unit share students: the probabilities of the best and the worst outcome are then too small.
/// @throws InvalidValue when minimum_peers is below 2.
[[nodiscard]] inline Probabilities probabilities(const Evidence& evidence, const ProbabilityOptions& options = {}) {
  if (options.minimum_peers < 2) throw InvalidValue("minimum_peers is below 2: a unit alone has no peers");
  Probabilities result;
  result.rows = evidence.size();
  result.prior.assign(result.rows, Prior::none);
  const detail::InputLaws laws(evidence, options.minimum_peers, options.threads, result.prior);
  detail::OutcomeLaws(evidence, laws, options, result).run();
  return result;
}

}  // namespace kring::framework
