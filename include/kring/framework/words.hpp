// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/framework/framework.hpp"
#include "kring/framework/state.hpp"

namespace kring::framework {

namespace detail {

[[nodiscard]] inline std::string either(Language language, const char* english, const char* dutch) {
  return language == Language::dutch ? dutch : english;
}

// "a", "a and b", "a, b and c".
[[nodiscard]] inline std::string enumerated(const std::vector<std::string>& items, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " " + last + " " : ", ";
    text += items[i];
  }
  return text;
}

[[nodiscard]] inline std::string and_list(const std::vector<std::string>& items, Language language) {
  return enumerated(items, either(language, "and", "en"));
}

[[nodiscard]] inline std::string or_list(const std::vector<std::string>& items, Language language) {
  return enumerated(items, either(language, "or", "of"));
}

}  // namespace detail

/// The name of a standard, indicator or judgement in a sentence; the id itself where the framework has no such name.
[[nodiscard]] inline std::string name(const Framework& framework, std::string_view id, Language language) {
  for (const Input& input : framework.definition().inputs) {
    if (input.id == id) return language == Language::dutch ? input.name_nl : input.name_en;
  }
  for (const DecisionTable& table : framework.definition().judgements) {
    if (table.id == id) return language == Language::dutch ? table.name_nl : table.name_en;
  }
  return std::string(id);
}

/// Reasons in words: "the figure is missing and the denominator is too small".
[[nodiscard]] inline std::string words(Reasons reasons, Language language) {
  constexpr const char* english[] = {"the figure or finding is missing",
                                     "the denominator is too small to be assessed",
                                     "the figure is withheld",
                                     "it was not examined",
                                     "the years of the window are not all there",
                                     "it is known only as a set of levels",
                                     "the framework has no rule for it"};
  constexpr const char* dutch[] = {"het cijfer of de bevinding ontbreekt",
                                   "de noemer is te klein om te beoordelen",
                                   "het cijfer is afgeschermd",
                                   "het is niet onderzocht",
                                   "de jaren van het venster zijn niet compleet",
                                   "het is alleen bekend als een verzameling niveaus",
                                   "het kader heeft er geen regel voor"};
  std::vector<std::string> all;
  for (std::size_t i = 0; i < reason_words.size(); ++i) {
    if (reasons.contains(static_cast<Reason>(i))) all.emplace_back(language == Language::dutch ? dutch[i] : english[i]);
  }
  return detail::and_list(all, language);
}

namespace detail {

// Puts the conditions of one judgement into words.
class ConditionWords {
 public:
  ConditionWords(const Framework& framework, Language language) : framework_(framework), language_(language) {}

  [[nodiscard]] std::string operator()(const Condition& c) const {
    switch (c.asks) {
      case Asks::count:
        return bounded(c) + say(" of ", " van ") + names(c.of) + stand(c, c.number != 1) + at_or_above(c.level, c);
      case Asks::all:
        return c.of.size() == 1 ? names(c.of) + stand(c, false) + at_or_above(c.level, c)
                                : say("all of ", "alle van ") + names(c.of) + stand(c, true) + at_or_above(c.level, c);
      case Asks::any:
        return say("at least one of ", "ten minste een van ") + names(c.of) + stand(c, false) + at_or_above(c.level, c);
      case Asks::none_below:
        return say("none of ", "geen van ") + names(c.of) + stand(c, false) + below(c.level, c);
      case Asks::is:
        return choices(c);
      case Asks::unknown:
        return bounded(c) + say(" of ", " van ") + names(c.of) +
               (c.number == 1 ? say(" is unknown", " is onbekend") : say(" are unknown", " zijn onbekend"));
      case Asks::compensated:
        return compensated(c);
      case Asks::limited:
        return limited(c);
      case Asks::negation:
        return say("it is not so that ", "het is niet zo dat ") + (*this)(c.parts.front());
      case Asks::either:
        return joined(c, say(", or ", ", of "));
      case Asks::both:
        return joined(c, say(", and ", ", en "));
    }
    return "";
  }

 private:
  [[nodiscard]] std::string say(const char* english, const char* dutch) const {
    return either(language_, english, dutch);
  }

  [[nodiscard]] std::string names(const std::vector<std::string>& ids) const {
    std::vector<std::string> all;
    for (const std::string& id : ids) all.push_back(name(framework_, id, language_));
    return and_list(all, language_);
  }

