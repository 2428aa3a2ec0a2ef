# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A map of boards: Q from left to right, the risk E upward, the band by colour and shape."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kring.plot._boards import Board, band_colours, band_name, band_shapes, share_text
from kring.plot._scope import small_print
from kring.plot._texts import Texts
from kring.plot._theme import Frame, Spec, heading, label_layer, line_grey, place_labels

if TYPE_CHECKING:
    from kring.supervision import Advice

_height: Final = 380
# Wider than other pictures: a sector has more boards than fit beside each other otherwise.
_total_width: Final = 640
_narrow: Final = 66
_strip: Final = 96
_below_height: Final = 36
_axis_room: Final = 46
_limit_room: Final = 84
_gap: Final = 12
_least_top: Final = 0.35
_named: Final = 3
_wash: Final = "#f4f6f8"
_quality_scale: Final = {"domain": [0, 1], "nice": False}
_quality_axis: Final = {"values": [0, 0.2, 0.4, 0.6, 0.8, 1], "format": ".1f"}
_point: Final = {"type": "point", "size": 62, "stroke": "white", "strokeWidth": 0.6, "opacity": 1}
# Beside the drawing, where no board can stand.
_beside: Final[Spec] = {"align": "left", "baseline": "middle", "dx": 5}
_hover: Final[Spec] = {
    "tooltip": {"field": "tip", "type": "nominal"},
    "description": {"field": "tip", "type": "nominal"},
}


