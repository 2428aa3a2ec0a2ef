// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

/// Everything of kring that needs no third-party reader: core, statistics, results, framework, cycle, quality,
/// risk, supervision, table and catalogue. The optional readers of kring/format/ (JSON, TOML) are left out; include
/// them by name where they are used.
#include "kring/catalog.hpp"
#include "kring/core.hpp"
#include "kring/cycle.hpp"
#include "kring/framework.hpp"
#include "kring/quality.hpp"
#include "kring/results.hpp"
#include "kring/risk.hpp"
#include "kring/statistics.hpp"
#include "kring/supervision.hpp"
#include "kring/table.hpp"
