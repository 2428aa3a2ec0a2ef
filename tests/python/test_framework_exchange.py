# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule tables as other software reads them: ZEN models run in the ZEN engine, DMN by a small evaluator of this file.

What is expected is what kring itself makes of the same input, which the oracle and the cases check elsewhere.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from random import Random
from typing import Any, Protocol

import framework_oracle as oracle
import pytest
import zen

import kring
from kring.framework import Framework

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"  # the namespace of DMN 1.3

LARGEST = 2000  # inputs of one judgement that are all tried
SAMPLE = 300


def variable(name: str) -> str:
    """The name that an export gives an input or judgement."""
    return name.replace("-", "_")


# --- The models, each as what it makes of a context ------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """What an export says of one judgement."""

    outcome: str
    rules: str  # joined by |
    possible: frozenset[str] | None  # None where the export does not say


class Model(Protocol):
    def evaluate(self, context: Mapping[str, str]) -> dict[str, Shown]:
        """Every judgement, by the name of its variable."""


class ZenModel:
    """The export to ZEN in the ZEN engine."""

    def __init__(self, rules: Framework) -> None:
        self.names = [variable(judgement) for judgement in rules.judgements]
        self.decision = zen.ZenEngine().create_decision(rules.to_zen())
        self.decision.validate()

    def evaluate(self, context: Mapping[str, str]) -> dict[str, Shown]:
        found = self.decision.evaluate(dict(context))["result"]
        return {
            name: Shown(
                outcome=found[name],
                rules=found[f"{name}_rule"],
                possible=frozenset(filter(None, found[f"{name}_possible"].split("|"))),
            )
            for name in self.names
        }


@dataclass(frozen=True)
class DmnRow:
    entries: tuple[frozenset[str] | None, ...]  # None is what anything fits
    outcome: str
    rules: str

    def fits(self, values: tuple[str, ...]) -> bool:
        return all(entry is None or value in entry for entry, value in zip(self.entries, values, strict=True))


@dataclass(frozen=True)
class DmnTable:
    inputs: tuple[str, ...]
    rows: tuple[DmnRow, ...]

    @cached_property
    def fitting(self) -> dict[tuple[str, ...], list[DmnRow]]:
        return {}

    def rows_for(self, values: tuple[str, ...]) -> list[DmnRow]:
        """The rows that fit, kept for the next time."""
        if values not in self.fitting:
            self.fitting[values] = [row for row in self.rows if row.fits(values)]
        return self.fitting[values]


def text_of(element: ET.Element, path: str) -> str:
    found = element.find("/".join(DMN + step for step in path.split("/")))
    assert found is not None, path
    return found.text or ""


def words_of(entry: str) -> frozenset[str] | None:
    """A unary test: - for anything, or a list of texts."""
    return None if entry == "-" else frozenset(json.loads(f"[{entry}]"))


def read_table(decision: ET.Element) -> DmnTable:
    table = decision.find(DMN + "decisionTable")
    assert table is not None and table.get("hitPolicy") == "UNIQUE"
    rows = []
    for rule in table.findall(DMN + "rule"):
        entries = [words_of(text_of(entry, "text")) for entry in rule.findall(DMN + "inputEntry")]
        outcome = json.loads(text_of(rule, "outputEntry/text"))
        # The annotation gives the ids of the rules, then why.
        rules = text_of(rule, "annotationEntry/text").partition(":")[0]
        rows.append(DmnRow(tuple(entries), outcome, rules))
    inputs = [text_of(one, "inputExpression/text") for one in table.findall(DMN + "input")]
    assert all(len(row.entries) == len(inputs) for row in rows)
    return DmnTable(tuple(inputs), tuple(rows))


class DmnModel:
    """The export to DMN, its tables read as the standard says: the one row that fits gives the outcome."""

    def __init__(self, rules: Framework) -> None:
        self.root = ET.fromstring(rules.to_dmn().encode())
        self.tables = {str(one.get("name")): read_table(one) for one in self.root.findall(DMN + "decision")}

    def evaluate(self, context: Mapping[str, str]) -> dict[str, Shown]:
        known = dict(context)
        found: dict[str, Shown] = {}
        for name, table in self.tables.items():
            values = tuple(known[one] for one in table.inputs)
            rows = table.rows_for(values)
            assert len(rows) == 1, f"{name}: {len(rows)} rows fit {values}"
            known[name] = rows[0].outcome
            found[name] = Shown(rows[0].outcome, rows[0].rules, None)
        return found


MODELS: dict[str, Callable[[Framework], Model]] = {"ZEN": ZenModel, "DMN": DmnModel}
KINDS = pytest.mark.parametrize("kind", MODELS)


