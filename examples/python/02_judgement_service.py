# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a service answers about one programme: its judgement as JSON, why, and the smallest change to a better one."""

import json
from typing import Any

import kring

framework = kring.catalog.framework("studiesucces-2024")


def answer(unit: dict[str, Any]) -> dict[str, Any]:
    """The fields a caller needs; judgement.to_json() has all of them, with norms, sources and digest."""
    judgement = framework.judge_one(unit)
    data = judgement.data
    smallest = next(iter(judgement.what_if().better), None)
    return {
        "framework": {name: data["framework"][name] for name in ("id", "version", "status")},
        "outcome": judgement.outcome,
        "rules": list(judgement.rules),
        "reason": judgement.reason,
        "may_change": data["judgements"][0]["may_change"],
        "inputs": data["explanation"]["en"][1 : 1 + len(data["inputs"])],
        "smallest_change": smallest
        and {
            "outcome": smallest.outcome,
            "levels": smallest.levels,
            "people": smallest.people,
            "words": smallest.words["en"],
        },
    }


programme = {"level": 3, "annual_result": (75, 100), "diploma_result": (80, 100), "starters_result": None}
print(json.dumps(answer(programme), indent=2, ensure_ascii=False))

# Output:
# {
#   "framework": {
#     "id": "studiesucces-2024",
#     "version": "2026.1",
#     "status": "secondary"
#   },
#   "outcome": "sufficient",
#   "rules": [
#     "one_unknown_both_sufficient"
#   ],
#   "reason": "one result is unknown and two meet their norm",
#   "may_change": true,
#   "inputs": [
#     "Annual result: 75 of 100, 75.0% (norm: sufficient from 68% and high from 85%); stands at sufficient.",
#     "Diploma result: 80 of 100, 80.0% (norm: sufficient from 70% and high from 89%); stands at sufficient.",
#     "Starters result; unknown: the figure or finding is missing."
#   ],
#   "smallest_change": {
#     "outcome": "high",
#     "levels": 1,
#     "people": 9,
#     "words": "diploma result to high: 9 more diplomas and starters result known, at sufficient"
#   }
# }
