# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advising which supervision is proportionate."""

from __future__ import annotations

import os
from typing import Any

from kring import _core, frames
from kring.quality import Quality
from kring.risk import Risk
from kring.supervision._advice import Advice
from kring.supervision._inputs import Inputs, risk_table
from kring.supervision._profile import SupervisionProfile, profile_of


def supervise(
    quality: Quality | object,
    *,
    risk: object | None = None,
    profile: str | os.PathLike[str] | SupervisionProfile = "proposal-2026",
    previous: Advice | object | None = None,
) -> Advice:
    """Advise which band of supervision is proportionate to each board, and why.

    The band is the larger of two: the highest that some reason for more asks, each reason alone; and the lowest that a
    reason for less allows, for which all of its conditions must hold, by pessimistic values. Limits are compared in
    whole ten-thousandths after rounding half away from zero; equality meets a limit. What is unknown meets no
    condition: it neither raises a band nor lowers one. ``docs/supervision.md`` gives every rule.

    Parameters
    ----------
    quality
        Scores of quality assurance: a :class:`kring.Quality`, or any frame with one row a board and the columns
        ``unit``, ``ambition``, ``visibility``, ``traceability``, ``reliability``, ``risk`` (unless ``risk`` is given),
        all in [0, 1], and if known ``reliability_low``, ``risk_upper``, ``risk_secure`` (probability that the risk lies
        below the profile's ``risk_limit``), ``open_breach``, ``verified``, ``cycles_at_low_band``,
        ``independent_expert``, ``stakeholders``, ``finance_signal``, ``professionalism``, ``state`` and ``reason``. A
        column that is left out is taken from another: the pessimistic value of R and the upper value of E are R and E
        themselves, and the risk is secure where its upper value is below the limit. An empty cell is unknown. A board
        with the state ``not_examined`` has the basis band unless risk or a breach asks for more, whatever its scores
        are.
    risk
        Risk to students: the result of :func:`kring.assess_risk` (of a board without programmes it is no share of
        students, and unknown here), or a frame with the columns ``unit`` and ``risk`` and any other criterion of these.
        It has every board of ``quality``; a board of its own only was not examined.
    profile
        Id of the catalogue, a TOML file, or a :class:`kring.supervision.SupervisionProfile`.
    previous
        Advice of the cycle before, or a frame with ``unit``, ``band`` and, if known, ``cycles_at_low_band``. A board
        comes to a lower band than it had only as far as it is past the limits by the profile's hysteresis.

    Returns
    -------
    Advice
        Bands, reasons, contributions, and what would change them.

    Raises
    ------
    kring.InvalidTable
        For columns that are missing, numbers out of range, a board twice or without a risk, a Q made by other numbers
        than the profile's, or risk and quality of different days: every fault at once.
    """
    used = profile_of(profile)
    _refuse_other_days(quality, risk)
    scores = quality._core.criteria() if isinstance(quality, Quality) else frames.to_table(quality, "scores")
    inputs = Inputs(
        scores,
        _risk_given(quality, risk),
        _previous_table(previous),
        like=quality.dossier._like if isinstance(quality, Quality) else quality,
        quality=quality if isinstance(quality, Quality) else None,
    )
    return Advice(inputs, used)


def _refuse_other_days(quality: object, risk: object) -> None:
    if isinstance(quality, Quality) and isinstance(risk, Risk) and risk.on is not None and risk.on != quality.on:
        raise _core.InvalidTable(
            f"quality was assessed on {quality.on} and risk on {risk.on}: expected one day; give both the same on=..."
        )


def _risk_given(quality: object, risk: object | None) -> Risk | _core.Table | None:
    if isinstance(risk, Risk):
        return risk
    if risk is None and isinstance(quality, Quality):
        # Nobody said anything of the risk: it is unknown, and not left out by mistake.
        return risk_table({"unit": quality.units, "risk": [None] * len(quality)})
    return None if risk is None else frames.to_table(risk, "risk")


def _previous_table(previous: Any) -> _core.Table | None:
    if previous is None:
        return None
    return previous._history() if isinstance(previous, Advice) else frames.to_table(previous, "previous")
