// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "kring/core/error.hpp"

namespace kring {

namespace detail {

// The year of "2017/18", or -1: the years must follow each other, and nothing else is read as a school year.
[[nodiscard]] constexpr int first_year_of(std::string_view text) noexcept {
  if (text.size() != 7 || text[4] != '/') return -1;
  int digits[6] = {};
  int count = 0;
  for (const char c : text) {
    if (c == '/') continue;
    if (c < '0' || c > '9') return -1;
    digits[count++] = c - '0';
  }
  const int first = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
  return (first + 1) % 100 == digits[4] * 10 + digits[5] && count == 6 ? first : -1;
}

}  // namespace detail

/// SchoolYear (schooljaar): 1 August of one year up to and including 31 July of the next, written "2017/18".
class SchoolYear {
 public:
  /// The school year that starts in the given calendar year.
  /// @throws InvalidPeriod outside 1800 to 2999.
  constexpr explicit SchoolYear(int first_year) : first_year_(first_year) {
    if (first_year < 1800 || first_year > 2999) {
      throw InvalidPeriod("a school year starts in " + std::to_string(first_year) + ": expected 1800 to 2999");
    }
  }

  /// Reads "2017/18".
  /// @throws InvalidPeriod for any other form, and for years that do not follow each other.
  [[nodiscard]] static constexpr SchoolYear parse(std::string_view text) {
    const int first = detail::first_year_of(text);
    if (first < 0) {
      throw InvalidPeriod("a school year is written '" + std::string(text) +
                          "': expected two years that follow each other, as in '2017/18'");
    }
    return SchoolYear(first);
  }

  /// The calendar year in which it starts: 2017 for 2017/18.
  [[nodiscard]] constexpr int first_year() const noexcept { return first_year_; }

  /// 1 August of the first year.
  [[nodiscard]] constexpr std::chrono::year_month_day first_day() const noexcept {
    return std::chrono::year{first_year_} / std::chrono::August / 1;
  }

  /// 31 July of the second year.
  [[nodiscard]] constexpr std::chrono::year_month_day last_day() const noexcept {
    return std::chrono::year{first_year_ + 1} / std::chrono::July / 31;
  }

  /// Written "2017/18".
  [[nodiscard]] std::string text() const {
    const int second = (first_year_ + 1) % 100;
    return std::to_string(first_year_) + (second < 10 ? "/0" : "/") + std::to_string(second);
  }

  auto operator<=>(const SchoolYear&) const = default;

 private:
  int first_year_;
};

/// ResultYear (opbrengstjaar): 1 October of one year up to and including 30 September of the next, the year over which
/// study results are counted. A type of its own, so that it is never mistaken for a school year.
class ResultYear {
 public:
  /// The result year that starts in the given calendar year.
  /// @throws InvalidPeriod outside 1800 to 2999.
  constexpr explicit ResultYear(int first_year) : school_year_(first_year) {}

  /// The school year of the same name: a result year overlaps it for ten of its twelve months.
  [[nodiscard]] constexpr SchoolYear school_year() const noexcept { return school_year_; }

  /// 1 October of the first year.
  [[nodiscard]] constexpr std::chrono::year_month_day first_day() const noexcept {
    return std::chrono::year{school_year_.first_year()} / std::chrono::October / 1;
  }

  /// 30 September of the second year.
  [[nodiscard]] constexpr std::chrono::year_month_day last_day() const noexcept {
    return std::chrono::year{school_year_.first_year() + 1} / std::chrono::September / 30;
  }

  auto operator<=>(const ResultYear&) const = default;

 private:
  SchoolYear school_year_;
};

}  // namespace kring
