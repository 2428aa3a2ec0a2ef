# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judging from Python: frames in and out, one unit, explanations, changes, and what is refused."""

from __future__ import annotations

import copy
import datetime
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kring
from kring.framework import Framework, Judgements

INDICATORS = ("annual_result", "diploma_result", "starters_result")


@pytest.fixture(scope="module")
def studiesucces() -> Framework:
    return kring.catalog.framework("studiesucces-2024")


def table(units: dict[str, tuple[str, tuple[int, int], tuple[int, int], tuple[int, int]]]) -> dict[str, list[Any]]:
    rows = [
        (unit, level, indicator, "2023/24", *counts)
        for unit, (level, *shares) in units.items()
        for indicator, counts in zip(INDICATORS, shares, strict=True)
    ]
    names = ("unit", "level", "indicator", "school_year", "numerator", "denominator")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


UNITS = {
    "care": ("3", (75, 100), (80, 100), (90, 100)),
    "trade": ("2", (60, 100), (60, 100), (90, 100)),
    "small": ("4", (5, 8), (9, 11), (90, 100)),
    "entry": ("1", (90, 100), (90, 100), (90, 100)),
}


GIVEN = {"level": 3, "annual_result": (75, 100), "diploma_result": (80, 100)}


def test_the_answer_that_others_rely_on(studiesucces: Framework) -> None:
    given = {"level": 3, "annual_result": (75, 100), "diploma_result": (80, 100), "starters_result": None}
    judgement = studiesucces.judge_one(given)
    assert judgement.outcome == "sufficient"
    assert str(judgement) == "sufficient"
    assert judgement.reason == "one result is unknown and two meet their norm"
    assert studiesucces.judge(given).outcome == "sufficient"


@pytest.mark.parametrize("kind", [pl.DataFrame, pd.DataFrame, pa.table, dict])
def test_the_frame_that_comes_out_is_of_the_kind_that_went_in(studiesucces: Framework, kind: Any) -> None:
    judged = studiesucces.judge(kind(table(UNITS)))
    frame = judged.frame
    assert isinstance(frame, kind if isinstance(kind, type) else pa.Table)
    outcomes = list(frame["outcome"].to_pylist() if isinstance(frame, pa.Table) else frame["outcome"])
    assert outcomes == ["sufficient", "insufficient", "undetermined", "not_applicable"]


def test_columns_say_what_state_and_why(studiesucces: Framework) -> None:
    frame = studiesucces.judge(pl.DataFrame(table(UNITS))).frame
    rows = {row["unit"]: row for row in frame.to_dicts()}
    assert rows["care"]["rule"] == "sufficient" and rows["care"]["state"] == "judged"
    # 9 more diplomas bring 80 of 100 to 89, the norm for high; every way down takes more.
    assert (rows["care"]["margin"], rows["care"]["margin_of"]) == (9, "people")
    assert (rows["small"]["state"], rows["small"]["reason"]) == ("undetermined", "too_few")
    # One of three is known and meets its norm: any level is still possible, by the rules that come after.
    assert rows["small"]["possible"] == "insufficient|sufficient|high"
    assert rows["small"]["margin"] is None
    assert rows["entry"]["state"] == "not_applicable" and rows["entry"]["level"] == "1"


def test_levels_may_be_whole_numbers(studiesucces: Framework) -> None:
    whole = table(UNITS)
    whole["level"] = [int(level) for level in whole["level"]]
    assert studiesucces.judge(whole).counts() == studiesucces.judge(table(UNITS)).counts()


def test_order_of_rows_and_threads_change_nothing(studiesucces: Framework) -> None:
    frame = pl.DataFrame(table(UNITS))
    first = studiesucces.judge(frame, threads=1).frame.sort("unit")
    assert first.equals(
        studiesucces.judge(frame.sample(fraction=1, shuffle=True, seed=3), threads=2).frame.sort("unit")
    )


