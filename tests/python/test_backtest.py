# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a score has been worth, beside statsmodels and counting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

import kring
from kring import backtest

RNG = np.random.default_rng(11)
SCORES = RNG.beta(1, 6, 800)
OUTCOMES = (RNG.random(800) < SCORES).astype(int)


def log_likelihood(line: np.ndarray, x: np.ndarray, y: np.ndarray, w: np.ndarray) -> float:
    z = line[0] + line[1] * x
    return float(-(w * (y * z - np.logaddexp(0, z))).sum())


def test_the_line_of_calibration_is_that_of_statsmodels_and_scipy() -> None:
    x = np.log(SCORES.clip(1e-6, 1 - 1e-6) / (1 - SCORES.clip(1e-6, 1 - 1e-6)))
    inclusion = RNG.uniform(0.2, 1, 800)
    found = backtest(SCORES, OUTCOMES, inclusion_probability=inclusion, draws=100)
    expected = optimize.minimize(log_likelihood, [0, 1], args=(x, OUTCOMES, 1 / inclusion), tol=1e-12).x
    assert (found.intercept.value, found.slope.value) == pytest.approx(tuple(expected), abs=1e-5)
    api = pytest.importorskip("statsmodels.api")
    model = api.GLM(OUTCOMES, api.add_constant(x), family=api.families.Binomial(), freq_weights=1 / inclusion)
    assert (found.intercept.value, found.slope.value) == pytest.approx(tuple(model.fit(tol=1e-14).params), rel=1e-8)


def test_brier_skill_and_auc_by_numpy() -> None:
    found = backtest(SCORES, OUTCOMES, draws=100)
    brier, rate = ((SCORES - OUTCOMES) ** 2).mean(), OUTCOMES.mean()
    assert found.brier.value == pytest.approx(brier)
    assert found.skill.value == pytest.approx(1 - brier / (rate * (1 - rate)))
    u = stats.mannwhitneyu(SCORES[OUTCOMES == 1], SCORES[OUTCOMES == 0]).statistic
    assert found.auc.value == pytest.approx(u / (OUTCOMES.sum() * (1 - OUTCOMES).sum()))


def test_recall_and_lift_by_sorting() -> None:
    found = backtest(SCORES, OUTCOMES, draws=100)
    for capacity in (0.1, 0.2):
        chosen = np.argsort(-SCORES)[: int(capacity * 800)]
        recall = OUTCOMES[chosen].sum() / OUTCOMES.sum()
        assert found.recall[capacity].value == pytest.approx(recall)
        assert found.lift[capacity].value == pytest.approx(recall / capacity)
        assert found.precision[capacity].value == pytest.approx(OUTCOMES[chosen].mean())


def test_a_random_sample_with_its_weights_tells_of_all() -> None:
    # Strata drawn at 10% and 50%; Horvitz and Thompson are right on average over samples: 60 of them.
    rng = np.random.default_rng(5)
    scores = rng.beta(1, 6, 4000)
    outcomes = (rng.random(4000) < scores).astype(int)
    full = backtest(scores, outcomes, draws=100)
    inclusion = np.where(scores > 0.2, 0.5, 0.1)
    seen = []
    for _ in range(60):
        verified = [int(y) if u < p else None for y, u, p in zip(outcomes, rng.random(4000), inclusion, strict=True)]
        one = backtest(scores, verified, inclusion_probability=inclusion, draws=100)
        seen.append((one.base_rate.value, one.recall[0.2].value, one.brier.value))
    mean, error = np.mean(seen, axis=0), np.std(seen, axis=0) / np.sqrt(60)
    for got, wanted, se in zip(mean, (full.base_rate, full.recall[0.2], full.brier), error, strict=True):
        assert abs(got - (wanted.value or 0)) < 4 * se


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    # 120 samples of 400 from a law whose prevalence is 1/7 and whose probabilities are right: slope 1. At 90% between
    # 93 and 118 of 120 is within 4 standard errors.
    rng = np.random.default_rng(9)
    slope = rate = 0
    for _ in range(120):
        scores = rng.beta(1, 6, 400)
        one = backtest(scores, rng.random(400) < scores, confidence=0.9, draws=200)
        slope += (one.slope.lower or 0) <= 1 <= (one.slope.upper or 0)
        rate += (one.base_rate.lower or 0) <= 1 / 7 <= (one.base_rate.upper or 0)
    assert 93 <= slope <= 118 and 93 <= rate <= 118


