// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "bindings.hpp"
#include "kring/framework/framework.hpp"

// Adds judging to the class Framework.
void bind_judging(py::class_<kring::framework::Framework>& framework);

// Binds the results of judging.
void bind_judgements(py::module_& m);
