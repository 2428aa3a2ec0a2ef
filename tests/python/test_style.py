# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Layout, lint and types, judged by the pinned tools."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def complaints(tool: str, *arguments: str) -> str:
    """What the tool, installed beside this Python, says when it is not content; nothing when it is."""
    command = [Path(sys.executable).with_name(tool), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def cpp_sources() -> list[str]:
    folders = ["include", "src", "tests", "examples"]
    return [str(path) for name in folders for path in sorted((ROOT / name).rglob("*.[ch]pp"))]


def test_python_is_free_of_lint() -> None:
    assert complaints("ruff", "check", ".") == ""


def test_python_is_laid_out_by_ruff() -> None:
    assert complaints("ruff", "format", "--check", ".") == ""


def test_cpp_is_laid_out_by_clang_format() -> None:
    assert complaints("clang-format", "--dry-run", "--Werror", *cpp_sources()) == ""
