# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands about dossiers of the quality cycle: `kring dossier new`, `check`, `assess`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import kring
from kring._console import errors, out, plainly, typer
from kring.frames.arrays import to_array

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Dossiers of the quality cycle: start, check, assess."
)


def dossier_named(which: str) -> kring.Dossier:
    """The dossier that comes with kring under this name, or the one in this file."""
    return kring.datasets.dossier(which) if which in kring.datasets.dossiers() else kring.cycle.load(which)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="File to write.")] = Path("my-dossier.toml"),
) -> None:
    """Write a commented dossier to start from."""
    with plainly():
        if file.exists():
            raise FileExistsError(f"{file} is there already: name another file, or remove it first")
        file.write_text(kring.cycle.starter(), encoding="utf-8")
    out.print(f"{file}: change it, then kring dossier check {file}")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The dossier (TOML or JSON).")],
) -> None:
    """Report all faults of a dossier at once, each with its lines; the exit code is 1 where there are any."""
    with plainly():
        faults = kring.cycle.faults(file)
    for fault in faults:
        errors.print(fault)
    if faults:
        errors.print(f"{file}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")
        raise typer.Exit(1)
    out.print(f"{file}: no faults")


@app.command()
def assess(
    dossier: Annotated[
        str, typer.Argument(help="File (TOML or JSON), or the name of a dossier that comes with kring.")
    ],
    on: Annotated[
        str | None, typer.Option(help="Day on which is assessed, 2024-05-31; left out, the last it names.")
    ] = None,
    level: Annotated[
        Literal["sector", "institution", "college", "team", "programme"] | None,
        typer.Option(help="Kind of unit to assess; left out, institutions, or the sector where there are none."),
    ] = None,
    profile: Annotated[str, typer.Option(help="Profile: an id of the catalogue, or a TOML file.")] = "proposal-2026",
    language: Annotated[Literal["en", "nl"], typer.Option(help="Language of the explanation.")] = "en",
) -> None:
    """Say how ambitious, visible, traceable and reliable quality assurance is, and what would mend it."""
    with plainly():
        read = dossier_named(dossier)
        kinds = to_array(read.table("units"), "kind").tolist()
        kind = level or ("institution" if "institution" in kinds else kinds[0])
        quality = kring.assess_quality(read, profile=profile, on=on, level=kind)
        out.print(repr(quality))
        for unit in quality.units:
            out.print("")
            out.print(quality.explain(unit, language))
