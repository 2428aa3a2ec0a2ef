# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""MinBlend, the aggregation used wherever a chain may break."""

from __future__ import annotations

from collections.abc import Sequence

from kring import _core


def min_blend(values: Sequence[float], weights: Sequence[float] | None = None, *, blend: float = 0.5) -> float | None:
    """Give ``blend * min x + (1 - blend) * sum(w x) / sum(w)`` over the values with a weight above 0.

    The weakest part counts for itself, and the rest for what it weighs. Monotone and idempotent: equal values give
    themselves.

    Parameters
    ----------
    values
        Numbers in [0, 1].
    weights
        0 or more; weight 0 is 0, as if the value were not there. Left out, all weigh the same.
    blend
        1 is the minimum, 0 the weighted mean.

    Returns
    -------
    float or None
        ``None`` where no value has a weight: nothing has no score.

    Raises
    ------
    kring.InvalidValue
        For numbers outside these bounds or lists of different lengths.

    Examples
    --------
    >>> min_blend([0.5, 0.82, 0.35, 0.55])
    0.4525
    """
    given = [float(value) for value in values]
    return _core.min_blend(given, [1.0] * len(given) if weights is None else [float(w) for w in weights], blend)
