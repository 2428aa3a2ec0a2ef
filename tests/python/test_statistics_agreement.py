# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels, agreement, correlations of ratings and sample sizes: published numbers, peers, laws, refusals."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring import InvalidValue
from kring.statistics import (
    effective_raters,
    expected_agreement,
    intraclass_correlation,
    raters_needed,
    spearman_brown,
    verification_sample_size,
)

SAMPLE_SIZES = Path(__file__).resolve().parents[3] / "shared/oracles/sample-size/detection_sample_size.json"
# Shrout and Fleiss 1979, table 2.
RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


# methods.md 11.7: block sizes, correlation within, effective number, reliability and agreement with .35 a rater.
@pytest.mark.parametrize(
    ("blocks", "effective", "reliability", "agreement"),
    [([5], 1.4706, 0.4419, 0.7315), ([3, 1], 2.3636, 0.5600, 0.7691)],
)
def test_published_panels(blocks: list[int], effective: float, reliability: float, agreement: float) -> None:
    raters = effective_raters(blocks, within_correlation=0.6)
    assert raters == pytest.approx(effective, abs=5e-5)
    panel = spearman_brown(0.35, raters)
    assert panel == pytest.approx(reliability, abs=5e-5)
    assert expected_agreement(panel, prevalence=0.5) == pytest.approx(agreement, abs=5e-5)


def test_the_first_panel_where_a_fifth_is_insufficient() -> None:
    panel = spearman_brown(0.35, effective_raters([5], within_correlation=0.6))
    assert expected_agreement(panel, prevalence=0.2) == pytest.approx(0.8157, abs=5e-5)  # methods.md 11.7


def test_a_correlation_a_block_and_arrays_of_panels() -> None:
    both = effective_raters([3, 4], within_correlation=[0.5, 1.0])
    assert both == pytest.approx(1.5 + 1)
    grid = expected_agreement([[0.2], [0.4]], prevalence=[0.1, 0.3, 0.5])
    assert isinstance(grid, np.ndarray) and grid.shape == (2, 3)
    assert raters_needed([0.35, 0.59], target=0.8) == pytest.approx([7.4286, 2.7797], abs=5e-5)  # .8 (1-r) / (.2 r)


@settings(deadline=None)  # the first call imports scipy
@given(st.floats(0.001, 0.98), st.floats(0.001, 0.999))
def test_agreement_is_that_of_the_bivariate_normal(reliability: float, prevalence: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    r, cut = math.sqrt(reliability), stats.norm.ppf(prevalence)
    both = stats.multivariate_normal([0, 0], [[1, r], [r, 1]]).cdf([cut, cut])
    assert expected_agreement(reliability, prevalence=prevalence) == pytest.approx(
        1 - 2 * prevalence + 2 * both, abs=1e-10
    )


def test_intraclass_correlations_of_the_published_example() -> None:
    found = intraclass_correlation(RATINGS)
    # Shrout and Fleiss 1979, table 4; the variances from methods.md 11.7.
    published = [0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093, 2.5556, 5.2444, 1.0194]
    assert list(found) == pytest.approx(published, abs=5e-5)
    assert found.icc3k == pytest.approx(spearman_brown(found.icc3, 4))


def test_sample_sizes_of_the_published_table() -> None:
    if not SAMPLE_SIZES.exists():
        pytest.skip("the table of sample sizes is not beside the project")
    for row in json.loads(SAMPLE_SIZES.read_text(encoding="utf-8")):
        options: dict[str, Any] = {"insufficient": row["failing_share"], "confidence": row["confidence"]}
        assert verification_sample_size(row["population"], **options) == row["n_exact"], row


@given(st.integers(1, 300), st.data(), st.integers(1, 99))
def test_a_sample_size_is_the_smallest_that_suffices(population: int, data: st.DataObject, percent: int) -> None:
    insufficient = data.draw(st.integers(1, population))
    n = verification_sample_size(population, insufficient=insufficient, confidence=percent / 100)

    def found(sample: int) -> Fraction:
        return 1 - Fraction(math.comb(population - insufficient, sample), math.comb(population, sample))

    assert found(n) >= Fraction(percent, 100)
    assert found(n - 1) < Fraction(percent, 100)


def test_a_share_is_read_as_it_is_written() -> None:
    assert 0.07 * 100 > 7  # In floating point: rounding that up would ask for 8 insufficient units.
    options = {"confidence": 0.95}
    assert verification_sample_size(100, insufficient=0.07, **options) == verification_sample_size(
        100, insufficient=7, **options
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: effective_raters([1.5], within_correlation=0.5), r"block_sizes\[0\] is 1.5"),
        (lambda: effective_raters([1, -2], within_correlation=0.5), r"block_sizes\[1\] is -2"),
        (lambda: effective_raters([1, 2], within_correlation=[0.5]), "one a block"),
        (lambda: effective_raters([1], within_correlation=-0.1), r"within_correlation\[0\] is -0.1"),
        (lambda: spearman_brown(0.5, 0), "without raters there is no reliability"),
        (lambda: spearman_brown([0.5, 1.1], 2), r"reliability\[1\] is 1.1"),
        (lambda: raters_needed(0, target=0.8), "strictly between 0 and 1"),
        (lambda: expected_agreement(0.5, prevalence=float("nan")), "prevalence is missing"),
        (lambda: intraclass_correlation([1, 2, 3]), "one row a unit and one column a rater"),
        (lambda: intraclass_correlation([[1, 2]]), "1 units and 2 raters"),
        (lambda: intraclass_correlation([[1, None], [2, 3]]), r"ratings\[0, 1\] is missing"),
        (lambda: intraclass_correlation([[3, 3], [3, 3]]), "every rating is the same"),
        (lambda: verification_sample_size(10, insufficient=0, confidence=0.9), "finds what is not there"),
        (lambda: verification_sample_size(10, insufficient=11, confidence=0.9), "give 1 to 10"),
        (lambda: verification_sample_size(10, insufficient=-0.5, confidence=0.9), "insufficient is -0.5"),
        (lambda: verification_sample_size(10, insufficient=2.5, confidence=0.9), "insufficient is 2.5"),
        (lambda: verification_sample_size(10, insufficient=1e300, confidence=0.9), r"insufficient is 1e\+300"),
        (lambda: verification_sample_size(0, insufficient=1, confidence=0.9), "population is 0"),
        (lambda: verification_sample_size(None, insufficient=2, confidence=0.9), "insufficient is 2"),
        (lambda: verification_sample_size(10, insufficient=2, confidence=1), "confidence is 1"),
    ],
)
def test_refuses_what_cannot_be_and_says_where(call: Any, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        call()
