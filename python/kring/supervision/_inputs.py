# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What advice is made from, kept so that the same boards can be looked at by another profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kring import _core, frames
from kring.frames.arrays import make_column, to_array
from kring.risk import Risk

if TYPE_CHECKING:
    from kring.quality import Quality
    from kring.supervision._profile import SupervisionProfile


class Inputs:
    """Scores, risk and the bands before of boards, and the kind of frame that goes out."""

    def __init__(
        self,
        scores: _core.Table,
        risk: Risk | _core.Table | None,
        previous: _core.Table | None,
        *,
        like: object,
        quality: Quality | None,
    ) -> None:
        self.scores = _kept(scores)
        self.previous = None if previous is None else _kept(previous)
        self.like = like
        self.quality = quality
        self._risk = _kept(risk) if isinstance(risk, _core.Table) else risk
        self._tables: dict[float, _core.Table] = {}

    @property
    def risk(self) -> Risk | None:
        """The risk; ``None`` where it came as a frame."""
        return self._risk if isinstance(self._risk, Risk) else None

    @property
    def follows_risk_limit(self) -> bool:
        """Whether ``risk_secure`` follows from the risk limit of the profile, and was not given as it is."""
        tables = [self.scores, *([self._risk] if isinstance(self._risk, _core.Table) else [])]
        return not any("risk_secure" in table.column_names for table in tables)

    def judged(self, profile: SupervisionProfile) -> _core.Advice:
        """Give the advice by a profile."""
        return _core.Advice(profile._core, self.scores, self._risk_by(profile), self.previous)

    def _risk_by(self, profile: SupervisionProfile) -> _core.Table | None:
        if not isinstance(self._risk, Risk):
            return self._risk
        limit = profile.risk_limit
        if limit not in self._tables:
            # The last one only: whoever moves the limit passes by many.
            self._tables = {limit: risk_table(risk_columns(self._risk, profile))}
        return self._tables[limit]


def _kept(table: _core.Table) -> _core.Table:
    """Copy what a table shares with arrays that others may change: numbers and answers of numpy and pandas."""
    if not table.column_names:
        return table
    shared = {name for name in table.column_names if table.type_format(name) in ("g", "l", "b")}
    columns = [
        make_column(name, to_array(table, name).copy(), table.name) if name in shared else table.column(name)
        for name in table.column_names
    ]
    return _core.Table(table.name, columns)


def risk_columns(risk: Risk, profile: SupervisionProfile) -> dict[str, Any]:
    """Give what supervision looks at of the risk of each board: E with what is sure of it, and the other grounds.

    Finances that are no ground for a board (``not_applicable``) give no signal, which is known.
    """
    secure = to_array(frames.to_table(risk.probability_below(profile.risk_limit), "risk"), "probability_below")
    columns = {name: to_array(risk.table, name) for name in ("unit", "risk", "risk_upper", "open_breach")}
    columns["risk_secure"] = secure
    # The probability that an institution as a whole is insufficient is no share of students: no band rests on it.
    whole = to_array(risk.table, "basis") == "whole"
    for name in ("risk", "risk_upper", "risk_secure"):
        columns[name] = np.ma.masked_where(whole, np.ma.masked_invalid(columns[name].astype(np.float64)))
    columns["finance_signal"] = _answers(risk, "finance", yes="signal", no=("in_order", "not_applicable"))
    columns["professionalism"] = _answers(risk, "professionalism", yes="safeguarded", no=("not_safeguarded",))
    return columns


def _answers(risk: Risk, column: str, *, yes: str, no: tuple[str, ...]) -> Any:
    words = to_array(risk.table, column)
    return np.ma.masked_array(words == yes, mask=~np.isin(words, (yes, *no)))


def risk_table(columns: dict[str, Any]) -> _core.Table:
    """Make the table of the risk of boards."""
    return _core.Table("risk", [make_column(name, values, "risk") for name, values in columns.items()])
