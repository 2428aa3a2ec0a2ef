# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every example and every block of code on the pages runs, and prints what it says it prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kring

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem for path in (ROOT / "examples" / "python").glob("*.py"))
# The reference sector is made in Python only: there is nothing to compile.
PYTHON_ONLY = {"05_reference_sector"}
IN_BOTH = [name for name in NAMES if name not in PYTHON_ONLY]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.py"))
DATA = ROOT / "python" / "kring" / "data" / "mbo_results_2019.csv"


def promised(path: Path) -> str:
    """The output in the last comment of an example."""
    comment = "//" if path.suffix == ".cpp" else "#"
    _, found, output = path.read_text(encoding="utf-8").partition(f"\n{comment} Output:\n")
    assert found, f"{path.name} has no line '{comment} Output:'"
    return "".join(line.removeprefix(f"{comment} ") for line in output.splitlines(keepends=True))


def code_blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def run_python(code: str, folder: Path) -> str:
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_examples_come_in_both_languages() -> None:
    assert IN_BOTH and set(NAMES) >= PYTHON_ONLY
    for name in IN_BOTH:
        assert promised(ROOT / "examples/cpp" / f"{name}.cpp") == promised(ROOT / "examples/python" / f"{name}.py")


@pytest.mark.parametrize("name", NAMES)
def test_a_python_example_prints_what_it_promises(name: str, tmp_path: Path) -> None:
    path = ROOT / "examples" / "python" / f"{name}.py"
    assert run_python(path.read_text(encoding="utf-8"), tmp_path) == promised(path)


@pytest.mark.parametrize("name", IN_BOTH)
def test_a_cpp_example_prints_the_same(name: str) -> None:
    folder = Path(os.environ.get("KRING_BUILD_DIR", ROOT / "build" / "check"))
    program = folder / "examples" / "cpp" / f"example_{name}"
    if not program.is_file():
        pytest.skip(f"{program} was not built; KRING_BUILD_DIR says where else to look")
    done = subprocess.run([program, DATA], capture_output=True, text=True, check=True)
    assert done.stdout == promised(ROOT / "examples" / "python" / f"{name}.py")


def test_examples_fit_on_a_screen() -> None:
    for path in [*(ROOT / "examples" / "python").glob("*.py"), *(ROOT / "examples" / "cpp").glob("*.cpp")]:
        program, _, _ = path.read_text(encoding="utf-8").partition("Output:\n")
        assert len(program.splitlines()) <= 61, f"{path.name}: a complete program of at most 60 lines"


def test_the_cpp_on_the_first_screen_is_an_example() -> None:
    (shown,) = code_blocks("README.md", "cpp")
    source = (ROOT / "examples" / "cpp" / "00_ten_lines.cpp").read_text(encoding="utf-8")
    program, _, _ = source.partition("\n// Output:\n")
    assert program.split("\n", 2)[2] == shown


PAGES = ("tutorial", "frameworks", "quality", "dossier-format", "risk", "sector", "supervision")


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{name}.md" for name in PAGES)])
def test_the_python_on_a_page_runs(page: str, tmp_path: Path) -> None:
    pytest.importorskip("altair")
    blocks = code_blocks(page, "python")
    assert blocks
    run_python("\n".join(blocks), tmp_path)


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        words = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\[[^\]]*\]\(([^)#:]+)[)#]", words):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_every_function_of_the_reference_exists() -> None:
    _, _, section = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8").partition("\n## statistics\n")
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    functions = {name for name in kring.statistics.__all__ if name.islower()}
    assert named == functions


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    jupytext = pytest.importorskip("jupytext")
    nbclient = pytest.importorskip("nbclient")
    notebook = jupytext.read(path)
    assert [cell for cell in notebook.cells if cell.cell_type == "code"]
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()


def test_notebooks_are_found() -> None:
    assert NOTEBOOKS
