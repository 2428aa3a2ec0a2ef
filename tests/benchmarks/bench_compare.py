# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""compare on 1,000,000 rows in 1,000 groups, beside the same pipeline written with pandas and SciPy.

Run as ``python tests/benchmarks/bench_compare.py [groups]``. Each is timed in a process of its own, so that the peak of
memory is its own. The pandas pipeline computes the same columns except for rank intervals; kring is timed without rank
intervals too, and once with them.
"""

import argparse
import resource
import subprocess
import sys
import time

import numpy as np

UNITS = 1000


def results(groups: int) -> dict[str, np.ndarray]:
    """Made-up counts: true shares vary between units around a share of the group; the seed is fixed."""
    random = np.random.default_rng(20)
    size = groups * UNITS
    trials = random.integers(20, 2000, size)
    share = np.repeat(random.uniform(0.3, 0.9, groups), UNITS)
    return {
        "unit": np.tile(np.array([f"u{i:06d}" for i in range(UNITS)], dtype=object), groups),
        "indicator": np.full(size, "annual_result", dtype=object),
        "school_year": np.full(size, "2017/18", dtype=object),
        "numerator": random.binomial(trials, random.beta(50 * share, 50 * (1 - share))),
        "denominator": trials,
        "group": np.repeat(np.array([f"g{i:04d}" for i in range(groups)], dtype=object), UNITS),
    }


def peer_group(frame):
    """One group with pandas columns and SciPy functions, vectorised over its units."""
    from scipy import optimize, special, stats

    r, n = frame["numerator"].to_numpy(), frame["denominator"].to_numpy()
    t, k = r.sum() / n.sum(), len(r)
    y = r / n
    out = {"share": y, "target": np.full(k, t)}
    out["lower"] = special.betaincinv(r, n - r + 1, 0.025)
    out["upper"] = special.betaincinv(r + 1, n - r, 0.975)
    half = 0.5 * stats.binom.pmf(r, n, t)
    below, above = special.bdtr(r - 1, n, t) + half, special.bdtrc(r, n, t) + half
    z = np.where(below < above, special.ndtri(below), -special.ndtri(above))
    s2 = t * (1 - t) / n
    phi = np.mean(np.clip(z, *np.quantile(z, [0.1, 0.9])) ** 2)
    w = 1 / s2
    tau2 = max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    adjusted = (y - t) / np.sqrt(s2 + tau2)
    out |= {"z_score": z, "phi": phi, "tau_squared": tau2, "adjusted_z_score": adjusted}
    out["adjusted_p_value"] = stats.false_discovery_control(2 * special.ndtr(-np.abs(adjusted)))

    def loss(x):
        total, odds = np.exp(x[1]), np.exp(x[0])
        a, b = total * odds / (1 + odds), total / (1 + odds)
        return -np.sum(special.betaln(a + r, b + n - r) - special.betaln(a, b))

    x = optimize.minimize(loss, [np.log(t / (1 - t)), np.log(50)], method="L-BFGS-B").x
    total, odds = np.exp(x[1]), np.exp(x[0])
    a, b = total * odds / (1 + odds) + r, total / (1 + odds) + n - r
    mean = a / (a + b)
    out["shrunken_share"] = mean
    out["shrunken_lower"], out["shrunken_upper"] = special.betaincinv(a, b, 0.05), special.betaincinv(a, b, 0.95)
    out["probability_below"] = special.betainc(a, b, t)
    sd = np.sqrt(mean * (1 - mean) / (a + b + 1))
    difference = mean[None, :] - mean[:, None]
    out["expected_rank"] = 0.5 + special.ndtr(difference / np.hypot(sd[:, None], sd[None, :])).sum(axis=1)
    return frame.assign(**out)


def run_pandas(groups: int) -> float:
    import pandas as pd

    frame = pd.DataFrame(results(groups))
    start = time.perf_counter()
    parts = [peer_group(part) for _, part in frame.groupby(["indicator", "school_year", "group"], sort=False)]
    pd.concat(parts)
    return time.perf_counter() - start


def run_kring(groups: int, threads: int, rank_draws: int) -> float:
    import polars as pl

    import kring

    frame = pl.DataFrame(results(groups))
    start = time.perf_counter()
    _ = kring.compare(frame, threads=threads, rank_draws=rank_draws).frame
    return time.perf_counter() - start


RUNS = {
    "pandas and SciPy": lambda groups: run_pandas(groups),
    "kring, 1 thread": lambda groups: run_kring(groups, 1, 0),
    "kring, 2 threads": lambda groups: run_kring(groups, 2, 0),
    "kring, 2 threads, rank intervals of 1,000 draws": lambda groups: run_kring(groups, 2, 1000),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="?", type=int, default=1000)
    parser.add_argument("--only", choices=RUNS)
    arguments = parser.parse_args()
    if arguments.only:
        seconds = RUNS[arguments.only](arguments.groups)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{seconds} {peak}")
        return
    print(f"compare, {arguments.groups * UNITS:,} rows in {arguments.groups:,} groups")
    first = None
    for name in RUNS:
        command = [sys.executable, __file__, str(arguments.groups), "--only", name]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        seconds, peak = map(float, output.split())
        first = first or seconds
        print(f"{name:50} {seconds:8.2f} s  {first / seconds:6.1f} x  peak memory {peak:7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
