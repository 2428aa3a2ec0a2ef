# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many questions at once: adjusted p-values, and one z-score from several."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from kring import _core
from kring._core import InvalidValue
from kring.statistics._arrays import Floats, number, reals, vector

AdjustmentMethod: TypeAlias = Literal["bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli"]


def adjust_p_values(p_values: ArrayLike, *, method: AdjustmentMethod) -> Floats:
    """Adjust p-values for having asked many questions at once.

    Parameters
    ----------
    p_values : array_like of float
        One p-value a question, each from 0 to 1.
    method : {"bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli"}
        The first two keep down the chance of even one false alarm, for any dependence ("holm" is never weaker). The
        last two keep down the expected share of false alarms among the alarms: "benjamini_hochberg" for independent
        or positively dependent p-values, "benjamini_yekutieli" for any dependence.

    Returns
    -------
    numpy.ndarray of float64
        Adjusted p-values in the order of the input, each at least its own p-value and at most 1. Flag those at or below
        a level, and the error named above stays at or below that level.

    Raises
    ------
    InvalidValue
        Where a p-value is missing or outside 0 to 1, or the method is not known.

    Notes
    -----
    With p(1) <= ... <= p(m): bonferroni m p; holm max over k <= j of (m - k + 1) p(k); benjamini_hochberg min over
    k >= j of m p(k) / k; benjamini_yekutieli the same times 1 + 1/2 + ... + 1/m. All are capped at 1.

    References
    ----------
    Holm 1979, https://www.jstor.org/stable/4615733. Benjamini and Hochberg 1995,
    doi:10.1111/j.2517-6161.1995.tb02031.x. Benjamini and Yekutieli 2001, doi:10.1214/aos/1013699998.

    Examples
    --------
    >>> adjust_p_values([0.01, 0.04, 0.5], method="benjamini_hochberg")
    array([0.03, 0.06, 0.5 ])
    """
    if method not in get_args(AdjustmentMethod):
        raise InvalidValue(f"method is {method!r}; give one of {', '.join(get_args(AdjustmentMethod))}")
    values = vector(reals(p_values, "p_values"), "p_values")
    adjusted: Floats = _core.adjust_p_values(values, getattr(_core.Adjustment, method))
    return adjusted


def combine_z_scores(
    z_scores: ArrayLike,
    *,
    correlation: ArrayLike,
    weights: ArrayLike | None = None,
    repair: bool = False,
) -> float:
    """Combine several z-scores of one unit, say of its indicators, to one.

    Parameters
    ----------
    z_scores : array_like of float
        One z-score an indicator, at least one.
    correlation : float or array_like of float
        How the z-scores hang together where nothing is the matter: one number from -1/(K - 1) to 1 for all pairs (0 is
        Stouffer's method), or a K by K matrix, symmetric and with 1 on its diagonal.
    weights : array_like of float, optional
        Weight of each z-score; 1 each if left out.
    repair : bool, default False
        What to do with a matrix that no data can have (not positive semidefinite), as correlations taken pair by pair
        from incomplete rows may give: refuse it, or set negative eigenvalues to 0 and scale the diagonal back to 1.

    Returns
    -------
    float
        Combined z-score, standard normal where each z-score is and nothing is the matter.

    Raises
    ------
    InvalidValue
        Without z-scores; where a number is missing, infinite or out of range, or shapes do not fit; where the weighted
        sum has no variance; for a matrix that is no correlation matrix.

    Notes
    -----
    w'z / sqrt(w'Rw), with w the weights, z the z-scores and R the correlations. Misleads where one z-score is bad and
    the others are fine: the sum hides it, so look at the parts too.

    References
    ----------
    Strube 1985, doi:10.1037/0033-2909.97.2.334.

    Examples
    --------
    >>> round(combine_z_scores([-1.5, -1.2, -0.8], correlation=0.4), 4)
    -1.5062
    """
    z = vector(reals(z_scores, "z_scores"), "z_scores")
    w = vector(reals([] if weights is None else weights, "weights"), "weights")
    if weights is not None and w.size != z.size:
        raise InvalidValue(f"weights has {w.size} elements, expected {z.size}, one for each z-score")
    if np.ndim(correlation) == 0:
        return float(_core.combine_exchangeable(z, number(correlation, "correlation"), w))
    matrix = reals(correlation, "correlation")
    if matrix.shape != (z.size, z.size):
        raise InvalidValue(f"correlation has shape {matrix.shape}; give one number, or a matrix {(z.size, z.size)}")
    return float(_core.combine_correlated(z, np.ascontiguousarray(matrix).reshape(-1), w, bool(repair)))
