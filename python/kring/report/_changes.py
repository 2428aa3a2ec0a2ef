# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would change the band of a board: the cheapest ways down, the nearest way up, and what each criterion adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from kring.plot._boards import Board, band_name, counted, signed, value_text, yes_or_no
from kring.plot._supervision import contributions_of, reference_bands
from kring.plot._texts import Texts
from kring.report._supervised import Option, Supervised
from kring.supervision._steps import Step

_lower_is_better: Final = frozenset(("risk", "risk_upper", "open_breach", "finance_signal"))
# Values are compared in whole ten-thousandths: "below a limit" comes out as one of these under it.
_step: Final = 0.0001


class Changes:
    """What would change the bands of boards, in one language."""

    def __init__(self, found: Supervised, texts: Texts) -> None:
        self._found = found
        self._t = texts
        self._plot = Texts(texts.language, "kring.plot")
        self._highest = len(found.advice.profile.bands(texts.language)) - 1

    def context(self, board: Board) -> dict[str, Any]:
        """What the template needs of one board."""
        found = contributions_of(self._found.advice, board.unit)
        rows = [self._contribution(board, name, value) for name, value in found.items() if abs(value) > 5e-7]
        text = self._t(
            f"advised.contributions_{'text' if rows else 'none'}", reference=self._band(self._references[board.unit])
        )
        lower = self._lower(board)
        return {
            "lower": lower,
            "stepped": any(one["steps"] for one in lower),
            "lower_else": self._lower_else(board),
            "higher": self._higher(board),
            "contributions": rows,
            "contributions_text": text,
            "contributions_caption": self._t("advised.contributions_caption", name=board.name),
        }

    @cached_property
    def _references(self) -> dict[str, int]:
        return reference_bands(self._found.advice)

    def _band(self, band: int) -> str:
        return band_name(self._found.advice.profile, band, self._t.language)

    def _contribution(self, board: Board, criterion: str, value: float) -> dict[str, Any]:
        reach = 50 * min(1.0, abs(value) / max(1, self._highest))
        return {
            "name": self._plot(f"criterion.{criterion}"),
            "value": value_text(criterion, board.values[criterion], self._plot),
            "text": signed(value, self._plot),
            "more": value > 0,
            "start": round(50 - (0 if value > 0 else reach), 2),
            "width": round(reach, 2),
        }

    def _lower(self, board: Board) -> list[dict[str, Any]]:
        """The cheapest change to each lower band, the nearest first, with what could be done for it."""
        made: list[dict[str, Any]] = []
        options = self._found.open_options(board)
        for band, own in options.items():
            same = [other for other, others in options.items() if other < band and others[0].moves == own[0].moves]
            changes = self._said(board, own[0].rows, worse=False)
            if same:
                changes = self._t("advised.lower_same", band=self._band(same[-1]))
            steps = [] if same else self._found.steps(board, own[0], self._t.language)
            made.append({
                "change": self._t("advised.lower_option", band=self._band(band), changes=changes),
                "count": self._counted(own),
                "steps": [self._step_text(step) for step in steps],
                "summary": self._t("advised.steps", band=self._band(band), count=self._t.number(len(steps))),
            })  # fmt: skip
        return made

    def _counted(self, options: Sequence[Option]) -> str:
        if len(options) == 1:
            return self._t("advised.lower_only")
        return self._t("advised.lower_of", count=self._t.number(len(options)))

    def _lower_else(self, board: Board) -> str:
        """What is said of lower bands that no change of what is known leads to."""
        if board.band == 0:
            return self._t("advised.lower_lowest")
        bands = {option.band for option in self._found.options[board.unit]}
        open_to = self._found.open_options(board)
        if len(open_to) < len(bands):
            return self._t("advised.lower_unexamined" if open_to else "advised.lower_unexamined_all")
        return "" if open_to else self._t("advised.lower_none")

    def _step_text(self, step: Step) -> str:
        if step.step is None or step.value is None or step.criterion in yes_or_no:
            return self._t("advised.step_plain", text=step.text)
        name = "risk" if step.criterion in ("risk_upper", "risk_secure") else step.criterion
        value = value_text(name, step.value, self._plot)
        return self._t("advised.step_then", text=step.text, criterion=self._plot(f"criterion.{name}"), value=value)

    def _higher(self, board: Board) -> list[str]:
        if board.band == self._highest:
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
