# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pictures of a dossier are about: a unit with its records, and the words and colours they share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kring import __version__
from kring.frames.arrays import to_array
from kring.plot._texts import Texts

if TYPE_CHECKING:
    from kring.cycle import Dossier

phases: Final = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
"""The steps of a chain, in order."""
good: Final = "#0068a8"
bad: Final = "#b84a00"
quiet: Final = "#6b7883"
slate: Final = "#44617b"
"""The one hue of a reconstruction: neither good nor bad."""
small_print: Final = "#55626d"
# What is asked of the records of a phase: the columns of Dossier.records that say so.
_asked: Final[Mapping[str, tuple[str, ...]]] = {
    "ambition": ("with_norm",),
    "norm": ("with_ambition", "dated", "with_owner", "compared"),
    "measurement": ("weighed",),
    "evaluation": ("on_measurement",),
    "judgement": ("against_norm", "followed"),
    "action": ("after_finding", "with_owner_and_date", "effect_checked"),
    "effect": ("renews",),
}


@dataclass(frozen=True)
class Record:
    """A record as pictures need it."""

    id: str
    unit: str
    phase: str
    title: str
    date: str | None
    by: str | None
    reaches: str | None
    """The last step that links lead to from it."""
    missing: tuple[str, ...]
    """What is asked of it and is not there."""
    later: tuple[str, ...]
    """What is asked of it and is not yet due."""


@dataclass(frozen=True)
class Scope:
    """The records of one unit and all units below it, on a day; of the whole dossier without a unit."""

    dossier: Dossier
    unit: str | None
    day: int | None
    texts: Texts

    @cached_property
    def units(self) -> frozenset[str]:
        """The unit and every unit below it."""
        names, parents = column(self.dossier, "units", "unit"), column(self.dossier, "units", "parent")
        below: dict[str, list[str]] = {}
        for name, parent in zip(names, parents, strict=True):
            below.setdefault(parent or "", []).append(name)
        todo = list(names) if self.unit is None else [self.unit]
        found: set[str] = set()
        while todo:
            one = todo.pop()
            found.add(one)
            todo += below.pop(one, [])
        return frozenset(found)

    @property
    def name(self) -> str:
        """What the unit is called; the dossier where there is no unit."""
        if self.unit is None:
            return self.dossier.name
        return unit_names(self.dossier).get(self.unit, self.unit)

    @cached_property
    def standings(self) -> frozenset[str]:
        """What the records are: an account, a reconstruction, or some of each."""
        held = {record.unit for records in self.records.values() for record in records} or self.units
        return frozenset(self.dossier._core.standing(unit) for unit in held)

    @property
    def is_account(self) -> bool:
        """True where all of it is what a board stands for as complete, so that what is absent counts against it."""
        return self.standings == {"account"}

    @cached_property
    def records(self) -> Mapping[str, Sequence[Record]]:
        """The records by phase, feedback too, in the order of the dossier."""
        titles = self._titles()
        return {phase: self._of(phase, titles) for phase in (*phases, "feedback")}

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))

    def steps(self, on: int | None) -> dict[str, tuple[int, int]]:
        """How many records have each step, of how many."""
        table = self.dossier._core.steps(self.unit, on)
        names, counts, totals = (to_array(table, name).tolist() for name in ("step", "count", "of"))
        return {name: (count, of) for name, count, of in zip(names, counts, totals, strict=True)}

    def notes(self) -> list[str]:
        """What a reader must know of the records: that some are others', or of another standing."""
        others = [
            record for held in self.records.values() for record in held if record.by in ("supervisor", "ministry")
        ]
        said = [self.texts("dossier.by_others", count=self.texts.number(len(others)))] if others else []
        return said + ([self.texts("dossier.mixed")] if len(self.standings) > 1 else [])

    def _of(self, phase: str, titles: Mapping[str, str]) -> list[Record]:
        table = self.dossier._core.phase(phase, self.day)
        names = ("record", "unit", "title", "date", "by", "reaches_by_links", "norm_level", "state", "set_before")
        columns = {name: to_array(table, name).tolist() for name in (*names, *_asked.get(phase, ())) if name in table}
        found = []
        for at, unit in enumerate(columns["unit"]):
            if unit not in self.units:
                continue
            row = {name: values[at] for name, values in columns.items()}
            has = {name: row[name] for name in _asked.get(phase, ())}
            if row.get("norm_level") == "own":
                has["set_before"] = None if row["state"] == "not_yet_due" else row["set_before"] is True
            missing = tuple(name for name, value in has.items() if value is False)
            later = tuple(name for name, value in has.items() if value is None)
            title = titles.get(row["record"]) or row["title"] or ""
            reaches = row.get("reaches_by_links")
            found.append(Record(row["record"], unit, phase, title, row["date"], row["by"], reaches, missing, later))
        return found

    def _titles(self) -> dict[str, str]:
        if self.texts.language == "en":
            return {}
        ids, titles = (column(self.dossier, "records", name) for name in ("record", f"title_{self.texts.language}"))
        return {name: title for name, title in zip(ids, titles, strict=True) if title}


def column(dossier: Dossier, table: str, name: str) -> list[Any]:
    """Return a column of a table of a dossier as a list; missing throughout where there is none."""
    held = dossier.table(table)
    return list(to_array(held, name).tolist()) if name in held else [None] * held.num_rows


def unit_names(dossier: Dossier) -> dict[str, str]:
    """Return what units are called, for those that have a name."""
    pairs = zip(column(dossier, "units", "unit"), column(dossier, "units", "name"), strict=True)
    return {unit: name for unit, name in pairs if name}


def day_text(day: int) -> str:
    """Return a day as it is written in every language of kring."""
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=day)).isoformat()


def source_lines(dossier: Dossier, texts: Texts, day: int | None) -> list[str]:
    """Return where a picture comes from, the day it is about, and what computed it."""
    if day is None:
        source = texts("dossier.source_undated", name=dossier.name)
    else:
        source = texts("dossier.source", name=dossier.name, day=day_text(day))
    return [source, texts("dossier.computed", version=__version__)]
