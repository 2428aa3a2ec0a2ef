// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "kring/framework/condition.hpp"
#include "kring/framework/detail/diagram_builder.hpp"
#include "kring/framework/detail/formula.hpp"
#include "kring/framework/detail/rule_faults.hpp"

namespace kring::framework::detail {

// Turns the conditions of one judgement into formulas over atoms; what cannot be placed goes to faults.
class ConditionCompiler {
 public:
  // inputs: the names of the judgement's inputs; scales: the scale of each.
  ConditionCompiler(const std::vector<std::string>& inputs, const std::vector<const Scale*>& scales, Compiled& compiled,
                    RuleFaults& faults)
      : inputs_(inputs), scales_(scales), compiled_(compiled), faults_(faults) {}

  [[nodiscard]] Formula compile(const Condition& c) {
    switch (c.asks) {
      case Asks::count:
        check_number(c, c.number);
        return atom(summed(c, c.bound, c.number, {{at_or_above(c.level), 1}}));
      case Asks::all:
        return both(atom(summed(c, Bound::at_most, 0, {{below(c.level), 1}})),
                    atom(summed(c, Bound::at_least, 1, {{any_level(), 1}})));
      case Asks::any:
        return atom(summed(c, Bound::at_least, 1, {{at_or_above(c.level), 1}}));
      case Asks::none_below:
        return atom(summed(c, Bound::at_most, 0, {{below(c.level), 1}}));
      case Asks::is:
        return choices(c);
      case Asks::unknown:
        check_number(c, c.number);
        return atom(unknown(c));
      case Asks::compensated:
        return compensated(c);
      case Asks::limited:
        return limited(c);
      case Asks::negation:
        return {Formula::Kind::negation, 0, {compile_parts(c)}};
      case Asks::either:
        return {Formula::Kind::any, 0, {compile_parts(c)}};
      case Asks::both:
        return {Formula::Kind::all, 0, {compile_parts(c)}};
    }
    return {};
  }

 private:
  // The levels of a scale that count, and for how much.
  struct Counted {
    enum class Side : std::uint8_t { at_or_above, below, any } side;
    const std::string* level;
  };
  struct Weighed {
    Counted what;
    int much;
  };

  [[nodiscard]] static Counted at_or_above(const std::string& level) { return {Counted::Side::at_or_above, &level}; }
  [[nodiscard]] static Counted below(const std::string& level) { return {Counted::Side::below, &level}; }
  [[nodiscard]] static Counted any_level() { return {Counted::Side::any, nullptr}; }

  [[nodiscard]] std::vector<Formula> compile_parts(const Condition& c) {
    std::vector<Formula> parts;
    for (const Condition& part : c.parts) parts.push_back(compile(part));
    return parts;
  }

  [[nodiscard]] static Formula both(Formula a, Formula b) {
    Formula formula;
    formula.parts.push_back(std::move(a));
    formula.parts.push_back(std::move(b));
    return formula;
  }

  // Equal atoms are one atom, so that a diagram does not count twice.
  [[nodiscard]] Formula atom(Atom made) {
    auto& atoms = compiled_.atoms;
    const auto found = std::find(atoms.begin(), atoms.end(), made);
    const auto place = static_cast<std::size_t>(found - atoms.begin());
    if (found == atoms.end()) atoms.push_back(std::move(made));
    return {Formula::Kind::atom, place, {}};
  }

  [[nodiscard]] std::optional<std::size_t> input(const std::string& name, const Condition& c) {
    const auto found = std::find(inputs_.begin(), inputs_.end(), name);
    if (found != inputs_.end()) return static_cast<std::size_t>(found - inputs_.begin());
    faults_.add(c.where, unknown_name("input of this judgement", name, inputs_));
    return {};
  }

  [[nodiscard]] std::optional<Level> level(std::size_t place, const std::string& name, const Condition& c) {
    const auto found = scales_[place]->find(name);
    // Once for a condition and a scale, however many of its members are on that scale.
    if (!found && unknown_levels_.insert(c.where + "\n" + name + "\n" + scales_[place]->id).second) {
      faults_.add(c.where, unknown_name("level", name, scales_[place]->levels) + " ('" + inputs_[place] +
                               "' is on the scale '" + scales_[place]->id + "')");
    }
    return found;
  }

