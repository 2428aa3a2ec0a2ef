// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "kring/table/arrow.hpp"
#include "kring/table/builder.hpp"
#include "kring/table/check.hpp"
#include "kring/table/column.hpp"
#include "kring/table/columns.hpp"
#include "kring/table/comparison_table.hpp"
#include "kring/table/delimited.hpp"
#include "kring/table/evidence_table.hpp"
#include "kring/table/export.hpp"
#include "kring/table/import.hpp"
#include "kring/table/judgement_table.hpp"
#include "kring/table/numbers.hpp"
#include "kring/table/results_check.hpp"
#include "kring/table/results_table.hpp"
#include "kring/table/roll_up_table.hpp"
#include "kring/table/stored.hpp"
#include "kring/table/texts.hpp"
#include "kring/table/type.hpp"
#include "kring/table/units_table.hpp"
#include "kring/table/values.hpp"
