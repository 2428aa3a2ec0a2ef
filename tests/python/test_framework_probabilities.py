# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Probabilities of judgements: exact ones against SciPy and every combination of levels, drawn ones against the exact.

The reference is in this file: beta distributions of SciPy give the probability of each level of each indicator, and the
oracle says what each combination of levels comes to.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import framework_oracle as oracle
import numpy as np
import polars as pl
import pytest
from framework_oracle import NOT_APPLICABLE, UNDETERMINED, UNKNOWN, Symbol
from scipy.stats import beta

import kring
from kring import statistics
from kring.framework import Framework, Probabilities

CATALOGUE = Path(__file__).resolve().parents[2] / "src" / "catalog" / "frameworks"
YEAR, LAST_DAY = "2024/25", "2025-07-31"

Counts = tuple[int | None, int | None]
Unit = dict[str, Any]  # indicators with Counts, standards with a symbol, and level where there are levels
Law = dict[Symbol, float]


# --- The reference ---------------------------------------------------------------------------------------------------


def law_of_share(rules: Framework, indicator: str, level: str | None, below: Callable[[float], float]) -> Law:
    """The probability of each level of an indicator, given how likely its true share lies below each norm."""
    norms = [
        norm
        for norm in rules.definition["norms"]
        if norm["indicator"] == indicator
        and norm["level"] in (None, "", level)
        and (norm["valid_from"] or "0001-01-01") <= LAST_DAY <= (norm["valid_to"] or "9999-12-31")
    ]
    scale = input_scale(rules, indicator)
    reached = {scale[0]: 1.0}
    for norm in norms:
        of_norm = below(norm["threshold"] / 100)
        reached[norm["reaches"]] = of_norm if norm["direction"] == "lower" else 1 - of_norm
    levels = [one for one in scale if one in reached]
    return {
        one: reached[one] - (reached[above] if above else 0)
        for one, above in zip(levels, [*levels[1:], ""], strict=True)
    }


def input_scale(rules: Framework, input_id: str) -> list[str]:
    scale = next(one["scale"] for one in rules.definition["inputs"] if one["id"] == input_id)
    return next(list(one["levels"]) for one in rules.definition["scales"] if one["id"] == scale)


def beta_below(a: float, b: float, norm: float) -> float:
    return float(beta.cdf(norm, a, b))


def posteriors(r: Any, n: Any, minimum_peers: int) -> list[Callable[[float], float]]:
    """For each unit of a group the distribution function of its true share."""
    a, b = 0.5, 0.5  # Jeffreys
    if len(r) >= minimum_peers:
        fit = statistics.fit_beta_binomial(r, n)
        # Where there is no more spread than chance gives there is nothing to learn, and Jeffreys' prior stays.
        if fit.overdispersed:
            a, b = fit.alpha, fit.beta
    return [partial(beta_below, a + events, b + trials - events) for events, trials in zip(r, n, strict=True)]


def is_known(rules: Framework, indicator: str, counts: Counts) -> bool:
    definition = next(one for one in rules.definition["inputs"] if one["id"] == indicator)
    r, n = counts
    if r is None or n is None or n < definition["minimum_denominator"]:
        return False
    return not (definition["suppress_extremes"] and r in (0, n))


def laws_of_units(rules: Framework, units: Mapping[str, Unit], minimum_peers: int) -> dict[str, dict[str, Law]]:
    """For each unit and input the probability of each symbol; the prior is learnt from all known at the same level."""
    laws: dict[str, dict[str, Law]] = {name: {} for name in units}
    for one in rules.definition["inputs"]:
        groups: dict[str | None, list[str]] = defaultdict(list)
        for name, unit in units.items():
            given = unit.get(one["id"], UNKNOWN)
            if one["kind"] == "indicator" and isinstance(given, tuple) and is_known(rules, one["id"], given):
                groups[unit.get("level")].append(name)
            else:
                laws[name][one["id"]] = {given if one["kind"] == "standard" else UNKNOWN: 1.0}
        for level, names in groups.items():
            r, n = (np.array([units[name][one["id"]][i] for name in names]) for i in (0, 1))
            for name, below in zip(names, posteriors(r, n, minimum_peers), strict=True):
                laws[name][one["id"]] = law_of_share(rules, one["id"], level, below)
    return laws


