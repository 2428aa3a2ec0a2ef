# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference sector as tables and a dossier."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kring import _core, frames
from kring._reference_sector import _dossier, _events, _population
from kring._reference_sector._numbers import numbers, text
from kring._shown import Shown
from kring.frames.arrays import make_column, to_array

if TYPE_CHECKING:
    from kring import Dossier


@dataclass(frozen=True, eq=False, repr=False)
class ReferenceSector(Shown):
    """A synthetic sector of the size of Dutch vocational education; nothing in it is real."""

    seed: int
    """What it was drawn from."""
    backend: str
    """Kind of frame the tables are."""
    on: datetime.date
    """The day of the sector: judgements and events lie before it; give it as ``on=``."""
    results: Any = field(repr=False)
    """unit, indicator, school_year, numerator, denominator, group, level: three school years of every programme of
    level 2 and higher."""
    units: Any = field(repr=False)
    """unit, kind, parent, board, name, name_nl, students, level, group, size, funding, region: boards, then programmes.
    Empty: the level of a board, and of programmes whose students are enrolled on a dossier of several."""
    dossier: Dossier = field(repr=False)
    """The quality cycles of boards that handed one in. A board without one is not in it, and was not examined."""
    judgements: Any = field(repr=False)
    """unit, kind, verdict, date, term: what the inspectorate found of programmes."""
    events: Any = field(repr=False)
    """unit, kind, date, verdict, term: what it did with boards and programmes; those of boards of the dossier stand
    there too."""
    previous: Any = field(repr=False)
    """unit, band, cycles_at_low_band: the advice of the cycle before, of boards that gave an account."""
    published: Any = field(repr=False)
    """id, value, unit, period, label, source: the totals it was made from."""
    parameters: Mapping[str, Any] = field(repr=False)
    """The numbers by which everything else was drawn; a proposal that nobody published."""
    source: str = field(repr=False)
    """How it was made, and that it is not real, in English and Dutch (Markdown)."""
    digest: str
    """SHA-256 of all its tables: the same for a seed and version on every machine."""
    sizes: Mapping[str, int] = field(repr=False)
    """Rows a table."""

    @property
    def label(self) -> str:
        """What to write wherever something of it is shown."""
        return f"synthetic reference sector, seed {self.seed} (not real / niet echt)"

    def _rows(self) -> list[list[str]]:
        return [["table", "rows"], *([name, str(count)] for name, count in self.sizes.items())]

    def _head(self) -> str:
        p = self.parameters
        return (
            f"ReferenceSector: {self.label}, on {self.on}; "
            f"by parameters {p['version']} ({p['status']}), digest {self.digest[:12]}"
        )


def reference_sector(seed: int, backend: str) -> ReferenceSector:
    """Make the sector of a seed; see ``kring.datasets.reference_sector``."""
    from kring import Dossier

    used = numbers(seed)
    boards, programmes = _population.population(used)
    kinds = _dossier.kinds_of_boards(used, boards)
    judged = _events.judgements(used, programmes)
    happened = _events.events(used, boards, kinds, judged)
    told = _dossier.dossier_rows(used, boards, kinds)
    with_dossier = {row["unit"] for row in told["units"]}
    columns: dict[str, Any] = {
        "results": _population.results(used, boards, programmes),
        "units": _population.units(boards, programmes),
        "judgements": _events.dated(judged),
        "events": _events.dated(happened),
        "previous": _dossier.previous(used, boards, kinds),
        "published": _published(used.rows),
    }
    of_dossier = {**told, "events": [row for row in happened if row["unit"] in with_dossier]}
    of_dossier["events"] = [{**row, "date": row["date"].isoformat()} for row in of_dossier["events"]]
    tables = {name: _table(name, given) for name, given in columns.items()}
    cycle = {name: frames.to_table(rows, name) for name, rows in of_dossier.items()}
    native = {name: frames.to_native(table, backend) for name, table in tables.items()}
    every = {**tables, **{f"dossier.{name}": table for name, table in cycle.items()}}
    return ReferenceSector(
        seed=seed,
        backend=backend,
        on=used.parameters["on"],
        dossier=Dossier(
            **{name: frames.to_native(table, backend) for name, table in cycle.items()},
            name=f"synthetic reference sector, seed {seed} (not real / niet echt)",
            source=text("SOURCE.md"),
        ),
        parameters=MappingProxyType(dict(used.parameters)),
        source=text("SOURCE.md"),
        digest=_digest(every),
        sizes=MappingProxyType({name: table.num_rows for name, table in every.items()}),
        **native,
    )


def _published(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    columns: dict[str, Any] = {name: [row[name] for row in rows] for name in rows[0]}
    return {**columns, "value": [float(value) for value in columns["value"]]}


def _table(name: str, columns: Mapping[str, Any]) -> _core.Table:
    return _core.Table(name, [make_column(column, values, name) for column, values in columns.items()])


def _digest(tables: Mapping[str, _core.Table]) -> str:
    found = hashlib.sha256()
    for name, table in tables.items():
        for column in table.column_names:
            cells = to_array(table, column).tolist()
            found.update(f"{name}.{column}:{'|'.join(map(repr, cells))}\n".encode())
    return found.hexdigest()
