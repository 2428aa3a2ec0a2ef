# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranks that say how little they know: expected ranks, rank intervals and rankability."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from kring import _core
from kring._core import InvalidValue
from kring.statistics._arrays import Floats, Integers, broadcast, number, reals, thread_count, vector


def expected_ranks(means: ArrayLike, standard_deviations: ArrayLike, *, threads: int = 1) -> Floats:
    """Expected rank of each unit, allowing for the uncertainty of all of them.

    Parameters
    ----------
    means : array_like of float
        Best estimate of the true value of each unit.
    standard_deviations : array_like of float
        Standard deviation of each true value around its estimate; 0 for a value that is known. One number serves all.
    threads : int, default 1
        Number of threads, 0 for all; the result has the same bits for every number.

    Returns
    -------
    numpy.ndarray of float64
        Expected ranks, 1 for the LOWEST value. They add up to K (K + 1) / 2 for K units; units that cannot be told
        apart share a rank.

    Raises
    ------
    InvalidValue
        Where a number is missing or infinite, or a standard deviation is negative.

    Notes
    -----
    With true values normal and independent, ER_i = 1 + sum over k != i of Phi((m_i - m_k) / sqrt(s_i^2 + s_k^2)). The
    time grows with the square of the number of units. The absolute error is below 1e-12 times that number. Publish
    expected ranks together with `rankability`: where that is low, all of them lie near the middle, and rightly so.

    References
    ----------
    Laird and Louis 1989, doi:10.3102/10769986014001029. Lingsma et al. 2009, doi:10.1186/1471-2288-9-53.

    Examples
    --------
    >>> expected_ranks([-1.0, 0.0, 1.0], 1.0).round(4)
    array([1.3184, 2.    , 2.6816])
    """
    shape, (m, s) = broadcast(reals(means, "means"), reals(standard_deviations, "standard_deviations"))
    vector(m.reshape(shape), "means")
    ranks: Floats = _core.expected_ranks(m, s, thread_count(threads))
    return ranks


@dataclass(frozen=True, eq=False)
class RankIntervals:
    """Interval of the rank of each unit, with what every digit of it depends on.

    Attributes
    ----------
    lower, upper : numpy.ndarray of int64
        Ends of the interval of each unit; rank 1 is the LOWEST value.
    confidence : float
        Probability that the rank of a unit lies in its interval, ends included, is at least this.
    draws, seed : int
        Number of simulated draws, and the seed they came from.
    """

    lower: Integers
    upper: Integers
    confidence: float
    draws: int
    seed: int


def rank_intervals(
    means: ArrayLike,
    standard_deviations: ArrayLike,
    *,
    confidence: float = 0.9,
    draws: int = 1000,
    seed: int,
    threads: int = 1,
) -> RankIntervals:
    """Interval of the rank of each unit, by simulation.

    Parameters
    ----------
    means : array_like of float
        Best estimate of the true value of each unit.
    standard_deviations : array_like of float
        Standard deviation of each true value around its estimate; 0 for a value that is known. One number serves all.
    confidence : float, default 0.9
        Confidence of each interval, strictly between 0 and 1.
    draws : int, default 1000
        Number of simulated draws, 1 to 1,000,000; more make the simulation error smaller.
    seed : int
        Seed of the simulation, 0 to 2**64 - 1; there is no default, so that it is always on record.
    threads : int, default 1
        Number of threads, 0 for all; the result has the same bits for every number.

    Returns
    -------
    RankIntervals
        With `lower`, `upper`, `confidence`, `draws` and `seed`.

    Raises
    ------
    InvalidValue
        Where a number is missing, infinite or out of range, or more than 2 GiB would be needed (4 bytes a unit and
        draw).

    Notes
    -----
    In every draw each true value is drawn from its normal and the units are ranked, 1 for the LOWEST; the ends are the
    quantiles (1 - confidence)/2 and (1 + confidence)/2 of the ranks drawn. Each draw breaks ties at random, so that
    units that cannot be told apart get the same spread of ranks. The random numbers of a unit depend on seed, draw and
    the index of the unit only (Philox4x32-10). Each interval holds for one unit, not for all at once.

    References
    ----------
    Goldstein and Spiegelhalter 1996, doi:10.2307/2983325. Salmon et al. 2011, doi:10.1145/2063384.2063405.

    Examples
    --------
    >>> ranks = rank_intervals([1.0, 2.0, 9.0], 0.5, seed=1)
    >>> ranks.lower, ranks.upper
    (array([1, 1, 3]), array([2, 2, 3]))
    """
    shape, (m, s) = broadcast(reals(means, "means"), reals(standard_deviations, "standard_deviations"))
    vector(m.reshape(shape), "means")
    for name, value, end in (("draws", draws, 2**32), ("seed", seed, 2**64)):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < end:
            raise InvalidValue(f"{name} is {value!r}; give a whole number from 0 to {end - 1}")
    level = number(confidence, "confidence")
    lower, upper = _core.rank_intervals(m, s, level, draws, seed, thread_count(threads))
    return RankIntervals(lower, upper, level, draws, seed)


def rankability(standard_errors: ArrayLike, *, tau_squared: float) -> float:
    """Part of the variation between units that is real rather than chance, from 0 to 1.

    Parameters
    ----------
    standard_errors : array_like of float
        Standard error of each unit's estimate, above 0.
    tau_squared : float
        Variance between the true values of the units, as `random_effects` or `overdispersion` gives it.

    Returns
    -------
    float
        tau_squared / (tau_squared + median of the squared standard errors). At 0 a ranking is a lottery; below about
        0.5 it is not worth publishing.

    Raises
    ------
    InvalidValue
        Without units, where a standard error is missing or not above 0, or tau_squared is negative.

    References
    ----------
    Lingsma et al. 2009, doi:10.1186/1471-2288-9-53.

    Examples
    --------
    >>> round(rankability([0.1, 0.2, 0.3], tau_squared=0.04), 3)
    0.5
    """
    errors = vector(reals(standard_errors, "standard_errors"), "standard_errors")
    return float(_core.rankability(errors, number(tau_squared, "tau_squared")))
