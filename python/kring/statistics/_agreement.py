# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far verdicts of people can be relied on: panels, agreement on a cut, correlations of ratings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kring import _core
from kring._core import InvalidValue
from kring.statistics import _arrays
from kring.statistics._arrays import FloatOrArray


class IntraclassCorrelation(NamedTuple):
    """Correlations of ratings that the same raters gave to every unit, in the names of Shrout and Fleiss.

    Estimates by moments: correlations and variances may come out below 0, where units differ less than chance would
    make them. A correlation without a denominator is NaN.

    Attributes
    ----------
    icc1, icc2, icc3
        Of one rater: raters who differ from unit to unit; raters who are a sample, with their severity as error; these
        raters only, severity set aside.
    icc1k, icc2k, icc3k
        The same of the mean of all raters.
    unit_variance
        Between units: what one wants to see.
    rater_variance
        Between raters: severity.
    residual_variance
        What is left: raters who rank units differently, and error.
    """

    icc1: float
    icc2: float
    icc3: float
    icc1k: float
    icc2k: float
    icc3k: float
    unit_variance: float
    rater_variance: float
    residual_variance: float


def effective_raters(block_sizes: ArrayLike, *, within_correlation: ArrayLike) -> float:
    """How many independent raters a panel amounts to, when those of one employer or role err alike.

    Parameters
    ----------
    block_sizes
        Raters in each block, whole numbers of 0 or more. Blocks err independently of each other.
    within_correlation
        Correlation of the errors of two raters of one block, 0 to 1: one number, or one a block.

    Returns
    -------
    float
        At most the number of raters; 0 without any.

    Raises
    ------
    kring.InvalidValue
        For a negative or fractional size, a correlation outside 0 to 1, or shapes that do not fit.

    Notes
    -----
    Sum over blocks of ``n / (1 + (n - 1) r)``, which is ``1' C^-1 1`` with C the correlations of all errors. A block
    amounts to at most ``1/r`` however large it is: colleagues cannot replace an outsider, who adds exactly 1.

    References
    ----------
    Clemen and Winkler (1985), doi:10.1287/opre.33.2.427.

    Examples
    --------
    >>> from kring.statistics import effective_raters
    >>> round(effective_raters([5], within_correlation=0.6), 4)
    1.4706
    >>> round(effective_raters([3, 1], within_correlation=0.6), 4)
    2.3636
    """
    sizes = _arrays.vector(_arrays.integers(block_sizes, "block_sizes"), "block_sizes")
    correlation = _arrays.reals(within_correlation, "within_correlation")
    if correlation.ndim > 0 and correlation.shape != sizes.shape:
        raise InvalidValue(f"within_correlation has shape {correlation.shape}; give one number, or one a block")
    return float(_core.effective_raters(sizes, np.ascontiguousarray(np.broadcast_to(correlation, sizes.shape))))


def spearman_brown(reliability: ArrayLike, raters: ArrayLike) -> FloatOrArray:
    """Reliability of the mean of several raters, from that of one.

    Parameters
    ----------
    reliability
        Reliability of one rater, 0 to 1.
    raters
        Number of independent raters, above 0: also one that is not whole, as `effective_raters` gives.

    Returns
    -------
    float or numpy.ndarray
        0 to 1, of the shape the arguments have together.

    Raises
    ------
    kring.InvalidValue
        For a reliability outside 0 to 1 and for no raters: nobody has no reliability.

    Notes
    -----
    ``n rho / (1 + (n - 1) rho)``.

    References
    ----------
    Spearman (1910), doi:10.1111/j.2044-8295.1910.tb00206.x. Brown (1910), doi:10.1111/j.2044-8295.1910.tb00207.x.

    Examples
    --------
    >>> from kring.statistics import spearman_brown
    >>> spearman_brown(0.59, [2, 3, 5]).round(4)
    array([0.7421, 0.8119, 0.878 ])
    """
    shape, (rho, n) = _pair(reliability, "reliability", raters, "raters")
    return _arrays.restore(_core.spearman_brown(rho, n), shape)


