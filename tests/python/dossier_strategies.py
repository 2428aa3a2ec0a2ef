# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers for tests: told in a line, and drawn by Hypothesis so that they shrink to few records.

Tables are lists of dicts here, a table by its name; ``dossier`` makes a ``kring.Dossier`` of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
import polars as pl
from hypothesis import strategies as st

import kring

Row = dict[str, Any]
Tables = dict[str, list[Row]]

SCHOOL: Final = "school"
PHASES: Final = {
    **{"a": "ambition", "n": "norm", "m": "measurement", "e": "evaluation"},
    **{"j": "judgement", "x": "action", "f": "effect", "b": "feedback"},
}
STORY: Final = "anmejxf"
YEARS: Final = {letter: str(2011 + place) for place, letter in enumerate(STORY)}
LINKS: Final = {
    **{"an": "specified_by", "nm": "measured_by", "me": "weighed_in", "ej": "concludes", "ex": "leads_to"},
    **{"jx": "leads_to", "ax": "leads_to", "xf": "checked_by", "fa": "renews", "mn": "baseline_of"},
    **{"jn": "judged_against", "jj": "draws_on", "je": "draws_on"},
}
INTEGERS: Final = ("students", "count")
NUMBERS: Final = ("target", "value", "soundness", "days")
ANSWERS: Final = ("retrievable", "sound", "strict", "findable", "shared_governance", "declaration")


# --- Told in a line --------------------------------------------------------------------------------------------------


def told(*stories: str, links: Any = (), **changes: Any) -> Tables:
    """Records and links from stories such as ``"a1 n1:pass m1:pass e1 j1 x1 f1:pass"``, each tied to the next one.

    The letter of a record is its phase, what follows the colon its indicator. Every record is of one school, can be had
    and is dated, ambitions 2011 to effects 2017; ``changes`` gives some of them other fields: ``j1={"date": None}``.
    """
    records: dict[str, Row] = {}
    found: dict[tuple[str, str, str], Row] = {}
    for story in stories:
        names = [word.partition(":")[0] for word in story.split()]
        for word in story.split():
            name, _, indicator = word.partition(":")
            records.setdefault(name, record(name, indicator=indicator or None))
        for one, other in pairwise(names):
            kind = "feedback_on" if one[0] == "b" else LINKS[one[0] + other[0]]
            found[one, other, kind] = {"from": one, "to": other, "kind": kind}
    for one, other, kind in links:
        found[one, other, kind] = {"from": one, "to": other, "kind": kind}
    for name, fields in changes.items():
        records[name] |= fields
    return {
        "units": [{"unit": SCHOOL, "kind": "institution"}],
        "records": list(records.values()),
        "links": list(found.values()),
    }


def record(name: str, **fields: Any) -> Row:
    """A record whose first letter says its phase."""
    phase = PHASES[name[0]]
    return {"record": name, "unit": SCHOOL, "phase": phase, "date": YEARS.get(name[0]), "retrievable": True} | fields


def columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Rows as columns; what a row lacks is missing."""
    return {name: [row.get(name) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)}


def frame(rows: Sequence[Row], backend: str = "polars") -> Any:
    """Rows as a frame of a library, every column of the type that the format of dossiers gives it."""
    typed = {name: pl.Series(name, values, dtype=_polars_type(name, values)) for name, values in columns(rows).items()}
    table = pl.DataFrame(typed)
    if backend == "polars":
        return table
    if backend == "dict":
        return {name: np.array(values, dtype=object).tolist() for name, values in columns(rows).items()}
    if backend == "records":
        return [dict(row) for row in rows]
    return table.to_arrow() if backend == "pyarrow" else table.to_pandas(use_pyarrow_extension_array=False)


def _polars_type(name: str, values: Sequence[Any]) -> Any:
    known: dict[str, Any] = {
        **dict.fromkeys(INTEGERS, pl.Int64),
        **dict.fromkeys(NUMBERS, pl.Float64),
        **dict.fromkeys(ANSWERS, pl.Boolean),
    }
    return known.get(name, pl.String)


def dossier(tables: Tables, backend: str = "polars", **head: Any) -> kring.Dossier:
    """A dossier of tables; those without rows are left out."""
    return kring.Dossier(**{name: frame(rows, backend) for name, rows in tables.items() if rows}, **head)


# --- Drawn by Hypothesis ---------------------------------------------------------------------------------------------

ASPECTS: Final = ("results", "safety")
INDICATORS: Final = (None, "pass", "drop")
ROLES: Final = ("staff", "student", "alumnus", "peer", "employer", "expert", "supervisor", None)
# What may be the matter with a record; nothing is what it shrinks to.
MATTERS: Final[tuple[Mapping[str, Any], ...]] = (
    *({}, {}, {}, {}, {}, {}),
    *({"date": None}, {"retrievable": None}, {"retrievable": False}, {"confidence": "low"}, {"sound": False}),
    *({"by": "supervisor"}, {"by": "peers"}, {"soundness": 0.5}, {"soundness": 0.9}, {"soundness": 0.0}),
)
SCHOOLS: Final = ("college", "cook", "nurse")


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """A legal dossier of one school with up to two programmes, one of them in a college, and up to four stories.

    It shrinks to one ambition, story by story and flaw by flaw. Judgements are dated on days of their own, so that
    which is the latest never rests on a name.
    """
    made: Tables = {"units": _units(draw), "records": [], "links": [], "assessors": [], "publications": []}
    is_flawed = draw(st.booleans())
    for _ in range(draw(st.integers(1, 4))):
        _draw_story(draw, made, is_flawed=is_flawed)
    for _ in range(draw(st.integers(0, 3))):
        if pairs := [link for kind in TIES for link in possible(made, kind)]:
            tie(made, *draw(st.sampled_from(pairs)))
    _draw_whole(draw, made)
    records = made["records"]
    made["assessors"] = draw(st.lists(assessors(records), max_size=5))
    judgements = [row["record"] for row in records if row["record"][0] == "j"]
    if judgements and draw(st.booleans()):
        panel = draw(st.sampled_from(judgements))
        made["assessors"] += [{"record": panel, "role": role, "part": "judging"} for role in STAKEHOLDERS]
    made["publications"] = draw(st.lists(publications(records), max_size=4))
    return made


def _draw_whole(draw: st.DrawFn, made: Tables) -> None:
    """What the school's own judgements rest on, and what the inspectorate found later."""
    judgements = [row for row in made["records"] if row["record"][0] == "j"]
    for whole in [row["record"] for row in judgements if row["unit"] == SCHOOL][:1]:
        for letter, kind in (("n", "judged_against"), ("j", "draws_on")):
            if draw(st.booleans()):
                for other in [row["record"] for row in made["records"] if row["record"][0] == letter]:
                    tie(made, kind, whole, other)
    for number, row in enumerate(judgements[:2]):
        if draw(st.booleans()):
            verdict = draw(st.sampled_from(["good", "weak"]))
            about = {name: row[name] for name in ("unit", "aspect")} | {"by": "supervisor", "verdict": verdict}
            made["records"].append(record(f"j-visit-{number}", **about) | {"date": f"2016-0{number + 1}"})


def _units(draw: st.DrawFn) -> list[Row]:
    students = st.sampled_from([None, 30, 0, 70])
    units: list[Row] = [{"unit": SCHOOL, "kind": "institution"}]
    number = draw(st.integers(0, 2))
    if number:
        units.append({"unit": "cook", "kind": "programme", "parent": SCHOOL, "students": draw(students)})
    if number > 1:
        units.append({"unit": "college", "kind": "college", "parent": SCHOOL})
        units.append({"unit": "nurse", "kind": "programme", "parent": "college", "students": draw(students)})
    return units


def _draw_story(draw: st.DrawFn, made: Tables, *, is_flawed: bool) -> None:
    """A run of steps, each new or shared with an earlier story, tied to the one before."""
    first, last = draw(st.sampled_from([(0, 0), (0, 6), (0, 6), (0, 6), (0, 3), (2, 6), (0, 1), (4, 4), (3, 5)]))
    indicator, aspect = draw(st.sampled_from(INDICATORS)), draw(st.sampled_from(ASPECTS))
    unit = draw(st.sampled_from([row["unit"] for row in made["units"]]))
    leaves_out_judgement = first < 4 < last and draw(st.integers(0, 3)) == 3
    previous = None
    for letter in STORY[first : last + 1]:
        if letter == "j" and leaves_out_judgement:
            continue
        shared = [row["record"] for row in made["records"] if row["record"][0] == letter]
        name = shared[0] if shared and draw(st.integers(0, 3)) == 3 else f"{letter}{len(made['records'])}"
        if name not in shared:
            row = record(name, unit=unit, aspect=aspect, owner=draw(st.sampled_from([None, "board"])))
            row |= _fields(draw, letter, indicator, len(made["records"]))
            made["records"].append(row | (draw(st.sampled_from(MATTERS)) if is_flawed else {}))
        if previous is not None:
            tie(made, LINKS[previous[0] + letter], previous, name)
        previous = name


