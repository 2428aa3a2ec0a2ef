# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a function of this room does with its arguments: check, broadcast to one shape, and give that shape back."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kring._core import InvalidValue

Integers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
FloatOrArray: TypeAlias = float | Floats


def integers(values: ArrayLike, name: str) -> Integers:
    """Give `values` as int64, of any shape; refuse floats, booleans, text and missing values, naming the first."""
    array = _plain(values, name)
    if array.dtype.kind not in "iu":
        _refuse_first(array, name, _missing)
        _refuse_first(array, name, _not_an_integer)
    if array.dtype.kind in "uO":
        _refuse_first(array, name, _beyond_int64)
    return array.astype(np.int64)


def reals(values: ArrayLike, name: str) -> Floats:
    """Give `values` as float64, of any shape; refuse NaN, infinities, booleans, text and missing values."""
    array = _plain(values, name)
    if array.dtype.kind not in "iuf":
        _refuse_first(array, name, _missing)
        _refuse_first(array, name, _not_a_number)
    result = array.astype(np.float64)
    if not np.isfinite(result).all():
        _refuse_first(result, name, _not_finite)
    return result


def vector(array: NDArray[Any], name: str) -> NDArray[Any]:
    """Give a checked array with one dimension, contiguous; refuse any other number of dimensions."""
    if array.ndim != 1:
        raise InvalidValue(f"{name} has shape {array.shape}; give one dimension, with one element a unit")
    return np.ascontiguousarray(array)


def broadcast(*arrays: NDArray[Any]) -> tuple[tuple[int, ...], list[NDArray[Any]]]:
    """Bring checked arrays to one shape; give that shape and each array contiguous and one-dimensional."""
    try:
        shape = np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in arrays)
        message = f"the arguments have shapes {shapes}, which do not fit together; give equal lengths, or one number"
        raise InvalidValue(message) from None
    return shape, [np.ascontiguousarray(np.broadcast_to(array, shape)).reshape(-1) for array in arrays]


def restore(flat: Floats, shape: tuple[int, ...]) -> FloatOrArray:
    """Give a flat result the shape of the arguments: a Python float where all of them were single numbers."""
    return float(flat[0]) if shape == () else flat.reshape(shape)


def number(value: ArrayLike, name: str) -> float:
    """Check one number that is a setting, such as a confidence: a finite number, no array, no truth value."""
    array = reals(value, name)
    if array.shape != ():
        raise InvalidValue(f"{name} has shape {array.shape}; give a single number")
    return float(array)


def whole_number(value: int, name: str) -> int:
    """Check one whole number that is a setting, such as a number of draws or a seed: 0 to 2^63 - 1."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not 0 <= value < 2**63:
        raise InvalidValue(f"{name} is {value!r}; give a whole number of 0 or more")
    return int(value)


def thread_count(threads: int) -> int:
    """Check a number of threads: 0 means every hardware thread."""
    if isinstance(threads, bool) or not isinstance(threads, int) or not 0 <= threads <= 1024:
        raise InvalidValue(f"threads is {threads!r}; give a whole number from 0 (every hardware thread) to 1024")
    return threads


def _plain(values: ArrayLike, name: str) -> NDArray[Any]:
    """Give an ndarray that lost nothing: no mask, and lists kept as they are (numpy makes integers of [1, True])."""
    if np.ma.isMaskedArray(values) and np.ma.getmaskarray(values).any():
        where = _label(name, tuple(np.argwhere(np.ma.getmaskarray(values))[0]))
        raise InvalidValue(f"{where} is missing (masked); leave the row out or fill it in first")
    return np.array(values, dtype=object) if isinstance(values, (list, tuple)) else np.asarray(values)


def _label(name: str, index: tuple[Any, ...]) -> str:
    return f"{name}[{', '.join(str(int(i)) for i in index)}]" if index else name


def _refuse_first(array: NDArray[Any], name: str, complaint: Any) -> None:
    """Raise for the first element, in row order, about which `complaint` has something to say."""
    for index, value in np.ndenumerate(array):
        if said := complaint(value):
            raise InvalidValue(f"{_label(name, index)} is {said}")


def _is_missing(value: Any) -> bool:
    is_nan = isinstance(value, (float, np.floating)) and bool(np.isnan(value))
    return value is None or is_nan or type(value).__name__ in {"NAType", "NaTType"}


def _missing(value: Any) -> str | None:
    return "missing; leave the row out or fill it in first" if _is_missing(value) else None


def _not_an_integer(value: Any) -> str | None:
    if isinstance(value, (bool, np.bool_)):
        return f"{bool(value)}, a truth value; give counts (for True and False, sum them per group first)"
    if isinstance(value, (int, np.integer)):
        return None
    if isinstance(value, (float, np.floating)):
        return f"{float(value)}, a float; give integers (.astype('int64') once you know that nothing is lost)"
    return f"{value!r}, a {type(value).__name__}; give integers"


def _beyond_int64(value: Any) -> str | None:
    return None if -(2**63) <= int(value) < 2**63 else f"{value}, beyond the range of 64-bit integers"


def _not_a_number(value: Any) -> str | None:
    if isinstance(value, (bool, np.bool_)):
        return f"{bool(value)}, a truth value; give numbers"
    if isinstance(value, (int, float, np.integer, np.floating)):
        return None
    return f"{value!r}, a {type(value).__name__}; give numbers"


def _not_finite(value: Any) -> str | None:
    if value != value:
        return "missing (NaN); leave the row out or fill it in first"
    return f"{value}; give finite numbers" if abs(value) == np.inf else None
