# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The quality cycle of one unit as a wheel: five phases in a circle, and how much of each passes on to the next."""

from __future__ import annotations

import html
import math
import os
import re
import textwrap
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from kring import InvalidValue
from kring.plot._scope import Record, Scope, bad, good, phases, quiet, slate, small_print, source_lines
from kring.plot._theme import font, ink, line_grey


@dataclass(frozen=True)
class Measure:
    """How many records have a step, of those for which it is due, and for how many it is not."""

    step: str
    count: int
    of: int
    later: int

    @property
    def share(self) -> float | None:
        """The share that has it; none where no record is asked."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True)
class Arrow:
    """What passes from one phase to the next."""

    start: str
    end: str
    measures: tuple[Measure, ...]

    @property
    def share(self) -> float | None:
        """The lowest share of its measures; none where no record is asked."""
        return min((one.share for one in self.measures if one.share is not None), default=None)

    @property
    def waits(self) -> int:
        """For how many records it is not yet due."""
        return sum(one.later for one in self.measures)


_arrows: Final = (
    ("ambition", "norm", ("ambition_with_norm",)),
    ("norm", "measurement", ("norm_compared",)),
    ("measurement", "evaluation", ("measurement_weighed",)),
    ("evaluation", "action", ("action_after_finding", "judgement_followed")),
    ("action", "effect", ("action_effect_checked",)),
    ("effect", "ambition", ("effect_renews",)),
)
# The column of Dossier.records that says whether a record has the step.
record_column: Final = {
    "ambition_with_norm": ("ambition", "with_norm"),
    "norm_compared": ("norm", "compared"),
    "measurement_weighed": ("measurement", "weighed"),
    "action_after_finding": ("action", "after_finding"),
    "judgement_followed": ("judgement", "followed"),
    "action_effect_checked": ("action", "effect_checked"),
    "effect_renews": ("effect", "renews"),
}
# Colour, width and dashes of an arrow by its state; of a reconstruction in one hue.
_looks: Final = {
    "all": (good, 4.0, ""),
    "most": (good, 2.2, ""),
    "few": (bad, 3.0, "11 6"),
    "none": (bad, 3.0, "3 5"),
    "unknown": (quiet, 2.0, "2 6"),
    "stated": (slate, 3.0, ""),
    "unstated": (quiet, 2.0, "6 6"),
}
canvas: Final = 900.0
_rx: Final = 250.0
_ry: Final = 228.0
_card: Final = (190.0, 88.0)


@dataclass(frozen=True)
class Line:
    """A line of words: what it says is a count, what is counted, what lacks or what waits."""

    kind: str
    text: str
    colour: str = ink


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    width: float
    height: float

    def covers(self, x: float, y: float, margin: float = 0.0) -> bool:
        """True for a point in the rectangle or within a margin of it."""
        across = self.left - margin <= x <= self.left + self.width + margin
        return across and self.top - margin <= y <= self.top + self.height + margin


class Wheel:
    """The quality cycle of one unit as a wheel: SVG with words, and in a notebook the records behind every part.

    A box is a phase with its records, an arrow what passes on. In a notebook a click on a box, or on the words of an
    arrow, lists the records and what they lack; it needs neither network nor script.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._texts = scope.texts

    @property
    def unit(self) -> str | None:
        """The unit it is about."""
        return self._scope.unit

    @cached_property
    def svg(self) -> str:
        """The picture as SVG text."""
        return drawing_of(self, "kring-wheel")

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """What passes from each phase to the next, from ambition on."""
        due, ever = self._scope.steps(self._scope.day), self._scope.steps(None)
        return tuple(
            Arrow(start, end, tuple(Measure(step, *due[step], ever[step][1] - due[step][1]) for step in steps))
            for start, end, steps in _arrows
        )

    def save(self, path: str | os.PathLike[str], *, scale: float = 2.0) -> None:
        """Write the picture to a file: ``.svg``, ``.png`` (``scale`` times 900 pixels wide) or ``.html``.

        Raises
        ------
        kring.InvalidValue
            For any other ending.
        ImportError
            For a ``.png`` where vl-convert is not installed.
        """
        file = Path(path)
        match file.suffix.lower():
            case ".svg":
                file.write_text(self.svg, encoding="utf-8")
            case ".png":
                file.write_bytes(_png(self.svg, scale))
            case ".html":
                page = f'<!doctype html><html lang="{self._texts.language}"><meta charset="utf-8">'
                page += f"<title>{escaped(title_of(self))}</title>{self._repr_html_()}</html>"
                file.write_text(page, encoding="utf-8")
            case other:
                raise InvalidValue(f"the file ends in {other!r}: expected '.svg', '.png' or '.html'")

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        from kring.plot._wheel_page import page_of

        return page_of(self, f"kring-{uuid.uuid4().hex[:10]}")

    def __repr__(self) -> str:
        return title_of(self) + "\n" + "\n".join(_described(self))


