// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/core/error.hpp"
#include "kring/core/parallel.hpp"
#include "kring/core/version.hpp"
