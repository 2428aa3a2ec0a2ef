// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/framework/framework.hpp"
#include "kring/framework/outcome.hpp"

namespace kring::framework {

/// One row of a judgement written out as a plain decision table: what each input may show, and what follows. Every
/// input there is, unknown ones included, fits exactly one row.
struct Cube {
  std::vector<std::vector<std::string>>
      shown{};  ///< By input: levels, unknown (undetermined for a judgement), not_applicable; empty for anything.
  Outcome outcome{};
  std::vector<std::size_t> rules{};  ///< Those that decided.
};

namespace detail {

class CubeList {
 public:
  static constexpr std::size_t most_rows = 10'000;

  CubeList(const Framework& framework, std::size_t judgement)
      : framework_(framework), table_(framework.resolved().judgements[judgement]) {}

  [[nodiscard]] std::vector<Cube> list() {
    path_.resize(table_.inputs.size());
    follow(0, 0);
    return std::move(cubes_);
  }

 private:
  [[nodiscard]] std::string word(std::size_t input, Symbol symbol) const {
    const InputRef& ref = table_.inputs[input];
    if (symbol == unknown_symbol) return ref.is_judgement ? "undetermined" : "unknown";
    if (symbol == not_applicable_symbol) return "not_applicable";
    const Scale& scale = ref.is_judgement ? framework_.judgement_scale(ref.place) : framework_.input_scale(ref.place);
    return scale.levels[symbol];
  }

  void follow(std::size_t input, std::int32_t node) {
    if (input == table_.inputs.size()) return add(node);
    const auto& children = table_.diagram.layers()[input][static_cast<std::size_t>(node)];
    std::vector<std::pair<std::int32_t, std::vector<std::string>>> groups;
    std::size_t shown = 0;
    Diagram::for_each_symbol(table_.diagram.domain(input), [&](Symbol symbol) {
      ++shown;
      const auto same = [&](const auto& group) { return group.first == children[symbol]; };
      auto found = std::find_if(groups.begin(), groups.end(), same);
      if (found == groups.end()) found = groups.insert(groups.end(), {children[symbol], {}});
      found->second.push_back(word(input, symbol));
    });
    for (auto& [child, words] : groups) {
      path_[input] = words.size() == shown ? std::vector<std::string>() : std::move(words);
      follow(input + 1, child);
    }
  }

  void add(std::int32_t place) {
    if (cubes_.size() == most_rows) {
      throw InvalidRule("the judgement has more than " + std::to_string(most_rows) +
                        " rows as a plain table: split it into nested ones before it is exported");
    }
    const End& end = table_.diagram.ends()[static_cast<std::size_t>(place)];
    cubes_.push_back({path_, outcome_of(end, place), {end.rules.begin(), end.rules.end()}});
  }

  const Framework& framework_;
  const ResolvedTable& table_;
  std::vector<std::vector<std::string>> path_;
  std::vector<Cube> cubes_;
};

}  // namespace detail

/// A judgement as rows that exclude each other and cover everything.
/// @throws InvalidRule when that takes more than 10,000 rows.
[[nodiscard]] inline std::vector<Cube> cubes(const Framework& framework, std::size_t judgement) {
  return detail::CubeList(framework, judgement).list();
}

}  // namespace kring::framework
