# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quality cycle as records and links: dossiers, and the questions one can ask of them."""

from kring.cycle._dossier import Dossier
from kring.cycle._file import faults, load, read, starter
from kring.cycle._merge import Merged

__all__ = ["Dossier", "Merged", "faults", "load", "read", "starter"]
