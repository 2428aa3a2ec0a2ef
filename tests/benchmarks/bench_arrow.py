# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arrow in and out of a results table, beside the round trip of pyarrow and polars through each other.

Run as ``python tests/benchmarks/bench_arrow.py [rows]`` (10,000,000 by default). Each case has a process of its own, so
that the peak of memory is its own. Printed are the best of three times, by how much the peak of memory grew, and how
many of the column buffers came out at another place than they went in (a copy).
"""

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from kring import frames


def source(rows: int) -> Any:
    """A pyarrow table with the types of a results table; text has 1,000 distinct values, the seed is fixed."""
    import pyarrow

    random = np.random.default_rng(20)
    units = pyarrow.array([f"unit-{place:04d}" for place in range(1000)], pyarrow.large_string())
    trials = random.integers(20, 2000, rows)
    return pyarrow.table(
        {
            "unit": units.take(pyarrow.array(random.integers(0, 1000, rows))),
            "numerator": trials // 2,
            "denominator": trials,
            "value": random.random(rows),
        }
    )


def addresses(frame: Any) -> list[int]:
    import pyarrow

    chunks = [chunk for column in pyarrow.table(frame).columns for chunk in column.chunks]
    return [buffer.address for chunk in chunks for buffer in chunk.buffers()[1:] if buffer is not None]


def table_in_out(frame: Any) -> Any:
    import pyarrow

    return pyarrow.table(frames.to_table(frame))


def polars_in_out(frame: Any) -> Any:
    import polars

    return frames.to_native(frames.to_table(frame), polars.DataFrame())


def polars_alone(frame: Any) -> Any:
    import polars

    return polars.DataFrame(frame)


def pyarrow_alone(frame: Any) -> Any:
    import pyarrow

    return pyarrow.RecordBatchReader.from_stream(frame).read_all()


def numbers(frame: Any) -> Any:
    table = frames.to_table(frame)
    return [table.integers("numerator"), table.integers("denominator"), table.numbers("value")]


def texts(frame: Any) -> Any:
    return frames.to_table(frame).texts("unit")


def pyarrow_texts(frame: Any) -> Any:
    return frame["unit"].dictionary_encode()


def polars_texts(frame: Any) -> Any:
    import polars

    return polars.DataFrame(frame)["unit"].cast(polars.Categorical)


CASES: dict[str, Callable[[Any], Any]] = {
    "pyarrow -> kring -> pyarrow": table_in_out,
    "pyarrow -> pyarrow": pyarrow_alone,
    "pyarrow -> kring -> polars": polars_in_out,
    "pyarrow -> polars": polars_alone,
    "three number columns, kring": numbers,
    "text to codes, kring": texts,
    "text to codes, pyarrow": pyarrow_texts,
    "text to codes, polars": polars_texts,
}


def memory(field: str) -> float:
    """A line of /proc/self/status in MB: VmRSS is what is in use now, VmHWM the peak since the last reset (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def measure(case: str, rows: int) -> None:
    import polars  # its import is no part of what is measured  # noqa: F401

    frame = source(rows)
    CASES[case](frame.slice(0, 10))
    gc.collect()
    reset_peak()
    before, times, result = memory("VmRSS"), [], None
    for _ in range(3):
        result = None
        start = time.perf_counter()
        result = CASES[case](frame)
        times.append(time.perf_counter() - start)
    grown = memory("VmHWM") - before
    moved = ""
    if " -> " in case:
        places = set(addresses(frame))
        after = addresses(result)
        moved = f"{sum(place not in places for place in after)} of {len(after)} buffers moved"
    print(f"{case:30} {min(times) * 1000:10.2f} ms  {grown:8.1f} MB  {moved}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--case", choices=CASES)
    asked = parser.parse_args()
    if asked.case:
        return measure(asked.case, asked.rows)
    print(f"{asked.rows} rows, best of 3")
    for case in CASES:
        subprocess.run([sys.executable, __file__, str(asked.rows), "--case", case], check=True)
    return None


if __name__ == "__main__":
    main()
