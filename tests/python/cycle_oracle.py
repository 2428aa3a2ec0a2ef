# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The meaning of docs/cycle.md once more, as plainly as possible, for tests to compare kring with.

Nothing here comes from kring. Every story is written out in full and each condition is looked up on each of them. Rows
are dicts, None stands for what is not stated, and a date is text. Where the page leaves something open, a comment that
begins with "Open:" says what is taken here.
"""

from __future__ import annotations

import csv
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Period = tuple[date, date]
Story = tuple[str, ...]

STEPS: Final = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
READINGS: Final = ("strict", "lenient", "by_links")
ROLES: Final = (
    *("staff", "student", "alumnus", "peer", "employer", "expert", "municipality", "supervisor", "ministry", "other"),
)
# The steps that are asked of records, with what those who coded the bundled dossiers called them.
ASKED: Final = {
    "ambition_with_norm": "ambition with a norm",
    "norm_with_ambition": "norm with an ambition",
    "norm_dated": "norm dated",
    "norm_with_owner": "norm with owner",
    "own_norm_set_before": "own norm measured afterwards",
    "norm_compared": "norm compared with a measurement",
    "measurement_weighed": "measurement weighed",
    "evaluation_on_measurement": "evaluation resting on a measurement",
    "judgement_against_norm": "judgement against a norm",
    "judgement_followed": "judgement followed by an action",
    "action_after_finding": "action after a finding",
    "action_with_owner_and_date": "action with owner and date",
    "action_effect_checked": "action with its effect checked",
    "effect_renews": "effect that renews an ambition",
}
# Those that a link from the record shows, and those that a link to it shows, with the phases it comes from.
INTO: Final = {
    "ambition_with_norm": "specified_by",
    "norm_compared": "measured_by",
    "measurement_weighed": "weighed_in",
    "judgement_against_norm": "judged_against",
    "judgement_followed": "leads_to",
    "action_effect_checked": "checked_by",
    "effect_renews": "renews",
}
OUT_OF: Final = {
    "norm_with_ambition": ("specified_by", ("ambition",)),
    "evaluation_on_measurement": ("weighed_in", ("measurement",)),
    "action_after_finding": ("leads_to", ("evaluation", "judgement")),
}
KINDS: Final = ("sector", "institution", "college", "team", "programme")

LEGAL: Final = {
    "specified_by": {("ambition", "norm")},
    "measured_by": {("norm", "measurement")},
    "weighed_in": {("measurement", "evaluation")},
    "concludes": {("evaluation", "judgement")},
    "leads_to": {("evaluation", "action"), ("judgement", "action"), ("ambition", "action")},
    "checked_by": {("action", "effect")},
    "renews": {("effect", "ambition")},
    "baseline_of": {("measurement", "norm")},
    "feedback_on": {("feedback", step) for step in STEPS},
    "judged_against": {("judgement", "norm")},
    "draws_on": {
        ("ambition", "ambition"),
        ("ambition", "evaluation"),
        ("evaluation", "ambition"),
        ("evaluation", "norm"),
        ("evaluation", "judgement"),
        ("judgement", "judgement"),
        ("judgement", "effect"),
        ("action", "action"),
        ("effect", "measurement"),
    },
}
TURNED: Final = ("judged_against", "draws_on")
# The links of a chain. An action listed under an ambition has no finding behind it, so that link is none of them.
CHAIN: Final = {
    ("specified_by", "ambition"),
    ("measured_by", "norm"),
    ("weighed_in", "measurement"),
    ("concludes", "evaluation"),
    ("leads_to", "evaluation"),
    ("leads_to", "judgement"),
    ("checked_by", "action"),
}


# --- Reading -------------------------------------------------------------------------------------------------------


def read(folder: Path) -> Tables:
    """Every table of a folder, with numbers and answers as such and None for an empty cell."""
    answers, numbers = {"retrievable", "sound", "strict", "findable"}, {"target", "value", "days"}
    whole = {"students", "count"}

    def cell(name: str, text: str) -> Any:
        if not text:
            return None
        if name in answers:
            return {"true": True, "false": False}[text]
        return float(text) if name in numbers else int(text) if name in whole else text

    tables = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            tables[file.stem] = [{name: cell(name, text) for name, text in row.items()} for row in rows]
    return tables


@cache
def period(text: str | None) -> Period | None:
    """First and last day of a day, a month, a year or a school year (1 August to 31 July)."""
    if not text:
        return None
    if "/" in text:
        year = int(text[:4])
        return date(year, 8, 1), date(year + 1, 7, 31)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    first_month, last_month = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    return date(parts[0], first_month, 1), date(parts[0], last_month, monthrange(parts[0], last_month)[1])


def before(one: str | None, other: str | None) -> bool:
    """True where it is known that every day of one lies before every day of the other."""
    first, second = period(one), period(other)
    return first is not None and second is not None and first[1] < second[0]


def is_ahead(text: str | None, day: date | None) -> bool:
    """True where a date has not passed: its last day is the day asked about or a later one."""
    days = period(text)
    return day is not None and days is not None and days[1] >= day


def is_own(row: Row) -> bool:
    return row.get("by") not in ("supervisor", "ministry")


def rank(step: str) -> int:
    return STEPS.index(step)


# --- The dossier ---------------------------------------------------------------------------------------------------


class Cycle:
    """A dossier with every question of docs/cycle.md."""

    def __init__(
        self, units: Iterable[Row], records: Iterable[Row], links: Iterable[Row] = (), assessors: Iterable[Row] = ()
    ) -> None:
        self.units = {row["unit"]: row for row in units}
        self.records = {row["record"]: row for row in records}
        self.links = list(links)
        self.assessors = list(assessors)
        self._going: dict[tuple[str, str], list[str]] = {}
        self._coming: dict[tuple[str, str], list[str]] = {}
        self._next: dict[str, list[tuple[str, Row]]] = {}
        self._previous: dict[str, list[tuple[str, Row]]] = {}
        for link in self.links:
            first, second, kind = link["from"], link["to"], link["kind"]
            self._going.setdefault((first, kind), []).append(second)
            self._coming.setdefault((second, kind), []).append(first)
            if (kind, self.phase(first)) in CHAIN:
                self._next.setdefault(first, []).append((second, link))
                self._previous.setdefault(second, []).append((first, link))
        self._kept: dict[Any, Any] = {}

    def _once(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def phase(self, record: str) -> str:
        return str(self.records[record]["phase"])

    def of_phase(self, phase: str) -> list[str]:
        return [record for record in self.records if self.phase(record) == phase]

    def linked(self, kind: str, *, after: str | None = None, ahead_of: str | None = None) -> list[str]:
        """Ends of the links of a kind that begin at a record, or beginnings of those that end at one."""
        if after is not None:
            return self._going.get((after, kind), [])
        return self._coming.get((str(ahead_of), kind), [])

    def illegal(self) -> list[Row]:
        return [
            link for link in self.links if (self.phase(link["from"]), self.phase(link["to"])) not in LEGAL[link["kind"]]
        ]

    # --- Graph -----------------------------------------------------------------------------------------------------

    @cached_property
    def resting(self) -> dict[str, set[str]]:
        """What rests on each record directly."""
        found: dict[str, set[str]] = {record: set() for record in self.records}
        for link in self.links:
            first, second = turned(link)
            found[first].add(second)
        return found

    @cached_property
    def grounds(self) -> dict[str, set[str]]:
        """What each record rests on directly."""
        found: dict[str, set[str]] = {record: set() for record in self.records}
        for link in self.links:
            first, second = turned(link)
            found[second].add(first)
        return found

    def is_acyclic(self) -> bool:
        """Whether records can be taken away one by one, each when what it rests on has gone."""
        left = {record: len(grounds) for record, grounds in self.grounds.items()}
        free = [record for record, number in left.items() if number == 0]
        for record in free:
            for other in self.resting[record]:
                left[other] -= 1
                free += [other] if left[other] == 0 else []
        return len(free) == len(left)

    def impact(self, record: str) -> dict[str, int]:
        """What rests on a record, with the fewest links between them."""
        return distances(self.resting, record)

    def foundations(self, record: str) -> dict[str, int]:
        """What a record rests on, with the fewest links between them."""
        return distances(self.grounds, record)

    # --- Stories ---------------------------------------------------------------------------------------------------

    def stories_from(self, record: str) -> list[Story]:
        """Every run of links of chains that begins at a record, the record alone first."""

        def enumerated() -> list[Story]:
            following = [story for other, _ in self._next.get(record, []) for story in self.stories_from(other)]
            return [(record,), *((record, *story) for story in following)]

        found: list[Story] = self._once(("from", record), enumerated)
        return found

    def stories_to(self, record: str) -> list[Story]:
        """Every run of links of chains that ends at a record, the record alone first."""

        def enumerated() -> list[Story]:
            leading = [story for other, _ in self._previous.get(record, []) for story in self.stories_to(other)]
            return [(record,), *((*story, record) for story in leading)]

        found: list[Story] = self._once(("to", record), enumerated)
        return found

    def faults(self, story: Story, reading: str) -> set[str]:
        """Why a reading does not accept a run of links; by links there is never a reason."""
        if reading == "by_links":
            return set()
        found = set()
        for record in story:
            found |= self._record_faults(record, reading)
        for first, second in pairwise(story):
            found |= self._link_faults(first, second, reading)
        return found if self._runs_through_one_indicator(story, reading) else found | {"indicator"}

    def holds(self, story: Story, reading: str) -> bool:
        return not self.faults(story, reading)

    def _record_faults(self, record: str, reading: str) -> set[str]:
        found: set[str] = self._once((record, reading), lambda: record_faults(self.records[record], reading))
        return found

    def _link_faults(self, first: str, second: str, reading: str) -> set[str]:
        def faults() -> set[str]:
            link = next(link for other, link in self._next[first] if other == second)
            when, then = (self.records[record].get("date") for record in (first, second))
            found = {"against_dates"} if before(then, when) else set()
            if reading == "strict":
                found |= {"coded"} if link.get("basis") == "coded" else set()
                found |= {"low_confidence"} if link.get("confidence") == "low" else set()
                if link["kind"] == "measured_by" and not before(when, then):
                    found |= {"not_known_before"}
            return found

        found: set[str] = self._once((first, second, reading), faults)
        return found

    def _runs_through_one_indicator(self, story: Story, reading: str) -> bool:
        named = {self.phase(record): self.records[record].get("indicator") for record in story}
        indicators = {indicator for indicator in named.values() if indicator is not None}
        if len(indicators) > 1:
            return False
        if reading == "lenient" or not indicators:
            # Open: an effect with an indicator and a chain without one. What is not known is in order in this reading,
            # as it is where an evaluation, a judgement or an action names one; two different ones are known as wrong.
            return True
        if "norm" in named and "measurement" in named and named["norm"] is named["measurement"] is None:
            return False
        # Open: a part of a chain without its norm or measurement runs through any indicator that they could give.
        return "effect" not in named or named["effect"] is not None

    def ends(self, record: str, reading: str) -> set[str]:
        """Every record that a chain from a record comes to."""

        def found() -> set[str]:
            return {story[-1] for story in self.stories_from(record) if self.holds(story, reading)}

        ends: set[str] = self._once(("ends", record, reading), found)
        return ends

    def furthest(self, record: str, reading: str) -> str | None:
        """The last step that a chain from a record comes to; None where the record itself carries none."""
        reached = [rank(self.phase(end)) for end in self.ends(record, reading)]
        return STEPS[max(reached)] if reached else None

    def earliest(self, record: str, reading: str) -> str | None:
        """The first step from which a chain comes to a record."""
        reached = [rank(self.phase(story[0])) for story in self.stories_to(record) if self.holds(story, reading)]
        return STEPS[min(reached)] if reached else None

    # --- Chains ----------------------------------------------------------------------------------------------------

    def complete(self, record: str, reading: str) -> bool:
        """Whether one chain runs through a record from an ambition to an effect."""
        starts = [story for story in self.stories_to(record) if self.phase(story[0]) == "ambition"]
        ends = [story for story in self.stories_from(record) if self.phase(story[-1]) == "effect"]
        return any(self.holds(start + end[1:], reading) for start in starts for end in ends)

    def missing(self, record: str) -> tuple[str | None, str | None]:
        """The nearest step, by links, that is missing before a record, and after it."""
        start = rank(self.earliest(record, "by_links") or "")
        end = rank(self.furthest(record, "by_links") or "")
        return (STEPS[start - 1] if start else None), (STEPS[end + 1] if end + 1 < len(STEPS) else None)

    def longest(self, record: str) -> set[Story]:
        """The longest stories through a record."""
        before_it = longest_of(self.stories_to(record))
        after_it = longest_of(self.stories_from(record))
        return {start + end[1:] for start in before_it for end in after_it}

    # --- Norms -----------------------------------------------------------------------------------------------------

    def set_before(self, norm: str) -> bool | None:
        """Whether a norm was set before some measurement it is compared with; False where every one came first."""
        measured = [self.records[record].get("date") for record in self.linked("measured_by", after=norm)]
        when = self.records[norm].get("date")
        if any(before(when, other) for other in measured):
            return True
        return False if measured and all(before(other, when) for other in measured) else None

    def latest(self, norm: str) -> list[str]:
        """The latest of the measurements a norm is compared with; several where they are of one period."""
        nowhere = (date.min, date.min)
        measured = self.linked("measured_by", after=norm)
        last = {record: (period(self.records[record].get("date")) or nowhere)[::-1] for record in measured}
        return [record for record in measured if last[record] == max(last.values())]

    def deciding(self, norm: str) -> list[str]:
        """The measurements that decide on a norm: of the latest the worst."""
        # Open: what is not known is worse than what is met and better than what is not.
        order = [False, None, True]
        found = {record: order.index(self.meets(norm, record)) for record in self.latest(norm)}
        return [record for record, place in found.items() if place == min(found.values())]

    def state(self, norm: str, day: date | None) -> str:
        """met, not_met, not_known, not_measured or not_yet_due; without a day every norm is due."""
        if not self.linked("measured_by", after=norm):
            return "not_yet_due" if is_ahead(self.records[norm].get("target_date"), day) else "not_measured"
        return {True: "met", False: "not_met", None: "not_known"}[self.meets(norm, self.deciding(norm)[0])]

    def meets(self, norm: str, measurement: str) -> bool | None:
        row, value = self.records[norm], self.records[measurement].get("value")
        target, direction = row.get("target"), row.get("direction")
        if value is None or target is None or direction is None:
            return None
        if direction == "equal":
            # Open: that equality does not meet a strict norm cannot be said of one that asks for equality.
            return bool(value == target)
        if value == target:
            return row.get("strict") is not True
        return bool((value > target) == (direction == "higher"))

    # --- Survival --------------------------------------------------------------------------------------------------

    def survival(self, start: str, reading: str, day: date | None, starts: Iterable[str] | None = None) -> list[Row]:
        """One row a step after the one where chains start; of all that start there, or of some of them."""
        came = self.of_phase(start) if starts is None else list(starts)
        rows: list[Row] = []
        share: float | None = 1.0
        for step in STEPS[rank(start) + 1 :]:
            # A start that the reading does not accept is at risk and never reaches the first step.
            reached = [record for record in came if rank(self.furthest(record, reading) or start) >= rank(step)]
            waiting = [r for r in came if r not in reached and self._waits(r, step, reading, day)]
            at_risk = len(came) - len(waiting)
            share = None if share is None or at_risk == 0 else share * len(reached) / at_risk
            rows.append(
                {"step": step, "at_risk": at_risk, "reached": len(reached), "not_yet_due": len(waiting)}
                | {"survival": share}
            )
            came = reached
        return rows

    def _waits(self, record: str, step: str, reading: str, day: date | None) -> bool:
        """Whether one of the records that a chain came to waits for a day to come."""
        ends = self.ends(record, reading)
        if step == "measurement":
            return any(self.phase(end) == "norm" and self.state(end, day) == "not_yet_due" for end in ends)
        return step == "effect" and any(self.phase(end) == "action" and self.awaits_effect(end, day) for end in ends)

    def awaits_effect(self, action: str, day: date | None) -> bool:
        """Whether an action has no effect at all and is not over."""
        row = self.records[action]
        return not self.linked("checked_by", after=action) and is_ahead(row.get("end_date") or row.get("date"), day)

    # --- Steps -----------------------------------------------------------------------------------------------------

    def has_step(self, record: str, step: str, day: date | None = None) -> bool | None:
        """Whether a record has a step that is asked of it, by links; None where it is not asked, or not yet."""
        row, asked = self.records[record], step.removeprefix("own_")
        if not asked.startswith(row["phase"]) or (asked != step and row.get("norm_level") != "own"):
            return None
        if step in ("norm_compared", "own_norm_set_before") and self.state(record, day) == "not_yet_due":
            return None
        if step == "action_effect_checked" and self.awaits_effect(record, day):
            return None
        return self._has(record, row, step)

    def _has(self, record: str, row: Row, step: str) -> bool:
        if step in INTO:
            return bool(self.linked(INTO[step], after=record))
        if step in OUT_OF:
            kind, phases = OUT_OF[step]
            return any(self.phase(other) in phases for other in self.linked(kind, ahead_of=record))
        if step == "own_norm_set_before":
            return self.set_before(record) is True
        is_dated = row.get("date") is not None or (row["phase"] == "action" and row.get("end_date") is not None)
        is_owned = row.get("owner") is not None
        return {"norm_dated": is_dated, "norm_with_owner": is_owned}.get(step, is_dated and is_owned)

    def steps(
        self, day: date | None = None, keep: Callable[[Row], bool] = lambda _: True
    ) -> dict[str, tuple[int, int]]:
        """Of all records that should have a step how many do."""
        kept = [record for record, row in self.records.items() if keep(row)]
        answers = {step: [self.has_step(record, step, day) for record in kept] for step in ASKED}
        return {step: (found.count(True), len(found) - found.count(None)) for step, found in answers.items()}

    def step_counts(self, keep: Callable[[Row], bool] = lambda _: True) -> dict[str, tuple[int, int]]:
        """The same in the words of those who coded the bundled dossiers, every step being due."""
        return {ASKED[step]: count for step, count in self.steps(keep=keep).items()}

    # --- Feedback --------------------------------------------------------------------------------------------------

    def feedback(self, keep: Callable[[Row], bool] = lambda _: True) -> dict[tuple[str, str], Row]:
        """Of every step and role: on how many records it was consulted, on how many it judged."""
        of: dict[str, list[Row]] = {}
        for row in self.assessors:
            of.setdefault(row["record"], []).append(row)
        consulted: set[tuple[str, str]] = set()
        judging: set[tuple[str, str]] = set()
        for record in self.records:
            for row in of.get(record, []):
                judges = row.get("part") in ("judging", "author")
                (judging if judges else consulted).add((record, row.get("role") or "not_stated"))
            for about in self.linked("feedback_on", after=record):
                consulted |= {(about, row.get("role") or "not_stated") for row in of.get(record, [{}])}
        these = {step: [record for record in self.of_phase(step) if keep(self.records[record])] for step in STEPS}
        return {
            (step, role): {
                "consulted": sum((record, role) in consulted for record in these[step]),
                "judging": sum((record, role) in judging for record in these[step]),
                "records": len(these[step]),
            }
            for step in STEPS
            for role in (*ROLES, "not_stated")
        }

    # --- What a judgement of the whole is drawn from -----------------------------------------------------------------

    def programmes(self, whole: str) -> list[str]:
        """The programmes of a unit; one within another is part of it."""

        def is_programme(unit: str) -> bool:
            return unit in self.units and self.units[unit]["kind"] == "programme"

        return [
            unit
            for unit in self.units
            if is_programme(unit) and whole in self.above(unit) and not any(map(is_programme, self.above(unit)[1:]))
        ]

    def drawn_on(self, whole: str) -> tuple[int, int, str]:
        """Students of the programmes whose own judgement feeds the judgement of a unit, of how many; or programmes."""
        way: dict[str, set[str]] = {record: set() for record in self.records}
        for link in self.links:
            if link["kind"] in ("draws_on", "concludes"):
                first, second = turned(link)
                way[second].add(first)
        own = {record for record, row in self.records.items() if is_own(row)}
        starts = {r for r in own if self.records[r]["unit"] == whole and self.phase(r) in ("evaluation", "judgement")}
        # Open: what lies between may be of anyone.
        reached = {other for start in starts for other in distances(way, start)}
        feeding = {self.records[r]["unit"] for r in reached & own if self.phase(r) == "judgement"}
        programmes = self.programmes(whole)
        students = {programme: self.units[programme].get("students") for programme in programmes}
        known = None not in students.values() and any(students.values())
        weights = students if known else dict.fromkeys(programmes, 1)
        fed = [programme for programme in programmes if any(programme in self.above(unit) for unit in feeding)]
        count, of = (sum(weights[programme] or 0 for programme in these) for these in (fed, programmes))
        return count, of, "students" if known else "programmes"

    # --- Loops -----------------------------------------------------------------------------------------------------

    def above(self, unit: str) -> list[str]:
        """A unit and all above it, the whole without a row last."""

        def found() -> list[str]:
            row = self.units.get(unit)
            return [unit, *(self.above(row["parent"]) if row is not None and row.get("parent") else [])]

        above: list[str] = self._once(("above", unit), found)
        return above

    def within(self, whole: str) -> Callable[[Row], bool]:
        """Whether a record is of a unit or of one below it."""
        return lambda row: whole in self.above(row["unit"])

    def smallest_common_unit(self, units: Iterable[str]) -> str | None:
        ways = [self.above(unit) for unit in units]
        return next((unit for unit in ways[0] if all(unit in way for way in ways)), None)

    def loops(self) -> dict[str, Row]:
        """Of every effect: the unit of its story, how far back it goes, and the days from ambition to next ambition."""
        return {effect: self._loop(effect) for effect in self.of_phase("effect")}

    def _loop(self, effect: str) -> Row:
        story = {record for one in self.stories_to(effect) for record in one}
        ambition = self._first([record for record in story if self.phase(record) == "ambition"])
        following = self._first(self.linked("renews", after=effect))
        shortest = longest = None
        start = period(self.records[ambition].get("date")) if ambition else None
        end = period(self.records[following].get("date")) if following else None
        if start is not None and end is not None:
            shortest, longest = (end[0] - start[1]).days, (end[1] - start[0]).days
        return {
            "unit": self.smallest_common_unit(self.records[record]["unit"] for record in sorted(story)),
            "earliest": STEPS[min(rank(self.phase(record)) for record in story)],
            "ambition": ambition,
            "next_ambition": following,
            "shortest": shortest,
            "longest": longest,
        }

    def _first(self, records: Sequence[str]) -> str | None:
        """The one with the earliest first day; undated ones last, then by identifier."""

        def began(record: str) -> tuple[date, str]:
            found = period(self.records[record].get("date"))
            return (found[0] if found else date.max), record

        return min(records, key=began, default=None)


def turned(link: Row) -> tuple[str, str]:
    """What comes first and what rests on it."""
    ends = link["from"], link["to"]
    return (ends[1], ends[0]) if link["kind"] in TURNED else ends


def distances(ways: dict[str, set[str]], start: str) -> dict[str, int]:
    """Everything that can be come to, with the fewest ways to it."""
    found, reached = {start: 0}, [start]
    for record in reached:
        for other in ways[record]:
            if other not in found:
                found[other] = found[record] + 1
                reached.append(other)
    del found[start]
    return found


def longest_of(stories: Sequence[Story]) -> list[Story]:
    most = max(map(len, stories))
    return [story for story in stories if len(story) == most]


def record_faults(row: Row, reading: str) -> set[str]:
    """Why a reading does not accept a record."""
    found = {"contradicted"} if row.get("sound") is False else set()
    if reading == "lenient":
        return found | ({"not_retrievable"} if row.get("retrievable") is False else set())
    found |= {"undated"} if row.get("date") is None else set()
    found |= {"not_retrievable"} if row.get("retrievable") is not True else set()
    return found | ({"low_confidence"} if row.get("confidence") == "low" else set())


# --- Dossiers drawn at random --------------------------------------------------------------------------------------

INDICATORS: Final = ("attendance", "diploma", "safety")
RECORD: Final = (
    *("record", "unit", "phase", "aspect", "date", "title", "owner", "source", "retrievable", "by", "indicator"),
    *("sound", "confidence", "status", "end_date", "norm_level", "target", "direction", "strict", "target_date"),
    *("planned_measurement", "value", "value_unit", "value_state", "verdict"),
)


def random_dossier(rng: Random, *, units: int = 8, records: int = 40) -> Tables:
    """A legal dossier without circles, of about so many units and records, with everything a real one leaves open."""
    return Drawing(rng, units, records).tables()


class Drawing:
    """A dossier while it is drawn. Some are nearly flawless, so that complete chains occur."""

    def __init__(self, rng: Random, units: int, records: int) -> None:
        self.rng = rng
        self.flaws = rng.choice([0.0, 0.03, 0.1, 0.25])
        self.units = self._units(units)
        self.records: list[Row] = []
        self.links: list[Row] = []
        self.resting: dict[str, set[str]] = {}
        while len(self.records) < records:
            self._story()
        self._whole()
        self._noise(records)

    def tables(self) -> Tables:
        rows = list(self.records)
        # Rows stand in no order, and identifiers tell nothing.
        self.rng.shuffle(rows)
        self.rng.shuffle(self.links)
        self.rng.shuffle(self.units)
        return {"units": self.units, "records": rows, "links": self.links, "assessors": list(self._assessors())}

    def _rarely(self, chance: float = 1.0) -> bool:
        return self.rng.random() < chance * self.flaws

    # Units

    def _units(self, number: int) -> list[Row]:
        rng = self.rng
        rows = [self._unit("mbo", "sector", None)] if rng.random() < 0.7 else []
        rows.append(self._unit("i0", "institution", "mbo"))
        while len(rows) < number:
            above = rng.choice(rows)
            lower = KINDS[KINDS.index(above["kind"]) + 1 :]
            if lower:
                rows.append(self._unit(f"u{len(rows)}", rng.choice(lower), above["unit"]))
        return rows

    def _unit(self, unit: str, kind: str, parent: str | None) -> Row:
        rng = self.rng
        students = None if rng.random() < 0.2 else rng.choice([0, 8, 73, 190, 475])
        standing = rng.choice([None, None, "account", "reconstruction"])
        return {"unit": unit, "kind": kind, "parent": parent, "name": None, "students": students, "standing": standing}

    # Dates

    def _date(self, year: int) -> str | None:
        rng = self.rng
        if self._rarely():
            return None
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        return rng.choice(
            [
                f"{year}",
                f"{year}",
                f"{year}-{month:02}",
                f"{year}-{month:02}-{day:02}",
                f"{year - 1}/{year % 100:02}",
            ]
        )

    def _end(self, row: Row, year: int) -> str | None:
        """An end that is not before the beginning, often years ahead."""
        end = self._date(year + self.rng.randint(0, 4))
        return None if before(end, row["date"]) else end

    # Records

    def _record(self, phase: str, unit: str, year: int, indicator: str | None) -> Row:
        rng = self.rng
        row: Row = dict.fromkeys(RECORD)
        row |= {"record": f"{phase[0]}{len(self.records)}-{rng.randrange(1000)}", "unit": unit, "phase": phase}
        row |= {"aspect": rng.choice(["results", "safety", None]), "title": f"a {phase}", "source": None}
        row["date"] = self._date(year)
        row["retrievable"] = rng.choice([None, False]) if self._rarely() else True
        row["sound"] = rng.choice([False, True]) if self._rarely() else None
        row["confidence"] = "low" if self._rarely() else rng.choice([None, "high", "medium"])
        row["by"] = rng.choice([None, None, "own", "peers", "committee", "supervisor", "ministry"])
        row["owner"] = rng.choice([None, "board", "team"])
        self._fill(row, year, indicator)
        self.records.append(row)
        self.resting[row["record"]] = set()
        return row

    def _fill(self, row: Row, year: int, indicator: str | None) -> None:
        rng, phase = self.rng, row["phase"]
        if phase in ("norm", "measurement", "effect"):
            other = rng.choice([None, *INDICATORS])
            row["indicator"] = other if self._rarely(2) else indicator
        elif phase in ("evaluation", "judgement", "action") and rng.random() < 0.3:
            row["indicator"] = indicator
        if phase == "norm":
            row["norm_level"] = rng.choice([None, "legal", "sector", "own", "own"])
            row["target"] = None if self._rarely(2) else rng.choice([0.0, 60.0, 75.0, 75.5])
            row["direction"] = None if self._rarely(2) else rng.choice(["higher", "lower", "equal"])
            row["strict"] = rng.choice([None, None, False, True])
            row["target_date"] = self._date(year + rng.randint(0, 8)) if rng.random() < 0.7 else None
            row["planned_measurement"] = rng.choice([None, "survey"])
        if phase in ("measurement", "effect"):
            row["value"] = None if self._rarely(2) else rng.choice([0.0, 59.9, 60.0, 75.0, 76.0])
        if phase == "measurement" and row["value"] is None:
            row["value_state"] = rng.choice([None, "suppressed", "missing", "range", "words"])
        if phase == "judgement":
            row["verdict"] = rng.choice([None, "insufficient", "good", "sufficient|good"])
        if phase == "action":
            row["status"] = rng.choice([None, "planned", "continuing", "done", "recommended", "conditional"])
            row["end_date"] = self._end(row, year) if rng.random() < 0.6 else None

    # Links

    def _link(self, kind: str, first: Row, second: Row) -> bool:
        """Tie two records where that is legal, is not there yet and closes no circle."""
        link: Row = {"from": first["record"], "to": second["record"], "kind": kind}
        start, end = turned(link)
        legal = (first["phase"], second["phase"]) in LEGAL[kind]
        there = any({key: other[key] for key in link} == link for other in self.links)
        if not legal or there or start == end or start in distances(self.resting, end):
            return False
        link["basis"] = "coded" if self._rarely() else self.rng.choice([None, "stated", "stated", "same_indicator"])
        link["confidence"] = "low" if self._rarely() else self.rng.choice([None, "high", "medium"])
        self.links.append(link)
        self.resting[start].add(end)
        return True

    def _story(self) -> None:
        """One turn, from any step to any step; evaluations, judgements and actions are often shared with others."""
        rng = self.rng
        year, unit = rng.randint(2014, 2024), rng.choice(self.units)["unit"]
        indicator = rng.choice([None, *INDICATORS])
        first = 0 if rng.random() < 0.6 else rng.randrange(len(STEPS))
        stops = [rank("norm"), rank("action"), rank("effect"), rank("effect"), rng.randrange(len(STEPS))]
        last = max(first, rng.choice(stops))
        previous: Row | None = None
        for step in STEPS[first : last + 1]:
            if step == "judgement" and rng.random() < 0.3:
                continue
            unit = rng.choice(self.units)["unit"] if rng.random() < 0.15 else unit
            row = self._shared(step) or self._record(step, unit, year, indicator)
            if previous is not None:
                kinds = [kind for kind, phase in CHAIN if phase == previous["phase"]]
                any(self._link(kind, previous, row) for kind in kinds)
            previous = row
            year += rng.choice([-1, 0]) if self._rarely(3) else rng.choice([0, 1, 1, 1])
        if previous is not None and previous["phase"] == "effect" and rng.random() < 0.6:
            self._link("renews", previous, self._record("ambition", unit, year, indicator))

    def _whole(self) -> None:
        """A judgement of a whole that draws on those of some of its programmes, some of them through an evaluation."""
        rng = self.rng
        programmes = [row["unit"] for row in self.units if row["kind"] == "programme"]
        wholes = [row["unit"] for row in self.units if row["kind"] != "programme"]
        if not programmes or rng.random() < 0.3:
            return
        whole = self._record("judgement", rng.choice(wholes), 2024, None)
        evaluation = self._record("evaluation", whole["unit"], 2024, None)
        self._link("concludes", evaluation, whole)
        for programme in rng.sample(programmes, k=min(2, len(programmes))):
            judgement = self._record("judgement", programme, 2023, None)
            self._link("draws_on", rng.choice([whole, evaluation]), judgement)

    def _shared(self, step: str) -> Row | None:
        there = [row for row in self.records if row["phase"] == step]
        shared = {"evaluation": 0.4, "judgement": 0.3, "action": 0.4}.get(step, 0.08)
        return self.rng.choice(there) if there and self.rng.random() < shared else None

    def _noise(self, number: int) -> None:
        rng = self.rng
        for _ in range(number // 8):
            self._record("feedback", rng.choice(self.units)["unit"], rng.randint(2014, 2024), None)
        kinds = sorted(LEGAL)
        for _ in range(number * 2):
            kind = rng.choice([*kinds, "draws_on", "draws_on", "feedback_on", "feedback_on"])
            first_phase, second_phase = rng.choice(sorted(LEGAL[kind]))
            firsts = [row for row in self.records if row["phase"] == first_phase]
            seconds = [row for row in self.records if row["phase"] == second_phase]
            # Links of chains are rare here: too many would tie everything to everything.
            if firsts and seconds and ((kind, first_phase) not in CHAIN or rng.random() < 0.04):
                self._link(kind, rng.choice(firsts), rng.choice(seconds))

    # Assessors

    def _assessors(self) -> Iterator[Row]:
        rng = self.rng
        for row in self.records:
            for number in range(rng.choice([0, 0, 1, 2])):
                yield {
                    "record": row["record"],
                    "assessor": f"assessor {number}",
                    "role": rng.choice([None, *ROLES]),
                    "organisation": rng.choice([None, "own", "other school"]),
                    "part": rng.choice([None, "judging", "consulted", "consenting", "author"]),
                    "count": rng.choice([None, 1, 1, 3, 9]),
                    "last_tie": rng.choice([None, "none", self._date(2020)]),
                    "reviewed_by_party": rng.choice([None, "none", self._date(2021)]),
                    "shared_governance": rng.choice([None, True, False]),
                    "declaration": rng.choice([None, True, False]),
                }
