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
from kring.statistics import expected_ranks, rankability

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
