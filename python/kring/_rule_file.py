# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every file of rules says of itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from kring import _core

Language = Literal["en", "nl"]

Read = TypeVar("Read", _core.Profile, _core.RiskProfile, _core.SupervisionProfile, _core.Terms, _core.Packages)


class RuleFile(Generic[Read]):
    """A file of rules, read and checked; one of the catalogue and one of your own go through the same reader."""

    def __init__(self, text: str, core: Read) -> None:
        self._text = text
        self._core: Read = core

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
        """``"official"``, ``"secondary"`` or ``"proposal"``, of the file as a whole; its rows may have their own."""
        return self._core.status

    @property
    def source(self) -> str:
        """Where the rules stand."""
        return self._core.source

    @property
    def digest(self) -> str:
        """SHA-256 of what it says but names, notes and sources: it changes with any number, and only then."""
        return self._core.digest

    def name(self, language: Language = "en") -> str:
        """What it is called, ``"en"`` or ``"nl"``."""
        return self._core.name_nl if is_dutch(language) else self._core.name_en

    @cached_property
    def numbers(self) -> Mapping[str, Any]:
        """What its file says, as data."""
        return MappingProxyType(tomllib.loads(self._text))

    @property
    def text(self) -> str:
        """The text of its file, to change and load again."""
        return self._text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r}, version {self.version}, {self.status}, digest {self.digest[:12]})"


def is_dutch(language: object) -> bool:
    """Whether a language is Dutch. Raises InvalidValue for one that kring does not speak."""
    if language not in ("en", "nl"):
        raise _core.InvalidValue(f"language is {language!r}: expected 'en' or 'nl'")
    return language == "nl"
