# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of advice: a map of Q against E, what each criterion contributes, and how many boards each band has."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from kring import InvalidValue, UnknownIdentifier, __version__
from kring.frames.arrays import to_array
from kring.plot._altair import altair_chart
from kring.plot._cell import display_names
from kring.plot._scope import small_print, unit_names
from kring.plot._texts import Language, Texts
from kring.plot._theme import (
    Frame,
    Spec,
    configuration,
    heading,
    ink,
    label_layer,
    line_grey,
    place_labels,
    total_width,
)

if TYPE_CHECKING:
    from kring.supervision import Advice, SupervisionProfile

Kind = Literal["map", "contributions", "bands"]
"""Which picture of advice."""

criteria: Final = (
    "ambition",
    "visibility",
    "traceability",
    "reliability",
    "reliability_low",
    "quality",
    "risk",
    "risk_upper",
    "risk_secure",
    "open_breach",
    "verified",
    "cycles_at_low_band",
    "independent_expert",
    "stakeholders",
)
yes_or_no: Final = frozenset(("open_breach", "independent_expert", "stakeholders"))
counted: Final = frozenset(("verified", "cycles_at_low_band"))
states: Final = ("advised", "undetermined", "not_examined")

# From blue over grey to dark red, apart for colour-blind readers, each with a shape and its number in the legend.
band_colours: Final = ("#0068a8", "#4c95c4", "#5f6b75", "#c07000", "#8f2d00")
_shapes: Final = ("circle", "diamond", "square", "triangle-up", "cross")
_state_colours: Final = {"advised": "#0068a8", "undetermined": "#a5c6dd", "not_examined": "#c9d0d6"}
_height: Final = 300
_strip: Final = 96
_least_top: Final = 0.35
_named: Final = 3


@dataclass(frozen=True)
class Board:
    """A board as pictures and pages need it."""

    unit: str
    name: str
    band: int
    state: str
    reason: str | None
    values: Mapping[str, Any]
    """What was used of it, by criterion; None where it is not known."""

    @property
    def quality(self) -> float | None:
        """Q, where the board was examined: what a reconstruction shows is no score of the board."""
        quality: float | None = self.values["quality"]
        return None if self.state == "not_examined" else quality

    @property
    def risk(self) -> float | None:
        """E."""
        risk: float | None = self.values["risk"]
        return risk

    @property
    def upper(self) -> float | None:
        """What E stays below with the probability of its profile, where that is known and above E."""
        upper = self.values["risk_upper"]
        return None if upper is None or self.risk is None or upper <= self.risk else upper


def boards_of(advice: Advice, names: Mapping[str, str] | None = None) -> list[Board]:
    """Return the boards of advice in their order, by name where that is known."""
    known = dict(names or {})
    if advice.quality is not None:
        known = unit_names(advice.quality.dossier) | known
    table, used = advice.table, advice._core.criteria()
    found = {name: to_array(used, name).tolist() for name in used.column_names}
    columns = [to_array(table, name).tolist() for name in ("unit", "band", "state", "reason")]
    labels = display_names(to_array(table, "unit"), known)
    return [
        Board(unit, label, int(band), state, reason, {name: found[name][at] for name in criteria})
        for at, (label, unit, band, state, reason) in enumerate(zip(labels, *columns, strict=True))
    ]


def band_name(profile: SupervisionProfile, band: int, language: Language) -> str:
    """Return the number of a band and what it is called."""
    return f"{band} {profile.bands(language)[band]}"


def plot_advice(
    advice: Advice,
    kind: Kind,
    unit: str | None = None,
    *,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    language: Language = "en",
) -> Any:
    """Draw a picture of advice; see ``Advice.plot``."""
    return altair_chart(picture_of_advice(advice, kind, unit, names=names, source=source, language=language))


