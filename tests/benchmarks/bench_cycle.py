# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers of the quality cycle beside networkx: building the graph, chains and gaps of all records, scores of boards.

Run as ``python tests/benchmarks/bench_cycle.py``. One thread, one process.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import time
from collections.abc import Callable
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
    names = ("phase", "indicator", "date", "owner")
    graph.add_nodes_from(
        (record, dict(zip(names, values, strict=True)))
        for record, *values in records.select("record", *names).iter_rows()
    )
    graph.add_edges_from(
        (start, end, {"kind": kind}) for start, end, kind in tables["links"].select("from", "to", "kind").iter_rows()
    )
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


def survival_with_networkx(graph: nx.DiGraph) -> list[tuple[str, int, int]]:
    """How many chains of one indicator that begin with an ambition come to each step, of those at the step before."""
    rank = {node: STEPS.index(phase) for node, phase in graph.nodes(data="phase")}
    indicator = nx.get_node_attributes(graph, "indicator")
    furthest: dict[str, dict[str, int]] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        own = indicator[node]
        found = {own: rank[node]}
        for after in graph.successors(node):
            for key, step in furthest[after].items():
                if not own or not key or key == own:
                    kept = own or key
                    found[kept] = max(found.get(kept, 0), step)
        furthest[node] = found
    ends = [max(furthest[node].values()) for node, step in rank.items() if step == 0]
    return [
        (STEPS[step], sum(one >= step - 1 for one in ends), sum(one >= step for one in ends))
        for step in range(1, len(STEPS))
    ]


def steps_with_networkx(graph: nx.DiGraph) -> dict[str, int]:
    """How many records have each step that a record can have on its own."""
    counts = dict.fromkeys(COUNTED, 0)
    for node, data in graph.nodes(data=True):
        after = {kind for _, _, kind in graph.out_edges(node, data="kind")}
        before = {kind for _, _, kind in graph.in_edges(node, data="kind")}
        for step in OF_PHASE[data["phase"]]:
            counts[step] += COUNTED[step](data, before, after)
    return counts


# Which records have a step, by their data and the kinds of the links that come to them and leave them.
COUNTED: dict[str, Callable[[dict[str, str], set[str], set[str]], bool]] = {
    "ambition_with_norm": lambda data, before, after: "specified_by" in after,
    "norm_with_ambition": lambda data, before, after: "specified_by" in before,
    "norm_dated": lambda data, before, after: bool(data["date"]),
    "norm_with_owner": lambda data, before, after: bool(data["owner"]),
    "norm_compared": lambda data, before, after: "measured_by" in after,
    "measurement_weighed": lambda data, before, after: "weighed_in" in after,
    "evaluation_on_measurement": lambda data, before, after: "weighed_in" in before,
    "judgement_against_norm": lambda data, before, after: "judged_against" in after,
    "judgement_followed": lambda data, before, after: "leads_to" in after,
    "action_after_finding": lambda data, before, after: "leads_to" in before,
    "action_with_owner_and_date": lambda data, before, after: bool(data["owner"]) and bool(data["date"]),
    "action_effect_checked": lambda data, before, after: "checked_by" in after,
    "effect_renews": lambda data, before, after: "renews" in after,
}
OF_PHASE = {phase: [step for step in COUNTED if step.startswith(phase)] for phase in STEPS}


def memory() -> int:
    """What this process holds now, in bytes, without what was freed and not given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def once(task: Callable[[], Any]) -> tuple[Any, float]:
    """What a task gives and the seconds it took: the peer is too slow for more rounds."""
    start = time.perf_counter()
    return task(), time.perf_counter() - start


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
    graph, peer_build = once(lambda: with_networkx(tables))
    found, peer_chains = once(lambda: chains_with_networkx(graph))
    survival, peer_survival = once(lambda: survival_with_networkx(graph))
    steps, peer_steps = once(lambda: steps_with_networkx(graph))
    ours = dict(dossier.chains().select("record", "complete_lenient").iter_rows())
    assert {one for one, complete in found.items() if complete} == {one for one, complete in ours.items() if complete}
    assert survival == dossier.survival(reading="lenient").select("step", "at_risk", "reached").rows()
    assert steps == dict(dossier.steps().filter(pl.col("step").is_in(list(steps))).select("step", "count").iter_rows())
    for title, peer, own in (
        ("build", peer_build, build),
        ("chains in one reading", peer_chains, ask),
        ("survival", peer_survival, ask),
        ("steps", peer_steps, ask),
        ("chains, survival and steps", peer_chains + peer_survival + peer_steps, ask),
        ("build and all of these", peer_build + peer_chains + peer_survival + peer_steps, build + ask),
    ):
        print(f"  {f'networkx: {title}':52s} {peer:9.3f} s   {peer / own:4.0f} times kring, for all it answers")
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
