# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The judgement of one unit."""

from __future__ import annotations

import html
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from kring import _core
from kring.framework._change import WhatIf, changes_from
from kring.framework._trace import JudgementExplanation

if TYPE_CHECKING:
    from kring.framework._framework import Framework

Language = Literal["en", "nl"]


class Judgement:
    """What a framework comes to for one unit (oordeel); made by ``judge_one`` and by ``judge`` with a mapping."""

    __slots__ = ("__dict__", "_core", "_row", "framework")

    def __init__(self, core: _core.Judgements, framework: Framework, row: int = 0) -> None:
        self._core = core
        self._row = row
        self.framework = framework
        """The framework that judged."""

    @cached_property
    def _outcome(self) -> tuple[str, str, str, list[str], str]:
        return self._core.outcome(self._row)

    @property
    def outcome(self) -> str:
        """The level of the main judgement, ``"undetermined"`` or ``"not_applicable"``."""
        return self._outcome[0]

    @property
    def state(self) -> str:
        """``"judged"``, ``"undetermined"`` or ``"not_applicable"``."""
        return self._outcome[1]

    @property
    def reason(self) -> str:
        """Why: the words for what is not known when undetermined (``"missing"``, ``"too_few"``, ...; several joined by
        ``"|"``), else the condition of the rule that decided, in English."""
        if self.state == "undetermined" and self._outcome[2]:
            return self._outcome[2]
        main = self.data["judgements"][[one["judgement"] for one in self.data["judgements"]].index(self.data["main"])]
        return "; ".join(rule["because"]["en"] for rule in main["rules"]) or self.state

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that decided; several where what is unknown leaves several open."""
        return tuple(self._outcome[3])

    @property
    def possible(self) -> tuple[str, ...]:
        """The levels that remain possible, worst first: the outcome itself when judged."""
        return tuple(self._outcome[4].split("|")) if self._outcome[4] else ()

    @cached_property
    def data(self) -> dict[str, Any]:
        """Everything as data, as ``docs/judgement.schema.json`` describes it."""
        found: dict[str, Any] = json.loads(self._core.json(self._row))
        return found

    @property
    def outcomes(self) -> dict[str, str]:
        """The outcome of every judgement of the framework by its id."""
        return {one["judgement"]: one["outcome"] for one in self.data["judgements"]}

    def explain(self, language: Language = "en") -> JudgementExplanation:
        """Say why, as sentences, as a tree and as data, in ``"en"`` or ``"nl"``."""
        sentences, tree = self._core.explain(self._row, language)
        return JudgementExplanation(self._core.unit(self._row), language, sentences, tree, self.data)

    def what_if(self, *, judgement: str | None = None, language: Language = "en") -> WhatIf:
        """Give the smallest changes that would give another outcome.

        Parameters
        ----------
        judgement
            A judgement of the framework; the main one when left out.
        language
            ``"en"`` or ``"nl"``: of the printed text.

        Raises
        ------
        kring.UnknownIdentifier
            For a judgement the framework does not have.
        """
        if language not in ("en", "nl"):
            raise _core.InvalidValue(f"language is {language!r}: expected 'en' or 'nl'")
        place = judgement or self.framework.main
        changes = changes_from(json.loads(self._core.changes(self._row, place)))
        scale = tuple(self.framework.judgement_levels(place))
        return WhatIf(self._core.unit(self._row), place, self.outcomes[place], scale, changes, language)

    def to_json(self) -> str:
        """The judgement as JSON, as ``docs/judgement.schema.json`` describes it."""
        return self._core.json(self._row)

    def __str__(self) -> str:
        return self.outcome

    def __repr__(self) -> str:
        rules = f", rule {' or '.join(self.rules)}" if self.rules else ""
        reason = f", {self._outcome[2]}" if self._outcome[2] else ""
        return f"<Judgement {self.outcome} by {self.framework.id}{rules}{reason}>"

    def _repr_html_(self) -> str:
        return f"<p><strong>{html.escape(self.outcome)}</strong></p>{self.explain()._repr_html_()}"
