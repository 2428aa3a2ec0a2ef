# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scores of quality assurance: figures by hand, states, gaps and what would mend them, profiles, coverage.

Expected figures are worked out by hand from docs/quality.md beside each test, or are those of methods.md section 11.
Laws that hold for every dossier stand in test_quality_laws.py.
"""

from __future__ import annotations

import tomllib
from math import asin, pi, sqrt
from pathlib import Path
from typing import Any

import cycle_oracle as oracle
import numpy as np
import pytest
from dossier_strategies import SCHOOL, Row, Tables, dossier, told
from test_cycle import BACKENDS, rows

import kring
from kring import assess_quality, catalog, datasets
from kring.quality import Profile, Quality, load_profile, min_blend
from kring.statistics import path_reliability

WHOLE = "a1 n1:pass m1:pass e1 j1 x1 f1:pass"
STARTER = "my-institution"
PROPERTIES = ("ambition", "visibility", "traceability", "reliability")
SCORES = (*PROPERTIES, "reliability_low", "quality")
# Shrout and Fleiss 1979, table 2: six targets, four judges.
RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def near(number: float) -> Any:
    """Equal to the last digit that is printed in methods.md."""
    return pytest.approx(number, abs=5e-5)


def starter() -> Quality:
    return assess_quality(kring.cycle.read(kring.cycle.starter(), backend="polars"))


def scores_of(tables: Tables, unit: str = SCHOOL, **options: Any) -> dict[str, Any]:
    return assess_quality(dossier(tables), **options).scores(unit)


def expert(record: str = "j1", **fields: Any) -> Row:
    """An expert against whose independence nothing speaks."""
    row: Row = {"record": record, "assessor": "Eve", "role": "expert", "organisation": "elsewhere", "part": "judging"}
    row |= {"last_tie": "none", "reviewed_by_party": "none", "shared_governance": False, "declaration": True}
    return row | fields


def account() -> Tables:
    """A school with two programmes, two aspects and much that is not there."""
    tables = told(
        "a1 n1:pass m1:pass e1 j1 x1 f1:pass",
        "a2 n2:safe m2:safe e2 j2",
        "n3",
        "b1 a1",
        links=[("j1", "n1", "judged_against"), ("j1", "j2", "draws_on")],
        n1={"norm_level": "own", "target": 75.0, "direction": "higher", "owner": "board"},
        n3={"norm_level": "legal", "target": 60.0, "direction": "higher"},
        x1={"owner": "team", "end_date": "2016-12"},
        a1={"owner": "board"},
        a2={"owner": "board"},
        j1={"verdict": "sufficient"},
        j2={"verdict": "good", "unit": "cook"},
        m2={"unit": "cook"},
        e2={"unit": "cook", "confidence": "low"},
    )
    for row in tables["records"]:
        row["aspect"] = "safety" if row["record"] in ("a2", "n2", "m2", "e2", "j2") else "results"
    tables["units"] += [
        {"unit": "cook", "kind": "programme", "parent": SCHOOL, "students": 30},
        {"unit": "nurse", "kind": "programme", "parent": SCHOOL, "students": 70},
    ]
    tables["assessors"] = [
        {"record": "j1", "assessor": "Ann", "role": "staff", "organisation": SCHOOL, "part": "judging"},
        {"record": "e2", "assessor": "Bob", "role": "employer", "organisation": "Bakery", "part": "judging"},
        {"record": "b1", "assessor": "council", "role": "student", "count": 6},
    ]
    tables["publications"] = [
        {"record": "j1", "item": "result", "date": "2015-06", "audience": "students", "findable": True},
        {"record": "j2", "item": "result", "date": "2015-06", "audience": "public", "findable": None},
    ]
    return tables


# --- Figures by hand -------------------------------------------------------------------------------------------------


def test_the_starter_scores_as_worked_out_by_hand() -> None:
    # docs/quality.md, "By hand: the starter".
    found = starter().scores(STARTER)
    expected = {"programmes": 0.55, "own_norms": 1.0, "whole": 1.0, "drawn_on": 0.0, "ambition": 0.63}
    expected |= {"public_whole": 1 / 15, "public_programmes": 0.0, "visibility": 1 / 30}
    expected |= {"coverage": 1.0, "chain_reliability": 1.0, "traceability": 1.0, "cap": 0.75, "reliability": 0.75}
    expected |= {"quality": 0.5 / 30 + 0.5 * (0.63 + 1 / 30 + 1 + 0.75) / 4}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-12)
    # 1 + 1 + 4 / (1 + 3 * 0.6) raters.
    raters = 2 + 4 / 2.8
    panel = 0.5 + asin(sqrt(0.35 * raters / (1 + 0.35 * (raters - 1)))) / pi
    assert found["panel"] == pytest.approx(panel, abs=1e-12)
    assert (found["without_expert"], found["without_stakeholders"]) == (False, True)


# methods.md 11.7: five insiders, and three insiders with one expert, .35 a rater and .6 within an employer.
@pytest.mark.parametrize(("insiders", "experts", "panel"), [(5, 0, 0.7315), (3, 1, 0.7691)])
def test_published_panels_agree_as_published(insiders: int, experts: int, panel: float) -> None:
    tables = told("j1")
    tables["assessors"] = [{"record": "j1", "role": "staff", "organisation": SCHOOL, "part": "judging"}] * insiders
    tables["assessors"] += [expert()] * experts
    found = scores_of(tables)
    assert found["panel"] == near(panel)
    # The prior has the panel as its mean, so that without verification R is the panel, but for the gates.
    assert found["reliability"] == pytest.approx(min(found["panel"], 0.75 if experts else 0.60), abs=1e-12)
    assert found["without_expert"] == (not experts)


def test_a_count_stands_for_so_many_people_and_one_person_counts_once() -> None:
    counted, named = told("j1"), told("e1 j1")
    counted["assessors"] = [{"record": "j1", "role": "staff", "organisation": SCHOOL, "part": "judging", "count": 5}]
    assert scores_of(counted)["panel"] == near(0.7315)  # methods.md 11.7: five insiders
    row = {"role": "staff", "assessor": "Ann", "organisation": SCHOOL}
    # Once as judging, though she is there on the evaluation as consulted too.
    named["assessors"] = [row | {"record": "j1", "part": "judging"}, row | {"record": "e1", "part": "consulted"}]
    assert scores_of(named)["panel"] == pytest.approx(0.5 + asin(sqrt(0.35)) / pi, abs=1e-12)


def test_a_judgement_for_which_nobody_is_named_agrees_by_chance() -> None:
    assert scores_of(told("j1"))["panel"] == 0.5


def test_verified_verdicts_move_reliability_as_the_beta_law_says() -> None:
    accuracy, strength = 0.9564, 4.0

    def reliability(own: str, theirs: str) -> float:
        tables = told("j1", "j2", j1={"verdict": own}, j2={"verdict": theirs, "by": "supervisor", "date": "2016"})
        tables["assessors"] = [expert(), *({"record": "j1", "role": r, "part": "judging"} for r in HEARD)]
        found = scores_of(tables)
        assert found["cap"] == 1.0
        observed = found["panel"] * accuracy + (1 - found["panel"]) * (1 - accuracy)
        agreed, failed = {"agrees": (1.0, 0.0), "better": (0.0, 1.0), "worse": (0.5, 0.5)}[outcome]
        mean = (strength * observed + agreed) / (strength + agreed + failed)
        assert found["reliability"] == pytest.approx((mean - (1 - accuracy)) / (2 * accuracy - 1), abs=1e-12)
        return float(found["reliability"])

    reached = {}
    for own, theirs, outcome in (
        ("good", "sufficient", "agrees"),
        ("weak", "sufficient", "worse"),
        ("good", "insufficient", "better"),
    ):
        reached[outcome] = reliability(own, theirs)
    assert reached["better"] < reached["worse"] < reached["agrees"]


HEARD = ("student", "alumnus", "peer", "employer")


def test_a_verdict_that_could_be_either_or_came_first_verifies_nothing() -> None:
    def verified(own: Row, theirs: Row) -> int:
        tables = told("j1", "j2", j1=own, j2=theirs | {"by": "supervisor"})
        parts = rows(assess_quality(dossier(tables)).parts(SCHOOL))
        return sum(row["part"] == "verified" for row in parts)

    assert verified({"verdict": "good"}, {"verdict": "good", "date": "2016"}) == 1
    assert verified({"verdict": "sufficient|good"}, {"verdict": "good", "date": "2016"}) == 1
    assert verified({"verdict": "weak|good"}, {"verdict": "good", "date": "2016"}) == 0
    assert verified({"verdict": "splendid"}, {"verdict": "good", "date": "2016"}) == 0
    assert verified({"verdict": "good"}, {"verdict": "good", "date": "2015"}) == 0
    assert verified({"verdict": "good"}, {"verdict": "good", "date": "2014"}) == 0
    assert verified({"verdict": "good"}, {"verdict": "good", "date": "2016", "aspect": "safety"}) == 0


def test_ratings_give_the_reliability_of_one_rater() -> None:
    tables = told("j1")
    tables["assessors"] = [{"record": "j1", "role": "peer", "part": "judging"}]
    quality = assess_quality(dossier(tables), ratings=RATINGS)
    # methods.md 11.7: ICC(2,1) of the table of Shrout and Fleiss is .2898. One rater has the reliability of one rater.
    assert quality.rater_reliability == near(0.2898)
    assert quality.scores(SCHOOL)["panel"] == near(0.5 + asin(sqrt(0.2898)) / pi)
    assert assess_quality(dossier(tables), ratings=np.array(RATINGS)).scores(SCHOOL) == quality.scores(SCHOOL)
    # Raters who agree less than chance have no reliability, and the panel is worth a coin.
    assert assess_quality(dossier(tables), ratings=[[1, 9], [9, 1], [5, 5]]).scores(SCHOOL)["panel"] == 0.5
    with pytest.raises(kring.InvalidValue, match="ratings that never differ"):
        assess_quality(dossier(tables), ratings=[[3, 3], [3, 3]])


def test_what_if_keeps_the_ratings() -> None:
    quality = assess_quality(dossier(account()), ratings=RATINGS)
    added = quality.what_if(SCHOOL, {"publications": {"record": "j1", "item": "process", "findable": True}})
    assert added.then["reliability"] == added.now["reliability"]


def test_min_blend_counts_the_weakest_for_itself() -> None:
    assert min_blend([0.5, 0.82, 0.35, 0.55]) == pytest.approx(0.4525, abs=1e-15)  # methods.md 11.15
    assert min_blend([0.6] * 4) == pytest.approx(0.6)  # methods.md 11.15, the reference
    assert min_blend([0.2, 0.8], blend=1) == 0.2
    assert min_blend([0.2, 0.8], blend=0) == 0.5
    assert min_blend([0.2, 0.8], [3, 1], blend=0) == pytest.approx(0.35)
    # A weight of 0 is 0, also for the minimum.
    assert min_blend([0.0, 0.8], [0, 1]) == 0.8
    assert min_blend([]) is None and min_blend([0.3], [0]) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1.5],), ["values[0] is 1.5", "from 0 to 1"]),
        (([0.5, float("nan")],), ["values[1] is nan"]),
        (([0.5], [1, 2]), ["weights has 2 elements, expected 1"]),
        (([0.5], [-1]), ["weights[0] is -1"]),
        (([0.5], [float("inf")]), ["weights[0] is inf"]),
    ],
)
def test_min_blend_refuses_what_is_no_score_or_weight(arguments: tuple[Any, ...], words: list[str]) -> None:
    with pytest.raises(kring.InvalidValue) as failure:
        min_blend(*arguments)
    for word in words:
        assert word in str(failure.value)


def test_the_blend_is_a_share() -> None:
    with pytest.raises(kring.InvalidValue, match="blend is 2; give a number from 0 to 1"):
        min_blend([0.5], blend=2)


@pytest.mark.parametrize(("sound", "left"), [(0.9, 0.97848), (0.5, 0.5)])
def test_the_bridge_holds_as_often_as_the_textbooks_say(sound: float, left: float) -> None:
    # methods.md 11.7. Ways 1-4, 2-5, 1-3-5 and 2-3-4: the bridge 3 is walked in two directions, so it has two nodes.
    edges = [(0, 4), (1, 5), (0, 2), (2, 5), (1, 3), (3, 4)]
    found = path_reliability([sound] * 5, edges, starts=[0, 1], ends=[4, 5], component_of=[0, 1, 2, 2, 3, 4])
    assert found.probability == pytest.approx(left, abs=5e-6)
    assert found.exact and found.uncertain == 5 and found.standard_error == 0
    assert found.lower <= found.probability <= found.upper


def test_soundness_lowers_traceability_as_a_product_and_beside_another_chain_as_two_in_parallel() -> None:
    series = scores_of(told(WHOLE, n1={"soundness": 0.9}, f1={"soundness": 0.8}))
    assert series["traceability"] == series["chain_reliability"] == pytest.approx(0.9 * 0.8, abs=1e-15)
    assert series["coverage"] == 1.0
    # Whatever the dependence: both at once at least 0.9 + 0.8 - 1, at most the smaller.
    assert (series["traceability_lower"], series["traceability_upper"]) == pytest.approx((0.7, 0.8))
    # A second norm and measurement that lead to the same evaluation: one of two pairs must be left.
    both = scores_of(
        told(WHOLE, "a1 n2:pass m2:pass e1", n1={"soundness": 0.9}, m2={"soundness": 0.5}, f1={"soundness": 0.8})
    )
    assert both["traceability"] == pytest.approx((1 - 0.1 * 0.5) * 0.8, abs=1e-15)
    # Half of the judgements has a chain, which holds in 3 of 4 cases.
    half = scores_of(told(WHOLE, "j2", e1={"soundness": 0.75}))
    assert (half["coverage"], half["chain_reliability"], half["traceability"]) == pytest.approx((0.5, 0.75, 0.375))


def test_a_publication_loses_half_in_every_half_life_after_the_year_of_grace() -> None:
    def visibility(day: str, **fields: Any) -> float:
        tables = told("j1")
        tables["publications"] = [{"record": "j1", "item": "result", "findable": True} | fields]
        return float(scores_of(tables, on=day)["visibility"])

    fresh = visibility("2016-06-01", date="2016-01-01", audience="students")
    assert fresh == pytest.approx(1 / 15)  # one item of three for one stakeholder of five
    assert visibility("2016-12-31", date="2016-01-01", audience="students") == pytest.approx(fresh)
    # 1 + 2 years of 365.25 days are 1095.75 days: a quarter of a day more than 1096 days would be.
    assert visibility("2019-01-01", date="2016-01-01", audience="students") == pytest.approx(fresh / 2, rel=1e-3)
    assert visibility("2021-01-01", date="2016-01-01", audience="students") == pytest.approx(fresh / 4, rel=1e-3)
    # One for anyone reaches each of five by half.
    assert visibility("2016-06-01", date="2016-01-01", audience="public") == pytest.approx(5 * fresh / 2)
    assert visibility("2015-12-31", date="2016-01-01", audience="students") == 0.0
    for missing in ({"date": None}, {"findable": None}, {"findable": False}, {"audience": None}):
        assert visibility("2016-06-01", **({"date": "2016-01-01", "audience": "students"} | missing)) == 0.0


def test_own_norms_count_where_they_are_above_the_legal_one() -> None:
    def own_norms(own: Row, legal: Row) -> float:
        tables = told("n1:pass", "n2:pass", n1={"norm_level": "own"} | own, n2={"norm_level": "legal"} | legal)
        return float(scores_of(tables)["own_norms"])

    assert own_norms({"target": 75.0}, {"target": 70.0}) == 1.0
    assert own_norms({"target": 70.0}, {"target": 70.0}) == 0.0
    assert own_norms({"target": 5.0, "direction": "lower"}, {"target": 10.0}) == 1.0
    assert own_norms({}, {"target": 70.0}) == 1.0
    assert own_norms({"target": 60.0}, {"target": 70.0, "indicator": "other"}) == 1.0


# --- Independence ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "against", "independent"),
    [
        ({}, None, True),
        ({"role": "staff"}, "employed", False),
        ({"organisation": SCHOOL}, "employed", False),
        ({"organisation": "The School"}, "employed", False),
        ({"organisation": None}, "employer_unknown", None),
        ({"last_tie": "2012-06"}, "recent_tie", False),
        ({"last_tie": None}, "tie_unknown", None),
        # Five years before 1 January 2015 are 1 January 2010, to the day.
        ({"last_tie": "2010-01-01"}, None, True),
        ({"last_tie": "2010-01-02"}, "recent_tie", False),
        ({"last_tie": "2010-02"}, "recent_tie", False),
        ({"shared_governance": True}, "shared_governance", False),
        ({"shared_governance": None}, "governance_unknown", None),
        ({"reviewed_by_party": "2013"}, "reviewed_by_party", False),
        ({"reviewed_by_party": None}, "review_unknown", None),
        ({"declaration": False}, "no_declaration", False),
        ({"declaration": None}, "declaration_unknown", None),
        ({"last_tie": "2014", "declaration": False}, "recent_tie|no_declaration", False),
    ],
)
def test_what_is_against_the_independence_of_an_assessor_is_named(
    fields: Row, against: str | None, independent: bool | None
) -> None:
    tables = told("j1")
    tables["units"][0]["name"] = "The School"
    tables["assessors"] = [expert(**fields)]
    quality = assess_quality(dossier(tables))
    (found,) = rows(quality.assessors(SCHOOL))
    assert (found["against"], found["independent"]) == (against, independent)
    strict, lenient = quality.scores(SCHOOL), quality.scores(SCHOOL, reading="lenient")
    judged_by_an_expert = fields.get("role", "expert") == "expert"
    assert strict["without_expert"] == (independent is not True or not judged_by_an_expert)
    assert lenient["without_expert"] == (independent is False or not judged_by_an_expert)


def test_an_expert_who_is_consulted_is_no_independent_judge() -> None:
    for part, without in (
        ("judging", False),
        ("author", False),
        ("consulted", True),
        ("consenting", True),
        (None, True),
    ):
        tables = told("j1")
        tables["assessors"] = [expert(part=part)]
        assert scores_of(tables)["without_expert"] is without


def test_stakeholders_are_heard_by_all_four_roles_of_which_two_judge() -> None:
    def met(judging: int, heard: int) -> bool:
        tables = told("b1 a1", "j1")
        tables["assessors"] = [
            {"record": "j1" if i < judging else "b1", "role": role, "part": "judging"}
            for i, role in enumerate(HEARD[:heard])
        ]
        return not scores_of(tables)["without_stakeholders"]

    assert met(2, 4) and met(4, 4)
    assert not met(1, 4) and not met(3, 3)


# --- Frames and states -----------------------------------------------------------------------------------------------

COLUMNS = ["unit", *SCORES, "quality_lenient", "state", "reason"]


def several_states() -> Tables:
    """A sector with one school of every state."""
    tables = told(WHOLE)
    tables["units"] = [{"unit": "mbo", "kind": "sector"}]
    tables["units"] += [
        {"unit": unit, "kind": "institution", "parent": "mbo", "standing": standing}
        for unit, standing in ((SCHOOL, None), ("coded", "reconstruction"), ("mute", None), ("silent", "account"))
    ]
    for name in ("a8", "j8"):
        phase = "ambition" if name == "a8" else "judgement"
        tables["records"].append({"record": name, "unit": "coded", "phase": phase, "date": "2015"})
    tables["records"].append({"record": "a9", "unit": "mute", "phase": "ambition", "date": "2015"})
    return tables


@pytest.mark.parametrize("backend", BACKENDS)
def test_scores_come_in_the_kind_of_frame_that_went_in_with_their_types(backend: str) -> None:
    pytest.importorskip(backend if backend not in ("dict", "records") else "numpy")
    frame = assess_quality(dossier(several_states(), backend)).frame
    found = rows(frame)
    assert [list(row) for row in found] == [COLUMNS] * 4
    texts, numbers = {"unit", "state", "reason"}, {*SCORES, "quality_lenient"}
    if backend == "polars":
        assert {name: str(kind) for name, kind in frame.schema.items()} == {
            name: "String" if name in texts else "Float64" for name in COLUMNS
        }
    elif backend == "pyarrow":
        assert {field.name for field in frame.schema if str(field.type) == "double"} == numbers
        assert {field.name for field in frame.schema if "string" in str(field.type)} == texts
    elif backend == "pandas":
        assert {name for name in frame.columns if frame[name].dtype == "float64"} == numbers
    elif backend == "dict":
        assert {name for name, column in frame.items() if column.dtype == "float64"} == numbers
        assert {name for name, column in frame.items() if column.dtype == object} == texts
    expected = rows(assess_quality(dossier(several_states())).frame)
    assert found == expected


def test_a_unit_has_scores_or_a_reason_why_not_and_never_a_zero_instead() -> None:
    quality = assess_quality(dossier(several_states()))
    found = {row["unit"]: row for row in rows(quality.frame)}
    states = {unit: (row["state"], row["reason"]) for unit, row in found.items()}
    assert states == {
        SCHOOL: ("scored", None),
        "coded": ("not_examined", "reconstruction"),
        "mute": ("undetermined", "no_judgement"),
        "silent": ("not_examined", "no_records"),
    }
    assert all(found[SCHOOL][name] is not None for name in SCORES)
    for unit in ("coded", "silent"):
        assert all(found[unit][name] is None for name in (*SCORES, "quality_lenient"))
    # An account without judgements: nothing can be followed, and nobody has no reliability.
    assert found["mute"]["traceability"] == 0.0
    assert found["mute"]["reliability"] is found["mute"]["quality"] is None
    reach = {(row["unit"], row["reading"]): row for row in rows(quality.reach)}
    assert reach["coded", "strict"]["ambition"] is not None
    assert reach["silent", "strict"]["ambition"] is None
    assert (len(quality), quality.units) == (4, (SCHOOL, "coded", "mute", "silent"))


def test_a_whole_dossier_may_be_a_reconstruction_and_a_school_an_account_within() -> None:
    tables = several_states()
    found = rows(assess_quality(dossier(tables, standing="reconstruction")).frame)
    states = {row["unit"]: row["state"] for row in found}
    assert states == {SCHOOL: "not_examined", "coded": "not_examined", "mute": "not_examined", "silent": "not_examined"}
    tables["units"][1]["standing"] = "account"
    found = rows(assess_quality(dossier(tables, standing="reconstruction")).frame)
    assert found[0]["state"] == "scored"


def test_an_ambition_of_which_no_step_is_due_has_no_score(tmp_path: Path) -> None:
    # A profile that looks at monitoring and what follows only, and a norm that waits.
    lines = catalog.profile("proposal-2026").text.replace("own_norms = 0.2", "own_norms = 0.0")
    lines = lines.replace("whole = 0.1", "whole = 0.0").replace("drawn_on = 0.1", "drawn_on = 0.0")
    for step in ("ambition", "norm", "evaluation", "improvement"):
        lines = lines.replace(f"[ambition.steps.{step}]\nweight = 1.0", f"[ambition.steps.{step}]\nweight = 0.0")
    path = tmp_path / "waiting.toml"
    path.write_text(lines, encoding="utf-8")
    quality = assess_quality(dossier(told("n1", "j1", n1={"target_date": "2030"})), profile=path, on="2016-01-01")
    (found,) = rows(quality.frame)
    assert (found["state"], found["reason"]) == ("undetermined", "no_ambition")
    assert found["ambition"] is None and found["quality"] is None and found["reliability"] is not None


def test_records_of_the_supervisor_alone_are_no_quality_assurance() -> None:
    (found,) = rows(assess_quality(dossier(told("j1", j1={"by": "supervisor"}))).frame)
    assert (found["state"], found["reason"]) == ("not_examined", "no_records")
    assert (found["ambition"], found["visibility"], found["traceability"]) == (None, None, None)


def test_every_kind_of_unit_can_be_assessed() -> None:
    for level, units in (("institution", (SCHOOL,)), ("programme", ("cook", "nurse"))):
        quality = assess_quality(dossier(account()), level=level)  # type: ignore[arg-type]
        assert quality.units == units and quality.level == level
    # Only what is of the programme itself counts for it: nothing is known of the other one.
    found = {row["unit"]: row["reason"] for row in rows(assess_quality(dossier(account()), level="programme").frame)}
    assert found == {"cook": None, "nurse": "no_records"}


def test_the_day_left_out_is_the_last_day_of_the_dossier() -> None:
    found = dossier(account())
    assert assess_quality(found).on == found.last_day
    assert str(assess_quality(found, on="2016-03").on) == "2016-03-31"


# --- Shown -----------------------------------------------------------------------------------------------------------


def test_scores_are_shown_with_day_and_profile() -> None:
    quality = starter()
    head, titles, row = repr(quality).splitlines()
    digest = catalog.profile("proposal-2026").digest
    assert head == (
        "Quality assurance of 1 unit (institution) on 2023-09-30, "
        f"by profile proposal-2026 2026.1 (proposal, digest {digest[:12]})"
    )
    assert titles.split() == ["unit", *PROPERTIES, "quality", "state", "reason"]
    assert row.split() == [STARTER, "0.630", "0.033", "1.000", "0.750", "0.318", "scored", "-"]
    shown = quality._repr_html_()
    assert digest[:12] in shown and shown.startswith("<table><caption>")
    rated = repr(assess_quality(quality.dossier, ratings=RATINGS))
    assert "reliability of one rater 0.290 from ratings" in rated


def test_names_are_shown_as_text() -> None:
    tables = told(WHOLE)
    tables["units"][0]["unit"] = "<b>"
    for row in tables["records"]:
        row["unit"] = "<b>"
    shown = assess_quality(dossier(tables))._repr_html_()
    assert "<b>" not in shown and "&lt;b&gt;" in shown


def test_a_long_table_is_cut_and_the_rest_counted() -> None:
    tables = told("j1")
    tables["units"] = [{"unit": "mbo", "kind": "sector"}, {"unit": SCHOOL, "kind": "institution", "parent": "mbo"}]
    tables["units"] += [{"unit": f"s{i}", "kind": "institution", "parent": "mbo"} for i in range(30)]
    quality = assess_quality(dossier(tables))
    assert repr(quality).endswith("... and 11 more") and "; 11 more" in quality._repr_html_()


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "My institution: Q = 0.32 on 2023-09-30; read leniently 0.32.",
                "Ambition A = 0.63: cycles of programmes 0.55 by students; own norms for 1 of 1 aspects;",
                "Visibility V = 0.03:",
                "Traceability T = 1.00: 1 of 1 own judgements on a complete chain from ambition to effect.",
                "Reliability R = 0.75 (pessimistic 0.49): the panels lead to expect 0.80; 0 verdicts verified",
                "To mend: the follow-up of programmes is not recently public for every stakeholder (gain 0.10).",
                "By profile proposal-2026 2026.1 (a proposal), digest ",
            ),
        ),
        (
            "nl",
            (
                "My institution: Q = 0,32 op 2023-09-30; ruim gelezen 0,32.",
                "Ambitie A = 0,63: kringen van opleidingen 0,55 naar studenten; eigen normen voor 1 van 1 aspecten;",
                "Zichtbaarheid V = 0,03:",
                "Navolgbaarheid T = 1,00: 1 van 1 eigen oordelen op een volledige keten van ambitie tot effect.",
                "Betrouwbaarheid R = 0,75 (pessimistisch 0,49): de panels doen verwachten 0,80; 0 oordelen",
                "Te herstellen: het vervolg van opleidingen is niet recent openbaar voor elke belanghebbende (winst",
                "Volgens profiel proposal-2026 2026.1 (een voorstel), digest ",
            ),
        ),
    ],
)
def test_scores_are_explained_in_sentences(language: Any, sentences: tuple[str, ...]) -> None:
    lines = starter().explain(STARTER, language).splitlines()
    for sentence in sentences:
        assert any(line.startswith(sentence) for line in lines), sentence


def test_what_was_not_examined_is_explained_as_that_and_nothing_is_to_be_mended() -> None:
    quality = assess_quality(dossier(several_states()))
    silent, coded = quality.explain("silent"), quality.explain("coded")
    assert silent == "silent: not examined, there are no records. That is not a score of zero."
    assert "not examined" in coded and "reconstruction from public documents" in coded
    assert "To mend" not in coded and "Not in the documents: " in coded
    assert "geen score van nul" in quality.explain("silent", "nl")
    assert "reconstructie uit openbare stukken" in quality.explain("coded", "nl")


# --- Gaps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["starter", "account", *datasets.dossiers()])
def test_every_gain_is_what_would_be_if_that_gap_alone_were_mended(which: str) -> None:
    if which == "starter":
        quality = starter()
    else:
        level: Any = "sector" if which == "letter-2020" else "institution"
        quality = assess_quality(dossier(account()) if which == "account" else datasets.dossier(which), level=level)
    for unit in [*quality.units, *(["mbo"] if which == "agendas-2014-2019" else [])]:
        now = quality.scores(unit)
        gaps = rows(quality.gaps(unit))
        assert len({gap["gap"] for gap in gaps}) == len(gaps)
        for gap in gaps:
            then = quality.what_if(unit, gap["gap"])
            assert then.now == {name: now[name] for name in SCORES}
            gain = (then.then[gap["property"]] or 0.0) - (then.now[gap["property"]] or 0.0)
            assert gap["gain"] == pytest.approx(gain, abs=1e-12)
            assert gap["quality_gain"] == (None if then.gain is None else pytest.approx(then.gain, abs=1e-12))
            assert gap["gain"] >= -1e-12 and (gap["quality_gain"] or 0.0) >= -1e-12
            others = [name for name in PROPERTIES if name != gap["property"]]
            assert {name: then.then[name] for name in others} == {name: then.now[name] for name in others}


def test_gaps_stand_in_the_order_of_what_they_gain() -> None:
    for quality, unit in ((starter(), STARTER), (assess_quality(dossier(account())), SCHOOL)):
        gaps = rows(quality.gaps(unit))
        order = [(-round(gap["quality_gain"] or 0.0, 12), -round(gap["gain"], 12), gap["gap"]) for gap in gaps]
        assert order == sorted(order)


def test_every_gap_says_in_two_languages_what_is_not_there() -> None:
    quality = assess_quality(dossier(account()))
    gaps = {gap["gap"]: gap for gap in rows(quality.gaps(SCHOOL))}
    kinds = {"step", "own_norm", "drawn_on", "publication", "programme_publication", "chain", "expert", "stakeholders"}
    assert {gap["kind"] for gap in gaps.values()} == kinds
    assert all(gap["en"] and gap["nl"] and gap["en"] != gap["nl"] for gap in gaps.values())
    # A student council was heard about a1, which has an owner; nobody about a2.
    assert "step:results:ambition" not in gaps and gaps["step:safety:ambition"]["missing"] == "feedback"
    assert gaps["own_norm:safety"]["en"] == "safety: there is no own norm above the legal minimum"
    assert gaps["drawn_on"]["programmes"] == 1
    assert gaps["chain:j2"]["record"] == "j2"


def test_to_publish_the_follow_up_gains_what_it_gains() -> None:
    quality = starter()
    row = {"record": "j1", "item": "follow_up", "date": "2023-09", "audience": "students", "findable": True}
    added = quality.what_if(STARTER, {"publications": row})
    # One item more for one stakeholder: v(whole) from 1/15 to 2/15, V by half of that.
    assert added.then["visibility"] == pytest.approx(1 / 15)
    # V is the weakest: half of its gain for itself, an eighth as one of four.
    assert added.gain == pytest.approx((1 / 30) * (0.5 + 0.125))
    assert {name: added.then[name] for name in PROPERTIES if name != "visibility"} == {
        name: added.now[name] for name in PROPERTIES if name != "visibility"
    }
    mended = quality.what_if(STARTER, "publication:follow_up")
    assert round(mended.gain or 0.0, 4) == 0.1042  # docs/quality.md
    assert quality.scores(STARTER)["visibility"] == pytest.approx(1 / 30)


def test_to_add_one_independent_expert_lifts_the_cap_and_adds_one_rater() -> None:
    tables = told("j1")
    tables["assessors"] = [{"record": "j1", "role": "staff", "organisation": SCHOOL, "part": "judging"}] * 3
    quality = assess_quality(dossier(tables))
    assert quality.scores(SCHOOL)["cap"] == 0.6
    for add in ({"assessors": expert()}, "expert"):
        found = quality.what_if(SCHOOL, add)
        assert found.now["reliability"] == 0.6
        assert found.then["reliability"] == 0.75
    with_expert = assess_quality(quality.dossier.with_rows(assessors=expert())).scores(SCHOOL)
    assert with_expert["panel"] == near(0.7691)  # methods.md 11.7: three insiders and one expert


def test_rows_are_added_before_gaps_are_mended_and_several_at_once() -> None:
    quality = assess_quality(dossier(account()))
    link = {"from": "j2", "to": "x1", "kind": "leads_to"}
    one_by_one = quality.what_if(SCHOOL, [{"links": link}, "expert", "stakeholders"])
    row = {"assessors": [expert(), *({"record": "j1", "role": role, "part": "judging"} for role in HEARD)]}
    together = quality.what_if(SCHOOL, [{"links": link}, row])
    assert (one_by_one.then["reliability"] or 0.0) > (one_by_one.now["reliability"] or 0.0)
    assert (together.then["reliability"] or 0.0) > 0.75
    assert repr(together).splitlines()[0] == f"What if, {SCHOOL}"
    assert quality.scores(SCHOOL)["cap"] == 0.6


def test_mending_every_gap_of_the_starter_makes_all_of_it_whole() -> None:
    quality = starter()
    every = [gap["gap"] for gap in rows(quality.gaps(STARTER))]
    then = quality.what_if(STARTER, every).then
    assert (then["ambition"], then["visibility"], then["traceability"]) == pytest.approx((1.0, 1.0, 1.0))
    assert then["reliability"] == pytest.approx(starter().scores(STARTER)["panel"])


# --- Refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda d: assess_quality(d, profile="proposal-2025"), kring.UnknownIdentifier, ["proposal-2026", "your own"]),
        (lambda d: assess_quality(d, profile="nowhere.toml"), FileNotFoundError, ["nowhere.toml"]),
        (lambda d: assess_quality(d, level="school"), kring.InvalidValue, ["level is 'school'", "institution"]),
        (lambda d: assess_quality(d, level="team"), kring.InvalidValue, ["no unit of kind 'team'", "institution"]),
        (lambda d: assess_quality(d, on="2024-02-30"), kring.InvalidPeriod, ["2024-02-30", "2024-05-31"]),
        (lambda d: assess_quality(d, on=2024), kring.InvalidValue, ["on is 2024", "2024-05-31"]),
        (lambda d: assess_quality(d, threads=-1), kring.InvalidValue, ["threads is -1"]),
        (lambda d: assess_quality(d, ratings=[[1, 2]]), kring.InvalidValue, ["ratings has 1 units and 2 raters"]),
        (lambda d: assess_quality("d"), kring.InvalidValue, ["dossier is str: expected a kring.Dossier"]),
        (lambda d: assess_quality(d).scores("scool"), kring.UnknownIdentifier, ["the nearest is 'school'"]),
        (lambda d: assess_quality(d).gaps("scool"), kring.UnknownIdentifier, ["the nearest is 'school'"]),
        (lambda d: assess_quality(d).explain("scool"), kring.UnknownIdentifier, ["the nearest is 'school'"]),
        (lambda d: assess_quality(d).explain("school", "de"), kring.InvalidValue, ["language is 'de'", "'en' or 'nl'"]),
        (lambda d: assess_quality(d).scores("school", reading="by_links"), kring.InvalidValue, ["'by_links'"]),
        (lambda d: assess_quality(d).what_if("school", "expret"), kring.UnknownIdentifier, ["did you mean 'expert'"]),
        (lambda d: assess_quality(d).what_if("school", {"pages": {}}), kring.UnknownIdentifier, ["'pages'"]),
        (lambda d: assess_quality(d).coverage("letter-2021"), kring.UnknownIdentifier, ["'letter-2020'"]),
    ],
)
def test_what_cannot_be_assessed_is_refused_with_what_can(ask: Any, error: type[Exception], words: list[str]) -> None:
    with pytest.raises(error) as failure:
        ask(dossier(told(WHOLE)))
    for word in words:
        assert word in str(failure.value)


def test_without_any_date_the_day_must_be_said() -> None:
    undated = dossier(told("a1", "x1", a1={"date": None}))
    with pytest.raises(kring.InvalidValue, match="say on which day to assess"):
        assess_quality(undated)
    assert len(assess_quality(undated, on="2020")) == 1


# --- Profiles --------------------------------------------------------------------------------------------------------


def profile_with(folder: Path, *changes: tuple[str, str]) -> Path:
    text = catalog.profile("proposal-2026").text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_of_ones_own_goes_through_the_same_reader(tmp_path: Path) -> None:
    path = profile_with(tmp_path, ('id = "proposal-2026"', 'id = "ours"'), ("blend = 0.5", "blend = 0.0"))
    found = dossier(account())
    by_path, by_name = assess_quality(found, profile=path), assess_quality(found, profile=str(path))
    by_profile = assess_quality(found, profile=load_profile(path))
    assert by_path.scores(SCHOOL) == by_name.scores(SCHOOL) == by_profile.scores(SCHOOL)
    assert "by profile ours 2026.1 (proposal, digest " in repr(by_path)
    scores = by_path.scores(SCHOOL)
    # Without the weakest for itself Q is the mean.
    assert scores["quality"] == pytest.approx(sum(scores[name] for name in PROPERTIES) / 4, abs=1e-12)
    assert by_path.profile.digest != catalog.profile("proposal-2026").digest


def test_a_weight_of_nothing_takes_a_property_out(tmp_path: Path) -> None:
    path = profile_with(tmp_path, ("visibility = 1.0\ntraceability = 1.0", "visibility = 0.0\ntraceability = 0.0"))
    scores = assess_quality(dossier(account()), profile=path).scores(SCHOOL)
    assert scores["quality"] == pytest.approx(min_blend([scores["ambition"], scores["reliability"]]), abs=1e-12)


def test_an_aspect_that_the_profile_lists_counts_also_where_nobody_speaks_of_it(tmp_path: Path) -> None:
    path = profile_with(
        tmp_path, ("prescribed.\n[ambition.aspects]\n", "prescribed.\n[ambition.aspects]\nsafety = 3.0\n")
    )
    scores = scores_of(told("n1", n1={"aspect": "results", "norm_level": "own"}), profile=path)
    assert scores["own_norms"] == 1 / 4


def test_a_profile_says_what_it_is() -> None:
    profile = catalog.profile("proposal-2026")
    assert catalog.profiles() == ["proposal-2026"]
    assert (profile.id, profile.version, profile.status) == ("proposal-2026", "2026.1", "proposal")
    assert profile.name("nl") == "kwaliteitszorg, voorstel van 2026"
    assert profile.numbers == tomllib.loads(profile.text)
    assert repr(profile) == f"Profile('proposal-2026', version 2026.1, proposal, digest {profile.digest[:12]})"
    assert Profile("# the same\n" + profile.text, "x.toml").digest == profile.digest
    with pytest.raises(kring.UnknownIdentifier, match="'proposal-2026'"):
        catalog.profile("proposal-2027")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("blend = 0.5", "blend = 1.5", ["line 18", "blend", "1.5", "from 0 to 1"]),
        ("blend = 0.5", "blnd = 0.5", ["unknown field", "'blnd'", "did you mean 'blend'", "lacks the field 'blend'"]),
        (
            "ambition = 1.0\nvisibility = 1.0\ntraceability = 1.0\nreliability = 1.0",
            "ambition = 0\nvisibility = 0\ntraceability = 0\nreliability = 0",
            ["weights", "are all 0"],
        ),
        ("process = 1.0\nresult = 1.0\nfollow_up = 1.0", "process = 0\nresult = 0\nfollow_up = 0", ["are all 0"]),
        ("programmes = 0.6     #", "programmes = -1  #", ["programmes", "-1"]),
        ('checks = ["dated", "recent"]', 'checks = ["dated", "recnt"]', ["'recnt'", "did you mean 'recent'"]),
        ("format = 1", "format = 2", ["format is not 1", "expected format = 1"]),
        ('status = "proposal"', 'status = "mine"', ["'mine'", "official, secondary, proposal"]),
        ("one_rater = 0.35", 'one_rater = "x"', ["one_rater", "from 0 to 1"]),
        ('"sufficient", "good"]', '"sufficient", "weak"]', ["'weak' is sufficient and insufficient"]),
        ("inspector_accuracy = 0.9564", "inspector_accuracy = 0.5", ["inspector_accuracy"]),
        ("half_life_years = 2.0", "half_life_years = 0", ["half_life_years"]),
        ('["expert", "peer"]', '["expret", "peer"]', ["'expret'", "did you mean 'expert'"]),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused_with_the_place(
    old: str, new: str, words: list[str], tmp_path: Path
) -> None:
    path = profile_with(tmp_path, (old, new))
    with pytest.raises(kring.InvalidRule) as failure:
        assess_quality(dossier(told(WHOLE)), profile=path)
    assert f"{path}, line " in str(failure.value)
    for word in words:
        assert word in str(failure.value)


def test_all_faults_of_a_profile_are_told_at_once(tmp_path: Path) -> None:
    path = profile_with(tmp_path, ("blend = 0.5", "blend = 2"), ("grace_years = 1.0", "grace_years = -1"))
    with pytest.raises(kring.InvalidRule, match="the profile has 2 faults") as failure:
        load_profile(path)
    assert "blend" in str(failure.value) and "grace_years" in str(failure.value)


# --- Coverage --------------------------------------------------------------------------------------------------------

FRAMEWORKS = ("letter-2020", "eqavet", "wot-proportionality")
CATALOGUE = Path(__file__).resolve().parents[2] / "src" / "catalog"


def test_a_coverage_framework_reads_an_account_and_names_the_records() -> None:
    found = starter().coverage("letter-2020")
    verdicts = {row["standard"]: (row["verdict"], row["records"]) for row in rows(found.frame)}
    # One own norm with a target, one independent expert who judges, students consulted, a result for students.
    assert verdicts == {
        "higher_ambitions": ("met", "n1"),
        "clear_goals": ("met", "a1"),
        "goals_can_be_followed": ("met", "n1"),
        "independence_agreed": ("met", "j1"),
        "peers_included": ("not_met", None),
        "students": ("partly_met", "e1"),
        "alumni": ("not_met", None),
        "peers": ("not_met", None),
        "employers": ("not_met", None),
        "account_of_process": ("not_met", None),
        "account_of_result": ("met", "j1"),
        "regional_account": ("not_met", None),
        "national_account": ("not_met", None),
        # Judged against a norm set before, but not drawn from its programme.
        "whole_institution": ("partly_met", "j1"),
        "own_aspects": ("met", "n1"),
        "others_judge": ("met", "j1"),
        "process_and_result_traceable": ("met", "j1"),
    }
    assert found.records("account_of_result") == found.records("account_of_result", STARTER) == ["j1"]
    assert found.records("peers_included") == []
    judged = {row["judgement"]: row["outcome"] for row in rows(found.judgements.frame)}
    # A check that is partly met keeps its element from both ends.
    assert judged["stakeholders"] == judged["publicity"] == "partly_met"
    explained = found.judgements.explain(STARTER)
    assert "stakeholder" in str(explained).lower()
    assert repr(found).startswith("letter-2020 2026.1 (proposal) over dossier 'my institution'")
    assert "<table>" in found._repr_html_() and len(found) == 17


def test_what_no_dossier_can_show_stays_not_examined() -> None:
    found = starter().coverage("eqavet")
    shown = {row["standard"] for row in rows(found.frame)}
    assert "data_protection" not in shown and len(shown) == 14
    judged = {row["judgement"]: (row["outcome"], row["reason"]) for row in rows(found.judgements.frame)}
    assert judged["implementation"][0] == "undetermined" and "not_examined" in judged["implementation"][1]


def test_aspects_are_covered_one_by_one() -> None:
    found = assess_quality(dossier(account())).coverage("wot-proportionality")
    units = {row["unit"]: (row["board"], row["aspect"]) for row in rows(found.frame)}
    assert units == {f"{SCHOOL} / results": (SCHOOL, "results"), f"{SCHOOL} / safety": (SCHOOL, "safety")}
    verdicts = {(row["aspect"], row["standard"]): row["verdict"] for row in rows(found.frame)}
    assert verdicts["results", "own_goals"] == "sufficient" and verdicts["safety", "own_goals"] == "insufficient"
    outcomes = {row["unit"]: row["outcome"] for row in rows(found.judgements.frame)}
    assert outcomes[f"{SCHOOL} / safety"] == "examine"


def all_own(cycle: oracle.Cycle, unit: str, aspect: str | None) -> list[str]:
    """The own records of a unit and all below it, of one aspect or of all."""
    return [
        record
        for record, row in cycle.records.items()
        if oracle.is_own(row) and unit in cycle.above(row["unit"])
        if aspect is None or (row["aspect"] or "") == aspect
    ]


class Reading:
    """How a requirement is read from a dossier, once more from docs/quality.md and the files of the catalogue."""

    def __init__(self, name: str) -> None:
        tables = oracle.read(Path(datasets.__file__).parent / "data" / "dossiers" / name)
        self.cycle = oracle.Cycle(tables["units"], tables["records"], tables["links"], tables["assessors"])
        self.publications = tables["publications"]
        self.day = datasets.dossier(name).last_day

    def heard(self, record: str) -> tuple[set[str | None], set[str | None]]:
        """Roles that judge and roles that were consulted."""
        judging = ("judging", "author")
        here = [row for row in self.cycle.assessors if row["record"] == record]
        feedback = self.cycle.linked("feedback_on", ahead_of=record)
        told = [row for row in self.cycle.assessors if row["record"] in feedback]
        judge = {row["role"] for row in here if row["part"] in judging}
        return judge, {row["role"] for row in here if row["part"] not in judging} | {row["role"] for row in told}

    def answers(self, asked: Row, record: str) -> bool | None:
        """Whether a record has what is asked, None where it is not asked of it."""
        row, cycle = self.cycle.records[record], self.cycle
        measure, phase = asked["measure"], row["phase"]
        if measure == "step":
            return cycle.has_step(record, asked["step"], self.day)
        if measure == "measurable":
            return None if phase != "norm" else row["target"] is not None and row["direction"] is not None
        if measure == "owned":
            return None if phase not in ("norm", "action") else row["owner"] is not None
        others = set(oracle.ROLES) - {"staff"}
        judge, consulted = self.heard(record)
        if measure == "consulted":
            return None if phase not in asked["phases"] else bool((judge | consulted) & others)
        if measure == "judged_with_others":
            return None if phase != "judgement" else bool(judge & others)
        if measure == "traceable":
            return None if phase != "judgement" else cycle.complete(record, "strict")
        raise NotImplementedError(measure)

    def extent(self, asked: Row, own: list[str]) -> tuple[str, list[str]]:
        if asked["measure"] == "heard":
            phases, roles = asked.get("phases", (*oracle.STEPS, "feedback")), set(asked["roles"])
            found = {
                record: bool(self.heard(record)[0] & roles)
                for record in own
                if self.cycle.phase(record) in phases and (self.heard(record)[0] | self.heard(record)[1]) & roles
            }
            return "all" if any(found.values()) else "some" if found else "unknown", list(found)
        found_of = {record: self.answers(asked, record) for record in own}
        met = [record for record, answer in found_of.items() if answer]
        number = sum(answer is not None for answer in found_of.values())
        # Nothing is there to show it, or nothing shows it: a reconstruction may not speak of it.
        return "unknown" if not met else "all" if len(met) == number else "some", met


READ = ("step", "measurable", "owned", "consulted", "judged_with_others", "traceable", "heard")


@pytest.mark.parametrize("framework", ["letter-2020", "eqavet"])
@pytest.mark.parametrize("name", datasets.dossiers())
def test_requirements_are_read_from_the_bundled_dossiers_as_by_hand(name: str, framework: str) -> None:
    reading = Reading(name)
    file = tomllib.loads((CATALOGUE / "coverage" / f"{framework}.toml").read_text(encoding="utf-8"))
    requirements = [row for row in file["requirement"] if row["measure"] in READ]
    assert len(requirements) >= 8
    quality = assess_quality(datasets.dossier(name), level="sector" if name == "letter-2020" else "institution")
    found = {(row["unit"], row["standard"]): row for row in rows(quality.coverage(framework).frame)}
    levels = {"unknown": "not_examined", "some": "partly_met", "all": "met"}
    for unit in sorted({unit for unit, _ in found}):
        own = all_own(reading.cycle, unit, None)
        for asked in requirements:
            row = found[unit, asked["standard"]]
            extent, records = reading.extent(asked, own)
            assert (row["extent"], row["verdict"]) == (extent, levels[extent]), (unit, asked)
            assert sorted((row["records"] or "").split("|")) == sorted(records or [""]), (unit, asked)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", datasets.dossiers())
def test_what_the_bundled_dossiers_cover_is_judged_and_explained_by_records_they_have(
    name: str, framework: str
) -> None:
    found = assess_quality(datasets.dossier(name), level="sector" if name == "letter-2020" else "institution")
    coverage = found.coverage(framework)
    known = {row["record"]: row for row in rows(found.dossier.tables["records"])}
    table = rows(coverage.frame)
    assert table and {row["board"] for row in table} <= set(found.units)
    for row in table:
        records = row["records"].split("|") if row["records"] else []
        assert all(oracle.is_own(known[record]) for record in records)
        assert row["extent"] in ("all", "some", "unknown")
        middle = framework != "wot-proportionality"  # Of two levels only the whole is known of a reconstruction.
        shown = ("all", "some") if middle else ("all",)
        assert (row["verdict"] == "not_examined") == (row["extent"] not in shown)
    judgements = rows(coverage.judgements.frame)
    assert {row["unit"] for row in judgements} == {row["unit"] for row in table}
    unit = table[0]["unit"]
    for language in ("en", "nl"):
        assert str(coverage.judgements.explain(unit, language=language))


@pytest.mark.parametrize("framework", ["letter-2020", "eqavet"])
@pytest.mark.parametrize("name", datasets.dossiers())
def test_a_reconstruction_never_has_the_worst_level_for_what_it_does_not_show(name: str, framework: str) -> None:
    quality = assess_quality(datasets.dossier(name), level="sector" if name == "letter-2020" else "institution")
    assert {row["verdict"] for row in rows(quality.coverage(framework).frame)} <= {"met", "partly_met", "not_examined"}


def test_someone_heard_in_feedback_was_consulted_whatever_the_part() -> None:
    tables = told("b1 a1")
    tables["assessors"] = [{"record": "b1", "role": "student", "part": "judging"}]
    found = {
        row["standard"]: row["verdict"] for row in rows(assess_quality(dossier(tables)).coverage("letter-2020").frame)
    }
    assert found["students"] == "partly_met"


def test_a_record_that_is_contradicted_covers_nothing() -> None:
    tables = told("j1", j1={"sound": False})
    tables["assessors"] = [{"record": "j1", "role": "student", "part": "judging"}]
    tables["publications"] = [
        {"record": "j1", "item": "result", "date": "2015", "audience": "public", "findable": True}
    ]
    found = {
        row["standard"]: row["verdict"] for row in rows(assess_quality(dossier(tables)).coverage("letter-2020").frame)
    }
    assert {found[name] for name in ("students", "others_judge", "account_of_result")} == {"not_met"}


def test_a_reconstruction_has_no_insufficient_recency_for_an_evaluation_it_may_not_show() -> None:
    quality = assess_quality(datasets.dossier("agendas-2014-2019"))
    found = [row for row in rows(quality.coverage("wot-proportionality").frame) if row["verdict"] == "insufficient"]
    assert found == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_an_account_does_not_show_has_the_worst_level(framework: str) -> None:
    tables = told("a1", a1={"aspect": "safety"})
    for standing, expected in (("account", {"none"}), ("reconstruction", {"unknown"})):
        found = rows(assess_quality(dossier(tables, standing=standing)).coverage(framework).frame)
        assert {row["extent"] for row in found} == expected
        worst = {"letter-2020": "not_met", "eqavet": "not_met", "wot-proportionality": "insufficient"}[framework]
        assert {row["verdict"] for row in found} == ({worst} if standing == "account" else {"not_examined"})