def raters_needed(reliability: ArrayLike, *, target: ArrayLike) -> FloatOrArray:
    """How many independent raters it takes to reach a reliability.

    Parameters
    ----------
    reliability
        Reliability of one rater, strictly between 0 and 1.
    target
        Reliability wanted of their mean, strictly between 0 and 1.

    Returns
    -------
    float or numpy.ndarray
        Not rounded: round up for a number of people. Below 1 where one rater is more than enough.

    Raises
    ------
    kring.InvalidValue
        For numbers not strictly between 0 and 1.

    Notes
    -----
    ``target (1 - rho) / (rho (1 - target))``, the inverse of `spearman_brown`.

    Examples
    --------
    >>> from kring.statistics import raters_needed
    >>> round(raters_needed(0.35, target=0.8), 2)
    7.43
    """
    shape, (rho, aim) = _pair(reliability, "reliability", target, "target")
    return _arrays.restore(_core.raters_needed(rho, aim), shape)


def expected_agreement(reliability: ArrayLike, *, prevalence: ArrayLike) -> FloatOrArray:
    """Probability that a verdict agrees with what a rater without error would find, on one cut.

    Parameters
    ----------
    reliability
        Reliability of the verdict, 0 to 1.
    prevalence
        Share that stands below the cut, 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        From ``pi**2 + (1 - pi)**2`` at reliability 0, which chance gives, to 1 at reliability 1.

    Raises
    ------
    kring.InvalidValue
        For numbers outside 0 to 1.

    Notes
    -----
    ``1 - 2 pi + 2 Phi2(c, c; r)`` with ``r = sqrt(reliability)`` and ``c = Phi^-1(pi)``: scores and truth are taken to
    be bivariate normal with correlation r. Computed by Owen's T. High where hardly anything is below the cut, also for
    a poor verdict: never read it without the prevalence.

    References
    ----------
    Sheppard (1899), doi:10.1098/rsta.1899.0003. Owen (1956), doi:10.1214/aoms/1177728074.

    Examples
    --------
    >>> from kring.statistics import expected_agreement
    >>> round(expected_agreement(0.4419, prevalence=0.5), 4)
    0.7315
    """
    shape, (rho, share) = _pair(reliability, "reliability", prevalence, "prevalence")
    return _arrays.restore(_core.expected_agreement(rho, share), shape)


def intraclass_correlation(ratings: ArrayLike) -> IntraclassCorrelation:
    """Give the intraclass correlations of ratings and the variances behind them.

    Parameters
    ----------
    ratings
        One row a unit, one column a rater; at least 2 of each, complete.

    Returns
    -------
    IntraclassCorrelation
        Six correlations and three variances.

    Raises
    ------
    kring.InvalidValue
        For another shape, a missing or infinite rating, naming the first, and where all ratings are the same: then
        nothing tells units apart.

    Notes
    -----
    With mean squares U between units, R between raters, E residual and W within units, n units and k raters: ICC1
    ``(U-W)/(U+(k-1)W)``, ICC2 ``(U-E)/(U+(k-1)E+k(R-E)/n)``, ICC3 ``(U-E)/(U+(k-1)E)``, ICC1k ``(U-W)/U``, ICC2k
    ``(U-E)/(U+(R-E)/n)``, ICC3k ``(U-E)/U``.

    References
    ----------
    Shrout and Fleiss (1979), doi:10.1037/0033-2909.86.2.420.

    Examples
    --------
    >>> from kring.statistics import intraclass_correlation
    >>> ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> round(intraclass_correlation(ratings).icc2, 4)
    0.2898
    """
    table = _arrays.reals(ratings, "ratings")
    if table.ndim != 2:
        raise InvalidValue(f"ratings has shape {table.shape}; give one row a unit and one column a rater")
    flat = np.ascontiguousarray(table).reshape(-1)
    return IntraclassCorrelation(*_core.intraclass_correlation(flat, *table.shape))


def _pair(first: ArrayLike, name: str, second: ArrayLike, other: str) -> tuple[tuple[int, ...], list[_arrays.Floats]]:
    return _arrays.broadcast(_arrays.reals(first, name), _arrays.reals(second, other))
