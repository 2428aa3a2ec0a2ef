# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words and numbers as a reader of a language expects them."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

from kring import InvalidValue

Language = Literal["en", "nl"]
"""A language that texts are written in."""

languages: Final[tuple[Language, ...]] = get_args(Language)

_MINUS: Final = "\u2212"
_ABSENT: Final = "\u2013"


@cache
def load_messages(package: str) -> dict[str, dict[str, str]]:
    """Return the messages of a package as ``{"room.key": {"en": ..., "nl": ...}}``."""
    table = tomllib.loads(files(package).joinpath("messages.toml").read_text(encoding="utf-8"))
    return {f"{room}.{key}": texts for room, rows in table.items() for key, texts in rows.items()}


@dataclass(frozen=True)
class Texts:
    """The messages of a package in one language, with the numbers of that language.

    Numbers are rounded half away from zero, only here; a missing number is an en dash.

    Raises
    ------
    InvalidValue
        For a language without texts.
    """

    language: Language
    package: str = "kring.plot"

    def __post_init__(self) -> None:
        if self.language not in languages:
            raise InvalidValue(f"language is {self.language!r}; expected one of {', '.join(languages)}")

    def __call__(self, key: str, **values: object) -> str:
        return load_messages(self.package)[key][self.language].format(**values)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with the given decimals."""
        if not math.isfinite(value):
            return _ABSENT
        rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = f"{abs(rounded):,}"
        if self.language == "nl":
            text = text.translate(str.maketrans(",.", ".,"))
        return _MINUS + text if rounded < 0 else text

    def percentage(self, share: float, digits: int = 1) -> str:
        """Write a share as a percentage with the given decimals."""
        if not math.isfinite(share):
            return _ABSENT
        return self.number(float(Decimal(repr(float(share))) * 100), digits) + "%"

    @property
    def vega_locale(self) -> dict[str, Any]:
        """The number locale for Vega."""
        decimal, thousands = (",", ".") if self.language == "nl" else (".", ",")
        return {"number": {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["€", ""]}}
