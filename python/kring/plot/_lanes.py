# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records of a unit over the years: one lane a phase, links between them, and where chains end."""

from __future__ import annotations

import datetime
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kring.plot._scope import Record, Scope, bad, column, day_text, good, phases, quiet, slate, small_print
from kring.plot._theme import Spec, ink, line_grey

wide: Final = 620
"""Width of the plot of a dossier, without the names beside it."""

_lanes: Final = (*phases, "feedback")
_row: Final = 14.0
_dot: Final = 9.0
# More records than this in a lane are put together by year, and so are those that need more rows.
_single: Final = 120
_rows: Final = 8
_most_marks: Final = 60
_most_lines: Final = 400
_chain_links: Final = ("specified_by", "measured_by", "weighed_in", "concludes", "leads_to", "checked_by", "renews")

# Fill, edge and shape of a mark by what becomes of its chain.
_looks: Final = {
    "on": (good, good, "circle"),
    "last": (good, good, "square"),
    "ends": ("#ffffff", bad, "diamond"),
    "ends_documents": ("#ffffff", quiet, "diamond"),
    "waits": ("#dfe4e8", quiet, "circle"),
    "beside": (quiet, quiet, "triangle-up"),
}


def heading(text: str, subtitle: str) -> Spec:
    """Return a title and a subtitle, wrapped to the width of a picture of a dossier."""
    return {"text": textwrap.wrap(text, 96), "subtitle": textwrap.wrap(subtitle, 138), "subtitleFontSize": 12}


def decimal_year(day: datetime.date) -> float:
    """Return a day as a point on an axis of years."""
    first = datetime.date(day.year, 1, 1)
    return day.year + (day - first).days / (
        366 if day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0) else 365
    )


def period(text: str) -> tuple[float, float]:
    """Return where a period begins and ends on an axis of years: a day, a month, a year, a school year or a run."""
    begin, _, end = text.partition("/")
    if len(begin) == 4 and len(end) == 2:
        return decimal_year(datetime.date(int(begin), 8, 1)), decimal_year(datetime.date(int(begin) + 1, 8, 1))
    return decimal_year(_days(begin)[0]), decimal_year(_days(end or begin)[1])


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    """The first day of a day, month or year, and the day after it."""
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if day:
        first = datetime.date(year, month, day)
        return first, first + datetime.timedelta(days=1)
    if month:
        return datetime.date(year, month, 1), datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)


@dataclass
class Mark:
    """Records of one lane that are drawn as one: of the same period and state, or of the same years."""

    phase: str
    state: str
    begin: float
    end: float
    records: list[Record] = field(default_factory=list)
    row: int = 0
    y: float = 0.0


def lanes_panel(scope: Scope) -> tuple[Spec, list[str]]:
    """Return the records of a unit over the years, and what a reader must know of it."""
    texts = scope.texts
    periods = _periods(scope)
    span = _span(scope, periods)
    marks, joined, years = _marks(scope, periods, span)
    heights = _stack(marks, span)
    place = {record.id: mark for mark in marks for record in mark.records}
    everything = list(_links(scope))
    dated = [(place[begin], place[end]) for begin, end in everything if begin in place and end in place]
    lines, drawn = _lines(dated, scope.is_account)
    key = "lanes.title" if scope.is_account else "lanes.title_reconstruction"
    subtitle = texts("lanes.subtitle", links=texts.number(drawn), all=texts.number(len(everything)))
    notes = []
    if drawn < len(dated):
        notes.append(texts("lanes.capped", count=texts.number(len(dated) - drawn)))
    if joined:
        lanes = ", ".join(texts(f"phase.{phase}") for phase in joined)
        notes.append(texts("lanes.by_year" if years == 1 else "lanes.by_years", lanes=lanes, years=years))
    if not marks:
        notes.append(texts("lanes.none"))
    height = sum(heights.values())
    axes = _axes(span, height, texts("lanes.year"))
    if not periods and scope.day is None:
        # Nothing says which years these are.
        axes[0]["axis"]["values"] = []
    layers = [
        _grounds(heights, span, axes),
        *_asked(scope, span, axes),
        _line_layer(lines, axes),
        *(_drawn(marks, scope, span, axes) if marks else ()),
        *_names(scope, heights, periods, axes),
    ]
    title = heading(texts(key, unit=scope.name), subtitle)
    return {"title": title, "width": wide, "height": height, "layer": layers}, notes


