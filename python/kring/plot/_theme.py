# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How charts look: sizes, colours for the colour-blind, shapes that repeat them, labels that keep off each other."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kring.plot._cell import Cell, display_names
from kring.plot._texts import Texts

Spec = dict[str, Any]

# One width for the whole picture: at full size beside another on a screen, at three quarters of it on a phone.
total_width: Final = 470
wrap_at: Final = 84
font: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
ink: Final = "#1d2731"
line_grey: Final = "#7a8791"

# Okabe and Ito's vermilion (darkened for contrast) and blue, beside greys; each outcome has its own shape too.
outcome_colour: Final = {
    "as_expected": "#6b7883",
    "flagged_low_bad": "#b84a00",
    "flagged_high_bad": "#b84a00",
    "flagged_low_good": "#0068a8",
    "flagged_high_good": "#0068a8",
    "no_statement": "#6b7883",
}
outcome_shape: Final = {
    "as_expected": "circle",
    "flagged_low_bad": "triangle-down",
    "flagged_low_good": "triangle-down",
    "flagged_high_bad": "triangle-up",
    "flagged_high_good": "triangle-up",
    "no_statement": "cross",
}


def outcome(state: str, higher_is_better: bool) -> str:
    """Say of a state whether it is good or bad."""
    if not state.startswith("flagged"):
        return state
    return f"{state}_{'bad' if (state == 'flagged_low') == higher_is_better else 'good'}"


def configuration(texts: Texts) -> Spec:
    """Return the Vega-Lite configuration all charts share."""
    return {
        "font": font,
        "background": "white",
        "locale": texts.vega_locale,
        "view": {"stroke": None},
        "axis": {
            "labelColor": ink,
            "titleColor": ink,
            "labelFontSize": 11,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": "#e4e8eb",
            "domainColor": line_grey,
            "tickColor": line_grey,
        },
        "legend": {
            "labelColor": ink,
            "labelFontSize": 11,
            "labelLimit": 0,
            "orient": "bottom",
            "direction": "vertical",
            "columns": 2,
            "title": None,
            "columnPadding": 12,
            "rowPadding": 3,
            "symbolSize": 60,
        },
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "color": ink,
            "fontSize": 14,
            "subtitleColor": "#3b4752",
            "subtitleFontSize": 12,
            "subtitlePadding": 6,
            "subtitleLineHeight": 15,
            "offset": 12,
        },
    }


def heading(text: str, subtitle: str) -> Spec:
    """Return a title and a subtitle, wrapped to the width of the picture."""
    return {"text": textwrap.wrap(text, 56), "subtitle": textwrap.wrap(subtitle, wrap_at)}


def outcome_channels(rows: Sequence[Mapping[str, Any]], texts: Texts) -> Spec:
    """Return fill and shape by outcome, with one legend for both that names only outcomes that occur."""
    keys = [key for key in outcome_colour if any(row["outcome"] == key for row in rows)]
    labels = [texts(f"state.{key}") for key in keys]
    # Above the picture: the legend of the lines stands below it, and Vega puts two in one place side by side.
    legend = {
        "orient": "top",
        "offset": 8,
        "symbolStrokeWidth": 0,
        "symbolOpacity": 1,
        "columns": 1 if len(labels) > 2 or max(map(len, labels), default=0) > 34 else 2,
    }
    return {
        "fill": {
            "field": "outcome_text",
            "type": "nominal",
            "legend": legend,
            "scale": {"domain": labels, "range": [outcome_colour[key] for key in keys]},
        },
        "shape": {
            "field": "outcome_text",
            "type": "nominal",
            "legend": legend,
            "scale": {"domain": labels, "range": [outcome_shape[key] for key in keys]},
        },
    }


def describe(cell: Cell, texts: Texts, names: Mapping[str, str] | None) -> list[dict[str, Any]]:
    """Return one record a row with its numbers and, in words, all that a reader may ask of it."""
    rows = []
    columns = {name: cell[name] for name in _described}
    for at, name in enumerate(display_names(columns["unit"], names)):
        row: dict[str, Any] = {column: _plain(values[at]) for column, values in columns.items()}
        row["name"] = name
        row["outcome"] = outcome(row["state"], cell.higher_is_better)
        row["colour"] = outcome_colour[row["outcome"]]
        row["outcome_text"] = texts(f"state.{row['outcome']}")
        rows.append(row | _words(row, texts))
    return rows


_described: Final = (
    "unit",
    "school_year",
    "numerator",
    "denominator",
    "share",
    "lower",
    "upper",
    "shrunken_share",
    "shrunken_lower",
    "shrunken_upper",
    "adjusted_z_score",
    "expected_rank",
    "rank_lower",
    "rank_upper",
    "state",
    "target",
)


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _words(row: Mapping[str, Any], texts: Texts) -> dict[str, str]:
    share, z = texts.percentage(_number(row["share"])), texts.number(_number(row["adjusted_z_score"]), 2)
    counts = texts(
        "tip.of",
        numerator=texts.number(_number(row["numerator"])),
        denominator=texts.number(_number(row["denominator"])),
    )
    shrunken = texts(
        "tip.with_interval",
        value=texts.percentage(_number(row["shrunken_share"])),
        lower=texts.percentage(_number(row["shrunken_lower"])),
        upper=texts.percentage(_number(row["shrunken_upper"])),
    )
    key = "tip.with_interval" if row["rank_lower"] is not None else "tip.value"
    rank = texts(
        key,
        value=texts.number(_number(row["expected_rank"]), 1),
        lower=texts.number(_number(row["rank_lower"])),
        upper=texts.number(_number(row["rank_upper"])),
    )
    return {"share_text": share, "counts_text": counts, "z_text": z, "shrunken_text": shrunken, "rank_text": rank}