@dataclass(frozen=True)
class Map:
    """Boards by Q and E; those without one of the two stand apart, where they have no place on its scale."""

    advice: Advice
    boards: Sequence[Board]
    texts: Texts
    unit: str | None
    """A board to ring and name."""
    bare: Collection[str]
    """Boards whose E is the probability of one yes or no, so that no range belongs to it."""
    limits: bool
    """Whether it shows where a higher band begins."""
    named: bool = True
    """Whether it names boards in the highest bands."""

    def panels(self) -> list[Spec]:
        """Return the map, and a strip below it where some boards have no known risk."""
        asides, limits = self._asides, self._limits_of("risk")
        room = _total_width - _axis_room - (_limit_room if limits else 0)
        widths = {state: self._width(boards, room) for state, boards in asides.items()}
        columns = [
            self._aside(state, widths[state], first=at == 0, last=not self._both and at == len(asides) - 1)
            for at, state in enumerate(asides)
        ]
        main = room - sum(widths.values()) - _gap * len(asides)
        if self._both:
            columns.append(self._main(main, first=not asides))
        title = heading(self.texts("map.title", count=self.texts.number(len(self.boards))), self._subtitle())
        shared = dict.fromkeys(("fill", "shape"), "shared")
        row = {"spacing": _gap, "bounds": "flush", "resolve": {"scale": shared, "legend": shared}}
        panels: list[Spec] = []
        if columns:
            panels.append({"title": title, "hconcat": columns, **row})
        if self._below:
            # Below the map, with the same Q at the same place.
            beside = [_nothing(width, _below_height) for width in widths.values()] if self._both else []
            strip = self._strip_below(main if self._both else room, legend=not columns)
            panels.append(({} if columns else {"title": title}) | {"hconcat": [*beside, strip], **row})
        # Where nothing can be placed there are words and no empty axes.
        return panels or [{"title": title, **_nothing(room, 1)}]

    def _width(self, boards: Sequence[Board], room: float) -> float:
        """The width of a strip: all there is where nothing has a place on Q, else more for more boards."""
        if not self._both:
            return (room - _gap * (len(self._asides) - 1)) / len(self._asides)
        return float(min(_strip, max(_narrow, len(boards) * 1.6)))

    @cached_property
    def _both(self) -> list[Board]:
        return [board for board in self.boards if board.quality is not None and board.risk is not None]

    @cached_property
    def _below(self) -> list[Board]:
        return [board for board in self.boards if board.quality is not None and board.risk is None]

    @cached_property
    def _asides(self) -> dict[str, list[Board]]:
        """Boards with E and without Q, by what is known of them; nothing where there are none."""
        held = [board for board in self.boards if board.quality is None and board.risk is not None]
        found = {state: [board for board in held if board.state == state] for state in ("undetermined", "not_examined")}
        return {state: sorted(own, key=_by_risk) for state, own in found.items() if own}

    @cached_property
    def _top(self) -> float:
        highest = max((max(board.risk or 0.0, self._upper(board) or 0.0) for board in self.boards), default=0.0)
        return float(min(1.0, max(_least_top, highest * 1.06)))

    @cached_property
    def _bottom(self) -> float:
        # A little below zero, so that marks at zero are whole; the axis has no number there.
        return -0.025 * self._top

    def _upper(self, board: Board) -> float | None:
        return None if board.unit in self.bare else board.upper

    def _subtitle(self) -> str:
        t = self.texts
        unexamined = sum(board.state == "not_examined" for board in self.boards)
        neither = sum(board.quality is None and board.risk is None for board in self.boards)
        drawn = bool(self._both or self._asides)
        notes = {
            "map.subtitle": drawn or self._below,
            "map.best": self._both,
            "map.limits": self.limits and drawn,
            "map.range": any(self._upper(board) is not None for board in self.boards),
            "map.bare": any(board.unit in self.bare for board in self.boards),
            "map.unexamined": unexamined,
            "map.strips": self._asides,
            "map.no_risk_count": len(self._below),
            "map.neither": neither,
        }
        counts = {"map.unexamined": unexamined, "map.no_risk_count": len(self._below), "map.neither": neither}
        total = t.number(len(self.boards))
        return " ".join(t(key, count=t.number(counts.get(key, 0)), all=total) for key, said in notes.items() if said)

    @cached_property
    def _channels(self) -> Spec:
        """Fill and shape by band, with one legend that names the bands that occur."""
        held = sorted({board.band for board in self.boards})
        labels = [band_name(self.advice.profile, band, self.texts.language) for band in held]
        legend = {"title": self.texts("map.legend"), "titleFontWeight": "normal", "direction": "horizontal",
                  "columns": 5, "symbolOpacity": 1}  # fmt: skip
        looks = {"fill": band_colours, "shape": band_shapes}
        scales = {
            name: {"domain": labels, "range": [values[min(band, len(values) - 1)] for band in held]}
            for name, values in looks.items()
        }
        return {
            name: {"field": "band", "type": "nominal", "legend": legend, "scale": scale}
            for name, scale in scales.items()
        }

    def _row(self, board: Board) -> dict[str, Any]:
        t, upper = self.texts, self._upper(board)
        risk = share_text(board.risk, t)
        if upper is not None:
            risk = t("map.up_to", risk=risk, upper=share_text(upper, t))
        absent = "map.not_examined" if board.state == "not_examined" else "map.not_known"
        quality = t(absent) if board.quality is None else t.number(board.quality, 2)
        band = band_name(self.advice.profile, board.band, t.language)
        return {
            "unit": board.unit,
            "name": board.name,
            "band": band,
            "colour": band_colours[min(board.band, len(band_colours) - 1)],
            "quality": board.quality,
            "risk": board.risk,
            "upper": upper,
            "tip": t("map.tip", name=board.name, band=band, quality=quality, risk=risk),
        }

    def _limits_of(self, criterion: str) -> list[dict[str, Any]]:
        """The limits at which one criterion alone asks for a band."""
        found = []
        gates = self.advice.profile.numbers.get("escalation", ()) if self.limits else ()
        for gate in gates:
            one = gate["when"][0]
            limit = one.get("at_least", one.get("below"))
            if len(gate["when"]) == 1 and one["criterion"] == criterion and limit is not None:
                said = self.texts("map.limit", band=gate["band"], limit=self.texts.number(limit, 2))
                found.append({"limit": limit, "said": said})
        return found

    def _limit_layers(self, criterion: str, axis: str, place: Spec, words: Spec) -> list[Spec]:
        values = self._limits_of(criterion)
        if not values:
            return []
        at = {axis: {"field": "limit", "type": "quantitative"}}
        rule = {"type": "rule", "strokeDash": [4, 3], "color": line_grey, "aria": False}
        layers: list[Spec] = [{"data": {"values": values}, "mark": rule, "encoding": at}]
        if place:
            mark = {"type": "text", "fontSize": 10, "color": small_print, "aria": False, **words}
            said = {"text": {"field": "said", "type": "nominal"}}
            layers.append({"data": {"values": values}, "mark": mark, "encoding": at | place | said})
        return layers

    def _risk_axis(self, first: bool) -> Spec:
        axis: Spec = {"format": ".0%", "tickCount": 6} if first else {"labels": False, "ticks": False, "domain": False}
        return {
            "field": "risk",
            "type": "quantitative",
            "title": self.texts("map.risk") if first else None,
            "scale": {"domain": [self._bottom, self._top], "nice": False},
            "axis": axis,
        }

    def _marks(self, rows: Sequence[Mapping[str, Any]], x: Spec, first: bool) -> list[Spec]:
        y = self._risk_axis(first)
        spans = [row for row in rows if row["upper"] is not None]
        stroke = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
        rule = {"type": "rule", "strokeWidth": 1.4, "opacity": 0.55, "aria": False}
        ends = {"x": x, "y": y, "y2": {"field": "upper"}, "stroke": stroke}
        asked = [row for row in rows if row["unit"] == self.unit]
        ring = {"type": "point", "size": 220, "stroke": line_grey, "strokeWidth": 2, "filled": False, "aria": False}
        layers: list[Spec] = [
            {"data": {"values": spans}, "mark": rule, "encoding": ends},
            {"data": {"values": asked}, "mark": ring, "encoding": {"x": x, "y": y}},
            {"data": {"values": list(rows)}, "mark": _point, "encoding": {"x": x, "y": y, **self._channels, **_hover}},
        ]
        # The points stay where there are none: they carry the scales.
        return [layer for layer in layers if layer["data"]["values"] or layer is layers[-1]]

    def _labels(self, rows: Sequence[Mapping[str, Any]], boards: Sequence[Board], x: str, frame: Frame) -> list[Spec]:
        """Names of the board asked for and of those in the highest bands, where there is room."""
        if not rows:
            return []
        asked = {at: row["name"] for at, row in enumerate(rows) if row["unit"] == self.unit}
        high = [at for at, board in enumerate(boards) if board.band >= _named and self.named]
        high.sort(key=lambda at: (-boards[at].band, -(boards[at].risk or 0.0)))
        points = [np.array([row[name] for row in rows], dtype=float) for name in (x, "risk")]
        return label_layer(place_labels(frame, frame.pixels(*points), asked | {at: rows[at]["name"] for at in high}))

    def _main(self, width: float, *, first: bool) -> Spec:
        rows = [self._row(board) for board in self._both]
        x = {
            "field": "quality",
            "type": "quantitative",
            "title": self.texts("map.quality"),
            "scale": _quality_scale,
            "axis": _quality_axis,
        }
        frame = Frame(width, _height, (0.0, 1.0), (self._bottom, self._top))
        above: Spec = {"align": "center", "baseline": "bottom", "dy": -3}
        return {
            "width": width,
            "height": _height,
            "layer": [
                *self._limit_layers("risk", "y", {"x": {"value": "width"}}, _beside),
                *self._limit_layers("quality", "x", {"y": {"value": 0}}, above),
                *self._marks(rows, x, first),
                *self._labels(rows, self._both, "quality", frame),
            ],
        }

    def _aside(self, state: str, width: float, *, first: bool, last: bool) -> Spec:
        """Boards without Q: their place from left to right is their order by E and nothing else."""
        boards = self._asides[state]
        rows = [self._row(board) | {"place": at} for at, board in enumerate(boards, start=1)]
        wide = width > _strip
        title = self.texts(f"map.{'wide' if wide else 'strip'}_{state}", count=self.texts.number(len(rows)))
        x = {
            "field": "place",
            "type": "quantitative",
            "title": textwrap.wrap(title, max(10, int(width / 6))),
            "scale": {"domain": [0, len(rows) + 1], "nice": False},
            "axis": {"labels": False, "ticks": False, "grid": False},
        }
        frame = Frame(width, _height, (0.0, len(rows) + 1.0), (self._bottom, self._top))
        place: Spec = {"x": {"value": "width"}} if last else {}
        return {
            "width": width,
            "height": _height,
            "view": {"fill": _wash},
            "layer": [
                *self._limit_layers("risk", "y", place, _beside),
                *self._marks(rows, x, first),
                *(self._labels(rows, boards, "place", frame) if wide else []),
            ],
        }

    def _strip_below(self, width: float, *, legend: bool) -> Spec:
        """Boards with Q and without E: a strip that has no scale of risk."""
        x = {
            "field": "quality",
            "type": "quantitative",
            "title": self.texts("map.strip_no_risk", count=self.texts.number(len(self._below))),
            "scale": _quality_scale,
            "axis": {**_quality_axis, "titleAnchor": "start"},
        }
        channels = self._channels
        if not legend:
            channels = {name: channel | {"legend": None} for name, channel in channels.items()}
        return {
            "width": width,
            "height": _below_height,
            "view": {"fill": _wash},
            "data": {"values": [self._row(board) for board in self._below]},
            "mark": _point,
            "encoding": {"x": x, "y": {"value": 18}, **channels, **_hover},
        }


def _by_risk(board: Board) -> tuple[float, str]:
    return board.risk or 0.0, board.unit


def _nothing(width: float, height: float) -> Spec:
    mark = {"type": "point", "opacity": 0, "aria": False}
    return {"width": width, "height": height, "view": {"stroke": None}, "data": {"values": []}, "mark": mark}
