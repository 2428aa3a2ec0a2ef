# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether supervision falls on some groups of boards more than on others."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from kring import _core, frames
from kring._rule_file import Language, is_dutch
from kring._shown import Shown
from kring.frames.arrays import make_column, to_array
from kring.statistics import proportion_interval
from kring.statistics._arrays import number
from kring.supervision._advice import Advice
from kring.supervision._gap import gap_interval
from kring.supervision._profile import SupervisionProfile


@dataclass(frozen=True)
class Gap:
    """One group of boards beside all others: how many have more supervision than the basis."""

    by: str
    """Column of the table of units."""
    group: str | None
    """Its value; ``None`` for boards of which it is not known, which are compared with nobody."""
    boards: int
    """How many boards it has."""
    not_examined: int
    """How many of them nobody examined on quality assurance; they are among the boards."""
    undetermined: int
    """How many of them have a band although quality or risk is unknown."""
    in_band: tuple[int, ...]
    """Boards by band, band 0 first."""
    intensified: int
    """Boards in the bands asked for: above the basis band, unless another was asked."""
    lower: float
    """Lower limit of the share intensified (exact, Clopper-Pearson)."""
    upper: float
    """Upper limit."""
    others: int
    """Boards of all other groups."""
    others_intensified: int
    """How many of these are intensified."""
    gap: float | None
    """Share intensified less that of the others; ``None`` where there are no others."""
    gap_lower: float | None
    """Lower limit of the gap (exact)."""
    gap_upper: float | None
    """Upper limit of the gap."""

    @property
    def share(self) -> float:
        """Share of its boards that is intensified."""
        return self.intensified / self.boards

    def beyond(self, tolerance: float) -> bool | None:
        """Whether the gap is larger than a tolerance, either way (equal is not); ``None`` where there is no gap."""
        if self.gap is None:
            return None
        # Exact, by the decimals that were written: 4/10 less 3/10 is no more than 0.1.
        exact = Fraction(self.intensified, self.boards) - Fraction(self.others_intensified, self.others)
        return abs(exact) > Fraction(repr(float(tolerance)))

    @property
    def sure(self) -> bool | None:
        """Whether the interval of the gap leaves out 0; ``None`` where there is no gap."""
        if self.gap_lower is None or self.gap_upper is None:
            return None
        return self.gap_lower > 0 or self.gap_upper < 0

    def blocks(self, tolerance: float) -> bool:
        """Whether the gap is beyond a tolerance and its interval leaves out 0."""
        return bool(self.beyond(tolerance) and self.sure)


