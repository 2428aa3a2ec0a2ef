// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/agreement.hpp"

#include "arrays.hpp"
#include "bindings.hpp"
#include "kring/statistics/intraclass.hpp"
#include "kring/statistics/sample_size.hpp"

namespace {

namespace statistics = kring::statistics;

// A rule of two numbers over two arrays of equal length.
template <double (*Rule)(double, double, std::size_t)>
[[nodiscard]] Doubles each(const Doubles& first, const Doubles& second) {
  Doubles result(first.size());
  const auto a = view(first);
  const auto b = view(second);
  const auto out = mutable_view(result);
  const py::gil_scoped_release unlocked;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = Rule(a[i], b[i], i);
  return result;
}

[[nodiscard]] double effective_raters(const Integers& block_sizes, const Doubles& within_correlation) {
  return statistics::effective_raters(view(block_sizes), view(within_correlation));
}

[[nodiscard]] py::tuple intraclass_correlation(const Doubles& ratings, std::size_t units, std::size_t raters) {
  const auto found = statistics::intraclass_correlation(view(ratings), units, raters);
  return py::make_tuple(found.icc1, found.icc2, found.icc3, found.icc1k, found.icc2k, found.icc3k, found.unit_variance,
                        found.rater_variance, found.residual_variance);
}

}  // namespace

void bind_agreement(py::module_& m) {
  m.def("effective_raters", &effective_raters, py::arg("block_sizes").noconvert(),
        py::arg("within_correlation").noconvert());
  const auto reliability = py::arg("reliability").noconvert();
  m.def("spearman_brown", &each<&statistics::spearman_brown>, reliability, py::arg("raters").noconvert());
  m.def("raters_needed", &each<&statistics::raters_needed>, reliability, py::arg("target").noconvert());
  m.def("expected_agreement", &each<&statistics::expected_agreement>, reliability, py::arg("prevalence").noconvert());
  m.def("intraclass_correlation", &intraclass_correlation, py::arg("ratings").noconvert(), py::arg("units"),
        py::arg("raters"));
  m.def("verification_sample_size",
        py::overload_cast<std::int64_t, std::int64_t, double>(&statistics::verification_sample_size),
        py::arg("population"), py::arg("insufficient"), py::arg("confidence"));
  m.def("verification_sample_size_of_share", py::overload_cast<double, double>(&statistics::verification_sample_size),
        py::arg("insufficient"), py::arg("confidence"));
}
