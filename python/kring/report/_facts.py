# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report says, as numbers: nothing here depends on a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from kring.plot._cell import Cell, cells
from kring.plot._funnel import limits

if TYPE_CHECKING:
    from kring.results import Comparison

limit_z: Final = 3.0902
"""Beyond this an adjusted z-score lies outside its 99.8% limits."""


@dataclass(frozen=True)
class Summary:
    """How many units of one group, indicator and school year lie outside the limits, before and after.

    `below` and `above` count units outside the exact 99.8% limits of chance; `after_below` and `after_above` those with
    an adjusted z-score beyond 3.0902; both among units about which a statement is made.
    """

    indicator: str
    group: str
    level: str
    school_year: str
    units: int
    compared: int
    target: float
    below: int
    above: int
    after_below: int
    after_above: int
    flagged_low: int
    flagged_high: int
    phi: float
    tau: float
    rankability: float

    @property
    def before(self) -> int:
        """Units outside the limits of chance."""
        return self.below + self.above

    @property
    def after(self) -> int:
        """Units outside when the usual spread is allowed for."""
        return self.after_below + self.after_above

    @property
    def flagged(self) -> int:
        """Units that stand out."""
        return self.flagged_low + self.flagged_high

    @property
    def no_statement(self) -> int:
        """Units without a statement."""
        return self.units - self.compared


def summarise(cell: Cell) -> Summary:
    """Summarise one group, indicator and school year."""
    spoken = cell.where(cell["state"] != "no_statement")
    state = spoken["state"]
    z = spoken["adjusted_z_score"].astype(float)
    below, above = _outside(spoken)
    return Summary(
        indicator=cell.indicator,
        group=cell.group,
        level=cell.level,
        school_year=str(cell["school_year"][0]),
        units=len(cell),
        compared=len(spoken),
        target=float(cell["target"][0]),
        below=below,
        above=above,
        after_below=int((z < -limit_z).sum()),
        after_above=int((z > limit_z).sum()),
        flagged_low=int((state == "flagged_low").sum()),
        flagged_high=int((state == "flagged_high").sum()),
        phi=_first(spoken, "phi"),
        tau=float(np.sqrt(_first(spoken, "tau_squared"))),
        rankability=_first(spoken, "rankability"),
    )


def _first(cell: Cell, column: str) -> float:
    values = cell[column].astype(float)
    return float(values[0]) if len(values) else float("nan")


def _outside(cell: Cell) -> tuple[int, int]:
    if not len(cell):
        return 0, 0
    share = cell["share"].astype(float)
    exact = limits(cell["denominator"].astype(float), float(cell["target"][0]), 0.0)["exact"]
    return int((share < exact[:, 0]).sum()), int((share > exact[:, 3]).sum())


def summaries(comparison: Comparison) -> list[Summary]:
    """Summarise every group, indicator and school year, the latest school year first."""
    return [summarise(cell.of_year(year)) for cell in cells(comparison) for year in reversed(cell.years)]


def headline(found: list[Summary]) -> Summary | None:
    """Choose what to say first: the first indicator's largest group in its latest year, where there is a statement."""
    return next((summary for summary in found if summary.compared), None)


@dataclass(frozen=True)
class Unit:
    """A unit with what the table of units says of it and its rows in the comparison, latest school year first."""

    unit: str
    name: str
    place: str
    groups: tuple[str, ...]
    rows: NDArray[np.int64]


def units_of(comparison: Comparison, table: Mapping[str, NDArray[Any]]) -> list[Unit]:
    """Return the units of a comparison by name; the code stands in for a name that is not known."""
    columns = comparison.columns
    names, places = (lookup(table, column) for column in ("name", "place"))
    order = {indicator: at for at, indicator in enumerate(dict.fromkeys(columns["indicator"]))}
    rows: dict[str, list[int]] = {}
    for row, unit in enumerate(columns["unit"]):
        rows.setdefault(str(unit), []).append(row)
    for found in rows.values():
        found.sort(key=lambda row: order[columns["indicator"][row]])
        found.sort(key=lambda row: str(columns["school_year"][row]), reverse=True)
    made = [
        Unit(
            unit,
            names.get(unit, unit),
            places.get(unit, ""),
            tuple(dict.fromkeys(str(columns["group"][row]) for row in found)),
            np.array(found, dtype=np.int64),
        )
        for unit, found in rows.items()
    ]
    return sorted(made, key=lambda unit: (unit.name.casefold(), unit.unit))


def lookup(table: Mapping[str, NDArray[Any]], column: str) -> dict[str, str]:
    """Return the texts of a column of the table of units by unit, where there is such a column."""
    if column not in table:
        return {}
    return {
        str(unit): str(value)
        for unit, value in zip(table["unit"], table[column], strict=True)
        if value is not None and str(value).strip()
    }
