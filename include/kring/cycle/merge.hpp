// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/cycle/detail/differences.hpp"
#include "kring/cycle/dossier.hpp"

namespace kring::cycle {

/// Which of two dossiers a row is kept from.
enum class Side : std::uint8_t { first, second };

/// Something that two dossiers say differently, and what was kept.
struct MergeConflict {
  std::string table{};
  std::string id{};
  std::string fields{};  ///< The fields that differ, joined by '|'.
  Side kept = Side::first;
  std::string why{};  ///< later: of the later date; preferred: as asked; undecided: nothing says which.
};

/// The rows that a merged dossier keeps of each table: of the first dossier, then of the second.
struct MergePlan {
  /// Rows of one table.
  struct Kept {
    std::vector<std::size_t> first{};
    std::vector<std::size_t> second{};
  };

  std::array<Kept, 6> tables{};  ///< units, records, links, assessors, publications, events.
  std::vector<MergeConflict> conflicts{};
};

namespace detail {

// Decides row by row what two dossiers keep.
class Merger {
 public:
  Merger(const Dossier& first, const Dossier& second, std::optional<Side> prefer)
      : first_(first), second_(second), prefer_(prefer) {}

  [[nodiscard]] MergePlan plan() {
    if (first_.tables().standing != second_.tables().standing) {
      throw InvalidTable(
          "an account and a reconstruction cannot be merged as they are: give the units of one of them a "
          "standing of their own first");
    }
    merge_units();
    merge_records();
    merge_links();
    merge_attached(3, first_.assessors(), second_.assessors(), [](const Assessors& a, std::size_t row) {
      return std::tuple(a.assessor[row], a.role[row], a.organisation[row], a.part[row], a.count[row],
                        text_of(a.last_tie[row]), text_of(a.reviewed_by_party[row]), a.shared_governance[row],
                        a.declaration[row]);
    });
    merge_attached(4, first_.publications(), second_.publications(), [](const Publications& p, std::size_t row) {
      return std::tuple(p.item[row], text_of(p.date[row]), p.audience[row], p.findable[row]);
    });
    merge_events();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] static std::string text_of(const std::optional<Period>& date) {
    return date ? period_text(*date) : std::string();
  }

  [[nodiscard]] static std::string text_of(const LastTime& last) {
    return last.date ? period_text(*last.date) : std::string(word(last.happened));
  }

  [[nodiscard]] Side decided(const char* table, const std::string& id, std::string fields, std::optional<Side> later) {
    const Side kept = later.value_or(prefer_.value_or(Side::first));
    const char* why = later ? "later" : (prefer_ ? "preferred" : "undecided");
    plan_.conflicts.push_back({table, id, std::move(fields), kept, why});
    return kept;
  }

  void merge_units() {
    std::unordered_map<std::string_view, std::size_t> others;
    for (std::size_t i = 0; i < second_.units().size(); ++i) others.emplace(second_.units()[i].unit, i);
    std::set<std::string_view> known;
    auto& kept = plan_.tables[0];
    for (std::size_t i = 0; i < first_.units().size(); ++i) {
      const Unit& unit = first_.units()[i];
      known.insert(unit.unit);
      const auto other = others.find(unit.unit);
      std::string fields = other == others.end() ? "" : differences(unit, second_.units()[other->second]);
      const bool second = !fields.empty() && decided("units", unit.unit, std::move(fields), {}) == Side::second;
      second ? kept.second.push_back(other->second) : kept.first.push_back(i);
    }
    for (std::size_t i = 0; i < second_.units().size(); ++i) {
      if (!known.contains(second_.units()[i].unit)) kept.second.push_back(i);
    }
  }

  void merge_records() {
    const Records& a = first_.records();
    const Records& b = second_.records();
    auto& kept = plan_.tables[1];
    for (std::size_t row = 0; row < a.size(); ++row) {
      const std::int32_t other = b.find(a.id(row));
      std::string fields = other < 0 ? "" : differences(a[row], b[static_cast<std::size_t>(other)]);
      if (fields.empty()) {
        kept.first.push_back(row);
        continue;
      }
      const auto at = static_cast<std::size_t>(other);
      std::optional<Side> later;
      if (a.date[row] && b.date[at] && a.date[row]->before(*b.date[at])) later = Side::second;
      if (a.date[row] && b.date[at] && b.date[at]->before(*a.date[row])) later = Side::first;
      const Side side = decided("records", a.id(row), std::move(fields), later);
      if (side == Side::first) kept.first.push_back(row);
      if (side == Side::second) kept.second.push_back(at), from_second_.insert(a.id(row));
      if (side == Side::first) from_first_.insert(a.id(row));
    }
    for (std::size_t row = 0; row < b.size(); ++row) {
      if (a.find(b.id(row)) < 0) kept.second.push_back(row);
    }
  }

