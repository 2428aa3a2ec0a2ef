# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report: what it says, that it can be trusted with any input, and that it is written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kring
from kring.report import bundled_wording, headline_sentences, write_report
from kring.results import Comparison

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """A page as a list of (tag, attributes, text up to the next tag), with faults in nesting."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.elements:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)

    def of(self, *tags: str) -> list[tuple[str, dict[str, str | None], str]]:
        return [element for element in self.elements if element[0] in tags]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return kring.compare(kring.datasets.mbo_2019(backend="dict").results)


@pytest.fixture(scope="module")
def folder(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "new" / "out"
    units = kring.datasets.mbo_2019(backend="dict").units
    page = write_report(comparison, units=units, out=out, language="nl", **bundled_wording())
    assert page == out / "report.html"
    return out


@pytest.fixture(scope="module")
def html(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def edition(html: str, language: str) -> str:
    start = html.index(f'<div class="edition" id="{language}"')
    end = html.find('<div class="edition"', start + 1)
    return html[start : end if end > 0 else html.index("<script>")]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def small(**columns: Any) -> dict[str, Any]:
    size = 8
    table: dict[str, Any] = {
        "unit": [f"u{at}" for at in range(size)],
        "indicator": ["annual_result"] * size,
        "school_year": ["2017/18"] * size,
        "numerator": np.array([60, 70, 80, 65, 75, 72, 68, 71]),
        "denominator": np.array([100] * size),
        "group": ["ROC"] * size,
    }
    return table | columns


# 42, 25, 12, 13 and 2: worked out with SciPy's binomial (cdf, ppf) from the same counts, apart from this library.
GOLDEN = {
    "en": ("12 below and 13 above", "0 below and 2 above", "25 (12 below, 13 above)", "2 (0 below, 2 above)"),
    "nl": ("12 onder en 13 boven", "0 onder en 2 boven", "25 (12 onder, 13 boven)", "2 (0 onder, 2 boven)"),
}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_headline_says_what_the_figures_say(html: str, language: str) -> None:
    part = edition(html, language)
    tiles = re.findall(r"<li><strong>(.*?)</strong>", part)
    assert tiles == ["42", "25", "2"]
    said = words(part)
    assert all(fact in said for fact in GOLDEN[language])


def test_the_headline_in_three_sentences(comparison: Comparison) -> None:
    compared, before, after = headline_sentences(comparison, "en")
    assert "Annual result 2017/18, ROC: 42 institutions" in compared
    assert before.startswith("25 lie outside") and "(12 below, 13 above)" in before
    assert after.startswith("2 remain") and "(0 below, 2 above)" in after
    assert "42 instellingen" in headline_sentences(comparison, "nl")[0]


def test_the_tables_hold_what_the_page_says(folder: Path, comparison: Comparison) -> None:
    summary = list(csv.DictReader(io.StringIO((folder / "summary.csv").read_text(encoding="utf-8"))))
    keys = ("group", "indicator", "school_year")
    row = next(row for row in summary if [row[key] for key in keys] == ["ROC", "annual_result", "2017/18"])
    counts = [row[name] for name in ("units", "compared", "below", "above", "after_below", "after_above")]
    assert counts == ["42", "42", "12", "13", "0", "2"]
    # phi 24.64 and tau .0347: the same computation in NumPy, type 7 quantiles.
    assert float(row["phi"]) == pytest.approx(24.64, abs=0.005)
    assert float(row["tau"]) == pytest.approx(0.0347, abs=5e-5)
    assert len(summary) == 30  # group-years in mbo_group_values_2019.csv
    published = {(r["group"], r["indicator"], r["school_year"]): float(r["target"]) for r in summary}
    values = kring.datasets.mbo_2019(backend="dict").group_values
    for group, indicator, year, share in zip(*values.values(), strict=True):
        assert published[group, indicator, year] == pytest.approx(share, abs=1e-12)
    rows = list(csv.DictReader(io.StringIO((folder / "comparison.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 638
    assert list(rows[0]) == list(comparison.columns)
    z = np.array([float(row["z_score"]) for row in rows])
    np.testing.assert_array_equal(z, comparison.columns["z_score"])


def test_every_institution_has_its_part_in_both_languages(html: str, comparison: Comparison) -> None:
    for language in ("en", "nl"):
        part = edition(html, language)
        assert part.count('<details class="unit"') == 67
        assert "ROC Midden Nederland" in part and "25LH" in part and "Utrecht" in part
    # 841 of 13563: the row of 25LH, early_leaving, 2017/18 in mbo_results_2019.csv.
    sentence = comparison.explain("25LH", "nl", indicator="early_leaving", school_year="2017/18").sentences[0]
    assert "841 van 13.563" in sentence and sentence in edition(html, "nl")


def test_a_raw_comparison_is_called_unfair(html: str, tmp_path: Path) -> None:
    assert "Deze ruwe vergelijking is oneerlijk" in html
    assert "This raw comparison is unfair" in html
    fair = write_report(small(level=["4"] * 8), out=tmp_path)
    text = fair.read_text(encoding="utf-8")
    assert "This raw comparison is unfair" not in text
    assert "ROC, level 4" in text and "ROC, niveau 4" in text


def test_units_without_a_statement_are_listed_with_the_reason(tmp_path: Path) -> None:
    table = small(denominator=np.array([100] * 7 + [9]), numerator=np.array([60, 70, 80, 65, 75, 72, 68, 5]))
    text = words(write_report(table, out=tmp_path).read_text(encoding="utf-8"))
    assert "u7 Annual result 2017/18 counted over fewer than 10" in text
    assert "u7 Jaarresultaat 2017/18 geteld over minder dan 10" in text
    assert "That is not a pass and not a fail: it is unknown." in text


def test_more_units_than_can_be_told_apart_are_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    count = 2_001
    table = small(
        unit=[f"u{at}" for at in range(count)],
        numerator=np.full(count, 70),
        denominator=np.full(count, 100),
        **{name: small()[name][:1] * count for name in ("indicator", "school_year", "group")},
    )
    with pytest.raises(kring.InvalidValue, match=r"of 2,001 units, .* at most 2,000; give the results of boards"):
        write_report(table, out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_group_too_small_still_makes_a_report(tmp_path: Path) -> None:
    table = {name: values[:2] for name, values in small().items()}
    text = words(write_report(table, out=tmp_path).read_text(encoding="utf-8"))
    assert "No statement can be made about any institution" in text
    assert "Over geen enkele instelling is een uitspraak mogelijk" in text


def test_groups_of_one_school_year_have_no_picture_over_the_years(tmp_path: Path) -> None:
    def page(years: list[str]) -> str:
        rows = [(f"{group}{i}", group, year) for group in "ab" for i in range(6) for year in years]
        results = {
            "unit": [unit for unit, _, _ in rows],
            "group": [group for _, group, _ in rows],
            "school_year": [year for _, _, year in rows],
            "indicator": ["annual_result"] * len(rows),
            "numerator": [60 + 5 * int(unit[1]) for unit, _, _ in rows],
            "denominator": [100] * len(rows),
        }
        return write_report(results, out=tmp_path).read_text(encoding="utf-8")

    assert "Over the years" in page(["2022/23", "2023/24"])
    assert "Over the years" not in page(["2023/24"])


@pytest.mark.parametrize(("direction", "words_of_high"), [("higher", "favourable"), ("lower", "unfavourable")])
def test_an_indicator_of_ones_own_keeps_its_name_and_direction(
    direction: Any, words_of_high: str, tmp_path: Path
) -> None:
    size = 40
    table = {
        "unit": [f"u{at:02}" for at in range(size)],
        "indicator": ["own_count"] * size,
        "school_year": ["2017/18"] * size,
        "numerator": np.array([950, *([600, 610] * size)[: size - 1]]),
        "denominator": np.array([1000] * size),
        "group": ["ROC"] * size,
    }
    compared = kring.compare(table, directions={"own_count": direction})
    assert compared.columns["state"][0] == "flagged_high"
    text = words(write_report(compared, out=tmp_path).read_text(encoding="utf-8"))
    assert f"Own_count ({direction} is better)" in text
    assert f"stands out above: {words_of_high}" in text
    assert "Not in the catalogue of kring" in text and "Niet in de catalogus van kring" in text


def test_names_from_data_are_text_and_never_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    breaks = "\"'&</style><!--"
    units = {"unit": [f"u{at}" for at in range(8)], "kind": ["institution"] * 8, "parent": [None] * 8,
             "name": [evil, breaks, *"cdefgh"], "place": [evil] * 8}  # fmt: skip
    table = small(group=[evil] * 8, numerator=np.array([20, 70, 80, 65, 75, 72, 68, 71]))
    text = write_report(table, units=units, out=tmp_path, title=evil, source=evil).read_text(encoding="utf-8")
    assert text.count("<script") == 1
    assert "alert(1)</script>" not in text
    page = Page(text)
    assert any(evil in data for tag, _, data in page.of("h3"))
    assert any(attributes.get("data-search", "").find(breaks) >= 0 for _, attributes, _ in page.of("details"))


def test_the_page_is_well_formed_and_can_be_walked_by_its_structure(html: str) -> None:
    page = Page(html)
    identifiers = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    assert page.of("html")[0][1]["lang"] == "nl"
    references = [ref for _, attributes, _ in page.elements for name in ("aria-labelledby", "for")
                  for ref in (attributes.get(name) or "").split()]  # fmt: skip
    references += [str(attributes["href"])[1:] for _, attributes, _ in page.of("a")]
    assert references and set(references) <= set(identifiers)
    assert re.findall(r"url\(#([^)]+)\)", html) and set(re.findall(r"url\(#([^)]+)\)", html)) <= set(identifiers)
    for language in ("en", "nl"):
        levels = [int(tag[1]) for tag, _, _ in Page(edition(html, language)).of("h1", "h2", "h3", "h4")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 2 for before, after in pairwise(levels))
    assert len(page.of("caption")) == len(page.of("table"))
    assert all(attributes.get("scope") in ("col", "row") for _, attributes, _ in page.of("th"))
    pictures = [attributes for _, attributes, _ in page.of("svg")]
    assert len(pictures) == 60  # 3 indicators x (3 groups x 3 kinds + 1 trend of the groups) x 2 languages
    assert all(picture["role"] == "img" and picture["aria-labelledby"] for picture in pictures)
    descriptions = [text for _, _, text in page.of("desc")]
    assert len(descriptions) == 60 and all(len(text) > 40 for text in descriptions)


def test_the_page_asks_nothing_of_a_network(html: str) -> None:
    page = Page(html)
    assert page.of("img", "iframe", "object", "embed", "audio", "video", "source") == []
    assert [attributes["href"] for _, attributes, _ in page.of("link")] == ["data:,"]
    assert all("src" not in attributes for _, attributes, _ in page.elements)
    assert "@import" not in html and not re.search(r"url\((?!#)", html)
    assert "default-src 'none'" in html


def test_the_page_is_small_enough_to_send(folder: Path) -> None:
    assert (folder / "report.html").stat().st_size < 6_000_000


def test_the_report_names_its_rules_and_how_to_cite(html: str, comparison: Comparison) -> None:
    for language in ("en", "nl"):
        part = edition(html, language)
        assert comparison.digest in part and comparison.version in part
        assert kring.catalog.indicators_version in part and kring.catalog.indicators_digest in part
        assert "cc-by" in part
    assert "afgeleid" in edition(html, "nl") and "derived" in edition(html, "en")


def test_the_same_input_gives_the_same_bytes(comparison: Comparison, folder: Path, tmp_path: Path) -> None:
    units = kring.datasets.mbo_2019(backend="dict").units
    again = write_report(comparison, units=units, out=tmp_path, language="nl", **bundled_wording())
    for name in ("report.html", "comparison.csv", "summary.csv"):
        assert (again.parent / name).read_bytes() == (folder / name).read_bytes()


def test_progress_counts_every_chart(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_report(small(), out=tmp_path, advance=lambda done, steps: seen.append((done, steps)))
    assert seen == [(at, 4) for at in range(1, 5)]  # a funnel and a caterpillar in each language


@pytest.mark.parametrize("fault", ["chart", "disk"])
def test_an_error_leaves_nothing_behind(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> str:
        raise RuntimeError("no chart") if fault == "chart" else OSError("disk full")

    if fault == "chart":
        monkeypatch.setattr("vl_convert.vegalite_to_svg", fail)
    else:
        monkeypatch.setattr(Path, "chmod", fail)
    with pytest.raises((RuntimeError, OSError), match=r"no chart|disk full"):
        write_report(small(), out=tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_error_keeps_the_report_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = write_report(small(), out=tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(*_: Any, **__: Any) -> str:
        raise RuntimeError("no chart")

    monkeypatch.setattr("vl_convert.vegalite_to_svg", fail)
    with pytest.raises(RuntimeError):
        write_report(small(), out=tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert page.exists()


def test_bad_input_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(kring.InvalidTable, match="numerator"):
        write_report(small(numerator=np.array([-1] * 8)), out=tmp_path / "out")
    with pytest.raises(kring.InvalidTable, match="units"):
        write_report(small(), units={"name": ["a"]}, out=tmp_path / "out")
    with pytest.raises(kring.InvalidValue, match="fr"):
        write_report(small(), out=tmp_path / "out", language="fr")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_files_can_be_read_by_others(folder: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    assert all(path.stat().st_mode & 0o777 == 0o666 & ~mask for path in folder.iterdir())
    assert sorted(path.name for path in folder.iterdir()) == ["comparison.csv", "report.html", "summary.csv"]
