# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The oracle for frameworks against examples worked out by hand, published decision tables and slower ways to count."""

from __future__ import annotations

import copy
import datetime
import json
import tomllib
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from framework_oracle import (
    NOT_APPLICABLE,
    UNDETERMINED,
    UNKNOWN,
    ConflictingRulesError,
    Result,
    Situation,
    all_inputs,
    could_be,
    decide,
    domain,
    evaluate,
    framework_of_table,
    is_unknown,
    judge,
    judgement_of,
    level_of,
    load,
    random_framework,
    scale_of,
    symbols_of,
    to_toml,
    verify,
)

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT.parent / "shared" / "oracles" / "monotone-decision-table" / "tables.json"

STUDY_SUCCESS = """
levels = ["2", "3"]
levels_without_judgement = ["1"]
scale = [{ id = "with_high", levels = ["insufficient", "sufficient", "high"] }]
indicator = [
  { id = "annual_result", scale = "with_high", minimum_denominator = 12 },
  { id = "diploma_result", scale = "with_high" },
  { id = "starters_result", scale = "with_high", suppress_extremes = true },
]

[groups]
three = ["annual_result", "diploma_result", "starters_result"]

[[norm]]
indicator = "annual_result"
level = "2"
reaches = "sufficient"
threshold = 66
direction = "higher"
valid_from = "2021/22"
valid_to = "2022/23"

[[norm]]
indicator = "annual_result"
level = "2"
reaches = "sufficient"
threshold = 67
direction = "higher"
valid_from = 2023-08-01
valid_to = 2028-07-31

[[norm]]
indicator = "annual_result"
level = "3"
reaches = "high"
threshold = 75
direction = "higher"

[[norm]]
indicator = "diploma_result"
reaches = "sufficient"
threshold = 61.55
direction = "higher"

[[norm]]
indicator = "diploma_result"
reaches = "high"
threshold = 70
direction = "higher"

[[norm]]
indicator = "starters_result"
reaches = "sufficient"
threshold = 20.5
direction = "lower"

[[judgement]]
id = "study_success"
scale = "with_high"
inputs = ["annual_result", "diploma_result", "starters_result"]

[[judgement.rule]]
id = "too_little_known"
when = { unknown_at_least = 2, of = "three" }
outcome = "undetermined"

[[judgement.rule]]
id = "provisional"
when = [{ unknown_exactly = 1, of = "three" }, { at_least = 2, of = "three", level = "sufficient" }]
outcome = "sufficient"
may_change = true

[[judgement.rule]]
id = "high"
when = [
  { all = ["annual_result", "diploma_result", "starters_result"], level = "sufficient" },
  { any = ["annual_result", "diploma_result"], level = "high" },
]
outcome = "high"

[[judgement.rule]]
id = "sufficient"
when = { at_least = 2, of = "three", level = "sufficient" }
outcome = "sufficient"

[[judgement.rule]]
id = "insufficient"
otherwise = true
outcome = "insufficient"
"""

LOW_HIGH = {"id": "low_high", "levels": ["low", "high"]}


@pytest.fixture
def study_success() -> dict[str, Any]:
    return tomllib.loads(STUDY_SUCCESS)


def small(rules: list[dict[str, Any]], standards: str = "a", **judgement: Any) -> dict[str, Any]:
    """One judgement on standards with the levels low and high; a standard in capitals may be not applicable."""
    rows = [
        {"id": letter.lower(), "scale": "low_high", "may_be_not_applicable": letter.isupper()} for letter in standards
    ]
    rules = [{"id": f"rule_{place}"} | rule for place, rule in enumerate(rules, start=1)]
    whole = {"id": "whole", "scale": "low_high", "inputs": [row["id"] for row in rows], "rule": rules} | judgement
    return {"scale": [copy.deepcopy(LOW_HIGH)], "standard": rows, "judgement": [whole]}


def three(annual: Any, diploma: Any, starters: Any) -> dict[str, Any]:
    return {"annual_result": annual, "diploma_result": diploma, "starters_result": starters}


def only(outcome: str, *rules: str) -> Result:
    return Result(outcome, (outcome,), frozenset(rules))


