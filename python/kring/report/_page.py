# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page: facts and charts in the words of each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from kring.plot._cell import cells
from kring.plot._texts import Language, Texts, languages
from kring.report._charts import render
from kring.report._dossiers import Assessed, DossierChapter
from kring.report._facts import summaries, units_of
from kring.report._judgements import Judged, JudgementChapter
from kring.report._material import Material, Wording, pictures
from kring.report._origin import Origin
from kring.report._results import ResultsChapter
from kring.report._supervised import Supervised
from kring.report._supervision import SupervisionChapter
from kring.report._units import UnitPages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kring.results import Comparison

Advance = Callable[[int, int], None]
"""Called with how many steps are done and how many there are."""


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
    steps = len(languages) * (len(pictures(material)) + len(cycles) + advised)
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


class _Edition:
    """The report in one language."""

    def __init__(self, material: Material, language: Language, drawn: Callable[[], None]) -> None:
        self._material = material
        self._language = language
        self._drawn = drawn
        self._identifiers = count(1)
        self._t = Texts(language, "kring.report")
        self._source = material.wording.source.get(language, "")

    def context(self) -> dict[str, Any]:
        material, t = self._material, self._t
        title = material.wording.title.get(self._language) or t("page.title")
        results = ResultsChapter(material, t, self._source, self._draw)
        judged = JudgementChapter(material.judged, material.names, t) if material.judged else None
        return {
            "language": self._language,
            "other": next(other for other in languages if other != self._language),
            "texts": t,
            "title": title,
            "lead": self._lead(),
            "headline": results.headline(),
            "unfair": "level" not in material.comparison.columns,
            "groups": results.groups(),
            "indicators": results.indicators(),
            "summary_columns": results.summary_columns(),
            "judged": judged.context() if judged else None,
            "cycles": DossierChapter(material.cycles, t, self._wheel).context() if material.cycles else None,
            "advised": self._advised(),
            **UnitPages(material, t, judged).context(),
            "found_pattern": t("units.found", shown="{shown}", all="{all}"),
            **Origin(material.comparison, t).context(),
            "source": self._source,
            "files": ", ".join(material.files),
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
        svg = render(spec, identifier=name, title=" ".join(_title(spec)), description=description)
        self._drawn()
        return Markup(svg)

    def _lead(self) -> str:
        years = sorted({str(year) for year in self._material.comparison.columns["school_year"]})
        key = "page.lead" if len(years) > 1 else "page.lead_one_year"
        return self._t(
            key,
            units=self._t.number(len(self._material.units)),
            first=years[0],
            last=years[-1],
            rows=self._t.number(len(self._material.comparison.columns["unit"])),
        )


def _title(spec: Mapping[str, Any]) -> list[str]:
    lines: list[str] = spec["vconcat"][0]["title"]["text"]
    return lines
