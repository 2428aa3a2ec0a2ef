# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which boards have another band by one profile than by another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kring import _core
from kring.frames.arrays import make_column, to_array
from kring.supervision import Advice


@dataclass(frozen=True)
class Change:
    """A board that comes to another band."""

    unit: str
    at: int
    """Its row."""
    before: int
    now: int
    decided_before: tuple[str, ...]
    """Ids of the gates that decided its band; none where nothing said more or less, ``hysteresis`` where only that kept
    it where it was."""
    decides_now: tuple[str, ...]


class Changes:
    """Boards with another band under other limits: those to more supervision first, then by unit."""

    def __init__(self, before: Advice, now: Advice) -> None:
        self._before, self._now = before, now

    @cached_property
    def bands(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The bands of all boards, before and now."""
        return _band(self._before), _band(self._now)

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """The rows of boards that change, in order."""
        before, now = self.bands
        rows = np.flatnonzero(before != now)
        units = np.array(self._before.units, dtype=str)[rows]
        return rows[np.lexsort((units, now[rows] < before[rows]))]

    @property
    def up(self) -> int:
        """How many come to more supervision."""
        before, now = self.bands
        return int(np.count_nonzero(now > before))

    def __len__(self) -> int:
        return len(self.rows)

    def first(self, count: int | None = None) -> list[Change]:
        """Give the first of them, all by default, with the gates that decide."""
        rows = self.rows[:count].tolist()
        before, now = (_Decided(self._before), _Decided(self._now))
        units, bands = self._before.units, self.bands
        return [
            Change(units[at], at, int(bands[0][at]), int(bands[1][at]), before.by(units[at], at), now.by(units[at], at))
            for at in rows
        ]

    @cached_property
    def table(self) -> _core.Table:
        """All of them: unit, from, to, decided_before, decides_now."""
        found = self.first()
        columns = {
            "unit": np.array([one.unit for one in found], dtype=object),
            "from": np.array([one.before for one in found], dtype=np.int64),
            "to": np.array([one.now for one in found], dtype=np.int64),
            "decided_before": np.array(["|".join(one.decided_before) or "basis" for one in found], dtype=object),
            "decides_now": np.array(["|".join(one.decides_now) or "basis" for one in found], dtype=object),
        }
        return _core.Table("changes", [make_column(name, values, "changes") for name, values in columns.items()])


class _Decided:
    """What decided the band of a board: the core says which gates hold."""

    def __init__(self, advice: Advice) -> None:
        self._core = advice._core
        self._band = _band(advice)
        self._least = np.maximum(_whole(advice, "escalation"), _whole(advice, "reduction"))

    def by(self, unit: str, at: int) -> tuple[str, ...]:
        if self._band[at] > self._least[at]:
            return ("hysteresis",)
        gates = self._core.gates(unit)
        deciding = to_array(gates, "holds").astype(bool) & (to_array(gates, "band") == self._band[at])
        more = deciding & (to_array(gates, "kind") == "escalation")
        # A gate has a row for each of its conditions.
        return tuple(dict.fromkeys(to_array(gates, "gate")[more if more.any() else deciding].tolist()))


def _band(advice: Advice) -> NDArray[np.int64]:
    return _whole(advice, "band")


def _whole(advice: Advice, name: str) -> NDArray[np.int64]:
    return np.asarray(to_array(advice.table, name), dtype=np.int64)
