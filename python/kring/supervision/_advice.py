# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advice on supervision."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from kring import _core, frames
from kring._rule_file import Language, is_dutch
from kring._shown import Shown, cell_text
from kring.cycle import Dossier
from kring.frames.arrays import make_column, to_array
from kring.supervision._draws import band_probabilities, posterior_draws
from kring.supervision._inputs import Inputs
from kring.supervision._profile import SupervisionProfile, profile_of
from kring.supervision._steps import steps_table

if TYPE_CHECKING:
    from kring.notebook import Explorer
    from kring.quality import Quality
    from kring.risk import Risk


class Advice(Shown):
    """Which band of supervision is proportionate to each board (advies); made by ``kring.supervise``.

    ``frame`` has one row a board with the columns

    - ``unit``; ``band``: 0 is the least supervision; ``quality``: Q;
    - ``escalation``: the highest band that a reason for more asks, 0 where there is none; ``reduction``: the lowest
      band that a reason for less allows, the basis where there is none;
    - ``state``: ``advised``; ``undetermined``, where Q or the risk is unknown; ``not_examined``, where nobody examined
      the quality assurance of the board;
    - ``reason``: ``no_quality``, ``no_risk``, or why it was not examined; null when advised.

    A band is advice from a calculation by the profile named, which is a proposal: no decision of anyone.
    """

    def __init__(self, inputs: Inputs, profile: SupervisionProfile) -> None:
        self._inputs = inputs
        self._core = inputs.judged(profile)
        self.profile = profile
        """Bands, gates and numbers the advice rests on."""
        self._like = inputs.like
        self.quality: Quality | None = inputs.quality
        """The scores the advice was made from; ``None`` where they came as a frame."""
        self.risk: Risk | None = inputs.risk
        """The risk the advice was made from; ``None`` where it came as a frame."""

    @cached_property
    def table(self) -> _core.Table:
        """The same rows and columns as ``frame``, as an Arrow table without a frame library."""
        return self._core.frame()

    @cached_property
    def frame(self) -> Any:
        """One row a board, as a frame of the kind that went in."""
        return self._native(self.table)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The boards, in the order in which they came."""
        return tuple(to_array(self.table, "unit").tolist())

    def under(self, profile: str | os.PathLike[str] | SupervisionProfile) -> Advice:
        """Give the advice on the same boards by another profile: the same scores, risk and bands before.

        For example ``advice.under(advice.profile.moved({"low_quality.quality.below": 0.50}))``.
        """
        return Advice(self._inputs, profile_of(profile))

    def explore(
        self, *, names: Mapping[str, str] | None = None, source: str | None = None, language: Language = "en"
    ) -> Explorer:
        """Move the limits of the profile in a notebook, and see at once which boards come to another band.

        Parameters
        ----------
        names
            Names of boards by unit; left out, those of the dossier, else the units themselves.
        source
            Where the figures come from, shown below.
        language
            ``"en"`` or ``"nl"``: every word and number.

        Returns
        -------
        kring.notebook.Explorer
            A widget; its ``profile``, ``advice`` and ``changes`` are those of the limits as they stand.

        Raises
        ------
        ImportError
            Where anywidget is not installed.
        """
        from kring.notebook import Explorer

        return Explorer(self, names=names, source=source, language=language)

    @cached_property
    def criteria(self) -> Any:
        """One row a board with every criterion as it was used: those left out are taken from others."""
        return self._native(self._core.criteria())

    def gates(self, unit: str) -> Any:
        """Every condition of every gate for one board.

        Columns: ``gate``, ``kind`` (escalation or reduction), ``band``, ``holds`` (the gate as a whole), ``criterion``,
        ``asked`` (at_least or below), ``limit``, ``value``, ``margin`` (how far the value is past the limit; negative
        where it is short, null where it is unknown), ``en``, ``nl``.
        """
        return self._native(self._core.gates(unit))

    def explain(self, unit: str, language: Language = "en") -> str:
        """Why a board has its band, in sentences, English or Dutch."""
        return "\n".join(self._core.explain(unit, is_dutch(language)))

    def contributions(
        self,
        unit: str,
        of: Literal["quality", "band"] = "band",
        reference: Mapping[str, float | None] | None = None,
    ) -> dict[str, float | None]:
        """Say what each criterion contributes to the difference with a reference: exact Shapley values.

        They add up to the band (or Q) of the board less that of the reference, without hysteresis. A criterion that the
        reference does not name is taken as the board's own, or derived as it is for a board.

        Parameters
        ----------
        unit
            A board.
        of
            ``"band"``, or ``"quality"``: Q.
        reference
            The board to compare with, by criterion; left out, that of the profile.

        Returns
        -------
        dict
            A number a criterion that was given; ``None`` for all where Q is unknown.
        """
        if of not in ("quality", "band"):
            raise _core.InvalidValue(f"of is {of!r}: expected 'quality' or 'band'")
        other = None if reference is None else dict(reference)
        return self._core.contributions(unit, of == "band", other)

    @cached_property
    def all_contributions(self) -> Any:
        """One row a board: what each criterion contributes to the difference of its band with that of the reference of
        the profile, and ``reference_band``."""
        return self._native(self._core.all_contributions())

    def band_probabilities(self, unit: str, *, draws: int = 20_000, seed: int = 1) -> dict[int, float]:
        """Give the probability of each band of a board when R and E are as uncertain as they are.

        R is drawn from its law after verification (needs the :class:`kring.Quality` the advice was made from), E from
        the exact law of the risk (needs the :class:`kring.Risk`); a criterion without a law is taken as it is. In each
        draw the pessimistic values are those drawn, as if the truth were known. Without hysteresis. The same seed gives
        the same numbers on every machine.

        Raises
        ------
        kring.InvalidValue
            Where there were neither, for want of a law, or for fewer than 1 draw.
        """
        columns = posterior_draws(self, unit, draws, seed)
        return band_probabilities(columns, profile=self.profile, threads=1)

    def counterfactual(self, unit: str, band: int | None = None, *, step: float = 0.05) -> Any:
        """All minimal changes that would bring a board to a lower band, the cheapest first.

        Minimal: no part of a change can be left out or made smaller. A criterion moves to a limit of the profile; where
        Q must rise, A, V, T and R move to their limits and to multiples of ``step``.

        Parameters
        ----------
        unit
            A board.
        band
            The band to come to, or one below it; left out, every band below that of the board, the nearest first.
        step
            How finely A, V, T and R are looked at where Q must rise.

        Returns
        -------
        frame
            One row a change: ``option`` (numbered from 1), ``band``, ``criterion``, ``from``, ``to``, ``change``,
            ``cost`` by the profile, ``option_cost`` of the option as a whole. Empty where no lower band is there.
        """
        return self._native(self._core.counterfactual(unit, band, step))

    def warning(self, unit: str) -> Any:
        """Give changes of one criterion that each lead to a higher band, the nearest first.

        Columns are those of ``counterfactual``.
        """
        return self._native(self._core.warning(unit))

    def steps(self, unit: str, band: int | None = None, *, language: Language = "en") -> Any:
        """Say what a board could do to come to a lower band: the cheapest counterfactual in records and counts.

        For A, V, T and R the gaps of the quality assurance are mended one after the other, each time the one that gains
        most, until the criterion is where it must be: several may do what one cannot. For the risk, the programmes that
        weigh most in it, with how many students each is short of its cut. Needs the :class:`kring.Quality` or
        :class:`kring.Risk` the advice was made from; without it a step says only what the criterion must be.

        Returns
        -------
        frame
            ``band``, ``criterion``, ``to``, ``step`` (a gap of ``quality.gaps(unit)``, or a programme; null where
            nothing of these is left to do), ``value`` of the criterion once this and the steps above it are done,
            ``text``.
        """
        is_dutch(language)
        changes = self._core.counterfactual(unit, band, 0.05)
        return self._native(steps_table(changes, unit, self.quality, self.risk, language))

    def calendar(self, unit: str, events: Any, *, on: str | datetime.date, **options: Any) -> Any:
        """What is due for a board and when; see :func:`kring.supervision.calendar`, which takes the same options."""
        from kring.supervision._calendar import calendar

        return self._of_unit(calendar(self._events(events), on=on, **options), unit)

    def ladder(self, unit: str, events: Any, *, on: str | datetime.date, **options: Any) -> Any:
        """The step of the ladder a board has reached and the next one open; see :func:`kring.supervision.ladder`."""
        from kring.supervision._ladder import ladder

        return self._of_unit(ladder(self._events(events), on=on, **options), unit)

    def _events(self, events: Any) -> Any:
        return events if isinstance(events, Dossier) else frames.to_table(events, "events")

    def _of_unit(self, found: Any, unit: str) -> Any:
        table = frames.to_table(found, "found")
        keep = np.array([one == unit for one in to_array(table, "unit").tolist()], dtype=bool)
        columns = [make_column(name, to_array(table, name)[keep], "found") for name in table.column_names]
        return self._native(_core.Table("found", columns))

    def plot(
        self,
        kind: Literal["map", "contributions", "bands"],
        unit: str | None = None,
        *,
        names: Mapping[str, str] | None = None,
        source: str | None = None,
        language: Language = "en",
    ) -> Any:
        """Draw the advice.

        Parameters
        ----------
        kind
            ``"map"``: Q against the risk E, with the band by colour and shape and a line up to the upper value of E;
            boards that were not examined stand apart in a strip, never at 0. ``"contributions"``: what each criterion
            adds to the band of one board or takes off it, in bands, against the reference of the profile. ``"bands"``:
            how many boards each band has, and of how many Q or the risk is not known.
        unit
            A board: needed for ``"contributions"``, ringed and named in ``"map"``.
        names
            Names of boards by unit; left out, those of the dossier, else the units themselves.
        source
            Where the figures come from, shown under the picture.
        language
            ``"en"`` or ``"nl"``: every word and number in the picture.

        Raises
        ------
        kring.InvalidValue
            For an unknown kind or language, or contributions without a unit.
        kring.UnknownIdentifier
            For a unit without advice.
        ImportError
            Where altair is not installed.
        """
        from kring.plot._supervision import plot_advice

        return plot_advice(self, kind, unit, names=names, source=source, language=language)

    def _history(self) -> _core.Table:
        cycles = self._core.cycles()
        units, band = to_array(self.table, "unit"), to_array(self.table, "band")
        return _core.Table(
            "previous",
            [
                make_column("unit", units, "previous"),
                make_column("band", band, "previous"),
                make_column("cycles_at_low_band", cycles, "previous"),
            ],
        )

    def _native(self, table: _core.Table) -> Any:
        return frames.to_native(table, self._like)

    def __len__(self) -> int:
        return self.table.num_rows

    def _head(self) -> str:
        p = self.profile
        return (
            f"Supervision of {len(self)} board{'s'[: len(self) != 1]}, by profile {p.id} {p.version} "
            f"({p.status}, digest {p.digest[:12]})"
        )

    def _rows(self) -> list[list[str]]:
        names = ("unit", "band", "quality", "escalation", "reduction", "state", "reason")
        columns = [to_array(self.table, name).tolist() for name in names]
        rows = [list(names)]
        return rows + [[cell_text(cell, 4) for cell in row] for row in list(zip(*columns, strict=True))[:20]]

    def _left_out(self) -> int:
        return max(0, len(self) - 20)
