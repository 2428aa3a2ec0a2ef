# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Time expected ranks and rank intervals against numpy and SciPy in the same run.

Run with `python tests/benchmarks/bench_ranking.py`. Each time is the best of three runs. Nothing is asserted.
"""

from __future__ import annotations

import numpy as np
from scipy import special
from timing import Task, show

from kring.statistics import adjust_p_values, expected_ranks, rank_intervals


def numpy_expected_ranks(m: np.ndarray, s: np.ndarray) -> np.ndarray:
    """Expected ranks from the full matrix of pairs."""
    pairs = special.ndtr((m[:, None] - m) / np.sqrt(s[:, None] ** 2 + s**2))
    return 0.5 + pairs.sum(axis=1)


def numpy_rank_intervals(m: np.ndarray, s: np.ndarray, draws: int) -> np.ndarray:
    """Rank intervals from a matrix of draws and two argsorts."""
    ranks = np.random.default_rng(1).normal(m, s, (draws, m.size)).argsort(axis=1).argsort(axis=1) + 1
    return np.quantile(ranks, [0.05, 0.95], axis=0, method="inverted_cdf")


def main() -> None:
    """Print one block a task."""
    rng = np.random.default_rng(1)
    m, s = rng.normal(size=1000), rng.uniform(0.2, 0.8, 1000)
    show(
        "expected ranks of 1,000 units (a comparison of 1,000 such groups takes 1,000 times this)",
        {"kring": lambda: expected_ranks(m, s), "numpy and scipy ndtr": lambda: numpy_expected_ranks(m, s)},
    )
    many, spread = rng.normal(size=3000), rng.uniform(0.2, 0.8, 3000)
    show(
        "90% rank intervals of 3,000 units, 1,000 draws",
        {
            "kring, 1 thread": lambda: rank_intervals(many, spread, seed=1),
            "kring, 2 threads": lambda: rank_intervals(many, spread, seed=1, threads=2),
            "numpy": lambda: numpy_rank_intervals(many, spread, 1000),
        },
        rounds=3,
    )
    p = rng.uniform(size=1_000_000)
    tasks: dict[str, Task] = {"kring": lambda: adjust_p_values(p, method="benjamini_hochberg")}
    try:
        from scipy.stats import false_discovery_control
        from statsmodels.stats.multitest import multipletests

        tasks["scipy"] = lambda: false_discovery_control(p)
        tasks["statsmodels"] = lambda: multipletests(p, method="fdr_bh")
    except ImportError:
        print("statsmodels is not installed: its row is left out")
    show("Benjamini-Hochberg on 1,000,000 p-values", tasks, rounds=3)


if __name__ == "__main__":
    main()
