# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beta-binomial fit: kept figures, peer, laws, edges, refusals."""

import csv
import doctest
import importlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from kring import InvalidValue
from kring.statistics import fit_beta_binomial, james_stein

ORACLES = Path(__file__).resolve().parents[2].parent / "shared" / "oracles"
units = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=40
)


def read(name):
    path = ORACLES / name
    if not path.exists():
        pytest.skip(f"no kept figures at {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(rows, name, kind=float):
    return np.array([kind(row[name]) for row in rows])


@pytest.fixture
def schools():
    rows = read("funnel-plots/input_synthetic_success.csv")
    return column(rows, "numerator", int), column(rows, "denominator", int)


def test_sixty_schools_agree_with_the_kept_figures(schools):
    fit = fit_beta_binomial(*schools)
    # betabinomial_mle_60schools.csv; its optimiser stopped 4e-10 below the maximum, hence the tolerances.
    assert fit.log_likelihood == pytest.approx(-241.526280012274, abs=1e-9)
    assert fit.alpha == pytest.approx(24.442852681934, rel=1e-5)
    assert fit.beta == pytest.approx(9.39219709942445, rel=1e-5)
    kept = read("shrinkage/betabinomial_posterior_60schools.csv")
    # The same stop moves the posteriors by 1e-6 at most.
    assert_allclose(fit.posterior_mean(), column(kept, "post_mean"), atol=2e-6)
    assert_allclose(fit.probability_below(0.65), column(kept, "p_below_0_65"), atol=2e-6)
    interval = fit.posterior_interval()
    assert_allclose(interval.lower, column(kept, "q05"), atol=2e-6)
    assert_allclose(interval.upper, column(kept, "q95"), atol=2e-6)


def test_log_likelihood_is_the_one_of_scipy_and_nowhere_higher_nearby(schools):
    betabinom = pytest.importorskip("scipy.stats").betabinom
    fit = fit_beta_binomial(*schools)
    assert fit.log_likelihood == pytest.approx(betabinom.logpmf(*schools, fit.alpha, fit.beta).sum(), abs=1e-9)
    for a, b in ((1.01, 1), (0.99, 1), (1, 1.01), (1, 0.99), (1.01, 1.01), (0.99, 0.99)):
        assert betabinom.logpmf(*schools, a * fit.alpha, b * fit.beta).sum() < fit.log_likelihood


def test_posterior_agrees_with_scipy(schools):
    beta = pytest.importorskip("scipy.stats").beta
    fit = fit_beta_binomial(*schools)
    a, b = fit.alpha + schools[0], fit.beta + schools[1] - schools[0]
    interval = fit.posterior_interval(0.5)
    assert_allclose(interval.lower, beta.ppf(0.25, a, b), rtol=1e-10)
    assert_allclose(interval.upper, beta.ppf(0.75, a, b), rtol=1e-10)
    assert_allclose(fit.probability_below(0.7), beta.cdf(0.7, a, b), rtol=1e-10, atol=1e-300)


@given(units)
def test_shrinks_towards_the_mean(counts):
    events, trials = np.array(counts).T
    fit = fit_beta_binomial(events, trials)
    low, high = np.minimum(events / trials, fit.mean), np.maximum(events / trials, fit.mean)
    assert ((fit.posterior_mean() >= low - 1e-12) & (fit.posterior_mean() <= high + 1e-12)).all()


@given(units, st.randoms())
def test_order_of_the_units_is_irrelevant(counts, random):
    shuffled = random.sample(counts, len(counts))
    first, second = (fit_beta_binomial(*np.array(list_of_units).T) for list_of_units in (counts, shuffled))
    assert first.log_likelihood == pytest.approx(second.log_likelihood, abs=1e-8)
    assert first.overdispersed == second.overdispersed


@pytest.mark.parametrize(
    ("events", "trials", "mean"),
    [([3, 3], [10, 10], 0.3), ([3], [10], 0.3), ([0, 1], [1, 1], 0.5), ([0, 0], [4, 5], 0.0), ([4, 5], [4, 5], 1.0)],
)
def test_no_more_difference_than_chance_gives_every_unit_the_pooled_share(events, trials, mean):
    fit = fit_beta_binomial(events, trials)
    assert not fit.overdispersed and fit.alpha == fit.beta == np.inf
    assert_allclose(fit.posterior_mean(), mean, rtol=1e-15)
    assert_array_equal(fit.posterior_interval().lower, fit.posterior_interval().upper)
    assert_array_equal(fit.probability_below(0.4), np.full(len(events), float(mean < 0.4)))


def test_all_or_nothing_gives_each_unit_its_own_share():
    fit = fit_beta_binomial([0, 9], [4, 9])
    assert fit.overdispersed and fit.alpha == fit.beta == 0 and fit.mean == 0.5
    assert_array_equal(fit.posterior_mean(), [0, 1])


def test_has_the_same_bits_for_any_number_of_threads(schools):
    fit = fit_beta_binomial(*schools)
    assert_array_equal(fit.probability_below(0.7, threads=3), fit.probability_below(0.7))
    assert_array_equal(fit.posterior_interval(threads=0).lower, fit.posterior_interval().lower)


@pytest.mark.parametrize(
    ("events", "trials", "message"),
    [
        ([1, 0], [2, 0], r"trials\[1\] is 0"),
        ([3], [2], r"events\[0\] is 3"),
        ([-1], [2], r"events\[0\] is -1"),
        ([1.0], [2], r"events\[0\]"),
        ([None], [2], r"events\[0\]"),
        ([], [], "empty"),
        ([1, 1], [2, 2, 2], "fit together"),
    ],
)
def test_refuses_bad_counts_and_says_where(events, trials, message):
    with pytest.raises(InvalidValue, match=message):
        fit_beta_binomial(events, trials)


def test_refuses_a_norm_or_confidence_outside_0_to_1():
    fit = fit_beta_binomial([1, 9], [10, 10])
    for bad in (0, 1, float("nan"), 2):
        with pytest.raises(InvalidValue, match="norm"):
            fit.probability_below(bad)
        with pytest.raises(InvalidValue, match="confidence"):
            fit.posterior_interval(bad)


def test_batters_on_the_arcsine_scale():
    rows = read("shrinkage/efron_morris.csv")
    fit = james_stein(column(rows, "x_arcsine"), 1.0)
    # efron_morris_summary.csv.
    assert fit.mean == pytest.approx(-3.31721056020775, abs=1e-9)
    assert fit.factor == pytest.approx(0.209197055974507, abs=1e-9)
    assert_allclose(fit.estimates, column(rows, "js_arcsine"), atol=1e-9)


def test_batters_as_plain_averages():
    rows = read("shrinkage/efron_morris.csv")
    y = column(rows, "y")
    fit = james_stein(y, np.sqrt(y.mean() * (1 - y.mean()) / 45))
    assert fit.factor == pytest.approx(0.212390537704556, abs=1e-9)
    assert_allclose(fit.estimates, column(rows, "js_linear"), atol=1e-9)


def test_james_stein_refuses_fewer_than_four_units_and_bad_numbers():
    with pytest.raises(InvalidValue, match="at least 4"):
        james_stein([1, 2, 3], 1)
    with pytest.raises(InvalidValue, match=r"standard_errors\[2\]"):
        james_stein([1, 2, 3, 4], [1, 1, 0, 1])


@pytest.mark.parametrize("module", ["_multiplicity", "_random_effects", "_ranking", "_shrinkage"])
def test_examples_in_docstrings_are_true(module):
    outcome = doctest.testmod(importlib.import_module(f"kring.statistics.{module}"))
    assert outcome.attempted > 0 and outcome.failed == 0
