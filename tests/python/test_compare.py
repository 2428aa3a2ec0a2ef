# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The comparison of units with their peers."""

import json
import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
from scipy import stats

import kring
from kring import statistics

COLUMNS = [
    "unit",
    "indicator",
    "school_year",
    "group",
    "numerator",
    "denominator",
    "share",
    "lower",
    "upper",
    "target",
    "z_score",
    "phi",
    "tau_squared",
    "adjusted_z_score",
    "shrunken_share",
    "shrunken_lower",
    "shrunken_upper",
    "probability_below",
    "adjusted_p_value",
    "expected_rank",
    "state",
    "reason",
    "rank_lower",
    "rank_upper",
    "rankability",
    "group_size",
]


@pytest.fixture(scope="module")
def sector() -> kring.Comparison:
    return kring.compare(kring.datasets.mbo_2019(backend="dict").results)


def peers(sector: kring.Comparison, group: str, indicator: str, school_year: str) -> dict[str, np.ndarray]:
    c = sector.columns
    chosen = (c["group"] == group) & (c["indicator"] == indicator) & (c["school_year"] == school_year)
    return {name: values[chosen] for name, values in c.items()}


def table(**changes: Any) -> dict[str, Any]:
    """Eight units of one group; the counts are made up and chosen to differ."""
    rows: dict[str, Any] = {
        "unit": [f"u{i}" for i in range(8)],
        "indicator": ["annual_result"] * 8,
        "school_year": ["2017/18"] * 8,
        "numerator": np.array([50, 60, 70, 65, 55, 61, 58, 90]),
        "denominator": np.array([100, 100, 100, 100, 100, 100, 100, 100]),
        "group": ["ROC"] * 8,
    }
    return rows | changes


def test_the_frame_has_the_promised_columns_in_order(sector: kring.Comparison) -> None:
    assert list(sector.frame) == COLUMNS


def test_the_published_facts_of_the_sector(sector: kring.Comparison) -> None:
    # Counted from the figures of 2019 with SciPy's exact binomial limits: 42 institutions, 12 below, 13 above.
    roc = peers(sector, "ROC", "annual_result", "2017/18")
    limits = statistics.funnel_limits(roc["denominator"], target=roc["target"][0], probabilities=[0.001, 0.999])
    assert len(roc["share"]) == 42
    assert (roc["share"] < limits[:, 0]).sum() == 12
    assert (roc["share"] > limits[:, 1]).sum() == 13
    assert (np.abs(roc["adjusted_z_score"]) > 3.0902).sum() == 2


def test_numbers_agree_with_scipy(sector: kring.Comparison) -> None:
    for key in (("VAK", "early_leaving", "2016/17"), ("ROC", "diploma_result", "2016/17")):
        p = peers(sector, *key)
        r, n = p["numerator"], p["denominator"]
        t = r.sum() / n.sum()
        np.testing.assert_allclose(p["target"], t, rtol=1e-15)
        interval = [stats.binomtest(int(a), int(b)).proportion_ci(0.95, "exact") for a, b in zip(r, n, strict=True)]
        np.testing.assert_allclose(p["lower"], [i.low for i in interval], rtol=1e-10)
        np.testing.assert_allclose(p["upper"], [i.high for i in interval], rtol=1e-10)
        half = 0.5 * stats.binom.pmf(r, n, t)
        lower_tail, upper_tail = stats.binom.cdf(r - 1, n, t) + half, stats.binom.sf(r, n, t) + half
        z = np.where(lower_tail < upper_tail, stats.norm.ppf(lower_tail), -stats.norm.ppf(upper_tail))
        np.testing.assert_allclose(p["z_score"], z, rtol=1e-9)
        s2 = t * (1 - t) / n
        phi = np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2)
        w = 1 / s2
        tau2 = max(0.0, (len(r) * phi - (len(r) - 1)) / (w.sum() - (w**2).sum() / w.sum()))
        np.testing.assert_allclose(p["phi"], phi, rtol=1e-9)
        np.testing.assert_allclose(p["tau_squared"], tau2, rtol=1e-9)
        adjusted = (r / n - t) / np.sqrt(s2 + tau2)
        np.testing.assert_allclose(p["adjusted_z_score"], adjusted, rtol=1e-9)
        q = stats.false_discovery_control(2 * stats.norm.sf(np.abs(adjusted)))
        np.testing.assert_allclose(p["adjusted_p_value"], q, rtol=1e-9)
        np.testing.assert_allclose(p["rankability"], tau2 / (tau2 + np.median(s2)), rtol=1e-9)


