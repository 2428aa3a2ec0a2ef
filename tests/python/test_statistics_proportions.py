# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Intervals, z-scores, funnel limits and overdispersion: against SciPy, published figures and their own laws."""

from __future__ import annotations

import csv
import doctest
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

import kring
from kring import statistics
from kring.statistics import _arrays, _funnel, _overdispersion, _proportions

METHODS: tuple[statistics.IntervalMethod, ...] = ("clopper_pearson", "wilson", "jeffreys", "mid_p")
FUNNEL_PLOTS = Path(__file__).resolve().parents[3] / "shared" / "oracles" / "funnel-plots"

# Clopper-Pearson, Wilson and mid-p: Newcombe 1998, table I. Jeffreys: computed apart from this library.
PUBLISHED = {
    (81, 263): ((0.2527, 0.3676), (0.2553, 0.3662), (0.2545, 0.3656), (0.2544, 0.3658)),
    (0, 20): ((0, 0.1684), (0, 0.1611), (0, 0.1166), (0, 0.1391)),
    (1, 29): ((0.0009, 0.1776), (0.0061, 0.1718), (0.0037, 0.1501), (0.0017, 0.1585)),
}


def panel(size: int, seed: int = 20261122) -> tuple[_arrays.Integers, _arrays.Integers]:
    rng = np.random.default_rng(seed)
    trials = rng.integers(1, 5000, size)
    return rng.integers(0, trials + 1), trials


@pytest.mark.parametrize(("counts", "limits"), PUBLISHED.items(), ids=str)
def test_published_limits_are_reproduced(counts: tuple[int, int], limits: tuple[tuple[float, float], ...]) -> None:
    for method, (lower, upper) in zip(METHODS, limits, strict=True):
        found = statistics.proportion_interval(*counts, method=method)
        assert found.lower == pytest.approx(lower, abs=5e-5)
        assert found.upper == pytest.approx(upper, abs=5e-5)


# SciPy's binomtest solves the same equations by root finding with a tolerance of 2e-12.
@pytest.mark.parametrize(("ours", "theirs"), [("clopper_pearson", "exact"), ("wilson", "wilson")])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_intervals_agree_with_binomtest(ours: statistics.IntervalMethod, theirs: str, confidence: float) -> None:
    for events, trials in [(0, 7), (7, 7), (1, 2), (3, 40), (1234, 5000), (39, 40)]:
        found = statistics.proportion_interval(events, trials, confidence=confidence, method=ours)
        expected = stats.binomtest(events, trials).proportion_ci(confidence, method=theirs)
        assert (found.lower, found.upper) == pytest.approx((expected.low, expected.high), abs=1e-11)


# SciPy's betaincinv is Boost's, solved to about 1e-13 for these counts.
def test_quantiles_agree_with_betaincinv() -> None:
    events, trials = panel(3000)
    inside = (events > 0) & (events < trials)
    r, n = events[inside], trials[inside]
    exact = statistics.proportion_interval(r, n)
    np.testing.assert_allclose(exact.lower, special.betaincinv(r, n - r + 1, 0.025), rtol=1e-11)
    np.testing.assert_allclose(exact.upper, special.betaincinv(r + 1, n - r, 0.975), rtol=1e-11)
    jeffreys = statistics.proportion_interval(r, n, method="jeffreys")
    np.testing.assert_allclose(jeffreys.lower, special.betaincinv(r + 0.5, n - r + 0.5, 0.025), rtol=1e-11)
    np.testing.assert_allclose(jeffreys.upper, special.betaincinv(r + 0.5, n - r + 0.5, 0.975), rtol=1e-11)


