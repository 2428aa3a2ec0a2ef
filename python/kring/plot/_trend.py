# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shares by school year: of groups, of the units of a group, of one unit."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from kring.plot._cell import Cell
from kring.plot._definition import indicator_name
from kring.plot._texts import Texts
from kring.plot._theme import (
    Frame,
    Spec,
    axis_title,
    describe,
    heading,
    ink,
    outcome_channels,
    own_colour,
    padded,
    percent_axis,
    tips,
    total_width,
    with_tip,
)

_plot: Final = (total_width - 62, 250)
_label_width: Final = 70
# Dark enough on white and far enough apart for colour-blind readers; dashes and labels say the same.
_colours: Final = ("#1d2731", "#b84a00", "#0068a8", "#7b3f83", "#22734f", "#6b7883")
_dashes: Final = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3])


def trend_of_units(cell: Cell, texts: Texts, names: Mapping[str, str] | None) -> Spec:
    """Return a thin line a unit, a thick line for the group, colour for those that stand out in the latest year."""
    rows = [
        row
        for row in with_tip(describe(cell, texts, names), texts, ("school_year", "tip.year"))
        if row["share"] is not None
    ]
    latest = cell.years[-1]
    frame = _frame(cell.years, [row["share"] for row in rows])
    standing = {row["unit"] for row in rows if row["school_year"] == latest and row["state"].startswith("flagged")}
    last = [row for row in rows if row["school_year"] == latest and row["unit"] in standing]
    colour = {row["unit"]: row for row in last}
    bright = [
        row | {key: colour[row["unit"]][key] for key in ("outcome", "outcome_text", "colour")}
        for row in rows
        if row["unit"] in standing
    ]
    x, y = _axes(cell, texts, frame)
    quiet = _units(rows, x, y, {"stroke": {"value": "#b4bdc4"}, "strokeWidth": {"value": 1}})
    channels = outcome_channels(bright, texts)
    loud = _units(bright, x, y, {"stroke": own_colour(), "strokeWidth": {"value": 2}})
    dots = {
        "data": {"values": last},
        "mark": {"type": "point", "size": 60, "opacity": 1, "stroke": "white", "strokeWidth": 0.6},
        "encoding": {"x": x, "y": y, **channels, **tips(texts, ("school_year", "tip.year"))},
    }
    title = texts("chart.title_all_years", indicator=_name(cell, texts), group=cell.label(texts))
    return {
        "title": heading(title, texts("trend.subtitle", year=latest)),
        "width": frame.width - (_label_width if last else 0),
        "height": frame.height,
        "layer": [
            quiet,
            *([loud, dots] if bright else []),
            _group(cell, texts, x, y),
            *_labels_right(last, frame, x, y),
        ],
    }


def trend_of_groups(found: list[Cell], texts: Texts) -> Spec:
    """Return a line a group: the share of all its units together."""
    years = sorted({year for cell in found for year in cell.years})
    rows = [
        {"school_year": year, "share": target, "group": cell.label(texts)}
        for cell in found
        for year, target in _targets(cell)
    ]
    frame = _frame(years, [target for cell in found for _, target in _targets(cell)])
    x, y = _axes(found[0], texts, frame, years)
    groups = [cell.label(texts) for cell in found]
    series: Spec = {"field": "group", "type": "nominal", "legend": {"symbolType": "stroke", "symbolSize": 300}}
    line: Spec = {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 2.2, "point": False, "aria": False},
        "encoding": {
            "x": x,
            "y": y,
            "stroke": series | {"scale": {"domain": groups, "range": _cycle(_colours, len(groups))}},
            "strokeDash": series | {"scale": {"domain": groups, "range": _cycle(_dashes, len(groups))}},
        },
    }
    title = texts("chart.title_groups", indicator=_name(found[0], texts))
    return {
        "title": heading(title, texts("trend.subtitle_groups")),
        "width": frame.width,
        "height": frame.height,
        "layer": [line],
    }