def tips(texts: Texts, *extra: tuple[str, str]) -> Spec:
    """Return what pointing at a mark shows, and the same as its description for those who cannot point."""
    shown = [
        ("name", "tip.unit"),
        ("share_text", "tip.share"),
        ("counts_text", "tip.counts"),
        *extra,
        ("outcome_text", "tip.state"),
    ]
    return {
        "tooltip": [{"field": field, "type": "nominal", "title": texts(key)} for field, key in shown],
        "description": {"field": "tip", "type": "nominal"},
    }


def with_tip(rows: list[dict[str, Any]], texts: Texts, *extra: tuple[str, str]) -> list[dict[str, Any]]:
    """Add to each row its description in one line."""
    for row in rows:
        parts = [f"{texts(key)} {row[field]}" for field, key in extra]
        row["tip"] = "; ".join(
            [f"{row['name']}: {row['share_text']} ({row['counts_text']})", *parts, row["outcome_text"]]
        )
    return rows


def axis_title(text: str) -> list[str]:
    """Return the title of an upright axis, in lines no longer than the axis."""
    return textwrap.wrap(text, 40)


def percent_axis(low: float, high: float) -> str:
    """Return the number format of an axis of shares: a decimal only where ticks need it."""
    return ".1%" if high - low < 0.06 else ".0%"


def padded(low: float, high: float, by: float = 0.06) -> tuple[float, float]:
    """Widen a range a little, within 0 and 1."""
    room = max(high - low, 1e-3) * by
    return max(0.0, low - room), min(1.0, high + room)


@dataclass(frozen=True)
class Frame:
    """A drawing area: where data coordinates fall in pixels."""

    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]

    def pixels(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return pixel positions, y downward."""
        return np.column_stack(
            [
                (x - self.x[0]) / (self.x[1] - self.x[0]) * self.width,
                (self.y[1] - y) / (self.y[1] - self.y[0]) * self.height,
            ]
        )

    def data(self, x: float, y: float) -> tuple[float, float]:
        """Return the data coordinates of a pixel."""
        return (
            self.x[0] + x / self.width * (self.x[1] - self.x[0]),
            self.y[1] - y / self.height * (self.y[1] - self.y[0]),
        )


def place_labels(frame: Frame, points: NDArray[np.float64], labels: Mapping[int, str]) -> list[dict[str, Any]]:
    """Place labels beside some of the points, off every other mark and label; one that finds no room is left out.

    Parameters
    ----------
    frame
        The drawing area.
    points
        Pixel positions of all marks.
    labels
        Texts by index of the point they belong to, most important first.
    """
    taken: list[tuple[float, float, float, float]] = []
    placed = []
    for at, text in labels.items():
        text = textwrap.shorten(text, 30, placeholder="…")
        width = 6.1 * len(text) + 4
        for left, top, align in _beside(points[at], width):
            box = (left, top, left + width, top + 13)
            if (
                _inside(box, frame)
                and not _covers(box, points, at)
                and not any(_overlap(box, other) for other in taken)
            ):
                taken.append(box)
                anchor = {"left": left + 2, "right": left + width - 2, "center": left + width / 2}[align]
                x, y = frame.data(anchor, top + 6.5)
                placed.append({"x": x, "y": y, "text": text, "align": align})
                break
    return placed


def _beside(point: NDArray[np.float64], width: float) -> list[tuple[float, float, str]]:
    x, y = float(point[0]), float(point[1])
    near = [
        (x + 6, y - 6.5, "left"),
        (x - 6 - width, y - 6.5, "right"),
        (x - width / 2, y - 21, "center"),
        (x - width / 2, y + 8, "center"),
    ]
    far = [(x + 6, y + dy, "left") for dy in (-20, 8)] + [(x - 6 - width, y + dy, "right") for dy in (-20, 8)]
    return near + far


def _inside(box: tuple[float, float, float, float], frame: Frame) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width + 8 and box[3] <= frame.height


def _covers(box: tuple[float, float, float, float], points: NDArray[np.float64], own: int) -> bool:
    x, y = points[:, 0], points[:, 1]
    hit = (x > box[0] - 4) & (x < box[2] + 4) & (y > box[1] - 4) & (y < box[3] + 4)
    hit[own] = False
    return bool(hit.any())


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def own_colour() -> Spec:
    """Return the stroke of lines that share the colour of their mark; the legend of the marks speaks for both."""
    return {"field": "colour", "type": "nominal", "scale": None, "legend": None}


def label_layer(placed: list[dict[str, Any]]) -> list[Spec]:
    """Return the layer of placed labels, none where there are none."""
    if not placed:
        return []
    return [
        {
            "data": {"values": placed},
            "mark": {
                "type": "text",
                "fontSize": 11,
                "fontWeight": "bold",
                "color": ink,
                "align": {"expr": "datum.align"},
                "baseline": "middle",
                "aria": False,
            },
            "encoding": {
                "x": {"field": "x", "type": "quantitative"},
                "y": {"field": "y", "type": "quantitative"},
                "text": {"field": "text", "type": "nominal"},
            },
        }
    ]
