# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Watching the results of units over the school years, between visits."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

import numpy as np

from kring import _core, frames
from kring._shown import Shown, cell_text
from kring.results import compare
from kring.risk._profile import RiskProfile, used_profile
from kring.statistics import normal_cusum, xmr_limits


class Surveillance(Shown):
    """Series of school years, one a unit, indicator, group and level; made by :func:`surveillance`.

    ``frame`` has one row a series with the columns unit, indicator, group, level, years (with figures), last (school
    year), share (in it), mean, lower, upper (limits within which the series stays when nothing special happens),
    variation, target, assurance, cusum (after the last year), alarm (the first school year above the limit), state and
    reason.

    - ``variation``: ``low`` or ``high`` where the last share is outside the limits, else ``common``;
    - ``assurance``: ``meets`` where the limits lie wholly on the good side of the target, ``misses`` where wholly on
      the bad side, else ``hit_or_miss``; null without a norm;
    - ``cusum``: of the adjusted z-scores against peers, watched on the bad side;
    - ``state``: ``alarm``, ``quiet`` or ``no_statement``, with reason ``too_few_years``, ``gap`` or
      ``no_figures``. A CUSUM needs no minimum of years; limits do.

    ``points`` has one row a school year: unit, indicator, group, level, school_year, share, z (positive is bad), cusum.
    """

    def __init__(self, series: dict[str, Any], points: dict[str, Any], profile: RiskProfile, like: Any) -> None:
        self._series = series
        self._points = points
        self._like = like
        self.profile = profile
        """Where k, h and the least number of years come from."""

    @cached_property
    def frame(self) -> Any:
        """One row a series, as a frame of the kind that went in."""
        return frames.to_native(frames.to_table(self._series, name="surveillance"), self._like)

    @cached_property
    def points(self) -> Any:
        """One row a school year of a series, as a frame of the kind that went in."""
        return frames.to_native(frames.to_table(self._points, name="points"), self._like)

    def __len__(self) -> int:
        return len(self._series["unit"])

    def _head(self) -> str:
        p = self.profile
        alarms = self._series["state"].count("alarm")
        return f"{len(self)} series, {alarms} with an alarm, by profile {p.id} {p.version} ({p.status})"

    def _rows(self) -> list[list[str]]:
        names = ("unit", "indicator", "years", "share", "variation", "assurance", "cusum", "state", "reason")
        cells = list(zip(*(self._series[name] for name in names), strict=True))[:20]
        return [list(names), *([cell_text(cell) for cell in row] for row in cells)]

    def _left_out(self) -> int:
        return max(0, len(self) - 20)


def surveillance(
    results: Any,
    *,
    norms: Mapping[str, float] | None = None,
    profile: str | os.PathLike[str] | RiskProfile = "proposal-2026",
    group: str | Sequence[str] | None = "group",
    directions: Mapping[str, Literal["higher", "lower"]] | None = None,
    threads: int = 0,
) -> Surveillance:
    """Watch the series of school years of every unit and indicator: CUSUM against peers, variation, assurance.

    Each school year is compared with the peers of that year, so that what happens to everybody raises no alarm. The
    z-score allows for the spread between peers; its bad side is summed by ``S = max(0, S + z - k)``, and S above h is
    an alarm. Run lengths for the k and h of the profile: :func:`kring.statistics.cusum_run_length`.

    Parameters
    ----------
    results
        The table ``results``, as :func:`kring.compare` takes it; one school year a row.
    norms
        Of indicators, a share that must be reached, or stayed under where lower is better.
    profile
        Id of the catalogue, a TOML file, or a :class:`RiskProfile`.
    group, directions, threads
        As of :func:`kring.compare`.

    Returns
    -------
    Surveillance
        One row a series, and one a school year.

    Raises
    ------
    kring.InvalidTable, kring.UnknownIdentifier, kring.InvalidValue
        As :func:`kring.compare` does, and for a norm that is no share.

    Notes
    -----
    Small numbers make z-scores that are not normal; institutions that are always below their peers alarm too, since
    being below is what is watched. A CUSUM of a series with a gap goes on after it.
    """
    used = used_profile(profile)
    compared = compare(results, group=group, directions=directions, rank_draws=0, threads=threads)
    columns = compared.columns
    level = columns.get("level", np.full(len(compared), None, dtype=object))
    keys = [columns[name] for name in ("unit", "indicator", "group")]
    series: dict[tuple[str, ...], list[int]] = {}
    order = sorted(range(len(compared)), key=lambda row: str(columns["school_year"][row]))
    for row in order:
        series.setdefault((*(str(column[row]) for column in keys), str(level[row] or "")), []).append(row)
    lines: list[dict[str, Any]] = []
    points: list[dict[str, Any]] = []
    for key in sorted(series):
        unit, indicator, peers, stage = key
        head = {"unit": unit, "indicator": indicator, "group": peers, "level": stage or None}
        higher = compared.indicator(indicator).direction == "higher"
        norm = _norm(norms or {}, indicator)
        own = _points(columns, series[key], head, higher, used)
        points += own
        lines.append(head | _line(own, higher, norm, used))
    return Surveillance(_columns(lines), _columns(points), used, results)


