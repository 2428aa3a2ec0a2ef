// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kring/cycle/cycle_graph.hpp"
#include "kring/cycle/detail/unit_loops.hpp"
#include "kring/cycle/fault.hpp"
#include "kring/cycle/tables.hpp"

namespace kring::cycle {

namespace detail {

[[nodiscard]] inline UnitRows check_unit_names(const std::vector<Unit>& units, DossierFaults& faults) {
  UnitRows rows;
  FaultyRows twice;
  FaultyRows negative;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool is_new = rows.emplace(units[i].unit, i).second;
    if (!is_new) twice.add(static_cast<std::int64_t>(i), [&] { return units[i].unit; });
    if (units[i].students.value_or(0) >= 0) continue;
    negative.add(static_cast<std::int64_t>(i), [&] { return std::to_string(*units[i].students); });
  }
  faults.add({"units", "unit", "there twice", std::move(twice), "one row a unit", "remove one of the rows"},
             {"units.unit"});
  faults.add({"units", "students", "negative", std::move(negative), "a number of students, 0 or more",
              "correct it, or leave it empty where it is not known"});
  return rows;
}

inline void check_parents(const std::vector<Unit>& units, const UnitRows& rows, DossierFaults& faults) {
  FaultyRows circular = units_in_a_loop(units, rows);
  FaultyRows wrong_way;
  FaultyRows tops;
  std::vector<std::string_view> seen;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto above = rows.find(units[i].parent);
    if (above != rows.end()) {
      if (units[above->second].kind <= units[i].kind) continue;
      wrong_way.add(static_cast<std::int64_t>(i), [&] {
        return std::string(word(units[i].kind)) + " " + units[i].unit + " below " +
               std::string(word(units[above->second].kind)) + " " + units[i].parent;
      });
    } else if (units[i].parent.empty() || std::find(seen.begin(), seen.end(), units[i].parent) == seen.end()) {
      seen.push_back(units[i].parent);
      tops.add(static_cast<std::int64_t>(i), [&] { return units[i].unit; });
    }
  }
  if (tops.count < 2) tops = {};
  faults.add({"units", "parent", "its own parent, directly or through others", std::move(circular),
              "a parent higher in the tree", "correct the parents"},
             {"units.unit", "units.parent"});
  faults.add({"units", "parent", "below a unit of a lower kind", std::move(wrong_way),
              "sector above institution above college above team above programme", "correct kind or parent"},
             {"units.unit", "units.parent", "units.kind"});
  faults.add({"units", "parent", "the top of a tree of its own", std::move(tops), "one top for all units",
              "give them one parent, such as the sector, which needs no row of its own"},
             {"units.unit", "units.parent"});
}

inline void check_records(const Tables& tables, const UnitRows& units, DossierFaults& faults) {
  const Records& records = tables.records;
  std::vector<bool> known;
  for (const std::string& name : records.unit.names()) known.push_back(units.contains(name));
  FaultyRows without;
  FaultyRows backwards;
  FaultyRows soundness;
  for (std::size_t row = 0; row < records.size(); ++row) {
    const auto number = static_cast<std::int64_t>(row);
    if (!known[static_cast<std::size_t>(records.unit.codes()[row])]) {
      without.add(number, [&] { return records.id(row) + " of '" + records.unit[row] + "'"; });
    }
    const auto& end = records.end_date[row];
    if (end && records.date[row] && end->before(*records.date[row])) {
      backwards.add(number, [&] { return records.id(row) + " ends " + day_text(end->last()); });
    }
    const double sound = records.soundness[row].value_or(0.5);
    if (!(sound >= 0.0 && sound <= 1.0)) soundness.add(number, [&] { return std::to_string(sound); });
  }
  faults.add({"records", "unit", "of a unit that is not there", std::move(without), "a unit of the table units",
              "add the unit or correct the name"},
             {"records.unit", "units.unit"});
  faults.add({"records", "end_date", "over before it begins", std::move(backwards), "an end that is not before date",
              "correct one of the two"});
  faults.add({"records", "soundness", "no probability", std::move(soundness), "a number from 0 to 1",
              "correct it, or leave it empty where nobody checked"});
}

// Fields that only one phase has: filled in elsewhere they would be left out in silence.
inline void check_fields(const Records& records, DossierFaults& faults) {
  FaultyRows norm_only;
  FaultyRows verdicts;
  for (std::size_t row = 0; row < records.size(); ++row) {
    const Phase phase = records.phase[row];
    const auto said = [&] { return records.id(row) + ", " + std::string(word(phase)); };
    const bool as_norm = records.norm_level[row] != NormLevel::not_stated || records.target[row] ||
                         records.direction[row] != Direction::not_stated || records.strict[row] != Answer::unknown;
    if (as_norm && phase != Phase::norm) norm_only.add(static_cast<std::int64_t>(row), said);
    if (!records.verdict[row].empty() && phase != Phase::judgement) verdicts.add(static_cast<std::int64_t>(row), said);
  }
  faults.add({"records", "target", "not a norm and has norm_level, target, direction or strict", std::move(norm_only),
              "these fields on norms only", "make it a norm of its own, or empty them"},
             {"records.phase"});
  faults.add({"records", "verdict", "not a judgement and has a verdict", std::move(verdicts),
              "a verdict on judgements only", "make it a judgement of its own, or empty the verdict"},
             {"records.phase"});
}

[[nodiscard]] inline FaultyRows rows_of(const std::vector<Dangling>& dangling, std::string_view column) {
  FaultyRows rows;
  for (const Dangling& one : dangling) {
    if (one.column == column) rows.add(static_cast<std::int64_t>(one.row), [&] { return "'" + one.name + "'"; });
  }
  return rows;
}

