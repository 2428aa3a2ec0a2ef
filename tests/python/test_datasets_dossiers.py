# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bundled dossiers: what was coded, whichever frame library is asked, and what the oracle finds in it.

Expected figures are those of the summary that the coder wrote beside the tables (README.md of the kept dossiers), from
before kring could read a dossier; where the oracle finds another figure the test says so.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import cycle_oracle as oracle
import numpy as np
import pytest

import kring
from kring import datasets

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "dossiers"
BUNDLED = Path(datasets.__file__).parent / "data" / "dossiers"
NAMES = ("cibap-2024", "letter-2020", "agendas-2014-2019")
TABLES = ("units", "records", "links", "assessors", "publications", "events")
CIBAP, LETTER, AGENDAS = NAMES

Share = tuple[int, int]


@cache
def tables_of(name: str) -> oracle.Tables:
    return oracle.read(BUNDLED / name)


@cache
def cycle_of(name: str) -> oracle.Cycle:
    tables = tables_of(name)
    return oracle.Cycle(tables["units"], tables["records"], tables["links"], tables["assessors"])


# --- Sizes ---------------------------------------------------------------------------------------------------------

# Summary, "Counts" and the table above it.
RECORDS = {
    "ambition": (40, 10, 3),
    "norm": (124, 3, 75),
    "measurement": (105, 7, 163),
    "evaluation": (29, 9, 31),
    "judgement": (7, 5, 81),
    "action": (99, 29, 14),
    "effect": (4, 0, 2),
    "feedback": (17, 6, 0),
}
ROWS = {
    "units": (14, 1, 59),
    "records": (425, 69, 369),
    "links": (543, 91, 292),
    "assessors": (57, 29, 13),
    "publications": (13, 9, 36),
    "events": (None, None, 62),
}


@pytest.mark.parametrize("place", range(3), ids=NAMES)
def test_a_dossier_has_as_many_rows_and_records_of_a_phase_as_were_coded(place: int) -> None:
    tables, cycle = tables_of(NAMES[place]), cycle_of(NAMES[place])
    found = {table: len(tables[table]) if table in tables else None for table in TABLES}
    assert found == {table: sizes[place] for table, sizes in ROWS.items()}
    assert {phase: len(cycle.of_phase(phase)) for phase in RECORDS} == {p: sizes[place] for p, sizes in RECORDS.items()}


def test_identifiers_occur_once_in_all_dossiers_but_that_of_the_sector() -> None:
    records = [row["record"] for name in NAMES for row in tables_of(name)["records"]]
    units = [row["unit"] for name in NAMES for row in tables_of(name)["units"] if row["unit"] != "mbo"]
    assert len(records) == len(set(records)) == 863
    assert len(units) == len(set(units)) == 71


@pytest.mark.parametrize("name", NAMES)
def test_the_description_gives_the_number_of_rows_of_every_table(name: str) -> None:
    text = (BUNDLED / name / "SOURCE.md").read_text(encoding="utf-8")
    stated = {table: int(rows) for table, rows in re.findall(r"^\| `(\w+)\.csv` \| (\d+) \|", text, re.MULTILINE)}
    assert stated == {table: len(rows) for table, rows in tables_of(name).items()}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            CIBAP,
            ("Attribute it to Cibap", "rijksoverheid.nl/documenten", "reconstruction", "No target can have been met"),
        ),
        (LETTER, ("zoek.officielebekendmakingen.nl/kst-31524-482.html", "reconstruction", "were **not** read")),
        (AGENDAS, ("CC BY", "reconstruction", "no sample", "Show the date with every use", "`confidence` matters")),
    ],
)
def test_the_description_says_where_it_comes_from_and_what_not_to_do_with_it(name: str, words: tuple[str, ...]) -> None:
    text = " ".join((BUNDLED / name / "SOURCE.md").read_text(encoding="utf-8").split()).lower()
    assert [word for word in words if word.lower() not in text] == []


# --- Words ---------------------------------------------------------------------------------------------------------

