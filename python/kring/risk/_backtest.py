# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a risk score has been worth, against verified outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kring import _core
from kring._shown import Shown, cell_text
from kring.statistics import _arrays
from kring.statistics._arrays import number, thread_count, whole_number


class Estimate(NamedTuple):
    """A number with its interval; ``None`` where it does not exist.

    Attributes
    ----------
    value
        The number.
    lower, upper
        Its interval.
    """

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, repr=False)
class Backtest(Shown):
    """What a score has been worth; made by :func:`backtest`."""

    cases: int
    """Cases with a score."""
    verified: int
    """Cases of which the outcome is known."""
    insufficient: int
    """Verified cases that were insufficient, unweighted."""
    calibrated: bool
    """Whether the numbers can be taken as those of all cases; see ``reason``."""
    reason: str | None
    """Why not: ``no_verified_outcomes``, ``not_random`` (some were verified, and nobody says with what probability)."""
    base_rate: Estimate
    """Share that is insufficient."""
    auc: Estimate
    """Probability that an insufficient case has a higher score than another; ties count for a half."""
    brier: Estimate
    """Mean squared distance of probability and outcome; ``None`` where scores are no probabilities."""
    skill: Estimate
    """1 - Brier score / that of giving everybody the base rate; 0 is no skill, below 0 worse than none."""
    intercept: Estimate
    """Of the logistic line of outcomes on the logit of the score (on the score itself where it is no probability)."""
    slope: Estimate
    """Of that line: 1 where probabilities are calibrated, below 1 where they are too extreme. ``None`` where one score
    parts the outcomes: then the line has no end."""
    days_earlier: Estimate
    """How many days earlier insufficient cases come in the order of the scores, on average; ``None`` without days."""
    recall: Mapping[float, Estimate]
    """By capacity: share of what is insufficient that is looked at."""
    lift: Mapping[float, Estimate]
    """By capacity: recall / capacity; 1 is chance."""
    precision: Mapping[float, Estimate]
    """By capacity: share of what is looked at that is insufficient."""
    probabilities: bool
    """Whether all scores lie within 0 and 1, and are read as probabilities."""
    confidence: float
    """Of the intervals."""

    def calibrate(self, scores: npt.ArrayLike) -> _arrays.Floats:
        """Probabilities that go with scores by the logistic line.

        Raises
        ------
        kring.InvalidValue
            Where there is no line, or the outcomes do not stand for all cases: then nothing can be calibrated.
        """
        if not self.calibrated or self.slope.value is None or self.intercept.value is None:
            why = self.reason or "one score parts the outcomes"
            raise _core.InvalidValue(f"the scores cannot be calibrated: {why}")
        given = _arrays.reals(scores, "scores")
        line = given
        if self.probabilities:
            share = np.clip(given, 1e-6, 1 - 1e-6)
            line = np.log(share / (1 - share))
        result: _arrays.Floats = 1 / (1 + np.exp(-(self.intercept.value + self.slope.value * line)))
        return result

    def _rows(self) -> list[list[str]]:
        rows = [["", "value", "lower", "upper"]]
        for name in ("base_rate", "auc", "brier", "skill", "intercept", "slope", "days_earlier"):
            rows.append([name, *(cell_text(part) for part in getattr(self, name))])
        for name in ("recall", "lift", "precision"):
            for capacity, estimate in getattr(self, name).items():
                rows.append([f"{name} at {capacity:g}", *(cell_text(part) for part in estimate)])
        return rows

    def _head(self) -> str:
        word = "" if self.calibrated else f", uncalibrated: {(self.reason or '').replace('_', ' ')}"
        return f"Backtest of {self.cases} cases, {self.verified} verified, {self.insufficient} insufficient{word}"


