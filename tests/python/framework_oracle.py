# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The meaning of docs/framework-format.md once more, as plainly as possible, for tests to compare kring with.

Nothing here comes from kring. What is unknown is settled by trying every level it could have, what holds of a framework
by trying every input there is; a framework is the dict that tomllib reads.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod
from pathlib import Path
from random import Random
from typing import Any

Framework = dict[str, Any]
Condition = dict[str, Any]
Rule = dict[str, Any]
Symbol = str | frozenset[str]

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
UNDETERMINED = "undetermined"
UNKNOWN_STATES = ("missing", "too_few", "suppressed", "not_examined", "incomplete_window")


class ConflictingRulesError(ValueError):
    """Rules hold together that their hit policy does not allow to: such a file must be refused."""


@dataclass(frozen=True)
class Result:
    """What a judgement comes to."""

    outcome: str  # a level, undetermined or not_applicable
    possible: tuple[str, ...]  # worst first
    rules: frozenset[str]
    uncovered: bool = False


# --- Reading -------------------------------------------------------------------------------------------------------


def load(path: str | Path) -> Framework:
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))


def row_of(framework: Framework, kind: str, row_id: str) -> dict[str, Any] | None:
    return next((row for row in framework.get(kind, []) if row["id"] == row_id), None)


def judgement_of(framework: Framework, judgement_id: str) -> dict[str, Any]:
    judgement = row_of(framework, "judgement", judgement_id)
    if judgement is None:
        raise ValueError(f"no judgement {judgement_id}")
    return judgement


def scale_of(framework: Framework, row_id: str) -> list[str]:
    """The levels, worst first, of the scale of a standard, indicator or judgement."""
    for kind in ("standard", "indicator", "judgement"):
        row = row_of(framework, kind, row_id)
        if row is not None:
            scale = row_of(framework, "scale", row["scale"])
            if scale is None:
                raise ValueError(f"no scale {row['scale']}")
            return list(scale["levels"])
    raise ValueError(f"no standard, indicator or judgement {row_id}")


def domain(framework: Framework, input_id: str) -> list[str]:
    """The levels of an input that can occur, worst first."""
    scale = scale_of(framework, input_id)
    if row_of(framework, "indicator", input_id) is not None:
        norms = [norm for norm in framework.get("norm", []) if norm["indicator"] == input_id]
        can_occur = {scale[0]} | {norm["reaches"] for norm in norms}
    elif (judgement := row_of(framework, "judgement", input_id)) is not None and judgement.get("hit") != "count":
        can_occur = {rule["outcome"] for rule in judgement["rule"]}
    else:
        can_occur = set(scale)
    return [level for level in scale if level in can_occur]


# --- From counts to a level ----------------------------------------------------------------------------------------


def first_day(valid_from: datetime.date | str | None) -> datetime.date:
    """A school year runs from 1 August."""
    if valid_from is None:
        return datetime.date.min
    return datetime.date(int(valid_from[:4]), 8, 1) if isinstance(valid_from, str) else valid_from


def last_day(valid_to: datetime.date | str | None) -> datetime.date:
    """A school year runs to 31 July of the next calendar year."""
    if valid_to is None:
        return datetime.date.max
    return datetime.date(int(valid_to[:4]) + 1, 7, 31) if isinstance(valid_to, str) else valid_to


def norm_for(rows: list[dict[str, Any]], day: datetime.date | None) -> dict[str, Any]:
    """The row, of those for one indicator, education level and level reached, that holds on the day."""
    if day is None:
        latest = max(first_day(row.get("valid_from")) for row in rows)
        valid = [row for row in rows if first_day(row.get("valid_from")) == latest]
    else:
        valid = [row for row in rows if first_day(row.get("valid_from")) <= day <= last_day(row.get("valid_to"))]
    if len(valid) != 1:
        spans = [f"{first_day(row.get('valid_from'))} to {last_day(row.get('valid_to'))}" for row in rows]
        raise ValueError(f"{len(valid)} norms for {rows[0]['indicator']} on {day}; there are: {', '.join(spans)}")
    return valid[0]


