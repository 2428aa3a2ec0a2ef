// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/framework/verification.hpp"
#include "kring/framework/words.hpp"

namespace kring::framework {

namespace detail {

// Puts flaws into words.
class FlawWords {
 public:
  FlawWords(const Framework& framework, const Flaw& flaw, Language language)
      : framework_(framework),
        flaw_(flaw),
        language_(language),
        table_(framework.resolved().judgements[flaw.judgement]),
        definition_(framework.definition().judgements[flaw.judgement]) {}

  [[nodiscard]] std::string operator()() const {
    switch (flaw_.kind) {
      case FlawKind::uncovered:
        return counted("no rule covers ", "geen regel dekt ", "input", "invoer", "inputs", "invoeren") +
               example(flaw_.from);
      case FlawKind::unreachable:
        return unreachable();
      case FlawKind::not_monotone:
        return counted("a better input has a worse outcome in ", "een betere invoer heeft een slechtere uitkomst in ",
                       "pair", "paar", "pairs", "paren") +
               pair();
      case FlawKind::contradicted:
        return counted("knowing more contradicts what was settled in ", "meer weten spreekt tegen wat vaststond in ",
                       "pair", "paar", "pairs", "paren") +
               pair();
      case FlawKind::without_effect:
        return say("'", "'") + name(framework_, definition_.inputs[flaw_.input], language_) +
               say("' never changes the outcome", "' verandert de uitkomst nooit");
      case FlawKind::empty_scores:
        return say("rule '", "regel '") + definition_.rules[flaw_.rule].id +
               counted("' gives a level though nothing it looks at is applicable, for ",
                       "' geeft een niveau hoewel niets waarnaar hij kijkt van toepassing is, bij ", "input", "invoer",
                       "inputs", "invoeren") +
               example(flaw_.from);
    }
    return "";
  }

 private:
  [[nodiscard]] std::string say(const char* english, const char* dutch) const {
    return either(language_, english, dutch);
  }

  [[nodiscard]] std::string counted(const char* english, const char* dutch, const char* one, const char* one_nl,
                                    const char* several, const char* several_nl) const {
    std::string text = say(english, dutch);
    text += flaw_.count < 1e15 ? number_text(static_cast<std::int64_t>(flaw_.count), language_)
                               : say("more than 10^15", "meer dan 10^15");
    const bool single = flaw_.count == 1;
    text += " " + say(single ? one : several, single ? one_nl : several_nl);
    return text + (single ? ": " : say(", the smallest: ", ", de kleinste: "));
  }

  [[nodiscard]] std::string shown(std::size_t input, Symbol symbol) const {
    if (symbol == unknown_symbol) return say("unknown", "onbekend");
    if (symbol == not_applicable_symbol) return say("not applicable", "niet van toepassing");
    const InputRef& ref = table_.inputs[input];
    const Scale& scale = ref.is_judgement ? framework_.judgement_scale(ref.place) : framework_.input_scale(ref.place);
    return scale.name(symbol, language_);
  }

  // "a insufficient and b sufficient, whatever the rest".
  [[nodiscard]] std::string example(const std::vector<Symbol>& shows) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < shows.size(); ++i) {
      if (flaw_.matters[i])
        parts.push_back(name(framework_, definition_.inputs[i], language_) + " " + shown(i, shows[i]));
    }
    const bool rest = parts.size() < shows.size();
    if (parts.empty()) return say("any input", "elke invoer");
    return and_list(parts, language_) + (rest ? say(", whatever the rest", ", wat de rest ook is") : "");
  }

  [[nodiscard]] std::string outcome(const std::vector<Symbol>& shows) const {
    const End& end = table_.diagram.ends()[static_cast<std::size_t>(table_.diagram.walk(shows))];
    const Scale& scale = framework_.judgement_scale(flaw_.judgement);
    if (end.settled()) return scale.name(end.levels.worst(), language_);
    if (end.only_not_applicable()) return say("not applicable", "niet van toepassing");
    return say("undetermined", "niet te bepalen") + (end.levels.empty() ? "" : " (" + scale.text(end.levels) + ")");
  }

  [[nodiscard]] std::string pair() const {
    std::vector<std::string> moves;
    for (std::size_t i = 0; i < flaw_.from.size(); ++i) {
      if (flaw_.from[i] == flaw_.to[i]) continue;
      moves.push_back(name(framework_, definition_.inputs[i], language_) + say(" from ", " van ") +
                      shown(i, flaw_.from[i]) + say(" to ", " naar ") + shown(i, flaw_.to[i]));
    }
    return say("with ", "met ") + example(flaw_.from) + say(" the outcome is ", " is de uitkomst ") +
           outcome(flaw_.from) + say("; ", "; ") + and_list(moves, language_) + say(" makes it ", " maakt die ") +
           outcome(flaw_.to);
  }

  [[nodiscard]] std::string unreachable() const {
    std::string text =
        say("no input reaches rule '", "geen invoer bereikt regel '") + definition_.rules[flaw_.rule].id + "': ";
    if (!table_.use.holds[flaw_.rule]) return text + say("its condition never holds", "de voorwaarde geldt nooit");
    std::vector<std::string> rules;
    for (const std::uint16_t rule : table_.use.decided_by[flaw_.rule])
      rules.push_back("'" + definition_.rules[rule].id + "'");
    return text + say("where it holds, ", "waar hij geldt, ") + or_list(rules, language_) +
           say(" decided already", " besliste al");
  }

  const Framework& framework_;
  const Flaw& flaw_;
  Language language_;
  const ResolvedTable& table_;
  const DecisionTable& definition_;
};

}  // namespace detail

/// A flaw in words, with its smallest example: "no rule covers 2 inputs, the smallest: didactics sufficient and ...".
[[nodiscard]] inline std::string words(const Framework& framework, const Flaw& flaw, Language language) {
  return framework.definition().judgements[flaw.judgement].id + ": " + detail::FlawWords(framework, flaw, language)();
}

}  // namespace kring::framework
