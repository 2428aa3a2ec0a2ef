# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter on supervision: a page a board with its band, the reasons, and what would change it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from kring import frames
from kring.frames.arrays import to_array
from kring.plot._boards import Board, band_name, boards_of, counted, share_text, signed, value_text, yes_or_no
from kring.plot._panels import table_rows
from kring.plot._scope import unit_names
from kring.plot._supervision import Kind, contributions_of, picture_of_advice, reference_bands
from kring.plot._texts import Language, Texts
from kring.supervision._calendar import calendar

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.risk import Risk
    from kring.supervision import Advice

Audience = Literal["internal", "public"]
"""Whom a report is for: the board and the supervisor, or students, employers and the region."""

Draw = Callable[[dict[str, Any], str], Any]
"""Makes a picture of a specification and its text alternative."""

pictures: Final[tuple[Kind, ...]] = ("map", "bands")
_lower_is_better: Final = frozenset(("risk", "risk_upper", "open_breach"))
_four: Final = ("ambition", "visibility", "traceability", "reliability")
# Values are compared in whole ten-thousandths: "below a limit" comes out as one of these under it.
_step: Final = 0.0001
# Of every lower band so many of the cheapest changes are written out.
_options: Final = 5
_public_state: Final = ("unit", "band", "state", "reason")


@dataclass(frozen=True)
class Supervised:
    """Advice with what every edition of the report says of it."""

    advice: Advice
    risk: Risk | None
    dossiers: Sequence[Dossier]
    names: Mapping[str, str]
    places: Mapping[str, str]
    audience: Audience

    @property
    def public(self) -> bool:
        """Whether it is for everyone: without limits, margins and changes."""
        return self.audience == "public"

    @cached_property
    def boards(self) -> list[Board]:
        """The boards by name."""
        known = {unit: name for dossier in self.dossiers for unit, name in unit_names(dossier).items()}
        found = boards_of(self.advice, known | dict(self.names))
        return sorted(found, key=lambda board: (board.name.casefold(), board.unit))

    @cached_property
    def called(self) -> dict[str, str]:
        """Names of boards by unit."""
        return {board.unit: board.name for board in self.boards}

    @cached_property
    def whole(self) -> frozenset[str]:
        """Boards whose risk is the probability of one yes or no."""
        if self.risk is None:
            return frozenset()
        rows = table_rows(self.risk.table, "unit", "basis")
        return frozenset(row["unit"] for row in rows if row["basis"] == "whole")

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

    def changes(self, board: Board) -> list[dict[str, Any]]:
        """The changes of the cheapest option for every lower band."""
        return [row for row in self.options[board.unit] if row["place"] == 1]

    @cached_property
    def options(self) -> dict[str, list[dict[str, Any]]]:
        """The changes of the few cheapest options for every lower band, by unit; ``place`` 1 is the cheapest."""
        return {unit: _cheapest(self.advice._core.counterfactual(unit, None, 0.05)) for unit in self.advice.units}

    def warnings(self, board: Board) -> list[dict[str, Any]]:
        """The nearest change that leads to a higher band."""
        rows = _rows(self.advice._core.warning(board.unit))
        return [row for row in rows if row["option"] == rows[0]["option"]]

    def calendars(self, language: Language) -> dict[str, list[tuple[str, str, list[dict[str, Any]]]]]:
        """What is due for each board: of each dossier with events its name, the day, and the rows."""
        found: dict[str, list[tuple[str, str, list[dict[str, Any]]]]] = {}
        for dossier in self.dossiers:
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


def _cheapest(table: Any) -> list[dict[str, Any]]:
    """The rows of the few cheapest options of each band: there can be hundreds of minimal ones."""
    names = ("option", "band", "option_cost")
    options = {row["option"]: row for row in table_rows(table, *names)}
    places: dict[int, int] = {}
    held: dict[int, int] = {}
    for row in sorted(options.values(), key=lambda row: (row["option_cost"], row["option"])):
        held[row["band"]] = held.get(row["band"], 0) + 1
        if held[row["band"]] <= _options:
            places[row["option"]] = held[row["band"]]
    keep = np.array([option in places for option in to_array(table, "option").tolist()], dtype=bool)
    columns = {name: to_array(table, name)[keep].tolist() for name in table.column_names}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return [{"place": places[row["option"]], **row} for row in rows]