def meets(norm: dict[str, Any], numerator: int, denominator: int) -> bool:
    """Whether the share lies at the threshold or on its better side, in whole ten-thousandths."""
    ten_thousandths = Decimal(str(norm["threshold"])) * 100
    if ten_thousandths != int(ten_thousandths):
        raise ValueError(f"threshold {norm['threshold']} has more than two decimals")
    share, threshold = numerator * 10_000, int(ten_thousandths) * denominator
    if norm["direction"] not in ("higher", "lower"):
        raise ValueError(f"direction {norm['direction']}")
    return share >= threshold if norm["direction"] == "higher" else share <= threshold


def level_of(
    framework: Framework,
    indicator_id: str,
    numerator: int,
    denominator: int,
    education_level: str | int | None,
    day: datetime.date | None,
) -> str:
    """The level an indicator stands at, or too_few or suppressed."""
    indicator = row_of(framework, "indicator", indicator_id)
    if indicator is None:
        raise ValueError(f"no indicator {indicator_id}")
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator}")
    if denominator < indicator.get("minimum_denominator", 1):
        return "too_few"
    if indicator.get("suppress_extremes", False) and numerator in (0, denominator):
        return "suppressed"
    if "levels" in framework and str(education_level) not in framework["levels"]:
        raise ValueError(f"level of education {education_level}")
    norms = [
        norm
        for norm in framework.get("norm", [])
        if norm["indicator"] == indicator_id and ("level" not in norm or str(norm["level"]) == str(education_level))
    ]
    scale = scale_of(framework, indicator_id)
    stands_at = scale[0]
    for level in scale:
        rows = [norm for norm in norms if norm["reaches"] == level]
        if rows and meets(norm_for(rows, day), numerator, denominator):
            stands_at = level
    return stands_at


# --- Conditions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Situation:
    """One combination of levels, and which inputs were unknown before it was tried."""

    standing: Mapping[str, str]  # a level or not_applicable
    unknown: frozenset[str]
    scales: Mapping[str, Sequence[str]]
    groups: Mapping[str, Sequence[str]]

    def members(self, those: str | list[str]) -> Sequence[str]:
        return self.groups[those] if isinstance(those, str) else those

    def applicable(self, those: str | list[str]) -> int:
        return sum(self.standing[member] != NOT_APPLICABLE for member in self.members(those))

    def at_or_above(self, those: str | list[str], level: str) -> int:
        return sum(self.rank(member) >= self.scales[member].index(level) for member in self.standing_of(those))

    def below(self, those: str | list[str], level: str) -> int:
        return sum(self.rank(member) < self.scales[member].index(level) for member in self.standing_of(those))

    def unknown_of(self, those: str | list[str]) -> int:
        return sum(member in self.unknown for member in self.members(those))

    def standing_of(self, those: str | list[str]) -> list[str]:
        return [member for member in self.members(those) if self.standing[member] != NOT_APPLICABLE]

    def rank(self, member: str) -> int:
        return self.scales[member].index(self.standing[member])

    def so(self, asked: Mapping[str, str | list[str]]) -> bool:
        """Whether every input named stands at the level, or at one of the levels, asked of it."""
        return all(
            self.standing[member] in ([levels] if isinstance(levels, str) else levels)
            for member, levels in asked.items()
        )


