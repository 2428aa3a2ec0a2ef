# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a score of a given strength finds, where scores are normal."""

from __future__ import annotations

from numpy.typing import ArrayLike

from kring import _core
from kring.statistics import _arrays
from kring.statistics._arrays import FloatOrArray


def binormal_auc(delta: ArrayLike) -> FloatOrArray:
    """Probability that the insufficient one of a pair has the higher score, for normal scores `delta` apart.

    Parameters
    ----------
    delta
        Distance of the two means in standard deviations, -20 to 20.

    Returns
    -------
    float or numpy.ndarray
        ``Phi(delta / sqrt(2))``; 0.5 is chance.

    Raises
    ------
    kring.InvalidValue
        For a distance beyond 20.

    Examples
    --------
    >>> from kring.statistics import binormal_auc
    >>> round(binormal_auc(1), 4)
    0.7602
    """
    shape, (distance,) = _arrays.broadcast(_arrays.reals(delta, "delta"))
    return _arrays.restore(_core.binormal_auc(distance), shape)


def binormal_recall(prevalence: ArrayLike, *, delta: ArrayLike, capacity: ArrayLike) -> FloatOrArray:
    """Share of what is insufficient that is found by looking at the highest scores only.

    Parameters
    ----------
    prevalence
        Share that is insufficient, strictly between 0 and 1.
    delta
        Distance of the means of the two normal laws of scores, in standard deviations, -20 to 20.
    capacity
        Share that is looked at, 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        0 to 1; the capacity itself where delta is 0.

    Raises
    ------
    kring.InvalidValue
        For numbers out of range.

    Notes
    -----
    ``1 - Phi(c - delta)`` with c such that ``prevalence (1 - Phi(c - delta)) + (1 - prevalence) (1 - Phi(c))`` is the
    capacity. What a model of that strength can do at most for a list of that length; real scores are seldom normal.

    References
    ----------
    Metz (1986), doi:10.1097/00004424-198609000-00009.

    Examples
    --------
    >>> from kring.statistics import binormal_recall
    >>> binormal_recall(0.1, delta=1, capacity=[0.1, 0.2]).round(4)
    array([0.329, 0.511])
    """
    shape, (share, distance, looked_at) = _arrays.broadcast(
        _arrays.reals(prevalence, "prevalence"), _arrays.reals(delta, "delta"), _arrays.reals(capacity, "capacity")
    )
    return _arrays.restore(_core.binormal_recall(share, distance, looked_at), shape)
