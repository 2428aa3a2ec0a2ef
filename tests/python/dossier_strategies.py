# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers for tests: told in a line, and drawn by Hypothesis so that they shrink to few records.

Tables are lists of dicts here, a table by its name; ``dossier`` makes a ``kring.Dossier`` of them.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def told(*stories: str, links: Iterable[tuple[str, str, str]] = (), **changes: Mapping[str, Any]) -> Tables:
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
    typed = {
        name: pl.Series(name, values, dtype=_polars_type(name, values)) for name, values in columns(rows).items()
    }
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