WORDS = {
    ("units", "kind"): "UnitKind",
    ("records", "phase"): "Phase",
    ("records", "by"): "Author",
    ("records", "norm_level"): "NormLevel",
    ("records", "direction"): "Direction",
    ("records", "value_state"): "ValueState",
    ("records", "status"): "Progress",
    ("records", "confidence"): "Confidence",
    ("links", "kind"): "LinkKind",
    ("links", "basis"): "Basis",
    ("links", "confidence"): "Confidence",
    ("assessors", "role"): "Role",
    ("assessors", "part"): "Part",
    ("publications", "item"): "Item",
    ("publications", "audience"): "Audience",
}


def known_words() -> dict[str, set[str]]:
    """The words of every closed set, as the headers list them."""
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "include" / "kring" / "cycle").glob("*.hpp"))
    found = re.findall(r"words_of<(\w+)> = \{([^}]*)\}", text)
    return {name: set(re.findall(r'"(\w*)"', words)) for name, words in found}


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_one_that_the_library_knows(name: str) -> None:
    known = known_words()
    for (table, column), enumeration in WORDS.items():
        found = {row.get(column) or "" for row in tables_of(name)[table]}
        assert found - known[enumeration] - {""} == set(), f"{table}.{column}"
        assert "" in known[enumeration] or "" not in found, f"{table}.{column}"


@pytest.mark.parametrize("name", NAMES)
def test_every_date_is_a_period_and_no_action_ends_before_it_begins(name: str) -> None:
    for row in tables_of(name)["records"]:
        for column in ("date", "target_date", "end_date"):
            period = oracle.period(row.get(column))
            assert period is None or period[0] <= period[1]
        assert not oracle.before(row.get("end_date"), row["date"])


@pytest.mark.parametrize("name", NAMES)
def test_fields_of_one_phase_stand_on_that_phase_only(name: str) -> None:
    for row in tables_of(name)["records"]:
        assert row["phase"] == "norm" or not any(row.get(c) for c in ("norm_level", "target", "direction", "strict"))
        assert row["phase"] == "judgement" or row["verdict"] is None


@pytest.mark.parametrize("name", NAMES)
def test_links_tie_what_belongs_together_once_and_close_no_circle(name: str) -> None:
    cycle = cycle_of(name)
    assert cycle.illegal() == []
    assert cycle.is_acyclic()
    assert len({(link["from"], link["to"], link["kind"]) for link in cycle.links}) == len(cycle.links)
    for table in ("assessors", "publications"):
        assert {row["record"] for row in tables_of(name)[table]} <= set(cycle.records)
    assert {row["unit"] for row in tables_of(name)["records"]} <= set(cycle.units)


# --- What is missing most ------------------------------------------------------------------------------------------