LOW, MIDDLE, HIGH = "insufficient", "sufficient", "high"


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [
        (three(MIDDLE, MIDDLE, MIDDLE), only(MIDDLE, "sufficient")),
        (three(HIGH, MIDDLE, MIDDLE), only(HIGH, "high")),
        (three(HIGH, HIGH, LOW), only(MIDDLE, "sufficient")),
        (three(LOW, HIGH, LOW), only(LOW, "insufficient")),
        # Two unknown: what the later rules would give, with the third one sufficient and insufficient.
        (
            three(MIDDLE, UNKNOWN, UNKNOWN),
            Result(UNDETERMINED, (LOW, MIDDLE, HIGH), frozenset(["too_little_known"])),
        ),
        (three(LOW, UNKNOWN, UNKNOWN), Result(UNDETERMINED, (LOW, MIDDLE), frozenset(["too_little_known"]))),
        # One unknown.
        (three(MIDDLE, HIGH, UNKNOWN), only(MIDDLE, "provisional")),
        (three(MIDDLE, UNKNOWN, LOW), Result(UNDETERMINED, (LOW, MIDDLE), frozenset(["provisional", "insufficient"]))),
        (three(LOW, UNKNOWN, LOW), only(LOW, "insufficient")),
        # Sets: known enough for unknown_ conditions, unless they hold every level that can occur.
        (
            three(frozenset([MIDDLE, HIGH]), MIDDLE, MIDDLE),
            Result(UNDETERMINED, (MIDDLE, HIGH), frozenset(["sufficient", "high"])),
        ),
        (three(frozenset([LOW, MIDDLE]), MIDDLE, MIDDLE), only(MIDDLE, "sufficient")),
        (three(frozenset([LOW, MIDDLE, HIGH]), MIDDLE, MIDDLE), only(MIDDLE, "provisional")),
        (three(MIDDLE, MIDDLE, frozenset([LOW, MIDDLE])), only(MIDDLE, "provisional")),
        (three(*[NOT_APPLICABLE] * 3), Result(NOT_APPLICABLE, (), frozenset())),
        # `all` and `any` leave out what is not applicable.
        (three(HIGH, NOT_APPLICABLE, MIDDLE), only(HIGH, "high")),
    ],
)
def test_study_success_by_hand(study_success: dict[str, Any], symbols: dict[str, Any], expected: Result) -> None:
    assert evaluate(study_success, "study_success", symbols) == expected


def test_domains_are_the_levels_that_can_occur(study_success: dict[str, Any]) -> None:
    assert domain(study_success, "annual_result") == [LOW, MIDDLE, HIGH]
    assert domain(study_success, "starters_result") == [LOW, MIDDLE]
    rules = study_success["judgement"][0]["rule"]
    assert domain(study_success, "study_success") == [LOW, MIDDLE, HIGH]
    del rules[2]
    assert domain(study_success, "study_success") == [LOW, MIDDLE]
    study_success["judgement"][0] |= {"hit": "count", "rule": [{"id": "one", "when": {"is": {"annual_result": HIGH}}}]}
    assert domain(study_success, "study_success") == [LOW, MIDDLE, HIGH]


@pytest.mark.parametrize(
    ("indicator", "counts", "education_level", "day", "expected"),
    [
        ("annual_result", (67, 100), "2", "2024-07-31", MIDDLE),
        ("annual_result", (669, 1000), "2", "2024-07-31", LOW),
        ("annual_result", (66, 100), "2", "2023-07-31", MIDDLE),
        ("annual_result", (66, 100), "2", None, LOW),
        ("annual_result", (100, 100), 2, None, MIDDLE),
        ("annual_result", (74, 100), "3", None, LOW),
        ("annual_result", (75, 100), 3, None, HIGH),
        ("annual_result", (11, 11), "2", None, "too_few"),
        ("annual_result", (12, 12), "2", None, MIDDLE),
        ("diploma_result", (0, 0), "2", None, "too_few"),
        ("diploma_result", (1231, 2000), "2", None, MIDDLE),
        ("diploma_result", (1230, 2000), "2", None, LOW),
        ("diploma_result", (7, 10), "2", None, HIGH),
        ("starters_result", (41, 200), "2", None, MIDDLE),
        ("starters_result", (42, 200), "2", None, LOW),
        ("starters_result", (0, 200), "2", None, "suppressed"),
        ("starters_result", (200, 200), "2", None, "suppressed"),
    ],
)
def test_levels_from_counts(
    study_success: dict[str, Any],
    indicator: str,
    counts: tuple[int, int],
    education_level: str | int,
    day: str | None,
    expected: str,
) -> None:
    asked = None if day is None else datetime.date.fromisoformat(day)
    assert level_of(study_success, indicator, *counts, education_level, asked) == expected


