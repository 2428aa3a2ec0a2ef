// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/supervision/advice.hpp"
#include "kring/supervision/band.hpp"

namespace kring::supervision {

namespace detail {

struct CriterionWords {
  std::string_view english;
  std::string_view dutch;
};

inline constexpr std::array<CriterionWords, criteria_count> criterion_words = {{
    {"ambition (A)", "ambitie (A)"},
    {"visibility (V)", "zichtbaarheid (V)"},
    {"traceability (T)", "navolgbaarheid (T)"},
    {"reliability (R)", "betrouwbaarheid (R)"},
    {"the pessimistic value of reliability (R)", "de voorzichtige waarde van betrouwbaarheid (R)"},
    {"quality assurance as a whole (Q)", "de kwaliteitszorg als geheel (Q)"},
    {"the risk (E)", "het risico (E)"},
    {"the upper value of the risk (E)", "de bovenwaarde van het risico (E)"},
    {"the probability that the risk (E) lies below its limit", "de kans dat het risico (E) onder de grens ligt"},
    {"an open breach of the legal minimum", "een openstaande overtreding van het wettelijk minimum"},
    {"the number of verified verdicts", "het aantal geverifieerde oordelen"},
    {"the number of cycles in a row in a band of at most 1", "het aantal cycli op rij in niveau 0 of 1"},
    {"an independent expert who judges", "een onafhankelijke deskundige die meeoordeelt"},
    {"stakeholders who were heard and judge", "belanghebbenden die gehoord zijn en meeoordelen"},
    {"a finance signal", "een financieel signaal"},
    {"safeguarded professionalism", "geborgde professionaliteit"},
}};

// Puts a decision into sentences.
class DecisionWords {
 public:
  DecisionWords(const Profile& profile, const Advice& advice, Language language)
      : profile_(profile), advice_(advice), language_(language), values_(measured(profile, advice.criteria)) {}

  [[nodiscard]] std::vector<std::string> operator()() {
    tell_band();
    tell_state();
    tell_escalations();
    tell_reductions();
    if (advice_.decision.held) {
      add("The limits for a lower band are met, but not by " + number(profile_.hysteresis) +
              ": the band stays where it was.",
          "De grenzen voor een lager niveau zijn gehaald, maar niet met " + number(profile_.hysteresis) +
              ": het niveau blijft wat het was.");
    }
    add("Rules: " + profile_.id + ", version " + profile_.version + ", SHA-256 " + profile_.digest.substr(0, 12) +
            ". A band here is advice from a calculation, not a decision of the inspectorate.",
        "Regels: " + profile_.id + ", versie " + profile_.version + ", SHA-256 " + profile_.digest.substr(0, 12) +
            ". Een niveau hier is een advies uit een berekening, geen besluit van de inspectie.");
    return std::move(told_);
  }

 private:
  void add(std::string english, std::string dutch) {
    told_.push_back(language_ == Language::english ? std::move(english) : std::move(dutch));
  }
  [[nodiscard]] std::string in(std::string english, std::string dutch) const {
    return language_ == Language::english ? std::move(english) : std::move(dutch);
  }
  [[nodiscard]] std::string number(Steps value) const {
    int decimals = 4;
    for (Steps unit = 10; decimals > 2 && value % unit == 0; unit *= 10) --decimals;
    return decimal_text(value_of(value), decimals, language_);
  }
  [[nodiscard]] std::string shown(Criterion criterion, Steps value) const {
    if (value == not_known) return in("not known", "niet bekend");
    if (is_flag(criterion)) return value >= full ? in("there", "er wel") : in("not there", "er niet");
    return is_share(criterion) ? number(value) : std::to_string(value / full);
  }
  [[nodiscard]] std::string name(Criterion criterion) const {
    const CriterionWords& words = criterion_words[static_cast<std::size_t>(criterion)];
    return std::string(language_ == Language::english ? words.english : words.dutch);
  }
  [[nodiscard]] std::string band_name(std::int32_t band) const {
    const Profile::Band& one = profile_.bands[static_cast<std::size_t>(band)];
    return std::to_string(band) + " (" + in(one.name_en, one.name_nl) + ")";
  }

