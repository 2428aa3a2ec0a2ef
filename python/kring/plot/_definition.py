# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of an indicator: from the catalogue, or from the comparison where it is the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kring import UnknownIdentifier, catalog

if TYPE_CHECKING:
    from kring.catalog import Indicator
    from kring.results import Comparison


def definition(indicator: str) -> Indicator | None:
    """Return the definition of an indicator, none where the catalogue does not know it."""
    try:
        return catalog.indicator(indicator)
    except UnknownIdentifier:
        return None


def indicator_name(indicator: str, language: str) -> str:
    """Return the name of an indicator with a capital; what the table calls it where the catalogue does not know it."""
    known = definition(indicator)
    name = str(getattr(known, f"name_{language}")) if known else indicator
    return name[:1].upper() + name[1:]


def higher_is_better(comparison: Comparison, indicator: str) -> bool:
    """Say which side of an indicator is good.

    For a user's own indicator this is read back from the comparison: an estimate above the target with a probability of
    the bad side under one half means that higher is better. Without any statement about the indicator nothing depends
    on the answer.
    """
    known = definition(indicator)
    if known:
        return known.direction == "higher"
    columns = comparison.columns
    own = columns["indicator"] == indicator
    above = (columns["shrunken_share"][own] - columns["target"][own]).astype(float)
    good = 0.5 - columns["probability_below"][own].astype(float)
    return bool(np.nansum(above * good) >= 0)