def tables(found: Supervised) -> dict[str, tuple[list[str], list[list[Any]]]]:
    """Head and rows of what the chapter rests on, by file; without limits and margins where it is public."""
    names = found.called
    kept = _public_state if found.public else tuple(found.advice.table.column_names)
    rows = table_rows(found.advice.table, *kept)
    made = {"advice.csv": (["unit", "name", *kept[1:]], [[row["unit"], names[row["unit"]], *list(row.values())[1:]]
                                                         for row in rows])}  # fmt: skip
    if found.public:
        return made
    used = found.advice._core.criteria()
    made["criteria.csv"] = (list(used.column_names), [list(row.values()) for row in _rows(used)])
    head = ["unit", "direction", "place", "option", "band", "criterion", "from", "to", "change", "cost", "option_cost"]
    changes = []
    for unit in found.advice.units:
        warnings = [{"place": row["option"], **row} for row in _rows(found.advice._core.warning(unit))]
        for direction, options in (("lower", found.options[unit]), ("higher", warnings)):
            changes += [[unit, direction, *(row[name] for name in head[2:])] for row in options]
    made["counterfactuals.csv"] = (head, changes)
    return made


def _alone(line: str, board: Board) -> str:
    """A sentence under the name of its board, without the name."""
    said = line.removeprefix(f"{board.unit}: ")
    return said[:1].upper() + said[1:]