def test_a_day_without_a_norm_is_refused(study_success: dict[str, Any]) -> None:
    for day in ("2021-07-31", "2028-08-01"):
        with pytest.raises(ValueError, match="2023-08-01 to 2028-07-31"):
            level_of(study_success, "annual_result", 50, 100, "2", datetime.date.fromisoformat(day))


def test_judges_a_unit_from_counts_and_states(study_success: dict[str, Any]) -> None:
    def outcome(**given: Any) -> Result:
        return judge(study_success, given)["study_success"]

    sufficient = {"annual_result": [80, 100], "diploma_result": [65, 100]}
    assert outcome(level=2, **sufficient, starters_result=[10, 100]) == only(MIDDLE, "sufficient")
    assert outcome(level="2", **sufficient) == only(MIDDLE, "provisional")
    assert outcome(level="2", **sufficient, starters_result=[0, 100]) == only(MIDDLE, "provisional")
    assert outcome(level="2", diploma_result="too_few", starters_result="incomplete_window").outcome == UNDETERMINED
    assert outcome(level=1, **sufficient) == Result(NOT_APPLICABLE, (), frozenset())
    with pytest.raises(ValueError, match="diploma_result"):
        outcome(level="2", diploma_result="not_applicable")


def test_a_judgement_enters_another_as_a_level_a_set_or_not_applicable() -> None:
    levels = ["low", "middle", "high"]
    framework: dict[str, Any] = {
        "scale": [{"id": "three", "levels": levels}],
        "standard": [{"id": one, "scale": "three", "may_be_not_applicable": True} for one in "ab"],
        "judgement": [
            {
                "id": "part",
                "scale": "three",
                "inputs": ["a"],
                "rule": [{"id": level, "when": {"is": {"a": level}}, "outcome": level} for level in levels],
            },
            {
                "id": "whole",
                "scale": "three",
                "inputs": ["part", "b"],
                "rule": [
                    {"id": "unknown", "when": {"unknown_at_least": 1, "of": ["part"]}, "outcome": "low"},
                    {"id": "part_is_fine", "when": {"any": ["part"], "level": "middle"}, "outcome": "high"},
                    {"id": "rest", "otherwise": True, "outcome": "middle"},
                ],
            },
        ],
    }

    def whole(a: str) -> Result:
        return judge(framework, {"a": a, "b": "high"})["whole"]

    assert whole("high") == only("high", "part_is_fine")
    assert whole("middle|high") == only("high", "part_is_fine")
    assert whole("low|middle") == Result(UNDETERMINED, ("middle", "high"), frozenset(["rest", "part_is_fine"]))
    assert whole("low|middle|high") == whole("not_examined") == only("low", "unknown")
    assert whole("not_applicable") == only("middle", "rest")
    assert symbols_of(framework, "whole")["part"] == [*levels, UNKNOWN, NOT_APPLICABLE]
    assert judge(framework, {"a": "not_applicable", "b": "not_applicable"})["whole"].outcome == NOT_APPLICABLE


def test_count_gives_the_level_with_the_number_of_rules_that_hold() -> None:
    high = [{"when": {"is": {one: "high"}}} for one in "ab"]
    framework = small(high, "ab", hit="count")
    framework["scale"][0]["levels"] = ["low", "high", "highest"]
    assert evaluate(framework, "whole", {"a": "low", "b": "low"}) == only("low")
    assert evaluate(framework, "whole", {"a": "low", "b": "high"}) == only("high", "rule_2")
    assert evaluate(framework, "whole", {"a": "high", "b": "high"}) == only("highest", "rule_1", "rule_2")
    assert evaluate(framework, "whole", {"a": "high", "b": UNKNOWN}).possible == ("high", "highest")


