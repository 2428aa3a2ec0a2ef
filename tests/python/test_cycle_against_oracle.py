# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ten thousand dossiers drawn at random, as kring reads them and as the oracle does.

Every expected figure comes from cycle_oracle.py. To be quick, many small dossiers stand below one top in one large one;
that a dossier says the same in there as alone is tested too. A record is called by the seed of its dossier, so that
Cycle.of(seed) shows what a difference is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import Any

import cycle_oracle as oracle
import polars as pl
import pytest
from cycle_oracle import READINGS, Cycle, Row

from kring import Dossier

DOSSIERS = 10_000
PER_BATCH = 250
STEPS: tuple[Any, ...] = oracle.STEPS
ALONE = 5  # dossiers of a batch that are read by themselves as well
ASKED = 3  # records of a dossier of which is asked what rests on it
TOP = "all"  # above every dossier of a batch; no unit itself

REACHES = {"reaches": "strict", "reaches_lenient": "lenient", "reaches_by_links": "by_links"}
COMPLETE = {"complete": "strict", "complete_lenient": "lenient", "complete_by_links": "by_links"}
COUNTS = ("at_risk", "reached", "not_yet_due")
NUMBERS = {"students": pl.Int64, "count": pl.Int64, "target": pl.Float64, "value": pl.Float64}
ANSWERS = ("retrievable", "sound", "strict", "shared_governance", "declaration")


# --- Both sides ------------------------------------------------------------------------------------------------------


