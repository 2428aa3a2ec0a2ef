// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "kring/catalog/risk_profiles.hpp"
#include "kring/core/digest.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/format/profile.hpp"
#include "kring/risk/profile.hpp"

namespace kring::format {

namespace detail {

// Reads a profile of education risk; every field must be there, because no number stands in code.
class TomlRiskProfile {
 public:
  TomlRiskProfile(const toml::table& document, const std::string& file)
      : faults_("the risk profile"), root_(document, "profile", file, faults_) {}

  [[nodiscard]] risk::Profile read() {
    read_head();
    read_indicators();
    read_programme();
    read_facts();
    read_surveillance();
    faults_.raise();
    return std::move(profile_);
  }

 private:
  static constexpr double most = 1e6;

  void read_head() {
    root_.allow({"format", "id", "version", "name_en", "name_nl", "status", "source", "note_en", "note_nl",
                 "indicators", "correlation", "programme", "aspect", "board", "judgements", "signal", "surveillance"});
    if (root_.integer("format") != 1) faults_.add(root_.where_of("format"), "format is not 1: expected format = 1");
    profile_.id = root_.text("id");
    profile_.version = root_.text("version");
    profile_.name_en = root_.text("name_en");
    profile_.name_nl = root_.text("name_nl");
    profile_.origin.source = root_.text("source");
    (void)root_.text("status");
    profile_.origin.status =
        static_cast<framework::Status>(root_.word("status", {"official", "secondary", "proposal"}));
    profile_.origin.where = root_.where();
  }

  void require(const TomlRow& row, std::initializer_list<std::string_view> fields) {
    for (const std::string_view field : fields) {
      if (!row.has(field)) faults_.add(row.where(), row.what() + " lacks the field '" + std::string(field) + "'");
    }
  }

  void read_indicators() {
    const TomlRow row = root_.part("indicators", "list of what indicators show");
    row.allow({"year_weights", "minimum_students", "minimum_units", "false_discovery_rate", "winsorised_share",
               "prevalence", "certain_below", "certain_above"});
    require(row, {"year_weights", "minimum_students", "minimum_units"});
    read_year_weights(row);
    profile_.minimum_students = row.integer_within("minimum_students", 1, 1'000'000, 1);
    profile_.minimum_units = row.integer_within("minimum_units", 2, 1'000'000, 2);
    profile_.false_discovery_rate = row.number("false_discovery_rate", 0.0001, 0.9999);
    profile_.winsorised_share = row.number("winsorised_share", 0, 0.49);
    profile_.prevalence = row.number("prevalence", 0.0001, 0.5);
    profile_.certain_below = row.number("certain_below", 0, 1);
    profile_.certain_above = row.number("certain_above", 0, 1);
    if (profile_.certain_below > profile_.certain_above) {
      faults_.add(row.where_of("certain_below"), "certain_below is above certain_above: expected at most as much");
    }
    const TomlRow correlation = root_.part("correlation", "correlation");
    correlation.allow({"prior", "prior_units"});
    profile_.correlation_prior = correlation.number("prior", 0, 1);
    profile_.correlation_prior_units = correlation.number("prior_units", 0, most);
  }

  void read_year_weights(const TomlRow& row) {
    const toml::node* node = row.table().get("year_weights");
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    double before = most;
    if (list == nullptr || list->empty() || list->size() > 10) {
      return row.wrong("year_weights", *node, "a list of 1 to 10 weights, the latest school year first");
    }
    for (const toml::node& one : *list) {
      const auto weight = one.is_number() ? one.value<double>() : std::nullopt;
      // An older year that weighed more than a later one would make old news the better news.
      if (!weight || !(*weight >= 0 && *weight <= before)) {
        return row.wrong("year_weights", one, "weights of 0 or more that never rise from one year to the one before");
      }
      profile_.year_weights.push_back(before = *weight);
    }
    if (profile_.year_weights.front() == 0) row.wrong("year_weights", *node, "a weight above 0 for the latest year");
  }

