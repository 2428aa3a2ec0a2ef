# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real figures that ship with kring, and a synthetic sector, so that everything can be tried at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np

from kring._core import InvalidValue, UnknownIdentifier

if TYPE_CHECKING:
    from kring import Dossier
    from kring._reference_sector import ReferenceSector

__all__ = ["Backend", "Figures", "ReferenceSector", "dossier", "dossiers", "mbo_2019", "reference_sector"]

Backend = Literal["polars", "pandas", "pyarrow", "dict"]
"""Kind of table handed out; "dict" is a dictionary of numpy arrays and needs no frame library."""

_NUMBERS: Final = {
    "numerator": np.int64,
    "denominator": np.int64,
    "year": np.int64,
    "value": np.float64,
    "published_share": np.float64,
}

_DOSSIERS: Final = ("cibap-2024", "letter-2020", "agendas-2014-2019")
_DOSSIER_TABLES: Final = ("units", "records", "links", "assessors", "publications", "events")
# Every other column is text: names and levels keep their zeros, dates their length, school years their slash.
_DOSSIER_TYPES: Final = {
    "retrievable": np.bool_,
    "sound": np.bool_,
    "strict": np.bool_,
    "findable": np.bool_,
    "target": np.float64,
    "value": np.float64,
    "days": np.float64,
    "students": np.int64,
    "count": np.int64,
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
    chosen = _chosen(backend)
    return Figures(
        name="mbo_2019",
        backend=chosen,
        results=_table("mbo_results_2019.csv", chosen),
        units=_table("mbo_units_2019.csv", chosen),
        finance=_table("mbo_finance_2019.csv", chosen),
        group_values=_table("mbo_group_values_2019.csv", chosen),
        source=_text("SOURCE.md"),
    )


def dossiers() -> tuple[str, ...]:
    """Return the names of the quality-cycle dossiers that ship with kring, in a fixed order.

    Returns
    -------
    tuple of str
        What `dossier` takes: the plan of one institution, the sector's own cycle, and annual reports of eighteen
        institutions.

    Examples
    --------
    >>> dossiers()
    ('cibap-2024', 'letter-2020', 'agendas-2014-2019')
    """
    return _DOSSIERS


def dossier(name: str, *, backend: Backend | None = None) -> Dossier:
    """Return a real quality cycle as others coded it from public documents.

    It is a reconstruction: what is absent was not in the documents, and nobody examined the board. Read its `source`
    first: it says what was read, how it was coded, what is absent and how sure the coder was.

    Parameters
    ----------
    name
        One of `dossiers()`.
    backend
        Kind of table: "polars", "pandas", "pyarrow" or "dict" (numpy arrays, masked where a number or answer is
        missing, None for missing text). Without it the first of these frame libraries that is installed, in that
        order; "dict" where none is.

    Returns
    -------
    Dossier
        Its records, links, assessors, publications and events.

    Raises
    ------
    UnknownIdentifier
        For any other name.
    InvalidValue
        For any other kind of table.
    ModuleNotFoundError
        Where the kind asked for is not installed.

    Examples
    --------
    >>> letter = dossier("letter-2020", backend="dict")
    """
    if name not in _DOSSIERS:
        raise UnknownIdentifier(f"dossier {name!r} is not known; expected one of {', '.join(_DOSSIERS)}")
    chosen = _chosen(backend)
    # Imported here, so that whoever wants figures only does not load the quality cycle.
    from kring import Dossier

    return Dossier(
        **_dossier_tables(name, chosen),
        standing="reconstruction",
        name=name,
        source=_text(f"dossiers/{name}/SOURCE.md"),
    )


def reference_sector(seed: int = 2026, *, backend: Backend | None = None) -> ReferenceSector:
    """Return a synthetic sector of the size of Dutch vocational education. Nothing in it is real.

    163 boards and 11,000 programmes, with three school years of results, dossiers of boards that give an account,
    judgements and events. Totals and national shares are published ones; everything else is drawn by parameters that
    are a proposal. Show it as synthetic wherever you show it: `label` says how.

    Parameters
    ----------
    seed
        A whole number from 0 to 2**64 - 1. The same seed gives the same sector, bit for bit, on every machine.
    backend
        Kind of table: "polars", "pandas", "pyarrow" or "dict" (numpy arrays). Without it the first of these frame
        libraries that is installed, in that order; "dict" where none is.

    Returns
    -------
    kring.datasets.ReferenceSector
        Its tables, its dossier, and what it was made from. Read its `source` first.

    Raises
    ------
    InvalidValue
        For any other seed or kind of table.
    ModuleNotFoundError
        Where the kind asked for is not installed.

    Examples
    --------
    >>> sector = reference_sector(2026, backend="dict")
    >>> sector.units["name"][0]
    'Synthetic board 001 (not real)'
    """
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or not 0 <= seed < 1 << 64:
        raise InvalidValue(f"seed is {seed!r}; expected a whole number from 0 to 2**64 - 1")
    # Imported here, so that whoever wants figures only does not load the quality cycle.
    from kring._reference_sector import reference_sector as made

    return made(int(seed), _chosen(backend))


def __getattr__(name: str) -> Any:
    if name == "ReferenceSector":
        from kring._reference_sector import ReferenceSector

        return ReferenceSector
    raise AttributeError(f"module 'kring.datasets' has no attribute {name!r}")


def _dossier_tables(name: str, backend: Backend) -> dict[str, Any]:
    """Every table of a dossier; None where it has no such table."""
    folder = files("kring").joinpath("data", "dossiers", name)
    present = {table: folder.joinpath(f"{table}.csv").is_file() for table in _DOSSIER_TABLES}
    return {
        table: _table(f"dossiers/{name}/{table}.csv", backend, _DOSSIER_TYPES, gaps=True) if there else None
        for table, there in present.items()
    }


def _chosen(backend: Backend | None) -> Backend:
    chosen = _installed_backend() if backend is None else backend
    if chosen not in get_args(Backend):
        raise InvalidValue(f"backend is {chosen!r}; expected one of {', '.join(get_args(Backend))}, or None")
    return chosen


def _installed_backend() -> Backend:
    frames: tuple[Backend, ...] = ("polars", "pandas", "pyarrow")
    return next((name for name in frames if find_spec(name) is not None), "dict")


def _text(file: str) -> str:
    return files("kring").joinpath("data", *file.split("/")).read_text(encoding="utf-8")


def _table(file: str, backend: Backend, types: Mapping[str, type] = _NUMBERS, *, gaps: bool = False) -> Any:
    """A table of the package. With gaps an empty cell is missing; without, it is the empty text."""
    columns = _columns(_text(file), types, gaps)
    if backend == "dict":
        return columns
    module = import_module(backend)
    if gaps:
        return _frame_with_gaps(columns, module, backend)
    make: Callable[[dict[str, Any]], Any] = module.table if backend == "pyarrow" else module.DataFrame
    # Frames take text from lists of str; numpy arrays of objects would stay objects in some of them.
    return make({name: array.tolist() if array.dtype == object else array for name, array in columns.items()})


def _columns(text: str, types: Mapping[str, type], gaps: bool) -> dict[str, np.ndarray[Any, Any]]:
    header, *rows = csv.reader(text.splitlines())
    columns = zip(*rows, strict=True)
    make = _with_gaps if gaps else np.array
    return {name: make(values, dtype=types.get(name, object)) for name, values in zip(header, columns, strict=True)}


def _with_gaps(values: tuple[str, ...], dtype: type) -> np.ndarray[Any, Any]:
    """Texts with None for an empty cell; numbers and answers masked there."""
    if dtype is object:
        return np.array([text or None for text in values], dtype=object)
    missing = np.array([not text for text in values], dtype=bool)
    if dtype is np.bool_:
        return np.ma.masked_array(np.array([text == "true" for text in values]), mask=missing)
    return np.ma.masked_array(np.array([text or "0" for text in values]).astype(dtype), mask=missing)


def _frame_with_gaps(columns: dict[str, np.ndarray[Any, Any]], module: Any, backend: Backend) -> Any:
    """Columns as a frame. Types are given, so that a column without any value has the type of its name."""
    lists = {name: array.tolist() for name, array in columns.items()}
    kinds = {name: array.dtype.kind for name, array in columns.items()}
    if backend == "polars":
        types = {"b": module.Boolean, "i": module.Int64, "f": module.Float64, "O": module.String}
        return module.DataFrame(lists, schema={name: types[kind] for name, kind in kinds.items()})
    if backend == "pyarrow":
        types = {"b": module.bool_(), "i": module.int64(), "f": module.float64(), "O": module.string()}
        return module.table({name: module.array(values, types[kinds[name]]) for name, values in lists.items()})
    types = {"b": "boolean", "i": "Int64", "f": "float64", "O": "string"}
    return module.DataFrame({name: module.Series(values, dtype=types[kinds[name]]) for name, values in lists.items()})
