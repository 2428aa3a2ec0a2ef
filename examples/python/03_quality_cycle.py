# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quality cycle of an invented institution: which steps are missing, its scores, and what would change them."""

from typing import Any

import kring


def record(date: str, name: str, phase: str, **more: Any) -> dict[str, Any]:
    common = {"unit": "north", "aspect": "guidance", "retrievable": True}
    return {"record": name, "phase": phase, "date": date, **common, **more}


def link(start: str, end: str, kind: str) -> dict[str, str]:
    return {"from": start, "to": end, "kind": kind}


dossier = kring.Dossier(
    standing="account",
    units=[{"unit": "north", "kind": "institution"}],
    records=[
        record("2022-09", "a1", "ambition", owner="board"),
        record("2022-09", "n1", "norm", indicator="grade", norm_level="own", target=7.5, direction="higher"),
        record("2023-05", "m1", "measurement", indicator="grade", value=7.1),
        record("2023-09", "e1", "evaluation"),
        record("2023-10", "j1", "judgement", verdict="insufficient"),
        record("2023-11", "x1", "action", owner="director", end_date="2024-07"),
    ],
    links=[
        link("a1", "n1", "specified_by"),
        link("n1", "m1", "measured_by"),
        link("m1", "e1", "weighed_in"),
        link("e1", "j1", "concludes"),
        link("j1", "n1", "judged_against"),
        link("j1", "x1", "leads_to"),
    ],
    assessors=[{"record": "j1", "role": "staff", "organisation": "north", "part": "judging", "count": 2}],
    publications=[{"record": "j1", "item": "result", "date": "2023-11", "audience": "students", "findable": True}],
)

for step in dossier.steps():
    if step["count"] < step["of"]:
        print(f"missing: {step['step']}, {step['count']} of {step['of']}")
(chain,) = dossier.chains()
print(f"chain: {chain['path']}; then missing: {chain['missing_after']}")

quality = kring.assess_quality(dossier, on="2024-09-30")
scores, profile = quality.scores("north"), quality.profile
names = {"A": "ambition", "V": "visibility", "T": "traceability", "R": "reliability", "Q": "quality"}
shown = ", ".join(f"{letter} {scores[name]:.3f}" for letter, name in names.items())
print(f"{shown}, by profile {profile.id} ({profile.status})")
gaps = quality.gaps("north")
for gap in gaps[:3]:
    print(f"gap: {gap['en']}")
then = quality.what_if("north", gaps[0]["gap"]).then
print(f"with {gaps[0]['gap']} mended: Q {then['quality']:.3f}")

# Output:
# missing: norm_with_owner, 0 of 1
# missing: action_effect_checked, 0 of 1
# chain: a1 > n1 > m1 > e1 > j1 > x1; then missing: effect
# A 0.667, V 0.067, T 0.000, R 0.600, Q 0.167, by profile proposal-2026 (proposal)
# gap: judgement j1 has no sure chain from ambition to effect
# gap: the follow-up is not recently public for every stakeholder
# gap: the process is not recently public for every stakeholder
# with chain:j1 mended: Q 0.325
