# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Expected ranks and rankability: published example, peer, laws, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from kring import InvalidValue
from kring.statistics import expected_ranks, rank_intervals, rankability

sizes = st.shared(st.integers(1, 150), key="size")
means = sizes.flatmap(lambda size: arrays(float, size, elements=st.floats(-50, 50)))
deviations = sizes.flatmap(lambda size: arrays(float, size, elements=st.floats(0, 20)))


def test_three_normals_one_apart():
    # methods.md 11.8.
    assert_allclose(expected_ranks([-1, 0, 1], 1.0), [1.3184, 2, 2.6816], atol=5e-5)


def test_certain_values_give_plain_ranks_and_ties_share():
    assert_allclose(expected_ranks([5, 1, 5, 9], 0), [2.5, 1, 2.5, 4], atol=1e-12)


def test_agrees_with_scipy():
    norm = pytest.importorskip("scipy.stats").norm
    rng = np.random.default_rng(1)
    m, s = rng.normal(size=300), rng.uniform(0.1, 1, size=300)
    pairs = norm.cdf((m[:, None] - m) / np.sqrt(s[:, None] ** 2 + s**2))
    np.fill_diagonal(pairs, 0)
    assert_allclose(expected_ranks(m, s), 1 + pairs.sum(axis=1), atol=1e-10)


@given(means, deviations)
def test_add_up_and_do_not_depend_on_order_or_threads(m, s):
    ranks = expected_ranks(m, s)
    assert ranks.sum() == pytest.approx(m.size * (m.size + 1) / 2, abs=1e-9 * m.size)
    assert_allclose(expected_ranks(m[::-1], s[::-1])[::-1], ranks, atol=1e-10)
    assert_array_equal(expected_ranks(m, s, threads=3), ranks)


def test_rankability_by_hand():
    assert rankability([0.3, 0.1, 0.2], tau_squared=0.04) == pytest.approx(0.5, abs=1e-15)
    assert rankability([0.3], tau_squared=0) == 0


def test_refuses_bad_numbers_and_says_where():
    with pytest.raises(InvalidValue, match=r"means\[1\]"):
        expected_ranks([0, float("nan")], 1)
    with pytest.raises(InvalidValue, match=r"standard_deviations\[0\]"):
        expected_ranks([0, 1], [-1, 1])
    with pytest.raises(InvalidValue, match="fit together"):
        expected_ranks([0, 1], [1, 1, 1])
    with pytest.raises(InvalidValue, match="threads"):
        expected_ranks([0, 1], 1, threads=-1)
    with pytest.raises(InvalidValue, match="standard_errors"):
        rankability([], tau_squared=1)
    with pytest.raises(InvalidValue, match=r"standard_errors\[1\]"):
        rankability([1, 0], tau_squared=1)
    with pytest.raises(InvalidValue, match="tau_squared"):
        rankability([1], tau_squared=-1)


def test_rank_intervals_of_certain_values_are_their_ranks():
    ranks = rank_intervals([5, 1, 9], 0, seed=1)
    assert_array_equal(ranks.lower, [2, 1, 3])
    assert_array_equal(ranks.upper, [2, 1, 3])
    assert (ranks.confidence, ranks.draws, ranks.seed) == (0.9, 1000, 1)


def test_rank_intervals_agree_with_a_simulation_by_numpy():
    rng = np.random.default_rng(4)
    m, s = rng.normal(size=50), rng.uniform(0.1, 0.6, size=50)
    ranks = rank_intervals(m, s, draws=20_000, seed=11)
    drawn = rng.normal(m, s, size=(20_000, 50)).argsort(axis=1).argsort(axis=1) + 1
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    # A 5% point of 20,000 draws has a standard error of some 0.1 ranks here, so two simulations differ by 1 at most.
    assert np.abs(ranks.lower - low).max() <= 1
    assert np.abs(ranks.upper - high).max() <= 1


@given(means, deviations, st.integers(0, 2**64 - 1))
def test_rank_intervals_do_not_depend_on_threads_and_stay_in_range(m, s, seed):
    ranks = rank_intervals(m, s, draws=20, seed=seed)
    assert (ranks.lower >= 1).all() and (ranks.lower <= ranks.upper).all() and (ranks.upper <= m.size).all()
    assert_array_equal(rank_intervals(m, s, draws=20, seed=seed, threads=3).upper, ranks.upper)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"seed": -1}, "seed"), ({"seed": 1.5}, "seed"), ({"seed": 1, "draws": 0}, "draws"), ({"seed": True}, "seed")],
)
def test_rank_intervals_refuse_bad_settings(arguments, message):
    with pytest.raises(InvalidValue, match=message):
        rank_intervals([1, 2], 1, **arguments)
    with pytest.raises(InvalidValue, match="confidence"):
        rank_intervals([1, 2], 1, confidence=1, seed=1)
