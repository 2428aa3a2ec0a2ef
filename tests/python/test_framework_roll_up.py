# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judgements that go on: as findings for another framework, and as results of the boards that programmes belong to."""

from __future__ import annotations

import pickle
from typing import Any

import pandas as pd
import polars as pl
import pytest

import kring
from kring.framework import Framework

INDICATORS = ("annual_result", "diploma_result", "starters_result")

# Norms of the diploma result and annual result are 70 and 68 at level 3, that of the starters 79 at most.
SUFFICIENT = ((75, 100), (80, 100), (79, 100))
INSUFFICIENT = ((40, 100), (40, 100), (79, 100))
TOO_FEW = ((5, 8), (9, 11), (9, 11))

PROGRAMMES = {
    "care": ("north", "3", SUFFICIENT),
    "trade": ("north", "3", INSUFFICIENT),
    "small": ("north", "3", TOO_FEW),
    "entry": ("south", "1", SUFFICIENT),
    "sport": ("south", "3", SUFFICIENT),
}

BOARD = """
format = 1
id = "board"
version = "1"
name_en = "boards by their programmes"
name_nl = "besturen naar hun opleidingen"
status = "proposal"
source = "this test"
main = "board"

[[scale]]
id = "two_levels"
levels = ["insufficient", "sufficient"]
names_en = ["insufficient", "sufficient"]
names_nl = ["onvoldoende", "voldoende"]

[[indicator]]
id = "study_success_at_sufficient"
name_en = "programmes with sufficient study success"
name_nl = "opleidingen met voldoende studiesucces"
scale = "two_levels"

[[norm]]
indicator = "study_success_at_sufficient"
reaches = "sufficient"
threshold = 50
direction = "higher"
valid_from = 2020-08-01

[[judgement]]
id = "board"
name_en = "board"
name_nl = "bestuur"
scale = "two_levels"
inputs = ["study_success_at_sufficient"]

[[judgement.rule]]
id = "half"
when = { all = ["study_success_at_sufficient"], level = "sufficient" }
outcome = "sufficient"
because_en = "at least half of the programmes judged is sufficient"
because_nl = "ten minste de helft van de beoordeelde opleidingen is voldoende"

[[judgement.rule]]
id = "less"
otherwise = true
outcome = "insufficient"
because_en = "less than half of the programmes judged is sufficient"
because_nl = "minder dan de helft van de beoordeelde opleidingen is voldoende"
"""


@pytest.fixture(scope="module")
def studiesucces() -> Framework:
    return kring.catalog.framework("studiesucces-2024")


def results() -> dict[str, list[Any]]:
    rows = [
        (unit, level, indicator, "2023/24", *counts)
        for unit, (_, level, shares) in PROGRAMMES.items()
        for indicator, counts in zip(INDICATORS, shares, strict=True)
    ]
    names = ("unit", "level", "indicator", "school_year", "numerator", "denominator")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def parents() -> dict[str, list[str]]:
    # Board "new" has a programme of which there are no results.
    return {"unit": [*PROGRAMMES, "later"], "parent": [board for board, _, _ in PROGRAMMES.values()] + ["new"]}


def rows(frame: Any) -> list[dict[str, Any]]:
    table = frame.to_dict("list") if isinstance(frame, pd.DataFrame) else frame.to_dict(as_series=False)
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


@pytest.mark.parametrize("kind", [pl.DataFrame, pd.DataFrame])
def test_programmes_become_results_of_their_boards(studiesucces: Framework, kind: Any) -> None:
    judged = studiesucces.judge(kind(results()))
    boards = judged.results(kind(parents()), at_or_above="sufficient")
    assert isinstance(boards, kind)
    counted = ("numerator", "denominator", "undetermined", "not_applicable")
    # By hand: care and sport are sufficient, trade is not, small cannot be judged, level 1 has no judgement.
    assert {row["unit"]: tuple(row[name] for name in counted) for row in rows(boards)} == {
        "north": (1, 2, 1, 0),
        "south": (1, 1, 0, 1),
        "new": (0, 0, 0, 0),
    }
    assert {row["indicator"] for row in rows(boards)} == {"study_success_at_sufficient"}
    assert {row["school_year"] for row in rows(boards)} == {"2023/24"}
    outcomes = {row["unit"]: row for row in rows(kring.framework.read(BOARD).judge(boards).frame)}
    assert outcomes["north"]["outcome"] == "sufficient"
    assert outcomes["south"]["outcome"] == "sufficient"
    assert outcomes["new"]["state"] == "undetermined"


