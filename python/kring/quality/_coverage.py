# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coverage frameworks over a dossier: which requirement is met, and by which records."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kring import _core, catalog, frames
from kring._shown import Shown
from kring.frames.arrays import to_array
from kring.framework import Framework, Judgements

if TYPE_CHECKING:
    from kring.quality._quality import Quality


class Coverage(Shown):
    """What a coverage framework finds in a dossier; made by ``Quality.coverage``.

    ``frame`` has one row a unit and requirement: unit, standard, verdict (a level, or ``not_examined``), board, aspect,
    measure (how it was read), extent (``all``, ``some``, ``none``, ``unknown``) and records, the ids of those that meet
    it, joined by ``|``. What an account does not show is ``none``; what a reconstruction does not show is ``unknown``,
    because its documents may not speak of it. Standards that no dossier can show have no row and stay not examined.
    """

    def __init__(self, findings: _core.Table, quality: Quality, framework: Framework, read: _core.Coverage) -> None:
        self._quality = quality
        self._read = read
        self.framework = framework
        """The framework that judges the findings."""
        self.table = findings
        """The findings as an Arrow table without a frame library."""

    @cached_property
    def frame(self) -> Any:
        """The findings, as a frame of the kind that went in."""
        return frames.to_native(self.table, self._quality.dossier._like)

    @cached_property
    def judgements(self) -> Judgements:
        """What the framework comes to: one row a unit (or unit and aspect) and judgement, with ``explain``."""
        judged = self.framework._judged(self.table, None, None, None, 1)
        return Judgements(judged, self.framework, like=self._quality.dossier._like, threads=1)

    def records(self, standard: str, unit: str | None = None) -> list[str]:
        """The ids of the records that meet a standard, of one unit or of all."""
        found: list[str] = []
        columns = (to_array(self.table, name).tolist() for name in ("unit", "standard", "records"))
        for of, named, records in zip(*columns, strict=True):
            if named == standard and unit in (None, of) and records:
                found += records.split("|")
        return list(dict.fromkeys(found))

    def _head(self) -> str:
        return (
            f"{self.framework.id} {self.framework.version} ({self.framework.status}) over dossier "
            f"{self._quality.dossier.name!r}, read as {self._read.id} {self._read.version} ({self._read.status})"
        )

    def _rows(self) -> list[list[str]]:
        names = ("unit", "standard", "verdict", "extent", "records")
        columns = [to_array(self.table, name).tolist() for name in names]
        rows = [["" if cell is None else str(cell) for cell in row] for row in zip(*columns, strict=True)]
        return [list(names), *([*row[:4], _short(row[4])] for row in rows[:60])]

    def __len__(self) -> int:
        return self.table.num_rows

    def _left_out(self) -> int:
        return max(0, len(self) - 60)


def coverage(quality: Quality, framework: str) -> Coverage:
    """Run a coverage framework of the catalogue over the units of an assessment."""
    read = _core.Coverage.read(_core.coverage_text(framework), f"catalogue, coverage {framework}.toml")
    rules = catalog.framework(framework)
    return Coverage(quality._core.coverage(rules._core, read), quality, rules, read)


def _short(records: str) -> str:
    ids = records.split("|") if records else []
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
