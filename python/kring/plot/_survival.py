# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far chains come: the share that reaches each step, a line a unit or a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kring.frames.arrays import to_array
from kring.plot._cell import display_names
from kring.plot._lanes import heading, wide
from kring.plot._panels import label_lines, name_width, numbered_labels, panels_chart, table_rows, two_lines
from kring.plot._scope import Scope, column, phases, slate, unit_names
from kring.plot._texts import Texts
from kring.plot._theme import Spec, ink

if TYPE_CHECKING:
    from kring.cycle import Dossier

_colours: Final = ("#0068a8", "#b84a00", "#7b3f83", "#22734f", "#6b7883", "#8c6d00")
_dashes: Final = ([6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3], [10, 4])
_told_apart: Final = 6
# Lines that coincide are drawn this far apart, as a share.
_apart: Final = 0.011
# The whole name stands below, beside its numbers.
_shortened: Final = "length(datum.label) > 44 ? slice(datum.label, 0, 43) + '…' : datum.label"
_listed: Final = 20


def survival_chart(dossier: Dossier, unit: str | None, level: str, day: int | None, texts: Texts) -> Spec:
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
    return panels_chart(panels, dossier, texts, day, *scope.notes())


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
    rows = table_rows(table, *names)
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
            "minExtent": max(60.0, name_width(names)),
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


def _reached(row: Mapping[str, Any], texts: Texts) -> str:
    said = (
        texts("wheel.of", count=texts.number(row["reached"]), of=texts.number(row["at_risk"])) if row["at_risk"] else ""
    )
    waits = texts("survival.waits", count=texts.number(row["not_yet_due"])) if row["not_yet_due"] else ""
    return "\n".join(part for part in (said, waits) if part) or "–"


def _at_risk(groups: Mapping[str, Sequence[Mapping[str, Any]]], texts: Texts) -> Spec:
    """The numbers below the lines: how many were at risk at every step, and how many reach it or wait."""
    rows = []
    labels = numbered_labels(list(groups))
    for label, held in zip(labels, groups.values(), strict=True):
        rows.append({"group": label, "step": texts("phase.ambition"), "said": texts.number(_starts(held))})
        rows += [{"group": label, "step": texts(f"phase.{row['step']}"), "said": _reached(row, texts)} for row in held]
    side = {"title": None, "ticks": False, "domain": False, "labelPadding": 8, "labelLimit": 0, "grid": False,
            "minExtent": max(60.0, name_width(list(groups))), "labelExpr": "split(datum.label, '\\n')"}  # fmt: skip
    words: Spec = {
        "type": "text",
        "fontSize": 11,
        "lineBreak": "\n",
        "lineHeight": 12,
        "baseline": "middle",
        "color": ink,
    }
    words["dy"] = {"expr": two_lines}
    return {
        "title": {"text": texts("survival.table"), "fontSize": 11.5, "fontWeight": "normal", "anchor": "start"},
        "width": wide + 60,
        "height": {"step": max(30, 13 * max(len(label_lines(name)) for name in groups) + 6)},
        "data": {"values": rows},
        "mark": words,
        "encoding": {
            "x": _steps_axis(texts, labels=False) | {"axis": None},
            "y": {"field": "group", "type": "nominal", "sort": None, "axis": side},
            "text": {"field": "said", "type": "nominal"},
        },
    }
