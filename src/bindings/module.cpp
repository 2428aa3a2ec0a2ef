// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "bindings.hpp"
#include "kring/core/version.hpp"

PYBIND11_MODULE(_core, m, py::mod_gil_not_used()) {
  m.doc() = "The compiled core of kring; use the modules of the package instead.";
  m.attr("__version__") = kring::version;
  bind_core(m);
  bind_catalog(m);
  bind_proportions(m);
  bind_random_effects(m);
  bind_shrinkage(m);
  bind_multiplicity(m);
  bind_agreement(m);
  bind_ranking(m);
  bind_table(m);
  bind_results(m);
  bind_framework(m);
  bind_path_reliability(m);
  bind_cycle(m);
  bind_quality(m);
  bind_supervision(m);
  bind_terms(m);
  bind_risk_statistics(m);
  bind_risk(m);
  bind_backtest(m);
}