def test_a_level_or_a_parent_that_is_not_there_is_named(studiesucces: Framework) -> None:
    judged = studiesucces.judge(results())
    with pytest.raises(kring.UnknownIdentifier, match=r"'sufficent'.* did you mean 'sufficient'"):
        judged.results(parents(), at_or_above="sufficent")
    with pytest.raises(kring.InvalidTable, match=r"row 4 \(sport\)"):
        judged.results({"unit": list(PROGRAMMES)[:4], "parent": ["x"] * 4}, at_or_above="sufficient")


@pytest.mark.parametrize("kind", [pl.DataFrame, pd.DataFrame])
def test_judgements_are_findings_for_a_framework_that_rests_on_them(studiesucces: Framework, kind: Any) -> None:
    findings = studiesucces.judge(kind(results())).findings()
    assert isinstance(findings, kind)
    verdicts = {row["unit"]: row["verdict"] for row in rows(findings)}
    assert verdicts["care"] == "sufficient"
    assert verdicts["trade"] == "insufficient"
    assert verdicts["entry"] == "not_applicable"
    very_weak = {row["unit"]: row for row in rows(kring.catalog.framework("very-weak-2021").judge(findings).frame)}
    assert very_weak["care"]["outcome"] == "not_very_weak"
    # Insufficient study success is half of the rule; the standards people judge are not in this table.
    assert very_weak["trade"]["state"] == "undetermined"


def test_shares_of_exactly_none_and_all_are_withheld_unless_asked_otherwise(studiesucces: Framework) -> None:
    given = {"level": 3, "annual_result": (100, 100), "diploma_result": (80, 100), "starters_result": None}
    assert studiesucces.judge_one(given).state == "undetermined"
    own = studiesucces.with_extremes_assessed()
    assert own.judge_one(given).outcome == "sufficient"
    assert own.judge_one({**given, "annual_result": (0, 100), "diploma_result": (0, 100)}).outcome == "insufficient"
    assert own.digest != studiesucces.digest
    assert pickle.loads(pickle.dumps(own)) == own


def test_pandas_columns_of_other_types_cost_no_value(studiesucces: Framework) -> None:
    # A category does not know the boards, and 300 programmes do not fit the int8 that the counts came in.
    table = pd.DataFrame(
        {
            "unit": [f"p{i}" for i in range(300) for _ in INDICATORS],
            "indicator": list(INDICATORS) * 300,
            "level": 3,
            "school_year": "2023/24",
            "numerator": 90,
            "denominator": 100,
            "outcome": pd.Categorical(["draft"] * 900),
            "margin": True,
        }
    ).astype({"unit": "category", "indicator": "category", "numerator": "int8", "denominator": "int8"})
    judged = studiesucces.judge(table)
    assert set(judged.frame["outcome"]) == {"high"}
    boards = judged.results({"unit": [f"p{i}" for i in range(300)], "parent": ["north"] * 300}, at_or_above="high")
    assert boards[["unit", "indicator", "numerator", "denominator"]].to_numpy().tolist() == [
        ["north", "study_success_at_high", 300, 300]
    ]


def test_parts_without_a_board_and_units_at_several_levels_are_refused(studiesucces: Framework) -> None:
    judged = studiesucces.judge(results())
    nameless = parents()
    nameless["parent"][0] = ""
    with pytest.raises(kring.InvalidTable, match=r"row 0 \(care\)"):
        judged.results(nameless, at_or_above="sufficient")
    both = results()
    both["unit"] = ["care" if unit == "entry" else unit for unit in both["unit"]]
    with pytest.raises(kring.InvalidTable, match="'care' was judged at several levels of education"):
        studiesucces.judge(both).findings()
