# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter on judgements: where results come by level of education, what a framework makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kring import InvalidPeriod, UnknownIdentifier, catalog
from kring.framework import Framework, Judgement, Judgements
from kring.plot._texts import Language, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kring.results import Comparison

_NEEDED: Final = ("unit", "indicator", "school_year", "numerator", "denominator", "level")


@dataclass(frozen=True)
class Judged:
    """The judgements of a report, or why there are none."""

    framework: Framework
    judgements: Judgements | None
    refused: str
    """Why the framework could not judge these results; empty where it did."""


def judged(comparison: Comparison, framework: Framework | str | None) -> Judged | None:
    """Judge the results of a comparison; None where they have no levels, or nothing the framework judges."""
    columns = comparison.columns
    if framework is None or not all(name in columns for name in _NEEDED):
        return None
    chosen = catalog.framework(framework) if isinstance(framework, str) else framework
    if not set(chosen.inputs) & set(columns["indicator"].astype(str).tolist()):
        return None
    results = comparison.table.select(list(_NEEDED))
    try:
        return Judged(chosen, chosen.judge(results), "")
    except (InvalidPeriod, UnknownIdentifier) as refusal:
        return Judged(chosen, None, str(refusal))


class JudgementChapter:
    """The chapter in one language."""

    def __init__(self, found: Judged, names: Mapping[str, str], texts: Texts) -> None:
        self._found = found
        self._names = names
        self._t = texts
        self._language: Language = texts.language
        scales = {scale["id"]: scale for scale in found.framework.definition["scales"]}
        main = next(one for one in found.framework.definition["judgements"] if one["id"] == found.framework.main)
        scale = scales[main["scale"]]
        self._levels = dict(zip(scale["levels"], scale["names"][self._language], strict=True))

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        framework, t = self._found.framework, self._t
        return {
            "name": framework.definition["name"][self._language],
            "note": framework.definition["note"][self._language],
            "origin": t(
                "judged.origin",
                id=framework.id,
                version=framework.version,
                status=t(f"status.{framework.status}"),
                digest=framework.digest,
                source=framework.source,
            ),
            "refused": self._found.refused,
            "columns": [t(f"judged.{key}") for key in ("unit", "level", "outcome", "why", "margin")],
            "counts": self._counts(),
            "rows": [self._row(one) for one in self._all],
        }

    def sentences(self, unit: str) -> list[str]:
        """What is said of one unit, a sentence a level of education."""
        return [
            self._t("judged.said", level=one.data["level"], outcome=self._outcome(one.outcome), why=self._why(one))
            for one in self._by_unit.get(unit, ())
        ]

    @cached_property
    def _all(self) -> list[Judgement]:
        return list(self._found.judgements or ())

    @cached_property
    def _by_unit(self) -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = {}
        for one in self._all:
            found.setdefault(str(one.data["unit"]), []).append(one)
        return found

    def _outcome(self, outcome: str) -> str:
        return self._levels.get(outcome) or self._t(f"judged.{outcome}")

    def _counts(self) -> list[str]:
        judgements = self._found.judgements
        if judgements is None:
            return []
        return [f"{self._t.number(count)} {self._outcome(outcome)}" for outcome, count in judgements.counts().items()]

    def _why(self, one: Judgement) -> str:
        main = next(row for row in one.data["judgements"] if row["judgement"] == one.data["main"])
        why = "; ".join(rule["because"][self._language] for rule in main["rules"])
        if main["reasons"]:
            unknown = ", ".join(self._t(f"judged.reason_{reason}") for reason in main["reasons"])
            why = self._t("judged.not_known", why=why, unknown=unknown) if why else unknown
        return why or self._t("judged.none_for_level")

    def _margin(self, one: Judgement) -> str:
        """The smallest change to another level that asks people only: the nearest norm, in counts."""
        what = one.what_if(language=self._language)
        near = [change for change in what.all if change.levels == 0] if one.state == "judged" else []
        if not near:
            return self._t("judged.no_margin")
        smallest = min(near, key=lambda change: change.people)
        return f"{self._outcome(smallest.outcome)}: {smallest.words[self._language]}"

    def _row(self, one: Judgement) -> list[str]:
        unit = str(one.data["unit"])
        name = self._names.get(unit, unit)
        level = str(one.data["level"] or "-")
        return [name, level, self._outcome(one.outcome), self._why(one), self._margin(one)]
