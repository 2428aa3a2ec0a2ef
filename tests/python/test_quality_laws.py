# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for the scores of every dossier: the axioms of methods.md section 6, by their letters.

Monotone, anonymous, size consistent, unanimous, independent of others, evidence monotone, without jumps, fixed, and not
to be raised by paper that nothing ties.
"""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from dossier_strategies import LINKS, SCHOOL, Row, Tables, dossier, possible, record, renamed, tables, tie, told
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kring import assess_quality
from kring.quality import Quality, min_blend

DAY = "2017-06-01"
PROPERTIES = ("ambition", "visibility", "traceability", "reliability")
SCORES = (*PROPERTIES, "reliability_low", "quality")
TIGHT = 1e-12

drawn = tables()
laws = settings(max_examples=100, deadline=None)


def assessed(of: Tables, **options: Any) -> Quality:
    return assess_quality(dossier(of), **{"on": DAY, **options})


def scores(of: Tables, unit: str = SCHOOL, **options: Any) -> dict[str, float | None]:
    found = assessed(of).scores(unit, **options)
    return {name: found[name] for name in SCORES}


def assert_same(one: dict[str, float | None], other: dict[str, float | None]) -> None:
    for name, value in one.items():
        assert other[name] == (None if value is None else pytest.approx(value, abs=TIGHT)), name


def assert_never_lower(before: dict[str, float | None], after: dict[str, float | None], *names: str) -> None:
    for name in names:
        if before[name] is not None:
            assert after[name] is not None and after[name] >= before[name] - TIGHT, name  # type: ignore[operator]


# --- What a score is -------------------------------------------------------------------------------------------------


@laws
@given(drawn)
def test_scores_lie_between_0_and_1_and_quality_between_the_least_and_the_most(of: Tables) -> None:
    quality = assessed(of)
    for unit in (row["unit"] for row in of["units"]):
        for reading in ("strict", "lenient"):
            found = quality.scores(unit, reading=reading)
            sizes = ("agreed", "failed")  # of a beta law, not scores
            floats = {name: value for name, value in found.items() if isinstance(value, float)}
            numbers = {name: value for name, value in floats.items() if name not in sizes}
            assert all(0.0 <= value <= 1.0 for value in numbers.values())
            if found["quality"] is not None:
                four = [found[name] for name in PROPERTIES]
                assert min(four) <= found["quality"] <= max(four)
            if found["reliability"] is not None:
                assert found["reliability_low"] <= found["reliability"]
            assert found["traceability_lower"] <= found["traceability"] + TIGHT
            assert found["traceability"] <= found["traceability_upper"] + TIGHT


@laws
@given(drawn)
def test_read_leniently_no_score_is_lower(of: Tables) -> None:
    assert_never_lower(scores(of), scores(of, reading="lenient"), *SCORES)
    (row,) = assessed(of).frame.to_dicts()
    if row["quality"] is not None:
        assert row["quality_lenient"] >= row["quality"]


@laws
@given(drawn)
def test_quality_is_the_blend_of_the_four(of: Tables) -> None:
    found = scores(of)
    four = [found[name] for name in PROPERTIES]
    if found["quality"] is None:
        assert None in four
    else:
        assert found["quality"] == pytest.approx(min_blend([x for x in four if x is not None]), abs=TIGHT)


@laws
@given(drawn)
def test_every_gain_is_that_of_its_gap_alone_and_never_a_loss(of: Tables) -> None:
    quality = assessed(of)
    for gap in quality.gaps(SCHOOL).to_dicts():
        found = quality.what_if(SCHOOL, gap["gap"])
        gain = (found.then[gap["property"]] or 0.0) - (found.now[gap["property"]] or 0.0)
        assert gap["gain"] == pytest.approx(gain, abs=TIGHT) and gap["gain"] >= -TIGHT
        assert gap["quality_gain"] == (None if found.gain is None else pytest.approx(found.gain, abs=TIGHT))
        assert (gap["quality_gain"] or 0.0) >= -TIGHT


# --- M: monotone -----------------------------------------------------------------------------------------------------

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=5)


@laws
@given(SHARES, st.data())
def test_a_blend_never_falls_where_a_value_rises(values: list[float], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.floats(0, 10), min_size=len(values), max_size=len(values)))
    share, place = data.draw(st.floats(0, 1)), data.draw(st.integers(0, len(values) - 1))
    raised = list(values)
    raised[place] = data.draw(st.floats(values[place], 1))
    low, high = min_blend(values, weights, blend=share), min_blend(raised, weights, blend=share)
    assert low is high is None or (low is not None and high is not None and low <= high + TIGHT)


# What makes a row better, with the property that it never lowers.
BETTER: dict[str, tuple[str, Row, str]] = {
    "can be had": ("records", {"retrievable": True}, "traceability"),
    "is surely sound": ("records", {"soundness": 1.0}, "traceability"),
    "is owned": ("records", {"owner": "board"}, "ambition"),
    "is stated": ("links", {"basis": "stated", "confidence": "high"}, "traceability"),
    "can be found": ("publications", {"findable": True}, "visibility"),
    "is addressed": ("publications", {"date": "2017-01-01", "findable": True, "audience": "public"}, "visibility"),
    "is declared": ("assessors", {"declaration": True}, "reliability"),
    "judges": ("assessors", {"part": "judging"}, "reliability"),
    "was never tied": (
        "assessors",
        {"last_tie": "none", "reviewed_by_party": "none", "shared_governance": False},
        "reliability",
    ),
}


@pytest.mark.parametrize("what", BETTER)
@laws
@given(drawn, st.integers(0, 40))
def test_what_is_better_never_lowers_its_property(what: str, of: Tables, place: int) -> None:
    table, fields, name = BETTER[what]
    assume(of[table])
    better = copy.deepcopy(of)
    row = better[table][place % len(better[table])]
    # Addressed to anyone, something may no longer reach one of them as well.
    assume(table != "publications" or "audience" not in fields or row["audience"] in (None, "public"))
    row |= fields
    assert_never_lower(scores(of), scores(better), name)


# --- N: anonymity ----------------------------------------------------------------------------------------------------


@laws
@given(drawn, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(of: Tables, random: Any) -> None:
    shuffled = copy.deepcopy(of)
    for rows in shuffled.values():
        random.shuffle(rows)
    for unit in (row["unit"] for row in of["units"]):
        assert_same(scores(of, unit), scores(shuffled, unit))


@laws
@given(drawn)
def test_other_names_change_nothing(of: Tables) -> None:
    def backwards(name: str) -> str:
        # The other way round in the alphabet, so that every tie that a name decides is decided the other way.
        return "".join(chr(0x7E - (ord(letter) - 0x21)) for letter in name)

    for unit in (row["unit"] for row in of["units"]):
        assert_same(scores(of, unit), scores(renamed(of, backwards), backwards(unit)))


def own_verdicts(*rows: Row) -> Tables:
    """Own judgements with a verdict, and a later one of the inspectorate."""
    found = told("j9", j9={"date": "2023", "verdict": "good", "by": "supervisor"})
    found["records"] += [record(f"j{i}") | row for i, row in enumerate(rows)]
    return found


def test_which_own_verdict_is_the_latest_does_not_rest_on_the_order_of_rows() -> None:
    rows = [
        {"record": "j3", "date": "2021-03", "verdict": "good"},
        {"record": "j2", "date": "2020/21", "verdict": "weak"},
        {"record": "j1", "date": "2020-10", "verdict": "good"},
    ]
    forth, back = scores(own_verdicts(*rows)), scores(own_verdicts(rows[0], rows[2], rows[1]))
    assert forth["reliability_low"] == back["reliability_low"]


def test_which_of_two_own_verdicts_of_one_day_is_taken_does_not_rest_on_their_names() -> None:
    rows = [{"date": "2021-03-01", "verdict": "good"}, {"date": "2021-03-01", "verdict": "weak"}]
    one, other = own_verdicts(*rows), own_verdicts(*rows[::-1])
    assert_same(scores(one), scores(other))


# --- S: size consistency ---------------------------------------------------------------------------------------------


def with_programmes_twice(of: Tables) -> Tables:
    """Every programme once more, with as many students, the same records, links, people and publications."""
    programmes = {row["unit"] for row in of["units"] if row["kind"] == "programme"}
    inside = {row["record"] for row in of["records"] if row["unit"] in programmes}

    def again(row: Row, *columns: str) -> Row:
        return row | {c: f"{row[c]}-2" for c in columns if row[c] in inside | programmes}

    twice = copy.deepcopy(of)
    twice["units"] += [again(row, "unit") for row in of["units"] if row["unit"] in programmes]
    twice["records"] += [again(row, "record", "unit") for row in of["records"] if row["record"] in inside]
    twice["links"] += [again(link, "from", "to") for link in of["links"] if {link["from"], link["to"]} & inside]
    for table in ("assessors", "publications"):
        twice[table] += [again(row, "record") for row in of[table] if row["record"] in inside]
    return twice


@laws
@given(drawn)
def test_twice_as_many_programmes_and_students_leave_ambition_and_visibility_as_they_are(of: Tables) -> None:
    assume(len(of["units"]) > 1)
    found, twice = assessed(of).scores(SCHOOL), assessed(with_programmes_twice(of)).scores(SCHOOL)
    for name in ("ambition", "programmes", "own_norms", "whole", "drawn_on", "visibility", "public_programmes"):
        assert twice[name] == (None if found[name] is None else pytest.approx(found[name], abs=TIGHT)), name


# --- U: unanimity ----------------------------------------------------------------------------------------------------


@laws
@given(st.floats(0, 1), st.lists(st.floats(0.001, 10), min_size=1, max_size=6), st.floats(0, 1))
def test_equal_values_give_themselves(value: float, weights: list[float], blend: float) -> None:
    assert min_blend([value] * len(weights), weights, blend=blend) == pytest.approx(value, abs=TIGHT)


# --- I: independence of irrelevant units -----------------------------------------------------------------------------


def side_by_side(*parts: tuple[str, Tables]) -> Tables:
    """Several dossiers below one sector, each with a prefix to its names."""
    whole: Tables = {"units": [{"unit": "mbo", "kind": "sector"}]}
    for prefix, part in parts:
        for table, rows in renamed(part, lambda name, prefix=prefix: f"{prefix}/{name}").items():  # type: ignore[misc]
            whole.setdefault(table, []).extend(
                {"parent": "mbo"} | row if table == "units" and row["kind"] == "institution" else row for row in rows
            )
    return whole


@laws
@given(drawn, drawn)
def test_what_another_school_does_changes_nothing(of: Tables, other: Tables) -> None:
    alone = side_by_side(("one", of))
    beside = side_by_side(("other", other), ("one", of))
    assert_same(scores(alone, f"one/{SCHOOL}"), scores(beside, f"one/{SCHOOL}"))
    assert_same(scores(of), scores(alone, f"one/{SCHOOL}"))


# --- E: evidence never lowers ----------------------------------------------------------------------------------------

CHAIN = sorted({LINKS[pair] for pair in ("an", "nm", "me", "ej", "ex", "jx", "xf")})


@laws
@given(drawn, st.data())
def test_a_link_of_a_chain_never_lowers_traceability_visibility_or_reliability(of: Tables, data: st.DataObject) -> None:
    more = copy.deepcopy(of)
    links = [link for kind in CHAIN for link in possible(of, kind)]
    assume(links)
    tie(more, *data.draw(st.sampled_from(links)), basis="stated")
    assert_never_lower(scores(of), scores(more), "traceability", "visibility", "reliability", "reliability_low")


@laws
@given(
    drawn,
    st.integers(0, 40),
    st.sampled_from(["process", "result", "follow_up"]),
    st.sampled_from(["region", "public"]),
)
def test_a_publication_never_lowers_a_score(of: Tables, place: int, item: str, audience: str) -> None:
    more = copy.deepcopy(of)
    about = of["records"][place % len(of["records"])]["record"]
    row = {"record": about, "item": item, "date": "2017-03", "audience": audience, "findable": True}
    more["publications"].append(row)
    assert_never_lower(scores(of), scores(more), *SCORES)


@laws
@given(
    drawn, st.integers(0, 40), st.sampled_from(["staff", "student", "peer", "expert"]), st.sampled_from(["Ann", "Zoe"])
)
def test_a_judging_assessor_never_lowers_a_score(of: Tables, place: int, role: str, who: str) -> None:
    looked_at = [row["record"] for row in of["records"] if row["record"][0] in "ej"]
    assume(looked_at)
    more = copy.deepcopy(of)
    row = {"record": looked_at[place % len(looked_at)], "assessor": who, "role": role, "organisation": "elsewhere"}
    row |= {"part": "judging", "last_tie": "none", "reviewed_by_party": "none"}
    more["assessors"].append(row)
    assert_never_lower(scores(of), scores(more), *SCORES)


# --- D: no jumps -----------------------------------------------------------------------------------------------------


@laws
@given(drawn, st.integers(0, 40), st.floats(0, 1), st.floats(0, 0.01))
def test_a_little_more_soundness_is_a_little_more_traceability(
    of: Tables, place: int, soundness: float, more: float
) -> None:
    one, other = copy.deepcopy(of), copy.deepcopy(of)
    one["records"][place % len(of["records"])]["soundness"] = soundness
    other["records"][place % len(of["records"])]["soundness"] = min(1.0, soundness + more)
    before, after = scores(one), scores(other)
    for name in ("traceability", "quality"):
        if before[name] is not None:
            assert -TIGHT <= after[name] - before[name] <= more + TIGHT  # type: ignore[operator]


@laws
@given(drawn, st.integers(0, 2000))
def test_a_day_later_visibility_is_a_little_less(of: Tables, days: int) -> None:
    found = dossier(of)
    start = assess_quality(found, on=DAY).on + timedelta(days=days)
    one, other = (
        assess_quality(found, on=on).scores(SCHOOL)["visibility"] for on in (start, start + timedelta(days=1))
    )
    # A thousandth part is lost in a day at most: half in 730.5 days. What is still to come begins to count in 2030.
    if start.year < 2029:
        assert one * (1 - 0.001) - TIGHT <= other <= one + TIGHT


# --- F: fixed --------------------------------------------------------------------------------------------------------


def bytes_of(quality: Quality) -> bytes:
    sink = pa.BufferOutputStream()
    table = pa.table(quality.table)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


@settings(max_examples=40, deadline=None)
@given(st.lists(drawn, min_size=1, max_size=5))
def test_the_same_dossier_gives_the_same_bytes_on_any_number_of_threads(parts: list[Tables]) -> None:
    whole = side_by_side(*((f"s{number}", part) for number, part in enumerate(parts)))
    found = dossier(whole)
    once = bytes_of(assess_quality(found, on=DAY, threads=1))
    for threads in (1, 2, 8):
        assert bytes_of(assess_quality(found, on=DAY, threads=threads)) == once
    assert bytes_of(assess_quality(dossier(whole), on=DAY, threads=2)) == once


def test_simulated_chains_give_the_same_bytes_on_any_number_of_threads() -> None:
    # More than 25 uncertain records in the chains of one judgement are simulated.
    of = told(*(f"a{i} n{i}:p m{i}:p e1 j1 x1 f1:p" for i in range(30)))
    for row in of["records"]:
        row["soundness"] = 0.7
    found = dossier(of)
    assert assess_quality(found, on=DAY).scores(SCHOOL)["traceability_standard_error"] > 0
    assert len({bytes_of(assess_quality(found, on=DAY, threads=threads)) for threads in (1, 2, 8, 1)}) == 1


# --- G: no score for paper -------------------------------------------------------------------------------------------


@laws
@given(drawn, st.lists(st.sampled_from("anmexfb"), max_size=5))
def test_records_that_nothing_ties_add_nothing_to_traceability(of: Tables, letters: list[str]) -> None:
    more = copy.deepcopy(of)
    for number, letter in enumerate(letters):
        more["records"].append(record(f"{letter}-paper-{number}", soundness=1.0, owner="board", indicator="pass"))
    assert scores(more)["traceability"] == scores(of)["traceability"]


@laws
@given(drawn)
def test_a_judgement_that_nothing_ties_never_raises_traceability(of: Tables) -> None:
    more = copy.deepcopy(of)
    more["records"].append(record("j-paper"))
    before, after = scores(of)["traceability"], scores(more)["traceability"]
    assert before is not None and after is not None and after <= before + TIGHT


# --- What a supervisor adds ------------------------------------------------------------------------------------------


def by_supervisor(of: Tables, unit: str) -> Tables:
    """What an inspectorate and a ministry write down about a school."""
    more = copy.deepcopy(of)
    for number, letter in enumerate("anmejxf"):
        by = "ministry" if number % 2 else "supervisor"
        more["records"].append(record(f"{letter}-visit", unit=unit, by=by, aspect="results"))
    for one, other in zip("anmejx", "nmejxf", strict=True):
        tie(more, LINKS[one + other], f"{one}-visit", f"{other}-visit")
    more["publications"].append(
        {"record": "j-visit", "item": "result", "date": "2016", "audience": "public", "findable": True}
    )
    more["assessors"].append({"record": "j-visit", "role": "expert", "part": "judging", "organisation": "elsewhere"})
    return more


@laws
@given(drawn)
def test_whatever_a_supervisor_adds_changes_no_score_without_a_verdict(of: Tables) -> None:
    assert_same(scores(of), scores(by_supervisor(of, SCHOOL)))


@laws
@given(drawn)
def test_a_reconstruction_stays_not_examined_whatever_a_supervisor_adds(of: Tables) -> None:
    found = assess_quality(dossier(by_supervisor(of, SCHOOL), standing="reconstruction"), on=DAY)
    (row,) = found.frame.to_dicts()
    assert (row["state"], row["reason"]) == ("not_examined", "reconstruction")
    assert all(row[name] is None for name in (*SCORES, "quality_lenient"))


def test_a_school_without_records_stays_not_examined_whatever_a_supervisor_adds() -> None:
    of = side_by_side(("one", told("a1")), ("silent", told()))
    silent = f"silent/{SCHOOL}"
    before = assess_quality(dossier(of), on=DAY).frame.filter(pl.col("unit") == silent).to_dicts()
    after = assess_quality(dossier(by_supervisor({"publications": [], "assessors": []} | of, silent)), on=DAY)
    assert before == after.frame.filter(pl.col("unit") == silent).to_dicts()
