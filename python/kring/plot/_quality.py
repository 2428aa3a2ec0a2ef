# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a dossier and of its scores: wheel, lanes, profile, feedback and survival."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from kring import InvalidValue
from kring.plot._altair import altair_chart
from kring.plot._feedback import feedback_panel
from kring.plot._lanes import lanes_panel
from kring.plot._panels import panels_chart
from kring.plot._profile import profile_line, profile_panels
from kring.plot._scope import Scope, column
from kring.plot._survival import survival_chart
from kring.plot._texts import Language, Texts
from kring.plot._theme import Spec
from kring.plot._wheel import Wheel

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.quality import Quality

kinds: Final = ("wheel", "lanes", "feedback", "survival")
"""Pictures of a dossier; of scores there is ``"profile"`` too."""


def plot_quality(quality: Quality, kind: str, unit: str | None, *, language: Language = "en") -> Any:
    """Draw a picture of what was assessed; see ``Quality.plot``.

    ``"wheel"`` and ``"lanes"`` are about one unit, which may be left out where one was assessed; without it
    ``"feedback"`` is about all records, ``"profile"`` and ``"survival"`` are about all units.

    Raises
    ------
    kring.InvalidValue
        For an unknown kind or language, or a unit that has to be given.
    kring.UnknownIdentifier
        For a unit the dossier does not have.
    ImportError
        Where altair is not installed; the wheel does without.
    """
    return _altair(picture_of_quality(quality, kind, unit, language=language))


def picture_of_quality(quality: Quality, kind: str, unit: str | None, *, language: Language = "en") -> Wheel | Spec:
    """Return the picture of :func:`plot_quality`: a wheel, or a Vega-Lite 6 specification, without altair."""
    texts, day = Texts(language), (quality.on - datetime.date(1970, 1, 1)).days
    if kind == "profile":
        panels = profile_panels(quality, unit, texts, day)
        return panels_chart(panels, quality.dossier, texts, day, profile_line(quality, texts))
    known = (*kinds[:2], "profile", *kinds[2:])
    if kind not in known:
        raise InvalidValue(f"kind is {kind!r}; expected one of {', '.join(known)}")
    if kind == "survival":
        return survival_chart(quality.dossier, unit, quality.level, day, texts)
    alone = quality.units[0] if len(quality.units) == 1 else None
    return _of_unit(quality.dossier, kind, unit or alone, quality.units, day, texts)


def plot_dossier(
    dossier: Dossier,
    kind: str,
    unit: str | None = None,
    *,
    on: str | datetime.date | None = None,
    language: Language = "en",
) -> Any:
    """Draw a picture of a dossier.

    Parameters
    ----------
    dossier
        The dossier.
    kind
        ``"wheel"``: the cycle with what passes from step to step; ``"lanes"``: the records over the years;
        ``"feedback"``: who was heard at which step; ``"survival"``: how far chains come.
    unit
        A unit of any kind, with all below it. Left out: the unit that has none above it, where there is one; for
        ``"survival"``, and for ``"feedback"`` where there are several: all.
    on
        The day on which is asked; left out, ``last_day``.
    language
        ``"en"`` or ``"nl"``.

    Raises
    ------
    As :func:`plot_quality`.
    """
    return _altair(picture_of_dossier(dossier, kind, unit, on=on, language=language))


def picture_of_dossier(
    dossier: Dossier,
    kind: str,
    unit: str | None = None,
    *,
    on: str | datetime.date | None = None,
    language: Language = "en",
) -> Wheel | Spec:
    """Return the picture of :func:`plot_dossier`: a wheel, or a Vega-Lite 6 specification, without altair."""
    texts, day = Texts(language), dossier._day(on)
    if kind not in kinds:
        raise InvalidValue(f"kind is {kind!r}; expected one of {', '.join(kinds)}")
    pairs = list(zip(column(dossier, "units", "unit"), column(dossier, "units", "parent"), strict=True))
    if kind == "survival":
        held = column(dossier, "units", "kind")
        level = "institution" if "institution" in held or not held else held[0]
        return survival_chart(dossier, unit, level, day, texts)
    # The top of the tree needs no row of its own.
    named = {name for name, _ in pairs}
    tops = [name for name, parent in pairs if parent not in named]
    return _of_unit(dossier, kind, unit or (tops[0] if len(tops) == 1 else None), tops, day, texts)


def _of_unit(
    dossier: Dossier, kind: str, unit: str | None, known: Sequence[str], day: int | None, texts: Texts
) -> Wheel | Spec:
    if unit is not None:
        # Raises for a unit that is not there, and names the nearest.
        dossier._core.standing(unit)
    elif kind != "feedback":
        more = f", ... ({len(known)} units)" if len(known) > 5 else ""
        raise InvalidValue(f"unit is not given; expected one of {', '.join(known[:5])}{more}")
    scope = Scope(dossier, unit, day, texts)
    if kind == "wheel":
        return Wheel(scope)
    if kind == "feedback":
        return panels_chart([feedback_panel(scope)], dossier, texts, day, *scope.notes())
    panel, notes = lanes_panel(scope)
    return panels_chart([panel], dossier, texts, day, *notes, *scope.notes())


def _altair(picture: Wheel | Spec) -> Any:
    return picture if isinstance(picture, Wheel) else altair_chart(picture)
