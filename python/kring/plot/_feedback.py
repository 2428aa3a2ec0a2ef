# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who was heard at which step of the cycle: roles by phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kring.plot._lanes import heading, wide
from kring.plot._panels import table_rows, two_lines
from kring.plot._scope import Scope, good, slate
from kring.plot._texts import Texts
from kring.plot._theme import Spec, ink

if TYPE_CHECKING:
    pass

# The darkest ground of a cell on which words can be read.
_ground_of: Final = {good: "#85b4d8", slate: "#a3b6c6"}


def feedback_panel(scope: Scope) -> Spec:
    """Every role by every phase; roles from within and from outside apart."""
    texts, names = scope.texts, ("phase", "role", "internal", "consulted", "judging", "records")
    rows = [_heard(row, texts) for row in table_rows(scope.dossier._core.feedback(scope.unit), *names)]
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
    words["dy"] = {"expr": two_lines}
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