def holds(condition: Condition, now: Situation) -> bool:
    match condition:
        case {"at_least": int(n), "of": those, "level": level}:
            return now.at_or_above(those, level) >= n
        case {"at_most": int(n), "of": those, "level": level}:
            return now.at_or_above(those, level) <= n
        case {"exactly": int(n), "of": those, "level": level}:
            return now.at_or_above(those, level) == n
        case {"all": those, "level": level}:
            return now.applicable(those) >= 1 and now.below(those, level) == 0
        case {"any": those, "level": level}:
            return now.at_or_above(those, level) >= 1
        case {"none_below": those, "level": level}:
            return now.below(those, level) == 0
        case {"is": asked}:
            return now.so(asked)
        case {"unknown_at_least": int(n), "of": those}:
            return now.unknown_of(those) >= n
        case {"unknown_at_most": int(n), "of": those}:
            return now.unknown_of(those) <= n
        case {"unknown_exactly": int(n), "of": those}:
            return now.unknown_of(those) == n
        case {"compensated": those, "level": level, "by": high}:
            below = now.below(those, level)
            return (
                below <= now.at_or_above(those, high)
                and below <= int(condition.get("at_most", below))
                and ("floor" not in condition or now.below(those, condition["floor"]) == 0)
            )
        case {"limited": those, "level": level, "provided": asked}:
            below = now.below(those, level)
            return 1 <= below <= int(condition.get("at_most", below)) and now.so(asked)
        case {"not": inner}:
            return not holds(inner, now)
        case {"either": inner}:
            return any(holds(one, now) for one in inner)
        case {"both": inner}:
            return all(holds(one, now) for one in inner)
    raise ValueError(f"not a condition: {condition}")


def conditions_of(rule: Rule) -> list[Condition]:
    when = rule.get("when", [])
    return when if isinstance(when, list) else [when]


def rule_holds(rule: Rule, now: Situation) -> bool:
    if ("when" in rule) == (rule.get("otherwise", False) is True):
        raise ValueError(f"rule {rule['id']} needs either when or otherwise = true")
    return all(holds(condition, now) for condition in conditions_of(rule))


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition itself and those within it, at any depth."""
    yield condition
    if "not" in condition:
        yield from parts(condition["not"])
    for one in [*condition.get("either", []), *condition.get("both", [])]:
        yield from parts(one)


def all_parts(rule: Rule) -> list[Condition]:
    return [part for condition in conditions_of(rule) for part in parts(condition)]


# --- Judging -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decision:
    """What the rules make of one combination."""

    outcome: str | None  # None where no rule holds
    rules: tuple[str, ...]
    possible: str | None  # the level it contributes


Decisions = dict[tuple[tuple[str, ...], frozenset[str]], Decision]


def decide(judgement: dict[str, Any], scale: list[str], now: Situation) -> Decision:
    holding = [rule for rule in judgement["rule"] if rule_holds(rule, now)]
    hit = judgement.get("hit", "first")
    if hit == "count":
        level = scale[len(holding)]
        return Decision(level, tuple(rule["id"] for rule in holding), level)
    if hit not in ("first", "unique", "any"):
        raise ValueError(f"hit {hit}")
    if hit == "unique" and len(holding) > 1:
        raise ConflictingRulesError(f"{[rule['id'] for rule in holding]} hold together")
    if hit == "any" and len({rule["outcome"] for rule in holding}) > 1:
        raise ConflictingRulesError(f"{[rule['id'] for rule in holding]} hold together and differ")
    if not holding:
        return Decision(None, (), None)
    deciding = holding if hit == "any" else holding[:1]
    # A rule with the outcome undetermined leaves open what the later rules would give; any other gives its own outcome.
    would_be = next((rule["outcome"] for rule in holding if rule["outcome"] != UNDETERMINED), None)
    return Decision(
        outcome=deciding[0]["outcome"],
        rules=tuple(rule["id"] for rule in deciding),
        possible=would_be if would_be in scale else None,
    )


def is_unknown(framework: Framework, input_id: str, symbol: Symbol) -> bool:
    return symbol == UNKNOWN or (isinstance(symbol, frozenset) and symbol >= set(domain(framework, input_id)))


def could_be(framework: Framework, input_id: str, symbol: Symbol) -> list[str]:
    """Every level an input could stand at, or not_applicable."""
    scale = scale_of(framework, input_id)
    if symbol == NOT_APPLICABLE:
        return [NOT_APPLICABLE]
    if symbol == UNKNOWN:
        return domain(framework, input_id)
    levels = symbol if isinstance(symbol, frozenset) else frozenset([symbol])
    if not levels or not levels <= set(scale):
        raise ValueError(f"{input_id} cannot be {symbol}")
    return [level for level in scale if level in levels]


def evaluate(
    framework: Framework, judgement_id: str, symbols: Mapping[str, Symbol], decisions: Decisions | None = None
) -> Result:
    """One judgement. Who evaluates many inputs of it may pass one dict to keep the decisions on combinations in."""
    judgement = judgement_of(framework, judgement_id)
    inputs: list[str] = judgement["inputs"]
    scale = scale_of(framework, judgement_id)
    if all(symbols[one] == NOT_APPLICABLE for one in inputs):
        return Result(NOT_APPLICABLE, (), frozenset())

    scales = {one: scale_of(framework, one) for one in inputs}
    groups = framework.get("groups", {})
    # Only unknown_ conditions ask what was unknown; for the other inputs a combination is the same, known or not.
    unknown = asked_if_unknown(judgement, groups) & {one for one in inputs if is_unknown(framework, one, symbols[one])}
    decisions = {} if decisions is None else decisions
    reached: list[Decision] = []
    for combination in product(*(could_be(framework, one, symbols[one]) for one in inputs)):
        key = (combination, unknown)
        if key not in decisions:
            now = Situation(dict(zip(inputs, combination, strict=True)), unknown, scales, groups)
            decisions[key] = decide(judgement, scale, now)
        reached.append(decisions[key])

    outcomes = {decision.outcome for decision in reached}
    possible = tuple(level for level in scale if level in {decision.possible for decision in reached})
    settled = next(iter(outcomes)) if len(outcomes) == 1 else None
    return Result(
        outcome=UNDETERMINED if settled is None else settled,
        possible=possible,
        rules=frozenset(rule for decision in reached for rule in decision.rules),
        uncovered=None in outcomes,
    )


def asked_if_unknown(judgement: dict[str, Any], groups: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The inputs that some unknown_ condition speaks of."""
    found: set[str] = set()
    for rule in judgement["rule"]:
        for part in all_parts(rule):
            if any(word.startswith("unknown_") for word in part):
                found.update(groups[part["of"]] if isinstance(part["of"], str) else part["of"])
    return frozenset(found)


