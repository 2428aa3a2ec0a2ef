// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/statistics/path_reliability.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "bindings.hpp"

namespace {

namespace statistics = kring::statistics;
using Numbers = std::vector<std::uint32_t>;

py::tuple path_reliability(const std::vector<double>& sound, const Numbers& component_of,
                           const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges, const Numbers& starts,
                           const Numbers& ends, std::size_t largest_exact, std::uint32_t draws, std::uint64_t seed,
                           unsigned threads) {
  std::vector<statistics::PathEdge> steps;
  steps.reserve(edges.size());
  for (const auto& [from, to] : edges) steps.push_back({from, to});
  statistics::PathReliability found{};
  {
    const py::gil_scoped_release unlock;
    const statistics::PathNetwork network(sound, component_of, steps, starts, ends);
    found = statistics::path_reliability(network, {largest_exact, draws, seed, threads});
  }
  return py::make_tuple(found.probability, found.standard_error, found.exact, found.lower, found.upper,
                        found.uncertain);
}

}  // namespace

void bind_path_reliability(py::module_& m) {
  m.def("path_reliability", &path_reliability, py::arg("sound"), py::arg("component_of"), py::arg("edges"),
        py::arg("starts"), py::arg("ends"), py::arg("largest_exact"), py::arg("draws"), py::arg("seed"),
        py::arg("threads"));
}
