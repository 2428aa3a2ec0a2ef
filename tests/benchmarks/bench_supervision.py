# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advice on supervision and the law of the risk, beside NumPy and SciPy."""

from typing import Any

import numpy as np
import polars as pl
from scipy import fft
from timing import best_time, show

import kring
from kring.statistics import poisson_binomial
from kring.supervision import bands

FOUR = ("ambition", "visibility", "traceability", "reliability")


def boards(size: int) -> pl.DataFrame:
    """Boards with every criterion there is: twelve players of a contribution."""
    rng = np.random.default_rng(7)
    risk = rng.beta(2, 18, size)
    columns: dict[str, Any] = {"unit": [f"b{i:04}" for i in range(size)]}
    columns |= {name: rng.beta(4, 3, size) for name in FOUR}
    columns["reliability_low"] = columns["reliability"] * 0.9
    columns |= {"risk": risk, "risk_upper": risk * 1.5, "risk_secure": 1 - risk}
    columns |= {name: rng.random(size) < 0.3 for name in ("open_breach", "independent_expert", "stakeholders")}
    columns["cycles_at_low_band"] = rng.integers(0, 3, size)
    return pl.DataFrame(columns)


def advise(size: int = 3000) -> None:
    table = boards(size)
    advice = kring.supervise(table)

    def all_of_it() -> None:
        found = kring.supervise(table)
        for unit in found.units:
            found.explain(unit)

    print(f"{size:,} boards, one thread")
    print(f"  {'advice with explanation':40s} {best_time(all_of_it):8.3f} s")
    print(f"  {'advice alone':40s} {best_time(lambda: kring.supervise(table).table):8.3f} s")
    print(f"  {'contributions of 12 criteria, exact':40s} {best_time(lambda: advice._core.all_contributions()):8.3f} s")
    cheapest = advice.units[:300]
    seconds = best_time(lambda: [advice._core.counterfactual(unit, None, 0.05) for unit in cheapest], rounds=2)
    print(f"  {'all counterfactuals of a board':40s} {1000 * seconds / len(cheapest):8.3f} ms")
    print(f"  {'verify the profile':40s} {best_time(lambda: advice.profile.verify()):8.3f} s")


def with_numpy(draws: dict[str, np.ndarray], numbers: Any) -> np.ndarray:
    """The same gates, written for whole columns; one rounding, whole numbers from there on."""

    def whole(values: np.ndarray) -> np.ndarray:
        return np.floor(values * 10_000 + 0.5).astype(np.int32)

    a, v, t, r = (draws[name] for name in FOUR)
    blend = numbers["quality"]["blend"]
    q = whole(blend * np.minimum(np.minimum(a, v), np.minimum(t, r)) + (1 - blend) * (a + v + t + r) / 4)
    a, v, t, r, e = (whole(draws[name]) for name in (*FOUR, "risk"))
    more = np.where((q < 4500) | (t < 4000) | (e >= 1500), 3, 0)
    more = np.where((e >= 3000) | ((q < 3000) & (e >= 1500)), 4, more)
    less = np.where((a >= 6000) & (v >= 6000) & (t >= 6000) & (r >= 6000) & (e < 1500), 1, 2)
    return np.maximum(more, less).astype(np.int8)


def draw(size: int = 10_000_000) -> None:
    rng = np.random.default_rng(1)
    draws = {name: rng.random(size) for name in FOUR} | {"risk": rng.beta(2, 12, size)}
    numbers = kring.catalog.supervision_profile("proposal-2026").numbers
    assert np.array_equal(bands(draws, threads=1), with_numpy(draws, numbers))
    show(
        f"bands of {size:,} draws",
        {
            "kring, one thread": lambda: bands(draws, threads=1),
            "kring, two threads": lambda: bands(draws, threads=2),
            "NumPy": lambda: with_numpy(draws, numbers),
        },
        rounds=3,
    )


def by_fourier(chances: np.ndarray) -> np.ndarray:
    """The law by its characteristic function at all roots of one, as packages in R and Python do."""
    size = len(chances) + 1
    roots = np.exp(2j * np.pi * np.arange(size) / size)
    values = np.ones(size, dtype=complex)
    for p in chances:
        values *= 1 - p + p * roots
    return np.asarray(fft.fft(values).real / size)


def law(size: int = 10_000) -> None:
    chances = np.random.default_rng(3).beta(1, 9, size)
    assert np.allclose(poisson_binomial(chances), by_fourier(chances), atol=1e-12)
    weights = np.random.default_rng(4).integers(5, 100, size)
    show(
        f"Poisson-binomial law of {size:,} programmes",
        {
            "kring": lambda: poisson_binomial(chances),
            "kring, weighted by students": lambda: poisson_binomial(chances, weights),
            "NumPy, characteristic function": lambda: by_fourier(chances),
        },
        rounds=3,
    )


if __name__ == "__main__":
    advise()
    draw()
    law()
