# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ladder of escalation."""

from __future__ import annotations

import datetime
import os
from typing import Any

from kring import frames
from kring._day import day_number
from kring._rule_file import Language, is_dutch
from kring.supervision._terms import Terms, tables_of, terms_of


def ladder(
    events: Any,
    *,
    on: str | datetime.date,
    terms: str | os.PathLike[str] | Terms = "supervision-2026",
    units: Any = None,
    language: Language = "en",
) -> Any:
    """Say for every unit which step of the ladder holds, by which event and since when, and which next step is open.

    A step is a measure that was taken: an event, not a judgement. Steps may be skipped. A board and a programme have
    ladders of their own.

    Parameters
    ----------
    events, on, terms, units, language
        As of :func:`calendar`.

    Returns
    -------
    frame
        Of the kind that went in, one row a unit and step from light to heavy. ``state`` is ``reached``, ``ended``,
        ``skipped``, ``open`` (its term has come), ``by_judgement`` (no term stands before it: people judge),
        ``not_yet`` (with ``open_from``), ``waiting`` (for an event) or ``unknown``, with a ``reason`` and the article;
        ``current`` marks the heaviest that holds. A unit that is not known to be a board or a programme has one row
        with the reason ``no_ladder``: give ``units``.

    Raises
    ------
    kring.InvalidTable
        As of :func:`calendar`.
    """
    used = terms_of(terms)
    table, known, like = tables_of(events, units)
    return frames.to_native(used._core.ladder(table, known, day_number(on), is_dutch(language)), like)
