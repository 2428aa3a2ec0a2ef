// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/ranking.hpp"

#include "arrays.hpp"
#include "bindings.hpp"
#include "kring/statistics/rank_interval.hpp"

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

py::tuple rank_intervals(const Doubles& means, const Doubles& standard_deviations, double confidence,
                         std::uint32_t draws, std::uint64_t seed, unsigned threads) {
  Integers lower(means.size());
  Integers upper(means.size());
  const auto m = view(means);
  const auto s = view(standard_deviations);
  const auto low = mutable_view(lower);
  const auto high = mutable_view(upper);
  {
    const py::gil_scoped_release release;
    kring::statistics::rank_intervals(m, s, {confidence, draws, seed}, low, high, threads);
  }
  return py::make_tuple(lower, upper);
}

double rankability(const Doubles& standard_errors, double tau_squared) {
  return kring::statistics::rankability(view(standard_errors), tau_squared);
}

}  // namespace

void bind_ranking(py::module_& m) {
  m.def("expected_ranks", &expected_ranks, py::arg("means").noconvert(), py::arg("standard_deviations").noconvert(),
        py::arg("threads"));
  m.def("rank_intervals", &rank_intervals, py::arg("means").noconvert(), py::arg("standard_deviations").noconvert(),
        py::arg("confidence"), py::arg("draws"), py::arg("seed"), py::arg("threads"));
  m.def("rankability", &rankability, py::arg("standard_errors").noconvert(), py::arg("tau_squared"));
}
