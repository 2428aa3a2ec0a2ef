# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts over time: CUSUM with its run lengths, and individual values with moving ranges."""

from __future__ import annotations

from typing import NamedTuple

from numpy.typing import ArrayLike

from kring import _core
from kring.statistics import _arrays


class XmrLimits(NamedTuple):
    """Limits of a chart of individual values and moving ranges.

    Attributes
    ----------
    mean
        Of the values.
    moving_range
        Mean of the absolute differences of values that follow each other.
    lower, upper
        ``mean - 2.66 moving_range`` and ``mean + 2.66 moving_range``.
    """

    mean: float
    moving_range: float
    lower: float
    upper: float


def cusum_run_length(k: float, h: float, *, shift: float = 0) -> float:
    """Average run length of a one-sided normal CUSUM that starts at zero.

    Parameters
    ----------
    k
        Reference value, half the shift one wants to see, 0 to 10.
    h
        Decision limit, 0 to 30: alarm when the sum is above it.
    shift
        Shift of the mean in standard deviations, -10 to 10; 0 is in control.

    Returns
    -------
    float
        Expected number of observations up to and including the first alarm.

    Raises
    ------
    kring.InvalidValue
        For numbers out of range, and where an alarm is too rare to be computed.

    Notes
    -----
    Page's integral equation for ``S = max(0, S + z - k)`` by Gauss-Legendre quadrature with the atom at zero; nodes are
    doubled until two answers agree to 1e-10.

    References
    ----------
    Page (1954), doi:10.1093/biomet/41.1-2.100. Goel and Wu (1971), doi:10.1080/00401706.1971.10488790.

    Examples
    --------
    >>> from kring.statistics import cusum_run_length
    >>> round(cusum_run_length(0.5, 4), 2), round(cusum_run_length(0.5, 4, shift=1), 3)
    (335.37, 8.383)
    """
    reference, limit = _arrays.number(k, "k"), _arrays.number(h, "h")
    return _core.cusum_run_length(reference, limit, _arrays.number(shift, "shift"))


def bernoulli_cusum_run_length(probability: float, *, m: int, h: int) -> float:
    """Average run length of a Bernoulli CUSUM that starts at zero, exactly.

    Parameters
    ----------
    probability
        Of an event in one case, above 0 and at most 1.
    m
        The sum rises by ``m - 1`` with an event and falls by 1 without, never below 0; 2 to 10**6.
    h
        Decision limit, 1 to 10000: alarm when the sum is at or above it.

    Returns
    -------
    float
        Expected number of cases up to and including the first alarm.

    Raises
    ------
    kring.InvalidValue
        For numbers out of range; without events there is never an alarm.

    References
    ----------
    Reynolds and Stoumbos (1999), doi:10.1080/00224065.1999.11979900.

    Examples
    --------
    >>> from kring.statistics import bernoulli_cusum_run_length
    >>> round(bernoulli_cusum_run_length(0.1, m=7, h=12), 3)
    64.37
    """
    chance = _arrays.number(probability, "probability")
    return _core.bernoulli_cusum_run_length(chance, _arrays.whole_number(m, "m"), _arrays.whole_number(h, "h"))


def normal_cusum(z_scores: ArrayLike, *, k: float) -> _arrays.Floats:
    """One-sided normal CUSUM of a series: ``S = max(0, S + z - k)`` after each observation.

    High is the side that is watched; turn the sign to watch the other. It goes on after an alarm.

    Raises
    ------
    kring.InvalidValue
        For numbers that are not finite, or a k below 0.

    Examples
    --------
    >>> from kring.statistics import normal_cusum
    >>> normal_cusum([1, 2, -3], k=0.5).tolist()
    [0.5, 2.0, 0.0]
    """
    series = _arrays.vector(_arrays.reals(z_scores, "z_scores"), "z_scores")
    return _core.normal_cusum(series, _arrays.number(k, "k"))


def bernoulli_cusum(events: ArrayLike, *, m: int) -> _arrays.Integers:
    """Bernoulli CUSUM of cases in their order: up by ``m - 1`` with an event (1), down by 1 without (0), never below 0.

    Raises
    ------
    kring.InvalidValue
        For events other than 0 and 1, or m below 2.

    Examples
    --------
    >>> from kring.statistics import bernoulli_cusum
    >>> bernoulli_cusum([0, 1, 0, 0, 1, 1], m=4).tolist()
    [0, 3, 2, 1, 4, 7]
    """
    series = _arrays.vector(_arrays.integers(events, "events"), "events")
    return _core.bernoulli_cusum(series, _arrays.whole_number(m, "m"))


def xmr_limits(values: ArrayLike) -> XmrLimits:
    """Limits within which a series stays when nothing special happens: mean and 2.66 mean moving ranges either side.

    Raises
    ------
    kring.InvalidValue
        For fewer than 2 values or one that is not finite.

    Notes
    -----
    With few values the limits are hardly known; a trend makes them too narrow.

    References
    ----------
    Wheeler and Chambers (1992), Understanding Statistical Process Control.

    Examples
    --------
    >>> from kring.statistics import xmr_limits
    >>> xmr_limits([10, 12, 11, 10]).mean
    10.75
    """
    return XmrLimits(*_core.xmr_limits(_arrays.vector(_arrays.reals(values, "values"), "values")))
