# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter on quality cycles: what each dossier shows, where its circle breaks, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kring import InvalidValue, assess_quality, frames
from kring.frames.arrays import to_array
from kring.plot._texts import Language, Texts

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.quality import Quality

_mended: Final = 6
_explained: Final = 20


@dataclass(frozen=True)
class Assessed:
    """A dossier with what every edition of the report says of it."""

    dossier: Dossier
    quality: Quality | None
    """Scores of its boards; None where no date says on which day."""

    @cached_property
    def steps(self) -> list[tuple[str, int, int]]:
        """Each step of the cycle: its name, how many records have it, of how many."""
        table = self.dossier._core.steps(None, None)
        columns = (to_array(table, name).tolist() for name in ("step", "count", "of"))
        return [(str(step), int(count), int(of)) for step, count, of in zip(*columns, strict=True) if of]

    @cached_property
    def chains(self) -> dict[str, Any]:
        """The chains through every judgement, column by column."""
        table = self.dossier._core.chains("judgement")
        return {name: to_array(table, name) for name in table.column_names}

    @property
    def top(self) -> str:
        """The one institution where there is one, else the unit that holds all others."""
        units = self.dossier.table("units")
        names = to_array(units, "unit").tolist()
        boards = [name for name, kind in zip(names, to_array(units, "kind"), strict=True) if kind == "institution"]
        if len(boards) == 1:
            return str(boards[0])
        parents = to_array(units, "parent").tolist() if "parent" in units else [None] * len(names)
        return str(next((name for name, parent in zip(names, parents, strict=True) if parent not in names), names[0]))


def assessed(dossiers: Sequence[Dossier]) -> list[Assessed]:
    """Assess the boards of each dossier; those of the sector where it has no institutions."""
    found = []
    for dossier in dossiers:
        kinds = set(to_array(dossier.table("units"), "kind").tolist())
        level: Any = "institution" if "institution" in kinds else "sector"
        try:
            quality = assess_quality(dossier, level=level)
        except InvalidValue:
            quality = None  # nothing in it is dated
        found.append(Assessed(dossier, quality))
    return found


def tables(found: Sequence[Assessed]) -> dict[str, tuple[list[str], list[list[Any]]]]:
    """Head and rows of what the chapter rests on, by file."""
    steps = [[one.dossier.name, *step] for one in found for step in one.steps]
    chains: list[list[Any]] = []
    scores: list[list[Any]] = []
    names: list[str] = []
    for one in found:
        names = list(one.chains)
        rows = zip(*(np.ma.filled(column.astype(object), None) for column in one.chains.values()), strict=True)
        chains += [[one.dossier.name, *row] for row in rows]
        if one.quality is not None:
            columns: dict[str, Any] = frames.to_native(one.quality.table, "dict")
            scores += [[one.dossier.name, *row] for row in zip(*(c.tolist() for c in columns.values()), strict=True)]
    result = {
        "cycle_steps.csv": (["dossier", "step", "count", "of"], steps),
        "cycle_chains.csv": (["dossier", *names], chains),
    }
    first = next((one.quality for one in found if one.quality is not None), None)
    if first is not None:
        result["quality.csv"] = (["dossier", *first.table.column_names], scores)
    return result


class DossierChapter:
    """The chapter in one language."""

    def __init__(self, found: Sequence[Assessed], texts: Texts, wheel: Callable[[Assessed, Language], str]) -> None:
        self._found = found
        self._t = texts
        self._wheel = wheel

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        profile = next((one.quality.profile for one in self._found if one.quality), None)
        return {
            "dossiers": [self._dossier(one) for one in self._found],
            "columns": [self._t(f"cycle.{key}") for key in ("step", "there", "of", "share")],
            "origin": self._t(
                "cycle.origin",
                id=profile.id,
                version=profile.version,
                status=self._t(f"status.{profile.status}"),
                digest=profile.digest,
            )
            if profile
            else "",
        }

    def _dossier(self, one: Assessed) -> dict[str, Any]:
        t, dossier = self._t, one.dossier
        account = dossier.standing == "account"
        return {
            "name": dossier.name,
            "about": t(
                f"cycle.about_{dossier.standing}",
                records=t.number(len(dossier)),
                links=t.number(dossier.table("links").num_rows),
                units=t.number(dossier.table("units").num_rows),
            ),
            "wheel": self._wheel(one, t.language),
            "chains": self._chains(one),
            "rows": [
                [t(f"cycle.step_{step}"), t.number(count), t.number(of), t.percentage(count / of)]
                for step, count, of in one.steps
            ],
            "breaks_heading": t("cycle.breaks" if account else "cycle.breaks_reconstruction"),
            "breaks": self._breaks(one),
            "scores_heading": t("cycle.scores" if account else "cycle.reach"),
            "scores": self._scores(one) if account else [],
        }

    def _chains(self, one: Assessed) -> str:
        complete = int(np.count_nonzero(one.chains["complete"]))
        lenient = int(np.count_nonzero(one.chains["complete_lenient"]))
        count = len(one.chains["record"])
        if count == 0:
            return self._t("cycle.no_judgement")
        if lenient == 0:
            return self._t("cycle.no_chain", count=self._t.number(count))
        return self._t(
            "cycle.chains",
            count=self._t.number(count),
            complete=self._t.number(complete),
            lenient=self._t.number(lenient),
        )

    def _breaks(self, one: Assessed) -> list[str]:
        """What is missing most, the largest share first; of equals in the order of the cycle."""
        lacking = [
            (count / of, at, step, of - count, of) for at, (step, count, of) in enumerate(one.steps) if count < of
        ]
        return [
            self._t(f"cycle.missing_{step}", missing=self._t.number(missing), of=self._t.number(of))
            for _, _, step, missing, of in sorted(lacking)[:_mended]
        ]

    def _scores(self, one: Assessed) -> list[list[str]]:
        if one.quality is None:
            return []
        return [one.quality.explain(unit, self._t.language).split("\n") for unit in one.quality.units[:_explained]]
