# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The limits of a profile of supervision, and the text of its file with some of them moved."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from numbers import Real
from typing import Any, Final, Literal

from kring import _core

Path = tuple[str | int, ...]
Place = tuple[int, int]

_counts: Final = ("verified", "cycles_at_low_band")
_finest: Final = Decimal("0.0001")
_number: Final = re.compile(
    r"(?<![\w.+-])[+-]?(?:0[xob][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?)(?![\w.])"
)
# More than any number of a file that can be read.
_marks: Final = 10**12


@dataclass(frozen=True)
class Limit:
    """A number of a profile that decides bands (grens): the limit of a condition of a gate, or one of the whole."""

    key: str
    """``gate.criterion.at_least`` or ``gate.criterion.below``; ``hysteresis`` or ``risk_limit``."""
    kind: Literal["escalation", "reduction", "profile"]
    """Of a reason for more, of a reason for less, or of the profile as a whole."""
    gate: str | None
    band: int | None
    criterion: str | None
    asked: Literal["at_least", "below"] | None
    value: float
    """In whole ten-thousandths, as limits are compared; a whole number of a count."""
    whole: bool
    """Whether it is a count."""
    path: Path
    """Where it stands in the data of the file."""

    def written(self, value: Any) -> str:
        """Write a value of this limit as a file has it; whether it may be so is for the reader to say."""
        if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
            raise _core.InvalidValue(f"{self.key} is {value!r}: expected a number")
        exact = Decimal(repr(float(value)))
        if self.whole:
            if exact != exact.to_integral_value():
                raise _core.InvalidValue(f"{self.key} is {value!r}: expected a whole number")
            return f"{exact:.0f}"
        if abs(exact) > 1000:
            raise _core.InvalidValue(f"{self.key} is {value!r}: expected a number from 0 to 1")
        text = f"{exact.quantize(_finest, ROUND_HALF_UP):f}"
        return text[:-2] + text[-2:].rstrip("0")


def limits_of(numbers: Mapping[str, Any]) -> tuple[Limit, ...]:
    """List the limits of a profile: of reasons for more, of reasons for less, each in the order of the file, and those
    of the profile as a whole."""
    found: list[Limit] = []
    kinds: tuple[Literal["escalation"], Literal["reduction"]] = ("escalation", "reduction")
    for kind in kinds:
        for at, gate in enumerate(numbers[kind]):
            for of, condition in enumerate(gate["when"]):
                asked: Literal["at_least", "below"] = "at_least" if "at_least" in condition else "below"
                if asked not in condition:
                    continue
                criterion = condition["criterion"]
                key = f"{gate['id']}.{criterion}.{asked}"
                # The same may be asked twice, of little use as that is.
                same = sum(one.key.partition("#")[0] == key for one in found)
                key += f"#{same + 1}" if same else ""
                whole = criterion in _counts
                value = _rounded(condition[asked])
                path = (kind, at, "when", of, asked)
                found.append(Limit(key, kind, gate["id"], gate["band"], criterion, asked, value, whole, path))
    for name in ("hysteresis", "risk_limit"):
        found.append(Limit(name, "profile", None, None, None, None, _rounded(numbers[name]), False, (name,)))
    return tuple(found)


def moved(text: str, numbers: Mapping[str, Any], digest: str, values: Mapping[str, float]) -> str:
    """Write the text of a profile with some limits elsewhere; the text itself where none of them is.

    Everything else stays as it was, with its comments, but for what the profile says that it is: the text is not that
    of the profile it was made from, and must not pass for it.

    Raises
    ------
    kring.UnknownIdentifier
        For a limit that the profile does not have.
    kring.InvalidValue
        For what is no number, or not whole where it counts.
    """
    limits = {limit.key: limit for limit in limits_of(numbers)}
    for key in values:
        if key not in limits:
            raise _core.UnknownIdentifier(f"there is no limit {key!r}: expected one of {', '.join(limits)}")
    written = [(limit, limit.written(values[key])) for key, limit in limits.items() if key in values]
    moves = [(limit, value) for limit, value in written if value != limit.written(limit.value)]
    if not moves:
        return text
    places = _places(text)
    changes = [(places[limit.path], value) for limit, value in moves]
    for field, words in _names(numbers, digest, moves).items():
        changes.append((_text_place(text, field), json.dumps(words, ensure_ascii=False)))
    for (start, stop), words in sorted(changes, reverse=True):
        text = text[:start] + words + text[stop:]
    return text


def _names(numbers: Mapping[str, Any], digest: str, moves: Sequence[tuple[Limit, str]]) -> dict[str, str]:
    """What a profile with other limits says of itself."""
    what = "; ".join(f"{limit.key} from {limit.written(limit.value)} to {value}" for limit, value in moves)
    origin = f"{numbers['id']} {numbers['version']}, digest {digest[:12]}"
    return {
        "id": f"{numbers['id']}-changed",
        "name_en": f"{numbers['name_en']}, changed",
        "name_nl": f"{numbers['name_nl']}, gewijzigd",
        "status": "proposal",
        "source": f"changed from {origin}: {what}. Before that: {numbers['source']}",
    }


def _rounded(value: float) -> float:
    return float(Decimal(repr(float(value))).quantize(_finest, ROUND_HALF_UP))


def _leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if parts is None:
        yield path, data
        return
    for key, value in parts:
        yield from _leaves(value, (*path, key))


@lru_cache(maxsize=8)
def _places(text: str) -> dict[Path, Place]:
    """Say where in the text each number of the data stands.

    A reader of TOML gives no places, so that every number gets a mark and the marked text is read: where a mark comes
    out is what stood there. Numbers in comments and texts come out nowhere.
    """
    spans = [found.span() for found in _number.finditer(text)]
    marked, before = "", 0
    for at, (start, stop) in enumerate(spans):
        marked += f"{text[before:start]}{_marks + at}"
        before = stop
    found = _leaves(tomllib.loads(marked + text[before:]))
    return {path: spans[value - _marks] for path, value in found if isinstance(value, int) and value >= _marks}


@lru_cache(maxsize=64)
def _text_place(text: str, field: str) -> Place:
    """Say where the value of a field of the whole file stands: there where other words change it, and nothing else."""
    numbers = tomllib.loads(text)
    strings = r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
    for found in re.finditer(rf"^[ \t]*[\"']?{field}[\"']?[ \t]*=[ \t]*({strings})", text, re.MULTILINE):
        start, stop = found.span(1)
        try:
            data = tomllib.loads(f'{text[:start]}"\\u0000"{text[stop:]}')
        except tomllib.TOMLDecodeError:
            continue
        if data[field] == "\0" and data | {field: numbers[field]} == numbers:
            return start, stop
    raise _core.InvalidRule(f'{field} of the profile is not on a line of its own: write {field} = "..."')
