# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers about education: results, windows over school years, and the comparison of units with their peers."""

from kring.results._compare import compare
from kring.results._comparison import Comparison
from kring.results._explanation import Explanation
from kring.results._validate import validate
from kring.results._window import window

__all__ = ["Comparison", "Explanation", "compare", "validate", "window"]
