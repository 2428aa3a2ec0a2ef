# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Time a million intervals and z-scores against the fastest vectorised way in SciPy, in the same run.

Run with `python tests/benchmarks/bench_proportions.py [size]`. Each time is the best of five runs, the candidates
taking turns, so that a busy moment hits all of them. Nothing is asserted.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable

import numpy as np
import scipy
from scipy import special, stats

import kring
from kring import statistics

Task = Callable[[], object]


def best_times(tasks: dict[str, Task], rounds: int = 5) -> dict[str, float]:
    """Give the shortest time of each task, in seconds."""
    times = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            times[name] = min(times[name], time.perf_counter() - start)
    return times


def cases(size: int) -> dict[str, dict[str, Task]]:
    """Give each row of the table as named tasks: ours on one and two threads, and each way in SciPy."""
    rng = np.random.default_rng(20261122)
    n = rng.integers(20, 10001, size)
    r = rng.binomial(n, 0.8)
    near = rng.binomial(n, 0.75)

    def interval(method: statistics.IntervalMethod, threads: int) -> Task:
        return lambda: statistics.proportion_interval(r, n, method=method, threads=threads)

    def z_score(events: np.ndarray, threads: int) -> Task:
        return lambda: statistics.mid_p_z_score(events, n, target=0.75, threads=threads)

    def by_bdtr(events: np.ndarray) -> Task:
        return lambda: special.ndtri((special.bdtr(events - 1, n, 0.75) + special.bdtr(events, n, 0.75)) / 2)

    def by_binom(events: np.ndarray) -> Task:
        return lambda: special.ndtri(stats.binom.cdf(events, n, 0.75) - stats.binom.pmf(events, n, 0.75) / 2)

    exact = {
        "scipy betaincinv": lambda: (special.betaincinv(r, n - r + 1, 0.025), special.betaincinv(r + 1, n - r, 0.975)),
        "scipy betainccinv": lambda: (
            special.betaincinv(r, n - r + 1, 0.025),
            special.betainccinv(r + 1, n - r, 0.025),
        ),
    }
    a, b = r + 0.5, n - r + 0.5
    jeffreys = {"scipy betaincinv": lambda: (special.betaincinv(a, b, 0.025), special.betaincinv(a, b, 0.975))}
    return {
        "Clopper-Pearson interval": {"1": interval("clopper_pearson", 1), "2": interval("clopper_pearson", 2), **exact},
        "Jeffreys interval": {"1": interval("jeffreys", 1), "2": interval("jeffreys", 2), **jeffreys},
        "mid-p interval": {"1": interval("mid_p", 1), "2": interval("mid_p", 2)},
        "Wilson interval": {"1": interval("wilson", 1), "2": interval("wilson", 2)},
        "mid-p z, shares near .80": {
            "1": z_score(r, 1),
            "2": z_score(r, 2),
            "scipy bdtr": by_bdtr(r),
            "scipy binom": by_binom(r),
        },
        "mid-p z, shares near .75": {
            "1": z_score(near, 1),
            "2": z_score(near, 2),
            "scipy bdtr": by_bdtr(near),
            "scipy binom": by_binom(near),
        },
    }


def main(size: int) -> None:
    """Print the table, in nanoseconds an element."""
    print(f"kring {kring.__version__}, scipy {scipy.__version__}, numpy {np.__version__}, {platform.machine()}")
    print(f"{size} elements, trials 20 to 10000, target .75, 95% limits; nanoseconds an element")
    print(f"{'':26}{'1 thread':>10}{'2 threads':>11}{'best SciPy':>12}{'SciPy / 1 thread':>18}")
    for name, tasks in cases(size).items():
        times = {key: 1e9 * seconds / size for key, seconds in best_times(tasks).items()}
        scipy_times = [value for key, value in times.items() if key.startswith("scipy")]
        best = (
            f"{min(scipy_times):12.0f}{min(scipy_times) / times['1']:18.2f}" if scipy_times else f"{'-':>12}{'-':>18}"
        )
        print(f"{name:26}{times['1']:10.0f}{times['2']:11.0f}{best}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