def symbol_given(framework: Framework, input_id: str, given: Mapping[str, Any], day: datetime.date | None) -> Symbol:
    """What one unit has for a standard or indicator, as a symbol."""
    found = given.get(input_id, "missing")
    standard = row_of(framework, "standard", input_id)
    if standard is None and not isinstance(found, str):
        numerator, denominator = found
        found = level_of(framework, input_id, numerator, denominator, given.get("level"), day)
    elif standard is None and found not in UNKNOWN_STATES:
        raise ValueError(f"{input_id} cannot be {found}")
    if found in UNKNOWN_STATES:
        return UNKNOWN
    if found == NOT_APPLICABLE and standard is not None and not standard.get("may_be_not_applicable", False):
        raise ValueError(f"{input_id} cannot be not applicable")
    return frozenset(found.split("|")) if "|" in found else str(found)


def symbol_of_result(framework: Framework, judgement_id: str, result: Result) -> Symbol:
    """How a judgement enters another."""
    if result.outcome != UNDETERMINED:
        return result.outcome
    possible = frozenset(result.possible)
    return possible if possible and not is_unknown(framework, judgement_id, possible) else UNKNOWN


def judge(framework: Framework, given: Mapping[str, Any], day: datetime.date | None = None) -> dict[str, Result]:
    """Every judgement on one unit, in the order of the file."""
    results: dict[str, Result] = {}
    without_judgement = str(given.get("level")) in framework.get("levels_without_judgement", [])
    for judgement in framework["judgement"]:
        if without_judgement:
            results[judgement["id"]] = Result(NOT_APPLICABLE, (), frozenset())
            continue
        symbols = {
            one: symbol_of_result(framework, one, results[one])
            if one in results
            else symbol_given(framework, one, given, day)
            for one in judgement["inputs"]
        }
        results[judgement["id"]] = evaluate(framework, judgement["id"], symbols)
    return results


# --- Verification --------------------------------------------------------------------------------------------------


