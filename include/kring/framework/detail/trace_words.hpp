// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kring/core/language.hpp"
#include "kring/core/school_year.hpp"
#include "kring/framework/detail/proposal_warnings.hpp"
#include "kring/framework/duration_text.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/share_text.hpp"
#include "kring/framework/trace.hpp"
#include "kring/framework/words.hpp"

namespace kring::framework {

/// A line of an explanation as a tree: what rests on what, by depth.
struct TreeLine {
  int depth = 0;
  std::string text{};
};

/// Why one row was judged as it was, in words.
struct Explanation {
  std::vector<std::string> sentences{};  ///< From counts and findings to judgements; warnings last.
  std::vector<TreeLine> tree{};          ///< The judgement the framework is for, and below it what it rests on.
};

namespace detail {

// Puts one trace into words.
class TraceWords {
 public:
  TraceWords(const Evidence& evidence, const Trace& trace, std::size_t row, Language language)
      : evidence_(evidence), framework_(evidence.framework), trace_(trace), row_(row), language_(language) {}

  [[nodiscard]] Explanation explain() {
    Explanation result;
    result.sentences.push_back(head());
    for (const InputStep& step : trace_.inputs) result.sentences.push_back(capital(input(step)) + ".");
    for (const JudgementStep& step : trace_.judgements) result.sentences.push_back(judgement_sentence(step));
    result.sentences.push_back(origin());
    for (const std::string& warning : proposal_warnings(framework_, trace_, language_))
      result.sentences.push_back(warning);
    add_judgement(framework_.main(), 0, result.tree);
    return result;
  }

 private:
  [[nodiscard]] std::string say(const char* english, const char* dutch) const {
    return either(language_, english, dutch);
  }

  [[nodiscard]] static std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
  }

  [[nodiscard]] std::string quoted_level(const Scale& scale, LevelSet levels) const {
    std::vector<std::string> names;
    for (Level level = 0; level < scale.size(); ++level) {
      if (levels.contains(level)) names.push_back(scale.name(level, language_));
    }
    return or_list(names, language_);
  }

  [[nodiscard]] std::string head() const {
    const Definition& d = framework_.definition();
    std::string text(evidence_.name(row_));
    if (evidence_.has_levels()) {
      text += (text.empty() ? "" : ", ") + say("level ", "niveau ") + std::string(evidence_.level(row_));
    }
    if (evidence_.school_year) text += (text.empty() ? "" : ", ") + period();
    const std::string what = language_ == Language::dutch ? d.name_nl : d.name_en;
    return (text.empty() ? capital(what) : text + ": " + what) + ".";
  }

  // The school years the figures are of.
  [[nodiscard]] std::string period() const {
    const int last = *evidence_.school_year;
    int years = 1;
    for (const Input& input : framework_.definition().inputs) years = std::max(years, input.window_years);
    if (years == 1) return SchoolYear(last).text();
    if (evidence_.as_given) {
      return SchoolYear(last).text() +
             say(" (figures as given; the framework asks for sums over ",
                 " (cijfers zoals opgegeven; het kader vraagt sommen over ") +
             std::to_string(years) + say(" school years)", " schooljaren)");
    }
    return SchoolYear(last - years + 1).text() + say(" to ", " tot en met ") + SchoolYear(last).text();
  }

  [[nodiscard]] std::string input(const InputStep& step) const {
    const Input& input = framework_.definition().inputs[step.input];
    const Scale& scale = framework_.input_scale(step.input);
    std::string text = language_ == Language::dutch ? input.name_nl : input.name_en;
    if (step.counted) {
      text += ": " + number_text(step.numerator, language_) + say(" of ", " van ") +
              number_text(step.denominator, language_) + ", " + share_text(step, language_) + norms(step);
    }
    if (!step.finding.applies) return text + say(": not applicable", ": niet van toepassing");
    if (trace_is_without_judgement() && step.counted)
      return text + say("; no norm for this level", "; geen norm voor dit niveau");
    if (step.counted && step.finding.reasons.contains(Reason::suppressed)) {
      return text + say("; unknown: a share of exactly 0% or 100% counts as withheld",
                        "; onbekend: een aandeel van precies 0% of 100% geldt als afgeschermd");
    }
    if (step.finding.levels.empty()) {
      return text + say("; unknown: ", "; onbekend: ") + words(step.finding.reasons, language_);
    }
    return text + say("; stands at ", "; staat op ") + quoted_level(scale, step.finding.levels);
  }

  [[nodiscard]] std::string norms(const InputStep& step) const {
    std::vector<std::string> all;
    const Scale& scale = framework_.input_scale(step.input);
    for (const Norm* norm : step.norms) {
      const bool higher = norm->direction == Direction::higher;
      const std::string bar = threshold_text(norm->threshold, language_);
      const std::string from = say(" from ", " vanaf ") + bar;
      const std::string up_to = say(" at ", " bij ") + bar + say(" or lower", " of lager");
      all.push_back(scale.name(*scale.find(norm->reaches), language_) + (higher ? from : up_to));
    }
    return all.empty() ? "" : say(" (norm: ", " (norm: ") + and_list(all, language_) + ")";
  }