inline void check_ends(const Tables& tables, DossierFaults& faults) {
  const auto add = [&](const char* table, const char* column, const std::vector<Dangling>& dangling) {
    faults.add({table, column, "a record that is not there", rows_of(dangling, column), "a record of the table records",
                "add the record or correct the name"});
  };
  add("links", "from", tables.links.dangling);
  add("links", "to", tables.links.dangling);
  add("assessors", "record", tables.assessors.dangling);
  add("publications", "record", tables.publications.dangling);
  FaultyRows nobody;
  for (std::size_t row = 0; row < tables.assessors.size(); ++row) {
    const std::int64_t count = tables.assessors.count[row];
    if (count < 1) nobody.add(static_cast<std::int64_t>(row), [&] { return std::to_string(count); });
  }
  faults.add({"assessors", "count", "nobody", std::move(nobody), "1 person or more", "correct or remove these rows"});
}

inline void check_events(const Tables& tables, const UnitRows& units, DossierFaults& faults) {
  FaultyRows without;
  for (std::size_t row = 0; row < tables.events.size(); ++row) {
    const std::string& unit = tables.events[row].unit;
    if (!units.contains(unit)) without.add(static_cast<std::int64_t>(row), [&] { return "'" + unit + "'"; });
  }
  faults.add({"events", "unit", "of a unit that is not there", std::move(without), "a unit of the table units",
              "add the unit or correct the name"},
             {"events.unit", "units.unit"});
}

inline void check_pairs(const Tables& tables, DossierFaults& faults) {
  const Records& records = tables.records;
  const Links& links = tables.links;
  for (std::size_t k = 0; k < words_of<LinkKind>.size(); ++k) {
    const auto kind = static_cast<LinkKind>(k);
    FaultyRows illegal;
    for (std::size_t row = 0; row < links.size(); ++row) {
      if (links.kind[row] != kind || links.from[row] < 0 || links.to[row] < 0) continue;
      const auto from = static_cast<std::size_t>(links.from[row]);
      const auto to = static_cast<std::size_t>(links.to[row]);
      if (is_legal(kind, records.phase[from], records.phase[to])) continue;
      illegal.add(static_cast<std::int64_t>(row), [&] {
        return std::string(word(records.phase[from])) + " " + records.id(from) + " to " +
               std::string(word(records.phase[to])) + " " + records.id(to);
      });
    }
    faults.add({"links", "kind", "a link " + std::string(word(kind)) + " that cannot be", std::move(illegal),
                legal_pairs_of(kind), "choose another kind, or link other records", true},
               {"records.phase", "links.kind"});
  }
}

// Two links of one kind between the same records, found where the second ends.
inline void check_repeated(const Tables& tables, const CycleGraph& graph, DossierFaults& faults) {
  FaultyRows twice;
  std::vector<std::pair<std::uint64_t, std::size_t>> here;
  for (std::size_t record = 0; record < graph.records(); ++record) {
    here.clear();
    graph.each_after(record, [&](std::size_t to, std::size_t link) {
      here.emplace_back(to * 16 + static_cast<std::uint64_t>(tables.links.kind[link]), link);
    });
    std::sort(here.begin(), here.end());
    for (std::size_t i = 1; i < here.size(); ++i) {
      if (here[i].first != here[i - 1].first) continue;
      const std::size_t link = here[i].second;
      twice.add(static_cast<std::int64_t>(link), [&] {
        return tables.records.id(static_cast<std::size_t>(tables.links.from[link])) + " " +
               std::string(word(tables.links.kind[link])) + " " +
               tables.records.id(static_cast<std::size_t>(tables.links.to[link]));
      });
    }
  }
  faults.add({"links", "to", "there twice", std::move(twice), "one link of a kind between two records",
              "remove one of the rows"},
             {"links.kind"});
}

inline void check_loops(const Tables& tables, const CycleGraph& graph, DossierFaults& faults) {
  if (graph.is_acyclic()) return;
  const auto loop = graph.loop();
  std::string path;
  for (const std::size_t record : loop) path += tables.records.id(record) + " -> ";
  path += tables.records.id(loop.front());
  FaultyRows rows;
  graph.each_after(loop.back(), [&](std::size_t to, std::size_t link) {
    if (to == loop.front() && rows.count == 0) rows.add(static_cast<std::int64_t>(link), [&] { return path; });
  });
  faults.add({"links", "to", "the end of a way back to where it began", std::move(rows),
              "that nothing rests on itself; the next turn of a cycle has records of its own",
              "remove a link of the loop, or give the next turn its own records", true},
             {"links.kind"});
}

}  // namespace detail

/// Everything that is wrong with the tables of a dossier, but what their reader refused already: units, records and
/// what refers to them. The graph is that of the links, or null where their ends could not be read. What rests on a
/// column that could not be read is told once it can.
[[nodiscard]] inline DossierFaults check(const Tables& tables, const CycleGraph* graph, Unread unread = {}) {
  DossierFaults faults(std::move(unread));
  const detail::UnitRows units = detail::check_unit_names(tables.units, faults);
  detail::check_parents(tables.units, units, faults);
  detail::check_records(tables, units, faults);
  detail::check_fields(tables.records, faults);
  detail::check_ends(tables, faults);
  detail::check_events(tables, units, faults);
  detail::check_pairs(tables, faults);
  if (graph != nullptr) {
    detail::check_repeated(tables, *graph, faults);
    detail::check_loops(tables, *graph, faults);
  }
  return faults;
}

}  // namespace kring::cycle
