# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The exact interval of the difference between two shares of independent counts."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kring.statistics import proportion_interval

Floats = NDArray[np.float64]

# Share of the allowed error that is spent on where the second share may lie. Limits cover for any such share.
_NUISANCE_ERROR: Final = 0.02
# How finely is searched; more of either changes no limit in its fourth decimal.
_POINTS: Final = 400
_STEPS: Final = 40
_EDGE: Final = 1e-12


def gap_interval(first: tuple[int, int], second: tuple[int, int], confidence: float) -> tuple[float, float]:
    """Give the limits of share one less share two, each as (events, trials), that cover at least the confidence.

    Tables are ordered by their difference of shares (Santner and Snell 1980, doi:10.2307/2287464); a limit is the
    difference at which the chance of one at least as far as seen is half the allowed error, whatever the second share
    is within its own interval, whose error is taken off (Berger and Boos 1994, doi:10.2307/2290928).
    """
    if (second[1], second[0]) < (first[1], first[0]):
        # One order for both, so that the gap of one group is that of the others the other way round.
        lower, upper = gap_interval(second, first, confidence)
        return -upper, -lower
    (x, m), (y, n) = first, second
    lower = _lower_limit(x, m, y, n, confidence)
    # The upper limit is the lower one of the mirror image: failures instead of successes.
    upper = -_lower_limit(m - x, m, n - y, n, confidence)
    return lower, upper


def _lower_limit(x: int, m: int, y: int, n: int, confidence: float) -> float:
    allowed = (1 - confidence) / 2
    spent = allowed * _NUISANCE_ERROR
    near = proportion_interval(y, n, confidence=1 - spent)
    second = np.linspace(near.lower, near.upper, _POINTS)
    # For each count of the first, the largest of the second that is at least as far apart as what was seen.
    largest = np.minimum((np.arange(m + 1) * n - (x * n - y * m)) // m, n)
    below = _cumulative(n, second)[:, np.maximum(largest, 0)] * (largest >= 0)
    low, high = -1.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        # Above 1 the first share is taken at 1, a smaller difference; below 0 there is no such pair of shares.
        possible = second + middle >= 0
        chance = ((_law(m, second + middle) * below).sum(axis=1) * possible).max()
        low, high = (low, middle) if chance > allowed - spent else (middle, high)
    return low


def _law(n: int, shares: Floats) -> Floats:
    """The binomial law, a row a share; a share outside 0 to 1 is taken at the edge."""
    p = np.clip(shares, _EDGE, 1 - _EDGE)[:, None]
    counts = np.arange(n + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    chances: Floats = np.exp(logs[n] - logs - logs[::-1] + counts * np.log(p) + (n - counts) * np.log1p(-p))
    return chances


def _cumulative(n: int, shares: Floats) -> Floats:
    found: Floats = np.cumsum(_law(n, shares), axis=1)
    return found