  [[nodiscard]] std::string outcome(const JudgementStep& step) const {
    const Scale& scale = framework_.judgement_scale(step.judgement);
    if (step.outcome.state == State::judged) return quoted_level(scale, step.outcome.levels);
    if (step.outcome.state == State::not_applicable) return say("not applicable", "niet van toepassing");
    std::string text = say("undetermined", "niet te bepalen");
    if (step.outcome.levels.size() > 1)
      text += say(": could be ", ": kan zijn ") + quoted_level(scale, step.outcome.levels);
    return text;
  }

  [[nodiscard]] std::string because(const JudgementStep& step) const {
    const DecisionTable& table = framework_.definition().judgements[step.judgement];
    if (step.rules.empty()) {
      if (step.outcome.state != State::not_applicable) return say("no rule covers this", "geen regel dekt dit");
      return trace_is_without_judgement()
                 ? say("the framework has no judgement for this level", "het kader kent voor dit niveau geen oordeel")
                 : say("nothing it rests on is applicable", "niets waarop het rust is van toepassing");
    }
    if (table.hit == Hit::count) return counted(step);
    std::vector<std::string> rules;
    for (const std::size_t rule : step.rules) rules.push_back(words(framework_, table.rules[rule], language_));
    if (rules.size() == 1) return rules.front();
    if (table.hit == Hit::any && step.outcome.state == State::judged) return joined(rules, say("; and ", "; en "));
    return say("depending on what is unknown, ", "afhankelijk van wat onbekend is geldt: ") +
           joined(rules, say("; or ", "; of "));
  }

  // Under the hit policy count a level is the number of rules that hold.
  [[nodiscard]] std::string counted(const JudgementStep& step) const {
    const std::string least = std::to_string(step.outcome.levels.worst());
    const std::string most = std::to_string(step.outcome.levels.best());
    const std::string number = least == most ? least : least + say(" to ", " tot ") + most;
    return number + (number == "1" ? say(" rule holds", " regel geldt") : say(" rules hold", " regels gelden"));
  }

  [[nodiscard]] static std::string joined(const std::vector<std::string>& texts, const std::string& between) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : between) + text;
    return all;
  }

  [[nodiscard]] bool trace_is_without_judgement() const {
    return !framework_.definition().levels.empty() && evidence_.education[row_] == no_judgement;
  }

  // What follows the outcome: that it may change, the time for repair, why it is undetermined.
  [[nodiscard]] std::string remarks(const JudgementStep& step) const {
    const DecisionTable& table = framework_.definition().judgements[step.judgement];
    std::string text;
    if (step.outcome.state == State::undetermined && !step.outcome.reasons.empty()) {
      text += say(" Not known: ", " Niet bekend: ") + words(step.outcome.reasons, language_) + ".";
    }
    if (step.may_change && step.outcome.state == State::judged) {
      text += say(" This may change when more becomes known.", " Dit kan veranderen als meer bekend wordt.");
    }
    for (const std::size_t rule : step.rules) {
      if (table.rules[rule].recovery_term.empty() || step.outcome.state != State::judged) continue;
      text +=
          say(" It holds if the shortfall is mended within ", " Het geldt als de tekortkoming is hersteld binnen ") +
          duration_text(table.rules[rule].recovery_term, language_) + ".";
    }
    return text;
  }

  [[nodiscard]] std::string judgement_sentence(const JudgementStep& step) const {
    const DecisionTable& table = framework_.definition().judgements[step.judgement];
    const std::string what = language_ == Language::dutch ? table.name_nl : table.name_en;
    return capital(what) + ": " + outcome(step) + say(", because ", ", want ") + because(step) + "." + remarks(step);
  }

  [[nodiscard]] std::string origin() const {
    const Definition& d = framework_.definition();
    return say("By ", "Volgens ") + d.id + say(", version ", ", versie ") + d.version + ", " + status(d.origin.status) +
           ", " + framework_.digest().substr(0, 12) + say(". Source: ", ". Bron: ") + d.origin.source + ".";
  }

  [[nodiscard]] std::string status(Status status) const {
    if (status == Status::official) return say("official", "officieel");
    return status == Status::secondary ? say("seen through another source", "gezien via een andere bron")
                                       : say("a proposal", "een voorstel");
  }

  void add_judgement(std::size_t judgement, int depth, std::vector<TreeLine>& tree) const {
    const JudgementStep& step = trace_.judgements[judgement];
    const DecisionTable& table = framework_.definition().judgements[judgement];
    const std::string what = language_ == Language::dutch ? table.name_nl : table.name_en;
    tree.push_back({depth, what + ": " + outcome(step)});
    const std::string after = remarks(step);
    tree.push_back({depth + 1, say("because ", "want ") + because(step) + (after.empty() ? "" : "." + after)});
    for (const InputRef& ref : framework_.resolved().judgements[judgement].inputs) {
      if (ref.is_judgement) {
        add_judgement(ref.place, depth + 1, tree);
      } else {
        tree.push_back({depth + 1, input(trace_.inputs[ref.place])});
      }
    }
  }

  const Evidence& evidence_;
  const Framework& framework_;
  const Trace& trace_;
  std::size_t row_;
  Language language_;
};

}  // namespace detail

}  // namespace kring::framework
