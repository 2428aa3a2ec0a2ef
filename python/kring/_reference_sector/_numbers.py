# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published totals and the parameters that the reference sector is made from."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from kring._reference_sector._draws import MILLION, Stream

KINDS: Final = ("ROC", "AOC", "VAK", "NBI")
FUNDED: Final = ("ROC", "AOC", "VAK")
INDICATORS: Final = ("annual_result", "diploma_result", "starters_result")


def text(name: str) -> str:
    """A file of the reference sector."""
    return files("kring").joinpath("data", "reference_sector", name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Numbers:
    """Everything a sector is made from: a seed, what was published, and parameters."""

    seed: int
    rows: tuple[Mapping[str, str], ...]
    parameters: Mapping[str, Any]

    def stream(self, purpose: int) -> Stream:
        """The draws of one purpose."""
        return Stream(self.seed, purpose)

    def total(self, name: str) -> int:
        """A published number."""
        return int(self._value(name))

    def share(self, name: str) -> int:
        """A published share, in parts per million."""
        return round(float(self._value(name)) * MILLION)

    def _value(self, name: str) -> str:
        return next(row["value"] for row in self.rows if row["id"] == name)


def numbers(seed: int) -> Numbers:
    """Read the published totals and the parameters."""
    rows = tuple(csv.DictReader(text("published.csv").splitlines()))
    return Numbers(seed, rows, MappingProxyType(tomllib.loads(text("parameters.toml"))))
