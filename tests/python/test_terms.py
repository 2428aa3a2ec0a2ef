# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms, ladder and packages of supervision: days by hand, peers for the arithmetic, laws, files that are wrong.

Days worked out by hand stand beside each test with their article. Months are compared with pandas, samples with scipy.
"""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

import kring
from kring import supervision
from kring.supervision import Packages, Terms, calendar, ladder, load_packages, load_terms, package

Row = dict[str, Any]


def event(kind: str, date: str | None, unit: str = "25LH", **more: Any) -> Row:
    return {"unit": unit, "kind": kind, "date": date, "verdict": None, "term": None} | more


def due(events: list[Row], on: str, **options: Any) -> list[Row]:
    found: list[Row] = calendar(events, on=on, **options)
    return found


def only(rows: list[Row], term: str) -> Row:
    found = [row for row in rows if row["term"] == term]
    assert len(found) == 1, (term, found)
    return found[0]


def catalogue() -> str:
    return supervision._terms.terms_of("supervision-2026").text


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------------------------------------------ calendar


def test_a_calendar_is_told_with_its_article() -> None:
    # WOT 11: 3 February 2025 + 28 days = 3 March. SBB framework: 7 March + 42 days = 18 April.
    rows = due([event("announcement", "2025-02-03"), event("board_research", "2025-03-07")], "2025-04-18")
    research, draft = only(rows, "announcement"), only(rows, "draft")
    assert (research["state"], research["not_before"], research["on_time"]) == ("done", "2025-03-03", True)
    assert (research["article"], research["status"], research["text_of"]) == ("WOT art. 11", "secondary", "2015")
    assert (draft["state"], draft["not_after"], draft["basis"]) == ("due", "2025-04-18", "board_research")
    assert (draft["basis_date"], draft["basis_row"], draft["bound"]) == ("2025-03-07", 1, "at_most")
    assert draft["url"] == "https://wetten.overheid.nl/BWBR0050242"
    assert only(rows, "reaction")["state"] == "waiting"
    # Four years after 7 March 2025.
    assert only(rows, "four_yearly")["not_after"] == "2029-03-07"
    assert only(rows, "four_yearly")["status"] == "official"


def test_publication_shows_both_sources() -> None:
    # Days 29 to 35 and 15 to 21 after 16 May 2025.
    rows = due([event("report_adopted", "2025-05-16")], "2025-06-21")
    fifth, third = only(rows, "publication_week_5"), only(rows, "publication_week_3")
    assert (fifth["not_before"], fifth["not_after"]) == ("2025-06-14", "2025-06-20")
    assert (third["not_before"], third["not_after"]) == ("2025-05-31", "2025-06-06")
    assert fifth["conflicting"] and third["conflicts_with"] == "publication_week_5"
    assert (fifth["due_first"], fifth["due_last"]) == ("2025-05-31", "2025-06-20")
    assert {fifth["state"], third["state"]} == {"overdue"}


def test_names_come_in_both_languages() -> None:
    events = [event("programme_research", "2025-03-07")]
    assert only(due(events, "2025-03-08"), "draft")["name"] == "draft report"
    assert only(due(events, "2025-03-08", language="nl"), "draft")["name"] == "conceptrapport"
    with pytest.raises(kring.InvalidValue, match="expected 'en' or 'nl'"):
        due(events, "2025-03-08", language="fr")


def test_units_say_who_is_a_board() -> None:
    units = {"unit": ["25LH", "25LH-kok"], "kind": ["institution", "programme"]}
    rows = due([event("talk", "2025-01-01")], "2025-06-01", units=units)
    assert [(row["unit"], row["term"], row["reason"]) for row in rows] == [
        ("25LH", "four_yearly", "never_recorded"),
        ("25LH", "yearly_analysis", "never_recorded"),
    ]
    with pytest.raises(kring.InvalidTable, match=r"row 0 \('board_research' of 25LH-kok, which is a programme\)"):
        due([event("board_research", "2025-01-01", unit="25LH-kok")], "2025-06-01", units=units)
    with pytest.raises(kring.InvalidTable, match="there twice"):
        due([event("talk", None, "a")], "2025-06-01", units={"unit": ["a", "a"], "kind": ["programme", "institution"]})


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame])
def test_frames_come_out_as_they_went_in(frame: Any) -> None:
    events = frame([event("warning_rules", "2025-01-31", unit="p") | {"own": 1}])
    units = frame([{"unit": "p", "kind": "programme"}])
    assert isinstance(calendar(events, on="2025-04-30"), frame)
    found = ladder(events, on=datetime.date(2025, 4, 30), units=units)
    assert isinstance(found, frame)
    assert list(found["state"]) == ["skipped", "skipped", "skipped", "reached", "open"]
    assert list(found["current"]) == [False, False, False, True, False]
    # WEB 6.1.5, ground b: three months after 31 January is 30 April.
    assert (found["open_from"][4], found["article"][4]) == ("2025-04-30", "WEB art. 6.1.4 b, 6.1.5")


def test_a_reconstruction_is_not_overdue() -> None:
    dossier = kring.datasets.dossier("agendas-2014-2019", backend="polars")
    found = calendar(dossier, on="2024-12-31")
    assert "overdue" not in set(found["state"])
    assert "events_incomplete" in set(found["reason"])
    assert "overdue" in set(calendar(dossier, on="2024-12-31", complete=True)["state"])
    with pytest.raises(kring.InvalidValue, match="has its own"):
        calendar(dossier, on="2024-12-31", units={"unit": ["a"], "kind": ["team"]})


@pytest.mark.parametrize(("language", "word"), [("en", "overdue"), ("nl", "over de termijn")])
def test_a_picture_has_a_line_a_row_and_words_for_the_rest(language: Any, word: str) -> None:
    events = [event("report_adopted", "2025-05-16"), event("board_research", "2025-03")]
    spec = supervision.plot_calendar(events, "25LH", on="2025-06-10", language=language).to_dict()
    bars = spec["vconcat"][0]["data"]["values"] if "values" in spec["vconcat"][0].get("data", {}) else None
    bars = bars or next(iter(spec["datasets"].values()))
    rows = [row for row in due(events, "2025-06-10") if row["due_first"]]
    assert len(bars) == len(rows)
    assert f"2025-05-31 – 2025-06-06, {word}" in {bar["words"] for bar in bars}
    assert "2025-06-10" in " ".join(spec["vconcat"][0]["title"]["subtitle"])
    with pytest.raises(kring.UnknownIdentifier, match="25LH"):
        supervision.plot_calendar(events, "25LX", on="2025-06-10")


def test_a_dossier_without_events_has_floors_only() -> None:
    dossier = kring.cycle.read(kring.cycle.starter(), backend="dict")
    empty = kring.Dossier(units=dossier.tables["units"], records=dossier.tables["records"])
    assert set(calendar(empty, on="2025-06-01")["term"]) == {"four_yearly", "yearly_analysis"}


def test_the_ladder_of_real_events_names_what_holds() -> None:
    found = ladder(kring.datasets.dossier("agendas-2014-2019", backend="polars"), on="2019-12-31")
    current = found.filter(pl.col("current")).select("unit", "rung", "since", "by").rows()
    # Read in its events.csv by hand: no end and no sufficient recovery research lies after these.
    assert current == [
        ("25LH-junior-accountmanager", "talk", "2019-03", "talk"),
        ("25LP-logistiek-opleidingen", "warning", "2018", "warning"),
        ("25LX", "recovery_assignment", "2017-08-24", "recovery_term"),
        ("25LX-chauffeur-goederenvervoer", "withdrawal", "2017-08-24", "exam_licence_withdrawn"),
    ]


# ---------------------------------------------------------------------------------------------------------- laws

KINDS = [row["id"] for row in Terms(catalogue(), kring._core.Terms.read(catalogue(), "")).numbers["event"]]
DATES = ["2024-02-29", "2024-03-01", "2024-03", "2024", "2023/24", "2024-05-31", "2025-01-31", "2025-06-15", None]


@st.composite
def event_rows(draw: st.DrawFn) -> list[Row]:
    rows = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(DATES), st.sampled_from("ab")), max_size=8))
    found = [event(kind, date, unit) for kind, date, unit in rows]
    try:
        calendar(found or [event("talk", "2024")], on="2026-06-01")
    except kring.InvalidTable:
        assume(False)
    return found


@settings(max_examples=60, deadline=None)
@given(event_rows(), st.randoms())
def test_the_order_of_rows_does_not_matter(events: list[Row], random: Any) -> None:
    assume(events)
    shuffled = random.sample(events, len(events))
    for question in (calendar, ladder):
        one, other = question(events, on="2026-06-01"), question(shuffled, on="2026-06-01")
        places = {"basis_row", "done_row", "by_row"}
        assert [{k: v for k, v in row.items() if k not in places} for row in one] == [
            {k: v for k, v in row.items() if k not in places} for row in other
        ]


@settings(max_examples=60, deadline=None)
@given(event_rows())
def test_halves_make_the_whole(events: list[Row]) -> None:
    assume({row["unit"] for row in events} == {"a", "b"})

    def without_places(rows: list[Row]) -> list[Row]:
        return [{k: v for k, v in row.items() if k not in {"basis_row", "done_row"}} for row in rows]

    halves = [due([row for row in events if row["unit"] == unit], "2026-06-01") for unit in "ab"]
    assert without_places(due(events, "2026-06-01")) == without_places(halves[0] + halves[1])


@settings(max_examples=150, deadline=None)
@given(
    st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)),
    st.integers(0, 9),
    st.integers(0, 30),
    st.integers(0, 60),
    st.integers(0, 400),
)
def test_terms_are_counted_as_pandas_counts_them(
    day: datetime.date, years: int, months: int, weeks: int, days: int
) -> None:
    parts = [(years, "Y"), (months, "M"), (weeks, "W"), (days, "D")]
    duration = "P" + "".join(f"{number}{unit}" for number, unit in parts if number)
    assume(duration != "P")
    row = only(due([event("recovery_assignment", day.isoformat(), term=duration)], "2100-01-01"), "recovery")
    peer = pd.Timestamp(day) + pd.DateOffset(months=12 * years + months) + pd.Timedelta(days=7 * weeks + days)
    assert row["not_after"] == peer.date().isoformat()


def test_a_calendar_of_many_boards_is_the_same_for_each() -> None:
    one = [event("announcement", "2025-02-03"), event("board_research", "2025-03-07")]
    many = [row | {"unit": f"u{i:04}"} for i in range(300) for row in one]
    rows = due(many, "2025-05-01")
    assert len(rows) == 300 * len(due(one, "2025-05-01"))
    assert {row["not_after"] for row in rows if row["term"] == "draft"} == {"2025-04-18"}


# ---------------------------------------------------------------------------------------------------------- faults


def test_faults_of_events_are_told_at_once() -> None:
    events = [event("anouncement", "2025-01-01"), event("recovery_term", "2025-01-01", term="a year")]
    with pytest.raises(kring.InvalidTable) as told:
        due(events, "2025-06-01")
    assert "did you mean 'announcement'?" in str(told.value) and "row 1 ('a year')" in str(told.value)
    with pytest.raises(kring.InvalidTable, match="column 'kind' is missing"):
        calendar({"unit": ["a"]}, on="2025-06-01")
    with pytest.raises(kring.InvalidTable, match=r"out of order: row 0 .report_adopted of 25LH on"):
        due([event("report_adopted", "2025-02-01"), event("draft_report", "2025-03-01")], "2025-06-01")
    with pytest.raises(kring.InvalidPeriod):
        due([event("talk", "2025-01-01")], "soon")


def test_a_file_of_terms_is_read_with_its_lines(tmp_path: Path) -> None:
    text = catalogue()
    line = text[: text.index('at_most = "P6W"')].count("\n") + 1
    wrong = text.replace('at_most = "P6W"', 'at_most = "six weeks"').replace('of = "board"', 'of = "school"', 1)
    path = written(tmp_path, wrong)
    with pytest.raises(kring.InvalidRule) as told:
        load_terms(path)
    assert f"{path}, line {line}" in str(told.value) and "unknown of 'school'" in str(told.value)


def test_own_terms_change_the_days_and_the_digest(tmp_path: Path) -> None:
    own = load_terms(written(tmp_path, catalogue().replace('at_most = "P6W"', 'at_most = "P1M"')))
    assert own.digest != supervision._terms.terms_of("supervision-2026").digest
    rows = due([event("programme_research", "2025-01-31")], "2025-02-01", terms=own)
    assert only(rows, "draft")["not_after"] == "2025-02-28"
    assert rows == due([event("programme_research", "2025-01-31")], "2025-02-01", terms=tmp_path / "mine.toml")
    assert "recovery_research" in own.kinds and "Terms('supervision-2026'" in repr(own)
    assert own.name("nl").startswith("termijnen") and own.status == "secondary"
    with pytest.raises(kring.UnknownIdentifier, match="supervision-2026"):
        due([event("talk", "2025")], "2025", terms="supervision-2025")


def test_nothing_from_memory_is_in_the_catalogue() -> None:
    rows = supervision._terms.terms_of("supervision-2026").numbers
    everything = [*rows["term"], *(rung for one in rows["ladder"] for rung in one["rung"])]
    assert {row["status"] for row in everything} <= {"official", "secondary", "proposal"}
    assert [row["id"] for row in everything if row["status"] == "official"] == ["four_yearly", "yearly_analysis"]
    assert all(row["url"].startswith("https://") for row in everything)


# -------------------------------------------------------------------------------------------------------- packages


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 4), st.integers(1, 600))
def test_the_sample_is_the_smallest_that_scipy_finds_enough(band: int, programmes: int) -> None:
    confidence = (0.50, 0.65, 0.80, 0.95, 0.95)[band]
    insufficient = math.ceil(programmes / 5)
    sizes = np.arange(1, programmes - insufficient + 2)
    enough = 1 - hypergeom.pmf(0, programmes, insufficient, sizes) >= confidence - 1e-12
    assert package(band, programmes=programmes).sample == sizes[enough][0]


def test_days_come_from_the_user_alone() -> None:
    found = package(3, programmes=240)
    # methods.md 11: 240 programmes, 48 insufficient, 95%: 14.
    assert (found.sample, found.days) == (14, None)
    assert set(found.frame["days_each"].tolist()) == {None}
    effort = dict.fromkeys(found.frame["activity"].tolist(), 1.0)
    counts = {"quality_investigation": 3, "recovery_research": 0}
    # 4 analyses, 1 research, 1 sample, 0 recovery, 14 verifications, 4 talks, 3 investigations, 14 again.
    assert package(3, programmes=240, effort=effort, counts=counts).days == 4 + 1 + 1 + 0 + 14 + 4 + 3 + 14
    assert "days not known" in repr(found) and "<table>" in found._repr_html_()
    assert isinstance(package(0, programmes=3, like="pandas").frame, pd.DataFrame)


def test_packages_refuse_what_cannot_be(tmp_path: Path) -> None:
    for wrong in (5, -1, 1.5, True):
        with pytest.raises(kring.InvalidValue, match="band"):
            package(wrong, programmes=10)  # type: ignore[arg-type]
    with pytest.raises(kring.UnknownIdentifier, match="'verification'"):
        package(1, programmes=10, effort={"verificaton": 1})
    with pytest.raises(kring.InvalidValue, match="0 or more"):
        package(1, programmes=10, effort={"verification": float("nan")})
    text = package(1, programmes=10).packages.text
    line = text[: text.index("confidence =")].count("\n") + 1
    with pytest.raises(kring.InvalidRule, match=f"line {line}"):
        load_packages(written(tmp_path, text.replace("[50, 65, 80, 95, 95]", "[50, 65]")))
    assert isinstance(load_packages(written(tmp_path, text)), Packages)