def _periods(scope: Scope) -> dict[str, tuple[float, float]]:
    """The period of every dated record; an action lasts until its end."""
    ends = zip(*(column(scope.dossier, "records", name) for name in ("record", "end_date")), strict=True)
    end_of = {name: str(end)[:10] for name, end in ends if end is not None and str(end)}
    found = {}
    for record in (record for lane in _lanes for record in scope.records[lane]):
        end = end_of.get(record.id) if record.phase == "action" else None
        dates = [period(text) for text in (record.date, end) if text]
        if dates:
            found[record.id] = (dates[0][0], max(dates[0][1], dates[-1][1]))
    return found


def _span(scope: Scope, periods: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    points = [point for one in periods.values() for point in one]
    if scope.day is not None:
        points.append(_on(scope))
    if not points:
        return 2000.0, 2001.0
    # An end on the first of January belongs to the year before.
    low, high = int(min(points)), -int(-max(points) // 1)
    return float(low), float(max(high, low + 1))


def _on(scope: Scope) -> float:
    return decimal_year(datetime.date.fromisoformat(day_text(scope.day or 0)))


def state_of(record: Record, is_account: bool) -> str:
    """Say what becomes of the chain at a record, by links alone."""
    if record.phase == "feedback":
        return "beside"
    if record.phase == "effect":
        return "last" if "renews" in record.missing else "on"
    if record.reaches != record.phase:
        return "on"
    if {"compared", "effect_checked"} & set(record.later):
        return "waits"
    return "ends" if is_account else "ends_documents"


def _marks(
    scope: Scope, periods: Mapping[str, tuple[float, float]], span: tuple[float, float]
) -> tuple[list[Mark], list[str], int]:
    """The marks of all lanes, the lanes that are put together by years, and how many years a mark then holds."""
    years = next((size for size in (1, 2, 5, 10, 50, 100, 500) if span[1] - span[0] <= size * _most_marks), 1000)
    marks, joined = [], []
    for lane in _lanes:
        dated = [record for record in scope.records[lane] if record.id in periods]
        found = _grouped(dated, scope.is_account, periods)
        if len(found) > _single or _rows_of(found, span) > _rows:
            starts = {record.id: periods[record.id][0] // years * years for record in dated}
            found = _grouped(dated, scope.is_account, {name: (at, at + years) for name, at in starts.items()})
            joined.append(lane)
        marks += found
    return marks, joined, years


def _grouped(records: Sequence[Record], is_account: bool, periods: Mapping[str, tuple[float, float]]) -> list[Mark]:
    found: dict[tuple[float, float, str], Mark] = {}
    for record in records:
        state, (begin, end) = state_of(record, is_account), periods[record.id]
        mark = found.setdefault((begin, end, state), Mark(record.phase, state, begin, end))
        mark.records.append(record)
    return [found[key] for key in sorted(found)]


def _pixels(span: tuple[float, float]) -> float:
    return wide / (span[1] - span[0])


def _extent(mark: Mark, span: tuple[float, float]) -> tuple[float, float]:
    """Where a mark with its number begins and ends, in pixels."""
    scale = _pixels(span)
    left, right = (mark.begin - span[0]) * scale, (mark.end - span[0]) * scale
    if right - left < _dot:
        left, right = (left + right - _dot) / 2, (left + right + _dot) / 2
    return left, max(right, right + _beside(mark, right - left))


def _beside(mark: Mark, width: float) -> float:
    """The room a number needs beside its mark; none within it."""
    if len(mark.records) == 1:
        return 0.0
    needed = 6.2 * len(str(len(mark.records))) + 5
    return 0.0 if needed < width else needed


def _rows_of(marks: Sequence[Mark], span: tuple[float, float]) -> int:
    """Put each mark on the first row of its lane where it is free, and count the rows."""
    ends: list[float] = []
    for mark in marks:
        left, right = _extent(mark, span)
        mark.row = next((row for row, end in enumerate(ends) if end <= left + 0.01), len(ends))
        ends[mark.row : mark.row + 1] = [right]
    return len(ends)


def _stack(marks: Sequence[Mark], span: tuple[float, float]) -> dict[str, float]:
    """Give every mark its height in the picture; return that of each lane."""
    heights, top = {}, 0.0
    for lane in _lanes:
        held = [mark for mark in marks if mark.phase == lane]
        rows = _rows_of(held, span)
        heights[lane] = max(36.0, rows * _row + 14)
        for mark in held:
            mark.y = top + (heights[lane] - rows * _row) / 2 + (mark.row + 0.5) * _row
        top += heights[lane]
    return heights


def _links(scope: Scope) -> Iterator[tuple[str, str]]:
    """The links that run along chains, within the unit."""
    phase_of = {record.id: lane for lane in _lanes for record in scope.records[lane]}
    columns = (column(scope.dossier, "links", name) for name in ("from", "to", "kind"))
    for begin, end, kind in zip(*columns, strict=True):
        if kind not in _chain_links or begin not in phase_of or end not in phase_of:
            continue
        # An action listed under a goal has no finding behind it: that link is no step of a chain.
        if not (kind == "leads_to" and phase_of[begin] == "ambition"):
            yield begin, end


def _axes(span: tuple[float, float], height: float, title: str) -> tuple[Spec, Spec]:
    count = int(span[1] - span[0])
    every = next((size for size in (1, 2, 5, 10, 50, 100, 500) if count <= 16 * size), 1000)
    first = int(-(-span[0] // every) * every)
    x = {
        "type": "quantitative",
        "title": title,
        "scale": {"domain": list(span), "nice": False, "zero": False, "padding": 0},
        "axis": {"format": "d", "values": list(range(first, int(span[1]) + 1, every)), "grid": True},
    }
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, height], "nice": False, "zero": False, "padding": 0, "reverse": True},
        "axis": None,
    }
    return x, y


def _grounds(heights: Mapping[str, float], span: tuple[float, float], axes: tuple[Spec, Spec]) -> Spec:
    rows, top = [], 0.0
    for at, height in enumerate(heights.values()):
        if at % 2 == 0:
            rows.append({"left": span[0], "right": span[1], "top": top, "bottom": top + height})
        top += height
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "fill": "#eef2f5", "opacity": 0.75, "aria": False},
        "encoding": {
            "x": axes[0] | {"field": "left"},
            "x2": {"field": "right"},
            "y": axes[1] | {"field": "top"},
            "y2": {"field": "bottom"},
        },
    }


