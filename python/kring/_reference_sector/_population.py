# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boards and programmes of the reference sector, and their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kring._reference_sector._draws import Whole, apportion, skewed, spread
from kring._reference_sector._numbers import FUNDED, INDICATORS, KINDS, Numbers

Texts = NDArray[np.object_]

ROOT: Final = "synthetic-sector"
LEVELS: Final = ("1", "2", "3", "4", "none")
SIZES: Final = ("small", "medium", "large")


@dataclass(frozen=True)
class Boards:
    """One entry a board."""

    unit: Texts
    kind: Texts
    programmes: Whole
    students: Whole
    size: Texts
    region: Texts

    @property
    def funded(self) -> NDArray[np.bool_]:
        """Which boards are funded."""
        return np.isin(self.kind, FUNDED)


@dataclass(frozen=True)
class Programmes:
    """One entry a programme, those of a board together."""

    unit: Texts
    board: Whole
    level: Texts
    students: Whole


def population(numbers: Numbers) -> tuple[Boards, Programmes]:
    """Draw boards and programmes, whose totals are the published ones."""
    kind = np.repeat(np.array(KINDS, dtype=object), [numbers.total(f"boards_{one}") for one in KINDS])
    names = np.array([f"S{1 + i:03}" for i in range(kind.size)], dtype=object)
    held = _programmes_of_boards(numbers, kind)
    board = np.repeat(np.arange(kind.size), held)
    within = np.arange(board.size) - np.repeat(np.cumsum(held) - held, held)
    unit = np.array(
        [f"{one}-{1 + number:04}" for one, number in zip(names[board], within.tolist(), strict=True)], dtype=object
    )
    level = _levels(numbers, board.size)
    students = _students(numbers, np.isin(kind, FUNDED)[board], level)
    total = np.zeros(kind.size, dtype=np.int64)
    np.add.at(total, board, students)
    regions = numbers.parameters["regions"]
    region = spread(tuple(regions), apportion(kind.size, list(regions.values())), numbers.stream(4))
    size = np.array(SIZES, dtype=object)[np.searchsorted(numbers.parameters["size_limits"], total, side="right")]
    return Boards(names, kind, held, total, size, region), Programmes(unit, board, level, students)


def _programmes_of_boards(numbers: Numbers, kind: Texts) -> Whole:
    """How many programmes each board has; of the non-funded ones the fewest and the most as published."""
    weights = np.zeros(kind.size, dtype=np.int64)
    for number, (one, drawn) in enumerate(numbers.parameters["boards"].items()):
        of_kind = np.flatnonzero(kind == one)
        weights[of_kind] = skewed(
            numbers.stream(10 + number), drawn["least"], drawn["most"], drawn["skew"], of_kind.size
        )
    held = np.zeros(kind.size, dtype=np.int64)
    non_funded = numbers.parameters["non_funded_programmes"]
    funded = np.flatnonzero(kind != "NBI")
    held[funded] = apportion(numbers.total("programmes") - non_funded, weights[funded], least=1)
    rest = np.flatnonzero(kind == "NBI")
    rest = rest[np.argsort(weights[rest], kind="stable")]
    least, most = numbers.total("non_funded_least_programmes"), numbers.total("non_funded_most_programmes")
    held[rest[0]], held[rest[-1]] = least, most
    held[rest[1:-1]] = apportion(non_funded - least - most, weights[rest[1:-1]], least=least)
    return held


def _levels(numbers: Numbers, count: int) -> Texts:
    shares = numbers.parameters["levels"]
    return spread(LEVELS, apportion(count, [shares[level] for level in LEVELS]), numbers.stream(2))


def _students(numbers: Numbers, funded: NDArray[np.bool_], level: Texts) -> Whole:
    """Students by programme: those of each level of funded boards as published, the others over all levels."""
    drawn = numbers.parameters["programmes"]
    weights = skewed(numbers.stream(3), drawn["least"], drawn["most"], drawn["skew"], level.size)
    totals = {one: numbers.total(f"students_level_{one}") for one in LEVELS[:-1]}
    totals["none"] = numbers.total("funded_students") - sum(totals.values())
    students = np.zeros(level.size, dtype=np.int64)
    for one, total in totals.items():
        places = np.flatnonzero(funded & (level == one))
        students[places] = apportion(total, weights[places], least=1)
    places = np.flatnonzero(~funded)
    students[places] = apportion(numbers.total("non_funded_students"), weights[places], least=1)
    return students


