# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessing education risk."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from kring import _core, frames
from kring._day import day_number
from kring.results._validate import group_columns
from kring.risk._profile import RiskProfile, used_profile
from kring.risk._risk import Risk
from kring.statistics._arrays import thread_count


def assess_risk(
    results: Any,
    units: Any,
    *,
    judgements: Any = None,
    finance: Any = None,
    profile: str | os.PathLike[str] | RiskProfile = "proposal-2026",
    on: str | datetime.date | None = None,
    group: str | Sequence[str] | None = "group",
    directions: Mapping[str, Literal["higher", "lower"]] | None = None,
    threads: int = 0,
) -> Risk:
    """Estimate the risk that students are in insufficient programmes, for every board.

    Results of the latest school years are pooled; each indicator is held against its norm, or against its peers where
    no norm is given; indicators make aspects, aspects make programmes, programmes make boards. An insufficient
    judgement in force is a fact, not a chance. ``docs/risk.md`` gives every formula. All numbers come from the profile,
    which is a proposal, and no probability is calibrated: see :func:`kring.backtest`.

    Parameters
    ----------
    results
        Any frame with the columns of the table ``results``: unit, indicator, school_year, numerator, denominator, and
        the grouping column; optional level, and norm (a share such as 0.67 that the unit must reach, or stay under
        where lower is better). One row a unit, indicator, school year and level.
    units
        Any frame with unit and parent (or board); optional kind, students, funding (``funded``, ``non_funded``). A
        board without programmes stands for itself as one.
    judgements
        Any frame with unit, kind, verdict, date and, where known, term (a last day, or a duration such as ``P1Y`` from
        the date). Kind names what was judged: a later judgement of the same kind replaces an earlier one.
    finance
        Any frame with unit, indicator, year and value.
    profile
        Id of the catalogue, a TOML file, or a :class:`RiskProfile`.
    on
        The day on which judgements are looked at; needed where there are any.
    group
        Column, or columns, whose equal values make units peers; ``None`` compares all units with each other.
    directions
        ``"higher"`` or ``"lower"`` for indicators that :func:`kring.catalog.indicators` does not know.
    threads
        0 means every hardware thread. The numbers do not depend on it.

    Returns
    -------
    Risk
        Boards, programmes, indicators, breaches and explanations.

    Raises
    ------
    kring.InvalidTable
        Where a table breaks its contract: every fault of every table is listed with its rows.
    kring.InvalidValue
        For results or judgements of units that are not there, and judgements without a day to look at them.
    kring.UnknownIdentifier
        For a profile the catalogue does not have, or an indicator without a direction.
    """
    used = used_profile(profile)
    if judgements is not None and on is None:
        raise _core.InvalidValue("judgements have terms: say on which day to look at them (on='2025-08-01')")
    day = day_number(on)
    core = _core.Risk(
        frames.to_table(results, name="results"),
        list(group_columns(group)),
        frames.to_table(units, name="units"),
        None if judgements is None else frames.to_table(judgements, name="judgements"),
        None if finance is None else frames.to_table(finance, name="finance"),
        used._core,
        dict(directions or {}),
        0 if day is None else day,
        thread_count(threads),
    )
    return Risk(core, used, like=results, day=day)
