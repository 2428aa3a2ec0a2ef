// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/native_enum.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "kring/statistics/funnel.hpp"
#include "kring/statistics/mid_p.hpp"
#include "kring/statistics/overdispersion.hpp"
#include "kring/statistics/proportion.hpp"

namespace {

namespace statistics = kring::statistics;

[[nodiscard]] Doubles empty_doubles(py::ssize_t size) { return Doubles(size); }

[[nodiscard]] py::tuple proportion_interval(const Integers& events, const Integers& trials, double confidence,
                                            statistics::IntervalMethod method, unsigned threads) {
  Doubles lower = empty_doubles(events.size());
  Doubles upper = empty_doubles(events.size());
  const auto low = mutable_view(lower);
  const auto high = mutable_view(upper);
  {
    const py::gil_scoped_release unlocked;
    statistics::proportion_interval(view(events), view(trials), confidence, method, low, high, threads);
  }
  return py::make_tuple(lower, upper);
}

template <auto Rule>
[[nodiscard]] Doubles z_score(const Integers& events, const Integers& trials, const Doubles& target, unsigned threads) {
  Doubles result = empty_doubles(events.size());
  const auto z_scores = mutable_view(result);
  const py::gil_scoped_release unlocked;
  Rule(view(events), view(trials), view(target), z_scores, threads);
  return result;
}

[[nodiscard]] Doubles funnel_limits(const Integers& trials, const Doubles& target, const Doubles& probabilities,
                                    unsigned threads) {
  Doubles result = empty_doubles(trials.size() * probabilities.size());
  const auto limits = mutable_view(result);
  const py::gil_scoped_release unlocked;
  statistics::funnel_limits(view(trials), view(target), view(probabilities), limits, threads);
  return result;
}

[[nodiscard]] Doubles poisson_limits(const Doubles& expected, const Doubles& probabilities, unsigned threads) {
  Doubles result = empty_doubles(expected.size() * probabilities.size());
  const auto limits = mutable_view(result);
  const py::gil_scoped_release unlocked;
  statistics::poisson_limits(view(expected), view(probabilities), limits, threads);
  return result;
}

[[nodiscard]] Doubles winsorise(const Doubles& values, double share) {
  Doubles result = empty_doubles(values.size());
  const auto tamed = mutable_view(result);
  const py::gil_scoped_release unlocked;
  statistics::winsorise(view(values), share, tamed);
  return result;
}

[[nodiscard]] py::tuple overdispersion(const Doubles& z_scores, const Doubles& standard_errors,
                                       double winsorised_share) {
  const auto found = statistics::overdispersion(view(z_scores), view(standard_errors), winsorised_share);
  return py::make_tuple(found.phi, found.tau_squared);
}

using ZScore = void (*)(std::span<const std::int64_t>, std::span<const std::int64_t>, std::span<const double>,
                        std::span<double>, unsigned);

}  // namespace

void bind_proportions(py::module_& m) {
  using statistics::IntervalMethod;
  py::native_enum<IntervalMethod>(m, "IntervalMethod", "enum.Enum")
      .value("clopper_pearson", IntervalMethod::clopper_pearson)
      .value("wilson", IntervalMethod::wilson)
      .value("jeffreys", IntervalMethod::jeffreys)
      .value("mid_p", IntervalMethod::mid_p)
      .finalize();
  const auto events = py::arg("events").noconvert();
  const auto trials = py::arg("trials").noconvert();
  const auto target = py::arg("target").noconvert();
  const auto probabilities = py::arg("probabilities").noconvert();
  m.def("proportion_interval", &proportion_interval, events, trials, py::arg("confidence"), py::arg("method"),
        py::arg("threads"));
  m.def("mid_p_z_score", &z_score<static_cast<ZScore>(&statistics::mid_p_z_score)>, events, trials, target,
        py::arg("threads"));
  m.def("arcsine_z_score", &z_score<static_cast<ZScore>(&statistics::arcsine_z_score)>, events, trials, target,
        py::arg("threads"));
  m.def("funnel_limits", &funnel_limits, trials, target, probabilities, py::arg("threads"));
  m.def("poisson_limits", &poisson_limits, py::arg("expected").noconvert(), probabilities, py::arg("threads"));
  m.def("winsorise", &winsorise, py::arg("values").noconvert(), py::arg("share"));
  m.def("overdispersion", &overdispersion, py::arg("z_scores").noconvert(), py::arg("standard_errors").noconvert(),
        py::arg("winsorised_share"));
}
