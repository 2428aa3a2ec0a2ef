# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums over consecutive school years."""

from __future__ import annotations

from typing import Any

from kring import _core, frames
from kring.statistics._arrays import whole_number


def window(results: Any, *, years: int = 3) -> Any:
    """Sum the counts of every unit over windows of consecutive school years; percentages are never averaged.

    A window ends in every school year for which the table reaches far enough back for that indicator. Where the table
    holds fewer school years than a window, the one window that ends in the last school year is given.

    Parameters
    ----------
    results
        Any frame with the columns of the table ``results``: unit, indicator, school_year, numerator, denominator, and
        optionally group and level. Columns besides these are not carried along, since rows are summed.
    years
        School years in a window; three is the custom (driejaarsvenster).

    Returns
    -------
    frame
        Of the kind that went in, with the columns unit, indicator, school_year (the last of the window), numerator,
        denominator, group and level where the input has them, window_years, years_present (the school years that had
        counts, for example ``"2015/16 2016/17 2017/18"``) and complete. A window in which a unit lacks a year is kept
        with ``complete`` false; :func:`kring.compare` then makes no statement about it. Rows come by indicator, unit,
        level and school year. A unit takes the group of its latest year in the window.

    Raises
    ------
    kring.InvalidTable
        Where the table breaks its contract.
    kring.InvalidValue
        Where ``years`` is below 1.
    """
    table = frames.to_table(results, name="results")
    return frames.to_native(_core.window(table, whole_number(years, "years")), results)