# Summary, "Links missing most": every cell. A dash there is no own norm at all.
STEPS: dict[str, tuple[Share, Share, Share]] = {
    "ambition with a norm": ((18, 40), (1, 10), (3, 3)),
    "norm with an ambition": ((118, 124), (1, 3), (4, 75)),
    "norm dated": ((115, 124), (0, 3), (4, 75)),
    "norm with owner": ((0, 124), (1, 3), (0, 75)),
    "own norm measured afterwards": ((0, 115), (0, 0), (1, 4)),
    "norm compared with a measurement": ((6, 124), (2, 3), (72, 75)),
    "measurement weighed": ((59, 105), (6, 7), (73, 163)),
    "evaluation resting on a measurement": ((16, 29), (2, 9), (23, 31)),
    "judgement followed by an action": ((0, 7), (4, 5), (0, 81)),
    "action after a finding": ((19, 99), (18, 29), (14, 14)),
    "action with owner and date": ((7, 99), (16, 29), (3, 14)),
    "action with its effect checked": ((4, 99), (0, 29), (2, 14)),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("place", range(3), ids=NAMES)
def test_of_all_records_that_should_have_a_step_as_many_do_as_were_counted(place: int, step: str) -> None:
    assert cycle_of(NAMES[place]).step_counts()[step] == STEPS[step][place]


def test_the_schools_own_ambitions_have_a_norm_more_often_than_the_national_goals() -> None:
    # Summary: 17 of 27 own.
    assert cycle_of(CIBAP).step_counts(lambda row: row["unit"] != "mbo")["ambition with a norm"] == (17, 27)


def test_every_ambition_of_the_annual_reports_was_tied_to_its_norm_with_low_confidence() -> None:
    # Summary: all low.
    links = [link for link in tables_of(AGENDAS)["links"] if link["kind"] == "specified_by"]
    assert [link["confidence"] for link in links] == ["low"] * 4


def test_feedback_is_there_on_ambitions_evaluations_actions_and_one_judgement() -> None:
    # Summary: 28 links; on no norm, no measurement, no effect and on one judgement.
    cycles = [cycle_of(name) for name in NAMES]
    phases = [c.phase(link["to"]) for c in cycles for link in c.links if link["kind"] == "feedback_on"]
    assert len(phases) == 28
    assert set(phases) == {"ambition", "evaluation", "action", "judgement"}
    assert phases.count("judgement") == 1


def test_no_student_alumnus_or_firm_judges_but_for_one_chair_from_business() -> None:
    # Summary: one chair from business (internal audits of ROC Midden Nederland).
    judging = {
        (name, *place): count["judging"]
        for name in NAMES
        for place, count in cycle_of(name).feedback().items()
        if place[1] in ("student", "alumnus", "employer") and count["judging"]
    }
    assert judging == {(AGENDAS, "evaluation", "employer"): 1}


# --- Chains --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reading", oracle.READINGS)
@pytest.mark.parametrize("name", NAMES)
def test_no_dossier_has_a_complete_chain(name: str, reading: str) -> None:
    # Summary, "Complete chains": none, in any of the three.
    cycle = cycle_of(name)
    assert not any(cycle.complete(judgement, reading) for judgement in cycle.of_phase("judgement"))
    assert all(cycle.furthest(ambition, reading) != "effect" for ambition in cycle.of_phase("ambition"))


def test_eight_findings_of_the_plan_rest_on_figures_and_lead_to_a_measure() -> None:
    # Summary: measurement -> evaluation -> action for 8 evaluations, 3 of them with a coded link on the way.
    cycle = cycle_of(CIBAP)
    ways = [
        story
        for record in cycle.of_phase("measurement")
        for story in cycle.stories_from(record)
        if len(story) == 3 and cycle.phase(story[-1]) == "action"
    ]
    findings = {story[1] for story in ways}
    stated = {story[1] for story in ways if "coded" not in cycle.faults(story, "strict")}
    assert (len(findings), len(findings - stated)) == (8, 3)


def test_two_national_averages_of_the_plan_come_to_a_judgement_and_no_own_norm_is_measured() -> None:
    # Summary: norm -> measurement -> evaluation -> judgement for 2 norms, both national averages.
    cycle = cycle_of(CIBAP)
    judged = [
        norm
        for norm in cycle.of_phase("norm")
        if any(cycle.phase(end) == "judgement" for end in cycle.ends(norm, "lenient"))
    ]
    assert [cycle.records[norm]["norm_basis"] for norm in judged] == ["national_average"] * 2
    assert all(cycle.furthest(ambition, "by_links") in ("ambition", "norm") for ambition in cycle.of_phase("ambition"))


def test_three_effects_of_earlier_plans_renew_an_ambition_without_a_norm_before_them() -> None:
    # Summary: closed the other way round by 3 effects.
    loops = cycle_of(CIBAP).loops()
    assert [loop["next_ambition"] is not None for loop in loops.values()].count(True) == 3
    assert {loop["earliest"] for loop in loops.values()} == {"action"}
    assert {loop["unit"] for loop in loops.values()} == {"cibap"}


def test_the_letter_goes_from_an_implied_norm_to_more_legal_room_and_no_further() -> None:
    # Summary: norm -> measurement (27, 78 per cent) -> evaluation -> judgement -> action, no ambition before it.
    cycle = cycle_of(LETTER)
    whole = [story for story in cycle.stories_from("let-n2") if story[-1] == "let-x17" and len(story) == 5]
    assert {story[1] for story in whole} == {"let-m1", "let-m2"}
    assert {cycle.records[story[1]]["value"] for story in whole} == {27.0, 78.0}
    assert {story[3] for story in whole} == {"let-j4"}
    assert cycle.earliest("let-n2", "by_links") == "norm"
    assert cycle.furthest("let-n2", "lenient") == "action"
    assert cycle.furthest("let-n2", "strict") is None


def test_eleven_norms_reach_an_effect_by_links_and_two_indicators_do_in_truth() -> None:
    # Summary: eleven by links alone; two by indicator, the response to a survey and the diploma result at level 2.
    # Three norms lie behind these two: the response has a national average for the survey of 2010 and one for 2012.
    cycle = cycle_of(AGENDAS)
    reached = {
        reading: [norm for norm in cycle.of_phase("norm") if cycle.furthest(norm, reading) == "effect"]
        for reading in oracle.READINGS
    }
    assert {reading: len(norms) for reading, norms in reached.items()} == {"strict": 0, "lenient": 3, "by_links": 11}
    indicators = {cycle.records[norm]["indicator"] for norm in reached["lenient"]}
    assert indicators == {"job_response", "diploma_result_at_norm_l2"}
    assert all(cycle.earliest(norm, "by_links") == "norm" for norm in reached["by_links"])


def test_a_target_of_the_plan_is_not_due_before_its_year_and_unmeasured_after_it() -> None:
    # 112 of the 124 norms have a year to reach; 6 are compared with a measurement (records.csv and links.csv, counted).
    cycle = cycle_of(CIBAP)
    norms = cycle.of_phase("norm")
    dates = [cycle.records[norm]["target_date"] for norm in norms]
    assert sum(text is not None for text in dates) == 112
    # A target of a year has passed when the year has.
    for day, passed in ((date(2020, 12, 31), ""), (date(2024, 1, 1), "2023"), (date(2028, 1, 1), "2028")):
        waiting = sum(text is not None and text > passed for text in dates)
        assert [cycle.state(norm, day) for norm in norms].count("not_yet_due") == waiting


def test_one_norm_of_the_annual_reports_is_known_to_be_set_before_it_was_measured() -> None:
    # The target of Alfa-college, of the report over 2016, measured in 2016, 2017 and 2018.
    cycle = cycle_of(AGENDAS)
    found = {norm: cycle.set_before(norm) for norm in cycle.of_phase("norm")}
    assert {norm for norm, known in found.items() if known} == {"25LU-n-programmes-at-norm-1y"}
    assert not any(known is False for known in found.values())


# --- The tables of the coder ---------------------------------------------------------------------------------------

BY = {"own, through the press": "own", "network": "peers", "consultant": "other", "external": "other"}
ROLES = {"inspectorate": "supervisor", "minister": "ministry", "ministry": "ministry"}
PARTS = {"consent": "consenting", "author": "author"}


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def carried(table: str, row: dict[str, str]) -> dict[str, str]:
    """A row of the kept tables in the words of kring."""
    row = dict(row)
    if table == "records":
        row["by"] = BY.get(row["by"], row["by"])
        if row["record"] == "let-e6":
            row["by"] = "other"  # the national reference point, which the minister pays: no network of institutions
        row["value_state"] = row["value_state"].replace("words_only", "words")
    if table == "assessors":
        judges = row.pop("judges") == "true"
        row["part"] = PARTS.get(row["part"], "judging" if judges else "consulted")
        row["role"] = ROLES.get(row["assessor"], row["role"])
        # The note said that the list of roles has no supervisor, which is no longer so.
        row["note"] = row["note"].replace(
            "external supervisor: the list of roles has no such role", "external supervisor"
        )
        assert judges == (row["part"] in ("judging", "author"))
    return row


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", NAMES)
def test_the_bundled_tables_are_the_kept_ones_in_other_words(name: str, table: str) -> None:
    kept, bundled = SHARED / name / f"{table}.csv", BUNDLED / name / f"{table}.csv"
    assert kept.is_file() == bundled.is_file()
    if kept.is_file():
        assert rows_of(bundled) == [carried(table, row) for row in rows_of(kept)]


# --- As frames -----------------------------------------------------------------------------------------------------

TYPES: dict[str, dict[str, type]] = {
    "units": {"level": str, "students": int},
    "records": {"date": str, "level": str, "value": float, "target": float, "retrievable": bool, "sound": bool},
    "links": {"from": str, "basis": str},
    "assessors": {"part": str, "last_tie": str},
    "publications": {"date": str, "findable": bool},
}


class Given:
    """Stands in for kring.Dossier and keeps what it was given."""

    def __init__(self, **given: Any) -> None:
        self.given = given


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(kring, "Dossier", Given, raising=False)

    def dossier(name: str, backend: datasets.Backend) -> dict[str, Any]:
        made: Any = datasets.dossier(name, backend=backend)
        return dict(made.given)

    return dossier


def plain(table: Any) -> dict[str, list[Any]]:
    """Columns of any frame as lists, with None for what is missing."""
    if isinstance(table, dict):
        return {name: column.tolist() for name, column in table.items()}
    if hasattr(table, "to_pydict"):
        return dict(table.to_pydict())
    if hasattr(table, "isna"):
        return {name: [None if isna(v) else v for v in table[name].tolist()] for name in table.columns}
    return {name: table[name].to_list() for name in table.columns}


def isna(value: Any) -> bool:
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, float) and np.isnan(value))


