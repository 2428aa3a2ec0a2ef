// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/catalog/coverage.hpp"
#include "kring/catalog/frameworks.hpp"
#include "kring/catalog/indicators.hpp"
#include "kring/catalog/packages.hpp"
#include "kring/catalog/profiles.hpp"
#include "kring/catalog/risk_profiles.hpp"
#include "kring/catalog/supervision_profiles.hpp"
#include "kring/catalog/terms.hpp"
