// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/catalog/supervision_profiles.hpp"
#include "kring/format/detail/rules_digest.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/format/detail/toml_words.hpp"
#include "kring/supervision/profile.hpp"

namespace kring::format {

namespace detail {

// Reads a profile of supervision; every number must be there, because none stands in code.
class TomlSupervision {
 public:
  TomlSupervision(const toml::table& document, const std::string& file)
      : faults_("the supervision profile"), root_(document, "supervision profile", file, faults_) {}

  [[nodiscard]] supervision::Profile read() {
    read_head();
    root_.each("band", [this](const TomlRow& row) { read_band(row); });
    profile_.basis = band_of(root_, "basis");
    read_quality(root_.part("quality", "quality"));
    read_criteria(root_.part("reference", "reference"),
                  [this](supervision::Criterion one, double value) { profile_.reference.set(one, value); });
    for (const auto one :
         {supervision::Criterion::ambition, supervision::Criterion::visibility, supervision::Criterion::traceability,
          supervision::Criterion::reliability, supervision::Criterion::risk}) {
      if (!profile_.reference.has(one)) lacks(root_, "reference." + std::string(cycle::word(one)));
    }
    read_costs(root_.part("cost", "cost"));
    for (const char* rows : {"band", "escalation", "reduction"}) {
      if (!root_.has(rows)) lacks(root_, rows);
    }
    root_.each("escalation", [this](const TomlRow& row) { profile_.escalations.push_back(read_gate(row)); });
    root_.each("reduction", [this](const TomlRow& row) { read_reduction(row); });
    faults_.raise();
    return std::move(profile_);
  }

 private:
  void read_head() {
    root_.allow({"format", "id", "version", "name_en", "name_nl", "status", "source", "note_en", "note_nl", "basis",
                 "hysteresis", "risk_limit", "quality", "reference", "cost", "band", "escalation", "reduction"});
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
    profile_.hysteresis = supervision::steps(root_.number("hysteresis", 0, 1));
    profile_.risk_limit = supervision::steps(root_.number("risk_limit", 0, 1));
  }

  void lacks(const TomlRow& row, const std::string& field) {
    faults_.add(row.where(), row.what() + " lacks '" + field + "'");
  }

  void read_band(const TomlRow& row) {
    row.allow({"band", "name_en", "name_nl"});
    const auto next = static_cast<std::int64_t>(profile_.bands.size());
    if (row.integer("band") != next) {
      faults_.add(row.where_of("band"),
                  "band is not " + std::to_string(next) + ": expected the bands 0, 1, 2 in order");
    }
    profile_.bands.push_back({row.text("name_en"), row.text("name_nl")});
  }

  // A band that a field names; 0 with a fault where there is no such band.
  [[nodiscard]] std::int32_t band_of(const TomlRow& row, std::string_view field) {
    const auto found = row.integer(field);
    const auto size = static_cast<std::int64_t>(profile_.bands.size());
    if (found && *found >= 0 && *found < size) return static_cast<std::int32_t>(*found);
    if (!row.has(field)) {
      lacks(row, std::string(field));
    } else if (found) {
      faults_.add(row.where_of(field), std::string(field) + " is " + std::to_string(*found) + ": expected one of the " +
                                           std::to_string(size) + " bands under [[band]]");
    }
    return 0;
  }

  void read_quality(const TomlRow& row) {
    row.allow({"blend", "ambition", "visibility", "traceability", "reliability"});
    profile_.blend = row.number("blend", 0, 1);
    double sum = 0;
    for (std::size_t i = 0; i < profile_.weights.size(); ++i) {
      sum += profile_.weights[i] = row.number(cycle::words_of<supervision::Criterion>[i], 0, 1e6);
    }
    if (sum == 0) faults_.add(row.where(), "the weights of quality are all 0: expected one above 0");
  }

  // Values of criteria by name; Q has none of its own.
  template <class F>
  void read_criteria(const TomlRow& row, F set) {
    for (const auto& [key, node] : row.table()) {
      const std::string name(key.str());
      const auto criterion = known_word<supervision::Criterion>(row, name, "criterion", name);
      if (criterion == supervision::Criterion::quality) {
        faults_.add(row.where_of(name),
                    "quality follows from ambition, visibility, traceability and reliability: "
                    "leave it out of " +
                        row.what());
      } else if (criterion) {
        set(*criterion,
            row.number(name, 0, supervision::is_share(*criterion) || supervision::is_flag(*criterion) ? 1 : 1000));
      }
    }
  }

