// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/statistics/agreement.hpp"
#include "kring/statistics/beta_binomial.hpp"
#include "kring/statistics/combination.hpp"
#include "kring/statistics/funnel.hpp"
#include "kring/statistics/interval.hpp"
#include "kring/statistics/intraclass.hpp"
#include "kring/statistics/james_stein.hpp"
#include "kring/statistics/mid_p.hpp"
#include "kring/statistics/multiplicity.hpp"
#include "kring/statistics/overdispersion.hpp"
#include "kring/statistics/path_network.hpp"
#include "kring/statistics/path_reliability.hpp"
#include "kring/statistics/proportion.hpp"
#include "kring/statistics/random_effects.hpp"
#include "kring/statistics/rank_interval.hpp"
#include "kring/statistics/ranking.hpp"
#include "kring/statistics/sample_size.hpp"
