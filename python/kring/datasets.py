# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real figures that ship with kring, so that everything can be tried at once."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Final, Literal, get_args

import numpy as np

from kring._core import InvalidValue

__all__ = ["Backend", "Figures", "mbo_2019"]

Backend = Literal["polars", "pandas", "pyarrow", "dict"]
"""Kind of table handed out; "dict" is a dictionary of numpy arrays and needs no frame library."""

_NUMBERS: Final = {
    "numerator": np.int64,
    "denominator": np.int64,
    "year": np.int64,
    "value": np.float64,
    "published_share": np.float64,
}


@dataclass(frozen=True, eq=False)
class Figures:
    """Tables of one edition of published figures, all of the same kind of frame."""

    name: str
    """Name of the edition."""
    backend: Backend
    """Kind of frame the tables are."""
    results: Any
    """unit, indicator, school_year, numerator, denominator, group: one row a unit, indicator and school year."""
    units: Any
    """unit, kind, parent, name, place, group: one row an institution."""
    finance: Any
    """unit, indicator, year, value, group: one row a unit, indicator and calendar year."""
    group_values: Any
    """group, indicator, school_year, published_share: the share of each group as it was published."""
    source: str = field(repr=False)
    """Who published the figures, under which licence, and what to know before using them (Markdown)."""

    def __repr__(self) -> str:
        return f"Figures({self.name!r}, backend={self.backend!r}: results, units, finance, group_values, source)"


def mbo_2019(*, backend: Backend | None = None) -> Figures:
    """Return the figures of 67 Dutch mbo institutions, edition 2019 of DUO's yearly table.

    The counts are derived from published ratios and the institutions differ in their mix of levels, so that a raw
    comparison is unfair: read `source` first.

    Parameters
    ----------
    backend
        Kind of table: "polars", "pandas", "pyarrow" or "dict". Without it the first of these frame libraries that is
        installed, in that order; "dict" where none is.

    Raises
    ------
    InvalidValue
        For any other kind of table.
    ModuleNotFoundError
        Where the kind asked for is not installed.

    Examples
    --------
    >>> figures = mbo_2019(backend="dict")
    >>> len(figures.units["unit"])
    67
    """
    chosen = _installed_backend() if backend is None else backend
    if chosen not in get_args(Backend):
        raise InvalidValue(f"backend is {chosen!r}; expected one of {', '.join(get_args(Backend))}, or None")
    return Figures(
        name="mbo_2019",
        backend=chosen,
        results=_table("mbo_results_2019.csv", chosen),
        units=_table("mbo_units_2019.csv", chosen),
        finance=_table("mbo_finance_2019.csv", chosen),
        group_values=_table("mbo_group_values_2019.csv", chosen),
        source=_text("SOURCE.md"),
    )


def _installed_backend() -> Backend:
    frames: tuple[Backend, ...] = ("polars", "pandas", "pyarrow")
    return next((name for name in frames if find_spec(name) is not None), "dict")


def _text(file: str) -> str:
    return files("kring").joinpath("data", file).read_text(encoding="utf-8")


def _table(file: str, backend: Backend) -> Any:
    columns = _columns(_text(file))
    if backend == "dict":
        return columns
    module = import_module(backend)
    make: Callable[[dict[str, Any]], Any] = module.table if backend == "pyarrow" else module.DataFrame
    # Frames take text from lists of str; numpy arrays of objects would stay objects in some of them.
    return make({name: array.tolist() if array.dtype == object else array for name, array in columns.items()})


def _columns(text: str) -> dict[str, np.ndarray[Any, Any]]:
    header, *rows = csv.reader(text.splitlines())
    columns = zip(*rows, strict=True)
    return {
        name: np.array(values, dtype=_NUMBERS.get(name, object)) for name, values in zip(header, columns, strict=True)
    }
