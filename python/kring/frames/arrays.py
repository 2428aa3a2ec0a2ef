# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns from numpy arrays and Python lists, and back."""

import datetime
from collections.abc import Sequence
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring import _core
from kring._core import InvalidTable

_TIME_UNITS = {"s": "tss:", "ms": "tsm:", "us": "tsu:", "ns": "tsn:"}
_UNITS_OF_FORMAT = {"tss": "s", "tsm": "ms", "tsu": "us", "tsn": "ns", "tdm": "ms", "tdD": "D"}


def make_column(name: str, values: Any, table: str) -> _core.Column:
    """A column from a numpy array, a masked array, a list or a Series. Contiguous int64 and float64 are not copied."""
    if isinstance(values, str | bytes) or not hasattr(values, "__len__"):
        raise _refusal(table, name, f"found {type(values).__name__}", "a list or an array with one value a row")
    if hasattr(values, "isna"):
        return from_pandas_series(name, values, table)
    if hasattr(values, "to_list"):
        values = values.to_list()
    if not isinstance(values, np.ndarray):
        return _from_list(name, list(values), table)
    if values.ndim != 1:
        raise _refusal(table, name, f"has {values.ndim} dimensions", "one value a row")
    mask = np.ma.getmaskarray(values) if isinstance(values, np.ma.MaskedArray) else None
    return _from_array(name, np.ma.getdata(values), mask, table)


def from_pandas_series(name: str, series: Any, table: str) -> _core.Column:
    """A column from a pandas Series without pyarrow; NaN, NaT and NA are missing, as they are to pandas itself."""
    mask = np.asarray(series.isna(), dtype=bool)
    dtype = series.dtype
    kind = getattr(dtype, "kind", "O")
    if getattr(dtype, "tz", None) is not None:
        times = series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
        return _from_times(name, times, mask, "UTC")
    if not isinstance(dtype, np.dtype) and kind in "iufb":
        series = series.fillna(False if kind == "b" else 0)
        return _from_array(name, series.to_numpy(dtype=np.dtype(dtype.numpy_dtype)), mask, table)
    if kind not in "iufbM":
        objects = series.astype(object).tolist()
        return _from_list(name, [None if gone else value for value, gone in zip(objects, mask, strict=True)], table)
    return _from_array(name, series.to_numpy(), mask, table)


def to_array(table: _core.Table, name: str) -> Any:
    """A column as a numpy array: masked where numbers are missing, None for missing text, NaT for missing dates."""
    form = table.type_format(name)
    if form in ("u", "U", "vu", "n"):
        codes, texts = table.texts(name)
        return np.array([*texts, None], dtype=object)[codes]
    if form.partition(":")[0] in _UNITS_OF_FORMAT:
        ticks, valid = table.stored_integers(name)
        times = ticks.view(f"datetime64[{_UNITS_OF_FORMAT[form.partition(':')[0]]}]")
        return times if valid is None else np.where(valid == 1, times, np.datetime64("NaT"))
    is_float = form in ("e", "f", "g") or form.startswith("d:")
    values, valid = table.stored_numbers(name) if is_float else table.stored_integers(name)
    if form == "b":
        values = values.astype(bool)
    return values if valid is None else np.ma.masked_array(values, mask=valid == 0)


def _refusal(table: str, name: str, found: str, expected: str) -> InvalidTable:
    return InvalidTable(f"table '{table}', column '{name}': {found}; expected {expected}")


def _valid(mask: NDArray[np.bool_] | None) -> NDArray[np.uint8] | None:
    return None if mask is None or not mask.any() else (~mask).astype(np.uint8)


