# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small tables as a terminal and a notebook show them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any


def text_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give one line a row, with columns aligned; the first row is the head."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def html_table(rows: Sequence[Sequence[str]], *, caption: str) -> str:
    """Give a table; the first row is the head. Cells are escaped; the caption is markup already."""
    head, *body = rows
    titles = "".join(f'<th scope="col">{html.escape(title)}</th>' for title in head)
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in body)
    return f"<table><caption>{caption}</caption><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>"


class Shown:
    """A result that prints as a small table in a terminal and as HTML in a notebook."""

    def _head(self) -> str:
        """One line above the table."""
        raise NotImplementedError

    def _rows(self) -> list[list[str]]:
        """The table; the first row is its head."""
        raise NotImplementedError

    def _left_out(self) -> int:
        """How many rows there are beside those shown."""
        return 0

    def __repr__(self) -> str:
        more = [f"... and {self._left_out()} more"] if self._left_out() else []
        return "\n".join([self._head(), *text_table(self._rows()), *more])

    def _repr_html_(self) -> str:
        more = f"; {self._left_out()} more" if self._left_out() else ""
        return html_table(self._rows(), caption=html.escape(self._head() + more))


def cell_text(cell: Any, decimals: int = 3) -> str:
    """Give a cell as it is shown: nothing known is a dash."""
    if cell is None or cell != cell:
        return "-"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.{decimals}f}" if isinstance(cell, float) else str(cell)