class Groups(Shown):
    """Bands of boards by group, with the gaps between groups; made by ``kring.supervision.groups``.

    ``frame`` has one row a group with the columns

    - ``by``, ``group`` (null: not known), ``boards``, ``not_examined``, ``undetermined``;
    - ``band_0``, ``band_1``, ...: the share of its boards in each band;
    - ``intensified``: how many are in ``from_band`` or higher; ``share``, ``lower``, ``upper``: their share with its
      exact interval;
    - ``others``, ``others_share``: boards of all other groups and their share;
    - ``gap``: share less that of the others, with ``gap_lower``, ``gap_upper`` (exact); null where there are no others;
    - ``beyond``: whether the gap is larger than the tolerance; ``blocks``: whether moreover its interval leaves out 0;
      null where no tolerance was given or there is no gap.
    """

    def __init__(
        self,
        gaps: Sequence[Gap],
        profile: SupervisionProfile,
        *,
        from_band: int,
        confidence: float,
        tolerance: float | None,
        like: object,
    ) -> None:
        self.gaps = tuple(gaps)
        """One entry a group."""
        self.profile = profile
        """The profile that the advice was made by."""
        self.from_band = from_band
        """The lowest band that counts as intensified."""
        self.confidence = confidence
        """What every interval covers at least."""
        self.tolerance = tolerance
        """The largest gap that is accepted; ``None`` where none was given."""
        self._like = like

    @cached_property
    def frame(self) -> Any:
        """One row a group, as a frame of the kind that went in."""
        return frames.to_native(self.table, self._like)

    @cached_property
    def table(self) -> _core.Table:
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""
        limit = self.tolerance
        columns: dict[str, list[Any]] = {
            name: [getattr(gap, name) for gap in self.gaps]
            for name in ("by", "group", "boards", "not_examined", "undetermined")
        }
        for band in range(len(self.profile.bands())):
            columns[f"band_{band}"] = [gap.in_band[band] / gap.boards for gap in self.gaps]
        for name in ("intensified", "share", "lower", "upper", "others"):
            columns[name] = [getattr(gap, name) for gap in self.gaps]
        columns["others_share"] = [gap.others_intensified / gap.others if gap.others else None for gap in self.gaps]
        for name in ("gap", "gap_lower", "gap_upper"):
            columns[name] = [getattr(gap, name) for gap in self.gaps]
        known = [limit is not None and gap.gap is not None for gap in self.gaps]
        for name in ("beyond", "blocks"):
            answers = [there and bool(getattr(gap, name)(limit)) for there, gap in zip(known, self.gaps, strict=True)]
            columns[name] = [answer if there else None for answer, there in zip(answers, known, strict=True)]
        return _core.Table("groups", [make_column(name, values, "groups") for name, values in columns.items()])

    def explain(self, language: Language = "en") -> str:
        """One sentence a group, English or Dutch."""
        dutch = is_dutch(language)
        return "\n".join(_sentence(gap, self.from_band, self.confidence, dutch) for gap in self.gaps)

    def __len__(self) -> int:
        return len(self.gaps)

    def _head(self) -> str:
        p = self.profile
        limit = "no tolerance given" if self.tolerance is None else f"tolerance {100 * self.tolerance:g} points"
        return (
            f"Boards in band {self.from_band} or higher by group, exact intervals of {100 * self.confidence:g}%, "
            f"{limit}, by profile {p.id} {p.version} ({p.status}, digest {p.digest[:12]})"
        )

    def _rows(self) -> list[list[str]]:
        rows = [["by", "group", "boards", "not examined", "share", "interval", "gap", "interval", "gap is"]]
        for gap in self.gaps:
            share = [_percent(gap.share), f"{_percent(gap.lower)} to {_percent(gap.upper)}"]
            apart = ["-", "-"]
            if gap.gap is not None and gap.gap_lower is not None and gap.gap_upper is not None:
                apart = [_points(gap.gap), f"{_points(gap.gap_lower)} to {_points(gap.gap_upper)}"]
            state = _state(gap, self.tolerance)
            rows.append([gap.by, gap.group or "-", str(gap.boards), str(gap.not_examined), *share, *apart, state])
        return rows


def groups(
    advice: Advice,
    units: Any,
    *,
    by: str | Sequence[str] = ("size", "funding", "region"),
    tolerance: float | None = None,
    from_band: int | None = None,
    confidence: float = 0.95,
) -> Groups:
    """Say how bands fall on groups of boards, and how far each group lies from all other boards.

    A gap is no proof of unfairness: groups may differ in quality and risk. It is a question that whoever publishes a
    profile has to answer. Boards that nobody examined count with the band they have.

    Parameters
    ----------
    advice
        Made by :func:`kring.supervise`, by any profile.
    units
        Any frame with one row a board, the column ``unit`` and those of ``by``; units that have no advice are left out.
        An empty cell is not known: such boards have a row of their own and are no others of any group.
    by
        Column, or columns, by which boards are grouped.
    tolerance
        The largest gap that is accepted, a share from 0 to 1: 0.10 is ten percentage points. ``None``: gaps are given
        and none is called beyond it.
    from_band
        The lowest band that counts as intensified; left out, the one above the basis of the profile.
    confidence
        What each interval covers at least.

    Returns
    -------
    Groups
        Counts, shares and gaps by group.

    Raises
    ------
    kring.InvalidTable
        For a column that is missing, a board of the advice that is missing, or one that is there twice.
    kring.InvalidValue
        For a tolerance, band or confidence out of range, no column at all, or what is no advice.
    """
    if not isinstance(advice, Advice):
        raise _core.InvalidValue(f"advice is a {type(advice).__name__}; give what kring.supervise returns")
    profile = advice.profile
    bands = len(profile.bands())
    least = profile.basis + 1 if from_band is None else from_band
    if isinstance(least, bool) or not isinstance(least, (int, np.integer)) or not 1 <= least < bands:
        raise _core.InvalidValue(f"from_band is {least!r}; expected a band from 1 to {bands - 1} of {profile.id}")
    if not 0 < number(confidence, "confidence") < 1:
        raise _core.InvalidValue(f"confidence is {confidence!r}; give a share between 0 and 1, such as 0.95")
    limit = None if tolerance is None else _checked_tolerance(tolerance)
    names = (by,) if isinstance(by, str) else tuple(by)
    if not names:
        raise _core.InvalidValue("by is empty; give the column of units that makes the groups")
    labels = _labels(advice, frames.to_table(units, "units"), names)
    found = [gap for name in names for gap in _gaps(advice, name, labels[name], int(least), confidence)]
    return Groups(found, profile, from_band=int(least), confidence=confidence, tolerance=limit, like=advice._like)