def picture_of_advice(
    advice: Advice,
    kind: Kind,
    unit: str | None = None,
    *,
    names: Mapping[str, str] | None = None,
    source: str | None = None,
    without_range: Collection[str] = (),
    language: Language = "en",
) -> Spec:
    """Return the picture of :func:`plot_advice` as a Vega-Lite 6 specification, without altair.

    ``without_range`` names boards whose E is the probability of one yes or no, so that no range belongs to it.
    """
    if kind not in get_args(Kind):
        raise InvalidValue(f"kind is {kind!r}; expected one of {', '.join(get_args(Kind))}")
    texts = Texts(language)
    boards = boards_of(advice, names)
    if unit is not None and unit not in {board.unit for board in boards}:
        some = ", ".join(board.unit for board in boards[:5])
        raise UnknownIdentifier(f"unit is {unit!r}; expected one of {some}, ... ({len(boards)} boards)")
    if kind == "contributions":
        if unit is None:
            raise InvalidValue("unit is not given; contributions are those of one board: give unit=...")
        panels = [_contributions(advice, next(board for board in boards if board.unit == unit), texts)]
    elif kind == "bands":
        panels = [_bands(advice, boards, texts)]
    else:
        panels = _map(advice, boards, unit, frozenset(without_range), texts)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": _footer(advice, texts, source),
        "vconcat": panels,
        "spacing": 18,
        "config": configuration(texts),
    }


def _footer(advice: Advice, texts: Texts, source: str | None) -> Spec:
    one = advice.profile
    said = [texts("chart.source", source=source.rstrip("."))] if source else []
    if not source and advice.quality is not None:
        said.append(texts("dossier.source", name=advice.quality.dossier.name, day=advice.quality.on.isoformat()))
    status = texts(f"status.{one.status}")
    said.append(texts("dossier.profile", id=one.id, version=one.version, status=status, digest=one.digest[:12]))
    said += [texts("advice.no_decision"), texts("dossier.computed", version=__version__)]
    return {
        "text": textwrap.wrap(" ".join(said), 96),
        "orient": "bottom",
        "anchor": "start",
        "fontSize": 10,
        "fontWeight": "normal",
        "color": small_print,
        "offset": 10,
    }


def _channels(advice: Advice, boards: Sequence[Board], texts: Texts) -> Spec:
    """Fill and shape by band, with one legend that names the bands that occur."""
    held = sorted({board.band for board in boards})
    labels = [band_name(advice.profile, band, texts.language) for band in held]
    title = texts("map.legend")
    legend = {"title": title, "titleFontWeight": "normal", "direction": "horizontal", "columns": 5, "symbolOpacity": 1}

    def channel(values: Sequence[str]) -> Spec:
        scale = {"domain": labels, "range": [values[min(band, len(values) - 1)] for band in held]}
        return {"field": "band", "type": "nominal", "legend": legend, "scale": scale}

    return {"fill": channel(band_colours), "shape": channel(_shapes)}


def _map(advice: Advice, boards: Sequence[Board], unit: str | None, bare: frozenset[str], texts: Texts) -> list[Spec]:
    both = [board for board in boards if board.quality is not None and board.risk is not None]
    asides = [
        [board for board in boards if board.quality is None and board.risk is not None and board.state == state]
        for state in ("undetermined", "not_examined")
    ]
    below = [board for board in boards if board.quality is not None and board.risk is None]
    neither = len(boards) - len(both) - len(below) - sum(map(len, asides))
    top = _top([*both, *asides[0], *asides[1]], bare)
    strips = [(state, held) for state, held in zip(("undetermined", "not_examined"), asides, strict=True) if held]
    channels = _channels(advice, boards, texts)
    width = total_width - (_strip + 12) * len(strips) if both or not strips else 0
    wide = _strip if width else (total_width - 12 * (len(strips) - 1)) / max(1, len(strips))
    columns = [
        _strip_panel(advice, state, held, (wide, top), channels, unit, bare, texts, first=at == 0)
        for at, (state, held) in enumerate(strips)
    ]
    if width:
        columns.append(_main_panel(advice, both, (width, top), channels, unit, bare, texts, first=not strips))
    shared = {"scale": {"fill": "shared", "shape": "shared"}, "legend": {"fill": "shared", "shape": "shared"}}
    said = [texts("map.subtitle"), _missing(boards, below, neither, texts)]
    if any(board.upper is not None and board.unit not in bare for board in boards):
        said.insert(1, texts("map.range"))
    if any(board.unit in bare for board in boards):
        said.insert(1, texts("map.bare"))
    title = heading(texts("map.title", count=texts.number(len(boards))), " ".join(filter(None, said)))
    panels: list[Spec] = [{"title": title, "hconcat": columns, "spacing": 12, "resolve": shared}]
    if below:
        panels.append(_below_panel(advice, below, channels, width or total_width, texts))
    return panels


