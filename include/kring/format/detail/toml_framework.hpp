// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/format/detail/toml_condition.hpp"
#include "kring/format/detail/toml_groups.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/framework/definition.hpp"
#include "kring/framework/duration_text.hpp"

namespace kring::format::detail {

// Reads a judgement framework from a TOML document.
class TomlFramework {
 public:
  TomlFramework(const toml::table& document, const std::string& file)
      : root_(document, "framework", file, faults_), groups_(root_), conditions_(groups_.all(), names_) {}

  [[nodiscard]] framework::Definition read() {
    read_head();
    groups_.read();
    root_.each("scale", [&](const TomlRow& row) { d_.scales.push_back(scale(row)); });
    root_.each("standard", [&](const TomlRow& row) { d_.inputs.push_back(standard(row)); });
    root_.each("indicator", [&](const TomlRow& row) { d_.inputs.push_back(indicator(row)); });
    root_.each("norm", [&](const TomlRow& row) { d_.norms.push_back(norm(row)); });
    collect_names();
    groups_.check(names_);
    root_.each("judgement", [&](const TomlRow& row) { d_.judgements.push_back(judgement(row)); });
    faults_.raise();
    return std::move(d_);
  }

 private:
  void read_head() {
    root_.allow({"format", "id", "version", "name_en", "name_nl", "status", "source", "note_en", "note_nl", "levels",
                 "levels_without_judgement", "main", "scale", "groups", "standard", "indicator", "norm", "judgement"});
    check_format();
    d_.id = identifier(root_);
    d_.version = root_.text("version");
    d_.name_en = root_.text("name_en");
    d_.name_nl = root_.text("name_nl");
    d_.note_en = root_.text_or("note_en", "");
    d_.note_nl = root_.text_or("note_nl", "");
    d_.levels = root_.texts("levels");
    d_.levels_without_judgement = root_.texts("levels_without_judgement");
    d_.main = root_.text_or("main", "");
    d_.levels_where = root_.where_of("levels");
    d_.levels_without_where = root_.where_of("levels_without_judgement");
    d_.main_where = root_.where_of("main");
    d_.origin.source = root_.text("source");
    if (!root_.has("status")) faults_.add(root_.where(), "a framework lacks the field 'status'");
    d_.origin.status = status(root_);
    d_.origin.where = root_.where();
  }

  void check_format() {
    const std::string expected = "this version of kring reads format = 1";
    if (!root_.has("format")) {
      faults_.add(root_.where(), "a framework lacks the field 'format': " + expected);
    } else if (const auto format = root_.integer("format"); format && *format != 1) {
      faults_.add(root_.where_of("format"), "format of a framework is " + std::to_string(*format) + ": " + expected);
    }
  }

  // What conditions and judgements can name, judgements included.
  void collect_names() {
    for (const framework::Input& input : d_.inputs) names_.push_back(input.id);
    root_.each("judgement", [&](const TomlRow& row) {
      if (const auto id = row.table()["id"].value<std::string>()) names_.push_back(*id);
    });
  }

  [[nodiscard]] static framework::Status status(const TomlRow& row) {
    using framework::Status;
    constexpr Status all[] = {Status::official, Status::secondary, Status::proposal};
    return all[row.word("status", {"official", "secondary", "proposal"})];
  }

  // What a row does not say of its origin is that of the row above it.
  [[nodiscard]] static framework::Origin origin(const TomlRow& row, const framework::Origin& above) {
    return {row.text_or("source", above.source), row.has("status") ? status(row) : above.status, row.where()};
  }

  [[nodiscard]] static std::string identifier(const TomlRow& row) {
    std::string id = row.text("id");
    const auto allowed = [](unsigned char c) {
      return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_' || c == '-';
    };
    if (!id.empty() && !std::all_of(id.begin(), id.end(), allowed)) {
      row.wrong("id", *row.table().get("id"), "small letters, digits, '_' and '-'");
    }
    return id;
  }

  [[nodiscard]] framework::Scale scale(const TomlRow& row) const {
    row.allow({"id", "levels", "names_en", "names_nl"});
    if (!row.has("levels")) faults_.add(row.where(), "a scale lacks the field 'levels'");
    return {identifier(row), row.texts("levels"), row.texts("names_en"), row.texts("names_nl"), row.where()};
  }

  [[nodiscard]] framework::Input standard(const TomlRow& row) const {
    row.allow({"id", "name_en", "name_nl", "scale", "may_be_not_applicable", "source", "status"});
    framework::Input input = named_input(row);
    input.may_be_not_applicable = row.flag("may_be_not_applicable");
    return input;
  }

