# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What charts of a dossier share: panels below each other, and rows of the tables they show."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from kring.frames.arrays import to_array
from kring.plot._scope import small_print, source_lines
from kring.plot._texts import Texts
from kring.plot._theme import Spec, configuration

if TYPE_CHECKING:
    from kring.cycle import Dossier


def panels_chart(panels: Sequence[Spec], dossier: Dossier, texts: Texts, day: int | None, *notes: str) -> Spec:
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


def table_rows(table: Any, *names: str) -> list[dict[str, Any]]:
    """The rows of a table of the core."""
    columns = [to_array(table, name).tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def label_lines(name: str) -> list[str]:
    """A name in lines of a readable length."""
    return [line for part in name.split("\n") for line in textwrap.wrap(part, 34)] or [" "]


def numbered_labels(names: Sequence[str]) -> list[str]:
    """Names in lines of a readable length; an invisible space keeps apart those that look the same."""
    made: dict[str, None] = {}
    for name in names:
        label = "\n".join(label_lines(name))
        while label in made:
            label += "\u200b"
        made[label] = None
    return list(made)


# Two lines of text stand around the middle, as one does.
two_lines: Final = "length(split(datum.said, '\\n')) > 1 ? -6 : 0"


def name_width(names: Sequence[str]) -> float:
    """The room beside a chart for names."""
    return 14 + 5.6 * max(len(line) for name in names for line in label_lines(name))
