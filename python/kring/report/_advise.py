# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""From results and quality cycles to the advice a report ends with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kring import InvalidTable, assess_risk, frames
from kring.frames.arrays import to_array
from kring.plot._boards import criteria
from kring.report._dossiers import Assessed, assessed
from kring.supervision import supervise
from kring.supervision._profile import profile_of

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.risk import Risk
    from kring.supervision import Advice, SupervisionProfile

_scored: Final = ("unit", "state", "reason", *criteria[:5], "verified", "independent_expert", "stakeholders")
_risky: Final = ("risk", "risk_upper", "open_breach")


class Advised(NamedTuple):
    """Advice with the risk it rests on."""

    advice: Advice
    risk: Risk


def advise(
    results: Any,
    units: Any,
    *,
    finance: Any = None,
    dossiers: Sequence[Dossier] = (),
    profile: str | os.PathLike[str] | SupervisionProfile = "proposal-2026",
) -> Advised:
    """Advise on the supervision of every board that results or quality cycles speak of.

    Boards without a quality cycle were not examined on quality assurance; boards without results have a risk that is
    not known. Neither is zero.

    Parameters
    ----------
    results, units, finance
        As for `kring.assess_risk`, with its profile of the catalogue.
    dossiers
        Quality cycles; their institutions are boards. Those without institutions are of no board.
    profile
        As for `kring.supervise`.

    Returns
    -------
    Advised
        ``advice`` and ``risk``, as `write_report` takes them.

    Raises
    ------
    As `kring.assess_risk` and `kring.supervise`; kring.InvalidTable where two dossiers have the same board.
    """
    risk = assess_risk(results, units, finance=finance)
    used = profile_of(profile)
    scores = _scores([one for one in assessed(dossiers) if _has_boards(one)], risk.units)
    return Advised(supervise(scores, risk=_risk(risk, used, scores["unit"]), profile=used), risk)


def _has_boards(one: Assessed) -> bool:
    return one.quality is not None and one.quality.level == "institution"


def _scores(found: Sequence[Assessed], boards: Sequence[str]) -> dict[str, Any]:
    """The scores of every board, one row each; those without a quality cycle were not examined."""
    columns: dict[str, list[Any]] = {name: [] for name in _scored}
    places: dict[str, str] = {}
    for one in found:
        assert one.quality is not None
        table = one.quality._core.criteria()
        for unit in to_array(table, "unit").tolist():
            if unit in places:
                raise InvalidTable(
                    f"board {unit!r} is in two dossiers, {places[unit]!r} and {one.dossier.name!r}: give one of them"
                )
            places[unit] = one.dossier.name
        for name, held in columns.items():
            held += to_array(table, name).tolist()
    others = [unit for unit in boards if unit not in places]
    for name, held in columns.items():
        held += {"unit": others, "state": ["not_examined"] * len(others), "reason": ["no_records"] * len(others)}.get(
            name, [None] * len(others)
        )
    return columns


def _risk(risk: Risk, profile: SupervisionProfile, boards: Sequence[str]) -> dict[str, Any]:
    """The risk of every board, null where it is not known."""
    secure = frames.to_table(risk.probability_below(profile.risk_limit), "risk")
    known: dict[str, dict[str, Any]] = {name: {} for name in (*_risky, "risk_secure")}
    units = to_array(risk.table, "unit").tolist()
    for name in _risky:
        known[name] = dict(zip(units, to_array(risk.table, name).tolist(), strict=True))
    for unit, basis in zip(units, to_array(risk.table, "basis").tolist(), strict=True):
        # The probability that an institution as a whole is insufficient is no share of students: no band rests on it.
        if basis == "whole":
            known["risk"][unit] = known["risk_upper"][unit] = None
    below = to_array(secure, "probability_below").tolist()
    known["risk_secure"] = dict(zip(to_array(secure, "unit").tolist(), below, strict=True))
    known["risk_secure"] |= {unit: None for unit, value in known["risk"].items() if value is None}
    return {"unit": list(boards)} | {name: [held.get(unit) for unit in boards] for name, held in known.items()}
