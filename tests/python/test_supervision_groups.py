# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bands by group of boards: counts by hand, intervals that cover what they say, and what blocks a profile."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import kring
from kring import supervision
from kring.supervision import Advice, Groups
from kring.supervision._gap import gap_interval

# Scores that lead to a band of proposal-2026 by one gate each: 2 is the basis, 3 by low traceability, 4 by a breach.
BANDS: dict[int, dict[str, Any]] = {
    2: {"traceability": 0.55, "open_breach": False},
    3: {"traceability": 0.39, "open_breach": False},
    4: {"traceability": 0.55, "open_breach": True},
}


def advice_of(bands: list[int], profile: Any = "proposal-2026") -> Advice:
    """Advice by which board b0, b1, ... have these bands."""
    common = {"ambition": 0.55, "visibility": 0.55, "reliability": 0.55, "risk": 0.05}
    rows = [{"unit": f"b{i}", **common, **BANDS[band]} for i, band in enumerate(bands)]
    advice = kring.supervise(rows, profile=profile)
    if profile == "proposal-2026":
        assert [row["band"] for row in advice.frame] == bands
    return advice


def units_of(**columns: list[Any]) -> list[dict[str, Any]]:
    """A table of units b0, b1, ... with these columns."""
    count = len(next(iter(columns.values())))
    return [{"unit": f"b{i}", **{name: values[i] for name, values in columns.items()}} for i in range(count)]


def large_gap() -> Groups:
    """Ten boards of a group all intensified, ten of the other all in the basis band."""
    return supervision.groups(advice_of([3] * 10 + [2] * 10), units_of(size=["large"] * 10 + ["small"] * 10), by="size")


def test_counts_shares_and_gaps_are_those_by_hand() -> None:
    advice = advice_of([2, 3, 4, 2, 2, 3])
    units = units_of(funding=["funded"] * 4 + ["non_funded"] * 2, region=["east", "west"] * 3)
    found = {
        (row["by"], row["group"]): row for row in supervision.groups(advice, units, by=("funding", "region")).frame
    }
    assert list(found) == [("funding", "funded"), ("funding", "non_funded"), ("region", "east"), ("region", "west")]
    # Of b0 to b3 two are intensified, of b4 and b5 one; of b0, b2, b4 one (b2), of b1, b3, b5 two.
    funded, east = found["funding", "funded"], found["region", "east"]
    assert (funded["boards"], funded["intensified"], funded["share"]) == (4, 2, 0.5)
    assert (funded["band_2"], funded["band_3"], funded["band_4"]) == (0.5, 0.25, 0.25)
    assert (funded["band_0"], funded["band_1"]) == (0.0, 0.0)
    assert (funded["others"], funded["others_share"], funded["gap"]) == (2, 0.5, 0.0)
    assert (east["boards"], east["intensified"], east["others"]) == (3, 1, 3)
    assert east["gap"] == pytest.approx(1 / 3 - 2 / 3, abs=1e-15)
    assert found["region", "west"]["gap"] == -east["gap"]


def test_a_share_of_none_has_the_exact_upper_limit() -> None:
    # Clopper and Pearson at 0 of n: 1 - (alpha / 2)^(1 / n); 0 of 10 at 95%: 1 - 0.025^0.1 = 0.3085.
    small = large_gap().gaps[1]
    assert (small.lower, small.upper) == (0.0, pytest.approx(1 - 0.025**0.1, abs=1e-12))
    assert small.upper == pytest.approx(0.3085, abs=5e-5)


def test_the_gap_of_all_to_none_is_that_by_hand() -> None:
    # All of m against none of m: only that table is as far apart, with the chance p^m (1 - q)^m at p = q + d. It is
    # largest at q = (1 - d) / 2: ((1 + d) / 2)^(2m). At half the allowed error less a fiftieth of it, 0.0245:
    # d = 2 * 0.0245^(1 / (2m)) - 1; m = 4: 0.2580.
    lower, upper = gap_interval((4, 4), (0, 4), 0.95)
    assert lower == pytest.approx(2 * 0.0245 ** (1 / 8) - 1, abs=1e-5)
    assert lower == pytest.approx(0.2580, abs=5e-5)
    assert upper == 1.0


def law(n: int, share: float) -> list[float]:
    return [math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]


@pytest.mark.parametrize(("m", "n"), [(6, 9), (12, 5), (1, 8), (7, 7)])
def test_the_interval_of_a_gap_covers_whatever_the_shares_are(m: int, n: int) -> None:
    # Every table is looked at, with its chance by the binomial law: coverage by definition, no simulation.
    tables = [(x, y) for x in range(m + 1) for y in range(n + 1)]
    limits = {table: gap_interval((table[0], m), (table[1], n), 0.95) for table in tables}
    for p in np.linspace(0, 1, 21):
        for q in np.linspace(0, 1, 21):
            first, second = law(m, float(p)), law(n, float(q))
            covers = [(x, y) for x, y in tables if limits[x, y][0] - 1e-9 <= p - q <= limits[x, y][1] + 1e-9]
            assert sum(first[x] * second[y] for x, y in covers) >= 0.95


