# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many questions at once: adjusted p-values."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from numpy.typing import ArrayLike

from kring import _core
from kring._core import InvalidValue
from kring.statistics._arrays import Floats, reals, vector

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
