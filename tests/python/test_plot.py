# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a comparison: what they show, in both languages, and that it can be read."""

from __future__ import annotations

import re
import string
import sys
from typing import Any, get_args

import numpy as np
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

import kring
from kring import plot
from kring.plot._cell import display_names
from kring.plot._funnel import limits
from kring.plot._texts import Texts, load_messages
from kring.plot._theme import Frame, outcome_colour, outcome_shape, place_labels
from kring.results import Comparison

KINDS = get_args(plot.Kind)
LANGUAGES: tuple[plot.Language, ...] = ("en", "nl")

# Words that stand in the English messages and in no Dutch text.
ENGLISH = ("institution", "group", "chance", "share", "with", "outside", "school year", "rank", "higher", "the ")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return kring.compare(kring.datasets.mbo_2019(backend="dict").results)


def many_units(count: int) -> Comparison:
    rng = np.random.default_rng(11)
    sizes = rng.integers(40, 4000, count)
    shares = rng.beta(70, 30, count)
    # A handful far off, so that there is something to name: every 25th unit.
    shares[::25] = np.where(np.arange(len(shares[::25])) % 2, 0.2, 0.97)
    return kring.compare(
        {
            "unit": [f"u{at:03}" for at in range(count)],
            "indicator": ["annual_result"] * count,
            "school_year": ["2017/18"] * count,
            "numerator": rng.binomial(sizes, shares),
            "denominator": sizes,
            "group": ["ROC"] * count,
        }
    )


def words_of(svg: str) -> str:
    return " | ".join(re.findall(r">([^<>]+)<", svg))


@pytest.mark.parametrize("package", ["kring.plot", "kring.report", "kring.notebook"])
def test_both_languages_say_the_same_things(package: str) -> None:
    for key, texts in load_messages(package).items():
        assert set(texts) == set(LANGUAGES), key
        named = {language: {name for _, name, _, _ in string.Formatter().parse(texts[language]) if name}
                 for language in LANGUAGES}  # fmt: skip
        assert named["en"] == named["nl"], key
        assert all(text.strip() == text and text for text in texts.values()), key


# Half away from zero, as the design says, with the separators of the language; worked out by hand.
@pytest.mark.parametrize(
    ("language", "value", "digits", "text"),
    [
        ("en", 1234.565, 2, "1,234.57"),
        ("nl", 1234.565, 2, "1.234,57"),
        ("nl", -0.125, 2, "\u22120,13"),
        ("en", -0.004, 2, "0.00"),
        ("nl", 1234567, 0, "1.234.567"),
        ("en", float("nan"), 1, "\u2013"),
    ],
)
def test_numbers_are_written_as_the_language_does(language: Any, value: float, digits: int, text: str) -> None:
    assert Texts(language).number(value, digits) == text


def test_shares_are_written_as_percentages() -> None:
    assert Texts("nl").percentage(0.7075) == "70,8%"  # 70.75 is halfway, so away from zero
    assert Texts("en").percentage(0.999, 0) == "100%"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_is_a_valid_chart_in_one_language(kind: Any, language: Any, comparison: Comparison) -> None:
    chart = getattr(plot, kind)(comparison, indicator="annual_result", group="ROC", language=language)
    assert type(chart).__module__.startswith("altair")
    words = words_of(vl_convert.vegalite_to_svg(chart.to_dict()))
    assert ("hoger is beter" in words or "1 is het best" in words) == (language == "nl")
    if language == "nl":
        found = [word for word in ENGLISH if re.search(rf"\b{word.strip()}\b", words)]
        assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_comparison_plots_itself(kind: Any, comparison: Comparison) -> None:
    chart = comparison.plot(kind, indicator="early_leaving", group="AOC", language="nl")
    title = " ".join(chart.to_dict()["vconcat"][0]["title"]["text"])
    assert kring.catalog.indicator("early_leaving").name_nl in title[0].lower() + title[1:]
    assert "AOC" in title


def test_funnel_limits_are_exact_at_the_published_points() -> None:
    # methods.md 11.2: target .75, interpolated exact limits at p = .001, .025, .975, .999.
    found = limits(np.array([10.0, 100.0]), 0.75, 0.0)
    np.testing.assert_allclose(found["exact"][0], [0.21891, 0.40903, 0.95561, 0.99822], atol=5e-6)
    np.testing.assert_allclose(found["exact"][1], [0.60439, 0.65768, 0.82765, 0.87043], atol=5e-6)
    # Without spread the other limits are the normal ones of the same page: .327 .482 1.018 1.173, cut off at 1.
    np.testing.assert_allclose(found["spread"][0], [0.327, 0.482, 1.0, 1.0], atol=5e-4)


def test_a_funnel_shows_every_institution_and_names_who_stands_out(comparison: Comparison) -> None:
    spec = plot.specification(comparison, "funnel", indicator="annual_result", group="ROC", school_year="2017/18")
    panel = spec["vconcat"][0]
    points = next(layer for layer in panel["layer"] if "tooltip" in layer["encoding"])
    assert len(points["data"]["values"]) == 42  # institutions in mbo_results_2019.csv
    columns = comparison.columns
    chosen = (columns["group"] == "ROC") & (columns["indicator"] == "annual_result")
    chosen &= columns["school_year"] == "2017/18"
    flagged = {unit for unit, state in zip(columns["unit"][chosen], columns["state"][chosen], strict=True)
               if state.startswith("flagged")}  # fmt: skip
    named = {row["text"] for layer in panel["layer"] if layer["mark"]["type"] == "text"
             for row in layer["data"]["values"]}  # fmt: skip
    assert flagged and named == flagged
    assert "higher is better" in " ".join(points["encoding"]["y"]["title"])
    assert "42 institutions" in " ".join(panel["title"]["subtitle"])


