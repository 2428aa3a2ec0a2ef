# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a dossier and of its scores: wheel, lanes, profile, feedback and survival."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kring import InvalidValue
from kring.frames.arrays import to_array
from kring.plot._altair import altair_chart
from kring.plot._cell import display_names
from kring.plot._lanes import heading, lanes_panel, wide
from kring.plot._texts import Language, Texts
from kring.plot._theme import Spec, configuration, ink
from kring.plot._wheel import Scope, Wheel, column, good, phases, slate, small_print, source_lines, unit_names

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.quality import Quality

kinds: Final = ("wheel", "lanes", "feedback", "survival")
"""Pictures of a dossier; of scores there is ``"profile"`` too."""

_properties: Final = ("ambition", "visibility", "traceability", "reliability", "quality")
_most_units: Final = 80


def plot_quality(quality: Quality, kind: str, unit: str | None, *, language: Language = "en") -> Any:
    """Draw a picture of what was assessed; see ``Quality.plot``.

    ``"wheel"`` and ``"lanes"`` are about one unit, which may be left out where one was assessed; without it
    ``"feedback"`` is about all records, ``"profile"`` and ``"survival"`` are about all units.

    Raises
    ------
    kring.InvalidValue
        For an unknown kind or language, or a unit that has to be given.
    kring.UnknownIdentifier
        For a unit the dossier does not have.
    ImportError
        Where altair is not installed; the wheel does without.
    """
    return _altair(picture_of_quality(quality, kind, unit, language=language))


def picture_of_quality(quality: Quality, kind: str, unit: str | None, *, language: Language = "en") -> Wheel | Spec:
    """Return the picture of :func:`plot_quality`: a wheel, or a Vega-Lite 6 specification, without altair."""
    texts, day = Texts(language), (quality.on - datetime.date(1970, 1, 1)).days
    if kind == "profile":
        return _chart(_profile(quality, unit, texts, day), quality.dossier, texts, day, _profile_line(quality, texts))
    known = (*kinds[:2], "profile", *kinds[2:])
    if kind not in known:
        raise InvalidValue(f"kind is {kind!r}; expected one of {', '.join(known)}")
    if kind == "survival":
        return _survival(quality.dossier, unit, quality.level, day, texts)
    alone = quality.units[0] if len(quality.units) == 1 else None
    return _of_unit(quality.dossier, kind, unit or alone, quality.units, day, texts)


def plot_dossier(
    dossier: Dossier,
    kind: str,
    unit: str | None = None,
    *,
    on: str | datetime.date | None = None,
    language: Language = "en",
) -> Any:
    """Draw a picture of a dossier.

    Parameters
    ----------
    dossier
        The dossier.
    kind
        ``"wheel"``: the cycle with what passes from step to step; ``"lanes"``: the records over the years;
        ``"feedback"``: who was heard at which step; ``"survival"``: how far chains come.
    unit
        A unit of any kind, with all below it. Left out: the unit that has none above it, where there is one; for
        ``"survival"``, and for ``"feedback"`` where there are several: all.
    on
        The day on which is asked; left out, ``last_day``.
    language
        ``"en"`` or ``"nl"``.

    Raises
    ------
    As :func:`plot_quality`.
    """
    return _altair(picture_of_dossier(dossier, kind, unit, on=on, language=language))


def picture_of_dossier(
    dossier: Dossier,
    kind: str,
    unit: str | None = None,
    *,
    on: str | datetime.date | None = None,
    language: Language = "en",
) -> Wheel | Spec:
    """Return the picture of :func:`plot_dossier`: a wheel, or a Vega-Lite 6 specification, without altair."""
    texts, day = Texts(language), dossier._day(on)
    if kind not in kinds:
        raise InvalidValue(f"kind is {kind!r}; expected one of {', '.join(kinds)}")
    pairs = list(zip(column(dossier, "units", "unit"), column(dossier, "units", "parent"), strict=True))
    if kind == "survival":
        held = column(dossier, "units", "kind")
        level = "institution" if "institution" in held or not held else held[0]
        return _survival(dossier, unit, level, day, texts)
    # The top of the tree needs no row of its own.
    named = {name for name, _ in pairs}
    tops = [name for name, parent in pairs if parent not in named]
    return _of_unit(dossier, kind, unit or (tops[0] if len(tops) == 1 else None), tops, day, texts)