def results(numbers: Numbers, boards: Boards, programmes: Programmes) -> dict[str, Any]:
    """Draw the results of every programme of level 2 and higher; the funded ones follow the published shares."""
    places = np.flatnonzero(np.isin(programmes.level, ("2", "3", "4")))
    of_board = programmes.board[places]
    funded, students = boards.funded[of_board], programmes.students[places]
    differences = _differences(numbers, boards, programmes, places)
    years = numbers.parameters["school_years"]
    tables = []
    for i, indicator in enumerate(INDICATORS):
        own = numbers.stream(30 + i).bell(numbers.parameters["shares"]["indicator"], places.size)
        for k, year in enumerate(years):
            stream = numbers.stream(40 + 10 * i + k)
            trials = _counted(students, numbers.parameters["counted"][indicator], stream.below(1_000_000, places.size))
            shares = _at_share(numbers, differences + own, trials * funded, numbers.share(f"{indicator}_{k + 1}"))
            hits = stream.counts(trials, shares)
            there = trials > 0
            tables.append((places[there], indicator, year, hits[there], trials[there]))
    return _results_columns(tables, boards, programmes)


def _counted(students: Whole, rate: int, rounding: Whole) -> Whole:
    """How many are counted, rounded up by chance as often as the fraction says."""
    found: Whole = (students * rate + rounding) // 1_000_000
    return found


def _differences(numbers: Numbers, boards: Boards, programmes: Programmes, places: Whole) -> Whole:
    """How far the true shares of a programme lie from the national ones, for its level, its board and itself."""
    asked = numbers.parameters["shares"]
    count = boards.unit.size
    of_board = numbers.stream(20).bell(asked["board"], count)
    trouble = numbers.stream(21).between(asked["trouble"]["least"], asked["trouble"]["most"], count)
    of_board -= np.where(numbers.stream(22).happens(asked["troubled"], count), trouble, 0)
    found = of_board[programmes.board[places]] + numbers.stream(23).bell(asked["programme"], places.size)
    for level, beside in asked["of_level"].items():
        found += beside * (programmes.level[places] == level)
    return found


def _at_share(numbers: Numbers, differences: Whole, weights: Whole, share: int) -> Whole:
    """True shares within their limits, whose weighted mean is a share as nearly as whole numbers allow."""
    asked = numbers.parameters["shares"]
    centre, total = share, int(weights.sum())
    while True:
        shares = np.clip(centre + differences, asked["least"], asked["most"])
        short = (share * total - int((weights * shares).sum())) // total
        if short == 0:
            return shares
        centre += short


def _results_columns(tables: list[Any], boards: Boards, programmes: Programmes) -> dict[str, Any]:
    places = np.concatenate([one[0] for one in tables])
    sizes = [one[0].size for one in tables]
    return {
        "unit": programmes.unit[places],
        "indicator": np.repeat(np.array([one[1] for one in tables], dtype=object), sizes),
        "school_year": np.repeat(np.array([one[2] for one in tables], dtype=object), sizes),
        "numerator": np.concatenate([one[3] for one in tables]),
        "denominator": np.concatenate([one[4] for one in tables]),
        "group": boards.kind[programmes.board[places]],
        "level": programmes.level[places],
    }


def units(boards: Boards, programmes: Programmes) -> dict[str, Any]:
    """One row a board, then one a programme: what they are called, labelled as not real, and what they belong to."""
    of = programmes.board
    number = [one.split("-") for one in programmes.unit.tolist()]
    everyone = np.concatenate([np.arange(boards.unit.size), of])
    none = np.full(boards.unit.size, None, dtype=object)
    level = programmes.level.copy()
    level[level == "none"] = None
    names = [f"Synthetic board {unit[1:]} (not real)" for unit in boards.unit]
    names += [f"Synthetic programme {own} of board {board[1:]} (not real)" for board, own in number]
    dutch = [f"Synthetisch bestuur {unit[1:]} (niet echt)" for unit in boards.unit]
    dutch += [f"Synthetische opleiding {own} van bestuur {board[1:]} (niet echt)" for board, own in number]
    kinds = ["institution"] * boards.unit.size + ["programme"] * programmes.unit.size
    return {
        "unit": np.concatenate([boards.unit, programmes.unit]),
        "kind": np.array(kinds, dtype=object),
        "parent": np.concatenate([np.full(boards.unit.size, ROOT, dtype=object), boards.unit[of]]),
        "board": boards.unit[everyone],
        "name": np.array(names, dtype=object),
        "name_nl": np.array(dutch, dtype=object),
        "students": np.concatenate([boards.students, programmes.students]),
        "level": np.concatenate([none, level]),
        "group": boards.kind[everyone],
        "size": boards.size[everyone],
        "funding": np.where(boards.funded, "funded", "non_funded").astype(object)[everyone],
        "region": boards.region[everyone],
    }
