# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a band of supervision asks for, and how many days it takes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kring import _core, frames
from kring._rule_file import Language, RuleFile, is_dutch
from kring._shown import Shown
from kring.frames.arrays import to_array


class Packages(RuleFile[_core.Packages]):
    """The activities of each band of supervision, 0 to 4 (pakketten), from a file.

    Made by :func:`load_packages` from a file of your own, or named by its id in the catalogue,
    ``"proposal-2026"``. Which activities belong to a band is a proposal of this project; floors are activities that no
    score removes.
    """


class Package(Shown):
    """What a band asks of supervision for one board; made by :func:`package`.

    ``frame`` has one row an activity: activity, name, of (``board`` or ``programme``), floor, every (``P1Y``, ``once``
    or ``event``), times (in a cycle), number (of boards or programmes each time), days_each, days, reason (why days are
    not known), status and source.
    """

    def __init__(
        self, table: _core.Table, sample: int | None, days: float | None, packages: Packages, band: int, like: Any
    ) -> None:
        self.table = table
        """The activities as an Arrow table without a frame library."""
        self.sample = sample
        """Programmes to verify, drawn at random; ``None`` where the board has none."""
        self.days = days
        """Days in a cycle, of all activities; ``None`` where the days of one of them are not known."""
        self.packages = packages
        """The rules it was made by."""
        self.band = band
        """The band."""
        self._like = like

    @cached_property
    def frame(self) -> Any:
        """The activities, as a frame of the kind asked for."""
        return frames.to_native(self.table, self._like)

    def _head(self) -> str:
        rules = f"{self.packages.id} {self.packages.version} ({self.packages.status})"
        days = "days not known" if self.days is None else f"{self.days:g} days a cycle"
        return f"Package of band {self.band}, {rules}: {days}"

    def _rows(self) -> list[list[str]]:
        names = ("activity", "of", "floor", "every", "times", "number", "days", "reason")
        columns = [to_array(self.table, name).tolist() for name in names]
        shown = [
            ["" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row]
            for row in zip(*columns, strict=True)
        ]
        return [list(names), *shown]


def load_packages(path: str | os.PathLike[str]) -> Packages:
    """Read packages of activities from a TOML file; ``docs/terms.md`` describes the format.

    Raises
    ------
    kring.InvalidRule
        Every fault with file, line and column, what was found and what was expected.
    """
    text = Path(path).read_text(encoding="utf-8")
    return Packages(text, _core.Packages.read(text, os.fspath(path)))


def package(
    band: int,
    *,
    programmes: int,
    effort: Mapping[str, float] | None = None,
    counts: Mapping[str, int] | None = None,
    packages: str | os.PathLike[str] | Packages = "proposal-2026",
    language: Language = "en",
    like: Any = "dict",
) -> Package:
    """Say what a band of supervision asks for at a board with so many programmes.

    The sample of verification is the smallest with which at least one insufficient programme is among those looked at,
    with the confidence of the band, when the share that the packages name is insufficient (hypergeometric law, see
    :func:`kring.statistics.verification_sample_size`).

    Parameters
    ----------
    band
        0 (least) to 4 (most).
    programmes
        Of the board; 0 where it has none.
    effort
        Days of an activity, each time, at one board or programme. No source has them: an activity without days has
        ``None`` and a reason, never a guess, and then neither has the sum.
    counts
        At how many programmes an activity is done where the packages leave that open (``quality_investigation``), how
        often one comes that an event brings about (``recovery_research``); also replaces what the packages say.
    packages
        Id of the catalogue, a TOML file, or :class:`Packages`.
    language
        Of names, ``"en"`` or ``"nl"``.
    like
        A frame, or the name of a kind of frame, as which ``frame`` is given.

    Returns
    -------
    Package
        With ``frame``, ``sample`` and ``days``.

    Raises
    ------
    kring.InvalidValue
        For a band outside 0 to 4, a negative number of programmes, or days and counts below 0.
    kring.UnknownIdentifier
        For an activity the packages do not have, or packages the catalogue does not have; it names the nearest.

    Examples
    --------
    >>> package(3, programmes=240).sample
    14
    """
    for what, number in (("band", band), ("programmes", programmes)):
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise _core.InvalidValue(f"{what} is {number!r}: expected a whole number, 0 or more")
    used = _packages_of(packages)
    days = {activity: float(given) for activity, given in (effort or {}).items()}
    table, sample, total = used._core.package(band, programmes, days, dict(counts or {}), is_dutch(language))
    return Package(table, sample, total, used, band, like)


def _packages_of(given: str | os.PathLike[str] | Packages) -> Packages:
    if isinstance(given, Packages):
        return given
    if isinstance(given, str) and Path(given).suffix != ".toml":
        text = _core.package_text(given)
        return Packages(text, _core.Packages.read(text, f"catalogue, packages {given}.toml"))
    return load_packages(given)