def test_low_is_good_where_less_is_better(comparison: Comparison) -> None:
    spec = plot.specification(comparison, "funnel", indicator="early_leaving", group="VAK")
    points = next(layer for layer in spec["vconcat"][0]["layer"] if "tooltip" in layer["encoding"])
    outcomes = {row["state"]: row["outcome"] for row in points["data"]["values"]}
    assert outcomes.get("flagged_low", "flagged_low_good") == "flagged_low_good"
    assert outcomes.get("flagged_high", "flagged_high_bad") == "flagged_high_bad"
    assert "lower is better" in " ".join(points["encoding"]["y"]["title"])


def test_a_group_left_out_gives_a_panel_a_group(comparison: Comparison) -> None:
    spec = plot.specification(comparison, "funnel", indicator="annual_result")
    assert [panel["title"]["text"][0].rsplit(" ", 1)[1] for panel in spec["vconcat"]] == ["ROC", "AOC", "VAK"]
    trend = plot.specification(comparison, "trend", indicator="annual_result")
    assert len(trend["vconcat"]) == 1


def test_a_trend_of_a_unit_shows_its_years_and_its_group(comparison: Comparison) -> None:
    spec = plot.specification(comparison, "trend", indicator="early_leaving", unit="25LH")
    rows = spec["vconcat"][0]["layer"][0]["data"]["values"]
    # Rows of 25LH in mbo_results_2019.csv; its annual report confirms 677 and 810 (data/SOURCE.md).
    counts = {row["school_year"]: row["numerator"] for row in rows}
    assert counts == {"2014/15": 768, "2015/16": 677, "2016/17": 810, "2017/18": 841}


@pytest.mark.parametrize(
    ("kind", "choice", "words"),
    [
        ("pie", {}, ["pie", "funnel", "caterpillar", "trend", "ranks"]),
        ("funnel", {}, ["indicator", "annual_result", "early_leaving"]),
        ("funnel", {"indicator": "beauty"}, ["beauty", "annual_result"]),
        ("funnel", {"indicator": "annual_result", "group": "HBO"}, ["HBO", "ROC", "AOC", "VAK"]),
        ("ranks", {"indicator": "annual_result", "school_year": "1999/00"}, ["1999/00", "2017/18"]),
        ("trend", {"indicator": "annual_result", "unit": "nobody"}, ["nobody", "units"]),
        ("funnel", {"indicator": "annual_result", "language": "fr"}, ["fr", "en", "nl"]),
    ],
)
def test_an_unknown_choice_names_the_known_ones(kind: Any, choice: dict[str, Any], words: list[str],
                                                comparison: Comparison) -> None:  # fmt: skip
    with pytest.raises(kring.InvalidValue) as error:
        plot.specification(comparison, kind, **choice)
    assert all(word in str(error.value) for word in words)


def test_without_altair_the_error_says_what_to_install(comparison: Comparison, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"pip install 'kring\[report\]'"):
        plot.funnel(comparison, indicator="annual_result")


@pytest.mark.parametrize("kind", ["funnel", "caterpillar", "ranks"])
def test_three_hundred_units_still_read(kind: Any) -> None:
    comparison = many_units(300)
    spec = plot.specification(comparison, kind)
    panel = spec["vconcat"][0]
    assert panel["height"] <= 1000
    svg = vl_convert.vegalite_to_svg(spec)
    named = re.findall(r">(u\d{3})<", svg)
    assert 0 < len(named) < 60
    assert len(named) == len(set(named))


def contrast_with_white(colour: str) -> float:
    # WCAG 2.2, relative luminance.
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (float(np.dot([0.2126, 0.7152, 0.0722], linear)) + 0.05)


def test_outcomes_differ_in_more_than_colour_and_stand_out_from_white() -> None:
    assert all(contrast_with_white(colour) > 4.5 for name, colour in outcome_colour.items() if "flagged" in name)
    assert all(contrast_with_white(colour) > 3 for colour in outcome_colour.values())
    assert len({(outcome_shape[name], outcome_colour[name]) for name in outcome_colour}) == len(outcome_colour)
    assert (
        len({outcome_shape[name] for name in ("as_expected", "no_statement", "flagged_low_bad", "flagged_high_bad")})
        == 4
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300)), min_size=1, max_size=60), st.integers(1, 40))
def test_labels_lie_off_each_other_and_off_other_marks(places: list[tuple[float, float]], length: int) -> None:
    frame = Frame(400, 300, (0.0, 400.0), (0.0, 300.0))
    points = np.array(places)
    placed = place_labels(frame, points, dict.fromkeys(range(len(points)), "x" * length))
    boxes = []
    for label in placed:
        width = 6.1 * len(label["text"])
        left = label["x"] - {"left": 0.0, "center": width / 2, "right": width}[label["align"]]
        middle = 300 - label["y"]
        boxes.append((left, middle - 6.5, left + width, middle + 6.5))
    for at, one in enumerate(boxes):
        assert one[0] >= 0 and one[1] >= -1e-9 and one[3] <= 300 + 1e-9
        inside = (points[:, 0] > one[0]) & (points[:, 0] < one[2]) & (points[:, 1] > one[1]) & (points[:, 1] < one[3])
        assert not inside.any()
        for other in boxes[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 1e-9 or other[3] <= one[1] + 1e-9
            assert apart


def test_units_with_one_name_keep_their_codes() -> None:
    assert display_names(np.array(["a", "b", "a", "c"], dtype=object), {"a": "Noord", "b": "Noord"}) == [
        "Noord (a)", "Noord (b)", "Noord (a)", "c",
    ]  # fmt: skip
