# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading tables from files, with the same result whichever frame library is installed."""

import csv
import io
import re
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any, Literal

import numpy as np

from kring import _core
from kring._core import InvalidTable
from kring.frames.kinds import library, needed
from kring.results._validate import validate

Backend = Literal["polars", "pandas", "pyarrow", "dict"]

TEXT_COLUMNS = frozenset({"unit", "parent", "group", "indicator", "school_year", "kind", "name", "level"})
NUMBER_COLUMNS = frozenset(
    {"numerator", "denominator", "value", "standard_error", "events", "exposure", "expected", "students"}
)

_FOREIGN = {
    b"PK\x03\x04": "an Excel workbook or another zip file; in Excel, save the sheet as 'CSV UTF-8'",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; in Excel, save the sheet as 'CSV UTF-8'",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip file; unpack it first",
    b"<": "a web page or XML; download the data file itself",
    b"{": "JSON; read it with a frame library first",
    b"[": "JSON; read it with a frame library first",
}
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_table(path: str | PathLike[str], *, backend: Backend | None = None) -> Any:
    """A table from a CSV, Parquet or Arrow (Feather) file, told apart by content.

    A CSV file is UTF-8 with names in its first line; fields are separated by commas, semicolons or tabs, whichever the
    first line has most of. In a file with semicolons decimals are written with a comma, as Dutch Excel does: 0,5; there
    1.000 is not a number. An empty field is missing; texts such as "NA" are texts. The columns unit, parent, group,
    indicator, school_year, kind, name and level are text always, and so is every other column with a value such as
    "007" that a number would lose.

    Parameters
    ----------
    path
        The file.
    backend
        Kind of frame to return: "polars", "pandas", "pyarrow" or "dict" (numpy arrays, with no library but numpy; CSV
        only). None takes the first of these that is installed and can read the file.

    Returns
    -------
    object
        A frame of that kind.

    Raises
    ------
    FileNotFoundError
        When there is no such file.
    InvalidTable
        When the file is empty, is no table, is not in UTF-8, has lines of unequal length, columns without a name, or
        words in a column of counts or measurements ("dict" only; otherwise such a column stays text).
    """
    file = Path(path)
    data = file.read_bytes()
    if data.startswith(b"PAR1"):
        return _read_binary(file, data, backend, "Parquet")
    if data.startswith((b"ARROW1", b"FEA1")):
        return _read_binary(file, data, backend, "Arrow")
    data = _checked_text(file, data)
    delimiter = _delimiter(data)
    try:
        names, zeros, _ = _core.delimited_shape(data, delimiter)
    except InvalidTable as error:
        raise InvalidTable(f"{file}: {error}") from None
    _check_names(file, names)
    texts = {name for name, zero in zip(names, zeros, strict=True) if zero and name not in NUMBER_COLUMNS}
    texts |= TEXT_COLUMNS.intersection(names)
    chosen = backend or _installed(("polars", "pandas", "pyarrow"))
    if chosen != "dict":
        needed(chosen)
    try:
        return _CSV_READERS[chosen](data, delimiter, "," if delimiter == ";" else ".", sorted(texts))
    except Exception as error:
        raise InvalidTable(f"{file}: {error}") from error


def read_results(path: str | PathLike[str], *, backend: Backend | None = None) -> Any:
    """A results table (unit, indicator, school_year, numerator, denominator, ...) from a file, checked; see read_table.

    Raises
    ------
    InvalidTable
        As read_table, and where the table breaks its contract: every fault is listed with its rows.
    """
    return _checked(path, backend, "results")


def read_units(path: str | PathLike[str], *, backend: Backend | None = None) -> Any:
    """A units table (unit, kind, parent, name, ...) from a file, checked; see read_table and read_results."""
    return _checked(path, backend, "units")


def _checked(path: str | PathLike[str], backend: Backend | None, kind: Literal["results", "units"]) -> Any:
    frame = read_table(path, backend=backend)
    faults = validate(frame, kind=kind)
    if faults:
        raise InvalidTable("\n- ".join([f"{path}: {len(faults)} fault{'s'[: len(faults) != 1]}:", *faults]))
    return frame


def _installed(names: tuple[Backend, ...]) -> Backend:
    return next((name for name in names if library(name) is not None), "dict")


def _read_binary(file: Path, data: bytes, backend: Backend | None, form: str) -> Any:
    chosen = backend or _installed(("polars", "pyarrow"))
    if chosen == "dict" or (chosen == "pandas" and library("pyarrow") is None):
        raise InvalidTable(f"{file}: reading a {form} file needs polars or pyarrow; install one, or export as CSV")
    found, source = needed(chosen), io.BytesIO(data)
    try:
        if chosen == "polars":
            return found.read_parquet(source) if form == "Parquet" else found.read_ipc(source, use_pyarrow=False)
        if chosen == "pandas":
            return found.read_parquet(source) if form == "Parquet" else found.read_feather(source)
        return needed("pyarrow.parquet" if form == "Parquet" else "pyarrow.feather").read_table(source)
    except Exception as error:
        raise InvalidTable(f"{file}: this {form} file cannot be read: {error}") from error