def _missing(boards: Sequence[Board], below: Sequence[Board], neither: int, texts: Texts) -> str:
    unexamined = sum(board.state == "not_examined" for board in boards)
    said = (
        [texts("map.unexamined", count=texts.number(unexamined), all=texts.number(len(boards)))] if unexamined else []
    )
    if below:
        said.append(texts("map.no_risk_count", count=texts.number(len(below))))
    if neither:
        said.append(texts("map.neither", count=texts.number(neither)))
    return " ".join(said)


def _top(boards: Sequence[Board], bare: frozenset[str]) -> float:
    highest = max((_high(board, bare) for board in boards), default=0.0)
    return float(min(1.0, max(_least_top, highest * 1.06)))


def _high(board: Board, bare: frozenset[str]) -> float:
    risk = board.risk or 0.0
    return risk if board.unit in bare else max(risk, board.upper or 0.0)


def _row(board: Board, advice: Advice, bare: frozenset[str], texts: Texts) -> dict[str, Any]:
    upper = None if board.unit in bare else board.upper
    risk = texts("map.not_known") if board.risk is None else texts.percentage(board.risk)
    if upper is not None:
        risk = texts("map.up_to", risk=risk, upper=texts.percentage(upper))
    if board.state == "not_examined":
        quality = texts("map.not_examined")
    else:
        quality = texts("map.not_known") if board.quality is None else texts.number(board.quality, 2)
    band = band_name(advice.profile, board.band, texts.language)
    tip = texts("map.tip", name=board.name, band=band, quality=quality, risk=risk)
    return {
        "unit": board.unit,
        "name": board.name,
        "band": band,
        "colour": band_colours[min(board.band, len(band_colours) - 1)],
        "quality": board.quality,
        "risk": board.risk,
        "upper": upper,
        "tip": tip,
    }


def _limits(profile: SupervisionProfile, criterion: str) -> list[dict[str, Any]]:
    """The limits at which one criterion alone asks for a band."""
    found = []
    for gate in profile.numbers["escalation"]:
        if len(gate["when"]) == 1 and gate["when"][0]["criterion"] == criterion:
            one = gate["when"][0]
            found.append({"limit": one.get("at_least", one.get("below")), "band": gate["band"]})
    return [row for row in found if row["limit"] is not None]


def _risk_axis(top: float, first: bool, texts: Texts) -> Spec:
    axis: Spec = {"format": ".0%", "tickCount": 6} if first else {"labels": False, "ticks": False, "domain": False}
    # A little below zero, so that marks at zero are whole; the axis has no number there.
    domain = [-0.025 * top, top]
    title = texts("map.risk") if first else None
    return {"type": "quantitative", "title": title, "scale": {"domain": domain, "nice": False}, "axis": axis}


def _marks(rows: Sequence[Mapping[str, Any]], x: Spec, y: Spec, channels: Spec, unit: str | None) -> list[Spec]:
    spans = [row for row in rows if row["upper"] is not None]
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    rule = {"type": "rule", "strokeWidth": 1.4, "opacity": 0.55, "aria": False}
    stroke = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    layers: list[Spec] = []
    if spans:
        ends = {"x": x, "y": y, "y2": {"field": "upper"}, "stroke": stroke}
        layers.append({"data": {"values": spans}, "mark": rule, "encoding": ends})
    asked = [row for row in rows if row["unit"] == unit]
    if asked:
        ring = {"type": "point", "size": 220, "stroke": line_grey, "strokeWidth": 2, "filled": False, "aria": False}
        layers.append({"data": {"values": asked}, "mark": ring, "encoding": {"x": x, "y": y}})
    point = {"type": "point", "size": 62, "stroke": "white", "strokeWidth": 0.6, "opacity": 1}
    layers.append({"data": {"values": list(rows)}, "mark": point, "encoding": {"x": x, "y": y, **channels, **hover}})
    return layers


