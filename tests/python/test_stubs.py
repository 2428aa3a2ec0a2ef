# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The types that kring states are strict, and say of the compiled core what it really offers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def complaints(*module_and_arguments: str) -> str:
    """What the module says when it is not content; nothing when it is."""
    command = [sys.executable, "-m", *module_and_arguments]
    environment = os.environ | {"MYPYPATH": str(ROOT / "python")}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    return done.stdout + done.stderr if done.returncode else ""


def test_types_are_strict() -> None:
    assert complaints("mypy", "--strict", "python/kring") == ""


def test_the_stub_says_what_the_compiled_core_offers() -> None:
    exceptions = ["--allowlist", "tests/python/stub_exceptions.txt"]
    assert complaints("mypy.stubtest", "kring._core", "--mypy-config-file", "pyproject.toml", *exceptions) == ""
