# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""From results and quality cycles to the advice a report ends with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kring import InvalidTable, assess_risk
from kring.frames.arrays import to_array
from kring.plot._boards import criteria
from kring.report._dossiers import Assessed, assessed
from kring.supervision import supervise
from kring.supervision._inputs import risk_columns
from kring.supervision._profile import profile_of

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.risk import Risk
    from kring.supervision import Advice, SupervisionProfile

_scored: Final = ("unit", "state", "reason", *criteria[:5], "verified", "independent_expert", "stakeholders")


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
    columns = {name: values.tolist() for name, values in risk_columns(risk, profile).items()}
    places = {unit: row for row, unit in enumerate(columns.pop("unit"))}
    rows = [places.get(unit) for unit in boards]
    held = {name: [None if row is None else values[row] for row in rows] for name, values in columns.items()}
    return {"unit": list(boards)} | held
