# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The law of a number of things that happen with different probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from kring import _core
from kring.statistics import _arrays


def poisson_binomial(probabilities: ArrayLike, weights: ArrayLike | None = None) -> _arrays.Floats:
    """Law of a weighted number of independent things that happen with different probabilities.

    Parameters
    ----------
    probabilities
        One a thing, 0 to 1.
    weights
        How much each counts: whole numbers of 0 or more, at most 10**7 together; 0 counts as not there. Left out, each
        counts for 1.

    Returns
    -------
    numpy.ndarray
        Element k is the probability that the sum is k, for k from 0 to the sum of the weights.

    Raises
    ------
    kring.InvalidValue
        For a probability outside 0 to 1, a negative or fractional weight, or lengths that differ.

    Notes
    -----
    Convolved one by one without a subtraction; within 1e-12 of the exact law. Laws of more than 4096 points give
    probabilities below about 1e-18 as 0. The order of the input does not matter, to the last bit. Things that depend on
    each other positively make the true law wider.

    References
    ----------
    Wang (1993), https://www.jstor.org/stable/24304959.

    Examples
    --------
    >>> from kring.statistics import poisson_binomial
    >>> poisson_binomial([0.1, 0.2, 0.3, 0.4, 0.5]).round(4)
    array([0.1512, 0.3714, 0.3274, 0.1274, 0.0214, 0.0012])
    >>> poisson_binomial([0.25], weights=[3])
    array([0.75, 0.  , 0.  , 0.25])
    """
    chances = _arrays.vector(_arrays.reals(probabilities, "probabilities"), "probabilities")
    counts = np.ones(chances.shape, dtype=np.int64)
    if weights is not None:
        counts = _arrays.vector(_arrays.integers(weights, "weights"), "weights")
        if counts.shape != chances.shape:
            raise _core.InvalidValue(
                f"weights has {counts.size} elements and probabilities {chances.size}; give one weight a probability"
            )
    return _core.poisson_binomial(chances, counts)


def law_quantile(law: ArrayLike, share: float) -> int:
    """Smallest number that a law stays at or below with at least the given probability.

    Parameters
    ----------
    law
        Probability of each number from 0 on, as `poisson_binomial` gives it.
    share
        Strictly between 0 and 1.

    Returns
    -------
    int
        A probability equal to the share is enough; probabilities that differ by less than 1e-12 count as equal.

    Raises
    ------
    kring.InvalidValue
        For an empty law or a share out of range.

    Examples
    --------
    >>> from kring.statistics import law_quantile
    >>> law_quantile([0.25, 0.5, 0.25], 0.75)
    1
    """
    chances = _arrays.vector(_arrays.reals(law, "law"), "law")
    return _core.law_quantile(chances, _arrays.number(share, "share"))
