// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/catalog/profiles.hpp"
#include "kring/core/error.hpp"
#include "kring/format/detail/rules_digest.hpp"
#include "kring/format/detail/toml_document.hpp"
#include "kring/format/detail/toml_row.hpp"
#include "kring/format/detail/toml_words.hpp"
#include "kring/quality/profile.hpp"

namespace kring::format {

namespace detail {

// Reads a profile; every field must be there, because no number stands in code.
class TomlProfile {
 public:
  TomlProfile(const toml::table& document, const std::string& file)
      : faults_("the profile"), root_(document, "profile", file, faults_) {}

  [[nodiscard]] quality::Profile read() {
    read_head();
    read_ambition();
    read_visibility();
    read_reliability();
    faults_.raise();
    return std::move(profile_);
  }

 private:
  static constexpr double most = 1e6;

  void read_head() {
    root_.allow({"format", "id", "version", "name_en", "name_nl", "status", "source", "note_en", "note_nl", "blend",
                 "quality", "ambition", "visibility", "reliability"});
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
    profile_.blend = root_.number("blend", 0, 1);
    const TomlRow weights = root_.part("quality", "quality");
    profile_.weights = weights_of<4>(weights, {"ambition", "visibility", "traceability", "reliability"});
  }

  // Weights by name; they must not all be 0, and are used as they are, divided by their sum.
  template <std::size_t Size>
  [[nodiscard]] std::array<double, Size> weights_of(const TomlRow& row,
                                                    const std::array<std::string_view, Size>& names) {
    row.allow({names.begin(), names.end()});
    std::array<double, Size> weights{};
    double sum = 0;
    for (std::size_t i = 0; i < Size; ++i) sum += weights[i] = row.number(names[i], 0, most);
    if (sum == 0) faults_.add(row.where(), "the weights of " + row.what() + " are all 0: expected one above 0");
    return weights;
  }

  // Lists, flags and whole numbers, which a row reads as empty, false and 0 where they are left out.
  void require(const TomlRow& row, std::initializer_list<std::string_view> fields) {
    for (const std::string_view field : fields) {
      if (!row.has(field)) faults_.add(row.where(), row.what() + " lacks the field '" + std::string(field) + "'");
    }
  }

  void read_ambition() {
    const TomlRow row = root_.part("ambition", "ambition");
    row.allow({"programmes", "own_norms", "whole", "drawn_on", "recent_days", "other_aspects", "aspects", "steps"});
    quality::Profile::Ambition& a = profile_.ambition;
    a.programmes = row.number("programmes", 0, most);
    a.own_norms = row.number("own_norms", 0, most);
    a.whole = row.number("whole", 0, most);
    a.drawn_on = row.number("drawn_on", 0, most);
    if (a.programmes + a.own_norms == 0) {
      faults_.add(row.where(), "programmes and own_norms are both 0: expected a weight above 0");
    }
    require(row, {"recent_days"});
    a.recent_days = static_cast<std::int32_t>(row.integer_within("recent_days", 0, 36525, 0));
    a.other_aspects = row.number("other_aspects", 0, most);
    const TomlRow aspects = row.part("aspects", "list of aspects");
    for (const auto& [key, node] : aspects.table()) {
      a.aspects.emplace_back(key.str(), aspects.number(key.str(), 0, most));
    }
    const TomlRow steps = row.part("steps", "list of steps");
    const auto& names = cycle::words_of<quality::CycleStep>;
    steps.allow({names.begin(), names.end()});
    double sum = 0;
    for (std::size_t s = 0; s < quality::cycle_steps; ++s) {
      const TomlRow step = steps.part(names[s], "step");
      step.allow({"weight", "checks"});
      require(step, {"checks"});
      sum += a.step_weights[s] = step.number("weight", 0, most);
      a.checks[s] = word_set<quality::Check>(step, "checks", "check");
    }
    if (sum == 0) faults_.add(steps.where(), "the weights of the steps are all 0: expected one above 0");
  }

