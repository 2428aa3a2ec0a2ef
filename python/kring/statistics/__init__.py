# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statistics of shares and counts: intervals, z-scores, funnel limits, spread between units."""

from kring.statistics._funnel import funnel_limits, poisson_limits
from kring.statistics._overdispersion import Overdispersion, overdispersion, winsorise
from kring.statistics._proportions import (
    Interval,
    IntervalMethod,
    arcsine_z_score,
    mid_p_z_score,
    proportion_interval,
)

__all__ = [
    "Interval",
    "IntervalMethod",
    "Overdispersion",
    "arcsine_z_score",
    "funnel_limits",
    "mid_p_z_score",
    "overdispersion",
    "poisson_limits",
    "proportion_interval",
    "winsorise",
]