def may_be_not_applicable(framework: Framework, input_id: str) -> bool:
    judgement = row_of(framework, "judgement", input_id)
    if judgement is not None:
        return any(rule.get("outcome") == NOT_APPLICABLE for rule in judgement["rule"]) or all(
            may_be_not_applicable(framework, one) for one in judgement["inputs"]
        )
    standard = row_of(framework, "standard", input_id)
    return standard is not None and bool(standard.get("may_be_not_applicable", False))


def symbols_of(framework: Framework, judgement_id: str) -> dict[str, list[str]]:
    """Per input everything it can be, sets apart."""
    return {
        one: [*domain(framework, one), UNKNOWN, *([NOT_APPLICABLE] if may_be_not_applicable(framework, one) else [])]
        for one in judgement_of(framework, judgement_id)["inputs"]
    }


def all_inputs(framework: Framework, judgement_id: str) -> Iterator[dict[str, str]]:
    symbols = symbols_of(framework, judgement_id)
    for combination in product(*symbols.values()):
        yield dict(zip(symbols, combination, strict=True))


@dataclass(frozen=True)
class Trial:
    """Every input of a judgement, in the order of its inputs, and what each comes to."""

    framework: Framework
    judgement: dict[str, Any]
    scale: list[str]
    domains: dict[str, list[str]]
    results: dict[tuple[str, ...], Result]

    def known(self) -> list[tuple[str, ...]]:
        return [x for x in self.results if UNKNOWN not in x]

    def replaced(self, x: tuple[str, ...], place: int) -> list[tuple[str, ...]]:
        """x with another level that can occur at one place."""
        levels = self.domains[self.judgement["inputs"][place]]
        return [(*x[:place], level, *x[place + 1 :]) for level in levels if level != x[place]]

    def deciding(self, result: Result) -> list[Rule]:
        return [rule for rule in self.judgement["rule"] if rule["id"] in result.rules]


def verify(framework: Framework, judgement_id: str) -> dict[str, Any]:
    """What can be said of a judgement, found by trying every input."""
    judgement = judgement_of(framework, judgement_id)
    decisions: Decisions = {}
    trial = Trial(
        framework,
        judgement,
        scale_of(framework, judgement_id),
        {one: domain(framework, one) for one in judgement["inputs"]},
        {
            tuple(x.values()): evaluate(framework, judgement_id, x, decisions)
            for x in all_inputs(framework, judgement_id)
        },
    )
    decided = {rule for result in trial.results.values() for rule in result.rules}
    comparable, violations = monotonicity(trial)
    return {
        "uncovered": sum(trial.results[x].uncovered for x in trial.known()),
        "unreachable": {rule["id"] for rule in judgement["rule"]} - decided,
        "monotonicity_violations": violations,
        "comparable_pairs": comparable,
        "contradictions": contradictions(trial),
        "without_effect": without_effect(trial),
        "empty_scores": sum(is_empty_score(trial, x) for x in trial.results),
    }


def monotonicity(trial: Trial) -> tuple[int, int]:
    """The pairs x <= y of fully known inputs with two levels as outcomes, and those of them where y comes out worse."""
    comparable = violations = 0
    for x in trial.known():
        at_or_above = [
            [symbol] if symbol == NOT_APPLICABLE else levels[levels.index(symbol) :]
            for symbol, levels in zip(x, trial.domains.values(), strict=True)
        ]
        for y in product(*at_or_above):
            of_x, of_y = trial.results[x].outcome, trial.results[y].outcome
            if y != x and of_x in trial.scale and of_y in trial.scale:
                comparable += 1
                violations += trial.scale.index(of_y) < trial.scale.index(of_x)
    return comparable, violations


def contradictions(trial: Trial) -> int:
    """The times one more level known undoes what was settled by rules without may_change."""
    found = 0
    for x, before in trial.results.items():
        if before.outcome not in trial.scale or any(rule.get("may_change") for rule in trial.deciding(before)):
            continue
        for place, symbol in enumerate(x):
            for y in trial.replaced(x, place) if symbol == UNKNOWN else []:
                after = trial.results[y]
                if after.outcome in trial.scale:
                    found += after.outcome != before.outcome
                elif after.outcome == UNDETERMINED:
                    found += after.possible != (before.outcome,)
    return found


