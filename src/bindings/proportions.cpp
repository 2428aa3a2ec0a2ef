// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "bindings.hpp"

void bind_proportions(py::module_&) {}
