# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""One line an institution: shrunken shares, and ranks, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from kring.plot._cell import Cell
from kring.plot._definition import indicator_name
from kring.plot._texts import Texts
from kring.plot._theme import (
    Spec,
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

_name_width: Final = 150
# Above this number names no longer fit beside the lines: then only those that stand out are named.
_named: Final = 75


def caterpillar_panel(cell: Cell, texts: Texts, names: Mapping[str, str] | None, unit: str | None) -> Spec:
    """Return shrunken shares with their intervals, best at the top."""
    judged = cell.where(np.isfinite(cell["shrunken_share"].astype(float)))
    order = np.argsort(judged["shrunken_share"].astype(float), kind="stable")
    rows = describe(_ordered(judged, order[::-1] if cell.higher_is_better else order), texts, names)
    target = float(cell["target"][0])
    low, high = padded(
        min(judged["shrunken_lower"].min(initial=target), target),
        max(judged["shrunken_upper"].max(initial=target), target),
        0.03,
    )
    direction = texts("direction.higher" if cell.higher_is_better else "direction.lower")
    x = {
        "type": "quantitative",
        "title": texts("chart.shrunken", direction=direction),
        "scale": {"domain": [low, high], "nice": False, "zero": False},
        "axis": {"format": percent_axis(low, high), "tickCount": 5},
    }
    subtitle = texts(
        "caterpillar.subtitle",
        target=texts.percentage(target),
        credibility=texts.percentage(_option(cell, "credibility"), 0),
    )
    rule = {
        "data": {"values": [{"target": target}]},
        "mark": {"type": "rule", "color": ink, "strokeWidth": 1.4, "aria": False},
        "encoding": {"x": x | {"field": "target"}},
    }
    fields = ("shrunken_lower", "shrunken_share", "shrunken_upper")
    return _lines(
        cell, rows, texts, x, fields, subtitle, ("shrunken_text", "tip.shrunken"), unit, "caterpillar.title", rule
    )


def ranks_panel(cell: Cell, texts: Texts, names: Mapping[str, str] | None, unit: str | None) -> Spec:
    """Return expected ranks with their intervals, best at the top."""
    judged = cell.where(np.isfinite(cell["expected_rank"].astype(float)))
    rows = describe(_ordered(judged, np.argsort(judged["expected_rank"].astype(float), kind="stable")), texts, names)
    x = {
        "type": "quantitative",
        "title": texts("chart.rank"),
        "scale": {"domain": [0.5, max(len(rows), 1) + 0.5], "nice": False, "zero": False},
        "axis": {"format": ",.0f", "tickCount": 6, "tickMinStep": 1},
    }
    rankability = float(cell["rankability"][0])
    subtitle = texts("ranks.subtitle", count=len(rows), rankability=texts.percentage(rankability, 0))
    fields = ("rank_lower", "expected_rank", "rank_upper")
    return _lines(cell, rows, texts, x, fields, subtitle, ("rank_text", "tip.rank"), unit, "ranks.title")


def _option(cell: Cell, name: str) -> float:
    return float(cell.comparison.rules[name])


def _ordered(cell: Cell, order: Any) -> Cell:
    return Cell(cell.comparison, cell.indicator, cell.group, cell.level, cell.rows[order])


def _lines(
    cell: Cell,
    rows: list[dict[str, Any]],
    texts: Texts,
    x: Spec,
    fields: tuple[str, str, str],
    subtitle: str,
    tip: tuple[str, str],
    unit: str | None,
    about: str,
    *below: Spec,
) -> Spec:
    with_tip(rows, texts, tip)
    named = len(rows) <= _named
    step = 13 if named else max(3.0, min(8.0, 900 / max(len(rows), 1)))
    name = indicator_name(cell.indicator, texts.language)
    title = texts(about, indicator=name, year=cell["school_year"][0], group=cell.label(texts))
    left_out = len(cell) - len(rows)
    if left_out:
        subtitle += " " + texts("chart.left_out", count=left_out)
    y: Spec = {
        "field": "name",
        "type": "nominal",
        "sort": [row["name"] for row in rows],
        "title": None,
        "axis": {
            "labelLimit": _name_width - 10,
            "labelFontSize": 10,
            "ticks": False,
            "domain": False,
            "grid": True,
            "labelPadding": 6,
            "labelOverlap": False,
        }
        if named
        else None,
    }
    low, middle, high = fields
    channels = outcome_channels(rows, texts)
    interval: Spec = {
        "data": {"values": rows},
        "mark": {"type": "rule", "strokeWidth": 1.5, "aria": False},
        "encoding": {"x": x | {"field": low}, "x2": {"field": high}, "y": y, "stroke": own_colour()},
    }
    marks: Spec = {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 46 if step > 6 else 20, "opacity": 1, "stroke": "white", "strokeWidth": 0.5},
        "encoding": {"x": x | {"field": middle}, "y": y, **channels, **tips(texts, tip)},
    }
    width = total_width - (_name_width if named else 20)
    return {
        "title": heading(title, subtitle),
        "width": width,
        "height": step * max(len(rows), 1),
        "layer": [*below, interval, marks, *_names(rows, x, y, fields, unit, named, step, width)],
    }


def _names(
    rows: list[dict[str, Any]],
    x: Spec,
    y: Spec,
    fields: tuple[str, str, str],
    unit: str | None,
    named: bool,
    step: float,
    width: float,
) -> list[Spec]:
    # Names beside the lines that stand out, on the side with more room, never closer than a line of text.
    if named:
        return []
    low, high = x["scale"]["domain"]
    shown, last = [], {"left": -1e9, "right": -1e9}
    for at, row in enumerate(rows):
        if not (row["state"].startswith("flagged") or row["unit"] == unit):
            continue
        # Rank intervals may have been left out of a comparison.
        start, end = (row[fields[1]] if row[field] is None else row[field] for field in (fields[0], fields[2]))
        side = "right" if start - low > high - end else "left"
        if (at * step) - last[side] < 12:
            continue
        last[side] = at * step
        shown.append(
            {
                "name": row["name"],
                "at": start if side == "right" else end,
                "align": side,
                "dx": -5 if side == "right" else 5,
            }
        )
    if not shown:
        return []
    text = {
        "type": "text",
        "align": {"expr": "datum.align"},
        "dx": {"expr": "datum.dx"},
        "fontSize": 10,
        "limit": width / 2,
        "color": ink,
        "aria": False,
    }
    return [
        {
            "data": {"values": shown},
            "mark": text,
            "encoding": {"x": x | {"field": "at"}, "y": y, "text": {"field": "name"}},
        }
    ]
