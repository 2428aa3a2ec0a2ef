# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quality cycles of the reference sector: which boards give an account, and of what."""

from __future__ import annotations

from typing import Any

import numpy as np

from kring._reference_sector._account import Account, Rows
from kring._reference_sector._draws import MILLION, apportion, spread
from kring._reference_sector._numbers import Numbers
from kring._reference_sector._population import ROOT, Boards, Texts


def kinds_of_boards(numbers: Numbers, boards: Boards) -> Texts:
    """What each board hands in: a kind of account, silent, reconstruction, registered, or none."""
    kinds = np.full(boards.unit.size, None, dtype=object)
    for number, (name, those) in enumerate({"funded": boards.funded, "non_funded": ~boards.funded}.items()):
        shares = dict(numbers.parameters["dossiers"][name])
        shares["none"] = 100 - sum(shares.values())
        given = apportion(int(those.sum()), list(shares.values()))
        kinds[those] = spread(tuple(shares), given, numbers.stream(60 + number))
    accounts = np.flatnonzero(kinds == "account")
    in_order = (accounts.size * numbers.share("quality_assurance_in_order") + MILLION // 2) // MILLION
    shares = numbers.parameters["dossiers"]["in_order"]
    split = np.append(apportion(in_order, list(shares.values())), accounts.size - in_order)
    kinds[accounts] = spread((*shares, "broken"), split, numbers.stream(62))
    return kinds


def dossier_rows(numbers: Numbers, boards: Boards, kinds: Texts) -> Rows:
    """Every table of the dossier but its events."""
    found: Rows = {"units": [], "records": [], "links": [], "assessors": [], "publications": []}
    for place in np.flatnonzero(kinds != "none").tolist():
        unit, kind = boards.unit[place], kinds[place]
        standing = "reconstruction" if kind == "reconstruction" else "account"
        name = f"Synthetic board {unit[1:]} (not real)"
        head = {"unit": unit, "kind": "institution", "parent": ROOT, "name": name}
        found["units"].append(head | {"students": int(boards.students[place]), "standing": standing})
        for table, rows in _account(numbers, unit, kind, place).items():
            found[table] += rows
    return found


def _account(numbers: Numbers, unit: str, kind: str, place: int) -> Rows:
    asked = numbers.parameters
    drawn_as = kind if kind in asked["kinds"] else "ordinary"
    draws = iter(numbers.stream(1000 + place).below(100, asked["draws_of_an_account"]).tolist())
    account = Account(unit, asked["kinds"][drawn_as], draws, coded=kind == "reconstruction")
    aspects = [] if kind == "registered" else asked["dossiers"]["aspects"]
    for aspect in aspects:
        if kind == "silent":
            account.begin(aspect, asked["rounds"][0])
        else:
            account.tell(aspect, asked["rounds"], published=aspect in asked["dossiers"]["published"])
    return account.rows


def previous(numbers: Numbers, boards: Boards, kinds: Texts) -> dict[str, Any]:
    """The advice of the cycle before, of boards that gave an account then too."""
    of_kind = {name: one["before"] for name, one in numbers.parameters["kinds"].items()}
    there = [place for place, kind in enumerate(kinds.tolist()) if kind in of_kind]
    before = [of_kind[kinds[place]] for place in there]
    return {
        "unit": boards.unit[there],
        **{name: np.array([one[name] for one in before], dtype=np.int64) for name in ("band", "cycles_at_low_band")},
    }
