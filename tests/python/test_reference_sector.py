# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference sector: totals as published, the same for a seed everywhere, and from results to advice."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

import kring
from kring import datasets
from kring.statistics import proportion_interval
from kring.supervision import Advice

Sector = datasets.ReferenceSector

TABLES = ("results", "units", "judgements", "events", "previous", "published")


@pytest.fixture(scope="module")
def sector() -> Sector:
    return datasets.reference_sector(backend="dict")


@pytest.fixture(scope="module")
def risk(sector: Sector) -> kring.Risk:
    return kring.assess_risk(sector.results, sector.units, judgements=sector.judgements, on=sector.on)


@pytest.fixture(scope="module")
def advice(sector: Sector, risk: kring.Risk) -> Advice:
    quality = kring.assess_quality(sector.dossier, on=sector.on)
    return kring.supervise(quality, risk=risk, previous=sector.previous)


def published(sector: Sector) -> dict[str, float]:
    """The published numbers by their id, as the table of the sector gives them with their source."""
    return dict(zip(sector.published["id"], sector.published["value"].tolist(), strict=True))


def own_digest(sector: Sector) -> str:
    """What all tables hold, worked out here and not by the library."""
    found = hashlib.sha256()
    frames = [getattr(sector, name) for name in TABLES] + list(sector.dossier.tables.values())
    for frame in frames:
        for name, column in frame.items():
            found.update(f"{name} {column.tolist()}".encode())
    return found.hexdigest()


def test_every_published_number_is_the_one_that_was_read() -> None:
    # As noted from the pages that the table names: boards and students of s-bb.nl for 2019/20, non-funded institutions
    # of De Staat van het Onderwijs, starters of OCW in cijfers, lists of the inspectorate for October 2021, quality
    # assurance of Kamerstukken 31524 nr. 482.
    read = {"boards_ROC": 42, "boards_AOC": 10, "boards_VAK": 11, "funded_boards": 63, "boards_NBI": 100}
    read |= {"programmes": 11000, "non_funded_least_programmes": 1, "non_funded_most_programmes": 239}
    read |= {"non_funded_students": 38000, "funded_students": 501904, "students_level_1": 13159}
    read |= {"students_level_2": 79991, "students_level_3": 114082, "students_level_4": 256116}
    read |= {"very_weak": 4, "insufficient_examination": 27, "quality_assurance_in_order": 0.78}
    read |= {"starters_result_1": 0.836, "starters_result_2": 0.851, "starters_result_3": 0.847}
    # Pooled counts of the bundled figures of 2019, to six decimals.
    figures = datasets.mbo_2019(backend="dict").results
    for indicator in ("annual_result", "diploma_result"):
        for place, year in enumerate(("2015/16", "2016/17", "2017/18"), start=1):
            rows = (figures["indicator"] == indicator) & (figures["school_year"] == year)
            share = figures["numerator"][rows].sum() / figures["denominator"][rows].sum()
            read[f"{indicator}_{place}"] = round(float(share), 6)
    assert published(datasets.reference_sector(1, backend="dict")) == read


def test_every_published_number_names_its_source_and_how_surely_it_was_read(sector: Sector) -> None:
    assert all(sector.published["source"]) and all(sector.published["period"])
    assert set(sector.published["label"]) <= {"V", "E", "S"}


@pytest.mark.parametrize("seed", [0, 2026, 2**64 - 1])
def test_totals_are_the_published_ones(seed: int) -> None:
    sector = datasets.reference_sector(seed, backend="dict")
    read, units = published(sector), sector.units
    boards, programmes = units["kind"] == "institution", units["kind"] == "programme"
    groups = {group: int((units["group"][boards] == group).sum()) for group in ("ROC", "AOC", "VAK", "NBI")}
    assert groups == {group: read[f"boards_{group}"] for group in groups}
    funded = units["funding"] == "funded"
    assert (boards & funded).sum() == read["funded_boards"] == groups["ROC"] + groups["AOC"] + groups["VAK"]
    assert programmes.sum() == read["programmes"]
    for level in ("1", "2", "3", "4"):
        rows = programmes & funded & (units["level"] == level)
        assert units["students"][rows].sum() == read[f"students_level_{level}"]
    assert units["students"][programmes & funded].sum() == read["funded_students"]
    assert units["students"][programmes & ~funded].sum() == read["non_funded_students"]
    held = [int((units["board"][programmes] == board).sum()) for board in units["unit"][boards & ~funded]]
    assert (min(held), max(held)) == (read["non_funded_least_programmes"], read["non_funded_most_programmes"])


def test_students_of_a_board_are_those_of_its_programmes(sector: Sector) -> None:
    units = sector.units
    for place in np.flatnonzero(units["kind"] == "institution"):
        below = (units["parent"] == units["unit"][place]).nonzero()
        assert units["students"][below].sum() == units["students"][place]
        assert set(units["region"][below]) == {units["region"][place]}


def test_judgements_in_force_are_as_many_as_published(sector: Sector, risk: kring.Risk) -> None:
    breaches = risk.breaches
    assert (breaches["kind"] == "programme").sum() == published(sector)["very_weak"]
    assert (breaches["kind"] == "examination").sum() == published(sector)["insufficient_examination"]
    past = sector.parameters["judgements"]["past_term"]
    assert (breaches["standing"] == "past_term").sum() == past
    assert (breaches["standing"] == "within_term").sum() == len(breaches["kind"]) - past


