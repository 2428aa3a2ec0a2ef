// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/stl.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "kring/format/packages.hpp"
#include "kring/format/terms.hpp"
#include "kring/table/calendar_table.hpp"
#include "kring/table/events_table.hpp"
#include "kring/table/package_table.hpp"

namespace {

namespace supervision = kring::supervision;
namespace table = kring::table;
using supervision::Packages;
using supervision::Terms;

kring::Language language(bool dutch) { return dutch ? kring::Language::dutch : kring::Language::english; }

std::vector<supervision::UnitLog> logs(const Terms& terms, const table::Table& events,
                                       const std::optional<table::Table>& units) {
  const auto read = table::read_events(events);
  return supervision::read_log(read, terms, units ? table::read_unit_kinds(*units) : std::vector<kring::cycle::Unit>{});
}

table::Table calendar(const Terms& terms, const table::Table& events, const std::optional<table::Table>& units,
                      kring::Day on, bool complete, bool dutch) {
  const auto log = logs(terms, events, units);
  return table::calendar_table(log, terms, supervision::calendar(log, terms, on, complete), language(dutch));
}

table::Table ladder(const Terms& terms, const table::Table& events, const std::optional<table::Table>& units,
                    kring::Day on, bool dutch) {
  const auto log = logs(terms, events, units);
  return table::ladder_table(log, terms, supervision::ladder(log, terms, on), language(dutch));
}

py::tuple package(const Packages& packages, std::size_t band, std::int64_t programmes,
                  const std::map<std::string, double>& effort, const std::map<std::string, std::int64_t>& counts,
                  bool dutch) {
  const auto found = supervision::package(packages, band, programmes, effort, counts);
  return py::make_tuple(table::package_table(packages, found, language(dutch)), found.sample, found.days);
}

// What a file of rules says of itself.
template <class Rules>
void add_head(py::class_<Rules>& rules) {
  rules.def_readonly("id", &Rules::id)
      .def_readonly("version", &Rules::version)
      .def_readonly("digest", &Rules::digest)
      .def_property_readonly("name_en", [](const Rules& self) { return self.name.en; })
      .def_property_readonly("name_nl", [](const Rules& self) { return self.name.nl; })
      .def_property_readonly("source", [](const Rules& self) { return self.origin.source; })
      .def_property_readonly("status",
                             [](const Rules& self) { return std::string(kring::results::name(self.origin.status)); });
}

}  // namespace

void bind_terms(py::module_& m) {
  const auto unlocked = py::call_guard<py::gil_scoped_release>();
  py::class_<Terms> terms(m, "Terms");
  add_head(terms);
  terms
      .def_static(
          "read",
          [](const std::string& text, const std::string& file) { return kring::format::read_terms(text, file); },
          py::arg("text"), py::arg("file"))
      .def("calendar", &calendar, py::arg("events"), py::arg("units"), py::arg("on"), py::arg("complete"),
           py::arg("dutch"), unlocked)
      .def("ladder", &ladder, py::arg("events"), py::arg("units"), py::arg("on"), py::arg("dutch"), unlocked);
  py::class_<Packages> packages(m, "Packages");
  add_head(packages);
  packages
      .def_static(
          "read",
          [](const std::string& text, const std::string& file) { return kring::format::read_packages(text, file); },
          py::arg("text"), py::arg("file"))
      .def("package", &package, py::arg("band"), py::arg("programmes"), py::arg("effort"), py::arg("counts"),
           py::arg("dutch"));
  m.def("term_text", [](const std::string& id) { return kring::catalog::term_text(id); }, py::arg("id"));
  m.def("package_text", [](const std::string& id) { return kring::catalog::package_text(id); }, py::arg("id"));
}
