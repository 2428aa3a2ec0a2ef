# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statistics of shares and counts: intervals, z-scores, funnel limits, spread between units."""

from kring.statistics._funnel import funnel_limits, poisson_limits
from kring.statistics._multiplicity import AdjustmentMethod, adjust_p_values
from kring.statistics._overdispersion import Overdispersion, overdispersion, winsorise
from kring.statistics._proportions import (
    Interval,
    IntervalMethod,
    arcsine_z_score,
    mid_p_z_score,
    proportion_interval,
)
from kring.statistics._ranking import expected_ranks, rankability
from kring.statistics._shrinkage import BetaBinomialFit, fit_beta_binomial

__all__ = [
    "AdjustmentMethod",
    "BetaBinomialFit",
    "Interval",
    "IntervalMethod",
    "Overdispersion",
    "adjust_p_values",
    "arcsine_z_score",
    "expected_ranks",
    "fit_beta_binomial",
    "funnel_limits",
    "mid_p_z_score",
    "overdispersion",
    "poisson_limits",
    "proportion_interval",
    "rankability",
    "winsorise",
]
