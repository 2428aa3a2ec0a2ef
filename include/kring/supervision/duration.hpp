// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/core/error.hpp"
#include "kring/core/period.hpp"
#include "kring/framework/duration_text.hpp"

namespace kring::supervision {

/// Duration (duur): a term as the law states it, in calendar months and in days. A year is 12 months, a week 7 days.
struct Duration {
  std::int32_t months = 0;  ///< Calendar months, of years too.
  std::int32_t days = 0;    ///< Days, of weeks too.

  /// Most months or days a duration can have: a hundred years.
  static constexpr std::int32_t most = 36525;

  /// Reads an ISO 8601 duration of years, months, weeks and days: "P6W", "P1Y", "P4W1D"; nothing else, and nothing for
  /// more than a hundred years.
  [[nodiscard]] static std::optional<Duration> read(std::string_view text) noexcept {
    if (!framework::is_duration(text)) return {};
    std::int64_t months = 0, days = 0, number = 0;
    for (const char c : text.substr(1)) {
      if (c >= '0' && c <= '9') {
        number = std::min<std::int64_t>(number * 10 + (c - '0'), most + 1);
        continue;
      }
      (c == 'Y' || c == 'M' ? months : days) += number * (c == 'Y' ? 12 : (c == 'W' ? 7 : 1));
      number = 0;
    }
    if (months > 1200 || days > most) return {};
    return Duration{static_cast<std::int32_t>(months), static_cast<std::int32_t>(days)};
  }

  bool operator==(const Duration&) const = default;
};

/// The day that lies a duration after a day: months first, then days. A month that lacks the day ends on its last: one
/// month after 31 January is 28 or 29 February, one year after 29 February is 28 February. A later day never comes to
/// an earlier one.
[[nodiscard]] constexpr Day after(Day day, Duration duration) noexcept {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto month = date.year() / date.month() + std::chrono::months{duration.months};
  const auto last = (month / std::chrono::last).day();
  return kring::detail::day_number(month / std::min(date.day(), last)) + duration.days;
}

/// The days that can lie a duration after a day of a period.
[[nodiscard]] constexpr Period after(const Period& period, Duration duration) {
  return {after(period.first(), duration), after(period.last(), duration)};
}

}  // namespace kring::supervision