def test_arrays_give_what_the_table_gives(studiesucces: Framework) -> None:
    random = np.random.default_rng(4)
    n = random.integers(0, 60, (3, 500))
    r = random.binomial(n, 0.75)
    level = random.choice(["1", "2", "3", "4"], 500)
    counts = {name: (r[k], n[k]) for k, name in enumerate(INDICATORS)}
    codes = studiesucces.judge_counts(counts, level=level)
    units = {f"u{i:03d}": (level[i], *((r[k, i], n[k, i]) for k in range(3))) for i in range(500)}
    outcomes = studiesucces.judge(table(units)).frame["outcome"]
    words = {0: "insufficient", 1: "sufficient", 2: "high", -1: "undetermined", -2: "not_applicable"}
    assert [words[int(code)] for code in codes] == list(outcomes)


def test_arrays_that_cannot_be_are_refused(studiesucces: Framework) -> None:
    with pytest.raises(kring.InvalidValue, match="whole numbers"):
        studiesucces.judge_counts({"annual_result": ([0.5], [1.0])}, level=["2"])
    with pytest.raises(kring.InvalidValue, match="level is missing"):
        studiesucces.judge_counts({"annual_result": ([5], [10])})
    with pytest.raises(kring.UnknownIdentifier, match="'5' is not known"):
        studiesucces.judge_counts({"annual_result": ([5], [10])}, level=["5"])
    with pytest.raises(kring.InvalidValue, match="has 12 of 10"):
        studiesucces.judge_counts({"annual_result": ([12], [10])}, level=["2"])
    with pytest.raises(kring.InvalidValue, match="differ in length"):
        studiesucces.judge_counts({"annual_result": ([1, 2], [10, 10])}, level=["2"])


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"annual_result": (75, 100)}, kring.UnknownIdentifier, "the level of education is missing"),
        ({"level": 5}, kring.UnknownIdentifier, "unknown level of education '5'"),
        ({"level": 3, "anual_result": (75, 100)}, kring.UnknownIdentifier, "did you mean 'annual_result'"),
        ({"level": 3, "annual_result": (101, 100)}, kring.InvalidValue, "101 of 100"),
        ({"level": 3, "annual_result": (7.5, 10)}, kring.InvalidValue, "whole numbers"),
        ({"level": 3, "annual_result": 0.75}, kring.InvalidValue, "(numerator, denominator)"),
        ({"level": 3, "annual_result": "enough"}, kring.InvalidValue, "insufficient, sufficient, high"),
        ({"level": 3, "starters_result": "high"}, kring.InvalidValue, "a level (insufficient, sufficient)"),
        ({"level": 3, "annual_result": "not_applicable"}, kring.InvalidValue, "expected a level"),
        ({"level": 3, "annual_result": (True, 100)}, kring.InvalidValue, "whole numbers"),
    ],
)
def test_what_cannot_be_given_is_refused_in_words(
    studiesucces: Framework, given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as refusal:
        studiesucces.judge_one(given)
    assert words in str(refusal.value)


def test_norms_outside_their_days_are_refused_with_the_days(studiesucces: Framework) -> None:
    with pytest.raises(
        kring.InvalidPeriod, match=r"level 3 has no value for 'sufficient' on 2020-07-31.*from 2024-05-31"
    ):
        studiesucces.judge_one({"level": 3, "annual_result": (75, 100)}, on="2019/20")
    old = table({"care": UNITS["care"]}) | {"school_year": ["2019/20"] * 3}
    with pytest.raises(kring.InvalidPeriod):
        studiesucces.judge(old)
    assert studiesucces.judge(old, on="2024-08-01").unit("care").outcome == "sufficient"


def test_units_that_were_not_judged_are_named_with_the_nearest(studiesucces: Framework) -> None:
    judged = studiesucces.judge(table(UNITS))
    with pytest.raises(kring.UnknownIdentifier, match="such as care"):
        judged.explain("car")
    both = table(UNITS) | {"unit": ["care"] * 12}
    with pytest.raises(kring.UnknownIdentifier, match="say which is meant with level"):
        studiesucces.judge(both).explain("care")
    assert studiesucces.judge(both).unit("care", level=2).outcome == "insufficient"


def test_explanations_print_as_a_tree_and_hold_data(studiesucces: Framework) -> None:
    explanation = studiesucces.judge(table(UNITS)).explain("care")
    lines = str(explanation).splitlines()
    assert lines[1] == "  study success: sufficient"
    assert lines[2].startswith("    because at least two")
    assert repr(explanation) == str(explanation)
    assert explanation.data["inputs"][0]["numerator"] == 75
    html = explanation._repr_html_()
    assert html.count("<ul>") == html.count("</ul>") and html.count("<li>") == html.count("</li>")
    assert "jaarresultaat: 75 van 100, 75,0%" in str(studiesucces.judge(table(UNITS)).explain("care", "nl"))


def test_markup_in_names_is_text(studiesucces: Framework) -> None:
    judged = studiesucces.judge(table({"<b>care</b>": UNITS["care"]}))
    for html in (judged._repr_html_(), judged.explain("<b>care</b>")._repr_html_()):
        assert "<b>" not in html


def test_changes_say_what_gives_a_better_and_a_worse_outcome(studiesucces: Framework) -> None:
    what = studiesucces.judge(table(UNITS)).what_if("trade")
    assert (what.outcome, what.worse) == ("insufficient", ())
    # Level 2: 61 of 100 is the norm of the diploma result, 67 that of the annual result.
    assert [(change.outcome, change.people) for change in what.better] == [("sufficient", 1), ("sufficient", 7)]
    assert "1 more diploma" in str(what)
    assert "1 meer diploma" in str(studiesucces.judge(table(UNITS)).what_if("trade", language="nl"))


def test_frameworks_travel_by_pickle_and_copy(studiesucces: Framework) -> None:
    for other in (pickle.loads(pickle.dumps(studiesucces)), copy.deepcopy(studiesucces)):
        assert other == studiesucces and other.digest == studiesucces.digest
        assert hash(other) == hash(studiesucces)


def test_the_starter_verifies_and_judges(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(kring.framework.starter("mine"), encoding="utf-8")
    framework = kring.framework.load(path)
    assert framework.id == "mine" and framework.verify().ok
    given = {"guidance": "good", "work_placement": "not_applicable", "diploma_result": (85, 100)}
    assert framework.judge_one(given).outcome == "good"


def test_a_framework_without_levels_keeps_rows_of_levels_apart() -> None:
    framework = kring.framework.read(kring.framework.starter())
    rows = table(UNITS)
    judged = framework.judge(rows, on="2020-08-01")
    assert judged.frame["level"].tolist() == ["3", "2", "4", "1"]
    assert judged.unit("care", level="3").outcome == "undetermined"


def test_results_and_findings_are_judged_together() -> None:
    framework = kring.framework.read(kring.framework.starter())
    results = {
        "unit": ["a", "b"],
        "indicator": ["diploma_result"] * 2,
        "school_year": ["2026/27"] * 2,
        "numerator": [90, 50],
        "denominator": [100, 100],
    }
    findings = {
        "unit": ["a", "a", "b", "c"],
        "standard": ["guidance", "work_placement", "guidance", "guidance"],
        "verdict": ["good", "sufficient", "sufficient", "insufficient"],
    }
    judged = framework.judge(results, findings=findings)
    assert {one.data["unit"]: one.outcome for one in judged} == {"a": "good", "b": "insufficient", "c": "insufficient"}


def test_an_empty_table_is_refused(studiesucces: Framework) -> None:
    empty = pl.DataFrame(table(UNITS)).head(0)
    with pytest.raises(kring.InvalidTable, match="no rows"):
        studiesucces.judge(empty)


def test_a_planted_contradiction_is_found_and_shown() -> None:
    text = kring.catalog.framework_text("studiesucces-2024")
    # The rule for high now asks that the diploma result is not high: better diplomas, worse outcome.
    planted = text.replace(
        '{ any = ["annual_result", "diploma_result"], level = "high" }',
        '{ any = ["annual_result"], level = "high" },\n  { not = { any = ["diploma_result"], level = "high" } }',
    )
    assert planted != text
    found = kring.framework.read(planted).verify()
    assert not found.ok and not found
    flaw = next(flaw for flaw in found.flaws if flaw.kind == "not_monotone")
    assert flaw.example == {
        "annual_result": "high",
        "diploma_result": "sufficient",
        "starters_result": "sufficient",
    }
    assert flaw.better["diploma_result"] == "high"
    assert "the outcome is high; diploma result from sufficient to high makes it sufficient" in flaw.en
    assert "slechtere uitkomst" in flaw.nl


@settings(max_examples=60, deadline=None)
@given(
    level=st.sampled_from(["2", "3", "4"]),
    shares=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=3, max_size=3),
    more=st.integers(0, 200),
    which=st.integers(0, 2),
)
def test_more_diplomas_never_give_a_worse_outcome(
    level: str, shares: list[tuple[int, int]], more: int, which: int
) -> None:
    framework = kring.catalog.framework("studiesucces-2024")
    counts = {name: (min(r, n), n) for name, (r, n) in zip(INDICATORS, shares, strict=True)}
    before = framework.judge_one({"level": level, **counts})
    r, n = counts[INDICATORS[which]]
    # A share of exactly 100% is withheld for two of the three, and then it is no better figure but none.
    counts[INDICATORS[which]] = (max(r, min(n - 1, r + more)), n)
    after = framework.judge_one({"level": level, **counts})
    order = framework.judgement_levels("study_success")
    if before.state == after.state == "judged":
        assert order.index(after.outcome) >= order.index(before.outcome)


def test_what_is_printed_says_which_rules_it_rests_on(studiesucces: Framework) -> None:
    judged = studiesucces.judge(table(UNITS))
    assert isinstance(judged, Judgements) and len(judged) == 4
    assert repr(judged).startswith("studiesucces-2024 2026.1 (secondary): 1 insufficient, 1 sufficient")
    assert studiesucces.digest[:12] in judged._repr_html_()
    assert "secondary" in repr(studiesucces) and "study_success" in str(studiesucces)
    assert repr(judged.probabilities()).startswith("probabilities by studiesucces-2024 2026.1 (secondary)")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda f: f.judge(GIVEN, school_year="2023/24"), "expected no findings or school_year"),
        (lambda f: f.judge_one([1, 2]), "given as list: expected a mapping"),
        (lambda f: f.judge_one({**GIVEN, "unit": 3}), "unit is 3: expected text"),
        (lambda f: f.judge_one({**GIVEN, 3: 4}), "a name of the mapping is 3: expected text"),
        (lambda f: f.judge_one({**GIVEN, "annual_result": (2**70, 2**71)}), "at most 1000000000000"),
        (lambda f: f.judge_one(GIVEN, on=2024), "on is 2024: expected a date"),
        (lambda f: f.judge(table(UNITS), school_year=2023), "school_year is 2023"),
        (lambda f: f.judge_counts({"annual_result": [1]}, level=[3]), r"expected \(numerators, denominators\)"),
        (lambda f: f.judge_counts({"annual_result": (np.ma.masked_array([90], [True]), [100])}, level=[3]), "missing"),
        (lambda f: f.judge(table(UNITS)).what_if("care", "de"), "language is 'de'"),
        (lambda f: f.probabilities(table(UNITS), draws=-1), "draws is -1"),
        (lambda f: f.probabilities(table(UNITS), draws=0), "draws is 0"),
        (lambda f: f.judge(table(UNITS)).probabilities(seed=1.5), "seed is 1.5"),
        (lambda f: f.judge(table(UNITS)).probabilities(threads=-1), "threads is -1"),
        (lambda f: kring.framework.starter('a"b'), "cannot be used"),
    ],
)
def test_arguments_that_cannot_be_are_named(studiesucces: Framework, call: Any, message: str) -> None:
    with pytest.raises(kring.InvalidValue, match=message):
        call(studiesucces)


def test_a_standard_has_no_counts() -> None:
    process = kring.catalog.framework("process-area-2017")
    with pytest.raises(kring.InvalidValue, match="'programme_content' is a standard"):
        process.judge_counts({name: ([9], [10]) for name in process.inputs})


def test_a_day_may_be_a_date(studiesucces: Framework) -> None:
    day = datetime.date(2024, 6, 1)
    assert studiesucces.judge_one(GIVEN, on=day).outcome == studiesucces.judge_one(GIVEN, on="2024-06-01").outcome


def test_a_share_just_below_a_norm_is_never_shown_as_the_norm(studiesucces: Framework) -> None:
    many = 10**12
    told = str(studiesucces.judge_one({**GIVEN, "annual_result": (68 * many // 100 - 1, many)}).explain())
    assert "67.9999999999% (norm: sufficient from 68%" in told


def test_a_text_without_control_characters_is_asked_for() -> None:
    with pytest.raises(kring.InvalidRule, match="control characters"):
        kring.framework.read(kring.framework.starter().replace('name_en = "', 'name_en = "\\u0001', 1))
