# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advice, with what every edition of the report and its tables say of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from kring import frames
from kring.frames.arrays import to_array
from kring.plot._boards import Board, boards_of
from kring.plot._panels import table_rows
from kring.plot._scope import unit_names
from kring.plot._supervision import Kind
from kring.plot._texts import Language
from kring.report._dossiers import Assessed
from kring.supervision._calendar import calendar
from kring.supervision._steps import Step, is_led_back, steps_of

if TYPE_CHECKING:
    from kring.quality import Quality
    from kring.risk import Risk
    from kring.supervision import Advice

Audience = Literal["internal", "public"]
"""Whom a report is for: the board and the supervisor, or students, employers and the region."""

_public_state: Final = ("unit", "band", "state", "reason")
# How finely A, V, T and R are looked at where Q must rise.
_fineness: Final = 0.05
_changed: Final = ("option", "band", "criterion", "from", "to", "change", "cost", "option_cost")


@dataclass(frozen=True)
class Option:
    """One minimal change that leads to a band or one below it."""

    band: int
    place: int
    """1 is the cheapest of its band; equal costs come in the order of `Advice.counterfactual`."""
    rows: Sequence[Mapping[str, Any]]

    @property
    def known(self) -> bool:
        """Whether it changes only what is known now."""
        return all(row["from"] is not None for row in self.rows)

    @property
    def moves(self) -> list[tuple[str, float]]:
        """Each criterion with the value it must have."""
        return [(row["criterion"], float(row["to"])) for row in self.rows]


@dataclass(frozen=True)
class Supervised:
    """Advice with what every edition of the report says of it."""

    advice: Advice
    risk: Risk | None
    cycles: Sequence[Assessed]
    names: Mapping[str, str]
    places: Mapping[str, str]
    audience: Audience

    @property
    def public(self) -> bool:
        """Whether it is for everyone: without limits, margins and changes."""
        return self.audience == "public"

    @cached_property
    def boards(self) -> list[Board]:
        """The boards by name, then by unit."""
        known = {unit: name for one in self.cycles for unit, name in unit_names(one.dossier).items()}
        found = boards_of(self.advice, known | dict(self.names))
        return sorted(found, key=lambda board: (board.name.casefold(), board.unit))

    @cached_property
    def called(self) -> dict[str, str]:
        """Names of boards by unit."""
        return {board.unit: board.name for board in self.boards}

    @cached_property
    def whole(self) -> dict[str, float]:
        """Boards without known programmes: the probability that the institution as a whole is insufficient."""
        if self.risk is None:
            return {}
        rows = table_rows(self.risk.table, "unit", "basis", "risk")
        return {row["unit"]: row["risk"] for row in rows if row["basis"] == "whole" and row["risk"] is not None}

    @cached_property
    def pictures(self) -> tuple[Kind, ...]:
        """The pictures that say something: a map where Q or the risk of any board is known, bands where they differ."""
        mapped = any(board.quality is not None or board.risk is not None for board in self.boards)
        told = len({(board.band, board.state) for board in self.boards}) > 1
        kinds: dict[Kind, bool] = {"map": mapped, "bands": told}
        return tuple(kind for kind, says in kinds.items() if says)

    @cached_property
    def texts(self) -> Mapping[str, tuple[str, str]]:
        """What each gate says, English and Dutch."""
        numbers = self.advice.profile.numbers
        gates = [*numbers.get("escalation", ()), *numbers.get("reduction", ())]
        return {gate["id"]: (gate["text_en"], gate["text_nl"]) for gate in gates}

    def holding(self, board: Board) -> list[dict[str, Any]]:
        """The gates that hold for a board and lead to its band."""
        rows = table_rows(self.advice._core.gates(board.unit), "gate", "kind", "band", "holds")
        found = {row["gate"]: row for row in rows if row["holds"] and row["band"] == board.band}
        return list(found.values())

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        """Every minimal change to every lower band by unit: the nearest band first, and of it the cheapest."""
        return {unit: _options(self.advice._core.counterfactual(unit, None, _fineness)) for unit in self.advice.units}

    def open_options(self, board: Board) -> dict[int, list[Option]]:
        """The changes a board can make, by band; without scores there is nothing to change in them."""
        found: dict[int, list[Option]] = {}
        for option in self.options[board.unit]:
            if board.state != "not_examined" or option.known:
                found.setdefault(option.band, []).append(option)
        return found

    def steps(self, board: Board, option: Option, language: Language) -> list[Step]:
        """What could be done for a change, in records and counts, where more is known than the value it asks."""
        key = (board.unit, option.band, option.place, language)
        if key not in self._held:
            self._held[key] = self._steps(board, option, language)
        return self._held[key]

    @cached_property
    def _held(self) -> dict[tuple[str, int, int, Language], list[Step]]:
        return {}

    def _steps(self, board: Board, option: Option, language: Language) -> list[Step]:
        quality, risk = self._quality_of(board.unit), self._risk_of(board.unit)
        found: dict[tuple[str | None, str], Step] = {}
        for criterion, to in option.moves:
            if not is_led_back(criterion, quality, risk):
                continue
            for step in steps_of(board.unit, option.band, criterion, to, quality, risk, language):
                # One thing to do may serve two criteria.
                found.setdefault((step.step, step.text if step.step else f"{criterion} {step.text}"), step)
        return list(found.values())

    def _quality_of(self, unit: str) -> Quality | None:
        found = [self.advice.quality, *(one.quality for one in self.cycles)]
        return next((one for one in found if one is not None and unit in one.units), None)

    def _risk_of(self, unit: str) -> Risk | None:
        risk = self.risk if self.risk is not None else self.advice.risk
        return risk if risk is not None and unit in risk.units else None

    def warnings(self, board: Board) -> list[dict[str, Any]]:
        """The nearest change that leads to a higher band."""
        rows = _rows(self.advice._core.warning(board.unit))
        return [row for row in rows if row["option"] == rows[0]["option"]]

    def calendars(self, language: Language) -> dict[str, list[tuple[str, str, list[dict[str, Any]]]]]:
        """What is due for each board: of each dossier with events its name, the day, and the rows."""
        found: dict[str, list[tuple[str, str, list[dict[str, Any]]]]] = {}
        for dossier in (one.dossier for one in self.cycles):
            events = dossier.table("events")
            day = dossier._core.last_day
            if day is None or not events.num_rows:
                continue
            on = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
            table = frames.to_table(calendar(dossier, on=on, language=language), "calendar")
            rows = table_rows(table, "unit", "name", "state", "due_first", "due_last", "article", "text_of", "status")
            for unit in dict.fromkeys(to_array(events, "unit").tolist()):
                own = [row for row in rows if row["unit"] == unit and row["state"] != "waiting"]
                if unit in self.called and own:
                    found.setdefault(unit, []).append((dossier.name, on.isoformat(), own))
        return found


