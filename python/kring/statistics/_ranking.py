# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ranks that say how little they know: expected ranks and rankability."""

from __future__ import annotations

from numpy.typing import ArrayLike

from kring import _core
from kring.statistics._arrays import Floats, broadcast, number, reals, thread_count, vector


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
    Laird and Louis 1989, doi:10.3102/10769986014001029. Lingsma et al. 2010, doi:10.1186/1471-2288-10-12.

    Examples
    --------
    >>> expected_ranks([-1.0, 0.0, 1.0], 1.0).round(4)
    array([1.3184, 2.    , 2.6816])
    """
    shape, (m, s) = broadcast(reals(means, "means"), reals(standard_deviations, "standard_deviations"))
    vector(m.reshape(shape), "means")
    ranks: Floats = _core.expected_ranks(m, s, thread_count(threads))
    return ranks


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
    Lingsma et al. 2010, doi:10.1186/1471-2288-10-12.

    Examples
    --------
    >>> rankability([0.1, 0.2, 0.3], tau_squared=0.04)
    0.5
    """
    errors = vector(reals(standard_errors, "standard_errors"), "standard_errors")
    return float(_core.rankability(errors, number(tau_squared, "tau_squared")))