# --- The inputs of a framework ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """What kring and an export are given, and what kring makes of it."""

    context: Mapping[str, str]
    judged: Mapping[str, Shown]  # by the name of the variable
    as_sets: frozenset[str]  # judgements, as variables, that are known as some of the levels they can come to


class Space:
    """The inputs of a framework of the catalogue."""

    def __init__(self, rules: Framework) -> None:
        self.rules = rules
        self.judgements: dict[str, dict[str, Any]] = {one["id"]: one for one in rules.definition["judgements"]}
        self.level: dict[str, Any] = {"level": levels[0]} if (levels := rules.definition["levels"]) else {}
        # For each standard and indicator its symbols, each with what to give.
        self.leaves = {one["id"]: self.symbols(one) for one in rules.definition["inputs"]}

    def symbols(self, definition: Mapping[str, Any]) -> dict[str, Any]:
        if definition["kind"] == "indicator":
            return self.counts(definition["id"]) | {"unknown": "missing"}
        scale = next(one for one in self.rules.definition["scales"] if one["id"] == definition["scale"])
        found = {level: level for level in scale["levels"]} | {"unknown": "missing"}
        return found | ({"not_applicable": "not_applicable"} if definition["may_be_not_applicable"] else {})

    def counts(self, indicator: str) -> dict[str, Any]:
        """Counts of 10,000 at which the indicator stands at each level: those on a norm, and nearly nobody and all."""
        norms = [norm for norm in self.rules.definition["norms"] if norm["indicator"] == indicator]
        found: dict[str, Any] = {}
        for numerator in [1, *(round(norm["threshold"] * 100) for norm in norms), 9999]:
            given = {indicator: (numerator, 10_000)}
            shown = self.rules.judge_one(given | self.level).data["inputs"]
            (level,) = next(one["levels"] for one in shown if one["input"] == indicator)
            found.setdefault(level, given[indicator])
        return found

    def trial(self, symbols: Mapping[str, str]) -> Trial:
        """The input in which standards and indicators show these symbols; those left out are unknown."""
        return self._trial(tuple(symbols.get(name, "unknown") for name in self.leaves))

    @cache  # noqa: B019 - a space lives as long as the tests do
    def _trial(self, of_leaves: tuple[str, ...]) -> Trial:
        shown = dict(zip(self.leaves, of_leaves, strict=True))
        given = {name: self.leaves[name][symbol] for name, symbol in shown.items()} | self.level
        judged = {}
        as_sets = set()
        for one in self.rules.judge_one(given).data["judgements"]:
            name = variable(one["judgement"])
            rules = "|".join(rule["rule"] for rule in one["rules"])
            judged[name] = Shown(one["outcome"], rules, frozenset(one["possible"]))
            if one["outcome"] == "undetermined" and set(one["possible"]) != self.outcomes(one["judgement"]):
                as_sets.add(name)
        return Trial({variable(name): symbol for name, symbol in shown.items()}, judged, frozenset(as_sets))

    def outcomes(self, judgement: str) -> set[str]:
        """The levels a judgement can come to; every rule of the catalogue is reached."""
        outcomes = {rule["outcome"] for rule in self.judgements[judgement]["rules"]}
        return outcomes - {"undetermined", "not_applicable"}

    @cache  # noqa: B019
    def witnesses(self, judgement: str) -> dict[str, dict[str, str]]:
        """For each outcome of a judgement symbols that give it; undetermined where it can be all it can come to."""
        found: dict[str, dict[str, str]] = {}
        for symbols in self.whole(judgement):
            trial = self.trial(symbols)
            if variable(judgement) not in trial.as_sets:
                found.setdefault(trial.judged[variable(judgement)].outcome, symbols)
        return found

    def whole(self, judgement: str) -> Iterator[dict[str, str]]:
        """Every input of a judgement, as symbols of standards and indicators."""
        choices = [
            list(self.witnesses(one).values())
            if one in self.judgements
            else [{one: symbol} for symbol in self.leaves[one]]
            for one in self.judgements[judgement]["inputs"]
        ]
        for combination in product(*choices):
            yield {name: symbol for part in combination for name, symbol in part.items()}

    def size(self, judgement: str) -> int:
        return int(self.rules.verify().checked[judgement]["inputs"])

    def sample(self, number: int, seed: int) -> Iterator[dict[str, str]]:
        """Inputs drawn at random, half of the symbols that of the first, so that nested outcomes vary."""
        random = Random(seed)
        for _ in range(number):
            usual = random.randrange(2)
            yield {
                name: list(symbols)[min(usual, len(symbols) - 1)]
                if random.random() < 0.7
                else random.choice(list(symbols))
                for name, symbols in self.leaves.items()
            }


