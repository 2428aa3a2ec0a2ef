# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter on results: of every indicator its table, why so many stand out, and its charts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from kring import catalog
from kring.plot._cell import Cell
from kring.plot._definition import definition, higher_is_better, indicator_name
from kring.plot._specification import specification
from kring.plot._texts import Language, Texts
from kring.report._facts import Summary, headline
from kring.report._material import Material, Picture, pictures

Draw = Callable[[dict[str, Any], str], Any]
"""Makes a picture of a specification and its text alternative."""


class ResultsChapter:
    """The chapter in one language."""

    def __init__(self, material: Material, texts: Texts, source: str, draw: Draw) -> None:
        self._material = material
        self._t = texts
        self._language: Language = texts.language
        self._plot = Texts(texts.language, "kring.plot")
        self._p = partial(texts.percentage, digits=1)
        self._source = source
        self._draw = draw

    def headline(self) -> dict[str, str] | None:
        """The figures of the headline; None where nothing can be compared."""
        chosen = headline(self._material.summaries)
        if chosen is None:
            return None
        t = self._t
        return {
            "about": about(chosen, self._t),
            "compared": self._t.number(chosen.compared),
            "compared_text": t("short.compared", target=self._p(chosen.target)),
            "before": self._t.number(chosen.before),
            "before_text": t("short.before", below=chosen.below, above=chosen.above),
            "after": self._t.number(chosen.after),
            "after_text": t("short.after", below=chosen.after_below, above=chosen.after_above),
            "why": self._why(chosen),
        }

    def _why(self, row: Summary) -> str:
        if not row.compared:
            return self._t("results.why_small", group=group_label(row, self._plot))
        return self._t(
            "results.why_spread" if row.tau > 0 else "results.why_none",
            group=group_label(row, self._plot),
            phi=self._t.number(row.phi, 1),
            tau=self._t.number(row.tau * 100, 1),
            before=row.before,
            after=row.after,
            count=row.compared,
        )

    def groups(self) -> list[str]:
        """Each group with its size."""
        sizes: dict[str, set[str]] = {}
        for cell in self._material.cells:
            sizes.setdefault(cell.label(self._plot), set()).update(cell["unit"])
        return [
            self._t("what.group_sizes", group=group, count=self._t.number(len(units))) for group, units in sizes.items()
        ]

    def indicators(self) -> list[dict[str, Any]]:
        """What the template needs of every indicator."""
        return [
            self._indicator(indicator) for indicator in dict.fromkeys(cell.indicator for cell in self._material.cells)
        ]

    def _indicator(self, indicator: str) -> dict[str, Any]:
        known, t = definition(indicator), self._t
        better = higher_is_better(self._material.comparison, indicator)
        name = indicator_name(indicator, self._language)
        rows = [row for row in self._material.summaries if row.indicator == indicator]
        latest = list({(row.group, row.level): row for row in reversed(rows)}.values())[::-1]
        return {
            "name": name,
            "direction": self._plot("direction.higher" if better else "direction.lower"),
            "fraction": self._fraction(known),
            "note": getattr(known, f"note_{self._language}") if known else "",
            "status": t(f"status.{known.status}") if known else "",
            "source": known.source if known else t("origin.own_indicator"),
            "source_language": "en" if known else self._language,
            "caption": t("results.caption", indicator=name),
            "rows": [self._summary_row(row) for row in rows],
            "why_heading": t("results.why_heading", year=max(row.school_year for row in rows)),
            "why": [self._why(row) for row in latest],
            "blocks": self._blocks(indicator, name),
        }

    def _fraction(self, known: catalog.Indicator | None) -> str:
        if known is None:
            return self._t("origin.own_indicator")
        parts = {part: getattr(known, f"{part}_{self._language}") for part in ("numerator", "denominator")}
        return self._t("what.fraction", **parts)

    def summary_columns(self) -> list[str]:
        """The head of the table of an indicator."""
        keys = (
            "group",
            "year",
            "units",
            "target",
            "before",
            "after",
            "flagged",
            "phi",
            "tau",
            "rankability",
            "no_statement",
        )
        return [self._t(f"results.{key}") for key in keys]

    def _summary_row(self, row: Summary) -> list[str]:
        t = self._t
        return [
            group_label(row, self._plot),
            row.school_year,
            self._t.number(row.units),
            self._p(row.target),
            t("results.counts", all=row.before, below=row.below, above=row.above),
            t("results.counts", all=row.after, below=row.after_below, above=row.after_above),
            self._t.number(row.flagged),
            t("results.times", phi=t.number(row.phi, 1)),
            t("results.points", tau=t.number(row.tau * 100, 1)),
            t.percentage(row.rankability, 0),
            self._t.number(row.no_statement),
        ]

    def _blocks(self, indicator: str, name: str) -> list[dict[str, Any]]:
        blocks: dict[str, list[dict[str, str]]] = {}
        for picture in pictures(self._material):
            if picture.indicator != indicator:
                continue
            group = picture.cell.label(self._plot) if picture.cell else ""
            heading = (
                self._t("results.charts", indicator=name, group=group) if group else self._t("results.trend_groups")
            )
            blocks.setdefault(heading, []).append(self._chart(picture, name))
        return [{"heading": heading, "charts": charts} for heading, charts in blocks.items()]

    def _chart(self, picture: Picture, name: str) -> dict[str, str]:
        cell = picture.cell
        spec = specification(
            self._material.comparison,
            picture.kind,
            indicator=picture.indicator,
            group=cell.group if cell else None,
            level=cell.level if cell else None,
            names=self._material.names,
            source=self._source.split(". ")[0],
            language=self._language,
        )
        return {"kind": picture.kind, "svg": self._draw(spec, self._alternative(picture, name))}

    def _alternative(self, picture: Picture, name: str) -> str:
        t, cell = self._t, picture.cell
        if cell is None:
            own = [found for found in self._material.cells if found.indicator == picture.indicator]
            changes = [t("alternative.change", group=found.label(self._plot), **self._ends(found)) for found in own]
            return t("alternative.trend_groups", indicator=name, changes="; ".join(changes))
        year = cell.years[-1]
        latest = cell.of_year(year)
        if picture.kind == "trend":
            return t(
                "alternative.trend",
                indicator=name,
                group=cell.label(self._plot),
                first=cell.years[0],
                last=year,
                **self._ends(cell),
            )
        row = next(
            row
            for row in self._material.summaries
            if (row.indicator, row.group, row.level, row.school_year) == (cell.indicator, cell.group, cell.level, year)
        )
        if picture.kind == "funnel":
            return t(
                "alternative.funnel",
                indicator=name,
                year=year,
                count=row.units,
                target=self._p(row.target),
                before=row.before,
                after=row.after,
                names=self._standing(latest),
            )
        best, worst = self._extremes(latest)
        return t(
            "alternative.caterpillar", indicator=name, year=year, best=best, worst=worst, names=self._standing(latest)
        )

    def _ends(self, cell: Cell) -> dict[str, str]:
        first, last = (float(cell.of_year(year)["target"][0]) for year in (cell.years[0], cell.years[-1]))
        return {"from": self._p(first), "to": self._p(last)}

    def _standing(self, cell: Cell) -> str:
        names = [
            self._material.names[unit]
            for unit, state in zip(cell["unit"], cell["state"], strict=True)
            if state.startswith("flagged")
        ]
        return self._t("alternative.standing", names=", ".join(names)) if names else self._t("alternative.nobody")

    def _extremes(self, cell: Cell) -> tuple[str, str]:
        shares = cell["shrunken_share"].astype(float)
        low, high = (self._material.names[cell["unit"][at]] for at in (np.nanargmin(shares), np.nanargmax(shares)))
        return (high, low) if cell.higher_is_better else (low, high)


def group_label(row: Summary, texts: Texts) -> str:
    """Name the group of a summary."""
    return texts("group.level", group=row.group, level=row.level) if row.level else row.group


def about(row: Summary, texts: Texts) -> str:
    """Say what a summary is about."""
    return texts(
        "short.about",
        indicator=indicator_name(row.indicator, texts.language),
        year=row.school_year,
        group=group_label(row, Texts(texts.language)),
    )
