// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "cycle.hpp"
#include "kring/cycle/merge.hpp"
#include "kring/format/dossier.hpp"
#include "kring/format/oscal.hpp"
#include "kring/format/prov.hpp"
#include "kring/table/cycle_table.hpp"
#include "kring/table/detail/frame.hpp"
#include "kring/table/dossier_table.hpp"
#include "kring/table/survival_table.hpp"

namespace {

namespace cycle = kring::cycle;
namespace table = kring::table;
using Given = std::optional<std::pair<table::Table, std::vector<std::int64_t>>>;
using On = std::optional<kring::Day>;

template <class Enum>
Enum word_of(const char* name, const std::string& text) {
  if (const auto found = cycle::find_word<Enum>(text)) return *found;
  throw kring::InvalidValue(std::string(name) + " is '" + text + "': expected one of " +
                            kring::framework::detail::listed(cycle::words_of<Enum>));
}

std::optional<table::DossierTable> source_table(const Given& given) {
  if (!given) return {};
  return table::DossierTable{given->first, given->second};
}

table::DossierSource source_of(const Given& units, const Given& records, const Given& links, const Given& assessors,
                               const Given& publications, const Given& events, const std::string& standing,
                               const std::string& file) {
  return {source_table(units),
          source_table(records),
          source_table(links),
          source_table(assessors),
          source_table(publications),
          source_table(events),
          word_of<cycle::Standing>("standing", standing),
          file};
}

std::optional<std::int32_t> unit_named(const HeldDossier& self, const std::optional<std::string>& unit) {
  if (!unit) return {};
  return self.dossier.unit(*unit);
}

const cycle::Chains& chains_of(const HeldDossier& self, const std::string& reading) {
  return self.reading(word_of<cycle::Reading>("reading", reading));
}

table::Table survival(const HeldDossier& self, const std::string& start, const std::string& by, const std::string& kind,
                      const std::string& reading, On on) {
  const auto unit_kind = word_of<cycle::UnitKind>("level", kind);
  const auto from = word_of<cycle::Phase>("start", start);
  const auto group = by == "unit"   ? table::SurvivalBy::unit
                     : by == "year" ? table::SurvivalBy::year
                                    : table::SurvivalBy::all;
  const cycle::Chains& chains = chains_of(self, reading);
  const py::gil_scoped_release unlock;
  return table::survival_table(self.dossier, chains, from, on, group, unit_kind);
}

void add_questions(py::class_<HeldDossier, std::shared_ptr<HeldDossier>>& dossier) {
  const auto unlocked = py::call_guard<py::gil_scoped_release>();
  dossier
      .def(
          "phase",
          [](const HeldDossier& self, const std::string& phase, On on) {
            return table::phase_table(self.dossier, self.readings(), self.ties(), word_of<cycle::Phase>("phase", phase),
                                      on);
          },
          py::arg("phase"), py::arg("on"), unlocked)
      .def(
          "chains",
          [](const HeldDossier& self, const std::string& phase) {
            return table::chain_table(self.dossier, self.readings(), word_of<cycle::Phase>("phase", phase));
          },
          py::arg("phase"), unlocked)
      .def(
          "steps",
          [](const HeldDossier& self, const std::optional<std::string>& unit, On on) {
            return table::step_table(self.dossier, self.ties(), unit_named(self, unit), on);
          },
          py::arg("unit"), py::arg("on"), unlocked)
      .def(
          "feedback",
          [](const HeldDossier& self, const std::optional<std::string>& unit) {
            return table::feedback_table(self.dossier, unit_named(self, unit));
          },
          py::arg("unit"), unlocked)
      .def(
          "loops",
          [](const HeldDossier& self) {
            return table::loop_table(self.dossier, self.reading(cycle::Reading::by_links));
          },
          unlocked)
      .def(
          "drawn_on", [](const HeldDossier& self) { return table::drawn_on_table(self.dossier); }, unlocked)
      .def(
          "impact",
          [](const HeldDossier& self, const std::string& record) {
            return table::impact_table(self.dossier, cycle::impact(self.dossier, self.dossier.record(record)));
          },
          py::arg("record"), unlocked)
      .def(
          "foundations",
          [](const HeldDossier& self, const std::string& record) {
            return table::impact_table(self.dossier, cycle::foundations(self.dossier, self.dossier.record(record)));
          },
          py::arg("record"), unlocked)
      .def("survival", &survival, py::arg("start"), py::arg("by"), py::arg("level"), py::arg("reading"), py::arg("on"));
}

// The rows that each table keeps of both dossiers, and the conflicts.
py::tuple merge_plan(const HeldDossier& self, const HeldDossier& other, const std::optional<std::string>& prefer) {
  std::optional<cycle::Side> side;
  if (prefer) side = *prefer == "this" ? cycle::Side::first : cycle::Side::second;
  const cycle::MergePlan plan = cycle::merge_plan(self.dossier, other.dossier, side);
  py::list rows;
  for (const auto& kept : plan.tables) rows.append(py::make_tuple(kept.first, kept.second));
  table::detail::Frame frame("conflicts", plan.conflicts.size());
  frame.text("table", [&](std::size_t i) { return plan.conflicts[i].table; })
      .text("id", [&](std::size_t i) { return plan.conflicts[i].id; })
      .text("fields", [&](std::size_t i) { return plan.conflicts[i].fields; })
      .text("kept",
            [&](std::size_t i) { return std::string(plan.conflicts[i].kept == cycle::Side::first ? "this" : "other"); })
      .text("why", [&](std::size_t i) { return plan.conflicts[i].why; });
  return py::make_tuple(rows, frame.finish());
}

void add_table(py::dict& tables, const char* name, const std::optional<table::DossierTable>& found) {
  if (found) tables[name] = py::make_tuple(found->table, found->lines);
}

// Name, source, standing and tables of a file, each table with the lines of its rows.
py::dict file_tables(const std::string& text, const std::string& file) {
  const auto read = kring::format::read_dossier_file(text, file);
  py::dict tables;
  add_table(tables, "units", read.tables.units);
  add_table(tables, "records", read.tables.records);
  add_table(tables, "links", read.tables.links);
  add_table(tables, "assessors", read.tables.assessors);
  add_table(tables, "publications", read.tables.publications);
  add_table(tables, "events", read.tables.events);
  return py::dict(py::arg("name") = read.name, py::arg("source") = read.source,
                  py::arg("standing") = std::string(cycle::word(read.tables.standing)), py::arg("tables") = tables);
}

}  // namespace

