// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kring/detail/beta_law.hpp"
#include "kring/detail/normal_quantile.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/independence.hpp"
#include "kring/quality/profile.hpp"
#include "kring/quality/verified.hpp"
#include "kring/statistics/agreement.hpp"

namespace kring::quality {

/// One own judgement as its panel made it.
struct JudgedByPanel {
  std::size_t record = 0;
  double weight = 1;  ///< Of its aspect.
  double raters = 0;  ///< Independent raters that the panel amounts to.
  double reliability = 0;
  double agreement = 0;  ///< Probability that it equals what a rater without error would find.
};

/// What the score of reliability (betrouwbaarheid, R) of a unit is made of.
struct ReliabilityParts {
  std::vector<JudgedByPanel> panels{};
  std::vector<VerifiedVerdict> verified{};
  std::optional<std::size_t> expert{};   ///< An independent expert who judges: a row of the assessors.
  std::vector<cycle::Role> not_heard{};  ///< Stakeholders that nobody consulted.
  std::int64_t judging_roles = 0;        ///< Of the stakeholder roles, how many judge.
};

namespace detail {

// The panel of a judgement: its assessors and those of the evaluation it was concluded from, each once.
class PanelGatherer {
 public:
  PanelGatherer(const Evidence& evidence, const Profile& profile) : evidence_(evidence), profile_(profile) {}

  [[nodiscard]] JudgedByPanel gather(std::size_t judgement) const {
    const cycle::Records& records = evidence_.dossier.records();
    Members members;
    add(judgement, members);
    evidence_.dossier.graph().each_before(judgement, [&](std::size_t before, std::size_t link) {
      if (evidence_.dossier.links().kind[link] == cycle::LinkKind::concludes) add(before, members);
    });
    std::map<std::pair<std::int32_t, cycle::Role>, double> blocks;
    for (const auto& [who, weight] : members) blocks[block_of(who)] += weight;
    JudgedByPanel panel{judgement, aspect_weight(profile_, records.aspect[judgement])};
    for (const auto& [block, size] : blocks) {
      panel.raters += kring::detail::effective_block(size, profile_.reliability.within_correlation);
    }
    if (panel.raters > 0) panel.reliability = statistics::spearman_brown(profile_.reliability.one_rater, panel.raters);
    panel.agreement = statistics::expected_agreement(panel.reliability, profile_.reliability.prevalence);
    return panel;
  }

 private:
  // Name, organisation, role; people without a name are told apart by their row.
  using Who = std::tuple<std::int32_t, std::int32_t, cycle::Role, std::int64_t>;
  using Members = std::map<Who, double>;

  // Those of one employer err alike; without an employer those of one role do.
  [[nodiscard]] std::pair<std::int32_t, cycle::Role> block_of(const Who& who) const {
    const std::int32_t organisation = std::get<1>(who);
    const auto& names = evidence_.dossier.assessors().organisation.names();
    const bool known = !names[static_cast<std::size_t>(organisation)].empty();
    return {known ? organisation : cycle::nowhere, known ? cycle::Role::not_stated : std::get<2>(who)};
  }

  void add(std::size_t record, Members& members) const {
    const cycle::Assessors& a = evidence_.dossier.assessors();
    for (const std::uint32_t row : evidence_.assessors.of(record)) {
      // What the supervisor thinks is no part of an institution's own panel.
      if (a.role[row] == cycle::Role::supervisor || a.role[row] == cycle::Role::ministry) continue;
      const bool named = !a.assessor[row].empty();
      const Who who{a.assessor.codes()[row], a.organisation.codes()[row], a.role[row], named ? -1 : std::int64_t{row}};
      const double each = cycle::is_judging(a.part[row]) ? 1.0 : profile_.reliability.consulted;
      double& weight = members[who];
      weight = std::max(weight, each * static_cast<double>(a.count[row]));
    }
  }