@cache
def space(framework_id: str) -> Space:
    return Space(kring.catalog.framework(framework_id))


@cache
def trials(framework_id: str, judgement: str) -> list[Trial]:
    """Every input of a judgement, or some of them where there are many."""
    here = space(framework_id)
    found = list(here.whole(judgement))
    assert len(found) == here.size(judgement)
    chosen = found if len(found) <= LARGEST else Random(1).sample(found, LARGEST)
    return [here.trial(symbols) for symbols in chosen]


def assert_same(shown: Shown, judged: Shown, about: Any) -> None:
    assert (shown.outcome, shown.rules) == (judged.outcome, judged.rules), about
    assert shown.possible is None or shown.possible == judged.possible, about


# --- Both exports ----------------------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("framework_id", kring.catalog.frameworks())
def test_the_export_of_a_framework_agrees_on_every_input_of_every_judgement(framework_id: str, kind: str) -> None:
    model = MODELS[kind](space(framework_id).rules)
    for judgement in space(framework_id).judgements:
        for trial in trials(framework_id, judgement):
            name = variable(judgement)
            assert_same(model.evaluate(trial.context)[name], trial.judged[name], trial.context)


@KINDS
@pytest.mark.parametrize("framework_id", kring.catalog.frameworks())
def test_the_export_never_contradicts_what_is_known_as_a_set_of_levels(framework_id: str, kind: str) -> None:
    here = space(framework_id)
    model = MODELS[kind](here.rules)
    rests_on = {variable(one): {variable(i) for i in row["inputs"]} for one, row in here.judgements.items()}
    for symbols in here.sample(SAMPLE, seed=2024):
        trial = here.trial(symbols)
        less_known = set(trial.as_sets)  # judgements that the export may take for less known than they are
        for name, shown in model.evaluate(trial.context).items():
            judged = trial.judged[name]
            if not rests_on[name] & less_known:
                assert_same(shown, judged, trial.context)
            elif shown.outcome != "undetermined":
                assert shown.outcome == judged.outcome, trial.context
            else:
                less_known.add(name)
                assert shown.possible is None or (judged.possible or frozenset()) <= shown.possible, trial.context


def test_the_whole_space_of_study_success_is_four_four_and_three_symbols() -> None:
    here = space("studiesucces-2024")
    assert [len(symbols) for symbols in here.leaves.values()] == [4, 4, 3]
    assert len(trials("studiesucces-2024", "study_success")) == 4 * 4 * 3


@KINDS
def test_the_export_of_frameworks_drawn_at_random_agrees_on_every_input(kind: str) -> None:
    tried = 0
    for seed in range(60):
        framework = oracle.random_framework(Random(seed))
        if len(framework["judgement"]) > 1:
            continue
        rules = kring.framework.read(oracle.to_toml(framework))
        model = MODELS[kind](rules)
        for symbols in oracle.all_inputs(framework, "whole"):
            given = {one: "missing" if symbol == "unknown" else symbol for one, symbol in symbols.items()}
            judged = rules.judge_one(given)
            expected = Shown(judged.outcome, "|".join(judged.rules), frozenset(judged.possible))
            others = dict.fromkeys(rules.inputs, "unknown")
            assert_same(model.evaluate(others | symbols)["whole"], expected, f"seed {seed}, {symbols}")
        tried += 1
    assert tried >= 30


# --- Names that mean something to the other side ---------------------------------------------------------------------


def with_names(first: str, second: str, judgement: str) -> Framework:
    """High where the first standard is high and the second low, else low; a later judgement says the same once more."""

    def row(name: str) -> dict[str, Any]:
        return {"id": name, "name_en": name, "name_nl": name, "scale": "two"}

    rules = [
        {"id": "high", "when": {"is": {first: "high", second: "low"}}, "outcome": "high"},
        {"id": "low", "otherwise": True, "outcome": "low"},
    ]
    head = {"format": 1, "id": "names", "version": "1", "name_en": "names", "name_nl": "namen"}
    framework: oracle.Framework = head | {
        "status": "proposal",
        "source": "made up",
        "scale": [{"id": "two", "levels": ["low", "high"]}],
        "standard": [row(first), row(second)],
        "judgement": [
            row(judgement) | {"inputs": [first, second], "rule": rules},
            row("later") | {"inputs": [judgement, first, second], "rule": rules},
        ],
    }
    return kring.framework.read(oracle.to_toml(framework))


