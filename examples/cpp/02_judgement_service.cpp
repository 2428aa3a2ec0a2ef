// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// What a service answers about one programme: its judgement as JSON, why, and the smallest change to a better one.
#include <exception>
#include <iostream>

#include "kring/format/json.hpp"
#include "kring/format/toml.hpp"
#include "kring/framework.hpp"

namespace {

namespace framework = kring::framework;
using kring::format::Json;
Json smallest_to(const framework::Evidence& evidence, const framework::Judged& judged, framework::Level level) {
  const std::size_t main = evidence.framework.main();
  for (const auto& change : framework::changes(evidence, judged, main, 0)) {
    if (change.outcome != level) continue;
    const Json json = kring::format::changes_json(evidence.framework, main, {change})[0];
    return {{"outcome", json["outcome"]},
            {"levels", json["levels"]},
            {"people", json["people"]},
            {"words", json["words"]["en"]}};
  }
  return nullptr;
}

// The fields a caller needs; judgement_json() has all of them, with norms, sources and the digest of the rules.
Json answer(const framework::Evidence& evidence) {
  const auto judged = framework::judge(evidence.findings, evidence.education);
  const Json all = kring::format::judgement_json(evidence, judged, 0);
  const Json& judgement = all["judgements"][0];
  Json short_answer;
  for (const char* name : {"id", "version", "status"}) short_answer["framework"][name] = all["framework"][name];
  short_answer["outcome"] = judgement["outcome"];
  for (const Json& rule : judgement["rules"]) short_answer["rules"].push_back(rule["rule"]);
  short_answer["reason"] = judgement["rules"][0]["because"]["en"];
  short_answer["may_change"] = judgement["may_change"];
  const auto& sentences = all["explanation"]["en"];
  for (std::size_t i = 1; i <= all["inputs"].size(); ++i) short_answer["inputs"].push_back(sentences[i]);
  const auto& outcome = judged.at(evidence.framework.main(), 0);
  short_answer["smallest_change"] =
      smallest_to(evidence, judged, static_cast<framework::Level>(outcome.levels.best() + 1));
  return short_answer;
}

}  // namespace

int main() try {
  const auto rules = kring::format::catalog_framework("studiesucces-2024");  // or load_framework("my-framework.toml")
  framework::Evidence programme(rules, 1);
  programme.education[0] = framework::education_level(rules, "3");
  framework::set_counts(programme, rules.input("annual_result"), 0, 75, 100);
  framework::set_counts(programme, rules.input("diploma_result"), 0, 80, 100);
  std::cout << answer(programme).dump(2) << '\n';
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}

// Output:
// {
//   "framework": {
//     "id": "studiesucces-2024",
//     "version": "2026.1",
//     "status": "secondary"
//   },
//   "outcome": "sufficient",
//   "rules": [
//     "one_unknown_both_sufficient"
//   ],
//   "reason": "one result is unknown and two meet their norm",
//   "may_change": true,
//   "inputs": [
//     "Annual result: 75 of 100, 75.0% (norm: sufficient from 68% and high from 85%); stands at sufficient.",
//     "Diploma result: 80 of 100, 80.0% (norm: sufficient from 70% and high from 89%); stands at sufficient.",
//     "Starters result; unknown: the figure or finding is missing."
//   ],
//   "smallest_change": {
//     "outcome": "high",
//     "levels": 1,
//     "people": 9,
//     "words": "diploma result to high: 9 more diplomas and starters result known, at sufficient"
//   }
// }
