// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "kring/framework.hpp"

// Small frameworks written in code, and a second, plain way to judge them.
namespace support {

namespace fw = kring::framework;
using fw::Asks;
using fw::Bound;
using fw::Condition;
using fw::Definition;

inline Condition condition(Asks asks, std::vector<std::string> of, std::string level) {
  Condition c;
  c.asks = asks;
  c.of = std::move(of);
  c.level = std::move(level);
  return c;
}

inline Condition count(Bound bound, int number, std::vector<std::string> of, std::string level) {
  Condition c = condition(Asks::count, std::move(of), std::move(level));
  c.bound = bound;
  c.number = number;
  return c;
}

inline Condition unknown(Bound bound, int number, std::vector<std::string> of) {
  Condition c = count(bound, number, std::move(of), "");
  c.asks = Asks::unknown;
  return c;
}

inline Condition group(Asks asks, std::vector<Condition> parts) {
  Condition c;
  c.asks = asks;
  c.parts = std::move(parts);
  return c;
}

inline fw::Rule rule(std::string id, std::optional<Condition> when, std::string outcome) {
  fw::Rule r;
  r.id = std::move(id);
  r.when = std::move(when);
  r.outcome = std::move(outcome);
  return r;
}

// Standards s0, s1, ... on one scale, and one judgement "whole" on the same scale over all of them.
inline Definition standards(std::size_t number, std::vector<std::string> levels) {
  Definition d;
  d.id = "test";
  d.version = "1";
  d.scales = {{"levels", std::move(levels), {}, {}, ""}};
  fw::DecisionTable table;
  table.id = "whole";
  table.scale = "levels";
  for (std::size_t i = 0; i < number; ++i) {
    fw::Input input;
    input.id = input.name_en = input.name_nl = "s" + std::to_string(i);
    input.scale = "levels";
    d.inputs.push_back(input);
    table.inputs.push_back(input.id);
  }
  d.judgements.push_back(table);
  return d;
}

// What a judgement comes to, found by trying every combination of levels the unknown inputs could have.
class PlainJudge {
 public:
  PlainJudge(const Definition& d, std::size_t judgement) : d_(d), table_(d.judgements[judgement]) {}

  // symbols: a level, 16 for unknown, 17 for not applicable, one an input.
  [[nodiscard]] fw::Outcome operator()(const std::vector<int>& symbols) const {
    fw::Outcome outcome;
    std::vector<int> levels = symbols;
    bool all_out = true;
    for (const int symbol : symbols) all_out = all_out && symbol == 17;
    if (all_out) {
      outcome.state = fw::State::not_applicable;
      return outcome;
    }
    bool open = false;
    bool out = false;
    complete(symbols, levels, 0, outcome.levels, open, out);
    const bool settled = outcome.levels.size() == 1 && !open && !out;
    outcome.state = settled ? fw::State::judged : fw::State::undetermined;
    if (out && !open && outcome.levels.empty()) outcome.state = fw::State::not_applicable;
    return outcome;
  }

 private:
  [[nodiscard]] const fw::Scale& scale() const { return d_.scales.front(); }
  [[nodiscard]] int level(const std::string& name) const { return *scale().find(name); }

  void complete(const std::vector<int>& symbols, std::vector<int>& levels, std::size_t at, fw::LevelSet& possible,
                bool& open, bool& out) const {
    if (at < symbols.size()) {
      if (symbols[at] != 16) return complete(symbols, levels, at + 1, possible, open, out);
      for (int l = 0; l < static_cast<int>(scale().size()); ++l) {
        levels[at] = l;
        complete(symbols, levels, at + 1, possible, open, out);
      }
      levels[at] = 16;
      return;
    }
    for (const fw::Rule& rule : table_.rules) {
      if (rule.when && !holds(*rule.when, symbols, levels)) continue;
      if (rule.outcome == "undetermined") {
        open = true;
        continue;
      }
      if (rule.outcome == "not_applicable") {
        out = true;
      } else {
        possible |= fw::LevelSet::only(static_cast<fw::Level>(level(rule.outcome)));
      }
      return;
    }
    open = true;
  }

  [[nodiscard]] int how_many(const Condition& c, const std::vector<int>& of, const std::function<bool(int)>& is) const {
    int number = 0;
    for (const std::string& name : c.of) {
      for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
        if (table_.inputs[i] == name && is(of[i])) ++number;
      }
    }
    return number;
  }

  [[nodiscard]] bool holds(const Condition& c, const std::vector<int>& shown, const std::vector<int>& levels) const {
    const int cut = c.level.empty() ? 0 : level(c.level);
    const auto above = [&](int l) { return l < 16 && l >= cut; };
    const auto below = [&](int l) { return l < 16 && l < cut; };
    const auto bounded = [&](int number) {
      if (c.bound == Bound::at_least) return number >= c.number;
      return c.bound == Bound::at_most ? number <= c.number : number == c.number;
    };
    switch (c.asks) {
      case Asks::count:
        return bounded(how_many(c, levels, above));
      case Asks::all:
        return how_many(c, levels, below) == 0 && how_many(c, levels, above) > 0;
      case Asks::any:
        return how_many(c, levels, above) > 0;
      case Asks::none_below:
        return how_many(c, levels, below) == 0;
      case Asks::unknown:
        return bounded(how_many(c, shown, [](int l) { return l == 16; }));
      case Asks::negation:
        return !holds(c.parts[0], shown, levels);
      case Asks::either:
        return std::any_of(c.parts.begin(), c.parts.end(),
                           [&](const auto& part) { return holds(part, shown, levels); });
      case Asks::both:
        return std::all_of(c.parts.begin(), c.parts.end(),
                           [&](const auto& part) { return holds(part, shown, levels); });
      case Asks::compensated: {
        const int by = level(c.by);
        const int short_of = how_many(c, levels, below);
        const bool floor =
            c.floor.empty() || how_many(c, levels, [&](int l) { return l < 16 && l < level(c.floor); }) == 0;
        return short_of <= how_many(c, levels, [&](int l) { return l < 16 && l >= by; }) && floor &&
               (!c.at_most || short_of <= *c.at_most);
      }
      case Asks::is:
      case Asks::limited: {
        for (const fw::Choice& choice : c.choices) {
          const auto at = std::find(table_.inputs.begin(), table_.inputs.end(), choice.input) - table_.inputs.begin();
          const int l = levels[static_cast<std::size_t>(at)];
          const bool there =
              std::any_of(choice.levels.begin(), choice.levels.end(), [&](const auto& n) { return level(n) == l; });
          if (!there) return false;
        }
        if (c.asks == Asks::is) return true;
        const int breaches = how_many(c, levels, below);
        return breaches > 0 && (!c.at_most || breaches <= *c.at_most);
      }
    }
    return false;
  }

