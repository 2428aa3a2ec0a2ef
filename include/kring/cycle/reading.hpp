// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kring/cycle/dossier.hpp"
#include "kring/cycle/words.hpp"

namespace kring::cycle {

/// How a dossier is read. Strict (streng): what the documents state; every record of a chain can be retrieved, is dated
/// and not contradicted, no link is a coder's, and a norm was set before it was measured. Lenient (ruim): what is not
/// known counts as in order; an upper value. By links: links alone, whatever indicator, date or source.
enum class Reading : std::uint8_t { strict, lenient, by_links };
/// The words of a reading.
template <>
inline constexpr std::array<std::string_view, 3> words_of<Reading> = {"strict", "lenient", "by_links"};

/// Why a record or a link does not carry a chain in the strict reading.
enum class Flaw : std::uint8_t {
  undated,
  not_retrievable,
  retrievability_unknown,
  unsound,
  low_confidence,
  coded_link,
  order_unknown,
  wrong_order,
  indicator_unknown,
  other_indicator
};
/// The words of a flaw.
template <>
inline constexpr std::array<std::string_view, 10> words_of<Flaw> = {
    "undated",       "not_retrievable", "retrievability_unknown", "unsound",        "low_confidence", "coded_link",
    "order_unknown", "wrong_order",     "indicator_unknown",      "other_indicator"};

/// Flaws: a set of flaws.
struct Flaws : WordSet<Flaw> {
  /// True when a lenient reading does not overlook some flaw: what is known to be wrong, not what is unknown.
  [[nodiscard]] constexpr bool certain() const noexcept {
    return contains(Flaw::not_retrievable) || contains(Flaw::unsound) || contains(Flaw::wrong_order) ||
           contains(Flaw::other_indicator);
  }
  bool operator==(const Flaws&) const = default;
};

/// What keeps a record from carrying a chain.
[[nodiscard]] inline Flaws record_flaws(const Records& records, std::size_t row) noexcept {
  Flaws flaws;
  flaws.add(Flaw::undated, !records.date[row]);
  flaws.add(Flaw::not_retrievable, records.retrievable[row] == Answer::no);
  flaws.add(Flaw::retrievability_unknown, records.retrievable[row] == Answer::unknown);
  flaws.add(Flaw::unsound, records.sound[row] == Answer::no);
  flaws.add(Flaw::low_confidence, records.confidence[row] == Confidence::low);
  return flaws;
}

/// Whether a norm was set before the measurement it is compared with: every day of the one before every day of the
/// other. Unknown where a date is missing or the two overlap.
[[nodiscard]] inline Answer set_before(const std::optional<Period>& norm, const std::optional<Period>& measurement) {
  if (!norm || !measurement) return Answer::unknown;
  if (norm->before(*measurement)) return Answer::yes;
  return measurement->before(*norm) ? Answer::no : Answer::unknown;
}

/// What keeps a link from carrying a chain: who ties the two, and the order of their dates. Only a norm must be known
/// to come before what it is compared with; elsewhere an order that is not known is no flaw.
[[nodiscard]] inline Flaws link_flaws(const Dossier& dossier, std::size_t link) noexcept {
  const Links& links = dossier.links();
  const auto& date = dossier.records().date;
  const auto& from = date[static_cast<std::size_t>(links.from[link])];
  const auto& to = date[static_cast<std::size_t>(links.to[link])];
  Flaws flaws;
  flaws.add(Flaw::coded_link, links.basis[link] == Basis::coded);
  flaws.add(Flaw::low_confidence, links.confidence[link] == Confidence::low);
  flaws.add(Flaw::wrong_order, from && to && to->before(*from));
  const bool is_test = links.kind[link] == LinkKind::measured_by;
  flaws.add(Flaw::order_unknown, is_test && from && to && set_before(from, to) == Answer::unknown);
  return flaws;
}

/// True when flaws do not matter in a reading.
[[nodiscard]] constexpr bool passes(Flaws flaws, Reading reading) noexcept {
  if (reading == Reading::by_links) return true;
  return reading == Reading::lenient ? !flaws.certain() : flaws.empty();
}

}  // namespace kring::cycle