def _asked(scope: Scope, span: tuple[float, float], axes: tuple[Spec, Spec]) -> list[Spec]:
    """The day on which is asked, as a line with its date above it."""
    if scope.day is None:
        return []
    at = _on(scope)
    row = {"at": at, "text": scope.texts("lanes.asked", day=day_text(scope.day))}
    align = "right" if at > sum(span) / 2 else "left"
    words = {"type": "text", "align": align, "baseline": "bottom", "dy": -4, "fontSize": 10, "color": small_print}
    x = axes[0] | {"field": "at"}
    return [
        {"data": {"values": [row]}, "mark": {"type": "rule", "color": ink, "strokeDash": [2, 3]}, "encoding": {"x": x}},
        {
            "data": {"values": [row]},
            "mark": words,
            "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text", "type": "nominal"}},
        },
    ]


def _lines(links: Sequence[tuple[Mark, Mark]], is_account: bool) -> tuple[list[dict[str, Any]], int]:
    """Links as lines, those between the same marks as one, and how many links that is."""
    pairs = Counter((id(begin), id(end)) for begin, end in links)
    marks = {id(mark): mark for pair in links for mark in pair}
    rows, drawn = [], 0
    for (begin, end), count in pairs.most_common(_most_lines):
        one, other = marks[begin], marks[end]
        into = other.state.startswith("ends")
        drawn += count
        rows.append({
            "x": round((one.begin + one.end) / 2, 4), "x2": round((other.begin + other.end) / 2, 4),
            "y": one.y, "y2": other.y,
            "colour": _hue("ends" if into and is_account else other.state, is_account),
            "dash": [4, 3] if into else [1, 0],
            "width": round(min(4.0, 0.8 + 0.35 * (count.bit_length() - 1)), 2),
        })  # fmt: skip
    return rows, drawn


