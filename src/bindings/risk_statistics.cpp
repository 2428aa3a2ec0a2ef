// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "kring/statistics/binormal.hpp"
#include "kring/statistics/chart.hpp"
#include "kring/statistics/poisson_binomial.hpp"
#include "kring/statistics/run_length.hpp"

namespace {

namespace statistics = kring::statistics;

template <class T>
[[nodiscard]] py::array_t<T, py::array::c_style> array_of(const std::vector<T>& values) {
  py::array_t<T, py::array::c_style> result(static_cast<py::ssize_t>(values.size()));
  std::copy(values.begin(), values.end(), result.mutable_data());
  return result;
}

[[nodiscard]] Doubles poisson_binomial(const Doubles& probabilities, const Integers& weights) {
  std::vector<double> law;
  {
    const auto p = view(probabilities);
    const auto w = view(weights);
    const py::gil_scoped_release unlocked;
    law = statistics::poisson_binomial(p, w);
  }
  return array_of(law);
}

[[nodiscard]] Doubles binormal_recall(const Doubles& prevalence, const Doubles& delta, const Doubles& capacity) {
  Doubles result(prevalence.size());
  const auto share = view(prevalence);
  const auto distance = view(delta);
  const auto looked_at = view(capacity);
  const auto out = mutable_view(result);
  const py::gil_scoped_release unlocked;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = statistics::binormal_recall(share[i], distance[i], looked_at[i], i);
  }
  return result;
}

[[nodiscard]] Doubles binormal_auc(const Doubles& delta) {
  Doubles result(delta.size());
  const auto distance = view(delta);
  const auto out = mutable_view(result);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = statistics::binormal_auc(distance[i], i);
  return result;
}

}  // namespace

void bind_risk_statistics(py::module_& m) {
  m.def("poisson_binomial", &poisson_binomial, py::arg("probabilities").noconvert(), py::arg("weights").noconvert());
  m.def(
      "law_quantile", [](const Doubles& law, double share) { return statistics::law_quantile(view(law), share); },
      py::arg("law").noconvert(), py::arg("share"));
  m.def("cusum_run_length", &statistics::cusum_run_length, py::arg("k"), py::arg("h"), py::arg("shift"),
        py::call_guard<py::gil_scoped_release>());
  m.def("bernoulli_cusum_run_length", &statistics::bernoulli_cusum_run_length, py::arg("probability"), py::arg("m"),
        py::arg("h"), py::call_guard<py::gil_scoped_release>());
  m.def("binormal_recall", &binormal_recall, py::arg("prevalence").noconvert(), py::arg("delta").noconvert(),
        py::arg("capacity").noconvert());
  m.def("binormal_auc", &binormal_auc, py::arg("delta").noconvert());
  m.def(
      "normal_cusum",
      [](const Doubles& z_scores, double k) { return array_of(statistics::normal_cusum(view(z_scores), k)); },
      py::arg("z_scores").noconvert(), py::arg("k"));
  m.def(
      "bernoulli_cusum",
      [](const Integers& events, std::int64_t step) {
        return array_of(statistics::bernoulli_cusum(view(events), step));
      },
      py::arg("events").noconvert(), py::arg("m"));
  m.def(
      "xmr_limits",
      [](const Doubles& values) {
        const auto found = statistics::xmr_limits(view(values));
        return py::make_tuple(found.mean, found.moving_range, found.lower, found.upper);
      },
      py::arg("values").noconvert());
}
