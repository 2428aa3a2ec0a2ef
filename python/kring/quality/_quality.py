# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scores of quality assurance."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from kring import _core, frames
from kring._rule_file import Language, is_dutch
from kring._shown import Shown, cell_text, text_table
from kring.cycle._dossier import Dossier, Reading
from kring.frames.arrays import to_array
from kring.quality._profile import Profile

if TYPE_CHECKING:
    from kring.quality._coverage import Coverage

PlotKind = Literal["wheel", "profile", "feedback", "survival", "lanes"]
"""Which picture of a unit."""

PROPERTIES: Final = ("ambition", "visibility", "traceability", "reliability")


@dataclass(frozen=True)
class WhatIf:
    """The scores of a unit as they are, and as they would be."""

    unit: str
    """The unit."""
    now: Mapping[str, float | None]
    """ambition, visibility, traceability, reliability, reliability_low, quality, as they are."""
    then: Mapping[str, float | None]
    """The same, as they would be."""

    @property
    def gain(self) -> float | None:
        """What Q would gain; ``None`` where there is no Q before or after."""
        now, then = self.now["quality"], self.then["quality"]
        return None if now is None or then is None else then - now

    def __repr__(self) -> str:
        rows = [["", "now", "then"]]
        rows += [[name, cell_text(self.now[name]), cell_text(self.then[name])] for name in self.now]
        return "\n".join([f"What if, {self.unit}", *text_table(rows)])


