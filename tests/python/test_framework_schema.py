# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schemas in docs: they take every framework and judgement there is, and refuse what breaks the structure."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kring

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = sorted((ROOT / "src" / "catalog" / "frameworks").glob("*.toml"))
STARTER = ROOT / "python" / "kring" / "framework" / "starter.toml"
BROKEN = sorted((ROOT / "tests" / "cases" / "broken").glob("*.toml"))
CASES = sorted((ROOT / "tests" / "cases").glob("*/cases.toml"))

# No TOML at all, so there is nothing to hold against a schema.
NO_TOML = {"day-that-is-not-there", "field-written-twice", "no-toml", "text-left-open"}

# Right in structure: what is wrong is what the rows say of each other, or a number no schema can look into.
WRONG_IN_MEANING = {
    "any-rules-that-differ",
    "at-most-larger-than-the-set",
    "bad-date",
    "compensated-by-a-lower-level",
    "condition-on-an-input-of-another-judgement",
    "count-larger-than-the-set",
    "count-with-too-few-levels",
    "floor-above-the-level",
    "group-named-as-a-standard",
    "indicator-without-norm",
    "judgement-named-as-a-standard",
    "level-not-on-the-scale",
    "level-not-on-the-scale-in-is",
    "level-not-on-the-scale-of-many",
    "level-with-and-without-judgement",
    "limited-without-recovery-term",
    "minimum-years-above-the-window",
    "names-for-some-levels",
    "no-norm-for-one-level",
    "norm-ends-before-it-begins",
    "norm-for-a-standard",
    "norm-for-an-unknown-indicator",
    "norm-for-an-unknown-level",
    "norm-for-an-unknown-level-of-education",
    "norm-for-the-lowest-level",
    "norm-level-where-there-are-none",
    "norm-without-level",
    "norms-of-lower-out-of-order",
    "norms-out-of-order",
    "norms-that-overlap",
    "norms-with-one-threshold",
    "norms-with-two-directions",
    "outcome-not-on-the-scale",
    "resting-on-a-later-judgement",
    "resting-on-itself",
    "resting-on-no-level",
    "rule-twice",
    "scale-twice",
    "standard-twice",
    "threshold-with-five-decimals",
    "threshold-with-three-decimals",
    "unique-rules-that-overlap",
    "unknown-count-larger-than-the-set",
    "unknown-group",
    "unknown-group-in-a-count",
    "unknown-input-in-a-condition",
    "unknown-input-in-a-group",
    "unknown-input-in-all",
    "unknown-input-in-is",
    "unknown-input-of-a-judgement",
    "unknown-main",
    "unknown-scale",
    "unknown-scale-of-an-indicator",
}


