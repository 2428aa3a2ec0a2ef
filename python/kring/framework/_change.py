# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would change a judgement: the smallest changes to a better and to a worse outcome."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Languages = dict[str, str]

_WORDS = {
    "en": {
        "better": "better",
        "worse": "worse",
        "none": "no change gives another outcome",
        "head": "What would change",
    },
    "nl": {
        "better": "beter",
        "worse": "slechter",
        "none": "geen verandering geeft een andere uitkomst",
        "head": "Wat zou dit veranderen",
    },
}


@dataclass(frozen=True)
class Move:
    """One standard or indicator that would have to stand elsewhere."""

    input: str
    from_levels: tuple[str, ...]
    """Where it stands: one level, several when it is known as a set, none when it is unknown."""
    to: str
    people: int
    """Indicators with counts: how many more, or fewer below 0, in the numerator, the denominator as it is; else 0."""


@dataclass(frozen=True)
class Change:
    """Moves that together give a judgement another level."""

    outcome: str
    people: int
    """People whose result would have to be another, over all moves."""
    levels: int
    """Levels that standards would have to move, over all moves; an unknown that becomes known counts as one."""
    moves: tuple[Move, ...]
    words: Languages
    """The change as a phrase, by language: ``"en"`` and ``"nl"``."""

    def __str__(self) -> str:
        return f"{self.outcome}: {self.words['en']}"


@dataclass(frozen=True, repr=False)
class WhatIf:
    """The smallest changes that would give a unit another outcome; made by ``what_if``.

    Changes are ordered by what they ask: levels of standards first, then people. Of changes that move the same inputs
    only the smallest stands here, and none that moves more inputs than a smaller one does.
    """

    unit: str
    judgement: str
    outcome: str
    scale: tuple[str, ...]
    """The levels of the judgement, worst first."""
    all: tuple[Change, ...]
    """Every smallest change, by the level it gives."""
    language: str = "en"

    @property
    def better(self) -> Sequence[Change]:
        """The changes to the next better level that can be reached; none for the best, or when nothing is settled."""
        return self._towards(1)

    @property
    def worse(self) -> Sequence[Change]:
        """The changes to the next worse level that can be reached; none for the worst, or when nothing is settled."""
        return self._towards(-1)

    def _towards(self, step: int) -> Sequence[Change]:
        if self.outcome not in self.scale:
            return ()
        place = self.scale.index(self.outcome) + step
        while 0 <= place < len(self.scale):
            found = tuple(change for change in self.all if change.outcome == self.scale[place])
            if found:
                return found
            place += step
        return ()

    def _groups(self) -> list[tuple[str, Sequence[Change]]]:
        if self.outcome in self.scale:
            return [("better", self.better), ("worse", self.worse)]
        return [("", self.all)]

    def __str__(self) -> str:
        words = _WORDS[self.language]
        unit = f"{self.unit}, " if self.unit else ""
        lines = [f"{words['head']} ({unit}{self.judgement}: {self.outcome})"]
        for name, changes in self._groups():
            label = f"{words[name]}, " if name else ""
            lines += [f"- {label}{change.outcome}: {change.words[self.language]}" for change in changes]
        return "\n".join(lines if len(lines) > 1 else [*lines, f"- {words['none']}"])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head, *items = str(self).splitlines()
        body = "".join(f"<li>{html.escape(item.removeprefix('- '))}</li>" for item in items)
        return f'<section lang="{self.language}"><h4>{html.escape(head)}</h4><ul>{body}</ul></section>'


def changes_from(rows: list[dict[str, Any]]) -> tuple[Change, ...]:
    """The changes that the compiled core gives, as values."""
    return tuple(
        Change(
            outcome=row["outcome"],
            people=row["people"],
            levels=row["levels"],
            moves=tuple(
                Move(input=move["input"], from_levels=tuple(move["from"]), to=move["to"], people=move["people"])
                for move in row["moves"]
            ),
            words=row["words"],
        )
        for row in rows
    )
