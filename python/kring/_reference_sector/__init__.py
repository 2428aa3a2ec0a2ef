# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A synthetic sector of the size of Dutch vocational education, made from published totals."""

from kring._reference_sector._sector import ReferenceSector, reference_sector

__all__ = ["ReferenceSector", "reference_sector"]
