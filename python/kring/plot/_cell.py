# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a comparison that belong in one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from kring import InvalidValue
from kring.plot._definition import higher_is_better
from kring.plot._texts import Texts

if TYPE_CHECKING:
    from kring.results import Comparison

Columns = Mapping[str, NDArray[Any]]


def group_keys(columns: Columns) -> list[tuple[str, str]]:
    """Return (group, level) of every row; level is empty where the comparison knows no levels."""
    levels = columns.get("level")
    groups = columns["group"]
    if levels is None:
        return [(str(group), "") for group in groups]
    return [
        (str(group), "" if level is None or level == "" else str(level))
        for group, level in zip(groups, levels, strict=True)
    ]


@dataclass(frozen=True)
class Cell:
    """Units that are compared with each other: one group (and level), one indicator, all or one of its school years."""

    comparison: Comparison
    indicator: str
    group: str
    level: str
    rows: NDArray[np.int64]

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.comparison.columns[column][self.rows]

    @property
    def years(self) -> list[str]:
        """School years, oldest first."""
        return sorted(set(self["school_year"]))

    @property
    def higher_is_better(self) -> bool:
        """Whether a high share is good."""
        return higher_is_better(self.comparison, self.indicator)

    def of_year(self, year: str) -> Cell:
        """Return the rows of one school year."""
        if year not in self.years:
            raise InvalidValue(f"school_year is {year!r}; expected one of {', '.join(self.years)}")
        return self.where(self["school_year"] == year)

    def where(self, mask: NDArray[np.bool_]) -> Cell:
        """Return the rows a mask keeps."""
        return Cell(self.comparison, self.indicator, self.group, self.level, self.rows[mask])

    def label(self, texts: Texts) -> str:
        """Name the group."""
        return texts("group.level", group=self.group, level=self.level) if self.level else self.group

    def __len__(self) -> int:
        return len(self.rows)


def cells(comparison: Comparison) -> list[Cell]:
    """Return the cells of a comparison with all their school years, largest group first, indicators as they came."""
    columns = comparison.columns
    rows: dict[tuple[str, tuple[str, str]], list[int]] = {}
    for row, key in enumerate(zip(columns["indicator"], group_keys(columns), strict=True)):
        rows.setdefault(key, []).append(row)
    order = {indicator: place for place, indicator in enumerate(dict.fromkeys(columns["indicator"]))}
    found = [Cell(comparison, indicator, *key, np.array(at, dtype=np.int64)) for (indicator, key), at in rows.items()]
    size: dict[tuple[str, str], int] = {}
    for cell in found:
        peers = (cell.group, cell.level)
        size[peers] = max(size.get(peers, 0), len(set(cell["unit"])))
    return sorted(found, key=lambda c: (order[c.indicator], -size[c.group, c.level], c.group, c.level))


def chosen(comparison: Comparison, indicator: str | None, group: str | None, level: str | None = None) -> list[Cell]:
    """Return the cells of one indicator, and of one group or level where that is asked."""
    everything = cells(comparison)
    known = list(dict.fromkeys(cell.indicator for cell in everything))
    if indicator is None and len(known) != 1:
        raise InvalidValue(f"indicator is not given; expected one of {', '.join(known)}")
    if indicator is not None and indicator not in known:
        raise InvalidValue(f"indicator is {indicator!r}; expected one of {', '.join(known)}")
    of_indicator = [cell for cell in everything if cell.indicator == (indicator or known[0])]
    groups = list(dict.fromkeys(cell.group for cell in of_indicator))
    if group is not None and group not in groups:
        raise InvalidValue(f"group is {group!r}; expected one of {', '.join(groups)}")
    levels = list(dict.fromkeys(cell.level for cell in of_indicator))
    if level is not None and level not in levels:
        raise InvalidValue(f"level is {level!r}; expected one of {', '.join(levels)}")
    return [cell for cell in of_indicator if group in (None, cell.group) and level in (None, cell.level)]


def display_names(units: NDArray[Any], names: Mapping[str, str] | None) -> list[str]:
    """Return a name for each unit: its own name, with the code where two share a name, else the code."""
    given = [str((names or {}).get(unit, unit)) for unit in units]
    owners: dict[str, set[str]] = {}
    for unit, name in zip(units, given, strict=True):
        owners.setdefault(name, set()).add(unit)
    return [f"{name} ({unit})" if len(owners[name]) > 1 else name for unit, name in zip(units, given, strict=True)]


Kind = Literal["funnel", "caterpillar", "trend", "ranks"]
"""A kind of chart."""
