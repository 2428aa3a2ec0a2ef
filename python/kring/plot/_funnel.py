# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Share against denominator, within the limits of chance and of the usual spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kring import statistics
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
    label_layer,
    line_grey,
    outcome_channels,
    padded,
    percent_axis,
    place_labels,
    tips,
    total_width,
    with_tip,
)

probabilities: Final = (0.001, 0.025, 0.975, 0.999)
_z: Final = (-3.0902, -1.96, 1.96, 3.0902)
_series: Final = ("998", "95", "95", "998")
_extra: Final = (("z_text", "tip.adjusted_z"),)
_plot: Final = (total_width - 62, 300)


def limits(trials: NDArray[np.float64], target: float, tau_squared: float) -> dict[str, NDArray[np.float64]]:
    """Return funnel limits at `probabilities`: exact ones, and those that allow for the spread between units."""
    counts = np.asarray(trials, dtype=np.int64)
    exact = np.asarray(statistics.funnel_limits(counts, target=target, probabilities=np.array(probabilities)))
    error = np.sqrt(target * (1 - target) / counts + tau_squared)
    return {"exact": exact, "spread": np.clip(target + np.outer(error, _z), 0.0, 1.0)}


def funnel_panel(cell: Cell, texts: Texts, names: Mapping[str, str] | None, unit: str | None) -> Spec:
    """Return the funnel of one group, indicator and school year."""
    counted = cell.where(np.isfinite(cell["share"].astype(float)))
    target, tau_squared = float(cell["target"][0]), float(np.nan_to_num(cell["tau_squared"][0]))
    rows = with_tip(describe(counted, texts, names), texts, *_extra)
    share = counted["share"].astype(float)
    size = counted["denominator"].astype(float)
    grid = np.unique(np.round(np.geomspace(max(1, size.min() * 0.9), size.max() * 1.04, 90))).astype(np.float64)
    lines = limits(grid, target, tau_squared)
    frame = Frame(*_plot, x=(0.0, float(size.max() * 1.06)), y=_range(share, lines, grid, size))
    labels = _labels(rows, unit)
    placed = place_labels(frame, frame.pixels(size, share), labels)
    key = "funnel.subtitle" if tau_squared > 0 else "funnel.subtitle_no_spread"
    name = indicator_name(cell.indicator, texts.language)
    title = texts("chart.title", indicator=name, year=cell["school_year"][0], group=cell.label(texts))
    subtitle = texts(key, count=len(cell), target=texts.percentage(target))
    return {
        "title": heading(title, subtitle),
        "width": frame.width,
        "height": frame.height,
        "layer": [
            _limit_layer(grid, lines, target, tau_squared, texts),
            *_marks(rows, texts, frame, cell, name, unit),
            *label_layer(placed),
        ],
    }


def _labels(rows: list[dict[str, Any]], unit: str | None) -> dict[int, str]:
    asked = {at: row["name"] for at, row in enumerate(rows) if row["unit"] == unit}
    flagged = [at for at, row in enumerate(rows) if row["state"].startswith("flagged")]
    flagged.sort(key=lambda at: -abs(rows[at]["adjusted_z_score"] or 0))
    return asked | {at: rows[at]["name"] for at in flagged}


def _range(
    share: NDArray[np.float64],
    lines: dict[str, NDArray[np.float64]],
    grid: NDArray[np.float64],
    size: NDArray[np.float64],
) -> tuple[float, float]:
    # Limits of the very smallest run off to 0 and 1; the range shows them from a fifth of the units on.
    usual = grid >= np.quantile(size, 0.2)
    both = np.concatenate([share, *(values[usual].ravel() for values in lines.values())])
    return padded(float(both.min()), float(both.max()))


def _limit_layer(
    grid: NDArray[np.float64], lines: dict[str, NDArray[np.float64]], target: float, tau_squared: float, texts: Texts
) -> Spec:
    group = texts("chart.group_value", target=texts.percentage(target))
    domain, colours, dashes, values = [group], [ink], [[1, 0]], _line(grid, np.full(len(grid), target), group, 0)
    for kind, dash in (("exact", [1, 0]), ("spread", [5, 4])):
        if kind == "spread" and tau_squared <= 0:
            continue
        for at, level in enumerate(_series):
            name = texts(f"funnel.{kind}_{level}")
            values += _line(grid, lines[kind][:, at], name, at)
            if name not in domain:
                domain.append(name)
                colours.append({"998": "#3f4c57", "95": "#98a4ad"}[level])
                dashes.append(dash)
    legend = {"symbolType": "stroke", "symbolSize": 300, "columns": 2, "symbolStrokeWidth": 2}
    series = {"field": "series", "type": "nominal", "legend": legend}
    return {
        "data": {"values": values},
        "mark": {"type": "line", "clip": True, "aria": False, "strokeWidth": 1.6, "interpolate": "monotone"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative"},
            "y": {"field": "y", "type": "quantitative"},
            "detail": {"field": "line", "type": "nominal"},
            "stroke": series | {"scale": {"domain": domain, "range": colours}},
            "strokeDash": series | {"scale": {"domain": domain, "range": dashes}},
        },
    }


def _line(grid: NDArray[np.float64], values: NDArray[np.float64], series: str, line: int) -> list[dict[str, Any]]:
    return [
        {"x": float(x), "y": round(float(y), 6), "series": series, "line": line}
        for x, y in zip(grid, values, strict=True)
    ]


def _marks(
    rows: list[dict[str, Any]], texts: Texts, frame: Frame, cell: Cell, name: str, unit: str | None
) -> list[Spec]:
    direction = texts("direction.higher" if cell.higher_is_better else "direction.lower")
    x = {
        "field": "denominator",
        "type": "quantitative",
        "title": texts("chart.denominator"),
        "scale": {"domain": list(frame.x), "nice": False},
        "axis": {"format": ",.0f", "tickCount": 6},
    }
    y = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": list(frame.y), "nice": False, "zero": False},
        "title": axis_title(texts("chart.value", indicator=name, direction=direction)),
        "axis": {"format": percent_axis(*frame.y), "tickCount": 7},
    }
    size = 34 if len(rows) > 150 else 60
    points: Spec = {
        "data": {"values": rows},
        "mark": {"type": "point", "size": size, "stroke": "white", "strokeWidth": 0.6, "opacity": 1},
        "encoding": {"x": x, "y": y, **outcome_channels(rows, texts), **tips(texts, *_extra)},
    }
    asked = [row for row in rows if row["unit"] == unit]
    if not asked:
        return [points]
    ring = {
        "data": {"values": asked},
        "mark": {"type": "point", "size": 220, "stroke": line_grey, "strokeWidth": 2, "filled": False, "aria": False},
        "encoding": {"x": x, "y": y},
    }
    return [ring, points]
