# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Education risk, beside the same formulas in numpy and scipy."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal, stats

import kring
from kring.statistics import cusum_run_length, fit_beta_binomial, xmr_limits

FIGURES = kring.datasets.mbo_2019(backend="pandas")
PROPOSAL = kring.risk.profile().numbers
YEARS = ("2015/16", "2016/17", "2017/18")


def sector(boards: int = 4, programmes: int = 12, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Results and units of programmes of two levels, drawn by a fixed seed."""
    rng = np.random.default_rng(seed)
    rows, units = [], []
    for b in range(boards):
        units.append({"unit": f"b{b}", "kind": "institution", "parent": "mbo", "students": None})
        for p in range(programmes):
            unit, level = f"b{b}p{p:02}", str(2 + p % 2)
            units.append({"unit": unit, "kind": "programme", "parent": f"b{b}", "students": int(rng.integers(5, 200))})
            share = rng.beta(14, 6)
            for indicator in ("annual_result", "diploma_result"):
                for year in YEARS:
                    n = int(rng.integers(8, 90))
                    r = int(rng.binomial(n, share))
                    rows.append((unit, indicator, year, r, n, "bol", level))
    names = ["unit", "indicator", "school_year", "numerator", "denominator", "group", "level"]
    return pd.DataFrame(rows, columns=names), pd.DataFrame(units).astype({"students": "Int64"})


RESULTS, UNITS = sector()
RISK = kring.assess_risk(RESULTS, UNITS)


def pooled_by_hand(results: pd.DataFrame, weights: list[float]) -> pd.DataFrame:
    rows = []
    for key, series in results.groupby(["unit", "indicator", "group", "level"]):
        age = 2017 - series.school_year.str[:4].astype(int)
        w = age.map(dict(enumerate(weights)))
        rows.append((*key, (w * series.numerator).sum(), (w * series.denominator).sum()))
    return pd.DataFrame(rows, columns=["unit", "indicator", "group", "level", "r", "n"])


def fitted(group: pd.DataFrame) -> kring.statistics.BetaBinomialFit:
    whole = [np.floor(group[name] + 0.5).to_numpy().astype(np.int64) for name in ("r", "n")]
    return fit_beta_binomial(*whole)


def by_hand(results: pd.DataFrame) -> dict[str, float]:
    """P(insufficient) of every programme, from the formulas of docs/risk.md."""
    pooled = pooled_by_hand(results, PROPOSAL["indicators"]["year_weights"])
    prevalence = PROPOSAL["indicators"]["prevalence"]
    for _, group in pooled.groupby(["indicator", "group", "level"]):
        fit = fitted(group)
        cut = stats.beta.ppf(prevalence, fit.alpha, fit.beta)
        p = stats.beta.cdf(cut, fit.alpha + group.r, fit.beta + group.n - group.r)
        pooled.loc[group.index, "p"] = p
        pooled.loc[group.index, "d"] = stats.norm.isf(p.clip(1e-15, 1 - 1e-15)) - stats.norm.isf(prevalence)
    compared = RISK.indicators.set_index(["unit", "indicator"]).adjusted_z_score
    result = {}
    for (group, level), peers in pooled.groupby(["group", "level"]):
        assert group == "bol" and level in "23"
        wide = peers.pivot(index="unit", columns="indicator", values="d")
        z = np.array([[compared[unit, name] for name in wide.columns] for unit in wide.index])
        r = stats.spearmanr(z[:, 0], z[:, 1]).statistic
        prior, units = PROPOSAL["correlation"]["prior"], PROPOSAL["correlation"]["prior_units"]
        rho = max(0, (len(wide) * r + units * prior) / (len(wide) + units))
        standing = stats.norm.isf(prevalence) + wide.sum(axis=1) / np.sqrt(2 + 2 * rho)
        result |= dict(zip(wide.index, stats.norm.sf(standing), strict=True))
    return result


def test_programmes_are_those_of_the_formulas_in_scipy() -> None:
    expected = by_hand(RESULTS)
    found = dict(zip(RISK.programmes.unit, RISK.programmes.probability, strict=True))
    assert found.keys() == expected.keys()
    for unit, p in expected.items():
        assert found[unit] == pytest.approx(p, rel=1e-7, abs=1e-12), unit


def test_boards_are_the_convolution_of_their_programmes() -> None:
    for board, programmes in RISK.programmes.groupby("board"):
        law = np.ones(1)
        for n, p in zip(programmes.students, programmes.probability, strict=True):
            law = signal.convolve(law, np.concatenate([[1 - p], np.zeros(n - 1), [p]]), method="direct")
        students = programmes.students.sum()
        row = RISK.frame.set_index("unit").loc[board]
        assert row.risk == pytest.approx((programmes.students * programmes.probability).sum() / students)
        assert row.risk_upper == np.searchsorted(law.cumsum(), 0.9 - 1e-12) / students
        assert row.worst == programmes.probability.max()
        assert np.abs(RISK.law(str(board)) - law).max() < 1e-12
        below = RISK.probability_below(0.15).set_index("unit").probability_below[board]
        assert below == pytest.approx(law[np.arange(len(law)) * 10_000 < 1500 * students].sum(), abs=1e-12)


def test_a_norm_takes_the_place_of_the_peers() -> None:
    results = RESULTS[RESULTS.indicator == "annual_result"].assign(norm=0.67)
    found = kring.assess_risk(results, UNITS)
    pooled = pooled_by_hand(results, PROPOSAL["indicators"]["year_weights"])
    for _, group in pooled.groupby("level"):
        fit = fitted(group)
        expected = stats.beta.cdf(0.67, fit.alpha + group.r, fit.beta + group.n - group.r)
        shown = found.programmes.set_index("unit").probability[group.unit]
        assert shown.to_numpy() == pytest.approx(expected, rel=1e-9)


def test_early_leaving_is_bad_when_high() -> None:
    # One school year, of weight 1: the two are exact mirrors of each other.
    results = RESULTS[(RESULTS.indicator == "annual_result") & (RESULTS.school_year == YEARS[-1])]
    turned = results.assign(indicator="early_leaving", numerator=results.denominator - results.numerator)
    a, b = (kring.assess_risk(one, UNITS).programmes.probability for one in (results, turned))
    assert a.to_numpy() == pytest.approx(b.to_numpy(), rel=1e-6)


def test_real_institutions_stand_for_themselves_and_without_students_programmes_weigh_the_same() -> None:
    found = kring.assess_risk(FIGURES.results, FIGURES.units, finance=FIGURES.finance)
    assert len(found) == len(FIGURES.units)
    assert set(found.frame.basis) == {"whole"}
    assert set(found.frame.state) <= {"assessed", "not_examined"}
    pd.testing.assert_series_equal(found.frame.risk, found.frame.worst, check_names=False)
    without = kring.assess_risk(RESULTS, UNITS.drop(columns="students"))
    assert set(without.frame.basis) == {"programmes"}
    mean = without.programmes.groupby("board").probability.mean()
    assert without.frame.set_index("unit").risk.to_dict() == pytest.approx(mean.to_dict())


def test_finance_of_real_institutions_as_counted_in_pandas() -> None:
    found = kring.assess_risk(FIGURES.results, FIGURES.units, finance=FIGURES.finance).frame.set_index("unit").finance
    wide = FIGURES.finance.pivot(index="unit", columns=["indicator", "year"], values="value")
    for unit in found.index:
        parts: dict[str, list[bool]] = {}
        for one in PROPOSAL["signal"]:
            years = [(one["indicator"], 2017 - back) for back in range(one["years"])]
            known = unit in wide.index and all(year in wide.columns for year in years)
            mean = wide.loc[unit, years].mean(skipna=False) if known else np.nan
            parts.setdefault(one["part"], []).extend([] if np.isnan(mean) else [bool(mean < one["least"])])
        signals = any(any(part) for part in parts.values())
        expected = "signal" if signals else "in_order" if all(parts.values()) else "unknown"
        assert found[unit] == expected, unit


def test_absent_is_not_zero() -> None:
    units = pd.concat([UNITS, pd.DataFrame([{"unit": "empty", "kind": "institution", "parent": "mbo"}])])
    units = pd.concat([units, pd.DataFrame([{"unit": "e1", "kind": "programme", "parent": "empty", "students": 9}])])
    row = kring.assess_risk(RESULTS, units).frame.set_index("unit").loc["empty"]
    assert row.state == "not_examined" and row.reason == "no_data"
    assert row[["risk", "risk_upper", "worst", "open_breach", "breaches"]].isna().all()
    assert row.compliance == "unknown" and row.finance == "unknown" and row.without_data == 1
    assert "which is not a risk of 0" in kring.assess_risk(RESULTS, units).explain("empty")


def test_judgements_are_facts_and_breaches_end() -> None:
    judgements = pd.DataFrame(
        [
            ("b0p00", "very_weak", "very_weak", "2024-03-01", "P1Y"),
            ("b1p00", "exam", "insufficient", "2025-02-01", "2026-02-01"),
            ("b2", "quality_assurance", "insufficient", "2020", None),
            ("b3p00", "exam", "insufficient", "2023", "P1Y"),
            ("b3p00", "exam", "sufficient", "2024-05-01", None),
        ],
        columns=["unit", "kind", "verdict", "date", "term"],
    )
    found = kring.assess_risk(RESULTS, UNITS, judgements=judgements, on="2025-06-01")
    frame = found.frame.set_index("unit")
    assert frame.open_breach.astype(object).where(frame.open_breach.notna(), None).tolist() == [
        True,
        False,
        None,
        False,
    ]
    assert frame.compliance.tolist() == ["breach_past_term", "breach", "breach", "in_order"]
    assert frame.breaches.tolist() == [1, 1, 1, 0]
    assert found.breaches.deadline.isna().tolist() == [False, False, True]
    programmes = found.programmes.set_index("unit")
    assert programmes.loc["b0p00", "probability"] == 1 and programmes.loc["b0p00", "state"] == "judged"
    assert programmes.loc["b3p00", "state"] != "judged"
    assert frame.loc["b0", "worst_programme"] == "b0p00"
    assert "the term for recovery ended on 2025-03-01" in found.explain("b0")
    assert "de hersteltermijn is niet bekend" in found.explain("b2", "nl")
    earlier = kring.assess_risk(RESULTS, UNITS, judgements=judgements, on="2025-03-01").frame
    assert earlier.open_breach[0] == False  # noqa: E712  On its last day it is not past its term.


def test_every_output_names_its_profile_and_that_it_is_not_calibrated() -> None:
    digest = RISK.profile.digest[:12]
    for text in (repr(RISK), RISK._repr_html_(), RISK.explain("b0"), RISK.explain("b0", "nl")):
        assert "proposal-2026" in text and digest in text
    assert "uncalibrated" in repr(RISK) and "niet geijkt" in RISK.explain("b0", "nl")
    said = json.loads(RISK.to_json())
    assert said["profile"]["digest"] == RISK.profile.digest and said["calibrated"] is False
    assert [row["unit"] for row in said["rows"]] == ["b0", "b1", "b2", "b3"]


def test_frames_of_the_same_kind_come_out_and_the_board_may_be_named() -> None:
    units = pl.from_pandas(UNITS[UNITS.kind == "programme"].assign(board=UNITS.parent)[["unit", "board", "students"]])
    found = kring.assess_risk(pl.from_pandas(RESULTS), units)
    assert isinstance(found.frame, pl.DataFrame) and isinstance(found.programmes, pl.DataFrame)
    assert found.frame["risk"].to_list() == RISK.frame.risk.tolist()
    no_kind = kring.assess_risk(RESULTS, UNITS[UNITS.kind == "programme"].drop(columns="kind"))
    assert no_kind.frame.risk.tolist() == RISK.frame.risk.tolist()


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_of_rows_and_threads_do_not_matter(random: Any, threads: int) -> None:
    order = list(range(len(RESULTS)))
    random.shuffle(order)
    found = kring.assess_risk(RESULTS.iloc[order], UNITS, threads=threads)
    assert found.to_json() == RISK.to_json()


@settings(deadline=None, max_examples=15)
@given(st.integers(0, len(RESULTS) - 1))
def test_a_worse_result_against_a_norm_never_lowers_the_risk_of_its_programme(row: int) -> None:
    results = RESULTS.assign(norm=0.7)
    worse = results.copy()
    worse.loc[row, "numerator"] = 0
    before, after = (kring.assess_risk(one, UNITS).programmes.set_index("unit") for one in (results, worse))
    unit = results.unit[row]
    assert after.probability[unit] >= before.probability[unit] - 0.02  # The peers it is drawn towards move too.


def test_where_the_model_holds_probabilities_can_be_taken_at_their_word() -> None:
    # 3,000 programmes whose true shares are drawn from a known beta law; insufficient is the lowest tenth of that law.
    rng = np.random.default_rng(4)
    true, n = rng.beta(14, 6, 3000), rng.integers(10, 80, 3000)
    units = [f"p{i:04}" for i in range(3000)]
    results = pd.DataFrame({"unit": units, "indicator": "annual_result", "school_year": "2017/18"})
    results = results.assign(numerator=rng.binomial(n, true), denominator=n, group="all")
    found = kring.assess_risk(results, pd.DataFrame({"unit": units, "board": "b"}))
    measured = kring.backtest(found.programmes.probability, true < stats.beta.ppf(0.1, 14, 6), draws=200)
    assert measured.slope.lower is not None and measured.slope.upper is not None
    assert measured.slope.lower < 1 < measured.slope.upper
    assert measured.skill.lower is not None and measured.skill.lower > 0.3
    expected = found.frame.risk[0]  # The share of programmes, each weighing the same.
    assert measured.base_rate.value == pytest.approx(expected, abs=4 * np.sqrt(0.1 * 0.9 / 3000))


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"judgements": [{"unit": "b0", "kind": "x", "verdict": "good", "date": "2024"}]}, kring.InvalidValue, "on="),
        (
            {"judgements": [{"unit": "b9", "kind": "x", "verdict": "bad", "date": "2024"}], "on": "2025"},
            kring.InvalidTable,
            r"(?s)not among the units.*'b9'.*no verdict of the profile: row 0 \('bad'\)",
        ),
        (
            {"judgements": [{"unit": "b0", "kind": "x", "verdict": "good", "date": None}], "on": "2025"},
            kring.InvalidTable,
            "without a date",
        ),
        (
            {
                "judgements": [{"unit": "b0", "kind": "x", "verdict": "good", "date": "2024", "term": "soon"}],
                "on": "2025",
            },
            kring.InvalidTable,
            "no term: row 0",
        ),
        ({"finance": [{"unit": "b0", "indicator": "liquidity", "year": 2017}]}, kring.InvalidTable, "'value'"),
        ({"profile": "proposal-2062"}, kring.UnknownIdentifier, "proposal-2026"),
        ({"units": UNITS.assign(students=-1)}, kring.InvalidTable, "negative"),
        ({"units": UNITS.drop(columns="parent")}, kring.InvalidTable, "'parent' is missing"),
        ({"units": UNITS[UNITS.unit != "b0"]}, kring.InvalidTable, "below no institution"),
        ({"units": UNITS[UNITS.unit != "b0p00"]}, kring.InvalidValue, "unit 'b0p00', which is no programme"),
        ({"results": RESULTS.assign(norm=67.0)}, kring.InvalidTable, "no share"),
        ({"results": RESULTS.assign(window_years=3)}, kring.InvalidValue, "start from the yearly results"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change: dict[str, Any], error: type[Exception], words: str) -> None:
    given = {"results": RESULTS, "units": UNITS} | change
    with pytest.raises(error, match=words):
        kring.assess_risk(given.pop("results"), given.pop("units"), **given)


def test_unknown_boards_languages_and_limits_are_refused() -> None:
    with pytest.raises(kring.UnknownIdentifier, match="belongs to board 'b0'"):
        RISK.explain("b0p00")
    with pytest.raises(kring.InvalidValue, match="'en' or 'nl'"):
        RISK.explain("b0", "fr")  # type: ignore[arg-type]
    for limit in (1.5, 0.12345):
        with pytest.raises(kring.InvalidValue, match="at most four decimals"):
            RISK.probability_below(limit)


def test_a_profile_says_its_numbers_and_its_digest_goes_with_them() -> None:
    text = RISK.profile.text
    renamed = kring.risk.RiskProfile(text.replace("education risk, proposal", "other name"), "mine.toml")
    assert renamed.digest == RISK.profile.digest
    numbers = [found.span(1) for found in re.finditer(r"(?m)^\w+ = (-?\d+\.?\d*)\b", text)][1:]
    assert len(numbers) > 20
    for begin, end in numbers:
        changed = text[:begin] + _other(text[begin:end]) + text[end:]
        try:
            digest = kring.risk.RiskProfile(changed, "mine.toml").digest
        except kring.InvalidRule:
            continue  # Out of its range, which is refused.
        assert digest != RISK.profile.digest, text[begin - 40 : end]


def _other(number: str) -> str:
    return str(int(number) + 1) if number.lstrip("-").isdigit() else str(round(float(number) * 0.8 + 0.013, 6))


def test_all_faults_of_a_profile_are_told_at_once() -> None:
    text = RISK.profile.text.replace("prevalence = 0.1 ", "prevalence = 0.9 ").replace("cut = 0.5", "cutt = 0.5")
    with pytest.raises(kring.InvalidRule) as error:
        kring.risk.RiskProfile(text, "mine.toml")
    for words in (
        "mine.toml, line",
        "prevalence",
        "expected a number from 0.0001 to 0.5",
        "cutt",
        "lacks the field 'cut'",
    ):
        assert words in str(error.value)


def test_profiles_of_ones_own_from_a_file(tmp_path: Any) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RISK.profile.text.replace('combination = "largest"', 'combination = "product"'), encoding="utf-8")
    found = kring.assess_risk(RESULTS, UNITS, profile=path)
    assert found.profile.digest != RISK.profile.digest
    assert (found.programmes.probability >= RISK.programmes.probability - 1e-12).all()


def test_surveillance_of_real_series() -> None:
    watched = kring.risk.surveillance(FIGURES.results, norms={"annual_result": 0.68})
    compared = kring.compare(FIGURES.results, rank_draws=0).frame
    points = watched.points
    for (unit, indicator), series in points.groupby(["unit", "indicator"]):
        rows = compared[(compared.unit == unit) & (compared.indicator == indicator)].sort_values("school_year")
        bad = rows.adjusted_z_score * (1 if indicator == "early_leaving" else -1)
        total, expected = 0.0, []
        for z in bad:
            total = max(0.0, total + z - 0.5) if z == z else total
            expected.append(total if z == z else np.nan)
        assert series.cusum.to_numpy() == pytest.approx(np.array(expected), nan_ok=True)
        line = watched.frame[(watched.frame.unit == unit) & (watched.frame.indicator == indicator)].iloc[0]
        assert (line.state == "alarm") == (np.nanmax([*expected, 0]) > 4)
        if len(rows) >= 3 and rows.share.notna().all():
            assert (line.lower, line.upper) == pytest.approx(xmr_limits(rows.share.to_numpy())[2:])
        if line.assurance == "meets":
            assert line.lower >= 0.68
    assert "alarm" in repr(watched) and "<table>" in watched._repr_html_()
    assert cusum_run_length(0.5, 4) == pytest.approx(335.37, abs=5e-3)  # What the k and h of the profile stand for.


def test_surveillance_says_why_it_says_nothing() -> None:
    rows = [("u", "annual_result", year, 7, 10) for year in ("2014/15", "2016/17", "2017/18")]
    rows += [("v", "annual_result", "2017/18", 5, 10), ("w", "annual_result", "2017/18", None, None)]
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "school_year", "numerator", "denominator"])
    watched = kring.risk.surveillance(frame.astype({"numerator": "Int64", "denominator": "Int64"}), group=None).frame
    assert watched.set_index("unit").reason.to_dict() == {"u": "gap", "v": "too_few_years", "w": "no_figures"}
    with pytest.raises(kring.InvalidValue, match="norm of 'annual_result'"):
        kring.risk.surveillance(FIGURES.results, norms={"annual_result": 68})