@pytest.mark.parametrize(
    ("first", "second", "judgement"),
    [
        ("self-evaluation", "staff-training", "whole-quality"),
        pytest.param("a-b", "a_b", "whole", id="names that differ by a hyphen alone"),
        pytest.param("1a", "2b", "whole", id="names that start with a digit"),
        pytest.param("and", "or", "whole", id="words that join"),
        pytest.param("in", "not", "whole", id="words that test"),
        pytest.param("true", "null", "whole", id="words that are values"),
        pytest.param("if", "for", "max", id="words that call"),
        pytest.param("outcome", "possible", "whole", id="columns of the outcome"),
        pytest.param("a", "rule", "whole", id="the column of the rule"),
        pytest.param("a", "b", "input", id="the node before"),
        pytest.param("a", "b", "output", id="the node after"),
        pytest.param("whole_rule", "whole_possible", "whole", id="what a judgement adds"),
    ],
)
def test_a_name_that_means_something_in_zen_is_refused_or_does_no_harm(first: str, second: str, judgement: str) -> None:
    try:
        rules = with_names(first, second, judgement)
        decision = zen.ZenEngine().create_decision(rules.to_zen())
    except kring.InvalidRule:
        return
    for of_first, of_second in product(["low", "high", "unknown"], repeat=2):
        given = {first: of_first.replace("unknown", "missing"), second: of_second.replace("unknown", "missing")}
        try:
            found = decision.evaluate({variable(first): of_first, variable(second): of_second})["result"]
        except RuntimeError:  # its message is a page of stack frames
            found = {}
        outcomes = {variable(name): outcome for name, outcome in rules.judge_one(given).outcomes.items()}
        assert {name: found.get(name) for name in outcomes} == outcomes, (of_first, of_second)


# --- DMN as a document -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("framework_id", kring.catalog.frameworks())
def test_the_dmn_is_version_1_3_and_refers_to_what_it_holds(framework_id: str) -> None:
    rules = kring.catalog.framework(framework_id)
    root = DmnModel(rules).root
    assert root.tag == DMN + "definitions"
    assert all(element.tag.startswith(DMN) for element in root.iter())
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(set(ids)) == len(ids)
    data = {f"#{one.get('id')}": one.get("name") for one in root.findall(DMN + "inputData")}
    decisions = {f"#{one.get('id')}": one.get("name") for one in root.findall(DMN + "decision")}
    assert list(data.values()) == [variable(one) for one in rules.inputs]
    assert list(decisions.values()) == [variable(one) for one in rules.judgements]
    for one in [*root.findall(DMN + "inputData"), *root.findall(DMN + "decision")]:
        named = one.find(DMN + "variable")
        assert named is not None and named.get("name") == one.get("name")
    for judgement, decision in zip(rules.definition["judgements"], root.findall(DMN + "decision"), strict=True):
        required = []
        for requirement in decision.findall(DMN + "informationRequirement"):
            (to,) = requirement
            known = {DMN + "requiredInput": data, DMN + "requiredDecision": decisions}[to.tag]
            required.append(known[str(to.get("href"))])
        assert required == [variable(one) for one in judgement["inputs"]]
        assert list(read_table(decision).inputs) == required


@pytest.mark.parametrize("framework_id", kring.catalog.frameworks())
def test_every_row_of_the_dmn_fits_some_input_and_no_two_rows_fit_one(framework_id: str) -> None:
    here = space(framework_id)
    tables = DmnModel(here.rules).tables
    for judgement, definition in here.judgements.items():
        table = tables[variable(judgement)]
        symbols = [
            [*here.outcomes(one), "undetermined"] if one in here.judgements else list(here.leaves[one])
            for one in definition["inputs"]
        ]
        fitting = [table.rows_for(values) for values in product(*symbols)]
        assert {len(rows) for rows in fitting} == {1}
        assert {rows[0] for rows in fitting} == set(table.rows)


def test_names_that_differ_by_a_hyphen_alone_are_two_in_dmn_or_refused() -> None:
    try:
        root = DmnModel(with_names("a-b", "a_b", "whole")).root
    except kring.InvalidRule:
        return
    names = [one.get("name") for one in root.findall(DMN + "inputData")]
    ids = [one.get("id") for one in root.iter() if one.get("id") is not None]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)


def test_what_xml_reserves_is_escaped() -> None:
    framework = oracle.random_framework(Random(3))
    framework["source"] = 'a "source" of <rules> & more'
    rules = kring.framework.read(oracle.to_toml(framework))
    root = DmnModel(rules).root
    assert root.get("name") == framework["name_en"] == 'a "random" framework'
    assert framework["source"] in text_of(root, "description")
    assert re.match(r"<\?xml version=\"1\.0\" encoding=\"UTF-8\"\?>", rules.to_dmn())
