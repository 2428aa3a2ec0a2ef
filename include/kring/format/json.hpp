// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/version.hpp"
#include "kring/framework/change.hpp"
#include "kring/framework/change_words.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/explanation.hpp"
#include "kring/framework/trace.hpp"

namespace kring::format {

/// JSON whose fields keep their order.
using Json = nlohmann::ordered_json;

namespace detail {

using framework::Evidence;
using framework::Framework;
using framework::Judged;

[[nodiscard]] inline Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

[[nodiscard]] inline Json levels_of(const framework::Scale& scale, framework::LevelSet set) {
  Json levels = Json::array();
  for (framework::Level level = 0; level < scale.size(); ++level) {
    if (set.contains(level)) levels.push_back(scale.levels[level]);
  }
  return levels;
}

[[nodiscard]] inline Json reasons_of(framework::Reasons reasons) {
  Json words = Json::array();
  for (std::size_t i = 0; i < framework::reason_words.size(); ++i) {
    if (reasons.contains(static_cast<framework::Reason>(i))) words.push_back(framework::reason_words[i]);
  }
  return words;
}

[[nodiscard]] inline Json both_languages(std::string english, std::string dutch) {
  return {{"en", std::move(english)}, {"nl", std::move(dutch)}};
}

[[nodiscard]] inline Json input_json(const Framework& f, const framework::InputStep& step) {
  const framework::Input& input = f.definition().inputs[step.input];
  const framework::Scale& scale = f.input_scale(step.input);
  Json json{{"input", input.id}, {"kind", input.is_indicator ? "indicator" : "standard"}};
  json["numerator"] = step.counted ? Json(step.numerator) : Json(nullptr);
  json["denominator"] = step.counted ? Json(step.denominator) : Json(nullptr);
  json["levels"] = levels_of(scale, step.finding.levels);
  json["applicable"] = step.finding.applies;
  json["reasons"] = reasons_of(step.finding.reasons);
  json["norms"] = Json::array();
  for (const framework::Norm* norm : step.norms) {
    Json row{{"reaches", norm->reaches},
             {"threshold", norm->threshold / 100.0},
             {"direction", name(norm->direction)},
             {"valid_from", norm->valid_from ? Json(day_text(*norm->valid_from)) : Json(nullptr)},
             {"valid_to", norm->valid_to ? Json(day_text(*norm->valid_to)) : Json(nullptr)},
             {"source", norm->origin.source},
             {"status", name(norm->origin.status)}};
    json["norms"].push_back(std::move(row));
  }
  json["source"] = input.origin.source;
  json["status"] = name(input.origin.status);
  return json;
}

[[nodiscard]] inline Json judgement_json(const Framework& f, const framework::JudgementStep& step) {
  const framework::DecisionTable& table = f.definition().judgements[step.judgement];
  const framework::Scale& scale = f.judgement_scale(step.judgement);
  const bool judged = step.outcome.state == framework::State::judged;
  Json json{{"judgement", table.id}};
  json["outcome"] = judged ? scale.levels[step.outcome.levels.worst()] : std::string(text(step.outcome.state));
  json["state"] = text(step.outcome.state);
  json["possible"] = levels_of(scale, step.outcome.levels);
  json["reasons"] = reasons_of(step.outcome.reasons);
  json["may_change"] = step.may_change;
  json["rules"] = Json::array();
  for (const std::size_t place : step.rules) {
    const framework::Rule& rule = table.rules[place];
    json["rules"].push_back({{"rule", rule.id},
                             {"because", both_languages(framework::words(f, rule, Language::english),
                                                        framework::words(f, rule, Language::dutch))},
                             {"recovery_term", text_or_null(rule.recovery_term)},
                             {"source", rule.origin.source},
                             {"status", name(rule.origin.status)}});
  }
  return json;
}

[[nodiscard]] inline Json framework_json(const Framework& f) {
  const framework::Definition& d = f.definition();
  return {{"id", d.id},
          {"version", d.version},
          {"name", both_languages(d.name_en, d.name_nl)},
          {"status", name(d.origin.status)},
          {"source", d.origin.source},
          {"digest", f.digest()}};
}

[[nodiscard]] inline Json words_json(const framework::Explanation& english, const framework::Explanation& dutch) {
  return {{"en", english.sentences}, {"nl", dutch.sentences}};
}

}  // namespace detail

/// How one row was judged, as docs/judgement.schema.json describes it: rules, values, norms, sources, and the sentences
/// in English and Dutch.
[[nodiscard]] inline Json judgement_json(const framework::Evidence& evidence, const framework::Judged& judged,
                                         std::size_t row) {
  const framework::Framework& f = evidence.framework;
  const framework::Trace steps = framework::trace(evidence, judged, row);
  Json json{{"kring", version}, {"framework", detail::framework_json(f)}};
  json["unit"] = detail::text_or_null(std::string(evidence.name(row)));
  json["level"] = detail::text_or_null(std::string(evidence.level(row)));
  json["school_year"] = evidence.school_year ? Json(SchoolYear(*evidence.school_year).text()) : Json(nullptr);
  json["on"] = evidence.on ? Json(day_text(*evidence.on)) : Json(nullptr);
  json["figures_as_given"] = evidence.as_given;
  json["main"] = f.definition().judgements[f.main()].id;
  json["inputs"] = Json::array();
  for (const auto& step : steps.inputs) json["inputs"].push_back(detail::input_json(f, step));
  json["judgements"] = Json::array();
  for (const auto& step : steps.judgements) json["judgements"].push_back(detail::judgement_json(f, step));
  json["explanation"] = detail::words_json(framework::explain(evidence, steps, row, Language::english),
                                           framework::explain(evidence, steps, row, Language::dutch));
  return json;
}

/// Changes of one row as JSON, in the order given: the level they give, what they ask, and their moves.
[[nodiscard]] inline Json changes_json(const framework::Framework& f, std::size_t judgement,
                                       const std::vector<framework::Change>& changes) {
  Json all = Json::array();
  for (const framework::Change& change : changes) {
    Json json{{"outcome", f.judgement_scale(judgement).levels[change.outcome]},
              {"people", change.effort.people},
              {"levels", change.effort.levels}};
    json["moves"] = Json::array();
    for (const framework::Move& move : change.moves) {
      const framework::Scale& scale = f.input_scale(move.input);
      json["moves"].push_back({{"input", f.definition().inputs[move.input].id},
                               {"from", detail::levels_of(scale, move.from.levels)},
                               {"to", scale.levels[move.to]},
                               {"people", move.people}});
    }
    json["words"] = detail::both_languages(framework::words(f, change, Language::english),
                                           framework::words(f, change, Language::dutch));
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace kring::format