def test_an_input_that_no_rule_covers_stays_undetermined() -> None:
    framework = small([{"when": {"is": {"a": "high"}}, "outcome": "high"}])
    assert evaluate(framework, "whole", {"a": "low"}) == Result(UNDETERMINED, (), frozenset(), True)
    assert evaluate(framework, "whole", {"a": UNKNOWN}) == Result(UNDETERMINED, ("high",), frozenset(["rule_1"]), True)
    assert verify(framework, "whole")["uncovered"] == 1


def test_a_judgement_without_possible_levels_enters_another_as_unknown() -> None:
    framework = small([{"when": {"unknown_exactly": 1, "of": ["part"]}, "outcome": "high"}], inputs=["part"])
    rules = [{"id": "high", "when": {"is": {"a": "high"}}, "outcome": "high"}]
    framework["judgement"].insert(0, {"id": "part", "scale": "low_high", "inputs": ["a"], "rule": rules})
    results = judge(framework, {"a": "low"})
    assert list(results) == ["part", "whole"]
    assert results["part"] == Result(UNDETERMINED, (), frozenset(), True)
    assert results["whole"] == only("high", "rule_1")


def test_a_rule_may_find_a_judgement_not_applicable() -> None:
    framework = small([{"when": {"is": {"a": "low"}}, "outcome": "not_applicable"}, {"otherwise": True}], "ab")
    framework["judgement"][0]["rule"][1]["outcome"] = "high"
    expected = Result(NOT_APPLICABLE, (), frozenset(["rule_1"]))
    assert evaluate(framework, "whole", {"a": "low", "b": UNKNOWN}) == expected
    mixed = Result(UNDETERMINED, ("high",), frozenset(["rule_1", "rule_2"]))
    assert evaluate(framework, "whole", {"a": UNKNOWN, "b": "low"}) == mixed


def test_unique_and_any_refuse_what_they_do_not_allow() -> None:
    rules = [{"when": {"is": {one: "high"}}, "outcome": "high"} for one in "ab"]
    both = {"a": "high", "b": "high"}
    assert evaluate(small(rules, "ab", hit="any"), "whole", both) == only("high", "rule_1", "rule_2")
    with pytest.raises(ConflictingRulesError, match="together"):
        evaluate(small(rules, "ab", hit="unique"), "whole", both)
    rules[1]["outcome"] = "low"
    with pytest.raises(ConflictingRulesError, match="differ"):
        evaluate(small(rules, "ab", hit="any"), "whole", both)
    assert evaluate(small(rules, "ab", hit="unique"), "whole", {"a": "high", "b": "low"}) == only("high", "rule_1")


GOOD = {"level": "good"}
ABC = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        # On the levels poor, fair, good: which of these hold it: (1) good good poor, (2) fair fair fair,
        # (3) good and two not applicable, (4) none applicable.
        ({"at_least": 2, "of": ABC} | GOOD, [1]),
        ({"at_most": 1, "of": ABC} | GOOD, [2, 3, 4]),
        ({"exactly": 1, "of": ABC} | GOOD, [3]),
        ({"all": ABC} | GOOD, [3]),
        ({"any": ABC} | GOOD, [1, 3]),
        ({"none_below": ABC, "level": "fair"}, [2, 3, 4]),
        ({"is": {"a": "good", "c": ["fair", "poor"]}}, [1]),
        ({"compensated": ABC, "level": "fair", "by": "good"}, [1, 2, 3, 4]),
        ({"compensated": ABC, "level": "good", "by": "good"}, [1, 3, 4]),
        ({"compensated": ABC, "level": "fair", "by": "good", "floor": "fair"}, [2, 3, 4]),
        ({"compensated": ABC, "level": "fair", "by": "good", "at_most": 0}, [2, 3, 4]),
        ({"limited": ABC, "level": "good", "provided": {"b": ["fair", "good"]}}, [1, 2]),
        ({"limited": ABC, "level": "good", "provided": {"b": ["fair", "good"]}, "at_most": 1}, [1]),
        ({"limited": ABC, "level": "good", "provided": {"b": "fair"}}, [2]),
        ({"limited": ABC, "level": "poor", "provided": {"b": ["fair", "good"]}}, []),
        ({"not": {"any": ABC} | GOOD}, [2, 4]),
        ({"either": [{"all": ABC} | GOOD, {"is": {"a": "fair"}}]}, [2, 3]),
        ({"both": [{"any": ABC} | GOOD, {"is": {"c": "poor"}}]}, [1]),
        ({"unknown_at_most": 0, "of": ABC}, [1, 2, 3, 4]),
    ],
)
def test_conditions_by_hand(condition: dict[str, Any], held: list[int]) -> None:
    framework = small([{"when": condition, "outcome": "high"}, {"otherwise": True, "outcome": "low"}], "ABCd")
    framework["scale"].append({"id": "three", "levels": ["poor", "fair", "good"]})
    for standard in framework["standard"][:3]:
        standard["scale"] = "three"
    found = []
    for number, levels in enumerate(["good good poor", "fair fair fair", "good - -", "- - -"], start=1):
        abc = [NOT_APPLICABLE if level == "-" else level for level in levels.split()]
        # d is applicable, so that the rules are tried.
        symbols = dict(zip("abcd", [*abc, "low"], strict=True))
        if evaluate(framework, "whole", symbols).outcome == "high":
            found.append(number)
    assert found == held