def test_shrunken_shares_are_beta_binomial_posteriors(sector: kring.Comparison) -> None:
    p = peers(sector, "ROC", "early_leaving", "2017/18")
    fit = statistics.fit_beta_binomial(p["numerator"], p["denominator"])
    a, b = fit.alpha + p["numerator"], fit.beta + p["denominator"] - p["numerator"]
    np.testing.assert_allclose(p["shrunken_share"], a / (a + b), rtol=1e-12)
    np.testing.assert_allclose(p["shrunken_lower"], stats.beta.ppf(0.05, a, b), rtol=1e-8)
    np.testing.assert_allclose(p["shrunken_upper"], stats.beta.ppf(0.95, a, b), rtol=1e-8)
    # Lower is better for early leaving, so the bad side of the target is above it.
    np.testing.assert_allclose(p["probability_below"], stats.beta.sf(p["target"], a, b), rtol=1e-8, atol=1e-300)
    sd = np.sqrt(a * b / ((a + b) ** 2 * (a + b + 1)))
    np.testing.assert_allclose(p["expected_rank"], statistics.expected_ranks(a / (a + b), sd), rtol=1e-10)


def test_rank_one_is_best_in_the_direction_of_the_indicator(sector: kring.Comparison) -> None:
    results = peers(sector, "ROC", "annual_result", "2017/18")
    leaving = peers(sector, "ROC", "early_leaving", "2017/18")
    assert np.corrcoef(results["expected_rank"], results["shrunken_share"])[0, 1] < -0.9
    assert np.corrcoef(leaving["expected_rank"], leaving["shrunken_share"])[0, 1] > 0.9
    k = len(results["expected_rank"])
    assert results["expected_rank"].sum() == pytest.approx(k * (k + 1) / 2)
    # An expected rank of 1.02 may have the interval from 1 to 1: ranks are whole, their expectation is not.
    assert (results["rank_lower"] - 1 < results["expected_rank"]).all()
    assert (results["expected_rank"] < results["rank_upper"] + 1).all()
    assert np.isnan(kring.compare(table(), rank_draws=0).columns["rank_lower"]).all()


def test_any_order_of_rows_and_number_of_threads_gives_the_same_bits(sector: kring.Comparison) -> None:
    rows = kring.datasets.mbo_2019(backend="dict").results
    shuffled = np.random.default_rng(1).permutation(len(rows["unit"]))
    other = kring.compare({name: np.asarray(values)[shuffled] for name, values in rows.items()}, threads=1)
    assert other.digest == sector.digest
    for name in COLUMNS:
        np.testing.assert_array_equal(other.columns[name], sector.columns[name][shuffled], err_msg=name)


def test_another_count_gives_another_digest(sector: kring.Comparison) -> None:
    first = kring.compare(table())
    assert first.digest == kring.compare(table()).digest
    assert first.digest != kring.compare(table(numerator=np.array([50, 60, 70, 65, 55, 61, 58, 91]))).digest
    assert first.digest != kring.compare(table(), false_discovery_rate=0.2).digest
    assert first.digest != kring.compare(table(group=["AOC"] * 8)).digest
    assert first.rules["false_discovery_rate"] == 0.1
    assert first.version == kring.__version__


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"denominator": np.array([9, 100, 100, 100, 100, 100, 100, 100]), "numerator": np.full(8, 5)}, "too_few"),
        (
            {"denominator": np.array([0, 100, 100, 100, 100, 100, 100, 100]), "numerator": np.array([0] + [5] * 7)},
            "too_few",
        ),
        ({"numerator": [None, 60, 70, 65, 55, 61, 58, 90]}, "missing"),
        ({"complete": [False] + [True] * 7}, "incomplete_window"),
        ({"group": ["ROC"] * 4 + ["AOC"] * 4}, "group_too_small"),
        ({"numerator": np.zeros(8, dtype=int)}, "no_variation"),
        ({"numerator": np.full(8, 100)}, "no_variation"),
    ],
)
def test_no_statement_names_its_reason(changes: dict[str, Any], reason: str) -> None:
    columns = kring.compare(table(**changes)).columns
    assert columns["state"][0] == "no_statement"
    assert columns["reason"][0] == reason
    assert math.isnan(columns["adjusted_p_value"][0])


def test_a_unit_without_counts_has_no_share_and_the_others_do_not_notice() -> None:
    eight = kring.compare(table(numerator=[None, 60, 70, 65, 55, 61, 58, 90])).columns
    seven = kring.compare({name: values[1:] for name, values in table().items()}).columns
    for name in ("share", "lower", "z_score", "expected_rank"):
        assert math.isnan(eight[name][0])
    for name in ("share", "target", "z_score", "adjusted_z_score", "shrunken_share", "expected_rank"):
        np.testing.assert_array_equal(eight[name][1:], seven[name])


def test_the_minimum_number_of_trials_is_included() -> None:
    columns = kring.compare(table(numerator=np.full(8, 5), denominator=np.array([10] + [100] * 7))).columns
    assert columns["reason"][0] is None


def test_levels_are_compared_apart() -> None:
    apart = kring.compare(table(level=["2"] * 4 + ["4"] * 4), minimum_units=2).columns
    assert len(set(apart["target"])) == 2
    assert list(apart["group_size"]) == [4] * 8


def test_units_can_be_grouped_by_several_columns_or_by_none() -> None:
    rows = table(region=["north"] * 4 + ["south"] * 4)
    assert len(set(kring.compare(rows, group=["group", "region"]).columns["target"])) == 2
    assert len(set(kring.compare(rows, group=None).columns["target"])) == 1


