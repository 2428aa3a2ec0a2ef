# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many verdicts to verify."""

from __future__ import annotations

import math
from fractions import Fraction

from kring import _core
from kring._core import InvalidValue
from kring.statistics import _arrays


def verification_sample_size(population: int | None, *, insufficient: float, confidence: float) -> int:
    """Smallest number of units to look at, to find at least one insufficient unit with the given confidence.

    Parameters
    ----------
    population
        Units to draw from without putting back, 1 to 10**12; None for a population without end, or one not known.
    insufficient
        How many insufficient units one wants to be sure to find: a whole number, or a share strictly between 0 and 1,
        of which the number in a population is rounded up. 0.07 of 100 is 7: shares are read as they are written.
    confidence
        Strictly between 0 and 1.

    Returns
    -------
    int
        A chance equal to the confidence is enough.

    Raises
    ------
    kring.InvalidValue
        For numbers out of range: no sample finds what is not there, and none but ``population - insufficient + 1`` is
        certain to find one.

    Notes
    -----
    The smallest n with ``1 - C(N-D, n) / C(N, n) >= confidence``, exactly; without end
    ``ceil(log(1 - confidence) / log(1 - insufficient))``, which is never too small for a population that ends. All
    units must have the same chance to be drawn, and whoever looks must see what is insufficient.

    References
    ----------
    Fosgate (2009), doi:10.1177/104063870902100102.

    Examples
    --------
    >>> from kring.statistics import verification_sample_size
    >>> verification_sample_size(50, insufficient=5, confidence=0.95)
    22
    >>> verification_sample_size(None, insufficient=0.1, confidence=0.95)
    29
    """
    sure = _arrays.number(confidence, "confidence")
    found = _arrays.number(insufficient, "insufficient")
    if population is None:
        return int(_core.verification_sample_size_of_share(found, sure))
    units = _arrays.whole_number(population, "population")
    count = math.ceil(Fraction(repr(found)) * units) if 0 < found < 1 else found
    if count != int(count) or count > 2**53:
        raise InvalidValue(f"insufficient is {found}; give a whole number of units, or a share between 0 and 1")
    return int(_core.verification_sample_size(units, int(count), sure))
