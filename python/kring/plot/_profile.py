# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scores of units: the four properties and their blend, each with its lenient value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kring import InvalidValue
from kring.frames.arrays import to_array
from kring.plot._cell import display_names
from kring.plot._lanes import heading, wide
from kring.plot._panels import name_width, numbered_labels, table_rows
from kring.plot._scope import good, slate, small_print, unit_names
from kring.plot._texts import Texts
from kring.plot._theme import Spec, ink

if TYPE_CHECKING:
    from kring.quality import Quality

_properties: Final = ("ambition", "visibility", "traceability", "reliability", "quality")
_most_units: Final = 80


def profile_line(quality: Quality, texts: Texts) -> str:
    """The profile by which was scored, with version, status and digest."""
    one = quality.profile
    status = texts(f"status.{one.status}")
    return texts("dossier.profile", id=one.id, version=one.version, status=status, digest=one.digest[:12])


@dataclass(frozen=True)
class Scored:
    """A unit with its values: as stated, with the unknown taken as in order, and the pessimistic reliability."""

    name: str
    values: Mapping[str, float | None]
    lenient: Mapping[str, float | None]
    low: float | None


def profile_panels(quality: Quality, unit: str | None, texts: Texts, day: int) -> list[Spec]:
    """A panel of scores for accounts, one for reconstructions, and a line for those not examined."""
    rows = table_rows(quality.table, "unit", "state", "reason")
    if unit is not None and unit not in quality.units:
        more = f", ... ({len(rows)} units)" if len(rows) > 5 else ""
        raise InvalidValue(f"unit is {unit!r}; expected one of {', '.join(quality.units[:5])}{more}")
    rows = [row for row in rows if unit in (None, row["unit"])]
    labels = dict(
        zip(quality.units, display_names(to_array(quality.table, "unit"), unit_names(quality.dossier)), strict=True)
    )
    scored = [row["unit"] for row in rows if row["state"] != "not_examined"]
    coded = [row["unit"] for row in rows if row["reason"] == "reconstruction"]
    others = [row for row in rows if row["state"] == "not_examined" and row["reason"] != "reconstruction"]
    one = quality.profile
    said = {"id": one.id, "version": one.version, "status": texts(f"status.{one.status}")}
    for row in (row for row in rows if row["state"] == "undetermined"):
        labels[row["unit"]] += "\n" + texts("profile.undetermined", reason=texts(f"reason.{row['reason']}"))
    panels, room = [], max((name_width([labels[row["unit"]]]) for row in rows), default=0.0)
    for units, suffix, colour in ((scored, "", good), (coded, "_reach", slate)):
        if units:
            found = _scored(quality, units[:_most_units], labels)
            title = heading(texts(f"profile.title{suffix}"), texts(f"profile.subtitle{suffix}", **said))
            if len(units) > _most_units:
                capped = texts("profile.capped", count=texts.number(_most_units), all=texts.number(len(units)))
                title["subtitle"].append(capped)
            panels += [_dots(found, title, colour, texts, room), _key(colour, texts(f"profile.value{suffix}"), texts)]
    if others or not rows:
        panels.append(_unexamined(others, labels, texts, room))
    return panels


def _scored(quality: Quality, units: Sequence[str], labels: Mapping[str, str]) -> list[Scored]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in table_rows(quality._core.reach(), "unit", "reading", *_properties, "reliability_low"):
        found[row["unit"], row["reading"]] = row
    return [
        Scored(labels[unit], found[unit, "strict"], found[unit, "lenient"], found[unit, "strict"]["reliability_low"])
        for unit in units
    ]


# A short upright line.
_tick: Final = "M-0.12,-1L0.12,-1L0.12,1L-0.12,1Z"
_column_width: Final = 112


def _dots(found: Sequence[Scored], title: Spec, colour: str, texts: Texts, room: float) -> Spec:
    """A column a property, a row a unit."""
    names = numbered_labels([one.name for one in found])
    # Names stand at the first column only, in the same room in every panel.
    sides: list[Spec] = [{"minExtent": room}, *[{"labels": False}] * 4]
    columns = [
        _property(name, found, names, colour, texts, side) for name, side in zip(_properties, sides, strict=True)
    ]
    return {"title": title, "spacing": 28, "bounds": "flush", "hconcat": columns}


def _property(name: str, found: Sequence[Scored], names: Sequence[str], colour: str, texts: Texts, side: Spec) -> Spec:
    lines = max(label.count("\n") for label in names) + 1
    step = max(34 if len(found) <= 30 else 26, 13 * lines + 8)
    rows = [_score_row(one, label, name, texts) for one, label in zip(found, names, strict=True)]
    x = {
        "type": "quantitative",
        "title": texts("profile.axis"),
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {
            "values": [0, 0.25, 0.5, 0.75, 1],
            "labelExpr": "datum.value % 0.5 == 0 ? format(datum.value, '.1f') : ''",
        },
    }
    axis = {"title": None, "labelExpr": "split(datum.label, '\\n')", "labelLimit": 0, "grid": True, "ticks": False,
            "labelPadding": 8, "domain": False}  # fmt: skip
    y = {"field": "label", "type": "nominal", "sort": None, "scale": {"domain": list(names)}, "axis": axis | side}
    return {
        "title": {
            "text": texts(f"property.{name}"),
            "fontSize": 12.5,
            "anchor": "start",
            "frame": "group",
            "offset": 6,
        },
        "width": _column_width,
        "height": {"step": step},
        "layer": _score_layers(rows, x, y, colour),
    }


