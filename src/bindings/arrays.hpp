// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <pybind11/numpy.h>

#include <cstdint>
#include <span>

#include "bindings.hpp"

// One-dimensional contiguous arrays, already checked and broadcast by the Python module that calls. noconvert() on the
// argument keeps a float from becoming an integer in silence.
using Integers = py::array_t<std::int64_t, py::array::c_style>;
using Doubles = py::array_t<double, py::array::c_style>;

template <class T>
[[nodiscard]] std::span<const T> view(const py::array_t<T, py::array::c_style>& array) {
  return {array.data(), static_cast<std::size_t>(array.size())};
}

template <class T>
[[nodiscard]] std::span<T> mutable_view(py::array_t<T, py::array::c_style>& array) {
  return {array.mutable_data(), static_cast<std::size_t>(array.size())};
}
