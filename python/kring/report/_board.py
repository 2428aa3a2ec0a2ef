# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one board: its band, the reasons, its scores, its risk, what would change it and what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kring.plot._boards import Board, band_name, share_text
from kring.plot._texts import Texts
from kring.report._changes import Changes
from kring.report._supervised import Supervised

four: Final = ("ambition", "visibility", "traceability", "reliability")


class BoardPages:
    """The pages of boards in one language."""

    def __init__(self, found: Supervised, texts: Texts) -> None:
        self._found = found
        self._t = texts
        self._plot = Texts(texts.language, "kring.plot")
        self._bands = found.advice.profile.bands(texts.language)
        self._calendars = found.calendars(texts.language)
        self._changes = Changes(found, texts)

    def context(self, at: int, board: Board) -> dict[str, Any]:
        """What the template needs of one board."""
        t, found = self._t, self._found
        about = filter(None, (board.unit, found.places.get(board.unit, "")))
        return {
            "slug": str(at),
            "name": board.name,
            "about": " · ".join(about),
            "band": t("advised.band") + " " + self._band(board.band),
            "raised": board.band > found.advice.profile.basis,
            "why": self._why_public(board) if found.public else self._why(board),
            "unexamined": self._unexamined(board),
            "scores": [] if board.state == "not_examined" else self._scores(board),
            "scores_caption": t("advised.scores_caption", name=board.name),
            "risk": self._risk(board),
            "changes": None if found.public else self._changes.context(board),
            "calendars": [self._calendar(board, *one) for one in self._calendars_of(board)],
        }

    def score(self, board: Board, name: str) -> tuple[str, float | None]:
        """A score in words, and as a number where there is one."""
        if board.state == "not_examined":
            return self._t("advised.not_examined"), None
        value = board.values[name]
        return (self._t("advised.not_known") if value is None else self._t.number(value, 2)), value

    def _band(self, band: int) -> str:
        return band_name(self._found.advice.profile, band, self._t.language)

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
        names = (*four, "quality") if self._found.public else (*four, "reliability_low", "quality")
        return [(self._t(f"advised.{name}_means"), self.score(board, name)[0]) for name in names]

    def _risk(self, board: Board) -> list[str]:
        t, found = self._t, self._found
        if found.risk is not None and board.unit in found.risk.units and not found.public:
            lines = found.risk.explain(board.unit, t.language).split("\n")
            return [_alone(line, board) for line in lines if found.risk.profile.digest[:12] not in line]
        if board.risk is None:
            return [t("advised.risk_whole" if board.unit in found.whole else "advised.risk_unknown")]
        risk = share_text(board.risk, self._plot)
        if board.upper is None:
            return [t("advised.risk_share", risk=risk)]
        return [t("advised.risk_share_upper", risk=risk, upper=share_text(board.upper, self._plot))]

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


def _alone(line: str, board: Board) -> str:
    """A sentence under the name of its board, without the name."""
    said = line.removeprefix(f"{board.unit}: ")
    return said[:1].upper() + said[1:]