def outcomes_of(framework: oracle.Framework, symbols: Mapping[str, Symbol]) -> dict[str, str]:
    """What every judgement comes to when each standard and indicator is this symbol."""
    known: dict[str, Symbol] = dict(symbols)
    found = {}
    for judgement in framework["judgement"]:
        result = oracle.evaluate(framework, judgement["id"], {one: known[one] for one in judgement["inputs"]})
        known[judgement["id"]] = oracle.symbol_of_result(framework, judgement["id"], result)
        found[judgement["id"]] = result.outcome
    return found


def expected(
    framework: oracle.Framework, rules: Framework, units: Mapping[str, Unit], minimum_peers: int = 10
) -> dict[tuple[str, str, str], float]:
    """The probability of each outcome, by unit, judgement and outcome: the sum over every combination of levels."""
    found: dict[tuple[str, str, str], float] = {}
    for name, laws in laws_of_units(rules, units, minimum_peers).items():
        for judgement in rules.judgements:
            for outcome in [*rules.judgement_levels(judgement), UNDETERMINED, NOT_APPLICABLE]:
                found[name, judgement, outcome] = 0.0
        without_judgement = units[name].get("level") in framework.get("levels_without_judgement", [])
        for combination in product(*laws.values()):
            probability = math.prod(law[symbol] for law, symbol in zip(laws.values(), combination, strict=True))
            for judgement, outcome in outcomes_of(framework, dict(zip(laws, combination, strict=True))).items():
                found[name, judgement, NOT_APPLICABLE if without_judgement else outcome] += probability
    return found


# --- kring -----------------------------------------------------------------------------------------------------------


def results_table(rules: Framework, units: Mapping[str, Unit]) -> pl.DataFrame:
    rows = []
    for name, unit in units.items():
        for one in rules.definition["inputs"]:
            if one["kind"] == "indicator":
                numerator, denominator = unit.get(one["id"], (None, None))
                row = {"unit": name, "indicator": one["id"], "school_year": YEAR}
                row |= {"numerator": numerator, "denominator": denominator}
                rows.append(row | ({"level": unit["level"]} if "level" in unit else {}))
    return pl.DataFrame(rows)


def word(symbol: Symbol) -> str:
    return "|".join(sorted(symbol)) if isinstance(symbol, frozenset) else {UNKNOWN: "not_examined"}.get(symbol, symbol)


def findings_table(rules: Framework, units: Mapping[str, Unit]) -> pl.DataFrame | None:
    rows = [
        {"unit": name, "standard": one["id"], "verdict": word(unit.get(one["id"], UNKNOWN))}
        for name, unit in units.items()
        for one in rules.definition["inputs"]
        if one["kind"] == "standard"
    ]
    return pl.DataFrame(rows) if rows else None


def probabilities(rules: Framework, units: Mapping[str, Unit], **options: Any) -> Probabilities:
    return rules.probabilities(results_table(rules, units), findings=findings_table(rules, units), **options)


def by_outcome(found: Probabilities, column: str = "probability") -> dict[tuple[str, str, str], Any]:
    return {(row["unit"], row["judgement"], row["outcome"]): row[column] for row in found.frame.to_dicts()}


def assert_adds_up_to_one(found: Mapping[tuple[str, str, str], float]) -> None:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for (unit, judgement, _), probability in found.items():
        assert 0 <= probability <= 1
        sums[unit, judgement] += probability
    assert sums == pytest.approx(dict.fromkeys(sums, 1.0), abs=1e-12)


def assert_within_five_standard_errors(
    drawn: Mapping[tuple[str, str, str], float], exact: Mapping[tuple[str, str, str], float], draws: int
) -> None:
    """Further off lies one figure in 1.7 million by chance; seeds are fixed, so that this one stays as it is."""
    assert drawn.keys() == exact.keys()
    for key, probability in exact.items():
        error = math.sqrt(max(probability * (1 - probability), 0) / draws)
        assert abs(drawn[key] - probability) <= 5 * error + 1e-9, key


