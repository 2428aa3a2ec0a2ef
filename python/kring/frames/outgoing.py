# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a table of the compiled core back to the kind of frame that came in."""

from typing import Any

import numpy as np

from kring._core import InvalidTable, Table
from kring.frames.arrays import to_array
from kring.frames.kinds import kind_of, library, needed


def to_native(table: Table, like: object) -> Any:
    """A table as the kind of frame that like is.

    Parameters
    ----------
    table
        The table to hand out; its buffers are shared where the library allows.
    like
        The frame that came in, or the name of a kind: "pandas", "polars", "pyarrow", "duckdb", "narwhals", "dict",
        "records" or "arrow".

    Returns
    -------
    object
        A pandas or polars DataFrame; a pyarrow Table; a duckdb relation of the default connection; a narwhals frame
        over the library that like wraps; a dict of numpy arrays (masked where numbers are missing, None for missing
        text); a list of dicts; or, for "arrow" and any other object that speaks Arrow, the Table itself, which every
        Arrow consumer reads. A pandas frame gets a fresh index, and a column that came in keeps its dtype.

    Raises
    ------
    InvalidTable
        When like is no table, or its library is not installed.
    """
    kind = kind_of(like)
    if kind == "dict":
        return {name: to_array(table, name) for name in table.column_names}
    if kind == "records":
        columns = {name: to_array(table, name).tolist() for name in table.column_names}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    if kind == "arrow":
        return table
    if kind == "narwhals":
        return _to_narwhals(table, like)
    if kind == "pandas":
        return _to_pandas(table, like)
    if kind == "polars":
        return needed("polars").DataFrame(table)
    if kind == "pyarrow":
        return needed("pyarrow").table(table)
    if kind == "duckdb":
        return needed("duckdb").from_arrow(table)
    raise InvalidTable(f"table '{table.name}': cannot be given as {type(like).__name__}; name a kind of frame instead")


def _to_narwhals(table: Table, like: Any) -> Any:
    narwhals = needed("narwhals")
    if isinstance(like, str):
        return narwhals.from_native(to_native(table, "pyarrow"))
    return narwhals.from_native(to_native(table, like.to_native()))


def _to_pandas(table: Table, like: Any) -> Any:
    pandas, pyarrow = needed("pandas"), library("pyarrow")
    if pyarrow is not None:
        frame = pyarrow.table(table).to_pandas()
    else:
        frame = pandas.DataFrame({name: _pandas_values(table, name) for name in table.column_names})
    for name in frame.columns if hasattr(like, "columns") else ():
        if name in like.columns and like[name].dtype != frame[name].dtype:
            frame[name] = _as_before(frame[name], like[name].dtype)
    return frame


def _pandas_values(table: Table, name: str) -> Any:
    """Without pyarrow: numbers with gaps as float64 with NaN; dates and booleans with gaps as objects."""
    values = to_array(table, name)
    if values.dtype == "datetime64[D]":
        return values.astype(object)
    if not isinstance(values, np.ma.MaskedArray):
        return values
    mask, content = np.ma.getmaskarray(values), np.ma.getdata(values)
    return np.where(mask, np.array(None if content.dtype == bool else np.nan), content)


def _as_before(series: Any, dtype: Any) -> Any:
    """The dtype that the column came in with, where it holds the same values: Int64 rather than float64 with NaN."""
    categories = getattr(dtype, "categories", None)
    if categories is not None and not series.dropna().isin(categories).all():
        return series
    try:
        cast = series.astype(dtype)
        back = cast.astype(series.dtype)
    except (TypeError, ValueError):
        return series
    # A cast may be silent about what it loses: int8 wraps around.
    known = series.notna().to_numpy()
    before, after = (one.to_numpy(dtype=object)[known] for one in (series, back))
    same = np.array_equal(known, back.notna().to_numpy()) and bool(np.all(before == after))
    return cast if same else series
