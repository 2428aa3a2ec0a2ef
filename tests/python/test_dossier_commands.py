# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""`kring dossier`: new, check and assess."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("typer")

from typer.testing import CliRunner

import kring
from kring.cli import app


def call(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["dossier", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(kring.cycle.starter(), encoding="utf-8")
    return path


def test_new_writes_a_dossier_without_faults_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    code, said = call("new", path)
    assert code == 0 and f"kring dossier check {path}" in said
    assert kring.cycle.load(path).name == "my institution"
    code, said = call("check", path)
    assert code == 0 and said == f"{path}: no faults\n"
    path.write_text("mine", encoding="utf-8")
    code, said = call("new", path)
    assert code == 2 and "is there already" in said
    assert path.read_text(encoding="utf-8") == "mine"


def test_new_without_a_name_writes_my_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = call("new")
    assert code == 0 and said.startswith("my-dossier.toml: change it")
    assert (tmp_path / "my-dossier.toml").read_text(encoding="utf-8") == kring.cycle.starter()


def test_check_ends_in_1_and_lists_every_fault_with_its_lines(starter: Path) -> None:
    text = starter.read_text(encoding="utf-8").replace('role = "expert"', 'role = "expret"')
    starter.write_text(text.replace('date = "2022-05"', 'date = "2022-02-30"'), encoding="utf-8")
    code, said = call("check", starter)
    first, second, last = said.splitlines()
    assert code == 1 and last == f"{starter}: 2 faults"
    assert first.startswith(f"{starter}, table 'records', column 'date': 1 row is not a date: line ")
    assert "did you mean 'expert'?" in second
    assert [first, second] == kring.cycle.faults(starter)


def test_check_counts_one_fault_as_one(starter: Path) -> None:
    text = starter.read_text(encoding="utf-8").replace("students = 120", "students = -1")
    starter.write_text(text, encoding="utf-8")
    code, said = call("check", starter)
    assert code == 1 and said.endswith(f"{starter}: 1 fault\n")


def test_check_reads_json_as_well(starter: Path) -> None:
    path = starter.with_suffix(".json")
    path.write_text(json.dumps(tomllib.loads(kring.cycle.starter())), encoding="utf-8")
    assert call("check", path) == (0, f"{path}: no faults\n")
    path.write_text('{"format": 1,', encoding="utf-8")
    code, said = call("check", path)
    assert code == 1 and "line 1" in said and "no JSON" in said


def test_assess_prints_the_scores_and_explains_them(starter: Path) -> None:
    code, said = call("assess", starter)
    # docs/quality.md, "By hand: the starter".
    assert code == 0
    assert "my-institution  0.630     0.033       1.000         0.750        0.318    scored  -" in said
    assert "proposal-2026 2026.1 (proposal, digest " in said
    assert "My institution: Q = 0.32 on 2023-09-30; read leniently 0.32." in said
    assert "To mend: " in said


def test_assess_takes_day_level_language_and_profile(starter: Path, tmp_path: Path) -> None:
    code, said = call("assess", starter, "--on", "2024-01-01", "--language", "nl")
    assert code == 0 and "My institution: Q = 0,32 op 2024-01-01; ruim gelezen 0,32." in said
    code, said = call("assess", starter, "--level", "programme")
    assert code == 0 and "(programme) on " in said
    assert "My programme: not examined, there are no records. That is not a score of zero." in said
    path = tmp_path / "profile.toml"
    text = kring.catalog.profile("proposal-2026").text.replace('id = "proposal-2026"', 'id = "milder"')
    path.write_text(text.replace("blend = 0.5", "blend = 0.0"), encoding="utf-8")
    code, said = call("assess", starter, "--profile", path)
    assert code == 0 and "by profile milder 2026.1 (proposal, digest " in said


@pytest.mark.parametrize("name", kring.datasets.dossiers())
def test_assess_knows_the_dossiers_that_come_with_kring(name: str) -> None:
    level = "sector" if name == "letter-2020" else "institution"
    code, said = call("assess", name, "--level", level)
    assert code == 0
    assert "not_examined  reconstruction" in said and "not examined. The records are a reconstruction" in said
    assert "To mend" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("assess", "nowhere.toml"), ["nowhere.toml"]),
        (("check", "nowhere.toml"), ["nowhere.toml"]),
        (("assess", "cibap-2024", "--profile", "proposal-2027"), ["proposal-2027", "the nearest is 'proposal-2026'"]),
        (("assess", "cibap-2024", "--on", "2024-02-30"), ["2024-02-30", "2024-05-31"]),
        (("assess", "cibap-2024", "--level", "school"), ["'school'", "institution"]),
        (("assess", "cibap-2024", "--language", "de"), ["'de'", "nl"]),
    ],
)
def test_what_cannot_be_done_ends_in_2_with_one_message(arguments: tuple[str, ...], words: list[str]) -> None:
    code, said = call(*arguments)
    assert code == 2 and "Traceback" not in said
    for word in words:
        assert word in said


def test_assess_of_a_dossier_with_faults_says_which(starter: Path) -> None:
    text = starter.read_text(encoding="utf-8").replace('phase = "action"', 'phase = "acton"')
    starter.write_text(text, encoding="utf-8")
    code, said = call("assess", starter)
    assert code == 2 and "did you mean 'action'?" in said and f"{starter}, table 'records'" in said
