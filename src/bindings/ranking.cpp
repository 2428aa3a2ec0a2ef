// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/ranking.hpp"

#include "arrays.hpp"
#include "bindings.hpp"

namespace {

Doubles expected_ranks(const Doubles& means, const Doubles& standard_deviations, unsigned threads) {
  Doubles out(means.size());
  const auto m = view(means);
  const auto s = view(standard_deviations);
  const auto result = mutable_view(out);
  const py::gil_scoped_release release;
  kring::statistics::expected_ranks(m, s, result, threads);
  return out;
}

double rankability(const Doubles& standard_errors, double tau_squared) {
  return kring::statistics::rankability(view(standard_errors), tau_squared);
}

}  // namespace

void bind_ranking(py::module_& m) {
  m.def("expected_ranks", &expected_ranks, py::arg("means").noconvert(), py::arg("standard_deviations").noconvert(),
        py::arg("threads"));
  m.def("rankability", &rankability, py::arg("standard_errors").noconvert(), py::arg("tau_squared"));
}