# Every table up to 12 trials, the terms of the binomial law summed in the order they stand.
@pytest.mark.parametrize("target", [0.02, 0.5, 0.9])
def test_mid_p_z_scores_equal_the_sum_of_terms_for_every_small_table(target: float) -> None:
    for trials in range(1, 13):
        terms = [
            special.comb(trials, k, exact=True) * target**k * (1 - target) ** (trials - k) for k in range(trials + 1)
        ]
        for events in range(trials + 1):
            below = sum(terms[:events]) + terms[events] / 2
            above = sum(terms[events + 1 :]) + terms[events] / 2
            expected = special.ndtri(below) if below < above else -special.ndtri(above)
            found = statistics.mid_p_z_score(events, trials, target=target)
            assert found == pytest.approx(expected, rel=1e-12, abs=1e-13)


def test_mid_p_limits_are_where_the_mid_p_z_score_is_the_normal_quantile() -> None:
    events, trials = panel(500)
    inside = (events > 0) & (events < trials)
    r, n = events[inside], trials[inside]
    found = statistics.proportion_interval(r, n, method="mid_p")
    z = special.ndtri(0.975)
    np.testing.assert_allclose(statistics.mid_p_z_score(r, n, target=found.lower), z, atol=1e-11)
    np.testing.assert_allclose(statistics.mid_p_z_score(r, n, target=found.upper), -z, atol=1e-11)


def test_far_tails_keep_their_precision() -> None:
    # Summed and inverted with 50 digits (Boost.Multiprecision).
    assert statistics.mid_p_z_score(0, 10**9, target=0.5) == pytest.approx(-37232.973821847857211, rel=1e-15)
    assert statistics.mid_p_z_score(6 * 10**8, 10**9, target=0.5) == pytest.approx(6345.945717842449885, rel=1e-15)


def test_arcsine_z_scores_follow_their_formula() -> None:
    events, trials = panel(100)
    expected = 2 * np.sqrt(trials) * (np.arcsin(np.sqrt(events / trials)) - np.arcsin(np.sqrt(0.3)))
    np.testing.assert_allclose(statistics.arcsine_z_score(events, trials, target=0.3), expected, rtol=1e-12, atol=1e-12)


# At target .75, computed apart from this library from Spiegelhalter's formula.
def test_independently_computed_funnel_limits_are_reproduced() -> None:
    found = statistics.funnel_limits([10, 100], target=0.75, probabilities=[0.001, 0.025, 0.975, 0.999])
    expected = [[0.21891, 0.40903, 0.95561, 0.99822], [0.60439, 0.65768, 0.82765, 0.87043]]
    np.testing.assert_allclose(found, expected, atol=5e-6)


def test_funnel_limits_follow_their_definition_with_scipy() -> None:
    trials = np.unique(np.geomspace(1, 20000, 60).astype(int))
    for target, p in itertools.product([0.03, 0.5, 0.75], [0.001, 0.025, 0.4, 0.975, 0.999]):
        quantile = stats.binom.ppf(p, trials, target)
        a = (stats.binom.cdf(quantile, trials, target) - p) / stats.binom.pmf(quantile, trials, target)
        found = statistics.funnel_limits(trials, target=target, probabilities=p)
        np.testing.assert_allclose(found, (quantile - a) / trials, atol=1e-9)


def test_poisson_limits_follow_their_definition_with_scipy() -> None:
    expected = np.array([0.2, 3, 15, 20, 30, 1234.5])
    for p in [0.001, 0.025, 0.4, 0.975, 0.999]:
        quantile = stats.poisson.ppf(p, expected)
        a = (stats.poisson.cdf(quantile, expected) - p) / stats.poisson.pmf(quantile, expected)
        found = statistics.poisson_limits(expected, probabilities=p)
        np.testing.assert_allclose(found, (quantile - a) / expected, rtol=1e-10, atol=1e-10)


