# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decision tables of the DMN Technology Compatibility Kit for each hit policy, turned into frameworks.

Every expected outcome is that of the kit: github.com/dmn-tck/tck, compliance level 2, cases 0004 to 0119.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from framework_oracle import to_toml, word_of

import kring
from kring.framework import Framework

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT.parent / "shared" / "oracles" / "decision-tables" / "dmn_tck_level2_hit_policies.json"

Value = bool | float | str

HITS = {("UNIQUE", None): "unique", ("ANY", None): "any", ("FIRST", None): "first", ("COLLECT", "COUNT"): "count"}

UNSUPPORTED = {
    (
        "PRIORITY",
        None,
    ): "the order of outcomes would decide between rules: first, with the rules in that order, says so",
    ("RULE ORDER", None): "several outcomes: a judgement has one",
    ("OUTPUT ORDER", None): "several outcomes: a judgement has one",
    ("COLLECT", None): "several outcomes: a judgement has one",
    ("COLLECT", "MIN"): "the smallest of numbers: outcomes are levels, not numbers",
    ("COLLECT", "SUM"): "a sum of numbers: outcomes are levels, not numbers",
}


# --- Inputs as scales ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One input of a table: the values that stand for its levels, worst or lowest first."""

    name: str
    levels: Mapping[str, Value]  # by the name of the level

    def level_of(self, value: Value) -> str:
        if isinstance(value, bool | str):
            return next(level for level, representative in self.levels.items() if representative == value)
        numbers = {level: number for level, number in self.levels.items() if isinstance(number, float)}
        cuts = [number for level, number in numbers.items() if level.startswith("at_")]
        # A number belongs to the level whose own number lies on the same side of every cut point.
        return next(
            level
            for level, number in numbers.items()
            if all((value > cut, value < cut) == (number > cut, number < cut) for cut in cuts)
        )

    def admitted(self, test: str) -> list[str]:
        """The levels for which a unary test holds."""
        return [level for level, value in self.levels.items() if admits(test, value)]


