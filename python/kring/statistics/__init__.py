# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statistics of shares and counts: intervals, z-scores, funnel limits, spread between units."""
