# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: figures and paths on success, one clear message and no output on failure."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kring

HEADER = "unit,indicator,school_year,numerator,denominator,group\n"
GOOD = HEADER + "".join(f"u{at},annual_result,2017/18,{60 + at},100,ROC\n" for at in range(8))


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kring", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, encoding="utf-8")


def test_the_bundled_figures_make_a_report(tmp_path: Path) -> None:
    done = run("report", "--language", "nl", "-o", "uit", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    # The numbers were worked out with SciPy, apart from this library.
    assert "42 instellingen" in lines[0]
    assert lines[1].startswith("25 liggen buiten") and "12 eronder, 13 erboven" in lines[1]
    assert lines[2].startswith("2 blijven over")
    assert [Path(line).as_posix() for line in lines[3:]] == [
        "uit/report.html", "uit/comparison.csv", "uit/summary.csv",
        "uit/cycle_steps.csv", "uit/cycle_chains.csv", "uit/quality.csv",
        "uit/advice.csv", "uit/criteria.csv", "uit/risk.csv", "uit/counterfactuals.csv",
    ]  # fmt: skip
    assert all((tmp_path / line).is_file() for line in lines[3:])
    assert '<html lang="nl">' in (tmp_path / "uit" / "report.html").read_text(encoding="utf-8")
    assert done.stderr == ""


def test_own_figures_make_a_report(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "units.csv").write_text("unit,kind,parent,name\nu0,institution,,Het Eerste\n", encoding="utf-8")
    done = run("report", "results.csv", "--units", "units.csv", "--source", "Eigen telling", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Het Eerste" in page and "Eigen telling" in page
    assert '<html lang="en">' in page


def test_own_figures_end_with_advice_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_text(GOOD, encoding="utf-8")
    rows = "".join(f"u{at},institution,,School {at}\n" for at in range(8))
    (tmp_path / "units.csv").write_text("unit,kind,parent,name\n" + rows, encoding="utf-8")
    asked = ("report", "results.csv", "--advice", "--audience", "public")
    refused = run(*asked, cwd=tmp_path)
    assert refused.returncode == 2 and "give --units, or --no-advice" in refused.stderr
    assert not (tmp_path / "out").exists()
    done = run(*asked, "--units", "units.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert 'class="advised"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "advice.csv").is_file() and not (tmp_path / "out" / "criteria.csv").exists()


def test_the_version_is_that_of_the_library(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, f"kring {kring.__version__}")


FAULTY = (
    HEADER + "a,annual_result,2017/18,-5,10,ROC\nb,annual_result,2017/19,5,10,ROC\nc,annual_result,2017/18,11,10,ROC\n"
)


def test_validate_reports_all_faults_at_once(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_text(FAULTY, encoding="utf-8")
    done = run("validate", "results.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert all(word in done.stderr for word in ("-5", "2017/19", "11"))
    assert "Traceback" not in done.stderr


def test_validate_is_content_with_a_good_table(tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "units.csv").write_text("unit,kind,parent,name\nu0,institution,,Het Eerste\n", encoding="utf-8")
    assert run("validate", "results.csv", cwd=tmp_path).returncode == 0
    assert run("validate", "units.csv", "--kind", "units", cwd=tmp_path).returncode == 0
    assert run("validate", "units.csv", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (FAULTY, ["-5", "2017/19", "11"]),
        (GOOD.replace(",group", "").replace(",ROC", ""), ["group"]),
        (HEADER, ["results"]),
        ("", ["results.csv", "empty"]),
        ("\x00\x01\x02", ["results.csv"]),
        (None, ["results.csv"]),
    ],
    ids=["faults", "no group", "no rows", "empty file", "no table", "no file"],
)
def test_an_error_is_one_message_and_leaves_nothing_behind(content: str | None, words: list[str],
                                                           tmp_path: Path) -> None:  # fmt: skip
    if content is not None:
        (tmp_path / "results.csv").write_text(content, encoding="utf-8")
    done = run("report", "results.csv", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("kring: ") and "Traceback" not in done.stderr
    assert all(word in done.stderr for word in words)
    assert not (tmp_path / "out").exists()


def test_an_unknown_choice_is_refused(tmp_path: Path) -> None:
    done = run("report", "--language", "fr", cwd=tmp_path)
    assert done.returncode == 2
    assert "fr" in done.stderr
    assert list(tmp_path.iterdir()) == []
