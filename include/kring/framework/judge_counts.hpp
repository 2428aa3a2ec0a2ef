// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/framework/counts.hpp"
#include "kring/framework/judge.hpp"

namespace kring::framework {

/// The outcome of the main judgement as one number: the place of its level, 0 for the worst; undetermined;
/// not_applicable.
enum OutcomeCode : std::int8_t { undetermined_code = -1, not_applicable_code = -2 };

/// The counts of one indicator, by its place among the inputs.
using IndicatorCounts = std::pair<std::size_t, Counts>;

namespace detail {

// The units [begin, end) of columns that may be empty.
template <class T>
[[nodiscard]] std::span<const T> part_of(std::span<const T> column, std::size_t begin, std::size_t end) noexcept {
  return column.empty() ? column : column.subspan(begin, end - begin);
}

[[nodiscard]] inline std::int8_t code_of(const Outcome& outcome) noexcept {
  if (outcome.state == State::judged) return static_cast<std::int8_t>(outcome.levels.worst());
  return outcome.state == State::undetermined ? undetermined_code : not_applicable_code;
}

// The main judgement as a table of codes, where it rests on inputs alone and has few enough of them; else empty.
[[nodiscard]] inline std::vector<std::int8_t> code_table(const Framework& framework) {
  const ResolvedTable& table = framework.resolved().judgements[framework.main()];
  std::vector<std::int8_t> codes;
  for (const InputRef& input : table.inputs) {
    if (input.is_judgement) return codes;
  }
  for (const std::int32_t end : table.diagram.table()) {
    codes.push_back(code_of(outcome_of(table.diagram.ends()[static_cast<std::size_t>(end)], end)));
  }
  return codes;
}

// Judges blocks of units, one object a part of them.
class CountJudge {
 public:
  CountJudge(const Framework& framework, std::span<const IndicatorCounts> columns,
             std::span<const EducationLevel> education, std::optional<Day> day)
      : framework_(framework), columns_(columns), education_(education), day_(day), table_(code_table(framework)) {}

  void operator()(std::size_t begin, std::span<std::int8_t> codes) {
    const std::size_t end = begin + codes.size();
    const auto levels = part_of(education_, begin, end);
    Findings findings(framework_, codes.size());
    for (const auto& [input, counts] : columns_) {
      const Counts part{part_of(counts.numerator, begin, end), part_of(counts.denominator, begin, end),
                        part_of(counts.reasons, begin, end)};
      find_levels(findings, input, part, levels, day_);
    }
    table_.empty() ? judge_all(findings, levels, codes) : look_up(findings, levels, codes);
  }

 private:
  void look_up(const Findings& findings, std::span<const EducationLevel> levels, std::span<std::int8_t> codes) {
    const ResolvedTable& table = framework_.resolved().judgements[framework_.main()];
    places_.assign(codes.size(), 0);
    std::uint32_t* places = places_.data();
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const auto offset = table.diagram.offset(i);
      const Symbol* shown = findings.symbols(table.inputs[i].place).data();
      for (std::size_t unit = 0; unit < codes.size(); ++unit) places[unit] += offset[shown[unit]];
    }
    const std::int8_t* ready = table_.data();
    std::int8_t* out = codes.data();
    for (std::size_t unit = 0; unit < codes.size(); ++unit) out[unit] = ready[places[unit]];
    if (framework_.definition().levels.empty()) return;
    const EducationLevel* level = levels.data();
    for (std::size_t unit = 0; unit < codes.size(); ++unit) {
      out[unit] = level[unit] == no_judgement ? static_cast<std::int8_t>(not_applicable_code) : out[unit];
    }
  }

  void judge_all(const Findings& findings, std::span<const EducationLevel> levels, std::span<std::int8_t> codes) const {
    const Judged judged = judge(findings, levels);
    for (std::size_t unit = 0; unit < codes.size(); ++unit) codes[unit] = code_of(judged.at(framework_.main(), unit));
  }

  const Framework& framework_;
  std::span<const IndicatorCounts> columns_;
  std::span<const EducationLevel> education_;
  std::optional<Day> day_;
  std::vector<std::int8_t> table_;
  std::vector<std::uint32_t> places_;
};

}  // namespace detail

/// Judges many units straight from counts, for those who keep their own units: the main judgement only, one number a
/// unit. The quickest way: nothing is kept but the answer.
/// @param education The level of education of each unit; empty where the framework has no levels.
/// @param day The day whose norms apply; nothing for the latest.
/// @param threads 0 means every hardware thread; the outcomes do not depend on it.
/// @throws InvalidValue and InvalidPeriod as find_levels(); InvalidValue for a level of education that is no place.
inline void judge_counts(const Framework& framework, std::span<const IndicatorCounts> columns,
                         std::span<const EducationLevel> education, std::optional<Day> day,
                         std::span<std::int8_t> codes, unsigned threads = 1) {
  const std::size_t levels = std::max<std::size_t>(framework.definition().levels.size(), 1);
  for (const EducationLevel level : education) {
    if (level == no_judgement || level < levels) continue;
    throw InvalidValue("a level of education has number " + std::to_string(level) + ": expected its place in levels");
  }
  for (const auto& [input, counts] : columns) {
    const bool fits = counts.numerator.size() == codes.size() && counts.denominator.size() == codes.size();
    if (!fits) throw InvalidValue("the columns of counts differ in length: expected " + std::to_string(codes.size()));
  }
  // Small enough to stay in a processor's cache, large enough to make the norms ready once in a while only.
  constexpr std::size_t block = 16'384;
  for_each_part(codes.size(), threads, [&](std::size_t begin, std::size_t end) {
    detail::CountJudge judge(framework, columns, education, day);
    for (std::size_t from = begin; from < end; from += block) {
      judge(from, codes.subspan(from, std::min(block, end - from)));
    }
  });
}

}  // namespace kring::framework
