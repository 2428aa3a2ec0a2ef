# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which supervision is proportionate, why, what would change it, what it asks for, and what is due when."""

from kring.supervision._advice import Advice
from kring.supervision._calendar import calendar, plot_calendar
from kring.supervision._draws import band_probabilities, bands
from kring.supervision._groups import Gap, Groups, groups, publish
from kring.supervision._ladder import ladder
from kring.supervision._limits import Limit
from kring.supervision._package import Package, Packages, load_packages, package
from kring.supervision._profile import ProfileFlaw, ProfileVerification, SupervisionProfile, load_supervision_profile
from kring.supervision._supervise import supervise
from kring.supervision._terms import Terms, load_terms

__all__ = [
    "Advice",
    "Gap",
    "Groups",
    "Limit",
    "Package",
    "Packages",
    "ProfileFlaw",
    "ProfileVerification",
    "SupervisionProfile",
    "Terms",
    "band_probabilities",
    "bands",
    "calendar",
    "groups",
    "ladder",
    "load_packages",
    "load_supervision_profile",
    "load_terms",
    "package",
    "plot_calendar",
    "publish",
    "supervise",
]
