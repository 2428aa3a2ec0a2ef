# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adjusted p-values: published example, peers, laws, refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from kring import InvalidValue
from kring.statistics import adjust_p_values, combine_z_scores

METHODS = ["bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli"]
# The worked example of Benjamini and Hochberg 1995, section 4.
EXAMPLE = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
EXAMPLE += [0.7590, 1.0]
Z = [-1.5, -1.2, -0.8]
p_values = st.lists(st.floats(0, 1, allow_subnormal=False), max_size=60)


# 4 and 3: the article; Holm and Benjamini-Yekutieli: methods.md 11.5.
@pytest.mark.parametrize(("method", "flagged"), list(zip(METHODS, [3, 3, 4, 3], strict=True)))
def test_published_example(method, flagged):
    assert (adjust_p_values(EXAMPLE, method=method) <= 0.05).sum() == flagged


def test_fourth_adjusted_value_of_the_published_example():
    assert adjust_p_values(EXAMPLE, method="benjamini_hochberg")[3] == pytest.approx(15 * 0.0095 / 4, abs=1e-15)


@settings(deadline=None)  # the first call imports scipy
@given(p_values.filter(len))
def test_agrees_with_scipy(p):
    stats = pytest.importorskip("scipy.stats")
    for method, short in (("benjamini_hochberg", "bh"), ("benjamini_yekutieli", "by")):
        expected = stats.false_discovery_control(p, method=short)
        assert_allclose(adjust_p_values(p, method=method), expected, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize(
    ("method", "theirs"), list(zip(METHODS, ["bonferroni", "holm", "fdr_bh", "fdr_by"], strict=True))
)
def test_agrees_with_statsmodels(method, theirs):
    multitest = pytest.importorskip("statsmodels.stats.multitest")
    assert_allclose(
        adjust_p_values(EXAMPLE, method=method), multitest.multipletests(EXAMPLE, method=theirs)[1], rtol=1e-12
    )


@pytest.mark.parametrize("method", METHODS)
@given(p=p_values)
def test_keeps_the_order_and_never_falls_below_its_own(method, p):
    adjusted = adjust_p_values(p, method=method)
    assert (adjusted >= p).all() and (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()


@pytest.mark.parametrize("bad", [-0.1, 1.5, float("nan"), None, "0.1", True])
def test_refuses_what_is_no_probability_and_says_where(bad):
    with pytest.raises(InvalidValue, match=r"p_values\[1\]"):
        adjust_p_values([0.5, bad], method="holm")


def test_refuses_an_unknown_method_and_a_table():
    with pytest.raises(InvalidValue, match=r"'fdr'.*benjamini_hochberg"):
        adjust_p_values([0.5], method="fdr")
    with pytest.raises(InvalidValue, match=r"shape \(1, 2\)"):
        adjust_p_values([[0.5, 0.1]], method="holm")


def test_combined_z_scores_of_the_published_examples():
    # methods.md 11.5; by hand -3.5 / sqrt(3 + 6 rho).
    assert combine_z_scores(Z, correlation=0.4) == pytest.approx(-1.5062, abs=5e-5)
    assert combine_z_scores(Z, correlation=0) == pytest.approx(-3.5 / np.sqrt(3), abs=1e-14)
    assert combine_z_scores(Z, correlation=np.full((3, 3), 0.4) + 0.6 * np.eye(3)) == pytest.approx(-1.5062, abs=5e-5)


def test_combined_z_scores_agree_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    weights = [3.0, 1.0, 2.0]
    peer = stats.combine_pvalues(stats.norm.sf(Z), method="stouffer", weights=weights)
    assert combine_z_scores(Z, correlation=0, weights=weights) == pytest.approx(peer.statistic, abs=1e-12)


def test_contradictory_correlations_are_refused_or_mended():
    # Eigenvalues 1.9, 1.9 and -.8; mended, the correlations are +-.5 and w'Rw is 4.
    contradiction = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]
    with pytest.raises(InvalidValue, match=r"-0\.8"):
        combine_z_scores(Z, correlation=contradiction)
    assert combine_z_scores(Z, correlation=contradiction, repair=True) == pytest.approx(-3.5 / 2, abs=1e-12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"correlation": 1.1}, "correlation"),
        ({"correlation": [[1, 0], [0, 1]]}, r"shape \(2, 2\)"),
        ({"correlation": 0, "weights": [1, 1]}, "weights"),
        ({"correlation": [[1, 0, 0], [0, 1, 0], [0.1, 0, 1]]}, r"correlation\[0, 2\]"),
    ],
)
def test_refuses_what_is_no_correlation_and_says_where(arguments, message):
    with pytest.raises(InvalidValue, match=message):
        combine_z_scores(Z, **arguments)
