// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/framework/findings.hpp"
#include "kring/framework/norms.hpp"

namespace kring::framework {

/// The counts of many units on one indicator.
struct Counts {
  std::span<const std::int64_t> numerator;
  std::span<const std::int64_t> denominator;
  /// Why there are no counts, as the bits of Reasons, one place a unit; 0 where there are. Empty when all are counted.
  std::span<const std::uint8_t> reasons{};
};

namespace detail {

// The norms of one indicator for every level of education, as numbers that a loop can use.
class Cuts {
 public:
  // used: the levels of education that occur; the norms of others need not have a value on the day.
  Cuts(const Framework& framework, std::size_t input, std::optional<Day> day, std::span<const EducationLevel> used)
      : higher_(true), cuts_(framework.input_levels(input).size() - 1) {
    const auto levels = std::max<std::size_t>(framework.definition().levels.size(), 1);
    for (std::size_t education = 0; education < levels; ++education) {
      const auto level = static_cast<EducationLevel>(education);
      const bool occurs = used.empty() || std::find(used.begin(), used.end(), level) != used.end();
      const auto norms = occurs ? norms_on(framework, input, level, day) : std::vector<const Norm*>();
      if (!norms.empty()) higher_ = norms.front()->direction == Direction::higher;
      for (std::size_t k = 0; k <= cuts_; ++k) {
        const Norm* norm = k > 0 && k <= norms.size() ? norms[k - 1] : nullptr;
        if (k > 0) thresholds_.push_back(norm != nullptr ? norm->threshold : never_met);
        reached_.push_back(norm == nullptr ? Level{0} : *framework.input_scale(input).find(norm->reaches));
      }
    }
    // Beyond every share, on the far side of the direction, which is known only now.
    for (std::int64_t& threshold : thresholds_) {
      if (threshold == never_met) threshold = higher_ ? 10'001 : -1;
    }
  }

  [[nodiscard]] bool higher() const noexcept { return higher_; }
  // Number of norms that a share of the level of education meets, out of cuts(); the level for a number met.
  [[nodiscard]] std::size_t cuts() const noexcept { return cuts_; }
  [[nodiscard]] const std::int64_t* thresholds() const noexcept { return thresholds_.data(); }
  [[nodiscard]] const Level* reached() const noexcept { return reached_.data(); }

 private:
  static constexpr std::int64_t never_met = -2;

