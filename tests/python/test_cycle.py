# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers: what is told of a story, which frames go in and out, what is added, merged and refused.

Expected figures follow from the stories told above them and from docs/cycle.md and docs/dossier-format.md; a hundred
times as many dossiers are compared with an oracle in test_cycle_against_oracle.py.
"""

from __future__ import annotations

import copy
import datetime
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from dossier_strategies import SCHOOL, Row, Tables, columns, dossier, frame, record, tables, told
from hypothesis import given, settings
from hypothesis import strategies as st

import kring
from kring import Dossier

BACKENDS = ["polars", "pandas", "pyarrow", "dict", "records"]
WHOLE = "a1 n1:pass m1:pass e1 j1 x1 f1:pass"


def rows(table: Any) -> list[Row]:
    """A frame of any library as dicts, with None for what is missing."""
    if isinstance(table, list):
        return [dict(row) for row in table]
    if isinstance(table, dict):
        lists = {name: values.tolist() if isinstance(values, np.ndarray) else values for name, values in table.items()}
        return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]
    if hasattr(table, "to_pylist"):
        return list(table.to_pylist())
    if hasattr(table, "to_dicts"):
        return list(table.to_dicts())
    found = table.astype(object).where(table.notna(), None)
    return list(found.to_dict("records"))


def one(table: Any, key: str, value: str) -> Row:
    """The row of which a column has this value."""
    (found,) = [row for row in rows(table) if row[key] == value]
    return found


def chain(of: Dossier, judgement: str = "j1") -> Row:
    return one(of.chains(), "record", judgement)


# --- Chains ----------------------------------------------------------------------------------------------------------


def test_a_story_from_ambition_to_effect_is_complete() -> None:
    found = chain(dossier(told(WHOLE)))
    assert found["complete"] and found["complete_lenient"] and found["complete_by_links"]
    assert (found["missing_before"], found["missing_after"], found["flaws"]) == (None, None, None)
    assert found["path"] == "a1 > n1 > m1 > e1 > j1 > x1 > f1"


@pytest.mark.parametrize(
    ("changes", "flaw", "lenient"),
    [
        ({"m1": {"date": None}}, "undated", True),
        ({"n1": {"retrievable": None}}, "retrievability_unknown", True),
        ({"n1": {"retrievable": False}}, "not_retrievable", False),
        ({"e1": {"sound": False}}, "unsound", False),
        ({"x1": {"confidence": "low"}}, "low_confidence", True),
        ({"n1": {"date": "2013"}}, "order_unknown", True),
        ({"n1": {"date": "2014"}}, "wrong_order", False),
        ({"n1": {"indicator": "other"}}, "other_indicator", False),
    ],
)
def test_what_is_wrong_with_a_record_breaks_a_chain_and_is_said(changes: Any, flaw: str, lenient: bool) -> None:
    found = chain(dossier(told(WHOLE, **changes)))
    assert (found["complete"], found["complete_lenient"], found["complete_by_links"]) == (False, lenient, True)
    assert found["flaws"] == flaw


def test_a_link_of_a_coder_or_of_low_confidence_carries_a_chain_in_the_lenient_reading_only() -> None:
    for field, value, flaw in (("basis", "coded", "coded_link"), ("confidence", "low", "low_confidence")):
        tables = told(WHOLE)
        tables["links"][3][field] = value
        found = chain(dossier(tables))
        assert (found["complete"], found["complete_lenient"], found["flaws"]) == (False, True, flaw)


def test_a_chain_may_go_from_evaluation_to_action_past_the_judgement() -> None:
    evaluation = one(dossier(told("a1 n1 m1 e1 x1 f1")).chains("evaluation"), "record", "e1")
    assert evaluation["complete"] and evaluation["path"] == "a1 > n1 > m1 > e1 > x1 > f1"


@pytest.mark.parametrize(
    ("story", "before", "after"),
    [
        ("j1", "evaluation", "action"),
        ("e1 j1 x1", "measurement", "effect"),
        ("m1 e1 j1 x1 f1", "norm", None),
        ("n1 m1 e1 j1", "ambition", "action"),
        ("a1 n1 m1 e1 j1 x1", None, "effect"),
    ],
)
def test_the_nearest_step_that_no_link_leads_to_is_named(story: str, before: str | None, after: str | None) -> None:
    found = chain(dossier(told(story)))
    assert (found["missing_before"], found["missing_after"]) == (before, after)


@pytest.mark.parametrize(
    ("story", "strict", "lenient"),
    [
        ("a1 n1:pass m1 e1 j1 x1 f1:pass", True, True),
        ("a1 n1 m1:pass e1 j1 x1 f1:pass", True, True),
        ("a1 n1 m1 e1 j1 x1 f1", True, True),
        ("a1 n1:pass m1:pass e1:pass j1:pass x1:pass f1:pass", True, True),
        ("a1 n1:pass m1:pass e1 j1 x1 f1", False, True),
        ("a1 n1:pass m1:pass e1 j1 x1 f1:drop", False, False),
        ("a1 n1:pass m1:pass e1:drop j1 x1 f1:pass", False, False),
        ("a1 n1 m1 e1:pass j1 x1 f1", False, True),
        ("a1 n1 m1 e1 j1:pass x1:drop f1", False, False),
    ],
)
def test_a_chain_runs_through_one_indicator(story: str, strict: bool, lenient: bool) -> None:
    found = chain(dossier(told(story)))
    assert (found["complete"], found["complete_lenient"], found["complete_by_links"]) == (strict, lenient, True)


@pytest.mark.parametrize(
    "story", ["m1:pass e1 x1 f1:drop", "e1:pass x1 f1:drop", "j1:pass x1 f1:drop", "x1:pass f1:drop"]
)
def test_a_chain_from_a_record_keeps_to_the_indicator_of_that_record(story: str) -> None:
    first = story[:2]
    phase: Any = {"m": "measurement", "e": "evaluation", "j": "judgement", "x": "action"}[first[0]]
    found = one(dossier(told(story)).records(phase), "record", first)
    assert (found["reaches"], found["reaches_lenient"], found["reaches_by_links"]) == ("action", "action", "effect")


def test_nine_figures_that_share_an_action_are_completed_by_the_one_whose_effect_was_checked() -> None:
    stories = [f"a{i} n{i}:figure{i} m{i}:figure{i} e1 j1 x1" for i in range(1, 10)]
    found = dossier(told(*stories, "x1 f1:figure4"))
    norms = {row["record"]: row["reaches"] for row in rows(found.records("norm"))}
    assert norms == {f"n{i}": "effect" if i == 4 else "action" for i in range(1, 10)}
    assert chain(found)["complete"]


def test_an_action_under_a_goal_has_no_finding_behind_it() -> None:
    found = dossier(told("a1 x1 f1"))
    action = one(found.records("action"), "record", "x1")
    assert (action["under_goal"], action["after_finding"]) == (True, False)
    assert one(found.records("ambition"), "record", "a1")["reaches_by_links"] == "ambition"


def test_records_of_the_supervisor_carry_chains_as_any_other() -> None:
    found = dossier(told(WHOLE, j1={"by": "supervisor"}))
    assert chain(found)["complete"] and chain(found)["by"] == "supervisor"


# --- Norms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("norm", "value", "state"),
    [
        ({"target": 75.0, "direction": "higher"}, 75.0, "met"),
        ({"target": 75.0, "direction": "higher", "strict": True}, 75.0, "not_met"),
        ({"target": 75.0, "direction": "higher"}, 74.999999999, "not_met"),
        ({"target": 5.0, "direction": "lower"}, 4.0, "met"),
        ({"target": 5.0, "direction": "equal"}, 5.5, "not_met"),
        ({"target": 75.0}, 80.0, "not_known"),
        ({"direction": "higher"}, 80.0, "not_known"),
        ({"target": 75.0, "direction": "higher"}, None, "not_known"),
        ({"target": 0.0, "direction": "lower"}, 0.0, "met"),
    ],
)
def test_a_norm_is_met_by_the_measurement_it_is_compared_with(norm: Row, value: float | None, state: str) -> None:
    found = one(dossier(told("n1 m1", n1=norm, m1={"value": value})).records("norm"), "record", "n1")
    assert (found["state"], found["measurement"], found["value"]) == (state, "m1", value)


def test_the_latest_measurement_decides_and_of_one_period_the_worst() -> None:
    norm = {"target": 75.0, "direction": "higher"}

    def state(**measured: Row) -> str:
        found = dossier(told(*(f"n1 {name}" for name in measured), n1=norm, **measured))
        return str(one(found.records("norm"), "record", "n1")["state"])

    good, bad = {"value": 80.0}, {"value": 60.0}
    assert state(m1=good | {"date": "2015"}, m2=bad | {"date": "2014"}) == "met"
    assert state(m1=good | {"date": "2015"}, m2=bad | {"date": None}) == "met"
    assert state(m1=good | {"date": "2015"}, m2=bad | {"date": "2015"}) == "not_met"
    assert state(m1=good | {"date": "2014/15"}, m2=bad | {"date": "2015"}) == "not_met"
    assert state(m1=good | {"date": "2015"}, m2={"value": None, "date": "2015"}) == "not_known"


@pytest.mark.parametrize(
    ("day", "state"),
    [("2024-07-31", "not_yet_due"), ("2024-08-01", "not_measured"), ("2023-08-01", "not_yet_due")],
)
def test_a_norm_is_due_after_the_last_day_of_its_target_date(day: str, state: str) -> None:
    found = dossier(told("n1", n1={"target_date": "2023/24", "norm_level": "own"}))
    assert one(found.records("norm", on=day), "record", "n1")["state"] == state
    assert one(found.records("norm", on=day), "record", "n1")["compared"] == (None if state == "not_yet_due" else False)
    counts = one(found.steps(on=day), "step", "own_norm_set_before")
    assert (counts["count"], counts["of"]) == (0, 0 if state == "not_yet_due" else 1)
    assert one(found.steps(), "step", "norm_compared")["of"] == 1


@pytest.mark.parametrize(
    ("norm", "first", "second", "before"),
    [
        ("2012", "2013", "2011", True),
        ("2012", "2011", "2010", False),
        ("2012", "2011", "2012", None),
        ("2012", None, None, None),
        ("2012-12-31", "2013-01-01", None, True),
    ],
)
def test_a_norm_was_set_before_where_it_came_before_some_measurement(
    norm: str, first: str | None, second: str | None, before: bool | None
) -> None:
    found = dossier(told("n1 m1", "n1 m2", n1={"date": norm}, m1={"date": first}, m2={"date": second}))
    assert one(found.records("norm"), "record", "n1")["set_before"] is before


# --- Survival --------------------------------------------------------------------------------------------------------


def survival(of: Dossier, **options: Any) -> dict[str, tuple[Any, ...]]:
    return {row["step"]: tuple(row.values())[-4:] for row in rows(of.survival(**options))}


def test_of_three_ambitions_one_comes_to_the_end() -> None:
    found = survival(dossier(told("a1 n1 m1 e1 j1 x1 f1", "a2 n2 m2", "a3")))
    assert found == {
        "norm": (3, 2, 0, 2 / 3),
        "measurement": (2, 2, 0, 2 / 3),
        "evaluation": (2, 1, 0, 1 / 3),
        "judgement": (1, 1, 0, 1 / 3),
        "action": (1, 1, 0, 1 / 3),
        "effect": (1, 1, 0, 1 / 3),
    }


def test_a_step_that_waits_leaves_the_denominator_and_nothing_at_risk_has_no_value() -> None:
    tables = told("a1 n1", "a2 n2 m2 e2 x2", n1={"target_date": "2030"}, x2={"date": "2016", "end_date": "2029-06"})
    found = survival(dossier(tables), on="2020-01-01")
    assert found["measurement"] == (1, 1, 1, 1.0)
    assert found["judgement"] == (1, 1, 0, 1.0)
    assert found["effect"] == (0, 0, 1, None)
    assert survival(dossier(tables), on="2029-06-30")["effect"] == (0, 0, 1, None)
    assert survival(dossier(tables), on="2029-07-01")["effect"] == (1, 0, 0, 0.0)
    assert survival(dossier(tables), on="2031-01-01")["measurement"] == (2, 1, 0, 0.5)


@pytest.mark.parametrize(
    ("stories", "waiting"),
    [
        # The chain of passing waits at x2; x1 and its effect stand behind a judgement on dropping out.
        (("n1:pass m1:pass e1 j1:drop x1 f1", "e1 x2"), 1),
        # The chain of passing ends at x1, which is over; x2 stands behind a judgement on dropping out.
        (("n1:pass m1:pass e1 x1", "e1 j1:drop x2"), 0),
    ],
)
def test_only_actions_that_a_chain_came_to_are_waited_for(stories: tuple[str, ...], waiting: int) -> None:
    found = dossier(told(*stories, x2={"date": "2030"}))
    for reading in ("strict", "lenient"):
        effect = survival(found, start="norm", reading=reading, on="2020-01-01")["effect"]
        assert effect[:3] == (1 - waiting, 0, waiting)


def test_a_start_that_a_reading_does_not_accept_never_reaches_the_first_step() -> None:
    found = dossier(told("a1 n1", "a2 n2", a1={"date": None}))
    assert survival(found, reading="strict")["norm"] == (2, 1, 0, 0.5)
    assert survival(found, reading="lenient")["norm"] == (2, 2, 0, 1.0)


def test_chains_are_grouped_by_the_year_in_which_they_begin_or_by_unit() -> None:
    dates = {"a1": {"date": "2015/16"}, "a2": {"date": "2015-09-01"}, "a3": {"date": None}, "n1": {"date": "2017"}}
    tables = told("a1 n1", "a2", "a3", **dates)
    tables["units"] += [{"unit": "team", "kind": "team", "parent": SCHOOL}]
    tables["records"][0]["unit"] = "team"
    found = dossier(tables)
    years = [row for row in rows(found.survival(by="year")) if row["step"] == "norm"]
    assert [(row["year"], row["at_risk"], row["reached"]) for row in years] == [("2015", 2, 1)]
    teams = [row for row in rows(found.survival(by="unit", level="team")) if row["step"] == "norm"]
    assert [(row["unit"], row["at_risk"], row["reached"]) for row in teams] == [("team", 1, 1)]
    schools = [row for row in rows(found.survival(by="unit")) if row["step"] == "norm"]
    assert [(row["unit"], row["at_risk"], row["reached"]) for row in schools] == [(SCHOOL, 3, 1)]


# --- Feedback, loops, the whole --------------------------------------------------------------------------------------


def test_who_is_heard_is_told_apart_from_who_judges() -> None:
    tables = told("b1 a1", "b2 a1", "e1")
    tables["assessors"] = [
        {"record": "b1", "role": "student", "part": "judging"},
        {"record": "e1", "role": "staff", "part": "author"},
        {"record": "e1", "role": "expert", "part": None},
        {"record": "e1", "role": "peer", "part": "consenting"},
        {"record": "e1", "role": None, "part": "judging"},
    ]
    found = {
        (row["phase"], row["role"]): (row["consulted"], row["judging"], row["records"])
        for row in rows(dossier(tables).feedback())
        if row["consulted"] or row["judging"]
    }
    assert found == {
        ("ambition", "student"): (1, 0, 1),
        ("ambition", "not_stated"): (1, 0, 1),
        ("evaluation", "staff"): (0, 1, 1),
        ("evaluation", "expert"): (1, 0, 1),
        ("evaluation", "peer"): (1, 0, 1),
        ("evaluation", "not_stated"): (0, 1, 1),
    }


def test_a_loop_closes_in_the_smallest_unit_of_its_story_and_takes_as_many_days() -> None:
    tables = told("a1 n1 m1 e1 x1 f1 a2", a1={"date": "2020"}, a2={"date": "2024-05"})
    tables["units"] += [{"unit": unit, "kind": "team", "parent": SCHOOL} for unit in ("one", "other")]
    for row in tables["records"]:
        row["unit"] = "one"
    (loop,) = rows(dossier(tables).loops())
    assert (loop["closes_at"], loop["kind"], loop["began_with"]) == ("one", "team", "ambition")
    assert (loop["ambition"], loop["next_ambition"]) == ("a1", "a2")
    # From 31 December 2020 to 1 May 2024, and from 1 January 2020 to 31 May 2024, by the calendar.
    assert (loop["shortest_turn"], loop["longest_turn"]) == (1217, 1612)
    tables["records"][2]["unit"] = "other"
    (loop,) = rows(dossier(tables).loops())
    assert (loop["closes_at"], loop["kind"]) == (SCHOOL, "institution")


def test_of_the_students_those_count_whose_programme_feeds_the_judgement_of_the_whole() -> None:
    tables = told("j1", "j2", "j3", links=[("j1", "j2", "draws_on")], j2={"unit": "cook"}, j3={"unit": "nurse"})
    tables["units"] += [
        {"unit": "cook", "kind": "programme", "parent": SCHOOL, "students": 30},
        {"unit": "nurse", "kind": "programme", "parent": SCHOOL, "students": 70},
    ]
    found = one(dossier(tables).drawn_on(), "unit", SCHOOL)
    assert (found["count"], found["of"], found["share"], found["counted"]) == (30, 100, 0.3, "students")
    tables["units"][1]["students"] = None
    found = one(dossier(tables).drawn_on(), "unit", SCHOOL)
    assert (found["count"], found["of"], found["share"], found["counted"]) == (1, 2, 0.5, "programmes")
    tables["records"][1]["by"] = "supervisor"
    assert one(dossier(tables).drawn_on(), "unit", SCHOOL)["count"] == 0


def test_what_rests_on_a_record_is_given_with_the_shortest_way() -> None:
    found = dossier(told(WHOLE, links=[("j1", "n1", "judged_against")]))
    impact = {row["record"]: (row["links_away"], row["by_link"]) for row in rows(found.impact("n1"))}
    assert impact["j1"] == (1, "judged_against") and impact["x1"] == (2, "leads_to")
    assert set(impact) == {"m1", "e1", "j1", "x1", "f1"}
    foundations = {row["record"]: row["links_away"] for row in rows(found.foundations("e1"))}
    assert foundations == {"m1": 1, "n1": 2, "a1": 3}


# --- Frames ----------------------------------------------------------------------------------------------------------


def questions(of: Dossier) -> dict[str, Any]:
    """Everything that is told of a dossier."""
    phases: tuple[Any, ...] = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
    return {
        **{f"records {phase}": of.records(phase) for phase in (*phases, "feedback")},
        **{f"chains {phase}": of.chains(phase) for phase in phases},
        "steps": of.steps(),
        "steps on": of.steps(on="2016-06-01"),
        "survival": of.survival(by="year", reading="strict"),
        "feedback": of.feedback(),
        "loops": of.loops(),
        "drawn_on": of.drawn_on(),
        "impact": of.impact("n1"),
        "foundations": of.foundations("f1"),
    }


def filled() -> Tables:
    """One whole story with everything that a dossier can hold."""
    links = [("j1", "n1", "judged_against")]
    tables = told(WHOLE, "b1 a1", links=links, n1={"target": 7.5, "direction": "higher"}, m1={"value": 7.1})
    tables["assessors"] = [{"record": "j1", "assessor": "Ann", "role": "expert", "part": "judging", "count": 2}]
    tables["publications"] = [{"record": "j1", "item": "result", "date": "2015-12", "findable": True}]
    tables["events"] = [{"unit": SCHOOL, "kind": "visit", "date": "2018-03-05", "days": 1.5}]
    return tables


@pytest.mark.parametrize("backend", BACKENDS)
def test_answers_come_in_the_kind_of_frame_that_went_in_and_say_the_same(backend: str) -> None:
    pytest.importorskip(backend if backend not in ("dict", "records") else "numpy")
    found, expected = questions(dossier(filled(), backend)), questions(dossier(filled()))
    kinds = {"polars": "polars", "pandas": "pandas", "pyarrow": "pyarrow", "dict": "builtins", "records": "builtins"}
    for name, table in found.items():
        assert type(table).__module__.split(".")[0] == kinds[backend]
        assert rows(table) == rows(expected[name]), name


@pytest.mark.parametrize("backend", BACKENDS)
def test_columns_that_kring_does_not_know_are_carried_along(backend: str) -> None:
    pytest.importorskip(backend if backend not in ("dict", "records") else "numpy")
    tables = filled()
    for name, added in tables.items():
        for number, row in enumerate(added):
            row[f"my_{name}"] = f"{name} {number}"
    found = dossier(tables, backend)
    assert set(found.tables) == set(tables)
    for name, table in found.tables.items():
        assert [row[f"my_{name}"] for row in rows(table)] == [row[f"my_{name}"] for row in tables[name]]
        kept = columns(tables[name])
        assert {column: [row[column] for row in rows(table)] for column in kept} == kept


def test_tables_that_were_left_out_are_not_there_and_empty_when_asked_for() -> None:
    found = dossier(told("a1"))
    assert set(found.tables) == {"units", "records"}
    assert found.table("publications").num_rows == 0
    with pytest.raises(TypeError):
        found.tables["links"] = None  # type: ignore[index]


def test_dates_may_be_days_years_or_texts() -> None:
    day = datetime.date(2012, 5, 31)
    for date, shown in (
        (["2012-05-31"], "2012-05-31"),
        ([day], "2012-05-31"),
        ([2012], "2012"),
        (["2011/12"], "2011/12"),
    ):
        found = Dossier(
            units={"unit": [SCHOOL], "kind": ["institution"]},
            records={"record": ["n1"], "unit": [SCHOOL], "phase": ["norm"], "date": date},
        )
        assert rows(found.records("norm"))[0]["date"] == shown


def test_the_last_day_is_that_of_what_is_past() -> None:
    assert dossier(told("a1", a1={"date": None})).last_day is None
    assert dossier(told("a1", a1={"date": "2011/12"})).last_day == datetime.date(2012, 7, 31)
    # Targets and actions may lie ahead; publications and events do not.
    tables = told("n1", "x1", n1={"target_date": "2040"}, x1={"date": "2041", "end_date": "2042"})
    assert dossier(tables).last_day == datetime.date(2012, 12, 31)
    tables["publications"] = [{"record": "n1", "item": "result", "date": "2013-02"}]
    assert dossier(tables).last_day == datetime.date(2013, 2, 28)
    tables["events"] = [{"unit": SCHOOL, "kind": "visit", "date": "2014-05-06"}]
    assert dossier(tables).last_day == datetime.date(2014, 5, 6)


def test_a_dossier_without_records_answers_every_question_with_no_rows() -> None:
    empty = Dossier(
        units={"unit": [SCHOOL], "kind": ["institution"]},
        records={name: np.array([], dtype=object) for name in ("record", "unit", "phase")},
    )
    assert len(empty) == 0 and empty.last_day is None
    assert rows(empty.chains()) == rows(empty.records("norm")) == rows(empty.loops()) == []
    assert {row["of"] for row in rows(empty.steps())} == {0}
    assert "0 records" in repr(empty)


# --- Shown -----------------------------------------------------------------------------------------------------------


def test_a_dossier_is_shown_with_its_sizes_and_steps() -> None:
    shown = repr(dossier(filled(), name="guidance", standing="reconstruction"))
    head, titles, *steps = shown.splitlines()
    assert head.startswith(
        "Dossier 'guidance' (reconstruction): 8 records (1 action, 1 ambition, 1 effect, 1 evaluation"
    )
    assert head.endswith("1 unit, 8 links, 1 assessor, 1 publication, 1 event")
    assert titles.split() == ["step", "records", "of"]
    assert "measurement weighed         1        1" in steps


def test_a_notebook_shows_a_name_as_text_and_never_as_markup() -> None:
    shown = dossier(told("a1"), name="<script>alert('a & b')</script>")._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "a &amp; b" in shown
    assert shown.startswith("<table><caption>") and shown.endswith("</table>")


# --- Adding ----------------------------------------------------------------------------------------------------------


def test_rows_are_added_as_a_dict_a_list_or_a_frame_and_the_dossier_stays_as_it_is() -> None:
    old = dossier(told("a1 n1"), name="old", source="me")
    for added in (
        {"record": "m1", "unit": SCHOOL, "phase": "measurement", "date": "2013"},
        [{"record": "m1", "unit": SCHOOL, "phase": "measurement", "date": "2013"}],
        {"record": ["m1"], "unit": [SCHOOL], "phase": ["measurement"], "date": ["2013"]},
        frame([record("m1")]),
    ):
        new = old.with_rows(records=added, links={"from": "n1", "to": "m1", "kind": "measured_by"})
        assert (len(old), len(new), new.name, new.source, new.standing) == (2, 3, "old", "me", "account")
        assert one(new.records("norm"), "record", "n1")["compared"] is True
        assert one(old.records("norm"), "record", "n1")["compared"] is False
        assert isinstance(new.chains(), pl.DataFrame)


def test_a_table_that_was_left_out_and_a_column_that_is_new_can_be_added() -> None:
    new = dossier(told("j1")).with_rows(
        publications={"record": "j1", "item": "result", "date": "2015", "channel": "website"},
        records={"record": "j2", "unit": SCHOOL, "phase": "judgement", "owner": "board"},
    )
    assert rows(new.tables["publications"])[0]["channel"] == "website"
    assert [row["owner"] for row in rows(new.tables["records"])] == [None, "board"]


@pytest.mark.parametrize(
    ("added", "error", "words"),
    [
        ({"records": record("a1")}, kring.InvalidTable, ["'record'", "there twice", "a1"]),
        ({"links": {"from": "n1", "to": "a1", "kind": "specified_by"}}, kring.BrokenCycle, ["norm n1 to ambition a1"]),
        ({"links": {"from": "a1", "to": "m9", "kind": "specified_by"}}, kring.InvalidTable, ["'m9'"]),
        ({"publications": {"record": "a1", "item": "everything"}}, kring.InvalidTable, ["process, result, follow_up"]),
        ({"pages": {"record": "a1"}}, kring.UnknownIdentifier, ["'pages'", "publications"]),
    ],
)
def test_rows_that_a_dossier_cannot_have_are_refused(added: Any, error: type[Exception], words: list[str]) -> None:
    with pytest.raises(error) as failure:
        dossier(told("a1 n1")).with_rows(**added)
    for word in words:
        assert word in str(failure.value)


# --- Merging ---------------------------------------------------------------------------------------------------------


def content(of: Dossier) -> dict[str, list[str]]:
    """The rows of every table, in no order, without what is missing."""
    return {
        name: sorted(str(sorted((k, str(v)) for k, v in row.items() if v is not None)) for row in rows(table))
        for name, table in of.tables.items()
        if rows(table)
    }


def test_merging_with_itself_changes_nothing() -> None:
    this = dossier(filled())
    merged = this.merge(this)
    assert merged.count == 0 and rows(merged.conflicts) == []
    assert content(merged.dossier) == content(this)
    assert merged.dossier.name == this.name


def test_two_dossiers_without_conflict_are_put_together_in_either_order() -> None:
    one_part, other_part = dossier(told("a1 n1 m1"), name="one"), dossier(told("m1 e1 j1"), name="other")
    forth, back = one_part.merge(other_part), other_part.merge(one_part)
    assert forth.count == back.count == 0
    assert content(forth.dossier) == content(back.dossier) == content(dossier(told("a1 n1 m1 e1 j1")))
    assert chain(forth.dossier)["path"] == "a1 > n1 > m1 > e1 > j1"
    assert forth.dossier.name == "one + other"


@pytest.mark.parametrize(("this", "other", "kept"), [("2015", "2016", "other"), ("2016", "2015", "this")])
def test_a_later_version_replaces_the_other_with_its_assessors_and_publications(
    this: str, other: str, kept: str
) -> None:
    def version(date: str, who: str) -> Dossier:
        tables = told("e1 j1", j1={"date": date, "title": who})
        tables["assessors"] = [{"record": "j1", "assessor": who}, {"record": "e1", "assessor": who}]
        tables["publications"] = [{"record": "j1", "item": "result", "date": date}]
        return dossier(tables)

    merged = version(this, "this").merge(version(other, "other"))
    assert rows(merged.conflicts) == [
        {"table": "records", "id": "j1", "fields": "date|title", "kept": kept, "why": "later"}
    ]
    tables = merged.dossier.tables
    assert [row["title"] for row in rows(tables["records"]) if row["record"] == "j1"] == [kept]
    # The evaluation is the same in both, so whoever looked at it in either did.
    assessors = {(row["record"], row["assessor"]) for row in rows(tables["assessors"])}
    assert assessors == {("j1", kept), ("e1", "this"), ("e1", "other")}
    assert [row["date"] for row in rows(tables["publications"])] == [max(this, other)]


def test_every_conflict_that_no_date_decides_is_listed_at_once() -> None:
    this = told("a1 n1", "j1", a1={"title": "one"}, n1={"date": None}, j1={"date": "2015"})
    other = told("a1 n1", "j1", a1={"title": "two"}, n1={"owner": "board"}, j1={"date": "2015-06", "verdict": "good"})
    other["units"][0]["students"] = 100
    with pytest.raises(kring.InvalidTable) as failure:
        dossier(this).merge(dossier(other))
    for words in (
        f"units '{SCHOOL}' differ in students",
        "records 'a1' differ in title",
        "records 'n1' differ in date|owner",
        "records 'j1' differ in date|verdict",
        "prefer",
    ):
        assert words in str(failure.value)


@pytest.mark.parametrize("prefer", ["this", "other"])
def test_the_side_preferred_is_kept_where_no_date_decides_and_a_date_is_never_overruled(prefer: Any) -> None:
    this = told("a1", "j1", "n1", a1={"title": "this"}, j1={"title": "this", "date": "2016"}, n1={"title": "this"})
    other = told("a1", "j1", "n1", a1={"title": "other"}, j1={"title": "other", "date": "2015"}, n1={"title": "this"})
    merged = dossier(this).merge(dossier(other), prefer=prefer)
    found = {row["record"]: row["title"] for row in rows(merged.dossier.tables["records"])}
    assert found == {"a1": prefer, "j1": "this", "n1": "this"}
    assert {(row["id"], row["kept"], row["why"]) for row in rows(merged.conflicts)} == {
        ("a1", prefer, "preferred"),
        ("j1", "this", "later"),
    }
    assert merged.count == 2 and repr(merged) == "Merged('dossier', 3 records, 2 conflicts)"


def test_rows_that_say_the_same_are_there_once_after_a_merge() -> None:
    this, other = filled(), filled()
    other["assessors"].append({"record": "j1", "assessor": "Bob", "role": "peer", "part": "consulted", "count": 1})
    other["publications"].append({"record": "j1", "item": "process", "date": "2016", "findable": True})
    other["events"].append({"unit": SCHOOL, "kind": "warning", "date": "2019-01-01", "days": None})
    merged = dossier(this).merge(dossier(other)).dossier
    sizes = {name: len(rows(table)) for name, table in merged.tables.items()}
    assert sizes == {name: len(added) for name, added in other.items()}


@pytest.mark.parametrize("prefer", ["this", "other"])
def test_a_link_of_which_both_say_something_else_is_a_conflict(prefer: Any) -> None:
    this, other = told("a1 n1 m1"), told("a1 n1 m1")
    this["links"][0] |= {"basis": "stated", "confidence": "high"}
    other["links"][0] |= {"basis": "coded", "confidence": "low"}
    with pytest.raises(kring.InvalidTable, match=r"links 'a1 specified_by n1' differ in basis\|confidence"):
        dossier(this).merge(dossier(other))
    merged = dossier(this).merge(dossier(other), prefer=prefer)
    assert [(row["id"], row["kept"]) for row in rows(merged.conflicts)] == [("a1 specified_by n1", prefer)]
    kept = {row["from"]: row["basis"] for row in rows(merged.dossier.tables["links"])}
    assert kept == {"a1": "stated" if prefer == "this" else "coded", "n1": None}


def once(given_rows: list[Row]) -> list[Row]:
    """Rows that say the same once; one person where no number is stated."""
    return list({str(sorted((k, v) for k, v in ({"count": 1} | row).items() if v)): row for row in given_rows}.values())


@settings(max_examples=100, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_parts_of_one_dossier_make_it_whole_again_in_either_order(of: Tables, random: Any) -> None:
    parts: tuple[Tables, Tables] = ({}, {})
    for name, given_rows in of.items():
        for row in once(given_rows):
            is_shared = name in ("units", "records")
            for part in parts if is_shared else random.choice([parts, parts[:1], parts[1:]]):
                part.setdefault(name, []).append(row)
    one_part, other_part = (dossier(part) for part in parts)
    forth, back = one_part.merge(other_part), other_part.merge(one_part)
    assert forth.count == back.count == 0
    whole = dossier({name: once(given_rows) for name, given_rows in of.items()})
    assert content(forth.dossier) == content(back.dossier) == content(whole)
    assert content(forth.dossier.merge(one_part).dossier) == content(whole)


def test_columns_of_their_own_are_kept_from_both() -> None:
    this, other = told("a1", a1={"mine": "x"}), told("n1", n1={"yours": "y"})
    found = {row["record"]: row for row in rows(dossier(this).merge(dossier(other)).dossier.tables["records"])}
    assert (found["a1"]["mine"], found["a1"]["yours"]) == ("x", None)
    assert (found["n1"]["mine"], found["n1"]["yours"]) == (None, "y")


def test_frames_of_two_libraries_are_merged_into_that_of_the_first() -> None:
    merged = dossier(told("a1 n1"), "pandas").merge(dossier(told("n1 m1"), "pyarrow"))
    assert type(merged.dossier.chains()).__module__.split(".")[0] == "pandas"
    assert type(merged.conflicts).__module__.split(".")[0] == "pandas"
    assert len(merged.dossier) == 3


def test_an_account_and_a_reconstruction_are_not_merged_and_nothing_else_is_either() -> None:
    account, coded = dossier(told("a1")), dossier(told("a1"), standing="reconstruction")
    with pytest.raises(kring.InvalidTable, match="an account and a reconstruction"):
        account.merge(coded)
    with pytest.raises(kring.InvalidValue, match=r"other is dict: expected a kring\.Dossier"):
        account.merge(told("a1"))  # type: ignore[arg-type]
    with pytest.raises(kring.InvalidValue, match="prefer is 'newest': expected 'this', 'other' or None"):
        account.merge(account, prefer="newest")  # type: ignore[arg-type]


def test_a_merge_that_closes_a_circle_is_refused() -> None:
    with pytest.raises(kring.BrokenCycle, match="the end of a way back"):
        dossier(told("a1 n1 m1 e1 x1 f1")).merge(dossier(told("f1 a1")))


# --- Files -----------------------------------------------------------------------------------------------------------

STARTER = kring.cycle.starter()


def starter_tables() -> Tables:
    found = tomllib.loads(STARTER)
    return {name: rows_ for name, rows_ in found.items() if isinstance(rows_, list)}


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_file_says_the_same_as_frames(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"starter.{form}"
    path.write_text(STARTER if form == "toml" else json.dumps(tomllib.loads(STARTER)), encoding="utf-8")
    assert kring.cycle.faults(path) == []
    read, framed = kring.cycle.load(path, backend="polars"), dossier(starter_tables(), name="my institution")
    assert (read.name, read.standing, read.last_day) == (framed.name, framed.standing, framed.last_day)
    assert read.source == "written by the quality department"
    for name, table in questions(read).items():
        assert rows(table) == rows(questions(framed)[name]), name
    assert content(read) == content(framed)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "dict"])
def test_a_file_is_answered_in_the_kind_of_frame_that_is_asked_for(backend: str) -> None:
    answer = kring.cycle.read(STARTER, backend=backend).chains()
    assert type(answer).__module__.split(".")[0] == ("builtins" if backend == "dict" else backend)


def test_a_file_without_a_name_is_called_after_itself(tmp_path: Path) -> None:
    path = tmp_path / "guidance.toml"
    path.write_text(STARTER.replace('name = "my institution"\n', "", 1), encoding="utf-8")
    assert kring.cycle.load(path).name == "guidance"


def line_of(text: str, words: str) -> int:
    """The line on which the row begins that has these words."""
    lines = text[: text.index(words)].splitlines()
    return max(number for number, line in enumerate(lines, start=1) if line.startswith("[["))


def test_every_fault_of_a_file_is_listed_with_its_lines(tmp_path: Path) -> None:
    text = STARTER.replace('phase = "action"', 'phase = "acton"').replace('date = "2022-05"', 'date = "2022-02-30"')
    text = text.replace('role = "student"', 'role = "pupil"').replace('kind = "programme"', 'kind = "programm"')
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    faults = kring.cycle.faults(path)
    assert len(faults) == 4
    for words, column in (("acton", "phase"), ("2022-02-30", "date"), ("pupil", "role"), ('"programm"', "kind")):
        (fault,) = [fault for fault in faults if f"column '{column}'" in fault]
        assert fault.startswith(f"{path}, table ")
        assert f"line {line_of(text, words)} (" in fault and words.strip('"') in fault
    with pytest.raises(kring.InvalidTable) as failure:
        kring.cycle.load(path)
    assert all(fault in str(failure.value) for fault in faults)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 2\n", ["line 1", "format is not 1", "expected format = 1"]),
        ("format = 1\n", ["'standing' is missing", "account", "reconstruction"]),
        ('format = 1\nstanding = "acount"\n', ["standing", "acount", "did you mean 'account'?"]),
        ("standing =", ["line 1", "no TOML"]),
        ('{"format": 1,', ["line 1", "no JSON"]),
        (STARTER.replace("aspect", "aspct", 1), ["no field 'aspct'", "did you mean 'aspect'?"]),
        (STARTER + '\n[[visits]]\nunit = "x"\n', ["visits", "units, records, links, assessors, publications, events"]),
        (STARTER + '\n[[records]]\nrecord = ["a", "b"]\n', ["line 187", "record"]),
    ],
)
def test_a_file_of_another_form_is_refused_with_the_place(text: str, words: list[str]) -> None:
    with pytest.raises(kring.InvalidRule) as failure:
        kring.cycle.read(text, file="my.toml")
    assert "my.toml" in str(failure.value)
    for word in words:
        assert word in str(failure.value)


def test_a_file_that_is_no_text_or_not_there_says_so(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('name = "één"'.encode("latin-1"))
    (fault,) = kring.cycle.faults(path)
    assert "no UTF-8" in fault and "save the file as UTF-8" in fault
    with pytest.raises(FileNotFoundError):
        kring.cycle.load(tmp_path / "nowhere.toml")


# --- Bad input -------------------------------------------------------------------------------------------------------


def with_row(table: str, row: Row, *stories: str) -> Tables:
    tables = told(*(stories or ("a1 n1",)))
    tables.setdefault(table, []).append(row)
    return tables


def with_units(*units: tuple[str, str, str | None]) -> Tables:
    return {
        "units": [{"unit": unit, "kind": kind, "parent": parent} for unit, kind, parent in units],
        "records": [{"record": "a1", "unit": units[0][0], "phase": "ambition"}],
    }


YEAR = "a1 n1 m1 e1 j1 x1 f1"

REFUSED: dict[str, tuple[Tables, type[Exception], list[str]]] = {
    "a cycle within one year": (
        told(YEAR, "f1 a1", **{name: {"date": "2015"} for name in YEAR.split()}),
        kring.BrokenCycle,
        ["links", "a1 -> n1 -> m1 -> e1 -> j1 -> x1 -> f1 -> a1", "the next turn of a cycle has records of its own"],
    ),
    "a record that rests on itself": (
        with_row("links", {"from": "a1", "to": "a1", "kind": "draws_on"}),
        kring.BrokenCycle,
        ["links", "row 1", "a1 -> a1"],
    ),
    "two judgements that draw on each other": (
        told("j1 j2", "j2 j1"),
        kring.BrokenCycle,
        ["links", "nothing rests on itself", "j1"],
    ),
    "a link between phases that do not belong together": (
        with_row("links", {"from": "a1", "to": "m1", "kind": "measured_by"}, "a1 n1", "m1"),
        kring.BrokenCycle,
        ["links", "row 1", "ambition a1 to measurement m1", "expected norm to measurement"],
    ),
    "a link that goes nowhere": (
        with_row("links", {"from": "n1", "to": "m7", "kind": "measured_by"}),
        kring.InvalidTable,
        ["links", "column 'to'", "row 1 ('m7')", "add the record or correct the name"],
    ),
    "a link that comes from nowhere": (
        with_row("links", {"from": "a7", "to": "n1", "kind": "specified_by"}),
        kring.InvalidTable,
        ["links", "column 'from'", "row 1 ('a7')"],
    ),
    "a link there twice": (
        with_row("links", {"from": "a1", "to": "n1", "kind": "specified_by"}),
        kring.InvalidTable,
        ["links", "there twice", "a1 specified_by n1"],
    ),
    "a record there twice": (with_row("records", record("n1")), kring.InvalidTable, ["records", "row 2 (n1)", "twice"]),
    "a record without a name": (
        with_row("records", record("m1") | {"record": ""}),
        kring.InvalidTable,
        ["records", "column 'record'", "row 2"],
    ),
    "a record of a unit that is not there": (
        with_row("records", record("m1", unit="sister")),
        kring.InvalidTable,
        ["records", "column 'unit'", "m1 of 'sister'"],
    ),
    "a unit there twice": (
        with_units((SCHOOL, "institution", None), ("cook", "programme", SCHOOL), ("cook", "team", SCHOOL)),
        kring.InvalidTable,
        ["units", "column 'unit'", "row 2 (cook)", "twice"],
    ),
    "a unit above itself": (
        with_units((SCHOOL, "institution", None), ("one", "college", "other"), ("other", "college", "one")),
        kring.InvalidTable,
        ["units", "one below other", "other below one", "its own parent"],
    ),
    "a unit that is its own parent": (
        with_units((SCHOOL, "institution", None), ("one", "college", "one")),
        kring.InvalidTable,
        ["units", "one below one"],
    ),
    "two tops": (
        with_units((SCHOOL, "institution", None), ("sister", "institution", None)),
        kring.InvalidTable,
        ["units", "column 'parent'", "row 0 (school), row 1 (sister)", "one top for all units"],
    ),
    "two tops below wholes without a row": (
        with_units((SCHOOL, "institution", "north"), ("sister", "institution", "south")),
        kring.InvalidTable,
        ["units", "one top for all units"],
    ),
    "an institution below a programme": (
        with_units(("cook", "programme", None), (SCHOOL, "institution", "cook")),
        kring.InvalidTable,
        ["units", "institution school below programme cook"],
    ),
    "a negative number of students": (
        {"units": [{"unit": SCHOOL, "kind": "institution", "students": -1}], "records": [record("a1")]},
        kring.InvalidTable,
        ["units", "students", "row 0 (-1)", "negative"],
    ),
    "an assessor of a record that is not there": (
        with_row("assessors", {"record": "j1", "role": "staff"}),
        kring.InvalidTable,
        ["assessors", "column 'record'", "row 0 ('j1')"],
    ),
    "an assessor who is nobody": (
        with_row("assessors", {"record": "a1", "role": "staff", "count": 0}),
        kring.InvalidTable,
        ["assessors", "count", "row 0 (0)", "1 person or more"],
    ),
    "a publication of a record that is not there": (
        with_row("publications", {"record": "j1", "item": "result"}),
        kring.InvalidTable,
        ["publications", "column 'record'", "row 0 ('j1')"],
    ),
    "an event of a unit that is not there": (
        with_row("events", {"unit": "sister", "kind": "visit"}),
        kring.InvalidTable,
        ["events", "column 'unit'", "row 0 ('sister')"],
    ),
    "an end before the beginning": (
        with_row("records", record("x1", date="2016", end_date="2015")),
        kring.InvalidTable,
        ["records", "end_date", "x1 ends 2015-12-31"],
    ),
    "a target of what is no norm": (
        with_row("records", record("m1", target=5.0)),
        kring.InvalidTable,
        ["records", "row 2 (m1, measurement)", "norms only"],
    ),
    "a verdict of what is no judgement": (
        with_row("records", record("e1", verdict="good")),
        kring.InvalidTable,
        ["records", "row 2 (e1, evaluation)", "judgements only"],
    ),
    "a soundness above 1": (
        with_row("records", record("m1", soundness=1.01)),
        kring.InvalidTable,
        ["records", "soundness", "row 2", "a number from 0 to 1"],
    ),
    "a target that is not a number": (
        with_row("records", record("n2", target=float("nan"))),
        kring.InvalidTable,
        ["records", "target", "row 2 (nan)", "finite"],
    ),
}
DATES = ["2024-02-30", "2023-02-29", "2024-13", "2024-00-01", "2023/25", "2024-1-1", "soon", "24", "2024-06-31"]
WORDS = {
    ("records", "phase"): "norms",
    ("records", "by"): "inspector",
    ("records", "confidence"): "hihg",
    ("records", "direction"): "up",
    ("records", "norm_level"): "national",
    ("records", "status"): "started",
    ("records", "value_state"): "none",
    ("links", "kind"): "measures",
    ("links", "basis"): "guessed",
    ("assessors", "role"): "teacher",
    ("assessors", "part"): "judge",
    ("publications", "item"): "results",
    ("publications", "audience"): "everyone",
    ("units", "kind"): "school",
    ("units", "standing"): "accounts",
}


@pytest.mark.parametrize("case", REFUSED)
def test_one_fault_is_told_alone_with_table_column_and_rows(case: str) -> None:
    tables, error, words = REFUSED[case]
    with pytest.raises(error) as failure:
        dossier(tables)
    assert isinstance(failure.value, ValueError)
    assert "faults" not in str(failure.value)
    for word in words:
        assert word in str(failure.value)


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("column", ["date", "target_date", "end_date"])
def test_a_date_that_does_not_exist_is_refused(date: str, column: str) -> None:
    with pytest.raises(kring.InvalidTable) as failure:
        dossier(with_row("records", record("x1", date=None) | {column: date}))
    for word in ("records", f"column '{column}'", f"row 2 ('{date}')", "2024-05-31", "2023/24"):
        assert word in str(failure.value)


@pytest.mark.parametrize("place", WORDS, ids="-".join)
def test_a_word_outside_its_set_is_refused_with_the_set(place: tuple[str, str]) -> None:
    table, column = place
    tables = told("n1 m1", n1={"norm_level": "own", "direction": "lower"})
    tables["assessors"] = [{"record": "n1"}]
    tables["publications"] = [{"record": "n1", "item": "result"}]
    tables[table][0][column] = WORDS[place]
    with pytest.raises(kring.InvalidTable) as failure:
        dossier(tables)
    for word in (f"table '{table}', column '{column}'", f"row 0 ('{WORDS[place]}')", "expected"):
        assert word in str(failure.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"units": None}, ["'units' is missing", "at least units and records"]),
        ({"records": None}, ["'records' is missing"]),
        ({"records": {"unit": ["school"], "phase": ["norm"]}}, ["column 'record' is missing"]),
        ({"records": {"record": [1], "unit": ["school"], "phase": ["norm"]}}, ["'record'", "expected text"]),
        ({"records": "records.csv"}, ["'records'", "records.csv"]),
        ({"units": {"unit": [], "kind": []}}, ["'units': it has no rows"]),
        ({"links": {"from": ["n1"], "to": ["n1"]}}, ["links", "column 'kind' is missing"]),
        (
            {"records": {"record": ["n1"], "unit": ["school"], "phase": ["norm"], "target": ["7"]}},
            ["target", "as text"],
        ),
        (
            {"records": {"record": ["n1"], "unit": ["school"], "phase": ["norm"], "retrievable": ["yes"]}},
            ["retrievable", "row 0 ('yes')", "false, true"],
        ),
    ],
)
def test_a_table_that_breaks_its_contract_is_refused(changes: dict[str, Any], words: list[str]) -> None:
    good = {
        "units": {"unit": ["school"], "kind": ["institution"]},
        "records": {"record": ["n1"], "unit": ["school"], "phase": ["norm"]},
    }
    with pytest.raises(kring.InvalidTable) as failure:
        Dossier(**(good | changes))
    for word in words:
        assert word in str(failure.value)


def faulty() -> Tables:
    """Two tops, a link that leads nowhere, nobody as assessor."""
    tables = with_row("links", {"from": "n1", "to": "m1", "kind": "measured_by"})
    tables["units"].append({"unit": "sister", "kind": "institution"})
    tables["assessors"] = [{"record": "a1", "count": 0}]
    return tables


def test_all_faults_of_all_tables_are_told_at_once() -> None:
    with pytest.raises(kring.InvalidTable, match="the dossier has 3 faults:") as failure:
        dossier(faulty())
    assert not isinstance(failure.value, kring.BrokenCycle)
    for table in ("units", "links", "assessors"):
        assert f"\n- table '{table}'" in str(failure.value)


def test_only_the_first_five_rows_of_a_fault_are_shown_and_all_are_counted() -> None:
    tables = {"units": [{"unit": SCHOOL, "kind": "institution"}], "records": [record(f"a{i}") for i in range(30)]}
    for row in tables["records"]:
        row["date"] = "2024-02-30"
    with pytest.raises(kring.InvalidTable, match="30 rows are not a date") as failure:
        dossier(tables)
    assert "row 4 " in str(failure.value) and "row 5 " not in str(failure.value)


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda d: d.impact("j2"), kring.UnknownIdentifier, ["unknown record 'j2'", "the nearest is 'j1'"]),
        (lambda d: d.foundations("j2"), kring.UnknownIdentifier, ["the nearest is 'j1'"]),
        (lambda d: d.steps("scool"), kring.UnknownIdentifier, ["unknown unit 'scool'", "the nearest is 'school'"]),
        (lambda d: d.feedback("scool"), kring.UnknownIdentifier, ["the nearest is 'school'"]),
        (lambda d: d.chains("judgment"), kring.InvalidValue, ["phase is 'judgment'", "judgement"]),
        (lambda d: d.records("step"), kring.InvalidValue, ["phase is 'step'"]),
        (lambda d: d.survival(start="action"), kring.InvalidValue, ["start is 'action'", "'ambition' or 'norm'"]),
        (lambda d: d.survival(by="month"), kring.InvalidValue, ["by is 'month'", "'unit', 'year' or None"]),
        (lambda d: d.survival(level="class"), kring.InvalidValue, ["level is 'class'", "college"]),
        (lambda d: d.survival(reading="loose"), kring.InvalidValue, ["reading is 'loose'", "lenient"]),
        (lambda d: d.steps(on="2024-02-30"), kring.InvalidPeriod, ["2024-02-30"]),
        (lambda d: d.records("norm", on=2024), kring.InvalidValue, ["on is 2024"]),
        (lambda d: d.table("pages"), kring.UnknownIdentifier, ["'pages'", "publications"]),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_can(ask: Any, error: type[Exception], words: list[str]) -> None:
    with pytest.raises(error) as failure:
        ask(dossier(told(WHOLE)))
    for word in words:
        assert word in str(failure.value)


def test_another_standing_is_refused() -> None:
    with pytest.raises(kring.InvalidValue, match="standing is 'acount': expected 'account' or 'reconstruction'"):
        dossier(told("a1"), standing="acount")


# --- Large -----------------------------------------------------------------------------------------------------------

MILLION = 1_000_000


@pytest.fixture(scope="module")
def million() -> dict[str, pl.DataFrame]:
    """A million records in stories of seven, of a thousand programmes."""
    story = np.array(["ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect"])
    kinds = np.array(["specified_by", "measured_by", "weighed_in", "concludes", "leads_to", "checked_by"])
    number = pl.int_range(MILLION, eager=True).alias("number")
    whole = np.arange(MILLION - MILLION % len(story)).reshape(-1, len(story))
    ends = pl.DataFrame({"first": whole[:, :-1].ravel(), "second": whole[:, 1:].ravel()})
    programmes = [f"p{i}" for i in range(1000)]
    return {
        "units": pl.DataFrame(
            {
                "unit": [SCHOOL, *programmes],
                "kind": ["institution", *["programme"] * len(programmes)],
                "parent": [None, *[SCHOOL] * len(programmes)],
            }
        ),
        "records": number.to_frame().select(
            record=pl.format("r{}", "number"),
            unit=pl.format("p{}", pl.col("number") // len(story) % len(programmes)),
            phase=pl.Series(np.resize(story, MILLION)),
            date=pl.format("{}", 2010 + pl.col("number") % len(story)),
            retrievable=pl.lit(True),
        ),
        "links": ends.select(
            pl.format("r{}", "first").alias("from"),
            pl.format("r{}", "second").alias("to"),
            kind=pl.Series(np.resize(kinds, ends.height)),
        ),
    }


def test_nothing_is_lost_of_a_million_records(million: dict[str, pl.DataFrame]) -> None:
    found = Dossier(**million)  # type: ignore[arg-type]
    assert len(found) == MILLION
    assert {name: table.height for name, table in found.tables.items()} == {n: t.height for n, t in million.items()}
    phases: tuple[Any, ...] = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
    assert sum(found.records(phase).height for phase in phases) == MILLION
    # The last story has one record: a million is one more than seven times 142,857.
    assert found.chains()["complete"].sum() == found.chains().height == MILLION // 7


@pytest.mark.parametrize(
    ("table", "column", "wrong", "words"),
    [
        ("records", "date", "2024-02-30", "row 777777 ('2024-02-30')"),
        ("records", "record", "r5", "row 777777 (r5)"),
        ("records", "unit", "p1000", "row 777777 (r777777 of 'p1000')"),
        ("links", "to", "r-7", "row 777777 ('r-7')"),
        ("links", "kind", "renews", "row 777777"),
    ],
)
def test_one_fault_among_a_million_records_is_told_alone_and_within_seconds(
    million: dict[str, pl.DataFrame], table: str, column: str, wrong: str, words: str
) -> None:
    row = 777_777
    values = million[table][column].clone()
    values[row] = wrong
    faulty = million | {table: million[table].with_columns(values.alias(column))}
    if (table, column) == ("records", "record"):
        # Its links would lead nowhere, which is another fault.
        links = pl.col("from").ne(f"r{row}") & pl.col("to").ne(f"r{row}")
        faulty["links"] = million["links"].filter(links)
    start = time.perf_counter()
    with pytest.raises(ValueError, match="1 row is") as failure:
        Dossier(**faulty)  # type: ignore[arg-type]
    assert time.perf_counter() - start < 10
    assert str(failure.value).startswith(f"table '{table}', column '{column}': 1 row is ")
    assert words in str(failure.value) and "faults" not in str(failure.value)


# --- Whatever the order ----------------------------------------------------------------------------------------------


def test_a_chain_that_is_broken_by_its_indicator_alone_says_so() -> None:
    found = chain(dossier(told("a1 n1:pass m1:pass e1 j1 x1 f1")))
    assert (found["complete"], found["complete_lenient"]) == (False, True)
    assert found["flaws"] == "indicator_unknown"


def test_the_link_on_the_shortest_way_does_not_depend_on_the_order_of_rows() -> None:
    ties = [("j1", "n1", "judged_against"), ("e1", "n1", "draws_on"), ("e1", "a1", "draws_on")]
    tables = told("m1 e1 j1", "a1 n1 m1", links=ties)
    turned = copy.deepcopy(tables)
    turned["links"].reverse()
    turned["records"].reverse()
    forth, back = (rows(dossier(one_way).impact("a1")) for one_way in (tables, turned))
    assert sorted(map(str, forth)) == sorted(map(str, back))


def test_a_date_that_cannot_be_read_hides_no_other_fault() -> None:
    tables = faulty()
    tables["records"][0]["date"] = "2024-02-30"
    with pytest.raises(kring.InvalidTable, match="the dossier has 4 faults:"):
        dossier(tables)


def test_people_without_a_name_are_as_many_in_either_order() -> None:
    def panel(size: int) -> Dossier:
        found = told("j1")
        found["assessors"] = [{"record": "j1", "role": "staff", "part": "judging"}] * size
        return dossier(found)

    forth, back = panel(1).merge(panel(2)), panel(2).merge(panel(1))
    assert len(rows(forth.dossier.tables["assessors"])) == len(rows(back.dossier.tables["assessors"]))
