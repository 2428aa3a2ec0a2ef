# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Limits between which shares and ratios fall when chance alone moves them."""

from __future__ import annotations

from numpy.typing import ArrayLike

from kring import _core
from kring.statistics import _arrays
from kring.statistics._arrays import Floats


def funnel_limits(trials: ArrayLike, *, target: ArrayLike, probabilities: ArrayLike, threads: int = 1) -> Floats:
    """Exact binomial funnel limits around a target share, interpolated between counts.

    Parameters
    ----------
    trials
        Sizes of the groups, whole numbers from 1 to 10**12.
    target
        The true share under which limits hold, strictly between 0 and 1; broadcast against `trials`.
    probabilities
        Probability of falling below each limit, one or several, strictly between 0 and 1; for a funnel of 95% and 99.8%
        give ``[0.001, 0.025, 0.975, 0.999]``.
    threads
        Number of threads; 0 means every hardware thread.

    Returns
    -------
    numpy.ndarray
        Shares, of the shape of `trials` (with `target`) followed by the shape of `probabilities`. They lie in
        (-1/n, 1]: a limit of 0 or less means that no count, not even 0, falls below it.

    Raises
    ------
    kring.InvalidValue
        For trials, a target or a probability out of range or missing, naming the first.

    Notes
    -----
    ``(r_p - a)/n`` with ``r_p`` the smallest count with ``F(r_p) >= p``, ``a = (F(r_p) - p)/P(X = r_p)`` and F the
    distribution function of X ~ Bin(n, target). Interpolation favours alarms above a little: counts above the upper
    limit have a probability somewhat over ``1 - p``, counts below the lower limit one somewhat under ``p``; at the
    upper side the whole count ``ceil(n limit)`` keeps to ``1 - p``.

    These are limits of the predictive distribution of the target, not a confidence interval drawn around it, which
    raises too few alarms. They know binomial chance only: with overdispersion more groups fall outside than the
    probabilities say.

    References
    ----------
    Spiegelhalter (2005), doi:10.1002/sim.1970.

    Examples
    --------
    >>> from kring.statistics import funnel_limits
    >>> funnel_limits(10, target=0.75, probabilities=[0.025, 0.975]).round(5)
    array([0.40903, 0.95561])
    """
    shape, (n, t) = _arrays.broadcast(_arrays.integers(trials, "trials"), _arrays.reals(target, "target"))
    levels = _arrays.reals(probabilities, "probabilities")
    limits: Floats = _core.funnel_limits(n, t, levels.reshape(-1), _arrays.thread_count(threads))
    return limits.reshape(shape + levels.shape)


def poisson_limits(expected: ArrayLike, *, probabilities: ArrayLike, threads: int = 1) -> Floats:
    """Exact Poisson funnel limits of the ratio of an observed to an expected count, interpolated between counts.

    Parameters
    ----------
    expected
        Expected counts, above 0 and at most 1e9.
    probabilities
        Probability of falling below each limit, one or several, strictly between 0 and 1.
    threads
        Number of threads; 0 means every hardware thread.

    Returns
    -------
    numpy.ndarray
        Ratios (1 = as expected), of the shape of `expected` followed by the shape of `probabilities`. They lie above
        ``-1/expected``; a limit of 0 or less means that no count falls below it.

    Raises
    ------
    kring.InvalidValue
        For an expected count or a probability out of range or missing, naming the first.

    Notes
    -----
    ``(r_p - a)/E`` as in `funnel_limits`, with X ~ Poisson(E). Much software draws the exact Poisson confidence
    interval around the target instead (chi-square quantiles over ``2 E``): that one is wider and raises fewer alarms
    than its name says.

    References
    ----------
    Spiegelhalter (2005), doi:10.1002/sim.1970.
    """
    counts = _arrays.reals(expected, "expected")
    levels = _arrays.reals(probabilities, "probabilities")
    limits: Floats = _core.poisson_limits(counts.reshape(-1), levels.reshape(-1), _arrays.thread_count(threads))
    return limits.reshape(counts.shape + levels.shape)
