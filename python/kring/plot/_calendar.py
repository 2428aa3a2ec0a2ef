# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is due when: a bar from the first to the last day, a line a step, and the day asked for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kring.plot._lanes import decimal_year, heading, period, wide
from kring.plot._texts import Texts
from kring.plot._theme import Spec, configuration, ink

# By colour and by the word beside the bar, so that colour says nothing alone.
_colours: Final = {
    "overdue": "#b84a00",
    "due": "#0068a8",
    "open": "#0068a8",
    "not_yet": "#8aa9c2",
    "done": "#6b7883",
    "not_recorded": "#a7b0b8",
    "unknown": "#8c6d00",
    "waiting": "#8c6d00",
}
_most: Final = 60


def calendar_spec(rows: Sequence[Mapping[str, Any]], unit: str, on: datetime.date, texts: Texts) -> Spec:
    """Return the picture of the rows of one unit; rows without a day stand below, in words."""
    dated = [row for row in rows if row["due_first"]][:_most]
    values = [_bar(row, place, texts) for place, row in enumerate(dated)]
    drawable = sum(1 for row in rows if row["due_first"])
    undated = [f"{row['name']} ({_state(row, texts)})" for row in rows if not row["due_first"]]
    notes = [texts("calendar.subtitle", on=on.isoformat())]
    if undated:
        notes.append(texts("calendar.undated", steps="; ".join(dict.fromkeys(undated))))
    if drawable > len(dated):
        notes.append(texts("calendar.more", count=texts.number(drawable - len(dated))))
    today = decimal_year(on)
    points = [today, *(value[key] for value in values for key in ("begin", "end"))]
    # Room for the words beside the last bar.
    span = max(max(points) - min(points), 0.5)
    scale = {"domain": [min(points) - 0.03 * span, max(points) + 0.45 * span], "nice": False}
    axis: Spec = {"field": "begin", "type": "quantitative", "title": None, "scale": scale}
    axis["axis"] = {"format": "d", "tickMinStep": 1, "orient": "top"}
    names: Spec = {"field": "label", "type": "nominal", "sort": None, "title": None}
    names["axis"] = {"labelLimit": 330, "domain": False, "ticks": False, "grid": True}
    words = {"type": "text", "align": "left", "dx": 7, "color": ink, "fontSize": 11}
    layers = [
        {
            "mark": {"type": "rule", "color": ink, "strokeDash": [4, 3]},
            "data": {"values": [{"begin": today}]},
            "encoding": {"x": axis},
        },
        {
            "mark": {"type": "bar", "height": 9, "cornerRadius": 2, "strokeWidth": 3},
            "encoding": {
                "x": axis,
                "x2": {"field": "end"},
                "y": names,
                "color": {"field": "colour", "scale": None},
                "stroke": {"field": "colour", "scale": None},
            },
        },
        {"mark": words, "encoding": {"x": axis | {"field": "end"}, "y": names, "text": {"field": "words"}}},
    ]
    body = {"width": wide, "height": {"step": 20}, "data": {"values": values}, "layer": layers}
    body["title"] = heading(texts("calendar.title", unit=unit), " ".join(notes))
    return {"vconcat": [body], "config": configuration(texts)}


def _bar(row: Mapping[str, Any], place: int, texts: Texts) -> dict[str, Any]:
    first, last = row["not_before"] or row["not_after"], row["not_after"] or row["not_before"]
    begin, end = period(first)[0], period(last)[1]
    days = (
        first.split("/")[0] if first == last and "/" not in first else f"{first.split('/')[0]} – {last.split('/')[-1]}"
    )
    return {
        "label": f"{place + 1}. {row['name']}",
        "begin": begin,
        "end": end,
        "colour": _colours[row["state"]],
        "words": f"{days}, {_state(row, texts)}",
    }


def _state(row: Mapping[str, Any], texts: Texts) -> str:
    return texts(f"calendar.{row['state']}")
