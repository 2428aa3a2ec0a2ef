# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input that breaks the contract of a table: one error that names table, column and rows, and no result."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kring

GOOD: dict[str, Any] = {
    "unit": ["a", "b", "c"],
    "indicator": ["annual_result"] * 3,
    "school_year": ["2017/18"] * 3,
    "numerator": np.array([5, 6, 7]),
    "denominator": np.array([10, 10, 10]),
    "group": ["ROC"] * 3,
}


def without(column: str) -> dict[str, Any]:
    return {name: values for name, values in GOOD.items() if name != column}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (without("numerator"), ["results", "numerator", "missing"]),
        (without("group"), ["results", "group", "missing"]),
        (GOOD | {"numerator": ["5", "many", "7"]}, ["results", "numerator"]),
        (GOOD | {"numerator": np.array([5, -6, 7])}, ["results", "numerator", "row 1", "-6", "negative"]),
        (GOOD | {"denominator": np.array([10, 5, 10])}, ["results", "numerator", "row 1", "6", "5"]),
        (GOOD | {"denominator": np.array([10, 10**13, 10])}, ["results", "denominator", "row 1", "too large"]),
        (GOOD | {"numerator": np.array([5.0, np.nan, 7.5])}, ["results", "numerator", "row"]),
        (GOOD | {"numerator": np.array([5.0, np.inf, 7.0])}, ["results", "numerator", "row 1", "inf"]),
        (GOOD | {"unit": ["a", "b", "b"]}, ["results", "unit", "row 2", "b", "twice"]),
        (
            GOOD | {"school_year": ["2017/18", "2017/19", "2017-18"]},
            ["results", "school_year", "row 1", "2017/19", "row 2"],
        ),
        (GOOD | {"group": ["ROC", None, "ROC"]}, ["results", "group", "row 1"]),
        (GOOD | {"unit": ["a", "", "c"]}, ["results", "unit", "row 1"]),
        (GOOD | {"window_years": [3, 0, 3]}, ["results", "window_years", "row 1", "0"]),
        ({name: values[:0] for name, values in GOOD.items()}, ["results", "no rows"]),
    ],
)
def test_one_error_names_table_column_and_rows(rows: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(kring.InvalidTable) as failure:
        kring.compare(rows)
    for word in words:
        assert word in str(failure.value)


@pytest.mark.parametrize("nothing", [3, "results.csv", None, [1, 2], object()])
def test_what_is_not_a_table_is_refused(nothing: Any) -> None:
    with pytest.raises(kring.InvalidTable):
        kring.compare(nothing)


def test_all_faults_are_told_at_once() -> None:
    rows = GOOD | {
        "numerator": np.array([5, -6, 7]),
        "group": ["ROC", None, "ROC"],
        "school_year": ["x", "2017/18", "y"],
    }
    faults = kring.validate(rows)
    assert len(faults) == 3
    with pytest.raises(kring.InvalidTable) as failure:
        kring.compare(rows)
    for column in ("numerator", "group", "school_year"):
        assert f"column '{column}'" in str(failure.value)


def test_only_the_first_five_rows_are_shown_and_the_rest_is_counted() -> None:
    rows = {name: list(np.repeat(values, 10)) for name, values in GOOD.items()}
    rows["unit"] = [f"u{i}" for i in range(30)]
    rows["numerator"] = [-1] * 30
    with pytest.raises(kring.InvalidTable, match="30 rows are negative") as failure:
        kring.compare(rows)
    assert "row 4 " in str(failure.value)
    assert "row 5 " not in str(failure.value)


def test_a_table_without_faults_has_none() -> None:
    assert kring.validate(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": ["institution", "college", "shop"]}, ["units", "kind", "row 2", "shop"]),
        ({"unit": ["a", "a", "c"]}, ["units", "unit", "row 1", "twice"]),
        ({"parent": ["mbo", "b", "a"]}, ["units", "parent", "row 1", "b"]),
        ({"unit": ["a", None, "c"]}, ["units", "unit", "row 1"]),
    ],
)
def test_the_units_table_is_checked_too(changes: dict[str, Any], words: list[str]) -> None:
    units = {"unit": ["a", "b", "c"], "kind": ["institution"] * 3, "parent": ["mbo"] * 3, "name": ["A", "B", "C"]}
    assert kring.validate(units, kind="units") == []
    faults = "\n".join(kring.validate(units | changes, kind="units"))
    for word in words:
        assert word in faults


@pytest.mark.parametrize(
    "options",
    [
        {"confidence": 1},
        {"credibility": "most"},
        {"false_discovery_rate": float("nan")},
        {"winsorised_share": 0.5},
        {"minimum_trials": 2.5},
        {"minimum_units": 1},
        {"rank_draws": -1},
        {"rank_draws": 10**12},
        {"seed": -1},
        {"threads": -2},
    ],
)
def test_an_option_out_of_range_is_named(options: dict[str, Any]) -> None:
    (name,) = options
    with pytest.raises(kring.InvalidValue, match=name):
        kring.compare(GOOD, **options)


def test_a_window_has_at_least_one_year() -> None:
    for years in (0, -1, 2.5):
        with pytest.raises(kring.InvalidValue, match="year"):
            kring.window(GOOD, years=years)  # type: ignore[arg-type]


VALUES: dict[str, Any] = {
    "unit": ["a", "b", "c"],
    "indicator": ["liquidity"] * 3,
    "school_year": ["2017/18"] * 3,
    "value": [0.8, 1.2, None],
}


def test_values_and_events_are_results_too() -> None:
    assert kring.validate(VALUES) == []
    events = {name: values for name, values in VALUES.items() if name != "value"}
    assert kring.validate(events | {"events": [0, 1, 2], "exposure": [1.5, 2.0, 3.0]}) == []
    with pytest.raises(kring.InvalidTable, match="'numerator' is missing"):
        kring.compare(VALUES, group=None)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": [0.8, float("nan"), 1.0]}, ["value", "row 1"]),
        ({"standard_error": [0.1, -0.1, 0.0]}, ["standard_error", "row 1", "negative"]),
        ({"events": [1, -1, 2], "exposure": [1.0, 1.0, 1.0]}, ["events", "row 1", "-1"]),
        ({"events": [1, 1, 2], "exposure": [1.0, 0.0, 1.0]}, ["exposure", "row 1"]),
        ({"events": [1, 1, 2]}, ["exposure", "missing"]),
        ({"unit": ["a", "a", "c"]}, ["unit", "row 1", "twice"]),
    ],
)
def test_faults_of_values_and_events_are_named(changes: dict[str, Any], words: list[str]) -> None:
    (fault,) = kring.validate(VALUES | changes)
    for word in words:
        assert word in fault


def test_a_file_is_checked_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text("unit,indicator,school_year,numerator,denominator\na,annual_result,2017/18,11,10\n")
    with pytest.raises(kring.InvalidTable, match="above the denominator") as failure:
        kring.read_results(path)
    assert str(path) in str(failure.value)


CELLS = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(max_size=4),
    st.booleans(),
    st.sampled_from(["2017/18", "annual_result", "ROC", "a", 5, 10]),
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*GOOD, "other"]), st.lists(CELLS, max_size=4), max_size=7))
def test_garbage_gives_an_error_or_a_result_and_never_a_crash(rows: dict[str, list[Any]]) -> None:
    try:
        comparison = kring.compare(rows)
    except (kring.InvalidTable, kring.UnknownIdentifier, kring.InvalidValue):
        return
    shares = comparison.columns["share"]
    assert ((shares >= 0) & (shares <= 1) | np.isnan(shares)).all()