def publish(profile: SupervisionProfile, groups: Groups, *, tolerance: float) -> str:
    """Give the text of a profile with the figures of groups of boards, or refuse it.

    It is refused where the gap of some group is beyond the tolerance and its interval leaves out 0. Each of many groups
    may be so by chance: with k groups and intervals of 95% one is to be expected in fewer than k of 20 cases.

    Parameters
    ----------
    profile
        What is to be published.
    groups
        Made by :func:`groups` from advice by this profile.
    tolerance
        The largest gap that is accepted, a share from 0 to 1.

    Returns
    -------
    str
        Its text, and after it the figures as comments: it loads as before, and its digest is the same.

    Raises
    ------
    kring.InvalidRule
        For a gap beyond the tolerance, every one with its figures; or figures by another profile.
    kring.InvalidValue
        For a tolerance out of range.
    """
    limit = _checked_tolerance(tolerance)
    if groups.profile.digest != profile.digest:
        raise _core.InvalidRule(
            f"the figures were made by {groups.profile.id} {groups.profile.version} (digest "
            f"{groups.profile.digest[:12]}), not by {profile.id} {profile.version} (digest {profile.digest[:12]}); "
            "advise by the profile that is to be published"
        )
    sentences = [_sentence(gap, groups.from_band, groups.confidence, False) for gap in groups.gaps]
    blocking = [text for gap, text in zip(groups.gaps, sentences, strict=True) if gap.blocks(limit)]
    if blocking:
        raise _core.InvalidRule(
            f"{profile.id} {profile.version} cannot be published: {len(blocking)} gap{'s'[: len(blocking) != 1]} "
            f"beyond the tolerance of {_number(limit)} points, with an interval that leaves out 0\n"
            + "\n".join(f"- {text}" for text in blocking)
            + "\nfind out why, change the profile, or publish with a tolerance that you can defend"
        )
    head = (
        f"Groups of boards in band {groups.from_band} or higher, digest {profile.digest[:12]}, "
        f"tolerance {_number(limit)} points:"
    )
    return profile.text.rstrip("\n") + "\n\n" + "".join(f"# {_one_line(line)}\n" for line in (head, *sentences))


