# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a dossier and of its scores: what they show, in both languages, and that they can be read."""

from __future__ import annotations

import datetime
import json
import re
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

import kring
from kring import plot
from kring.cycle import Dossier, read, starter
from kring.plot._lanes import period
from kring.plot._quality import picture_of_dossier, picture_of_quality, plot_dossier, plot_quality
from kring.plot._scope import bad, good, phases, quiet, slate
from kring.plot._texts import Texts
from kring.plot._wheel import Wheel, escaped

LANGUAGES: tuple[plot.Language, ...] = ("en", "nl")
CHARTS = ("lanes", "feedback", "survival")
# Words that stand in the English messages and in no Dutch text.
ENGLISH = ("ambition", "measurement", "judgement", "action", "records", "share", "together", "whole", "due", "of the")
SVG = "{http://www.w3.org/2000/svg}"
# What a picture must not take for markup, nor lose.
HOSTILE = (
    "<script>alert('x')</script>",
    "\" onclick='1'",
    "a&b;<!-- ]]>",
    "Ünïcode ∞ 學校 🏫",
    "new\nline\tand tab",
    "{name}",
)
LINKS = {
    "ambition": ("norm", "specified_by"),
    "norm": ("measurement", "measured_by"),
    "measurement": ("evaluation", "weighed_in"),
    "evaluation": ("judgement", "concludes"),
    "judgement": ("action", "leads_to"),
    "action": ("effect", "checked_by"),
}


def dossier_of(
    records: Sequence[tuple[str, str, str | None]],
    links: Sequence[tuple[str, str, str]] = (),
    units: Sequence[str] = ("u",),
    **more: Any,
) -> Dossier:
    """A dossier of records (identifier, phase, date), all of the first unit."""
    names, kinds, dates = zip(*records, strict=True)
    columns = [list(values) for values in zip(*links, strict=True)]
    return kring.Dossier(
        units={"unit": list(units), "kind": ["institution"] * len(units), "parent": ["mbo"] * len(units)},
        records={"record": list(names), "unit": [units[0]] * len(names), "phase": list(kinds), "date": list(dates)},
        links=dict(zip(("from", "to", "kind"), columns, strict=True)) if links else None,
        **more,
    )


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Dossier]:
    shipped = {name: kring.datasets.dossier(name, backend="dict") for name in kring.datasets.dossiers()}
    return shipped | {"starter": read(starter(), backend="dict")}


@pytest.fixture(scope="module")
def broken() -> Dossier:
    """An account: three ambitions of which one is followed up to an action, that nobody checks."""
    records: list[tuple[str, str, str | None]] = [
        (f"{phase[:2]}{at}", phase, f"202{at}") for at in range(3) for phase in ("ambition", "norm", "measurement")
    ]
    records += [("ev0", "evaluation", "2021"), ("ac0", "action", "2021-12"), ("fe0", "feedback", None)]
    links = [("am0", "no0", "specified_by"), ("no0", "me0", "measured_by"), ("no1", "me1", "measured_by"),
             ("me0", "ev0", "weighed_in"), ("ev0", "ac0", "leads_to")]  # fmt: skip
    return dossier_of(records, links, name="broken")


def large() -> Dossier:
    """Five thousand records over twenty years."""
    rng = np.random.default_rng(7)
    count, kinds = 5000, (*phases, "feedback")
    phase = rng.choice(kinds, count)
    days = rng.integers(0, 365 * 20, count)
    dates = [None if day % 10 == 0 else str(datetime.date(2005, 1, 1) + datetime.timedelta(int(day))) for day in days]
    held = {kind: [f"r{at}" for at in range(count) if phase[at] == kind] for kind in kinds}
    links = [(one, held[end][at % len(held[end])], kind)
             for start, (end, kind) in LINKS.items() for at, one in enumerate(held[start]) if at % 3]  # fmt: skip
    return dossier_of([(f"r{at}", str(phase[at]), dates[at]) for at in range(count)], links, name="large")