def _rows(table: Any) -> list[dict[str, Any]]:
    return table_rows(table, *table.column_names)


def _options(table: Any) -> list[Option]:
    by_option: dict[int, list[dict[str, Any]]] = {}
    for row in table_rows(table, *_changed):
        by_option.setdefault(row["option"], []).append(row)
    places: dict[int, int] = {}
    found = []
    for rows in by_option.values():
        band = rows[0]["band"]
        places[band] = places.get(band, 0) + 1
        found.append(Option(band, places[band], rows))
    return found


Table = tuple[list[str], list[list[Any]]]
"""Head and rows of a file."""


def tables(found: Supervised) -> dict[str, Table]:
    """Head and rows of what the chapter rests on, by file; without limits and margins where it is public."""
    names = found.called
    kept = _public_state if found.public else tuple(found.advice.table.column_names)
    rows = table_rows(found.advice.table, *kept)
    advice = [[row["unit"], names[row["unit"]], *list(row.values())[1:]] for row in rows]
    made: dict[str, Table] = {"advice.csv": (["unit", "name", *kept[1:]], advice)}
    if found.public:
        return made
    used = {"criteria.csv": found.advice._core.criteria()}
    if found.risk is not None:
        used["risk.csv"] = found.risk.table
    for name, table in used.items():
        made[name] = (list(table.column_names), [list(row.values()) for row in _rows(table)])
    made["counterfactuals.csv"] = _changes(found)
    head, steps = _steps(found)
    return made | ({"steps.csv": (head, steps)} if steps else {})


def _changes(found: Supervised) -> Table:
    head = ["unit", "direction", "place", *_changed]
    made: list[list[Any]] = []
    for unit in found.advice.units:
        lower = [(option.place, row) for option in found.options[unit] for row in option.rows]
        higher = [(row["option"], row) for row in _rows(found.advice._core.warning(unit))]
        for direction, changes in (("lower", lower), ("higher", higher)):
            made += [[unit, direction, place, *(row[name] for name in _changed)] for place, row in changes]
    return head, made


def _steps(found: Supervised) -> Table:
    made: list[list[Any]] = []
    order = {unit: at for at, unit in enumerate(found.advice.units)}
    for board in sorted(found.boards, key=lambda board: order[board.unit]):
        for options in found.open_options(board).values():
            both = (found.steps(board, options[0], "en"), found.steps(board, options[0], "nl"))
            made += [[board.unit, *list(asdict(en).values())[:-1], en.text, nl.text]
                     for en, nl in zip(*both, strict=True)]  # fmt: skip
    return ["unit", "band", "criterion", "to", "step", "value", "en", "nl"], made