def test_the_names_of_the_dossiers_are_known_in_order() -> None:
    assert datasets.dossiers() == NAMES
    assert sorted(path.name for path in BUNDLED.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_dossier_comes_with_its_tables_its_name_and_its_description(name: str, given: Any) -> None:
    found = given(name, "dict")
    assert set(found) == {*TABLES, "standing", "name", "source"}
    assert (found["standing"], found["name"]) == ("reconstruction", name)
    assert found["source"] == (BUNDLED / name / "SOURCE.md").read_text(encoding="utf-8")
    assert [table for table in TABLES if found[table] is None] == ([] if name == AGENDAS else ["events"])
    for table, rows in tables_of(name).items():
        assert plain(found[table]) == {column: [row[column] for row in rows] for column in rows[0]}


@pytest.mark.parametrize("backend", ["dict", "polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("name", NAMES)
def test_every_frame_library_gets_the_same_dossier(name: str, backend: datasets.Backend, given: Any) -> None:
    if backend != "dict":
        pytest.importorskip(backend)
    found, expected = given(name, backend), given(name, "dict")
    for table in tables_of(name):
        assert type(found[table]).__module__.split(".")[0] in ("builtins", backend)
        assert plain(found[table]) == plain(expected[table])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("backend", ["dict", "polars", "pandas", "pyarrow"])
def test_a_column_has_its_type_also_where_it_is_empty(name: str, backend: datasets.Backend, given: Any) -> None:
    if backend != "dict":
        pytest.importorskip(backend)
    words = {
        "dict": {str: "object", int: "int64", float: "float64", bool: "bool"},
        "polars": {str: "String", int: "Int64", float: "Float64", bool: "Boolean"},
        "pandas": {str: "string", int: "Int64", float: "float64", bool: "boolean"},
        "pyarrow": {str: "string", int: "int64", float: "double", bool: "bool"},
    }[backend]
    tables = given(name, backend)
    for table, types in TYPES.items():
        for column, kind in types.items():
            if column in plain(tables[table]):
                values = tables[table][column]
                assert str(values.type if backend == "pyarrow" else values.dtype) == words[kind], f"{table}.{column}"


def test_an_unknown_dossier_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        kring.UnknownIdentifier, match="dossier 'cibap' is not known; expected one of cibap-2024, letter-"
    ):
        datasets.dossier("cibap")


def test_an_unknown_kind_of_table_is_refused() -> None:
    with pytest.raises(kring.InvalidValue, match="backend is 'excel'; expected one of polars, pandas, pyarrow, dict"):
        datasets.dossier(CIBAP, backend="excel")  # type: ignore[arg-type]


@pytest.mark.skipif(not hasattr(kring, "Dossier"), reason="kring.Dossier is not there")
@pytest.mark.parametrize("backend", ["dict", "polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("name", NAMES)
def test_kring_accepts_every_dossier(name: str, backend: datasets.Backend) -> None:
    if backend != "dict":
        pytest.importorskip(backend)
    assert datasets.dossier(name, backend=backend) is not None
