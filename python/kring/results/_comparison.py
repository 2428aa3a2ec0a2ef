# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The result of comparing units with their peers."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from kring import _core, catalog, frames
from kring._shown import html_table, text_table
from kring.frames.arrays import to_array
from kring.results._explanation import Explanation

if TYPE_CHECKING:
    import altair

Language = Literal["en", "nl"]
PlotKind = Literal["funnel", "caterpillar", "trend", "ranks"]

_PRINTED = ("unit", "indicator", "school_year", "group", "share", "target", "adjusted_z_score", "state")


class Comparison:
    """Units compared with their peers; made by :func:`kring.compare`.

    ``frame`` has one row a row of the input, in its order, with the columns

    - ``unit``, ``indicator``, ``school_year``, ``group``, ``numerator``, ``denominator``: the input;
    - ``share``: numerator / denominator, in [0, 1]; ``lower``, ``upper``: its exact interval;
    - ``target``: pooled share of the peers; ``z_score``: exact mid-p z against it, negative below;
    - ``phi``: mean squared winsorised z of the peers, 1 when chance explains all; ``tau_squared``: variance between
      units beyond chance, on the scale of the share; ``adjusted_z_score``: the z that allows for it;
    - ``shrunken_share``, ``shrunken_lower``, ``shrunken_upper``: the share with chance allowed for, and its interval;
    - ``probability_below``: probability that the true share lies on the bad side of the target;
    - ``adjusted_p_value``: two-sided p of the adjusted z, Benjamini-Hochberg among the peers;
    - ``expected_rank`` (1 is best), and after the two next columns ``rank_lower``, ``rank_upper``, ``rankability``
      (0: ranking is a lottery, 1: no chance in it) and ``group_size``;
    - ``state``: ``flagged_low``, ``flagged_high``, ``as_expected`` or ``no_statement``; ``reason``: why no statement is
      made (``missing``, ``too_few``, ``incomplete_window``, ``group_too_small``, ``no_variation``), else null;

    and then every other column of the input, untouched. A number that does not exist is null.
    """

    def __init__(
        self,
        core: _core.Comparison,
        source: _core.Table,
        *,
        like: Any,
        group: Sequence[str],
        directions: Mapping[str, catalog.Direction],
    ) -> None:
        self._core = core
        self._directions = dict(directions)
        self._like = like
        self._group = tuple(group)
        self.table = core.table(source, list(group))
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""

    @cached_property
    def frame(self) -> Any:
        """The comparison as a frame of the kind that went in."""
        return frames.to_native(self.table, self._like)

    @cached_property
    def columns(self) -> Mapping[str, npt.NDArray[Any]]:
        """The comparison as NumPy arrays by column name; a number that does not exist is NaN, a text None."""
        return MappingProxyType({name: _filled(self.table, name) for name in self.table.column_names})

    @property
    def digest(self) -> str:
        """SHA-256 of the observations, the rules and the version of kring; the same for any order of rows."""
        return self._core.digest

    @property
    def version(self) -> str:
        """Version of kring that made the comparison."""
        return _core.__version__

    @property
    def rules(self) -> dict[str, Any]:
        """Every choice the comparison rests on, with its value; none of them is law."""
        return {
            "status": "proposal",
            "group": list(self._group),
            "directions": self._directions,
            "indicators": f"{catalog.indicators_version} {catalog.indicators_digest}",
            **self._core.options.as_dict(),
        }

    def indicator(self, id: str) -> catalog.Indicator:
        """Return the definition the comparison used: one of the user's ``directions``, else that of the catalogue."""
        if id in self._directions:
            return catalog.undefined_indicator(id, self._directions[id])
        return catalog.indicator(id)

    def explain(
        self,
        unit: str,
        language: Language = "en",
        *,
        indicator: str | None = None,
        school_year: str | None = None,
    ) -> Explanation:
        """Say in sentences, and as data, what the comparison says of one unit and why.

        Parameters
        ----------
        unit
            The unit, as the column ``unit`` writes it.
        language
            ``"en"`` or ``"nl"``.
        indicator, school_year
            Only the rows of this indicator or school year.

        Raises
        ------
        kring.UnknownIdentifier
            Where the comparison has no such unit (the nearest names are given), or no such row of it.
        """
        rows = self._rows(unit, indicator, school_year)
        sentences = [self._core.explain(row, language) for row in rows]
        return Explanation(unit, language, sentences, [self._row(row) for row in rows])

    def plot(
        self,
        kind: PlotKind,
        *,
        indicator: str | None = None,
        group: str | None = None,
        school_year: str | None = None,
        unit: str | None = None,
        names: Mapping[str, str] | None = None,
        source: str | None = None,
        language: Language = "en",
    ) -> altair.VConcatChart:
        """Draw the comparison: ``"funnel"``, ``"caterpillar"``, ``"trend"`` or ``"ranks"``; see :mod:`kring.plot`.

        Parameters
        ----------
        indicator, group, school_year, unit
            What to draw. The indicator may be left out where the comparison has one; without a group there is a panel a
            group, without a school year the latest is drawn; ``unit`` is ringed and named.
        names
            Names of units by code, for example of the table ``units``.
        source
            Where the figures come from; stands under the chart.
        language
            ``"en"`` or ``"nl"``.
        """
        from kring import plot

        draw = getattr(plot, kind, None) if kind in ("funnel", "caterpillar", "trend", "ranks") else None
        if draw is None:
            raise _core.InvalidValue(
                f"plot {kind!r} is not known: expected 'funnel', 'caterpillar', 'trend' or 'ranks'"
            )
        chosen = {
            "indicator": indicator,
            "group": group,
            "school_year": school_year,
            "unit": unit,
            "names": names,
            "source": source,
        }
        given = {key: value for key, value in chosen.items() if value is not None}
        chart: altair.VConcatChart = draw(self, language=language, **given)
        return chart

    def to_json(self) -> str:
        """The comparison as JSON: version, digest, rules, and the rows; a number that does not exist is null."""
        rows = [self._row(row) for row in range(len(self))]
        content = {"kring": self.version, "digest": self.digest, "rules": self.rules, "rows": rows}
        return json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)

    def __len__(self) -> int:
        return self.table.num_rows

    def __repr__(self) -> str:
        lines = [f"Comparison of {len(self)} rows: {self._counts()}"]
        cells = [_PRINTED, *(self._printed(row) for row in range(min(len(self), 8)))]
        lines += text_table(cells)
        if len(self) > 8:
            lines.append(f"... {len(self) - 8} more rows; see .frame")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        cells = [_PRINTED, *(self._printed(row) for row in range(min(len(self), 20)))]
        more = f"; the first 20 of {len(self)} rows, see <code>.frame</code>" if len(self) > 20 else ""
        caption = f"{html.escape(self._counts())}{more}. kring {self.version}, digest {self.digest[:12]}"
        return html_table(cells, caption=caption)

    def _rows(self, unit: str, indicator: str | None, school_year: str | None) -> list[int]:
        columns = self.columns
        chosen = columns["unit"] == unit
        if not chosen.any():
            raise _core.UnknownIdentifier(_unknown("unit", unit, columns["unit"]))
        for name, value in (("indicator", indicator), ("school_year", school_year)):
            if value is None:
                continue
            kept = chosen & (columns[name] == value)
            if not kept.any():
                raise _core.UnknownIdentifier(f"unit {unit!r}: {_unknown(name, value, columns[name][chosen])}")
            chosen = kept
        rows = [int(row) for row in np.flatnonzero(chosen)]
        rows.sort(key=lambda row: str(columns["indicator"][row]))
        rows.sort(key=lambda row: str(columns["school_year"][row]), reverse=True)
        return rows

    def _row(self, row: int) -> dict[str, Any]:
        return {name: _plain(values[row]) for name, values in self.columns.items()}

    def _printed(self, row: int) -> tuple[str, ...]:
        values = (_plain(self.columns[name][row]) for name in _PRINTED)
        return tuple("-" if v is None else f"{v:.3f}" if isinstance(v, float) else str(v) for v in values)

    def _counts(self) -> str:
        states, counts = np.unique(self.columns["state"].astype(str), return_counts=True)
        return ", ".join(f"{count} {state}" for state, count in zip(states, counts, strict=True))


def _filled(table: _core.Table, name: str) -> npt.NDArray[Any]:
    values: npt.NDArray[Any] = to_array(table, name)
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(np.float64), np.nan)
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def _unknown(what: str, name: str, known: Iterable[Any]) -> str:
    import difflib

    names = sorted({str(value) for value in known})
    near = difflib.get_close_matches(name, names, n=3) or names[:5]
    return f"{what} {name!r} is not in the comparison: expected one of its {len(names)}, such as {', '.join(near)}"
