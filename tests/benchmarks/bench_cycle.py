# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers of the quality cycle beside networkx: building the graph, chains and gaps of all records, scores of boards.

Run as ``python tests/benchmarks/bench_cycle.py``. One thread, one process.
"""

from __future__ import annotations

import gc
import os
import resource
import time
from pathlib import Path
from typing import Any

os.environ["POLARS_MAX_THREADS"] = "1"  # read when polars is loaded

import networkx as nx
import numpy as np
import polars as pl
from timing import best_time

import kring

STEPS = ("ambition", "norm", "measurement", "evaluation", "judgement", "action", "effect")
KINDS = ("specified_by", "measured_by", "weighed_in", "concludes", "leads_to", "checked_by")


def made_up(boards: int, records_each: int, links_each: int) -> dict[str, pl.DataFrame]:
    """Boards with records in equal parts over the steps; every link runs from a step to the next within its board."""
    random = np.random.default_rng(4)
    size = boards * records_each
    board = np.repeat(np.arange(boards), records_each)
    place = np.tile(np.arange(records_each), boards)
    phase = place * len(STEPS) // records_each
    indicator = random.integers(0, 8, size)
    ids = np.char.add("r", np.arange(size).astype(str))
    records = pl.DataFrame(
        {
            "record": ids,
            "unit": np.char.add("b", board.astype(str)),
            "phase": np.array(STEPS)[phase],
            "aspect": np.char.add("aspect", (indicator % 4).astype(str)),
            "indicator": np.where(np.isin(phase, (1, 2, 6)), np.char.add("i", indicator.astype(str)), ""),
            "date": np.char.add("20", (12 + phase).astype(str)),
            "retrievable": np.ones(size, dtype=bool),
            "owner": np.where(random.random(size) < 0.5, "director", ""),
        }
    )
    lower = np.searchsorted(phase[:records_each], np.arange(len(STEPS)))
    upper = np.append(lower[1:], records_each)
    count = boards * links_each
    kind = random.integers(0, len(KINDS), count)
    of = np.repeat(np.arange(boards), links_each) * records_each
    ends = [of + random.integers(lower[kind + more], upper[kind + more]) for more in (0, 1)]
    links = pl.DataFrame({"from": ids[ends[0]], "to": ids[ends[1]], "kind": np.array(KINDS)[kind]})
    units = pl.DataFrame(
        {"unit": np.char.add("b", np.arange(boards).astype(str)), "kind": "institution", "parent": "mbo"}
    )
    return {"units": units, "records": records, "links": links.unique(maintain_order=True)}


def with_networkx(tables: dict[str, pl.DataFrame]) -> nx.DiGraph:
    """The same graph, as its users build it."""
    graph = nx.DiGraph()
    records = tables["records"]
    graph.add_nodes_from(
        (record, {"phase": phase, "indicator": indicator})
        for record, phase, indicator in records.select("record", "phase", "indicator").iter_rows()
    )
    graph.add_edges_from(tables["links"].select("from", "to").iter_rows())
    return graph


def chains_with_networkx(graph: nx.DiGraph) -> dict[str, bool]:
    """Whether a chain of one indicator from ambition to effect goes through each judgement."""
    phase = nx.get_node_attributes(graph, "phase")
    indicator = nx.get_node_attributes(graph, "indicator")
    begun: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    order = list(nx.topological_sort(graph))
    for node in order:
        keys = {""} if phase[node] == "ambition" else set().union(*(begun[one] for one in graph.predecessors(node)))
        own = indicator[node]
        if own:
            keys = {own} if "" in keys or own in keys else set()
        begun[node] = keys
    for node in reversed(order):
        own = {indicator[node]} if phase[node] == "effect" else set()
        ends[node] = own.union(*(ends[one] for one in graph.successors(node)))
    return {node: bool(begun[node] & ends[node]) for node in order if phase[node] == "judgement"}


def memory() -> int:
    """What this process holds now, in bytes."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def timed(title: str, task: Any, rounds: int = 3) -> float:
    seconds = best_time(task, rounds)
    print(f"  {title:52s} {seconds:9.3f} s")
    return seconds


def million() -> None:
    tables = made_up(boards=100, records_each=10_000, links_each=20_200)
    records, links = tables["records"].height, tables["links"].height
    print(f"{records:,} records, {links:,} links")
    before = memory()
    dossier = kring.Dossier(**tables)
    grown = (memory() - before) / links
    build = timed("kring: build", lambda: kring.Dossier(**tables))

    def fresh() -> float:
        made = kring.Dossier(**tables)
        start = time.perf_counter()
        made.survival(reading="lenient")
        made.steps()
        return time.perf_counter() - start

    ask = min(fresh() for _ in range(3))
    print(f"  {'kring: chains in one reading, survival, steps':52s} {ask:9.3f} s")
    start = time.perf_counter()
    graph = with_networkx(tables)
    peer_build = time.perf_counter() - start
    start = time.perf_counter()
    found = chains_with_networkx(graph)
    peer_ask = time.perf_counter() - start
    ours = dict(dossier.chains().select("record", "complete_lenient").iter_rows())
    assert {one for one, complete in found.items() if complete} <= {one for one, complete in ours.items() if complete}
    print(f"  {'networkx: build':52s} {peer_build:9.3f} s   x {peer_build / build:.0f}")
    print(f"  {'networkx: chains in one reading':52s} {peer_ask:9.3f} s   x {peer_ask / ask:.0f}")
    print(f"  memory of the dossier beside its frames, a link: {grown:.0f} bytes")


def boards() -> None:
    tables = made_up(boards=3000, records_each=300, links_each=450)
    dossier = kring.Dossier(**tables)
    print(f"3,000 boards, {tables['records'].height:,} records, {tables['links'].height:,} links")
    seconds = timed(
        "assess_quality, one thread", lambda: kring.assess_quality(dossier, on="2020-01-01", threads=1).table
    )
    print(f"  {'a board':52s} {seconds / 3:9.3f} ms")
    timed("assess_quality, two threads", lambda: kring.assess_quality(dossier, on="2020-01-01", threads=2).table)


if __name__ == "__main__":
    million()
    boards()
