// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "kring/core/period.hpp"
#include "kring/cycle/chains.hpp"
#include "kring/cycle/dossier.hpp"
#include "kring/cycle/feedback.hpp"
#include "kring/cycle/reading.hpp"
#include "kring/cycle/ties.hpp"

namespace kring::quality {

namespace detail {

// Rows by the number they belong to, kept one behind the other in the order of rows.
class RowsBy {
 public:
  RowsBy(const std::vector<std::int32_t>& owner, std::size_t owners) : begin_(owners + 1, 0), rows_(owner.size()) {
    for (const std::int32_t one : owner) ++begin_[static_cast<std::size_t>(one) + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t row = 0; row < owner.size(); ++row) {
      rows_[next[static_cast<std::size_t>(owner[row])]++] = static_cast<std::uint32_t>(row);
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t owner) const noexcept {
    return std::span(rows_).subspan(begin_[owner], begin_[owner + 1] - begin_[owner]);
  }
  // The rows of consecutive owners.
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t first, std::size_t last) const noexcept {
    return std::span(rows_).subspan(begin_[first], begin_[last] - begin_[first]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<std::uint32_t> rows_;
};

[[nodiscard]] inline std::vector<std::int32_t> places_of(const cycle::Dossier& dossier) {
  std::vector<std::int32_t> places(dossier.records().size());
  for (std::size_t row = 0; row < places.size(); ++row) places[row] = dossier.tree().place(dossier.unit_of(row));
  return places;
}

}  // namespace detail

/// What the scores of a dossier rest on, worked out once for all its units: chains, ties, who was heard, and the rows
/// that belong to each unit and record. Refers to the dossier, which must live as long.
struct Evidence {
  const cycle::Dossier& dossier;
  Day on;  ///< The day on which is assessed.
  cycle::Ties ties;
  cycle::Chains strict;
  cycle::Chains lenient;
  std::vector<cycle::Heard> heard;
  detail::RowsBy by_place;      ///< Records by the place of their unit in pre-order.
  detail::RowsBy assessors;     ///< Assessors by record.
  detail::RowsBy publications;  ///< Publications by record.

  /// Works it out. Records after the day count like any other: a dossier is assessed as it is, and the day says what is
  /// due and how old things are.
  Evidence(const cycle::Dossier& read, Day day)
      : dossier(read),
        on(day),
        ties(read),
        strict(read, cycle::Reading::strict),
        lenient(read, cycle::Reading::lenient),
        heard(cycle::who_was_heard(read)),
        by_place(detail::places_of(read), read.units().size()),
        assessors(read.assessors().record, read.records().size()),
        publications(read.publications().record, read.records().size()) {}
  Evidence(cycle::Dossier&&, Day) = delete;  ///< It would be gone.

  /// The records of a unit and all units below it.
  [[nodiscard]] std::span<const std::uint32_t> records_within(std::int32_t unit) const noexcept {
    const auto& tree = dossier.tree();
    return by_place.of(static_cast<std::size_t>(tree.place(unit)), static_cast<std::size_t>(tree.end(unit)));
  }
  /// The records of a unit itself.
  [[nodiscard]] std::span<const std::uint32_t> records_of(std::int32_t unit) const noexcept {
    return by_place.of(static_cast<std::size_t>(dossier.tree().place(unit)));
  }
  /// The chains in a reading; links alone score nothing.
  [[nodiscard]] const cycle::Chains& chains(cycle::Reading reading) const noexcept {
    return reading == cycle::Reading::strict ? strict : lenient;
  }
  /// True when a record is part of the institution's own assurance and nothing is known against it; the strict reading
  /// leaves out what was written down with low confidence.
  [[nodiscard]] bool counts(std::size_t record, cycle::Reading reading) const noexcept {
    const cycle::Records& records = dossier.records();
    if (!cycle::is_own(records.by[record]) || records.sound[record] == cycle::Answer::no) return false;
    return reading != cycle::Reading::strict || records.confidence[record] != cycle::Confidence::low;
  }
  /// True when a norm was set before what is held against it; the lenient reading takes what is unknown as in order.
  [[nodiscard]] bool is_set_before(std::size_t norm, std::size_t later, cycle::Reading reading) const noexcept {
    const auto& date = dossier.records().date;
    const cycle::Answer before = cycle::set_before(date[norm], date[later]);
    return before == cycle::Answer::yes || (reading != cycle::Reading::strict && before == cycle::Answer::unknown);
  }
  /// True when a link may be relied on in a reading, whatever its dates: nothing rests on what is contradicted.
  [[nodiscard]] bool relies(std::size_t link, cycle::Reading reading) const noexcept {
    const cycle::Links& links = dossier.links();
    const auto& sound = dossier.records().sound;
    const bool contradicted = sound[static_cast<std::size_t>(links.from[link])] == cycle::Answer::no ||
                              sound[static_cast<std::size_t>(links.to[link])] == cycle::Answer::no;
    if (contradicted || reading != cycle::Reading::strict) return !contradicted;
    return links.basis[link] != cycle::Basis::coded && links.confidence[link] != cycle::Confidence::low;
  }
};

}  // namespace kring::quality