def _checked_text(file: Path, data: bytes) -> bytes:
    """The bytes without byte order mark and without empty lines at the end."""
    if data.startswith(_WIDE) or b"\0" in data[:1000]:
        found = "UTF-16 or UTF-32" if data.startswith(_WIDE) else "binary data or UTF-16 (a zero byte near its start)"
        raise InvalidTable(f"{file}: found {found}; expected text in UTF-8; in Excel, save as 'CSV UTF-8'")
    data = data.removeprefix(b"\xef\xbb\xbf")
    for start, what in _FOREIGN.items():
        if data.lstrip().startswith(start):
            raise InvalidTable(f"{file}: found {what}; expected a table as CSV, Parquet or Arrow")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidTable(_encoding_message(file, data, error.start)) from None
    if not data.strip():
        raise InvalidTable(f"{file}: the file is empty; expected a first line with the names of the columns")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return data.rstrip(b"\r\n") + b"\n"


def _encoding_message(file: Path, data: bytes, place: int) -> str:
    line = data.count(b"\n", 0, place) + 1
    around = data[max(0, place - 10) : place + 10].decode("cp1252", errors="replace")
    return (
        f"{file}: byte {place} in line {line} (0x{data[place]:02X}) is not UTF-8; as Windows-1252 it would read "
        f"{around!r}; in Excel, save as 'CSV UTF-8', or convert with: iconv -f WINDOWS-1252 -t UTF-8"
    )


def _delimiter(data: bytes) -> str:
    header = re.sub(rb'"[^"]*"', b"", data.partition(b"\n")[0])
    return max(",;\t", key=lambda sign: header.count(sign.encode()))


def _check_names(file: Path, names: list[str]) -> None:
    for place, name in enumerate(names):
        if not name.strip():
            raise InvalidTable(f"{file}: column {place + 1} has no name in the first line; give it one")
        if name in names[:place]:
            raise InvalidTable(f"{file}: two columns are named '{name}'; rename one of them")


def _with_polars(data: bytes, delimiter: str, decimal: str, texts: list[str]) -> Any:
    polars = needed("polars")
    overrides = dict.fromkeys(texts, polars.String)
    return polars.read_csv(
        io.BytesIO(data),
        separator=delimiter,
        decimal_comma=decimal == ",",
        infer_schema_length=None,
        schema_overrides=overrides,
    )


def _with_pandas(data: bytes, delimiter: str, decimal: str, texts: list[str]) -> Any:
    pandas = needed("pandas")
    return pandas.read_csv(
        io.BytesIO(data),
        sep=delimiter,
        decimal=decimal,
        dtype=dict.fromkeys(texts, str),
        keep_default_na=False,
        na_values=[""],
        index_col=False,
        low_memory=False,
    )


def _with_pyarrow(data: bytes, delimiter: str, decimal: str, texts: list[str]) -> Any:
    pyarrow = needed("pyarrow")
    reading = needed("pyarrow.csv")
    convert = reading.ConvertOptions(
        decimal_point=decimal,
        null_values=[""],
        strings_can_be_null=True,
        column_types=dict.fromkeys(texts, pyarrow.string()),
    )
    parse = reading.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    return reading.read_csv(io.BytesIO(data), parse_options=parse, convert_options=convert)


def _with_numpy(data: bytes, delimiter: str, decimal: str, texts: list[str]) -> dict[str, Any]:
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=delimiter, strict=True)
    names = next(reader)
    rows, lines = [], []
    for row in reader:
        rows.append(row)
        lines.append(reader.line_num)
    fields = zip(*rows, strict=True) if rows else [()] * len(names)
    columns = {name: [field or None for field in column] for name, column in zip(names, fields, strict=True)}
    return {
        name: np.array(column, dtype=object) if name in texts else _converted(name, column, decimal, lines)
        for name, column in columns.items()
    }


def _converted(name: str, column: list[str | None], decimal: str, lines: list[int]) -> Any:
    """Whole numbers, else numbers, else text; a column of counts or measurements must hold numbers."""
    mask = [field is None for field in column]
    refused: list[int] = []
    for kind, missing in ((int, 0), (float, 0.0)):
        numbers = [missing if field is None else _number(field, decimal, kind) for field in column]
        refused = [row for row, number in enumerate(numbers) if number is None]
        if not refused and not all(mask):
            return np.ma.masked_array(numbers, mask=mask) if any(mask) else np.array(numbers)
    if refused and name in NUMBER_COLUMNS:
        found = ", ".join(f"line {lines[row]} ({column[row]!r})" for row in refused[:5])
        raise InvalidTable(f"column '{name}': found words in {found}; expected numbers; leave a cell without one empty")
    return np.array(column, dtype=object)


def _number(field: str, decimal: str, kind: type[int] | type[float]) -> int | float | None:
    if not field.isascii() or field != field.strip() or "_" in field or (decimal != "." and "." in field):
        return None
    try:
        number = kind(field.replace(decimal, "."))
    except ValueError:
        return None
    return number if abs(number) < 2**63 else None


_CSV_READERS: dict[Backend, Callable[[bytes, str, str, list[str]], Any]] = {
    "polars": _with_polars,
    "pandas": _with_pandas,
    "pyarrow": _with_pyarrow,
    "dict": _with_numpy,
}