def without_effect(trial: Trial) -> set[str]:
    """The inputs that can go from any level to any other without a difference, whatever the rest is."""
    found = set()
    for place, one in enumerate(trial.judgement["inputs"]):
        changes = (
            (trial.results[x].outcome, trial.results[x].possible)
            != (trial.results[y].outcome, trial.results[y].possible)
            for x in trial.results
            if x[place] in trial.domains[one]
            for y in trial.replaced(x, place)
        )
        if not any(changes):
            found.add(one)
    return found


def is_empty_score(trial: Trial, x: tuple[str, ...]) -> bool:
    """Whether x gets a level by a rule with a condition on inputs that are all not applicable."""
    result = trial.results[x]
    standing = dict(zip(trial.judgement["inputs"], x, strict=True))
    groups = trial.framework.get("groups", {})
    return result.outcome in trial.scale and any(
        those is not None
        and all(standing[member] == NOT_APPLICABLE for member in (groups[those] if isinstance(those, str) else those))
        for rule in trial.deciding(result)
        for part in all_parts(rule)
        for those in [set_of(part)]
    )


def set_of(condition: Condition) -> str | list[str] | None:
    """The inputs, or the group, whose levels a condition counts; None where it does not count levels."""
    if any(word in condition for word in ("at_least", "at_most", "exactly")) and "of" in condition:
        return condition["of"]  # type: ignore[no-any-return]
    return next(
        (condition[word] for word in ("all", "any", "none_below", "compensated", "limited") if word in condition), None
    )


# --- Frameworks to try ---------------------------------------------------------------------------------------------

POOL = ["poor", "weak", "fair", "good", "excellent"]
LARGEST = 1500  # inputs of one judgement, all_inputs() counted


@dataclass(frozen=True)
class Draw:
    """Draws conditions on the inputs of one judgement."""

    random: Random
    scales: dict[str, list[str]]
    groups: dict[str, list[str]]
    limited: bool  # whether a limited condition fits

    def members(self) -> tuple[str | list[str], list[str]]:
        """Inputs or a group of them, and the levels they share: always one or more."""
        groups = [name for name, members in self.groups.items() if self.shared(members)]
        if groups and self.random.random() < 0.3:
            group = self.random.choice(groups)
            return group, self.shared(self.groups[group])
        level = self.random.choice(self.scales[self.random.choice(list(self.scales))])
        having = [one for one, levels in self.scales.items() if level in levels]
        members = self.random.sample(having, self.random.randint(1, len(having)))
        return members, self.shared(members)

    def shared(self, members: list[str]) -> list[str]:
        if not set(members) <= set(self.scales):
            return []
        return [level for level in POOL if all(level in self.scales[member] for member in members)]

    def asked(self) -> dict[str, Any]:
        """What `is` and `provided` ask: of some inputs a level or some levels."""
        asked: dict[str, Any] = {}
        for one in self.random.sample(list(self.scales), self.random.randint(1, min(2, len(self.scales)))):
            levels = self.scales[one]
            few = self.random.sample(levels, self.random.randint(1, len(levels) - 1))
            asked[one] = few[0] if len(few) == 1 and self.random.random() < 0.8 else few
        return asked

    def condition(self, depth: int = 0) -> Condition:
        words = ["at_least", "at_most", "exactly", "all", "any", "none_below", "is", "compensated"]
        words += ["unknown_at_least", "unknown_at_most", "unknown_exactly"]
        words += ["limited"] if self.limited else []
        words += ["not", "either", "both"] * 2 if depth < 2 else []
        word = self.random.choice(words)
        if word == "is":
            return {word: self.asked()}
        if word == "not":
            return {word: self.condition(depth + 1)}
        if word in ("either", "both"):
            return {word: [self.condition(depth + 1) for _ in range(self.random.randint(2, 3))]}
        return self.condition_on_set(word)

    def condition_on_set(self, word: str) -> Condition:
        those, levels = self.members()
        size = len(self.groups[those]) if isinstance(those, str) else len(those)
        n = self.random.randint(1 if word.endswith("at_least") else 0, size)
        if word.startswith("unknown_"):
            return {word: n, "of": those}
        level = self.random.choice(levels)
        if word in ("at_least", "at_most", "exactly"):
            return {word: n, "of": those, "level": level}
        condition: Condition = {word: those, "level": level}
        if word == "compensated":
            condition["by"] = self.random.choice(levels[levels.index(level) :])
            if self.random.random() < 0.5:
                condition["floor"] = self.random.choice(levels[: levels.index(level) + 1])
        if word == "limited":
            condition["provided"] = self.asked()
        if word in ("compensated", "limited") and self.random.random() < 0.5:
            condition["at_most"] = max(n, 1)
        return condition


