# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows added to the tables of a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from kring import _core, frames
from kring.frames.arrays import make_column, to_array


def rows_table(rows: Any, name: str) -> _core.Table:
    """A frame, a list of dicts, or one dict for one row, as a table of the compiled core."""
    if isinstance(rows, Mapping) and rows and not any(_is_column(value) for value in rows.values()):
        rows = [dict(rows)]
    return frames.to_table(rows, name)


def _is_column(value: object) -> bool:
    return isinstance(value, (list, tuple, np.ndarray)) or hasattr(value, "__arrow_c_array__")


def together(first: _core.Table, second: _core.Table) -> _core.Table:
    """One table below the other; a column that one of them lacks is missing there.

    Numbers beside texts become texts, so that a year 2023 goes with a day "2023-09-18".
    """
    names = dict.fromkeys([*first.column_names, *second.column_names])
    columns = [make_column(name, _alike(_values(first, name) + _values(second, name)), first.name) for name in names]
    return _core.Table(first.name, columns)


def _alike(values: list[Any]) -> list[Any]:
    kinds = {type(value) for value in values if value is not None}
    if str not in kinds or kinds == {str}:
        return values
    return [value if value is None or isinstance(value, str) else str(value) for value in values]


def chosen(table: _core.Table, rows: list[int]) -> _core.Table:
    """These rows of a table, in this order."""
    columns = []
    for name in table.column_names:
        values = _values(table, name)
        columns.append(make_column(name, [values[row] for row in rows], table.name))
    return _core.Table(table.name, columns)


def _values(table: _core.Table, name: str) -> list[Any]:
    if name not in table:
        return [None] * table.num_rows
    values: list[Any] = to_array(table, name).tolist()
    return values
