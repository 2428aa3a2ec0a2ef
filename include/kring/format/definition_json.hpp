// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/format/json.hpp"
#include "kring/framework/definition.hpp"
#include "kring/framework/framework.hpp"
#include "kring/framework/verification.hpp"
#include "kring/framework/words.hpp"

namespace kring::format {

namespace detail {

[[nodiscard]] inline Json names_of(const auto& row) { return both_languages(row.name_en, row.name_nl); }

[[nodiscard]] inline Json origin_json(const framework::Origin& origin) {
  return {{"source", origin.source}, {"status", name(origin.status)}};
}

[[nodiscard]] inline Json scale_json(const framework::Scale& scale) {
  Json json{{"id", scale.id}, {"levels", scale.levels}};
  json["names"] = Json{{"en", scale.names_en.empty() ? scale.levels : scale.names_en},
                       {"nl", scale.names_nl.empty() ? scale.levels : scale.names_nl}};
  return json;
}

[[nodiscard]] inline Json input_definition(const framework::Input& input) {
  Json json{{"id", input.id},
            {"kind", input.is_indicator ? "indicator" : "standard"},
            {"name", names_of(input)},
            {"scale", input.scale}};
  if (input.is_indicator) {
    json["minimum_denominator"] = input.minimum_denominator;
    json["suppress_extremes"] = input.suppress_extremes;
    json["window_years"] = input.window_years;
    json["minimum_years"] = input.minimum_years;
  } else {
    json["may_be_not_applicable"] = input.may_be_not_applicable;
  }
  json.update(origin_json(input.origin));
  return json;
}

[[nodiscard]] inline Json norm_json(const framework::Norm& norm) {
  const auto day = [](const std::optional<Day>& one) { return one ? Json(day_text(*one)) : Json(nullptr); };
  Json json{{"indicator", norm.indicator},       {"level", text_or_null(norm.level)},
            {"reaches", norm.reaches},           {"threshold", norm.threshold / 100.0},
            {"direction", name(norm.direction)}, {"valid_from", day(norm.valid_from)},
            {"valid_to", day(norm.valid_to)}};
  json.update(origin_json(norm.origin));
  return json;
}

[[nodiscard]] inline Json rule_json(const framework::Framework& f, const framework::Rule& rule) {
  Json json{{"id", rule.id}, {"outcome", text_or_null(rule.outcome)}};
  json["when"] =
      both_languages(framework::words(f, rule, Language::english), framework::words(f, rule, Language::dutch));
  json["may_change"] = rule.may_change;
  json["recovery_term"] = text_or_null(rule.recovery_term);
  json.update(origin_json(rule.origin));
  return json;
}

[[nodiscard]] inline Json table_json(const framework::Framework& f, const framework::DecisionTable& table) {
  constexpr std::string_view hits[] = {"first", "unique", "any", "count"};
  Json json{{"id", table.id},
            {"name", names_of(table)},
            {"scale", table.scale},
            {"inputs", table.inputs},
            {"hit", hits[static_cast<std::size_t>(table.hit)]}};
  json["rules"] = Json::array();
  for (const framework::Rule& rule : table.rules) json["rules"].push_back(rule_json(f, rule));
  json.update(origin_json(table.origin));
  return json;
}

}  // namespace detail

/// A framework as JSON: what its file says, with each condition in words.
[[nodiscard]] inline Json definition_json(const framework::Framework& f) {
  const framework::Definition& d = f.definition();
  Json json = detail::framework_json(f);
  json["note"] = detail::both_languages(d.note_en, d.note_nl);
  json["levels"] = d.levels;
  json["levels_without_judgement"] = d.levels_without_judgement;
  json["main"] = d.judgements[f.main()].id;
  for (const char* key : {"scales", "inputs", "norms", "judgements"}) json[key] = Json::array();
  for (const auto& scale : d.scales) json["scales"].push_back(detail::scale_json(scale));
  for (const auto& input : d.inputs) json["inputs"].push_back(detail::input_definition(input));
  for (const auto& norm : d.norms) json["norms"].push_back(detail::norm_json(norm));
  for (const auto& table : d.judgements) json["judgements"].push_back(detail::table_json(f, table));
  return json;
}

}  // namespace kring::format