def trend_of_unit(cell: Cell, texts: Texts, names: Mapping[str, str] | None, unit: str) -> Spec:
    """Return the share of one unit with its exact interval, beside its group."""
    own = cell.where(cell["unit"] == unit)
    rows = [
        row
        for row in with_tip(describe(own, texts, names), texts, ("school_year", "tip.year"))
        if row["share"] is not None
    ]
    spread = [row[column] for row in rows for column in ("lower", "upper")] + [target for _, target in _targets(cell)]
    frame = _frame(cell.years, spread)
    x, y = _axes(cell, texts, frame)
    band = {
        "data": {"values": rows},
        "mark": {"type": "area", "color": "#0068a8", "opacity": 0.18, "aria": False},
        "encoding": {"x": x, "y": y | {"field": "lower"}, "y2": {"field": "upper"}},
    }
    line = {
        "data": {"values": rows},
        "mark": {"type": "line", "color": "#0068a8", "strokeWidth": 2.2, "point": {"color": "#0068a8", "size": 50}},
        "encoding": {"x": x, "y": y, **tips(texts, ("school_year", "tip.year"))},
    }
    confidence = texts.percentage(float(cell.comparison.rules["confidence"]), 0)
    name = rows[0]["name"] if rows else unit
    title = texts("chart.title_unit", indicator=_name(cell, texts), unit=name)
    return {
        "title": heading(title, texts("trend.subtitle_unit", confidence=confidence, group=cell.label(texts))),
        "width": frame.width,
        "height": frame.height,
        "layer": [band, _group(cell, texts, x, y, [6, 4]), line],
    }


def _name(cell: Cell, texts: Texts) -> str:
    return indicator_name(cell.indicator, texts.language)


def _cycle(values: tuple[Any, ...], count: int) -> list[Any]:
    return [values[at % len(values)] for at in range(count)]


def _targets(cell: Cell) -> list[tuple[str, float]]:
    found = dict(zip(cell["school_year"], cell["target"], strict=True))
    return [(year, float(found[year])) for year in cell.years if np.isfinite(found[year])]


def _frame(years: list[str], shares: list[float]) -> Frame:
    low, high = padded(min(shares), max(shares))
    return Frame(*_plot, x=(-0.5, len(years) - 0.5), y=(low, high))


def _axes(cell: Cell, texts: Texts, frame: Frame, years: list[str] | None = None) -> tuple[Spec, Spec]:
    direction = texts("direction.higher" if cell.higher_is_better else "direction.lower")
    x = {
        "field": "school_year",
        "type": "nominal",
        "title": texts("chart.school_year"),
        "scale": {"type": "point", "padding": 0.5, "domain": years or cell.years},
        "axis": {"labelAngle": 0},
    }
    y = {
        "field": "share",
        "type": "quantitative",
        "title": axis_title(texts("chart.value", indicator=_name(cell, texts), direction=direction)),
        "scale": {"domain": list(frame.y), "nice": False, "zero": False},
        "axis": {"format": percent_axis(*frame.y), "tickCount": 6},
    }
    return x, y


def _units(rows: list[dict[str, Any]], x: Spec, y: Spec, look: Spec) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "aria": False},
        "encoding": {"x": x, "y": y, "detail": {"field": "unit", "type": "nominal"}, **look},
    }


def _group(cell: Cell, texts: Texts, x: Spec, y: Spec, dash: list[int] | None = None) -> Spec:
    values = [{"school_year": year, "share": target} for year, target in _targets(cell)]
    return {
        "data": {"values": values},
        "mark": {"type": "line", "color": ink, "strokeWidth": 3, "strokeDash": dash or [1, 0], "aria": False},
        "encoding": {"x": x, "y": y},
    }


def _labels_right(last: list[dict[str, Any]], frame: Frame, x: Spec, y: Spec) -> list[Spec]:
    # Right of the last year, pushed apart to one line of text each; those that find no room are left to the tooltip.
    placed, below = [], -np.inf
    for row in sorted(last, key=lambda row: -row["share"]):
        top = max(float(frame.pixels(np.zeros(1), np.array([row["share"]]))[0, 1]), below + 13)
        if top > frame.height:
            break
        below = top
        placed.append(
            row | {"share": frame.data(0.0, top)[1], "label": textwrap.shorten(row["name"], 24, placeholder="…")}
        )
    if not placed:
        return []
    return [
        {
            "data": {"values": placed},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "middle",
                "dx": 9,
                "fontSize": 11,
                "fontWeight": "bold",
                "color": ink,
                "aria": False,
            },
            "encoding": {"x": x, "y": y, "text": {"field": "label", "type": "nominal"}},
        }
    ]
