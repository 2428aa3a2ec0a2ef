// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/core/period.hpp"
#include "kring/cycle/words.hpp"
#include "kring/framework/duration_text.hpp"
#include "kring/risk/profile.hpp"

namespace kring::risk {

/// What a judgement says of the legal minimum; unknown says nothing and changes nothing.
enum class Verdict : std::uint8_t { unknown, sufficient, insufficient };

/// Judgement (oordeel) of the inspectorate about one unit, as a dated fact.
struct Judgement {
  std::string unit{};
  std::string kind{};  ///< On what, or by which research: a later judgement of the same kind replaces an earlier one.
  Verdict verdict = Verdict::unknown;
  Period date;
  std::optional<Day> deadline{};  ///< Last day on which it must be recovered; nothing where no term is known.
};

/// How a breach stands. Past its term: the last day for recovery has passed. Without a known term nobody can say.
enum class BreachStanding : std::uint8_t { within_term, past_term, term_unknown };

/// Breach (tekortkoming): an insufficient judgement that is in force.
struct Breach {
  std::string unit{};
  std::string kind{};
  Period date;
  std::optional<Day> deadline{};
  BreachStanding standing = BreachStanding::term_unknown;
};

}  // namespace kring::risk

namespace kring::cycle {

/// The words of the standing of a breach.
template <>
inline constexpr std::array<std::string_view, 3> words_of<risk::BreachStanding> = {"within_term", "past_term",
                                                                                   "term_unknown"};

}  // namespace kring::cycle

namespace kring::risk {

/// The day that lies an ISO 8601 duration of years, months, weeks and days after a day; a day that its month does not
/// have becomes the last of that month: 2024-02-29 and P1Y give 2025-02-28.
/// @throws InvalidValue for another text.
[[nodiscard]] inline Day day_after(Day day, std::string_view duration) {
  using std::chrono::days;
  if (!framework::is_duration(duration) || duration.size() > 12) {
    throw InvalidValue("a term is written '" + std::string(duration) + "': expected a duration such as P1Y or P6M");
  }
  std::chrono::year_month_day date{std::chrono::sys_days{days{day}}};
  int more_days = 0;
  for (std::size_t at = 1; at < duration.size();) {
    const std::size_t end = duration.find_first_not_of("0123456789", at);
    const int number = std::min(100'000, std::stoi(std::string(duration.substr(at, end - at))));
    if (duration[end] == 'Y') date += std::chrono::years{std::min(number, 1000)};
    if (duration[end] == 'M') date += std::chrono::months{std::min(number, 12'000)};
    if (duration[end] == 'W') more_days += 7 * number;
    if (duration[end] == 'D') more_days += number;
    at = end + 1;
  }
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return kring::detail::day_number(date) + more_days;
}

/// What a verdict says by the two lists of a profile. A set "insufficient|sufficient" and a word for what is not known
/// (undetermined, missing, not_examined, ...) say nothing, and so does an empty one.
/// @return Nothing for a word that the profile does not know.
[[nodiscard]] inline std::optional<Verdict> verdict_of(const Profile& profile, std::string_view text) {
  constexpr std::array<std::string_view, 8> silent = {
      "", "undetermined", "missing", "too_few", "suppressed", "not_examined", "incomplete_window", "not_applicable"};
  const auto among = [](const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (among(silent, text)) return Verdict::unknown;
  bool good = false;
  bool bad = false;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('|', from), text.size());
    const std::string_view word = text.substr(from, to - from);
    const bool below = among(profile.insufficient, word);
    if (!below && !among(profile.sufficient, word)) return {};
    (below ? bad : good) = true;
    from = to + 1;
  }
  if (good && bad) return Verdict::unknown;
  return bad ? Verdict::insufficient : Verdict::sufficient;
}

namespace detail {

[[nodiscard]] inline bool earlier(const Judgement& a, const Judgement& b) {
  if (a.date.first() != b.date.first()) return a.date.first() < b.date.first();
  return a.date.last() < b.date.last();
}

// The judgement that is in force of those of one unit and kind, in order of date; nothing where none says anything.
[[nodiscard]] inline std::optional<Judgement> in_force(std::vector<Judgement> same) {
  std::erase_if(same, [](const Judgement& one) { return one.verdict == Verdict::unknown; });
  std::stable_sort(same.begin(), same.end(), earlier);
  for (std::size_t i = 1; i < same.size(); ++i) {
    if (same[i - 1].date.before(same[i].date) || same[i - 1].verdict == same[i].verdict) continue;
    throw InvalidValue("unit '" + same[i].unit + "' has two judgements of kind '" + same[i].kind +
                       "' that contradict each other, dated " + period_text(same[i - 1].date) + " and " +
                       period_text(same[i].date) + ": expected dates that say which is the later");
  }
  if (same.empty()) return {};
  // The first of a run of insufficient ones began the term; a repetition does not begin it again.
  std::size_t first = same.size() - 1;
  while (first > 0 && same[first - 1].verdict == same.back().verdict) --first;
  Judgement result = same[first];
  for (std::size_t i = first; i < same.size() && !result.deadline; ++i) result.deadline = same[i].deadline;
  return result;
}

}  // namespace detail

/// True for a judgement on safeguarded professionalism, by the kinds of a profile.
[[nodiscard]] inline bool is_on_professionalism(const Judgement& judgement, const Profile& profile) {
  const auto& kinds = profile.professionalism_kinds;
  return std::find(kinds.begin(), kinds.end(), judgement.kind) != kinds.end();
}

/// The breaches in force on a day, by unit and kind. A judgement that is dated later has not happened. Of one unit and
/// kind the latest that says anything counts, and a repeated insufficient one keeps the term of the first. A sufficient
/// judgement of a recovery kind closes all earlier breaches of its unit. One on professionalism is no breach. On the
/// last day of its term a breach is not past it.
/// @throws InvalidValue where two judgements of one unit and kind contradict each other and no date says which is
/// later.
[[nodiscard]] inline std::vector<Breach> breaches(std::span<const Judgement> judgements, const Profile& profile,
                                                  Day on) {
  std::map<std::pair<std::string, std::string>, std::vector<Judgement>> by_kind;
  std::map<std::string, std::vector<Period>> recovered;
  for (const Judgement& one : judgements) {
    if (one.date.first() > on || is_on_professionalism(one, profile)) continue;
    by_kind[{one.unit, one.kind}].push_back(one);
    const bool closes = std::find(profile.recovery_kinds.begin(), profile.recovery_kinds.end(), one.kind) !=
                        profile.recovery_kinds.end();
    if (closes && one.verdict == Verdict::sufficient) recovered[one.unit].push_back(one.date);
  }
  std::vector<Breach> open;
  for (const auto& [key, same] : by_kind) {
    const auto found = detail::in_force(same);
    if (!found || found->verdict != Verdict::insufficient) continue;
    const auto& after = recovered[key.first];
    if (std::any_of(after.begin(), after.end(), [&](const Period& date) { return found->date.before(date); })) continue;
    Breach breach{key.first, key.second, found->date, found->deadline, BreachStanding::term_unknown};
    if (breach.deadline) {
      breach.standing = on > *breach.deadline ? BreachStanding::past_term : BreachStanding::within_term;
    }
    open.push_back(std::move(breach));
  }
  return open;
}

}  // namespace kring::risk
