# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums of chances, run lengths, charts and recall, beside numpy and scipy."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, signal, stats

import kring
from kring.statistics import (
    bernoulli_cusum,
    bernoulli_cusum_run_length,
    binormal_auc,
    binormal_recall,
    cusum_run_length,
    law_quantile,
    normal_cusum,
    poisson_binomial,
    xmr_limits,
)

CHANCES = st.lists(st.floats(0, 1), max_size=8)


def test_published_numbers() -> None:
    # methods.md 11.6, 11.8 and 11.12.
    assert poisson_binomial([0.1, 0.2, 0.3, 0.4, 0.5]).round(4).tolist() == [
        0.1512,
        0.3714,
        0.3274,
        0.1274,
        0.0214,
        0.0012,
    ]
    assert cusum_run_length(0.5, 4) == pytest.approx(335.37, abs=5e-3)
    assert cusum_run_length(0.5, 4, shift=1) == pytest.approx(8.383, abs=5e-4)
    assert bernoulli_cusum_run_length(0.1, m=7, h=18) == pytest.approx(183.953, abs=5e-4)
    assert binormal_auc(1) == pytest.approx(0.7602, abs=5e-5)
    assert binormal_recall(0.1, delta=[1, 2.149], capacity=[0.1, 0.1]) == pytest.approx([0.3290, 0.65], abs=5e-4)


@settings(deadline=None)
@given(CHANCES, st.data())
def test_the_law_equals_counting_over_subsets(chances: list[float], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(0, 9), min_size=len(chances), max_size=len(chances)))
    expected = np.zeros(sum(weights) + 1)
    for subset in itertools.product([0, 1], repeat=len(chances)):
        parts = [p if one else 1 - p for p, one in zip(chances, subset, strict=True)]
        expected[sum(w * one for w, one in zip(weights, subset, strict=True))] += np.prod(parts)
    assert poisson_binomial(chances, weights) == pytest.approx(expected, abs=1e-14)


def test_the_law_equals_convolution_by_scipy_on_a_long_law() -> None:
    rng = np.random.default_rng(7)
    chances, weights = rng.random(600), rng.integers(0, 60, 600)
    expected = np.ones(1)
    for p, w in zip(chances, weights, strict=True):
        step = np.concatenate([[1 - p], np.zeros(w)[1:], [p]]) if w else np.ones(1)
        expected = signal.convolve(expected, step, method="direct")
    law = poisson_binomial(chances, weights)
    assert len(law) == len(expected)
    assert np.abs(law - expected).max() < 1e-12


def test_equal_chances_are_binomial_and_ten_thousand_are_fast() -> None:
    began = time.perf_counter()
    law = poisson_binomial(np.full(10_000, 0.3))
    assert time.perf_counter() - began < 2  # 0.01 s on one core of the machine of docs/performance.md.
    expected = stats.binom.pmf(np.arange(10_001), 10_000, 0.3)
    assert np.abs(law - expected).max() < 1e-12


def test_quantiles_are_those_of_the_cumulative_law() -> None:
    law = stats.binom.pmf(np.arange(41), 40, 0.37)
    for share in (0.05, 0.5, 0.9, 0.999):
        assert law_quantile(law, share) == stats.binom.ppf(share, 40, 0.37)


def test_run_lengths_solve_the_integral_equation_of_page() -> None:
    # The equation itself, by another quadrature: L(z) = 1 + L(0) Phi(k - z) + integral of L(x) phi(x + k - z).
    k, h = 0.5, 3.0
    grid = np.linspace(0, h, 301)
    simpson = np.array([1, *([4, 2] * 149), 4, 1]) * (grid[1] / 3)
    kernel = stats.norm.pdf(grid[None, :] + k - grid[:, None]) * simpson[None, :]
    system = np.eye(301) - kernel
    system[:, 0] -= stats.norm.cdf(k - grid)
    expected = np.linalg.solve(system, np.ones(301))[0]
    assert cusum_run_length(k, h) == pytest.approx(expected, rel=1e-7)


def test_run_lengths_of_simulated_cusums() -> None:
    # 4,000 runs; the standard error of their mean is about 1.4% of a geometric-like law: 5 of them.
    rng = np.random.default_rng(3)
    lengths = []
    for _ in range(4000):
        total, steps = 0.0, 0
        while total <= 2:
            total, steps = max(0.0, total + rng.standard_normal() - 0.5), steps + 1
        lengths.append(steps)
    assert np.mean(lengths) == pytest.approx(cusum_run_length(0.5, 2), rel=5 / np.sqrt(4000))


def test_recall_solves_for_its_cut_as_scipy_does() -> None:
    for prevalence, delta, capacity in [(0.1, 1, 0.1), (0.3, 0.4, 0.5), (0.02, 3, 0.01)]:

        def excess(cut: float, p: float = prevalence, d: float = delta, c: float = capacity) -> float:
            return float(p * stats.norm.sf(cut - d) + (1 - p) * stats.norm.sf(cut) - c)

        cut = optimize.brentq(excess, -20, 20, xtol=1e-14)
        found = binormal_recall(prevalence, delta=delta, capacity=capacity)
        assert found == pytest.approx(stats.norm.sf(cut - delta), abs=1e-10)


def test_the_area_under_the_recall_curve_is_the_auc() -> None:
    # Recall against the share of the others that is looked at; prevalence near 0 makes that the capacity.
    area, _ = integrate.quad(lambda c: binormal_recall(1e-9, delta=1, capacity=c), 0, 1)
    assert area == pytest.approx(binormal_auc(1), abs=1e-6)


@given(st.lists(st.floats(-10, 10), max_size=20), st.floats(0, 3))
def test_charts_are_their_recursions(series: list[float], k: float) -> None:
    total, expected = 0.0, []
    for z in series:
        total = max(0.0, total + z - k)
        expected.append(total)
    assert normal_cusum(series, k=k).tolist() == expected


def test_bernoulli_chart_and_limits_by_hand() -> None:
    assert bernoulli_cusum([0, 1, 0, 0, 1, 1], m=4).tolist() == [0, 3, 2, 1, 4, 7]
    limits = xmr_limits([10, 12, 11, 10])
    assert limits == pytest.approx((10.75, 4 / 3, 10.75 - 2.66 * 4 / 3, 10.75 + 2.66 * 4 / 3))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: poisson_binomial([0.5, 1.5]), r"probabilities\[1\] is 1.5"),
        (lambda: poisson_binomial([0.5, float("nan")]), r"probabilities\[1\] is missing"),
        (lambda: poisson_binomial([0.5], [1, 2]), "one weight a probability"),
        (lambda: poisson_binomial([0.5], [1.5]), "a float"),
        (lambda: law_quantile([], 0.5), "the law is empty"),
        (lambda: cusum_run_length(-1, 4), "k is -1"),
        (lambda: bernoulli_cusum_run_length(0, m=7, h=12), "never an alarm"),
        (lambda: binormal_recall(1, delta=1, capacity=0.1), "prevalence"),
        (lambda: xmr_limits([1.0]), "fewer than 2"),
        (lambda: bernoulli_cusum([2], m=4), r"events\[0\] is 2"),
    ],
)
def test_what_cannot_be_is_refused_in_words(call: object, words: str) -> None:
    with pytest.raises(kring.InvalidValue, match=words):
        call()  # type: ignore[operator]