@pytest.mark.parametrize(("one", "other"), [((24, 48), (29, 115)), ((5, 40), (30, 123)), ((0, 10), (12, 12))])
def test_the_gap_of_the_others_is_the_same_the_other_way_round(one: tuple[int, int], other: tuple[int, int]) -> None:
    lower, upper = gap_interval(one, other, 0.95)
    assert gap_interval(other, one, 0.95) == (-upper, -lower)
    assert lower <= one[0] / one[1] - other[0] / other[1] <= upper


def test_more_confidence_gives_a_wider_interval() -> None:
    widths = [np.diff(gap_interval((24, 48), (29, 115), level))[0] for level in (0.8, 0.9, 0.95, 0.99)]
    assert widths == sorted(widths)


def test_a_gap_equal_to_the_tolerance_is_within_it() -> None:
    # 4/10 less 3/10, which is above 0.1 in binary fractions.
    bands = [3] * 4 + [2] * 6 + [3] * 3 + [2] * 7
    groups = supervision.groups(advice_of(bands), units_of(size=["a"] * 10 + ["b"] * 10), by="size", tolerance=0.1)
    assert [row["beyond"] for row in groups.frame] == [False, False]
    assert [gap.beyond(0.0999) for gap in groups.gaps] == [True, True]


def test_a_gap_that_may_be_chance_does_not_block() -> None:
    bands = [3] * 4 + [2] * 6 + [3] * 3 + [2] * 7
    groups = supervision.groups(advice_of(bands), units_of(size=["a"] * 10 + ["b"] * 10), by="size", tolerance=0.05)
    assert [(row["beyond"], row["blocks"]) for row in groups.frame] == [(True, False)] * 2
    assert "beyond, may be chance" in repr(groups)
    assert groups.profile.publish(groups, tolerance=0.05).startswith(groups.profile.text.rstrip("\n"))


def test_a_sure_gap_beyond_tolerance_blocks_with_its_figures() -> None:
    groups = large_gap()
    with pytest.raises(kring.InvalidRule) as refusal:
        groups.profile.publish(groups, tolerance=0.2)
    text = str(refusal.value)
    assert "proposal-2026 2026.1 cannot be published: 2 gaps beyond the tolerance of 20 points" in text
    assert "size = large: 10 of 10 boards (100.0%; 69.2% to 100.0%) in band 3 or higher, others 0 of 10 (0.0%)" in text
    assert "gap -100.0 percentage points" in text


def test_a_published_profile_keeps_its_digest_and_tells_the_figures(tmp_path: Any) -> None:
    groups = large_gap()
    text = supervision.publish(groups.profile, groups, tolerance=1.0)
    path = tmp_path / "published.toml"
    path.write_text(text, encoding="utf-8")
    assert supervision.load_supervision_profile(path).digest == groups.profile.digest
    assert "# size = small: 0 of 10 boards (0.0%; 0.0% to 30.8%) in band 3 or higher" in text


def test_what_a_group_is_called_cannot_change_the_profile(tmp_path: Any) -> None:
    labels = ["a\nbasis = 0"] * 3 + ["b\x00"] * 3
    groups = supervision.groups(advice_of([2, 3] * 3), units_of(size=labels), by="size")
    path = tmp_path / "published.toml"
    path.write_text(groups.profile.publish(groups, tolerance=1.0), encoding="utf-8")
    assert supervision.load_supervision_profile(path).digest == groups.profile.digest


def test_figures_of_another_profile_are_refused() -> None:
    text = kring.catalog.supervision_profile("proposal-2026").text
    other = supervision.SupervisionProfile(text.replace("below = 0.40", "below = 0.38"), "other.toml")
    with pytest.raises(kring.InvalidRule, match="the figures were made by proposal-2026"):
        other.publish(large_gap(), tolerance=1.0)


def test_the_profile_decides_who_is_intensified() -> None:
    # Traceability of 0.39 is below 0.40 and not below 0.38.
    text = kring.catalog.supervision_profile("proposal-2026").text
    other = supervision.SupervisionProfile(text.replace("below = 0.40", "below = 0.38"), "other.toml")
    units = units_of(size=["a", "a", "b"])
    by_other = supervision.groups(advice_of([3, 3, 4], other), units, by="size")
    assert [gap.intensified for gap in by_other.gaps] == [0, 1]
    highest = supervision.groups(advice_of([3, 3, 4]), units, by="size", from_band=4)
    assert [gap.intensified for gap in highest.gaps] == [0, 1]


