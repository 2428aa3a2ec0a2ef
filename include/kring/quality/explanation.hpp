// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/core/period.hpp"
#include "kring/quality/gap.hpp"
#include "kring/quality/gaps.hpp"
#include "kring/quality/quality.hpp"
#include "kring/results/indicator.hpp"

namespace kring::quality {

namespace detail {

// One of two texts.
[[nodiscard]] inline std::string in(Language language, std::string_view english, std::string_view dutch) {
  return std::string(language == Language::english ? english : dutch);
}

[[nodiscard]] inline std::string shown(const std::optional<double>& score, Language language) {
  return score ? decimal_text(*score, 2, language) : in(language, "no score", "geen score");
}

[[nodiscard]] inline std::string step_name(CycleStep step, Language language) {
  constexpr std::array<std::string_view, cycle_steps> dutch = {"ambitie", "norm", "monitoring", "evaluatie",
                                                               "verbetering"};
  return in(language, cycle::word(step), dutch[static_cast<std::size_t>(step)]);
}

[[nodiscard]] inline std::string check_names(Checks checks, Language language) {
  constexpr std::array<std::string_view, 8> english = {"a date",
                                                       "an owner",
                                                       "a target with direction",
                                                       "a stakeholder heard about it",
                                                       "a measurement within the term",
                                                       "a norm it is held against",
                                                       "a norm set before the measurement",
                                                       "a check of its effect"};
  constexpr std::array<std::string_view, 8> dutch = {"een datum",
                                                     "een eigenaar",
                                                     "een streefwaarde met richting",
                                                     "een gehoorde belanghebbende",
                                                     "een meting binnen de termijn",
                                                     "een norm waaraan het is getoetst",
                                                     "een norm van voor de meting",
                                                     "een controle van het effect"};
  std::string text;
  for (std::size_t c = 0; c < english.size(); ++c) {
    if (!checks.contains(static_cast<Check>(c))) continue;
    text += (text.empty() ? "" : ", ") + in(language, english[c], dutch[c]);
  }
  return text;
}

[[nodiscard]] inline std::string item_name(std::string_view item, Language language) {
  if (item == "process") return in(language, "the process", "het proces");
  return item == "result" ? in(language, "the result", "het resultaat") : in(language, "the follow-up", "het vervolg");
}

}  // namespace detail

/// A gap in words: what would mend it.
[[nodiscard]] inline std::string words(const Gap& gap, const cycle::Records& records, Language language) {
  using detail::in;
  const std::string about = gap.name.empty() ? in(language, "(no aspect)", "(geen aspect)") : gap.name;
  switch (gap.kind) {
    case GapKind::step: {
      const std::string step = detail::step_name(*gap.step, language);
      if (!gap.record) return about + ": " + in(language, "there is no ", "er is geen ") + step;
      return about + ": " + step + " (" + records.id(*gap.record) + ") " + in(language, "lacks ", "mist ") +
             detail::check_names(gap.missing, language);
    }
    case GapKind::own_norm:
      return about + ": " +
             in(language, "there is no own norm above the legal minimum",
                "er is geen eigen norm boven het wettelijk minimum");
    case GapKind::whole:
      return in(language, "the whole is not judged against a norm set before",
                "er is geen oordeel over het geheel tegen een vooraf gestelde norm");
    case GapKind::drawn_on:
      return in(language, "not every programme's own judgement feeds that of the whole",
                "niet elk oordeel over een opleiding draagt bij aan dat over het geheel");
    case GapKind::publication:
      return detail::item_name(gap.name, language) + in(language, " is not recently public for every stakeholder",
                                                        " is niet recent openbaar voor elke belanghebbende");
    case GapKind::programme_publication:
      return detail::item_name(gap.name, language) +
             in(language, " of programmes is not recently public for every stakeholder",
                " van opleidingen is niet recent openbaar voor elke belanghebbende");
    case GapKind::chain:
      return in(language, "judgement ", "oordeel ") + gap.name +
             in(language, " has no sure chain from ambition to effect",
                " heeft geen zekere keten van ambitie tot effect");
    case GapKind::expert:
      return in(language, "no independent expert judges", "er oordeelt geen onafhankelijke deskundige mee");
    case GapKind::stakeholders:
      return in(language, "not every stakeholder is heard, or too few judge",
                "niet elke belanghebbende is gehoord, of te weinig oordelen mee");
  }
  return {};
}

namespace detail {

// The sentences about one unit.
class QualityExplainer {
 public:
  QualityExplainer(const Evidence& evidence, const Profile& profile, const UnitQuality& found, const Parts& parts,
                   Language language)
      : evidence_(evidence), profile_(profile), found_(found), parts_(parts), scores_(found.strict), in_(language) {}

