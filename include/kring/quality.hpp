// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/quality/ambition.hpp"
#include "kring/quality/ambition_score.hpp"
#include "kring/quality/coverage.hpp"
#include "kring/quality/evidence.hpp"
#include "kring/quality/explanation.hpp"
#include "kring/quality/gap.hpp"
#include "kring/quality/gaps.hpp"
#include "kring/quality/independence.hpp"
#include "kring/quality/min_blend.hpp"
#include "kring/quality/profile.hpp"
#include "kring/quality/quality.hpp"
#include "kring/quality/reliability.hpp"
#include "kring/quality/requirement.hpp"
#include "kring/quality/step_cells.hpp"
#include "kring/quality/traceability.hpp"
#include "kring/quality/verified.hpp"
#include "kring/quality/visibility.hpp"
