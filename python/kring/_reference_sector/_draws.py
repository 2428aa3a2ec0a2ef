# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws in whole numbers, the same on every machine: no rounding, no function of a mathematics library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Whole = NDArray[np.int64]

MILLION: Final = 1_000_000
# A bell-shaped draw is a sum of twelve even ones, whose variance is one; this is its unit.
BELL_UNIT: Final = 1 << 16
_TWELVE_HALVES: Final = 6 * (BELL_UNIT - 1)


class Stream:
    """Draws for one purpose: a counter-based stream of its own, whatever other purposes draw."""

    def __init__(self, seed: int, number: int) -> None:
        self._bits = np.random.Philox(key=np.array([seed, number], dtype=np.uint64))

    def _words(self, count: int) -> NDArray[np.uint64]:
        return self._bits.random_raw(count)

    def below(self, limits: ArrayLike, count: int) -> Whole:
        """Draw whole numbers from 0 up to limits, these not included."""
        high = self._words(count) >> np.uint64(32)
        return ((high * np.asarray(limits, dtype=np.uint64)) >> np.uint64(32)).astype(np.int64)

    def between(self, least: int, most: int, count: int) -> Whole:
        """Draw whole numbers from least to most, both included."""
        return least + self.below(most - least + 1, count)

    def bell(self, deviation: int, count: int) -> Whole:
        """Draw from a bell around 0 with a standard deviation, cut off at six of them."""
        parts = self._words(3 * count).reshape(count, 3)
        mask = np.uint64(BELL_UNIT - 1)
        total = sum(((parts >> np.uint64(16 * k)) & mask).sum(axis=1, dtype=np.uint64) for k in range(4))
        return (np.asarray(total, dtype=np.uint64).astype(np.int64) - _TWELVE_HALVES) * deviation // BELL_UNIT

    def happens(self, percent: int, count: int) -> NDArray[np.bool_]:
        """Draw whether something with a chance in percent happens."""
        return self.below(100, count) < percent

    def once(self, percent: int) -> bool:
        """Draw once whether something with a chance in percent happens."""
        return bool(self.happens(percent, 1)[0])

    def counts(self, trials: Whole, shares: Whole) -> Whole:
        """Count successes among trials, each drawn by itself with a share in parts per million."""
        limit = (shares.astype(np.uint64) << np.uint64(32)) // np.uint64(MILLION)
        high = self._words(int(trials.sum())) >> np.uint64(32)
        hits = np.concatenate([[0], np.cumsum(high < np.repeat(limit, trials), dtype=np.int64)])
        ends = np.cumsum(trials)
        counted: Whole = hits[ends] - hits[ends - trials]
        return counted

    def order(self, count: int) -> Whole:
        """Draw an order of so many things."""
        found: Whole = np.argsort(self._words(count), kind="stable")
        return found


def skewed(stream: Stream, least: int, most: int, skew: int, count: int) -> Whole:
    """Draw weights from least to most, most of them near least where skew is above 1."""
    unit = 1000
    even = stream.between(0, unit, count)
    weights: Whole = least * unit + (most - least) * even**skew // unit ** (skew - 1)
    return weights


def apportion(total: int, weights: ArrayLike, *, least: int = 0) -> Whole:
    """Divide a total over weights in whole numbers, largest remainders first; each gets at least so many."""
    given = np.asarray(weights, dtype=np.int64)
    left = total - least * given.size
    whole, rest = np.divmod(left * given, given.sum())
    whole[np.argsort(-rest, kind="stable")[: left - int(whole.sum())]] += 1
    return whole + least


def spread(names: Sequence[str], numbers: Whole, stream: Stream) -> NDArray[np.object_]:
    """Give every name as often as its number says, in an order drawn by chance."""
    each: NDArray[np.object_] = np.repeat(np.array(names, dtype=object), numbers)
    return each[stream.order(each.size)]