  // "traceability (T) is 0.35, below 0.40"; what a condition asks where it is not met.
  [[nodiscard]] std::string met(const Condition& condition) const {
    const Steps value = values_[static_cast<std::size_t>(condition.criterion)];
    const std::string is = name(condition.criterion) + in(" is ", " is ") + shown(condition.criterion, value);
    if (is_flag(condition.criterion)) return is;
    return is + (condition.at_least ? in(", at least ", ", minstens ") : in(", below ", ", onder ")) +
           shown(condition.criterion, condition.limit);
  }
  [[nodiscard]] std::string asked(const Condition& condition) const {
    const Steps value = values_[static_cast<std::size_t>(condition.criterion)];
    const std::string now = in(" (now ", " (nu ") + shown(condition.criterion, value) + ")";
    if (is_flag(condition.criterion)) {
      return (condition.at_least ? "" : in("no ", "niet: ")) + name(condition.criterion) + now;
    }
    return name(condition.criterion) +
           (condition.at_least ? in(" at least ", " minstens ") : in(" below ", " onder ")) +
           shown(condition.criterion, condition.limit) + now;
  }

  void tell_band() {
    add(advice_.unit + ": band " + band_name(advice_.decision.band) + ".",
        advice_.unit + ": niveau " + band_name(advice_.decision.band) + ".");
  }

  void tell_state() {
    if (advice_.state == AdviceState::not_examined) {
      add("Its quality assurance was not examined, because there is no account a board stands for. That is neither "
          "good "
          "nor bad: without a reason for more it has the band of the basis.",
          "De kwaliteitszorg is niet onderzocht, want er is geen verantwoording waar een bestuur voor staat. Dat is "
          "niet "
          "goed en niet slecht: zonder reden voor meer geldt het basisniveau.");
    } else if (advice_.state == AdviceState::undetermined) {
      add("Not everything is known; what is not known neither raises the band nor lowers it.",
          "Niet alles is bekend; wat niet bekend is verhoogt het niveau niet en verlaagt het niet.");
    }
  }

  void tell_escalations() {
    bool any = false;
    for (auto band = static_cast<std::int32_t>(profile_.bands.size()) - 1; band >= 0; --band) {
      for (const Gate& gate : profile_.escalations) {
        if (gate.band != band || !holds(values_, gate, true)) continue;
        any = true;
        std::string why;
        for (const Condition& one : gate.when) why += (why.empty() ? "" : "; ") + met(one);
        add("Band " + std::to_string(band) + " or higher, because " + gate.text_en + ": " + why + ".",
            "Niveau " + std::to_string(band) + " of hoger, want " + gate.text_nl + ": " + why + ".");
      }
    }
    if (!any) add("Nothing asks for more supervision.", "Niets vraagt om meer toezicht.");
  }

  void tell_reductions() {
    for (const Gate& gate : profile_.reductions) {
      const bool is_lower = gate.band < advice_.decision.reduction;
      if (gate.band > advice_.decision.reduction) continue;
      if (holds(values_, gate, false)) {
        add("Band " + std::to_string(gate.band) + " is allowed: " + gate.text_en + ".",
            "Niveau " + std::to_string(gate.band) + " mag: " + gate.text_nl + ".");
        continue;
      }
      std::string lacks;
      for (const Condition& one : gate.when) {
        if (!meets(values_, one)) lacks += (lacks.empty() ? "" : "; ") + asked(one);
      }
      if (is_lower) {
        add("Band " + std::to_string(gate.band) + " (" + gate.text_en + ") would also need: " + lacks + ".",
            "Niveau " + std::to_string(gate.band) + " (" + gate.text_nl + ") vraagt ook nog: " + lacks + ".");
      }
    }
  }

  const Profile& profile_;
  const Advice& advice_;
  Language language_;
  Measured values_;
  std::vector<std::string> told_;
};

}  // namespace detail

/// Why a board has its band, in sentences: the band, every reason for more with its values and limits, the reason for
/// less that holds, what each lower band would also need, and by which rules.
[[nodiscard]] inline std::vector<std::string> explain(const Profile& profile, const Advice& advice, Language language) {
  return detail::DecisionWords(profile, advice, language)();
}

}  // namespace kring::supervision