def _limit_layers(rows: Sequence[dict[str, Any]], axis: str, texts: Texts, said: bool) -> list[Spec]:
    values = [row | {"said": texts("map.limit", band=row["band"], limit=texts.number(row["limit"], 2))} for row in rows]
    if not values:
        return []
    at = {axis: {"field": "limit", "type": "quantitative"}}
    rule = {"type": "rule", "strokeDash": [4, 3], "color": line_grey, "aria": False}
    words: Spec = {"type": "text", "fontSize": 10, "color": small_print, "aria": False}
    if axis == "y":
        words |= {"align": "right", "baseline": "bottom", "dy": -2}
        place: Spec = {"x": {"value": "width"}}
    else:
        words |= {"align": "left", "baseline": "top", "angle": 0, "dx": 3, "dy": 2}
        place = {"y": {"value": 0}}
    layers: list[Spec] = [{"data": {"values": values}, "mark": rule, "encoding": at}]
    if said:
        layers.append({"data": {"values": values}, "mark": words, "encoding": at | place | {"text": {"field": "said"}}})
    return layers


def _names(rows: Sequence[Mapping[str, Any]], boards: Sequence[Board], unit: str | None) -> dict[int, str]:
    asked = {at: row["name"] for at, row in enumerate(rows) if row["unit"] == unit}
    high = sorted(
        (at for at, board in enumerate(boards) if board.band >= _named),
        key=lambda at: (-boards[at].band, -(boards[at].risk or 0.0)),
    )
    return asked | {at: rows[at]["name"] for at in high}


def _main_panel(
    advice: Advice,
    boards: Sequence[Board],
    size: tuple[float, float],
    channels: Spec,
    unit: str | None,
    bare: frozenset[str],
    texts: Texts,
    *,
    first: bool,
) -> Spec:
    width, top = size
    rows = [_row(board, advice, bare, texts) for board in boards]
    x = {
        "field": "quality",
        "type": "quantitative",
        "title": texts("map.quality"),
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"values": [0, 0.2, 0.4, 0.6, 0.8, 1], "format": ".1f"},
    }
    y = _risk_axis(top, first, texts) | {"field": "risk"}
    frame = Frame(width, _height, (0.0, 1.0), (-0.025 * top, top))
    points = frame.pixels(
        np.array([row["quality"] for row in rows], dtype=float), np.array([row["risk"] for row in rows], dtype=float)
    )
    placed = place_labels(frame, points, _names(rows, boards, unit)) if rows else []
    return {
        "width": width,
        "height": _height,
        "layer": [
            *_limit_layers(_limits(advice.profile, "risk"), "y", texts, True),
            *_limit_layers(_limits(advice.profile, "quality"), "x", texts, True),
            *_marks(rows, x, y, channels, unit),
            *label_layer(placed),
        ],
    }


def _strip_panel(
    advice: Advice,
    state: str,
    boards: Sequence[Board],
    size: tuple[float, float],
    channels: Spec,
    unit: str | None,
    bare: frozenset[str],
    texts: Texts,
    *,
    first: bool,
) -> Spec:
    """Boards without Q: their place from left to right is their order by E and nothing else."""
    width, top = size
    ordered = sorted(boards, key=lambda board: (board.risk or 0.0, board.unit))
    rows = [_row(board, advice, bare, texts) | {"place": at + 1} for at, board in enumerate(ordered)]
    title = textwrap.wrap(texts(f"map.strip_{state}", count=texts.number(len(rows))), max(16, int(width / 6)))
    x = {
        "field": "place",
        "type": "quantitative",
        "title": title,
        "scale": {"domain": [0, len(rows) + 1], "nice": False},
        "axis": {"labels": False, "ticks": False, "grid": False},
    }
    y = _risk_axis(top, first, texts) | {"field": "risk"}
    frame = Frame(width, _height, (0.0, len(rows) + 1.0), (-0.025 * top, top))
    points = frame.pixels(
        np.array([row["place"] for row in rows], dtype=float), np.array([row["risk"] for row in rows], dtype=float)
    )
    placed = place_labels(frame, points, _names(rows, ordered, unit)) if width > _strip else []
    said = first and width > _strip
    limits = _limit_layers(_limits(advice.profile, "risk"), "y", texts, False)
    if said:
        limits = _limit_layers(_limits(advice.profile, "risk"), "y", texts, True)
        limits[-1]["encoding"]["x"] = {"value": 4}
        limits[-1]["mark"]["align"] = "left"
    return {
        "width": width,
        "height": _height,
        "view": {"fill": "#f4f6f8"},
        "layer": [*limits, *_marks(rows, x, y, channels, unit), *label_layer(placed)],
    }