  bool higher_;
  std::size_t cuts_;
  std::vector<std::int64_t> thresholds_;  // by level of education, cuts() each
  std::vector<Level> reached_;            // by level of education, cuts() + 1 each
};

// One part of the units of one indicator.
struct LevelTask {
  const Input& indicator;
  const Cuts& cuts;
  const Counts& counts;
  std::span<const EducationLevel> education;  // empty when the framework has no levels
  std::span<Symbol> symbols;
  std::span<std::uint8_t> reasons;
};

// True when a count is impossible, or so large that the comparison could overflow. Without branches that depend on the
// counts: which units fall where is as good as random to a processor. What the loop reads stands in variables of its
// own, because a byte that is written could otherwise be part of anything.
template <bool Higher, std::size_t FixedCuts, bool HasReasons>
[[nodiscard]] bool find_levels(const LevelTask& task, std::size_t begin, std::size_t end) noexcept {
  constexpr std::uint8_t too_few = Reasons(Reason::too_few).bits();
  constexpr std::uint8_t suppressed = Reasons(Reason::suppressed).bits();
  constexpr EducationLevel no_levels = 0;
  const std::size_t cuts = FixedCuts == 0 ? task.cuts.cuts() : FixedCuts;
  const std::int64_t* thresholds = task.cuts.thresholds();
  const Level* reached = task.cuts.reached();
  const EducationLevel* education = task.education.empty() ? &no_levels : task.education.data();
  const std::size_t step = task.education.empty() ? 0 : 1;
  const std::int64_t* numerator = task.counts.numerator.data();
  const std::int64_t* denominator = task.counts.denominator.data();
  const std::uint8_t* given = task.counts.reasons.data();
  Symbol* shown = task.symbols.data();
  std::uint8_t* reasons = task.reasons.data();
  const std::int64_t smallest = task.indicator.minimum_denominator;
  const bool extremes = task.indicator.suppress_extremes;
  bool wrong = false;
  for (std::size_t i = begin; i < end; ++i) {
    const std::int64_t n = denominator[i];
    const std::int64_t r = numerator[i];
    const EducationLevel level = education[i * step];
    const std::size_t place = level == no_judgement ? 0 : level;
    // Unsigned, so that the product of a count that is refused below is no undefined behaviour.
    const auto scaled = static_cast<std::int64_t>(static_cast<std::uint64_t>(r) * 10'000U);
    std::size_t met = 0;
    for (std::size_t k = 0; k < cuts; ++k) {
      const auto bar = static_cast<std::int64_t>(static_cast<std::uint64_t>(thresholds[place * cuts + k]) *
                                                 static_cast<std::uint64_t>(n));
      met += static_cast<std::size_t>(Higher ? scaled >= bar : scaled <= bar);
    }
    const bool extreme = extremes & ((r == 0) | (r == n));
    std::uint8_t why = extreme ? suppressed : std::uint8_t{0};
    why = n < smallest ? too_few : why;
    bool counted = true;
    if constexpr (HasReasons) {
      counted = given[i] == 0;
      why = counted ? why : given[i];
    }
    wrong |= counted & ((r < 0) | (r > n) | (n > largest_count));
    shown[i] = (why == 0) & (level != no_judgement) ? reached[place * (cuts + 1) + met] : unknown_symbol;
    reasons[i] = why;
  }
  return wrong;
}

template <bool Higher, std::size_t FixedCuts>
[[nodiscard]] bool find_levels(const LevelTask& task, std::size_t begin, std::size_t end) noexcept {
  return task.counts.reasons.empty() ? find_levels<Higher, FixedCuts, false>(task, begin, end)
                                     : find_levels<Higher, FixedCuts, true>(task, begin, end);
}

[[nodiscard]] inline bool find_levels(const LevelTask& task, std::size_t begin, std::size_t end) noexcept {
  const bool higher = task.cuts.higher();
  switch (task.cuts.cuts()) {
    case 1:
      return higher ? find_levels<true, 1>(task, begin, end) : find_levels<false, 1>(task, begin, end);
    case 2:
      return higher ? find_levels<true, 2>(task, begin, end) : find_levels<false, 2>(task, begin, end);
    default:
      return higher ? find_levels<true, 0>(task, begin, end) : find_levels<false, 0>(task, begin, end);
  }
}

inline void check_lengths(const Findings& findings, const Counts& counts, std::span<const EducationLevel> education) {
  const std::size_t units = findings.units();
  const bool levels = findings.framework().definition().levels.empty();
  const bool fits = counts.numerator.size() == units && counts.denominator.size() == units &&
                    (counts.reasons.empty() || counts.reasons.size() == units) && (levels || education.size() == units);
  if (!fits) throw InvalidValue("the columns of counts and levels differ in length: expected " + std::to_string(units));
}

}  // namespace detail

/// The levels of many units on one indicator, from their counts: the rule of find_level() in a loop.
/// @param education The level of education of each unit; not read where the framework has no levels.
/// @param day The day whose norms apply; nothing for the latest.
/// @throws InvalidPeriod as norms_on(); InvalidValue where columns differ in length, a numerator is negative or above
/// its denominator, or a denominator is above 1e12.
inline void find_levels(Findings& findings, std::size_t input, const Counts& counts,
                        std::span<const EducationLevel> education, std::optional<Day> day, unsigned threads = 1) {
  detail::check_lengths(findings, counts, education);
  const Framework& framework = findings.framework();
  if (framework.definition().levels.empty()) education = {};
  const detail::Cuts cuts(framework, input, day, education);
  const detail::LevelTask task{
      framework.definition().inputs[input], cuts, counts, education, findings.symbols(input), findings.reasons(input)};
  for_each_part(findings.units(), threads, [&](std::size_t begin, std::size_t end) {
    if (!detail::find_levels(task, begin, end)) return;
    for (std::size_t i = begin; i < end; ++i) {
      if (!counts.reasons.empty() && counts.reasons[i] != 0) continue;
      const bool wrong = counts.numerator[i] < 0 || counts.numerator[i] > counts.denominator[i] ||
                         counts.denominator[i] > largest_count;
      if (!wrong) continue;
      throw InvalidValue("unit " + std::to_string(i) + " has " + std::to_string(counts.numerator[i]) + " of " +
                         std::to_string(counts.denominator[i]) + " on '" + task.indicator.id +
                         "': expected 0 <= numerator <= denominator <= 1000000000000");
    }
  });
}

}  // namespace kring::framework
