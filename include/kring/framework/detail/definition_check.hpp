// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/framework/definition.hpp"
#include "kring/framework/detail/formula.hpp"
#include "kring/framework/detail/rule_faults.hpp"
#include "kring/framework/detail/scale_check.hpp"

namespace kring::framework::detail {

// Checks scales, inputs and norms, and finds what each input can show. Every fault is reported, as far as the others
// let it be seen.
class DefinitionCheck {
 public:
  DefinitionCheck(const Definition& definition, RuleFaults& faults) : d_(definition), faults_(faults) {}

  void run() {
    check_head();
    ScaleCheck(d_, faults_).run();
    for (const Input& input : d_.inputs) add_input(input);
    for (const Norm& norm : d_.norms) check_norm(norm);
    check_norm_order();
  }

  [[nodiscard]] const std::vector<std::size_t>& input_scale() const noexcept { return input_scale_; }
  [[nodiscard]] const std::vector<Domain>& input_domain() const noexcept { return input_domain_; }
  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  [[nodiscard]] std::optional<std::size_t> scale_place(const std::string& id, const std::string& where) {
    const auto found = std::find_if(d_.scales.begin(), d_.scales.end(), [&](const Scale& one) { return one.id == id; });
    if (found != d_.scales.end()) return static_cast<std::size_t>(found - d_.scales.begin());
    std::vector<std::string> names;
    for (const Scale& scale : d_.scales) names.push_back(scale.id);
    faults_.add(where, unknown_name("scale", id, names));
    return {};
  }

  void add_name(const std::string& id, const std::string& where) {
    if (std::find(names_.begin(), names_.end(), id) != names_.end()) {
      faults_.add(where, "'" + id + "' is there twice: standards, indicators and judgements need names of their own");
    }
    if (id == "level" || id == "unit" || id == "school_year") {
      faults_.add(where, "'" + id + "' is the name of a column: expected another name");
    }
    names_.push_back(id);
  }

 private:
  void check_head() {
    if (d_.judgements.empty()) faults_.add(d_.origin.where, "the framework has no judgement: expected at least one");
    const auto& levels = d_.levels;
    for (auto level = levels.begin(); level != levels.end(); ++level) {
      if (std::find(levels.begin(), level, *level) == level) continue;
      faults_.add(d_.levels_where, "level '" + *level + "' is there twice in levels: expected each level once");
    }
    if (levels.empty() && !d_.levels_without_judgement.empty()) {
      faults_.add(d_.levels_without_where,
                  "levels_without_judgement is given and levels is left out: expected levels too");
    }
    for (const std::string& level : d_.levels_without_judgement) {
      if (std::find(levels.begin(), levels.end(), level) == levels.end()) continue;
      faults_.add(d_.levels_without_where,
                  "level '" + level + "' stands in levels and in levels_without_judgement: expected one");
    }
  }

  void add_input(const Input& input) {
    add_name(input.id, input.origin.where);
    const auto place = scale_place(input.scale, input.origin.where);
    input_scale_.push_back(place.value_or(no_scale));
    Domain domain;
    if (place && !input.is_indicator) domain.levels = LevelSet::whole(d_.scales[*place].size());
    if (input.is_indicator) domain.levels = LevelSet::only(0);
    domain.may_be_not_applicable = input.may_be_not_applicable;
    input_domain_.push_back(domain);
    if (!input.is_indicator) return;
    check_norms_there(input);
    if (input.minimum_years < 1 || input.minimum_years > input.window_years || input.window_years > 10) {
      faults_.add(input.origin.where, "indicator '" + input.id + "' asks for " + std::to_string(input.minimum_years) +
                                          " of " + std::to_string(input.window_years) +
                                          " school years: expected 1 to window_years, which is at most 10");
    }
    if (input.minimum_denominator < 1) {
      faults_.add(input.origin.where, "minimum_denominator is " + std::to_string(input.minimum_denominator) +
                                          ": expected 1 or more, since a share of nothing has no value");
    }
  }

  void check_norms_there(const Input& input) {
    const auto has_norm = [&](const std::string& level) {
      return std::any_of(d_.norms.begin(), d_.norms.end(),
                         [&](const Norm& norm) { return norm.indicator == input.id && norm.level == level; });
    };
    if (d_.levels.empty() && !has_norm("")) {
      faults_.add(input.origin.where, "indicator '" + input.id + "' has no norm: expected at least one");
    }
    for (const std::string& level : d_.levels) {
      if (has_norm(level)) continue;
      faults_.add(input.origin.where,
                  "indicator '" + input.id + "' has no norm for level " + level +
                      ": every share would stand at the lowest level; add a norm, or move the level to "
                      "levels_without_judgement");
    }
  }

