# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a change of criteria back to records and counts: what a board could do."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kring import _core, catalog
from kring.frames.arrays import make_column, to_array

if TYPE_CHECKING:
    from kring._rule_file import Language
    from kring.quality import Quality
    from kring.risk import Risk

_PROPERTY: Final = {
    "ambition": "ambition",
    "visibility": "visibility",
    "traceability": "traceability",
    "reliability": "reliability",
    "reliability_low": "reliability",
    "independent_expert": "reliability",
    "stakeholders": "reliability",
}
"""The property whose gaps move a criterion."""

_GAP: Final = {"independent_expert": "expert", "stakeholders": "stakeholders"}
"""The gap that settles a criterion of yes or no."""

_RISKS: Final = ("risk", "risk_upper", "risk_secure")


_MORE: Final = (
    "no gap left is large enough: it takes more than what is missing now",
    "geen lacune is groot genoeg: er is meer nodig dan wat nu ontbreekt",
)
_ACCOUNT: Final = (
    "give an account of the quality cycle that shows this: without one nobody can examine it",
    "verantwoord de kwaliteitscyclus, zodat dit blijkt: zonder verantwoording valt die niet te onderzoeken",
)
_TO_DO: Final = {
    "expert": ("have an independent expert judge too", "laat een onafhankelijke deskundige meeoordelen"),
    "stakeholders": (
        "hear every stakeholder, and have more of those who were heard judge",
        "hoor elke belanghebbende, en laat meer van wie gehoord is meeoordelen",
    ),
    "whole": (
        "judge the whole against a norm set before",
        "oordeel over het geheel tegen een vooraf gestelde norm",
    ),
    "drawn_on": (
        "let every programme's own judgement feed that of the whole",
        "laat elk oordeel over een opleiding bijdragen aan dat over het geheel",
    ),
    "chain": (
        "complete the chain of judgement {name}, from ambition to effect",
        "maak de keten van oordeel {name} rond, van ambitie tot effect",
    ),
    "publication": (
        "publish {name} (again) for every stakeholder",
        "maak {name} (opnieuw) openbaar voor elke belanghebbende",
    ),
    "programme_publication": (
        "publish {name} of every programme (again) for every stakeholder",
        "maak {name} van elke opleiding (opnieuw) openbaar voor elke belanghebbende",
    ),
}
"""What mends a gap, English and Dutch, by its kind; of other kinds the gap itself says what is missing."""

_ANSWERED: Final = {
    "open_breach": ("mend the open breach", "herstel de openstaande overtreding"),
    "finance_signal": (
        "bring the finances to their signal values",
        "breng de financiën op de signaleringswaarden",
    ),
    "professionalism": (
        "safeguard professionalism, so that it is judged to be",
        "borg de professionaliteit, zodat het oordeel voldoende wordt",
    ),
}
"""What to do about a criterion that is yes or no, English and Dutch."""

_PUBLISHED: Final = {
    "process": ("the process", "het proces"),
    "result": ("the results", "de resultaten"),
    "follow_up": ("the follow-up", "het vervolg"),
}


@dataclass(frozen=True)
class Step:
    """One thing that could be done."""

    band: int
    criterion: str
    to: float
    step: str | None
    value: float | None
    text: str


def steps_table(
    changes: _core.Table, unit: str, quality: Quality | None, risk: Risk | None, language: Language
) -> _core.Table:
    """Give a row for each thing to do for the cheapest option of every band in a table of changes."""
    columns = {name: to_array(changes, name).tolist() for name in ("option", "band", "criterion", "to")}
    cheapest: dict[int, int] = {}
    for option, band in zip(columns["option"], columns["band"], strict=True):
        cheapest.setdefault(band, option)
    found: list[Step] = []
    for option, band, criterion, to in zip(*columns.values(), strict=True):
        if cheapest[band] == option:
            found += steps_of(unit, band, criterion, to, quality, risk, language)
    columns_out = {name: [getattr(one, name) for one in found] for name in Step.__dataclass_fields__}
    return _core.Table("steps", [_column(name, values) for name, values in columns_out.items()])


def steps_of(
    unit: str, band: int, criterion: str, to: float, quality: Quality | None, risk: Risk | None, language: Language
) -> list[Step]:
    """Give the things to do for one change of a criterion."""
    if criterion in _PROPERTY and quality is not None:
        if _examined(quality, unit):
            return _mended(quality, unit, band, criterion, to, language)
        return [Step(band, criterion, to, None, None, _said(_ACCOUNT, language))]
    if criterion in _RISKS and risk is not None:
        return _restored(risk, unit, band, criterion, to, language)
    return [Step(band, criterion, to, None, None, _plain(criterion, to, language))]


def is_led_back(criterion: str, quality: Quality | None, risk: Risk | None) -> bool:
    """Say whether the steps of a criterion say more than the value it must have."""
    if criterion in _PROPERTY:
        return quality is not None
    return risk is not None if criterion in _RISKS else criterion in (*_ANSWERED, "cycles_at_low_band")


def _said(both: tuple[str, str], language: Language) -> str:
    return both[language == "nl"]


def _examined(quality: Quality, unit: str) -> bool:
    """Whether a board stands for an account that somebody could examine."""
    table = quality.table
    states: dict[str, str] = dict(zip(to_array(table, "unit").tolist(), to_array(table, "state").tolist(), strict=True))
    return states.get(unit, "not_examined") != "not_examined"