def _below_panel(advice: Advice, boards: Sequence[Board], channels: Spec, width: float, texts: Texts) -> Spec:
    """Boards with Q and without E: a strip that has no scale of risk."""
    rows = [_row(board, advice, frozenset(), texts) for board in boards]
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    x = {
        "field": "quality",
        "type": "quantitative",
        "title": texts("map.strip_no_risk", count=texts.number(len(rows))),
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"values": [0, 0.2, 0.4, 0.6, 0.8, 1], "format": ".1f", "titleAnchor": "start"},
    }
    silent = {name: channel | {"legend": None} for name, channel in channels.items()}
    return {
        "width": width,
        "height": 36,
        "view": {"fill": "#f4f6f8"},
        "data": {"values": rows},
        "mark": {"type": "point", "size": 62, "stroke": "white", "strokeWidth": 0.6, "opacity": 1},
        "encoding": {"x": x, "y": {"value": 18}, **silent, **hover},
    }


def value_text(criterion: str, value: Any, texts: Texts) -> str:
    """Write the value of a criterion; what is not known is said in words."""
    if value is None:
        return texts("map.not_known")
    if criterion in yes_or_no:
        return texts("contributions.yes" if value else "contributions.no")
    return texts.number(value, 0 if criterion in counted else 2)


def contributions_of(advice: Advice, unit: str) -> tuple[dict[str, float], int]:
    """Return what each criterion contributes to the band, the largest first, and the band of the reference."""
    table = advice._core.all_contributions()
    at = advice.units.index(unit)
    found = {name: to_array(table, name).tolist()[at] for name in table.column_names if name in criteria}
    known = {name: float(value) for name, value in found.items() if value is not None}
    reference = int(to_array(table, "reference_band").tolist()[at])
    return dict(sorted(known.items(), key=lambda item: -abs(item[1]))), reference


def signed(value: float, texts: Texts) -> str:
    """Write a difference with its sign."""
    text = texts.number(value, 2)
    return text if text.startswith("\u2212") or not text.strip("0.,") else "+" + text


