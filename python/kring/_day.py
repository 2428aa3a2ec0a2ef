# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day given in words or as a date, as the compiled core counts it."""

from __future__ import annotations

import datetime
from typing import overload

from kring import _core


@overload
def day_number(on: str | datetime.date) -> int: ...


@overload
def day_number(on: str | datetime.date | None) -> int | None: ...


def day_number(on: str | datetime.date | None) -> int | None:
    """The number of a day, given as a date or as the text of a date or a school year; of a period its last day."""
    if isinstance(on, datetime.date):
        return _core.day_of(on.isoformat()[:10])
    if on is not None and not isinstance(on, str):
        raise _core.InvalidValue(f"on is {on!r}: expected a date, or text such as '2024-05-31' or '2023/24'")
    return None if on is None else _core.day_of(on)
