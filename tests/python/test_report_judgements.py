# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter of the report on judgements: there where results come by level, and honest where norms do not reach."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import kring
from kring.report import write_report

INDICATORS = ("annual_result", "diploma_result", "starters_result")
# Shares of 100 at level 3: norms 68 and 85, 70 and 89, 82.
PROGRAMMES = {
    "both high": (86, 90, 90),
    "on the norms": (68, 70, 82),
    "one short": (68, 69, 81),
    "too low": (50, 60, 70),
    "no starters": (75, 80, None),
    "average": (75, 78, 85),
}
OUTCOMES = {
    "both high": "high",
    "on the norms": "sufficient",
    "one short": "insufficient",
    "too low": "insufficient",
    "no starters": "sufficient",
    "average": "sufficient",
}


def results(year: str = "2023/24") -> dict[str, list[Any]]:
    rows = [
        (unit, indicator, year, count, 100 if count is not None else None, "ROC", "3")
        for unit, counts in PROGRAMMES.items()
        for indicator, count in zip(INDICATORS, counts, strict=True)
    ]
    names = ("unit", "indicator", "school_year", "numerator", "denominator", "group", "level")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(results(), out=tmp_path_factory.mktemp("judged")).parent


def chapter(html: str, language: str) -> str:
    start = html.index(f'<h2 id="{language}-judged">')
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[start : html.index("</section>", start)]))


def test_each_programme_is_judged_with_the_rule_that_decided(folder: Path) -> None:
    said = chapter((folder / "report.html").read_text(encoding="utf-8"), "en")
    assert "on the norms 3 sufficient at least two of the three results meet their norm" in said
    assert "no starters 3 sufficient one result is unknown and two meet their norm" in said
    assert "A judgement here is a calculation, not a verdict of the inspectorate." in said
    assert "studiesucces-2024, version 2026.1, seen through another source" in said


def test_the_chapter_is_dutch_in_the_dutch_edition(folder: Path) -> None:
    said = chapter((folder / "report.html").read_text(encoding="utf-8"), "nl")
    assert "on the norms 3 voldoende ten minste twee van de drie resultaten halen hun norm" in said
    assert not re.search(r"\b(because|sufficient|insufficient|more|nearest|unknown)\b", said.split("Bron:")[0])


def test_the_nearest_other_outcome_is_given_in_counts(folder: Path) -> None:
    said = chapter((folder / "report.html").read_text(encoding="utf-8"), "en")
    # One more diploma gives the diploma result 70 of 100, its norm, and two of three are enough.
    assert "sufficient: diploma result to sufficient: 1 more diploma" in said


def test_the_table_of_judgements_is_written(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "judgements.csv").read_text(encoding="utf-8"))))
    assert {row["unit"]: row["outcome"] for row in rows} == OUTCOMES
    assert {row["rule"] for row in rows if row["unit"] == "no starters"} == {"one_unknown_both_sufficient"}


def test_norms_of_another_time_are_not_used_and_the_page_says_why(tmp_path: Path) -> None:
    page = write_report(results("2017/18"), out=tmp_path)
    said = chapter(page.read_text(encoding="utf-8"), "en")
    assert "These results were not judged" in said
    assert "2018-07-31" in said and "from 2024-05-31" in said
    assert not (tmp_path / "judgements.csv").exists()


def test_results_without_levels_have_no_such_chapter(tmp_path: Path) -> None:
    table = results()
    del table["level"]
    html = write_report(table, out=tmp_path).read_text(encoding="utf-8")
    assert "en-judged" not in html
    assert not (tmp_path / "judgements.csv").exists()


def test_another_framework_can_be_asked_for_or_none(tmp_path: Path) -> None:
    text = kring.catalog.framework_text("studiesucces-2024").replace('id = "studiesucces-2024"', 'id = "mine"', 1)
    page = write_report(results(), out=tmp_path / "mine", framework=kring.framework.read(text))
    assert "Rules: mine, version" in page.read_text(encoding="utf-8")
    page = write_report(results(), out=tmp_path / "none", framework=None)
    assert "en-judged" not in page.read_text(encoding="utf-8")
    with pytest.raises(kring.UnknownIdentifier):
        write_report(results(), out=tmp_path / "wrong", framework="studiesuces-2024")
    assert not (tmp_path / "wrong").exists()


def test_counts_in_the_page_are_those_of_the_table(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "judgements.csv").read_text(encoding="utf-8"))))
    outcomes, counts = np.unique([row["outcome"] for row in rows], return_counts=True)
    html = (folder / "report.html").read_text(encoding="utf-8")
    start = html.index('<h2 id="en-judged">')
    tiles = re.findall(r"<li><strong>(\d+)</strong> (\w+)</li>", html[start : html.index("</ul>", start)])
    assert {outcome: int(count) for count, outcome in tiles} == dict(zip(outcomes, counts, strict=True))
