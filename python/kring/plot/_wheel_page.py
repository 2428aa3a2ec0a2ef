# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wheel as a notebook shows it: areas to click, each of which lists the records behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kring.plot._scope import Record
from kring.plot._theme import font
from kring.plot._wheel import (
    Arrow,
    Box,
    Layout,
    Wheel,
    between_words,
    canvas,
    counts_of,
    drawing_of,
    escaped,
    heading_of,
    members_of,
    phase_label,
    placed_words,
    record_column,
    spoken_words,
    text_length,
    whole_of,
)

_listed: Final = 50


@dataclass(frozen=True)
class Part:
    """A part of the wheel that can be clicked: where it is, and the records behind it."""

    box: Box
    heading: str
    lines: tuple[str, ...]
    records: tuple[Record, ...]
    empty: str
    """The message where there are no records."""


def _parts(wheel: Wheel) -> Iterator[Part]:
    _, layout = heading_of(wheel)
    texts = wheel._texts
    for at, arrow in enumerate(wheel.arrows):
        members = members_of(wheel, arrow.start)
        share = [texts("wheel.whole", count=texts.number(whole), of=texts.number(of))
                 for whole, of in [whole_of(wheel, arrow.start)] if of]  # fmt: skip
        lines = (counts_of(wheel, arrow.start), *share)
        box, name = layout.card(arrow.start), phase_label(wheel, arrow.start)
        yield Part(box, name, lines, tuple(_worst_first(members)), "wheel.no_records")
        box, name = _area(wheel, layout, at), between_words(wheel, arrow)
        yield Part(box, name, tuple(spoken_words(wheel, arrow)), _lacking(wheel, arrow), "wheel.nothing_lacks")


def _worst_first(members: Sequence[Record]) -> list[Record]:
    return sorted(members, key=lambda record: -len(record.missing))


def _lacking(wheel: Wheel, arrow: Arrow) -> tuple[Record, ...]:
    """The records that should have the step and do not."""
    asked = [record_column[one.step] for one in arrow.measures]
    held = [(record, name) for phase, name in asked for record in wheel._scope.records[phase]]
    return tuple(record for record, name in held if name in record.missing)


def _area(wheel: Wheel, layout: Layout, at: int) -> Box:
    lines, x, y, anchor = placed_words(wheel, layout, at)
    width = min(max(text_length(line.text, 13) for line in lines) + 8, 290.0)
    return Box(x - 4 if anchor == "start" else x - width + 4, y - 15, width, 15 * len(lines) + (14 if at == 3 else 8))


def _table(wheel: Wheel, part: Part) -> str:
    texts = wheel._texts
    if not part.records:
        return f"<p>{escaped(texts(part.empty))}</p>"
    lacks = "record_missing" if wheel._scope.is_account else "record_unstated"
    names = ("record", "record_title", "record_unit", lacks)
    head = "".join(f'<th scope="col">{escaped(texts(f"wheel.{name}"))}</th>' for name in names)
    rows = "".join(_row(wheel, record) for record in part.records[:_listed])
    more = len(part.records) - _listed
    rest = f"<p>{escaped(texts('wheel.more', count=texts.number(more)))}</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}"


def _row(wheel: Wheel, record: Record) -> str:
    texts = wheel._texts
    missing = ", ".join(texts(f"missing.{name}") for name in record.missing) or texts("wheel.nothing_missing")
    if record.later:
        waits = ", ".join(texts(f"missing.{name}") for name in record.later)
        missing += "; " + texts("wheel.record_later", what=waits)
    cells = "".join(f"<td>{escaped(cell)}</td>" for cell in (record.id, record.title, record.unit, missing))
    return f"<tr>{cells}</tr>"


_style: Final = """
#ID{position:relative;max-width:900px;background:#fff;color:#1d2731;font:14px/1.4 FONT;padding-bottom:8px}
#ID svg{display:block;width:100%;height:auto}
#ID .wheel{position:relative}
#ID>input{position:absolute;opacity:0;pointer-events:none;margin:0}
#ID label{position:absolute;cursor:pointer;border-radius:8px;margin:0}
#ID label:hover{background:#0068a81a}
#ID .only-read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
#ID section{display:none;padding:0 20px;overflow-x:auto}
#ID h4{margin:8px 0 4px;font-size:16px;color:inherit}
#ID p{margin:4px 0}
#ID .hint{padding:0 20px;color:#55626d}
#ID table{border-collapse:collapse;margin:8px 0;color:inherit;font-size:13px}
#ID th,#ID td{text-align:left;vertical-align:top;padding:4px 14px 4px 0;border-bottom:1px solid #e4e8eb}
#ID th,#ID td{white-space:normal}
"""


def page_of(wheel: Wheel, name: str) -> str:
    """The picture with areas to click, each of which shows the records behind it; without styles all are shown."""
    svg, parts = drawing_of(wheel, name), list(_parts(wheel))
    height = float(svg.split('viewBox="', 1)[1].split('"', 1)[0].split()[3])
    inputs = labels = sections = ""
    style = _style.replace("ID", name).replace("FONT", font)
    for at, part in enumerate(parts):
        key, box = f"{name}-{at}", part.box
        place = f"left:{box.left / canvas:.3%};top:{box.top / height:.3%};"
        place += f"width:{box.width / canvas:.3%};height:{box.height / height:.3%}"
        inputs += f'<input type="radio" name="{name}" id="{key}">'
        tip = escaped("; ".join((part.heading, *part.lines)))
        words = f'<span class="only-read">{escaped(part.heading)}</span>'
        labels += f'<label for="{key}" title="{tip}" style="{place}">{words}</label>'
        lines = "".join(f"<p>{escaped(line)}</p>" for line in part.lines)
        sections += f'<section class="part-{at}"><h4>{escaped(part.heading)}</h4>{lines}{_table(wheel, part)}</section>'
        style += f"#{key}:checked~.part-{at}{{display:block}}"
        style += f'#{key}:checked~.wheel label[for="{key}"]{{box-shadow:0 0 0 3px #0068a8}}'
        style += f'#{key}:focus-visible~.wheel label[for="{key}"]{{outline:3px solid #1d2731;outline-offset:3px}}'
    hint = f'<p class="hint">{escaped(wheel._texts("wheel.hint"))}</p>'
    picture = f'<div class="wheel">{svg}{labels}</div>'
    return f'<div id="{name}"><style>{style}</style>{inputs}{picture}{hint}{sections}</div>'
