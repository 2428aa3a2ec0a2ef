# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proportionate supervision: what is due when, which step of the ladder is open, and what a band asks for."""

from kring.supervision._calendar import calendar, plot_calendar
from kring.supervision._ladder import ladder
from kring.supervision._package import Package, Packages, load_packages, package
from kring.supervision._terms import Terms, load_terms

__all__ = [
    "Package",
    "Packages",
    "Terms",
    "calendar",
    "ladder",
    "load_packages",
    "load_terms",
    "package",
    "plot_calendar",
]