class Quality(Shown):
    """How ambitious, visible, traceable and reliable quality assurance is; made by ``assess_quality``.

    ``frame`` has one row a unit with the columns

    - ``unit``; ``ambition`` A, ``visibility`` V, ``traceability`` T, ``reliability`` R and ``quality`` Q, in [0, 1],
      higher is better; ``reliability_low``: the pessimistic value of R; ``quality_lenient``: Q where what is unknown
      counts as in order, an upper value;
    - ``state``: ``scored``; ``undetermined``, where some property has no value; ``not_examined``, which is not zero;
    - ``reason``: ``no_judgement``, ``no_ambition``, ``reconstruction``, ``no_records``; null when scored.

    Every output names its profile: id, version, status and digest.
    """

    def __init__(
        self,
        core: _core.Quality,
        dossier: Dossier,
        profile: Profile,
        *,
        day: int,
        level: str,
        rater_reliability: float | None,
    ) -> None:
        self._core = core
        self.dossier = dossier
        """The dossier assessed."""
        self.profile = profile
        """The numbers the scores rest on."""
        self.rater_reliability = rater_reliability
        """The reliability of one rater that ratings gave instead of the profile's; ``None`` where there were none."""
        self._day = day
        self.on = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
        """The day on which was assessed."""
        self.level = level
        """The kind of unit assessed."""

    @cached_property
    def table(self) -> _core.Table:
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""
        return self._core.frame()

    @cached_property
    def frame(self) -> Any:
        """One row a unit, as a frame of the kind that went in."""
        return self._native(self.table)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units assessed, in the order of the dossier."""
        return tuple(to_array(self.table, "unit").tolist())

    @cached_property
    def reach(self) -> Any:
        """What the records show in each reading, also of units that were not examined.

        Of a reconstruction these numbers say how far its documents reach; they are no scores of the board.
        """
        return self._native(self._core.reach())

    def scores(self, unit: str, *, reading: Reading = "strict") -> dict[str, Any]:
        """The scores of one unit of any kind, and the numbers they are made of.

        Beside the columns of ``frame``: programmes, own_norms, whole, drawn_on (of A); public_whole, public_programmes
        (of V); coverage, chain_reliability, traceability_lower and _upper, whatever the dependence between records, and
        traceability_standard_error where chains were simulated (of T); panel, cap, without_expert,
        without_stakeholders, verified (own verdicts that were), agreed and failed (of the beta law of the agreement an
        inspector would observe) (of R).
        """
        return self._core.scores(unit, _is_lenient(reading))

    def parts(self, unit: str, *, reading: Reading = "strict") -> Any:
        """Every part of the scores of a unit: property, part, name, detail, unit, value, weight, records, missing."""
        return self._native(self._core.parts(unit, _is_lenient(reading)))

    def gaps(self, unit: str) -> Any:
        """What is not there, ordered by what it would gain in Q: gap, property, kind, name, step, record, missing,
        programmes, en, nl, gain (in its property), quality_gain (in Q).

        Each gain is that of mending this gap alone; gains do not add up, since the weakest part counts for itself.
        """
        return self._native(self._core.gaps(unit))

    def assessors(self, unit: str) -> Any:
        """Everyone who looked at an own evaluation or judgement: role, part, whether independent, and what is against.

        ``against`` names each failure: ``employed``, ``recent_tie``, ``shared_governance``, ``reviewed_by_party``,
        ``no_declaration``, and the same as ``..._unknown`` where nobody says so.
        """
        return self._native(self._core.assessors(unit))

    def explain(self, unit: str, language: Language = "en") -> str:
        """Why a unit scores as it does, in sentences, English or Dutch."""
        return "\n".join(self._core.explain(unit, is_dutch(language)))

    def what_if(self, unit: str, add: Sequence[str | Mapping[str, Any]] | Mapping[str, Any] | str) -> WhatIf:
        """Give the scores of a unit once something is added.

        Parameters
        ----------
        unit
            A unit of any kind.
        add
            Ids of ``gaps(unit)``, such as ``"publication:follow_up"`` or ``"expert"``, which are then mended; and
            mappings from a table to rows that are added to the dossier:
            ``{"publications": {"record": "j1", "item": "follow_up", "date": "2024", "audience": "students", "findable":
            True}}``. Rows are added first.

        Raises
        ------
        kring.UnknownIdentifier
            For a gap that is not there.
        kring.InvalidTable, kring.BrokenCycle
            For rows a dossier cannot have.
        """
        asked = [add] if isinstance(add, (str, Mapping)) else list(add)
        changed: Quality = self
        for rows in (one for one in asked if isinstance(one, Mapping)):
            changed = changed._of(changed.dossier.with_rows(**rows))
        then = changed._core.what_if(unit, [one for one in asked if isinstance(one, str)])
        return WhatIf(unit, _vector(self.scores(unit)), _vector(then))

    def survival(self, **options: Any) -> Any:
        """How far chains come; see :meth:`kring.Dossier.survival`."""
        return self.dossier.survival(**{"on": self.on, **options})

    def coverage(self, framework: str) -> Coverage:
        """Run a coverage framework over each unit and say which requirement is met by which records.

        ``"wot-proportionality"``, ``"letter-2020"`` or ``"eqavet"``; see :class:`kring.quality.Coverage`.
        """
        from kring.quality._coverage import coverage

        return coverage(self, framework)

    def plot(self, kind: PlotKind = "profile", unit: str | None = None, *, language: Language = "en") -> Any:
        """Draw a picture of a unit (or, for ``"profile"`` and ``"survival"``, of all units).

        ``"wheel"``: the cycle with its steps, broken links with the reason; ``"profile"``: the four properties and Q;
        ``"feedback"``: who was heard at which step; ``"survival"``: how far chains come; ``"lanes"``: the records over
        the years, one lane a phase.
        """
        from kring.plot._quality import plot_quality

        return plot_quality(self, kind, unit, language=language)

    def _of(self, dossier: Dossier) -> Quality:
        from kring.quality._assess import assessed

        return assessed(dossier, self.profile, self._day, self.level, self.rater_reliability)

    def _native(self, table: _core.Table) -> Any:
        return frames.to_native(table, self.dossier._like)

    def __len__(self) -> int:
        return self.table.num_rows

    def _head(self) -> str:
        p = self.profile
        one = self.rater_reliability
        rater = "" if one is None else f", reliability of one rater {one:.3f} from ratings"
        return (
            f"Quality assurance of {len(self)} unit{'s'[: len(self) != 1]} ({self.level}) on {self.on}, "
            f"by profile {p.id} {p.version} ({p.status}, digest {p.digest[:12]}){rater}"
        )

    def _rows(self) -> list[list[str]]:
        names = ("unit", *PROPERTIES, "quality", "state", "reason")
        columns = [to_array(self.table, name).tolist() for name in names]
        rows = [list(names)]
        return rows + [[cell_text(cell) for cell in row] for row in list(zip(*columns, strict=True))[:20]]

    def _left_out(self) -> int:
        return max(0, len(self) - 20)


def _is_lenient(reading: str) -> bool:
    if reading not in ("strict", "lenient"):
        raise _core.InvalidValue(f"reading is {reading!r}: expected 'strict' or 'lenient'")
    return reading == "lenient"


def _vector(scores: Mapping[str, Any]) -> dict[str, float | None]:
    return {name: scores[name] for name in (*PROPERTIES, "reliability_low", "quality")}
