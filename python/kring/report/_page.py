# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page: facts and charts in the words of each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kring import catalog
from kring.plot._cell import Cell, Kind, cells
from kring.plot._definition import definition, higher_is_better, indicator_name
from kring.plot._specification import specification
from kring.plot._texts import Language, Texts, languages
from kring.plot._theme import outcome
from kring.report._charts import render
from kring.report._dossiers import Assessed, DossierChapter
from kring.report._facts import Summary, Unit, headline, summaries, units_of
from kring.report._judgements import Judged, JudgementChapter
from kring.report._supervised import Supervised
from kring.report._supervision import SupervisionChapter

if TYPE_CHECKING:
    from kring.results import Comparison

Advance = Callable[[int, int], None]
"""Called with how many steps are done and how many there are."""

_shown_silent: Final = 200
_terms: Final = ("target", "limits", "spread", "z", "flagged", "shrunken", "bad_side", "interval", "rankability")


class Wording(NamedTuple):
    """Words of whoever makes the report, by language."""

    title: Mapping[Language, str]
    source: Mapping[Language, str]


@dataclass(frozen=True)
class Material:
    """What both editions are made of."""

    comparison: Comparison
    units: list[Unit]
    summaries: list[Summary]
    cells: list[Cell]
    wording: Wording
    files: tuple[str, ...]
    judged: Judged | None
    cycles: Sequence[Assessed]
    supervised: Supervised | None

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of units by code."""
        return {unit.unit: unit.name for unit in self.units}


def page(
    comparison: Comparison,
    table: Mapping[str, NDArray[Any]],
    *,
    judged: Judged | None,
    cycles: Sequence[Assessed],
    supervised: Supervised | None,
    wording: Wording,
    tables: tuple[str, ...],
    language: Language,
    advance: Advance,
) -> str:
    """Return the whole report as HTML, the given language shown first."""
    import jinja2
    from markupsafe import Markup

    material = Material(
        comparison,
        units_of(comparison, table),
        summaries(comparison),
        cells(comparison),
        wording,
        tables,
        judged,
        cycles,
        supervised,
    )
    advised = len(supervised.pictures) if supervised else 0
    steps = len(languages) * (len(_pictures(material)) + len(cycles) + advised)
    done = count(1)
    editions = [
        _Edition(material, edition, lambda: advance(next(done), steps)).context()
        for edition in sorted(languages, key=lambda edition: edition != language)
    ]
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("kring.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return templates.get_template("report.html.jinja").render(
        editions=editions,
        language=language,
        title=editions[0]["title"],
        version=comparison.version,
        css=Markup(_packaged("report.css")),
        script=Markup(_packaged("report.js")),
    )


def _packaged(name: str) -> str:
    return files("kring.report").joinpath("templates", name).read_text(encoding="utf-8")


class _Picture(NamedTuple):
    cell: Cell | None
    indicator: str
    kind: Kind


def _pictures(material: Material) -> list[_Picture]:
    found = []
    for indicator in dict.fromkeys(cell.indicator for cell in material.cells):
        own = [cell for cell in material.cells if cell.indicator == indicator]
        # A line needs two school years: over one, the picture would be empty.
        if len(own) > 1 and len({year for cell in own for year in cell.years}) > 1:
            found.append(_Picture(None, indicator, "trend"))
        found += [_Picture(cell, indicator, kind) for cell in own for kind in _kinds(cell)]
    return found


def _kinds(cell: Cell) -> list[Kind]:
    latest = cell.of_year(cell.years[-1])
    kinds: list[Kind] = []
    if np.isfinite(latest["share"].astype(float)).any() and 0 < float(latest["target"][0]) < 1:
        kinds.append("funnel")
    if np.isfinite(latest["shrunken_share"].astype(float)).any():
        kinds.append("caterpillar")
    if len(cell.years) > 1 and np.isfinite(cell["share"].astype(float)).any():
        kinds.append("trend")
    return kinds


class _Edition:
    """The report in one language."""

    def __init__(self, material: Material, language: Language, drawn: Callable[[], None]) -> None:
        self._material = material
        self._language = language
        self._drawn = drawn
        self._identifiers = count(1)
        self._t = Texts(language, "kring.report")
        self._plot = Texts(language, "kring.plot")
        self._p = partial(self._t.percentage, digits=1)
        self._source = material.wording.source.get(language, "")
        self._rules = material.comparison.rules
        self._judged = JudgementChapter(material.judged, material.names, self._t) if material.judged else None

    def context(self) -> dict[str, Any]:
        material, t = self._material, self._t
        title = material.wording.title.get(self._language) or t("page.title")
        return {
            "language": self._language,
            "other": next(other for other in languages if other != self._language),
            "texts": t,
            "title": title,
            "lead": self._lead(),
            "headline": self._headline(),
            "unfair": "level" not in material.comparison.columns,
            "groups": self._groups(),
            "indicators": self._indicators(),
            "judged": self._judged.context() if self._judged else None,
            "cycles": DossierChapter(material.cycles, t, self._wheel).context() if material.cycles else None,
            "advised": self._advised(),
            "summary_columns": self._summary_columns(),
            "silent": self._silent()[:_shown_silent],
            "silent_more": self._silent_more(),
            "unit_word": self._plot("tip.unit").capitalize(),
            "unit_columns": self._unit_columns(),
            "units": [self._unit(at, unit) for at, unit in enumerate(material.units, start=1)],
            "found_pattern": t("units.found", shown="{shown}", all="{all}"),
            "terms": self._terms(),
            "source": self._source,
            "files": ", ".join(material.files),
            "rules": self._rule_rows(),
            "choices": self._choices(),
            "cite": t(
                "origin.cite_text",
                title=title,
                source=(self._source or t("origin.unknown")).rstrip("."),
                version=material.comparison.version,
                digest=material.comparison.digest,
            ),
        }

    def _wheel(self, one: Assessed, language: Language) -> Any:
        from markupsafe import Markup

        # The drawing is made by kring, with every text in it escaped.
        name = f"{language}-wheel-{next(self._identifiers)}"
        drawn = Markup(one.dossier.plot("wheel", one.top, language=language).svg.replace("kring-wheel-", f"{name}-"))
        self._drawn()
        return drawn

    def _advised(self) -> dict[str, Any] | None:
        if self._material.supervised is None:
            return None
        return SupervisionChapter(self._material.supervised, self._t, self._source, self._draw).context()

    def _draw(self, spec: dict[str, Any], description: str) -> Any:
        from markupsafe import Markup

        name = f"{self._language}-chart-{next(self._identifiers)}"
        svg = render(spec, identifier=name, title=" ".join(spec_title(spec)), description=description)
        self._drawn()
        return Markup(svg)

    def _lead(self) -> str:
        years = sorted({str(year) for year in self._material.comparison.columns["school_year"]})
        key = "page.lead" if len(years) > 1 else "page.lead_one_year"
        return self._t(
            key,
            units=self._count(len(self._material.units)),
            first=years[0],
            last=years[-1],
            rows=self._count(len(self._material.comparison.columns["unit"])),
        )

    def _count(self, value: float) -> str:
        return self._t.number(value)

    def _headline(self) -> dict[str, str] | None:
        chosen = headline(self._material.summaries)
        if chosen is None:
            return None
        t = self._t
        return {
            "about": about(chosen, self._t),
            "compared": self._count(chosen.compared),
            "compared_text": t("short.compared", target=self._p(chosen.target)),
            "before": self._count(chosen.before),
            "before_text": t("short.before", below=chosen.below, above=chosen.above),
            "after": self._count(chosen.after),
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

    def _groups(self) -> list[str]:
        sizes: dict[str, set[str]] = {}
        for cell in self._material.cells:
            sizes.setdefault(cell.label(self._plot), set()).update(cell["unit"])
        return [
            self._t("what.group_sizes", group=group, count=self._count(len(units))) for group, units in sizes.items()
        ]

    def _indicators(self) -> list[dict[str, Any]]:
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

    def _summary_columns(self) -> list[str]:
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
            self._count(row.units),
            self._p(row.target),
            t("results.counts", all=row.before, below=row.below, above=row.above),
            t("results.counts", all=row.after, below=row.after_below, above=row.after_above),
            self._count(row.flagged),
            t("results.times", phi=t.number(row.phi, 1)),
            t("results.points", tau=t.number(row.tau * 100, 1)),
            t.percentage(row.rankability, 0),
            self._count(row.no_statement),
        ]

    def _blocks(self, indicator: str, name: str) -> list[dict[str, Any]]:
        blocks: dict[str, list[dict[str, str]]] = {}
        for picture in _pictures(self._material):
            if picture.indicator != indicator:
                continue
            group = picture.cell.label(self._plot) if picture.cell else ""
            heading = (
                self._t("results.charts", indicator=name, group=group) if group else self._t("results.trend_groups")
            )
            blocks.setdefault(heading, []).append(self._chart(picture, name))
        return [{"heading": heading, "charts": charts} for heading, charts in blocks.items()]

    def _chart(self, picture: _Picture, name: str) -> dict[str, str]:
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

    def _alternative(self, picture: _Picture, name: str) -> str:
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

    def _silent_more(self) -> str:
        more = len(self._silent()) - _shown_silent
        return self._t("silent.more", count=self._count(more)) if more > 0 else ""

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

    def _terms(self) -> list[tuple[str, str]]:
        shares = {
            name: self._t.percentage(self._rules[name], 0)
            for name in ("confidence", "credibility", "false_discovery_rate")
        }
        return [(self._t(f"terms.{term}"), self._t(f"terms.{term}_text", **shares)) for term in _terms]

    def _rule_rows(self) -> list[list[str]]:
        comparison, t = self._material.comparison, self._t
        proposal = t(f"status.{self._rules['status']}")
        return [
            [t("origin.comparison"), comparison.version, proposal, comparison.digest],
            [t("origin.definitions"), catalog.indicators_version, t("origin.each"), catalog.indicators_digest],
        ]

    def _choices(self) -> list[tuple[str, str]]:
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
        return self._count(value) if isinstance(value, int) else ", ".join(map(str, value))


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


def spec_title(spec: Mapping[str, Any]) -> list[str]:
    """Return the title lines of a picture."""
    lines: list[str] = spec["vconcat"][0]["title"]["text"]
    return lines
