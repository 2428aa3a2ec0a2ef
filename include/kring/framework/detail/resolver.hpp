// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/definition.hpp"
#include "kring/framework/detail/condition_compiler.hpp"
#include "kring/framework/detail/definition_check.hpp"
#include "kring/framework/detail/diagram.hpp"
#include "kring/framework/detail/diagram_builder.hpp"
#include "kring/framework/detail/rule_faults.hpp"

namespace kring::framework::detail {

// What an input of a judgement is: an input of the framework or a judgement further up, by place.
struct InputRef {
  bool is_judgement = false;
  std::size_t place = 0;
  bool operator==(const InputRef&) const = default;
};

// One judgement, ready to judge.
struct ResolvedTable {
  std::size_t scale = 0;
  std::vector<InputRef> inputs{};
  std::vector<Formula> rules{};
  std::vector<Atom> atoms{};
  std::vector<RuleOutcome> outcomes{};
  Diagram diagram{};
  RuleUse use{};
  Domain reach{};  // what the judgement can come to
};

// A framework with its names turned into places.
struct Resolved {
  std::vector<std::size_t> input_scale{};
  std::vector<Domain> input_domain{};
  std::vector<ResolvedTable> judgements{};
  std::size_t main = 0;
};

// Turns the names of a checked definition into places and compiles its judgements.
class Resolver {
 public:
  explicit Resolver(const Definition& definition) : d_(definition), check_(definition, faults_) {}

  [[nodiscard]] Resolved resolve() {
    check_.run();
    faults_.raise();
    resolved_.input_scale = check_.input_scale();
    resolved_.input_domain = check_.input_domain();
    for (const DecisionTable& table : d_.judgements) add_judgement(table);
    find_main();
    faults_.raise();
    return std::move(resolved_);
  }

 private:
  // The inputs of a judgement with their scales and domains; false where one is not known.
  [[nodiscard]] bool add_table_inputs(const DecisionTable& table, ResolvedTable& result,
                                      std::vector<const Scale*>& scales, Compiled& compiled) {
    bool complete = true;
    if (table.inputs.empty())
      faults_.add(table.origin.where, "judgement '" + table.id + "' has no inputs: expected at least one");
    for (const std::string& name : table.inputs) {
      if (std::count(table.inputs.begin(), table.inputs.end(), name) > 1) {
        faults_.add(table.origin.where,
                    "judgement '" + table.id + "' names the input '" + name + "' twice: expected each input once");
        complete = false;
      }
      const auto input =
          std::find_if(d_.inputs.begin(), d_.inputs.end(), [&](const Input& one) { return one.id == name; });
      if (input != d_.inputs.end()) {
        const auto place = static_cast<std::size_t>(input - d_.inputs.begin());
        result.inputs.push_back({false, place});
        scales.push_back(&d_.scales[resolved_.input_scale[place]]);
        compiled.domains.push_back(resolved_.input_domain[place]);
        continue;
      }
      complete = add_nested(table, name, result, scales, compiled) && complete;
    }
    return complete && !table.inputs.empty();
  }

  [[nodiscard]] bool add_nested(const DecisionTable& table, const std::string& name, ResolvedTable& result,
                                std::vector<const Scale*>& scales, Compiled& compiled) {
    for (std::size_t i = 0; i < resolved_.judgements.size(); ++i) {
      if (d_.judgements[i].id != name) continue;
      const ResolvedTable& nested = resolved_.judgements[i];
      const Domain& domain = nested.reach;
      result.inputs.push_back({true, i});
      scales.push_back(&d_.scales[nested.scale]);
      compiled.domains.push_back(domain);
      if (domain.levels.empty() && !nested.diagram.ends().empty()) {
        faults_.add(table.origin.where, "judgement '" + table.id + "' rests on '" + name +
                                            "', which never gives a level: expected a rule of '" + name +
                                            "' with a level as outcome");
      }
      return !domain.levels.empty();
    }
    if (name == table.id) {
      faults_.add(table.origin.where, "judgement '" + table.id +
                                          "' rests on itself: expected standards, indicators or judgements further up");
      return false;
    }
    for (const DecisionTable& other : d_.judgements) {
      if (other.id != name) continue;
      faults_.add(table.origin.where, "judgement '" + table.id + "' rests on '" + name +
                                          "', which does not stand above it: put the judgement it rests on first");
      return false;
    }
    faults_.add(table.origin.where, unknown_name("input", name, others(table)));
    return false;
  }

  [[nodiscard]] std::vector<std::string> others(const DecisionTable& table) const {
    auto names = check_.names();
    std::erase(names, table.id);
    return names;
  }

