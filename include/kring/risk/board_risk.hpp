// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/share.hpp"
#include "kring/cycle/words.hpp"
#include "kring/risk/programme_risk.hpp"
#include "kring/statistics/poisson_binomial.hpp"

namespace kring::risk {

/// Whether a board has a risk. Not examined: there are no data on any of its programmes, which is not a risk of 0.
enum class BoardState : std::uint8_t { assessed, not_examined };
/// What to know about the risk of a board.
enum class BoardReason : std::uint8_t {
  none,
  no_data,              ///< No programme has data.
  no_statement,         ///< On no programme a statement can be made.
  partly_without_data,  ///< Some programmes have no data.
};

}  // namespace kring::risk

namespace kring::cycle {

/// The words of a state of a board.
template <>
inline constexpr std::array<std::string_view, 2> words_of<risk::BoardState> = {"assessed", "not_examined"};
/// The words of a reason.
template <>
inline constexpr std::array<std::string_view, 4> words_of<risk::BoardReason> = {"", "no_data", "no_statement",
                                                                                "partly_without_data"};

}  // namespace kring::cycle

namespace kring::risk {

/// What the risk of a board needs of one programme.
struct Exposure {
  std::string programme{};
  std::int64_t weight = 1;              ///< Its students; 1 where they are not known for every programme of the board.
  std::optional<double> probability{};  ///< Nothing without data.
  ProgrammeState state = ProgrammeState::not_examined;
};

/// The risk of a board: the share S of its students who are in insufficient programmes.
struct BoardRisk {
  std::optional<double> risk{};        ///< E, the mean of S: sum n_j p_j / N.
  std::optional<double> risk_upper{};  ///< The smallest share that S stays at or below with the profile's probability.
  std::optional<double> worst{};       ///< W, the largest p_j among programmes with data.
  std::string worst_programme{};       ///< The first of those by identifier.
  std::int64_t programmes = 0;
  std::int64_t with_statement = 0;  ///< Programmes that were judged or on which a statement is made.
  std::int64_t without_data = 0;
  std::int64_t weight = 0;  ///< N: students, or programmes, that count.
  BoardState state = BoardState::not_examined;
  BoardReason reason = BoardReason::no_data;
};

/// The probabilities and weights of the programmes that count. A programme without data counts with the prevalence
/// where the profile says so, else it counts for nothing.
struct Exposures {
  std::vector<double> probabilities{};
  std::vector<std::int64_t> weights{};
};

/// Picks what counts.
[[nodiscard]] inline Exposures counted(std::span<const Exposure> programmes, const Profile& profile) {
  Exposures result;
  for (const Exposure& one : programmes) {
    if (!one.probability && !profile.prevalence_without_data) continue;
    result.probabilities.push_back(one.probability.value_or(profile.prevalence));
    result.weights.push_back(one.weight);
  }
  return result;
}

/// The law of the number of students in insufficient programmes: element k is P(k students). Exact for independent
/// programmes (weighted Poisson-binomial); programmes of one board that fail together make it wider.
[[nodiscard]] inline std::vector<double> exposure_law(std::span<const Exposure> programmes, const Profile& profile) {
  const Exposures used = counted(programmes, profile);
  return statistics::poisson_binomial(used.probabilities, used.weights);
}

/// The risk of a board from its programmes, in any order. Students are people, so a law over whole numbers of them.
/// No data on any programme: no risk. Programmes without students weigh nothing; where all weigh nothing there is no
/// share, and no risk either.
[[nodiscard]] inline BoardRisk board_risk(std::span<const Exposure> programmes, const Profile& profile) {
  BoardRisk board;
  for (const Exposure& one : programmes) {
    ++board.programmes;
    if (one.state == ProgrammeState::judged || one.state == ProgrammeState::statement) ++board.with_statement;
    if (!one.probability) {
      ++board.without_data;
      continue;
    }
    const bool worse = !board.worst || *one.probability > *board.worst;
    if (worse || (*one.probability == *board.worst && one.programme < board.worst_programme)) {
      board.worst = one.probability;
      board.worst_programme = one.programme;
    }
  }
  if (board.without_data == board.programmes) return board;
  const Exposures used = counted(programmes, profile);
  for (const std::int64_t weight : used.weights) board.weight += weight;
  if (board.weight == 0) return board;
  const std::vector<double> law = statistics::poisson_binomial(used.probabilities, used.weights);
  const auto all = static_cast<double>(board.weight);
  // The mean from the sorted products, so that it does not depend on the order of programmes.
  std::vector<double> products;
  for (std::size_t i = 0; i < used.weights.size(); ++i) {
    products.push_back(static_cast<double>(used.weights[i]) * used.probabilities[i]);
  }
  std::sort(products.begin(), products.end());
  double sum = 0.0;
  for (const double product : products) sum += product;
  board.risk = std::min(1.0, sum / all);
  board.risk_upper = static_cast<double>(statistics::law_quantile(law, profile.upper_quantile)) / all;
  board.state = BoardState::assessed;
  board.reason = board.without_data > 0 ? BoardReason::partly_without_data : BoardReason::none;
  if (board.with_statement == 0) board.reason = BoardReason::no_statement;
  return board;
}

/// P(S < limit): the probability that fewer than that share of students are in insufficient programmes. A share equal
/// to the limit is not below it; compared in whole numbers.
[[nodiscard]] inline double probability_below(std::span<const Exposure> programmes, const Profile& profile,
                                              TenThousandths limit) {
  const std::vector<double> law = exposure_law(programmes, profile);
  const auto all = static_cast<std::int64_t>(law.size()) - 1;
  double below = 0.0;
  for (std::size_t k = 0; k < law.size() && static_cast<std::int64_t>(k) * 10'000 < limit.number() * all; ++k) {
    below += law[k];
  }
  return std::min(1.0, below);
}

}  // namespace kring::risk