def escaped(text: str) -> str:
    """Return text that can stand in SVG and HTML, whatever is in it."""
    return html.escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "\ufffd", text))


def title_of(wheel: Wheel) -> str:
    """Return the title of a wheel."""
    key = "wheel.title" if wheel._scope.is_account else "wheel.title_reconstruction"
    return wheel._texts(key, unit=wheel._scope.name)


def _png(svg: str, scale: float) -> bytes:
    try:
        import vl_convert
    except ImportError as missing:
        raise ImportError("a .png needs vl-convert, which is not installed: pip install vl-convert-python") from missing
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def members_of(wheel: Wheel, phase: str) -> list[Record]:
    """The records in the box of a phase; judgements stand with evaluations."""
    held = ("evaluation", "judgement") if phase == "evaluation" else (phase,)
    return [record for one in held for record in wheel._scope.records[one]]


def phase_label(wheel: Wheel, phase: str) -> str:
    """What the box of a phase is called."""
    return wheel._texts(f"phase.{'monitoring' if phase == 'measurement' else phase}")


def _look(wheel: Wheel, share: float | None) -> str:
    """How an arrow or its words look: how whole it is."""
    if share is None:
        return "unknown"
    if not wheel._scope.is_account:
        return "unstated" if share < 0.5 else "stated"
    if share in (0.0, 1.0):
        return "all" if share else "none"
    return "few" if share < 0.5 else "most"


def _written(look: str) -> str:
    """The colour of words; the grey of lines is too light for them."""
    colour = _looks[look][0]
    return small_print if colour == quiet else colour


def words_of(wheel: Wheel, arrow: Arrow) -> list[Line]:
    """The words of an arrow, line by line."""
    texts, lines = wheel._texts, list[Line]()
    for one in (one for one in arrow.measures if one.of):
        colour = _written(_look(wheel, one.share))
        of = texts("wheel.of", count=texts.number(one.count), of=texts.number(one.of))
        lines += [Line("count", of, colour), Line("plain", texts(f"step.{one.step}"))]
        if one.count < one.of:
            key = f"lack.{one.step}" if wheel._scope.is_account else "lack.documents"
            lines.append(Line("lack", texts(key, count=texts.number(one.of - one.count)), colour))
        if one.later:
            lines.append(Line("later", texts("wheel.later", count=texts.number(one.later)), small_print))
    if arrow.share is None:
        said = "wheel.not_yet_due" if arrow.waits else "wheel.not_known"
        why = texts(f"step.{arrow.measures[0].step}") if arrow.waits else texts("wheel.nothing_to_ask")
        lines = [Line("count", texts(said), small_print), Line("plain", why)]
    return lines


def _absent(wheel: Wheel) -> list[str]:
    """The phases of which an account has nothing, though it was due: what is absent from it is a finding."""
    if not wheel._scope.is_account or not len(wheel._scope):
        return []
    before = {arrow.end: arrow for arrow in wheel.arrows}
    return [arrow.start for arrow in wheel.arrows
            if not members_of(wheel, arrow.start) and not before[arrow.start].waits]  # fmt: skip


def counts_of(wheel: Wheel, phase: str) -> str:
    """What a box says of its records."""
    texts, held = wheel._texts, ("evaluation", "judgement") if phase == "evaluation" else (phase,)
    some = [one for one in held if wheel._scope.records[one]]
    if not some:
        return texts("wheel.empty" if wheel._scope.is_account else "wheel.not_in_documents")
    return ", ".join(texts(f"held.{one}", count=texts.number(len(wheel._scope.records[one]))) for one in some)


def whole_of(wheel: Wheel, phase: str) -> tuple[int, int]:
    """How many records of a box lack nothing, of those of which something is asked."""
    members = members_of(wheel, phase)
    return sum(not record.missing for record in members), len(members)