# --- Study success ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def study_success() -> oracle.Framework:
    return oracle.load(CATALOGUE / "studiesucces-2024.toml")


def drawn_units(
    framework: oracle.Framework, indicators: Mapping[str, float], per_level: int, seed: int
) -> dict[str, Unit]:
    """Made-up units whose true shares lie around the mean given for each indicator, with a standard deviation of 8%."""
    rng = np.random.default_rng(seed)
    units: dict[str, Unit] = {}
    for level in framework.get("levels", [None]):
        for number in range(per_level):
            unit: Unit = {} if level is None else {"level": level}
            for indicator, mean in indicators.items():
                n = int(rng.integers(20, 200))
                share = float(np.clip(rng.normal(mean, 0.08), 0.01, 0.99))
                unit[indicator] = (int(np.clip(rng.binomial(n, share), 1, n - 1)), n)
            units[f"unit {number} at level {level}"] = unit
    return units


MEANS = {"annual_result": 0.74, "diploma_result": 0.76, "starters_result": 0.82}


@pytest.fixture(scope="module")
def units(study_success: oracle.Framework) -> dict[str, Unit]:
    """Sixteen units at each of three levels; at level 3 some results are not known, in every way there is."""
    found = drawn_units(study_success, MEANS, per_level=16, seed=8)
    at_level_3 = [unit for unit in found.values() if unit["level"] == "3"]
    at_level_3[0]["annual_result"] = (5, 11)  # too few
    at_level_3[1]["diploma_result"] = (None, None)
    at_level_3[2]["diploma_result"] = (60, 60)  # suppressed
    at_level_3[3] |= {"annual_result": (0, 80), "starters_result": (None, None)}
    at_level_3[4] |= dict.fromkeys(MEANS, (3, 9))
    return found


@pytest.fixture(scope="module")
def rules() -> Framework:
    return kring.catalog.framework("studiesucces-2024")


def test_exact_probabilities_are_those_of_every_combination_of_levels(
    study_success: oracle.Framework, rules: Framework, units: dict[str, Unit]
) -> None:
    found = probabilities(rules, units)
    reference = expected(study_success, rules, units)
    assert by_outcome(found) == pytest.approx(reference, abs=1e-9)
    assert_adds_up_to_one(by_outcome(found))
    # The figures are no foregone conclusion: most units could well come to two levels.
    open_ = [probability for probability in reference.values() if 0.02 < probability < 0.98]
    assert len(open_) > len(units)
    assert set(by_outcome(found, "standard_error").values()) == {0.0}
    prior = by_outcome(found, "prior")
    assert set(prior.values()) == {"peers", "none"}
    # One unit has no figure that is assessed, so that nothing about it is uncertain.
    assert len({name for name, _, _ in prior if prior[name, "study_success", "high"] == "none"}) == 1
    assert found.draws is None


def test_what_is_unknown_stays_unknown(units: dict[str, Unit], rules: Framework) -> None:
    found = by_outcome(probabilities(rules, units))
    all_too_few = next(name for name, unit in units.items() if unit["annual_result"] == (3, 9))
    assert found[all_too_few, "study_success", UNDETERMINED] == 1
    # With one of three unknown two that do not agree leave it open, whatever their true shares: 0 < p < 1.
    one_too_few = next(name for name, unit in units.items() if unit["annual_result"] == (5, 11))
    assert 0 < found[one_too_few, "study_success", UNDETERMINED] < 1
    assert found[one_too_few, "study_success", "high"] == 0


def test_a_level_without_judgement_has_none_for_certain(rules: Framework, units: dict[str, Unit]) -> None:
    at_level_1 = {"entry": {"level": "1"} | dict.fromkeys(MEANS, (50, 100))}
    found = by_outcome(probabilities(rules, units | at_level_1))
    assert found["entry", "study_success", NOT_APPLICABLE] == 1
    others = by_outcome(probabilities(rules, units))
    assert {key: found[key] for key in others} == others


