# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Profiles: the numbers that education risk rests on."""

from __future__ import annotations

import os
from pathlib import Path

from kring import _core
from kring._rule_file import RuleFile


class RiskProfile(RuleFile[_core.RiskProfile]):
    """Every number education risk rests on (profiel), from a file that says how sure they are.

    Made by :func:`profile`, or by :func:`load_profile` from a file of your own; both go through the same reader, and no
    number stands in code.
    """

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, _core.RiskProfile.read(text, file))


def profiles() -> list[str]:
    """Return the ids of the risk profiles of the catalogue, in alphabetical order."""
    return _core.risk_profile_ids()


def profile(id: str = "proposal-2026") -> RiskProfile:
    """Return the risk profile of the catalogue with this id, read by the same reader as any other.

    Raises
    ------
    kring.UnknownIdentifier
        For any other id; the message names the nearest known one.
    """
    return RiskProfile(_core.risk_profile_text(id), f"catalogue, risk/{id}.toml")


def load_profile(path: str | os.PathLike[str]) -> RiskProfile:
    """Read a risk profile from a TOML file; ``docs/risk.md`` describes the format.

    Raises
    ------
    kring.InvalidRule
        Every fault with file, line and column, what was found and what was expected.
    """
    return RiskProfile(Path(path).read_text(encoding="utf-8"), os.fspath(path))


def used_profile(given: str | os.PathLike[str] | RiskProfile) -> RiskProfile:
    """A profile as functions take it: itself, an id of the catalogue, or a TOML file."""
    if isinstance(given, RiskProfile):
        return given
    if isinstance(given, str) and Path(given).suffix != ".toml":
        return profile(given)
    return load_profile(given)
