# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What both editions of a report are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kring.plot._cell import Cell, Kind
from kring.plot._texts import Language
from kring.report._dossiers import Assessed
from kring.report._facts import Summary, Unit
from kring.report._judgements import Judged
from kring.report._supervised import Supervised

if TYPE_CHECKING:
    from kring.results import Comparison


class Wording(NamedTuple):
    """Words of whoever makes the report, by language."""

    title: Mapping[Language, str]
    source: Mapping[Language, str]


@dataclass(frozen=True)
class Material:
    """What both editions are made of."""

    comparison: Comparison
    units: list[Unit]
    summaries: list[Summary]
    cells: list[Cell]
    wording: Wording
    files: tuple[str, ...]
    judged: Judged | None
    cycles: Sequence[Assessed]
    supervised: Supervised | None

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of units by code."""
        return {unit.unit: unit.name for unit in self.units}


class Picture(NamedTuple):
    """A chart of the comparison; of all groups together where it has no cell."""

    cell: Cell | None
    indicator: str
    kind: Kind


def pictures(material: Material) -> list[Picture]:
    """The charts that have something to show, in the order of the page."""
    found = []
    for indicator in dict.fromkeys(cell.indicator for cell in material.cells):
        own = [cell for cell in material.cells if cell.indicator == indicator]
        # A line needs two school years: over one, the picture would be empty.
        if len(own) > 1 and len({year for cell in own for year in cell.years}) > 1:
            found.append(Picture(None, indicator, "trend"))
        found += [Picture(cell, indicator, kind) for cell in own for kind in _kinds(cell)]
    return found


def _kinds(cell: Cell) -> list[Kind]:
    latest = cell.of_year(cell.years[-1])
    kinds: list[Kind] = []
    if np.isfinite(latest["share"].astype(float)).any() and 0 < float(latest["target"][0]) < 1:
        kinds.append("funnel")
    if np.isfinite(latest["shrunken_share"].astype(float)).any():
        kinds.append("caterpillar")
    if len(cell.years) > 1 and np.isfinite(cell["share"].astype(float)).any():
        kinds.append("trend")
    return kinds
