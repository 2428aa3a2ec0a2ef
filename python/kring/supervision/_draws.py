# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bands of many draws, where what a band rests on is uncertain."""

from __future__ import annotations

import os
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from kring.statistics._arrays import thread_count
from kring.supervision._profile import SupervisionProfile, profile_of


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
