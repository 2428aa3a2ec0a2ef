# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frames of every kind go in and the same kind comes out; expected values are the rows written in ROWS by hand."""

import datetime
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

import kring
from kring import frames

ROWS: dict[str, list[Any]] = {
    "unit": ["00GT", "01AA", None, "00GT"],
    "numerator": [1, 2, None, 4],
    "value": [0.5, 1.5, 2.5, None],
    "ok": [True, False, None, True],
    "day": [datetime.date(2018, 8, 1), datetime.date(2019, 7, 31), None, datetime.date(2018, 8, 1)],
}
MAKERS = ["dict", "records", "pandas", "polars", "pyarrow", "duckdb", "narwhals", "nanoarrow", "arro3"]


def make(kind: str, rows: dict[str, list[Any]]) -> Any:
    if kind == "dict":
        return rows
    if kind == "records":
        return [dict(zip(rows, row, strict=True)) for row in zip(*rows.values(), strict=True)]
    if kind == "pandas":
        return pytest.importorskip("pandas").DataFrame(rows)
    if kind == "polars":
        return pytest.importorskip("polars").DataFrame(rows)
    arrow = pytest.importorskip("pyarrow").table(rows)
    if kind == "duckdb":
        return pytest.importorskip("duckdb").from_arrow(arrow)
    if kind == "narwhals":
        return pytest.importorskip("narwhals").from_native(make("polars", rows))
    if kind == "nanoarrow":
        return pytest.importorskip("nanoarrow").ArrayStream(arrow)
    if kind == "arro3":
        return pytest.importorskip("arro3.core").Table.from_arrow(arrow)
    return arrow


def as_lists(table: frames.Table) -> dict[str, list[Any]]:
    return {name: frames.to_native(table, "dict")[name].tolist() for name in table.column_names}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_of_frame_goes_in(kind: str) -> None:
    table = frames.to_table(make(kind, ROWS))
    assert table.column_names == list(ROWS)
    assert len(table) == table.num_rows == 4
    assert as_lists(table) == ROWS
    values, valid = table.integers("numerator")
    assert values.tolist() == [1, 2, 0, 4] and valid.tolist() == [1, 1, 0, 1]
    codes, texts = table.texts("unit")
    assert codes.tolist() == [0, 1, -1, 0] and texts == ["00GT", "01AA"]


@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_kind_of_frame_comes_out(kind: str) -> None:
    frame = make(kind, ROWS)
    result = frames.to_native(frames.to_table(frame), frame)
    if kind in ("nanoarrow", "arro3"):
        assert isinstance(result, frames.Table)
    else:
        assert type(result) is type(frame)
    assert as_lists(frames.to_table(result)) == ROWS


@pytest.mark.parametrize("kind", MAKERS)
def test_a_frame_without_rows_keeps_its_columns(kind: str) -> None:
    if kind == "records":
        pytest.skip("a list without rows names no columns")
    table = frames.to_table(make(kind, {"unit": [], "numerator": []}))
    assert table.column_names == ["unit", "numerator"] and table.num_rows == 0
    assert frames.to_native(table, "dict")["unit"].tolist() == []


def test_import_brings_in_no_frame_library() -> None:
    libraries = "pandas polars pyarrow altair duckdb narwhals"
    script = f"import sys, kring, kring.frames; print([m for m in {libraries.split()!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_numpy_column_is_not_copied() -> None:
    numerator, value = np.arange(5), np.linspace(0, 1, 5)
    table = frames.to_table({"numerator": numerator, "value": value})
    assert np.shares_memory(table.integers("numerator")[0], numerator)
    assert np.shares_memory(table.numbers("value")[0], value)


def test_an_array_outlives_the_table_and_cannot_be_written() -> None:
    array = frames.to_table({"numerator": np.arange(1000)}).integers("numerator")[0]
    assert array.sum() == 999 * 1000 // 2
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ("results.csv", "read a file with kring.read_results"),
        (None, "builtins.NoneType"),
        ([1, 2], "builtins.list"),
        ([], "a list without rows"),
        ({"a": [1], "b": [1, 2]}, "column 'b' has 2 rows and column 'a' has 1"),
        ({"a": "text"}, "column 'a': found str"),
        ({1: [1]}, "the name of column 0 is 1"),
        ({"a": [1, "x"]}, r"int \(row 0: '1'\), str \(row 1: 'x'\)"),
        ({"a": np.zeros((2, 2))}, "has 2 dimensions"),
        ({"a": np.zeros(2, dtype=complex)}, "numpy type complex128"),
        ({"a": np.array([1, 2**64 - 1], dtype=np.uint64)}, "18446744073709551615"),
        ({"a": [2**70]}, "more than 64 bits"),
        ({"a": ["\ud800"]}, "cannot be written in UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_what_was_found(frame: object, message: str) -> None:
    with pytest.raises(kring.InvalidTable, match=message):
        frames.to_table(frame)