void bind_cycle(py::module_& m) {
  py::class_<HeldDossier, std::shared_ptr<HeldDossier>> dossier(m, "Dossier");
  dossier
      .def_static(
          "read",
          [](const Given& units, const Given& records, const Given& links, const Given& assessors,
             const Given& publications, const Given& events, const std::string& standing, const std::string& file) {
            const auto source = source_of(units, records, links, assessors, publications, events, standing, file);
            const py::gil_scoped_release unlock;
            return std::make_shared<HeldDossier>(table::read_dossier(source));
          },
          py::arg("units"), py::arg("records"), py::arg("links"), py::arg("assessors"), py::arg("publications"),
          py::arg("events"), py::arg("standing"), py::arg("file"))
      .def_static(
          "faults",
          [](const Given& units, const Given& records, const Given& links, const Given& assessors,
             const Given& publications, const Given& events, const std::string& standing, const std::string& file) {
            const auto source = source_of(units, records, links, assessors, publications, events, standing, file);
            const py::gil_scoped_release unlock;
            return table::dossier_faults(source);
          },
          py::arg("units"), py::arg("records"), py::arg("links"), py::arg("assessors"), py::arg("publications"),
          py::arg("events"), py::arg("standing"), py::arg("file"))
      .def_property_readonly("last_day", [](const HeldDossier& self) { return self.dossier.last_day(); })
      .def(
          "standing",
          [](const HeldDossier& self, const std::string& unit) {
            return std::string(cycle::word(self.dossier.standing(self.dossier.unit(unit))));
          },
          py::arg("unit"));
  dossier.def("prov", [](const HeldDossier& self) { return kring::format::prov_document(self.dossier).dump(2); })
      .def("oscal", [](const HeldDossier& self) { return kring::format::oscal_assessment(self.dossier).dump(2); });
  dossier.def("merge_plan", &merge_plan, py::arg("other"), py::arg("prefer"));
  add_questions(dossier);
  m.def("dossier_file", &file_tables, py::arg("text"), py::arg("file"));
}
