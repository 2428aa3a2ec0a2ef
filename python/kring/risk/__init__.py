# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The risk to the education of students: of programmes, and of boards by their programmes."""

from kring.risk._assess import assess_risk
from kring.risk._backtest import Backtest, Estimate, backtest
from kring.risk._profile import RiskProfile, load_profile, profile, profiles
from kring.risk._risk import Risk
from kring.risk._surveillance import Surveillance, surveillance

__all__ = [
    "Backtest",
    "Estimate",
    "Risk",
    "RiskProfile",
    "Surveillance",
    "assess_risk",
    "backtest",
    "load_profile",
    "profile",
    "profiles",
    "surveillance",
]