  void merge_links() {
    using Ends = std::tuple<std::string_view, std::string_view, LinkKind>;
    const auto ends = [](const Dossier& d, std::size_t row) {
      return Ends{d.records().id(static_cast<std::size_t>(d.links().from[row])),
                  d.records().id(static_cast<std::size_t>(d.links().to[row])), d.links().kind[row]};
    };
    std::map<Ends, std::size_t> others;
    for (std::size_t row = 0; row < second_.links().size(); ++row) others.emplace(ends(second_, row), row);
    auto& kept = plan_.tables[2];
    std::set<Ends> known;
    for (std::size_t row = 0; row < first_.links().size(); ++row) {
      const Ends here = ends(first_, row);
      known.insert(here);
      const auto other = others.find(here);
      FieldNames fields;
      if (other != others.end()) {
        fields.add("basis", first_.links().basis[row] == second_.links().basis[other->second]);
        fields.add("confidence", first_.links().confidence[row] == second_.links().confidence[other->second]);
      }
      const std::string id = std::string(std::get<0>(here)) + " " + std::string(word(std::get<2>(here))) + " " +
                             std::string(std::get<1>(here));
      const bool second = !fields.text.empty() && decided("links", id, std::move(fields.text), {}) == Side::second;
      second ? kept.second.push_back(other->second) : kept.first.push_back(row);
    }
    for (std::size_t row = 0; row < second_.links().size(); ++row) {
      if (!known.contains(ends(second_, row))) kept.second.push_back(row);
    }
  }

  // Rows that belong to a record go with the version of it that is kept; of rows that say the same, as many as the
  // dossier has that has more of them.
  template <class Rows, class Said>
  void merge_attached(std::size_t table, const Rows& a, const Rows& b, Said said) {
    const auto id = [](const Dossier& d, const Rows& rows, std::size_t row) -> const std::string& {
      return d.records().id(static_cast<std::size_t>(rows.record[row]));
    };
    std::map<std::pair<std::string, decltype(said(a, 0))>, std::size_t> known;
    for (std::size_t row = 0; row < a.size(); ++row) {
      if (from_second_.contains(id(first_, a, row))) continue;
      ++known[{id(first_, a, row), said(a, row)}];
      plan_.tables[table].first.push_back(row);
    }
    for (std::size_t row = 0; row < b.size(); ++row) {
      if (from_first_.contains(id(second_, b, row))) continue;
      const auto same = known.find({id(second_, b, row), said(b, row)});
      if (same == known.end() || same->second == 0) {
        plan_.tables[table].second.push_back(row);
      } else {
        --same->second;
      }
    }
  }

  void merge_events() {
    const auto said = [](const Event& one) {
      return std::tuple(one.unit, one.kind, text_of(one.date), one.days, one.verdict, one.term);
    };
    std::set<decltype(said(Event{}))> known;
    for (std::size_t row = 0; row < first_.events().size(); ++row) {
      known.insert(said(first_.events()[row]));
      plan_.tables[5].first.push_back(row);
    }
    for (std::size_t row = 0; row < second_.events().size(); ++row) {
      if (!known.contains(said(second_.events()[row]))) plan_.tables[5].second.push_back(row);
    }
  }

  const Dossier& first_;
  const Dossier& second_;
  std::optional<Side> prefer_;
  std::set<std::string> from_first_;
  std::set<std::string> from_second_;
  MergePlan plan_;
};

}  // namespace detail

/// How two dossiers go together. Rows that say the same are kept once. Of two versions of a record the one of the later
/// date replaces the other, with its assessors and publications, and everything else keeps its older date. Where no
/// date decides, the side preferred is kept; every difference is a conflict that is reported.
/// @throws InvalidTable where a conflict is undecided, all of them at once, or one is an account and the other a
/// reconstruction.
[[nodiscard]] inline MergePlan merge_plan(const Dossier& first, const Dossier& second,
                                          std::optional<Side> prefer = {}) {
  MergePlan plan = detail::Merger(first, second, prefer).plan();
  std::string undecided;
  for (const MergeConflict& one : plan.conflicts) {
    if (one.why == "undecided") undecided += "\n- " + one.table + " '" + one.id + "' differ in " + one.fields;
  }
  if (undecided.empty()) return plan;
  throw InvalidTable("the dossiers say different things, and no date says which is the later:" + undecided +
                     "\nsay which side to keep (prefer), or correct one of them");
}

}  // namespace kring::cycle