  const Definition& d_;
  const fw::DecisionTable& table_;
};

// Calls f(symbols) for every combination of what the inputs can show.
template <class F>
void for_each_input(const fw::Framework& framework, std::size_t judgement, F f) {
  const auto& diagram = framework.resolved().judgements[judgement].diagram;
  std::vector<std::vector<int>> choices;
  for (std::size_t i = 0; i < diagram.inputs(); ++i) {
    auto& of = choices.emplace_back();
    fw::detail::Diagram::for_each_symbol(diagram.domain(i), [&](fw::detail::Symbol s) { of.push_back(s); });
  }
  std::vector<std::size_t> at(choices.size(), 0);
  std::vector<int> symbols(choices.size());
  while (true) {
    for (std::size_t i = 0; i < at.size(); ++i) symbols[i] = choices[i][at[i]];
    f(symbols);
    std::size_t i = 0;
    while (i < at.size() && ++at[i] == choices[i].size()) at[i++] = 0;
    if (i == at.size()) return;
  }
}

inline std::vector<fw::Finding> findings_of(const std::vector<int>& symbols) {
  std::vector<fw::Finding> findings;
  for (const int symbol : symbols) {
    if (symbol == 17) findings.push_back(fw::Finding::not_applicable());
    if (symbol == 16) findings.push_back(fw::Finding::unknown(fw::Reason::not_examined));
    if (symbol < 16) findings.push_back(fw::Finding::at(static_cast<fw::Level>(symbol)));
  }
  return findings;
}

// A framework with random rules, the same for the same seed.
class RandomRules {
 public:
  explicit RandomRules(unsigned seed) : random_(seed) {}

  [[nodiscard]] Definition operator()() {
    const std::size_t number = 1 + below(5);
    std::vector<std::string> levels = {"low", "middle", "high", "top"};
    levels.resize(2 + below(3));
    d_ = standards(number, levels);
    for (auto& input : d_.inputs) input.may_be_not_applicable = below(3) == 0;
    fw::DecisionTable& table = d_.judgements[0];
    const std::size_t rules = 1 + below(4);
    for (std::size_t r = 0; r < rules; ++r)
      table.rules.push_back(rule("r" + std::to_string(r), random_condition(2), outcome()));
    if (below(4) != 0) table.rules.push_back(rule("rest", std::nullopt, level()));
    return d_;
  }

 private:
  [[nodiscard]] std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  [[nodiscard]] std::string level() { return d_.scales[0].levels[below(d_.scales[0].size())]; }
  [[nodiscard]] std::string outcome() {
    const std::size_t which = below(12);
    return which == 0 ? "undetermined" : (which == 1 ? "not_applicable" : level());
  }

  [[nodiscard]] std::vector<std::string> members() {
    std::vector<std::string> of;
    for (const auto& input : d_.inputs) {
      if (below(2) == 0) of.push_back(input.id);
    }
    if (of.empty()) of.push_back(d_.inputs[below(d_.inputs.size())].id);
    return of;
  }

  [[nodiscard]] Condition random_condition(int depth) {
    const auto of = members();
    const auto number = static_cast<int>(below(of.size() + 1));
    const Bound bound = static_cast<Bound>(below(3));
    switch (below(depth > 0 ? 10 : 7)) {
      case 0:
        return count(bound, number, of, level());
      case 1:
        return condition(Asks::all, of, level());
      case 2:
        return condition(Asks::any, of, level());
      case 3:
        return condition(Asks::none_below, of, level());
      case 4:
        return unknown(bound, number, of);
      case 5: {
        Condition c;
        c.asks = Asks::is;
        c.choices = {{of.front(), {level(), level()}}};
        return c;
      }
      case 6: {
        Condition c = condition(Asks::compensated, of, d_.scales[0].levels[d_.scales[0].size() / 2]);
        c.by = d_.scales[0].levels.back();
        if (below(2) == 0) c.floor = d_.scales[0].levels[0];
        if (below(2) == 0) c.at_most = static_cast<int>(below(of.size() + 1));
        return c;
      }
      case 7:
        return group(Asks::negation, {random_condition(depth - 1)});
      case 8:
        return group(Asks::either, {random_condition(depth - 1), random_condition(depth - 1)});
      default:
        return group(Asks::both, {random_condition(depth - 1), random_condition(depth - 1)});
    }
  }

  std::mt19937 random_;
  Definition d_;
};

}  // namespace support
