# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a comparison says what it says of a unit, as sentences and as data."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Explanation:
    """What a comparison says of one unit, a paragraph an indicator and school year, the latest school year first.

    Parameters
    ----------
    unit
        The unit that is explained.
    language
        ``"en"`` or ``"nl"``.
    sentences
        One paragraph for each row of the comparison that is about the unit.
    rows
        The same rows as data: a mapping from column name to value, ``None`` where there is none.
    """

    unit: str
    language: str
    sentences: Sequence[str]
    rows: Sequence[dict[str, Any]]

    def __str__(self) -> str:
        return "\n".join([self.unit, *(f"- {sentence}" for sentence in self.sentences)])

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in self.sentences)
        return f'<section lang="{self.language}"><h4>{html.escape(self.unit)}</h4><ul>{items}</ul></section>'
