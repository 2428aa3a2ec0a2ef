// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "kring/cycle/chains.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/profile.hpp"
#include "kring/statistics/path_reliability.hpp"

namespace kring::quality {

/// One own judgement of a unit: whether a chain from ambition to effect goes through it, and how sure that is when
/// records may turn out unsound.
struct TracedJudgement {
  std::size_t record = 0;
  double weight = 1;          ///< Of its aspect.
  bool covered = false;       ///< A complete chain goes through it.
  double reliability = 0;     ///< Probability that one is left; 0 without a chain, 1 where nobody checked.
  double standard_error = 0;  ///< Of a simulated probability.
  double lower = 0;           ///< Of the probability, whatever the dependence between records.
  double upper = 0;
};

/// What the score of traceability (navolgbaarheid, T) of a unit is made of: its own judgements and those of the units
/// below it.
struct TraceabilityParts {
  std::vector<TracedJudgement> judgements{};
};

namespace detail {

// The chains through one judgement as a network of records, one node a record and indicator.
class ChainNetwork {
 public:
  ChainNetwork(const cycle::Dossier& dossier, const cycle::Chains& chains, std::size_t judgement)
      : dossier_(dossier), chains_(chains) {
    for (const cycle::detail::Key key : chains.keys(judgement)) {
      if (!reaches_effect(judgement, key)) continue;
      const std::uint32_t node = number(judgement, key);
      go_back(judgement, key, node);
      go_on(judgement, key, node);
    }
  }

  // True when some record in it was audited and may be unsound.
  [[nodiscard]] bool is_uncertain() const {
    return std::ranges::any_of(sound_, [](double sound) { return sound < 1.0; });
  }

  [[nodiscard]] statistics::PathReliability reliability() const {
    return statistics::path_reliability(statistics::PathNetwork(sound_, component_of_, edges_, starts_, ends_));
  }

 private:
  [[nodiscard]] bool reaches_effect(std::size_t row, cycle::detail::Key key) const {
    return chains_.reached(row, key) == static_cast<std::uint8_t>(cycle::Phase::effect);
  }

  // The number of a node; a new one is made where there is none.
  [[nodiscard]] std::uint32_t number(std::size_t row, cycle::detail::Key key) {
    const auto [found, is_new] = nodes_.try_emplace({row, key}, static_cast<std::uint32_t>(component_of_.size()));
    if (!is_new) return found->second;
    const auto [component, first] = components_.try_emplace(row, static_cast<std::uint32_t>(sound_.size()));
    if (first) sound_.push_back(dossier_.records().soundness[row].value_or(1.0));
    component_of_.push_back(component->second);
    if (dossier_.records().phase[row] == cycle::Phase::ambition) starts_.push_back(found->second);
    if (dossier_.records().phase[row] == cycle::Phase::effect) ends_.push_back(found->second);
    return found->second;
  }

  void go_back(std::size_t row, cycle::detail::Key key, std::uint32_t node) {
    dossier_.graph().each_before(row, [&](std::size_t before, std::size_t link) {
      if (!chains_.leads(link)) return;
      for (const cycle::detail::Key chain : chains_.keys(before)) {
        if (chains_.key_in(chain, row) != key) continue;
        const bool known = nodes_.contains({before, chain});
        const std::uint32_t other = number(before, chain);
        edges_.push_back({other, node});
        if (!known) go_back(before, chain, other);
      }
    });
  }

  void go_on(std::size_t row, cycle::detail::Key key, std::uint32_t node) {
    dossier_.graph().each_after(row, [&](std::size_t next, std::size_t link) {
      if (!chains_.leads(link)) return;
      const auto chain = chains_.key_in(key, next);
      if (!chain || !reaches_effect(next, *chain)) return;
      const bool known = nodes_.contains({next, *chain});
      const std::uint32_t other = number(next, *chain);
      edges_.push_back({node, other});
      if (!known) go_on(next, *chain, other);
    });
  }

  const cycle::Dossier& dossier_;
  const cycle::Chains& chains_;
  std::map<std::pair<std::size_t, cycle::detail::Key>, std::uint32_t> nodes_;
  std::map<std::size_t, std::uint32_t> components_;
  std::vector<double> sound_;
  std::vector<std::uint32_t> component_of_;
  std::vector<statistics::PathEdge> edges_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace detail

/// Looks at one own judgement.
[[nodiscard]] inline TracedJudgement traced(const Evidence& evidence, const Profile& profile, cycle::Reading reading,
                                            std::size_t judgement) {
  const cycle::Chains& chains = evidence.chains(reading);
  TracedJudgement result{judgement, aspect_weight(profile, evidence.dossier.records().aspect[judgement])};
  result.covered = chains.complete(judgement);
  if (!result.covered) return result;
  result.reliability = result.lower = result.upper = 1.0;
  const detail::ChainNetwork network(evidence.dossier, chains, judgement);
  if (!network.is_uncertain()) return result;
  const statistics::PathReliability found = network.reliability();
  result.reliability = found.probability;
  result.standard_error = found.standard_error;
  result.lower = found.lower;
  result.upper = found.upper;
  return result;
}

/// Gathers the own judgements of a unit and of the units below it. The inspectorate's are not among them.
[[nodiscard]] inline TraceabilityParts traceability_parts(const Evidence& evidence, const Profile& profile,
                                                          cycle::Reading reading, std::int32_t unit) {
  TraceabilityParts parts;
  const cycle::Records& records = evidence.dossier.records();
  for (const std::uint32_t row : evidence.records_within(unit)) {
    if (records.phase[row] != cycle::Phase::judgement || !cycle::is_own(records.by[row])) continue;
    parts.judgements.push_back(traced(evidence, profile, reading, row));
  }
  return parts;
}

/// T and what it is the product of.
struct TraceabilityScore {
  double coverage = 0;                  ///< Share of the weight of judgements with a complete chain.
  std::optional<double> reliability{};  ///< Mean probability that a chain is left, over the judgements covered.
  double score = 0;                     ///< T = coverage * reliability.
  double lower = 0;                     ///< T under the worst dependence between records.
  double upper = 0;
  double standard_error = 0;  ///< Of simulated probabilities.
  bool has_judgements = false;
};

/// T = sum of weight * reliability / sum of weight. Without any judgement nothing can be followed: T is 0.
[[nodiscard]] inline TraceabilityScore traceability_score(const TraceabilityParts& parts) noexcept {
  TraceabilityScore score;
  double total = 0;
  double covered = 0;
  double variance = 0;
  for (const TracedJudgement& one : parts.judgements) {
    total += one.weight;
    covered += one.covered ? one.weight : 0.0;
    score.score += one.weight * one.reliability;
    score.lower += one.weight * one.lower;
    score.upper += one.weight * one.upper;
    variance += one.weight * one.weight * one.standard_error * one.standard_error;
  }
  score.has_judgements = total > 0;
  if (covered > 0) score.reliability = score.score / covered;
  if (total == 0) return score;
  score.coverage = covered / total;
  score.score /= total;
  score.lower /= total;
  score.upper /= total;
  score.standard_error = std::sqrt(variance) / total;
  return score;
}

}  // namespace kring::quality
