# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""`./run` as a stranger meets it, and the sum at the end of `./run check`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["./run", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ | environment, timeout=60)


def test_help_says_what_is_done_and_where() -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in ["./run check", "--full", "./run bench", "out/report.html", ".venv", "N passed, N failed"]:
        assert word in done.stdout


@pytest.mark.parametrize("arguments", [["tset"], ["check", "--ful"], ["--help", "check"], ["check", "check"]])
def test_unknown_arguments_are_refused_with_the_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: ./run")


@pytest.mark.parametrize("arguments", [[], ["check"], ["bench"]])
def test_other_systems_get_the_conda_and_vcpkg_lines(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "os-release").write_text('NAME="Fedora Linux"\nID=fedora\n')
    done = run(*arguments, KRING_OS_RELEASE=str(tmp_path / "os-release"))
    assert done.returncode == 3
    assert "conda env create -f environment.yml" in done.stderr
    assert "vcpkg install" in done.stderr


def summary(folder: Path, **stages: tuple[int, str | None]) -> subprocess.CompletedProcess[str]:
    """Sum the stages up: of each its exit code and, where it counts its own tests, its JUnit text."""
    for name, (code, report) in stages.items():
        (folder / f"{name}.code").write_text(f"{code}\n")
        if report is not None:
            (folder / f"{name}.xml").write_text(f"<testsuite>{report}</testsuite>")
    command = [sys.executable, ROOT / ".ci" / "summary.py", folder]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


PASSED = '<testcase name="a" classname="c" status="run"/>'
FAILED = '<testcase name="b" classname="c"><failure message="no"/></testcase>'
SKIPPED = '<testcase name="d" classname="c"><skipped message="no browser"/></testcase>'
# What ctest writes when a GoogleTest test calls GTEST_SKIP() << "no such folder".
SKIPPED_BY_CTEST = (
    '<testcase name="e" classname="e" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>'
    "<system-out>[ RUN      ] E.e\n/a/e_test.cpp:9: Skipped\nno such folder\n\n[  SKIPPED ] E.e (0 ms)</system-out>"
    "</testcase>"
)


def test_stages_add_up_and_skips_say_why(tmp_path: Path) -> None:
    done = summary(tmp_path, build=(0, None), ctest=(0, PASSED + SKIPPED_BY_CTEST), pytest=(0, PASSED + SKIPPED))
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["skipped 1: no such folder", "skipped 1: no browser", "3 passed, 0 failed"]


def test_a_failed_test_counts_once_and_is_named(tmp_path: Path) -> None:
    done = summary(tmp_path, pytest=(1, PASSED + FAILED))
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["FAILED pytest: c::b", "1 passed, 1 failed"]


@pytest.mark.parametrize("report", [None, PASSED], ids=["no report", "a report without failures"])
def test_a_stage_that_breaks_is_a_failure(tmp_path: Path, report: str | None) -> None:
    done = summary(tmp_path, ctest=(8, report))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == f"{int(report is not None)} passed, 1 failed"


def test_no_results_at_all_is_a_failure(tmp_path: Path) -> None:
    done = summary(tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "0 passed, 1 failed"
