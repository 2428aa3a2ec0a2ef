// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/quality/gap.hpp"
#include "kring/quality/quality.hpp"

namespace kring::quality {

/// Mends a gap in the parts, as if what it lacks were there.
inline void mend(Parts& parts, const Gap& gap, const Profile& profile) {
  AmbitionParts& a = parts.ambition;
  const auto aspect = [&] {
    return static_cast<std::size_t>(std::ranges::find(a.aspects, gap.name, &AmbitionParts::Aspect::name) -
                                    a.aspects.begin());
  };
  const auto publish = [&](VisibilityParts::Cells& cells) {
    const auto item = static_cast<std::size_t>(*cycle::find_word<cycle::Item>(gap.name));
    for (VisibilityCell& cell : cells[item]) cell.value = 1.0;
  };
  switch (gap.kind) {
    case GapKind::step:
      for (std::size_t p = 0; p < a.programmes.size(); ++p) {
        a.at(p, aspect())[static_cast<std::size_t>(*gap.step)].value = 1.0;
      }
      break;
    case GapKind::own_norm:
      a.aspects[aspect()].own_norm = true;
      break;
    case GapKind::whole:
      a.whole = 0;
      break;
    case GapKind::drawn_on:
      a.drawn_on.count = a.drawn_on.of;
      break;
    case GapKind::publication:
      publish(parts.visibility.whole);
      break;
    case GapKind::programme_publication:
      for (auto& cells : parts.visibility.cells) publish(cells);
      break;
    case GapKind::chain:
      for (TracedJudgement& one : parts.traceability.judgements) {
        if (one.record != *gap.record) continue;
        one = {one.record, one.weight, true, 1.0, 0.0, 1.0, 1.0};
      }
      break;
    case GapKind::expert:
      parts.reliability.expert = 0;
      for (JudgedByPanel& panel : parts.reliability.panels) {
        panel.raters += 1.0;
        panel.reliability = statistics::spearman_brown(profile.reliability.one_rater, panel.raters);
        panel.agreement = statistics::expected_agreement(panel.reliability, profile.reliability.prevalence);
      }
      break;
    case GapKind::stakeholders:
      parts.reliability.not_heard.clear();
      parts.reliability.judging_roles =
          std::max(parts.reliability.judging_roles, profile.reliability.least_judging_roles);
      break;
  }
}

namespace detail {

// Lists what is not there, part by part.
class GapFinder {
 public:
  GapFinder(const Parts& parts, const cycle::Records& records, const Profile& profile)
      : parts_(parts), records_(records), profile_(profile) {}

  [[nodiscard]] std::vector<Gap> find() {
    find_steps();
    find_ambition();
    find_publications();
    for (const TracedJudgement& one : parts_.traceability.judgements) {
      if (one.reliability == 1.0 || one.weight == 0.0) continue;
      add({Property::traceability, GapKind::chain, records_.id(one.record), std::nullopt, one.record});
    }
    const ReliabilityScore reliability = reliability_score(parts_.reliability, profile_);
    if (reliability.without_expert) add({Property::reliability, GapKind::expert});
    if (reliability.without_stakeholders) add({Property::reliability, GapKind::stakeholders});
    return std::move(gaps_);
  }

 private:
  void add(Gap gap) { gaps_.push_back(std::move(gap)); }

  void find_steps() {
    const AmbitionParts& a = parts_.ambition;
    for (std::size_t aspect = 0; aspect < a.aspects.size(); ++aspect) {
      for (std::size_t s = 0; s < cycle_steps; ++s) {
        Gap gap{Property::ambition, GapKind::step, a.aspects[aspect].name, static_cast<CycleStep>(s)};
        for (std::size_t p = 0; p < a.programmes.size(); ++p) {
          const StepCell& cell = a.at(p, aspect)[s];
          if (!cell.due || cell.value == 1.0) continue;
          ++gap.programmes;
          if (cell.record && !gap.record) gap.record = cell.record, gap.missing = cell.missing;
        }
        if (gap.programmes > 0) add(std::move(gap));
      }
    }
  }

