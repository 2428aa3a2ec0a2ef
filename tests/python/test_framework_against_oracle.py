# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frameworks as kring judges and verifies them against the oracle, which tries every level and every input.

Every expected figure comes from framework_oracle.py, save those of the published decision tables, which come with them.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import framework_oracle as oracle
import polars as pl
import pytest
from framework_oracle import NOT_APPLICABLE, UNDETERMINED, UNKNOWN, Result, Symbol

import kring
from kring.framework import Flaw, Framework, Judgement

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "src" / "catalog" / "frameworks"
TABLES = ROOT.parent / "shared" / "oracles" / "monotone-decision-table" / "tables.json"

FRAMEWORKS = 160
PER_TEST = 20
SOME = 60  # inputs drawn where not all are tried


# --- Both sides ------------------------------------------------------------------------------------------------------


def read(framework: oracle.Framework) -> Framework:
    return kring.framework.read(oracle.to_toml(framework), file=framework["id"])


def word(symbol: Symbol) -> str:
    """A symbol as kring is given it."""
    if isinstance(symbol, frozenset):
        return "|".join(sorted(symbol))
    return "missing" if symbol == UNKNOWN else symbol


def possible_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """A judged outcome stands alone, and a table then leaves the column possible empty."""
    if row["state"] == "judged":
        return (row["outcome"],)
    return tuple(row["possible"].split("|")) if row["possible"] else ()


def judged_in_one_table(rules: Framework, units: Sequence[Mapping[str, Symbol]]) -> list[dict[str, Result]]:
    """What kring makes of each unit, given as findings, for every judgement."""
    rows = [(str(unit), one, word(symbol)) for unit, given in enumerate(units) for one, symbol in given.items()]
    frame = rules.judge(pl.DataFrame(rows, schema=["unit", "standard", "verdict"], orient="row")).frame
    found: list[dict[str, Result]] = [{} for _ in units]
    for row in frame.to_dicts():
        found[int(row["unit"])][row["judgement"]] = Result(
            outcome=row["outcome"],
            possible=possible_of(row),
            rules=frozenset(row["rule"].split("|") if row["rule"] else []),
            uncovered="no_rule" in (row["reason"] or "").split("|"),
        )
    return found


def results_of(judgement: Judgement) -> dict[str, Result]:
    """What kring makes of one unit, for every judgement."""
    return {
        one["judgement"]: Result(
            outcome=one["outcome"],
            possible=tuple(one["possible"]),
            rules=frozenset(rule["rule"] for rule in one["rules"]),
            uncovered="no_rule" in one["reasons"],
        )
        for one in judgement.data["judgements"]
    }


def expected_of(framework: oracle.Framework, given: Mapping[str, Any]) -> dict[str, Result]:
    """What the oracle makes of one unit; a judgement that stays open for want of a rule says so to those above it."""
    found: dict[str, Result] = {}
    for judgement, result in zip(framework["judgement"], oracle.judge(framework, given).values(), strict=True):
        open_below = any(found[one].uncovered for one in judgement["inputs"] if one in found)
        uncovered = result.uncovered or (result.outcome == UNDETERMINED and open_below)
        found[judgement["id"]] = replace(result, uncovered=uncovered)
    return found


@dataclass
class Drawn:
    """A framework that the oracle drew, with what it says of every input of every judgement."""

    seed: int
    framework: oracle.Framework
    results: dict[str, dict[tuple[str, ...], Result]] = field(default_factory=dict)
    verified: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for judgement in self.framework["judgement"]:
            kept: oracle.Decisions = {}
            self.results[judgement["id"]] = {
                tuple(x.values()): oracle.evaluate(self.framework, judgement["id"], x, kept)
                for x in oracle.all_inputs(self.framework, judgement["id"])
            }

    @property
    def nested(self) -> set[str]:
        """The judgements that others rest on."""
        ids = {judgement["id"] for judgement in self.framework["judgement"]}
        return ids & {one for judgement in self.framework["judgement"] for one in judgement["inputs"]}

    def flat(self) -> Iterator[dict[str, Any]]:
        """The judgements that rest on standards alone."""
        return (judgement for judgement in self.framework["judgement"] if not self.nested & set(judgement["inputs"]))

    def comes_to_all_its_rules_say(self, judgement_id: str) -> bool:
        """Whether some input gives each level, and the state not applicable, that a rule has as its outcome."""
        found = self.results[judgement_id].values()
        levels = {level for result in found for level in result.possible}
        not_applicable = any(result.outcome == NOT_APPLICABLE for result in found)
        return levels == set(oracle.domain(self.framework, judgement_id)) and (
            not_applicable == oracle.may_be_not_applicable(self.framework, judgement_id)
        )


