# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The probability that a path of sound parts is left."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from typing import NamedTuple, SupportsIndex

from kring import _core
from kring.statistics._arrays import thread_count


class PathReliability(NamedTuple):
    """How likely it is that a path of sound components is left."""

    probability: float
    """With components that fail independently."""
    standard_error: float
    """Of the simulation; 0 where the probability is exact."""
    exact: bool
    """Computed rather than simulated."""
    lower: float
    """Lower end of what the probability can be, whatever the dependence between components (Frechet)."""
    upper: float
    """Upper end of the same."""
    uncertain: int
    """Components on which the outcome may depend and that may fail or not."""


def path_reliability(
    sound: Sequence[float],
    edges: Iterable[tuple[int, int]],
    *,
    starts: Iterable[int],
    ends: Iterable[int],
    component_of: Sequence[int] | None = None,
    largest_exact: int = 25,
    draws: int = 100_000,
    seed: int = 2026,
    threads: int = 1,
) -> PathReliability:
    """Give the probability that some path from a start to an end has sound components only.

    Exact by factoring up to ``largest_exact`` uncertain components, P = p P(given sound) + (1 - p) P(given failed);
    simulated above that, the same bits for any number of threads. The bracket holds for every dependence between
    components: in series max(0, sum p - (k - 1)) to min p, in parallel max p to min(1, sum p).

    Parameters
    ----------
    sound
        Probability that each component is sound, 0 to 1.
    edges
        Pairs (from, to) of nodes, numbered from 0; must not lead round.
    starts, ends
        Nodes where a path may begin and end.
    component_of
        The component each node stands for; left out, node i stands for component i. A component that fails takes all
        its nodes away.
    largest_exact, draws, seed, threads
        As said above; threads 0 means every hardware thread.

    Raises
    ------
    kring.InvalidValue
        For a probability outside [0, 1], nodes or components that are not there, edges that lead round, or a number of
        draws outside 1 to 10^9.

    Examples
    --------
    >>> path_reliability([0.9, 0.8], [(0, 1)], starts=[0], ends=[1]).probability
    0.7200000000000001
    """
    parts = [float(one) for one in sound]
    nodes = range(len(parts)) if component_of is None else component_of
    found = _core.path_reliability(
        parts,
        _numbers("component_of", nodes),
        [(_number("edges", a), _number("edges", b)) for a, b in edges],
        _numbers("starts", starts),
        _numbers("ends", ends),
        _number("largest_exact", largest_exact),
        _number("draws", draws),
        _number("seed", seed, 2**64),
        thread_count(threads),
    )
    return PathReliability(*found)


def _numbers(name: str, given: Iterable[SupportsIndex]) -> list[int]:
    return [_number(name, one) for one in given]


def _number(name: str, given: SupportsIndex, bound: int = 2**32) -> int:
    try:
        number = operator.index(given)
    except TypeError:
        raise _core.InvalidValue(f"{name} holds {given!r}: expected whole numbers") from None
    if not 0 <= number < bound:
        raise _core.InvalidValue(f"{name} holds {number}: expected whole numbers from 0")
    return number
