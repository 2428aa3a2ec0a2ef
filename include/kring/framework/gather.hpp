// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/period.hpp"
#include "kring/core/school_year.hpp"
#include "kring/framework/counts.hpp"
#include "kring/framework/evidence.hpp"
#include "kring/framework/framework.hpp"
#include "kring/results/observation.hpp"

namespace kring::framework {

/// Which figures and norms a judgement takes.
struct EvidenceOptions {
  std::optional<int> school_year{};  ///< First calendar year of the school year judged; nothing for the last there is.
  std::optional<Day> on{};           ///< The day whose norms apply; nothing for the last day of that school year.
  unsigned threads = 1;              ///< 0 means every hardware thread; the outcomes do not depend on it.
};

namespace detail {

// Gathers the observations of each unit and level of education on each indicator of a framework.
class Gatherer {
 public:
  Gatherer(const Framework& framework, const results::Observations& rows, const EvidenceOptions& options)
      : framework_(framework), rows_(rows), options_(options), evidence_(framework) {}

  [[nodiscard]] Evidence gather() {
    place_indicators();
    place_levels();
    find_school_year();
    if (options_.on) evidence_.on = options_.on;
    if (!options_.on) evidence_.on = Period(SchoolYear(last_)).last();
    assign_rows();
    sum_counts();
    find_all_levels();
    return std::move(evidence_);
  }

 private:
  [[nodiscard]] const Input& input(std::size_t place) const { return framework_.definition().inputs[place]; }
  [[nodiscard]] std::string head() const { return "framework '" + framework_.definition().id + "': "; }

  void place_indicators() {
    std::vector<std::string> wanted;
    for (std::size_t i = 0; i < framework_.inputs(); ++i) {
      if (input(i).is_indicator) wanted.push_back(input(i).id);
    }
    bool any = false;
    for (const std::string& name : rows_.indicator.names()) {
      const auto& inputs = framework_.definition().inputs;
      const auto found = std::find_if(inputs.begin(), inputs.end(),
                                      [&](const Input& one) { return one.is_indicator && one.id == name; });
      input_of_.push_back(found == inputs.end() ? -1 : static_cast<std::int32_t>(found - inputs.begin()));
      any = any || found != inputs.end();
    }
    if (!any) {
      throw InvalidTable("table 'results' has the indicators " + listed(rows_.indicator.names()) + ": " + head() +
                         (wanted.empty() ? "it judges findings, not figures" : "expected " + listed(wanted)));
    }
  }

  [[nodiscard]] std::int32_t input_of(std::size_t row) const {
    return input_of_[static_cast<std::size_t>(rows_.indicator.codes()[row])];
  }

  // Levels of rows that are not used need not be known to the framework.
  void place_levels() {
    std::vector<bool> used(rows_.level.names().size(), false);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (input_of(row) >= 0) used[static_cast<std::size_t>(rows_.level.codes()[row])] = true;
    }
    const bool has_levels = rows_.level.names() != std::vector<std::string>{""};
    if (!has_levels && !framework_.definition().levels.empty()) {
      throw InvalidTable("table 'results' has no column 'level', and the norms of '" + framework_.definition().id +
                         "' differ by level of education, " + listed(framework_.definition().levels) +
                         ": give results by level");
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      level_of_.push_back(used[i] ? education_level(framework_, rows_.level.names()[i]) : EducationLevel{0});
    }
    if (has_levels) evidence_.level_names = rows_.level.names();
  }

  void find_school_year() {
    int last = 0;
    int first = 9999;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (input_of(row) < 0) continue;
      last = std::max(last, rows_.school_year[row]);
      first = std::min(first, rows_.school_year[row]);
      windows_ = windows_ || rows_.window_years[row] > 1;
    }
    summed_already_ = windows_ || first == last;
    int asked = 1;
    for (std::size_t i = 0; i < framework_.inputs(); ++i) asked = std::max(asked, input(i).window_years);
    evidence_.as_given = !windows_ && first == last && asked > 1;
    last_ = options_.school_year.value_or(last);
    if (last_ < first || last_ > last) {
      throw InvalidPeriod("the table has no figures for " + SchoolYear(last_).text() + ": it runs from " +
                          SchoolYear(first).text() + " to " + SchoolYear(last).text());
    }
    evidence_.school_year = last_;
  }

  // True when a row belongs to the window of its indicator.
  [[nodiscard]] bool in_window(std::size_t row) const {
    const std::int32_t place = input_of(row);
    if (place < 0 || rows_.school_year[row] > last_) return false;
    const int years = summed_already_ ? 1 : input(static_cast<std::size_t>(place)).window_years;
    return rows_.school_year[row] > last_ - years;
  }

