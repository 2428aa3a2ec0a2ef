# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the inspectorate did in the reference sector: judgements of programmes, and events of boards and programmes."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from kring._reference_sector._draws import Whole
from kring._reference_sector._numbers import Numbers
from kring._reference_sector._population import Boards, Programmes, Texts

Row = dict[str, Any]


def judgements(numbers: Numbers, programmes: Programmes) -> list[Row]:
    """Judgements of programmes: those that are insufficient in force are as many as published."""
    asked = numbers.parameters["judgements"]
    weak, examination = numbers.total("very_weak"), numbers.total("insufficient_examination")
    insufficient = weak + examination
    past, ago = asked["past_term"], asked["days_ago"]
    drawn = programmes.unit[numbers.stream(70).order(programmes.unit.size)]
    days = _days(numbers, 71, ago["past_term"], past) + _days(numbers, 72, ago["in_term"], insufficient - past)
    # Which of them are past their term is drawn apart, so that it is no matter of what was judged.
    order = numbers.stream(73).order(insufficient).tolist()
    rows = [
        {
            "unit": drawn[place],
            "kind": "programme" if place < weak else "examination",
            "verdict": "very_weak" if place < weak else "insufficient",
            "date": days[order[place]],
            "term": asked["recovery_term"],
        }
        for place in range(insufficient)
    ]
    again = drawn[insufficient : insufficient + asked["recovered"]]
    then = _days(numbers, 74, ago["recovered"], again.size)
    later = _days(numbers, 75, ago["recovery_research"], again.size)
    for unit, first, second in zip(again, then, later, strict=True):
        rows.append({"unit": unit, "kind": "programme", "verdict": "insufficient", "date": first})
        rows[-1]["term"] = asked["recovery_term"]
        rows.append({"unit": unit, "kind": "recovery_research", "verdict": "sufficient", "date": second, "term": None})
    good = drawn[insufficient + again.size :][: asked["sufficient"]]
    for unit, day in zip(good, _days(numbers, 76, ago["sufficient"], good.size), strict=True):
        rows.append({"unit": unit, "kind": "programme", "verdict": "sufficient", "date": day, "term": None})
    return rows


def _days(numbers: Numbers, purpose: int, ago: list[int], count: int) -> list[datetime.date]:
    drawn: Whole = numbers.stream(purpose).between(ago[0], ago[1], count)
    return [numbers.parameters["on"] - datetime.timedelta(days=days) for days in drawn.tolist()]


def events(numbers: Numbers, boards: Boards, kinds: Texts, judged: list[Row]) -> list[Row]:
    """Every event up to the day of the sector, boards first, each in the order of its dates."""
    asked = numbers.parameters
    days = _days(numbers, 80, [1, asked["judgements"]["days_back"]], boards.unit.size)
    rows: list[Row] = []
    for unit, kind, day in zip(boards.unit, kinds, days, strict=True):
        verdict = "insufficient" if kind == "broken" else "sufficient"
        rows += _research(numbers, unit, "board_research", verdict, day)
        for year in asked["yearly_analysis"]:
            rows.append(_row(unit, "yearly_analysis", year))
    for one in judged:
        if one["kind"] == "recovery_research":
            rows.append(_row(one["unit"], "recovery_research", one["date"], verdict=one["verdict"]))
            rows.append(_row(one["unit"], "case_closed", one["date"] + _after(numbers, "case_closed")))
        else:
            rows += _research(numbers, one["unit"], "programme_research", one["verdict"], one["date"])
    order = {unit: place for place, unit in enumerate(dict.fromkeys(row["unit"] for row in rows))}
    past = [row for row in rows if row["date"] <= asked["on"]]
    return sorted(past, key=lambda row: (order[row["unit"]], row["date"]))


def _research(numbers: Numbers, unit: str, kind: str, verdict: str, day: datetime.date) -> list[Row]:
    """One piece of research with its report, and what follows where it shows that too little was done."""
    rows = [_row(unit, "announcement", day + _after(numbers, "announcement")), _row(unit, kind, day, verdict=verdict)]
    for step in ("draft_report", "reaction", "report_adopted", "report_published"):
        rows.append(_row(unit, step, day + _after(numbers, step)))
    if verdict != "sufficient":
        term = numbers.parameters["judgements"]["recovery_term"]
        rows.append(_row(unit, "recovery_assignment", day + _after(numbers, "recovery_assignment"), term=term))
    if verdict == "very_weak":
        rows.append(_row(unit, "warning_quality", day + _after(numbers, "warning_quality")))
    return rows


def _after(numbers: Numbers, step: str) -> datetime.timedelta:
    return datetime.timedelta(days=numbers.parameters["days_after_research"][step])


def _row(unit: str, kind: str, day: datetime.date, *, verdict: str | None = None, term: str | None = None) -> Row:
    return {"unit": unit, "kind": kind, "date": day, "verdict": verdict, "term": term}


def dated(rows: list[Row]) -> dict[str, Any]:
    """Rows as columns, with days as text."""
    found = {name: np.array([row[name] for row in rows], dtype=object) for name in rows[0]}
    return {**found, "date": np.array([day.isoformat() for day in found["date"]], dtype=object)}