@cache
def drawn(seed: int) -> Drawn | None:
    """The framework of a seed; None where the oracle takes levels for possible that a nested judgement never comes to.

    An unknown judgement could stand at any level it can come to; the oracle takes the outcomes of all its rules for
    such, also of those that no input reaches.
    """
    found = Drawn(seed, oracle.random_framework(Random(seed)))
    return found if all(found.comes_to_all_its_rules_say(one) for one in found.nested) else None


@cache
def seeds() -> list[int]:
    """The first seeds that give a framework to compare."""
    found: list[int] = []
    seed = 0
    while len(found) < FRAMEWORKS:
        found += [seed] if drawn(seed) is not None else []
        seed += 1
    return found


def batch(number: int) -> list[Drawn]:
    return [one for seed in seeds()[number * PER_TEST : (number + 1) * PER_TEST] if (one := drawn(seed)) is not None]


BATCHES = pytest.mark.parametrize("number", range(FRAMEWORKS // PER_TEST))


def symbols_with_sets(framework: oracle.Framework, standard: str, random: Random) -> Symbol:
    """A symbol of a standard, half of the time a set of two levels or more."""
    levels = oracle.scale_of(framework, standard)
    if random.random() < 0.5:
        return frozenset(random.sample(levels, random.randint(2, len(levels))))
    may_be = bool((oracle.row_of(framework, "standard", standard) or {}).get("may_be_not_applicable", False))
    return random.choice([*levels, UNKNOWN, *([NOT_APPLICABLE] if may_be else [])])


# --- Judging ---------------------------------------------------------------------------------------------------------


def test_the_frameworks_drawn_are_many_of_them_nested_and_of_every_condition() -> None:
    frameworks = [one for seed in seeds() if (one := drawn(seed)) is not None]
    assert len(frameworks) == FRAMEWORKS >= 150
    assert sum(bool(one.nested) for one in frameworks) >= 25
    words = {
        word
        for one in frameworks
        for judgement in one.framework["judgement"]
        for rule in judgement["rule"]
        for part in oracle.all_parts(rule)
        for word in part
    }
    assert words >= {"at_least", "at_most", "exactly", "all", "any", "none_below", "is", "compensated", "limited"}
    assert words >= {"unknown_at_least", "unknown_at_most", "unknown_exactly", "not", "either", "both"}


@BATCHES
def test_every_input_of_a_judgement_comes_to_the_same(number: int) -> None:
    for one in batch(number):
        rules = read(one.framework)
        for judgement in one.flat():
            results = one.results[judgement["id"]]
            units = [dict(zip(judgement["inputs"], x, strict=True)) for x in results]
            found = [unit[judgement["id"]] for unit in judged_in_one_table(rules, units)]
            assert dict(zip(results, found, strict=True)) == results, f"seed {one.seed}, {judgement['id']}"


@BATCHES
def test_units_known_as_sets_of_levels_come_to_the_same_through_every_judgement(number: int) -> None:
    for one in batch(number):
        random = Random(one.seed)
        standards = [standard["id"] for standard in one.framework["standard"]]
        units = [
            {standard: symbols_with_sets(one.framework, standard, random) for standard in standards}
            for _ in range(SOME)
        ]
        found = judged_in_one_table(read(one.framework), units)
        for unit, judged in zip(units, found, strict=True):
            given = {standard: word(symbol) for standard, symbol in unit.items()}
            assert judged == expected_of(one.framework, given), f"seed {one.seed}, {given}"


@BATCHES
def test_inputs_of_nested_judgements_come_to_the_same_through_every_judgement(number: int) -> None:
    for one in batch(number):
        if not one.nested:
            continue
        symbols = {
            standard["id"]: [
                *oracle.scale_of(one.framework, standard["id"]),
                UNKNOWN,
                *([NOT_APPLICABLE] if standard.get("may_be_not_applicable") else []),
            ]
            for standard in one.framework["standard"]
        }
        trials = list(product(*symbols.values()))
        chosen = Random(one.seed).sample(trials, min(len(trials), 300))
        units = [dict(zip(symbols, x, strict=True)) for x in chosen]
        found = judged_in_one_table(read(one.framework), units)
        for unit, judged in zip(units, found, strict=True):
            given = {standard: word(symbol) for standard, symbol in unit.items()}
            assert judged == expected_of(one.framework, given), f"seed {one.seed}, {given}"


@BATCHES
def test_one_unit_by_itself_comes_to_the_same_as_in_a_table(number: int) -> None:
    for one in batch(number):
        rules, random = read(one.framework), Random(one.seed + 1)
        standards = [standard["id"] for standard in one.framework["standard"]]
        for _ in range(5):
            given = {standard: word(symbols_with_sets(one.framework, standard, random)) for standard in standards}
            alone = rules.judge_one(given)
            expected = expected_of(one.framework, given)
            assert results_of(alone) == expected, f"seed {one.seed}, {given}"
            main = expected[rules.main]
            assert (alone.outcome, alone.possible, frozenset(alone.rules)) == (main.outcome, main.possible, main.rules)


def with_hit(framework: oracle.Framework, hit: str) -> oracle.Framework:
    """The framework with another hit policy for `whole`, without its otherwise, which would always hold as well."""
    other = copy.deepcopy(framework)
    whole = oracle.judgement_of(other, "whole")
    whole["hit"] = hit
    whole["rule"] = [rule for rule in whole["rule"] if "when" in rule] or whole["rule"]
    return other


@pytest.mark.parametrize("hit", ["unique", "any"])
def test_rules_that_hold_together_are_refused_where_the_hit_policy_does_not_allow_it(hit: str) -> None:
    refused = read_and_compared = 0
    for seed in seeds():
        one = drawn(seed)
        if one is None or one.nested or oracle.judgement_of(one.framework, "whole").get("hit") == "count":
            continue
        framework = with_hit(one.framework, hit)
        inputs = list(oracle.all_inputs(framework, "whole"))
        kept: oracle.Decisions = {}
        try:
            expected = [oracle.evaluate(framework, "whole", x, kept) for x in inputs]
        except oracle.ConflictingRulesError:
            with pytest.raises(kring.InvalidRule, match=f"hit policy {hit}"):
                read(framework)
            refused += 1
            continue
        found = [unit["whole"] for unit in judged_in_one_table(read(framework), inputs)]
        assert found == expected, f"seed {seed}"
        read_and_compared += 1
    assert refused >= 10
    assert read_and_compared >= 10


def made_up(judgements: list[dict[str, Any]]) -> oracle.Framework:
    """Judgements on standard a, all on a scale of low, fair and high."""

    def row(row_id: str) -> dict[str, Any]:
        return {"id": row_id, "name_en": row_id, "name_nl": row_id, "scale": "three"}

    head = {"format": 1, "id": "made-up", "version": "1", "name_en": "made up", "name_nl": "bedacht"}
    return head | {
        "status": "proposal",
        "source": "made up",
        "scale": [{"id": "three", "levels": ["low", "fair", "high"]}],
        "standard": [row("a")],
        "judgement": [row(judgement["id"]) | judgement for judgement in judgements],
    }


def part_of_a_whole(*rules: dict[str, Any]) -> Framework:
    """A judgement on a by these rules, and one on top of it that says whether it is known."""
    known = [
        {"id": "unknown", "when": {"unknown_at_least": 1, "of": ["part"]}, "outcome": "low"},
        {"id": "known", "otherwise": True, "outcome": "high"},
    ]
    part = {"id": "part", "inputs": ["a"], "rule": list(rules)}
    return read(made_up([part, {"id": "whole", "inputs": ["part"], "rule": known}]))


def test_a_judgement_that_could_be_all_it_can_come_to_is_unknown_to_the_next() -> None:
    rules = part_of_a_whole(
        {"id": "high", "when": {"is": {"a": ["fair", "high"]}}, "outcome": "high"},
        {"id": "never", "when": {"is": {"a": "fair"}}, "outcome": "fair"},
        {"id": "low", "otherwise": True, "outcome": "low"},
    )
    # Low or high: fair is the outcome of a rule that decides nothing.
    assert rules.judge_one({"a": "missing"}).rules == ("unknown",)
    assert rules.judge_one({"a": "low|high"}).rules == ("unknown",)
    assert rules.judge_one({"a": "fair|high"}).rules == ("known",)


def test_an_undetermined_judgement_with_one_level_to_come_to_is_unknown_to_the_next() -> None:
    rules = part_of_a_whole({"id": "high", "when": {"is": {"a": "high"}}, "outcome": "high"})
    assert rules.judge_one({"a": "high"}).rules == ("known",)
    judged = rules.judge_one({"a": "missing"})
    assert results_of(judged)["part"] == Result(UNDETERMINED, ("high",), frozenset(["high"]), uncovered=True)
    assert judged.rules == ("unknown",)


# --- Verification ----------------------------------------------------------------------------------------------------


def unsettled(one: Drawn, judgement: Mapping[str, Any]) -> int:
    """The times one more level known takes away a level that was settled by rules without may_change."""
    results = one.results[judgement["id"]]
    scale = oracle.scale_of(one.framework, judgement["id"])
    may_change = {rule["id"] for rule in judgement["rule"] if rule.get("may_change")}
    found = 0
    for x, before in results.items():
        if before.outcome in scale and not before.rules & may_change:
            for place, standard in enumerate(judgement["inputs"]):
                if x[place] == UNKNOWN:
                    known = [(*x[:place], level, *x[place + 1 :]) for level in oracle.domain(one.framework, standard)]
                    found += sum(results[y].outcome != before.outcome for y in known)
    return found


def flaws_by_kind(flaws: Sequence[Flaw], judgement_id: str) -> dict[str, list[Flaw]]:
    found: dict[str, list[Flaw]] = {}
    for flaw in flaws:
        if flaw.judgement == judgement_id:
            found.setdefault(flaw.kind, []).append(flaw)
    return found


@BATCHES
def test_verification_finds_what_trying_every_input_finds(number: int) -> None:
    for one in batch(number):
        verification = read(one.framework).verify()
        for judgement in one.framework["judgement"]:
            expected = oracle.verify(one.framework, judgement["id"])
            flaws, about = flaws_by_kind(verification.flaws, judgement["id"]), f"seed {one.seed}, {judgement['id']}"
            checked = verification.checked[judgement["id"]]
            assert checked["inputs"] == len(one.results[judgement["id"]]), about
            assert checked["comparable_pairs"] == expected["comparable_pairs"], about
            assert checked["monotonicity_violations"] == expected["monotonicity_violations"], about
            assert sum(flaw.count for flaw in flaws.get("uncovered", [])) == expected["uncovered"], about
            assert {flaw.rule for flaw in flaws.get("unreachable", [])} == expected["unreachable"], about
            assert {flaw.input for flaw in flaws.get("without_effect", [])} == expected["without_effect"], about
            assert ("empty_scores" in flaws) == (expected["empty_scores"] > 0), about
            assert not expected["monotonicity_violations"] or "not_monotone" in flaws, about
            # The oracle leaves out what becomes not applicable, or undetermined with its one level still possible.
            assert sum(flaw.count for flaw in flaws.get("contradicted", [])) == unsettled(one, judgement), about
            assert not expected["contradictions"] or "contradicted" in flaws, about


IS_UNKNOWN: dict[str, Any] = {"unknown_at_least": 1, "of": ["a"]}
OUTCOME_UNDER_ANY: list[dict[str, Any]] = [
    {"id": "first", "when": IS_UNKNOWN, "outcome": "high"},
    {"id": "second", "when": IS_UNKNOWN, "outcome": "high", "may_change": True},
    {"id": "known", "when": {"not": IS_UNKNOWN}, "outcome": "low"},
]


@pytest.mark.parametrize(
    ("hit", "rules"),
    [
        ("first", [OUTCOME_UNDER_ANY[1], OUTCOME_UNDER_ANY[2]]),
        ("unique", [OUTCOME_UNDER_ANY[1], OUTCOME_UNDER_ANY[2]]),
        ("any", OUTCOME_UNDER_ANY),
        ("count", [{"id": "counts", "when": IS_UNKNOWN, "may_change": True}]),
    ],
)
def test_any_rule_that_decides_may_say_that_its_outcome_may_change(hit: str, rules: list[dict[str, Any]]) -> None:
    framework = made_up([{"id": "whole", "inputs": ["a"], "hit": hit, "rule": rules}])
    assert oracle.verify(framework, "whole")["contradictions"] == 0
    assert "contradicted" not in flaws_by_kind(read(framework).verify().flaws, "whole")
    (judged,) = read(framework).judge_one({"a": "missing"}).data["judgements"]
    assert judged["may_change"]


def symbol_shown(shown: str) -> str:
    return NOT_APPLICABLE if shown == "not applicable" else shown


def shown_in(example: Mapping[str, str] | None) -> dict[str, str]:
    assert example is not None
    return {one: symbol_shown(shown) for one, shown in example.items()}


def is_at_or_above(framework: oracle.Framework, x: Mapping[str, str], y: Mapping[str, str]) -> bool:
    """Whether y is x or better, input by input; what is unknown or not applicable stays so."""
    for one, of_x in x.items():
        levels = oracle.domain(framework, one)
        if of_x != y[one] and not (of_x in levels and y[one] in levels and levels.index(y[one]) > levels.index(of_x)):
            return False
    return True


def assert_is_real(flaw: Flaw, one: Drawn, judgement: Mapping[str, Any]) -> None:
    """The example of a flaw, tried by the oracle, shows it."""
    results, scale = one.results[judgement["id"]], oracle.scale_of(one.framework, judgement["id"])
    if flaw.kind in ("unreachable", "without_effect"):
        assert flaw.example is None
        return
    from_ = shown_in(flaw.example)
    before = results[tuple(from_[name] for name in judgement["inputs"])]
    if flaw.kind == "uncovered":
        assert before.uncovered and UNKNOWN not in from_.values()
        return
    if flaw.kind == "empty_scores":
        assert before.outcome in scale and flaw.rule in before.rules and NOT_APPLICABLE in from_.values()
        return
    to = shown_in(flaw.better)
    after = results[tuple(to[name] for name in judgement["inputs"])]
    if flaw.kind == "not_monotone":
        assert from_ != to and is_at_or_above(one.framework, from_, to)
        assert max(map(scale.index, after.possible)) < min(map(scale.index, before.possible))
        return
    assert flaw.kind == "contradicted"
    assert [(from_[name], to[name] != UNKNOWN) for name in from_ if from_[name] != to[name]] == [(UNKNOWN, True)]
    assert before.outcome in scale and after.outcome != before.outcome


@BATCHES
def test_the_example_of_a_flaw_is_a_real_one(number: int) -> None:
    for one in batch(number):
        for flaw in read(one.framework).verify().flaws:
            assert_is_real(flaw, one, oracle.judgement_of(one.framework, flaw.judgement))


# --- The catalogue ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Witnesses:
    """For each standard, indicator and judgement and each symbol it can be, what to give for it to be so."""

    framework: oracle.Framework
    education_level: str | None

    def of(self, input_id: str) -> dict[str, dict[str, Any]]:
        if oracle.row_of(self.framework, "judgement", input_id) is not None:
            return {result.outcome: given for given, result in self.of_judgement(input_id)}
        if oracle.row_of(self.framework, "indicator", input_id) is not None:
            return self.of_indicator(input_id)
        symbols = [*oracle.scale_of(self.framework, input_id), UNKNOWN]
        symbols += [NOT_APPLICABLE] if oracle.may_be_not_applicable(self.framework, input_id) else []
        return {symbol: {input_id: word(symbol)} for symbol in symbols}

    def of_indicator(self, indicator_id: str) -> dict[str, dict[str, Any]]:
        """Counts of 10,000 that stand at each level, the latest norms applied."""
        found: dict[str, dict[str, Any]] = {}
        for numerator in range(1, 10_000):
            counts = (numerator, 10_000)
            level = oracle.level_of(self.framework, indicator_id, *counts, self.education_level, None)
            found.setdefault(level, {indicator_id: counts})
        return found | {UNKNOWN: {indicator_id: "missing"}}

    def of_judgement(self, judgement_id: str) -> Iterator[tuple[dict[str, Any], Result]]:
        """Every input of a judgement as what to give, and what it comes to; sets of levels apart."""
        inputs = oracle.judgement_of(self.framework, judgement_id)["inputs"]
        witnesses = {one: self.as_input(one) for one in inputs}
        kept: oracle.Decisions = {}
        for x in oracle.all_inputs(self.framework, judgement_id):
            given: dict[str, Any] = {}
            for one, symbol in x.items():
                given |= witnesses[one][symbol]
            yield given, oracle.evaluate(self.framework, judgement_id, x, kept)

    def as_input(self, input_id: str) -> dict[str, dict[str, Any]]:
        """As of(), a judgement that could be all that it can come to being unknown."""
        if oracle.row_of(self.framework, "judgement", input_id) is None:
            return self.of(input_id)
        levels = set(oracle.domain(self.framework, input_id))
        found: dict[str, dict[str, Any]] = {}
        for given, result in self.of_judgement(input_id):
            open_ = result.outcome == UNDETERMINED
            if not open_ or set(result.possible) == levels:
                found.setdefault(UNKNOWN if open_ else result.outcome, given)
        return found


def catalogue() -> list[Any]:
    found = []
    for framework_id in kring.catalog.frameworks():
        framework = oracle.load(CATALOGUE / f"{framework_id}.toml")
        for education_level in framework.get("levels", [None]):
            name = framework_id if education_level is None else f"{framework_id} at level {education_level}"
            found.append(pytest.param(framework, education_level, id=name))
    return found


@pytest.mark.parametrize(("framework", "education_level"), catalogue())
def test_every_input_of_a_framework_of_the_catalogue_comes_to_the_same(
    framework: oracle.Framework, education_level: str | None
) -> None:
    rules, witnesses = kring.catalog.framework(framework["id"]), Witnesses(framework, education_level)
    level = {} if education_level is None else {"level": education_level}
    verification = rules.verify()
    for judgement in framework["judgement"]:
        tried = 0
        for given, expected in witnesses.of_judgement(judgement["id"]):
            assert results_of(rules.judge_one(given | level))[judgement["id"]] == expected, given
            tried += 1
        assert tried == verification.checked[judgement["id"]]["inputs"]


def test_the_catalogue_has_no_flaw_and_the_pairs_the_oracle_counts() -> None:
    for framework_id in kring.catalog.frameworks():
        verification = kring.catalog.framework(framework_id).verify()
        assert verification.ok, str(verification)
        framework = oracle.load(CATALOGUE / f"{framework_id}.toml")
        for judgement_id, checked in verification.checked.items():
            expected = oracle.verify(framework, judgement_id)
            assert checked["comparable_pairs"] == expected["comparable_pairs"]
            assert checked["monotonicity_violations"] == expected["monotonicity_violations"] == 0


# --- Published decision tables ---------------------------------------------------------------------------------------


def tables() -> list[Any]:
    if not TABLES.is_file():
        missing = pytest.mark.skip(reason=f"the published decision tables are not at {TABLES}")
        return [pytest.param(None, marks=missing, id="published tables")]
    return [pytest.param(table, id=table["table"]) for table in json.loads(TABLES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("table", tables())
def test_a_published_decision_table_verifies_as_published(table: dict[str, Any]) -> None:
    framework, expected = oracle.framework_of_table(table), table["expected"]
    verification = read(framework).verify()
    checked = verification.checked["outcome"]
    assert checked["comparable_pairs"] == expected["comparable_pairs"]
    assert checked["monotonicity_violations"] == expected["monotonicity_violations"] == 0
    flaws = flaws_by_kind(verification.flaws, "outcome")
    assert sorted(str(flaw.input) for flaw in flaws.get("without_effect", [])) == expected["criteria_without_effect"]
    assert set(flaws) <= {"without_effect"}


@pytest.mark.parametrize("table", tables())
def test_a_row_of_a_published_table_raised_to_the_top_is_found_with_a_real_example(table: dict[str, Any]) -> None:
    framework, expected = oracle.framework_of_table(table), table["expected"]
    scale = oracle.scale_of(framework, "outcome")
    framework["judgement"][0]["rule"][0]["outcome"] = scale[-1]
    rules = read(framework)
    verification = rules.verify()
    violations = expected["violations_after_setting_first_row_outcome_to_top"]
    assert verification.checked["outcome"]["comparable_pairs"] == expected["comparable_pairs"]
    assert verification.checked["outcome"]["monotonicity_violations"] == violations
    (flaw,) = flaws_by_kind(verification.flaws, "outcome")["not_monotone"]
    assert flaw.count == violations
    worse, better = shown_in(flaw.example), shown_in(flaw.better)
    assert worse != better and is_at_or_above(framework, worse, better)
    of_worse, of_better = (rules.judge_one({one: word(s) for one, s in x.items()}) for x in (worse, better))
    assert scale.index(of_better.outcome) < scale.index(of_worse.outcome)
    # One criterion one level better is the least that a pair can differ in.
    assert sum(worse[one] != better[one] for one in worse) == 1
