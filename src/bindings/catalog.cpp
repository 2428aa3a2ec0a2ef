// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <string_view>

#include "bindings.hpp"
#include "kring/catalog.hpp"

namespace {

using kring::results::Indicator;

py::dict row(const Indicator& indicator) {
  return py::dict(
      py::arg("id") = indicator.id, py::arg("name_en") = indicator.name_en, py::arg("name_nl") = indicator.name_nl,
      py::arg("numerator_en") = indicator.numerator_en, py::arg("numerator_nl") = indicator.numerator_nl,
      py::arg("denominator_en") = indicator.denominator_en, py::arg("denominator_nl") = indicator.denominator_nl,
      py::arg("direction") = name(indicator.direction), py::arg("unit") = name(indicator.unit),
      py::arg("counts") = indicator.counts, py::arg("source") = indicator.source,
      py::arg("status") = name(indicator.status), py::arg("note_en") = indicator.note_en,
      py::arg("note_nl") = indicator.note_nl);
}

py::list rows() {
  py::list all;
  for (const Indicator& indicator : kring::catalog::indicators()) all.append(row(indicator));
  return all;
}

}  // namespace

void bind_catalog(py::module_& m) {
  m.attr("indicators_version") = kring::catalog::indicators_version;
  m.attr("indicators_digest") = kring::catalog::indicators_digest;
  m.def("indicators", &rows);
  m.def("indicator", [](std::string_view id) { return row(kring::catalog::indicator(id)); }, py::arg("id"));
}
