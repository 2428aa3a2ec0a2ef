# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of advice: a map of Q against E, what each criterion contributes, and how many boards each band has."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from kring import InvalidValue, UnknownIdentifier, __version__
from kring.frames.arrays import to_array
from kring.plot._advice_map import Map
from kring.plot._altair import altair_chart
from kring.plot._boards import Board, band_name, boards_of, signed, states, value_text
from kring.plot._scope import small_print
from kring.plot._texts import Language, Texts
from kring.plot._theme import Spec, configuration, heading, ink, line_grey, total_width

if TYPE_CHECKING:
    from kring.supervision import Advice

Kind = Literal["map", "contributions", "bands"]
"""Which picture of advice."""

_state_colours: Final = {"advised": "#0068a8", "undetermined": "#a5c6dd", "not_examined": "#c9d0d6"}


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
    limits: bool = True,
    named: bool = True,
    language: Language = "en",
) -> Spec:
    """Return the picture of :func:`plot_advice` as a Vega-Lite 6 specification, without altair.

    ``without_range`` names boards whose E is the probability of one yes or no, so that no range belongs to it;
    ``limits`` says whether a map shows where a higher band begins, ``named`` whether it names those in the highest.
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
        panels = Map(advice, boards, texts, unit, frozenset(without_range), limits, named).panels()
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


def contributions_of(advice: Advice, unit: str) -> dict[str, float]:
    """Return what each criterion contributes to the band, the largest first."""
    known = {name: value for name, value in advice.contributions(unit).items() if value is not None}
    return dict(sorted(known.items(), key=lambda item: -abs(item[1])))


def reference_bands(advice: Advice) -> dict[str, int]:
    """Return the band that the reference of the profile has, with what it does not name taken from each board."""
    table = advice._core.all_contributions()
    columns = (to_array(table, name).tolist() for name in ("unit", "reference_band"))
    return {unit: int(band) for unit, band in zip(*columns, strict=True)}


_hover: Final[Spec] = {
    "tooltip": {"field": "tip", "type": "nominal"},
    "description": {"field": "tip", "type": "nominal"},
}


def _contributions(advice: Advice, board: Board, texts: Texts) -> Spec:
    found, compared = contributions_of(advice, board.unit), reference_bands(advice)[board.unit]
    rows = [_contribution(board, criterion, value, texts) for criterion, value in found.items()]
    reach = max(0.5, *(abs(value) for value in found.values())) * 1.25
    x = {
        "field": "value",
        "type": "quantitative",
        "title": texts("contributions.axis"),
        "scale": {"domain": [-reach, reach], "nice": False},
        "axis": {"tickCount": 5, "format": "+.1f", "titleAnchor": "end"},
    }
    axis = {"labelExpr": "split(datum.label, '\\n')", "labelLimit": 0, "ticks": False, "domain": False}
    y = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": axis}
    colours = {texts("contributions.less"): "#0068a8", texts("contributions.more"): "#b84a00"}
    scale = {"domain": list(colours), "range": list(colours.values())}
    fill = {"field": "kind", "type": "nominal", "scale": scale}
    zero = {"x": {"field": "value", "type": "quantitative"}}
    name = texts("contributions.title", name=board.name, band=band_name(advice.profile, board.band, texts.language))
    return {
        "title": heading(name, _compared(advice, board, compared, sum(found.values()), texts)),
        "width": total_width - 230,
        "height": {"step": 30},
        "data": {"values": rows},
        "layer": [
            {"mark": {"type": "bar", "height": 14}, "encoding": {"x": x, "y": y, "fill": fill, **_hover}},
            {
                "data": {"values": [{"value": 0}]},
                "mark": {"type": "rule", "color": ink, "aria": False},
                "encoding": zero,
            },
            _beside_bars(x, y, ">= 0", {"align": "left", "dx": 5}),
            _beside_bars(x, y, "< 0", {"align": "right", "dx": -5}),
        ],
    }


def _contribution(board: Board, criterion: str, value: float, texts: Texts) -> dict[str, Any]:
    name, held = texts(f"criterion.{criterion}"), value_text(criterion, board.values[criterion], texts)
    said = texts("contributions.value", criterion=name, value=held)
    return {
        "label": "\n".join(textwrap.wrap(said, 40)),
        "value": value,
        "said": signed(value, texts),
        "kind": texts(f"contributions.{'more' if value > 0 else 'less'}"),
        "tip": texts("contributions.tip", criterion=name, value=held, contribution=signed(value, texts)),
    }


def _compared(advice: Advice, board: Board, compared: int, total: float, texts: Texts) -> str:
    named = {texts(f"criterion.{name}"): texts.number(value, 2) for name, value in advice.profile.reference.items()}
    reference = ", ".join(f"{name} {value}" for name, value in named.items())
    said = texts("contributions.subtitle", reference=reference, reference_band=compared, total=signed(total, texts))
    notes = [said]
    if round(compared + total) != board.band:
        notes.append(texts("contributions.subtitle_history", band=board.band))
    if board.state == "not_examined":
        notes.append(texts("contributions.subtitle_unexamined"))
    return " ".join(notes)


def _beside_bars(x: Spec, y: Spec, side: str, place: Spec) -> Spec:
    return {
        "transform": [{"filter": f"datum.value {side}"}],
        "mark": {"type": "text", "fontSize": 11, "color": ink, "aria": False, **place},
        "encoding": {"x": x, "y": y, "text": {"field": "said", "type": "nominal"}},
    }


def _bands(advice: Advice, boards: Sequence[Board], texts: Texts) -> Spec:
    width = total_width - 110
    names = [band_name(advice.profile, band, texts.language) for band in range(len(advice.profile.bands()))]
    held = [state for state in states if any(board.state == state for board in boards)]
    rows = [row for band, name in enumerate(names) for row in _counts(boards, band, name, held, texts)]
    most = max((row["end"] for row in rows), default=1)
    labels = {texts(f"bands.{state}"): _state_colours[state] for state in held}
    x = {
        "field": "start",
        "type": "quantitative",
        "title": texts("bands.axis"),
        "scale": {"domain": [0, most * 1.04], "nice": False},
        "axis": {"format": "d", "tickMinStep": 1, "tickCount": 6},
    }
    axis = {"ticks": False, "domain": False, "labelLimit": 0}
    y = {"field": "band", "type": "nominal", "title": None, "scale": {"domain": names}, "axis": axis}
    state = {"field": "state", "type": "nominal"}
    fill = state | {"legend": {"columns": 1, "symbolOpacity": 1}, "scale": _scale(labels)}
    words = {label: "white" if colour == _state_colours["advised"] else ink for label, colour in labels.items()}
    # A count stands in its bar where the bar is wide enough for it.
    wide = [row for row in rows if (row["end"] - row["start"]) / most * width > 7 * len(row["count"]) + 2]
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "height": 20, "stroke": line_grey, "strokeWidth": 0.7},
        "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "fill": fill, **_hover},
    }
    text = {"text": {"field": "count", "type": "nominal"}, "color": state | {"legend": None, "scale": _scale(words)}}
    counts: Spec = {
        "data": {"values": wide},
        "mark": {"type": "text", "fontSize": 11, "aria": False},
        "encoding": {"x": x | {"field": "middle"}, "y": y, **text},
    }
    title = heading(texts("bands.title"), texts("bands.subtitle", count=texts.number(len(boards))))
    return {"title": title, "width": width, "height": {"step": 30}, "layer": [bars, counts]}


def _scale(by_label: Mapping[str, str]) -> Spec:
    return {"domain": list(by_label), "range": list(by_label.values())}


def _counts(boards: Sequence[Board], band: int, name: str, held: Sequence[str], texts: Texts) -> list[dict[str, Any]]:
    rows, start = [], 0
    for state in held:
        count = sum(board.band == band and board.state == state for board in boards)
        said, number = texts(f"bands.{state}"), texts.number(count)
        place = {"start": start, "end": start + count, "middle": start + count / 2}
        row = {"band": name, "state": said, "tip": texts("bands.tip", band=name, state=said, count=number)}
        if count:
            rows.append(row | place | {"count": number})
        start += count
    return rows
