// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/detail/check_inputs.hpp"

namespace kring::detail {

/// The largest sum of weights: a law of that many points takes 80 megabytes.
inline constexpr std::int64_t largest_weight_sum = 10'000'000;

// Laws of at most this many points are kept whole, so that also their smallest probabilities are right. Longer ones
// lose, on either side and over all steps together, less than dropped_mass.
inline constexpr std::size_t whole_law_points = 4096;
inline constexpr double dropped_mass = 1e-14;

// Something that happens or not, and how much it counts.
struct WeightedChance {
  std::int64_t weight;
  double probability;
};

[[nodiscard]] inline std::vector<WeightedChance> weighted_chances(std::span<const double> probabilities,
                                                                  std::span<const std::int64_t> weights) {
  require_probabilities("probabilities", probabilities);
  if (!weights.empty()) require_same_size("weights", weights.size(), probabilities.size());
  std::vector<WeightedChance> chances(probabilities.size());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    chances[i] = {weights.empty() ? 1 : weights[i], probabilities[i]};
    if (chances[i].weight < 0) refuse("weights", i, chances[i].weight, "give whole numbers of 0 or more");
    if (chances[i].weight > largest_weight_sum - sum) {
      refuse("weights", i, chances[i].weight, "with those before it it adds up to more than 10000000 (10^7)");
    }
    sum += chances[i].weight;
  }
  return chances;
}

// The law of the sum, point by point; only points from first() on carry probability.
class SumLaw {
 public:
  // steps: how many times add() will be called; points: how many the whole law has.
  SumLaw(std::size_t steps, std::size_t points)
      : trims_(points > whole_law_points),
        allowed_(dropped_mass / static_cast<double>(std::max<std::size_t>(steps, 1))) {}

  void add(std::size_t weight, double probability) {
    const double other = 1.0 - probability;
    const std::size_t size = law_.size();
    const std::size_t apart = std::min(weight, size);
    next_.resize(size + weight);
    for (std::size_t k = 0; k < apart; ++k) next_[k] = other * law_[k];
    for (std::size_t k = size; k < weight; ++k) next_[k] = 0.0;
    const double* stays = law_.data() + apart;
    const double* moves = law_.data();
    double* both = next_.data() + apart;
    for (std::size_t k = 0; k < size - apart; ++k) both[k] = other * stays[k] + probability * moves[k];
    for (std::size_t k = size - apart; k < size; ++k) next_[k + weight] = probability * law_[k];
    law_.swap(next_);
    if (trims_ && ++since_trim_ == 8) trim();
  }

  [[nodiscard]] std::size_t first() const noexcept { return first_; }
  [[nodiscard]] const std::vector<double>& law() const noexcept { return law_; }

 private:
  void trim() {
    since_trim_ = 0;
    std::size_t low = 0;
    for (double mass = law_[0]; mass < allowed_; mass += law_[low]) ++low;
    std::size_t high = law_.size();
    for (double mass = law_[high - 1]; mass < allowed_; mass += law_[high - 1]) --high;
    law_.resize(high);
    law_.erase(law_.begin(), law_.begin() + static_cast<std::ptrdiff_t>(low));
    first_ += low;
  }

  bool trims_;
  double allowed_;
  int since_trim_ = 0;
  std::size_t first_ = 0;
  std::vector<double> law_{1.0};
  std::vector<double> next_;
};

}  // namespace kring::detail

namespace kring::statistics {

/// The law of a weighted number of independent things that happen with different probabilities (Poisson-binomial law):
/// element k is P(sum w_i X_i = k), X_i ~ Bernoulli(p_i), for k from 0 to the sum of the weights. Convolved one by one
/// in double precision, which only adds and multiplies numbers of 0 or more, so that no digits cancel. Within 1e-12 of
/// the exact law; up to 4096 points also the smallest probabilities are right in their leading digits, beyond that
/// probabilities below about 1e-18 are given as 0. The order of the input does not matter, to the last bit. Without
/// anything the sum is 0 for certain. Dependence between the things widens the law: what is given is a lower bound of
/// its spread where they depend positively.
/// @param weights Whole numbers of 0 or more that sum to at most 10^7; 0 counts as not there. Left out, 1 each.
/// @throws InvalidValue for a probability outside [0, 1], a negative weight, or lengths that differ.
/// Source: Wang 1993, https://www.jstor.org/stable/24304959.
[[nodiscard]] inline std::vector<double> poisson_binomial(std::span<const double> probabilities,
                                                          std::span<const std::int64_t> weights = {}) {
  auto chances = detail::weighted_chances(probabilities, weights);
  std::int64_t unit = 0;
  std::int64_t sum = 0;
  for (const auto& chance : chances) unit = std::gcd(unit, chance.weight), sum += chance.weight;
  std::vector<double> result(static_cast<std::size_t>(sum) + 1, 0.0);
  // Smallest weights first: the law stays short for longest, and does not depend on the order of the input.
  std::sort(chances.begin(), chances.end(), [](const auto& a, const auto& b) {
    return a.weight != b.weight ? a.weight < b.weight : a.probability < b.probability;
  });
  std::erase_if(chances, [](const auto& chance) { return chance.weight == 0; });
  const std::size_t points = unit == 0 ? 1 : static_cast<std::size_t>(sum / unit) + 1;
  detail::SumLaw law(chances.size(), points);
  for (const auto& chance : chances) law.add(static_cast<std::size_t>(chance.weight / unit), chance.probability);
  for (std::size_t k = 0; k < law.law().size(); ++k) {
    result[(law.first() + k) * static_cast<std::size_t>(std::max<std::int64_t>(unit, 1))] = law.law()[k];
  }
  return result;
}

/// The smallest k with P(sum <= k) >= share, of a law as poisson_binomial() gives it. A probability equal to the share
/// is enough, and probabilities that differ by less than 1e-12 count as equal.
/// @throws InvalidValue for an empty law, or a share that is not strictly between 0 and 1.
[[nodiscard]] inline std::int64_t law_quantile(std::span<const double> law, double share) {
  if (law.empty()) throw InvalidValue("the law is empty; give the probability of each number from 0 on");
  detail::require_inside_unit("share", share);
  double below = 0.0;
  for (std::size_t k = 0; k < law.size(); ++k) {
    below += law[k];
    if (below >= share - 1e-12) return static_cast<std::int64_t>(k);
  }
  return static_cast<std::int64_t>(law.size()) - 1;
}

}  // namespace kring::statistics
