# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cases of every framework of the catalogue, in tests/cases; each names the source of what it expects."""

from __future__ import annotations

import datetime
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import kring
from kring.framework import Framework, Judgement

FOLDER = Path(__file__).resolve().parents[1] / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a file; what is None the file leaves open."""

    framework: str
    name: str
    source: str
    given: Mapping[str, Any]
    expected: Mapping[str, str]
    rule: str | None = None  # that decides the main judgement
    possible: list[str] | None = None  # of the main judgement, as is reason
    reason: str | None = None
    on: str | None = None

    def __str__(self) -> str:
        return f"{self.framework}: {self.name}"

    @property
    def inputs(self) -> dict[str, Any]:
        """What is given without the level of education."""
        return {name: value for name, value in self.given.items() if name != "level"}


def read_cases() -> list[Case]:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/cases.toml"))]
    return [Case(framework=file["framework"], **row) for file in files for row in file["case"]]


CASES = read_cases()


@cache
def framework(framework_id: str) -> Framework:
    return kring.catalog.framework(framework_id)


@cache
def judged(place: int) -> Judgement:
    """The case at that place among all, judged by itself."""
    case = CASES[place]
    return framework(case.framework).judge_one(case.given, on=case.on)


@pytest.mark.parametrize("place", range(len(CASES)), ids=map(str, CASES))
def test_a_case_comes_out_as_its_source_says(place: int) -> None:
    case, found = CASES[place], judged(place)
    assert {name: found.outcomes[name] for name in case.expected} == case.expected
    assert found.outcome == found.outcomes[framework(case.framework).main]
    if case.rule is not None:
        assert found.rules == (case.rule,)
    if case.possible is not None:
        assert list(found.possible) == case.possible
    if case.reason is not None:
        assert found.reason == case.reason


def test_each_framework_of_the_catalogue_has_a_file_of_cases_named_after_it() -> None:
    folders = [path.parent.name for path in sorted(FOLDER.glob("*/cases.toml"))]
    assert folders == kring.catalog.frameworks()
    for folder in folders:
        named = tomllib.loads((FOLDER / folder / "cases.toml").read_text(encoding="utf-8"))["framework"]
        assert named == folder


def test_no_two_cases_of_a_framework_have_one_name_and_each_has_a_source() -> None:
    assert len({str(case) for case in CASES}) == len(CASES)
    assert [str(case) for case in CASES if not case.source.strip()] == []


@pytest.mark.parametrize("framework_id", kring.catalog.frameworks())
def test_every_rule_is_decided_by_a_case_and_every_judgement_expected_in_one(framework_id: str) -> None:
    decided: dict[str, set[str]] = defaultdict(set)
    expected: set[str] = set()
    for place, case in enumerate(CASES):
        if case.framework == framework_id:
            expected.update(case.expected)
            for judgement in judged(place).data["judgements"]:
                decided[judgement["judgement"]].update(rule["rule"] for rule in judgement["rules"])
    rules = {
        judgement["id"]: {rule["id"] for rule in judgement["rules"]}
        for judgement in framework(framework_id).definition["judgements"]
    }
    assert {
        judgement: there - decided[judgement] for judgement, there in rules.items() if there - decided[judgement]
    } == {}
    assert set(rules) == expected


# --- The same cases as tables ----------------------------------------------------------------------------------------

# Counts that leave an indicator in this state: nobody is too few, 0 of 100 is a share of exactly 0%. For an incomplete
# window it is the column complete that says so.
COUNTS_OF_STATE = {"too_few": (0, 0), "suppressed": (0, 100), "missing": (None, None), "incomplete_window": (70, 100)}


def counts_of(given: Any) -> tuple[int | None, int | None]:
    numerator, denominator = COUNTS_OF_STATE[given] if isinstance(given, str) else given
    return numerator, denominator


def is_shown_by_counts(case: Case) -> bool:
    """Whether a table can say the same: no counts suppress an indicator of which extremes are not."""
    inputs = {one["id"]: one for one in framework(case.framework).definition["inputs"]}
    suppressed = [inputs[name] for name, value in case.inputs.items() if value == "suppressed"]
    return all(one["kind"] == "standard" or one["suppress_extremes"] for one in suppressed)


def results_of(those: Mapping[str, Case], rules: Framework, school_year: str) -> pl.DataFrame | None:
    """The table results with a unit a case, named by the key, over the window of each indicator."""
    indicators = {one["id"]: one["window_years"] for one in rules.definition["inputs"] if one["kind"] == "indicator"}
    rows = []
    for unit, case in those.items():
        for indicator, window in indicators.items():
            given = case.inputs.get(indicator, "missing")
            numerator, denominator = counts_of(given)
            rows.append(
                {
                    "unit": unit,
                    "indicator": indicator,
                    "school_year": school_year,
                    "level": case.given.get("level"),
                    "numerator": numerator,
                    "denominator": denominator,
                    "window_years": window,
                    "complete": given != "incomplete_window",
                }
            )
    return pl.DataFrame(rows) if rows else None


def findings_of(those: Mapping[str, Case], rules: Framework) -> pl.DataFrame | None:
    """The table findings with a unit a case; what is not given is not examined."""
    standards = [one["id"] for one in rules.definition["inputs"] if one["kind"] == "standard"]
    rows = [
        {"unit": unit, "standard": standard, "verdict": case.inputs.get(standard, "not_examined")}
        for unit, case in those.items()
        for standard in standards
    ]
    return pl.DataFrame(rows) if rows else None


def judged_as_tables(
    those: Mapping[str, Case], rules: Framework, school_year: str, on: str | None
) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the frame by unit and judgement."""
    results, findings = results_of(those, rules, school_year), findings_of(those, rules)
    if results is None:
        frame = rules.judge(findings, on=on).frame
    else:
        frame = rules.judge(results, findings=findings, school_year=school_year, on=on).frame
    return {(row["unit"], row["judgement"]): row for row in frame.to_dicts()}