  const Evidence& evidence_;
  const Profile& profile_;
};

}  // namespace detail

/// Gathers what the score of reliability of a unit is made of: the panels of its own judgements and of those of the
/// units below it, the independent expert and the stakeholders among all who looked at own evaluations and judgements,
/// and the verdicts that were verified. People heard in feedback count as consulted.
[[nodiscard]] inline ReliabilityParts reliability_parts(const Evidence& evidence, const Profile& profile,
                                                        cycle::Reading reading, std::int32_t unit) {
  const cycle::Dossier& dossier = evidence.dossier;
  const cycle::Records& records = dossier.records();
  ReliabilityParts parts;
  std::vector<std::size_t> judgements;
  cycle::WordSet<cycle::Role> heard;
  cycle::WordSet<cycle::Role> judging;
  const detail::PanelGatherer panels(evidence, profile);
  for (const std::uint32_t row : evidence.records_within(unit)) {
    const cycle::Phase phase = records.phase[row];
    if (phase == cycle::Phase::judgement) judgements.push_back(row);
    if (phase == cycle::Phase::judgement && evidence.counts(row, cycle::Reading::lenient)) {
      parts.panels.push_back(panels.gather(row));
    }
    if (!evidence.counts(row, reading)) continue;
    heard |= evidence.heard[row].anyone();
    if (phase != cycle::Phase::judgement && phase != cycle::Phase::evaluation) continue;
    judging |= evidence.heard[row].judging;
    for (const std::uint32_t who : evidence.assessors.of(row)) {
      const cycle::Assessors& a = dossier.assessors();
      const auto& roles = profile.reliability.independent_roles;
      if (!cycle::is_judging(a.part[who]) || std::find(roles.begin(), roles.end(), a.role[who]) == roles.end())
        continue;
      const Dependences found = dependences(dossier, profile, who, judged_by(dossier, row), evidence.on);
      if (reading == cycle::Reading::strict ? !found.empty() : found.certain()) continue;
      if (!parts.expert) parts.expert = who;
    }
  }
  for (const cycle::Role role : profile.reliability.stakeholder_roles) {
    if (!heard.contains(role)) parts.not_heard.push_back(role);
    parts.judging_roles += judging.contains(role) ? 1 : 0;
  }
  parts.verified = verified_verdicts(evidence, profile, judgements);
  return parts;
}

/// R and the steps to it.
struct ReliabilityScore {
  std::optional<double> panel{};      ///< Agreement that the panels lead one to expect, before any verification.
  std::optional<double> point{};      ///< R: posterior mean, after the caps.
  std::optional<double> low{};        ///< R_low: its pessimistic quantile, after the caps.
  double cap = 1;                     ///< The lowest cap that holds.
  bool without_expert = false;        ///< Gate b is not met.
  bool without_stakeholders = false;  ///< Gate c is not met.
  std::size_t verified = 0;           ///< Own verdicts that were verified.
  double agreed = 0;                  ///< First parameter of the beta law of observed agreement; 0 without one.
  double failed = 0;                  ///< Its second.
};

/// The probability that the institution's own verdict equals that of a careful inspector. The panels give a prior
/// Beta(k a, k (1 - a)) on agreement as an inspector of accuracy c would observe it, a = alpha c + (1 - alpha)(1 - c);
/// verified verdicts update it; R is turned back, (observed - (1 - c)) / (2 c - 1), within [0, 1]. Without own
/// judgements there is no R: nobody has no reliability.
[[nodiscard]] inline ReliabilityScore reliability_score(const ReliabilityParts& parts, const Profile& profile) {
  const auto& p = profile.reliability;
  ReliabilityScore score;
  score.verified = parts.verified.size();
  score.without_expert = !parts.expert;
  score.without_stakeholders = !parts.not_heard.empty() || parts.judging_roles < p.least_judging_roles;
  if (score.without_expert) score.cap = std::min(score.cap, p.cap_without_expert);
  if (score.without_stakeholders) score.cap = std::min(score.cap, p.cap_without_stakeholders);
  double sum = 0;
  double total = 0;
  for (const JudgedByPanel& panel : parts.panels) {
    sum += panel.weight * panel.agreement;
    total += panel.weight;
  }
  if (total == 0) return score;
  score.panel = sum / total;
  const double accuracy = p.inspector_accuracy;
  const double observed = *score.panel * accuracy + (1.0 - *score.panel) * (1.0 - accuracy);
  double errors = 0;
  for (const VerifiedVerdict& one : parts.verified) errors += one.error;
  const double agreed = score.agreed =
      p.prior_strength * observed + static_cast<double>(parts.verified.size()) - errors;
  const double failed = score.failed = p.prior_strength * (1.0 - observed) + errors;
  const auto turned_back = [&](double seen) {
    return std::min(score.cap, std::clamp((seen - (1.0 - accuracy)) / (2.0 * accuracy - 1.0), 0.0, 1.0));
  };
  score.point = turned_back(agreed / (agreed + failed));
  const kring::detail::TailLevel tail{p.low_quantile, std::log(p.low_quantile),
                                      -kring::detail::normal_upper_quantile(p.low_quantile)};
  score.low = failed > 0 ? turned_back(kring::detail::BetaLaw(agreed, failed).lower_quantile(tail)) : turned_back(1.0);
  return score;
}

}  // namespace kring::quality
