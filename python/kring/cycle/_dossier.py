# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier: the quality cycle of one or more institutions."""

from __future__ import annotations

import datetime
import html
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from kring import _core, frames
from kring._day import day_number
from kring._shown import html_table, text_table
from kring.cycle._rows import rows_table, together
from kring.frames.arrays import to_array

if TYPE_CHECKING:
    from kring.cycle._merge import Merged

Standing = Literal["account", "reconstruction"]
"""What the records of a board are: what it stands for as complete, or coded by others from public documents."""

Phase = Literal["ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect", "feedback"]
"""A step of the quality cycle, or a consultation beside it."""

Reading = Literal["strict", "lenient", "by_links"]
"""What documents state; with what is unknown taken as in order; links alone."""

UnitKind = Literal["sector", "institution", "college", "team", "programme"]
"""Kind of unit, from the whole down."""

TABLES: Final = ("units", "records", "links", "assessors", "publications", "events")


class Dossier:
    """The quality cycle of one or more institutions (dossier): records and links, checked, never changed afterwards.

    Parameters
    ----------
    units, records, links, assessors, publications, events
        Frames of any kind that speaks Arrow, with the columns that ``docs/dossier-format.md`` lists; ``units`` and
        ``records`` are needed. Columns kring does not know are carried along.
    standing
        ``"account"``: what the board stands for as complete, so that what is absent counts against it.
        ``"reconstruction"``: coded by others from public documents; the board is then not examined. A unit may say its
        own in the column ``standing``.
    name
        What the dossier is called.
    source
        Where it comes from, for readers.

    Raises
    ------
    kring.InvalidTable
        Where a table breaks its contract: every fault at once, with table, column and rows.
    kring.BrokenCycle
        Where links contradict each other (a pair that cannot be linked, a record that rests on itself) and nothing else
        is wrong.

    Examples
    --------
    >>> import kring
    >>> dossier = kring.Dossier(
    ...     units={"unit": ["25LH"], "kind": ["institution"]},
    ...     records={"record": ["a1", "n1"], "unit": ["25LH", "25LH"], "phase": ["ambition", "norm"]},
    ...     links={"from": ["a1"], "to": ["n1"], "kind": ["specified_by"]},
    ... )
    >>> len(dossier)
    2
    """

    def __init__(
        self,
        *,
        units: Any,
        records: Any,
        links: Any = None,
        assessors: Any = None,
        publications: Any = None,
        events: Any = None,
        standing: Standing = "account",
        name: str = "dossier",
        source: str = "",
    ) -> None:
        given = dict(zip(TABLES, (units, records, links, assessors, publications, events), strict=True))
        tables = {key: frames.to_table(frame, key) for key, frame in given.items() if frame is not None}
        self._set(tables, {}, like=records, standing=standing, name=name, source=source, file="")

    def _set(
        self,
        tables: Mapping[str, _core.Table],
        lines: Mapping[str, Sequence[int]],
        *,
        like: Any,
        standing: Standing,
        name: str,
        source: str,
        file: str,
    ) -> None:
        if standing not in get_args(Standing):
            raise _core.InvalidValue(f"standing is {standing!r}: expected 'account' or 'reconstruction'")
        self._tables, self._like = dict(tables), like
        self._core = _core.Dossier.read(*core_tables(tables, lines), standing, file)
        self.name = name
        """What the dossier is called."""
        self.source = source
        """Where it comes from."""
        self.standing: Standing = standing
        """What its records are, for every board that does not say otherwise."""

    @classmethod
    def _of(
        cls, tables: Mapping[str, _core.Table], *, lines: Mapping[str, Sequence[int]] | None = None, **head: Any
    ) -> Dossier:
        made = cls.__new__(cls)
        made._set(tables, lines or {}, **{"file": "", **head})
        return made

    @property
    def tables(self) -> Mapping[str, Any]:
        """The tables it was made from, as frames of the kind that went in; those left out are not there."""
        return MappingProxyType({key: self._native(table) for key, table in self._tables.items()})

    def table(self, name: str) -> _core.Table:
        """One of its tables without a frame library; an empty one where it was left out."""
        if name not in TABLES:
            raise _core.UnknownIdentifier(f"a dossier has no table {name!r}: expected one of {', '.join(TABLES)}")
        return self._tables.get(name, _core.Table(name, []))

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that its records, publications and events speak of as past; assumed where no day is given."""
        days = self._core.last_day
        return None if days is None else datetime.date(1970, 1, 1) + datetime.timedelta(days=days)

    def records(self, phase: Phase, *, on: str | datetime.date | None = None) -> Any:
        """The records of one phase, each with what it has and lacks, and how far the story goes from it.

        Columns: record, unit, aspect, indicator, date, title, by; the steps of the phase (such as ``with_norm`` for an
        ambition, ``effect_checked`` for an action: true, false, or null where not yet due); for norms also norm_level,
        target, state (met, not_met, not_known, not_measured, not_yet_due), set_before, measurement and value; for
        judgements the verdict; and the last step a chain reaches from it in each reading. See ``docs/cycle.md``.
        """
        return self._native(self._core.phase(phase, self._day(on)))

    def chains(self, phase: Phase = "judgement") -> Any:
        """The chain through every judgement (or every record of another phase), one row each.

        ``complete``, ``complete_lenient`` and ``complete_by_links``: whether a chain from ambition to effect goes
        through it; ``missing_before`` and ``missing_after``: the nearest step that no link leads to; ``flaws``: what is
        wrong with the records and links of ``path``, the longest story through it.
        """
        return self._native(self._core.chains(phase))

    def steps(self, unit: str | None = None, *, on: str | datetime.date | None = None) -> Any:
        """How many records have each step of the cycle, of how many; of a unit and all below it, or of all.

        Without ``on`` every step is due; with it, steps that wait for a day to come leave the count.
        """
        return self._native(self._core.steps(unit, None if on is None else day_number(on)))

    def survival(
        self,
        *,
        start: Literal["ambition", "norm"] = "ambition",
        by: Literal["unit", "year"] | None = None,
        level: UnitKind = "institution",
        reading: Reading = "lenient",
        on: str | datetime.date | None = None,
    ) -> Any:
        """How far chains come: for each step the share that reaches it, of those for which it was due.

        Parameters
        ----------
        start
            Where chains begin: every ambition, or every norm.
        by
            ``"unit"``: one group a unit of the kind ``level``; ``"year"``: one a calendar year in which chains begin
            (undated ones fall away); ``None``: all together.
        reading
            ``"strict"``, ``"lenient"`` or ``"by_links"``.
        on
            The day on which is asked; left out, ``last_day``.
        """
        if start not in ("ambition", "norm"):
            raise _core.InvalidValue(f"start is {start!r}: expected 'ambition' or 'norm'")
        if by not in (None, "unit", "year"):
            raise _core.InvalidValue(f"by is {by!r}: expected 'unit', 'year' or None")
        return self._native(self._core.survival(start, by or "all", level, reading, self._day(on)))

    def feedback(self, unit: str | None = None) -> Any:
        """Every step of the cycle by every role: on how many records consulted, on how many judging, of how many."""
        return self._native(self._core.feedback(unit))

    def loops(self) -> Any:
        """Every effect: the smallest unit its story lies in, the ambition it renews, and the days of a whole turn."""
        return self._native(self._core.loops())

    def drawn_on(self) -> Any:
        """For every unit above programmes: the share of students whose programme judgement feeds that of the whole."""
        return self._native(self._core.drawn_on())

    def impact(self, record: str) -> Any:
        """What rests on a record, directly or through others, nearest first.

        Raises
        ------
        kring.UnknownIdentifier
            For a record that is not there; the nearest is named.
        """
        return self._native(self._core.impact(record))

    def foundations(self, record: str) -> Any:
        """What a record rests on, directly or through others, nearest first. Raises as :meth:`impact`."""
        return self._native(self._core.foundations(record))

    def with_rows(self, **rows: Any) -> Dossier:
        """Return a dossier with rows added to its tables: ``with_rows(publications=[{"record": "j1", ...}])``.

        Each argument names a table and gives a frame, a list of dicts, or one dict for one row.

        Raises
        ------
        kring.InvalidTable, kring.BrokenCycle
            As for a new dossier.
        """
        tables = dict(self._tables)
        for key, added in rows.items():
            self.table(key)
            more = rows_table(added, key)
            tables[key] = together(self._tables[key], more) if key in self._tables else more
        return self._derived(tables)

    def merge(self, other: Dossier, *, prefer: Literal["this", "other"] | None = None) -> Merged:
        """Put two dossiers together and report every conflict.

        Rows that say the same are kept once. Of two versions of a record the one of the later date replaces the other,
        with its assessors and publications, and everything else keeps its older date.

        Parameters
        ----------
        other
            The dossier to add.
        prefer
            Which side is kept where no date decides.

        Returns
        -------
        kring.cycle.Merged
            The dossier of both, and every conflict with what was kept and why.

        Raises
        ------
        kring.InvalidTable
            Where a conflict is undecided, all of them at once; or where one is an account and the other a
            reconstruction.
        """
        from kring.cycle._merge import merge

        return merge(self, other, prefer=prefer)

    def to_prov(self) -> str:
        """The dossier as W3C PROV-JSON text; ``docs/exports.md`` says what is written and what is lost."""
        return self._core.prov()

    def to_oscal(self) -> str:
        """Plan, results and plan of action in the shape of OSCAL (JSON); ``docs/exports.md`` says what is lost."""
        return self._core.oscal()

    def plot(
        self,
        kind: Literal["wheel", "lanes", "feedback", "survival"] = "wheel",
        unit: str | None = None,
        *,
        on: str | datetime.date | None = None,
        language: Literal["en", "nl"] = "en",
    ) -> Any:
        """Draw the cycle of a unit as a wheel, its records over the years, who was heard, or how far chains come."""
        from kring.plot._quality import plot_dossier

        return plot_dossier(self, kind, unit, on=on, language=language)

    def _derived(self, tables: Mapping[str, _core.Table]) -> Dossier:
        return Dossier._of(tables, like=self._like, standing=self.standing, name=self.name, source=self.source)

    def _day(self, on: str | datetime.date | None) -> int | None:
        return self._core.last_day if on is None else day_number(on)

    def _native(self, table: _core.Table) -> Any:
        return frames.to_native(table, self._like)

    def __len__(self) -> int:
        return self._tables["records"].num_rows

    @cached_property
    def _summary(self) -> list[list[str]]:
        counts = self._core.steps(None, None)
        rows = [["step", "records", "of"]]
        columns = (to_array(counts, name) for name in ("step", "count", "of"))
        rows += [
            [str(step).replace("_", " "), str(count), str(of)] for step, count, of in zip(*columns, strict=True) if of
        ]
        return rows

    def _head(self) -> str:
        phases = to_array(self._tables["records"], "phase").astype(str)
        found, counts = np.unique(phases, return_counts=True)
        held = ", ".join(f"{count} {phase}" for phase, count in zip(found, counts, strict=True))
        sizes = ", ".join(
            f"{table.num_rows} {key[:-1] if table.num_rows == 1 else key}"
            for key, table in self._tables.items()
            if key != "records"
        )
        return f"Dossier {self.name!r} ({self.standing}): {len(self)} records ({held}), {sizes}"

    def __repr__(self) -> str:
        return "\n".join([self._head(), *text_table(self._summary)])

    def _repr_html_(self) -> str:
        return html_table(self._summary, caption=html.escape(self._head()))


Given = tuple[_core.Table, list[int]] | None


def core_tables(
    tables: Mapping[str, _core.Table], lines: Mapping[str, Sequence[int]]
) -> tuple[Given, Given, Given, Given, Given, Given]:
    """The tables of a dossier as the compiled core takes them, in its order."""
    units, records, links, assessors, publications, events = (
        (tables[key], list(lines.get(key, ()))) if key in tables else None for key in TABLES
    )
    return units, records, links, assessors, publications, events
