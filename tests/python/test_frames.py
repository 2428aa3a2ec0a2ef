# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frames of every kind go in and the same kind comes out; expected values are the rows written in ROWS by hand."""

import contextlib
import datetime
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_stream_is_read_once() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    capsule = pyarrow.table({"n": [1]}).__arrow_c_stream__()
    assert len(frames.Table.from_stream(capsule, "results")) == 1
    with pytest.raises(kring.InvalidTable, match="was read before"):
        frames.Table.from_stream(capsule, "results")


def test_a_table_gives_as_many_streams_as_are_asked() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = frames.to_table(ROWS)
    table.__arrow_c_stream__()  # never read: released with its capsule
    table.__arrow_c_stream__(requested_schema=pyarrow.schema([]).__arrow_c_schema__())
    assert pyarrow.table(table).equals(pyarrow.table(table))
    assert pyarrow.schema(table).names == list(ROWS)


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "duckdb"])
def test_other_columns_are_carried_along_untouched(kind: str) -> None:
    moment = datetime.datetime(2018, 8, 1, 12, 30, tzinfo=datetime.UTC)
    rows = {"numerator": [1, 2], "lists": [[1, 2], []], "records": [{"a": 1}, {"a": 2}], "at": [moment, moment]}
    frame = make(kind, rows)
    table = frames.to_table(frame)
    assert table.integers("numerator")[0].tolist() == [1, 2]
    with pytest.raises(kring.InvalidTable, match="column 'lists': holds lists; expected whole numbers"):
        table.integers("lists")
    with pytest.raises(kring.InvalidTable, match="column 'records': holds structures; expected text"):
        table.texts("records")
    pyarrow = pytest.importorskip("pyarrow")
    again = pyarrow.table(frames.to_table(frames.to_native(table, frame))).to_pylist()
    assert again == pyarrow.table(table).to_pylist()
    assert [row["lists"] for row in again] == rows["lists"] and [row["at"] for row in again] == rows["at"]


def test_sliced_chunked_and_encoded_columns_keep_their_values() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = ["00GT", None, "a text of more than twelve bytes", "00GT", "", "Zoë"] * 7
    flags = [True, None, False, True, True, False] * 7
    view = pyarrow.array(texts).cast(pyarrow.string_view())
    categories = pyarrow.array(texts).dictionary_encode()
    columns = {"view": view, "category": categories, "large": pyarrow.array(texts, pyarrow.large_string())}
    whole = pyarrow.table(columns | {"flag": pyarrow.array(flags), "none": pyarrow.nulls(len(texts))})
    pieces = pyarrow.concat_tables([whole.slice(3, 5), whole.slice(0, 0), whole.slice(11, 17), whole.slice(30)])
    table = frames.to_table(pieces)
    expected = texts[3:8] + texts[11:28] + texts[30:]
    for name in columns:
        codes, values = table.texts(name)
        assert [values[code] if code >= 0 else None for code in codes] == expected
        assert values == [text for text in dict.fromkeys(expected) if text is not None]
    assert frames.to_native(table, "dict")["flag"].tolist() == flags[3:8] + flags[11:28] + flags[30:]
    assert not table.integers("none")[1].any() and table.texts("none")[1] == []
    assert pyarrow.table(table).to_pylist() == pieces.to_pylist()


def test_dictionaries_that_differ_by_chunk_are_one_column() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    chunks = [pyarrow.array(["b", "a"]).dictionary_encode(), pyarrow.array(["a", "c", None]).dictionary_encode()]
    table = frames.to_table(pyarrow.table({"group": pyarrow.chunked_array(chunks)}))
    codes, values = table.texts("group")
    assert values == ["b", "a", "c"] and codes.tolist() == [0, 1, 1, 2, -1]


def test_categoricals_and_gaps_of_pandas_are_read() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "group": pandas.Categorical(["b", None, "a"], categories=["a", "b", "unused"]),
            "numerator": pandas.array([1, None, 3], dtype="Int64"),
            "denominator": [4.0, float("nan"), 6.0],
        },
        index=pandas.Index(["00GT", "01AA", "02AB"], name="unit"),
    )
    table = frames.to_table(frame)
    assert sorted(table.column_names) == ["denominator", "group", "numerator", "unit"]
    assert table.texts("group")[0].tolist() == [0, -1, 1] and table.texts("group")[1] == ["b", "a"]
    for name in ("numerator", "denominator"):
        assert table.integers(name)[1].tolist() == [1, 0, 1]
    result = frames.to_native(table, frame)
    assert result["numerator"].dtype == "Int64" and result["group"].dtype == "category"
    assert result["unit"].tolist() == ["00GT", "01AA", "02AB"]


def test_an_unnamed_index_of_pandas_is_no_column() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"numerator": [1, 2, 3]})
    assert frames.to_table(frame[frame["numerator"] > 1]).column_names == ["numerator"]


