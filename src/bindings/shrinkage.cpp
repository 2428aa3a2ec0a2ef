// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "arrays.hpp"
#include "bindings.hpp"
#include "kring/statistics/beta_binomial.hpp"
#include "kring/statistics/james_stein.hpp"

namespace {

using kring::statistics::BetaBinomialFit;

BetaBinomialFit fit(const Integers& events, const Integers& trials) {
  const auto r = view(events);
  const auto n = view(trials);
  const py::gil_scoped_release release;
  return kring::statistics::fit_beta_binomial(r, n);
}

Doubles posterior_mean(const BetaBinomialFit& fit, const Integers& events, const Integers& trials, unsigned threads) {
  Doubles out(events.size());
  const auto r = view(events);
  const auto n = view(trials);
  const auto result = mutable_view(out);
  const py::gil_scoped_release release;
  kring::statistics::posterior_mean(fit, r, n, result, threads);
  return out;
}

py::tuple posterior_interval(const BetaBinomialFit& fit, const Integers& events, const Integers& trials,
                             double confidence, unsigned threads) {
  Doubles lower(events.size());
  Doubles upper(events.size());
  const auto r = view(events);
  const auto n = view(trials);
  const auto low = mutable_view(lower);
  const auto high = mutable_view(upper);
  {
    const py::gil_scoped_release release;
    kring::statistics::posterior_interval(fit, r, n, confidence, low, high, threads);
  }
  return py::make_tuple(lower, upper);
}

Doubles probability_below(const BetaBinomialFit& fit, const Integers& events, const Integers& trials, double norm,
                          unsigned threads) {
  Doubles out(events.size());
  const auto r = view(events);
  const auto n = view(trials);
  const auto result = mutable_view(out);
  const py::gil_scoped_release release;
  kring::statistics::probability_below(fit, r, n, norm, result, threads);
  return out;
}

py::tuple james_stein(const Doubles& estimates, const Doubles& standard_errors) {
  Doubles out(estimates.size());
  const auto fit = kring::statistics::james_stein(view(estimates), view(standard_errors), mutable_view(out));
  return py::make_tuple(fit.mean, fit.factor, out);
}

}  // namespace

void bind_shrinkage(py::module_& m) {
  const auto events = py::arg("events").noconvert();
  const auto trials = py::arg("trials").noconvert();
  py::class_<BetaBinomialFit>(m, "BetaBinomialFit")
      .def(py::init([](double alpha, double beta, double mean, double log_likelihood, bool overdispersed) {
        return BetaBinomialFit{alpha, beta, mean, log_likelihood, overdispersed};
      }))
      .def_readonly("alpha", &BetaBinomialFit::alpha)
      .def_readonly("beta", &BetaBinomialFit::beta)
      .def_readonly("mean", &BetaBinomialFit::mean)
      .def_readonly("log_likelihood", &BetaBinomialFit::log_likelihood)
      .def_readonly("overdispersed", &BetaBinomialFit::overdispersed);
  m.def("fit_beta_binomial", &fit, events, trials);
  m.def("james_stein", &james_stein, py::arg("estimates").noconvert(), py::arg("standard_errors").noconvert());
  m.def("posterior_mean", &posterior_mean, py::arg("fit"), events, trials, py::arg("threads"));
  m.def("posterior_interval", &posterior_interval, py::arg("fit"), events, trials, py::arg("confidence"),
        py::arg("threads"));
  m.def("probability_below", &probability_below, py::arg("fit"), events, trials, py::arg("norm"), py::arg("threads"));
}
