# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of an indicator: from the catalogue, or from the comparison where it is the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Say which side of an indicator is good, as the comparison took it."""
    return comparison.indicator(indicator).direction == "higher"