def draw_rules(draw: Draw, scale: list[str]) -> list[Rule]:
    """One to five rules for hit first, the last of which, mostly an otherwise, gives a level."""
    random = draw.random
    rules: list[Rule] = []
    number = random.randint(1, 5)
    for place in range(1, number + 1):
        rule: Rule = {"id": f"rule_{place}"}
        if place == number and random.random() < 0.8:
            rule["otherwise"] = True
        else:
            rule["when"] = draw_when(draw)
        special = place < number and random.random() < 0.2
        rule["outcome"] = random.choice([UNDETERMINED, NOT_APPLICABLE] if special else scale)
        if random.random() < 0.15:
            rule["may_change"] = True
        if any("limited" in part for part in all_parts(rule)):
            rule["recovery_term"] = random.choice(["P1Y", "P6M"])
        rules.append(rule)
    return rules


def draw_when(draw: Draw) -> Condition | list[Condition]:
    conditions = [draw.condition() for _ in range(draw.random.choice([1, 1, 2]))]
    return conditions[0] if len(conditions) == 1 and draw.random.random() < 0.7 else conditions


def draw_judgement(random: Random, framework: Framework, judgement_id: str, inputs: list[str]) -> dict[str, Any]:
    scale = random.choice(framework["scale"])
    judgement: dict[str, Any] = {
        "id": judgement_id,
        "name_en": judgement_id.replace("_", " "),
        "name_nl": f"oordeel \N{LEFT DOUBLE QUOTATION MARK}{judgement_id}\N{RIGHT DOUBLE QUOTATION MARK}",
        "scale": scale["id"],
        "inputs": inputs,
    }
    count = random.random() < 0.15
    scales = {one: scale_of(framework, one) for one in inputs}
    groups = {name: members for name, members in framework.get("groups", {}).items() if set(members) <= set(inputs)}
    draw = Draw(random, scales, groups, limited=not count)
    if count:
        places = range(1, len(scale["levels"]))
        judgement["hit"] = "count"
        judgement["rule"] = [{"id": f"rule_{place}", "when": draw_when(draw)} for place in places]
    else:
        if random.random() < 0.3:
            judgement["hit"] = "first"
        judgement["rule"] = draw_rules(draw, scale["levels"])
    return judgement