def _line_layer(rows: Sequence[Mapping[str, Any]], axes: tuple[Spec, Spec]) -> Spec:
    """Lines, dashed into a record where the chain ends."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "rule", "strokeOpacity": 0.5, "aria": False},
        "encoding": {
            "x": axes[0] | {"field": "x"},
            "x2": {"field": "x2"},
            "y": axes[1] | {"field": "y"},
            "y2": {"field": "y2"},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
            "strokeDash": {"field": "dash", "type": "nominal", "scale": None},
            "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
        },
    }


def _hue(state: str, is_account: bool, part: int = 1) -> str:
    colour = _looks[state][part]
    return slate if colour == good and not is_account else colour


def _drawn(marks: Sequence[Mark], scope: Scope, span: tuple[float, float], axes: tuple[Spec, Spec]) -> list[Spec]:
    """Bars, dots and the numbers on them."""
    rows = [_shown(mark, scope, span) for mark in marks]
    texts = scope.texts
    tip = [("ids", "lanes.record"), ("titles", "lanes.what"), ("when", "lanes.when"), ("state_text", "lanes.state")]
    y = axes[1] | {"field": "y"}
    hover: Spec = {
        "tooltip": [{"field": name, "type": "nominal", "title": texts(key)} for name, key in tip],
        "description": {"field": "tip", "type": "nominal"},
    }
    bars = {
        "data": {"values": [row for row in rows if not row["dot"]]},
        "mark": {"type": "bar", "height": _row - 3, "cornerRadius": 3, "strokeWidth": 1.3},
        "encoding": {
            "x": axes[0] | {"field": "begin"},
            "x2": {"field": "end"},
            "y": y,
            "fill": {"field": "fill", "type": "nominal", "scale": None},
            "stroke": {"field": "edge", "type": "nominal", "scale": None},
            "strokeDash": {"field": "dash", "type": "nominal", "scale": None},
            **hover,
        },
    }
    dots = {
        "data": {"values": [row for row in rows if row["dot"]]},
        "mark": {"type": "point", "size": 62, "opacity": 1, "strokeWidth": 1.3},
        "encoding": {"x": axes[0] | {"field": "middle"}, "y": y, **_legend(marks, scope), **hover},
    }
    return [bars, dots, *_numbers(rows, axes[0], y)]


def _legend(marks: Sequence[Mark], scope: Scope) -> Spec:
    states = [state for state in _looks if any(mark.state == state for mark in marks)]
    labels = [scope.texts(f"lanes.{state}") for state in states]
    legend = {"orient": "top", "direction": "horizontal", "columns": 3, "offset": 20, "symbolStrokeWidth": 1.3,
              "symbolOpacity": 1}  # fmt: skip
    scales = {
        "fill": [_hue(state, scope.is_account, 0) for state in states],
        "stroke": [_hue(state, scope.is_account) for state in states],
        "shape": [_looks[state][2] for state in states],
    }
    return {
        channel: {
            "field": "state_text",
            "type": "nominal",
            "legend": legend,
            "scale": {"domain": labels, "range": values},
        }
        for channel, values in scales.items()
    }


def _numbers(rows: Sequence[Mapping[str, Any]], x: Spec, y: Spec) -> list[Spec]:
    layers = []
    names = ("middle", "right", "y", "number", "written", "beside")
    for within, align, dx in ((True, "center", 0), (False, "left", 4)):
        held = [row for row in rows if row["number"] and row["within"] is within]
        layers.append({
            "data": {"values": [{name: row[name] for name in names} for row in held]},
            "mark": {"type": "text", "align": align, "dx": dx, "fontSize": 10, "baseline": "middle", "aria": False},
            "encoding": {
                "x": x | {"field": "middle" if within else "right"},
                "y": y,
                "text": {"field": "number", "type": "nominal"},
                "color": {"field": "written" if within else "beside", "type": "nominal", "scale": None},
            },
        })  # fmt: skip
    return layers


def _shown(mark: Mark, scope: Scope, span: tuple[float, float]) -> dict[str, Any]:
    """A mark as a row of data, with all that a reader may ask of it."""
    texts, count, scale = scope.texts, len(mark.records), _pixels(span)
    is_dot = (mark.end - mark.begin) * scale < _dot
    middle = (mark.begin + mark.end) / 2
    first = mark.records[0]
    state = texts(f"lanes.{mark.state}")
    ids = ", ".join(record.id for record in mark.records[:4])
    ids += " " + texts("wheel.more", count=texts.number(count - 4)) if count > 4 else ""
    titles = first.title if count == 1 else texts("lanes.records", count=texts.number(count))
    dates = sorted({record.date or "" for record in mark.records} - {""})
    when = dates[0] if len(dates) == 1 else " – ".join((dates[0], dates[-1])) if dates else ""
    width = max(_dot, (mark.end - mark.begin) * scale)
    return {
        "begin": round(mark.begin + 1 / scale, 4), "end": round(mark.end - 1 / scale, 4),
        "middle": round(middle, 4), "y": mark.y,
        "dot": is_dot, "right": round(middle + width / 2 / scale, 4),
        "fill": _hue(mark.state, scope.is_account, 0), "edge": _hue(mark.state, scope.is_account),
        "dash": [3, 2] if mark.state.startswith("ends") else [1, 0],
        "number": texts.number(count) if count > 1 else "", "within": not is_dot and not _beside(mark, width),
        "written": ink if mark.state.startswith(("ends", "waits")) else "#ffffff", "beside": ink,
        "ids": ids, "titles": titles, "when": when, "state_text": state,
        "tip": f"{texts(f'phase.{mark.phase}')}, {when}: {titles} ({ids}); {state}",
    }  # fmt: skip


def _names(
    scope: Scope, heights: Mapping[str, float], periods: Mapping[str, tuple[float, float]], axes: tuple[Spec, Spec]
) -> list[Spec]:
    """What each lane is called, at the left; how many of its records have no date, at the right."""
    texts, rows, top = scope.texts, [], 0.0
    for lane, height in heights.items():
        held = scope.records[lane]
        undated = sum(record.id not in periods for record in held)
        name = texts("lanes.lane", phase=texts(f"phase.{lane}"), count=texts.number(len(held)))
        margin = texts("lanes.undated", count=texts.number(undated)) if undated else ""
        rows.append({"y": top + height / 2, "name": name, "margin": margin})
        top += height
    look = {"type": "text", "baseline": "middle", "aria": True}
    left = look | {"align": "right", "fontSize": 12, "fontWeight": "bold", "color": ink}
    right = look | {"align": "left", "fontSize": 11, "fontStyle": "italic", "color": small_print}
    edge = {"type": "rule", "color": line_grey, "strokeWidth": 0.6, "aria": False}
    y = axes[1] | {"field": "y"}
    layers: list[Spec] = []
    for mark, at, name in ((left, -10, "name"), (right, wide + 10, "margin")):
        text = {"field": name, "type": "nominal"}
        layers.append({"data": {"values": rows}, "mark": mark, "encoding": {"x": {"value": at}, "y": y, "text": text}})
    return [*layers, {"data": {"values": [{}]}, "mark": edge, "encoding": {"y": {"value": 0}}}]