def backtest(
    scores: npt.ArrayLike,
    outcomes: Any,
    *,
    capacity: float | Sequence[float] = (0.1, 0.2),
    inclusion_probability: npt.ArrayLike | None = None,
    days: npt.ArrayLike | None = None,
    confidence: float = 0.95,
    draws: int = 1000,
    seed: int = 2026,
    threads: int = 0,
) -> Backtest:
    """Measure what a risk score has been worth against verified outcomes.

    Parameters
    ----------
    scores
        One a case, higher is riskier, given before the outcome was known. Scores within 0 and 1 are read as
        probabilities.
    outcomes
        One a case: true or 1 where it was found insufficient, false or 0 where not, ``None`` or NaN where it was not
        verified.
    capacity
        Share, or shares, of all cases that can be looked at, above 0 and at most 1.
    inclusion_probability
        The probability with which each case was chosen for verification, above 0 and at most 1: one number, or one a
        case. Verified cases weigh one divided by it. Left out, verified cases weigh 1 each, and where not all cases
        were verified the result says that it is uncalibrated.
    days
        One a case: the day, as a number, on which it was looked at in the order that was followed. Given, the same days
        are given out anew in the order of the scores, equal scores sharing the mean of theirs.
    confidence
        Of the intervals, strictly between 0 and 1.
    draws
        Bootstrap samples for the intervals, 100 or more.
    seed
        Of the samples.
    threads
        0 means every hardware thread. The numbers do not depend on it.

    Returns
    -------
    Backtest
        Recall, lift and precision at each capacity, AUC, Brier score, skill over the base rate, and the logistic line
        of calibration, each with an interval.

    Raises
    ------
    kring.InvalidValue
        Without cases, and for numbers out of range or lengths that differ.

    Notes
    -----
    At capacity c the highest scores are looked at, up to c of all cases, or of the weight of the sample where only
    verified cases are given. Equal scores on the border are taken for the part that fits, which is the expectation over
    all orders of the tie. Scores are clipped to 1e-6 and 1 - 1e-6 before their logit is taken. Intervals are
    percentiles of bootstrap samples of the verified cases; ``None`` where more than half of them lack the number. Cases
    that were verified because their score was high cannot tell what a low score is worth.

    References
    ----------
    Brier (1950), doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2. Cox (1958), doi:10.1093/biomet/45.3-4.562. Efron
    (1979), doi:10.1214/aos/1176344552.

    Examples
    --------
    >>> import kring
    >>> found = kring.backtest([0.9, 0.8, 0.3, 0.2, 0.1], [1, 0, 1, 0, 0], capacity=0.4)
    >>> found.recall[0.4].value, found.lift[0.4].value
    (0.5, 1.25)
    """
    score = _arrays.vector(_arrays.reals(scores, "scores"), "scores")
    verified, outcome = _outcomes(outcomes, score.shape)
    weights = _weights(inclusion_probability, score.shape)
    shares = [float(one) for one in np.atleast_1d(_arrays.reals(capacity, "capacity"))]
    found = _core.backtest(
        score,
        verified,
        outcome,
        weights,
        _days(days, score.shape),
        shares,
        number(confidence, "confidence"),
        min(whole_number(draws, "draws"), 2**32 - 1),
        whole_number(seed, "seed"),
        thread_count(threads),
    )
    reason = None
    if found["verified"] == 0:
        reason = "no_verified_outcomes"
    elif found["verified"] < found["cases"] and inclusion_probability is None:
        reason = "not_random"
    at = {name: dict(zip(shares, map(_estimate, found[name]), strict=True)) for name in ("recall", "lift", "precision")}
    return Backtest(
        cases=found["cases"],
        verified=found["verified"],
        insufficient=found["insufficient"],
        calibrated=reason is None,
        reason=reason,
        base_rate=_estimate(found["base_rate"]),
        auc=_estimate(found["auc"]),
        brier=_estimate(found["brier"]),
        skill=_estimate(found["skill"]),
        intercept=_estimate(found["intercept"]),
        slope=_estimate(found["slope"]),
        days_earlier=_estimate(found["days_earlier"]),
        recall=at["recall"],
        lift=at["lift"],
        precision=at["precision"],
        probabilities=found["probabilities"],
        confidence=float(confidence),
    )


def _outcomes(outcomes: Any, shape: tuple[int, ...]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    listed = outcomes.to_list() if hasattr(outcomes, "to_list") else np.asarray(outcomes, dtype=object).tolist()
    if np.ma.isMaskedArray(outcomes):
        listed = outcomes.tolist()
    if not isinstance(listed, list) or len(listed) != shape[0]:
        size = len(listed) if isinstance(listed, list) else 1
        raise _core.InvalidValue(f"outcomes has {size} elements and scores {shape[0]}; give one outcome a score")
    verified = np.zeros(shape, dtype=np.uint8)
    outcome = np.zeros(shape, dtype=np.uint8)
    for place, one in enumerate(listed):
        if one is None or type(one).__name__ in {"NAType", "NaTType"} or one != one:
            continue
        if isinstance(one, str) or one not in (0, 1):
            raise _core.InvalidValue(f"outcomes[{place}] is {one!r}; give true or 1, false or 0, or nothing")
        verified[place], outcome[place] = 1, int(one)
    return verified, outcome


def _weights(inclusion: npt.ArrayLike | None, shape: tuple[int, ...]) -> _arrays.Floats:
    if inclusion is None:
        return np.ones(shape)
    chance = _arrays.reals(inclusion, "inclusion_probability")
    if chance.shape not in ((), shape):
        raise _core.InvalidValue(
            f"inclusion_probability has shape {chance.shape}; give one number, or one a score ({shape[0]})"
        )
    flat = np.broadcast_to(chance, shape)
    for place in np.flatnonzero(~((flat > 0) & (flat <= 1)))[:1]:
        raise _core.InvalidValue(
            f"inclusion_probability[{place}] is {flat[place]}; give a number above 0 and at most 1"
        )
    return np.ascontiguousarray(1 / flat)


def _days(days: npt.ArrayLike | None, shape: tuple[int, ...]) -> _arrays.Floats:
    if days is None:
        return np.empty(0)
    given = _arrays.vector(_arrays.reals(days, "days"), "days")
    if given.shape != shape:
        raise _core.InvalidValue(f"days has {given.size} elements and scores {shape[0]}; give one day a score")
    return given


def _estimate(parts: tuple[float, float, float]) -> Estimate:
    return Estimate(*(None if part != part else part for part in parts))
