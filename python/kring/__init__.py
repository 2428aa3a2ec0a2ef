# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""kring: the quality cycle of Dutch vocational education as data one can compute with."""

from typing import TYPE_CHECKING, Any

from kring import catalog, cycle, datasets, frames, framework, quality, results, risk, statistics, supervision
from kring._core import (
    BrokenCycle,
    InfeasiblePlan,
    InvalidPeriod,
    InvalidRule,
    InvalidTable,
    InvalidValue,
    UnknownIdentifier,
    __version__,
)
from kring._paths import cmake_dir, include_dir
from kring.cycle import Dossier
from kring.quality import Quality, assess_quality
from kring.reading import read_results, read_table, read_units
from kring.results import Comparison, Explanation, compare, validate, window
from kring.risk import Risk, assess_risk, backtest
from kring.supervision import Advice, supervise

if TYPE_CHECKING:
    from kring.report import write_report


def __getattr__(name: str) -> Any:
    # The report brings charts and texts that a comparison does not need: it is loaded when it is asked for.
    if name == "write_report":
        from kring.report import write_report

        return write_report
    raise AttributeError(f"module 'kring' has no attribute {name!r}")


__all__ = [
    "Advice",
    "BrokenCycle",
    "Comparison",
    "Dossier",
    "Explanation",
    "InfeasiblePlan",
    "InvalidPeriod",
    "InvalidRule",
    "InvalidTable",
    "InvalidValue",
    "Quality",
    "Risk",
    "UnknownIdentifier",
    "__version__",
    "assess_quality",
    "assess_risk",
    "backtest",
    "catalog",
    "cmake_dir",
    "compare",
    "cycle",
    "datasets",
    "frames",
    "framework",
    "include_dir",
    "quality",
    "read_results",
    "read_table",
    "read_units",
    "results",
    "risk",
    "statistics",
    "supervise",
    "supervision",
    "validate",
    "window",
    "write_report",
]
