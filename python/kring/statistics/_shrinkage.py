# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shrinking units towards their group: the beta-binomial fit and James-Stein estimates."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from kring import _core
from kring.statistics._arrays import Floats, Integers, broadcast, integers, number, reals, thread_count, vector
from kring.statistics._proportions import Interval


@dataclass(frozen=True, eq=False)
class BetaBinomialFit:
    """Beta distribution of the true shares of a group of units, and what it makes of each unit.

    Attributes
    ----------
    alpha, beta : float
        Parameters of the beta distribution. Both infinite without overdispersion, both 0 where units are all or
        nothing.
    mean : float
        Mean of the true shares.
    log_likelihood : float
        Natural logarithm of the probability of the counts, binomial coefficients included.
    overdispersed : bool
        Whether the counts differ more than one share for all units explains; if not, every shrunken share is `mean`.
    events, trials : numpy.ndarray of int64
        The counts that were fitted.
    """

    alpha: float
    beta: float
    mean: float
    log_likelihood: float
    overdispersed: bool
    events: Integers = field(repr=False)
    trials: Integers = field(repr=False)

    def posterior_mean(self) -> Floats:
        """Shrunken share of each unit: (alpha + events) / (alpha + beta + trials)."""
        means: Floats = _core.posterior_mean(self._core(), self.events, self.trials, 1)
        return means

    def posterior_interval(self, confidence: float = 0.9, *, threads: int = 1) -> Interval:
        """Interval with equal tails that holds the true share of each unit with probability `confidence`.

        Quantiles of Beta(alpha + events, beta + trials - events); one point where the fit is not overdispersed. Too
        narrow where the group has few units, because the uncertainty of alpha and beta is not in it.

        Raises
        ------
        InvalidValue
            Unless 0 < confidence < 1.
        """
        level = number(confidence, "confidence")
        lower, upper = _core.posterior_interval(self._core(), self.events, self.trials, level, thread_count(threads))
        return Interval(lower, upper)

    def probability_below(self, norm: float, *, threads: int = 1) -> Floats:
        """Probability that the true share of each unit lies below `norm`.

        Where the fit is not overdispersed all probability lies at `mean`: 1 if that is below the norm, else 0.

        Raises
        ------
        InvalidValue
            Unless 0 < norm < 1.
        """
        level = number(norm, "norm")
        below: Floats = _core.probability_below(self._core(), self.events, self.trials, level, thread_count(threads))
        return below

    def _core(self) -> _core.BetaBinomialFit:
        return _core.BetaBinomialFit(self.alpha, self.beta, self.mean, self.log_likelihood, self.overdispersed)


def fit_beta_binomial(events: ArrayLike, trials: ArrayLike) -> BetaBinomialFit:
    """Fit the beta distribution of the true shares of a group of units to their counts, by maximum likelihood.

    Parameters
    ----------
    events : array_like of int
        Number of events of each unit, 0 to its trials.
    trials : array_like of int
        Number of trials of each unit, at least 1; counts of 1e9 and more are fine.

    Returns
    -------
    BetaBinomialFit
        With `alpha`, `beta`, `mean`, `log_likelihood`, `overdispersed`, and the methods `posterior_mean()`,
        `posterior_interval(confidence=0.9)` and `probability_below(norm)`.

    Raises
    ------
    InvalidValue
        Without units; where a count is missing, negative or not an integer; trials of 0; events above trials.

    Notes
    -----
    Maximises the product over units of C(n, r) B(alpha + r, beta + n - r) / B(alpha, beta), r events in n trials. The
    edges are stated results. No more difference than chance explains (also one unit, and units of one trial): not
    overdispersed, alpha = beta = inf and mean = pooled share. All units 0, or all units full: the same with mean 0 or
    1. Every unit either 0 or full, both present: alpha = beta = 0, and a unit's posterior is its own share. Misleads
    with fewer than about 10 units, because alpha and beta are taken as known afterwards.

    References
    ----------
    Griffiths 1973, doi:10.2307/2529131. Tarone 1979, doi:10.1093/biomet/66.3.585.

    Examples
    --------
    >>> fit = fit_beta_binomial([12, 55, 30, 81], [20, 70, 50, 90])
    >>> fit.overdispersed, fit.posterior_mean().round(3)
    (True, array([0.654, 0.778, 0.628, 0.879]))
    """
    shape, (r, n) = broadcast(integers(events, "events"), integers(trials, "trials"))
    vector(np.empty(shape, dtype=bool), "events")
    fit = _core.fit_beta_binomial(r, n)
    return BetaBinomialFit(fit.alpha, fit.beta, fit.mean, fit.log_likelihood, fit.overdispersed, r, n)


@dataclass(frozen=True, eq=False)
class JamesStein:
    """James-Stein estimates, with what was done to them.

    Attributes
    ----------
    mean : float
        The mean towards which all estimates were pulled, weighted by one over the squared standard errors.
    factor : float
        What is left of each distance from the mean: from 0 (all at the mean) to 1 (nothing pulled).
    estimates : numpy.ndarray of float64
        The shrunken estimates.
    """

    mean: float
    factor: float
    estimates: Floats


def james_stein(estimates: ArrayLike, standard_errors: ArrayLike) -> JamesStein:
    """Pull estimates towards their mean, all by one factor: the positive-part rule of James, Stein, Efron and Morris.

    Parameters
    ----------
    estimates : array_like of float
        One estimate a unit, at least 4 units.
    standard_errors : array_like of float
        Standard error of each estimate, above 0. One number serves all.

    Returns
    -------
    JamesStein
        With `mean`, `factor` and the shrunken `estimates`.

    Raises
    ------
    InvalidValue
        For fewer than 4 units, below which nothing can be gained; where a number is missing or infinite, or a standard
        error is not above 0.

    Notes
    -----
    mean + factor (y - mean) with mean = sum(y/s^2)/sum(1/s^2), factor = max(0, 1 - (K - 3)/Q) and
    Q = sum(((y - mean)/s)^2). With equal standard errors the total squared error is never expected to be larger than
    without pulling; with unequal ones this holds for errors measured in standard errors, and `fit_beta_binomial` or
    `random_effects`, which pull small units more, are the better choice. Misleads for a single unit that truly is
    exceptional: it is pulled in most. All estimates equal: factor 0.

    References
    ----------
    Efron and Morris 1975, doi:10.1080/01621459.1975.10479864.

    Examples
    --------
    >>> round(james_stein([0.4, 0.3, 0.25, 0.2, 0.15], 0.066).factor, 3)
    0.765
    """
    shape, (y, s) = broadcast(reals(estimates, "estimates"), reals(standard_errors, "standard_errors"))
    vector(np.empty(shape, dtype=bool), "estimates")
    mean, factor, shrunken = _core.james_stein(y, s)
    return JamesStein(mean, factor, shrunken)