def _described(wheel: Wheel) -> Iterator[str]:
    """The whole picture in words, for those who cannot see it."""
    texts = wheel._texts
    for arrow in wheel.arrows:
        whole, of = whole_of(wheel, arrow.start)
        share = texts("wheel.whole", count=texts.number(whole), of=texts.number(of))
        yield f"{phase_label(wheel, arrow.start)}: {counts_of(wheel, arrow.start)}" + (f"; {share}." if of else ".")
        said = "; ".join(spoken_words(wheel, arrow))
        yield f"{between_words(wheel, arrow)}: {said}."


def between_words(wheel: Wheel, arrow: Arrow) -> str:
    """From which phase to which an arrow goes, in words."""
    return wheel._texts("wheel.from_to", start=phase_label(wheel, arrow.start), end=phase_label(wheel, arrow.end))


def _text(x: float, y: float, text: str, size: float = 12, **look: str) -> str:
    given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
    fill = "" if "fill" in look else f' fill="{ink}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{fill}{given}>{escaped(text)}</text>'


def text_length(text: str, size: float) -> float:
    """About how long a text is, in pixels."""
    # Liberation Sans is half as wide as it is high, on average; a little more, to be safe.
    return 0.51 * size * len(text)


def _fitted(text: str, size: float, room: float) -> float:
    return size if text_length(text, size) <= room else max(7.0, size * room / text_length(text, size))


@dataclass(frozen=True)
class Layout:
    """Where everything stands, below a heading of a given height."""

    cy: float

    @property
    def cx(self) -> float:
        """Middle of the wheel."""
        return canvas / 2

    def at(self, angle: float) -> tuple[float, float]:
        """Return a point of the circle; 0 is at the top, 90 at the right."""
        turn = math.radians(angle)
        return self.cx + _rx * math.sin(turn), self.cy - _ry * math.cos(turn)

    def card(self, phase: str) -> Box:
        """Return the box of a phase."""
        places = ("ambition", "norm", "measurement", "evaluation", "action", "effect")
        x, y = self.at(60.0 * places.index(phase))
        return Box(x - _card[0] / 2, y - _card[1] / 2, *_card)

    def words(self, at: int, lines: int) -> tuple[float, float, str, int]:
        """Return where the words of an arrow stand: x, first baseline, anchor, characters that fit on a line."""
        right = at < 3
        anchor, side = ("start", 1) if right else ("end", -1)
        if at in (1, 4):
            return self.cx + side * (_rx + 16), self.cy + 4 - 7.5 * (lines - 1), anchor, 28
        x = self.cx + side * 168
        return x, (self.cy - 198 - 15 * (lines - 1) if at in (0, 5) else self.cy + 212), anchor, 44

    def band(self) -> Box:
        """Return the ground behind action and effect, which are the improvement together."""
        upper, lower = self.card("effect"), self.card("action")
        return Box(14, upper.top - 34, upper.left + upper.width, lower.top + lower.height - upper.top + 48)


def _wrapped(lines: Sequence[Line], characters: int) -> list[Line]:
    return [replace(line, text=part) for line in lines for part in textwrap.wrap(line.text, characters)]


def placed_words(wheel: Wheel, layout: Layout, at: int) -> tuple[list[Line], float, float, str]:
    """The words of an arrow, and where they stand."""
    arrow = wheel.arrows[at]
    lines = _wrapped(words_of(wheel, arrow), layout.words(at, 1)[3])
    x, y, anchor, _ = layout.words(at, len(lines))
    return lines, x, y, anchor


def _arc(wheel: Wheel, layout: Layout, at: int) -> str:
    """The line of an arrow with its head; a cross on one that nothing passes."""
    arrow = wheel.arrows[at]
    colour, width, dash = _looks[_look(wheel, arrow.share)]
    first, last = layout.card(arrow.start), layout.card(arrow.end)
    angles = [60.0 * at + step / 4 for step in range(241)]
    free = [a for a in angles if not first.covers(*layout.at(a), 5) and not last.covers(*layout.at(a), 5)]
    begin, tip, neck = layout.at(free[0]), layout.at(free[-1]), layout.at(free[-1] - 3)
    along = math.atan2(tip[1] - neck[1], tip[0] - neck[0])
    wings = [(tip[0] - 14 * math.cos(along + turn), tip[1] - 14 * math.sin(along + turn)) for turn in (-0.42, 0.42)]
    head = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *wings))
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    line = f"M{begin[0]:.1f} {begin[1]:.1f}A{_rx:g} {_ry:g} 0 0 1 {neck[0]:.1f} {neck[1]:.1f}"
    drawn = f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'
    drawn += f'<polygon points="{head}" fill="{colour}"/>'
    if _look(wheel, arrow.share) == "none":
        x, y = layout.at((free[0] + free[-1] - 3) / 2)
        drawn += _cross(x, y, 8, colour)
    return drawn


