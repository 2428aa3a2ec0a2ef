// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "bindings.hpp"
#include "kring/core/error.hpp"

namespace {

// The classes are public as kring.<name>, and say so in tracebacks.
template <class Error>
void register_error(py::module_& m, const char* name, PyObject* base) {
  py::register_exception<Error>(m, name, base).attr("__module__") = "kring";
}

}  // namespace

void bind_core(py::module_& m) {
  register_error<kring::InvalidValue>(m, "InvalidValue", PyExc_ValueError);
  register_error<kring::UnknownIdentifier>(m, "UnknownIdentifier", PyExc_LookupError);
  register_error<kring::InvalidPeriod>(m, "InvalidPeriod", PyExc_ValueError);
  register_error<kring::InvalidTable>(m, "InvalidTable", PyExc_ValueError);
  register_error<kring::InvalidRule>(m, "InvalidRule", PyExc_ValueError);
  register_error<kring::BrokenCycle>(m, "BrokenCycle", PyExc_ValueError);
  register_error<kring::InfeasiblePlan>(m, "InfeasiblePlan", PyExc_RuntimeError);
}