  void add_judgement(const DecisionTable& table) {
    const std::size_t faults_before = faults_.size();
    check_.add_name(table.id, table.origin.where);
    ResolvedTable result;
    Compiled compiled;
    std::vector<const Scale*> scales;
    const auto scale = check_.scale_place(table.scale, table.origin.where);
    const bool complete = add_table_inputs(table, result, scales, compiled);
    if (table.rules.empty())
      faults_.add(table.origin.where,
                  "judgement '" + table.id + "' has no rules: expected at least one [[judgement.rule]]");
    if (scale && table.hit == Hit::count && table.rules.size() >= d_.scales[*scale].size()) {
      faults_.add(table.origin.where, "judgement '" + table.id + "' counts " + std::to_string(table.rules.size()) +
                                          " rules on a scale of " + std::to_string(d_.scales[*scale].size()) +
                                          " levels: expected a level for every number from 0");
    }
    if (scale && complete) {
      compiled.hit = table.hit;
      compiled.levels = d_.scales[*scale].size();
      ConditionCompiler compiler(table.inputs, scales, compiled, faults_);
      for (const Rule& rule : table.rules) add_rule(table, rule, d_.scales[*scale], compiler, compiled);
    }
    result.scale = scale.value_or(0);
    if (faults_.size() == faults_before) finish(table, compiled, result);
    resolved_.judgements.push_back(std::move(result));
  }

  void add_rule(const DecisionTable& table, const Rule& rule, const Scale& scale, ConditionCompiler& compiler,
                Compiled& compiled) {
    const std::string& where = rule.origin.where;
    const auto same = [&](const Rule& other) { return other.id == rule.id; };
    if (&*std::find_if(table.rules.begin(), table.rules.end(), same) != &rule) {
      faults_.add(where,
                  "rule '" + rule.id + "' is there twice in judgement '" + table.id + "': expected one of each name");
    }
    compiled.outcomes.push_back(outcome(table, rule, scale));
    if (rule.when && uses(*rule.when, Asks::limited) && rule.recovery_term.empty()) {
      faults_.add(where, "rule '" + rule.id +
                             "' lets a limited breach pass without recovery_term: expected the time "
                             "within which it must be mended, such as recovery_term = \"P1Y\"");
    }
    compiled.rules.push_back(rule.when ? compiler.compile(*rule.when) : Formula{});
  }

  [[nodiscard]] static bool uses(const Condition& condition, Asks asks) {
    return condition.asks == asks || std::any_of(condition.parts.begin(), condition.parts.end(),
                                                 [&](const Condition& part) { return uses(part, asks); });
  }

  [[nodiscard]] RuleOutcome outcome(const DecisionTable& table, const Rule& rule, const Scale& scale) {
    RuleOutcome result;
    result.may_change = rule.may_change;
    if (table.hit == Hit::count) {
      if (!rule.outcome.empty()) {
        faults_.add(rule.origin.where,
                    "rule '" + rule.id + "' has an outcome: under the hit policy count none has one");
      }
      return result;
    }
    if (rule.outcome == "undetermined") {
      result.kind = RuleOutcome::Kind::undetermined;
    } else if (rule.outcome == "not_applicable") {
      result.kind = RuleOutcome::Kind::not_applicable;
    } else if (const auto level = scale.find(rule.outcome)) {
      result.level = *level;
    } else {
      auto known = scale.levels;
      known.insert(known.end(), {"undetermined", "not_applicable"});
      faults_.add(rule.origin.where, unknown_name("outcome", rule.outcome, known));
    }
    return result;
  }

  void finish(const DecisionTable& table, Compiled& compiled, ResolvedTable& result) {
    DiagramBuilder builder(compiled);
    try {
      result.diagram = builder.build();
    } catch (const InvalidRule& error) {
      faults_.add(table.origin.where, "judgement '" + table.id + "': " + error.what());
      return;
    }
    result.use = builder.use();
    for (const End& end : result.diagram.ends()) {
      result.reach.levels |= end.levels;
      result.reach.may_be_not_applicable = result.reach.may_be_not_applicable || end.only_not_applicable();
    }
    if (!result.use.conflicting.empty()) {
      const auto id = [&](std::size_t k) { return "'" + table.rules[result.use.conflicting[k]].id + "'"; };
      faults_.add(table.origin.where,
                  "judgement '" + table.id + "' has the hit policy " +
                      (table.hit == Hit::unique ? "unique, and two rules hold for one input: "
                                                : "any, and rules that hold for one input differ in outcome: ") +
                      "rules " + id(0) + " and " + id(1) + "; make the conditions exclude each other");
    }
    result.rules = std::move(compiled.rules);
    result.atoms = std::move(compiled.atoms);
    result.outcomes = std::move(compiled.outcomes);
  }

  void find_main() {
    if (d_.main.empty()) {
      resolved_.main = d_.judgements.size() - 1;
      return;
    }
    std::vector<std::string> names;
    for (const DecisionTable& table : d_.judgements) names.push_back(table.id);
    const auto found = std::find(names.begin(), names.end(), d_.main);
    if (found == names.end()) return faults_.add(d_.main_where, unknown_name("main judgement", d_.main, names));
    resolved_.main = static_cast<std::size_t>(found - names.begin());
  }

  const Definition& d_;
  RuleFaults faults_;
  DefinitionCheck check_;
  Resolved resolved_;
};

}  // namespace kring::framework::detail