def test_without_verified_outcomes_it_says_uncalibrated() -> None:
    found = backtest([0.1, 0.2, 0.3], [None, None, None])
    assert not found.calibrated and found.reason == "no_verified_outcomes"
    assert found.recall[0.1] == (None, None, None) and found.brier.value is None
    assert "uncalibrated" in repr(found)
    with pytest.raises(kring.InvalidValue, match="cannot be calibrated: no_verified_outcomes"):
        found.calibrate([0.1])


def test_cases_chosen_nobody_knows_how_are_no_calibration() -> None:
    found = backtest([0.9, 0.8, 0.2, 0.1], [1, 0, None, None])
    assert not found.calibrated and found.reason == "not_random"
    assert backtest([0.9, 0.8, 0.2, 0.1], [1, 0, None, None], inclusion_probability=0.5).calibrated
    assert backtest([0.9, 0.8], [1, 0]).calibrated


def test_calibrated_probabilities_have_the_mean_of_the_outcomes() -> None:
    found = backtest(SCORES * 0.5, OUTCOMES, draws=100)  # Half of what they should be.
    assert found.calibrate(SCORES * 0.5).mean() == pytest.approx(OUTCOMES.mean())


def test_days_earlier_by_sorting() -> None:
    days = np.random.default_rng(2).permutation(800)
    found = backtest(SCORES, OUTCOMES, days=days, draws=100).days_earlier
    anew = np.empty(800)
    anew[np.argsort(-SCORES)] = np.arange(800)
    assert found.value == pytest.approx((days - anew)[OUTCOMES == 1].mean())
    assert found.lower is not None and found.lower > 0
    with pytest.raises(kring.InvalidValue, match="one day a score"):
        backtest(SCORES, OUTCOMES, days=[1, 2])


def test_a_line_without_end_is_none() -> None:
    found = backtest([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])
    assert found.slope == (None, None, None) and found.auc.value == 1


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5]), st.booleans()), min_size=2, max_size=20), st.floats(0.01, 1)
)
def test_chance_has_lift_one_and_recall_grows_with_capacity(cases: list[tuple[float, bool]], capacity: float) -> None:
    outcomes = [bad for _, bad in cases]
    assume(any(outcomes))
    flat = backtest([0.3] * len(cases), outcomes, capacity=capacity, draws=100)
    assert flat.lift[capacity].value == pytest.approx(1)
    both = backtest([score for score, _ in cases], outcomes, capacity=[capacity, 1], draws=100)
    assert 0 <= (both.recall[capacity].value or 0) <= 1 and both.recall[1].value == pytest.approx(1)


def test_outcomes_of_every_kind_of_column_and_the_same_bits_for_any_threads() -> None:
    listed = backtest([0.9, 0.8, 0.1], [1, None, 0])
    for outcomes in (pd.Series([True, None, False], dtype="boolean"), np.array([1.0, np.nan, 0.0])):
        assert backtest([0.9, 0.8, 0.1], outcomes) == listed
    masked = np.ma.masked_array([1, 0, 0], mask=[False, True, False])
    assert backtest([0.9, 0.8, 0.1], masked) == listed
    assert backtest(SCORES, OUTCOMES, draws=200, threads=1) == backtest(SCORES, OUTCOMES, draws=200, threads=5)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (([], []), {}, "no cases"),
        (([0.1, 0.2], [1]), {}, "one outcome a score"),
        (([0.1], [2]), {}, r"outcomes\[0\] is 2"),
        (([0.1], ["yes"]), {}, r"outcomes\[0\] is 'yes'"),
        (([float("inf")], [1]), {}, "finite"),
        (([0.1], [1]), {"capacity": 0}, "capacity"),
        (([0.1], [1]), {"inclusion_probability": 0}, "above 0 and at most 1"),
        (([0.1], [1]), {"inclusion_probability": [0.5, 0.5]}, "one a score"),
        (([0.1], [1]), {"draws": 10}, "draws"),
    ],
)
def test_what_cannot_be_is_refused_in_words(arguments: Any, options: dict[str, Any], words: str) -> None:
    with pytest.raises(kring.InvalidValue, match=words):
        backtest(*arguments, **options)
