# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about judgement frameworks: `kring framework list`, `new`, `show`, `verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import kring
from kring._console import errors, out, plainly, typer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Judgement frameworks: list, start, show, verify.")

_WHICH = "Id of the catalogue, or a TOML file."


def framework_named(which: str) -> kring.framework.Framework:
    """The framework of the catalogue with this id, or the one in this file."""
    named = which in kring.catalog.frameworks()
    return kring.catalog.framework(which) if named or not _is_file(which) else kring.framework.load(which)


def _is_file(which: str) -> bool:
    return Path(which).suffix == ".toml" or Path(which).is_file()


@app.command("list")
def list_frameworks() -> None:
    """List the frameworks of the catalogue: id, status, name."""
    for id in kring.catalog.frameworks():
        framework = kring.catalog.framework(id)
        out.print(f"{id:26} {framework.status:10} {framework.definition['name']['en']}")


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="File to write.")] = Path("my-framework.toml"),
) -> None:
    """Write a commented framework to start from."""
    with plainly():
        if file.exists():
            raise FileExistsError(f"{file} is there already: name another file, or remove it first")
        file.write_text(kring.framework.starter(file.stem.lower().replace(" ", "-")), encoding="utf-8")
    out.print(f"{file}: change it, then kring framework verify {file}")


@app.command()
def show(framework: Annotated[str, typer.Argument(help=_WHICH)]) -> None:
    """Print a framework: norms, and the rules in the order in which they are tried, in words."""
    with plainly():
        out.print(str(framework_named(framework)))


@app.command()
def verify(
    framework: Annotated[str, typer.Argument(help=_WHICH)],
    language: Annotated[Literal["en", "nl"], typer.Option(help="Language of the findings.")] = "en",
) -> None:
    """Look at every input a framework can get; the exit code is 1 where something is wrong."""
    with plainly():
        found = framework_named(framework).verify()
    (out if found.ok else errors).print(found.text(language))
    if not found.ok:
        raise typer.Exit(1)
