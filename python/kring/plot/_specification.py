# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture of a comparison as Vega-Lite data."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, get_args

from kring import InvalidValue
from kring.plot._cell import Cell, Kind, chosen
from kring.plot._funnel import funnel_panel
from kring.plot._intervals import caterpillar_panel, ranks_panel
from kring.plot._texts import Language, Texts
from kring.plot._theme import configuration
from kring.plot._trend import trend_of_groups, trend_of_unit, trend_of_units

if TYPE_CHECKING:
    from kring.results import Comparison

_panels: Final = {"funnel": funnel_panel, "caterpillar": caterpillar_panel, "ranks": ranks_panel}


def specification(
    comparison: Comparison,
    kind: Kind,
    *,
    indicator: str | None = None,
    group: str | None = None,
    level: str | None = None,
    school_year: str | None = None,
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    language: Language = "en",
) -> dict[str, Any]:
    """Return a picture as a Vega-Lite 6 specification, for which altair is not needed.

    Parameters and errors are those of `kring.plot.funnel`, with ``kind`` ``"funnel"``, ``"caterpillar"``, ``"trend"``
    or ``"ranks"``, and ``level`` for one level of a group.
    """
    if kind not in get_args(Kind):
        raise InvalidValue(f"kind is {kind!r}; expected one of {', '.join(get_args(Kind))}")
    texts = Texts(language)
    found = chosen(comparison, indicator, group, level)
    if unit is not None:
        found = _of_unit(found, unit)
    if kind == "trend":
        panels = _trends(found, texts, names, unit, group)
    else:
        years = [school_year or cell.years[-1] for cell in found]
        panels = [
            _panels[kind](cell.of_year(year), texts, names, unit) for cell, year in zip(found, years, strict=True)
        ]
    separate = dict.fromkeys(("fill", "shape", "stroke", "strokeDash"), "independent")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": _footer(comparison, texts, source),
        "vconcat": panels,
        "spacing": 30,
        "resolve": {"scale": separate, "legend": separate},
        "config": configuration(texts),
    }


def _of_unit(found: list[Cell], unit: str) -> list[Cell]:
    holding = [cell for cell in found if unit in set(cell["unit"])]
    if not holding:
        known = sorted({name for cell in found for name in cell["unit"]})
        raise InvalidValue(f"unit is {unit!r}; expected one of {', '.join(known[:5])}, ... ({len(known)} units)")
    return holding


def _trends(
    found: list[Cell], texts: Texts, names: Mapping[str, str] | None, unit: str | None, group: str | None
) -> list[dict[str, Any]]:
    if unit is not None:
        return [trend_of_unit(cell, texts, names, unit) for cell in found]
    if group is None and len(found) > 1:
        return [trend_of_groups(found, texts)]
    return [trend_of_units(cell, texts, names) for cell in found]


def _footer(comparison: Comparison, texts: Texts, source: str | None) -> dict[str, Any]:
    said = [texts("chart.source", source=source.rstrip("."))] if source else []
    said.append(texts("chart.computed", version=comparison.version, digest=comparison.digest[:12]))
    return {
        "text": textwrap.wrap(" ".join(said), 96),
        "orient": "bottom",
        "anchor": "start",
        "fontSize": 10,
        "fontWeight": "normal",
        "color": "#55626d",
        "offset": 10,
    }
