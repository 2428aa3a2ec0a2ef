# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Intervals of shares and distances of shares from a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from numpy.typing import ArrayLike, NDArray

from kring import _core
from kring.statistics import _arrays
from kring.statistics._arrays import FloatOrArray

IntervalMethod: TypeAlias = Literal["clopper_pearson", "wilson", "jeffreys", "mid_p"]


@dataclass(frozen=True, eq=False)
class Interval:
    """Lower and upper limits: two floats, or two arrays of one shape.

    Attributes
    ----------
    lower, upper
        The limits, ``lower <= upper``.
    """

    lower: FloatOrArray
    upper: FloatOrArray


def proportion_interval(
    events: ArrayLike,
    trials: ArrayLike,
    *,
    confidence: float = 0.95,
    method: IntervalMethod = "clopper_pearson",
    threads: int = 1,
) -> Interval:
    """Confidence interval of the share behind `events` among `trials`.

    Parameters
    ----------
    events, trials
        Counts, whole numbers with ``0 <= events <= trials`` and ``1 <= trials <= 10**12``; arrays, columns of a frame
        or single numbers, broadcast against each other.
    confidence
        Two-sided coverage asked for, strictly between 0 and 1.
    method
        "clopper_pearson" never covers less than asked and is wide for small groups; "wilson", "jeffreys" and "mid_p"
        cover the confidence on average. "mid_p" agrees with `mid_p_z_score`.
    threads
        Number of threads; 0 means every hardware thread. The result has the same bits for any number.

    Returns
    -------
    Interval
        `lower` and `upper`, in [0, 1]; floats where both counts are single numbers.

    Raises
    ------
    kring.InvalidValue
        For impossible or missing counts, naming the first; for counts that are floats or truth values; for a
        confidence, method or number of threads out of range.

    Notes
    -----
    With ``r`` events, ``n`` trials and ``alpha = 1 - confidence`` the limits solve

    - clopper_pearson: ``P(X >= r | lower) = alpha/2`` and ``P(X <= r | upper) = alpha/2``;
    - mid_p: the same with half the probability of ``X = r`` left out of each tail;
    - wilson: ``(r + z^2/2 -+ z sqrt(r(n-r)/n + z^2/4)) / (n + z^2)``;
    - jeffreys: quantiles of Beta(r + 1/2, n - r + 1/2), with lower = 0 at r = 0 and upper = 1 at r = n.

    At r = 0 every lower limit is 0, at r = n every upper limit is 1. The interval treats trials as independent draws
    with one share. Do not draw it around a target as if it were a funnel limit: `funnel_limits` does that.

    References
    ----------
    Clopper and Pearson (1934), doi:10.1093/biomet/26.4.404. Wilson (1927), doi:10.2307/2276774. Brown, Cai and DasGupta
    (2001), doi:10.1214/ss/1009213286. Berry and Armitage (1995), doi:10.2307/2348891.

    Examples
    --------
    >>> from kring.statistics import proportion_interval
    >>> limits = proportion_interval(81, 263)
    >>> round(limits.lower, 4), round(limits.upper, 4)
    (0.2527, 0.3676)
    """
    if method not in get_args(IntervalMethod):
        raise _core.InvalidValue(f"method is {method!r}; give one of {', '.join(get_args(IntervalMethod))}")
    shape, (r, n) = _arrays.broadcast(_arrays.integers(events, "events"), _arrays.integers(trials, "trials"))
    chosen = _core.IntervalMethod.__members__[method]
    workers = _arrays.thread_count(threads)
    lower, upper = _core.proportion_interval(r, n, _arrays.number(confidence, "confidence"), chosen, workers)
    return Interval(_arrays.restore(lower, shape), _arrays.restore(upper, shape))


def mid_p_z_score(events: ArrayLike, trials: ArrayLike, *, target: ArrayLike, threads: int = 1) -> FloatOrArray:
    """How far `events` among `trials` lie from a target share, as a standard normal deviate.

    Parameters
    ----------
    events, trials
        Counts, whole numbers with ``0 <= events <= trials`` and ``1 <= trials <= 10**12``.
    target
        The share to compare with, strictly between 0 and 1; broadcast against the counts.
    threads
        Number of threads; 0 means every hardware thread.

    Returns
    -------
    float or numpy.ndarray
        z, negative below the target. Finite and accurate also where the tail probability underflows.

    Raises
    ------
    kring.InvalidValue
        For impossible or missing counts and for a target outside (0, 1), naming the first.

    Notes
    -----
    ``z = Phi^{-1}(P(X < r) + P(X = r)/2)`` with X ~ Bin(n, target). It is symmetric:
    ``z(r, n, t) = -z(n - r, n, 1 - t)``. Trials are taken to be independent; differences between units that the target
    does not explain make large ``|z|`` common, most of all in large units: see `overdispersion`.

    References
    ----------
    Lancaster (1961), doi:10.1080/01621459.1961.10482105.

    Examples
    --------
    >>> from kring.statistics import mid_p_z_score
    >>> round(mid_p_z_score(2, 10, target=0.5), 4)
    -1.8423
    """
    (r, n, t), shape = _counts_and_target(events, trials, target)
    return _arrays.restore(_core.mid_p_z_score(r, n, t, _arrays.thread_count(threads)), shape)


def arcsine_z_score(events: ArrayLike, trials: ArrayLike, *, target: ArrayLike, threads: int = 1) -> FloatOrArray:
    """Distance of a share from a target on the arcsine scale, where its variance hardly depends on the share.

    Parameters
    ----------
    events, trials
        Counts, whole numbers with ``0 <= events <= trials`` and ``1 <= trials <= 10**12``.
    target
        The share to compare with, strictly between 0 and 1; broadcast against the counts.
    threads
        Number of threads; 0 means every hardware thread.

    Returns
    -------
    float or numpy.ndarray
        z, negative below the target.

    Raises
    ------
    kring.InvalidValue
        For impossible or missing counts and for a target outside (0, 1), naming the first.

    Notes
    -----
    ``z = 2 sqrt(n) (asin sqrt(r/n) - asin sqrt(target))``: for plots and arithmetic with z. For a verdict on small
    groups use `mid_p_z_score`; at expected counts below about 5 the two differ visibly.

    References
    ----------
    Anscombe (1948), doi:10.1093/biomet/35.3-4.246.
    """
    (r, n, t), shape = _counts_and_target(events, trials, target)
    return _arrays.restore(_core.arcsine_z_score(r, n, t, _arrays.thread_count(threads)), shape)


def _counts_and_target(
    events: ArrayLike, trials: ArrayLike, target: ArrayLike
) -> tuple[list[NDArray[Any]], tuple[int, ...]]:
    shape, flat = _arrays.broadcast(
        _arrays.integers(events, "events"), _arrays.integers(trials, "trials"), _arrays.reals(target, "target")
    )
    return flat, shape
