# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every command of the command line shares: where it writes, and how it says what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

_missing = "the command needs {name}, which is not installed: pip install 'kring[report]'"

try:
    import typer
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
except ImportError as missing:
    print(_missing.format(name=missing.name), file=sys.stderr)
    raise SystemExit(2) from None

__all__ = ["errors", "out", "plainly", "progress", "typer"]

errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
out = Console(soft_wrap=True, highlight=False, markup=False)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal; a log keeps to what matters."""
    columns = (TextColumn("charts"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("charts", total=None)
        yield lambda done, steps: bar.update(task, completed=done, total=steps)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn errors that a user can mend into one message."""
    try:
        yield
    except (ValueError, LookupError, OSError, ImportError) as error:
        stop(str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error))
    except KeyboardInterrupt:
        stop("interrupted: nothing was written")


def stop(message: str) -> NoReturn:
    """Say what is wrong and end with exit code 2."""
    errors.print(f"kring: {message}")
    raise typer.Exit(2)
