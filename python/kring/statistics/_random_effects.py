# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mean of units that truly differ, and how much they differ."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike

from kring import _core
from kring._core import InvalidValue
from kring.statistics._arrays import broadcast, number, reals, vector

VarianceMethod: TypeAlias = Literal["dersimonian_laird", "reml", "ml", "paule_mandel"]


class RandomEffects(NamedTuple):
    """Mean of a group of units that truly differ, and how much they differ.

    Attributes
    ----------
    mean : float
        Mean of the true values.
    standard_error : float
        Standard error of the mean, tau_squared taken as known.
    q : float
        Cochran's Q; about K - 1 where chance alone explains the spread of K units.
    tau_squared : float
        Variance between the true values; 0 where chance explains the spread.
    iterations : int
        Evaluations that the search for tau_squared took; 0 without a search.
    converged : bool
        Whether the search ended at its answer; if False, do not use tau_squared.
    """

    mean: float
    standard_error: float
    q: float
    tau_squared: float
    iterations: int
    converged: bool


def random_effects(
    estimates: ArrayLike, standard_errors: ArrayLike, *, method: VarianceMethod, winsorised_share: float = 0.0
) -> RandomEffects:
    """Mean and spread of units from their estimates and standard errors.

    Parameters
    ----------
    estimates : array_like of float
        One estimate a unit.
    standard_errors : array_like of float
        Standard error of each estimate, above 0. One number serves all.
    method : {"dersimonian_laird", "reml", "ml", "paule_mandel"}
        How the variance between units is estimated. By moments: "dersimonian_laird" without iteration, "paule_mandel"
        as the variance at which Q equals its expectation. By likelihood: "reml", a good default, or "ml", which is too
        low with few units.
    winsorised_share : float, default 0
        Share of the z-scores pulled in at each end before tau_squared is estimated, from 0 up to, not including, 0.5.
        Mean, standard error and Q still use all estimates as they are.

    Returns
    -------
    RandomEffects
        With `mean`, `standard_error`, `q`, `tau_squared`, `iterations` and `converged`.

    Raises
    ------
    InvalidValue
        Without units; where a number is missing or infinite, a standard error is not above 0, or the method is not
        known.

    Notes
    -----
    y = mean + u + e with u ~ N(0, tau_squared) and e ~ N(0, s^2); weights 1/(s^2 + tau_squared). dersimonian_laird is
    max(0, (Q - (K - 1))/(sum w - sum w^2/sum w)) with w = 1/s^2. tau_squared is exactly 0 where chance explains the
    spread, and for one unit. Misleads with few units, where tau_squared is very uncertain.

    References
    ----------
    DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2. Paule and Mandel 1982, doi:10.6028/jres.087.022.
    Viechtbauer 2005, doi:10.3102/10769986030003261.

    Examples
    --------
    >>> fit = random_effects([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18], method="reml")
    >>> round(fit.mean, 3), round(fit.q, 3), fit.tau_squared
    (7.686, 4.707, 0.0)
    """
    if method not in get_args(VarianceMethod):
        raise InvalidValue(f"method is {method!r}; give one of {', '.join(get_args(VarianceMethod))}")
    shape, (y, s) = broadcast(reals(estimates, "estimates"), reals(standard_errors, "standard_errors"))
    vector(np.empty(shape, dtype=bool), "estimates")
    share = number(winsorised_share, "winsorised_share")
    return RandomEffects(*_core.random_effects(y, s, getattr(_core.VarianceMethod, method), share))