  [[nodiscard]] framework::Input indicator(const TomlRow& row) const {
    row.allow({"id", "name_en", "name_nl", "scale", "minimum_denominator", "suppress_extremes", "window_years",
               "minimum_years", "counts_en", "counts_nl", "source", "status"});
    framework::Input input = named_input(row);
    input.counts_en = row.text_or("counts_en", "");
    input.counts_nl = row.text_or("counts_nl", "");
    input.is_indicator = true;
    input.minimum_denominator = row.integer("minimum_denominator").value_or(1);
    input.suppress_extremes = row.flag("suppress_extremes");
    input.window_years = static_cast<int>(row.integer_within("window_years", 1, 10, 1));
    input.minimum_years = static_cast<int>(row.integer_within("minimum_years", 1, 10, input.window_years));
    return input;
  }

  [[nodiscard]] framework::Input named_input(const TomlRow& row) const {
    framework::Input input;
    input.id = identifier(row);
    input.name_en = row.text("name_en");
    input.name_nl = row.text("name_nl");
    input.scale = row.text("scale");
    input.origin = origin(row, d_.origin);
    return input;
  }

  [[nodiscard]] framework::Norm norm(const TomlRow& row) const {
    row.allow(
        {"indicator", "level", "reaches", "threshold", "direction", "valid_from", "valid_to", "source", "status"});
    framework::Norm norm;
    norm.indicator = row.text("indicator");
    norm.level = row.text_or("level", "");
    norm.reaches = row.text("reaches");
    norm.threshold = row.percentage("threshold");
    if (!row.has("direction")) faults_.add(row.where(), "a norm lacks the field 'direction': expected higher or lower");
    norm.direction =
        row.word("direction", {"higher", "lower"}) == 0 ? framework::Direction::higher : framework::Direction::lower;
    if (const auto from = row.period("valid_from")) norm.valid_from = from->first();
    if (const auto to = row.period("valid_to")) norm.valid_to = to->last();
    norm.origin = origin(row, d_.origin);
    return norm;
  }

  [[nodiscard]] framework::DecisionTable judgement(const TomlRow& row) const {
    row.allow({"id", "name_en", "name_nl", "scale", "inputs", "hit", "rule", "source", "status"});
    using framework::Hit;
    constexpr Hit hits[] = {Hit::first, Hit::unique, Hit::any, Hit::count};
    framework::DecisionTable table;
    table.id = identifier(row);
    table.name_en = row.text("name_en");
    table.name_nl = row.text("name_nl");
    table.scale = row.text("scale");
    table.inputs = members(row);
    table.hit = hits[row.word("hit", {"first", "unique", "any", "count"})];
    table.origin = origin(row, d_.origin);
    row.each("rule", [&](const TomlRow& one) { table.rules.push_back(rule(one, table)); });
    return table;
  }

  // The inputs of a judgement, where a group stands for its members.
  [[nodiscard]] std::vector<std::string> members(const TomlRow& row) const {
    std::vector<std::string> all;
    for (std::string& name : row.texts("inputs")) {
      const auto group = groups_.all().find(name);
      if (group == groups_.all().end()) {
        all.push_back(std::move(name));
      } else {
        all.insert(all.end(), group->second.begin(), group->second.end());
      }
    }
    return all;
  }

  [[nodiscard]] framework::Rule rule(const TomlRow& row, const framework::DecisionTable& table) const {
    row.allow({"id", "when", "otherwise", "outcome", "because_en", "because_nl", "may_change", "recovery_term",
               "source", "status"});
    framework::Rule rule;
    rule.id = identifier(row);
    const bool otherwise = row.flag("otherwise");
    if (otherwise == row.has("when")) {
      faults_.add(row.where(), "rule '" + rule.id + "' has " + (otherwise ? "both 'when' and" : "neither 'when' nor") +
                                   " 'otherwise = true': expected one of them");
    }
    if (row.has("when")) rule.when = conditions_.read(*row.table().get("when"), row);
    rule.outcome = table.hit == framework::Hit::count ? row.text_or("outcome", "") : row.text("outcome");
    rule.because_en = row.text_or("because_en", "");
    rule.because_nl = row.text_or("because_nl", "");
    rule.may_change = row.flag("may_change");
    rule.recovery_term = row.text_or("recovery_term", "");
    if (!rule.recovery_term.empty() && !framework::is_duration(rule.recovery_term)) {
      row.wrong("recovery_term", *row.table().get("recovery_term"), "an ISO 8601 duration such as \"P1Y\" or \"P6M\"");
    }
    rule.origin = origin(row, table.origin);
    return rule;
  }

  mutable RuleFaults faults_;
  TomlRow root_;
  TomlGroups groups_;
  std::vector<std::string> names_;
  TomlConditions conditions_;
  framework::Definition d_;
};

}  // namespace kring::format::detail