def _contributions(advice: Advice, board: Board, texts: Texts) -> Spec:
    found, reference_band = contributions_of(advice, board.unit)
    rows: list[dict[str, Any]] = []
    for criterion, value in found.items():
        name, held = texts(f"criterion.{criterion}"), value_text(criterion, board.values[criterion], texts)
        text = signed(value, texts)
        tip = texts("contributions.tip", criterion=name, value=held, contribution=text)
        label = "\n".join(textwrap.wrap(texts("contributions.value", criterion=name, value=held), 40))
        kind = "more" if value > 0 else "less"
        rows.append({"label": label, "value": value, "said": text, "kind": texts(f"contributions.{kind}"), "tip": tip})
    reach = max(0.5, *(abs(row["value"]) for row in rows)) * 1.25
    one = advice.profile
    reference = ", ".join(f"{texts(f'criterion.{name}')} {texts.number(value, 2)}" for name, value in
                          one.reference.items())  # fmt: skip
    total = sum(found.values())
    notes = [texts("contributions.subtitle", reference=reference, reference_band=reference_band,
                  total=signed(total, texts))]  # fmt: skip
    if round(reference_band + total) != board.band:
        notes.append(texts("contributions.subtitle_history", band=board.band))
    if board.state == "not_examined":
        notes.append(texts("contributions.subtitle_unexamined"))
    x = {
        "field": "value",
        "type": "quantitative",
        "title": texts("contributions.axis"),
        "scale": {"domain": [-reach, reach], "nice": False},
        "axis": {"tickCount": 5, "format": "+.1f", "titleAnchor": "end"},
    }
    y = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelExpr": "split(datum.label, '\\n')", "labelLimit": 0, "ticks": False, "domain": False},
    }
    colours = {texts("contributions.less"): "#0068a8", texts("contributions.more"): "#b84a00"}
    kind_scale = {"domain": list(colours), "range": list(colours.values())}
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    words = {"type": "text", "fontSize": 11, "color": ink, "aria": False}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": 14},
            "encoding": {"x": x, "y": y, "fill": {"field": "kind", "type": "nominal", "scale": kind_scale}, **hover},
        },
        {
            "data": {"values": [{"value": 0}]},
            "mark": {"type": "rule", "color": ink, "aria": False},
            "encoding": {"x": {"field": "value", "type": "quantitative"}},
        },
    ]
    for up in (True, False):
        layers.append(
            {
                "transform": [{"filter": f"datum.value {'>=' if up else '<'} 0"}],
                "mark": words | {"align": "left" if up else "right", "dx": 5 if up else -5},
                "encoding": {"x": x, "y": y, "text": {"field": "said", "type": "nominal"}},
            }
        )
    title = texts("contributions.title", name=board.name, band=band_name(one, board.band, texts.language))
    return {
        "title": heading(title, " ".join(notes)),
        "width": total_width - 230,
        "height": {"step": 30},
        "data": {"values": rows},
        "layer": layers,
    }


def _bands(advice: Advice, boards: Sequence[Board], texts: Texts) -> Spec:
    names = [band_name(advice.profile, band, texts.language) for band in range(len(advice.profile.bands()))]
    rows: list[dict[str, Any]] = []
    held = [state for state in states if any(board.state == state for board in boards)]
    for band, name in enumerate(names):
        start = 0
        for state in held:
            count = sum(board.band == band and board.state == state for board in boards)
            if count:
                said = texts(f"bands.{state}")
                tip = texts("bands.tip", band=name, state=said, count=texts.number(count))
                rows.append({"band": name, "state": said, "start": start, "end": start + count, "tip": tip,
                             "middle": start + count / 2, "count": texts.number(count)})  # fmt: skip
            start += count
    most = max((row["end"] for row in rows), default=1)
    labels = {texts(f"bands.{state}"): _state_colours[state] for state in held}
    x = {
        "field": "start",
        "type": "quantitative",
        "title": texts("bands.axis"),
        "scale": {"domain": [0, most * 1.04], "nice": False},
        "axis": {"format": "d", "tickMinStep": 1, "tickCount": 6},
    }
    y = {
        "field": "band",
        "type": "nominal",
        "title": None,
        "scale": {"domain": names},
        "axis": {"ticks": False, "domain": False, "labelLimit": 0},
    }
    legend = {"columns": 1, "symbolOpacity": 1}
    fill = {
        "field": "state",
        "type": "nominal",
        "legend": legend,
        "scale": {"domain": list(labels), "range": list(labels.values())},
    }
    white = {"domain": list(labels), "range": ["white" if one == "#0068a8" else ink for one in labels.values()]}
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    # A count stands in its bar where the bar is wide enough for it.
    wide = [row for row in rows if (row["end"] - row["start"]) / most * (total_width - 110) > 7 * len(row["count"]) + 2]
    counts: Spec = {
        "data": {"values": wide},
        "mark": {"type": "text", "fontSize": 11, "aria": False},
        "encoding": {
            "x": x | {"field": "middle"},
            "y": y,
            "text": {"field": "count", "type": "nominal"},
            "color": {"field": "state", "type": "nominal", "legend": None, "scale": white},
        },
    }
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "height": 20, "stroke": line_grey, "strokeWidth": 0.7},
        "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "fill": fill, **hover},
    }
    return {
        "title": heading(texts("bands.title"), texts("bands.subtitle", count=texts.number(len(boards)))),
        "width": total_width - 110,
        "height": {"step": 30},
        "layer": [bars, counts],
    }
