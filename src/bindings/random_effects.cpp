// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/random_effects.hpp"

#include <pybind11/native_enum.h>

#include "arrays.hpp"
#include "bindings.hpp"

namespace {

using kring::statistics::VarianceMethod;

py::tuple random_effects(const Doubles& estimates, const Doubles& standard_errors, VarianceMethod method,
                         double winsorised_share) {
  const auto fit = [&] {
    const auto y = view(estimates);
    const auto s = view(standard_errors);
    const py::gil_scoped_release release;
    return kring::statistics::random_effects(y, s, method, winsorised_share);
  }();
  return py::make_tuple(fit.mean, fit.standard_error, fit.q, fit.tau_squared, fit.iterations, fit.converged);
}

}  // namespace

void bind_random_effects(py::module_& m) {
  py::native_enum<VarianceMethod>(m, "VarianceMethod", "enum.Enum")
      .value("dersimonian_laird", VarianceMethod::dersimonian_laird)
      .value("reml", VarianceMethod::reml)
      .value("ml", VarianceMethod::ml)
      .value("paule_mandel", VarianceMethod::paule_mandel)
      .finalize();
  m.def("random_effects", &random_effects, py::arg("estimates").noconvert(), py::arg("standard_errors").noconvert(),
        py::arg("method"), py::arg("winsorised_share"));
}