def _score_row(one: Scored, label: str, name: str, texts: Texts) -> dict[str, Any]:
    value, lenient = one.values[name], one.lenient[name]
    low = one.low if name == "reliability" else None
    said = texts("profile.no_value") if value is None else texts.number(value, 2)
    tip = f"{one.name}, {texts(f'property.{name}')}: {said}"
    if lenient is not None and lenient != value:
        tip += f"; {texts('profile.lenient')}: {texts.number(lenient, 2)}"
    if low is not None:
        tip += f"; {texts('profile.low')}: {texts.number(low, 2)}"
    return {"label": label, "value": value, "lenient": lenient, "low": low, "said": said, "tip": tip}


def _score_layers(rows: Sequence[Mapping[str, Any]], x: Spec, y: Spec, colour: str) -> list[Spec]:
    known = [row for row in rows if row["value"] is not None]
    above = [row for row in rows if row["lenient"] is not None and row["lenient"] != row["value"]]
    spans = [row for row in above if row["value"] is not None]
    low = [row for row in known if row["low"] is not None]
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    words = {"type": "text", "fontSize": 10, "color": ink, "dy": -10, "aria": False}
    no_value = words | {"fontStyle": "italic", "color": small_print, "align": "left", "dy": 0, "aria": True}

    def layer(data: Sequence[Mapping[str, Any]], mark: Spec, at: str, **channels: Any) -> Spec:
        return {"data": {"values": list(data)}, "mark": mark, "encoding": {"x": x | {"field": at}, "y": y, **channels}}

    def points(shape: str, size: int, opacity: float) -> Spec:
        return {"type": "point", "shape": shape, "size": size, "filled": True, "color": colour, "opacity": opacity}

    faint = {"type": "rule", "color": colour, "opacity": 0.35, "strokeWidth": 2, "aria": False}
    layers = [
        layer(spans, faint, "value", x2={"field": "lenient"}),
        layer(low, faint | {"strokeDash": [2, 2]}, "low", x2={"field": "value"}),
        layer(above, points(_tick, 130, 0.45), "lenient", **hover),
        layer(low, points("triangle-right", 46, 0.8), "low", **hover),
        layer(known, points("circle", 62, 1.0), "value", **hover),
        layer(known, words, "value", text={"field": "said", "type": "nominal"}),
        {
            "data": {"values": [row for row in rows if row["value"] is None]},
            "mark": no_value,
            "encoding": {"x": {"value": 4}, "y": y, "text": {"field": "said", "type": "nominal"}},
        },
    ]
    # The dots stay where there are none: they carry the scale.
    return [one for one in layers if one["data"]["values"] or one is layers[4]]


def _key(colour: str, value: str, texts: Texts) -> Spec:
    """What the marks of a profile mean."""
    entries = (("circle", 62, 1.0, value), (_tick, 130, 0.45, texts("profile.lenient")),
               ("triangle-right", 46, 0.8, texts("profile.low")))  # fmt: skip
    layers: list[Spec] = []
    for row, (shape, size, opacity, label) in enumerate(entries):
        place = {"x": {"value": 6}, "y": {"value": 8 + 17 * row}}
        mark = {"type": "point", "shape": shape, "size": size, "filled": True, "color": colour, "opacity": opacity}
        words = {"type": "text", "align": "left", "baseline": "middle", "dx": 10, "fontSize": 11, "color": ink}
        text = place | {"text": {"value": label}}
        layers.append({"data": {"values": [{}]}, "mark": mark | {"aria": False}, "encoding": place})
        layers.append({"data": {"values": [{}]}, "mark": words, "encoding": text})
    return {"width": wide, "height": 17 * len(entries), "layer": layers}


def _unexamined(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str], texts: Texts, room: float) -> Spec:
    """The units that were not examined, by name and reason; they have no place on a scale."""
    shown = [
        texts("profile.unit_reason", unit=labels[row["unit"]], reason=texts(f"reason.{row['reason']}"))
        for row in rows[:_most_units]
    ]
    if len(rows) > _most_units:
        shown.append(texts("wheel.more", count=texts.number(len(rows) - _most_units)))
    title = texts("profile.unexamined", count=texts.number(len(rows))) if rows else texts("profile.nobody")
    empty = {"data": {"values": [{}]}, "mark": {"type": "point", "opacity": 0, "aria": False}}
    return {"title": heading(title, "; ".join(shown)) | {"dx": -room}, "width": wide, "height": 1, **empty}