def by_framework_and_day() -> dict[tuple[str, str | None], dict[str, Case]]:
    groups: dict[tuple[str, str | None], dict[str, Case]] = defaultdict(dict)
    for place, case in enumerate(CASES):
        if is_shown_by_counts(case):
            groups[case.framework, case.on][f"case {place}"] = case
    return groups


GROUPS = by_framework_and_day()


def assert_rows_are_those_of_one_unit_at_a_time(
    rows: Mapping[tuple[str, str], Mapping[str, Any]], those: Mapping[str, Case]
) -> None:
    seen = 0
    for unit in those:
        for alone in judged(int(unit.removeprefix("case "))).data["judgements"]:
            row = rows[unit, alone["judgement"]]
            seen += 1
            assert (row["outcome"], row["state"]) == (alone["outcome"], alone["state"]), str(those[unit])
            assert row["rule"] == ("|".join(rule["rule"] for rule in alone["rules"]) or None), str(those[unit])
            if alone["state"] == "undetermined":
                assert row["possible"].split("|") == alone["possible"], str(those[unit])
                assert row["reason"].split("|") == alone["reasons"], str(those[unit])
    assert seen == len(rows)


@pytest.mark.parametrize(("framework_id", "on"), GROUPS, ids=[f"{one} on {day}" for one, day in GROUPS])
def test_tables_of_cases_are_judged_as_the_cases_one_by_one(framework_id: str, on: str | None) -> None:
    those, rules = GROUPS[framework_id, on], framework(framework_id)
    rows = judged_as_tables(those, rules, "2024/25", on)
    assert_rows_are_those_of_one_unit_at_a_time(rows, those)


def school_year_that_ends_on(day: str | None) -> str | None:
    """31 July is the last day of a school year."""
    found = None if day is None else datetime.date.fromisoformat(day)
    ends = found is not None and (found.month, found.day) == (7, 31)
    return f"{found.year - 1}/{found.year % 100:02}" if found is not None and ends else None


LAST_DAYS = {key: year for key in GROUPS if (year := school_year_that_ends_on(key[1])) is not None}


@pytest.mark.parametrize(
    ("framework_id", "on", "school_year"),
    [(*key, year) for key, year in LAST_DAYS.items()],
    ids=[f"{one} in {year}" for (one, _), year in LAST_DAYS.items()],
)
def test_a_table_without_a_day_takes_the_norms_of_the_last_day_of_its_school_year(
    framework_id: str, on: str, school_year: str
) -> None:
    those, rules = GROUPS[framework_id, on], framework(framework_id)
    assert_rows_are_those_of_one_unit_at_a_time(judged_as_tables(those, rules, school_year, None), those)


def test_all_cases_but_one_are_tried_as_tables_and_some_on_the_last_day_of_a_school_year() -> None:
    # Early leaving has a figure that somebody else suppressed.
    left_out = [case for case in CASES if not is_shown_by_counts(case)]
    assert [(case.framework, case.given["early_leaving"]) for case in left_out] == [
        ("early-leaving-targets", "suppressed")
    ]
    # The early leaving targets have one a school year, from 2016/17 to 2024/25: nine.
    assert len(LAST_DAYS) == 9


def places_with_counts(framework_id: str, on: str | None) -> list[int]:
    """The cases of a group that give counts for every input of their framework."""
    rules = framework(framework_id)
    places = [int(unit.removeprefix("case ")) for unit in GROUPS[framework_id, on]]
    return [place for place in places if all(isinstance(CASES[place].inputs.get(one), list) for one in rules.inputs)]


WITH_COUNTS = [key for key in GROUPS if places_with_counts(*key)]


@pytest.mark.parametrize(("framework_id", "on"), WITH_COUNTS, ids=[f"{one} on {day}" for one, day in WITH_COUNTS])
def test_counts_of_cases_as_arrays_are_judged_as_the_cases_one_by_one(framework_id: str, on: str | None) -> None:
    rules, places = framework(framework_id), places_with_counts(framework_id, on)
    counts = {one: tuple(np.array([CASES[place].inputs[one] for place in places]).T) for one in rules.inputs}
    found = rules.judge_counts(counts, level=[CASES[place].given["level"] for place in places], on=on)
    words = [*rules.judgement_levels(rules.main), "not_applicable", "undetermined"]  # -2 and -1 count from the end
    assert [words[code] for code in found] == [judged(place).outcome for place in places]