def _to_do(gap: str, words: str, language: Language) -> str:
    """Say what mends a gap."""
    kind, _, name = gap.partition(":")
    if kind not in _TO_DO:
        return words
    shown = _said(_PUBLISHED[name], language) if name in _PUBLISHED else name
    return _said(_TO_DO[kind], language).format(name=shown)


def _column(name: str, values: list[Any]) -> _core.Column:
    if name in ("to", "value"):
        numbers = np.ma.masked_invalid(np.array([np.nan if one is None else one for one in values], dtype=np.float64))
        return make_column(name, numbers, "steps")
    if name == "band":
        return make_column(name, np.array(values, dtype=np.int64), "steps")
    return make_column(name, np.array(values, dtype=object), "steps")


def _plain(criterion: str, to: float, language: Language) -> str:
    dutch = language == "nl"
    if criterion in _ANSWERED:
        return _said(_ANSWERED[criterion], language)
    if criterion == "cycles_at_low_band":
        count = round(to)
        return (
            f"houd niveau 0 of 1 {count} cycli achtereen"
            if dutch
            else f"stay in band 0 or 1 for {count} cycles in a row"
        )
    shown = f"{to:.4g}"
    return f"{criterion} naar {shown.replace('.', ',')}" if dutch else f"{criterion} to {shown}"


def _mended(quality: Quality, unit: str, band: int, criterion: str, to: float, language: Language) -> list[Step]:
    """Mend gaps one after the other, each time the one that gains most, until the criterion is where it must be."""
    wanted = _PROPERTY[criterion]
    gaps = quality._core.gaps(unit)
    texts = dict(zip(to_array(gaps, "gap").tolist(), to_array(gaps, language).tolist(), strict=True))
    kinds = dict(zip(to_array(gaps, "gap").tolist(), to_array(gaps, "property").tolist(), strict=True))
    if criterion in _GAP:
        gap = _GAP[criterion]
        return [Step(band, criterion, to, gap, 1.0, _to_do(gap, texts[gap], language))] if gap in texts else []
    open_gaps = [gap for gap in texts if kinds[gap] == wanted]
    name = criterion if criterion == "reliability_low" else wanted
    mended: list[str] = []
    found: list[Step] = []
    value = quality.scores(unit)[name]
    # What counts is rounded as limits are: to whole ten-thousandths.
    while open_gaps and (value is None or round(value * 10_000) < round(to * 10_000)):
        best, then = max(
            ((gap, quality._core.what_if(unit, [*mended, gap])[name]) for gap in open_gaps),
            key=lambda one: (-math.inf if one[1] is None else one[1], -open_gaps.index(one[0])),
        )
        open_gaps.remove(best)
        mended.append(best)
        value = then
        found.append(Step(band, criterion, to, best, then, _to_do(best, texts[best], language)))
    if value is None or round(value * 10_000) < round(to * 10_000):
        found.append(Step(band, criterion, to, None, value, _said(_MORE, language)))
    return found


def _restored(risk: Risk, unit: str, band: int, criterion: str, to: float, language: Language) -> list[Step]:
    """Name the programmes that weigh most in the risk of a board, and how many students each lacks to its cut."""
    programmes = risk._programmes_of.get(unit, [])
    own = [row for row in programmes if row["probability"]]
    weigh_alike = any(row["students"] is None for row in own)
    weights = {row["unit"]: 1.0 if weigh_alike else float(row["students"]) for row in own}
    all_students = sum(1.0 if weigh_alike else float(row["students"] or 0) for row in programmes)
    left = sum(weights[row["unit"]] * row["probability"] for row in own) / all_students if all_students else 0.0
    found: list[Step] = []
    for row in sorted(own, key=lambda one: (-weights[one["unit"]] * one["probability"], one["unit"])):
        if criterion == "risk" and round(left * 10_000) <= round(to * 10_000):
            break
        left = max(0.0, left - weights[row["unit"]] * row["probability"] / all_students)
        found.append(Step(band, criterion, to, row["unit"], left, _shortfall(risk, row["unit"], language)))
        # For an upper value or a probability there is no such sum: the programme that weighs most is named.
        if criterion != "risk":
            break
    return found


def _shortfall(risk: Risk, programme: str, language: Language) -> str:
    parts = []
    for row in risk._indicators_of.get(programme, []):
        if row["cut"] is None or row["numerator"] is None:
            continue
        short = row["cut"] * row["denominator"] - row["numerator"]
        missing = math.ceil(abs(short))
        if (row["probability"] or 0.0) < 0.5 or missing == 0:
            continue
        more = ("{count} more of {of}", "{count} meer van {of}")
        fewer = ("{count} fewer of {of}", "{count} minder van {of}")
        words = more if short > 0 else fewer
        said = _said(words, language).format(count=missing, of=round(row["denominator"]))
        parts.append(f"{_indicator(row['indicator'], language)} {said}")
    done = _said(("bring programme {name} in order", "breng opleiding {name} op orde"), language).format(name=programme)
    short_of = _said(("short of its cut, in students", "tekort tot de grens, in studenten"), language)
    return f"{done} ({short_of}: {'; '.join(parts)})" if parts else done


def _indicator(indicator: str, language: Language) -> str:
    """Return the name of an indicator; what the table calls it where the catalogue does not know it."""
    try:
        name: str = getattr(catalog.indicator(indicator), f"name_{language}")
    except _core.UnknownIdentifier:
        return indicator
    return name[:1].lower() + name[1:]