def schema_of(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


FRAMEWORK = Draft202012Validator(schema_of("framework"))
JUDGEMENT = Draft202012Validator(schema_of("judgement"))


def faults(validator: Draft202012Validator, instance: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(instance)]


def with_dates_as_text(value: Any) -> Any:
    """The same with every date and time in ISO 8601, since JSON has none."""
    if isinstance(value, dict):
        return {name: with_dates_as_text(one) for name, one in value.items()}
    if isinstance(value, list):
        return [with_dates_as_text(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def read(path: Path) -> Any:
    return with_dates_as_text(tomllib.loads(path.read_text(encoding="utf-8")))


def parts(value: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object within a schema, with where it stands."""
    if isinstance(value, dict):
        yield path, value
        for name, one in value.items():
            yield from parts(one, f"{path}.{name}")
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from parts(one, f"{path}[{place}]")


def condition_in(when: str) -> list[str]:
    """The faults of the starter with this condition in its first rule."""
    framework = read(STARTER)
    framework["judgement"][0]["rule"][0]["when"] = tomllib.loads(f"when = {when}")["when"]
    return faults(FRAMEWORK, framework)


both_schemas = pytest.mark.parametrize("name", ["framework", "judgement"])


@both_schemas
def test_the_schema_is_one_of_draft_2020_12(name: str) -> None:
    schema = schema_of(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@both_schemas
def test_every_property_is_described(name: str) -> None:
    silent = [
        f"{path}.{field}"
        for path, part in parts(schema_of(name))
        if part.get("type") == "object"
        for field, described in part.get("properties", {}).items()
        if not described.get("description", "").endswith(".")
    ]
    assert silent == []


@both_schemas
def test_no_object_takes_fields_that_are_not_described(name: str) -> None:
    loose = [
        path
        for path, part in parts(schema_of(name))
        if part.get("type") == "object" and part.get("additionalProperties", True) is True
    ]
    assert loose == []


@both_schemas
def test_every_definition_is_used(name: str) -> None:
    schema = schema_of(name)
    used = {part["$ref"] for _, part in parts(schema) if isinstance(part.get("$ref"), str)}
    assert used == {f"#/$defs/{definition}" for definition in schema["$defs"]}


@pytest.mark.parametrize("path", [*CATALOGUE, STARTER], ids=lambda path: path.stem)
def test_every_framework_fits_the_schema(path: Path) -> None:
    assert faults(FRAMEWORK, read(path)) == []


@pytest.mark.parametrize("path", [one for one in BROKEN if one.stem not in NO_TOML], ids=lambda path: path.stem)
def test_a_broken_structure_does_not_fit_the_schema(path: Path) -> None:
    fits = faults(FRAMEWORK, read(path)) == []
    assert fits == (path.stem in WRONG_IN_MEANING)


def test_the_lists_of_broken_files_name_files_that_are_there() -> None:
    names = {path.stem for path in BROKEN}
    assert names >= NO_TOML | WRONG_IN_MEANING
    assert len(names - NO_TOML - WRONG_IN_MEANING) >= 20


@pytest.mark.parametrize("name", sorted(NO_TOML))
def test_what_is_no_toml_is_none_for_others_either(name: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        read(ROOT / "tests" / "cases" / "broken" / f"{name}.toml")


@pytest.mark.parametrize(
    "when",
    [
        '{ at_least = 1, of = ["guidance", "work_placement"], level = "good" }',
        '{ at_most = 1, of = ["guidance", "work_placement"], level = "good" }',
        '{ exactly = 1, of = ["guidance", "work_placement"], level = "good" }',
        '{ all = ["guidance", "work_placement"], level = "good" }',
        '{ any = ["guidance", "work_placement"], level = "good" }',
        '{ none_below = ["guidance", "work_placement"], level = "good" }',
        '{ is = { guidance = "good", work_placement = ["sufficient", "good"] } }',
        '{ unknown_at_least = 1, of = ["guidance", "work_placement"] }',
        '{ unknown_at_most = 1, of = ["guidance", "work_placement"] }',
        '{ unknown_exactly = 1, of = ["guidance", "work_placement"] }',
        '{ compensated = ["guidance", "work_placement"], level = "sufficient", by = "good" }',
        '{ compensated = ["guidance", "work_placement"], level = "sufficient", by = "good", floor = "insufficient",'
        " at_most = 1 }",
        '{ not = { any = ["guidance"], level = "good" } }',
        '{ either = [{ any = ["guidance"], level = "good" }, { is = { work_placement = "good" } }] }',
        '{ both = [{ any = ["guidance"], level = "good" }, { is = { work_placement = "good" } }] }',
        '[{ any = ["guidance"], level = "good" }, { not = { is = { work_placement = "insufficient" } } }]',
    ],
)
def test_every_condition_fits_the_schema_and_is_read(when: str) -> None:
    assert condition_in(when) == []
    first = STARTER.read_text(encoding="utf-8").partition("when = [")
    rest = first[2].partition('\n]\noutcome = "good"')
    kring.framework.read(f'{first[0]}when = {when}\noutcome = "good"{rest[2]}')


@pytest.mark.parametrize(
    "when",
    [
        '{ any = ["guidance"] }',
        '{ any = ["guidance"], level = "good", of = ["guidance"] }',
        '{ any = ["guidance"], all = ["guidance"], level = "good" }',
        '{ at_least = 1, at_most = 1, of = ["guidance"], level = "good" }',
        '{ unknown_at_least = 1, of = ["guidance"], level = "good" }',
        '{ compensated = ["guidance"], level = "good", by = "good", of = ["guidance"] }',
        '{ none_bellow = ["guidance"], level = "good" }',
        "{}",
        "[]",
    ],
)
def test_the_set_of_conditions_is_closed(when: str) -> None:
    assert condition_in(when) != []


def test_a_limited_breach_fits_the_schema() -> None:
    framework = read(ROOT / "src" / "catalog" / "frameworks" / "sbb-2023.toml")
    assert [rule for one in framework["judgement"] for rule in one["rule"] if "limited" in rule.get("when", {})]
    assert faults(FRAMEWORK, framework) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_judgement_fits_the_schema(path: Path) -> None:
    cases = tomllib.loads(path.read_text(encoding="utf-8"))
    framework = kring.catalog.framework(cases["framework"])
    assert cases["case"]
    for case in cases["case"]:
        given = {name: tuple(one) if isinstance(one, list) else one for name, one in case["given"].items()}
        judgement = json.loads(framework.judge_one(given, on=case.get("on")).to_json())
        assert faults(JUDGEMENT, judgement) == [], case["name"]


def test_judgements_of_a_table_fit_the_schema() -> None:
    results = {
        "unit": ["a", "a", "b", "b", "c"],
        "level": ["2", "2", "1", "1", "3"],
        "indicator": ["annual_result", "diploma_result", "annual_result", "diploma_result", "annual_result"],
        "school_year": ["2023/24"] * 5,
        "numerator": [70, 62, 1, 2, 3],
        "denominator": [100, 100, 10, 10, 5],
    }
    judgements = kring.catalog.framework("studiesucces-2024").judge(results)
    found = json.loads(judgements.to_json())
    assert [one["unit"] for one in found] == ["a", "b", "c"]
    assert [one["school_year"] for one in found] == ["2023/24"] * 3
    for one in found:
        assert faults(JUDGEMENT, one) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kring": 1},
        {"unit": ""},
        {"on": "yesterday"},
        {"judgements": []},
        {"surprise": True},
        {"explanation": {"en": ["Because."]}},
    ],
    ids=lambda spoilt: next(iter(spoilt)),
)
def test_a_spoilt_judgement_does_not_fit_the_schema(spoilt: dict[str, Any]) -> None:
    found = kring.catalog.framework("sbb-2023").judge_one({"statutory_task": "met"})
    judgement = json.loads(found.to_json())
    assert faults(JUDGEMENT, judgement) == []
    assert faults(JUDGEMENT, judgement | spoilt) != []


def test_the_state_of_a_judgement_fits_its_outcome() -> None:
    found = json.loads(kring.catalog.framework("sbb-2023").judge_one({"statutory_task": "met"}).to_json())
    found["judgements"][0]["state"] = "undetermined"
    assert faults(JUDGEMENT, found) != []
