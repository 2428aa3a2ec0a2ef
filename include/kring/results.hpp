// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/results/compare.hpp"
#include "kring/results/comparison.hpp"
#include "kring/results/explanation.hpp"
#include "kring/results/indicator.hpp"
#include "kring/results/labels.hpp"
#include "kring/results/norm.hpp"
#include "kring/results/observation.hpp"
#include "kring/results/peer_group.hpp"
#include "kring/results/window.hpp"