  void read_programme() {
    const TomlRow row = root_.part("programme", "programme");
    row.allow({"combination", "exponent", "cut", "other_severity"});
    require(row, {"combination"});
    profile_.combination = static_cast<risk::Combination>(row.word("combination", {"largest", "product"}));
    profile_.exponent = row.number("exponent", 0.0001, 1);
    profile_.cut = row.number("cut", 0, 1);
    profile_.other_severity = row.number("other_severity", 0.01, 100);
    root_.each("aspect", [this](const TomlRow& aspect) { read_aspect(aspect); });
    const TomlRow board = root_.part("board", "board");
    board.allow({"upper_quantile", "prevalence_without_data"});
    require(board, {"prevalence_without_data"});
    profile_.upper_quantile = board.number("upper_quantile", 0.5, 0.9999);
    profile_.prevalence_without_data = board.flag("prevalence_without_data");
  }

  void read_aspect(const TomlRow& row) {
    row.allow({"id", "severity", "indicators"});
    risk::Aspect aspect;
    aspect.id = row.text("id");
    aspect.severity = row.number("severity", 0.01, 100);
    const TomlRow indicators = row.part("indicators", "list of indicators");
    for (const auto& [key, node] : indicators.table()) {
      const std::string name(key.str());
      for (const risk::Aspect& other : profile_.aspects) {
        for (const auto& [known, weight] : other.indicators) {
          if (known != name) continue;
          faults_.add(indicators.where_of(name), "indicator '" + name + "' stands in aspect '" + other.id +
                                                     "' already: expected one aspect an indicator");
        }
      }
      aspect.indicators.emplace_back(name, indicators.number(name, 0, most));
    }
    for (const risk::Aspect& other : profile_.aspects) {
      if (other.id == aspect.id) faults_.add(row.where_of("id"), "aspect '" + aspect.id + "' is there twice");
    }
    profile_.aspects.push_back(std::move(aspect));
  }

  void read_facts() {
    const TomlRow row = root_.part("judgements", "list of verdicts");
    row.allow({"insufficient", "sufficient", "recovery_kinds", "professionalism_kinds"});
    require(row, {"insufficient", "sufficient", "recovery_kinds", "professionalism_kinds"});
    profile_.insufficient = row.texts("insufficient");
    profile_.sufficient = row.texts("sufficient");
    profile_.recovery_kinds = row.texts("recovery_kinds");
    profile_.professionalism_kinds = row.texts("professionalism_kinds");
    for (const std::string& level : profile_.sufficient) {
      if (std::find(profile_.insufficient.begin(), profile_.insufficient.end(), level) == profile_.insufficient.end()) {
        continue;
      }
      faults_.add(row.where_of("sufficient"),
                  "'" + level + "' is sufficient and insufficient: expected one of the two");
    }
    root_.each("signal", [this](const TomlRow& signal) {
      signal.allow({"part", "part_nl", "indicator", "years", "least"});
      require(signal, {"years"});
      profile_.signals.push_back({signal.text("part"), signal.text("part_nl"), signal.text("indicator"),
                                  signal.integer_within("years", 1, 20, 1), signal.number("least", -most, most)});
    });
  }

  void read_surveillance() {
    const TomlRow row = root_.part("surveillance", "surveillance");
    row.allow({"reference", "limit", "minimum_years"});
    require(row, {"minimum_years"});
    profile_.reference = row.number("reference", 0, 10);
    profile_.limit = row.number("limit", 0, 30);
    profile_.minimum_years = row.integer_within("minimum_years", 2, 100, 2);
  }

  RuleFaults faults_;
  TomlRow root_;
  risk::Profile profile_;
};

}  // namespace detail

/// Reads a profile of education risk from TOML text; docs/risk.md describes the format.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline risk::Profile read_risk_profile(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  risk::Profile profile = detail::TomlRiskProfile(document, file).read();
  nlohmann::json rules = detail::rules_of(document);
  for (const char* field : {"name_en", "name_nl", "note_en", "note_nl", "source"}) rules.erase(field);
  Digest digest;
  digest.add(std::string_view(rules.dump()));
  profile.digest = digest.text();
  return profile;
}

/// Reads the risk profile of the catalogue with this id, by the same reader as any other.
/// @throws UnknownIdentifier for an id the catalogue does not have; the message names the nearest.
[[nodiscard]] inline risk::Profile catalog_risk_profile(std::string_view id) {
  return read_risk_profile(catalog::risk_profile_text(id), "catalogue, risk/" + std::string(id) + ".toml");
}

}  // namespace kring::format