# FunnelPlotR prints these as exact Poisson limits: they are the exact confidence interval drawn around the target, and
# the predictive limits lie below its upper end.
def test_poisson_limits_are_not_the_interval_around_the_target() -> None:
    expected = np.array([15, 20, 30])
    upper = special.chdtri(2 * expected + 2, 0.025) / 2 / expected
    np.testing.assert_allclose(upper, [1.649348, 1.544419, 1.427562], atol=5e-7)
    lower = special.chdtri(2 * expected, 0.975) / 2 / expected
    np.testing.assert_allclose(lower, [0.5596924, 0.6108260, 0.6746958], atol=5e-8)
    assert (statistics.poisson_limits(expected, probabilities=0.975) < upper).all()


# phi, tau2 and winsorised z-scores of FunnelPlotR 0.6.0 on synthetic panels and on the six units of its own test.
@pytest.mark.parametrize("case", ["synthetic_PR", "synthetic_RC", "unit6_SR_CQC"])
def test_overdispersion_agrees_with_funnelplotr(case: str) -> None:
    if not FUNNEL_PLOTS.is_dir():
        pytest.skip(f"the reference results are not at {FUNNEL_PLOTS}")
    with (FUNNEL_PLOTS / f"{case}.csv").open() as file:
        units = list(csv.DictReader(file))
    with (FUNNEL_PLOTS / "summary.csv").open() as file:
        summary = next(row for row in csv.DictReader(file) if row["case"] == case)
    z, s, winsorised = (np.array([float(unit[name]) for unit in units]) for name in ("Uzscore", "s", "Wuzscore"))
    np.testing.assert_allclose(statistics.winsorise(z, share=0.1), winsorised, rtol=1e-8)
    found = statistics.overdispersion(z, s)
    assert found.phi == pytest.approx(float(summary["phi"]), rel=1e-8)
    assert found.tau_squared == pytest.approx(float(summary["tau2"]), rel=1e-8)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.49])
def test_winsorise_uses_the_default_quantiles_of_numpy(share: float) -> None:
    values = np.random.default_rng(3).normal(size=(7, 9))
    low, high = np.quantile(values, [share, 1 - share])
    np.testing.assert_allclose(statistics.winsorise(values, share=share), values.clip(low, high), rtol=1e-13)


def test_one_unit_has_no_spread_between_units() -> None:
    assert statistics.overdispersion([5.0], [0.1]) == (25.0, 0.0)


counts = st.integers(1, 10**9).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))
small_counts = st.integers(1, 60).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))


@given(small_counts | counts, st.sampled_from(METHODS), st.sampled_from([0.6, 0.9, 0.95, 0.999]))
def test_an_interval_holds_its_share_mirrors_and_widens(
    case: tuple[int, int], method: statistics.IntervalMethod, confidence: float
) -> None:
    events, trials = case
    found = statistics.proportion_interval(events, trials, confidence=confidence, method=method)
    mirrored = statistics.proportion_interval(trials - events, trials, confidence=confidence, method=method)
    wider = statistics.proportion_interval(events, trials, confidence=0.9999, method=method)
    assert 0 <= wider.lower <= found.lower <= events / trials <= found.upper <= wider.upper <= 1
    assert found.lower == pytest.approx(1 - mirrored.upper, abs=1e-15)


@given(small_counts | counts, st.integers(1, 63))
def test_z_scores_mirror_and_rise_with_the_events(case: tuple[int, int], part: int) -> None:
    (events, trials), target = case, part / 64
    for rule in (statistics.mid_p_z_score, statistics.arcsine_z_score):
        z = rule(events, trials, target=target)
        assert z == pytest.approx(-rule(trials - events, trials, target=1 - target), rel=1e-9, abs=1e-9)
        if events < trials:
            assert z < rule(events + 1, trials, target=target)


@given(st.integers(20, 10**6), st.integers(5, 59))
def test_funnel_limits_narrow_as_groups_grow_and_keep_their_order(trials: int, part: int) -> None:
    small, large = statistics.funnel_limits(
        [trials, 2 * trials], target=part / 64, probabilities=[0.001, 0.025, 0.975, 0.999]
    )
    assert (np.diff(small) > 0).all()
    assert large[2] - large[1] < small[2] - small[1]
    assert -1 / trials < small[0] < part / 64 < small[3] <= 1


