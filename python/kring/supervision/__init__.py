# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which supervision is proportionate, why, and what would change it."""

from kring.supervision._advice import Advice
from kring.supervision._draws import band_probabilities, bands
from kring.supervision._profile import ProfileFlaw, ProfileVerification, SupervisionProfile, load_supervision_profile
from kring.supervision._supervise import supervise

__all__ = [
    "Advice",
    "ProfileFlaw",
    "ProfileVerification",
    "SupervisionProfile",
    "band_probabilities",
    "bands",
    "load_supervision_profile",
    "supervise",
]
