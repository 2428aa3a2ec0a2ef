# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judgements of many units."""

from __future__ import annotations

import difflib
import html
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from kring import _core, frames
from kring._shown import html_table, text_table
from kring.frames.arrays import to_array
from kring.framework._change import WhatIf
from kring.framework._judgement import Judgement, Language
from kring.framework._probabilities import Probabilities, draw_options
from kring.framework._trace import JudgementExplanation

if TYPE_CHECKING:
    from kring.framework._framework import Framework


class Judgements:
    """What a framework comes to for many units; made by ``judge``.

    ``frame`` has one row a unit and judgement, units in the order in which they first appear, with the columns

    - ``unit``; ``level`` (of education) and ``school_year`` where the framework and the tables have them;
    - ``judgement``: its id; ``outcome``: a level, ``undetermined`` or ``not_applicable``;
    - ``state``: ``judged``, ``undetermined`` or ``not_applicable``; ``reason``: why it is undetermined (``missing``,
      ``too_few``, ``suppressed``, ``not_examined``, ``incomplete_window``, ``several_levels``, ``no_rule``; several
      joined by ``|``), null when judged;
    - ``rule``: id of the rule that decided, several joined by ``|``; ``possible``: the levels that remain when
      undetermined;
    - ``margin``: how far the nearest other outcome is, in people (``margin_of`` ``people``) or in levels of standards
      (``levels``), with what is unknown left unknown; null where there is none;
    - ``recovery_term``: where the framework has such rules, the time within which a shortfall must be mended.
    """

    def __init__(self, core: _core.Judgements, framework: Framework, *, like: Any, threads: int) -> None:
        self._core = core
        self._like = like
        self._threads = threads
        self.framework = framework
        """The framework that judged."""

    @cached_property
    def table(self) -> _core.Table:
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""
        return self._core.table(self._threads)

    @cached_property
    def frame(self) -> Any:
        """The judgements as a frame of the kind that went in."""
        return frames.to_native(self.table, self._like)

    @cached_property
    def _outcomes(self) -> Any:
        main = to_array(self.table, "judgement") == self.framework.main
        return to_array(self.table, "outcome")[main]

    def counts(self) -> dict[str, int]:
        """How many units have each outcome of the main judgement, worst level first; outcomes that occur only."""
        order = [*self.framework.judgement_levels(self.framework.main), "undetermined", "not_applicable"]
        outcomes, counts = np.unique(self._outcomes.astype(str), return_counts=True)
        found = dict(zip(outcomes.tolist(), counts.tolist(), strict=True))
        return {outcome: found[outcome] for outcome in order if outcome in found}

    def explain(self, unit: str, language: Language = "en", *, level: str | int | None = None) -> JudgementExplanation:
        """Say why a unit was judged as it was.

        Parameters
        ----------
        unit
            The unit, as the column ``unit`` writes it.
        language
            ``"en"`` or ``"nl"``.
        level
            Its level of education, where the unit was judged at several.

        Raises
        ------
        kring.UnknownIdentifier
            Where there is no such unit (the nearest names are given), or several levels and none is named.
        """
        return self.unit(unit, level=level).explain(language)

    def what_if(
        self, unit: str, language: Language = "en", *, level: str | int | None = None, judgement: str | None = None
    ) -> WhatIf:
        """Give the smallest changes that would give a unit another outcome; see :meth:`Judgement.what_if`."""
        return self.unit(unit, level=level).what_if(judgement=judgement, language=language)

    def unit(self, unit: str, *, level: str | int | None = None) -> Judgement:
        """Return the judgement of one unit; see :meth:`explain` for what is raised."""
        rows = self._rows.get(unit)
        if rows is None:
            near = difflib.get_close_matches(str(unit), self._rows, n=3) or sorted(self._rows)[:5]
            raise _core.UnknownIdentifier(
                f"unit {unit!r} is not among the {len(self._rows)} that were judged, such as {', '.join(near)}"
            )
        levels = [self._core.level(row) for row in rows]
        if level is None and len(rows) > 1:
            raise _core.UnknownIdentifier(
                f"unit {unit!r} was judged at the levels {', '.join(levels)}: say which is meant with level=..."
            )
        if level is not None and levels == [""]:
            raise _core.UnknownIdentifier(f"unit {unit!r} was judged without a level of education: leave level out")
        if level is not None and str(level) not in levels:
            raise _core.UnknownIdentifier(
                f"unit {unit!r} was not judged at level {level!r}: expected {', '.join(levels)}"
            )
        row = rows[0] if level is None else rows[levels.index(str(level))]
        return Judgement(self._core, self.framework, row)

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row in range(len(self)):
            rows.setdefault(self._core.unit(row), []).append(row)
        return rows

    def probabilities(
        self, *, draws: int | None = None, seed: int = 2026, minimum_peers: int = 10, threads: int = 0
    ) -> Probabilities:
        """Give the probability of each outcome when shares are uncertain; see :meth:`Framework.probabilities`."""
        table = self._core.probabilities(*draw_options(draws, seed, minimum_peers, threads))
        return Probabilities(table, self.framework, like=self._like, draws=draws, seed=seed)

    def findings(self, *, judgement: str | None = None, standard: str | None = None) -> Any:
        """Give the outcomes as the table ``findings`` for another framework that rests on them.

        Parameters
        ----------
        judgement
            A judgement of the framework; the main one when left out.
        standard
            What the other framework calls it; the id of the judgement when left out.

        Returns
        -------
        frame
            Of the kind that went in: unit, standard, verdict. An undetermined outcome gives the levels that remain,
            ``"sufficient|high"``, so that what is known is not lost.

        Raises
        ------
        kring.InvalidTable
            Where a unit was judged at several levels of education: findings have no levels.
        """
        place = judgement or self.framework.main
        return frames.to_native(self._core.findings(place, standard or place), self._like)

    def results(
        self,
        parents: Any,
        *,
        at_or_above: str,
        judgement: str | None = None,
        indicator: str | None = None,
    ) -> Any:
        """Give the outcomes of parts as the table ``results`` of the wholes they belong to: of programmes for boards.

        How many of its programmes stand at or above a level is an indicator of a board, to be judged by norms of its
        own; a board is never simply the worst of its programmes.

        Parameters
        ----------
        parents
            A frame with the columns ``unit`` and ``parent``, such as the table ``units``.
        at_or_above
            The level that counts.
        judgement
            A judgement of the framework; the main one when left out.
        indicator
            What to call it; left out, ``<judgement>_at_<level>``.

        Returns
        -------
        frame
            Of the kind that went in: unit, indicator, school_year (where results gave one; findings alone do not),
            numerator (parts at or above the level), denominator (parts judged), and the parts in neither: undetermined,
            not_applicable. A unit judged at several levels of education counts once for each.

        Raises
        ------
        kring.InvalidTable
            Where a unit that was judged has no parent.
        kring.UnknownIdentifier
            For a level that the judgement does not have.
        """
        place = judgement or self.framework.main
        name = indicator or f"{place}_at_{at_or_above}"
        table = self._core.results(frames.to_table(parents, "units"), place, at_or_above, name)
        return frames.to_native(table, self._like)

    def to_json(self) -> str:
        """Every unit as JSON: a list of what ``docs/judgement.schema.json`` describes."""
        return "[" + ",\n".join(self._core.json(row) for row in range(len(self))) + "]"

    def __len__(self) -> int:
        return len(self._core)

    def __iter__(self) -> Iterator[Judgement]:
        return (Judgement(self._core, self.framework, row) for row in range(len(self)))

    def _shown(self, rows: int) -> list[tuple[str, ...]]:
        names = [n for n in self.table.column_names if n not in ("state", "possible", "margin_of", "recovery_term")]
        columns = [to_array(self.table, name)[:rows].tolist() for name in names]
        return [tuple(names), *(tuple("-" if v is None else str(v) for v in row) for row in zip(*columns, strict=True))]

    def _summary(self) -> str:
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self.counts().items())
        return f"{self.framework.id} {self.framework.version} ({self.framework.status}): {counts}"

    def __repr__(self) -> str:
        lines = text_table(self._shown(8))
        more = self.table.num_rows - 8
        return "\n".join([self._summary(), *lines, *([f"... {more} more rows; see .frame"] if more > 0 else [])])

    def _repr_html_(self) -> str:
        more = (
            f"; the first 20 of {self.table.num_rows} rows, see <code>.frame</code>" if self.table.num_rows > 20 else ""
        )
        caption = f"{html.escape(self._summary())}{more}. Digest {self.framework.digest[:12]}"
        return html_table(self._shown(20), caption=caption)
