// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

namespace kring {

/// A language in which results are put into words.
enum class Language : std::uint8_t { english, dutch };

/// A whole number with a mark between groups of three digits: 8,517 in English and 8.517 in Dutch.
[[nodiscard]] inline std::string number_text(std::int64_t number, Language language) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t place = digits.size(); place > first + 3;) {
    place -= 3;
    digits.insert(place, 1, language == Language::english ? ',' : '.');
  }
  return digits;
}

/// A number rounded half away from zero to 0 to 9 decimals: 0.125 with 2 decimals is 0.13 in English, 0,13 in Dutch.
/// Numbers of 9e9 and more are meant for no sentence; a number that does not exist is a dash.
[[nodiscard]] inline std::string decimal_text(double number, int decimals, Language language) {
  if (!std::isfinite(number)) return std::isnan(number) ? "-" : (number < 0 ? "-∞" : "∞");
  const std::int64_t unit = std::llround(std::pow(10.0, decimals));
  const std::int64_t scaled = std::llround(std::abs(number) * static_cast<double>(unit));
  std::string result = scaled != 0 && std::signbit(number) ? "-" : "";
  result += number_text(scaled / unit, language);
  if (decimals == 0) return result;
  const std::string fraction = std::to_string(unit + scaled % unit);
  return result + (language == Language::english ? "." : ",") + fraction.substr(1);
}

/// A share as a percentage with one decimal: 64.0% in English, 64,0% in Dutch.
[[nodiscard]] inline std::string percentage_text(double share, Language language) {
  return decimal_text(100.0 * share, 1, language) + "%";
}

}  // namespace kring