  // The name of a level as the scale of the first member has it.
  [[nodiscard]] std::string level_name(const std::string& level, const std::string& member) const {
    const Definition& d = framework_.definition();
    for (std::size_t i = 0; i < d.inputs.size(); ++i) {
      if (d.inputs[i].id == member) return level_name(level, framework_.input_scale(i));
    }
    for (std::size_t j = 0; j < d.judgements.size(); ++j) {
      if (d.judgements[j].id == member) return level_name(level, framework_.judgement_scale(j));
    }
    return level;
  }

  [[nodiscard]] std::string level_name(const std::string& level, const Scale& scale) const {
    const auto place = scale.find(level);
    return place ? scale.name(*place, language_) : level;
  }

  [[nodiscard]] std::string bounded(const Condition& c) const {
    const std::string number = std::to_string(c.number);
    if (c.bound == Bound::at_least) return say("at least ", "ten minste ") + number;
    return (c.bound == Bound::at_most ? say("at most ", "hoogstens ") : say("exactly ", "precies ")) + number;
  }

  [[nodiscard]] std::string stand(const Condition&, bool several) const {
    return several ? say(" stand at ", " staan op ") : say(" stands at ", " staat op ");
  }

  [[nodiscard]] std::string at_or_above(const std::string& level, const Condition& c) const {
    return level_name(level, c.of.front()) + say(" or higher", " of hoger");
  }

  [[nodiscard]] std::string below(const std::string& level, const Condition& c) const {
    return say("a level below ", "een niveau onder ") + level_name(level, c.of.front());
  }

  [[nodiscard]] std::string choices(const Condition& c) const {
    std::vector<std::string> all;
    for (const Choice& choice : c.choices) {
      std::vector<std::string> levels;
      for (const std::string& level : choice.levels) levels.push_back(level_name(level, choice.input));
      all.push_back(name(framework_, choice.input, language_) + say(" stands at ", " staat op ") +
                    or_list(levels, language_));
    }
    return and_list(all, language_);
  }

  [[nodiscard]] std::string compensated(const Condition& c) const {
    std::string text = say("of ", "van ") + names(c.of) + say(", those below ", " zijn er onder ") +
                       level_name(c.level, c.of.front()) +
                       say(" are at most as many as those at ", " hoogstens zoveel als er staan op ") +
                       level_name(c.by, c.of.front()) + say(" or higher", " of hoger");
    if (!c.floor.empty()) {
      text += say(", and none stands below ", ", en geen staat onder ") + level_name(c.floor, c.of.front());
    }
    if (c.at_most) {
      text += say(", and at most ", ", en hoogstens ") + std::to_string(*c.at_most) +
              say(" are below ", " staan onder ") + level_name(c.level, c.of.front());
    }
    return text;
  }

  [[nodiscard]] std::string limited(const Condition& c) const {
    std::string text = say("at least one", "ten minste een");
    if (c.at_most) text += say(" and at most ", " en hoogstens ") + std::to_string(*c.at_most);
    return text + say(" of ", " van ") + names(c.of) + say(" stands below ", " staat onder ") +
           level_name(c.level, c.of.front()) + say(", and ", ", en ") + choices(c);
  }

  [[nodiscard]] std::string joined(const Condition& c, const std::string& between) const {
    std::string text;
    for (const Condition& part : c.parts) text += (text.empty() ? "" : between) + (*this)(part);
    return text;
  }

  const Framework& framework_;
  Language language_;
};

}  // namespace detail

/// A condition as a sentence without capital or full stop: "at least 2 of annual result, diploma result and starters
/// result stand at sufficient or higher".
[[nodiscard]] inline std::string words(const Framework& framework, const Condition& condition, Language language) {
  return detail::ConditionWords(framework, language)(condition);
}

/// A rule's condition in words: what its file says, else the condition itself, "in all other cases" for one that holds
/// always.
[[nodiscard]] inline std::string words(const Framework& framework, const Rule& rule, Language language) {
  const std::string& because = language == Language::dutch ? rule.because_nl : rule.because_en;
  if (!because.empty()) return because;
  if (rule.when) return words(framework, *rule.when, language);
  return detail::either(language, "in all other cases", "in alle andere gevallen");
}

}  // namespace kring::framework