def _cross(x: float, y: float, half: float, colour: str) -> str:
    path = f"M{x - half:.1f} {y - half:.1f}l{2 * half:g} {2 * half:g}m0 {-2 * half:g}l{-2 * half:g} {2 * half:g}"
    drawn = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{1.6 * half:g}" fill="white"/>'
    return drawn + f'<path d="{path}" stroke="{colour}" stroke-width="{0.42 * half:.1f}" stroke-linecap="round"/>'


def _arrow(wheel: Wheel, layout: Layout, at: int) -> str:
    arrow = wheel.arrows[at]
    lines, x, y, anchor = placed_words(wheel, layout, at)
    said = "; ".join(spoken_words(wheel, arrow))
    drawn = f"<g><title>{escaped(f'{between_words(wheel, arrow)}: {said}')}</title>{_arc(wheel, layout, at)}"
    for row, line in enumerate(lines):
        y += 6 if line.kind == "count" and row else 0
        weight = {"count": {"font_weight": "bold"}, "lack": {"font_style": "italic"}}.get(line.kind, {})
        size = 14 if line.kind == "count" else 12
        drawn += _text(x, y + 15 * row, line.text, size, text_anchor=anchor, fill=line.colour, **weight)
    return drawn + "</g>"


def _card_of(wheel: Wheel, layout: Layout, phase: str) -> str:
    box, texts = layout.card(phase), wheel._texts
    whole, of = whole_of(wheel, phase)
    name, counts = phase_label(wheel, phase), counts_of(wheel, phase)
    share = texts("wheel.whole", count=texts.number(whole), of=texts.number(of)) if of else ""
    fill = good if wheel._scope.is_account else slate
    absent = phase in _absent(wheel)
    edge = f'stroke="{bad if absent else line_grey}" stroke-width="{2 if absent else 1.2}"'
    edge += "" if of else ' stroke-dasharray="5 4"'
    room = box.width - 28
    drawn = f"<g><title>{escaped(f'{name}: {counts}' + (f'; {share}' if share else ''))}</title>"
    drawn += f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:g}" height="{box.height:g}" rx="10" '
    drawn += f'fill="white" {edge}/>'
    drawn += _text(box.left + 14, box.top + 25, name, 16, font_weight="bold")
    drawn += _text(box.left + 14, box.top + 45, counts, _fitted(counts, 12.5, room), fill=bad if absent else ink)
    if of:
        drawn += _text(box.left + 14, box.top + 64, share, _fitted(share, 12.5, room), fill=fill, font_weight="bold")
        bar = f'<rect x="{box.left + 14:.1f}" y="{box.top + 72:.1f}" height="6" rx="3" '
        drawn += f'{bar}width="{room:g}" fill="#e4e8eb"/>'
        drawn += f'{bar}width="{room * whole / of:.1f}" fill="{fill}"/>'
    return drawn + "</g>"


def _verdict(wheel: Wheel) -> list[Line]:
    """What the wheel comes to: its weakest step, what is not there at all, or that it is closed."""
    texts, known = wheel._texts, [one for arrow in wheel.arrows for one in arrow.measures if one.of]
    worst = min(known, key=lambda one: one.share or 0.0, default=None)
    absent = _absent(wheel)
    if worst is not None and worst.share != 1.0 and (worst.share == 0.0 or not absent):
        of = texts("wheel.of", count=texts.number(worst.count), of=texts.number(worst.of))
        said = "wheel.weakest" if wheel._scope.is_account else "wheel.weakest_documents"
        count = Line("count", of, _written(_look(wheel, worst.share)))
        return [Line("plain", texts(said)), count, Line("plain", texts(f"step.{worst.step}"))]
    if absent:
        names = ", ".join(phase_label(wheel, phase) for phase in absent)
        return [Line("count", texts("wheel.empty"), bad), Line("plain", names)]
    if worst is None:
        return [Line("plain", texts("wheel.unexamined"))]
    return [Line("count", texts("wheel.closed"), _looks[_look(wheel, 1.0)][0])]