def _of_unit(
    dossier: Dossier, kind: str, unit: str | None, known: Sequence[str], day: int | None, texts: Texts
) -> Wheel | Spec:
    if unit is not None:
        # Raises for a unit that is not there, and names the nearest.
        dossier._core.standing(unit)
    elif kind != "feedback":
        more = f", ... ({len(known)} units)" if len(known) > 5 else ""
        raise InvalidValue(f"unit is not given; expected one of {', '.join(known[:5])}{more}")
    scope = Scope(dossier, unit, day, texts)
    if kind == "wheel":
        return Wheel(scope)
    if kind == "feedback":
        return _chart([_feedback(scope)], dossier, texts, day, *scope.notes())
    panel, notes = lanes_panel(scope)
    return _chart([panel], dossier, texts, day, *notes, *scope.notes())


def _altair(picture: Wheel | Spec) -> Any:
    return picture if isinstance(picture, Wheel) else altair_chart(picture)


def _chart(panels: Sequence[Spec], dossier: Dossier, texts: Texts, day: int | None, *notes: str) -> Spec:
    """A chart of panels below each other, with what a reader must know and the source at the foot."""
    foot = " ".join([*notes, *source_lines(dossier, texts, day)])
    separate = dict.fromkeys(("color", "fill", "shape", "stroke", "strokeDash"), "independent")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {
            "text": textwrap.wrap(foot, 150),
            "orient": "bottom",
            "anchor": "start",
            "fontSize": 10.5,
            "fontWeight": "normal",
            "color": small_print,
            "offset": 12,
        },
        "vconcat": list(panels),
        "spacing": 22,
        "resolve": {"scale": separate, "legend": separate},
        "config": configuration(texts),
    }


def _profile_line(quality: Quality, texts: Texts) -> str:
    one = quality.profile
    status = texts(f"status.{one.status}")
    return texts("dossier.profile", id=one.id, version=one.version, status=status, digest=one.digest[:12])