  void read_costs(const TomlRow& row) {
    using supervision::Criterion;
    std::vector<std::string_view> names;
    for (const std::string_view name : cycle::words_of<Criterion>) {
      if (name != "quality" && name != "reliability_low" && name != "risk_upper" && name != "risk_secure") {
        names.push_back(name);
      }
    }
    row.allow(names);
    for (const std::string_view name : names) {
      profile_.cost[static_cast<std::size_t>(*cycle::find_word<Criterion>(name))] = row.number(name, 0, 1e6);
    }
    const auto at = [this](Criterion one) -> double& { return profile_.cost[static_cast<std::size_t>(one)]; };
    at(Criterion::reliability_low) = at(Criterion::reliability);
    at(Criterion::risk_upper) = at(Criterion::risk_secure) = at(Criterion::risk);
  }

  [[nodiscard]] supervision::Gate read_gate(const TomlRow& row) {
    row.allow({"id", "band", "text_en", "text_nl", "when"});
    supervision::Gate gate{row.text("id"), band_of(row, "band"), row.text("text_en"), row.text("text_nl"), {}};
    if (!gate.id.empty() && !ids_.insert(gate.id).second) {
      faults_.add(row.where_of("id"), "the gate '" + gate.id + "' is there twice: expected ids that occur once");
    }
    if (!row.has("when")) lacks(row, "when");
    row.each("when", [&](const TomlRow& one) { read_condition(one, gate); });
    for (std::size_t i = 0; i < gate.when.size(); ++i) {
      for (std::size_t j = 0; j < gate.when.size(); ++j) refuse_contradiction(row, gate, gate.when[i], gate.when[j]);
    }
    return gate;
  }

  void read_reduction(const TomlRow& row) {
    supervision::Gate gate = read_gate(row);
    if (gate.band >= profile_.basis && row.has("band")) {
      faults_.add(row.where_of("band"), "band is " + std::to_string(gate.band) + ": expected a band below the basis, " +
                                            std::to_string(profile_.basis) + ", which holds without any reason");
    }
    profile_.reductions.push_back(std::move(gate));
  }

  void read_condition(const TomlRow& row, supervision::Gate& gate) {
    row.allow({"criterion", "at_least", "below", "is"});
    const std::string written = row.text("criterion");
    const auto criterion =
        written.empty() ? std::nullopt : known_word<supervision::Criterion>(row, "criterion", "criterion", written);
    if (!criterion) return;
    const int said = int{row.has("at_least")} + int{row.has("below")} + int{row.has("is")};
    const bool flag = supervision::is_flag(*criterion);
    if (said != 1 || flag != row.has("is")) {
      faults_.add(row.where(), "a condition on " + written + " needs exactly one of " +
                                   (flag ? "'is', true or false" : "'at_least' and 'below'"));
      return;
    }
    supervision::Condition condition{*criterion, true, supervision::full};
    if (flag) {
      condition.at_least = row.flag("is");
    } else {
      condition.at_least = row.has("at_least");
      const double most = supervision::is_share(*criterion) ? 1 : 1000;
      condition.limit = supervision::steps(row.number(condition.at_least ? "at_least" : "below", 0, most));
      if (!condition.at_least && condition.limit == 0) {
        faults_.add(row.where_of("below"), "nothing lies below 0: expected a limit above 0");
      }
    }
    gate.when.push_back(condition);
  }

  void refuse_contradiction(const TomlRow& row, const supervision::Gate& gate, const supervision::Condition& one,
                            const supervision::Condition& other) {
    if (one.criterion != other.criterion || !one.at_least || other.at_least || one.limit < other.limit) return;
    faults_.add(row.where_of("when"), "the gate '" + gate.id + "' asks that " +
                                          std::string(cycle::word(one.criterion)) +
                                          " is at least one limit and below another that is no higher: nothing can be");
  }

  RuleFaults faults_;
  TomlRow root_;
  supervision::Profile profile_;
  std::set<std::string> ids_;
};

}  // namespace detail

/// Reads a profile of supervision from TOML text; docs/supervision.md describes the format.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline supervision::Profile read_supervision_profile(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  supervision::Profile profile = detail::TomlSupervision(document, file).read();
  profile.digest = detail::rules_digest(document);
  return profile;
}

/// Reads the profile of supervision of the catalogue with this id.
/// @throws UnknownIdentifier for any other id; the message names the nearest.
[[nodiscard]] inline supervision::Profile catalog_supervision_profile(std::string_view id) {
  return read_supervision_profile(catalog::supervision_profile_text(id),
                                  "catalogue, supervision " + std::string(id) + ".toml");
}

}  // namespace kring::format
