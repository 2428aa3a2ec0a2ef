// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kring/core/error.hpp"
#include "kring/cycle/check.hpp"
#include "kring/cycle/cycle_graph.hpp"
#include "kring/cycle/tables.hpp"
#include "kring/cycle/unit_tree.hpp"
#include "kring/detail/nearest_name.hpp"

namespace kring::cycle {

/// Dossier (dossier): the quality cycle of one or more institutions as records and links, checked, and never changed
/// afterwards. An empty place is not stated, never zero.
class Dossier {
 public:
  /// Takes the tables of a dossier.
  /// @throws BrokenCycle where links contradict each other and nothing else is wrong, else InvalidTable; every fault at
  /// once.
  explicit Dossier(Tables tables) : tables_(std::move(tables)) {
    const bool linked = tables_.links.dangling.empty();
    if (linked) graph_ = CycleGraph(tables_.links, tables_.records.size());
    raise(check(tables_, linked ? &graph_ : nullptr));
    tree_ = UnitTree(tables_.units);
    index_units();
  }

  /// Takes tables that check() found nothing wrong with, and their graph: for readers that told every fault already.
  Dossier(Tables tables, CycleGraph graph) : tables_(std::move(tables)), graph_(std::move(graph)) {
    tree_ = UnitTree(tables_.units);
    index_units();
  }

  /// The units, in the order given.
  [[nodiscard]] const std::vector<Unit>& units() const noexcept { return tables_.units; }
  /// The records, in the order given.
  [[nodiscard]] const Records& records() const noexcept { return tables_.records; }
  /// The links, in the order given.
  [[nodiscard]] const Links& links() const noexcept { return tables_.links; }
  /// Who looked at the records.
  [[nodiscard]] const Assessors& assessors() const noexcept { return tables_.assessors; }
  /// What was made public.
  [[nodiscard]] const Publications& publications() const noexcept { return tables_.publications; }
  /// What supervision did.
  [[nodiscard]] const std::vector<Event>& events() const noexcept { return tables_.events; }
  /// What it was made from, for those who add to it.
  [[nodiscard]] const Tables& tables() const noexcept { return tables_; }
  /// The links as a graph.
  [[nodiscard]] const CycleGraph& graph() const noexcept { return graph_; }
  /// The tree of units.
  [[nodiscard]] const UnitTree& tree() const noexcept { return tree_; }

  /// The row of the unit of a record.
  [[nodiscard]] std::int32_t unit_of(std::size_t record) const noexcept {
    return unit_rows_[static_cast<std::size_t>(tables_.records.unit.codes()[record])];
  }
  /// What the records of a unit are.
  [[nodiscard]] Standing standing(std::int32_t unit) const noexcept {
    for (; unit != nowhere; unit = tree_.parent(unit)) {
      if (const auto& said = tables_.units[static_cast<std::size_t>(unit)].standing) return *said;
    }
    return tables_.standing;
  }

  /// The row of a record. @throws UnknownIdentifier naming the nearest.
  [[nodiscard]] std::size_t record(std::string_view id) const {
    const std::int32_t found = tables_.records.find(id);
    if (found != nowhere) return static_cast<std::size_t>(found);
    (void)kring::detail::find_by_name(tables_.records.ids.values(), id, std::identity{}, "record",
                                      "add the record to the dossier");
    throw UnknownIdentifier("no record");  // find_by_name has thrown
  }
  /// The row of a unit. @throws UnknownIdentifier naming the nearest.
  [[nodiscard]] std::int32_t unit(std::string_view id) const {
    const Unit& found =
        kring::detail::find_by_name(tables_.units, id, &Unit::unit, "unit", "add the unit to the dossier");
    return static_cast<std::int32_t>(&found - tables_.units.data());
  }

  /// The last day that a record, a publication or an event speaks of as past; nothing where no date is given. Days to
  /// come do not count: target_date, end_date, and the dates of actions, which may only be planned.
  [[nodiscard]] std::optional<Day> last_day() const {
    std::optional<Day> last;
    const auto see = [&](const std::optional<Period>& date) {
      if (date) last = std::max(last.value_or(date->last()), date->last());
    };
    for (std::size_t row = 0; row < tables_.records.size(); ++row) {
      if (tables_.records.phase[row] != Phase::action) see(tables_.records.date[row]);
    }
    for (const auto& date : tables_.publications.date) see(date);
    for (const Event& event : tables_.events) see(event.date);
    return last;
  }

 private:
  static void raise(const DossierFaults& faults) {
    if (faults.empty()) return;
    bool only_broken = true;
    std::vector<std::string> texts;
    for (const Fault& fault : faults.all()) {
      only_broken = only_broken && fault.is_broken_cycle;
      texts.push_back(text(fault));
    }
    const std::string all = all_faults("the dossier", texts);
    if (only_broken) throw BrokenCycle(all);
    throw InvalidTable(all);
  }

  void index_units() {
    std::unordered_map<std::string_view, std::int32_t> rows;
    for (std::size_t i = 0; i < units().size(); ++i) rows.emplace(units()[i].unit, static_cast<std::int32_t>(i));
    for (const std::string& name : tables_.records.unit.names()) {
      const auto found = rows.find(name);
      unit_rows_.push_back(found == rows.end() ? nowhere : found->second);
    }
  }

  Tables tables_;
  CycleGraph graph_;
  UnitTree tree_;
  std::vector<std::int32_t> unit_rows_;
};

}  // namespace kring::cycle
