# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The habits of the house, kept by a machine: sizes, directions of includes, words above every public name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cpp_reading import declarations, functions

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include"

# What each room may reach through its includes, beside itself and the standard library. table and format may see every
# room, and no room sees them; detail holds the hidden parts of every room, so it is looked through.
ALL_ROOMS = {"core", "statistics", "results", "framework", "cycle", "quality", "risk", "supervision", "catalog"}
ROOMS = {
    "core": set(),
    "statistics": {"core"},
    "results": {"core", "statistics"},
    "framework": {"core", "statistics", "results"},
    "cycle": {"core", "statistics", "results", "framework"},
    "quality": {"core", "statistics", "results", "framework", "cycle"},
    "risk": {"core", "statistics", "results", "framework", "cycle"},
    "supervision": {"core", "statistics", "results", "framework", "cycle", "quality", "risk"},
    "catalog": {"core", "statistics", "results"},
    "table": ALL_ROOMS,
    "format": ALL_ROOMS | {"table"},
}
HEADER_LINES = 250
FUNCTION_LINES = 60


def tracked(*suffixes: str) -> list[Path]:
    """Every file of the project that git knows or would add, with one of the suffixes."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    paths = [ROOT / name for name in names if not suffixes or name.endswith(suffixes)]
    return [path for path in paths if path.is_file()]


def shown(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def headers() -> list[Path]:
    return sorted(INCLUDE.rglob("*.hpp"))


def room_of(header: Path) -> str | None:
    parts = header.relative_to(INCLUDE).parts
    return parts[1] if len(parts) > 2 else None


def python_modules() -> list[Path]:
    return sorted((ROOT / "python" / "kring").rglob("*.py"))


def test_headers_fit_on_a_few_screens() -> None:
    # The catalogue is the text of its files, however long.
    written = [path for path in headers() if room_of(path) != "catalog"]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {shown(path, lines): lines for path, lines in lengths.items() if lines > HEADER_LINES} == {}


def test_cpp_functions_are_short() -> None:
    too_long = [
        f"{shown(path, found.line)}: {found.body_lines} lines"
        for path in [*headers(), *(ROOT / "src").rglob("*.cpp")]
        for found in functions(path.read_text(encoding="utf-8"))
        if found.body_lines > FUNCTION_LINES
    ]
    assert too_long == []


def python_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def statement_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_python_functions_are_short() -> None:
    too_long = [
        f"{shown(path, function.lineno)} {function.name}: {statement_lines(function)} lines"
        for path in python_modules()
        for function in python_functions(path)
        if statement_lines(function) > FUNCTION_LINES
    ]
    assert too_long == []


def includes(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line, name and whether it stands in quotes, of every include."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if found := re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line):
            yield number, found.group(2), found.group(1) == '"'


def reached(header: Path, seen: set[Path]) -> set[Path]:
    """Every header of kring that this one includes, directly or through another."""
    for _, name, _ in includes(header):
        path = INCLUDE / name
        if name.startswith("kring") and path not in seen:
            seen.add(path)
            reached(path, seen)
    return seen


def test_rooms_look_down_only() -> None:
    wrong = []
    for path in headers():
        room = room_of(path)
        if room in (None, "detail"):
            continue
        assert room in ROOMS, f"{path.relative_to(ROOT)}: say in test_habits.py which rooms '{room}' may see"
        for other in sorted(reached(path, set())):
            if room_of(other) not in ROOMS[room] | {room, "detail"}:
                wrong.append(f"{path.relative_to(INCLUDE)} reaches {other.relative_to(INCLUDE)}")
    assert wrong == []


def test_own_headers_stand_in_quotes_and_others_in_brackets() -> None:
    wrong = [
        f"{shown(path, number)}: {name}"
        for path in headers()
        for number, name, quoted in includes(path)
        if quoted != name.startswith("kring")
    ]
    assert wrong == []


def test_the_core_includes_the_standard_library_only() -> None:
    outside = [
        f"{shown(path, number)}: {name}"
        for path in headers()
        if room_of(path) == "core"
        for number, name, quoted in includes(path)
        if not quoted and ("/" in name or "." in name)
    ]
    assert outside == []


def test_each_room_has_a_header_that_lists_all_of_it_in_order() -> None:
    for room in sorted({room for path in headers() if (room := room_of(path))} - {"detail", "format"}):
        umbrella = INCLUDE / "kring" / f"{room}.hpp"
        assert umbrella.exists(), f"room {room} has no {umbrella.relative_to(ROOT)}"
        listed = [name for _, name, _ in includes(umbrella)]
        present = sorted(str(path.relative_to(INCLUDE)) for path in (INCLUDE / "kring" / room).glob("*.hpp"))
        assert listed == present, f"{umbrella.relative_to(ROOT)} lists other headers than include/kring/{room} has"


def test_every_public_cpp_name_has_words_above_it() -> None:
    silent = [
        f"{shown(path, found.line)}: {found.text.splitlines()[0]}"
        for path in headers()
        if "detail" not in path.parts
        for found in declarations(path.read_text(encoding="utf-8"))
        if (found.is_function or found.is_type) and not found.documented and not found.needs_no_words
    ]
    assert silent == []


def public_nodes(tree: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    todo: list[ast.Module | ast.ClassDef] = [tree]
    while todo:
        for node in todo.pop().body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name[0] == "_":
                continue
            if any("overload" in ast.unparse(decorator) for decorator in node.decorator_list):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                todo.append(node)


def test_every_public_python_name_has_a_docstring() -> None:
    silent = []
    for path in python_modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(f"{shown(path, 1)}: the module")
        silent += [
            shown(path, node.lineno) + f" {node.name}" for node in public_nodes(tree) if not ast.get_docstring(node)
        ]
    assert silent == []


def test_every_source_states_copyright_and_licence() -> None:
    lines = ["SPDX-FileCopyrightText: 2026 kring contributors", "SPDX-License-Identifier: EUPL-1.2"]
    sources = [*tracked(".hpp", ".cpp", ".py", ".pyi"), ROOT / "run"]
    without = [path.relative_to(ROOT) for path in sources if not has_head(path, lines)]
    assert without == []


def has_head(path: Path, lines: list[str]) -> bool:
    head = path.read_text(encoding="utf-8").splitlines()[:16]
    return all(any(wanted in line for line in head) for wanted in lines)


def listed_in(cmake: Path, caller: str) -> set[str]:
    """Every word in calls of the CMake function, with the first word as folder of the others."""
    calls = re.findall(rf"^{caller}\(([^)]*)\)", cmake.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {f"{room}/{name}" for words in map(str.split, calls) for room, *names in [words] for name in names}


def test_every_cpp_test_is_listed() -> None:
    folder = ROOT / "tests" / "cpp"
    present = {str(path.relative_to(folder)) for path in folder.rglob("*_test.cpp")}
    assert present == listed_in(folder / "CMakeLists.txt", "kring_test")


@pytest.mark.parametrize("folder", ["src/bindings", "examples/cpp", "tests/benchmarks"])
def test_every_source_is_listed_in_its_folder(folder: str) -> None:
    listed = set(re.findall(r"[\w./]+", (ROOT / folder / "CMakeLists.txt").read_text(encoding="utf-8")))
    names = {path.name for path in (ROOT / folder).glob("*.cpp")}
    words = {
        name: {name, name.removesuffix(".cpp"), name.removesuffix(".cpp").removeprefix("bench_")} for name in names
    }
    assert {name for name, spellings in words.items() if not spellings & listed} == set()


def test_every_binding_is_declared_and_called() -> None:
    folder = ROOT / "src" / "bindings"
    sources = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.cpp"))
    declarations_text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.hpp"))
    defined = set(re.findall(r"^void (bind_\w+)\([^)]*\) \{", sources, re.MULTILINE))
    declared = set(re.findall(r"^void (bind_\w+)\(", declarations_text, re.MULTILINE))
    called = set(re.findall(r"^\s+(bind_\w+)\(", sources, re.MULTILINE))
    assert declared <= defined == called


def test_the_version_stands_in_one_place() -> None:
    line = (INCLUDE / "kring/core/version.hpp").read_text(encoding="utf-8")
    found = re.search(r'#define KRING_VERSION "([^"]+)"', line)
    assert found is not None
    allowed = {"CHANGELOG.md", "include/kring/core/version.hpp", "requirements/constraints.txt"}
    version = re.compile(rf"(?<![\d.]){re.escape(found.group(1))}(?![\d.]*\d)")
    sources = tracked(".hpp", ".cpp", ".py", ".pyi", ".txt", ".cmake", ".toml", ".json", ".yml", ".cff", ".md")
    names = [str(path.relative_to(ROOT)) for path in sources if version.search(path.read_text(encoding="utf-8"))]
    assert set(names) - allowed == set()


def test_no_file_is_named_after_nothing() -> None:
    empty_names = {"util", "utils", "misc", "helper", "helpers", "manager", "common", "stuff"}
    assert [path.relative_to(ROOT) for path in tracked() if empty_names & set(path.stem.split("_"))] == []


def test_nothing_names_the_machines_it_was_made_on() -> None:
    words = re.compile(r"pypi\.org|pythonhosted|npmjs|deb\.debian\.org|/work/|\.\./shared|\bfarm-\w+")
    sources = tracked(".hpp", ".cpp", ".py", ".pyi", ".md", ".toml", ".json", ".yml", ".cff", ".txt", ".cmake")
    outside_tests = [path for path in [*sources, ROOT / "run"] if "tests" not in path.relative_to(ROOT).parts]
    named = [path.relative_to(ROOT) for path in outside_tests if words.search(path.read_text(encoding="utf-8"))]
    assert named == []


def test_licence_files_agree() -> None:
    names = ["pyproject.toml", "publiccode.yml", "CITATION.cff", "vcpkg.json"]
    assert [name for name in names if "EUPL-1.2" not in (ROOT / name).read_text(encoding="utf-8")] == []
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert licence.rstrip().endswith("require the production of a new EUPL version.")


def test_the_catalogue_header_is_what_its_table_gives() -> None:
    command = [sys.executable, "src/catalog/generate.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