@given(st.lists(st.tuples(st.floats(-8, 8), st.floats(0.01, 10)), min_size=1, max_size=40), st.randoms())
def test_overdispersion_does_not_depend_on_the_order_of_units(units: list[tuple[float, float]], random: Any) -> None:
    found = statistics.overdispersion(*np.transpose(units))
    random.shuffle(units)
    assert statistics.overdispersion(*np.transpose(units)) == pytest.approx(found, rel=1e-9, abs=1e-12)


def test_shapes_are_broadcast_and_single_numbers_give_floats() -> None:
    z = statistics.mid_p_z_score([[1], [2]], [10, 20, 30], target=np.array([0.1, 0.2, 0.3]))
    assert isinstance(z, np.ndarray) and z.shape == (2, 3)
    assert z[1, 2] == statistics.mid_p_z_score(2, 30, target=0.3)
    assert type(statistics.mid_p_z_score(np.int32(1), 2, target=0.3)) is float
    assert type(statistics.proportion_interval(1, 2).lower) is float
    assert statistics.funnel_limits([[5, 6]], target=0.5, probabilities=[0.1, 0.5, 0.9]).shape == (1, 2, 3)
    assert statistics.funnel_limits(5, target=0.5, probabilities=0.1).shape == ()
    assert statistics.poisson_limits([5.0, 6.0], probabilities=0.1).shape == (2,)
    nothing = statistics.proportion_interval([], [])
    assert isinstance(nothing.lower, np.ndarray) and nothing.lower.shape == (0,)


@pytest.mark.parametrize("threads", [0, 2, 5])
def test_any_number_of_threads_gives_the_same_bits(threads: int) -> None:
    events, trials = panel(1001)
    for method in METHODS:
        one = statistics.proportion_interval(events, trials, method=method)
        many = statistics.proportion_interval(events, trials, method=method, threads=threads)
        assert np.array_equal(one.lower, many.lower) and np.array_equal(one.upper, many.upper)
    for rule in (statistics.mid_p_z_score, statistics.arcsine_z_score):
        assert np.array_equal(rule(events, trials, target=0.4), rule(events, trials, target=0.4, threads=threads))
    limits = statistics.funnel_limits(trials, target=0.4, probabilities=[0.1, 0.9])
    assert np.array_equal(
        limits, statistics.funnel_limits(trials, target=0.4, probabilities=[0.1, 0.9], threads=threads)
    )


def test_arrays_with_strides_and_columns_of_frames_are_taken_as_they_are() -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    events, trials = panel(40)
    expected = statistics.mid_p_z_score(events[::2], trials[::2], target=0.5)
    for column in (lambda a: pandas.Series(a, dtype="Int64"), lambda a: pandas.Series(a), polars.Series, list):
        found = statistics.mid_p_z_score(column(events[::2].tolist()), column(trials[::2].tolist()), target=0.5)
        assert np.array_equal(found, expected)


def untyped(value: object) -> Any:
    """Hand on a value that the type hints already refuse, so that the refusal at run time can be seen."""
    return value


