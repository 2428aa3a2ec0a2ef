# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Timing shared by the benchmarks beside it."""

import time
from collections.abc import Callable

Task = Callable[[], object]


def best_time(task: Task, rounds: int = 5) -> float:
    """Give the shortest time of a task, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def show(title: str, tasks: dict[str, Task], rounds: int = 5) -> None:
    """Print the time of each task, and how many times the first one is faster than it."""
    times = {name: best_time(task, rounds) for name, task in tasks.items()}
    ours = next(iter(times.values()))
    print(title)
    for name, seconds in times.items():
        print(f"  {name:34s} {1000 * seconds:11.3f} ms   x {seconds / ours:.1f}")