def test_levels_count_on_the_scale_of_each_member() -> None:
    framework = small([{"when": {"all": ["a", "b"], "level": "high"}, "outcome": "high"}], "ab")
    framework["scale"].append({"id": "other", "levels": ["high", "higher"]})
    framework["standard"][1]["scale"] = "other"
    assert evaluate(framework, "whole", {"a": "high", "b": "high"}) == only("high", "rule_1")


def test_what_was_settled_may_be_contradicted_only_where_the_rule_says_so() -> None:
    provisional: dict[str, Any] = {"when": {"unknown_exactly": 1, "of": ["a"]}, "outcome": "high"}
    rules: list[dict[str, Any]] = [
        provisional,
        {"when": {"is": {"a": "high"}}, "outcome": "high"},
        {"otherwise": True, "outcome": "low"},
    ]
    sound: dict[str, Any] = {
        "uncovered": 0,
        "unreachable": set(),
        "monotonicity_violations": 0,
        "comparable_pairs": 1,
        "contradictions": 0,
        "without_effect": set(),
        "empty_scores": 0,
    }
    assert verify(small([provisional | {"may_change": True}, *rules[1:]]), "whole") == sound
    assert verify(small(rules), "whole") == sound | {"contradictions": 1}
    # The other way round the better input comes out worse, and it is high that contradicts.
    rules = [provisional, rules[1] | {"outcome": "low"}, rules[2] | {"outcome": "high"}]
    assert verify(small(rules), "whole") == sound | {"contradictions": 1, "monotonicity_violations": 1}


def test_finds_rules_and_inputs_that_do_nothing_and_scores_of_nothing() -> None:
    rules: list[dict[str, Any]] = [
        {"when": {"none_below": ["a"], "level": "high"}, "outcome": "high"},
        {"otherwise": True, "outcome": "low"},
        {"when": {"is": {"b": "high"}}, "outcome": "high"},
    ]
    found = verify(small(rules, "Ab"), "whole")
    assert len(list(all_inputs(small(rules, "Ab"), "whole"))) == 4 * 3
    assert found["unreachable"] == {"rule_3"}
    assert found["without_effect"] == {"b"}
    # a not applicable, b low, high or unknown.
    assert found["empty_scores"] == 3
    # Of a and b known there are 3 * 3 - 4 pairs; with a not applicable 1.
    assert found["comparable_pairs"] == 6


def test_verifies_study_success(study_success: dict[str, Any]) -> None:
    assert verify(study_success, "study_success") == {
        "uncovered": 0,
        "unreachable": set(),
        "monotonicity_violations": 0,
        # Ordered pairs of three, three and two levels: 6 * 6 * 3, less the 18 of an input with itself.
        "comparable_pairs": 90,
        "contradictions": 0,
        "without_effect": set(),
        "empty_scores": 0,
    }


