# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The part per institution, and the list of figures without a statement."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import numpy as np

from kring.plot._definition import higher_is_better, indicator_name
from kring.plot._texts import Language, Texts
from kring.plot._theme import outcome
from kring.report._facts import Unit
from kring.report._judgements import JudgementChapter
from kring.report._material import Material

_shown_silent: Final = 200
_numbers: Final = (
    "share",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "target",
    "shrunken_share",
    "shrunken_lower",
    "shrunken_upper",
    "probability_below",
    "adjusted_z_score",
)


class UnitPages:
    """The parts of institutions in one language."""

    def __init__(self, material: Material, texts: Texts, judged: JudgementChapter | None) -> None:
        self._material = material
        self._t = texts
        self._language: Language = texts.language
        self._plot = Texts(texts.language, "kring.plot")
        self._p = partial(texts.percentage, digits=1)
        self._rules = material.comparison.rules
        self._judged = judged

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        silent = self._silent()
        more = len(silent) - _shown_silent
        return {
            "silent": silent[:_shown_silent],
            "silent_more": self._t("silent.more", count=self._t.number(more)) if more > 0 else "",
            "unit_word": self._plot("tip.unit").capitalize(),
            "unit_columns": self._unit_columns(),
            "units": [self._unit(at, unit) for at, unit in enumerate(self._material.units, start=1)],
        }

    def _silent(self) -> list[list[str]]:
        columns = self._material.comparison.columns
        names = self._material.names
        rows = [
            [
                names[columns["unit"][row]],
                indicator_name(columns["indicator"][row], self._language),
                str(columns["school_year"][row]),
                self._reason(str(columns["reason"][row])),
            ]
            for row in np.flatnonzero(columns["state"] == "no_statement")
        ]
        return sorted(rows)

    def _reason(self, reason: str) -> str:
        return self._t(
            f"reason.{reason}", minimum_trials=self._rules["minimum_trials"], minimum_units=self._rules["minimum_units"]
        )

    def _unit_columns(self) -> list[str]:
        t = self._t
        confidence = t("units.interval", confidence=t.percentage(self._rules["confidence"], 0))
        return [
            t("units.indicator"),
            t("results.year"),
            t("units.share"),
            t("units.counts"),
            confidence,
            t("units.group_share"),
            t("units.shrunken"),
            t("units.bad_side"),
            t("units.adjusted"),
            t("units.outcome"),
        ]

    def _unit(self, at: int, unit: Unit) -> dict[str, Any]:
        badge, kind = self._badge(unit)
        about = [text for text in (unit.unit, unit.place, ", ".join(unit.groups)) if text]
        return {
            "slug": str(at),
            "name": unit.name,
            "about": " · ".join(about),
            "search": " ".join([unit.name, *about]),
            "badge": badge,
            "badge_kind": kind,
            "words": self._words(unit),
            "caption": self._t("units.caption", name=unit.name),
            "rows": [self._unit_row(int(row)) for row in unit.rows],
        }

    def _badge(self, unit: Unit) -> tuple[str, str]:
        columns = self._material.comparison.columns
        year = str(columns["school_year"][unit.rows[0]])
        found = {}
        for row in unit.rows:
            if str(columns["school_year"][row]) == year and str(columns["state"][row]).startswith("flagged"):
                indicator = columns["indicator"][row]
                better = higher_is_better(self._material.comparison, indicator)
                found[indicator_name(indicator, self._language)] = outcome(columns["state"][row], better).rsplit(
                    "_", 1
                )[1]
        if not found:
            return "", ""
        kinds = set(found.values())
        text = self._t("units.stands_out", year=year, indicators=", ".join(found))
        return text, kinds.pop() if len(kinds) == 1 else "both"

    def _words(self, unit: Unit) -> list[tuple[str, list[str]]]:
        explanation = self._material.comparison.explain(unit.unit, self._language)
        latest = max(str(row["school_year"]) for row in explanation.rows)
        now: list[str] = []
        before: list[str] = []
        for sentence, row in zip(explanation.sentences, explanation.rows, strict=True):
            (now if str(row["school_year"]) == latest else before).append(sentence)
        judged = self._judged.sentences(unit.unit) if self._judged else []
        said = [
            (self._t("judged.unit_heading"), judged),
            (self._t("units.words", year=latest), now),
            (self._t("units.earlier"), before),
        ]
        return [(heading, sentences) for heading, sentences in said if sentences]

    def _unit_row(self, row: int) -> list[str]:
        t, columns = self._t, self._material.comparison.columns
        value = {name: float(columns[name][row]) for name in _numbers}
        better = higher_is_better(self._material.comparison, columns["indicator"][row])
        state = self._plot(f"state.{outcome(str(columns['state'][row]), better)}")
        return [
            indicator_name(columns["indicator"][row], self._language),
            str(columns["school_year"][row]),
            self._p(value["share"]),
            t("units.of", numerator=t.number(value["numerator"]), denominator=t.number(value["denominator"])),
            self._range(value["lower"], value["upper"]),
            self._p(value["target"]),
            f"{self._p(value['shrunken_share'])} ({self._range(value['shrunken_lower'], value['shrunken_upper'])})",
            self._probability(value["probability_below"]),
            t.number(value["adjusted_z_score"], 2),
            state,
        ]

    def _probability(self, value: float) -> str:
        # Never 0% or 100%: nothing here is certain.
        if value < 0.01:
            return "<" + self._t.percentage(0.01, 0)
        return ">" + self._t.percentage(0.99, 0) if value > 0.99 else self._t.percentage(value, 0)

    def _range(self, lower: float, upper: float) -> str:
        return self._t("units.range", lower=self._p(lower), upper=self._p(upper))