def _from_array(name: str, values: NDArray[Any], mask: NDArray[np.bool_] | None, table: str) -> _core.Column:
    kind = values.dtype.kind
    if kind in "OUT":
        texts = values.tolist()
        if mask is not None:
            texts = [None if gone else text for text, gone in zip(texts, mask, strict=True)]
        return _from_list(name, texts, table)
    if kind in "iu":
        if kind == "u" and values.size and values.max() > np.iinfo(np.int64).max:
            raise _refusal(table, name, f"holds {values.max()}", "whole numbers below 2 to the power 63")
        return _core.integer_column(name, np.ascontiguousarray(values, dtype=np.int64), _valid(mask))
    if kind == "f":
        return _core.number_column(name, np.ascontiguousarray(values, dtype=np.float64), _valid(mask))
    if kind == "b":
        return _core.boolean_column(name, np.ascontiguousarray(values).view(np.uint8), _valid(mask))
    if kind == "M":
        return _from_times(name, values, mask)
    raise _refusal(table, name, f"holds the numpy type {values.dtype}", "numbers, booleans, text or dates")


def _from_times(name: str, times: NDArray[Any], mask: NDArray[np.bool_] | None, zone: str = "") -> _core.Column:
    unit = np.datetime_data(times.dtype)[0]
    missing = np.isnat(times) if mask is None else np.isnat(times) | mask
    if unit in _TIME_UNITS and np.datetime_data(times.dtype)[1] == 1:
        ticks = np.ascontiguousarray(times).view(np.int64)
        return _core.time_column(name, _TIME_UNITS[unit] + zone, ticks, _valid(missing))
    if unit in ("Y", "M", "W", "D"):
        days = times.astype("datetime64[D]").view(np.int64)
        return _core.date_column(name, np.where(missing, 0, days).astype(np.int32), _valid(missing))
    return _from_times(name, times.astype("datetime64[s]"), mask, zone)


def _from_list(name: str, values: Sequence[Any], table: str) -> _core.Column:
    plain = [value.item() if isinstance(value, np.generic) else value for value in values]
    present = [value for value in plain if value is not None]
    mask = np.array([value is None for value in plain], dtype=bool)
    if not present:
        return _core.missing_column(name, len(plain))
    if all(isinstance(value, str) for value in present):
        return _text_column(name, plain, table)
    filled = [0 if value is None else value for value in plain]
    if all(isinstance(value, bool) for value in present):
        return _from_array(name, np.array(filled, dtype=bool), mask, table)
    if all(isinstance(value, Real) and not isinstance(value, bool) for value in present):
        whole = all(isinstance(value, Integral) for value in present)
        try:
            return _from_array(name, np.array(filled, dtype=np.int64 if whole else np.float64), mask, table)
        except OverflowError:
            raise _refusal(table, name, "holds a number of more than 64 bits", "smaller numbers") from None
    if all(isinstance(value, datetime.date) for value in present):
        return _from_dates(name, plain, table)
    raise _refusal(table, name, _mixture(plain), "values of one kind: numbers, booleans, text or dates")


def _text_column(name: str, texts: list[str | None], table: str) -> _core.Column:
    try:
        return _core.text_column(name, texts)
    except UnicodeEncodeError as error:
        row = texts.index(error.object)
        raise _refusal(table, name, f"row {row} ({error.object!r}) cannot be written in UTF-8", "valid text") from None


def _from_dates(name: str, values: list[Any], table: str) -> _core.Column:
    moments = [value for value in values if isinstance(value, datetime.datetime)]
    if not moments:
        return _from_times(name, np.array(values, dtype="datetime64[D]"), None)
    aware = [value for value in moments if value.tzinfo is not None]
    if len(moments) != sum(value is not None for value in values) or len(aware) not in (0, len(moments)):
        raise _refusal(table, name, "mixes dates and points in time, with and without time zone", "one of these")
    if aware:
        values = [None if value is None else value.astimezone(datetime.UTC).replace(tzinfo=None) for value in values]
    return _from_times(name, np.array(values, dtype="datetime64[us]"), None, "UTC" if aware else "")


def _mixture(values: list[Any]) -> str:
    first: dict[str, tuple[int, Any]] = {}
    for row, value in enumerate(values):
        if value is not None:
            first.setdefault(type(value).__name__, (row, value))
    kinds = ", ".join(f"{kind} (row {row}: {str(value)[:40]!r})" for kind, (row, value) in first.items())
    return f"holds {kinds}"
