// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/core/error.hpp"
#include "kring/core/school_year.hpp"

namespace kring {

/// Days since 1 January 1970: a day as a number that can be compared and stored in a column.
using Day = std::int32_t;

namespace detail {

// The number written in digits at [from, from + size), or -1.
[[nodiscard]] constexpr int digits_at(std::string_view text, std::size_t from, std::size_t size) noexcept {
  int number = 0;
  for (std::size_t i = from; i < from + size; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

[[nodiscard]] constexpr Day day_number(std::chrono::year_month_day date) noexcept {
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

}  // namespace detail

/// Period (periode): a run of days known by its first and last day: a day, a month, a calendar year or a school year.
/// Two periods that overlap have no order; that is what before() leaves open.
class Period {
 public:
  /// @throws InvalidPeriod when the last day lies before the first.
  constexpr Period(Day first, Day last) : first_(first), last_(last) {
    if (last < first) throw InvalidPeriod("a period ends before it begins");
  }

  /// The school year, 1 August to 31 July.
  constexpr explicit Period(SchoolYear year)
      : Period(detail::day_number(year.first_day()), detail::day_number(year.last_day())) {}

  /// Reads "2024-05-31", "2024-05", "2024" or "2023/24"; nothing else.
  [[nodiscard]] static constexpr std::optional<Period> read(std::string_view text) noexcept {
    const int school_year = detail::first_year_of(text);
    if (school_year >= 1800 && school_year <= 2999) return Period(SchoolYear(school_year));
    const int year = detail::digits_at(text, 0, 4);
    const bool with_month = text.size() >= 7 && text[4] == '-';
    const bool with_day = text.size() == 10 && text[7] == '-';
    const int month = with_month ? detail::digits_at(text, 5, 2) : 1;
    const int day = with_day ? detail::digits_at(text, 8, 2) : 1;
    if (year < 1800 || year > 2999 || (text.size() != 4 && !(with_month && text.size() == 7) && !with_day)) return {};
    const auto first = std::chrono::year{year} / month / day;
    if (!first.ok()) return {};
    if (with_day) return Period(detail::day_number(first), detail::day_number(first));
    const auto last = std::chrono::year{year} / (with_month ? month : 12) / std::chrono::last;
    return Period(detail::day_number(first), detail::day_number(last));
  }

  /// Reads a period.
  /// @throws InvalidPeriod for any other form.
  [[nodiscard]] static constexpr Period parse(std::string_view text) {
    if (const auto period = read(text)) return *period;
    throw InvalidPeriod("a date is written '" + std::string(text) +
                        "': expected a day '2024-05-31', a month '2024-05', a year '2024' or a school year '2023/24'");
  }

  /// First day.
  [[nodiscard]] constexpr Day first() const noexcept { return first_; }
  /// Last day.
  [[nodiscard]] constexpr Day last() const noexcept { return last_; }

  /// True when every day of this period lies before every day of the other. Not before does not mean after.
  [[nodiscard]] constexpr bool before(const Period& other) const noexcept { return last_ < other.first_; }

  bool operator==(const Period&) const = default;

 private:
  Day first_;
  Day last_;
};

/// A day written "2024-05-31".
[[nodiscard]] inline std::string day_text(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto padded = [](unsigned number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + padded(static_cast<unsigned>(date.month())) +
         padded(static_cast<unsigned>(date.day()));
}

/// A period as it is read: a day "2024-05-31", a month "2024-05", a year "2024", a school year "2023/24"; any other run
/// of days by its first and last, "2024-05-01/2024-05-03".
[[nodiscard]] inline std::string period_text(const Period& period) {
  const std::string first = day_text(period.first());
  if (period.first() == period.last()) return first;
  const std::string month = first.substr(0, 7);
  for (const std::string& shorter : {month, month.substr(0, 4)}) {
    if (Period::read(shorter) == period) return shorter;
  }
  const int year = detail::digits_at(first, 0, 4);
  if (Period(SchoolYear(year)) == period) return SchoolYear(year).text();
  return first + "/" + day_text(period.last());
}

}  // namespace kring
