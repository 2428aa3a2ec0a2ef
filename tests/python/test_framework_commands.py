# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""`kring framework`: list, new, show and verify."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("typer")

from typer.testing import CliRunner

import kring
from kring.cli import app


def call(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["framework", *map(str, arguments)])
    return done.exit_code, done.output


def test_list_names_every_framework_with_its_status() -> None:
    code, said = call("list")
    lines = said.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines] == kring.catalog.frameworks()
    assert "studiesucces-2024          secondary" in said


def test_new_writes_a_framework_that_verifies_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "our-rules.toml"
    code, said = call("new", path)
    assert code == 0 and "kring framework verify" in said
    assert kring.framework.load(path).id == "our-rules"
    code, said = call("verify", path)
    assert code == 0 and "nothing wrong" in said
    path.write_text("mine", encoding="utf-8")
    code, said = call("new", path)
    assert code == 2 and "is there already" in said
    assert path.read_text(encoding="utf-8") == "mine"


def test_show_prints_norms_and_rules_in_words() -> None:
    code, said = call("show", "studiesucces-2024")
    assert code == 0
    assert "annual_result at level 2: sufficient at 67% from 2024-05-31" in said
    assert "at least two of the three results meet their norm" in said


def test_verify_ends_in_1_where_something_is_wrong_and_says_what(tmp_path: Path) -> None:
    text = kring.framework.starter().replace('outcome = "insufficient"', 'outcome = "good"')
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    code, said = call("verify", path)
    assert code == 1 and "a better input has a worse outcome" in said
    code, said = call("verify", path, "--language", "nl")
    assert code == 1 and "een betere invoer heeft een slechtere uitkomst" in said


def test_a_name_that_is_not_known_is_refused_with_the_nearest() -> None:
    code, said = call("show", "studiesuces-2024")
    assert code == 2 and "the nearest is 'studiesucces-2024'" in said
    code, said = call("verify", "nowhere.toml")
    assert code == 2 and "nowhere.toml" in said