  void read_visibility() {
    const TomlRow row = root_.part("visibility", "visibility");
    row.allow({"institution", "programmes", "grace_years", "half_life_years", "public_reaches", "items", "audiences"});
    quality::Profile::Visibility& v = profile_.visibility;
    v.items = weights_of<3>(row.part("items", "list of items"), {"process", "result", "follow_up"});
    v.audiences = weights_of<5>(row.part("audiences", "list of audiences"),
                                {"students", "alumni", "peers", "employers", "region"});
    v.institution = row.number("institution", 0, most);
    v.programmes = row.number("programmes", 0, most);
    if (v.institution + v.programmes == 0) {
      faults_.add(row.where(), "institution and programmes are both 0: expected a weight above 0");
    }
    v.grace_years = row.number("grace_years", 0, 100);
    v.half_life_years = row.number("half_life_years", 0.01, 1000);
    v.public_reaches = row.number("public_reaches", 0, 1);
  }

  void read_reliability() {
    const TomlRow row = root_.part("reliability", "reliability");
    row.allow({"one_rater", "within_correlation", "consulted", "prevalence", "prior_strength", "pessimistic_error",
               "inspector_accuracy", "low_quantile", "cap_without_expert", "cap_without_stakeholders",
               "independent_roles", "stakeholder_roles", "least_judging_roles", "tie_years", "review_years",
               "needs_declaration", "insufficient", "sufficient"});
    require(row, {"independent_roles", "stakeholder_roles", "least_judging_roles", "needs_declaration", "insufficient",
                  "sufficient"});
    quality::Profile::Reliability& r = profile_.reliability;
    r.one_rater = row.number("one_rater", 0, 1);
    r.within_correlation = row.number("within_correlation", 0, 1);
    r.consulted = row.number("consulted", 0, 1);
    r.prevalence = row.number("prevalence", 0, 1);
    r.prior_strength = row.number("prior_strength", 0.01, most);
    r.pessimistic_error = row.number("pessimistic_error", 0, 1);
    r.inspector_accuracy = row.number("inspector_accuracy", 0.501, 1);
    r.low_quantile = row.number("low_quantile", 0.0001, 0.5);
    r.cap_without_expert = row.number("cap_without_expert", 0, 1);
    r.cap_without_stakeholders = row.number("cap_without_stakeholders", 0, 1);
    r.independent_roles = known_words<cycle::Role>(row, "independent_roles", "role");
    r.stakeholder_roles = known_words<cycle::Role>(row, "stakeholder_roles", "role");
    r.least_judging_roles =
        row.integer_within("least_judging_roles", 0, static_cast<std::int64_t>(r.stakeholder_roles.size()), 0);
    r.tie_years = row.number("tie_years", 0, 100);
    r.review_years = row.number("review_years", 0, 100);
    r.needs_declaration = row.flag("needs_declaration");
    r.insufficient = row.texts("insufficient");
    r.sufficient = row.texts("sufficient");
    for (const std::string& level : r.sufficient) {
      if (std::find(r.insufficient.begin(), r.insufficient.end(), level) != r.insufficient.end()) {
        faults_.add(row.where_of("sufficient"),
                    "'" + level + "' is sufficient and insufficient: expected one of the two");
      }
    }
  }

  RuleFaults faults_;
  TomlRow root_;
  quality::Profile profile_;
};

}  // namespace detail

/// Reads a profile of quality assurance from TOML text; docs/quality.md describes the format.
/// @param file The name of the file in messages.
/// @throws InvalidRule with file, line, column, what was found and what was expected; every fault at once.
[[nodiscard]] inline quality::Profile read_profile(std::string_view text, const std::string& file) {
  const toml::table document = detail::parsed(text, file);
  quality::Profile profile = detail::TomlProfile(document, file).read();
  profile.digest = detail::rules_digest(document);
  return profile;
}

/// Reads the profile of the catalogue with this id, by the same reader as any other.
/// @throws UnknownIdentifier for an id the catalogue does not have; the message names the nearest.
[[nodiscard]] inline quality::Profile catalog_profile(std::string_view id) {
  return read_profile(catalog::profile_text(id), "catalogue, " + std::string(id) + ".toml");
}

}  // namespace kring::format
