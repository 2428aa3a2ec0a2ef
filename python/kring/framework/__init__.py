# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judgement frameworks: how numbers and findings become a judgement, by rules that are data."""

from kring.framework._change import Change, Move, WhatIf
from kring.framework._framework import Framework, load, read
from kring.framework._judgement import Judgement
from kring.framework._judgements import Judgements
from kring.framework._probabilities import Probabilities
from kring.framework._starter import starter
from kring.framework._trace import JudgementExplanation
from kring.framework._verification import Flaw, Verification

__all__ = [
    "Change",
    "Flaw",
    "Framework",
    "Judgement",
    "JudgementExplanation",
    "Judgements",
    "Move",
    "Probabilities",
    "Verification",
    "WhatIf",
    "load",
    "read",
    "starter",
]
