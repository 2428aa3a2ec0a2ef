// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/risk/backtest.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"

namespace {

namespace risk = kring::risk;
using Flags = py::array_t<std::uint8_t, py::array::c_style>;

py::tuple tuple_of(const risk::Estimate& estimate) {
  return py::make_tuple(estimate.value, estimate.lower, estimate.upper);
}

py::list list_of(const std::vector<risk::Estimate>& estimates) {
  py::list all;
  for (const risk::Estimate& one : estimates) all.append(tuple_of(one));
  return all;
}

py::dict backtest(const Doubles& scores, const Flags& verified, const Flags& outcomes, const Doubles& weights,
                  const Doubles& days, std::vector<double> capacity, double confidence, std::uint32_t draws,
                  std::uint64_t seed, unsigned threads) {
  const auto score = view(scores);
  const auto known = view(verified);
  const auto outcome = view(outcomes);
  const auto weight = view(weights);
  const auto day = view(days);
  const risk::Cases cases{{score.begin(), score.end()},
                          {known.begin(), known.end()},
                          {outcome.begin(), outcome.end()},
                          {weight.begin(), weight.end()},
                          {day.begin(), day.end()}};
  const risk::BacktestOptions options{std::move(capacity), confidence, draws, seed, threads};
  risk::Backtest found;
  {
    const py::gil_scoped_release unlock;
    found = risk::backtest(cases, options);
  }
  py::dict result;
  result["cases"] = found.cases;
  result["verified"] = found.verified;
  result["insufficient"] = found.insufficient;
  result["probabilities"] = found.probabilities;
  result["base_rate"] = tuple_of(found.base_rate);
  result["auc"] = tuple_of(found.auc);
  result["brier"] = tuple_of(found.brier);
  result["skill"] = tuple_of(found.skill);
  result["intercept"] = tuple_of(found.intercept);
  result["slope"] = tuple_of(found.slope);
  result["days_earlier"] = tuple_of(found.days_earlier);
  result["recall"] = list_of(found.recall);
  result["lift"] = list_of(found.lift);
  result["precision"] = list_of(found.precision);
  return result;
}

}  // namespace

void bind_backtest(py::module_& m) {
  m.def("backtest", &backtest, py::arg("scores").noconvert(), py::arg("verified").noconvert(),
        py::arg("outcomes").noconvert(), py::arg("weights").noconvert(), py::arg("days").noconvert(),
        py::arg("capacity"), py::arg("confidence"), py::arg("draws"), py::arg("seed"), py::arg("threads"));
  m.def(
      "fit_logistic",
      [](const Doubles& x, const Flags& outcomes, const Doubles& weights) {
        const auto fit = risk::fit_logistic(view(x), view(outcomes), view(weights));
        return py::make_tuple(fit.intercept, fit.slope);
      },
      py::arg("x").noconvert(), py::arg("outcomes").noconvert(), py::arg("weights").noconvert());
}
