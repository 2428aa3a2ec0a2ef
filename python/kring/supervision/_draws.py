# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bands of many draws, where what a band rests on is uncertain."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kring._core import InvalidValue
from kring.frames.arrays import to_array
from kring.statistics._arrays import thread_count
from kring.supervision._profile import SupervisionProfile, profile_of

if TYPE_CHECKING:
    from kring.supervision._advice import Advice


def bands(
    draws: Mapping[str, npt.ArrayLike],
    *,
    profile: str | os.PathLike[str] | SupervisionProfile = "proposal-2026",
    threads: int = 0,
) -> npt.NDArray[np.int8]:
    """Give the band of every draw of a board's criteria, without hysteresis.

    Parameters
    ----------
    draws
        Lists of one length by criterion: ``{"ambition": ..., "risk": ...}``; NaN is unknown. Criteria that are left out
        are taken from others as :func:`kring.supervise` does, or are unknown.
    profile
        Id of the catalogue, a TOML file, or a :class:`SupervisionProfile`.
    threads
        0 means every hardware thread. The bands do not depend on it.

    Raises
    ------
    kring.InvalidValue
        For an unknown criterion, lists of different lengths, or none.
    """
    columns = {name: np.ascontiguousarray(values, dtype=np.float64) for name, values in draws.items()}
    return profile_of(profile)._core.bands_of_draws(columns, thread_count(threads))


def band_probabilities(
    draws: Mapping[str, npt.ArrayLike],
    *,
    profile: str | os.PathLike[str] | SupervisionProfile = "proposal-2026",
    threads: int = 0,
) -> dict[int, float]:
    """Give the share of draws in each band, every band of the profile among them; see :func:`bands`.

    The standard error of a share p from n draws is sqrt(p (1 - p) / n).
    """
    used = profile_of(profile)
    found = bands(draws, profile=used, threads=threads)
    counts = np.bincount(found, minlength=len(used.bands()))
    return {band: float(count) / len(found) for band, count in enumerate(counts)} if len(found) else {}


def posterior_draws(advice: Advice, unit: str, draws: int, seed: int) -> dict[str, npt.NDArray[np.float64]]:
    """Draw the criteria of a board: R and E from their laws, all others as they are."""
    if draws < 1:
        raise InvalidValue(f"draws is {draws}: expected 1 or more")
    if advice.quality is None and advice.risk is None:
        raise InvalidValue(
            "there is no law of R or E: the advice was made from a frame; draw its criteria and use "
            "kring.supervision.band_probabilities"
        )
    table = advice._core.criteria()
    advice._core.gates(unit)  # refuses a unit that is not there
    row = advice.units.index(unit)
    found: dict[str, npt.NDArray[np.float64]] = {}
    for name in table.column_names:
        if name in ("unit", "quality"):
            continue
        value = np.ma.filled(np.ma.asarray(to_array(table, name), dtype=np.float64), np.nan)[row]
        found[name] = np.full(draws, value)
    random = np.random.Generator(np.random.Philox(seed))
    if advice.quality is not None and not np.isnan(found["reliability"][0]):
        scores = advice.quality.scores(unit)
        accuracy = advice.quality.profile.numbers["reliability"]["inspector_accuracy"]
        # Without a failure to be expected the law is a point at 1.
        seen = random.beta(scores["agreed"], scores["failed"], draws) if scores["failed"] > 0 else np.ones(draws)
        drawn = np.clip((seen - (1 - accuracy)) / (2 * accuracy - 1), 0, 1)
        found["reliability"] = found["reliability_low"] = np.minimum(drawn, scores["cap"])
    if advice.risk is not None and unit in advice.risk.units:
        law = advice.risk.law(unit)
        if len(law):
            places = np.searchsorted(np.cumsum(law), random.random(draws), side="right")
            share = np.minimum(places, len(law) - 1) / (len(law) - 1)
            found["risk"] = found["risk_upper"] = share
            found["risk_secure"] = (np.round(share * 10_000) < round(advice.profile.risk_limit * 10_000)).astype(float)
    return found
