# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two dossiers put together, with every conflict reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kring import _core, frames
from kring.cycle._dossier import TABLES, Dossier
from kring.cycle._rows import chosen, together


@dataclass(frozen=True)
class Merged:
    """Two dossiers put together; made by ``Dossier.merge``."""

    dossier: Dossier
    """The dossier of both."""
    conflicts: Any
    """What they say differently, one row each: table, id, fields, kept (``this`` or ``other``), why (``later``, of the
    later date; ``preferred``, as asked)."""

    def __repr__(self) -> str:
        return f"Merged({self.dossier.name!r}, {len(self.dossier)} records, {self.count} conflicts)"

    @property
    def count(self) -> int:
        """Number of conflicts."""
        return frames.to_table(self.conflicts, "conflicts").num_rows


def merge(this: Dossier, other: Dossier, *, prefer: Literal["this", "other"] | None) -> Merged:
    """Put two dossiers together; see :meth:`kring.Dossier.merge`."""
    if prefer not in (None, "this", "other"):
        raise _core.InvalidValue(f"prefer is {prefer!r}: expected 'this', 'other' or None")
    if not isinstance(other, Dossier):
        raise _core.InvalidValue(f"other is {type(other).__name__}: expected a kring.Dossier")
    rows, conflicts = this._core.merge_plan(other._core, prefer)
    tables = {
        key: table
        for key, (first, second) in zip(TABLES, rows, strict=True)
        if (table := _table(this, other, key, first, second)) is not None
    }
    name = this.name if this.name == other.name else f"{this.name} + {other.name}"
    source = "\n\n".join(dict.fromkeys(one for one in (this.source, other.source) if one))
    both = Dossier._of(tables, like=this._like, standing=this.standing, name=name, source=source)
    return Merged(both, frames.to_native(conflicts, this._like))


def _table(this: Dossier, other: Dossier, key: str, first: list[int], second: list[int]) -> _core.Table | None:
    parts = [
        chosen(dossier._tables[key], rows)
        for dossier, rows in ((this, first), (other, second))
        if key in dossier._tables
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else together(*parts)
