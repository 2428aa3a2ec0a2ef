# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""All faults of a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from kring import _core, frames


def validate(
    table: Any, *, kind: Literal["results", "units"] = "results", group: str | Sequence[str] | None = None
) -> list[str]:
    """List every fault of a table; an empty list means that it keeps its contract.

    Parameters
    ----------
    table
        Any frame.
    kind
        Which contract: ``"results"`` (unit, indicator, school_year, and numerator and denominator, or value, or events
        and exposure) or ``"units"`` (unit, kind, parent, name).
    group
        Column or columns by which results will be grouped; ``None`` for the column ``group`` where there is one.

    Returns
    -------
    list of str
        One message a fault, each with table, column, the number of rows, the first five of them with their values
        (counted from 0), what was expected and what to do.
    """
    read = frames.to_table(table, name=kind)
    if kind == "units":
        return list(_core.unit_faults(read))
    if kind != "results":
        raise _core.InvalidValue(f"kind is {kind!r}: expected 'results' or 'units'")
    if group is None:
        group = ["group"] if "group" in read else []
    return list(_core.result_faults(read, group_columns(group)))


def group_columns(group: str | Sequence[str] | None) -> list[str]:
    """Give the columns that group as a list, whichever way they were named."""
    if group is None:
        return []
    return [group] if isinstance(group, str) else list(group)
