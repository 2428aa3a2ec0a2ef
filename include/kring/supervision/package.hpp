// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/cycle/words.hpp"
#include "kring/detail/nearest_name.hpp"
#include "kring/framework/definition.hpp"
#include "kring/statistics/sample_size.hpp"
#include "kring/supervision/duration.hpp"
#include "kring/supervision/terms.hpp"

namespace kring::supervision {

/// Number of bands of supervision: 0 is the least, 4 the most.
inline constexpr std::size_t bands = 5;

/// How often an activity is done in a band.
struct Frequency {
  /// Not at all; every so long; once in a cycle; or when something else brings it about.
  enum class Kind : std::uint8_t { none, every, once, event };
  Kind kind = Kind::none;
  Duration every{};
  bool operator==(const Frequency&) const = default;
};

/// Activity (activiteit) of supervision.
struct Activity {
  /// How many programmes it is done at: a fixed number, the sample of verification, or what the user gives.
  enum class Number : std::uint8_t { fixed, sample, given };
  std::string id{};
  Name name{};
  Party of = Party::board;
  bool floor = false;  ///< No score removes it: it is done in every band.
  Number number = Number::fixed;
  std::int64_t fixed = 1;
  std::array<Frequency, bands> every{};
  framework::Origin origin{};
};

/// Packages (pakketten): what is done in each band. Read from a file; no number stands in code.
struct Packages {
  std::string id{};
  std::string version{};
  Name name{};
  framework::Origin origin{};
  std::string digest{};                           ///< SHA-256 of what it says, without names, sources and notes.
  Duration cycle{};                               ///< The stretch of time over which activities are counted, in months.
  std::array<double, bands> confidence{};         ///< Of verification, strictly between 0 and 1.
  std::int64_t insufficient_ten_thousandths = 0;  ///< The share that verification must not miss.
  std::vector<Activity> activities{};
};

/// Why a number of a package is not known.
enum class PackageReason : std::uint8_t {
  none,
  no_effort,     ///< No days were given for the activity, and no source has any.
  not_counted,   ///< How many it concerns is for the user to say.
  by_event,      ///< How often depends on what happens.
  no_programmes  ///< The board has no programmes to look at.
};

}  // namespace kring::supervision

namespace kring::cycle {

/// The words of a reason.
template <>
inline constexpr std::array<std::string_view, 5> words_of<supervision::PackageReason> = {"", "no_effort", "not_counted",
                                                                                         "by_event", "no_programmes"};
/// The words of a frequency; every is followed by how long.
template <>
inline constexpr std::array<std::string_view, 4> words_of<supervision::Frequency::Kind> = {"none", "every", "once",
                                                                                           "event"};
/// The words of a party.
template <>
inline constexpr std::array<std::string_view, 2> words_of<supervision::Party> = {"board", "programme"};

}  // namespace kring::cycle