def test_pandas_goes_in_and_comes_out_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(ROWS | {"at": pandas.to_datetime(["2018-08-01T12:00", None, None, None], utc=True)})
    frame["group"] = pandas.Categorical(["a", None, "b", "a"])
    frame["count"] = pandas.array([1, None, 3, 4], dtype="Int64")
    expected = as_lists(frames.to_table(frame.drop(columns="at")))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    table = frames.to_table(frame)
    assert as_lists(table.select(list(expected))) == expected
    assert table.type_format("at").endswith(":UTC")
    assert table.stored_integers("at")[1].tolist() == [1, 0, 0, 0]
    result = frames.to_native(table, frame)
    assert isinstance(result, pandas.DataFrame) and result["count"].dtype == "Int64"
    assert as_lists(frames.to_table(result).select(list(expected))) == expected


def test_sums_of_duckdb_are_whole_numbers() -> None:
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql(
        "select unit, sum(n) as numerator from (values ('a', 1), ('a', 2)) as t(unit, n) group by unit"
    )
    table = frames.to_table(relation)
    assert table.type_name("numerator") in ("decimal numbers", "whole numbers (int64)")
    assert table.integers("numerator")[0].tolist() == [3]


def test_a_kind_can_be_asked_by_name() -> None:
    for kind in ("pandas", "polars", "pyarrow", "duckdb", "narwhals"):
        pytest.importorskip(kind)
        assert frames.kind_of(frames.to_native(frames.to_table(ROWS), kind)) == kind
    with pytest.raises(kring.InvalidTable, match="cannot be given as int"):
        frames.to_native(frames.to_table(ROWS), 3)


@pytest.mark.parametrize("kind", ["polars", "pyarrow"])
def test_ten_million_rows_pass_without_copying_a_buffer(kind: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    rows = 10_000_000
    numbers = np.arange(rows)
    frame = make(kind, {"numerator": numbers, "value": numbers / 7.0})
    before = [chunk.buffers()[1].address for column in pyarrow.table(frame).columns for chunk in column.chunks]
    table = frames.to_table(frame)
    assert table.integers("numerator")[0].ctypes.data == before[0]
    extra = np.ones(rows)
    table = table.with_columns([frames.to_table({"extra": extra}).column("extra")])
    result = frames.to_native(table, frame)
    after = [chunk.buffers()[1].address for column in pyarrow.table(result).columns for chunk in column.chunks]
    assert after == [*before, extra.ctypes.data]
    assert result["value"][rows - 1] == (rows - 1) / 7.0 or result["value"][rows - 1].as_py() == (rows - 1) / 7.0


ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(st.characters(), max_size=20),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=3),
    st.lists(st.integers(), max_size=2),
)
COLUMN = st.one_of(
    st.lists(ANYTHING, max_size=6),
    st.lists(st.one_of(st.none(), st.floats()), max_size=6),
    st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)), max_size=6),
    st.lists(st.one_of(st.none(), st.text(max_size=20)), max_size=6),
    ANYTHING,
)


def check_reading(frame: Any) -> None:
    """Each read gives InvalidTable or the values themselves."""
    try:
        table = frames.to_table(frame)
    except kring.InvalidTable:
        return
    values = as_lists(table)
    for name in table.column_names:
        for read in (table.integers, table.numbers):
            try:
                found, valid = read(name)
            except kring.InvalidTable:
                continue
            missing = [False] * len(found) if valid is None else (valid == 0).tolist()
            assert [None if gone else value for value, gone in zip(found.tolist(), missing, strict=True)] == values[
                name
            ]
        with contextlib.suppress(kring.InvalidTable):
            codes, texts = table.texts(name)
            assert [texts[code] if code >= 0 else None for code in codes] == values[name]


@settings(max_examples=200, deadline=None)
@given(st.one_of(ANYTHING, st.dictionaries(st.one_of(st.text(max_size=3), st.integers()), COLUMN, max_size=3)))
def test_any_dict_of_anything_is_refused_or_read_right(frame: Any) -> None:
    check_reading(frame)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("abc"), ANYTHING, max_size=3), max_size=4))
def test_any_records_are_refused_or_read_right(frame: Any) -> None:
    check_reading(frame)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=40), st.integers(0, 40), st.sampled_from(range(8)))
def test_any_slice_of_any_type_is_read_right(values: list[int | None], start: int, choice: int) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    types = ["int8", "uint16", "int64", "float32", "float64", "string", "string_view", "dictionary"]
    numbers = pyarrow.array(values, pyarrow.int64())
    texts = numbers.cast(pyarrow.string())
    kind = types[choice]
    array = texts.dictionary_encode() if kind == "dictionary" else (texts if "string" in kind else numbers).cast(kind)
    table = frames.to_table(pyarrow.table({"n": pyarrow.chunked_array([array.slice(start), array])}))
    if kind in ("string", "string_view", "dictionary"):
        codes, found = table.texts("n")
        expected = [None if value is None else str(value) for value in values]
        assert [found[code] if code >= 0 else None for code in codes] == expected[start:] + expected
    else:
        read, valid = table.integers("n")
        assert np.ma.masked_array(read, valid == 0 if valid is not None else None).tolist() == values[start:] + values
    assert pyarrow.table(table)["n"].to_pylist() == array.slice(start).to_pylist() + array.to_pylist()