  void find_ambition() {
    const AmbitionParts& a = parts_.ambition;
    for (std::size_t aspect = 0; aspect < a.aspects.size(); ++aspect) {
      if (!a.aspects[aspect].own_norm) add({Property::ambition, GapKind::own_norm, a.aspects[aspect].name});
    }
    if (!a.whole) add({Property::ambition, GapKind::whole});
    if (a.drawn_on.count < a.drawn_on.of) {
      Gap gap{Property::ambition, GapKind::drawn_on};
      gap.programmes = a.programmes.size() - a.drawn_on.programmes.size();
      add(std::move(gap));
    }
  }

  void find_publications() {
    const VisibilityParts& v = parts_.visibility;
    const auto lacks = [](const VisibilityParts::Cells& cells, std::size_t item) {
      return std::ranges::any_of(cells[item], [](const VisibilityCell& cell) { return cell.value < 1.0; });
    };
    for (std::size_t item = 0; item < items; ++item) {
      const std::string name(cycle::word(static_cast<cycle::Item>(item)));
      if (lacks(v.whole, item)) add({Property::visibility, GapKind::publication, name});
      Gap gap{Property::visibility, GapKind::programme_publication, name};
      for (const auto& cells : v.cells) gap.programmes += lacks(cells, item) ? 1 : 0;
      if (gap.programmes > 0) add(std::move(gap));
    }
  }

  const Parts& parts_;
  const cycle::Records& records_;
  const Profile& profile_;
  std::vector<Gap> gaps_;
};

[[nodiscard]] inline double property_of(const Scores& scores, Property property) {
  switch (property) {
    case Property::ambition:
      return scores.ambition.score.value_or(0.0);
    case Property::visibility:
      return scores.visibility.score;
    case Property::traceability:
      return scores.traceability.score;
    default:
      return scores.reliability.point.value_or(0.0);
  }
}

}  // namespace detail

/// What is not there, ordered by what it would gain in Q, then in its property, then by name. Each gain is that of
/// mending this gap alone; gains do not add up, since the weakest part counts for itself.
[[nodiscard]] inline std::vector<Gap> gaps(const Parts& parts, const cycle::Records& records, const Profile& profile) {
  const Scores now = score(parts, profile);
  auto all = detail::GapFinder(parts, records, profile).find();
  for (Gap& gap : all) {
    Parts mended = parts;
    mend(mended, gap, profile);
    const Scores then = score(mended, profile);
    gap.gain = detail::property_of(then, gap.property) - detail::property_of(now, gap.property);
    if (then.quality && now.quality) gap.quality_gain = *then.quality - *now.quality;
  }
  // Gains that differ by rounding alone count as equal, so that the order is the same everywhere.
  const auto order = [](const Gap& gap) {
    return std::tuple(-std::llround(gap.quality_gain.value_or(0.0) * 1e12), -std::llround(gap.gain * 1e12), gap.id());
  };
  std::ranges::stable_sort(all, {}, order);
  return all;
}

/// The scores of parts once the gaps with these identifiers are mended.
/// @throws UnknownIdentifier for a gap that is not there; the message names the nearest.
[[nodiscard]] inline Scores what_if(const Parts& parts, const cycle::Records& records, const Profile& profile,
                                    const std::vector<std::string>& mended) {
  const auto all = detail::GapFinder(parts, records, profile).find();
  Parts changed = parts;
  for (const std::string& id : mended) {
    const auto found = std::ranges::find(all, id, [](const Gap& gap) { return gap.id(); });
    if (found != all.end()) {
      mend(changed, *found, profile);
      continue;
    }
    std::vector<std::string> names;
    for (const Gap& gap : all) names.push_back(gap.id());
    throw UnknownIdentifier("there is no gap '" + id + "' of this unit: choose one that gaps() lists" +
                            framework::detail::did_you_mean(id, names));
  }
  return score(changed, profile);
}

}  // namespace kring::quality