  [[nodiscard]] std::vector<std::string> explain() const {
    std::vector<std::string> all{head()};
    if (found_.reason == QualityReason::no_records) return all;
    all.push_back(ambition());
    all.push_back(visibility());
    all.push_back(traceability());
    all.push_back(reliability());
    const auto found = gaps(parts_, evidence_.dossier.records(), profile_);
    for (std::size_t i = 0; i < std::min<std::size_t>(3, found.size()); ++i) {
      if (found[i].gain <= 0) break;
      all.push_back(gap(found[i]));
    }
    all.push_back(say("By profile ", "Volgens profiel ") + profile_.id + " " + profile_.version + " (" + status() +
                  "), digest " + profile_.digest.substr(0, 12) + ".");
    return all;
  }

 private:
  [[nodiscard]] std::string say(std::string_view english, std::string_view dutch) const {
    return in(in_, english, dutch);
  }
  [[nodiscard]] std::string number(const std::optional<double>& score) const { return shown(score, in_); }
  [[nodiscard]] std::string status() const {
    if (profile_.origin.status == results::Status::proposal) return say("a proposal", "een voorstel");
    return std::string(results::name(profile_.origin.status));
  }

  // What a reconstruction does not show is not known, so nothing is said of mending it.
  [[nodiscard]] std::string gap(const Gap& gap) const {
    const std::string what = words(gap, evidence_.dossier.records(), in_);
    if (is_reconstruction()) return say("Not in the documents: ", "Niet in de stukken: ") + what + ".";
    return say("To mend: ", "Te herstellen: ") + what + say(" (gain ", " (winst ") +
           decimal_text(gap.quality_gain.value_or(gap.gain), 2, in_) +
           (gap.quality_gain ? ")." : say(" in its property).", " in de eigenschap)."));
  }

  [[nodiscard]] bool is_reconstruction() const noexcept { return found_.reason == QualityReason::reconstruction; }

  [[nodiscard]] std::string head() const {
    const std::string name = evidence_.dossier.units()[static_cast<std::size_t>(found_.unit)].name;
    const std::string day = day_text(evidence_.on);
    switch (found_.reason) {
      case QualityReason::no_records:
        return name + say(": not examined, there are no records. That is not a score of zero.",
                          ": niet onderzocht, er zijn geen vastleggingen. Dat is geen score van nul.");
      case QualityReason::reconstruction:
        return name +
               say(": not examined. The records are a reconstruction from public documents; what follows says how "
                   "far these reach on ",
                   ": niet onderzocht. De vastleggingen zijn een reconstructie uit openbare stukken; wat volgt "
                   "zegt hoe ver die reiken op ") +
               day + ".";
      default:
        return name + ": Q = " + number(scores_.quality) + say(" on ", " op ") + day +
               say("; read leniently ", "; ruim gelezen ") + number(found_.lenient.quality) + ".";
    }
  }

