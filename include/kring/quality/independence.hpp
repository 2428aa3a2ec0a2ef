// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kring/cycle/dossier.hpp"
#include "kring/quality/profile.hpp"

namespace kring::quality {

/// What keeps an assessor from being independent (onafhankelijk), or from being shown to be.
enum class Dependence : std::uint8_t {
  employed,            ///< Works for the institution that is judged.
  employer_unknown,    ///< Nobody says for whom the assessor works.
  recent_tie,          ///< A tie within the look-back.
  tie_unknown,         ///< Nobody says when the last tie was.
  shared_governance,   ///< A board or a supervisory board in common.
  governance_unknown,  ///< Nobody says so.
  reviewed_by_party,   ///< The institution reviewed the assessor's own within the look-back.
  review_unknown,      ///< Nobody says so.
  no_declaration,      ///< There is no declaration of independence.
  declaration_unknown  ///< Nobody says whether there is one.
};

}  // namespace kring::quality

namespace kring::cycle {

/// The words of a dependence.
template <>
inline constexpr std::array<std::string_view, 10> words_of<quality::Dependence> = {
    "employed",           "employer_unknown",  "recent_tie",     "tie_unknown",    "shared_governance",
    "governance_unknown", "reviewed_by_party", "review_unknown", "no_declaration", "declaration_unknown"};

}  // namespace kring::cycle

namespace kring::quality {

/// Dependences: a set of them; empty when independence was shown in every respect.
struct Dependences : cycle::WordSet<Dependence> {
  /// True when something is known against it; the lenient reading takes what is unknown as in order.
  [[nodiscard]] constexpr bool certain() const noexcept {
    return contains(Dependence::employed) || contains(Dependence::recent_tie) ||
           contains(Dependence::shared_governance) || contains(Dependence::reviewed_by_party) ||
           contains(Dependence::no_declaration);
  }
  bool operator==(const Dependences&) const = default;
};

namespace detail {

// The same date so many whole calendar years earlier, 28 February for the 29th; what is left of them in days.
[[nodiscard]] inline Day years_before(Day day, double years) noexcept {
  const std::chrono::years whole{static_cast<int>(std::floor(years))};
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  std::chrono::year_month_day earlier = date - whole;
  if (!earlier.ok()) earlier = earlier.year() / earlier.month() / std::chrono::last;
  return kring::detail::day_number(earlier) - static_cast<Day>(std::lround((years - std::floor(years)) * 365.25));
}

// Yes where something happened within the look-back before a day, or at a time nobody says; no where it certainly did
// not. A date that lies partly within counts as within, so many years ago to the day does not.
[[nodiscard]] inline cycle::Answer within(const cycle::LastTime& last, double years, Day day) noexcept {
  if (last.happened == cycle::Answer::no) return cycle::Answer::no;
  if (!last.date) return last.happened == cycle::Answer::yes ? cycle::Answer::yes : cycle::Answer::unknown;
  return cycle::answer(last.date->last() > years_before(day, years));
}

}  // namespace detail

/// The institution that a record is about, or the unit itself where that lies in none.
[[nodiscard]] inline const cycle::Unit& judged_by(const cycle::Dossier& dossier, std::size_t record) {
  const std::int32_t unit = dossier.unit_of(record);
  const std::int32_t board = dossier.tree().board(unit);
  return dossier.units()[static_cast<std::size_t>(board < 0 ? unit : board)];
}

/// What speaks against the independence of an assessor on the day of the record, or on the day asked about where the
/// record has none: employment, ties, shared governance, mutual review, the declaration. The terms are the profile's,
/// after the rules for panels in higher education.
/// @param board The institution that is judged; an organisation with its identifier or its name employs its own staff.
[[nodiscard]] inline Dependences dependences(const cycle::Dossier& dossier, const Profile& profile,
                                             std::size_t assessor, const cycle::Unit& board, Day on) {
  const cycle::Assessors& a = dossier.assessors();
  const auto& date = dossier.records().date[static_cast<std::size_t>(a.record[assessor])];
  const Day day = date ? date->first() : on;
  const std::string& employer = a.organisation[assessor];
  const bool own_people = a.role[assessor] == cycle::Role::staff || a.role[assessor] == cycle::Role::student;
  Dependences found;
  found.add(Dependence::employed,
            own_people || (!employer.empty() && (employer == board.unit || employer == board.name)));
  found.add(Dependence::employer_unknown, employer.empty() && !own_people);
  const auto tie = detail::within(a.last_tie[assessor], profile.reliability.tie_years, day);
  found.add(Dependence::recent_tie, tie == cycle::Answer::yes);
  found.add(Dependence::tie_unknown, tie == cycle::Answer::unknown);
  found.add(Dependence::shared_governance, a.shared_governance[assessor] == cycle::Answer::yes);
  found.add(Dependence::governance_unknown, a.shared_governance[assessor] == cycle::Answer::unknown);
  const auto review = detail::within(a.reviewed_by_party[assessor], profile.reliability.review_years, day);
  found.add(Dependence::reviewed_by_party, review == cycle::Answer::yes);
  found.add(Dependence::review_unknown, review == cycle::Answer::unknown);
  if (profile.reliability.needs_declaration) {
    found.add(Dependence::no_declaration, a.declaration[assessor] == cycle::Answer::no);
    found.add(Dependence::declaration_unknown, a.declaration[assessor] == cycle::Answer::unknown);
  }
  return found;
}

}  // namespace kring::quality
