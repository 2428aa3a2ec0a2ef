# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: rows in, values out, and a generator that refuses what it cannot place."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kring
from kring import catalog

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "src" / "catalog" / "indicators.toml"
GENERATE = [sys.executable, str(ROOT / "src" / "catalog" / "generate.py")]


def test_the_rows_of_the_table_arrive_unchanged() -> None:
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["indicator"]
    assert [dataclasses.asdict(row) for row in catalog.indicators()] == rows


def test_an_indicator_is_found_by_its_id() -> None:
    for row in catalog.indicators():
        assert catalog.indicator(row.id) == row
    assert catalog.indicator("early_leaving").direction == "lower"
    assert catalog.indicator("annual_result").name_nl == "jaarresultaat"


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(kring.UnknownIdentifier, match=r"'diplomaresult'.*nearest is 'diploma_result'"):
        catalog.indicator("diplomaresult")


def test_an_indicator_is_a_value() -> None:
    row = catalog.indicator("annual_result")
    assert pickle.loads(pickle.dumps(row)) == row == copy.deepcopy(row)
    assert hash(row) == hash(catalog.indicator("annual_result"))
    assert len(set(catalog.indicators())) == len(catalog.indicators())
    assert repr(row).startswith("Indicator(id='annual_result', name_en='annual result'")
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.id = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("direction", "up", "direction of indicator 'annual_result' is 'up'; expected one of higher, lower"),
        ("unit", "percent", "unit of indicator"),
        ("unit", "score", "a share comes from counts"),
        ("status", "true", "status of indicator"),
        ("id", " ", "id of an indicator is ' '"),
    ],
)
def test_an_indicator_of_your_own_is_checked(field: str, value: str, message: str) -> None:
    row = dataclasses.asdict(catalog.indicator("annual_result"))
    with pytest.raises(kring.InvalidValue, match=message):
        catalog.Indicator(**{**row, field: value})


def test_the_committed_header_is_not_stale() -> None:
    done = subprocess.run([*GENERATE, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_digest_is_that_of_the_table() -> None:
    assert catalog.indicators_digest == hashlib.sha256(TABLE.read_bytes()).hexdigest()
    assert catalog.indicators_version == tomllib.loads(TABLE.read_text(encoding="utf-8"))["version"]


def _run_on(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    table, header = folder / "indicators.toml", folder / "indicators.hpp"
    table.write_text(text, encoding="utf-8")
    command = [*GENERATE, "--table", str(table), "--header", str(header)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "liquidity"', 'id = "solvency"', "id 'solvency' stands in more than one row"),
        ('id = "liquidity"', 'id = "Liquidity"', "expected small letters"),
        ('direction = "lower"', 'direction = "down"', "direction is 'down'; expected one of higher, lower"),
        ('direction = "lower"', "", "field 'direction' is missing"),
        ('direction = "lower"', 'direction = "lower"\ncolour = "red"', "field 'colour' has no place"),
        ('unit = "score"', 'unit = "share"', "a share comes from counts"),
        ('name_nl = "jaarresultaat"', 'name_nl = ""', "name_nl is ''"),
        ("counts = true", 'counts = "yes"', "counts is 'yes'; expected true or false"),
        ('version = "2026.1"', "", "field 'version' is missing"),
        ("https://rijksfinancien.nl", "see there", "needs a source with an address"),
        ('id = "indicators"', "id = indicators", "generate.py: "),
    ],
)
def test_the_generator_refuses_what_it_cannot_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert old in text
    done = _run_on(text.replace(old, new, 1), tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert not (tmp_path / "indicators.hpp").exists()


def test_the_generator_says_when_the_header_is_stale(tmp_path: Path) -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert _run_on(text, tmp_path).returncode == 0
    (tmp_path / "indicators.toml").write_text(text.replace("jaarresultaat", "jaarresultaten"), encoding="utf-8")
    command = [*GENERATE, "--check", "--table", str(tmp_path / "indicators.toml")]
    done = subprocess.run([*command, "--header", str(tmp_path / "indicators.hpp")], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"is stale" in done.stderr