def random_framework(random: Random) -> Framework:
    """A small framework with every kind of condition among its draws."""
    framework: Framework = {
        "format": 1,
        "id": f"random-{random.randrange(10**6)}",
        "version": "1",
        "name_en": 'a "random" framework',
        "name_nl": "een willekeurig kader",
        "status": random.choice(["official", "secondary", "proposal"]),
        "source": "drawn by framework_oracle.py",
    }
    framework["scale"] = []
    for number in range(random.randint(1, 3)):
        levels = sorted(random.sample(POOL, random.randint(2, 4)), key=POOL.index)
        framework["scale"].append({"id": f"scale_{number + 1}", "levels": levels})
    framework["standard"] = []
    for letter in "abcde"[: random.choice([2, 2, 3, 3, 3, 4, 4, 5])]:
        standard: dict[str, Any] = {"id": letter, "name_en": f"standard {letter}", "name_nl": f"standaard {letter}"}
        standard["scale"] = random.choice(framework["scale"])["id"]
        if random.random() < 0.4:
            standard["may_be_not_applicable"] = True
        framework["standard"].append(standard)
    standards = [standard["id"] for standard in framework["standard"]]
    if random.random() < 0.5:
        framework["groups"] = {"some": random.sample(standards, random.randint(1, len(standards)))}

    framework["judgement"] = []
    inputs = list(standards)
    if random.random() < 0.35:
        nested = draw_judgement(random, framework, "part", random.sample(standards, random.randint(1, 2)))
        framework["judgement"].append(nested)
        inputs = ["part", *random.sample(standards, random.randint(1, min(3, len(standards))))]
    framework["judgement"].append({"id": "whole", "inputs": inputs})
    while prod(len(symbols) for symbols in symbols_of(framework, "whole").values()) > LARGEST:
        inputs.pop()
    framework["judgement"][-1] = draw_judgement(random, framework, "whole", inputs)
    if random.random() < 0.3:
        framework["main"] = "whole"
    return framework


def word_of(text: str) -> str:
    """Small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def framework_of_table(table: dict[str, Any]) -> Framework:
    """A framework with a rule for every row of a published decision table; a row is level numbers, the outcome last."""
    criteria = {
        word_of(criterion["name"]): [word_of(level) for level in criterion["levels"]] for criterion in table["criteria"]
    }
    outcomes = [word_of(level) for level in table["outcome"]]
    return {
        "format": 1,
        "id": word_of(table["table"]),
        "version": "1",
        "name_en": table["table"],
        "name_nl": table["table"],
        "status": "secondary",
        "source": "https://github.com/CERTCC/SSVC",
        "scale": [
            *({"id": f"levels_of_{criterion}", "levels": levels} for criterion, levels in criteria.items()),
            {"id": "outcomes", "levels": outcomes},
        ],
        "standard": [{"id": one, "name_en": one, "name_nl": one, "scale": f"levels_of_{one}"} for one in criteria],
        "judgement": [
            {
                "id": "outcome",
                "name_en": "outcome",
                "name_nl": "uitkomst",
                "scale": "outcomes",
                "inputs": list(criteria),
                "rule": [
                    {
                        "id": f"row_{number}",
                        "when": {"is": {one: criteria[one][level] for one, level in zip(criteria, row, strict=False)}},
                        "outcome": outcomes[row[-1]],
                    }
                    for number, row in enumerate(table["rows"], start=1)
                ],
            }
        ],
    }


# --- Writing -------------------------------------------------------------------------------------------------------


def value_in_toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON escapes what TOML asks to be escaped, in the same way, except DEL.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(value_in_toml(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key_in_toml(key)} = {value_in_toml(one)}' for key, one in value.items())} }}"
    raise TypeError(f"no TOML for {value!r}")


def key_in_toml(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else value_in_toml(key)


def pairs_in_toml(row: Mapping[str, Any]) -> list[str]:
    return [f"{key_in_toml(key)} = {value_in_toml(value)}" for key, value in row.items()]


def to_toml(framework: Framework) -> str:
    """The framework as a file in the format; the rules of a judgement follow it as tables of their own."""
    tables = {
        key: rows for key, rows in framework.items() if isinstance(rows, list) and rows and isinstance(rows[0], dict)
    }
    lines = pairs_in_toml({key: value for key, value in framework.items() if key not in tables and key != "groups"})
    if "groups" in framework:
        lines += ["", "[groups]", *pairs_in_toml(framework["groups"])]
    for key, rows in tables.items():
        for row in rows:
            lines += ["", f"[[{key}]]", *pairs_in_toml({name: value for name, value in row.items() if name != "rule"})]
            for rule in row.get("rule", []):
                lines += ["", f"[[{key}.rule]]", *pairs_in_toml(rule)]
    return "\n".join(lines) + "\n"
