// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/cycle/words.hpp"
#include "kring/framework/definition.hpp"

namespace kring::risk {

/// How the probabilities of aspects make that of a programme.
enum class Combination : std::uint8_t { largest, product };

/// Aspect (aspect) of education as risk looks at it: its indicators with their weights, and how heavily it counts.
struct Aspect {
  std::string id{};
  double severity = 1;  ///< 1 leaves a probability as it is: 1 - (1 - P)^severity.
  std::vector<std::pair<std::string, double>> indicators{};
};

/// Signal value (signaleringswaarde): a mean over the last years below `least` is a signal.
struct Signal {
  std::string part{};     ///< liquidity, solvency, profitability: each must be known to be in order.
  std::string part_nl{};  ///< What the part is called in Dutch.
  std::string indicator{};
  std::int64_t years = 1;
  double least = 0;
};

/// Profile (profiel): every number education risk rests on. There are no such numbers in code: a profile is read from a
/// file, with its status, and every output names it.
struct Profile {
  std::string id{};
  std::string version{};
  std::string name_en{};
  std::string name_nl{};
  framework::Origin origin{};
  std::string digest{};  ///< SHA-256 of its numbers.

  std::vector<double> year_weights{};  ///< Of the latest school year and those before it.
  std::int64_t minimum_students = 0;   ///< Weighted students below which nothing is stated.
  std::int64_t minimum_units = 0;      ///< Smallest group of peers in which something is stated.
  double false_discovery_rate = 0;     ///< Of the flags within a group of peers.
  double winsorised_share = 0;         ///< Of the z-scores, before dispersion is measured.
  double prevalence = 0;               ///< Share of peers below the cut where no norm is given.
  double certain_below = 0;            ///< Nothing is stated of a probability above this
  double certain_above = 0;            ///< and below this.
  double correlation_prior = 0;        ///< What correlations are drawn towards.
  double correlation_prior_units = 0;  ///< As if the prior came from so many peers.
  Combination combination = Combination::largest;
  double exponent = 1;        ///< Of Combination::product.
  double cut = 0;             ///< A programme at or above it counts as insufficient in lists.
  double other_severity = 1;  ///< Of an aspect that is not listed.
  std::vector<Aspect> aspects{};
  double upper_quantile = 0;                         ///< Of the share of students in insufficient programmes.
  bool prevalence_without_data = false;              ///< Whether a programme without data counts with the prevalence.
  std::vector<std::string> insufficient{};           ///< Verdicts that are a breach.
  std::vector<std::string> sufficient{};             ///< Verdicts that are none.
  std::vector<std::string> recovery_kinds{};         ///< Kinds of judgement that close earlier breaches.
  std::vector<std::string> professionalism_kinds{};  ///< Kinds that judge how a board safeguards its professionalism.
  std::vector<Signal> signals{};
  double reference = 0;            ///< k of the CUSUM of z-scores.
  double limit = 0;                ///< h of the CUSUM of z-scores.
  std::int64_t minimum_years = 0;  ///< Shorter series get no limits.
};

/// What an indicator counts for: its aspect among those listed, or one of its own; its weight within that aspect, and
/// how severe that aspect is.
struct AspectPlace {
  std::string aspect{};
  double weight = 1;
  double severity = 1;
};

/// The place of an indicator in a profile.
[[nodiscard]] inline AspectPlace place_of(const Profile& profile, std::string_view indicator) {
  for (const Aspect& aspect : profile.aspects) {
    for (const auto& [name, weight] : aspect.indicators) {
      if (name == indicator) return {aspect.id, weight, aspect.severity};
    }
  }
  return {std::string(indicator), 1.0, profile.other_severity};
}

}  // namespace kring::risk

namespace kring::cycle {

/// The words of a combination.
template <>
inline constexpr std::array<std::string_view, 2> words_of<risk::Combination> = {"largest", "product"};

}  // namespace kring::cycle
