# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a unit was judged as it was: as sentences, as a tree and as data."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, repr=False)
class JudgementExplanation:
    """How one unit came to its judgement, from counts and findings on.

    Prints as a tree in a terminal and in a notebook.
    """

    unit: str
    language: str
    """``"en"`` or ``"nl"``."""
    sentences: Sequence[str]
    """What was given, where it stands against its norms, which rule decided, by which framework; warnings last."""
    tree: Sequence[tuple[int, str]]
    """The same as lines with their depth: the judgement, the rule that decided, and below it what it rests on."""
    data: dict[str, Any]
    """The same as data, as ``docs/judgement.schema.json`` describes it."""

    def __str__(self) -> str:
        head = self.sentences[0].removesuffix(".")
        notes = [self.sentences[place] for place in range(self._notes, len(self.sentences))]
        return "\n".join([head, *("  " * (depth + 1) + line for depth, line in self.tree), *notes])

    __repr__ = __str__

    @property
    def text(self) -> str:
        """The sentences as one paragraph."""
        return " ".join(self.sentences)

    @property
    def _notes(self) -> int:
        return 1 + len(self.data["inputs"]) + len(self.data["judgements"])

    def _repr_html_(self) -> str:
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.sentences[self._notes :])
        head = html.escape(self.sentences[0])
        return f'<section lang="{self.language}"><h4>{head}</h4>{_nested(self.tree)}{notes}</section>'


def _nested(tree: Sequence[tuple[int, str]]) -> str:
    parts: list[str] = []
    depth = -1
    for level, line in tree:
        parts.append("<ul>" * (level - depth) if level > depth else "</li>" + "</ul></li>" * (depth - level))
        parts.append(f"<li>{html.escape(line)}")
        depth = level
    return "".join(parts) + "</li></ul>" * (depth + 1)
