// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/framework/condition.hpp"
#include "kring/framework/scale.hpp"
#include "kring/results/indicator.hpp"

namespace kring::framework {

using results::Direction;
using results::Status;

/// Where a row comes from and how sure it is.
struct Origin {
  std::string source{};
  Status status = Status::proposal;
  std::string where{};  ///< Where it was written, for messages: "my.toml, line 12, column 3".
  bool operator==(const Origin&) const = default;
};

/// An input of judgements: a standard (standaard), whose level is found by people, or an indicator, whose level follows
/// from counts and norms.
struct Input {
  std::string id{};
  std::string name_en{};
  std::string name_nl{};
  std::string scale{};
  bool is_indicator = false;
  bool may_be_not_applicable = false;    ///< Standards only.
  std::int64_t minimum_denominator = 1;  ///< Indicators only: below it a share is unknown, too_few.
  bool suppress_extremes = false;        ///< Indicators only: shares of exactly 0 and 1 are unknown, suppressed.
  int window_years = 1;                  ///< Indicators only: school years over which counts are summed.
  int minimum_years = 1;                 ///< Of those, how many must be there, the last among them.
  std::string counts_en{};               ///< Indicators only: what the numerator counts, "diplomas"; for sentences.
  std::string counts_nl{};
  Origin origin{};
  bool operator==(const Input&) const = default;
};

/// Norm (norm): the share at which an indicator reaches a level, from one day to another. Equality reaches it.
struct Norm {
  std::string indicator{};
  std::string level{};         ///< Level of education; empty where the framework has none.
  std::string reaches{};       ///< Level of the indicator's scale.
  std::int32_t threshold = 0;  ///< Ten-thousandths: 6700 for 67 percent.
  Direction direction = Direction::higher;
  std::optional<Day> valid_from{};
  std::optional<Day> valid_to{};
  Origin origin{};
  bool operator==(const Norm&) const = default;
};

/// Rule (regel): a condition and the outcome it leads to.
struct Rule {
  std::string id{};
  std::optional<Condition> when{};  ///< Nothing for a rule that holds always.
  std::string outcome{};            ///< A level, "undetermined" or "not_applicable"; empty for the hit policy count.
  std::string because_en{};
  std::string because_nl{};
  bool may_change = false;      ///< The outcome may change when more becomes known.
  std::string recovery_term{};  ///< ISO 8601 duration: the outcome holds if the shortfall is mended within it.
  Origin origin{};
  bool operator==(const Rule&) const = default;
};

/// Which of the rules that hold decide.
enum class Hit : std::uint8_t { first, unique, any, count };

/// Decision table (beslistabel) of one judgement: inputs, and rules in the order in which they are tried.
struct DecisionTable {
  std::string id{};
  std::string name_en{};
  std::string name_nl{};
  std::string scale{};
  std::vector<std::string> inputs{};
  Hit hit = Hit::first;
  std::vector<Rule> rules{};
  Origin origin{};
  bool operator==(const DecisionTable&) const = default;
};

/// A judgement framework (waarderingskader) as it is written down, unchecked; Framework checks it and makes it work.
struct Definition {
  std::string id{};
  std::string version{};
  std::string name_en{};
  std::string name_nl{};
  Origin origin{};
  std::string note_en{};
  std::string note_nl{};
  std::vector<std::string> levels{};                    ///< Levels of education the norms speak of.
  std::vector<std::string> levels_without_judgement{};  ///< For these every judgement is not applicable.
  std::string main{};                                   ///< The judgement the framework is for; empty for the last.
  std::string levels_where{};                           ///< Where these were written, for messages.
  std::string levels_without_where{};
  std::string main_where{};
  std::vector<Scale> scales{};
  std::vector<Input> inputs{};
  std::vector<Norm> norms{};
  std::vector<DecisionTable> judgements{};
  bool operator==(const Definition&) const = default;
};

}  // namespace kring::framework