REFUSALS: list[tuple[Callable[[], object], str]] = [
    (lambda: statistics.proportion_interval([1, 2, 9], 5), r"events\[2\] is 9, more than trials\[2\], which is 5"),
    (lambda: statistics.proportion_interval(-1, 5), r"events\[0\] is -1; a count cannot be negative"),
    (lambda: statistics.proportion_interval(0, [3, 0]), r"trials\[1\] is 0"),
    (lambda: statistics.proportion_interval([1, 2.5], 5), r"events\[1\] is 2.5, a float"),
    (lambda: statistics.proportion_interval(np.array([1.0]), 5), r"events\[0\] is 1.0, a float"),
    (lambda: statistics.proportion_interval([1, True], 5), r"events\[1\] is True, a truth value"),
    (lambda: statistics.proportion_interval(untyped([1, None]), 5), r"events\[1\] is missing"),
    (lambda: statistics.proportion_interval(np.array([1, np.nan]), 5), r"events\[1\] is missing"),
    (lambda: statistics.proportion_interval(untyped([[1], ["a"]]), 5), r"events\[1, 0\] is 'a', a str"),
    (lambda: statistics.proportion_interval(np.ma.masked_array([1, 2], [False, True]), 5), r"events\[1\] is missing"),
    (lambda: statistics.proportion_interval(1, 2**63), r"trials is 9223372036854775808, beyond"),
    (lambda: statistics.proportion_interval([1, 2], [5, 6, 7]), r"shapes \(2,\), \(3,\)"),
    (lambda: statistics.proportion_interval(1, 5, confidence=95), "confidence is 95"),
    (lambda: statistics.proportion_interval(1, 5, confidence=float("nan")), "confidence is missing"),
    (
        lambda: statistics.proportion_interval(1, 5, method=untyped("wald")),
        "method is 'wald'; give one of clopper_pearson",
    ),
    (lambda: statistics.proportion_interval(1, 5, threads=-1), "threads is -1"),
    (lambda: statistics.mid_p_z_score(1, 5, target=0), "target.* is 0; give a number strictly between 0 and 1"),
    (lambda: statistics.mid_p_z_score([1, 1], 5, target=[0.5, 1.0]), r"target\[1\] is 1"),
    (lambda: statistics.arcsine_z_score([1, 1], 5, target=np.array([0.5, np.nan])), r"target\[1\] is missing \(NaN\)"),
    (lambda: statistics.funnel_limits(5, target=0.5, probabilities=[0.5, 1]), r"probabilities\[1\] is 1"),
    (lambda: statistics.poisson_limits([1.0, -2.0], probabilities=0.5), r"expected\[1\] is -2"),
    (lambda: statistics.overdispersion([], []), "z_scores is empty"),
    (lambda: statistics.overdispersion([1, np.inf], [1, 1]), r"z_scores\[1\] is inf"),
    (lambda: statistics.overdispersion([1, 1], [1, 0]), r"standard_errors\[1\] is 0"),
    (lambda: statistics.overdispersion([1], [1], winsorised_share=0.5), r"winsorised_share is 0.5"),
    (lambda: statistics.winsorise(untyped([1.0, None])), r"values\[1\] is missing"),
]


@pytest.mark.parametrize(("act", "words"), REFUSALS, ids=[words for _, words in REFUSALS])
def test_what_cannot_be_used_is_refused_with_its_place(act: Callable[[], object], words: str) -> None:
    with pytest.raises(kring.InvalidValue, match=words):
        act()


def test_missing_values_in_columns_of_frames_are_refused_with_their_place() -> None:
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    for column in (pandas.Series([4, None], dtype="Int64"), polars.Series([4, None])):
        with pytest.raises(kring.InvalidValue, match=r"events\[1\] is missing"):
            statistics.proportion_interval(column, 5)


@pytest.mark.parametrize("module", [_proportions, _funnel, _overdispersion], ids=lambda module: module.__name__)
def test_examples_in_docstrings_run(module: Any) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0 and found.failed == 0


@pytest.mark.parametrize("target", [5e-324, 1e-320, 1e-301])
def test_a_target_too_small_for_any_count_is_refused(target: float) -> None:
    for call in (
        lambda: statistics.mid_p_z_score(5, 10, target=target),
        lambda: statistics.arcsine_z_score(5, 10, target=target),
        lambda: statistics.funnel_limits([10], target=target, probabilities=[0.001]),
    ):
        with pytest.raises(kring.InvalidValue, match="target"):
            call()
    assert np.isfinite(statistics.mid_p_z_score([0, 5, 10], 10, target=1e-300)).all()