  [[nodiscard]] std::vector<std::size_t> members(const Condition& c) {
    std::vector<std::size_t> places;
    if (c.of.empty()) faults_.add(c.where, "the condition names no inputs: expected at least one");
    for (const std::string& name : c.of) {
      const auto place = input(name, c);
      if (!place) continue;
      if (std::find(places.begin(), places.end(), *place) != places.end()) {
        faults_.add(c.where, "the condition names '" + name + "' twice: expected each input once");
      }
      places.push_back(*place);
    }
    return places;
  }

  void check_number(const Condition& c, int number) {
    const auto most = static_cast<int>(c.of.size());
    // A misspelt name is reported for itself.
    for (const std::string& name : c.of) {
      if (std::find(inputs_.begin(), inputs_.end(), name) == inputs_.end()) return;
    }
    if (number >= 0 && number <= most) return;
    faults_.add(c.where, "the condition counts to " + std::to_string(number) + " of " + std::to_string(most) +
                             ": expected 0 to " + std::to_string(most));
  }

  void weigh(std::size_t place, const Weighed& weighed, const Condition& c, Atom& made) {
    Level cut = 0;
    if (weighed.what.side != Counted::Side::any) {
      const auto found = level(place, *weighed.what.level, c);
      if (!found) return;
      cut = *found;
    }
    for (Level l = 0; l < scales_[place]->size(); ++l) {
      const bool counts =
          weighed.what.side == Counted::Side::any || (l >= cut) == (weighed.what.side == Counted::Side::at_or_above);
      if (counts) made.weights[place][l] = static_cast<std::int8_t>(made.weights[place][l] + weighed.much);
    }
  }

  [[nodiscard]] Atom summed(const Condition& c, Bound bound, int number, const std::vector<Weighed>& weighed) {
    Atom made(inputs_.size(), bound, number);
    for (const std::size_t place : members(c)) {
      for (const Weighed& one : weighed) weigh(place, one, c, made);
    }
    return made;
  }

  [[nodiscard]] Atom unknown(const Condition& c) {
    Atom made(inputs_.size(), c.bound, c.number);
    made.about_unknown = true;
    for (const std::size_t place : members(c)) made.weights[place][unknown_symbol] = 1;
    return made;
  }

  [[nodiscard]] Formula choices(const Condition& c) {
    Formula all;
    if (c.choices.empty()) faults_.add(c.where, "the condition names no inputs: expected at least one");
    for (const Choice& choice : c.choices) {
      const auto place = input(choice.input, c);
      if (!place) continue;
      Atom made(inputs_.size(), Bound::at_least, 1);
      for (const std::string& name : choice.levels) {
        if (const auto found = level(*place, name, c)) made.weights[*place][*found] = 1;
      }
      all.parts.push_back(atom(std::move(made)));
    }
    return all;
  }

  [[nodiscard]] Formula compensated(const Condition& c) {
    if (c.at_most) check_number(c, *c.at_most);
    for (const std::string& name : c.of) {
      const auto found = std::find(inputs_.begin(), inputs_.end(), name);
      if (found == inputs_.end()) continue;
      const Scale& scale = *scales_[static_cast<std::size_t>(found - inputs_.begin())];
      const auto needed = scale.find(c.level);
      const auto surplus = scale.find(c.by);
      const auto least = scale.find(c.floor);
      if (needed && surplus && *surplus < *needed) {
        faults_.add(c.where,
                    "'" + c.by + "' lies below '" + c.level + "': a shortfall is made up for by a better level");
      }
      if (needed && least && *least > *needed) {
        faults_.add(c.where, "the floor '" + c.floor + "' lies above '" + c.level + "': expected at most that level");
      }
    }
    Formula all = both(atom(summed(c, Bound::at_most, 0, {{below(c.level), 1}, {at_or_above(c.by), -1}})), Formula{});
    if (!c.floor.empty()) all.parts.push_back(atom(summed(c, Bound::at_most, 0, {{below(c.floor), 1}})));
    if (c.at_most) all.parts.push_back(atom(summed(c, Bound::at_most, *c.at_most, {{below(c.level), 1}})));
    return all;
  }

  [[nodiscard]] Formula limited(const Condition& c) {
    if (c.at_most) check_number(c, *c.at_most);
    Formula all = choices(c);
    all.parts.push_back(atom(summed(c, Bound::at_least, 1, {{below(c.level), 1}})));
    if (c.at_most) all.parts.push_back(atom(summed(c, Bound::at_most, *c.at_most, {{below(c.level), 1}})));
    return all;
  }

  const std::vector<std::string>& inputs_;
  const std::vector<const Scale*>& scales_;
  Compiled& compiled_;
  RuleFaults& faults_;
  std::set<std::string> unknown_levels_;
};

}  // namespace kring::framework::detail
