# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The comparison of units with their peers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from kring import _core, frames
from kring.results._comparison import Comparison
from kring.results._validate import group_columns
from kring.statistics._arrays import number, thread_count, whole_number


def compare(
    results: Any,
    *,
    group: str | Sequence[str] | None = "group",
    directions: Mapping[str, Literal["higher", "lower"]] | None = None,
    confidence: float = 0.95,
    credibility: float = 0.90,
    false_discovery_rate: float = 0.10,
    winsorised_share: float = 0.10,
    minimum_trials: int = 10,
    minimum_units: int = 5,
    rank_draws: int = 1000,
    seed: int = 2026,
    threads: int = 0,
) -> Comparison:
    """Compare every unit with its peers, and say how sure that is.

    Peers are the units of the same group (and of the same level, where the table has a column ``level``) on the same
    indicator in the same school year. The target is their pooled share. Chance (small numbers) and the spread that
    chance cannot explain (overdispersion) are kept apart: ``z_score`` allows for the first, ``adjusted_z_score`` for
    both, and a unit is flagged on the second.

    Parameters
    ----------
    results
        Any frame (pandas, polars, pyarrow, duckdb, a dict of arrays) with the columns of the table ``results``: unit,
        indicator, school_year (``"2017/18"``), numerator, denominator. One row a unit, indicator, school year and
        level. Other columns are carried along untouched.
    group
        Column, or columns, whose equal values make units peers; ``None`` compares all units with each other.
    directions
        ``"higher"`` or ``"lower"`` for indicators that :func:`kring.catalog.indicators` does not know.
    confidence
        Of the exact (Clopper-Pearson) interval around a share.
    credibility
        Of the interval around a shrunken share and around an expected rank.
    false_discovery_rate
        Expected share of wrong flags among the flags of one group.
    winsorised_share
        Share of the z-scores drawn in at either end before the spread is measured.
    minimum_trials
        Smallest denominator about which a statement is made. Smaller units still count in the target.
    minimum_units
        Smallest group in which a statement is made.
    rank_draws
        Simulated rankings for the rank intervals; 0 leaves the intervals out.
    seed
        Of the simulated rankings.
    threads
        0 means every hardware thread. The numbers do not depend on it.

    Returns
    -------
    Comparison
        One row a row of the input, in its order; see :class:`Comparison` for the columns.

    Raises
    ------
    kring.InvalidTable
        Where the table breaks its contract: every fault is listed with its rows.
    kring.UnknownIdentifier
        Where an indicator is neither in the catalogue nor in ``directions``.
    kring.InvalidValue
        Where an option is out of range.

    Notes
    -----
    The defaults of all thresholds are proposals, not law; they travel with the result in ``Comparison.rules``.
    Units that serve different students differ for reasons that are not quality: compare like with like.

    References
    ----------
    Spiegelhalter (2005), doi:10.1002/sim.1970 and doi:10.1136/qshc.2005.013755; Benjamini and Hochberg (1995),
    doi:10.1111/j.2517-6161.1995.tb02031.x; Lingsma et al. (2009), doi:10.1186/1471-2288-9-53.
    """
    table = frames.to_table(results, name="results")
    options = _core.ComparisonOptions(
        confidence=number(confidence, "confidence"),
        credibility=number(credibility, "credibility"),
        false_discovery_rate=number(false_discovery_rate, "false_discovery_rate"),
        winsorised_share=number(winsorised_share, "winsorised_share"),
        minimum_trials=whole_number(minimum_trials, "minimum_trials"),
        minimum_units=whole_number(minimum_units, "minimum_units"),
        rank_draws=whole_number(rank_draws, "rank_draws"),
        seed=whole_number(seed, "seed"),
        threads=thread_count(threads),
    )
    groups = group_columns(group)
    observations = _core.read_observations(table, groups)
    core = _core.compare(observations, dict(directions or {}), options)
    return Comparison(core, table, like=results, group=groups, directions=directions or {})