def test_a_share_far_from_its_norms_is_as_good_as_certain(rules: Framework, units: dict[str, Unit]) -> None:
    far = {
        "far above": {"level": "4"} | dict.fromkeys(MEANS, (9_900, 10_000)),
        "far below": {"level": "4"} | dict.fromkeys(MEANS, (3_000, 10_000)),
    }
    found = by_outcome(probabilities(rules, units | far))
    # Such a share has a standard deviation below 0.5%, and the nearest norm is 61% to the one and 89% to the other.
    assert found["far above", "study_success", "high"] == pytest.approx(1, abs=1e-12)
    assert found["far below", "study_success", "insufficient"] == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("number", "minimum_peers", "prior"), [(3, 5, "jeffreys"), (12, 12, "peers"), (12, 13, "jeffreys")]
)
def test_with_too_few_peers_the_prior_is_that_of_jeffreys(
    study_success: oracle.Framework, rules: Framework, number: int, minimum_peers: int, prior: str
) -> None:
    few = drawn_units(study_success, MEANS, per_level=number, seed=4)
    found = probabilities(rules, few, minimum_peers=minimum_peers)
    assert by_outcome(found) == pytest.approx(expected(study_success, rules, few, minimum_peers), abs=1e-9)
    assert set(by_outcome(found, "prior").values()) == {prior}


def test_a_unit_says_jeffreys_when_one_of_its_indicators_has_too_few_peers(
    study_success: oracle.Framework, rules: Framework
) -> None:
    some = drawn_units(study_success, MEANS, per_level=12, seed=5)
    at_level_2 = [name for name, unit in some.items() if unit["level"] == "2"]
    for name in at_level_2[:4]:
        some[name]["annual_result"] = (None, None)
    found = probabilities(rules, some)
    assert by_outcome(found) == pytest.approx(expected(study_success, rules, some), abs=1e-9)
    prior = by_outcome(found, "prior")
    # Eight of twelve have an annual result; the four without have peers for what they do have.
    level_2 = {name for name, _, _ in prior if prior[name, "study_success", "high"] == "jeffreys"} & set(at_level_2)
    assert level_2 == set(at_level_2[4:])


def test_peers_that_differ_by_chance_alone_make_nobody_certain(rules: Framework) -> None:
    counts = [83, 84, 85] * 4
    alike = {
        f"unit {number}": {"level": "3"} | dict.fromkeys(MEANS, (count, 100)) for number, count in enumerate(counts)
    }
    assert not statistics.fit_beta_binomial(counts, [100] * 12).overdispersed
    found = probabilities(rules, alike)
    assert set(by_outcome(found, "prior").values()) == {"jeffreys"}
    # 84% lies close to the norms of 82 and 85: no outcome can be certain.
    outcomes = by_outcome(found)
    assert all(0.01 < outcomes[name, "study_success", "sufficient"] < 0.99 for name in alike)


def test_a_unit_without_an_uncertain_share_has_no_prior(rules: Framework) -> None:
    few = {"unit 0": {"level": "3"} | dict.fromkeys(MEANS, (5, 8))}
    found = probabilities(rules, few)
    assert set(by_outcome(found, "prior").values()) == {"none"}
    assert by_outcome(found)["unit 0", "study_success", "undetermined"] == 1


# --- Draws -----------------------------------------------------------------------------------------------------------

DRAWS = 20_000


def test_draws_lie_within_five_standard_errors_of_the_exact(rules: Framework, units: dict[str, Unit]) -> None:
    exact, drawn = by_outcome(probabilities(rules, units)), probabilities(rules, units, draws=DRAWS)
    assert_within_five_standard_errors(by_outcome(drawn), exact, DRAWS)
    assert_adds_up_to_one(by_outcome(drawn))
    assert (drawn.draws, drawn.seed) == (DRAWS, 2026)
    errors = by_outcome(drawn, "standard_error")
    for key, share in by_outcome(drawn).items():
        assert errors[key] == pytest.approx(math.sqrt(share * (1 - share) / DRAWS), abs=1e-12)


