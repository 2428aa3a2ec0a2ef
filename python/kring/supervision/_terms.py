# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms of supervision, and the events they start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from kring import _core, frames
from kring._rule_file import RuleFile
from kring.cycle import Dossier


class Terms(RuleFile[_core.Terms]):
    """Terms and lead times, ladders of escalation, and the kinds of event they know (termijnen), from a file.

    Made by :func:`load_terms` from a file of your own, or named by its id in the catalogue, ``"supervision-2026"``;
    both go through the same reader, and no term stands in code. Each row has its article, the text that was read, its
    address and its status: ``official`` (read at its keeper), ``secondary`` (an older text, or the framework of another
    sector) or ``proposal``. Sources that contradict each other both stand there.
    """

    @property
    def kinds(self) -> list[str]:
        """The kinds of event that can stand in the table ``events``."""
        return [row["id"] for row in self.numbers["event"]]


def load_terms(path: str | os.PathLike[str]) -> Terms:
    """Read terms from a TOML file; ``docs/terms.md`` describes the format.

    Raises
    ------
    kring.InvalidRule
        Every fault with file, line and column, what was found and what was expected.
    """
    text = Path(path).read_text(encoding="utf-8")
    return Terms(text, _core.Terms.read(text, os.fspath(path)))


def terms_of(given: str | os.PathLike[str] | Terms) -> Terms:
    """Give the terms of an id of the catalogue, a file, or terms that were read."""
    if isinstance(given, Terms):
        return given
    if isinstance(given, str) and Path(given).suffix != ".toml":
        text = _core.term_text(given)
        return Terms(text, _core.Terms.read(text, f"catalogue, terms {given}.toml"))
    return load_terms(given)


def tables_of(events: Any, units: Any) -> tuple[_core.Table, _core.Table | None, Any]:
    """Give the events, the units where there are any, and a frame of the kind that goes out."""
    if not isinstance(events, Dossier):
        return frames.to_table(events, "events"), None if units is None else frames.to_table(units, "units"), events
    if units is not None:
        raise _core.InvalidValue("units are given beside a dossier, which has its own: leave them out")
    table = events.table("events")
    if not table.column_names:
        table = _core.Table("events", [_core.text_column("unit", []), _core.text_column("kind", [])])
    return table, events.table("units"), events._like
