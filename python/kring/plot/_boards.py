# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boards under advice: what pictures and pages say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kring.frames.arrays import to_array
from kring.plot._cell import display_names
from kring.plot._scope import unit_names
from kring.plot._texts import Language, Texts

if TYPE_CHECKING:
    from kring.supervision import Advice, SupervisionProfile

criteria: Final = (
    "ambition",
    "visibility",
    "traceability",
    "reliability",
    "reliability_low",
    "quality",
    "risk",
    "risk_upper",
    "risk_secure",
    "open_breach",
    "verified",
    "cycles_at_low_band",
    "independent_expert",
    "stakeholders",
    "finance_signal",
    "professionalism",
)
yes_or_no: Final = frozenset(("open_breach", "independent_expert", "stakeholders", "finance_signal", "professionalism"))
counted: Final = frozenset(("verified", "cycles_at_low_band"))
states: Final = ("advised", "undetermined", "not_examined")
# From blue over grey to dark red, apart for colour-blind readers; each band has a shape and its number too.
band_colours: Final = ("#0068a8", "#4c95c4", "#5f6b75", "#c07000", "#8f2d00")
band_shapes: Final = ("circle", "diamond", "square", "triangle-up", "cross")


@dataclass(frozen=True)
class Board:
    """A board as pictures and pages need it."""

    unit: str
    name: str
    band: int
    state: str
    reason: str | None
    values: Mapping[str, Any]
    """What was used of it, by criterion; None where it is not known."""

    @property
    def quality(self) -> float | None:
        """Q, where the board was examined: what a reconstruction shows is no score of the board."""
        quality: float | None = self.values["quality"]
        return None if self.state == "not_examined" else quality

    @property
    def risk(self) -> float | None:
        """E."""
        risk: float | None = self.values["risk"]
        return risk

    @property
    def upper(self) -> float | None:
        """What E stays below with the probability of its profile, where that is known and above E."""
        upper = self.values["risk_upper"]
        return None if upper is None or self.risk is None or upper <= self.risk else upper


def boards_of(advice: Advice, names: Mapping[str, str] | None = None) -> list[Board]:
    """Return the boards of advice in their order, by name where that is known."""
    known = dict(names or {})
    if advice.quality is not None:
        known = unit_names(advice.quality.dossier) | known
    table, used = advice.table, advice._core.criteria()
    found = {name: to_array(used, name).tolist() for name in used.column_names}
    columns = [to_array(table, name).tolist() for name in ("unit", "band", "state", "reason")]
    labels = display_names(to_array(table, "unit"), known)
    return [
        Board(unit, label, int(band), state, reason, {name: found[name][at] for name in criteria})
        for at, (label, unit, band, state, reason) in enumerate(zip(labels, *columns, strict=True))
    ]


def band_name(profile: SupervisionProfile, band: int, language: Language) -> str:
    """Return the number of a band and what it is called."""
    return f"{band} {profile.bands(language)[band]}"


def value_text(criterion: str, value: Any, texts: Texts) -> str:
    """Write the value of a criterion; what is not known is said in words."""
    if value is None:
        return texts("map.not_known")
    if criterion in yes_or_no:
        return texts("contributions.yes" if value else "contributions.no")
    return texts.number(value, 0 if criterion in counted else 2)


def share_text(value: float | None, texts: Texts) -> str:
    """Write a share or probability: never as none or all where it is only nearly so."""
    if value is None:
        return texts("map.not_known")
    if 0 < value < 0.001:
        return "<" + texts.percentage(0.001)
    return ">" + texts.percentage(0.999) if 0.999 < value < 1 else texts.percentage(value)


def signed(value: float, texts: Texts) -> str:
    """Write a difference with its sign."""
    text = texts.number(value, 2)
    return text if text.startswith("\u2212") or not text.strip("0.,") else "+" + text
