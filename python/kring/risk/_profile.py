# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Profiles: the numbers that education risk rests on."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kring import _core


class RiskProfile:
    """Every number education risk rests on (profiel), from a file that says how sure they are.

    Made by :func:`profile`, or by :func:`load_profile` from a file of your own; both go through the same reader, and no
    number stands in code.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._core = _core.RiskProfile.read(text, file)

    @property
    def id(self) -> str:
        """Its name, for example ``"proposal-2026"``."""
        return self._core.id

    @property
    def version(self) -> str:
        """Version of its file."""
        return self._core.version

    @property
    def status(self) -> str:
        """``"official"``, ``"secondary"`` or ``"proposal"``: published by nobody but this project."""
        return self._core.status

    @property
    def source(self) -> str:
        """Where the numbers stand."""
        return self._core.source

    @property
    def digest(self) -> str:
        """SHA-256 of what it says but names, source and notes: the same for every file that says the same."""
        return self._core.digest

    def name(self, language: str = "en") -> str:
        """What it is called, ``"en"`` or ``"nl"``."""
        return self._core.name_nl if language == "nl" else self._core.name_en

    @cached_property
    def numbers(self) -> Mapping[str, Any]:
        """What its file says, as data."""
        return MappingProxyType(tomllib.loads(self._text))

    @property
    def text(self) -> str:
        """The text of its file, to change and load again."""
        return self._text

    def __repr__(self) -> str:
        return f"RiskProfile({self.id!r}, version {self.version}, {self.status}, digest {self.digest[:12]})"


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
