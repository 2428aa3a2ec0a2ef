# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How likely each outcome is when shares are uncertain."""

from __future__ import annotations

import html
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kring import _core, frames
from kring._shown import html_table, text_table
from kring.frames.arrays import to_array
from kring.statistics._arrays import thread_count, whole_number

if TYPE_CHECKING:
    from kring.framework._framework import Framework


def draw_options(draws: int | None, seed: int, minimum_peers: int, threads: int) -> tuple[int, int, int, int]:
    """Check the options of ``probabilities``; no draws come out as 0."""
    if draws is not None and not 1 <= whole_number(draws, "draws") < 2**32:
        raise _core.InvalidValue(f"draws is {draws}; give 1 to {2**32 - 1:,}, or leave it out for exact probabilities")
    peers = whole_number(minimum_peers, "minimum_peers")
    return draws or 0, whole_number(seed, "seed"), peers, thread_count(threads)


class Probabilities:
    """The probability of each outcome of each judgement; made by ``probabilities``.

    ``frame`` has one row a unit, judgement and outcome, with the columns ``unit``, ``level`` and ``school_year`` where
    there are such, ``judgement``, ``outcome``, ``probability`` (in [0, 1], adding up to 1 for a unit and judgement),
    ``standard_error`` (of the simulation; 0 where the probability is exact) and ``prior``: ``peers`` where the spread
    of true shares was learnt from the other units at the same level, ``jeffreys`` where one of the unit's indicators
    had too few of them or no spread to learn from, ``none`` where nothing is uncertain.
    """

    def __init__(self, table: _core.Table, framework: Framework, *, like: Any, draws: int | None, seed: int) -> None:
        self.table = table
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""
        self._like = like
        self.framework = framework
        """The framework that judged."""
        self.draws = draws
        """The draws asked for; None for exact probabilities where they can be had."""
        self.seed = seed
        """Of the draws."""

    @cached_property
    def frame(self) -> Any:
        """The probabilities as a frame of the kind that went in."""
        return frames.to_native(self.table, self._like)

    def __len__(self) -> int:
        return self.table.num_rows

    def _shown(self, rows: int) -> list[tuple[str, ...]]:
        names = [name for name in self.table.column_names if name != "standard_error"]
        columns = [to_array(self.table, name)[:rows].tolist() for name in names]
        return [
            tuple(names),
            *(tuple(f"{v:.3f}" if isinstance(v, float) else str(v) for v in row) for row in zip(*columns, strict=True)),
        ]

    def _summary(self) -> str:
        how = "exact where possible" if self.draws is None else f"{self.draws} draws, seed {self.seed}"
        return f"probabilities by {self.framework.id} {self.framework.version} ({self.framework.status}), {how}"

    def __repr__(self) -> str:
        lines = text_table(self._shown(10))
        more = len(self) - 10
        return "\n".join([self._summary(), *lines, *([f"... {more} more rows; see .frame"] if more > 0 else [])])

    def _repr_html_(self) -> str:
        return html_table(self._shown(20), caption=html.escape(self._summary()))