namespace kring::supervision {

/// One activity of a package. What is not known is nothing, never 0.
struct PackageRow {
  std::size_t activity = 0;
  Frequency every{};
  std::optional<std::int64_t> times{};   ///< In a cycle; for what an event brings about it is in number.
  std::optional<std::int64_t> number{};  ///< Of boards (1) or programmes each time; of events, in the cycle.
  std::optional<double> days_each{};
  std::optional<double> days{};  ///< times * number * days_each.
  PackageReason reason = PackageReason::none;
};

/// A package for one board.
struct Package {
  std::vector<PackageRow> rows{};
  std::optional<std::int64_t> sample{};  ///< Programmes to verify; nothing where there are none.
  std::optional<double> days{};          ///< The sum; nothing where one of them is not known.
};

/// Programmes to look at in a band, so that with the confidence of the band at least one insufficient programme is
/// among them when the share of the packages is insufficient, rounded up.
/// @throws InvalidValue for a band above 4 or no programmes.
[[nodiscard]] inline std::int64_t verification_sample(const Packages& packages, std::size_t band,
                                                      std::int64_t programmes) {
  if (band >= bands) throw InvalidValue("band is " + std::to_string(band) + ": expected 0, 1, 2, 3 or 4");
  if (programmes < 1 || programmes > 1000000000) {
    throw InvalidValue("programmes is " + std::to_string(programmes) + ": expected 1 to 1000000000");
  }
  const std::int64_t insufficient = (packages.insufficient_ten_thousandths * programmes + 9999) / 10000;
  return statistics::verification_sample_size(programmes, insufficient, packages.confidence[band]);
}

namespace detail {

inline void require_known(const Packages& packages, std::string_view activity) {
  (void)kring::detail::find_by_name(packages.activities, activity, &Activity::id, "activity",
                                    "add it to a file of packages of your own");
}

// How often in a cycle, and at how many each time.
inline void count(const Packages& packages, const Activity& activity, const std::optional<std::int64_t>& sample,
                  const std::map<std::string, std::int64_t>& counts, PackageRow& row) {
  if (row.every.kind == Frequency::Kind::every) row.times = packages.cycle.months / row.every.every.months;
  if (row.every.kind == Frequency::Kind::once || row.every.kind == Frequency::Kind::event) row.times = 1;
  const auto given = counts.find(activity.id);
  if (given != counts.end()) {
    row.number = given->second;
  } else if (activity.number == Activity::Number::fixed && row.every.kind != Frequency::Kind::event) {
    row.number = activity.of == Party::programme && !sample ? 0 : activity.fixed;
  } else if (activity.number == Activity::Number::sample) {
    row.number = sample.value_or(0);
  }
  if (row.number == 0 && !sample && activity.of == Party::programme) row.reason = PackageReason::no_programmes;
  if (row.number) return;
  row.reason = row.every.kind == Frequency::Kind::event ? PackageReason::by_event : PackageReason::not_counted;
  if (row.every.kind == Frequency::Kind::event) row.times.reset();
}

}  // namespace detail

/// The package of a band for a board with so many programmes, one row an activity of that band in the order of the
/// file: days = fixed activities of the board + sample * days of a programme + recovery, each as often as it comes in a
/// cycle. Effort has no source, so it is given: an activity without days has none, and neither has the sum.
/// @param effort Days of an activity, each time, at one board or programme.
/// @param counts At how many programmes (or how often, for what an event brings about) an activity is done, where the
/// packages leave that open; it also replaces what they say.
/// @throws InvalidValue for a band above 4, a negative number of programmes, or days and counts that are negative or no
/// number; UnknownIdentifier for an activity the packages do not have, naming the nearest.
[[nodiscard]] inline Package package(const Packages& packages, std::size_t band, std::int64_t programmes,
                                     const std::map<std::string, double>& effort = {},
                                     const std::map<std::string, std::int64_t>& counts = {}) {
  for (const auto& [activity, days] : effort) {
    detail::require_known(packages, activity);
    if (!std::isfinite(days) || days < 0) {
      throw InvalidValue("effort of '" + activity + "' is " + std::to_string(days) + ": expected days, 0 or more");
    }
  }
  for (const auto& [activity, number] : counts) {
    detail::require_known(packages, activity);
    if (number < 0) {
      throw InvalidValue("count of '" + activity + "' is " + std::to_string(number) + ": expected 0 or more");
    }
  }
  Package result;
  if (programmes != 0 || band >= bands) result.sample = verification_sample(packages, band, programmes);
  double sum = 0;
  bool known = true;
  for (std::size_t a = 0; a < packages.activities.size(); ++a) {
    const Activity& activity = packages.activities[a];
    PackageRow row{a, activity.every[band]};
    if (row.every.kind == Frequency::Kind::none) continue;
    detail::count(packages, activity, result.sample, counts, row);
    if (const auto given = effort.find(activity.id); given != effort.end()) row.days_each = given->second;
    if (!row.days_each && row.number != 0 && row.reason == PackageReason::none) row.reason = PackageReason::no_effort;
    if (row.number == 0) row.days = 0;
    if (row.number && row.times && row.days_each) {
      row.days = static_cast<double>(*row.times * *row.number) * *row.days_each;
    }
    known = known && row.days.has_value();
    sum += row.days.value_or(0);
    result.rows.push_back(row);
  }
  if (known) result.days = sum;
  return result;
}

}  // namespace kring::supervision
