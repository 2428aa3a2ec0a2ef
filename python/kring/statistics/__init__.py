# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statistics of shares and counts, and of verdicts: intervals, z-scores, spread between units, agreement."""

from kring.statistics._agreement import (
    IntraclassCorrelation,
    effective_raters,
    expected_agreement,
    intraclass_correlation,
    raters_needed,
    spearman_brown,
)
from kring.statistics._binormal import binormal_auc, binormal_recall
from kring.statistics._charts import (
    XmrLimits,
    bernoulli_cusum,
    bernoulli_cusum_run_length,
    cusum_run_length,
    normal_cusum,
    xmr_limits,
)
from kring.statistics._funnel import funnel_limits, poisson_limits
from kring.statistics._multiplicity import AdjustmentMethod, adjust_p_values, combine_z_scores
from kring.statistics._overdispersion import Overdispersion, overdispersion, winsorise
from kring.statistics._path_reliability import PathReliability, path_reliability
from kring.statistics._poisson_binomial import law_quantile, poisson_binomial
from kring.statistics._proportions import (
    Interval,
    IntervalMethod,
    arcsine_z_score,
    mid_p_z_score,
    proportion_interval,
)
from kring.statistics._random_effects import RandomEffects, VarianceMethod, random_effects
from kring.statistics._ranking import RankIntervals, expected_ranks, rank_intervals, rankability
from kring.statistics._sample_size import verification_sample_size
from kring.statistics._shrinkage import BetaBinomialFit, JamesStein, fit_beta_binomial, james_stein

__all__ = [
    "AdjustmentMethod",
    "BetaBinomialFit",
    "Interval",
    "IntervalMethod",
    "IntraclassCorrelation",
    "JamesStein",
    "Overdispersion",
    "PathReliability",
    "RandomEffects",
    "RankIntervals",
    "VarianceMethod",
    "XmrLimits",
    "adjust_p_values",
    "arcsine_z_score",
    "bernoulli_cusum",
    "bernoulli_cusum_run_length",
    "binormal_auc",
    "binormal_recall",
    "combine_z_scores",
    "cusum_run_length",
    "effective_raters",
    "expected_agreement",
    "expected_ranks",
    "fit_beta_binomial",
    "funnel_limits",
    "intraclass_correlation",
    "james_stein",
    "law_quantile",
    "mid_p_z_score",
    "normal_cusum",
    "overdispersion",
    "path_reliability",
    "poisson_binomial",
    "poisson_limits",
    "proportion_interval",
    "random_effects",
    "rank_intervals",
    "rankability",
    "raters_needed",
    "spearman_brown",
    "verification_sample_size",
    "winsorise",
    "xmr_limits",
]
