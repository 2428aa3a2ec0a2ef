// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/supervision/advice.hpp"
#include "kring/supervision/band.hpp"
#include "kring/supervision/band_draws.hpp"
#include "kring/supervision/calendar.hpp"
#include "kring/supervision/contributions.hpp"
#include "kring/supervision/counterfactual.hpp"
#include "kring/supervision/criterion.hpp"
#include "kring/supervision/due.hpp"
#include "kring/supervision/duration.hpp"
#include "kring/supervision/event_log.hpp"
#include "kring/supervision/explanation.hpp"
#include "kring/supervision/ladder.hpp"
#include "kring/supervision/package.hpp"
#include "kring/supervision/profile.hpp"
#include "kring/supervision/terms.hpp"
#include "kring/supervision/verification.hpp"
