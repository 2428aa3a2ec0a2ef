# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files read the same with every library; expected values stand in the file texts next to them."""

import sys
from pathlib import Path
from typing import Any

import pytest

import kring
from kring import frames, reading

BACKENDS = ["polars", "pandas", "pyarrow", "dict"]


def write(folder: Path, content: str | bytes, name: str = "results.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, backend: Any) -> frames.Table:
    if backend != "dict":
        pytest.importorskip(backend)
    return frames.to_table(reading.read_table(path, backend=backend))


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_bundled_results_read_the_same_with_every_library(backend: str) -> None:
    path = Path(kring.__file__).parent / "data" / "mbo_results_2019.csv"
    table = read(path, backend)
    lines = path.read_text(encoding="utf-8").splitlines()
    header, rows = lines[0].split(","), [line.split(",") for line in lines[1:]]
    assert table.column_names == header
    for name in ("unit", "indicator", "school_year", "group"):
        codes, texts = table.texts(name)
        assert [texts[code] for code in codes] == [row[header.index(name)] for row in rows]
    for name in ("numerator", "denominator"):
        assert table.integers(name)[0].tolist() == [int(row[header.index(name)]) for row in rows]


@pytest.mark.parametrize("backend", BACKENDS)
def test_leading_zeros_stay(backend: str, tmp_path: Path) -> None:
    path = write(tmp_path, "unit,location,group,numerator\n0012,00,1,5\n0034,07,2,6\n")
    table = read(path, backend)
    assert table.texts("unit")[1] == ["0012", "0034"]
    assert table.texts("location")[1] == ["00", "07"]
    assert table.texts("group")[1] == ["1", "2"]
    assert table.integers("numerator")[0].tolist() == [5, 6]


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_empty_field_is_missing_and_na_is_a_text(backend: str, tmp_path: Path) -> None:
    table = read(write(tmp_path, "unit,numerator,denominator,value\nNA,,3,\nnull,2,,\n"), backend)
    assert table.texts("unit")[1] == ["NA", "null"]
    values, valid = table.integers("numerator")
    assert values.tolist() == [0, 2] and valid.tolist() == [0, 1]
    assert table.integers("value")[1].tolist() == [0, 0]


@pytest.mark.parametrize("backend", BACKENDS)
def test_dutch_excel_writes_semicolons_and_decimal_commas(backend: str, tmp_path: Path) -> None:
    text = '\ufeffunit;name;numerator;value\r\n01AA;"Roc; ""Noord""";12;0,5\r\n02BB;Zoë;13;-1,25\r\n\r\n'
    table = read(write(tmp_path, text), backend)
    assert table.column_names == ["unit", "name", "numerator", "value"]
    assert table.texts("name")[1] == ['Roc; "Noord"', "Zoë"]
    assert table.numbers("value")[0].tolist() == [0.5, -1.25]
    assert table.integers("numerator")[0].tolist() == [12, 13]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_thousand_is_never_read_as_one(backend: str, tmp_path: Path) -> None:
    path = write(tmp_path, "unit;numerator\n01AA;1.000\n01AB;900\n")
    with pytest.raises(kring.InvalidTable, match=r"1\.000"):
        read(path, backend).integers("numerator")


@pytest.mark.parametrize("backend", BACKENDS)
def test_words_among_counts_are_named(backend: str, tmp_path: Path) -> None:
    path = write(tmp_path, "unit,numerator\n01AA,1\n01AB,<5\n")
    place = "line 3" if backend == "dict" else "row 1"
    with pytest.raises(kring.InvalidTable, match=rf"column 'numerator'.*{place} \('<5'\)"):
        read(path, backend).integers("numerator")


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_file_with_names_only_is_a_table_without_rows(backend: str, tmp_path: Path) -> None:
    table = read(write(tmp_path, "unit,numerator\n"), backend)
    assert table.num_rows == 0
    assert table.integers("numerator")[0].tolist() == []
    assert table.texts("unit")[1] == []


@pytest.mark.parametrize("backend", BACKENDS)
def test_tabs_separate_and_old_line_ends_are_understood(backend: str, tmp_path: Path) -> None:
    assert read(write(tmp_path, "unit\tnumerator\r01AA\t1\r"), backend).integers("numerator")[0].tolist() == [1]


def refusals() -> list[tuple[bytes, str]]:
    return [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n \n", "the file is empty"),
        ("unit,name\n01AA,Zoë\n".encode("cp1252"), r"byte 17 in line 2 \(0xEB\) is not UTF-8; .*Zoë"),
        ("unit,name\n01AA,Zoë\n".encode("utf-16"), "UTF-16"),
        ("unit,name\n".encode("utf-16-le"), "a zero byte"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"PK\x03\x04rest", "an Excel workbook"),
        (b"%PDF-1.7", "a PDF document"),
        (b'{"a": 1}', "JSON"),
        (b"unit,unit\n1,2\n", "two columns are named 'unit'"),
        (b"unit,\n1,2\n", "column 2 has no name"),
        (
            b"unit,a\n1,2\n3\n\n4,5,6\n",
            "3 lines are not a row: line 3 has 1 field, line 4 is empty, line 5 has 3 fields",
        ),
        (b'unit,a\n"1,2\n', "the quote that opens in line 2 is never closed"),
        (b'unit,a\n"1\n2",3\n4\n', "1 line is not a row: line 4 has 1 field"),
    ]


@pytest.mark.parametrize(("content", "message"), refusals())
@pytest.mark.parametrize("backend", ["polars", "dict"])
def test_what_is_no_table_is_refused_with_file_and_place(
    content: bytes, message: str, backend: str, tmp_path: Path
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(kring.InvalidTable, match=message) as refusal:
        read(path, backend)
    assert str(path) in str(refusal.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"absent\.csv"):
        reading.read_results(tmp_path / "absent.csv")


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_binary_files_are_told_by_their_content(backend: Any, form: str, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip(backend)
    path = tmp_path / "results.data"
    frame = polars.DataFrame({"unit": ["00GT", "01AA"], "numerator": [1, 2]})
    frame.write_parquet(path) if form == "parquet" else frame.write_ipc(path)
    table = frames.to_table(reading.read_table(path, backend=backend))
    assert table.texts("unit")[1] == ["00GT", "01AA"] and table.integers("numerator")[0].tolist() == [1, 2]


def test_a_broken_parquet_file_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    with pytest.raises(kring.InvalidTable, match="this Parquet file cannot be read"):
        reading.read_table(write(tmp_path, b"PAR1 and nothing more"))


def test_the_first_installed_library_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "unit,numerator\n01AA,1\n")
    for absent, present in (("", "polars"), ("polars", "pandas"), ("pandas", "pyarrow"), ("pyarrow", "dict")):
        if present != "dict":
            pytest.importorskip(present)
        if absent:
            monkeypatch.setitem(sys.modules, absent, None)
        assert frames.kind_of(reading.read_table(path)) == present
    with pytest.raises(kring.InvalidTable, match="pandas was asked for and is not installed"):
        reading.read_table(path, backend="pandas")
    with pytest.raises(kring.InvalidTable, match="needs polars or pyarrow"):
        reading.read_table(write(tmp_path, b"PAR1"))
