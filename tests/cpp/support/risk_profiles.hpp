// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/format/risk_profile.hpp"

/// The proposal of the catalogue, for tests that change one number of it.
[[nodiscard]] inline kring::risk::Profile proposal() { return kring::format::catalog_risk_profile("proposal-2026"); }
