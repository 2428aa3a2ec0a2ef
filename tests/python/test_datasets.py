# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bundled figures: what was published, whichever frame library is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

import kring
from kring import datasets

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
BUNDLED = Path(datasets.__file__).parent / "data"
TABLES = ("results", "units", "finance", "group_values")


def plain(table: Any) -> dict[str, list[Any]]:
    """Columns of any frame as lists."""
    if isinstance(table, dict):
        return {name: column.tolist() for name, column in table.items()}
    if hasattr(table, "to_pydict"):
        return dict(table.to_pydict())
    names = list(table.columns)
    return {name: table[name].to_list() for name in names}


def test_the_pooled_share_of_every_group_is_the_published_one() -> None:
    figures = datasets.mbo_2019(backend="dict")
    results, published = figures.results, figures.group_values
    # 30 group-years: 3 groups, annual and diploma result in 3 years, early leaving in 4.
    assert len(published["group"]) == 30
    for place in range(30):
        same = np.ones(len(results["unit"]), dtype=bool)
        for column in ("group", "indicator", "school_year"):
            same &= results[column] == published[column][place]
        pooled = results["numerator"][same].sum() / results["denominator"][same].sum()
        assert pooled == pytest.approx(published["published_share"][place], abs=1e-12, rel=0)


def test_sizes_and_kinds_are_those_of_the_tables() -> None:
    figures = datasets.mbo_2019(backend="dict")
    # Rows counted in the files of the 2019 edition.
    sizes = [len(next(iter(getattr(figures, table).values()))) for table in TABLES]
    assert sizes == [638, 67, 777, 30]
    assert figures.results["numerator"].dtype == figures.finance["year"].dtype == np.int64
    assert figures.finance["value"].dtype == np.float64
    assert figures.units["unit"][0] == "00GT"
    assert set(figures.results["unit"]) == set(figures.units["unit"])
    assert (figures.results["numerator"] <= figures.results["denominator"]).all()


def test_derived_counts_are_those_of_an_annual_report_where_the_figures_were_final() -> None:
    # Annual report of 25LH: 677 and 810 early leavers in 2015/16 and 2016/17 (and 862 in 2017/18, provisional here).
    results = datasets.mbo_2019(backend="dict").results
    rows = (results["unit"] == "25LH") & (results["indicator"] == "early_leaving")
    counts = dict(zip(results["school_year"][rows], results["numerator"][rows].tolist(), strict=True))
    assert (counts["2015/16"], counts["2016/17"]) == (677, 810)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_every_frame_library_gets_the_same_figures(backend: datasets.Backend) -> None:
    pytest.importorskip(backend)
    figures, expected = datasets.mbo_2019(backend=backend), datasets.mbo_2019(backend="dict")
    for table in TABLES:
        frame = getattr(figures, table)
        assert type(frame).__module__.split(".")[0] in (backend, "pyarrow")
        assert plain(frame) == plain(getattr(expected, table))
    assert figures.backend == backend


def test_the_default_is_a_frame_library_that_is_present() -> None:
    assert datasets.mbo_2019().backend in get_args(datasets.Backend)


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(kring.InvalidValue, match="backend is 'excel'; expected one of polars, pandas, pyarrow, dict"):
        datasets.mbo_2019(backend="excel")  # type: ignore[arg-type]


def test_the_source_says_whose_figures_these_are_and_what_is_wrong_with_them() -> None:
    source = datasets.mbo_2019(backend="dict").source
    for words in (
        "Dienst Uitvoering Onderwijs (DUO)",
        "Creative Commons Attribution",
        "derived",
        "unfair",
        "provisional",
    ):
        assert words in source


def test_no_frame_library_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys, kring.datasets; kring.datasets.mbo_2019(backend='dict');"
        "print(sorted({'polars', 'pandas', 'pyarrow', 'altair'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not there")
def test_the_bundled_tables_are_the_kept_ones() -> None:
    for table in TABLES:
        name = f"mbo_{table}_2019.csv"
        assert (BUNDLED / name).read_text().splitlines() == (SHARED / name).read_text().splitlines()