def texts_of(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def picture(dossier: Dossier, kind: str, unit: str | None = None, **options: Any) -> Any:
    """A picture of a dossier: a wheel or a specification."""
    return picture_of_dossier(dossier, kind, unit, **options)


def score_picture(quality: kring.Quality, kind: str, unit: str | None = None, **options: Any) -> Any:
    """A picture of what was assessed."""
    return picture_of_quality(quality, kind, unit, **options)


def words_of(made: Any) -> str:
    svg = made.svg if isinstance(made, Wheel) else vl_convert.vegalite_to_svg(made)
    return " | ".join(re.findall(r">([^<>]+)<", svg))


def parts_of(spec: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every part of a specification that has a key."""
    for value in spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ():
        yield from parts_of(value, kind)
    if isinstance(spec, dict) and kind in spec:
        yield spec


def rows_of(spec: Any) -> Iterator[list[dict[str, Any]]]:
    """The data of every layer; many rows stand as text."""
    for part in parts_of(spec, "values"):
        values = json.loads(part["values"]) if isinstance(part["values"], str) else part["values"]
        if values and isinstance(values[0], dict):
            yield values


def rows_with(chart: Any, *columns: str) -> list[dict[str, Any]]:
    """The data of the first layer that has these columns."""
    return next(rows for rows in rows_of(chart) if set(columns) <= set(rows[0]))


def title_of(chart: Any) -> str:
    return " ".join(chart["vconcat"][0]["title"]["text"])


def steps_of(dossier: Dossier, unit: str | None = None) -> dict[str, tuple[int, int]]:
    steps = dossier.steps(unit, on=dossier.last_day)
    return {
        step: (int(count), int(of)) for step, count, of in zip(steps["step"], steps["count"], steps["of"], strict=True)
    }


# --- all pictures ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["wheel", *CHARTS])
@pytest.mark.parametrize("name", ["cibap-2024", "letter-2020", "agendas-2014-2019", "starter"])
def test_every_picture_of_a_dossier_is_in_one_language(
    name: str, kind: str, language: Any, dossiers: dict[str, Dossier]
) -> None:
    dossier = dossiers[name]
    words = words_of(picture(dossier, kind, language=language))
    assert f"dossier {dossier.name}" in words and dossier.last_day is not None
    assert dossier.last_day.isoformat() in words
    assert kring.__version__ in words
    if language == "nl":
        assert [word for word in ENGLISH if re.search(rf"\b{word}\b", words)] == []
    reconstruction = {"en": "reconstruction: how far the", "nl": "reconstructie: hoever de"}[language]
    assert (reconstruction in words.replace(" | ", " ")) == (dossier.standing == "reconstruction")


@pytest.mark.parametrize("kind", CHARTS)
def test_charts_are_altair_charts_that_say_the_same(kind: str, broken: Dossier) -> None:
    chart = plot_dossier(broken, kind, language="nl")
    assert type(chart).__module__.startswith("altair")
    assert words_of(chart.to_dict()) == words_of(picture(broken, kind, language="nl"))
    quality = kring.assess_quality(broken)
    assert plot_quality(quality, kind, None, language="nl").to_dict() == chart.to_dict()


def test_scores_plot_themselves(dossiers: dict[str, Dossier]) -> None:
    quality = kring.assess_quality(dossiers["starter"])
    chart = quality.plot("profile", language="nl")
    assert type(chart).__module__.startswith("altair")
    assert words_of(chart.to_dict()) == words_of(score_picture(quality, "profile", language="nl"))
    assert isinstance(quality.plot("wheel"), Wheel)


def test_without_altair_the_error_says_what_to_install(broken: Dossier, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"pip install 'kring\[report\]'"):
        plot_dossier(broken, "lanes")
    assert plot_dossier(broken, "wheel").svg.startswith("<svg")


@pytest.mark.parametrize("kind", ["wheel", "lanes"])
def test_a_reconstruction_is_never_red(kind: str, dossiers: dict[str, Dossier], broken: Dossier) -> None:
    def svg_of(dossier: Dossier) -> str:
        made = picture(dossier, kind)
        return str(made.svg if isinstance(made, Wheel) else vl_convert.vegalite_to_svg(made))

    assert bad in svg_of(broken)
    for name in kring.datasets.dossiers():
        svg = svg_of(dossiers[name])
        assert bad not in svg and good not in svg


def test_a_unit_below_that_is_a_reconstruction_makes_the_whole_one() -> None:
    dossier = kring.Dossier(
        units={"unit": ["mbo", "a", "b"], "kind": ["sector", "institution", "institution"],
               "parent": [None, "mbo", "mbo"], "standing": ["account", "account", "reconstruction"]},
        records={"record": ["x", "y"], "unit": ["a", "b"], "phase": ["ambition", "ambition"], "date": ["2020", "2020"]},
    )  # fmt: skip
    mixed = picture(dossier, "wheel")
    assert bad not in mixed.svg
    assert "all are shown as a reconstruction" in " ".join(texts_of(mixed.svg))
    assert bad in picture(dossier, "wheel", "a").svg


@pytest.mark.parametrize(
    ("kind", "unit", "words"),
    [
        ("pie", None, ["pie", "wheel", "lanes", "feedback", "survival"]),
        ("profile", None, ["profile", "wheel"]),
        ("wheel", None, ["u", "v", "not given"]),
        ("lanes", None, ["u", "v", "not given"]),
        ("wheel", "nobody", ["nobody"]),
        ("feedback", "nobody", ["nobody"]),
        ("survival", "nobody", ["nobody"]),
    ],
)
def test_an_unknown_choice_names_the_known_ones(kind: str, unit: str | None, words: list[str]) -> None:
    dossier = dossier_of([("a", "ambition", "2020")], units=("u", "v"))
    with pytest.raises((kring.InvalidValue, kring.UnknownIdentifier)) as error:
        picture(dossier, kind, unit)
    assert all(word in str(error.value) for word in words)


def test_of_scores_the_choice_is_as_clear() -> None:
    quality = kring.assess_quality(dossier_of([("a", "ambition", "2020")], units=("u", "v")))
    with pytest.raises(kring.InvalidValue, match="pie"):
        score_picture(quality, "pie")
    with pytest.raises(kring.InvalidValue, match="unit is not given; expected one of u, v"):
        score_picture(quality, "wheel")
    with pytest.raises(kring.InvalidValue, match="'w'"):
        score_picture(quality, "profile", "w")
    with pytest.raises(kring.InvalidValue, match="fr"):
        score_picture(quality, "profile", language="fr")


def test_the_only_unit_needs_no_name(dossiers: dict[str, Dossier]) -> None:
    quality = kring.assess_quality(dossiers["cibap-2024"])
    assert score_picture(quality, "wheel").unit == "cibap"
    assert title_of(score_picture(quality, "lanes")).startswith("Cibap")
    assert "Cibap" in title_of(score_picture(quality, "feedback"))
    # The dossier has a sector above the institution.
    assert picture(dossiers["cibap-2024"], "wheel").unit == "mbo"


# --- wheel ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "unit"), [("cibap-2024", "cibap"), ("letter-2020", "mbo"), ("starter", "my-institution")]
)
def test_a_wheel_is_svg_that_can_be_read_aloud(
    name: str, unit: str, language: Any, dossiers: dict[str, Dossier]
) -> None:
    wheel = picture(dossiers[name], "wheel", unit, language=language)
    root = ElementTree.fromstring(wheel.svg)
    assert root.get("role") == "img"
    named = {found.get("id"): found for found in root.iter() if found.get("id")}
    title, description = (named[key] for key in str(root.get("aria-labelledby")).split())
    assert title.tag == f"{SVG}title" and description.tag == f"{SVG}desc"
    said = Texts(language)
    told = str(description.text)
    for phase in ("ambition", "norm", "monitoring", "evaluation", "action", "effect"):
        assert said(f"phase.{phase}") in told
        assert said(f"phase.{phase}") in texts_of(wheel.svg)
    assert said("phase.improvement") in texts_of(wheel.svg)
    # Every part is named for those who point at it: six boxes and six arrows.
    assert len(list(root.iter(f"{SVG}title"))) == 13


@pytest.mark.parametrize(
    ("name", "unit"), [("cibap-2024", "cibap"), ("letter-2020", "mbo"), ("agendas-2014-2019", "25LU")]
)
def test_the_arrows_say_what_steps_says(name: str, unit: str, dossiers: dict[str, Dossier]) -> None:
    wheel = picture(dossiers[name], "wheel", unit)
    steps, words = steps_of(dossiers[name], unit), " | ".join(texts_of(wheel.svg))
    assert [(arrow.start, arrow.end) for arrow in wheel.arrows] == [*pairwise(
        ("ambition", "norm", "measurement", "evaluation", "action", "effect", "ambition"))]  # fmt: skip
    for one in (one for arrow in wheel.arrows for one in arrow.measures):
        assert (one.count, one.of) == steps[one.step]
        if one.of:
            assert f"{one.count} of {one.of}" in words


def test_a_wheel_by_hand(broken: Dossier) -> None:
    # Day: end of 2022. am0 has a norm, am1 and am2 have none; no0 and no1 are measured, no2 is not; of three
    # measurements one is weighed; the action follows a finding and is over, its effect is not checked; there is none.
    wheel = picture(broken, "wheel")
    assert [(one.count, one.of) for arrow in wheel.arrows for one in arrow.measures] == [
        (1, 3), (2, 3), (1, 3), (1, 1), (0, 0), (0, 1), (0, 0),
    ]  # fmt: skip
    words = texts_of(wheel.svg)
    for said in ("without norm: 2", "not measured: 1", "not weighed: 2", "effect not checked: 1", "not known",
                 "none recorded", "1 of 3 whole", "weakest step", "broken: less than half",
                 "broken: none of them"):  # fmt: skip
        assert said in words, said
    drawn = re.findall(
        r'<path d="M[^"]*A[^"]*" fill="none" stroke="([^"]*)" stroke-width="[\d.]*"( stroke-dasharray)?', wheel.svg
    )
    # Red is dashed, blue is not, and what is not known is grey and dashed.
    dashed = " stroke-dasharray"
    assert drawn == [(bad, dashed), (good, ""), (bad, dashed), (good, ""), (bad, dashed), (quiet, dashed)]
    assert wheel.svg.count(f'stroke="{bad}" stroke-width="3.4"') == 1  # the cross on what nothing passes


def test_what_is_not_due_is_neither_met_nor_broken() -> None:
    dossier = kring.Dossier(
        units={"unit": ["u"], "kind": ["institution"]},
        records={"record": ["a", "n", "m"], "unit": ["u"] * 3, "phase": ["ambition", "norm", "measurement"],
                 "date": ["2020"] * 3, "target_date": [None, "2030", None], "owner": ["b"] * 3},
        links={"from": ["a"], "to": ["n"], "kind": ["specified_by"]},
    )  # fmt: skip
    early, late = (picture(dossier, "wheel", on=on) for on in ("2025-01-01", "2031-01-01"))
    assert "not yet due" in texts_of(early.svg) and "not measured: 1" not in texts_of(early.svg)
    assert "not measured: 1" in texts_of(late.svg)


def test_an_account_that_lacks_a_phase_is_not_called_whole() -> None:
    dossier = dossier_of([("m", "measurement", "2020"), ("e", "evaluation", "2021")], [("m", "e", "weighed_in")])
    words = texts_of(picture(dossier, "wheel").svg)
    # Ambition, norm, action, effect, and in the middle of the wheel.
    assert words.count("none recorded") == 5
    assert "every step that is due is there" not in words


def test_a_unit_without_records_is_not_blamed() -> None:
    dossier = dossier_of([("a", "ambition", "2020")], units=("u", "v"))
    wheel = picture(dossier, "wheel", "v")
    assert bad not in wheel.svg
    assert "no step to count" in texts_of(wheel.svg)
    for kind in CHARTS:
        assert vl_convert.vegalite_to_svg(picture(dossier, kind, "v")).startswith("<svg")


def test_a_dossier_without_dates_has_no_years() -> None:
    dossier = dossier_of([("a", "ambition", None), ("n", "norm", None)])
    words = words_of(picture(dossier, "lanes"))
    assert "No record is dated." in words and words.count("undated: 1") == 2
    assert not re.search(r"\b[12]\d{3}\b", words)
    assert "nothing is dated" in " ".join(texts_of(picture(dossier, "wheel").svg))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_wheel_fit_in_it(language: Any, dossiers: dict[str, Dossier], broken: Dossier) -> None:
    cases = [(broken, "u"), (large(), "u"), (dossiers["cibap-2024"], "cibap"), (dossiers["letter-2020"], "mbo")]
    for dossier, unit in cases:
        root = ElementTree.fromstring(picture(dossier, "wheel", unit, language=language).svg)
        for found in root.iter(f"{SVG}text"):
            # Liberation Sans and Arial are at most this wide on lines of this kind; bold ones a tenth more.
            width = float(found.get("font-size", 0)) * 0.5 * len(str(found.text))
            width *= 1.1 if found.get("font-weight") else 1.0
            left = float(found.get("x", 0)) - {"middle": 0.5, "end": 1.0}.get(found.get("text-anchor", ""), 0.0) * width
            assert left >= 8 and left + width <= 900 - 8, found.text
            assert 0 < float(found.get("y", 0)) < float(str(root.get("height")))


def test_a_notebook_shows_the_records_behind_every_part(broken: Dossier) -> None:
    page = picture(broken, "wheel")._repr_html_()
    assert page.count('<input type="radio"') == page.count("<label ") == page.count("<section ") == 12
    # Neither script nor anything from elsewhere, so that it works offline; the one address is the name of SVG.
    assert "<script" not in page and re.findall(r"https?://[^\"]*", page) == ["http://www.w3.org/2000/svg"]
    sections = re.findall(r"<section.*?</section>", page)
    assert "am1" in sections[1] and "am2" in sections[1] and "am0" not in sections[1]
    assert "a norm" in sections[1]
    assert "ac0" in sections[9] and "a check of its effect" in sections[9]
    assert "No records." in sections[10]


def test_two_wheels_on_one_page_do_not_share_ids(broken: Dossier) -> None:
    wheel = picture(broken, "wheel")
    first, second = ({*re.findall(r' id="([^"]+)"', wheel._repr_html_())} for _ in range(2))
    assert len(first) == len(second) == 12 + 3
    assert not first & second


def test_a_list_that_is_cut_says_so() -> None:
    dossier = dossier_of([(f"a{at}", "ambition", "2020") for at in range(73)])
    page = picture(dossier, "wheel")._repr_html_()
    assert page.count("... and 23 more") == 2  # of the phase, and of those without norm
    assert page.count("<tr><td>a") == 2 * 50
    assert "... en nog 23" in picture(dossier, "wheel", language="nl")._repr_html_()
    assert "more" not in re.sub(
        r"half or more", "", picture(dossier_of([("a", "ambition", None)]), "wheel")._repr_html_()
    )


def test_titles_in_dutch_where_the_dossier_has_them() -> None:
    records = {"record": ["a"], "unit": ["u"], "phase": ["ambition"], "title": ["Seen"], "title_nl": ["Gezien"]}
    dossier = kring.Dossier(units={"unit": ["u"], "kind": ["institution"]}, records=records)
    assert "<td>Gezien</td>" in picture(dossier, "wheel", language="nl")._repr_html_()
    assert "<td>Seen</td>" in picture(dossier, "wheel", language="en")._repr_html_()


def test_a_wheel_is_saved(tmp_path: Path, broken: Dossier) -> None:
    wheel = picture(broken, "wheel")
    for name in ("wheel.svg", "wheel.png", "wheel.html"):
        wheel.save(tmp_path / name)
    assert (tmp_path / "wheel.svg").read_text(encoding="utf-8") == wheel.svg == wheel._repr_svg_()
    assert (tmp_path / "wheel.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "wheel.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(kring.InvalidValue, match=r"\.gif"):
        wheel.save(tmp_path / "wheel.gif")


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_dossier_is_taken_for_markup(word: str, language: Any) -> None:
    dossier = kring.Dossier(
        units={"unit": [word], "kind": ["institution"], "name": [word]},
        records={"record": [word, "n"], "unit": [word] * 2, "phase": ["ambition", "norm"], "date": ["2020", "2021"],
                 "title": [word, word]},
        links={"from": [word], "to": ["n"], "kind": ["specified_by"]},
        name=word,
    )  # fmt: skip
    wheel = picture(dossier, "wheel", language=language)
    said = " ".join(texts_of(wheel.svg))
    assert all(part in said for part in word.split())
    # The page is well-formed too, once its void elements are closed.
    page = re.sub(r"(<input [^>]*)>", r"\1/>", wheel._repr_html_())
    cells = [found.text for found in ElementTree.fromstring(page).iter("td")]
    assert word in cells
    for kind in CHARTS:
        svg = vl_convert.vegalite_to_svg(picture(dossier, kind, language=language))
        ElementTree.fromstring(svg)
        assert "<script" not in svg
    quality = kring.assess_quality(dossier, on="2022-01-01")
    ElementTree.fromstring(vl_convert.vegalite_to_svg(score_picture(quality, "profile", language=language)))


@pytest.mark.parametrize("word", ["</script><b>alert(1)", "<!--<script>alert(1)"])
def test_a_text_does_not_end_the_script_that_altair_puts_it_in(word: str) -> None:
    dossier = kring.Dossier(
        units={"unit": ["u"], "kind": ["institution"], "name": [word]},
        records={"record": [f"r{at}" for at in range(40)], "unit": ["u"] * 40, "phase": ["ambition"] * 40,
                 "date": [f"{1980 + at}" for at in range(40)], "title": [word] * 40},
        name=word,
    )  # fmt: skip
    for kind in CHARTS:
        page = plot_dossier(dossier, kind).to_html()
        assert "alert(1)" in page
        assert word not in page


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_can_stand_in_svg(text: str) -> None:
    ElementTree.fromstring(f'<p title="{escaped(text)}">{escaped(text)}</p>')


# --- lanes ---


def marks_of(chart: Any) -> list[dict[str, Any]]:
    """The bars and dots of lanes."""
    return [row for rows in rows_of(chart) for row in rows if "ids" in row]


@pytest.mark.parametrize("name", ["cibap-2024", "letter-2020", "agendas-2014-2019", "starter"])
def test_no_record_is_lost_in_the_lanes(name: str, dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers[name]
    chart = picture(dossier, "lanes")
    drawn = sum(int((row["number"] or "1").replace(",", "")) for row in marks_of(chart))
    margins = rows_with(chart, "name", "margin")
    undated = sum(int(row["margin"].rpartition(" ")[2]) for row in margins if row["margin"])
    assert drawn + undated == len(dossier)
    held = Counter(str(phase) for phase in dossier.tables["records"]["phase"])
    assert [int(row["name"].rpartition("(")[2].rstrip(")")) for row in margins] == [
        held[lane] for lane in (*phases, "feedback")
    ]


def test_lanes_by_hand(broken: Dossier) -> None:
    chart = picture(broken, "lanes")
    states = {name: row["state_text"] for row in marks_of(chart) for name in row["ids"].split(", ")}
    on, ends = "the chain goes on to a next step", "the chain ends here"
    assert states == {"am0": on, "am1": ends, "am2": ends, "no0": on, "no1": on, "no2": ends, "me0": on, "me1": ends,
                      "me2": ends, "ev0": on, "ac0": ends}  # fmt: skip
    lines = rows_with(chart, "x2", "y2", "colour")
    assert len(lines) == 5
    assert {(line["colour"], tuple(line["dash"])) for line in lines} == {(good, (1, 0)), (bad, (4, 3))}
    bar = next(row for row in marks_of(chart) if row["ids"] == "am1")
    assert round(bar["begin"]) == 2021 and round(bar["end"]) == 2022


def test_an_action_listed_under_a_goal_is_no_step_of_a_chain() -> None:
    dossier = dossier_of([("a", "ambition", "2020"), ("x", "action", "2021")], [("a", "x", "leads_to")])
    chart = picture(dossier, "lanes")
    assert "0 of 0 drawn" in words_of(chart)
    assert {row["state_text"] for row in marks_of(chart)} == {"the chain ends here", "next step not yet due"}


def test_links_of_undated_records_are_counted_and_not_drawn() -> None:
    records = [
        ("a", "ambition", "2020"),
        ("n", "norm", None),
        ("m", "measurement", "2021"),
        ("e", "evaluation", "2022"),
    ]
    links = [("a", "n", "specified_by"), ("n", "m", "measured_by"), ("m", "e", "weighed_in")]
    chart = picture(dossier_of(records, links), "lanes")
    assert "1 of 3 drawn" in words_of(chart)
    assert len(rows_with(chart, "x2", "y2", "colour")) == 1


def test_a_day_is_a_dot_and_an_action_lasts_to_its_end() -> None:
    dossier = kring.Dossier(
        units={"unit": ["u"], "kind": ["institution"]},
        records={"record": ["j", "x"], "unit": ["u", "u"], "phase": ["judgement", "action"],
                 "date": ["2020-03-01", "2020"], "end_date": [None, "2022"]},
        links={"from": ["j"], "to": ["x"], "kind": ["leads_to"]},
    )  # fmt: skip
    dot, bar = marks_of(picture(dossier, "lanes"))[::-1]
    assert dot["dot"] and not bar["dot"]
    assert (round(bar["begin"]), round(bar["end"])) == (2020, 2023)


@settings(max_examples=60, deadline=None)
@given(st.dates(datetime.date(1801, 1, 1), datetime.date(2998, 12, 31)))
def test_periods_lie_where_the_calendar_has_them(day: datetime.date) -> None:
    begin, end = period(day.isoformat())
    month, year = period(day.isoformat()[:7]), period(str(day.year))
    assert year == (day.year, day.year + 1)
    assert year[0] <= month[0] <= begin < end <= month[1] <= year[1]
    start = day.year if day.month >= 8 else day.year - 1
    school = period(f"{start}/{(start + 1) % 100:02}")
    assert school[0] <= begin < end <= school[1]
    assert school[1] - school[0] == pytest.approx(1, abs=0.01)


# --- profile ---


def several() -> Dossier:
    """One unit scored, one without judgement, one reconstruction, one without records."""
    records, links, assessors = (
        read(starter(), backend="dict").tables[name] for name in ("records", "links", "assessors")
    )

    def for_units(table: Any, keys: Sequence[str], keep: Any = lambda unit, row: True) -> dict[str, list[Any]]:
        rows = [(unit, dict(zip(table, row, strict=True)))
                for unit in "abc" for row in zip(*(list(table[name]) for name in table), strict=True)]  # fmt: skip
        rows = [(unit, row) for unit, row in rows if keep(unit, row)]
        made = {name: [f"{unit}{row[name]}" if name in keys else row[name] for unit, row in rows] for name in table}
        return {name: [None if value is np.ma.masked else value for value in values] for name, values in made.items()}

    made = for_units(records, ["record"], lambda unit, row: (unit, row["record"]) != ("b", "j1"))
    made["unit"] = [name[0] for name in made["record"]]
    return kring.Dossier(
        units={"unit": ["a", "b", "c", "d"], "kind": ["institution"] * 4, "parent": ["mbo"] * 4,
               "name": ["Noord", "Zuid", "Oost", "West"],
               "standing": ["account", "account", "reconstruction", "account"]},
        records=made,
        links=for_units(links, ["from", "to"], lambda unit, row: unit != "b" or "j1" not in row.values()),
        assessors=for_units(assessors, ["record"], lambda unit, row: (unit, row["record"]) != ("b", "j1")),
        name="several",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_profile_draws_what_was_scored_and_lists_what_was_not(language: Any) -> None:
    quality = kring.assess_quality(several())
    chart = score_picture(quality, "profile", language=language)
    said, spec = Texts(language), chart
    scored, reach, unexamined = spec["vconcat"][0], spec["vconcat"][2], spec["vconcat"][4]
    labels = {row["label"].split("\n")[0] for rows in rows_of(scored) for row in rows}
    assert labels == {"Noord", "Zuid"}
    assert {row["label"] for rows in rows_of(reach) for row in rows} == {"Oost"}
    assert " ".join(reach["title"]["text"]) == said("profile.title_reach")
    # One hue, and none of those of scores.
    colours = {part["color"] for part in parts_of(reach["hconcat"], "color")}
    assert slate in colours and not {good, bad} & colours
    assert "West" in " ".join(unexamined["title"]["subtitle"]) and "West" not in json.dumps([scored, reach])
    words = words_of(chart)
    for text in (
        "proposal-2026",
        quality.profile.version,
        said("status.proposal"),
        quality.profile.digest[:12],
        "several",
    ):
        assert text in words
    assert said("reason.no_judgement") in words and said("reason.no_records") in words


def test_a_profile_shows_the_numbers_of_the_frame() -> None:
    quality = kring.assess_quality(several())
    panels = score_picture(quality, "profile")["vconcat"][0]["hconcat"]
    for panel, name in zip(panels, ("ambition", "visibility", "traceability", "reliability", "quality"), strict=True):
        rows = {row["label"].split("\n")[0]: row for rows in rows_of(panel) for row in rows}
        for unit, label in (("a", "Noord"), ("b", "Zuid")):
            assert rows[label]["value"] == quality.scores(unit)[name]
            assert rows[label]["lenient"] == quality.scores(unit, reading="lenient")[name]
            low = quality.scores(unit)["reliability_low"] if name == "reliability" else None
            assert rows[label]["low"] == low


def test_names_stand_beside_the_first_property_only() -> None:
    words = words_of(score_picture(kring.assess_quality(several()), "profile"))
    assert [words.count(name) for name in ("Noord", "Zuid", "Oost")] == [1, 1, 1]


def test_of_reconstructions_alone_nothing_is_called_a_score(dossiers: dict[str, Dossier]) -> None:
    chart = score_picture(kring.assess_quality(dossiers["agendas-2014-2019"]), "profile")
    spec = chart
    assert len(spec["vconcat"]) == 2
    assert "how far documents reach, not a score" in title_of(chart)
    assert good not in json.dumps(spec)


# --- feedback ---


@pytest.mark.parametrize("name", ["cibap-2024", "letter-2020", "starter"])
def test_the_feedback_matrix_is_that_of_the_dossier(name: str, dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers[name]
    drawn = {(row["phase"], row["role"]): row for rows in rows_of(picture(dossier, "feedback")) for row in rows}
    table = dossier.feedback()
    asked = list(zip(*(table[column] for column in ("phase", "role", "consulted", "judging")), strict=True))
    assert len(drawn) == len(asked)
    for phase, role, consulted, judging in asked:
        row = drawn[phase, role or ""]
        said = [f"consulted: {consulted}"] * bool(consulted) + [f"judging: {judging}"] * bool(judging)
        assert row["said"] == "\n".join(said)
        assert (row["share"] is None) == (consulted == judging == 0)


def test_internal_and_external_roles_stand_apart(dossiers: dict[str, Dossier]) -> None:
    panels = picture(dossiers["starter"], "feedback")["vconcat"][0]["vconcat"]
    roles = {panel["title"]["text"]: {row["role"] for rows in rows_of(panel) for row in rows} for panel in panels}
    assert roles["within the institution"] == {"staff", "student"}
    assert roles["from outside"] >= {"alumnus", "employer", "expert", "supervisor"}


# --- survival ---


@pytest.mark.parametrize("name", ["cibap-2024", "letter-2020", "starter"])
def test_survival_shows_the_numbers_of_the_dossier(name: str, dossiers: dict[str, Dossier]) -> None:
    dossier = dossiers[name]
    chart = picture(dossier, "survival")
    lines = {row["step"]: row for row in rows_with(chart, "share", "group") if row["group"] == "all together"}
    below = {
        row["step"]: row["said"] for row in rows_with(chart, "said", "group", "step") if row["group"] == "all together"
    }
    table = rows_of(chart["vconcat"][1])
    below = {row["step"]: row["said"] for rows in table for row in rows if row["group"] == "all together"}
    found = dossier.survival()
    for step, risk, reached, later, share in zip(
        *(np.ma.filled(found[column], np.nan) if column == "survival" else found[column]
          for column in ("step", "at_risk", "reached", "not_yet_due", "survival")), strict=True):  # fmt: skip
        assert (step in lines) == bool(np.isfinite(share))
        if np.isfinite(share):
            assert lines[step]["share"] == share
        assert (f"{reached} of {risk}" in below[step]) == (risk > 0)
        assert (f"waiting: {later}" in below[step]) == (later > 0)


def test_many_units_are_thin_lines() -> None:
    units = [f"school {at}" for at in range(30)]
    dossier = kring.Dossier(
        units={"unit": units, "kind": ["institution"] * 30, "parent": ["mbo"] * 30},
        records={"record": [f"a{at}" for at in range(30)], "unit": units, "phase": ["ambition"] * 30},
    )
    chart = picture(dossier, "survival", language="nl")
    assert "30 groepen" in words_of(chart)
    assert {row["group"] for row in rows_with(chart, "share", "group")} == {"alles samen", *units}


# --- all of them at size ---


def test_a_large_dossier_stays_small_and_quick() -> None:
    dossier = large()
    for kind in ("wheel", *CHARTS):
        begin = time.process_time()
        chart = plot_dossier(dossier, kind)
        text = chart._repr_html_() if isinstance(chart, Wheel) else json.dumps(chart.to_dict())
        # A page with pictures stays below a megabyte, and nobody waits.
        assert len(text) < 400_000, kind
        assert time.process_time() - begin < 10, kind
    chart = picture(dossier, "lanes")
    assert "one mark for all that begin in a calendar year" in words_of(chart).replace(" | ", " ")
    drawn = sum(int((row["number"] or "1").replace(",", "")) for row in marks_of(chart))
    margins = rows_with(chart, "name", "margin")
    assert drawn + sum(int(row["margin"].rpartition(" ")[2]) for row in margins) == len(dossier)


def contrast_with_white(colour: str) -> float:
    # WCAG 2.2, relative luminance.
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (float(np.dot([0.2126, 0.7152, 0.0722], linear)) + 0.05)


def test_words_stand_out_and_lines_too(dossiers: dict[str, Dossier], broken: Dossier) -> None:
    # The ground behind the improvement takes a little of the contrast with white.
    ground = contrast_with_white("#f0f3f5")
    for dossier in (broken, *dossiers.values()):
        svg = picture(dossier, "wheel").svg
        written = {found.get("fill", "") for found in ElementTree.fromstring(svg).iter(f"{SVG}text")}
        assert all(contrast_with_white(colour) / ground > 4.5 for colour in written), written
    assert all(contrast_with_white(colour) > 3 for colour in (good, bad, slate, quiet))
