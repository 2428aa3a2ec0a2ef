# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The risk of boards and programmes."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kring import _core, frames
from kring._rule_file import Language, is_dutch
from kring._shown import Shown, cell_text
from kring.frames.arrays import to_array
from kring.risk._profile import RiskProfile
from kring.statistics._arrays import number

_PRINTED: Final = ("unit", "risk", "risk_upper", "worst", "open_breach", "finance", "programmes", "state", "reason")


class Risk(Shown):
    """The risk that students are in insufficient programmes; made by ``assess_risk``.

    ``frame`` has one row a board with the columns

    - ``unit``; ``risk`` E, the expected share of students in insufficient programmes; ``risk_upper``: the share it
      stays at or below with the probability of the profile (0.9); ``worst`` W and ``worst_programme``: the programme
      with the largest probability of being insufficient;
    - ``open_breach`` L: whether an insufficient judgement is past its term, null where nobody can say; ``compliance``:
      ``in_order``, ``breach``, ``breach_past_term``, ``unknown``; ``breaches``: how many are in force;
    - ``professionalism``: ``safeguarded``, ``not_safeguarded``, ``unknown``, by judgements of that kind on the board;
    - ``finance``: ``in_order``, ``signal``, ``unknown``, ``not_applicable``; ``finance_signals``: what is below;
    - ``programmes``, ``with_statement``, ``without_data``; ``basis``: ``students``, ``programmes`` (each weighs the
      same, because students are not known for all) or ``whole`` (the board has no programmes and stands for itself);
    - ``state``: ``assessed``, or ``not_examined``, which is not zero; ``reason``: ``no_data``, ``no_statement``,
      ``partly_without_data``, else null.

    Every output names its profile: id, version, status and digest. No probability is calibrated.
    """

    def __init__(self, core: _core.Risk, profile: RiskProfile, *, like: Any, day: int | None) -> None:
        self._core = core
        self.profile = profile
        """The numbers the risk rests on."""
        self._like = like
        self.on = None if day is None else datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
        """The day on which judgements were looked at; ``None`` where there were none."""
        self.calibrated = False
        """Whether verified outcomes stand behind the probabilities; never so without a backtest."""

    @cached_property
    def table(self) -> _core.Table:
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""
        return self._core.frame()

    @cached_property
    def frame(self) -> Any:
        """One row a board, as a frame of the kind that went in."""
        return self._native(self.table)

    @cached_property
    def programmes(self) -> Any:
        """One row a programme: unit, board, students, probability of each aspect (``probability_results``, ...),
        probability, insufficient (at or above the cut of the profile), flagged, state and reason.

        ``state``: ``judged`` (an insufficient judgement is in force), ``statement``, ``no_statement``,
        ``not_examined``. ``reason``: ``undecided``, ``too_few``, ``group_too_small``, ``no_variation``, ``missing``,
        ``no_results``, else null. An aspect without data has no probability, which is not zero.
        """
        return self._native(self._core.programmes())

    @cached_property
    def indicators(self) -> Any:
        """One row a unit, indicator and level: the pooled counts, the comparison with peers, the cut, and the
        probability that the true share lies on its bad side, before (prior) and after the counts."""
        return self._native(self._core.indicators())

    @cached_property
    def _programmes_of(self) -> dict[str, list[dict[str, Any]]]:
        return _grouped(self._core.programmes(), "board", ("unit", "students", "probability"))

    @cached_property
    def _indicators_of(self) -> dict[str, list[dict[str, Any]]]:
        names = ("indicator", "numerator", "denominator", "cut", "probability")
        return _grouped(self._core.indicators(), "unit", names)

    @cached_property
    def breaches(self) -> Any:
        """The insufficient judgements in force: unit, board, kind, date, deadline, standing."""
        return self._native(self._core.breaches())

    @property
    def digest(self) -> str:
        """SHA-256 of the pooled results and the options of their comparison; the same for any order of rows."""
        return self._core.digest

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The boards, in the order of the table of units."""
        return tuple(to_array(self.table, "unit").tolist())

    def probability_below(self, limit: float) -> Any:
        """Probability that fewer than a share of students are in insufficient programmes: unit, probability_below.

        Parameters
        ----------
        limit
            A share of 0 to 1 with at most four decimals. A share equal to it is not below it.

        Raises
        ------
        kring.InvalidValue
            For any other limit.
        """
        share = number(limit, "limit")
        scaled = round(share * 10_000)
        if not 0 <= scaled <= 10_000 or abs(share * 10_000 - scaled) > 1e-6:
            raise _core.InvalidValue(f"limit is {limit!r}; give a share from 0 to 1 with at most four decimals")
        return self._native(self._core.probability_below(scaled))

    def law(self, unit: str) -> npt.NDArray[np.float64]:
        """The law of the number of students (or programmes, see ``basis``) in insufficient programmes of a board.

        Element k is the probability of k; empty for a board that was not examined.

        Raises
        ------
        kring.UnknownIdentifier
            For a unit that is no board.
        """
        return self._core.law(unit)

    def explain(self, unit: str, language: Language = "en") -> str:
        """Why a board has the risk it has, in sentences, English or Dutch."""
        return "\n".join(self._core.explain(unit, is_dutch(language)))

    def to_json(self) -> str:
        """The boards as JSON, with version, profile and digest; a number that does not exist is null."""
        columns = {name: to_array(self.table, name).tolist() for name in self.table.column_names}
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        p = self.profile
        content = {
            "kring": _core.__version__,
            "profile": {"id": p.id, "version": p.version, "status": p.status, "digest": p.digest},
            "digest": self.digest,
            "on": None if self.on is None else self.on.isoformat(),
            "calibrated": self.calibrated,
            "rows": rows,
        }
        return json.dumps(content, ensure_ascii=False, allow_nan=False)

    def _native(self, table: _core.Table) -> Any:
        return frames.to_native(table, self._like)

    def __len__(self) -> int:
        return self.table.num_rows

    def _head(self) -> str:
        p = self.profile
        day = "" if self.on is None else f" on {self.on}"
        return (
            f"Education risk of {len(self)} board{'s'[: len(self) != 1]}{day}, uncalibrated, "
            f"by profile {p.id} {p.version} ({p.status}, digest {p.digest[:12]})"
        )

    def _rows(self) -> list[list[str]]:
        columns = [to_array(self.table, name).tolist() for name in _PRINTED]
        rows = [list(_PRINTED)]
        return rows + [[cell_text(cell) for cell in row] for row in list(zip(*columns, strict=True))[:20]]

    def _left_out(self) -> int:
        return max(0, len(self) - 20)


def _grouped(table: _core.Table, key: str, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a table by the value of one column; a number that is missing is None."""
    columns = {name: to_array(table, name).tolist() for name in names}
    found: dict[str, list[dict[str, Any]]] = {}
    for value, *row in zip(to_array(table, key).tolist(), *columns.values(), strict=True):
        known = [None if isinstance(one, float) and math.isnan(one) else one for one in row]
        found.setdefault(value, []).append(dict(zip(columns, known, strict=True)))
    return found