def admits(test: str, value: Value) -> bool:
    """A unary test of DMN as the kit uses them: -, true, false, a list of words, or a comparison."""
    if test == "-":
        return True
    if test in ("true", "false"):
        return value is (test == "true")
    if test.startswith('"'):
        return value in re.findall(r'"([^"]*)"', test)
    comparison = re.fullmatch(r"(<=|>=|<|>)(\d+)", test)
    assert comparison is not None and isinstance(value, float), test
    bound = float(comparison.group(2))
    return {"<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound}[comparison.group(1)]


def number_name(number: float) -> str:
    return f"{number:g}".replace(".", "_").replace("-", "minus_")


def levels_of_numbers(tests: list[str]) -> dict[str, Value]:
    """The cut points in the tests and the intervals beside them, each with one number in it."""
    cuts = sorted({float(number) for test in tests for number in re.findall(r"\d+", test)})
    levels: dict[str, Value] = {f"below_{number_name(cuts[0])}": cuts[0] - 1}
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        levels[f"at_{number_name(cut)}"] = cut
        levels[f"above_{number_name(cut)}"] = cut + 1 if following is None else (cut + following) / 2
    return levels


def column(name: str, tests: list[str], values: list[Value]) -> Column:
    if all(isinstance(value, bool) for value in values):
        return Column(name, {"false": False, "true": True})
    if all(isinstance(value, str) for value in values):
        words = [word for test in tests for word in re.findall(r'"([^"]*)"', test)]
        return Column(name, {word_of(str(word)): word for word in [*words, *values]})
    return Column(name, levels_of_numbers(tests))


def outcome_word(literal: str) -> str:
    """An output of the kit, a text in quotes or a number, as the name of a level."""
    return word_of(str(json.loads(literal)))


# --- Tables as frameworks --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DecisionTable:
    """One table of the kit with its cases."""

    case: str
    table: Mapping[str, Any]
    cases: list[dict[str, Any]]

    @property
    def policy(self) -> tuple[str, str | None]:
        return self.table["hit_policy"], self.table["aggregation"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            column(
                name, [rule["in"][place] for rule in self.table["rules"]], [case["inputs"][name] for case in self.cases]
            )
            for place, name in enumerate(self.table["inputs"])
        ]

    @property
    def outputs(self) -> list[str]:
        """The names of the output columns; one alone has the name of the decision."""
        return [output["name"] or self.table["decision"] for output in self.table["outputs"]]

    @cached_property
    def outcomes(self) -> list[list[str]]:
        """For each output column the outcomes in it, each once."""
        return [
            list(dict.fromkeys(outcome_word(rule["out"][place]) for rule in self.table["rules"]))
            for place in range(len(self.outputs))
        ]

    def when(self, rule: Mapping[str, Any]) -> dict[str, Any]:
        """The unary tests of a rule as what holds of the levels; a test that admits all asks nothing."""
        asked = {
            word_of(one.name): admitted
            for one, test in zip(self.columns, rule["in"], strict=True)
            if (admitted := one.admitted(test)) != list(one.levels)
        }
        return {"when": {"is": asked}} if asked else {"otherwise": True}

    def judgement(self, place: int, hit: str) -> dict[str, Any]:
        """The output column at that place as a judgement."""
        rules = [{"id": f"rule_{number}"} | self.when(rule) for number, rule in enumerate(self.table["rules"], start=1)]
        if hit != "count":
            words = [outcome_word(rule["out"][place]) for rule in self.table["rules"]]
            rules = [rule | {"outcome": word} for rule, word in zip(rules, words, strict=True)]
        output = self.outputs[place]
        scale = f"outcomes_of_{word_of(output)}"
        inputs = [word_of(one.name) for one in self.columns]
        named = {"id": word_of(output), "name_en": output, "name_nl": output}
        return named | {"scale": scale, "inputs": inputs, "hit": hit, "rule": rules}

    def outcome_levels(self, place: int, hit: str) -> list[str]:
        if hit == "count":
            return [f"count_{number}" for number in range(len(self.table["rules"]) + 1)]
        return self.outcomes[place]

    def framework(self, hit: str) -> Framework:
        places = range(len(self.outputs))
        scales = [{"id": f"scale_of_{word_of(one.name)}", "levels": list(one.levels)} for one in self.columns]
        scales += [
            {"id": f"outcomes_of_{word_of(self.outputs[place])}", "levels": self.outcome_levels(place, hit)}
            for place in places
        ]
        framework = {
            "format": 1,
            "id": word_of(self.case),
            "version": "1",
            "name_en": self.case,
            "name_nl": self.case,
            "status": "secondary",
            "source": "https://github.com/dmn-tck/tck",
            "scale": scales,
            "standard": [
                {
                    "id": word_of(one.name),
                    "name_en": one.name,
                    "name_nl": one.name,
                    "scale": f"scale_of_{word_of(one.name)}",
                }
                for one in self.columns
            ],
            "judgement": [self.judgement(place, hit) for place in places],
        }
        return kring.framework.read(to_toml(framework), file=self.case)

    def given(self, values: Mapping[str, Value]) -> dict[str, str]:
        return {word_of(one.name): one.level_of(values[one.name]) for one in self.columns}

    def expected(self, case: Mapping[str, Any]) -> dict[str, str]:
        """What the kit expects, as the outcome of each judgement."""
        found = case["expected"][self.table["decision"]]
        if self.policy == ("COLLECT", "COUNT"):
            return {word_of(self.outputs[0]): f"count_{found:g}"}
        of_outputs = found if isinstance(found, dict) else {self.outputs[0]: found}
        return {word_of(output): word_of(word) for output, word in of_outputs.items()}


def read_tables() -> list[DecisionTable]:
    if not TABLES.is_file():
        return []
    kit = json.loads(TABLES.read_text(encoding="utf-8"))
    return [DecisionTable(one["tck_case"], table, one["cases"]) for one in kit for table in one["tables"]]


ALL = read_tables()
SUPPORTED = [one for one in ALL if one.policy in HITS]


def parameters(tables: list[DecisionTable]) -> list[Any]:
    if not tables:
        missing = pytest.mark.skip(reason=f"the decision tables of the DMN kit are not at {TABLES}")
        return [pytest.param(None, marks=missing, id="DMN kit")]
    return [pytest.param(table, id=table.case) for table in tables]


def by_rules(table: DecisionTable, values: Mapping[str, Value]) -> list[dict[str, str]]:
    """The outputs of the rules that hold, tried on the values themselves."""
    names = [word_of(output) for output in table.outputs]
    return [
        dict(zip(names, map(outcome_word, rule["out"]), strict=True))
        for rule in table.table["rules"]
        if all(admits(test, values[name]) for name, test in zip(table.table["inputs"], rule["in"], strict=True))
    ]


# --- The four that are supported -------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", parameters(SUPPORTED))
def test_every_case_of_a_table_comes_out_as_the_kit_expects(table: DecisionTable) -> None:
    framework = table.framework(HITS[table.policy])
    assert len(table.cases) == 3
    for case in table.cases:
        judged = framework.judge_one(table.given(case["inputs"]))
        assert judged.outcomes == table.expected(case), case["id"]


@pytest.mark.parametrize("table", parameters(SUPPORTED))
def test_every_combination_of_values_comes_out_as_the_rules_that_hold_for_it(table: DecisionTable) -> None:
    framework = table.framework(HITS[table.policy])
    uncovered = 0
    for combination in product(*(one.levels.values() for one in table.columns)):
        values = {one.name: value for one, value in zip(table.columns, combination, strict=True)}
        judged, holding = framework.judge_one(table.given(values)), by_rules(table, values)
        if table.policy == ("COLLECT", "COUNT"):
            assert judged.outcomes == {word_of(table.outputs[0]): f"count_{len(holding)}"}, values
        elif holding:
            assert judged.outcomes == holding[0], values
        else:
            assert judged.outcomes == {word_of(output): "undetermined" for output in table.outputs}, values
            assert (judged.reason, judged.possible) == ("no_rule", ()), values
            uncovered += 1
    found = [flaw for flaw in framework.verify().flaws if flaw.kind == "uncovered"]
    assert [flaw.count for flaw in found] == [uncovered] * len(table.outputs) * (uncovered > 0)


def test_the_kit_has_tables_for_each_policy_and_two_that_leave_inputs_uncovered() -> None:
    if not ALL:
        pytest.skip(f"the decision tables of the DMN kit are not at {TABLES}")
    assert len(ALL) == 17
    assert len({table.policy for table in SUPPORTED}) == len(HITS)
    # By hand: FIRST asks Medium and 12 or older, or Low and younger, of the affordable; and age above 0.
    uncovered = {
        table.case
        for table in SUPPORTED
        if any(flaw.kind == "uncovered" for flaw in table.framework(HITS[table.policy]).verify().flaws)
    }
    assert uncovered == {"0108-first-hitpolicy", "0111-first-hitpolicy-singleoutputcol"}


# --- The others ------------------------------------------------------------------------------------------------------


def test_every_policy_of_the_kit_is_supported_or_listed_here_with_the_reason_why_not() -> None:
    if not ALL:
        pytest.skip(f"the decision tables of the DMN kit are not at {TABLES}")
    assert {table.policy for table in ALL} == HITS.keys() | UNSUPPORTED.keys()
    assert not HITS.keys() & UNSUPPORTED.keys()
    assert all(UNSUPPORTED.values())


@pytest.mark.parametrize("table", parameters([one for one in ALL if one.policy in UNSUPPORTED]))
def test_a_table_with_another_policy_is_refused_by_its_name(table: DecisionTable) -> None:
    name = "_".join(word_of(part) for part in table.policy if part is not None)
    with pytest.raises(kring.InvalidRule, match=f"'{name}'"):
        table.framework(name)


@pytest.mark.parametrize("table", parameters([one for one in ALL if one.policy in UNSUPPORTED]))
def test_a_table_with_another_policy_has_rules_that_unique_refuses(table: DecisionTable) -> None:
    with pytest.raises(kring.InvalidRule, match="hit policy unique"):
        table.framework("unique")


@pytest.mark.parametrize("table", parameters([one for one in ALL if one.policy == ("PRIORITY", None)]))
def test_a_table_by_priority_is_one_by_first_with_its_rules_in_order_of_outcome(table: DecisionTable) -> None:
    in_order = re.findall(r'"[^"]*"', table.table["outputs"][0]["output_values"])
    rules = sorted(table.table["rules"], key=lambda rule: in_order.index(rule["out"][0]))
    framework = replace(table, table={**table.table, "rules": rules}).framework("first")
    for case in table.cases:
        assert framework.judge_one(table.given(case["inputs"])).outcomes == table.expected(case), case["id"]


def test_the_description_of_the_format_names_the_four_policies() -> None:
    text = (ROOT / "docs" / "framework-format.md").read_text(encoding="utf-8")
    rows = re.search(r"\| hit policy \|.*?\n\n", text, re.DOTALL)
    assert rows is not None
    assert re.findall(r"^\| `(\w+)` \|", rows.group(), re.MULTILINE) == ["first", "unique", "any", "count"]
    assert sorted(HITS.values()) == sorted(["first", "unique", "any", "count"])