def test_a_group_that_is_not_known_has_a_row_and_is_nobodys_other() -> None:
    groups = supervision.groups(advice_of([2, 3, 3, 2]), units_of(region=["east", "west", None, ""]), by="region")
    rows = {row["group"]: row for row in groups.frame}
    assert list(rows) == ["east", "west", None]
    assert (rows[None]["boards"], rows[None]["gap"], rows["east"]["others"]) == (2, None, 1)
    assert "region = not known: 1 of 2 boards" in groups.explain()


def test_one_group_has_no_gap() -> None:
    groups = supervision.groups(advice_of([2, 3]), units_of(size=["a", "a"]), by="size", tolerance=0.0)
    (row,) = groups.frame
    assert (row["gap"], row["gap_lower"], row["beyond"], row["blocks"]) == (None, None, None, None)
    assert "no others to compare with" in groups.explain()
    assert "geen andere om mee te vergelijken" in groups.explain("nl")
    assert groups.profile.publish(groups, tolerance=0.0)


def test_without_a_tolerance_nothing_is_called_beyond_it() -> None:
    groups = large_gap()
    assert {row["beyond"] for row in groups.frame} == {None}
    assert "no tolerance given" in repr(groups)


def test_a_board_that_was_not_examined_counts_and_is_told_apart() -> None:
    scores = [{"unit": f"b{i}", **dict.fromkeys(("ambition", "visibility", "traceability"))} for i in range(3)]
    rows = [
        {**row, "reliability": None, "risk": 0.2, "state": "not_examined", "reason": "no_records"} for row in scores
    ]
    groups = supervision.groups(kring.supervise(rows), units_of(size=["a", "a", "b"]), by="size")
    # A risk of 0.2 is at least 0.15: band 3, whatever nobody examined.
    assert [(gap.boards, gap.not_examined, gap.intensified) for gap in groups.gaps] == [(2, 2, 2), (1, 1, 1)]


def test_sentences_come_in_both_languages() -> None:
    groups = large_gap()
    assert "10 van 10 besturen (100,0%; 69,2% tot 100,0%) in zwaarte 3 of hoger" in groups.explain("nl")
    assert "verschil +100,0 procentpunt" in groups.explain("nl")
    with pytest.raises(kring.InvalidValue, match="language is 'de'"):
        groups.explain("de")  # type: ignore[arg-type]


def test_a_notebook_shows_what_a_terminal_does() -> None:
    groups = large_gap()
    assert len(groups) == 2
    assert "exact intervals of 95%" in groups._repr_html_() and "exact intervals of 95%" in repr(groups)


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_units_come_as_any_frame(library: str) -> None:
    pytest.importorskip(library)
    units = kring.frames.to_native(kring.frames.to_table(units_of(size=["a", "b"]), "units"), library)
    assert [gap.boards for gap in supervision.groups(advice_of([2, 3]), units, by="size").gaps] == [1, 1]


def test_impossible_input_is_refused() -> None:
    advice, units = advice_of([2, 3]), units_of(size=["a", "b"])
    with pytest.raises(kring.InvalidTable, match=r"column 'sise': is missing.*did you mean 'size'"):
        supervision.groups(advice, units, by="sise")
    with pytest.raises(kring.InvalidTable, match="1 of 2 boards with advice are missing: b1"):
        supervision.groups(advice, units[:1], by="size")
    with pytest.raises(kring.InvalidTable, match="'b0' is there twice"):
        supervision.groups(advice, [*units, units[0]], by="size")
    with pytest.raises(kring.InvalidValue, match="advice is a list"):
        supervision.groups([], units)  # type: ignore[arg-type]
    with pytest.raises(kring.InvalidValue, match="by is empty"):
        supervision.groups(advice, units, by=())
    for tolerance in (-0.1, 10):
        with pytest.raises(kring.InvalidValue, match="give a share from 0 to 1"):
            supervision.groups(advice, units, by="size", tolerance=tolerance)
        with pytest.raises(kring.InvalidValue, match="give a share from 0 to 1"):
            advice.profile.publish(large_gap(), tolerance=tolerance)
    for band in (0, 5, True, 2.5):
        with pytest.raises(kring.InvalidValue, match="expected a band from 1 to 4"):
            supervision.groups(advice, units, by="size", from_band=band)  # type: ignore[arg-type]
    for level in (0.0, 1.0, 95):
        with pytest.raises(kring.InvalidValue, match="give a share between 0 and 1"):
            supervision.groups(advice, units, by="size", confidence=level)
