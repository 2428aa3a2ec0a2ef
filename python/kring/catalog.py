# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules that ship with kring, each with its source and how sure it is: indicators, judgement frameworks, profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from kring import _core
from kring._core import InvalidValue

if TYPE_CHECKING:
    from kring.framework import Framework
    from kring.quality import Profile
    from kring.supervision import SupervisionProfile

__all__ = [
    "Direction",
    "Indicator",
    "IndicatorUnit",
    "Status",
    "framework",
    "framework_text",
    "frameworks",
    "indicator",
    "indicators",
    "indicators_digest",
    "indicators_version",
    "profile",
    "profiles",
    "supervision_profile",
    "supervision_profiles",
]

Direction = Literal["higher", "lower"]
"""Which side of an indicator is good."""

IndicatorUnit = Literal["share", "ratio", "score"]
"""What values are: a share of counted people, a ratio that may be any number, a score on a scale the note names."""

Status = Literal["official", "secondary", "proposal"]
"""How sure a definition is: read at its keeper, seen through another source, or published by nobody."""

indicators_version: Final[str] = _core.indicators_version
"""Version of the table of indicators."""

indicators_digest: Final[str] = _core.indicators_digest
"""SHA-256 of the table of indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured (indicator), as a fraction in words, and which side of it is good.

    A definition, not a figure. It misleads when figures made by another definition carry the same name: the note says
    what to look at before two series are put side by side.

    Raises
    ------
    InvalidValue
        Where a text is empty, or direction, unit or status is no known word, or counts and unit contradict each other.
    """

    id: str
    """The name tables use in the column `indicator`."""
    name_en: str
    name_nl: str
    numerator_en: str
    """What is counted or summed above the line."""
    numerator_nl: str
    denominator_en: str
    """What it is divided by."""
    denominator_nl: str
    direction: Direction
    unit: IndicatorUnit
    counts: bool
    """Whether the value is one number of counted people divided by another, so that intervals from counts apply."""
    source: str
    """Where the definition stands."""
    status: Status
    note_en: str
    """What a reader must know before using it."""
    note_nl: str

    def __post_init__(self) -> None:
        for field, value in (("id", self.id), ("name_en", self.name_en), ("name_nl", self.name_nl)):
            if not isinstance(value, str) or not value.strip():
                raise InvalidValue(f"{field} of an indicator is {value!r}; expected a text")
        for field, value, words in (
            ("direction", self.direction, get_args(Direction)),
            ("unit", self.unit, get_args(IndicatorUnit)),
            ("status", self.status, get_args(Status)),
        ):
            if value not in words:
                raise InvalidValue(f"{field} of indicator '{self.id}' is {value!r}; expected one of {', '.join(words)}")
        if self.counts != (self.unit == "share"):
            raise InvalidValue(f"indicator '{self.id}': a share comes from counts and nothing else does")


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(**row)


def indicators() -> list[Indicator]:
    """Return every indicator of the catalogue, in the order of its table."""
    return [_indicator(row) for row in _core.indicators()]


def indicator(id: str) -> Indicator:
    """Return the indicator with this id.

    Parameters
    ----------
    id
        For example ``"annual_result"``.

    Raises
    ------
    UnknownIdentifier
        For any other id; the message names the nearest known one.
    """
    return _indicator(_core.indicator(id))


def frameworks() -> list[str]:
    """Return the ids of the judgement frameworks of the catalogue, in alphabetical order."""
    return _core.framework_ids()


def framework(id: str) -> Framework:
    """Return the judgement framework with this id, read by the same reader as a file of your own.

    Parameters
    ----------
    id
        For example ``"studiesucces-2024"``; see :func:`frameworks`.

    Raises
    ------
    UnknownIdentifier
        For any other id; the message names the nearest known one.
    """
    from kring.framework import Framework

    return Framework(_core.framework_text(id), f"catalogue, {id}.toml")


def framework_text(id: str) -> str:
    """Return the file of a judgement framework of the catalogue, to read or to start a version of your own from."""
    return _core.framework_text(id)


def profiles() -> list[str]:
    """Return the ids of the profiles of quality assurance of the catalogue, in alphabetical order."""
    return _core.profile_ids()


def profile(id: str) -> Profile:
    """Return the profile of quality assurance with this id, read by the same reader as a file of your own.

    Raises
    ------
    UnknownIdentifier
        For any other id; the message names the nearest known one.
    """
    from kring.quality import Profile

    return Profile(_core.profile_text(id), f"catalogue, {id}.toml")


def supervision_profiles() -> list[str]:
    """Return the ids of the profiles of supervision of the catalogue, in alphabetical order."""
    return _core.supervision_ids()


def supervision_profile(id: str) -> SupervisionProfile:
    """Return the profile of supervision with this id, read by the same reader as a file of your own.

    Raises
    ------
    UnknownIdentifier
        For any other id; the message names the nearest known one.
    """
    from kring.supervision import SupervisionProfile

    return SupervisionProfile(_core.supervision_text(id), f"catalogue, supervision {id}.toml")


def undefined_indicator(id: str, direction: Direction) -> Indicator:
    """Return an indicator of which only the direction is known, given by the user of a comparison."""
    unknown = "not stated"
    return Indicator(
        id=id,
        name_en=id,
        name_nl=id,
        numerator_en=unknown,
        numerator_nl="niet vermeld",
        denominator_en=unknown,
        denominator_nl="niet vermeld",
        direction=direction,
        unit="share",
        counts=True,
        source="the user of the comparison",
        status="proposal",
        note_en="This indicator has no definition in the catalogue: ask its user what is counted.",
        note_nl="Deze indicator staat niet in de catalogus: vraag de gebruiker wat er is geteld.",
    )