@pytest.mark.parametrize("seed", [2026, 7])
def test_shares_of_funded_boards_lie_near_the_published_ones(seed: int) -> None:
    # The sum of draws with unequal shares varies less than a binomial of their mean, so that an exact interval of 99.9%
    # misses a published share in fewer than 1 of 1000; a true mean is that share to a millionth.
    sector = datasets.reference_sector(seed, backend="dict")
    results, read = sector.results, published(sector)
    for indicator in ("annual_result", "diploma_result", "starters_result"):
        for place, year in enumerate(sector.parameters["school_years"], start=1):
            rows = (results["indicator"] == indicator) & (results["school_year"] == year) & (results["group"] != "NBI")
            hits, trials = int(results["numerator"][rows].sum()), int(results["denominator"][rows].sum())
            limits = proportion_interval(hits, trials, confidence=0.999)
            assert limits.lower <= read[f"{indicator}_{place}"] <= limits.upper


def test_accounts_in_order_are_as_many_as_the_published_share_says(sector: Sector) -> None:
    # Boards that gave an account are those that had advice before; broken ones came from band 3 by the parameters.
    before = sector.parameters["kinds"]["broken"]["before"]["band"]
    accounts = len(sector.previous["unit"])
    in_order = int((sector.previous["band"] != before).sum())
    assert in_order == round(accounts * published(sector)["quality_assurance_in_order"])


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(sector: Sector) -> None:
    again, other = datasets.reference_sector(2026, backend="dict"), datasets.reference_sector(2027, backend="dict")
    assert own_digest(again) == own_digest(sector)
    assert again.digest == sector.digest
    assert other.digest != sector.digest
    assert own_digest(other) != own_digest(sector)


def test_another_processor_and_another_number_of_threads_give_the_same_bytes(sector: Sector) -> None:
    code = "from kring import datasets; print(datasets.reference_sector(2026, backend='dict').digest)"
    plain = {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, env=os.environ | plain, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == sector.digest


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_every_frame_library_gets_the_same_sector(backend: datasets.Backend, sector: Sector) -> None:
    pytest.importorskip(backend)
    found = datasets.reference_sector(backend=backend)
    assert type(found.results).__module__.split(".")[0] in (backend, "pyarrow")
    numerators = kring.frames.to_table(found.results).column_names, found.results["numerator"]
    assert list(numerators[0]) == list(sector.results)
    values: Any = numerators[1].to_pylist() if backend == "pyarrow" else numerators[1].to_list()
    assert values == sector.results["numerator"].tolist()
    assert found.digest == sector.digest


def test_identifiers_are_well_formed_and_lead_somewhere(sector: Sector) -> None:
    units = sector.units
    assert len(set(units["unit"])) == len(units["unit"])
    form = {"institution": r"S\d{3}", "programme": r"S\d{3}-\d{4}"}
    for unit, kind, board in zip(units["unit"], units["kind"], units["board"], strict=True):
        assert re.fullmatch(form[kind], unit)
        assert unit.startswith(board)
    known = set(units["unit"])
    for frame in (sector.results, sector.judgements, sector.events, sector.previous):
        assert set(frame["unit"]) <= known
    assert set(sector.dossier.tables["units"]["unit"]) <= set(units["unit"][units["kind"] == "institution"])


def test_everything_says_that_it_is_not_real(sector: Sector) -> None:
    assert all("not real" in name for name in sector.units["name"])
    assert all("niet echt" in name for name in sector.units["name_nl"])
    assert all("not real" in name for name in sector.dossier.tables["units"]["name"])
    assert all("not real" in title for title in sector.dossier.tables["records"]["title"])
    for text in (repr(sector), sector._repr_html_(), repr(sector.dossier), sector.source, sector.dossier.source):
        assert "not real" in text.lower()
    assert "synthetic" in sector.label and "synthetisch" in sector.source
    assert sector.parameters["status"] == "proposal"


def test_it_goes_from_results_and_dossiers_to_every_band(advice: Advice, sector: Sector) -> None:
    boards = sector.units["unit"][sector.units["kind"] == "institution"]
    assert sorted(advice.units) == sorted(boards)
    assert set(advice.frame["band"].tolist()) == {0, 1, 2, 3, 4}
    assert set(advice.frame["state"]) == {"advised", "undetermined", "not_examined"}
    assert {"no_quality", "no_dossier", "no_records", "reconstruction"} <= set(advice.frame["reason"])


@pytest.mark.parametrize("seed", [1, 3])
def test_every_band_occurs_for_other_seeds_too(seed: int) -> None:
    sector = datasets.reference_sector(seed, backend="dict")
    risk = kring.assess_risk(sector.results, sector.units, judgements=sector.judgements, on=sector.on)
    quality = kring.assess_quality(sector.dossier, on=sector.on)
    bands = kring.supervise(quality, risk=risk, previous=sector.previous).frame["band"]
    assert set(bands.tolist()) == {0, 1, 2, 3, 4}


def test_calendar_and_ladder_read_its_events(sector: Sector) -> None:
    due = kring.supervision.calendar(sector.events, on=sector.on, units=sector.units)
    assert {"done", "due", "overdue", "not_yet", "open", "waiting"} <= set(due["state"])
    steps = kring.supervision.ladder(sector.events, on=sector.on, units=sector.units)
    assert {"reached", "by_judgement", "waiting"} <= set(steps["state"])
    assert len(kring.supervision.calendar(sector.dossier, on=sector.on)["unit"]) > 0


@pytest.mark.parametrize("seed", [-1, 2**64, 1.0, "2026", True, None])
def test_an_impossible_seed_is_refused(seed: Any) -> None:
    with pytest.raises(kring.InvalidValue, match=r"expected a whole number from 0 to 2\*\*64 - 1"):
        datasets.reference_sector(seed)


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(kring.InvalidValue, match="backend is 'excel'"):
        datasets.reference_sector(backend="excel")  # type: ignore[arg-type]