def _one_line(text: str) -> str:
    """Text as it may stand in a comment, whatever groups are called."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _checked_tolerance(tolerance: float) -> float:
    limit = number(tolerance, "tolerance")
    if not 0 <= limit <= 1:
        raise _core.InvalidValue(f"tolerance is {tolerance!r}; give a share from 0 to 1: 0.10 is ten percentage points")
    return limit


def _labels(advice: Advice, units: _core.Table, names: Sequence[str]) -> dict[str, list[str | None]]:
    """The group of every board of the advice, by column."""
    for name in ("unit", *names):
        if name not in units.column_names:
            near = difflib.get_close_matches(name, units.column_names, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise _core.InvalidTable(
                f"table 'units', column {name!r}: is missing; expected one row a board with it; there are "
                f"{', '.join(units.column_names)}{hint}"
            )
    boards = set(advice.units)
    places: dict[str, int] = {}
    for place, unit in enumerate(to_array(units, "unit").tolist()):
        if unit in boards and places.setdefault(unit, place) != place:
            raise _core.InvalidTable(f"table 'units', column 'unit': {unit!r} is there twice; remove one of the rows")
    missing = [unit for unit in advice.units if unit not in places]
    if missing:
        raise _core.InvalidTable(
            f"table 'units', column 'unit': {len(missing)} of {len(boards)} boards with advice are missing: "
            f"{', '.join(missing[:5])}; add them, with an empty cell where a group is not known"
        )
    columns = {name: to_array(units, name).tolist() for name in names}
    return {name: [_label(columns[name][places[unit]]) for unit in advice.units] for name in names}


def _label(cell: Any) -> str | None:
    return None if cell is None or cell != cell or cell == "" else str(cell)


def _gaps(advice: Advice, by: str, labels: list[str | None], from_band: int, confidence: float) -> list[Gap]:
    """Every group of one column, in alphabetical order, boards of which it is not known at the end."""
    bands, states = to_array(advice.table, "band"), to_array(advice.table, "state")
    known = np.array([label is not None for label in labels], dtype=bool)
    intensified = bands >= from_band
    rows = []
    for name in [*sorted({label for label in labels if label is not None}), *([] if known.all() else [None])]:
        inside = np.array([label == name for label in labels], dtype=bool)
        others = np.zeros_like(known) if name is None else known & ~inside
        own = (int((intensified & inside).sum()), int(inside.sum()))
        rest = (int((intensified & others).sum()), int(others.sum()))
        limits = proportion_interval(*own, confidence=confidence)
        lower, upper = gap_interval(own, rest, confidence) if rest[1] else (None, None)
        rows.append(
            Gap(
                by=by,
                group=name,
                boards=own[1],
                not_examined=int((states[inside] == "not_examined").sum()),
                undetermined=int((states[inside] == "undetermined").sum()),
                in_band=tuple(np.bincount(bands[inside], minlength=len(advice.profile.bands())).tolist()),
                intensified=own[0],
                lower=float(limits.lower),
                upper=float(limits.upper),
                others=rest[1],
                others_intensified=rest[0],
                gap=own[0] / own[1] - rest[0] / rest[1] if rest[1] else None,
                gap_lower=lower,
                gap_upper=upper,
            )
        )
    return rows


def _sentence(gap: Gap, from_band: int, confidence: float, dutch: bool) -> str:
    def said(*numbers: str) -> list[str]:
        return [one.replace(".", ",") for one in numbers] if dutch else list(numbers)

    name = gap.group or ("niet bekend" if dutch else "not known")
    share, lower, upper, level = said(
        _percent(gap.share), _percent(gap.lower), _percent(gap.upper), _number(confidence)
    )
    if dutch:
        text = f"{gap.intensified} van {gap.boards} besturen ({share}; {lower} tot {upper})"
        text += f" in zwaarte {from_band} of hoger"
    else:
        text = f"{gap.intensified} of {gap.boards} boards ({share}; {lower} to {upper}) in band {from_band} or higher"
    if gap.gap is None or gap.gap_lower is None or gap.gap_upper is None:
        text += ", geen andere om mee te vergelijken" if dutch else ", no others to compare with"
    else:
        rest = f"{gap.others_intensified} {'van' if dutch else 'of'} {gap.others}"
        share, apart = said(_percent(gap.others_intensified / gap.others), _points(gap.gap))
        lower, upper = said(_points(gap.gap_lower), _points(gap.gap_upper))
        if dutch:
            text += f", de andere {rest} ({share}); verschil {apart} procentpunt ({lower} tot {upper})"
        else:
            text += f", others {rest} ({share}); gap {apart} percentage points ({lower} to {upper})"
    return f"{gap.by} = {name}: {text}; {'intervallen' if dutch else 'intervals'} {level}%"


def _number(share: float) -> str:
    return f"{100 * share:g}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _points(share: float) -> str:
    return f"{100 * share:+.1f}"


def _state(gap: Gap, tolerance: float | None) -> str:
    if gap.gap is None or tolerance is None:
        return "-"
    if not gap.beyond(tolerance):
        return "within"
    return "beyond, surely not 0" if gap.sure else "beyond, may be chance"
