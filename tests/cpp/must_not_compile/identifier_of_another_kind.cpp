// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
// A unit must not be taken for an indicator, although both are names.
// expects: invalid initialization of reference|no viable conversion|no matching function
#include "kring/core/identifier.hpp"

using Unit = kring::Identifier<struct UnitKind>;
using Indicator = kring::Identifier<struct IndicatorKind>;

void show(const Indicator& indicator);

void ask(const Unit& unit, const Indicator& indicator) {
  show(indicator);
#ifdef KRING_WRONG
  show(unit);
#endif
  (void)unit;
}
