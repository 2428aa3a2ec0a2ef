# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""From any frame to a table of the compiled core."""

from collections.abc import Mapping, Sequence
from typing import Any

from kring._core import InvalidTable, Table
from kring.frames.arrays import from_pandas_series, make_column
from kring.frames.kinds import kind_of, library

_ACCEPTED = (
    "a pandas, polars, pyarrow, duckdb or narwhals frame, another table that speaks Arrow, a dict of columns "
    "or a list of dicts"
)


def to_table(frame: object, name: str = "results") -> Table:
    """A frame as a table of the compiled core, sharing the frame's buffers.

    Parameters
    ----------
    frame
        A frame of pandas, polars, pyarrow, duckdb or narwhals, any object with ``__arrow_c_stream__`` or
        ``__arrow_c_array__``, a dict of lists or numpy arrays, or a list of dicts (a key that a dict lacks is missing
        there). Of a pandas frame the named levels of the index become columns and an unnamed index is dropped. NaN is
        missing in pandas; elsewhere it is a value, which columns of counts and measurements refuse: write None or use
        a masked array.
    name
        Name of the table in messages.

    Returns
    -------
    Table
        The table. A stream that can be read once is spent afterwards.

    Raises
    ------
    InvalidTable
        When frame is no table, has columns of unequal length or without a name, or holds what Arrow cannot hold.
    """
    if isinstance(frame, Table):
        return frame.named(name)
    kind = kind_of(frame) if not isinstance(frame, str) else None
    if kind == "narwhals":
        return _from_narwhals(frame, name)
    if kind == "pandas":
        return _from_pandas(frame, name)
    if kind == "dict" and isinstance(frame, Mapping):
        return _from_columns(frame, name)
    if kind == "records" and isinstance(frame, Sequence):
        return _from_records(frame, name)
    return _from_arrow(frame, name)


def _from_arrow(frame: Any, name: str) -> Table:
    stream = getattr(frame, "__arrow_c_stream__", None)
    array = getattr(frame, "__arrow_c_array__", None)
    if stream is not None and not isinstance(frame, type):
        return Table.from_stream(_called(stream, name), name)
    if array is not None and not isinstance(frame, type):
        schema, content = _called(array, name)
        return Table.from_array(schema, content, name)
    raise InvalidTable(f"table '{name}': found {_described(frame)}; expected {_ACCEPTED}")


def _called(export: Any, name: str) -> Any:
    try:
        return export()
    except Exception as error:
        raise InvalidTable(f"table '{name}': its library cannot give it as Arrow data: {error}") from error


def _described(frame: object) -> str:
    if isinstance(frame, str):
        return f"the text {frame[:60]!r} (read a file with kring.read_results or kring.read_table first)"
    if hasattr(frame, "collect"):
        return f"{type(frame).__name__}, which is not computed yet (call collect() first)"
    return f"an object of type {type(frame).__module__}.{type(frame).__qualname__}"


def _from_narwhals(frame: Any, name: str) -> Table:
    if not hasattr(frame, "to_native") or hasattr(frame, "collect"):
        raise InvalidTable(f"table '{name}': found {_described(frame)}; expected {_ACCEPTED}")
    return to_table(frame.to_native(), name)


def _from_columns(frame: Mapping[Any, Any], name: str) -> Table:
    _check_names(list(frame), name)
    return Table(name, [make_column(key, values, name) for key, values in frame.items()])


def _from_records(rows: Sequence[Mapping[Any, Any]], name: str) -> Table:
    names = list(dict.fromkeys(key for row in rows for key in row))
    if not names:
        raise InvalidTable(f"table '{name}': found a list without rows, so without columns; expected {_ACCEPTED}")
    return _from_columns({key: [row.get(key) for row in rows] for key in names}, name)


def _from_pandas(frame: Any, name: str) -> Table:
    if getattr(frame, "ndim", 0) != 2:
        raise InvalidTable(f"table '{name}': found {_described(frame)}; expected {_ACCEPTED}")
    _check_names([*frame.columns, *(level for level in frame.index.names if level is not None)], name)
    named = [level for level in frame.index.names if level is not None]
    frame = frame.reset_index(level=named) if named else frame
    frame = frame.reset_index(drop=True)
    if library("pyarrow") is None:
        return Table(name, [from_pandas_series(key, frame[key], name) for key in frame.columns])
    return _from_arrow(frame, name)


def _check_names(names: list[Any], table: str) -> None:
    for place, name in enumerate(names):
        if not isinstance(name, str):
            raise InvalidTable(
                f"table '{table}': the name of column {place} is {name!r}, of type {type(name).__name__}; "
                "expected text; rename the column"
            )
        if name in names[:place]:
            raise InvalidTable(f"table '{table}': two columns are named '{name}'; rename one of them")
