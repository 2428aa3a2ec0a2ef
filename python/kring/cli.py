# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `kring report`, `kring validate`, `kring framework`, `kring dossier`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import kring
from kring._console import errors, out, plainly, progress, typer
from kring._dossier_commands import app as dossiers
from kring._dossier_commands import dossier_named
from kring._framework_commands import app as frameworks
from kring._framework_commands import framework_named

if TYPE_CHECKING:
    from kring.results import Comparison

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Compare Dutch vocational institutions honestly, and judge them by rules anyone can read.",
)
app.add_typer(dossiers, name="dossier")
app.add_typer(frameworks, name="framework")


def main() -> None:
    """Run the command line."""
    app()


def _version(asked: bool) -> None:
    if asked:
        out.print(f"kring {kring.__version__}")
        raise typer.Exit


@app.callback()
def _kring(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Compare Dutch vocational institutions honestly, and judge them by rules anyone can read."""


@app.command()
def report(
    results: Annotated[
        Path | None,
        typer.Argument(
            help="Table of results (CSV or Parquet); left out, the figures of 67 institutions that come with kring."
        ),
    ] = None,
    units: Annotated[Path | None, typer.Option(help="Table of units: names and places.")] = None,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder to write to.")] = Path("out"),
    language: Annotated[Literal["en", "nl"], typer.Option(help="Language the report opens in.")] = "en",
    title: Annotated[str | None, typer.Option(help="What the report is called.")] = None,
    source: Annotated[str | None, typer.Option(help="Where the figures come from.")] = None,
    group: Annotated[str, typer.Option(help="Column whose equal values make institutions peers.")] = "group",
    framework: Annotated[
        str, typer.Option(help="By which results by level are judged: an id of the catalogue, a TOML file, or none.")
    ] = "studiesucces-2024",
    dossier: Annotated[
        list[str] | None,
        typer.Option(help="Quality cycle for a chapter of its own: a file, or the name of one that comes with kring."),
    ] = None,
    finance: Annotated[Path | None, typer.Option(help="Table of finance: unit, indicator, year, value.")] = None,
    advice: Annotated[
        bool | None,
        typer.Option(
            help="End with advice on supervision. Left out: with the figures that come with kring, and with --finance; "
            "of figures of your own it needs --units with every unit."
        ),
    ] = None,
    audience: Annotated[
        Literal["internal", "public"],
        typer.Option(help="Whom the advice is for; public: plain words, without limits, margins and changes."),
    ] = "internal",
) -> None:
    """Compare institutions and write a report: one HTML file that works offline, and its tables as CSV."""
    with plainly():
        from kring.report import advise, bundled_wording, write_report
        from kring.results import compare

        wording: dict[str, Any] = {"title": title, "source": source}
        if results is None:
            figures = kring.datasets.mbo_2019(backend="dict")
            table, names, money = figures.results, figures.units, figures.finance
            wording = {key: value or bundled_wording()[key] for key, value in wording.items()}
            dossier = dossier or list(kring.datasets.dossiers())
        else:
            table, names, money = kring.read_table(results), None, None
        if units is not None:
            names = kring.read_table(units)
        if finance is not None:
            money = kring.read_table(finance)
        comparison = compare(table, group=group)
        rules = None if framework == "none" else framework_named(framework)
        cycles = [dossier_named(one) for one in dossier or ()]
        wanted = money is not None if advice is None else advice
        if wanted and names is None:
            raise kring.InvalidValue("advice needs to know which units are boards: give --units, or --no-advice")
        advised = advise(table, names, finance=money, dossiers=cycles) if wanted else None
        with progress() as advance:
            page = write_report(
                comparison,
                units=names,
                out=out,
                language=language,
                framework=rules,
                dossiers=cycles,
                advice=advised.advice if advised else None,
                risk=advised.risk if advised else None,
                audience=audience,
                advance=advance,
                **wording,
            )
        _say(comparison, language, page)


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(help="The table (CSV or Parquet).")],
    kind: Annotated[Literal["results", "units"], typer.Option(help="Which table it is.")] = "results",
    group: Annotated[str, typer.Option(help="Column whose equal values make institutions peers.")] = "group",
) -> None:
    """Report all faults of a table at once; the exit code is 1 where there are any."""
    with plainly():
        faults = kring.validate(kring.read_table(file), kind=kind, group=group)
    for fault in faults:
        errors.print(fault)
    if faults:
        errors.print(f"{file}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")
        raise typer.Exit(1)
    out.print(f"{file}: no faults")


def _say(comparison: Comparison, language: Literal["en", "nl"], page: Path) -> None:
    from kring.report import headline_sentences
    from kring.report._write import written

    for line in headline_sentences(comparison, language):
        out.print(line)
    for name in written:
        if page.with_name(name).is_file():
            out.print(str(page.with_name(name)))


if __name__ == "__main__":
    main()
