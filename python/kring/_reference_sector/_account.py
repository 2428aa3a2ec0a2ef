# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one board tells of its quality cycle, drawn by the chances of its kind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

Rows = dict[str, list[dict[str, Any]]]

PHASES: Final = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
_CHAIN: Final = (
    ("ambition", "norm", "specified_by"),
    ("norm", "measurement", "measured_by"),
    ("measurement", "evaluation", "weighed_in"),
    ("evaluation", "judgement", "concludes"),
    ("judgement", "action", "leads_to"),
    ("action", "effect", "checked_by"),
)
_ITEMS: Final = ("process", "result", "follow_up")
_AUDIENCES: Final = ("students", "alumni", "peers", "employers", "region")
_PARTIES: Final = (("student", "judging"), ("employer", "judging"), ("alumnus", "consulted"), ("peer", "consulted"))


class Account:
    """Rows of the tables of a dossier about one board."""

    def __init__(self, unit: str, chances: Mapping[str, int], draws: Iterator[int], *, coded: bool) -> None:
        self.rows: Rows = {"records": [], "links": [], "assessors": [], "publications": []}
        self._unit, self._chances, self._draws = unit, chances, draws
        self._basis = "coded" if coded else "stated"

    def _there(self, piece: str) -> bool:
        return next(self._draws) < self._chances[piece]

    def tell(self, aspect: str, rounds: list[Mapping[str, datetime.date]], *, published: bool) -> None:
        """Tell every turn of the cycle of an aspect, and what of it was made public."""
        for turn, days in enumerate(rounds, start=1):
            ids = {phase: f"{self._unit}-{aspect}-{turn}-{phase}" for phase in PHASES}
            found = [phase for phase in PHASES if phase != "effect" or self._there("effect")]
            verdict = "good" if next(self._draws) < 25 else "sufficient"
            for phase in found:
                self._record(ids[phase], phase, aspect, days, verdict)
                self._hear(ids[phase], phase)
            self._links(ids, found, f"{self._unit}-{aspect}-{turn - 1}-effect")
            self._panel(ids["judgement"])
            if published:
                self._publish(ids["judgement"], days["publication"])
            self._verify(ids["judgement"], aspect, days["verification"], verdict)

    def begin(self, aspect: str, days: Mapping[str, datetime.date]) -> None:
        """Tell how a turn began, without any judgement."""
        for phase in PHASES[:3]:
            self._record(f"{self._unit}-{aspect}-1-{phase}", phase, aspect, days, "")

    def _record(self, name: str, phase: str, aspect: str, days: Mapping[str, datetime.date], verdict: str) -> None:
        row: dict[str, Any] = {"record": name, "unit": self._unit, "phase": phase, "aspect": aspect}
        row |= {"title": f"synthetic {phase}, {aspect} (not real)", "retrievable": True}
        if self._there("dated"):
            row["date"] = days[phase].isoformat()
            if phase == "action":
                row["end_date"] = days["action_end"].isoformat()
        if self._there("owner"):
            row["owner"] = "synthetic owner (not real)"
        if phase in ("norm", "measurement", "effect"):
            row["indicator"] = f"{aspect}_share"
        if phase == "norm":
            row |= {"norm_level": "own", "target": 75.0, "direction": "higher"}
        if phase in ("measurement", "effect"):
            row |= {"value": float(70 + next(self._draws) // 5), "value_unit": "percent"}
        if phase == "judgement":
            row["verdict"] = verdict
        self.rows["records"].append(row)

    def _hear(self, record: str, phase: str) -> None:
        if phase != "judgement" and self._there("heard"):
            self._assessor(record, "student", "consulted", organisation="students")

    def _links(self, ids: Mapping[str, str], found: list[str], effect_before: str) -> None:
        broken = None if self._there("chain") else next(self._draws) % len(_CHAIN)
        for number, (start, end, kind) in enumerate(_CHAIN):
            if number != broken and end in found:
                self._link(ids[start], ids[end], kind)
        self._link(ids["judgement"], ids["norm"], "judged_against")
        if any(row["record"] == effect_before for row in self.rows["records"]):
            self._link(effect_before, ids["ambition"], "renews")

    def _link(self, start: str, end: str, kind: str) -> None:
        self.rows["links"].append({"from": start, "to": end, "kind": kind, "basis": self._basis})

    def _assessor(self, record: str, role: str, part: str, **more: Any) -> None:
        self.rows["assessors"].append({"record": record, "role": role, "part": part, **more})

    def _panel(self, record: str) -> None:
        self._assessor(record, "staff", "judging", organisation=self._unit, count=2)
        if self._there("expert"):
            free = {"last_tie": "none", "reviewed_by_party": "none", "shared_governance": False, "declaration": True}
            self._assessor(record, "expert", "judging", organisation="synthetic experts (not real)", **free)
        if self._there("parties"):
            for role, part in _PARTIES:
                self._assessor(record, role, part, organisation=f"synthetic {role} (not real)")

    def _publish(self, record: str, day: datetime.date) -> None:
        for item in _ITEMS:
            for audience in _AUDIENCES:
                if self._there("audience"):
                    row = {"record": record, "item": item, "date": day.isoformat(), "audience": audience}
                    self.rows["publications"].append(row | {"findable": True})

    def _verify(self, own: str, aspect: str, day: datetime.date, verdict: str) -> None:
        if self._there("verified"):
            row: dict[str, Any] = {"record": f"{own}-verified", "unit": self._unit, "phase": "judgement"}
            row |= {"aspect": aspect, "date": day.isoformat(), "by": "supervisor", "retrievable": True}
            row |= {"title": "synthetic verification (not real)", "owner": "synthetic inspectorate (not real)"}
            row["verdict"] = verdict if self._there("agrees") else "insufficient"
            self.rows["records"].append(row)
