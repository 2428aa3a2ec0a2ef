// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/risk/backtest.hpp"
#include "kring/risk/board_risk.hpp"
#include "kring/risk/breach.hpp"
#include "kring/risk/cases.hpp"
#include "kring/risk/correlation.hpp"
#include "kring/risk/explanation.hpp"
#include "kring/risk/finance.hpp"
#include "kring/risk/indicator_risk.hpp"
#include "kring/risk/logistic.hpp"
#include "kring/risk/pooled.hpp"
#include "kring/risk/professionalism.hpp"
#include "kring/risk/profile.hpp"
#include "kring/risk/programme_risk.hpp"
#include "kring/risk/risk.hpp"
#include "kring/risk/sector.hpp"