def test_other_columns_are_carried_along_untouched() -> None:
    comparison = kring.compare(table(note=["a", None, "c", "d", "e", "f", "g", "h"], weight=np.arange(8.0)))
    assert list(comparison.frame)[-2:] == ["note", "weight"]
    np.testing.assert_array_equal(comparison.columns["weight"], np.arange(8.0))
    assert comparison.columns["note"][1] is None


def test_no_variation_beyond_chance_gives_everyone_the_same_posterior() -> None:
    columns = kring.compare(table(numerator=np.array([60, 61, 59, 60, 60, 61, 59, 60]))).columns
    assert (columns["tau_squared"] == 0).all()
    assert len(set(columns["shrunken_share"])) == 1
    # Posterior of the common rate with Jeffreys' prior: Beta(480 + 1/2, 800 - 480 + 1/2).
    assert columns["shrunken_lower"][0] == pytest.approx(stats.beta.ppf(0.05, 480.5, 320.5), rel=1e-8)
    np.testing.assert_allclose(columns["expected_rank"], 4.5)
    assert (columns["state"] == "as_expected").all()


def test_an_outlier_is_flagged_on_its_side() -> None:
    columns = kring.compare(table(numerator=np.array([60, 61, 59, 60, 60, 61, 59, 95])), winsorised_share=0.2).columns
    assert columns["state"][7] == "flagged_high"
    assert Counter(columns["state"])["as_expected"] == 7


def test_huge_counts_are_compared_too() -> None:
    counts = np.array(
        [500_000_000, 500_100_000, 499_900_000, 500_050_000, 499_950_000, 500_000_001, 499_999_999, 900_000_000]
    )
    columns = kring.compare(table(numerator=counts, denominator=np.full(8, 1_000_000_000))).columns
    assert np.isfinite(columns["z_score"]).all()
    assert columns["z_score"][7] > 1000


def test_an_unknown_indicator_needs_a_direction() -> None:
    rows = table(indicator=["anual_result"] * 8)
    with pytest.raises(kring.UnknownIdentifier, match="annual_result"):
        kring.compare(rows)
    higher = kring.compare(rows, directions={"anual_result": "higher"})
    lower = kring.compare(rows, directions={"anual_result": "lower"})
    assert higher.digest != lower.digest
    np.testing.assert_allclose(higher.columns["expected_rank"], 9 - lower.columns["expected_rank"])
    assert lower.indicator("anual_result").direction == "lower"
    assert lower.indicator("anual_result").status == "proposal"
    with pytest.raises(kring.InvalidValue, match="'up'"):
        kring.compare(rows, directions={"anual_result": "up"})  # type: ignore[dict-item]


def test_explanations_are_in_two_languages(sector: kring.Comparison) -> None:
    english = str(sector.explain("25LH"))
    dutch = str(sector.explain("25LH", "nl"))
    assert "Early leaving" in english or "early leaving" in english
    assert "van" in dutch
    assert "%" in dutch
    assert len(sector.explain("25LH").sentences) == 10
    with pytest.raises(kring.UnknownIdentifier, match="one of its 67"):
        sector.explain("25HL")


def test_explanations_state_the_counts(sector: kring.Comparison) -> None:
    # 810 early leavers in 2016/17 stand in the institution's annual report (python/kring/data/SOURCE.md).
    text = str(sector.explain("25LH", indicator="early_leaving", school_year="2016/17"))
    assert "810 of " in text


def test_json_holds_the_rules_and_every_row(sector: kring.Comparison) -> None:
    content = json.loads(sector.to_json())
    assert content["digest"] == sector.digest
    assert len(content["rows"]) == len(sector)
    assert content["rules"]["status"] == "proposal"


def test_a_comparison_prints_as_a_table(sector: kring.Comparison) -> None:
    assert repr(sector).startswith(f"Comparison of {len(sector)} rows: ")
    assert sector._repr_html_().startswith("<table><caption>")
    assert "&lt;script&gt;" in kring.compare(table(unit=["<script>", *(f"u{i}" for i in range(7))]))._repr_html_()


def test_windows_sum_counts_and_are_compared() -> None:
    rows = kring.datasets.mbo_2019(backend="dict").results
    summed = kring.window(rows, years=3)
    columns = kring.compare(summed).columns
    assert set(summed["complete"]) == {True, False}
    incomplete = np.asarray([not c for c in summed["complete"]])
    assert (columns["state"][incomplete] == "no_statement").all()
    chosen = (np.asarray(summed["unit"]) == "25LH") & (np.asarray(summed["indicator"]) == "early_leaving")
    # 677 and 810 early leavers in 2015/16 and 2016/17 (annual report of the institution), 841 provisional in 2017/18.
    last = chosen & (np.asarray(summed["school_year"]) == "2017/18")
    assert np.asarray(summed["numerator"])[last].tolist() == [677 + 810 + 841]
    assert np.asarray(summed["years_present"])[last].tolist() == ["2015/16 2016/17 2017/18"]
    text = str(kring.compare(summed).explain("25LH", indicator="early_leaving", school_year="2017/18"))
    assert "2015/16-2017/18: 2,328 of " in text