def _columns(table: Any, *names: str) -> list[dict[str, Any]]:
    """The rows of a table of the core."""
    columns = [to_array(table, name).tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


# --- profile: the four properties and their blend ---


@dataclass(frozen=True)
class Scored:
    """A unit with its values: as stated, with the unknown taken as in order, and the pessimistic reliability."""

    name: str
    values: Mapping[str, float | None]
    lenient: Mapping[str, float | None]
    low: float | None


def _profile(quality: Quality, unit: str | None, texts: Texts, day: int) -> list[Spec]:
    rows = _columns(quality.table, "unit", "state", "reason")
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
    panels, room = [], max((_name_width([labels[row["unit"]]]) for row in rows), default=0.0)
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
    for row in _columns(quality._core.reach(), "unit", "reading", *_properties, "reliability_low"):
        found[row["unit"], row["reading"]] = row
    return [
        Scored(labels[unit], found[unit, "strict"], found[unit, "lenient"], found[unit, "strict"]["reliability_low"])
        for unit in units
    ]


# A short upright line.
_tick: Final = "M-0.12,-1L0.12,-1L0.12,1L-0.12,1Z"
_column_width: Final = 112


def _label_lines(name: str) -> list[str]:
    return [line for part in name.split("\n") for line in textwrap.wrap(part, 34)] or [" "]


def _labels(names: Sequence[str]) -> list[str]:
    """Names in lines of a readable length; an invisible space keeps apart those that look the same."""
    made: dict[str, None] = {}
    for name in names:
        label = "\n".join(_label_lines(name))
        while label in made:
            label += "\u200b"
        made[label] = None
    return list(made)


def _dots(found: Sequence[Scored], title: Spec, colour: str, texts: Texts, room: float) -> Spec:
    """A column a property, a row a unit."""
    names = _labels([one.name for one in found])
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


# The darkest ground of a cell on which words can be read.
_ground_of: Final = {good: "#85b4d8", slate: "#a3b6c6"}
# Two lines of text stand around the middle, as one does.
_two_lines: Final = "length(split(datum.said, '\\n')) > 1 ? -6 : 0"


# --- feedback: who was heard ---


def _feedback(scope: Scope) -> Spec:
    """Every role by every phase; roles from within and from outside apart."""
    texts, names = scope.texts, ("phase", "role", "internal", "consulted", "judging", "records")
    rows = [_heard(row, texts) for row in _columns(scope.dossier._core.feedback(scope.unit), *names)]
    key = "feedback.title" if scope.is_account else "feedback.title_reconstruction"
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        group = "unstated" if not row["role"] else "internal" if row["internal"] else "external"
        groups.setdefault(group, []).append(row)
    hue = _ground_of[good if scope.is_account else slate]
    order = [group for group in ("internal", "external", "unstated") if group in groups]
    panels = [_heat(groups[group], texts(f"feedback.{group}"), hue, texts, at == 0) for at, group in enumerate(order)]
    return {
        "title": heading(texts(key, unit=scope.name), texts("feedback.subtitle")),
        "vconcat": panels,
        "spacing": 14,
        "resolve": {"scale": {"fill": "shared"}, "legend": {"fill": "shared"}},
    }


def _heard(row: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    phase = texts(f"phase.{row['phase']}")
    records = texts("feedback.records", count=texts.number(row["records"]))
    said = [texts(f"feedback.{part}", count=texts.number(row[part])) for part in ("consulted", "judging") if row[part]]
    role = texts(f"role.{row['role'] or 'not_stated'}")
    most = max(row["consulted"], row["judging"])
    return {
        **row, "role": row["role"] or "", "role_text": role, "phase_text": f"{phase}\n{records}",
        "said": "\n".join(said), "share": most / row["records"] if most else None,
        "tip": f"{role}, {phase}: {'; '.join(said) or texts('feedback.empty')} ({records})",
    }  # fmt: skip


def _heat(rows: Sequence[Mapping[str, Any]], name: str, hue: str, texts: Texts, first: bool) -> Spec:
    """The cells of roles of one kind, with their counts in words; those without anyone stay empty."""
    order = list(dict.fromkeys(row["phase_text"] for row in rows))
    head = {"orient": "top", "labelAngle": 0, "labelExpr": "split(datum.label, '\\n')", "labels": first, "ticks": False,
            "domain": False, "title": None, "labelPadding": 20, "labelLimit": 0}  # fmt: skip
    side = {"title": None, "ticks": False, "domain": False, "labelPadding": 8, "minExtent": 110, "labelLimit": 0}
    x = {
        "field": "phase_text",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": order, "padding": 0.05},
        "axis": head,
    }
    y = {"field": "role_text", "type": "nominal", "sort": None, "axis": side, "scale": {"padding": 0.05}}
    heard = [row for row in rows if row["share"] is not None]
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    legend = {"orient": "bottom", "direction": "horizontal", "title": texts("feedback.share"), "format": ".0%",
              "titleFontWeight": "normal", "titleLimit": 0, "titleColor": ink, "titleFontSize": 11,
              "gradientLength": 180, "values": [0, 0.5, 1]}  # fmt: skip
    fill = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": ["#dfe8ef", hue]},
        "legend": legend,
    }
    words: Spec = {
        "type": "text",
        "fontSize": 10.5,
        "lineBreak": "\n",
        "lineHeight": 12,
        "baseline": "middle",
        "aria": False,
    }
    words["dy"] = {"expr": _two_lines}
    ground = {"type": "rect", "stroke": "#c3ccd3", "strokeDash": [2, 2]}
    # A phase without records is grey: nobody could be heard on it.
    cell: Spec = {"condition": {"test": "datum.records == 0", "value": "#f1f1f0"}, "value": "white"}
    return {
        "title": {"text": name, "fontSize": 12, "anchor": "start", "frame": "bounds", "offset": 4},
        "width": wide + 80,
        "height": {"step": 34},
        "layer": [
            {"data": {"values": list(rows)}, "mark": ground, "encoding": {"x": x, "y": y, "color": cell, **hover}},
            {"data": {"values": heard}, "mark": {"type": "rect"}, "encoding": {"x": x, "y": y, "fill": fill, **hover}},
            {
                "data": {"values": heard},
                "mark": words,
                "encoding": {
                    "x": x,
                    "y": y,
                    "text": {"field": "said", "type": "nominal"},
                    "color": {"value": ink},
                },
            },
        ],
    }


# --- survival: how far chains come ---

_colours: Final = ("#0068a8", "#b84a00", "#7b3f83", "#22734f", "#6b7883", "#8c6d00")
_dashes: Final = ([6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3], [10, 4])
_told_apart: Final = 6
# Lines that coincide are drawn this far apart, as a share.
_apart: Final = 0.011
# The whole name stands below, beside its numbers.
_shortened: Final = "length(datum.label) > 44 ? slice(datum.label, 0, 43) + '…' : datum.label"
_listed: Final = 20


def _survival(dossier: Dossier, unit: str | None, level: str, day: int | None, texts: Texts) -> Spec:
    """One line a unit, or a year where there is one unit, and all together."""
    by, names, level = _groups(dossier, unit, level, texts)
    scope = Scope(dossier, unit, day, texts)
    everything = _lines_of(dossier, "all", level, day).get("", [])
    found = _lines_of(dossier, by, level, day)
    found = {names.get(name, name): rows for name, rows in found.items() if unit in (None, name)}
    label = texts("survival.all")
    # One year or unit that is everything needs no second line.
    if unit is None and list(found.values()) == [everything]:
        found = {}
    title = dossier.name if unit is None else next(iter(found), names.get(unit, unit))
    key = "survival.title" if scope.is_account else "survival.title_reconstruction"
    notes = [texts("survival.subtitle")]
    if not everything or not everything[0]["at_risk"]:
        notes.append(texts("survival.nobody"))
    elif by == "unit" and unit is None and len(names) > len(found) > 0:
        notes.append(texts("survival.units_without", count=texts.number(len(names) - len(found))))
    elif by == "year" and found:
        notes.append(texts("survival.years_undated"))
    if 0 < len(found) <= _told_apart:
        notes.append(texts("survival.beside"))
    if len(found) > _told_apart:
        many = "survival.many_listed" if len(found) <= _listed else "survival.many"
        notes.append(texts(many, count=texts.number(len(found))))
    told = {label: everything} | (found if len(found) <= _listed else {})
    head = heading(texts(key, unit=title), " ".join(notes))
    panels = [_curves({label: everything} | found, head, scope.is_account, texts), _at_risk(told, texts)]
    return _chart(panels, dossier, texts, day, *scope.notes())


def _groups(dossier: Dossier, unit: str | None, level: str, texts: Texts) -> tuple[str, dict[str, str], str]:
    """By what lines are drawn, the names of the units of the level, and the level."""
    pairs = list(zip(column(dossier, "units", "unit"), column(dossier, "units", "kind"), strict=True))
    if unit is not None:
        dossier._core.standing(unit)
        level = dict(pairs)[unit]
    units = [name for name, kind in pairs if kind == level]
    full = display_names(np.array(units, dtype=object), unit_names(dossier))
    # A unit may be called as all together is.
    full = [
        f"{label} ({name})" if label == texts("survival.all") else label
        for name, label in zip(units, full, strict=True)
    ]
    return ("unit" if unit is not None or len(units) > 1 else "year"), dict(zip(units, full, strict=True)), level


def _lines_of(dossier: Dossier, by: str, level: str, day: int | None) -> dict[str, list[dict[str, Any]]]:
    table = dossier._core.survival("ambition", by, level, "lenient", day)
    names = ("step", "at_risk", "reached", "not_yet_due", "survival")
    rows = _columns(table, *names)
    groups = [""] * len(rows) if by == "all" else to_array(table, by).tolist()
    found: dict[str, list[dict[str, Any]]] = {}
    for group, row in zip(groups, rows, strict=True):
        found.setdefault(str(group), []).append(row)
    return found


def _starts(rows: Sequence[Mapping[str, Any]]) -> int:
    return int(rows[0]["at_risk"] + rows[0]["not_yet_due"]) if rows else 0


def _steps_axis(texts: Texts, labels: bool) -> Spec:
    names = [texts(f"phase.{phase}") for phase in phases]
    return {
        "field": "step",
        "type": "nominal",
        "sort": None,
        "title": texts("survival.step") if labels else None,
        "scale": {"type": "point", "domain": names, "padding": 0.5},
        "axis": {
            "labelAngle": 0,
            "labels": labels,
            "ticks": labels,
            "domain": labels,
            "labelLimit": 0,
            "grid": not labels,
        },
    }


def _curve_rows(groups: Mapping[str, Sequence[Mapping[str, Any]]], few: bool, texts: Texts) -> list[dict[str, Any]]:
    """The points of all lines, all together last so that it is drawn over the others."""
    rows: list[dict[str, Any]] = []
    for name, held in [*list(groups.items())[1:], *list(groups.items())[:1]]:
        first = {"share": 1.0, "step": texts("phase.ambition"), "said": texts("survival.starts", count=_starts(held))}
        rows += [{"group": name, **first}] if _starts(held) else []
        for row in (row for row in held if row["survival"] is not None):
            said = _reached(row, texts).replace("\n", "; ")
            rows.append({"group": name, "share": row["survival"], "step": texts(f"phase.{row['step']}"), "said": said})
    same: dict[tuple[str, float], list[dict[str, Any]]] = {}
    for row in rows:
        same.setdefault((row["step"], round(row["share"], 2)), []).append(row)
        row["tip"] = f"{row['group']}, {row['step']}: {texts.percentage(row['share'], 0)} ({row['said']})"
    for beside in same.values():
        for at, row in enumerate(beside):
            row["y"] = row["share"] + (_apart * ((len(beside) - 1) / 2 - at) if few else 0.0)
    return rows


def _curves(groups: Mapping[str, Sequence[Mapping[str, Any]]], title: Spec, is_account: bool, texts: Texts) -> Spec:
    names = list(groups)
    few = len(names) - 1 <= _told_apart
    rows = _curve_rows(groups, few, texts)
    colours = [ink, *(_colours if is_account else (slate,) * 6)] if few else [ink, *["#9aa6af"] * (len(names) - 1)]
    dashes: list[list[int]] = [[1, 0], *_dashes] if few else [[1, 0]] * len(names)
    legend = {"symbolType": "stroke", "symbolSize": 300, "orient": "top", "direction": "horizontal", "columns": 3,
              "labelLimit": 0, "offset": 10, "labelExpr": _shortened}  # fmt: skip
    series: Spec = {"field": "group", "type": "nominal", "legend": legend if few and len(names) > 1 else None}
    stroke = series | {"scale": {"domain": names, "range": colours[: len(names)]}}
    dash = series | {"scale": {"domain": names, "range": dashes[: len(names)]}}
    width = {"condition": {"test": {"field": "group", "equal": names[0]}, "value": 3}, "value": 1.8 if few else 1}
    y = {
        "field": "y",
        "type": "quantitative",
        "title": texts("survival.axis"),
        "scale": {"domain": [-0.04, 1.04], "nice": False, "zero": False},
        "axis": {
            "format": ".0%",
            "values": [0, 0.2, 0.4, 0.6, 0.8, 1],
            "minExtent": max(60.0, _name_width(names)),
            "titleX": -46,
        },
    }
    x = _steps_axis(texts, labels=True)
    hover: Spec = {"tooltip": {"field": "tip", "type": "nominal"}, "description": {"field": "tip", "type": "nominal"}}
    dots = {"type": "point", "filled": True, "size": 42, "opacity": 1}
    fill = series | {"legend": None, "scale": {"domain": names, "range": colours[: len(names)]}}
    line = {"x": x, "y": y, "stroke": stroke, "strokeDash": dash, "strokeWidth": width}
    return {
        "title": title,
        "width": wide + 60,
        "height": 280,
        "layer": [
            {"data": {"values": rows}, "mark": {"type": "line", "aria": False}, "encoding": line},
            {"data": {"values": rows}, "mark": dots, "encoding": {"x": x, "y": y, "fill": fill, **hover}},
        ],
    }


def _name_width(names: Sequence[str]) -> float:
    """The room beside a chart for names."""
    return 14 + 5.6 * max(len(line) for name in names for line in _label_lines(name))


def _reached(row: Mapping[str, Any], texts: Texts) -> str:
    said = (
        texts("wheel.of", count=texts.number(row["reached"]), of=texts.number(row["at_risk"])) if row["at_risk"] else ""
    )
    waits = texts("survival.waits", count=texts.number(row["not_yet_due"])) if row["not_yet_due"] else ""
    return "\n".join(part for part in (said, waits) if part) or "–"


def _at_risk(groups: Mapping[str, Sequence[Mapping[str, Any]]], texts: Texts) -> Spec:
    """The numbers below the lines: how many were at risk at every step, and how many reach it or wait."""
    rows = []
    labels = _labels(list(groups))
    for label, held in zip(labels, groups.values(), strict=True):
        rows.append({"group": label, "step": texts("phase.ambition"), "said": texts.number(_starts(held))})
        rows += [{"group": label, "step": texts(f"phase.{row['step']}"), "said": _reached(row, texts)} for row in held]
    side = {"title": None, "ticks": False, "domain": False, "labelPadding": 8, "labelLimit": 0, "grid": False,
            "minExtent": max(60.0, _name_width(list(groups))), "labelExpr": "split(datum.label, '\\n')"}  # fmt: skip
    words: Spec = {
        "type": "text",
        "fontSize": 11,
        "lineBreak": "\n",
        "lineHeight": 12,
        "baseline": "middle",
        "color": ink,
    }
    words["dy"] = {"expr": _two_lines}
    return {
        "title": {"text": texts("survival.table"), "fontSize": 11.5, "fontWeight": "normal", "anchor": "start"},
        "width": wide + 60,
        "height": {"step": max(30, 13 * max(len(_label_lines(name)) for name in groups) + 6)},
        "data": {"values": rows},
        "mark": words,
        "encoding": {
            "x": _steps_axis(texts, labels=False) | {"axis": None},
            "y": {"field": "group", "type": "nominal", "sort": None, "axis": side},
            "text": {"field": "said", "type": "nominal"},
        },
    }