def _norm(norms: Mapping[str, float], indicator: str) -> float | None:
    norm = norms.get(indicator)
    if norm is not None and not 0 < norm < 1:
        raise _core.InvalidValue(f"the norm of {indicator!r} is {norm!r}; give a share above 0 and below 1")
    return norm


def _points(
    columns: Mapping[str, Any], rows: list[int], head: dict[str, Any], higher: bool, profile: RiskProfile
) -> list[dict[str, Any]]:
    z = [float(columns["adjusted_z_score"][row]) * (-1 if higher else 1) for row in rows]
    known = [place for place, value in enumerate(z) if value == value]
    sums: dict[int, float] = {}
    if known:
        path = normal_cusum([z[place] for place in known], k=profile._core.reference)
        sums = dict(zip(known, path.tolist(), strict=True))
    return [
        head
        | {
            "school_year": str(columns["school_year"][row]),
            "share": None if columns["share"][row] != columns["share"][row] else float(columns["share"][row]),
            "z": z[place] if place in sums else None,
            "cusum": sums.get(place),
        }
        for place, row in enumerate(rows)
    ]


def _line(own: list[dict[str, Any]], higher: bool, norm: float | None, profile: RiskProfile) -> dict[str, Any]:
    figures = [point for point in own if point["share"] is not None]
    sums = [point for point in own if point["cusum"] is not None]
    alarms = [point["school_year"] for point in sums if point["cusum"] > profile._core.limit]
    line: dict[str, Any] = {
        "years": len(figures),
        "last": own[-1]["school_year"],
        "share": own[-1]["share"],
        **dict.fromkeys(("mean", "lower", "upper", "variation")),
        "target": norm,
        "assurance": None,
        "cusum": sums[-1]["cusum"] if sums else None,
        "alarm": alarms[0] if alarms else None,
        "state": "alarm" if alarms else "quiet" if sums else "no_statement",
        "reason": None if sums else "no_figures",
    }
    if len(figures) < profile._core.minimum_years:
        line["reason"] = line["reason"] or "too_few_years"
        return line
    if len(figures) != _span(figures):
        line["reason"] = "gap"
        return line
    limits = xmr_limits([point["share"] for point in figures])
    line |= {"mean": limits.mean, "lower": limits.lower, "upper": limits.upper}
    last = figures[-1]["share"]
    line["variation"] = "low" if last < limits.lower else "high" if last > limits.upper else "common"
    if norm is not None:
        good = limits.lower >= norm if higher else limits.upper <= norm
        bad = limits.upper < norm if higher else limits.lower > norm
        line["assurance"] = "meets" if good else "misses" if bad else "hit_or_miss"
    return line


def _span(figures: list[dict[str, Any]]) -> int:
    """School years from the first to the last, both included."""
    return int(figures[-1]["school_year"][:4]) - int(figures[0]["school_year"][:4]) + 1


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}
