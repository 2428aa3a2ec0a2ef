# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a comparison as altair charts, in Dutch or English; `Comparison.plot` draws the same ones.

Every picture says what is compared with what, which side is good, where the figures come from and what computed them.
Colour and shape say the same thing, in colours that colour-blind readers tell apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kring.plot._altair import altair_chart
from kring.plot._cell import Kind
from kring.plot._specification import specification
from kring.plot._texts import Language

if TYPE_CHECKING:
    import altair

    from kring.results import Comparison

__all__ = ["Kind", "Language", "caterpillar", "funnel", "ranks", "specification", "trend"]


def funnel(
    comparison: Comparison,
    *,
    indicator: str | None = None,
    group: str | None = None,
    school_year: str | None = None,
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    language: Language = "en",
) -> altair.VConcatChart:
    """Draw shares against denominators, with the limits of chance and those that allow for the usual spread.

    The solid limits are exact (interpolated binomial, 95% and 99.8%) around the pooled share of the group; the dashed
    ones are ``target ± z sqrt(target (1 - target) / n + tau²)``. Units that stand out are named where there is room.

    Parameters
    ----------
    comparison
        What `kring.compare` returned.
    indicator
        The indicator; may be left out where the comparison has one.
    group
        One group; left out, a panel a group.
    school_year
        Left out, the latest of the group.
    unit
        A unit to ring and name; only its group is drawn.
    names
        Names of units by their code.
    source
        Where the figures come from, shown under the picture.
    language
        ``"en"`` or ``"nl"``: every word and number in the picture.

    Raises
    ------
    kring.InvalidValue
        For an unknown indicator, group, school year, unit or language; the message lists the known ones.
    ImportError
        Where altair is not installed.
    """
    return altair_chart(
        specification(
            comparison,
            "funnel",
            indicator=indicator,
            group=group,
            school_year=school_year,
            unit=unit,
            names=names,
            source=source,
            language=language,
        )
    )


def caterpillar(
    comparison: Comparison,
    *,
    indicator: str | None = None,
    group: str | None = None,
    school_year: str | None = None,
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    language: Language = "en",
) -> altair.VConcatChart:
    """Draw shares with chance allowed for, each with its interval, the best at the top.

    Intervals that overlap say that the order is unsure; units without a statement are left out and counted.
    Parameters and errors are those of `funnel`; with many units, ``unit`` is named besides those that stand out.
    """
    return altair_chart(
        specification(
            comparison,
            "caterpillar",
            indicator=indicator,
            group=group,
            school_year=school_year,
            unit=unit,
            names=names,
            source=source,
            language=language,
        )
    )


def ranks(
    comparison: Comparison,
    *,
    indicator: str | None = None,
    group: str | None = None,
    school_year: str | None = None,
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    language: Language = "en",
) -> altair.VConcatChart:
    """Draw expected ranks (1 is best) with their intervals; the rankability stands in the subtitle.

    Parameters and errors are those of `caterpillar`.
    """
    return altair_chart(
        specification(
            comparison,
            "ranks",
            indicator=indicator,
            group=group,
            school_year=school_year,
            unit=unit,
            names=names,
            source=source,
            language=language,
        )
    )


def trend(
    comparison: Comparison,
    *,
    indicator: str | None = None,
    group: str | None = None,
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    language: Language = "en",
) -> altair.VConcatChart:
    """Draw shares by school year: of each group, of the units of one ``group``, or of one ``unit`` beside its group.

    Parameters and errors are those of `funnel`; all school years are drawn.
    """
    return altair_chart(
        specification(
            comparison,
            "trend",
            indicator=indicator,
            group=group,
            unit=unit,
            names=names,
            source=source,
            language=language,
        )
    )