  // One row of evidence for each unit and level, in the order in which they first appear.
  void assign_rows() {
    const std::size_t levels = level_of_.size();
    const std::size_t keys = rows_.unit.names().size() * levels;
    constexpr std::size_t most_keys = std::size_t{1} << 27;
    if (keys > most_keys) {
      throw InvalidTable("table 'results' has more than " + std::to_string(most_keys) +
                         " combinations of unit and level: judge it in parts");
    }
    std::vector<std::int32_t> place(keys, -1);
    row_of_.assign(rows_.size(), -1);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!in_window(row)) continue;
      const auto unit = rows_.unit.codes()[row];
      const auto level = static_cast<std::size_t>(rows_.level.codes()[row]);
      std::int32_t& found = place[static_cast<std::size_t>(unit) * levels + level];
      if (found < 0) {
        found = static_cast<std::int32_t>(evidence_.unit.size());
        evidence_.unit.push_back(unit);
        evidence_.education.push_back(level_of_[level]);
        if (!evidence_.level_names.empty()) evidence_.level_code.push_back(rows_.level.codes()[row]);
      }
      row_of_[row] = found;
    }
    evidence_.names = rows_.unit.names();
  }

  void sum_counts() {
    const std::size_t size = evidence_.size();
    evidence_.findings = Findings(framework_, size);
    seen_.resize(framework_.inputs());
    counted_.resize(framework_.inputs());
    for (std::size_t i = 0; i < framework_.inputs(); ++i) {
      if (!input(i).is_indicator) continue;
      evidence_.numerator[i].assign(size, 0);
      evidence_.denominator[i].assign(size, 0);
      seen_[i].assign(size, 0);
      counted_[i].assign(size, 0);
    }
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (row_of_[row] >= 0) add_row(row);
    }
  }

  void add_row(std::size_t row) {
    const auto i = static_cast<std::size_t>(input_of(row));
    const auto at = static_cast<std::size_t>(row_of_[row]);
    const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(last_ - rows_.school_year[row]));
    if ((seen_[i][at] & bit) != 0) refuse_twice(row);
    seen_[i][at] |= bit;
    if (windows_ && rows_.window_years[row] != input(i).window_years) refuse_window(row, input(i));
    if (rows_.counted[row] == 0) return;
    evidence_.numerator[i][at] += rows_.numerator[row];
    evidence_.denominator[i][at] += rows_.denominator[row];
    counted_[i][at] |= rows_.complete[row] != 0 ? bit : incomplete;
  }

  [[noreturn]] void refuse_twice(std::size_t row) const {
    throw InvalidTable("table 'results', row " + std::to_string(row) + ": unit '" + rows_.unit[row] +
                       "' has a second row for '" + rows_.indicator[row] + "' in " + results::period_text(rows_, row) +
                       (rows_.level[row].empty() ? "" : ", level " + rows_.level[row]) +
                       ": expected one; add them up or remove one");
  }

  [[noreturn]] void refuse_window(std::size_t row, const Input& indicator) const {
    throw InvalidTable("table 'results', row " + std::to_string(row) + ": a window of " +
                       std::to_string(rows_.window_years[row]) + " school years: " + head() + "'" + indicator.id +
                       "' is judged over " + std::to_string(indicator.window_years) +
                       "; give yearly rows, or such windows");
  }

  void find_all_levels() {
    for (std::size_t i = 0; i < framework_.inputs(); ++i) {
      if (!input(i).is_indicator) continue;
      std::vector<std::uint8_t> reasons(evidence_.size());
      const int needed = summed_already_ ? 1 : input(i).minimum_years;
      for (std::size_t at = 0; at < reasons.size(); ++at) reasons[at] = why_unknown(counted_[i][at], needed).bits();
      find_levels(evidence_.findings, i, {evidence_.numerator[i], evidence_.denominator[i], reasons},
                  evidence_.education, evidence_.on, options_.threads);
    }
  }

  // The last school year must be among those counted.
  [[nodiscard]] static Reasons why_unknown(std::uint16_t counted, int needed) noexcept {
    if (counted == 0) return Reason::missing;
    const bool enough = (counted & 1U) != 0 && (counted & incomplete) == 0 && std::popcount(counted) >= needed;
    return enough ? Reasons() : Reasons(Reason::incomplete_window);
  }

  static constexpr std::uint16_t incomplete = 1U << 15U;

  const Framework& framework_;
  const results::Observations& rows_;
  const EvidenceOptions& options_;
  Evidence evidence_;
  bool windows_ = false;         // the table holds windows
  bool summed_already_ = false;  // windows, or one school year: nothing is summed
  int last_ = 0;
  std::vector<std::int32_t> input_of_;               // by indicator name
  std::vector<EducationLevel> level_of_;             // by level name
  std::vector<std::int32_t> row_of_;                 // by observation: its row of evidence, -1 when it is not used
  std::vector<std::vector<std::uint16_t>> seen_;     // by input and row: bit k for the school year last - k
  std::vector<std::vector<std::uint16_t>> counted_;  // the same, for rows with counts
};

}  // namespace detail

/// Gathers results for a framework: rows of its indicators, one row of evidence for each unit and level of education.
/// Counts are summed over the window that ends in the school year judged. A table that holds one school year only, or
/// windows (window_years), is taken as it is: its figures are said to be given so. Other indicators are left out.
/// @throws InvalidTable when no row is of an indicator of the framework, a key stands twice, or a window has another
/// length; UnknownIdentifier for a level of education the framework does not know; InvalidPeriod for a school year the
/// table does not have, and for norms without a value on the day.
[[nodiscard]] inline Evidence gather(const Framework& framework, const results::Observations& rows,
                                     const EvidenceOptions& options = {}) {
  return detail::Gatherer(framework, rows, options).gather();
}

}  // namespace kring::framework