def _fields(draw: st.DrawFn, letter: str, indicator: str | None, number: int) -> Row:
    fields: Row = {}
    if letter in "nmf":
        fields["indicator"] = indicator
    if letter == "n":
        fields |= {"norm_level": draw(st.sampled_from([None, "own", "legal"])), "target": 75.0, "direction": "higher"}
        fields["target_date"] = draw(st.sampled_from([None, "2040"]))
    if letter == "j":
        fields["verdict"] = draw(st.sampled_from([None, "good", "weak"]))
        fields["date"] = f"2015-{1 + number % 12:02}-{1 + number // 12 % 28:02}"
    return fields


TIES: Final = ("draws_on", "judged_against", "feedback_on", "baseline_of", "renews", "measured_by", "weighed_in")
STAKEHOLDERS: Final = ("student", "alumnus", "peer", "employer")
LEGAL: Final = {
    **{kind: {pair for pair, of in LINKS.items() if of == kind} for kind in set(LINKS.values())},
    "draws_on": {"jj", "ej", "aa", "ae", "ea", "en", "jf", "xx", "fm"},
    "feedback_on": {f"b{letter}" for letter in STORY},
}


def possible(made: Tables, kind: str) -> list[tuple[str, str, str]]:
    """The links of a kind that are legal, not there yet and close no circle."""
    names = [row["record"] for row in made["records"]]
    return [(kind, one, other) for one in names for other in names if is_possible(made, kind, one, other)]


def is_possible(made: Tables, kind: str, one: str, other: str) -> bool:
    if one == other or one[0] + other[0] not in LEGAL[kind]:
        return False
    there = any((old["from"], old["to"], old["kind"]) == (one, other, kind) for old in made["links"])
    return not there and not closes_a_circle(made, kind, one, other)


def tie(made: Tables, kind: str, one: str, other: str, **fields: Any) -> None:
    """Tie two records where that can be."""
    if is_possible(made, kind, one, other):
        made["links"].append({"from": one, "to": other, "kind": kind} | fields)


def closes_a_circle(made: Tables, kind: str, one: str, other: str) -> bool:
    def turned(kind: str, one: str, other: str) -> tuple[str, str]:
        return (other, one) if kind in ("judged_against", "draws_on") else (one, other)

    start, end = turned(kind, one, other)
    ways = [turned(link["kind"], link["from"], link["to"]) for link in made["links"]]
    reached = [end]
    for place in reached:
        reached += [to for way, to in ways if way == place and to not in reached]
    return start in reached


def assessors(records: Sequence[Row]) -> st.SearchStrategy[Row]:
    """Someone who looked at one of some records, some of them an expert who is independent."""
    record = st.sampled_from([row["record"] for row in records])
    independent = {
        "assessor": st.just("Eve"),
        "role": st.sampled_from(["expert", "peer"]),
        "organisation": st.just("elsewhere"),
        "part": st.just("judging"),
        "last_tie": st.just("none"),
        "reviewed_by_party": st.just("none"),
        "shared_governance": st.just(False),
        "declaration": st.just(True),
    }
    anyone = {
        "assessor": st.sampled_from([None, "Ann", "Bob"]),
        "role": st.sampled_from(ROLES),
        "organisation": st.sampled_from([SCHOOL, "elsewhere", None]),
        "part": st.sampled_from(["judging", "consulted", None, "author"]),
        "count": st.sampled_from([1, 3]),
        "last_tie": st.sampled_from(["none", "2014", None]),
        "reviewed_by_party": st.sampled_from(["none", None]),
        "shared_governance": st.sampled_from([False, None, True]),
        "declaration": st.sampled_from([True, None, False]),
    }
    return st.one_of(st.fixed_dictionaries({"record": record} | fields) for fields in (independent, anyone))


def publications(records: Sequence[Row]) -> st.SearchStrategy[Row]:
    """Something made public about one of some records."""
    return st.fixed_dictionaries(
        {
            "record": st.sampled_from([row["record"] for row in records]),
            "item": st.sampled_from(["result", "process", "follow_up"]),
            "date": st.sampled_from(["2016-03-01", "2016-03-01", "2012", None, "2030"]),
            "audience": st.sampled_from(["students", "public", "region", None]),
            "findable": st.sampled_from([True, True, True, None, False]),
        }
    )


def renamed(made: Tables, name: Callable[[str], str]) -> Tables:
    """The same dossier with other names for records, units, people and organisations."""
    named = ("record", "unit", "parent", "from", "to", "assessor", "organisation")
    return {
        table: [
            {c: name(value) if c in named and value is not None else value for c, value in row.items()} for row in given
        ]
        for table, given in made.items()
    }