  [[nodiscard]] const Input* find_indicator(const Norm& norm) {
    std::vector<std::string> names;
    for (const Input& input : d_.inputs) {
      if (input.is_indicator && input.id == norm.indicator) return &input;
      if (input.is_indicator) names.push_back(input.id);
    }
    const bool standard =
        std::any_of(d_.inputs.begin(), d_.inputs.end(), [&](const Input& input) { return input.id == norm.indicator; });
    faults_.add(norm.origin.where, standard ? "'" + norm.indicator +
                                                  "' is a standard, and norms are for indicators: expected " +
                                                  (names.empty() ? "an indicator" : "one of " + listed(names))
                                            : unknown_name("indicator", norm.indicator, names));
    return nullptr;
  }

  void check_norm(const Norm& norm) {
    const std::string& where = norm.origin.where;
    if (norm.threshold < 0 || norm.threshold > 10'000) {
      faults_.add(where, "the threshold of '" + norm.indicator + "' lies outside 0 to 100 percent");
    }
    if (norm.valid_from && norm.valid_to && *norm.valid_to < *norm.valid_from) {
      faults_.add(where, "the norm of '" + norm.indicator + "' ends on " + day_text(*norm.valid_to) +
                             ", before it begins on " + day_text(*norm.valid_from));
    }
    if (d_.levels.empty() != norm.level.empty()) {
      faults_.add(where, d_.levels.empty()
                             ? "the norm names level '" + norm.level +
                                   "', and the framework has no levels: leave it out, or name the levels in the head"
                             : "the norm names no level: expected one of " + listed(d_.levels));
    } else if (!norm.level.empty() && std::find(d_.levels.begin(), d_.levels.end(), norm.level) == d_.levels.end()) {
      faults_.add(where, unknown_name("level of education", norm.level, d_.levels));
    }
    const Input* indicator = find_indicator(norm);
    if (indicator == nullptr) return;
    const auto input = static_cast<std::size_t>(indicator - d_.inputs.data());
    if (input_scale_[input] == no_scale) return;  // reported where it is named
    const Scale& scale = d_.scales[input_scale_[input]];
    const auto reached = scale.find(norm.reaches);
    if (!reached) {
      faults_.add(where, unknown_name("level", norm.reaches, scale.levels));
    } else if (*reached == 0) {
      faults_.add(where, "the norm of '" + norm.indicator + "' reaches '" + norm.reaches +
                             "', the lowest level, where every share stands: expected a higher one");
    } else {
      input_domain_[input].levels |= LevelSet::only(*reached);
    }
  }

  // Norms of one indicator and level of education must agree in direction, must not overlap, and must ask more for
  // more.
  void check_norm_order() {
    for (std::size_t i = 0; i < d_.norms.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const Norm& later = d_.norms[i];
        const Norm& earlier = d_.norms[j];
        if (later.indicator == earlier.indicator && later.level == earlier.level) check_pair(earlier, later);
      }
    }
  }

  void check_pair(const Norm& a, const Norm& b) {
    if (a.direction != b.direction) {
      faults_.add(b.origin.where, "the norms of '" + b.indicator + "' differ in direction: expected one better side");
      return;
    }
    const bool overlap = !(a.valid_to && b.valid_from && *a.valid_to < *b.valid_from) &&
                         !(b.valid_to && a.valid_from && *b.valid_to < *a.valid_from);
    if (!overlap) return;
    const std::string whose = "'" + b.indicator + "'" + (b.level.empty() ? "" : " at level " + b.level);
    if (a.reaches == b.reaches) {
      faults_.add(b.origin.where, "two norms of " + whose + " reach '" + b.reaches +
                                      "' on the same days: expected one; give each valid_from and valid_to");
      return;
    }
    const auto input =
        std::find_if(d_.inputs.begin(), d_.inputs.end(), [&](const Input& one) { return one.id == a.indicator; });
    if (input == d_.inputs.end()) return;
    const std::size_t place = input_scale_[static_cast<std::size_t>(input - d_.inputs.begin())];
    if (place == no_scale) return;
    const Scale& scale = d_.scales[place];
    const auto level_a = scale.find(a.reaches);
    const auto level_b = scale.find(b.reaches);
    if (!level_a || !level_b) return;
    const bool higher = a.direction == Direction::higher;
    const bool in_order = (*level_a < *level_b) == (higher ? a.threshold < b.threshold : a.threshold > b.threshold);
    if (a.threshold == b.threshold || !in_order) {
      faults_.add(b.origin.where, "the norms of " + whose + " ask no more for '" +
                                      (*level_a < *level_b ? b.reaches : a.reaches) + "' than for '" +
                                      (*level_a < *level_b ? a.reaches : b.reaches) +
                                      "': expected a stricter threshold");
    }
  }

  static constexpr std::size_t no_scale = static_cast<std::size_t>(-1);

  const Definition& d_;
  RuleFaults& faults_;
  std::vector<std::size_t> input_scale_;
  std::vector<Domain> input_domain_;
  std::vector<std::string> names_;
};

}  // namespace kring::framework::detail
