# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assessing quality assurance."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any, get_args

import numpy.typing as npt

from kring import _core
from kring._day import day_number
from kring.cycle._dossier import Dossier, UnitKind
from kring.frames.arrays import to_array
from kring.quality._profile import Profile, load_profile
from kring.quality._quality import Quality
from kring.statistics import intraclass_correlation
from kring.statistics._arrays import thread_count


def assess_quality(
    dossier: Dossier,
    *,
    profile: str | os.PathLike[str] | Profile = "proposal-2026",
    on: str | datetime.date | None = None,
    level: UnitKind = "institution",
    ratings: npt.ArrayLike | None = None,
    threads: int = 0,
) -> Quality:
    """Score how ambitious, visible, traceable and reliable the quality assurance of every unit of a kind is.

    Four properties in [0, 1], higher is better: ambition A (element a of the letter of 2020), visibility V (element d),
    traceability T (links between records) and reliability R (elements b and c, and verification); Q is their MinBlend.
    Each unit is assessed by its own records and those of the units below it. ``docs/quality.md`` gives every formula.
    All numbers come from the profile, which is a proposal: nobody has published how to measure the three keywords.

    Parameters
    ----------
    dossier
        The quality cycle of one or more institutions.
    profile
        Id of the catalogue, a TOML file, or a :class:`Profile`.
    on
        The day on which is assessed: what is due, how old things are. Left out, the dossier's ``last_day``.
    level
        Kind of unit that is assessed: one row each in ``frame``.
    ratings
        Ratings by several raters of the same things, one row a thing and one column a rater. Given, the reliability of
        one rater is their intraclass correlation ICC(2,1), within [0, 1], instead of the profile's.
    threads
        0 means every hardware thread. The scores do not depend on it.

    Returns
    -------
    Quality
        Scores, parts, gaps, explanations and pictures.

    Raises
    ------
    kring.InvalidValue
        For an unknown level or one the dossier has no unit of, ratings that cannot be used, or a dossier without any
        date where ``on`` is left out.
    kring.UnknownIdentifier
        For a profile the catalogue does not have.
    """
    if not isinstance(dossier, Dossier):
        raise _core.InvalidValue(f"dossier is {type(dossier).__name__}: expected a kring.Dossier")
    if level not in get_args(UnitKind):
        raise _core.InvalidValue(f"level is {level!r}: expected one of {', '.join(get_args(UnitKind))}")
    kinds = dict.fromkeys(to_array(dossier.table("units"), "kind").tolist())
    if level not in kinds:
        raise _core.InvalidValue(
            f"the dossier has no unit of kind {level!r}: it has {', '.join(kinds)}; give level=..."
        )
    day = dossier._core.last_day if on is None else day_number(on)
    if day is None:
        raise _core.InvalidValue("no record, publication or event has a date: say on which day to assess (on=...)")
    rater = None if ratings is None else _rater_reliability(ratings)
    return assessed(dossier, _profile(profile), day, level, rater, threads)


def assessed(dossier: Dossier, used: Profile, day: int, level: str, rater: float | None, threads: int = 0) -> Quality:
    """Assess by a profile that was read, on a day that is known."""
    core = _core.Quality(dossier._core, used._core, day, level, rater, thread_count(threads))
    return Quality(core, dossier, used, day=day, level=level, rater_reliability=rater)


def _profile(profile: str | os.PathLike[str] | Profile) -> Profile:
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, str) and Path(profile).suffix != ".toml":
        return Profile(_core.profile_text(profile), f"catalogue, {profile}.toml")
    return load_profile(profile)


def _rater_reliability(ratings: Any) -> float:
    found = float(intraclass_correlation(ratings).icc2)
    if found != found:
        raise _core.InvalidValue(
            "the ratings do not differ at all: nothing can be said of the reliability of one rater"
        )
    return min(1.0, max(0.0, found))
