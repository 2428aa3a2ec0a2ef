# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Time the beta-binomial fit and its posteriors against SciPy in the same run.

Run with `python tests/benchmarks/bench_shrinkage.py`. Each time is the best of three runs. Nothing is asserted.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize, special
from timing import Task, show

from kring.statistics import fit_beta_binomial


def scipy_fit(r: np.ndarray, n: np.ndarray, method: str) -> np.ndarray:
    """Minimise the negative log-likelihood in (log(a/b), log(a + b)) by a SciPy optimiser on vectorised betaln."""

    def loss(place: np.ndarray) -> float:
        a = np.exp(place[1]) / (1 + np.exp(-place[0]))
        b = np.exp(place[1]) / (1 + np.exp(place[0]))
        return float(-(special.betaln(a + r, b + n - r) - special.betaln(a, b)).sum())

    share = r.sum() / n.sum()
    place = optimize.minimize(loss, [np.log(share / (1 - share)), np.log(10)], method=method).x
    return np.array([np.exp(place[1]) / (1 + np.exp(-place[0])), np.exp(place[1]) / (1 + np.exp(place[0]))])


def main() -> None:
    """Print one block for small and one for large counts, one for many groups, and one for the posteriors."""
    rng = np.random.default_rng(1)
    for largest in (300, 100_000):
        n = rng.integers(20, largest, 10_000)
        r = rng.binomial(n, rng.beta(14, 6, 10_000))
        tasks: dict[str, Task] = {"kring": lambda r=r, n=n: fit_beta_binomial(r, n)}
        for method in ("L-BFGS-B", "Nelder-Mead"):
            tasks[f"scipy {method} on betaln"] = lambda r=r, n=n, method=method: scipy_fit(r, n, method)
        show(f"fit of 10,000 units, up to {largest} trials", tasks, rounds=3)
        fit, theirs = fit_beta_binomial(r, n), scipy_fit(r, n, "L-BFGS-B")
        print(f"  alpha, beta: kring {fit.alpha:.6f} {fit.beta:.6f}, scipy {theirs[0]:.6f} {theirs[1]:.6f}")
    n = rng.integers(20, 500, (1000, 1000))
    r = rng.binomial(n, rng.beta(14, 6, (1000, 1000)))
    show(
        "fits of 1,000 groups of 1,000 units",
        {"kring": lambda: [fit_beta_binomial(*g) for g in zip(r, n, strict=True)]},
        3,
    )
    r, n = r[:100].reshape(-1), n[:100].reshape(-1)
    fit = fit_beta_binomial(r, n)
    a, b = fit.alpha + r, fit.beta + n - r
    show(
        "90% posterior intervals of 100,000 units",
        {
            "kring": lambda: fit.posterior_interval(),
            "scipy betaincinv": lambda: (special.betaincinv(a, b, 0.05), special.betaincinv(a, b, 0.95)),
        },
        rounds=3,
    )
    show(
        "posterior probabilities of 100,000 units",
        {"kring": lambda: fit.probability_below(0.65), "scipy betainc": lambda: special.betainc(a, b, 0.65)},
        rounds=3,
    )


if __name__ == "__main__":
    main()
