// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/core/count.hpp"
#include "kring/core/digest.hpp"
#include "kring/core/error.hpp"
#include "kring/core/faulty_rows.hpp"
#include "kring/core/fixed_math.hpp"
#include "kring/core/identifier.hpp"
#include "kring/core/language.hpp"
#include "kring/core/parallel.hpp"
#include "kring/core/period.hpp"
#include "kring/core/philox.hpp"
#include "kring/core/school_year.hpp"
#include "kring/core/share.hpp"
#include "kring/core/version.hpp"