def tables() -> list[Any]:
    if not TABLES.is_file():
        missing = pytest.mark.skip(reason=f"the published decision tables are not at {TABLES}")
        return [pytest.param(None, marks=missing, id="published tables")]
    return [pytest.param(table, id=table["table"]) for table in json.loads(TABLES.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("table", tables())
def test_published_decision_tables(table: dict[str, Any]) -> None:
    framework, expected = framework_of_table(table), table["expected"]
    found = verify(framework, "outcome")
    assert found["comparable_pairs"] == expected["comparable_pairs"]
    assert found["monotonicity_violations"] == expected["monotonicity_violations"] == 0
    assert found["uncovered"] == 0 and expected["complete"]
    assert sorted(found["without_effect"]) == expected["criteria_without_effect"]
    assert not found["unreachable"] and not found["contradictions"] and not found["empty_scores"]

    framework["judgement"][0]["rule"][0]["outcome"] = scale_of(framework, "outcome")[-1]
    raised = verify(framework, "outcome")
    assert raised["comparable_pairs"] == expected["comparable_pairs"]
    assert raised["monotonicity_violations"] == expected["violations_after_setting_first_row_outcome_to_top"]
    assert tomllib.loads(to_toml(framework)) == framework


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_random_frameworks_survive_being_written(start: int) -> None:
    for seed in range(start, start + 50):
        framework = random_framework(Random(seed))
        assert tomllib.loads(to_toml(framework)) == framework
        assert framework == random_framework(Random(seed))


def test_writes_what_a_file_can_hold(study_success: dict[str, Any], tmp_path: Path) -> None:
    awkward = {"note_en": 'a "quote", a \\, a\ttab,\na line, \x7f and é', "groups": {"in dots . and words": ["a"]}}
    path = tmp_path / "framework.toml"
    path.write_text(to_toml(study_success | awkward), encoding="utf-8")
    assert load(path) == study_success | awkward


def test_kept_decisions_are_those_made_afresh() -> None:
    for seed in range(40):
        framework = random_framework(Random(seed))
        for judgement in framework["judgement"]:
            inputs, scale = judgement["inputs"], scale_of(framework, judgement["id"])
            scales = {one: scale_of(framework, one) for one in inputs}
            trials = list(all_inputs(framework, judgement["id"]))
            kept: dict[Any, Any] = {}
            for symbols in Random(seed).sample(trials, min(len(trials), 50)):
                result = evaluate(framework, judgement["id"], symbols, kept)
                unknown = frozenset(one for one in inputs if is_unknown(framework, one, symbols[one]))
                rules: set[str] = set()
                for levels in product(*(could_be(framework, one, symbols[one]) for one in inputs)):
                    standing = dict(zip(inputs, levels, strict=True))
                    now = Situation(standing, unknown, scales, framework.get("groups", {}))
                    if set(levels) != {NOT_APPLICABLE}:
                        rules.update(decide(judgement, scale, now).rules)
                assert result == evaluate(framework, judgement["id"], symbols)
                assert result.rules == rules


def test_comparable_pairs_are_those_of_the_definition() -> None:
    for seed in range(40):
        framework = random_framework(Random(seed))
        whole = judgement_of(framework, "whole")
        scale, inputs = scale_of(framework, "whole"), whole["inputs"]
        scales = [scale_of(framework, one) for one in inputs]
        known = [tuple(x.values()) for x in all_inputs(framework, "whole") if UNKNOWN not in x.values()]
        outcomes = {x: evaluate(framework, "whole", dict(zip(inputs, x, strict=True))).outcome for x in known}
        levels = [x for x in known if outcomes[x] in scale]

        def at_most(x: tuple[str, ...], y: tuple[str, ...], scales: list[list[str]] = scales) -> bool:
            return all(
                of_x == of_y or (NOT_APPLICABLE not in (of_x, of_y) and scale.index(of_x) <= scale.index(of_y))
                for of_x, of_y, scale in zip(x, y, scales, strict=True)
            )

        pairs = [(x, y) for x in levels for y in levels if x != y and at_most(x, y)]
        found = verify(framework, "whole")
        assert found["comparable_pairs"] == len(pairs)
        worse = [scale.index(outcomes[y]) < scale.index(outcomes[x]) for x, y in pairs]
        assert found["monotonicity_violations"] == sum(worse)
