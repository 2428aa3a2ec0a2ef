// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "bindings.hpp"
#include "kring/core/error.hpp"

void bind_core(py::module_& m) {
  py::register_exception<kring::InvalidValue>(m, "InvalidValue", PyExc_ValueError);
  py::register_exception<kring::UnknownIdentifier>(m, "UnknownIdentifier", PyExc_LookupError);
  py::register_exception<kring::InvalidPeriod>(m, "InvalidPeriod", PyExc_ValueError);
  py::register_exception<kring::InvalidTable>(m, "InvalidTable", PyExc_ValueError);
  py::register_exception<kring::InvalidRule>(m, "InvalidRule", PyExc_ValueError);
  py::register_exception<kring::BrokenCycle>(m, "BrokenCycle", PyExc_ValueError);
  py::register_exception<kring::InfeasiblePlan>(m, "InfeasiblePlan", PyExc_RuntimeError);
}
