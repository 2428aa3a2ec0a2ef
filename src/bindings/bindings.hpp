// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <pybind11/pybind11.h>

namespace py = pybind11;

void bind_core(py::module_& m);
void bind_catalog(py::module_& m);
void bind_proportions(py::module_& m);
void bind_random_effects(py::module_& m);
void bind_shrinkage(py::module_& m);
void bind_multiplicity(py::module_& m);
void bind_agreement(py::module_& m);
void bind_ranking(py::module_& m);
void bind_table(py::module_& m);
void bind_results(py::module_& m);
void bind_framework(py::module_& m);
void bind_path_reliability(py::module_& m);
void bind_cycle(py::module_& m);
void bind_quality(py::module_& m);
void bind_supervision(py::module_& m);
void bind_terms(py::module_& m);
void bind_risk_statistics(py::module_& m);
void bind_risk(py::module_& m);
void bind_backtest(py::module_& m);
