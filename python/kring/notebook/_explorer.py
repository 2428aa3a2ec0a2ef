# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moving the limits of a profile, and seeing which boards come to another band."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import anywidget
import numpy as np
import traitlets

from kring import InvalidRule, InvalidValue, UnknownIdentifier, frames
from kring._shown import html_table
from kring.frames.arrays import to_array
from kring.notebook._changes import Change, Changes
from kring.notebook._given import Wording
from kring.plot._cell import display_names
from kring.plot._scope import unit_names
from kring.plot._texts import Language, Texts
from kring.supervision import Advice, Limit, SupervisionProfile

_listed: Final = 200
_folder: Final = Path(__file__).parent


class Explorer(anywidget.AnyWidget):
    """The limits of a profile to move, and the boards that come to another band; made by ``advice.explore()``.

    Show it as the last expression of a cell. Every band is worked out by the kernel, as ``kring.supervise`` does; the
    browser asks and draws. Where limits cannot be, as the reader of profiles says, the last ones that could stay.

    A notebook that is exported has no kernel: it holds a table of how things stood when the cell ran.
    """

    _esm = _folder / "explorer.js"
    _css = _folder / "explorer.css"

    given = traitlets.Dict().tag(sync=True)
    """What does not change while limits move."""
    asked = traitlets.Dict().tag(sync=True)
    """Limits that are asked for, by key, with a number for the question."""
    answer = traitlets.Dict().tag(sync=True)
    """What they lead to, with the number of the question it answers."""

    def __init__(
        self,
        advice: Advice,
        *,
        names: Mapping[str, str] | None = None,
        source: str | None = None,
        language: Language = "en",
    ) -> None:
        self._origin = self._advice = advice
        self._limits: dict[str, float] = {}
        self._texts = Texts(language, "kring.notebook")
        self._wording = Wording(advice, self._texts, source)
        known = unit_names(advice.quality.dossier) if advice.quality is not None else {}
        self._names = display_names(to_array(advice.table, "unit"), known | dict(names or {}))
        self._changes = Changes(advice, advice)
        self._counts = self._counted()
        given = self._wording.everything(self._counts, len(advice))
        super().__init__(given=given, asked={"number": 0, "limits": {}}, answer=self._answered(0))

    @property
    def advice(self) -> Advice:
        """The advice by the limits as they stand; the one explored where none was moved."""
        return self._advice

    @property
    def profile(self) -> SupervisionProfile:
        """The profile with the limits as they stand.

        Where any was moved it has another id, name and digest than the one explored, and the status ``proposal``;
        ``profile.text`` is a file to keep.
        """
        return self._advice.profile

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that can be moved, as given: those of gates, and of the whole those on which a band depends."""
        return self._wording.limits

    @property
    def changes(self) -> Any:
        """All boards with another band than by the profile as given, as a frame of the kind that went in.

        Columns: ``unit``, ``from``, ``to``, and ``decided_before`` and ``decides_now``: the gates that decided, joined
        by ``|``; ``basis`` where nothing says more or less, ``hysteresis`` where only that holds a band. Boards to more
        supervision come first, then those to less, each by unit.
        """
        return frames.to_native(self._changes.table, self._origin._like)

    def move(self, limits: Mapping[str, float]) -> None:
        """Move limits, by key, from where they stand; raises as ``profile.moved`` does, and then moves nothing."""
        asked = {**self._limits, **{key: _plain(value) for key, value in limits.items()}}
        self._moved(asked)  # Refuses, before anything is asked.
        self.asked = {"number": self.asked["number"] + 1, "limits": asked}

    def reset(self) -> None:
        """Move every limit back to where the profile as given has it."""
        self.asked = {"number": self.asked["number"] + 1, "limits": {}}

    def _moved(self, limits: Mapping[str, float]) -> SupervisionProfile:
        offered = {limit.key for limit in self.limits}
        for key in limits:
            if key not in offered:
                raise UnknownIdentifier(f"there is no limit {key!r} to move: expected one of {', '.join(offered)}")
        return self._origin.profile.moved(limits)

    @traitlets.observe("asked")
    def _judge(self, change: Mapping[str, Any]) -> None:
        number, limits = change["new"]["number"], change["new"]["limits"]
        if not hasattr(self, "_changes") or number == self.answer.get("number"):
            return
        try:
            profile = self._moved(limits)
            same = profile is self._origin.profile
            advice = self._origin if same else self._origin.under(profile)
        except (InvalidRule, InvalidValue, UnknownIdentifier) as refused:
            self.answer = {**self.answer, "number": number, "fault": str(refused)}
            return
        self._limits, self._advice, self._changes = dict(limits), advice, Changes(self._origin, advice)
        self.answer = self._answered(number)

    def _counted(self) -> list[int]:
        _, now = self._changes.bands
        return [int(count) for count in np.bincount(now, minlength=len(self._origin.profile.bands()))]

    def _answered(self, number: int) -> dict[str, Any]:
        changes, texts = self._changes, self._texts
        bands = zip(self._counts, self._counted(), strict=True)
        more = len(changes) - _listed
        return {
            "number": number,
            "fault": "",
            "bands": [
                {"count": now, "text": texts.number(now), "difference": self._difference(now - before)}
                for before, now in bands
            ],
            "summary": self._summary(),
            "ways": self._ways(),
            "rows": [self._row(one) for one in changes.first(_listed)],
            "more": texts("explorer.more", count=texts.number(more)) if more > 0 else "",
            "profile": self._wording.profile_line(self.profile),
        }

    def _summary(self) -> str:
        count, total = (self._texts.number(len(one)) for one in (self._changes, self._origin))
        key = {0: "none", 1: "one"}.get(len(self._changes), "some")
        return self._texts(f"explorer.{key}", count=count, total=total)

    def _ways(self) -> str:
        if self.profile is self._origin.profile:
            return self._texts("explorer.as_given")
        up = self._changes.up
        down = self._texts.number(len(self._changes) - up)
        return self._texts("explorer.ways", up=self._texts.number(up), down=down)

    def _difference(self, by: int) -> str:
        return f"+{self._texts.number(by)}" if by > 0 else self._texts.number(by)

    def _row(self, one: Change) -> dict[str, Any]:
        name = self._names[one.at]
        spoken = self._texts("explorer.from_to_spoken", before=one.before, now=one.now)
        basis = self._texts("explorer.basis")
        before, now = (
            "; ".join(map(self._wording.gate_text, gates)) or basis for gates in (one.decided_before, one.decides_now)
        )
        unit = "" if one.unit in name else one.unit
        moves = {"from": one.before, "to": one.now, "spoken": spoken}
        return {"unit": unit, "name": name, **moves, "before": before, "now": now}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.profile!r}): {self._summary()} {self._ways()}"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/html": self._repr_html_()}, metadata

    def _repr_html_(self) -> str:
        """The same state as tables, for where there is no kernel."""
        texts, word = self._texts, self._word
        answer, given = self.answer, self.given
        lines = [texts("explorer.static"), f"{answer['summary']} {answer['ways']}"]
        bands = [[word("band"), word("given"), word("now"), word("difference")]]
        for before, now in zip(given["bands"], answer["bands"], strict=True):
            bands.append([before["name"], before["text"], now["text"], now["difference"]])
        rows = [[word(name) for name in ("board", "from_to", "decided_before", "decides_now")]]
        for one in answer["rows"]:
            name = f"{one['name']} ({one['unit']})" if one["unit"] else one["name"]
            rows.append([name, f"{one['from']} → {one['to']}", one["before"], one["now"]])
        parts = [f"<h4>{html.escape(given['title'])}</h4>", *_paragraphs(lines)]
        parts.append(html_table(bands, caption=html.escape(word("bands"))))
        if len(rows) > 1:
            parts += [html_table(rows, caption=html.escape(f"{word('changes')}. {word('order')}"))]
            parts += _paragraphs([answer["more"]] if answer["more"] else [])
        parts += [html_table(self._limit_rows(), caption=html.escape(word("limits")))]
        return (
            f'<div lang="{texts.language}">{"".join(parts + _paragraphs([answer["profile"], *given["footer"]]))}</div>'
        )

    def _limit_rows(self) -> list[list[str]]:
        """Every limit, as given and as it stands."""
        wording, word = self._wording, self._word
        rows = [[word("gate"), word("limit"), word("given"), word("now")]]
        offered = {limit.key for limit in self.limits}
        for limit, now in zip(self._origin.profile.limits, self.profile.limits, strict=True):
            if limit.key in offered:
                gate = wording.gate_text(limit.gate) if limit.gate else ""
                values = [wording.value_text(limit, one.value) for one in (limit, now)]
                rows.append([gate, wording.label(limit), *values])
        return rows

    def _word(self, name: str) -> str:
        return self._texts(f"explorer.{name}")


def _paragraphs(lines: list[str]) -> list[str]:
    return [f"<p>{html.escape(line)}</p>" for line in lines]


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    return value.item() if isinstance(value, np.generic) else value
