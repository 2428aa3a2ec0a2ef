# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words explained, rules and choices: what a report rests on."""

from __future__ import annotations

from typing import Any, Final

from kring import catalog
from kring.plot._texts import Texts
from kring.results import Comparison

_terms: Final = ("target", "limits", "spread", "z", "flagged", "shrunken", "bad_side", "interval", "rankability")

_choices: Final = frozenset(
    (
        "group",
        "confidence",
        "credibility",
        "false_discovery_rate",
        "winsorised_share",
        "minimum_trials",
        "minimum_units",
        "rank_draws",
        "seed",
    )
)


class Origin:
    """What a comparison rests on, in one language."""

    def __init__(self, comparison: Comparison, texts: Texts) -> None:
        self._comparison = comparison
        self._rules = comparison.rules
        self._t = texts

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        return {"terms": self._terms(), "rules": self._rule_rows(), "choices": self._chosen()}

    def _terms(self) -> list[tuple[str, str]]:
        shares = {
            name: self._t.percentage(self._rules[name], 0)
            for name in ("confidence", "credibility", "false_discovery_rate")
        }
        return [(self._t(f"terms.{term}"), self._t(f"terms.{term}_text", **shares)) for term in _terms]

    def _rule_rows(self) -> list[list[str]]:
        comparison, t = self._comparison, self._t
        proposal = t(f"status.{self._rules['status']}")
        return [
            [t("origin.comparison"), comparison.version, proposal, comparison.digest],
            [t("origin.definitions"), catalog.indicators_version, t("origin.each"), catalog.indicators_digest],
        ]

    def _chosen(self) -> list[tuple[str, str]]:
        made = []
        for name, value in self._rules.items():
            if name in ("status", "threads"):
                continue
            made.append((self._t(f"choice.{name}") if name in _choices else str(name), self._choice(name, value)))
        return made

    def _choice(self, name: str, value: Any) -> str:
        if isinstance(value, float):
            return self._t.percentage(value, 0)
        if name == "seed":
            return str(value)
        return self._t.number(value) if isinstance(value, int) else ", ".join(map(str, value))
