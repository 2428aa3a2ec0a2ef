# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random effects: kept figures, peer, laws, edges, refusals."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from kring import InvalidValue
from kring.statistics import overdispersion, random_effects

ORACLES = Path(__file__).resolve().parents[2].parent / "shared" / "oracles" / "shrinkage"
METHODS = ["dersimonian_laird", "reml", "ml", "paule_mandel"]
# Rubin 1981: effects of coaching in eight schools.
SCHOOLS = [28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18]
unit = st.tuples(st.floats(-20, 20), st.floats(0.01, 10))
units = st.lists(unit, min_size=1, max_size=50)


def read(name):
    path = ORACLES / name
    if not path.exists():
        pytest.skip(f"no kept figures at {path}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def trials(name):
    rows = read(name)
    return np.array([float(row["yi"]) for row in rows]), np.sqrt([float(row["vi"]) for row in rows])


@pytest.mark.parametrize("method", METHODS)
def test_eight_schools_show_no_more_spread_than_chance(method):
    fit = random_effects(*SCHOOLS, method=method)
    # eight_schools_tau2.csv by metafor 3.8-1.
    assert_allclose(fit[:4], [7.68561672495604, 4.0719191584023, 4.70707886440016, 0], atol=1e-9)
    assert fit.tau_squared == 0 and fit.converged


# "EB" of metafor solves the equation of Paule and Mandel, and further than its "PM", which stops 2.5e-5 away.
@pytest.mark.parametrize(("method", "theirs"), list(zip(METHODS, ["DL", "REML", "ML", "EB"], strict=True)))
def test_bcg_trials_agree_with_metafor(method, theirs):
    row = next(row for row in read("bcg_tau2_by_method.csv") if row["method"] == theirs)
    fit = random_effects(*trials("bcg_input.csv"), method=method)
    tolerance = 1e-9 if method == "dersimonian_laird" else 2e-6
    assert fit.tau_squared == pytest.approx(float(row["tau2"]), abs=tolerance)
    assert fit.mean == pytest.approx(float(row["mu"]), abs=tolerance)
    assert fit.standard_error == pytest.approx(float(row["se_mu"]), abs=tolerance)
    assert fit.q == pytest.approx(float(row["Q"]), abs=1e-9)


def test_teacher_expectancy_agrees_with_metafor():
    row = read("raudenbush1985_reml.csv")[0]
    fit = random_effects(*trials("raudenbush1985_input.csv"), method="reml")
    expected = [float(row[name]) for name in ("mu", "se", "Q", "tau2")]
    assert_allclose(fit[:4], expected, atol=1e-6)


def test_bcg_trials_with_pulled_in_tails():
    y, s = trials("bcg_input.csv")
    fit = random_effects(y, s, method="dersimonian_laird", winsorised_share=0.1)
    assert fit.tau_squared == pytest.approx(0.12633, abs=5e-6)  # methods.md 11.3
    fixed = np.average(y, weights=s**-2)
    assert fit.tau_squared == pytest.approx(overdispersion((y - fixed) / s, s).tau_squared, rel=1e-12)


def test_agrees_with_statsmodels():
    meta = pytest.importorskip("statsmodels.stats.meta_analysis")
    rng = np.random.default_rng(3)
    s = rng.uniform(0.1, 1, 40)
    y = rng.normal(1, np.sqrt(s**2 + 0.3))
    for method, theirs in (("dersimonian_laird", "dl"), ("paule_mandel", "iterated")):
        peer = meta.combine_effects(y, s**2, method_re=theirs)
        fit = random_effects(y, s, method=method)
        assert fit.tau_squared == pytest.approx(peer.tau2, rel=1e-5)
        assert fit.mean == pytest.approx(peer.mean_effect_re, rel=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_one_unit_and_equal_units_have_no_spread(method):
    assert random_effects([3.0], [0.5], method=method)[:4] == (3.0, 0.5, 0.0, 0.0)
    assert random_effects([2, 2, 2], [1, 2, 3], method=method).tau_squared == 0


@pytest.mark.parametrize("method", METHODS)
@given(counts=units, random=st.randoms())
def test_order_is_irrelevant_and_the_mean_lies_among_the_estimates(method, counts, random):
    y, s = np.array(counts).T
    fit = random_effects(y, s, method=method)
    other = random_effects(*np.array(random.sample(counts, len(counts))).T, method=method)
    assert fit.converged
    assert other.tau_squared == pytest.approx(fit.tau_squared, rel=1e-6, abs=1e-7)
    assert y.min() - 1e-9 <= fit.mean <= y.max() + 1e-9


def test_refuses_bad_numbers_and_says_where():
    cases = [([1, 2], [1, 0], r"standard_errors\[1\] is 0"), ([1, np.nan], 1, r"estimates\[1\]"), ([], [], "empty")]
    cases += [([1, 2], [1, np.nan], r"standard_errors\[1\]"), ([1, 2], [1, 2, 3], "fit together"), (3, 1, "shape")]
    for estimates, errors, message in cases:
        with pytest.raises(InvalidValue, match=message):
            random_effects(estimates, errors, method="reml")
    with pytest.raises(InvalidValue, match=r"'hunter'.*paule_mandel"):
        random_effects([1, 2], 1, method="hunter")
    with pytest.raises(InvalidValue, match="winsorised_share"):
        random_effects([1, 2], 1, method="ml", winsorised_share=0.5)
