// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "kring/core/language.hpp"

namespace kring::framework {

namespace detail {

// "1 year", "6 months".
[[nodiscard]] inline std::string duration_part(std::string_view number, char unit, Language language) {
  struct Name {
    char unit;
    const char* one_en;
    const char* many_en;
    const char* one_nl;
    const char* many_nl;
  };
  constexpr Name names[] = {{'Y', " year", " years", " jaar", " jaar"},
                            {'M', " month", " months", " maand", " maanden"},
                            {'W', " week", " weeks", " week", " weken"},
                            {'D', " day", " days", " dag", " dagen"}};
  const bool one = number == "1";
  std::string text(number);
  for (const Name& name : names) {
    if (name.unit != unit) continue;
    text += language == Language::dutch ? (one ? name.one_nl : name.many_nl) : (one ? name.one_en : name.many_en);
  }
  return text;
}

}  // namespace detail

/// Whether a text is an ISO 8601 duration of years, months, weeks and days, in this order and each above 0: P1Y, P6M,
/// P1Y6M, P3W, P28D.
[[nodiscard]] inline bool is_duration(std::string_view text) {
  if (text.size() < 3 || text.front() != 'P') return false;
  std::string_view units = "YMWD";
  for (std::size_t at = 1; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    const bool number = end > at && text.find_first_not_of('0', at) < end;
    const std::size_t unit = end < text.size() ? units.find(text[end]) : std::string_view::npos;
    if (!number || unit == std::string_view::npos) return false;
    units.remove_prefix(unit + 1);
    at = end + 1;
  }
  return true;
}

/// An ISO 8601 duration of years, months, weeks and days in words: P1Y6M is "1 year and 6 months".
[[nodiscard]] inline std::string duration_text(std::string_view duration, Language language) {
  std::string text;
  for (std::size_t at = 1; at < duration.size();) {
    const std::size_t end = duration.find_first_not_of("0123456789", at);
    if (end == std::string_view::npos) break;
    if (!text.empty()) text += language == Language::dutch ? " en " : " and ";
    text += detail::duration_part(duration.substr(at, end - at), duration[end], language);
    at = end + 1;
  }
  return text;
}

}  // namespace kring::framework
