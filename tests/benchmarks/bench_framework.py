# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judgement frameworks beside their peers: NumPy and polars written out by hand, and calls of the ZEN engine.

Run as ``python tests/benchmarks/bench_framework.py``. One thread, the best of several runs, all in one process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"  # read when polars is loaded

import numpy as np
import polars as pl
import zen
from timing import best_time

import kring

UNITS = 1_000_000
INDICATORS = ("annual_result", "diploma_result", "starters_result")
SUFFICIENT = {"annual_result": (67, 68, 68), "diploma_result": (61, 70, 70), "starters_result": (79, 82, 82)}
HIGH = {"annual_result": (82, 85, 85), "diploma_result": (79, 89, 89)}


def made_up(units: int) -> tuple[np.ndarray, dict[str, tuple[np.ndarray, np.ndarray]]]:
    """Levels as places among 2, 3, 4, and counts: a few denominators below 12, shares around the norms."""
    random = np.random.default_rng(8)
    level = random.integers(0, 3, units).astype(np.uint8)
    counts = {}
    for name in INDICATORS:
        n = random.integers(0, 400, units)
        counts[name] = (random.binomial(n, random.beta(30, 10, units)), n)
    return level, counts


def by_numpy(level: np.ndarray, counts: dict[str, tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The published table of study success, vectorised by hand: 0, 1, 2 for the levels, -1 for undetermined."""
    known, enough, high = [], [], []
    for name in INDICATORS:
        r, n = counts[name]
        scaled = r * 100
        seen = n >= 12
        if name != "starters_result":
            seen &= (r > 0) & (r < n)
        known.append(seen)
        enough.append(seen & (scaled >= np.array(SUFFICIENT[name])[level] * n))
        if name in HIGH:
            high.append(seen & (scaled >= np.array(HIGH[name])[level] * n))
    k = known[0].astype(np.int8) + known[1] + known[2]
    e = enough[0].astype(np.int8) + enough[1] + enough[2]
    full = np.where((e == 3) & (high[0] | high[1]), 2, (e >= 2).astype(np.int8))
    two = np.where(e == 2, 1, np.where(e == 0, 0, -1))
    return np.where(k == 3, full, np.where(k == 2, two, -1)).astype(np.int8)


def by_polars(frame: pl.DataFrame) -> pl.Series:
    """The same with polars expressions."""
    known, enough, high = [], [], []
    for name in INDICATORS:
        r, n = pl.col(f"{name}_r"), pl.col(f"{name}_n")
        seen = n >= 12
        if name != "starters_result":
            seen = seen & (r > 0) & (r < n)
        known.append(seen)

        def norm(values: tuple[int, int, int]) -> pl.Expr:
            first = pl.when(pl.col("level") == 0).then(values[0])
            return first.when(pl.col("level") == 1).then(values[1]).otherwise(values[2])

        enough.append(seen & (r * 100 >= norm(SUFFICIENT[name]) * n))
        if name in HIGH:
            high.append(seen & (r * 100 >= norm(HIGH[name]) * n))
    k = sum((one.cast(pl.Int8) for one in known[1:]), known[0].cast(pl.Int8))
    e = sum((one.cast(pl.Int8) for one in enough[1:]), enough[0].cast(pl.Int8))
    full = pl.when((e == 3) & (high[0] | high[1])).then(2).otherwise((e >= 2).cast(pl.Int8))
    two = pl.when(e == 2).then(1).when(e == 0).then(0).otherwise(-1)
    outcome = pl.when(k == 3).then(full).when(k == 2).then(two).otherwise(-1)
    return frame.lazy().select(outcome.cast(pl.Int8).alias("outcome")).collect()["outcome"]


def say(what: str, seconds: float, per: float, unit: str, ours: float | None = None) -> None:
    ratio = f"{seconds / ours:8.1f} x" if ours else ""
    print(f"{what:58} {seconds / per * 1e9:12,.1f} ns {unit:8} {ratio}", flush=True)


def judging(framework: kring.framework.Framework) -> float:
    level, counts = made_up(UNITS)
    columns = {f"{name}_{part}": counts[name][i] for name in INDICATORS for i, part in enumerate("rn")}
    frame = pl.DataFrame({"level": level, **columns})
    mine = framework.judge_counts(counts, level=level)
    assert np.array_equal(mine, by_numpy(level, counts))
    assert np.array_equal(mine, by_polars(frame).to_numpy())
    kring_time = best_time(lambda: framework.judge_counts(counts, level=level), 9)
    numpy_time = best_time(lambda: by_numpy(level, counts), 5)
    polars_time = best_time(lambda: by_polars(frame), 5)
    say("judge 1,000,000 units, kring.judge_counts", kring_time, UNITS, "a unit")
    say("  the same, NumPy by hand", numpy_time, UNITS, "a unit", kring_time)
    say("  the same, polars by hand", polars_time, UNITS, "a unit", kring_time)
    return kring_time / UNITS


def end_to_end(framework: kring.framework.Framework) -> None:
    level, counts = made_up(UNITS)
    unit = pl.Series([f"programme-{i:07d}" for i in range(UNITS)])
    names = pl.Series(["2", "3", "4"])[level]
    parts = [
        pl.DataFrame(
            {
                "unit": unit,
                "indicator": name,
                "school_year": "2023/24",
                "level": names,
                "numerator": r,
                "denominator": n,
            }
        )
        for name, (r, n) in counts.items()
    ]
    long = pl.concat(parts, rechunk=True)
    for what, run in (
        ("judge a long table of 3,000,000 rows, to outcomes", lambda: framework.judge(long, threads=1)),
        ("  and its frame, margins included", lambda: framework.judge(long, threads=1).frame),
    ):
        say(what, best_time(run, 3), len(long), "a row")


def against_zen(framework: kring.framework.Framework, kring_time: float) -> None:
    decision = zen.ZenEngine().create_decision(framework.to_zen())
    context = {"annual_result": "sufficient", "diploma_result": "high", "starters_result": "sufficient"}
    calls = 2000

    def run() -> None:
        for _ in range(calls):
            decision.evaluate(context)

    seconds = best_time(run, 3) / calls
    say("one call of the ZEN engine, levels given", seconds, 1, "a unit")
    print(f"{'  kring, counts to outcome in a batch':58} {seconds / kring_time:29,.0f} x", flush=True)


def one_unit(framework: kring.framework.Framework) -> None:
    given = {"level": 3, "annual_result": (75, 100), "diploma_result": (80, 100), "starters_result": (90, 100)}
    core: Any = framework._core

    def many(run: Callable[[], object], times: int = 20_000) -> float:
        def loop() -> None:
            for _ in range(times):
                run()

        return best_time(loop, 3) / times

    say("judge one unit from a dict (Python)", many(lambda: framework.judge_one(given).outcome), 1, "a unit")
    judged = core.judge_one(given, None)
    say("  its explanation in words (Python)", many(lambda: judged.explain(0, "en"), 5000), 1, "a unit")
    say("  its JSON (Python)", many(lambda: json.loads(judged.json(0)), 2000), 1, "a unit")


def verifying() -> None:
    for id in kring.catalog.frameworks():
        framework = kring.catalog.framework(id)
        seconds = best_time(framework.verify, 5)
        inputs = int(sum(one["inputs"] for one in framework.verify().checked.values()))
        print(f"verify {id:51} {seconds * 1e3:12,.2f} ms {inputs:8,} inputs", flush=True)


def probabilities(framework: kring.framework.Framework) -> None:
    level, counts = made_up(3000)
    rows = {
        "unit": [f"p{i:04d}" for i in range(3000)] * 3,
        "indicator": [name for name in INDICATORS for _ in range(3000)],
        "school_year": ["2023/24"] * 9000,
        "level": [("2", "3", "4")[place] for place in level] * 3,
        "numerator": np.concatenate([counts[name][0] for name in INDICATORS]),
        "denominator": np.concatenate([counts[name][1] for name in INDICATORS]),
    }
    for what, draws in (("exact", None), ("1,000 draws each", 1000)):
        seconds = best_time(lambda draws=draws: framework.probabilities(rows, draws=draws, threads=1), 3)
        print(f"probabilities of 3,000 programmes, {what:23} {seconds * 1e3:12,.1f} ms", flush=True)


def main() -> None:
    framework = kring.catalog.framework("studiesucces-2024")
    kring_time = judging(framework)
    end_to_end(framework)
    against_zen(framework, kring_time)
    one_unit(framework)
    probabilities(framework)
    verifying()


if __name__ == "__main__":
    main()
