// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/period.hpp"
#include "kring/framework/findings.hpp"
#include "kring/framework/framework.hpp"

namespace kring::framework {

/// Evidence (bewijs): what a framework is given about many units: counts summed over its windows, and findings.
struct Evidence {
  Framework framework;
  std::vector<std::string> names{};         ///< Distinct units.
  std::vector<std::int32_t> unit{};         ///< For each row the place of its unit in names.
  std::vector<EducationLevel> education{};  ///< For each row its level of education.
  std::vector<std::string> level_names{};   ///< Distinct levels as the table writes them; empty where it has none.
  std::vector<std::int32_t> level_code{};   ///< For each row the place of its level in level_names.
  std::optional<int> school_year{};         ///< Of the figures; nothing when there are only findings.
  std::optional<Day> on{};                  ///< The day whose norms apply; nothing for the latest.
  bool as_given = false;  ///< The figures were not summed, though the framework asks for it: the table holds one year.
  std::vector<std::vector<std::int64_t>> numerator{};    ///< By input; empty for standards.
  std::vector<std::vector<std::int64_t>> denominator{};  ///< The same.
  Findings findings;

  /// Nothing known of the given number of units, to be filled in.
  explicit Evidence(const Framework& f, std::size_t units = 0)
      : framework(f),
        unit(units),
        education(units),
        numerator(f.inputs()),
        denominator(f.inputs()),
        findings(f, units) {}

  /// Number of rows: a unit, or a unit at one level of education.
  [[nodiscard]] std::size_t size() const noexcept { return unit.size(); }
  /// The unit of a row; empty where units have no names.
  [[nodiscard]] std::string_view name(std::size_t row) const {
    return names.empty() ? std::string_view() : std::string_view(names[static_cast<std::size_t>(unit[row])]);
  }
  /// The level of education of a row as text; empty where there is none.
  [[nodiscard]] std::string_view level(std::size_t row) const {
    if (!level_names.empty()) return level_names[static_cast<std::size_t>(level_code[row])];
    const Definition& d = framework.definition();
    if (d.levels.empty()) return {};
    return education[row] == no_judgement ? d.levels_without_judgement.front() : d.levels[education[row]];
  }
  /// True when rows are told apart by level of education.
  [[nodiscard]] bool has_levels() const noexcept {
    return !level_names.empty() || !framework.definition().levels.empty();
  }
  /// True when the row has counts on the input.
  [[nodiscard]] bool has_counts(std::size_t input, std::size_t row) const noexcept {
    if (numerator[input].empty() || denominator[input][row] == 0) return false;
    const Reasons why = findings.get(input, row).reasons;
    return !why.contains(Reason::missing) && !why.contains(Reason::incomplete_window);
  }
};

/// Puts counts of one row into the evidence, and finds the level at which they stand by the norms of the day.
/// @throws InvalidValue unless 0 <= numerator <= denominator <= 1e12; InvalidPeriod as norms_on().
inline void set_counts(Evidence& evidence, std::size_t input, std::size_t row, std::int64_t numerator,
                       std::int64_t denominator) {
  if (numerator < 0 || numerator > denominator || denominator > largest_count) {
    throw InvalidValue("'" + evidence.framework.definition().inputs[input].id + "' is " + std::to_string(numerator) +
                       " of " + std::to_string(denominator) +
                       ": expected 0 <= numerator <= denominator <= " + std::to_string(largest_count));
  }
  for (auto* column : {&evidence.numerator[input], &evidence.denominator[input]}) column->resize(evidence.size());
  evidence.numerator[input][row] = numerator;
  evidence.denominator[input][row] = denominator;
  if (evidence.education[row] == no_judgement) {
    return evidence.findings.set(input, row, Finding::unknown({}));
  }
  const auto norms = norms_on(evidence.framework, input, evidence.education[row], evidence.on);
  evidence.findings.set(input, row, find_level(evidence.framework, input, norms, numerator, denominator));
}

}  // namespace kring::framework
