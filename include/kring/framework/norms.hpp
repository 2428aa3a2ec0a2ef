// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/share.hpp"
#include "kring/framework/framework.hpp"
#include "kring/framework/state.hpp"

namespace kring::framework {

/// Place of a level of education among those of a framework; 0 where the framework has none. Units of a level without
/// judgement get no_judgement.
using EducationLevel = std::uint8_t;

/// The largest denominator that is compared with norms: 10,000 times it fits in 64 bits with room to spare.
inline constexpr std::int64_t largest_count = 1'000'000'000'000;

/// The place of a level of education for which every judgement is not applicable.
inline constexpr EducationLevel no_judgement = 255;

/// Reads a level of education.
/// @throws UnknownIdentifier for a level the framework does not know, and for none where it asks for one.
[[nodiscard]] inline EducationLevel education_level(const Framework& framework, std::string_view level) {
  const Definition& d = framework.definition();
  if (d.levels.empty()) return 0;
  const auto& without = d.levels_without_judgement;
  if (std::find(without.begin(), without.end(), level) != without.end()) return no_judgement;
  const auto found = std::find(d.levels.begin(), d.levels.end(), level);
  if (found != d.levels.end()) return static_cast<EducationLevel>(found - d.levels.begin());
  auto known = d.levels;
  known.insert(known.end(), without.begin(), without.end());
  std::sort(known.begin(), known.end());
  const std::string head = "framework '" + d.id + "': ";
  if (level.empty()) {
    throw UnknownIdentifier(head +
                            "the level of education is missing, and the norms differ by level: expected one of " +
                            detail::listed(known));
  }
  throw UnknownIdentifier(head + detail::unknown_name("level of education", level, known));
}

namespace detail {

[[nodiscard]] inline bool covers(const Norm& norm, Day day) noexcept {
  return (!norm.valid_from || *norm.valid_from <= day) && (!norm.valid_to || day <= *norm.valid_to);
}

[[nodiscard]] inline std::string validity(const Norm& norm) {
  if (!norm.valid_from && !norm.valid_to) return "always";
  if (!norm.valid_to) return "from " + day_text(*norm.valid_from);
  if (!norm.valid_from) return "up to " + day_text(*norm.valid_to);
  return day_text(*norm.valid_from) + " to " + day_text(*norm.valid_to);
}

[[noreturn]] inline void refuse_day(const std::vector<const Norm*>& rows, Day day) {
  std::vector<std::string> periods;
  for (const Norm* row : rows) periods.push_back(validity(*row));
  throw InvalidPeriod("norm '" + rows.front()->indicator + "'" +
                      (rows.front()->level.empty() ? "" : " for level " + rows.front()->level) + " has no value for '" +
                      rows.front()->reaches + "' on " + day_text(day) + ": it is known " + listed(periods) +
                      "; ask for a day in it (on=...) or add a dated norm to the framework");
}

// Of the rows that reach one level, the one for the day, or the latest.
[[nodiscard]] inline const Norm& norm_of(const std::vector<const Norm*>& rows, std::optional<Day> day) {
  if (!day) {
    return **std::max_element(rows.begin(), rows.end(), [](const Norm* a, const Norm* b) {
      return a->valid_from.value_or(0) < b->valid_from.value_or(0);
    });
  }
  for (const Norm* row : rows) {
    if (covers(*row, *day)) return *row;
  }
  refuse_day(rows, *day);
}

}  // namespace detail

/// The norms of an indicator for a level of education, one for each level that can be reached there, the lowest first.
/// @param day The day whose norms are meant; nothing for the latest.
/// @throws InvalidPeriod when a norm has no value on that day; the message names the days it has.
[[nodiscard]] inline std::vector<const Norm*> norms_on(const Framework& framework, std::size_t input,
                                                       EducationLevel education_level, std::optional<Day> day) {
  const Definition& d = framework.definition();
  const Scale& scale = framework.input_scale(input);
  std::vector<const Norm*> result;
  for (const std::string& reached : scale.levels) {
    std::vector<const Norm*> rows;
    for (const Norm& norm : d.norms) {
      const bool same_level = d.levels.empty() || norm.level == d.levels[education_level];
      if (norm.indicator == d.inputs[input].id && norm.reaches == reached && same_level) rows.push_back(&norm);
    }
    if (!rows.empty()) result.push_back(&detail::norm_of(rows, day));
  }
  return result;
}

/// The level at which a share stands: the highest whose norm it meets, the lowest of the scale where it meets none.
/// Exact: counts against ten-thousandths, equality meets the norm. A share below the smallest denominator that is
/// assessed is unknown, too_few; one of exactly 0 or 1 is suppressed where the indicator says so.
[[nodiscard]] inline Finding find_level(const Framework& framework, std::size_t input,
                                        const std::vector<const Norm*>& norms, std::int64_t numerator,
                                        std::int64_t denominator) {
  const Input& indicator = framework.definition().inputs[input];
  if (denominator < indicator.minimum_denominator) return Finding::unknown(Reason::too_few);
  const Share share{Count(numerator), Count(denominator)};
  if (indicator.suppress_extremes && (numerator == 0 || numerator == denominator)) {
    return Finding::unknown(Reason::suppressed);
  }
  Level reached = 0;
  for (const Norm* norm : norms) {
    const int order = compare(share, TenThousandths(norm->threshold));
    const bool met = norm->direction == Direction::higher ? order >= 0 : order <= 0;
    if (met) reached = *framework.input_scale(input).find(norm->reaches);
  }
  return Finding::at(reached);
}

}  // namespace kring::framework