def drawn(seed: int) -> oracle.Tables:
    """A dossier of one to thirty records and a few more, whose identifiers begin with its seed."""
    random = Random(seed)
    tables = oracle.random_dossier(
        random, units=random.randint(1, 7), records=random.choice([1, 4, 6, 8, 8, 12, 18, 30])
    )
    units = {row["unit"] for row in tables["units"]}

    def named(column: str, value: Any) -> Any:
        if column in ("unit", "parent"):
            return f"{seed}/{value}" if value in units else TOP
        return f"{seed}/{value}" if column in ("record", "from", "to") else value

    return {
        name: [{column: named(column, value) for column, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def cycle_of(tables: oracle.Tables) -> Cycle:
    return Cycle(tables["units"], tables["records"], tables["links"], tables["assessors"])


def frame(rows: list[Row]) -> pl.DataFrame:
    def kind(column: str) -> Any:
        return pl.Boolean if column in ANSWERS else NUMBERS.get(column, pl.String)

    columns = {column: [row.get(column) for row in rows] for column in dict.fromkeys(c for row in rows for c in row)}
    return pl.DataFrame({name: pl.Series(name, values, dtype=kind(name)) for name, values in columns.items()})


def dossier_of(tables: oracle.Tables) -> Dossier:
    frames: dict[str, Any] = {name: frame(rows) for name, rows in tables.items() if rows}
    return Dossier(**frames)


class Batch:
    """Many dossiers, apart for the oracle and together for kring."""

    def __init__(self, number: int) -> None:
        self.seeds = range(number * PER_BATCH, (number + 1) * PER_BATCH)
        self.random = Random(-1 - number)
        self.tables = {seed: drawn(seed) for seed in self.seeds}
        self.cycles = {seed: cycle_of(tables) for seed, tables in self.tables.items()}
        names = ("units", "records", "links", "assessors")
        self.dossier = dossier_of({name: [row for t in self.tables.values() for row in t[name]] for name in names})
        self.days = [self._day() for _ in range(3)]

    def _day(self) -> date:
        """A day on which something comes due, or one beside it."""
        dates = [
            found[1]
            for cycle in self.cycles.values()
            for row in cycle.records.values()
            for name in ("date", "target_date", "end_date")
            if (found := oracle.period(row.get(name))) is not None
        ]
        return self.random.choice(dates) + timedelta(days=self.random.choice([-1, 0, 1]))

    def of_phase(self, phase: str) -> Iterator[tuple[Cycle, str]]:
        return ((cycle, record) for cycle in self.cycles.values() for record in cycle.of_phase(phase))

    @cached_property
    def tops(self) -> dict[int, str]:
        return {seed: next(u for u, row in c.units.items() if row["parent"] == TOP) for seed, c in self.cycles.items()}


@pytest.fixture(scope="module", params=range(DOSSIERS // PER_BATCH))
def batch(request: pytest.FixtureRequest) -> Batch:
    return Batch(request.param)


def words(text: str | None) -> set[str]:
    return set(text.split("|")) if text else set()


def by_record(table: pl.DataFrame, *columns: str, key: str = "record") -> dict[str, dict[str, Any]]:
    """Some columns of a table, by record."""
    return {row.pop(key): row for row in table.select(key, *columns).to_dicts()}


def test_a_batch_shows_everything_that_is_compared(batch: Batch) -> None:
    judgements = list(batch.of_phase("judgement"))
    for reading, least in (("strict", 5), ("lenient", 10), ("by_links", 100)):
        assert sum(cycle.complete(judgement, reading) for cycle, judgement in judgements) >= least
    states = [cycle.state(norm, day) for cycle, norm in batch.of_phase("norm") for day in batch.days]
    assert all(states.count(state) >= 5 for state in ("met", "not_met", "not_known", "not_measured", "not_yet_due"))
    assert {cycle.set_before(norm) for cycle, norm in batch.of_phase("norm")} == {True, False, None}
    loops = [loop for cycle in batch.cycles.values() for loop in cycle.loops().values()]
    assert sum(loop["longest"] is not None for loop in loops) >= 5
    drawn_on = [cycle.drawn_on(unit) for cycle in batch.cycles.values() for unit in cycle.units]
    assert {counted for count, of, counted in drawn_on if 0 < count < of} == {"students", "programmes"}


# --- Chains ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", STEPS)
def test_chains_are_complete_in_the_same_readings(batch: Batch, phase: Any) -> None:
    expected = {
        record: {column: cycle.complete(record, reading) for column, reading in COMPLETE.items()}
        for cycle, record in batch.of_phase(phase)
    }
    assert by_record(batch.dossier.chains(phase), *COMPLETE) == expected


@pytest.mark.parametrize("phase", STEPS)
def test_the_same_step_is_missing_before_and_after_a_record(batch: Batch, phase: Any) -> None:
    names = ("missing_before", "missing_after")
    expected = {r: dict(zip(names, c.missing(r), strict=True)) for c, r in batch.of_phase(phase)}
    assert by_record(batch.dossier.chains(phase), *names) == expected


def flaws(cycle: Cycle, record: str, story: oracle.Story) -> set[str]:
    """What the strict reading has against a story, in the words of docs/tables.md."""
    words = {"contradicted": "unsound", "coded": "coded_link", "against_dates": "wrong_order"}
    # Some are told apart more finely here.
    found = cycle.faults(story, "strict") - {"not_retrievable", "not_known_before", "indicator"}
    rows = [cycle.records[record] for record in story]
    found |= {"not_retrievable"} if any(row["retrievable"] is False for row in rows) else set()
    found |= {"retrievability_unknown"} if any(row["retrievable"] is None for row in rows) else set()
    # A norm and a measurement that overlap; where one has no date, that is said already.
    tests = [(one, other) for one, other in pairwise(rows) if one["phase"] == "norm" and one["date"] and other["date"]]
    unknown = any(not oracle.before(n["date"], m["date"]) and not oracle.before(m["date"], n["date"]) for n, m in tests)
    found |= {"order_unknown"} if unknown else set()
    # Decision 13: complete by links and not leniently, with nothing else against it.
    complete = cycle.complete(record, "by_links") and not cycle.complete(record, "lenient")
    found |= {"other_indicator"} if complete and cycle.faults(story, "lenient") == {"indicator"} else set()
    strictly = cycle.complete(record, "lenient") and not cycle.complete(record, "strict")
    found |= {"indicator_unknown"} if strictly and cycle.faults(story, "strict") == {"indicator"} else set()
    return {words.get(fault, fault) for fault in found}


@pytest.mark.parametrize("phase", STEPS)
def test_the_story_shown_goes_as_far_as_links_do_and_has_the_same_flaws(batch: Batch, phase: Any) -> None:
    found = by_record(batch.dossier.chains(phase), "flaws", "path")
    for cycle, record in batch.of_phase(phase):
        story = tuple(found[record]["path"].split(" > "))
        assert story in {start + end[1:] for start in cycle.stories_to(record) for end in cycle.stories_from(record)}
        ends = cycle.phase(story[0]), cycle.phase(story[-1])
        assert ends == (cycle.earliest(record, "by_links"), cycle.furthest(record, "by_links")), record
        assert words(found[record]["flaws"]) == flaws(cycle, record, story), story


@pytest.mark.parametrize("phase", STEPS)
def test_chains_from_a_record_come_as_far(batch: Batch, phase: Any) -> None:
    found = by_record(batch.dossier.records(phase), *REACHES)
    for cycle, record in batch.of_phase(phase):
        # A record that a reading does not accept carries no chain; the table then gives its own step.
        expected = {column: cycle.furthest(record, reading) or phase for column, reading in REACHES.items()}
        assert found[record] == expected, record


# --- Norms -----------------------------------------------------------------------------------------------------------


def test_norms_are_in_the_same_state_by_the_same_measurement(batch: Batch) -> None:
    for day in batch.days:
        found = by_record(batch.dossier.records("norm", on=day), "state", "set_before", "measurement", "value")
        for cycle, norm in batch.of_phase("norm"):
            state, deciding = (
                cycle.state(norm, day),
                cycle.deciding(norm) if cycle.linked("measured_by", after=norm) else [None],
            )
            assert (norm, found[norm]["state"], found[norm]["set_before"]) == (norm, state, cycle.set_before(norm))
            assert found[norm]["measurement"] in deciding
            measured = cycle.records.get(found[norm]["measurement"], {})
            assert found[norm]["value"] == measured.get("value")


# --- Steps -----------------------------------------------------------------------------------------------------------


def test_records_have_and_lack_the_same_steps(batch: Batch) -> None:
    for day in batch.days:
        for phase in STEPS:
            names = {step: step.removeprefix(f"{phase}_") for step in oracle.ASKED if step.startswith(f"{phase}_")}
            expected = {
                record: {name: cycle.has_step(record, step, day) for step, name in names.items()}
                for cycle, record in batch.of_phase(phase)
            }
            assert by_record(batch.dossier.records(phase, on=day), *names.values()) == expected


def test_as_many_records_have_a_step(batch: Batch) -> None:
    for day in (None, batch.days[0]):
        for seed, cycle in batch.cycles.items():
            steps = batch.dossier.steps(batch.tops[seed], on=day)
            found = {row["step"]: (row["count"], row["of"]) for row in steps.to_dicts()}
            assert found == cycle.steps(day), seed


def test_steps_of_a_unit_are_those_of_all_below_it(batch: Batch) -> None:
    for cycle in batch.cycles.values():
        unit = batch.random.choice(list(cycle.units))
        steps = batch.dossier.steps(unit)
        found = {row["step"]: (row["count"], row["of"]) for row in steps.to_dicts()}
        assert found == cycle.steps(keep=cycle.within(unit)), unit


# --- Survival --------------------------------------------------------------------------------------------------------


Survived = dict[str, tuple[int, int, int, float | None]]


def survived(rows: list[Row]) -> Survived:
    """At risk, reached, not yet due and survival of each step."""
    shares = (None if row["survival"] is None else round(row["survival"], 12) for row in rows)
    counts = (row.values() for row in ({name: row[name] for name in COUNTS} for row in rows))
    return {row["step"]: (*count, share) for row, count, share in zip(rows, counts, shares, strict=True)}


def in_groups(table: pl.DataFrame, by: str) -> dict[str, Survived]:
    return {str(rows[by][0]): survived(rows.to_dicts()) for rows in table.partition_by(by)}


@pytest.mark.parametrize("start", ["ambition", "norm"])
@pytest.mark.parametrize("reading", READINGS)
def test_chains_of_every_institution_survive_as_long(batch: Batch, start: Any, reading: Any) -> None:
    institutions = {
        unit: (cycle, starts)
        for cycle in batch.cycles.values()
        for unit, row in cycle.units.items()
        if row["kind"] == "institution"
        if (starts := [r for r in cycle.of_phase(start) if cycle.within(unit)(cycle.records[r])])
    }
    for day in batch.days:
        found = in_groups(batch.dossier.survival(start=start, reading=reading, on=day, by="unit"), "unit")
        expected = {
            u: survived(cycle.survival(start, reading, day, starts)) for u, (cycle, starts) in institutions.items()
        }
        assert found == expected


def pooled(parts: list[list[Row]]) -> Survived:
    """The survival of several dossiers together, from their counts."""
    rows: list[Row] = []
    share: float | None = 1.0
    for same in zip(*parts, strict=True):
        row: Row = {name: sum(one[name] for one in same) for name in COUNTS}
        share = None if share is None or not row["at_risk"] else share * row["reached"] / row["at_risk"]
        rows.append({"step": same[0]["step"], **row, "survival": share})
    return survived(rows)


@pytest.mark.parametrize("start", ["ambition", "norm"])
@pytest.mark.parametrize("reading", READINGS)
def test_chains_of_every_year_survive_as_long(batch: Batch, start: Any, reading: Any) -> None:
    day = batch.days[0]
    years: dict[str, list[list[Row]]] = {}
    for cycle in batch.cycles.values():
        begun: dict[str, list[str]] = {}
        for record in cycle.of_phase(start):
            if (when := oracle.period(cycle.records[record]["date"])) is not None:
                begun.setdefault(str(when[0].year), []).append(record)
        for year, starts in begun.items():
            years.setdefault(year, []).append(cycle.survival(start, reading, day, starts))
    expected = {year: pooled(parts) for year, parts in years.items()}
    found = in_groups(batch.dossier.survival(start=start, reading=reading, on=day, by="year"), "year")
    assert found == expected
    together = survived(batch.dossier.survival(start=start, reading=reading, on=day).to_dicts())
    every = pooled([cycle.survival(start, reading, day) for cycle in batch.cycles.values()])
    assert together == every


# --- Feedback --------------------------------------------------------------------------------------------------------


def test_as_many_are_heard_and_judge_at_every_step(batch: Batch) -> None:
    for cycle in batch.cycles.values():
        unit = batch.random.choice(list(cycle.units))
        table = batch.dossier.feedback(unit).drop("internal")
        found = {(row.pop("phase"), row.pop("role")): row for row in table.to_dicts()}
        expected = cycle.feedback(cycle.within(unit))
        # People of no role have rows only where there are any.
        nobody = {
            place for place, row in expected.items() if place not in found and not row["consulted"] | row["judging"]
        }
        assert {role for _, role in nobody} <= {"not_stated"}
        assert found == {place: row for place, row in expected.items() if place not in nobody}, unit


# --- Loops -----------------------------------------------------------------------------------------------------------


def test_loops_close_in_the_same_unit_and_take_as_long(batch: Batch) -> None:
    names = {
        "closes_at": "unit",
        "began_with": "earliest",
        "ambition": "ambition",
        "next_ambition": "next_ambition",
        "shortest_turn": "shortest",
        "longest_turn": "longest",
    }
    expected = {
        effect: {column: loop[name] for column, name in names.items()} | {"kind": cycle.units[loop["unit"]]["kind"]}
        for cycle in batch.cycles.values()
        for effect, loop in cycle.loops().items()
    }
    assert by_record(batch.dossier.loops(), *names, "kind", key="effect") == expected


# --- What the whole is drawn from ------------------------------------------------------------------------------------


def test_as_many_students_have_a_programme_that_feeds_the_judgement_of_the_whole(batch: Batch) -> None:
    found = {row["unit"]: (row["count"], row["of"], row["counted"]) for row in batch.dossier.drawn_on().to_dicts()}
    expected = {
        unit: cycle.drawn_on(unit)
        for cycle in batch.cycles.values()
        for unit, row in cycle.units.items()
        if row["kind"] not in ("programme", "sector")
    }
    assert found == expected


# --- Impact ----------------------------------------------------------------------------------------------------------


def test_as_much_rests_on_a_record_and_it_rests_on_as_much(batch: Batch) -> None:
    for cycle in batch.cycles.values():
        for record in batch.random.choices(list(cycle.records), k=ASKED):
            for table, expected in (
                (batch.dossier.impact(record), cycle.impact(record)),
                (batch.dossier.foundations(record), cycle.foundations(record)),
            ):
                away = dict(zip(table["record"].to_list(), table["links_away"].to_list(), strict=True))
                assert away == expected, record
                assert table["links_away"].is_sorted()


# --- Alone -----------------------------------------------------------------------------------------------------------


def test_a_dossier_says_the_same_alone_as_among_others(batch: Batch) -> None:
    for seed in batch.random.sample(batch.seeds, ALONE):
        alone, unit, day = dossier_of(batch.tables[seed]), batch.tops[seed], batch.days[0]
        records = {record: phase for phase in STEPS for record in batch.cycles[seed].of_phase(phase)}
        for phase in STEPS:
            for mine, all_of_them in (
                (alone.chains(phase), batch.dossier.chains(phase)),
                (alone.records(phase, on=day), batch.dossier.records(phase, on=day)),
            ):
                assert mine.equals(all_of_them.filter(pl.col("record").is_in(list(records))))
        assert alone.steps(on=day).equals(batch.dossier.steps(unit, on=day))
        assert alone.loops().equals(batch.dossier.loops().filter(pl.col("effect").is_in(list(records))))