def test_another_seed_gives_other_draws_and_the_same_seed_the_same(rules: Framework, units: dict[str, Unit]) -> None:
    first, again, other = (by_outcome(probabilities(rules, units, draws=1000, seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("draws", [None, 3000])
def test_neither_threads_nor_the_order_of_rows_change_a_bit(
    rules: Framework, units: dict[str, Unit], draws: int | None
) -> None:
    table = results_table(rules, units)
    first = by_outcome(rules.probabilities(table, draws=draws, threads=1))
    assert by_outcome(rules.probabilities(table, draws=draws, threads=2)) == first
    for seed in range(3):
        shuffled = table.sample(fraction=1, shuffle=True, seed=seed)
        assert by_outcome(rules.probabilities(shuffled, draws=draws, threads=2)) == first


def test_judgements_give_the_same_probabilities_as_their_framework(rules: Framework, units: dict[str, Unit]) -> None:
    judged = rules.judge(results_table(rules, units))
    assert by_outcome(judged.probabilities(draws=500)) == by_outcome(probabilities(rules, units, draws=500))
    assert by_outcome(judged.probabilities()) == by_outcome(probabilities(rules, units))


# --- Lower is better -------------------------------------------------------------------------------------------------


def test_where_lower_is_better_a_level_has_the_probability_of_a_share_below_its_norm() -> None:
    framework = oracle.load(CATALOGUE / "early-leaving-targets.toml")
    rules = kring.catalog.framework("early-leaving-targets")
    units: dict[str, Unit] = {}
    rng = np.random.default_rng(6)
    # Around the targets of 2024/25.
    for level, target in {"1": 0.26, "2": 0.0919, "3": 0.045, "4": 0.035}.items():
        for number in range(8):
            n = int(rng.integers(100, 500))
            leavers = int(rng.binomial(n, target * rng.uniform(0.3, 1.7)))
            units[f"unit {number} at level {level}"] = {"level": level, "early_leaving": (leavers, n)}
    found = by_outcome(probabilities(rules, units))
    assert found == pytest.approx(expected(framework, rules, units), abs=1e-9)
    for level in framework["levels"]:
        met = {
            units[name]["early_leaving"][0] / units[name]["early_leaving"][1]: probability
            for (name, _, outcome), probability in found.items()
            if outcome == "met" and units[name]["level"] == level
        }
        assert met[min(met)] > met[max(met)]


# --- Judgements that rest on judgements ------------------------------------------------------------------------------

LEVELS = ["low", "fair", "high"]


def nested_framework() -> oracle.Framework:
    """`whole` rests on `part` and shares an indicator with it; `part` rests on a finding too."""

    def row(name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "name_en": name, "name_nl": name, "scale": "three"} | more

    def norm(indicator: str, reaches: str, threshold: float, direction: str) -> dict[str, Any]:
        return {"indicator": indicator, "reaches": reaches, "threshold": threshold, "direction": direction}

    head = {"format": 1, "id": "nested", "version": "1", "name_en": "nested", "name_nl": "genest"}
    return head | {
        "status": "proposal",
        "source": "made up",
        "scale": [{"id": "three", "levels": LEVELS}],
        "standard": [row("finding", may_be_not_applicable=True)],
        "indicator": [row("shared", minimum_denominator=10), row("leaving", minimum_denominator=10)],
        "norm": [
            norm("shared", "fair", 60, "higher"),
            norm("shared", "high", 75, "higher"),
            norm("leaving", "fair", 30, "lower"),
            norm("leaving", "high", 12.5, "lower"),
        ],
        "judgement": [
            row(
                "part",
                inputs=["shared", "finding"],
                rule=[
                    {"id": "high", "when": {"all": ["shared", "finding"], "level": "high"}, "outcome": "high"},
                    {"id": "fair", "when": {"any": ["shared", "finding"], "level": "fair"}, "outcome": "fair"},
                    {"id": "low", "otherwise": True, "outcome": "low"},
                ],
            ),
            row(
                "whole",
                inputs=["part", "shared", "leaving"],
                rule=[
                    {
                        "id": "high",
                        "when": {"at_least": 2, "of": ["part", "shared", "leaving"], "level": "high"},
                        "outcome": "high",
                    },
                    {
                        "id": "fair",
                        "when": {"none_below": ["part", "shared", "leaving"], "level": "fair"},
                        "outcome": "fair",
                    },
                    {"id": "low", "otherwise": True, "outcome": "low"},
                ],
            ),
        ],
    }


def nested_units(framework: oracle.Framework) -> dict[str, Unit]:
    found = drawn_units(framework, {"shared": 0.7, "leaving": 0.2}, per_level=9, seed=9)
    findings: list[Symbol] = ["low", "fair", "high", UNKNOWN, frozenset(["low", "fair"]), frozenset(["fair", "high"])]
    findings += [NOT_APPLICABLE, frozenset(LEVELS), "high"]
    for unit, finding in zip(found.values(), findings, strict=True):
        unit["finding"] = finding
    list(found.values())[4]["leaving"] = (2, 8)  # too few
    list(found.values())[5]["shared"] = (None, None)
    return found


def test_nested_judgements_are_drawn_and_those_on_inputs_alone_stay_exact() -> None:
    framework = nested_framework()
    rules, units = kring.framework.read(oracle.to_toml(framework)), nested_units(framework)
    reference = expected(framework, rules, units)
    found = by_outcome(probabilities(rules, units))
    assert_adds_up_to_one(found)
    of_part = {key: probability for key, probability in found.items() if key[1] == "part"}
    assert of_part == pytest.approx({key: reference[key] for key in of_part}, abs=1e-9)
    # Left out, draws is 1,000 for the others.
    of_whole = {key: probability for key, probability in found.items() if key[1] == "whole"}
    assert_within_five_standard_errors(of_whole, {key: reference[key] for key in of_whole}, 1000)
    errors = by_outcome(probabilities(rules, units), "standard_error")
    assert {errors[key] for key in of_part} == {0.0}
    assert any(errors[key] > 0 for key in of_whole)


def test_draws_keep_inputs_that_two_judgements_share_together() -> None:
    framework = nested_framework()
    rules, units = kring.framework.read(oracle.to_toml(framework)), nested_units(framework)
    reference = expected(framework, rules, units)
    drawn = by_outcome(probabilities(rules, units, draws=4 * DRAWS))
    assert_within_five_standard_errors(drawn, reference, 4 * DRAWS)
    # The last unit has the finding high, so that part and shared are high together and then whole is; were they taken
    # apart, two of three would be high by chance: p p + 2 p (1 - p) q, twice as far off as the test above allows.
    name = list(units)[-1]
    laws = laws_of_units(rules, units, 10)[name]
    p, q = laws["shared"]["high"], laws["leaving"]["high"]
    assert reference[name, "whole", "high"] == pytest.approx(p, abs=1e-12)
    assert abs(p * p + 2 * p * (1 - p) * q - p) > 10 * math.sqrt(p * (1 - p) / (4 * DRAWS))


def test_nested_draws_do_not_depend_on_threads_or_order() -> None:
    framework = nested_framework()
    rules, units = kring.framework.read(oracle.to_toml(framework)), nested_units(framework)
    first = by_outcome(probabilities(rules, units, draws=2000, threads=1))
    assert by_outcome(probabilities(rules, units, draws=2000, threads=2)) == first
    reverse = dict(reversed(units.items()))
    assert by_outcome(probabilities(rules, reverse, draws=2000)) == first


# --- What is refused -------------------------------------------------------------------------------------------------


def test_fewer_than_two_peers_are_refused(rules: Framework, units: dict[str, Unit]) -> None:
    with pytest.raises(kring.InvalidValue, match="minimum_peers"):
        probabilities(rules, units, minimum_peers=1)