class SupervisionChapter:
    """The chapter in one language."""

    def __init__(self, found: Supervised, texts: Texts, source: str, draw: Draw) -> None:
        self._found = found
        self._t = texts
        self._plot = Texts(texts.language, "kring.plot")
        self._source = source
        self._draw = draw
        self._bands = found.advice.profile.bands(texts.language)
        self._calendars = found.calendars(texts.language)

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        t, found = self._t, self._found
        ends = {"first": self._band(0), "last": self._band(len(self._bands) - 1)}
        return {
            "public": found.public,
            "text": t("advised.text_public" if found.public else "advised.text", **ends),
            "summary": self._summary(),
            "tiles": self._tiles(),
            "notes": self._notes(),
            "pictures": [self._picture(kind) for kind in pictures],
            "columns": [(t(f"advised.{key}"), kind) for key, kind in self._columns],
            "rows": [self._row(at, board) for at, board in enumerate(found.boards, start=1)],
            "choices": [(band, self._band(band)) for band in sorted({board.band for board in found.boards})],
            "found_pattern": t("advised.found", shown="{shown}", all="{all}"),
            "boards": [self._board(at, board) for at, board in enumerate(found.boards, start=1)],
            "contribution_columns": [t(f"advised.{key}") for key in ("criterion", "value", "contribution")],
            "calendar_columns": [t(f"advised.{key}") for key in ("step", "when", "due", "article")],
            "origin": self._origin(),
            "source": found.advice.profile.source,
        }

    @cached_property
    def _columns(self) -> tuple[tuple[str, str], ...]:
        if self._found.public:
            return (
                ("name", "text"),
                ("band", "number"),
                ("quality_public", "number"),
                ("risk_public", "number"),
                ("state", "text"),
            )
        # Columns in which nothing is known of anybody say less than the count above them.
        examined = any(board.state != "not_examined" for board in self._found.boards)
        scores = ("quality", *_four) if examined else ()
        upper = ("upper",) if any(self._upper(board) is not None for board in self._found.boards) else ()
        numbers = tuple((name, "number") for name in ("band", *scores, "risk", *upper))
        return (("name", "text"), *numbers, ("state", "text"))

    @cached_property
    def _references(self) -> dict[str, int]:
        return reference_bands(self._found.advice)

    def _band(self, band: int) -> str:
        return band_name(self._found.advice.profile, band, self._t.language)

    def _count(self, state: str) -> int:
        return sum(board.state == state for board in self._found.boards)

    def _summary(self) -> str:
        basis = self._found.advice.profile.basis
        return self._t(
            "advised.summary",
            count=self._t.number(len(self._found.boards)),
            unexamined=self._t.number(self._count("not_examined")),
            raised=self._t.number(sum(board.band > basis for board in self._found.boards)),
        )

    def _tiles(self) -> list[tuple[str, str]]:
        counts = {
            "boards": len(self._found.boards),
            "unexamined": self._count("not_examined"),
            "undetermined": self._count("undetermined"),
            "riskless": sum(board.risk is None for board in self._found.boards),
        }
        shown = [(key, count) for key, count in counts.items() if count or key == "boards"]
        return [(self._t.number(count), self._t(f"advised.{key}")) for key, count in shown]

    def _notes(self) -> list[str]:
        t, made = self._t, []
        if self._count("not_examined"):
            made.append(t("advised.unexamined_text"))
        whole = sum(board.unit in self._found.whole for board in self._found.boards)
        if whole:
            made.append(t("advised.whole_text", count=t.number(whole)))
        return made

    def _picture(self, kind: Kind) -> Any:
        t, found = self._t, self._found
        spec = picture_of_advice(
            found.advice,
            kind,
            names=found.called,
            source=self._source.split(". ")[0] or None,
            without_range=found.whole,
            limits=not found.public,
            language=t.language,
        )
        held = sorted({board.band for board in found.boards})
        counts = [(band, sum(board.band == band for board in found.boards)) for band in held]
        bands = ", ".join(t("advised.count", count=t.number(count), band=self._band(band)) for band, count in counts)
        if kind == "bands":
            return self._draw(spec, t("advised.counts", bands=bands))
        return self._draw(spec, t("advised.map", bands=bands, unexamined=t.number(self._count("not_examined"))))

    def _row(self, at: int, board: Board) -> dict[str, Any]:
        cells = {
            "band": (self._band(board.band), board.band),
            "quality": self._score(board, "quality"),
            "quality_public": self._score(board, "quality"),
            "risk": self._share(board.risk),
            "risk_public": self._share(board.risk),
            "upper": self._share(self._upper(board)),
            "state": (self._plot(f"bands.{board.state}"), board.state),
            **{name: self._score(board, name) for name in _four},
        }
        return {
            "slug": str(at),
            "name": board.name,
            "band": board.band,
            "search": self._search(board),
            "cells": [
                (text, "" if value is None else value) for text, value in (cells[key] for key, _ in self._columns[1:])
            ],
        }

    def _search(self, board: Board) -> str:
        return " ".join(filter(None, (board.name, board.unit, self._found.places.get(board.unit, ""))))

    def _score(self, board: Board, name: str) -> tuple[str, float | None]:
        if board.state == "not_examined":
            return self._t("advised.not_examined"), None
        value = board.values[name]
        return (self._t("advised.not_known") if value is None else self._t.number(value, 2)), value

    def _upper(self, board: Board) -> float | None:
        upper: float | None = None if board.unit in self._found.whole else board.values["risk_upper"]
        return upper

    def _share(self, value: float | None) -> tuple[str, float | None]:
        return share_text(value, self._plot), value

    def _board(self, at: int, board: Board) -> dict[str, Any]:
        t, found = self._t, self._found
        about = filter(None, (board.unit, found.places.get(board.unit, "")))
        made: dict[str, Any] = {
            "slug": str(at),
            "name": board.name,
            "about": " · ".join(about),
            "band": t("advised.band") + " " + self._band(board.band),
            "kind": "bad" if board.band > found.advice.profile.basis else "good",
            "raised": board.band > found.advice.profile.basis,
            "why": self._why_public(board) if found.public else self._why(board),
            "unexamined": self._unexamined(board),
            "scores": [] if board.state == "not_examined" else self._scores(board),
            "scores_caption": t("advised.scores_caption", name=board.name),
            "risk": self._risk(board),
            "changes": None,
            "calendars": [self._calendar(board, *one) for one in self._calendars_of(board)],
        }
        if not found.public:
            made["changes"] = self._changes(board)
        return made

    def _why(self, board: Board) -> list[str]:
        found = self._found
        lines = found.advice.explain(board.unit, self._t.language).split("\n")
        # What every board has in common stands once, at the end of the chapter.
        return [_alone(line, board) for line in lines if found.advice.profile.digest[:12] not in line]

    def _why_public(self, board: Board) -> list[str]:
        t, found = self._t, self._found
        basis = found.advice.profile.basis
        at = int(t.language == "nl")
        ends = {"first": 0, "last": len(self._bands) - 1}
        said = [t("advised.public_band", band=self._band(board.band), **ends)]
        reasons = [(row["kind"], found.texts[row["gate"]][at]) for row in found.holding(board)]
        if board.band > basis:
            said += [t("advised.public_more", reason=reason) for kind, reason in reasons if kind == "escalation"]
        elif board.band < basis:
            said += [t("advised.public_less", reason=reason) for kind, reason in reasons if kind == "reduction"]
        elif not any(kind == "escalation" for kind, _ in reasons):
            said.append(t("advised.public_basis"))
        if len(said) == 1:
            said.append(t("advised.public_history"))
        return said

    def _unexamined(self, board: Board) -> str:
        if board.state != "not_examined":
            return ""
        known = board.reason if board.reason in ("no_records", "reconstruction") else "other"
        return self._t("advised.board_unexamined", reason=self._t(f"advised.reason_{known}"))

    def _scores(self, board: Board) -> list[tuple[str, str]]:
        names = (*_four, "quality") if self._found.public else (*_four, "reliability_low", "quality")
        return [(self._t(f"advised.{name}_means"), self._score(board, name)[0]) for name in names]

    def _risk(self, board: Board) -> list[str]:
        t, found = self._t, self._found
        if board.risk is None and board.unit not in found.whole:
            return [t("advised.risk_unknown")]
        if found.risk is not None and board.unit in found.risk.units and not found.public:
            lines = found.risk.explain(board.unit, t.language).split("\n")
            return [_alone(line, board) for line in lines if found.risk.profile.digest[:12] not in line]
        if board.risk is None:
            return [t("advised.risk_unknown")]
        risk = share_text(board.risk, self._plot)
        if board.unit in found.whole:
            return [t("advised.risk_whole", risk=risk)]
        if board.upper is None:
            return [t("advised.risk_share", risk=risk)]
        return [t("advised.risk_share_upper", risk=risk, upper=share_text(board.upper, self._plot))]

    def _changes(self, board: Board) -> dict[str, Any]:
        found = contributions_of(self._found.advice, board.unit)
        rows = [self._contribution(board, name, value) for name, value in found.items() if abs(value) > 5e-7]
        text = self._t(
            f"advised.contributions_{'text' if rows else 'none'}", reference=self._band(self._references[board.unit])
        )
        return {
            "lower": self._lower(board),
            "higher": self._higher(board),
            "contributions": rows,
            "contributions_text": text,
            "contributions_caption": self._t("advised.contributions_caption", name=board.name),
        }

    def _contribution(self, board: Board, criterion: str, value: float) -> dict[str, Any]:
        reach = 50 * min(1.0, abs(value) / max(1, len(self._bands) - 1))
        return {
            "name": self._plot(f"criterion.{criterion}"),
            "value": value_text(criterion, board.values[criterion], self._plot),
            "text": signed(value, self._plot),
            "more": value > 0,
            "start": round(50 - (0 if value > 0 else reach), 2),
            "width": round(reach, 2),
        }

    def _lower(self, board: Board) -> list[str]:
        t = self._t
        if board.band == 0:
            return [t("advised.lower_lowest")]
        options: dict[int, list[dict[str, Any]]] = {}
        for row in self._found.changes(board):
            options.setdefault(row["band"], []).append(row)
        if board.state == "not_examined":
            # Without scores there is nothing to change in them: what they must be stands with the reasons.
            open_to = {band: rows for band, rows in options.items() if all(row["from"] is not None for row in rows)}
        else:
            open_to = options
        said = [
            t("advised.lower_option", band=self._band(band), changes=self._said(board, rows, worse=False))
            for band, rows in open_to.items()
        ]
        if len(open_to) < len(options):
            said.append(t("advised.lower_unexamined"))
        return said or [t("advised.lower_none")]

    def _higher(self, board: Board) -> list[str]:
        if board.band == len(self._bands) - 1:
            return [self._t("advised.higher_highest")]
        rows = self._found.warnings(board)
        if not rows:
            return [self._t("advised.higher_none")]
        changes = self._said(board, rows, worse=True)
        return [self._t("advised.higher_option", band=self._band(rows[0]["band"]), changes=changes)]

    def _said(self, board: Board, rows: Sequence[Mapping[str, Any]], *, worse: bool) -> str:
        return "; ".join(self._change(board, row["criterion"], float(row["to"]), worse) for row in rows)

    def _change(self, board: Board, criterion: str, to: float, worse: bool) -> str:
        t, name = self._t, self._plot(f"criterion.{criterion}")
        now = value_text(criterion, board.values[criterion], self._plot)
        if criterion in yes_or_no:
            return t(f"advised.change_{'yes' if to else 'no'}", criterion=name, now=now)
        below = (criterion in _lower_is_better) != worse
        least = 1 if criterion in counted else _step
        limit = self._limit(to + least if below else to, 0 if criterion in counted else 2)
        return t(f"advised.change_{'below' if below else 'at_least'}", criterion=name, limit=limit, now=now)

    def _limit(self, value: float, least: int) -> str:
        rounded = round(value, 4)
        digits = next(digits for digits in (least, 2, 3, 4) if digits == 4 or round(rounded, digits) == rounded)
        return self._t.number(rounded, digits)

    def _calendars_of(self, board: Board) -> list[tuple[str, str, list[dict[str, Any]]]]:
        found = self._calendars.get(board.unit, [])
        if not self._found.public:
            return found
        dated = [(name, on, [row for row in rows if row["due_first"]]) for name, on, rows in found]
        return [one for one in dated if one[2]]

    def _calendar(self, board: Board, name: str, on: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        t = self._t
        return {
            "heading": t("advised.calendar", on=on),
            "text": t("advised.calendar_text", name=name),
            "caption": t("advised.calendar_caption", name=board.name),
            "rows": [
                [row["name"], self._when(row), self._plot(f"calendar.{row['state']}"), *self._article(row)]
                for row in rows
            ],
        }

    def _when(self, row: Mapping[str, Any]) -> str:
        first, last = row["due_first"], row["due_last"]
        if not first and not last:
            return self._t("advised.no_day")
        return str(first) if first == last else self._t("advised.from_to", first=first, last=last)

    def _article(self, row: Mapping[str, Any]) -> tuple[str, str]:
        return f"{row['article']} ({row['text_of']})", self._t(f"status.{row['status']}")

    def _origin(self) -> list[str]:
        t, found = self._t, self._found
        one = found.advice.profile
        said = [
            t(
                "advised.profile",
                id=one.id,
                version=one.version,
                status=t(f"status.{one.status}"),
                digest=one.digest,
            )
        ]
        if found.risk is not None:
            other = found.risk.profile
            said.append(
                t(
                    "advised.risk_profile",
                    id=other.id,
                    version=other.version,
                    status=t(f"status.{other.status}"),
                    digest=other.digest,
                )
            )
        return said
