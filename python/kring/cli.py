# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: `kring report`, `kring validate`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import kring

if TYPE_CHECKING:
    from kring.results import Comparison

_missing = "the command needs {name}, which is not installed: pip install 'kring[report]'"

try:
    import typer
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
except ImportError as missing:
    print(_missing.format(name=missing.name), file=sys.stderr)
    raise SystemExit(2) from None

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Compare Dutch vocational institutions honestly.",
)
_errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
_out = Console(soft_wrap=True, highlight=False, markup=False)


def main() -> None:
    """Run the command line."""
    app()


def _version(asked: bool) -> None:
    if asked:
        _out.print(f"kring {kring.__version__}")
        raise typer.Exit


@app.callback()
def _kring(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Compare Dutch vocational institutions honestly."""


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
) -> None:
    """Compare institutions and write a report: one HTML file that works offline, and its tables as CSV."""
    with _plainly():
        from kring.report import bundled_wording, write_report
        from kring.results import compare

        wording: dict[str, Any] = {"title": title, "source": source}
        if results is None:
            figures = kring.datasets.mbo_2019(backend="dict")
            table, names = figures.results, figures.units
            wording = {key: value or bundled_wording()[key] for key, value in wording.items()}
        else:
            table, names = kring.read_table(results), None
        if units is not None:
            names = kring.read_table(units)
        comparison = compare(table, group=group)
        with _progress() as advance:
            page = write_report(comparison, units=names, out=out, language=language, advance=advance, **wording)
        _say(comparison, language, page)


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(help="The table (CSV or Parquet).")],
    kind: Annotated[Literal["results", "units"], typer.Option(help="Which table it is.")] = "results",
    group: Annotated[str, typer.Option(help="Column whose equal values make institutions peers.")] = "group",
) -> None:
    """Report all faults of a table at once; the exit code is 1 where there are any."""
    with _plainly():
        faults = kring.validate(kring.read_table(file), kind=kind, group=group)
    for fault in faults:
        _errors.print(fault)
    if faults:
        _errors.print(f"{file}: {len(faults)} fault{'s' if len(faults) > 1 else ''}")
        raise typer.Exit(1)
    _out.print(f"{file}: no faults")


def _say(comparison: Comparison, language: Literal["en", "nl"], page: Path) -> None:
    from kring.report import headline_sentences

    for line in headline_sentences(comparison, language):
        _out.print(line)
    for path in (page, page.with_name("comparison.csv"), page.with_name("summary.csv")):
        _out.print(str(path))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    # On a terminal only: a log keeps to what matters.
    columns = (TextColumn("charts"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_errors, transient=True, disable=not _errors.is_terminal) as progress:
        task = progress.add_task("charts", total=None)
        yield lambda done, steps: progress.update(task, completed=done, total=steps)


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn errors that a user can mend into one message."""
    try:
        yield
    except (ValueError, LookupError, OSError, ImportError) as error:
        _stop(str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error))
    except KeyboardInterrupt:
        _stop("interrupted: nothing was written")


def _stop(message: str) -> NoReturn:
    _errors.print(f"kring: {message}")
    raise typer.Exit(2)


if __name__ == "__main__":
    main()
