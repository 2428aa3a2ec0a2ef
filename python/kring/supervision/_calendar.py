# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is due when."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING, Any

from kring import _core, frames
from kring._day import day_number
from kring._rule_file import Language, is_dutch
from kring.cycle import Dossier
from kring.frames.arrays import to_array
from kring.supervision._terms import Terms, tables_of, terms_of

if TYPE_CHECKING:
    import altair


def calendar(
    events: Any,
    *,
    on: str | datetime.date,
    terms: str | os.PathLike[str] | Terms = "supervision-2026",
    units: Any = None,
    complete: bool | None = None,
    language: Language = "en",
) -> Any:
    """Say what was and is due for every unit, with the event it starts from and the article of law.

    A term of months or years ends on the same day of the month, or on the last day of a month that lacks it; a week is
    seven days. An event of which only a month or a year is known gives a range. Sources that contradict each other have
    a row each, and ``due_first`` to ``due_last`` spans them. ``docs/terms.md`` gives every rule.

    Parameters
    ----------
    events
        The table ``events`` of a dossier: unit, kind, date, and where they are known verdict and term; or a
        :class:`kring.Dossier`.
    on
        The day on which is asked. Events that lie wholly after it are left out.
    terms
        Id of the catalogue, a TOML file, or :class:`Terms`.
    units
        Table with unit and kind (institution, programme, ...): which units there are, and whether they are boards or
        programmes. Without it a unit is a board where an event befalls boards only. A dossier has its own.
    complete
        Whether the events are all there were. If not, nothing is ``overdue``: a step that is not recorded may have been
        done. Left out, true for a table and for a dossier that is an account, false for a reconstruction.
    language
        Of names and notes, ``"en"`` or ``"nl"``.

    Returns
    -------
    frame
        Of the kind that went in, one row a term and event it starts from. ``state`` is ``done``, ``not_recorded`` (a
        later step shows that it is over), ``open`` (may be done, without a last day), ``due``, ``overdue``,
        ``not_yet``, ``waiting`` or ``unknown``, with a ``reason``; ``docs/terms.md`` lists the columns.

    Raises
    ------
    kring.InvalidTable
        Every fault at once: an unknown kind of event (with the nearest), a unit that is not in ``units``, an event of a
        board at a programme, a term that cannot be read, steps of a report out of order.
    """
    table, like = _calendar_table(events, on, terms, units, complete, language)
    return frames.to_native(table, like)


def plot_calendar(
    events: Any,
    unit: str,
    *,
    on: str | datetime.date,
    terms: str | os.PathLike[str] | Terms = "supervision-2026",
    units: Any = None,
    complete: bool | None = None,
    language: Language = "en",
) -> altair.VConcatChart:
    """Draw what was and is due for one unit, a line a row of :func:`calendar`; rows without a day stand in words.

    Parameters and errors are those of :func:`calendar`.

    Raises
    ------
    kring.UnknownIdentifier
        For a unit without a row.
    ImportError
        Where altair is not installed.
    """
    from kring.plot._altair import altair_chart
    from kring.plot._calendar import calendar_spec
    from kring.plot._texts import Texts

    table, _ = _calendar_table(events, on, terms, units, complete, language)
    columns = {name: to_array(table, name).tolist() for name in table.column_names}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    found = [row for row in rows if row["unit"] == unit]
    if not found:
        names = ", ".join(list(dict.fromkeys(columns["unit"]))[:8]) or "no unit"
        raise _core.UnknownIdentifier(f"nothing was or is due for unit {unit!r}: the calendar has rows of {names}")
    day = datetime.date(1970, 1, 1) + datetime.timedelta(days=day_number(on))
    return altair_chart(calendar_spec(found, unit, day, Texts(language)))


def _calendar_table(
    events: Any,
    on: str | datetime.date,
    terms: str | os.PathLike[str] | Terms,
    units: Any,
    complete: bool | None,
    language: Language,
) -> tuple[_core.Table, Any]:
    used = terms_of(terms)
    table, known, like = tables_of(events, units)
    if complete is None:
        complete = not isinstance(events, Dossier) or events.standing == "account"
    return used._core.calendar(table, known, day_number(on), complete, is_dutch(language)), like