def _middle(wheel: Wheel, layout: Layout) -> str:
    lines = _wrapped(_verdict(wheel), 24)
    drawn, y = "", layout.cy - 10 * (len(lines) - 1) + 4
    for at, line in enumerate(lines):
        size, look = (20, {"font_weight": "bold"}) if line.kind == "count" else (14, {})
        drawn += _text(layout.cx, y, line.text, size, text_anchor="middle", fill=line.colour, **look)
        y += 24 if "count" in (line.kind, *(other.kind for other in lines[at + 1 : at + 2])) else 18
    return f"<g>{drawn}</g>"


def _legend(wheel: Wheel, y: float) -> tuple[str, float]:
    """The looks of arrows that occur, and the height they take."""
    order = ("all", "most", "few", "none", "stated", "unstated", "unknown")
    found = {_look(wheel, arrow.share) for arrow in wheel.arrows}
    drawn, x, top = "", 20.0, y
    for look in (one for one in order if one in found):
        label = wheel._texts(f"wheel.look_{look}")
        if x + 44 + text_length(label, 12) > canvas - 20:
            x, y = 20.0, y + 20
        colour, width, dash = _looks[look]
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        drawn += f'<path d="M{x:.1f} {y - 4:.1f}h34" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'
        drawn += _cross(x + 17, y - 4, 4.5, colour) if look == "none" else ""
        drawn += _text(x + 42, y, label)
        x += 42 + text_length(label, 12) + 26
    return f"<g>{drawn}</g>", y - top


def heading_of(wheel: Wheel) -> tuple[str, Layout]:
    """The title with the text below it, and the layout of what follows."""
    texts, scope = wheel._texts, wheel._scope
    count = texts.number(sum(len(scope.records[phase]) for phase in phases))
    subtitle = texts("wheel.subtitle", count=count)
    if not scope.is_account:
        subtitle = f"{texts('wheel.subtitle_reconstruction')} {subtitle}"
    drawn, y = "", 34.0
    for line in textwrap.wrap(title_of(wheel), 78, break_long_words=True):
        drawn, y = drawn + _text(20, y, line, 20, font_weight="bold"), y + 26
    for line in textwrap.wrap(subtitle, 138):
        drawn, y = drawn + _text(20, y, line, 12.5, fill="#3b4752"), y + 18
    return drawn, Layout(cy=y + _ry + _card[1] / 2 + 6)


def drawing_of(wheel: Wheel, name: str) -> str:
    """The whole picture; ``name`` keeps its ids apart from those of another on the same page."""
    heading, layout = heading_of(wheel)
    band = layout.band()
    body = f'<rect x="{band.left:g}" y="{band.top:.1f}" width="{band.width:.1f}" height="{band.height:.1f}" rx="16" '
    body += 'fill="#f0f3f5"/>'
    body += _text(band.left + 16, band.top + 23, wheel._texts("phase.improvement"), 16, font_weight="bold")
    body += "".join(_arrow(wheel, layout, at) for at in range(len(wheel.arrows)))
    body += "".join(_card_of(wheel, layout, arrow.start) for arrow in wheel.arrows) + _middle(wheel, layout)
    y = layout.cy + _ry + _card[1] / 2 + 52
    legend, more = _legend(wheel, y)
    y += more + 28
    foot = ""
    notes = " ".join([*wheel._scope.notes(), *source_lines(wheel._scope.dossier, wheel._texts, wheel._scope.day)])
    for line in textwrap.wrap(notes, 150, break_long_words=True):
        foot, y = foot + _text(20, y, line, 11, fill=small_print), y + 16
    said = f'<title id="{name}-title">{escaped(title_of(wheel))}</title>'
    said += f'<desc id="{name}-desc">{escaped(" ".join(_described(wheel)))}</desc>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {canvas:g} {y:.0f}" width="{canvas:g}" height="{y:.0f}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{font}">{said}'
        f'<rect width="100%" height="100%" fill="white"/>{heading}{body}{legend}{foot}</svg>'
    )


def spoken_words(wheel: Wheel, arrow: Arrow) -> list[str]:
    """The words of an arrow in sentences: a count with what it counts."""
    said: list[str] = []
    for line in words_of(wheel, arrow):
        if said and line.kind == "plain":
            said[-1] += f" {line.text}"
        else:
            said.append(line.text)
    return said
