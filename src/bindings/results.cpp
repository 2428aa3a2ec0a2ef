// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include <pybind11/stl.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "indicators.hpp"
#include "kring/catalog.hpp"
#include "kring/results.hpp"
#include "kring/table.hpp"

namespace {

namespace results = kring::results;
using kring::table::Table;

// A comparison together with what it was made of, for tables and explanations.
struct BoundComparison {
  std::shared_ptr<const results::Observations> observations;
  std::vector<std::string> own_names;
  std::vector<results::Indicator> indicators;
  results::Comparison comparison;
};

std::shared_ptr<BoundComparison> compare(std::shared_ptr<const results::Observations> observations,
                                         const std::map<std::string, std::string>& directions,
                                         const results::ComparisonOptions& options) {
  auto bound = std::make_shared<BoundComparison>();
  bound->observations = std::move(observations);
  bound->indicators = known_indicators(directions, bound->own_names);
  const py::gil_scoped_release release;
  bound->comparison = results::compare(*bound->observations, bound->indicators, options);
  return bound;
}

std::string explain(const BoundComparison& bound, std::size_t row, const std::string& language) {
  if (language != "en" && language != "nl") {
    throw kring::InvalidValue("language is '" + language + "': expected 'en' or 'nl'");
  }
  if (row >= bound.comparison.size())
    throw kring::InvalidValue("row " + std::to_string(row) + " is not in the comparison");
  return results::explain(*bound.observations, bound.comparison, row, bound.indicators,
                          language == "nl" ? kring::Language::dutch : kring::Language::english);
}

std::shared_ptr<const results::Observations> read_observations(const Table& table,
                                                               const std::vector<std::string>& groups) {
  return std::make_shared<const results::Observations>(kring::table::read_observations(table, groups));
}

Table window(const Table& table, int years) {
  const bool grouped = table.contains("group");
  const std::vector<std::string> groups(grouped ? 1 : 0, "group");
  const auto rows = kring::table::read_observations(table, groups);
  return kring::table::window_table(results::window(rows, years), grouped, table.contains("level"));
}

std::vector<std::string> result_faults(const Table& table, const std::vector<std::string>& groups) {
  kring::table::Faults faults(table.name());
  kring::table::check_results(table, groups, faults);
  return faults.messages();
}

std::vector<std::string> unit_faults(const Table& table) {
  kring::table::Faults faults(table.name());
  kring::table::check_units(table, faults);
  return faults.messages();
}

void bind_options(py::module_& m) {
  using Options = results::ComparisonOptions;
  py::class_<Options>(m, "ComparisonOptions")
      .def(py::init([](double confidence, double credibility, double false_discovery_rate, double winsorised_share,
                       std::int64_t minimum_trials, std::int64_t minimum_units, std::int64_t rank_draws,
                       std::uint64_t seed, unsigned threads) {
             const Options options{confidence,
                                   credibility,
                                   false_discovery_rate,
                                   winsorised_share,
                                   minimum_trials,
                                   minimum_units,
                                   static_cast<std::uint32_t>(std::min<std::int64_t>(rank_draws, 0xffffffff)),
                                   seed,
                                   threads};
             results::check(options);
             return options;
           }),
           py::kw_only(), py::arg("confidence"), py::arg("credibility"), py::arg("false_discovery_rate"),
           py::arg("winsorised_share"), py::arg("minimum_trials"), py::arg("minimum_units"), py::arg("rank_draws"),
           py::arg("seed"), py::arg("threads"))
      .def("as_dict", [](const Options& o) {
        return py::dict(py::arg("confidence") = o.confidence, py::arg("credibility") = o.credibility,
                        py::arg("false_discovery_rate") = o.false_discovery_rate,
                        py::arg("winsorised_share") = o.winsorised_share, py::arg("minimum_trials") = o.minimum_trials,
                        py::arg("minimum_units") = o.minimum_units, py::arg("rank_draws") = o.rank_draws,
                        py::arg("seed") = o.seed);
      });
}

}  // namespace

void bind_results(py::module_& m) {
  bind_options(m);
  py::class_<results::Observations, std::shared_ptr<results::Observations>>(m, "Observations")
      .def("__len__", &results::Observations::size);
  py::class_<BoundComparison, std::shared_ptr<BoundComparison>>(m, "Comparison")
      .def_property_readonly("digest", [](const BoundComparison& bound) { return bound.comparison.digest; })
      .def_property_readonly("options", [](const BoundComparison& bound) { return bound.comparison.options; })
      .def("explain", &explain, py::arg("row"), py::arg("language"))
      .def(
          "table",
          [](const BoundComparison& bound, const Table& source, const std::vector<std::string>& groups) {
            return kring::table::comparison_table(bound.comparison, *bound.observations, source, groups);
          },
          py::arg("source"), py::arg("groups"));
  m.def("compare", &compare, py::arg("observations"), py::arg("directions"), py::arg("options"));
  m.def("read_observations", &read_observations, py::arg("table"), py::arg("groups"));
  m.def("window", &window, py::arg("table"), py::arg("years"));
  m.def("result_faults", &result_faults, py::arg("table"), py::arg("groups"));
  m.def("unit_faults", &unit_faults, py::arg("table"));
}
