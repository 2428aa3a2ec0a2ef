# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a framework, if anything."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

FlawKind = Literal["uncovered", "unreachable", "not_monotone", "contradicted", "without_effect", "empty_scores"]


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with a judgement of a framework, with its smallest example."""

    kind: FlawKind
    """``uncovered``: an input that no rule covers; ``unreachable``: a rule that no input reaches; ``not_monotone``: a
    better input with a worse outcome; ``contradicted``: knowing more contradicts what was settled, and no rule says
    ``may_change``; ``without_effect``: an input that never changes the outcome; ``empty_scores``: a level given though
    nothing a condition looks at is applicable."""
    judgement: str
    count: float
    """Inputs, or pairs of inputs, for which it occurs."""
    rule: str | None
    input: str | None
    example: Mapping[str, str] | None
    """What each input of the judgement shows in the smallest example; the worse, or less known, of a pair."""
    better: Mapping[str, str] | None
    """The better, or better known, of a pair."""
    en: str
    """In English words."""
    nl: str
    """In Dutch words."""

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True)
class Verification:
    """What was found by looking at every input of every judgement; made by ``verify``."""

    framework: str
    flaws: Sequence[Flaw]
    checked: Mapping[str, Mapping[str, float]]
    """For each judgement how many ``inputs`` there are (levels, unknown and not applicable, all looked at), how many
    ``comparable_pairs`` of known inputs with a level each, and how many of those are ``monotonicity_violations``."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.flaws

    def __bool__(self) -> bool:
        return self.ok

    def text(self, language: Literal["en", "nl"] = "en") -> str:
        """What was found, in words."""
        inputs = int(sum(one["inputs"] for one in self.checked.values()))
        judgements, flaws = len(self.checked), len(self.flaws)
        if language == "nl":
            looked = f"{inputs} invoeren van {judgements} {'oordeel' if judgements == 1 else 'oordelen'} bekeken"
            found = "niets gevonden" if self.ok else f"{flaws} {'gebrek' if flaws == 1 else 'gebreken'}"
            return "\n".join([f"{self.framework}: {looked}, {found}", *(f"- {flaw.nl}" for flaw in self.flaws)])
        looked = f"looked at {inputs} inputs of {judgements} judgement{'' if judgements == 1 else 's'}"
        found = "nothing wrong" if self.ok else f"{flaws} flaw{'' if flaws == 1 else 's'}"
        return "\n".join([f"{self.framework}: {looked}, {found}", *(f"- {flaw.en}" for flaw in self.flaws)])

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        head, *items = self.text().splitlines()
        body = "".join(f"<li>{html.escape(item.removeprefix('- '))}</li>" for item in items)
        return f"<section><p>{html.escape(head)}</p><ul>{body}</ul></section>"


def verification_from(framework: str, found: dict[str, Any]) -> Verification:
    """The verification that the compiled core gives, as a value."""
    return Verification(framework, tuple(Flaw(**row) for row in found["flaws"]), found["checked"])
