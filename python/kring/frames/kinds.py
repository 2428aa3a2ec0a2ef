# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which library a frame comes from, without importing that library."""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, Literal, get_args

from kring._core import InvalidTable

Kind = Literal["pandas", "polars", "pyarrow", "duckdb", "narwhals", "dict", "records", "arrow"]

_LIBRARIES = ("pandas", "polars", "pyarrow", "duckdb", "narwhals")


def kind_of(frame: object) -> Kind | None:
    """Kind of a table, or None when it is no table that kring knows.

    Parameters
    ----------
    frame
        Any object, or the name of a kind, which is returned as it is.

    Returns
    -------
    Kind or None
        The library of the frame; "dict" for a mapping of columns, "records" for a list of mappings, "arrow" for every
        other object that speaks Arrow.
    """
    for kind in get_args(Kind):
        if isinstance(frame, str) and frame == kind:
            return kind  # type: ignore[no-any-return]
    roots = {cls.__module__.partition(".")[0].lstrip("_") for cls in type(frame).__mro__}
    for library in _LIBRARIES:
        if library in roots:
            return library  # type: ignore[return-value]
    if isinstance(frame, Mapping):
        return "dict"
    if isinstance(frame, list | tuple) and all(isinstance(row, Mapping) for row in frame):
        return "records"
    speaks_arrow = hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__")
    return "arrow" if speaks_arrow else None


def library(name: str) -> ModuleType | None:
    """A frame library, or None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def needed(name: str) -> Any:
    """A frame library that was asked for. Raises InvalidTable where it is not installed."""
    found = library(name)
    if found is None:
        raise InvalidTable(f"{name} was asked for and is not installed; install it or ask for another kind of frame")
    return found
