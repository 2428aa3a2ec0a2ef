// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/multiplicity.hpp"

#include <pybind11/native_enum.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "kring/statistics/combination.hpp"

namespace {

using kring::statistics::Adjustment;

Doubles adjust(const Doubles& p_values, Adjustment method) {
  Doubles out(p_values.size());
  const auto in = view(p_values);
  const auto result = mutable_view(out);
  const py::gil_scoped_release release;
  kring::statistics::adjust_p_values(in, method, result);
  return out;
}

double combine_exchangeable(const Doubles& z_scores, double correlation, const Doubles& weights) {
  return kring::statistics::combine_z_scores(view(z_scores), correlation, view(weights));
}

double combine_correlated(const Doubles& z_scores, const Doubles& correlation, const Doubles& weights, bool repair) {
  const py::gil_scoped_release release;
  return kring::statistics::combine_z_scores(view(z_scores), view(correlation), view(weights), repair);
}

}  // namespace

void bind_multiplicity(py::module_& m) {
  py::native_enum<Adjustment>(m, "Adjustment", "enum.Enum")
      .value("bonferroni", Adjustment::bonferroni)
      .value("holm", Adjustment::holm)
      .value("benjamini_hochberg", Adjustment::benjamini_hochberg)
      .value("benjamini_yekutieli", Adjustment::benjamini_yekutieli)
      .finalize();
  m.def("adjust_p_values", &adjust, py::arg("p_values").noconvert(), py::arg("method"));
  m.def("combine_exchangeable", &combine_exchangeable, py::arg("z_scores").noconvert(), py::arg("correlation"),
        py::arg("weights").noconvert());
  m.def("combine_correlated", &combine_correlated, py::arg("z_scores").noconvert(), py::arg("correlation").noconvert(),
        py::arg("weights").noconvert(), py::arg("repair"));
}
