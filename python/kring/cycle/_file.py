# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A dossier as one file that a person can write."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from kring import _core
from kring.cycle._dossier import Dossier, core_tables
from kring.frames.kinds import library


def load(path: str | os.PathLike[str], *, backend: str | None = None) -> Dossier:
    """Read a dossier from a TOML or JSON file; ``docs/dossier-format.md`` describes the format.

    Parameters
    ----------
    path
        The file.
    backend
        Kind of frame in which answers are given: ``"polars"``, ``"pandas"``, ``"pyarrow"`` or ``"dict"``. Left out, the
        first of these that is installed.

    Raises
    ------
    kring.InvalidRule
        Where the file is neither TOML nor JSON, or has fields in the wrong place.
    kring.InvalidTable, kring.BrokenCycle
        Where its tables break their contract: every fault with file and line.
    """
    return read(_text(path), file=os.fspath(path), backend=backend)


def read(text: str, *, file: str = "dossier", backend: str | None = None) -> Dossier:
    """Read a dossier from TOML or JSON text; ``file`` names it in messages. Raises as :func:`load`."""
    if backend not in (None, "polars", "pandas", "pyarrow", "dict"):
        raise _core.InvalidValue(f"backend is {backend!r}: expected 'polars', 'pandas', 'pyarrow' or 'dict'")
    found = _core.dossier_file(text, file)
    tables, lines = _parts(found)
    like = backend or next((name for name in ("polars", "pandas", "pyarrow") if library(name) is not None), "dict")
    name = found["name"] or Path(file).stem
    return Dossier._of(
        tables, lines=lines, like=like, standing=found["standing"], name=name, source=found["source"], file=file
    )


def faults(path: str | os.PathLike[str]) -> list[str]:
    """List every fault of a dossier file, each with file and line; an empty list means that it can be read."""
    try:
        found = _core.dossier_file(_text(path), os.fspath(path))
    except _core.InvalidRule as error:
        head, *more = str(error).split("\n- ")
        return more or [head]
    tables, lines = _parts(found)
    return list(_core.Dossier.faults(*core_tables(tables, lines), found["standing"], os.fspath(path)))


def starter() -> str:
    """Return the text of a small, commented dossier to start from."""
    return files("kring").joinpath("cycle", "starter.toml").read_text(encoding="utf-8")


def _parts(found: dict[str, Any]) -> tuple[dict[str, _core.Table], dict[str, list[int]]]:
    tables = {key: table for key, (table, _) in found["tables"].items()}
    return tables, {key: lines for key, (_, lines) in found["tables"].items()}


def _text(path: str | os.PathLike[str]) -> str:
    content = Path(path).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{os.fspath(path)}: the text is no UTF-8 (byte {error.start}): save the file as UTF-8"
        raise _core.InvalidRule(message) from None