  [[nodiscard]] std::string ambition() const {
    const AmbitionScore& a = scores_.ambition;
    const auto own = std::ranges::count_if(parts_.ambition.aspects, [](const auto& aspect) { return aspect.own_norm; });
    return say("Ambition A = ", "Ambitie A = ") + number(a.score) + ": " +
           say("cycles of programmes ", "kringen van opleidingen ") + number(a.programmes) +
           say(parts_.ambition.in_students ? " by students" : " by programme",
               parts_.ambition.in_students ? " naar studenten" : " naar opleiding") +
           say("; own norms for ", "; eigen normen voor ") + std::to_string(own) + say(" of ", " van ") +
           std::to_string(parts_.ambition.aspects.size()) + say(" aspects; the whole ", " aspecten; het geheel ") +
           (parts_.ambition.whole
                ? say("judged against a norm set before", "beoordeeld tegen een vooraf gestelde norm")
                : say("not judged against a norm set before", "niet beoordeeld tegen een vooraf gestelde norm")) +
           say("; drawn from programmes: ", "; gevoed door opleidingen: ") + number(a.drawn_on) + ".";
  }

  [[nodiscard]] std::string visibility() const {
    return say("Visibility V = ", "Zichtbaarheid V = ") + number(scores_.visibility.score) +
           say(": the whole ", ": het geheel ") + number(scores_.visibility.whole) +
           say(", programmes ", ", opleidingen ") + number(scores_.visibility.programmes) + ".";
  }

  [[nodiscard]] std::string traceability() const {
    const auto& judgements = parts_.traceability.judgements;
    const auto covered = std::ranges::count_if(judgements, [](const TracedJudgement& one) { return one.covered; });
    return say("Traceability T = ", "Navolgbaarheid T = ") + number(scores_.traceability.score) + ": " +
           std::to_string(covered) + say(" of ", " van ") + std::to_string(judgements.size()) +
           say(" own judgements on a complete chain from ambition to effect.",
               " eigen oordelen op een volledige keten van ambitie tot effect.");
  }

  [[nodiscard]] std::string reliability() const {
    const ReliabilityScore& r = scores_.reliability;
    std::string text =
        say("Reliability R = ", "Betrouwbaarheid R = ") + number(r.point) + say(" (pessimistic ", " (pessimistisch ") +
        number(r.low) + say("): the panels lead to expect ", "): de panels doen verwachten ") + number(r.panel) + "; " +
        std::to_string(parts_.reliability.verified.size()) + say(" verdicts verified", " oordelen geverifieerd");
    const auto cap = [&](bool holds, const std::string& why, double most) {
      if (holds) text += "; " + why + say(": at most ", ": ten hoogste ") + number(most);
    };
    cap(r.without_expert,
        is_reconstruction() ? say("no independent expert is named", "geen onafhankelijke deskundige wordt genoemd")
                            : say("no independent expert judges", "geen onafhankelijke deskundige oordeelt mee"),
        profile_.reliability.cap_without_expert);
    cap(r.without_stakeholders,
        is_reconstruction()
            ? say("stakeholders are not all named", "belanghebbenden worden niet alle genoemd")
            : say("stakeholders not all heard and judging", "belanghebbenden niet alle gehoord en oordelend"),
        profile_.reliability.cap_without_stakeholders);
    return text + ".";
  }

  const Evidence& evidence_;
  const Profile& profile_;
  const UnitQuality& found_;
  const Parts& parts_;
  const Scores& scores_;
  Language in_;
};

}  // namespace detail

/// Why a unit scores as it does, in sentences: state, the four properties, what would gain most, and the profile.
[[nodiscard]] inline std::vector<std::string> explain(const Evidence& evidence, const Profile& profile,
                                                      std::int32_t unit, Language language) {
  const UnitQuality found = assess(evidence, profile, unit);
  const Parts parts = gather(evidence, profile, cycle::Reading::strict, unit);
  return detail::QualityExplainer(evidence, profile, found, parts, language).explain();
}

}  // namespace kring::quality
