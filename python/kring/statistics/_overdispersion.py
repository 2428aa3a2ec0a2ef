# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much more units differ than chance explains."""

from __future__ import annotations

from typing import NamedTuple

from numpy.typing import ArrayLike

from kring import _core
from kring.statistics import _arrays
from kring.statistics._arrays import Floats


class Overdispersion(NamedTuple):
    """How much more the units of a group differ than their standard errors explain.

    Attributes
    ----------
    phi
        Mean of the squared winsorised z-scores: 1 where chance alone explains the spread.
    tau_squared
        Variance between units, in squared units of the standard errors; 0 where chance explains the spread.
    """

    phi: float
    tau_squared: float


def winsorise(values: ArrayLike, *, share: float = 0.1) -> Floats:
    """Pull in the tails: values beyond the quantiles `share` and ``1 - share`` become those quantiles.

    Parameters
    ----------
    values
        Finite numbers, of any shape; the quantiles are taken over all of them.
    share
        Share of the values in each tail, from 0 (change nothing) up to, not including, 0.5.

    Returns
    -------
    numpy.ndarray
        As many values, in the same order and shape: nothing is dropped.

    Raises
    ------
    kring.InvalidValue
        For a missing or infinite value, naming the first, and for a share out of range.

    Notes
    -----
    Quantiles of type 7: linear between order statistics at position ``(K - 1) share``.

    References
    ----------
    Hyndman and Fan (1996), doi:10.2307/2684934.

    Examples
    --------
    >>> from kring.statistics import winsorise
    >>> winsorise([0, 1, 2, 3, 100], share=0.25)
    array([1., 1., 2., 3., 3.])
    """
    array = _arrays.reals(values, "values")
    tamed: Floats = _core.winsorise(array.reshape(-1), _arrays.number(share, "share"))
    return tamed.reshape(array.shape)


def overdispersion(z_scores: ArrayLike, standard_errors: ArrayLike, *, winsorised_share: float = 0.1) -> Overdispersion:
    """Overdispersion of a group of units: how much wider their z-scores spread than chance explains.

    Parameters
    ----------
    z_scores
        ``(y - t)/s`` of each unit: finite numbers.
    standard_errors
        ``s`` of each unit, above 0, on the scale on which ``tau_squared`` is wanted.
    winsorised_share
        Share of the z-scores pulled in at each end before phi is taken, from 0 up to, not including, 0.5.

    Returns
    -------
    Overdispersion
        `phi` and `tau_squared`. One unit tells nothing about spread: its tau_squared is 0.

    Raises
    ------
    kring.InvalidValue
        Without units; for values that are missing, infinite or, as a standard error, not above 0, naming the first; for
        a winsorised_share out of range.

    Notes
    -----
    ``phi = mean z^2`` over the winsorised z-scores and
    ``tau_squared = max(0, (K phi - (K - 1)) / (sum w - sum w^2 / sum w))`` with ``w = 1/s^2``. Limits and adjusted
    z-scores then use ``s^2 + tau_squared``. With ``winsorised_share=0`` and the fixed-effect mean as target this is the
    estimate of DerSimonian and Laird.

    References
    ----------
    Spiegelhalter (2005), doi:10.1136/qshc.2005.013755. DerSimonian and Laird (1986), doi:10.1016/0197-2456(86)90046-2.
    """
    _, (z, s) = _arrays.broadcast(
        _arrays.reals(z_scores, "z_scores"), _arrays.reals(standard_errors, "standard_errors")
    )
    return Overdispersion(*_core.overdispersion(z, s, _arrays.number(winsorised_share, "winsorised_share")))
