# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Profiles of supervision: bands, the gates that lead to them, and every number these use."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from kring import _core, catalog
from kring._rule_file import Language, RuleFile
from kring.supervision._limits import Limit, limits_of, moved

if TYPE_CHECKING:
    from kring.supervision._groups import Groups


@dataclass(frozen=True)
class ProfileFlaw:
    """One thing that is wrong with the gates of a profile."""

    kind: Literal["not_monotone", "dead_gate", "unused_band"]
    """``not_monotone``: a better criterion leads to more supervision; ``dead_gate``: a gate that decides the band of no
    board; ``unused_band``: a band that no board can have."""
    gate: str | None
    """The gate that is dead."""
    band: int | None
    """The band that nobody can have; of a pair, that of the worse board."""
    better_band: int | None
    """Of a pair, the band of the better board."""
    criterion: str | None
    """The criterion in which a pair differs."""
    worse: Mapping[str, float] | None
    """The worse board of a pair, by criterion."""
    better: Mapping[str, float] | None
    """The better one."""

    def __str__(self) -> str:
        if self.kind == "dead_gate":
            return f"the gate {self.gate!r} decides the band of no board"
        if self.kind == "unused_band":
            return f"no board can have band {self.band}"
        assert self.worse is not None and self.better is not None and self.criterion is not None
        one, other = self.worse[self.criterion], self.better[self.criterion]
        return (
            f"a better {self.criterion} leads to more supervision: band {self.band} at {one:g}, "
            f"band {self.better_band} at {other:g}"
        )


@dataclass(frozen=True)
class ProfileVerification:
    """What was found by looking at every board that the limits of a profile tell apart; made by ``verify``."""

    profile: str
    flaws: Sequence[ProfileFlaw]
    boards: int
    """Combinations of what the limits tell apart. Each has exactly one band."""
    pairs: int
    """Pairs of boards that differ by one step of one criterion."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.flaws

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        found = "nothing wrong" if self.ok else f"{len(self.flaws)} flaw{'s'[: len(self.flaws) != 1]}"
        head = f"{self.profile}: looked at {self.boards} boards and {self.pairs} pairs of them, {found}"
        return "\n".join([head, *(f"- {flaw}" for flaw in self.flaws)])


class SupervisionProfile(RuleFile[_core.SupervisionProfile]):
    """Bands of supervision and the gates that lead to them (toezichtprofiel), from a file that says how sure they are.

    Made by ``kring.supervision.load_supervision_profile`` from a file of your own, or by naming one of the catalogue;
    both go through the same reader, and no number stands in code.
    """

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, _core.SupervisionProfile.read(text, file))

    @property
    def basis(self) -> int:
        """The band where nothing says more or less, and of a board that was not examined."""
        return self._core.basis

    @property
    def risk_limit(self) -> float:
        """The limit of which the criterion ``risk_secure`` gives the probability that the risk lies below."""
        return self._core.risk_limit

    @property
    def hysteresis(self) -> float:
        """By how much a board must be past a limit to come to a lower band than it had."""
        return self._core.hysteresis

    @property
    def reference(self) -> Mapping[str, float]:
        """The board others are compared with, by criterion."""
        return MappingProxyType(self._core.reference)

    def bands(self, language: Language = "en") -> tuple[str, ...]:
        """What the bands are called, the least supervision first."""
        return tuple(dutch if language == "nl" else english for english, dutch in self._core.bands)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Every number that decides a band: the limits of the reasons for more and for less, in the order of the file,
        then ``hysteresis`` and ``risk_limit``."""
        return limits_of(self.numbers)

    def moved(self, limits: Mapping[str, float]) -> SupervisionProfile:
        """Give a profile with some limits elsewhere: a changed text, read as any file is.

        It has another id (``-changed`` after it), another name and digest, the status ``proposal``, and a source that
        says what was changed and from what. With no limit elsewhere it is this profile itself.

        Parameters
        ----------
        limits
            New values by the key of a limit, for example ``{"low_quality.quality.below": 0.50}``; ``limits`` lists the
            keys. Shares are taken in whole ten-thousandths.

        Raises
        ------
        kring.UnknownIdentifier
            For a limit that the profile does not have.
        kring.InvalidValue
            For what is no number, or not whole where it counts.
        kring.InvalidRule
            For limits that cannot be: every fault with its line in the changed text.
        """
        text = moved(self._text, self.numbers, self.digest, limits)
        return self if text == self._text else SupervisionProfile(text, f"{self.id}-changed")

    def verify(self) -> ProfileVerification:
        """Look at every board that the limits tell apart.

        A better criterion must never lead to more supervision, every gate must decide the band of some board, and every
        band must be the band of some board. Each board has exactly one band by construction. Criteria are taken as free
        of each other: Q may be anything whatever A, V, T and R are.
        """
        flaws, boards, pairs = self._core.verify()
        return ProfileVerification(f"{self.id} {self.version}", tuple(map(_flaw, flaws)), boards, pairs)

    def publish(self, groups: Groups, *, tolerance: float) -> str:
        """Give its text with the figures of groups of boards, or refuse it; see :func:`kring.supervision.publish`."""
        from kring.supervision._groups import publish

        return publish(self, groups, tolerance=tolerance)


def _flaw(row: dict[str, Any]) -> ProfileFlaw:
    pair = row["kind"] == "not_monotone"
    return ProfileFlaw(
        kind=row["kind"],
        gate=row["gate"] or None,
        band=None if row["kind"] == "dead_gate" else row["band"],
        better_band=row["better_band"] if pair else None,
        criterion=row["criterion"] if pair else None,
        worse=MappingProxyType(row["worse"]) if pair else None,
        better=MappingProxyType(row["better"]) if pair else None,
    )


def load_supervision_profile(path: str | os.PathLike[str]) -> SupervisionProfile:
    """Read a profile of supervision from a TOML file; ``docs/supervision.md`` describes the format.

    Raises
    ------
    kring.InvalidRule
        Every fault with file, line and column, what was found and what was expected.
    """
    return SupervisionProfile(Path(path).read_text(encoding="utf-8"), os.fspath(path))


def profile_of(profile: str | os.PathLike[str] | SupervisionProfile) -> SupervisionProfile:
    """Give the profile that an argument means: one of the catalogue by its id, a file, or itself."""
    if isinstance(profile, SupervisionProfile):
        return profile
    if isinstance(profile, os.PathLike) or profile.endswith(".toml"):
        return load_supervision_profile(profile)
    return catalog.supervision_profile(profile)
