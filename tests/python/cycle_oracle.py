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

import networkx as nx

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Period = tuple[date, date]
Story = tuple[str, ...]
Test = Callable[[str], bool]

STEPS: Final = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
READINGS: Final = ("strict", "lenient", "by_links")
ROLES: Final = (
    *("staff", "student", "alumnus", "peer", "employer", "expert", "municipality", "supervisor", "ministry", "other"),
)
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
        self._stories: dict[tuple[str, bool], list[Story]] = {}
        self._ends: dict[tuple[str, str], set[str]] = {}

    def phase(self, record: str) -> str:
        return str(self.records[record]["phase"])

    def of_phase(self, phase: str) -> list[str]:
        return [record for record in self.records if self.phase(record) == phase]

    def linked(self, kind: str, *, after: str | None = None, ahead_of: str | None = None) -> list[str]:
        """Ends of the links of a kind that begin at a record, or beginnings of those that end at one."""
        here = [link for link in self.links if link["kind"] == kind]
        if after is not None:
            return [link["to"] for link in here if link["from"] == after]
        return [link["from"] for link in here if link["to"] == ahead_of]

    def illegal(self) -> list[Row]:
        return [
            link for link in self.links if (self.phase(link["from"]), self.phase(link["to"])) not in LEGAL[link["kind"]]
        ]

    # --- Graph -----------------------------------------------------------------------------------------------------

    @cached_property
    def graph(self) -> Any:
        """Every link, from what comes first to what rests on it."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.records)
        graph.add_edges_from(turned(link) for link in self.links)
        return graph

    @cached_property
    def chain_graph(self) -> Any:
        """The links of chains only."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.records)
        for link in self.links:
            if (link["kind"], self.phase(link["from"])) in CHAIN:
                graph.add_edge(link["from"], link["to"], link=link)
        return graph

    def is_acyclic(self) -> bool:
        return bool(nx.is_directed_acyclic_graph(self.graph))

    def impact(self, record: str) -> dict[str, int]:
        """What rests on a record, with the fewest links between them."""
        found = dict(nx.single_source_shortest_path_length(self.graph, record))
        return {other: distance for other, distance in found.items() if other != record}

    def foundations(self, record: str) -> dict[str, int]:
        """What a record rests on, with the fewest links between them."""
        found = dict(nx.single_source_shortest_path_length(self.graph.reverse(copy=False), record))
        return {other: distance for other, distance in found.items() if other != record}

    # --- Stories ---------------------------------------------------------------------------------------------------

    def stories_from(self, record: str) -> list[Story]:
        """Every run of links of chains that begins at a record, the record alone first."""
        return self._enumerated(record, backwards=False)

    def stories_to(self, record: str) -> list[Story]:
        """Every run of links of chains that ends at a record, the record alone first."""
        return self._enumerated(record, backwards=True)

    def _enumerated(self, record: str, *, backwards: bool) -> list[Story]:
        key = (record, backwards)
        if key not in self._stories:
            graph = self.chain_graph.reverse(copy=False) if backwards else self.chain_graph
            ends = nx.descendants(graph, record)
            found = [tuple(path) for path in nx.all_simple_paths(graph, record, ends)] if ends else []
            self._stories[key] = [(record,), *(path[::-1] if backwards else path for path in found)]
        return self._stories[key]

    def faults(self, story: Story, reading: str) -> set[str]:
        """Why a reading does not accept a run of links; by links there is never a reason."""
        if reading == "by_links":
            return set()
        found = set()
        for record in story:
            found |= record_faults(self.records[record], reading)
        for first, second in pairwise(story):
            found |= self._link_faults(self.chain_graph.edges[first, second]["link"], reading)
        return found if self._runs_through_one_indicator(story, reading) else found | {"indicator"}

    def holds(self, story: Story, reading: str) -> bool:
        return not self.faults(story, reading)

    def _link_faults(self, link: Row, reading: str) -> set[str]:
        first, second = (self.records[link[end]].get("date") for end in ("from", "to"))
        found = {"against_dates"} if before(second, first) else set()
        if reading == "strict":
            found |= {"coded"} if link.get("basis") == "coded" else set()
            found |= {"low_confidence"} if link.get("confidence") == "low" else set()
            if link["kind"] == "measured_by" and not before(first, second):
                found |= {"not_known_before"}
        return found

    def _runs_through_one_indicator(self, story: Story, reading: str) -> bool:
        named = {self.phase(record): self.records[record].get("indicator") for record in story}
        given = [named[step] for step in ("norm", "measurement") if step in named]
        if len(given) == 2 and None not in given and given[0] != given[1]:
            return False
        # Open: a part of a chain without its norm or measurement may run through any indicator that they could give.
        settled = len(given) == 2 or any(given)
        through = next((indicator for indicator in given if indicator is not None), None)
        for step in ("evaluation", "judgement", "action"):
            if named.get(step) is None:
                continue
            # Open: a chain without indicator is none of what names one, in the lenient reading neither.
            if settled and named[step] != through:
                return False
            settled, through = True, named[step]
        if "effect" not in named or not settled or named["effect"] == through:
            return True
        return named["effect"] is None and reading == "lenient"

    def ends(self, record: str, reading: str) -> set[str]:
        """Every record that a chain from a record comes to."""
        key = (record, reading)
        if key not in self._ends:
            self._ends[key] = {story[-1] for story in self.stories_from(record) if self.holds(story, reading)}
        return self._ends[key]

    def furthest(self, record: str, reading: str) -> str | None:
        """The last step that a chain from a record comes to; None where the record itself carries none."""
        reached = [rank(self.phase(end)) for end in self.ends(record, reading)]
        return STEPS[max(reached)] if reached else None

    def earliest(self, record: str, reading: str) -> str | None:
        """The first step from which a chain comes to a record."""
        reached = [rank(self.phase(story[0])) for story in self.stories_to(record) if self.holds(story, reading)]
        return STEPS[min(reached)] if reached else None

    # --- Judgements ------------------------------------------------------------------------------------------------

    def complete(self, judgement: str, reading: str) -> bool:
        """Whether one chain runs through a judgement from an ambition to an effect."""
        starts = [story for story in self.stories_to(judgement) if self.phase(story[0]) == "ambition"]
        ends = [story for story in self.stories_from(judgement) if self.phase(story[-1]) == "effect"]
        return any(self.holds(start + end[1:], reading) for start in starts for end in ends)

    def missing(self, judgement: str, reading: str = "strict") -> tuple[str | None, str | None]:
        """The nearest step that no chain of the reading has before a judgement, and after it."""
        # Open: in which reading. A judgement that the reading does not accept itself misses what is next to it.
        first, last = self.earliest(judgement, reading), self.furthest(judgement, reading)
        start = rank(first) if first else rank("judgement")
        end = rank(last) if last else rank("judgement")
        return (STEPS[start - 1] if start else None), (STEPS[end + 1] if end + 1 < len(STEPS) else None)

    # --- Norms -----------------------------------------------------------------------------------------------------

    def set_before(self, norm: str) -> bool | None:
        """Whether a norm was set before a measurement it is compared with."""
        measured = [self.records[record].get("date") for record in self.linked("measured_by", after=norm)]
        when = self.records[norm].get("date")
        if any(before(when, other) for other in measured):
            return True
        return False if measured and all(before(other, when) for other in measured) else None

    def latest(self, norm: str) -> list[str]:
        """The latest of the measurements a norm is compared with; several where none of them is the later one."""
        # Open: which is latest. Here the one with the last day, then the last first day; without date the earliest.
        nowhere = (date.min, date.min)
        measured = self.linked("measured_by", after=norm)
        last = {record: (period(self.records[record].get("date")) or nowhere)[::-1] for record in measured}
        return [record for record in measured if last[record] == max(last.values())]

    def state(self, norm: str, day: date) -> str:
        """met, not_met, not_known, not_measured or not_yet_due."""
        row = self.records[norm]
        if not self.linked("measured_by", after=norm):
            due = period(row.get("target_date"))
            return "not_yet_due" if due is not None and due[0] > day else "not_measured"
        # Open: where several are latest, the worst of them tells.
        found = {self.meets(row, self.records[record].get("value")) for record in self.latest(norm)}
        return "not_met" if False in found else "not_known" if None in found else "met"

    @staticmethod
    def meets(norm: Row, value: float | None) -> bool | None:
        target, direction = norm.get("target"), norm.get("direction")
        if value is None or target is None or direction is None:
            return None
        if value == target:
            return norm.get("strict") is not True
        return bool({"higher": value > target, "lower": value < target, "equal": False}[direction])

    # --- Survival --------------------------------------------------------------------------------------------------

    def survival(self, start: str, reading: str, day: date) -> list[Row]:
        """One row a step, from the step where chains start."""
        starts = self.of_phase(start)
        # Open: the first row holds all that should start a chain, and as reached those that the reading accepts.
        came = [record for record in starts if self.furthest(record, reading) is not None]
        rows = [self._survival_row(start, len(starts), len(came), 0, 1.0)]
        for step in STEPS[rank(start) + 1 :]:
            reached = [record for record in came if rank(self.furthest(record, reading) or start) >= rank(step)]
            waiting = [r for r in came if r not in reached and self._waits(r, step, reading, day)]
            rows.append(
                self._survival_row(step, len(came) - len(waiting), len(reached), len(waiting), rows[-1]["survival"])
            )
            came = reached
        return rows

    @staticmethod
    def _survival_row(step: str, at_risk: int, reached: int, waiting: int, so_far: float | None) -> Row:
        survival = None if so_far is None or at_risk == 0 else so_far * reached / at_risk
        return {"step": step, "at_risk": at_risk, "reached": reached, "not_yet_due": waiting, "survival": survival}

    def _waits(self, record: str, step: str, reading: str, day: date) -> bool:
        """Whether one of the records that a chain came to last waits for a day to come."""
        ends = self.ends(record, reading)
        if step == "measurement":
            norms = [end for end in ends if self.phase(end) == "norm"]
            return any(self.state(norm, day) == "not_yet_due" for norm in norms)
        if step != "effect":
            return False
        actions = [end for end in ends if self.phase(end) == "action" and not self.linked("checked_by", after=end)]
        return any(not self.is_over(action, day) for action in actions)

    def is_over(self, action: str, day: date) -> bool:
        # Open: what "over" is. Here its end, or without one its date, lies wholly before the day; without either it is.
        row = self.records[action]
        last = period(row.get("end_date")) or period(row.get("date"))
        return last is None or last[1] < day

    # --- Counts ----------------------------------------------------------------------------------------------------

    def step_counts(self, keep: Callable[[Row], bool] = lambda _: True) -> dict[str, tuple[int, int]]:
        """Of all records that should have a step how many do, by links."""

        def count(phase: str, *conditions: Test, among: Callable[[Row], bool] = keep) -> tuple[int, int]:
            these = [r for r in self.of_phase(phase) if among(self.records[r])]
            return sum(all(holds(record) for holds in conditions) for record in these), len(these)

        def filled(*names: str) -> Test:
            return lambda record: any(self.records[record].get(name) is not None for name in names)

        def into(kind: str) -> Test:
            return lambda record: bool(self.linked(kind, after=record))

        def out_of(kind: str, *phases: str) -> Test:
            return lambda record: any(self.phase(r) in phases for r in self.linked(kind, ahead_of=record))

        def is_own_norm(row: Row) -> bool:
            return keep(row) and row.get("norm_level") == "own"

        return {
            "ambition with a norm": count("ambition", into("specified_by")),
            "norm with an ambition": count("norm", out_of("specified_by", "ambition")),
            "norm dated": count("norm", filled("date")),
            "norm with owner": count("norm", filled("owner")),
            "own norm measured afterwards": count("norm", lambda r: self.set_before(r) is True, among=is_own_norm),
            "norm compared with a measurement": count("norm", into("measured_by")),
            "measurement weighed": count("measurement", into("weighed_in")),
            "evaluation resting on a measurement": count("evaluation", out_of("weighed_in", "measurement")),
            "judgement resting on an evaluation": count("judgement", out_of("concludes", "evaluation")),
            "judgement followed by an action": count("judgement", into("leads_to")),
            "action after a finding": count("action", out_of("leads_to", "evaluation", "judgement")),
            "action with owner and date": count("action", filled("owner"), filled("date", "end_date")),
            "action with its effect checked": count("action", into("checked_by")),
            "effect that renews an ambition": count("effect", into("renews")),
        }

    def feedback(self) -> dict[tuple[str, str], Row]:
        """Of every step and role: on how many records it was consulted, on how many it judged."""
        consulted: set[tuple[str, str | None]] = set()
        judging: set[tuple[str, str | None]] = set()
        for row in self.assessors:
            record, role, part = row["record"], row.get("role"), row.get("part")
            if self.phase(record) == "feedback":
                # Open: whoever is in a consultation was consulted, whatever the part.
                consulted |= {(about, role) for about in self.linked("feedback_on", after=record)}
            elif part in ("judging", "author"):
                judging.add((record, role))
            elif part in ("consulted", "consenting"):
                # Open: who consents was consulted. Who has no part is counted nowhere.
                consulted.add((record, role))
        return {
            (step, role): {
                "consulted": sum((record, role) in consulted for record in self.of_phase(step)),
                "judging": sum((record, role) in judging for record in self.of_phase(step)),
                "records": len(self.of_phase(step)),
            }
            for step in STEPS
            for role in ROLES
        }

    def drawn_on(self, whole: str, reading: str = "by_links") -> tuple[int, int]:
        """Students of the programmes whose own judgement feeds the own judgement of a unit, and of all of them."""
        graph = nx.DiGraph()
        graph.add_nodes_from(self.records)
        for link in self.links:
            first, second = turned(link)
            pair = (self.phase(first), self.phase(second))
            feeds = pair in {("judgement", "judgement"), ("judgement", "evaluation"), ("evaluation", "judgement")}
            if feeds and is_own(self.records[first]) and is_own(self.records[second]) and self._feeds(link, reading):
                graph.add_edge(first, second)
        own = [record for record in self.of_phase("judgement") if self._counts_as_own(record, reading)]
        of_whole = [record for record in own if self.records[record]["unit"] == whole]
        feeding = {self.records[r]["unit"] for r in own if any(r != w and nx.has_path(graph, r, w) for w in of_whole)}
        # Open: programmes without a number of students stand outside the share; records of others feed nothing.
        students = {
            unit: row["students"]
            for unit, row in self.units.items()
            if row["kind"] == "programme" and row.get("students") is not None and whole in self.above(unit)[1:]
        }
        return sum(number for unit, number in students.items() if unit in feeding), sum(students.values())

    def _counts_as_own(self, record: str, reading: str) -> bool:
        return is_own(self.records[record]) and self.holds((record,), reading)

    def _feeds(self, link: Row, reading: str) -> bool:
        first, second = turned(link)
        if reading == "by_links":
            return True
        faults = record_faults(self.records[first], reading) | record_faults(self.records[second], reading)
        return not faults | self._link_faults({**link, "from": first, "to": second}, reading)

    # --- Loops -----------------------------------------------------------------------------------------------------

    def above(self, unit: str) -> list[str]:
        """A unit and all above it, the whole without a row last."""
        found = [unit]
        while (row := self.units.get(found[-1])) is not None and row.get("parent"):
            found.append(row["parent"])
        return found

    def smallest_common_unit(self, units: Iterable[str]) -> str | None:
        ways = [self.above(unit) for unit in units]
        return next((unit for unit in ways[0] if all(unit in way for way in ways)), None)

    def loops(self) -> dict[str, Row]:
        """Of every effect: the unit of its story, how far back it goes, and the days from ambition to next ambition."""
        return {effect: self._loop(effect) for effect in self.of_phase("effect")}

    def _loop(self, effect: str) -> Row:
        # Open: the story of an effect is everything from which links of chains come to it, whatever reading.
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
        """The one that began first; without date the last; in the order of the table where that does not tell."""
        places = {record: place for place, record in enumerate(self.records)}
        never = (date.max, date.max)
        return min(records, key=lambda r: (period(self.records[r].get("date")) or never, places[r]), default=None)


def turned(link: Row) -> tuple[str, str]:
    """What comes first and what rests on it."""
    ends = link["from"], link["to"]
    return (ends[1], ends[0]) if link["kind"] in TURNED else ends


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
        self.graph = nx.DiGraph()
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
        self.graph.add_node(row["record"])
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
        if not legal or there or start == end or nx.has_path(self.graph, end, start):
            return False
        link["basis"] = "coded" if self._rarely() else self.rng.choice([None, "stated", "stated", "same_indicator"])
        link["confidence"] = "low" if self._rarely() else self.rng.choice([None, "high", "medium"])
        self.links.append(link)
        self.graph.add_edge(start, end)
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
