# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bands of supervision, beside a reading of the profile's file in plain Python."""

from __future__ import annotations

import datetime
import itertools
import math
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kring
from kring import catalog, cycle
from kring.supervision import band_probabilities, bands, load_supervision_profile

PROPOSAL = catalog.supervision_profile("proposal-2026")
RULES = PROPOSAL.numbers
FOUR = ("ambition", "visibility", "traceability", "reliability")
LOWER = ("risk", "risk_upper", "open_breach", "finance_signal")
FLAGS = ("open_breach", "independent_expert", "stakeholders", "finance_signal", "professionalism")
Board = dict[str, float | None]

# methods.md 11.15.
WORKED: Board = {"ambition": 0.50, "visibility": 0.82, "traceability": 0.35, "reliability": 0.55, "risk": 0.12}


def steps(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def completed(board: Board) -> Board:
    """Every criterion, by docs/supervision.md."""
    full: Board = dict(board)
    full.setdefault("reliability_low", full["reliability"])
    full.setdefault("risk_upper", full["risk"])
    upper = full["risk_upper"]
    full.setdefault("risk_secure", None if upper is None else float(steps(upper) < Decimal(str(RULES["risk_limit"]))))
    four = [full[name] for name in FOUR]
    weights = [RULES["quality"][name] for name in FOUR]
    blend = RULES["quality"]["blend"]
    if any(value is None for value in four):
        full["quality"] = None
    else:
        known = [value for value in four if value is not None]
        mean = sum(w * x for w, x in zip(weights, known, strict=True)) / sum(weights)
        full["quality"] = blend * min(known) + (1 - blend) * mean
    return full


def meets(full: Board, condition: dict[str, Any], margin: float, escalates: bool) -> bool:
    value = full.get(condition["criterion"])
    if value is None:
        return False
    if "is" in condition:
        return bool(value) == condition["is"]
    counted = condition["criterion"] in ("verified", "cycles_at_low_band")
    up = ("at_least" in condition) != escalates
    limit = Decimal(str(condition.get("at_least", condition.get("below"))))
    if margin and not counted:
        limit = limit + (Decimal(str(margin)) if up else -Decimal(str(margin)))
        limit = min(max(limit, Decimal(0) if "at_least" in condition else Decimal("0.0001")), Decimal(1))
    return steps(value) >= limit if "at_least" in condition else steps(value) < limit


def band_of(board: Board, margin: float = 0.0) -> int:
    full = completed(board)
    more = [g["band"] for g in RULES["escalation"] if all(meets(full, c, margin, True) for c in g["when"])]
    less = [g["band"] for g in RULES["reduction"] if all(meets(full, c, margin, False) for c in g["when"])]
    return max(max(more, default=0), min(less, default=RULES["basis"]))


def held(board: Board, previous: int) -> int:
    now = band_of(board)
    return now if now >= previous else max(now, min(previous, band_of(board, RULES["hysteresis"])))


def frame(*boards: Board) -> dict[str, list[Any]]:
    """A table of boards; flags as booleans."""
    columns: dict[str, list[Any]] = {"unit": [f"b{i}" for i in range(len(boards))]}
    for name in boards[0]:
        values = [board[name] for board in boards]
        columns[name] = [None if v is None else bool(v) for v in values] if name in FLAGS else values
    return columns


def advised(*boards: Board, **options: Any) -> kring.Advice:
    return kring.supervise(pl.DataFrame(frame(*boards), strict=False), **options)


unit = st.one_of(st.none(), st.integers(0, 40).map(lambda k: k / 40), st.floats(0, 1))
flag = st.one_of(st.none(), st.sampled_from([0.0, 1.0]))
count = st.one_of(st.none(), st.integers(0, 4).map(float))
needed = st.fixed_dictionaries(
    dict.fromkeys((*FOUR, "risk"), unit),
    optional={
        **dict.fromkeys(("reliability_low", "risk_upper", "risk_secure"), unit),
        **dict.fromkeys(FLAGS, flag),
        **dict.fromkeys(("verified", "cycles_at_low_band"), count),
    },
)
laws = settings(deadline=None, max_examples=200)


def test_the_worked_example_has_the_printed_numbers() -> None:
    # methods.md 11.15: Q .4525, band 3 (reference 1), contributions, and the counterfactuals.
    advice = advised(WORKED, {name: PROPOSAL.reference[name] for name in WORKED})
    assert advice.frame.columns == ["unit", "band", "quality", "escalation", "reduction", "state", "reason"]
    assert advice.frame["band"].to_list() == [3, 1]
    assert advice.frame["quality"].to_list() == pytest.approx([0.4525, 0.60], abs=1e-12)
    band, quality = advice.contributions("b0"), advice.contributions("b0", of="quality")
    assert list(band.values()) == pytest.approx([1 / 3, 0, 4 / 3, 1 / 3, 0])
    assert list(quality.values()) == pytest.approx([-0.033333, 0.0275, -0.127083, -0.014583, 0], abs=5e-7)
    changes = advice.counterfactual("b0").filter(pl.col("band") >= 1)
    found = {row["band"]: {} for row in changes.to_dicts()}
    for row in changes.to_dicts():
        found[row["band"]][row["criterion"]] = (row["to"], row["change"])
    assert found == {
        2: {"traceability": (0.40, pytest.approx(0.05))},
        1: {
            "ambition": (0.60, pytest.approx(0.10)),
            "traceability": (0.60, pytest.approx(0.25)),
            "reliability": (0.60, pytest.approx(0.05)),
        },
    }


@laws
@given(needed, st.one_of(st.none(), st.integers(0, 4)))
def test_the_band_is_that_of_the_file_read_by_hand(board: Board, previous: int | None) -> None:
    before = None if previous is None else {"unit": ["b0"], "band": [previous]}
    given_board = dict(board)
    if previous is not None and "cycles_at_low_band" not in board:
        given_board["cycles_at_low_band"] = 1.0 if previous <= 1 else 0.0
    expected = band_of(given_board) if previous is None else held(given_board, previous)
    assert advised(board, previous=before).frame["band"].to_list() == [expected]


@laws
@given(needed, needed)
def test_contributions_add_up_and_are_none_for_equals(board: Board, other: Board) -> None:
    advice = advised(board)
    named = {name: value for name, value in other.items() if value is not None}
    reference = {name: named.get(name, 0.5) for name in (*FOUR, "risk")} | named
    found = advice.contributions("b0", reference=reference)
    assert sum(v for v in found.values() if v is not None) == pytest.approx(
        band_of(board) - _of_reference(board, reference), abs=1e-9
    )
    own = {name: board[name] for name in board}
    assert all(abs(v or 0.0) < 1e-12 for v in advice.contributions("b0", reference=own).values())


def _of_reference(board: Board, reference: dict[str, float]) -> int:
    """The reference, with what it neither names nor derives taken from the board."""
    mixed: Board = dict(reference)
    for name in (*FLAGS, "verified", "cycles_at_low_band"):
        if name in board:
            mixed.setdefault(name, board[name])
    # What the board was not given it takes from others; the reference does as the board does.
    for name in ("reliability_low", "risk_upper", "risk_secure"):
        if name not in board:
            mixed.pop(name, None)
    for name in (*FLAGS, "verified", "cycles_at_low_band"):
        if name not in board:
            mixed.pop(name, None)
    return band_of(mixed)


def test_shapley_is_the_mean_over_all_orders() -> None:
    reference = {name: float(PROPOSAL.reference[name]) for name in WORKED}
    found = advised(WORKED).contributions("b0")
    sums = dict.fromkeys(WORKED, 0.0)
    for order in itertools.permutations(WORKED):
        mixed: Board = dict(reference)
        before = band_of(mixed)
        for name in order:
            mixed[name] = WORKED[name]
            after = band_of(mixed)
            sums[name] += (after - before) / math.factorial(len(WORKED))
            before = after
    assert found == pytest.approx(sums)


@laws
@given(needed)
def test_what_leads_to_a_lower_band_does_and_no_part_can_be_left_out(board: Board) -> None:
    advice = advised(board)
    now = band_of(board)
    if now == 0:
        return
    rows = advice.counterfactual("b0", now - 1, step=0.25).to_dicts()
    assert rows
    for _, option in itertools.groupby(rows, key=lambda row: row["option"]):
        changes = list(option)
        assert band_of(_moved(board, changes)) <= now - 1
        for left_out in range(len(changes)):
            assert band_of(_moved(board, changes[:left_out] + changes[left_out + 1 :])) > now - 1
        assert sum(row["cost"] for row in changes) == pytest.approx(changes[0]["option_cost"])


def _moved(board: Board, changes: list[dict[str, Any]]) -> Board:
    """The board after changes; R is never below its low value, E never above its upper one."""
    moved: Board = dict(board)
    for row in changes:
        moved[row["criterion"]] = row["to"]
    for point, bound, above in (("reliability", "reliability_low", True), ("risk", "risk_upper", False)):
        p, b = moved.get(point), moved.get(bound)
        if p is None or b is None or (p >= b if above else p <= b):
            continue
        if b != board.get(bound):
            moved[point] = b
        elif (before := board.get(point)) is not None and (p < before if above else p > before):
            moved[bound] = p
    return moved


@laws
@given(needed)
def test_a_warning_is_the_first_value_that_raises_the_band(board: Board) -> None:
    advice = advised(board)
    now = band_of(board)
    for row in advice.warning("b0").to_dicts():
        assert band_of(_moved(board, [row])) == row["band"] > now


def test_bands_of_draws_are_those_of_numpy_and_of_each_board() -> None:
    rng = np.random.default_rng(1)
    draws = {name: rng.random(20_000) for name in (*FOUR, "risk")}
    draws["risk"] /= 3
    found = bands(draws)
    assert found.dtype == np.int8
    sample = [{name: float(column[i]) for name, column in draws.items()} for i in range(300)]
    assert found[:300].tolist() == [band_of(board) for board in sample]
    assert np.array_equal(found, bands(draws, threads=3))
    shares = band_probabilities(draws)
    assert list(shares) == [0, 1, 2, 3, 4]
    assert shares[3] == np.mean(found == 3)
    assert sum(shares.values()) == pytest.approx(1)


def test_what_was_not_examined_has_the_basis_whatever_it_shows() -> None:
    good = {"unit": ["a", "b", "c"], **{name: [0.9, 0.9, 0.1] for name in FOUR}, "risk": [0.0, 0.4, 0.0]}
    state = {"state": ["not_examined"] * 3, "reason": ["reconstruction", None, "no_records"]}
    found = kring.supervise(pd.DataFrame(good | state)).frame
    assert found["band"].tolist() == [2, 4, 2]
    assert found["state"].tolist() == ["not_examined"] * 3
    assert found["reason"].tolist() == ["reconstruction", "not_said", "no_records"]
    assert found["quality"].isna().all()


def test_quality_and_risk_go_in_as_they_are() -> None:
    quality = kring.assess_quality(cycle.read(cycle.starter(), backend="polars"))
    (name,) = quality.units
    alone = kring.supervise(quality)
    assert alone.frame["state"].to_list() == ["undetermined"] and alone.frame["reason"].to_list() == ["no_risk"]
    advice = kring.supervise(quality, risk={"unit": [name, "other"], "risk": [0.05, 0.31]})
    assert advice.units == (name, "other")
    assert advice.frame["reason"].to_list() == [None, "no_dossier"]
    assert advice.frame["band"].to_list()[1] == 4
    shown = advice.criteria.row(0, named=True)
    scores = quality.scores(name)
    assert all(shown[one] == scores[one] for one in (*FOUR, "reliability_low", "quality"))
    assert shown["independent_expert"] is (not scores["without_expert"])
    steps_found = advice.steps(name, language="nl")
    assert steps_found.columns == ["band", "criterion", "to", "step", "value", "text"]
    assert "publication:follow_up" in steps_found["step"].to_list()
    assert "maak het vervolg (opnieuw) openbaar voor elke belanghebbende" in steps_found["text"].to_list()
    # The other board gave no account: there are no gaps to mend, and no error.
    without = advice.steps("other").filter(pl.col("criterion") == "ambition")
    assert set(without["step"].to_list()) == {None}
    assert set(without["text"].to_list()) == {
        "give an account of the quality cycle that shows this: without one nobody can examine it"
    }
    # Each value is that of what_if with the gaps above it.
    visible = steps_found.filter((pl.col("band") == 1) & (pl.col("criterion") == "visibility"))
    gaps = visible["step"].to_list()
    for k in range(len(gaps)):
        then = quality.what_if(name, gaps[: k + 1]).then["visibility"]
        assert visible["value"].to_list()[k] == then
    with pytest.raises(kring.InvalidTable, match="of a unit without a risk"):
        kring.supervise(quality, risk={"unit": ["other"], "risk": [0.1]})


def test_the_risk_of_a_board_is_led_back_to_programmes() -> None:
    from test_risk import RISK

    boards = {"unit": list(RISK.units), **{name: [0.7] * len(RISK.units) for name in FOUR}}
    advice = kring.supervise(pd.DataFrame(boards), risk=RISK)
    secure = dict(zip(RISK.frame["unit"], RISK.probability_below(0.15)["probability_below"], strict=True))
    assert dict(zip(advice.criteria["unit"], advice.criteria["risk_secure"], strict=True)) == secure
    (row,) = [r for r in advice.frame.to_dict("records") if r["unit"] == "b2"]
    assert row["band"] == 2
    first = advice.steps("b2").iloc[0]
    own = RISK.programmes[RISK.programmes["board"] == "b2"]
    heaviest = own.assign(share=own.students.astype(float) * own.probability).sort_values("share").iloc[-1]
    assert first["step"] == heaviest["unit"] and "short of its cut" in first["text"]
    counts = RISK.indicators[RISK.indicators["unit"] == heaviest["unit"]]
    short = [
        f"{kring.catalog.indicator(row.indicator).name_en.lower()} "
        f"{int(np.ceil(row.cut * row.denominator - row.numerator))} more of {round(row.denominator)}"
        for row in counts.itertuples()
        if row.probability >= 0.5 and row.cut * row.denominator > row.numerator
    ]
    assert short and all(one in first["text"] for one in short)


def test_a_band_before_holds_a_band_up_and_counts_cycles() -> None:
    same = dict.fromkeys(FOUR, 0.6) | {"risk": 0.05}
    first = advised(same, same)
    assert first.frame["band"].to_list() == [1, 1]
    second = advised(same, same, previous=first)
    assert second.frame["band"].to_list() == [1, 1]
    assert second.criteria["cycles_at_low_band"].to_list() == [1, 1]
    assert advised(same, previous=second).criteria["cycles_at_low_band"].to_list() == [2]
    down = advised(same, previous={"unit": ["b0"], "band": [2]})
    assert down.frame["band"].to_list() == [2]
    assert "not by 0.03" in down.explain("b0") and "niet met 0,03" in down.explain("b0", "nl")


def test_the_profile_verifies_and_says_what_is_wrong_with_another(tmp_path: Path) -> None:
    found = PROPOSAL.verify()
    assert found and found.boards == 1_036_800 and "nothing wrong" in repr(found)
    turned = PROPOSAL.text.replace(
        'criterion = "traceability", below = 0.40', 'criterion = "traceability", at_least = 0.40'
    )
    path = tmp_path / "mine.toml"
    path.write_text(turned, encoding="utf-8")
    other = load_supervision_profile(path).verify()
    assert not other.ok
    assert any(flaw.kind == "not_monotone" and flaw.criterion == "traceability" for flaw in other.flaws)
    assert "a better traceability leads to more supervision" in repr(other)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('criterion = "open_breach", is', 'criterion = "open_breech", is', "did you mean 'open_breach'"),
        ("hysteresis = 0.03", "hysteresis = 3.0", "a number from 0 to 1"),
        ("basis = 2 ", "basis = 5 ", "expected one of the 5 bands"),
        ("visibility = 0.5\n", "visibility = -0.5\n", "a number from 0 to"),
        ("[reference]\n", "[reference]\nambitoin = 1\n", "ambitoin"),
        ("format = 1", "format = 2", "format is not 1"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_with_file_and_line(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    assert PROPOSAL.text.count(before) >= 1
    path = tmp_path / "mine.toml"
    path.write_text(PROPOSAL.text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(kring.InvalidRule, match=r"mine\.toml.*line \d+") as failure:
        load_supervision_profile(path)
    assert words in str(failure.value)


def test_what_cannot_be_read_is_told_at_once() -> None:
    wrong = pl.DataFrame({"unit": ["a", "a"], **{name: [0.5, 1.5] for name in FOUR}, "risk": [0.1, None]})
    with pytest.raises(kring.InvalidTable) as failure:
        kring.supervise(wrong)
    text = str(failure.value)
    assert "has 5 faults" in text and "there twice" in text
    assert all(f"column '{name}': 1 row is outside 0 to 1: row 1 (1.5" in text for name in FOUR)
    with pytest.raises(kring.UnknownIdentifier, match="there is no advice on 'b9'"):
        advised(WORKED).explain("b9")
    with pytest.raises(kring.InvalidValue, match="band is 9"):
        advised(WORKED).counterfactual("b0", 9)
    with pytest.raises(kring.InvalidValue, match="there is no criterion 'riks'"):
        bands({"riks": [0.1]})
    with pytest.raises(kring.InvalidValue, match="as long as the others"):
        bands({"risk": [0.1], "ambition": [0.1, 0.2]})


def test_quality_and_risk_of_two_days_are_refused() -> None:
    from test_risk import RESULTS, UNITS

    quality = kring.assess_quality(cycle.read(cycle.starter()), on="2024-01-01")
    judgements = pd.DataFrame(
        {"unit": ["b0"], "kind": ["results"], "verdict": ["insufficient"], "date": ["2023-01-01"]}
    )
    risk = kring.assess_risk(RESULTS, UNITS, judgements=judgements, on="2024-02-01")
    assert risk.on == datetime.date(2024, 2, 1)
    with pytest.raises(kring.InvalidTable, match="2024-01-01 and risk on 2024-02-01"):
        kring.supervise(quality, risk=risk)


def test_the_four_legal_grounds_go_from_risk_to_the_band_each_on_its_own() -> None:
    from test_risk import RESULTS, UNITS

    judgements = pd.DataFrame(
        {
            "unit": ["b0", "b1"],
            "kind": ["professionalism", "professionalism"],
            "verdict": ["insufficient", "sufficient"],
            "date": ["2023-01-01", "2023-01-01"],
        }
    )
    finance = pd.DataFrame(
        {
            "unit": ["b2", "b1", "b1", "b1", "b1", "b1"],
            "indicator": ["liquidity", "liquidity", "solvency", *["profitability"] * 3],
            "year": [2023, 2023, 2023, 2021, 2022, 2023],
            "value": [0.49, 0.5, 0.2, 0.01, 0.01, 0.01],
        }
    )
    units = UNITS.assign(funding=np.where(UNITS.unit == "b3", "non_funded", "funded"))
    risk = kring.assess_risk(RESULTS, units, judgements=judgements, finance=finance, on="2024-02-01")
    assert risk.frame.professionalism.tolist() == ["not_safeguarded", "safeguarded", "unknown", "unknown"]
    assert risk.frame.finance.tolist() == ["unknown", "in_order", "signal", "not_applicable"]
    assert risk.frame.compliance.tolist() == ["in_order"] * 4 and risk.frame.breaches.tolist() == [0] * 4
    scores = pd.DataFrame({"unit": ["b0", "b1", "b2", "b3"], **dict.fromkeys(FOUR, 0.9)})
    advice = kring.supervise(scores, risk=risk)
    known = advice.criteria.astype(object).where(advice.criteria.notna(), None)
    assert known.professionalism.tolist() == [False, True, None, None]
    assert known.finance_signal.tolist() == [None, False, True, False]
    fired = advice.gates("b0")
    assert "unprofessional" in set(fired[fired.fired].gate if "fired" in fired else fired.gate)
    assert "judged not to be safeguarded" in advice.explain("b0")
    assert "financiën liggen onder een signaleringswaarde" in advice.explain("b2", "nl")
    assert "Professionaliteit: volgens het oordeel niet geborgd." in risk.explain("b0", "nl")


def test_professionalism_is_judged_of_a_board_and_not_of_a_programme() -> None:
    from test_risk import RESULTS, UNITS

    judgements = pd.DataFrame(
        {"unit": ["b0p00"], "kind": ["professionalism"], "verdict": ["sufficient"], "date": ["2023-01-01"]}
    )
    with pytest.raises(kring.InvalidValue, match="of unit 'b0p00', which is no board"):
        kring.assess_risk(RESULTS, UNITS, judgements=judgements, on="2024-02-01")


def test_a_calendar_and_a_ladder_are_those_of_the_board_alone() -> None:
    advice = advised(WORKED, WORKED)
    events = {
        "unit": ["b0", "b1"],
        "kind": ["board_research", "recovery_assignment"],
        "date": ["2022-01-10", "2022-02-01"],
    }
    of = advice.calendar("b0", events, on="2024-01-01")
    everything = kring.supervision.calendar(pl.DataFrame(events), on="2024-01-01")
    assert of.to_dicts() == everything.filter(pl.col("unit") == "b0").to_dicts() != []
    assert set(advice.ladder("b1", events, on="2024-01-01")["unit"]) == {"b1"}


def test_bands_are_as_uncertain_as_the_laws_of_reliability_and_risk() -> None:
    from scipy import stats
    from test_risk import RISK

    quality = kring.assess_quality(cycle.read(cycle.starter()))
    (name,) = quality.units
    advice = kring.supervise(quality, risk={"unit": [name], "risk": [0.05]})
    found = advice.band_probabilities(name, draws=40_000)
    assert found == advice.band_probabilities(name, draws=40_000) and sum(found.values()) == pytest.approx(1)
    # Only Q can move the band of this board, and only R is uncertain: P(band 3) is that of R below where Q is .45.
    scores = quality.scores(name)
    four = [scores[one] for one in FOUR[:3]]
    if found[3] not in (0.0, 1.0):
        limit = next(r for r in np.linspace(0, 1, 10_001) if 0.5 * min(*four, r) + 0.125 * (sum(four) + r) >= 0.44995)
        accuracy = quality.profile.numbers["reliability"]["inspector_accuracy"]
        seen = limit * (2 * accuracy - 1) + 1 - accuracy
        expected = stats.beta(scores["agreed"], scores["failed"]).cdf(seen)
        assert found[3] == pytest.approx(expected, abs=4 * math.sqrt(0.25 / 40_000))
    boards = {"unit": list(RISK.units), **{one: [0.7] * len(RISK.units) for one in FOUR}}
    risky = kring.supervise(pd.DataFrame(boards), risk=RISK)
    shares = risky.band_probabilities("b2", draws=40_000, seed=3)
    law = RISK.law("b2")
    share = np.arange(len(law)) / (len(law) - 1)
    expected = {1: law[share < 0.14995].sum(), 3: law[(share >= 0.14995) & (share < 0.29995)].sum()}
    for band, probability in expected.items():
        assert shares[band] == pytest.approx(probability, abs=4 * math.sqrt(0.25 / 40_000))
    with pytest.raises(kring.InvalidValue, match="no law of R or E"):
        advised(WORKED).band_probabilities("b0")
