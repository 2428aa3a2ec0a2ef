# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts as vector graphics that stand in a page: small, with text alternatives, nothing fetched."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from typing import Any, Final

_svg: Final = "http://www.w3.org/2000/svg"
_kept: Final = frozenset(
    (
        "viewBox",
        "d",
        "transform",
        "x",
        "y",
        "dx",
        "dy",
        "x1",
        "x2",
        "y1",
        "y2",
        "width",
        "height",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-opacity",
        "opacity",
        "text-anchor",
        "font-size",
        "font-weight",
        "clip-path",
        "id",
    )
)
_numbers: Final = ("d", "transform", "x", "y", "dx", "dy", "x1", "x2", "y1", "y2", "width", "height")
_identifier: Final = re.compile(r'\bid="([^"]+)"')
_reference: Final = re.compile(r'(\bid="|url\(#)([^")]+)("|\))')
_number: Final = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def render(spec: dict[str, Any], *, identifier: str, title: str, description: str) -> str:
    """Render a Vega-Lite specification as an SVG element with a title and a description.

    Parameters
    ----------
    spec
        What `kring.plot.specification` returned.
    identifier
        Prefix of every id in the picture, unique in the page.
    title, description
        The text alternatives.
    """
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(json.dumps(spec))
    return embed(drawn, identifier=identifier, title=title, description=description)


def embed(drawn: str, *, identifier: str, title: str, description: str) -> str:
    """Make a drawn SVG fit to stand in a page beside others."""
    ElementTree.register_namespace("", _svg)
    root = ElementTree.fromstring(_renumbered(drawn))
    _clean(root, identifier)
    width = root.get("viewBox", "").split()[2]
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    for at, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{_svg}}}{tag}", {"id": f"{identifier}-{tag}"})
        element.text = text
        root.insert(at, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{identifier}-title {identifier}-desc")
    root.set("style", f"max-width:{float(width) * 1.25:.0f}px")
    return ElementTree.tostring(root, encoding="unicode")


def _renumbered(drawn: str) -> str:
    # The renderer counts its ids on from picture to picture; a report must not depend on what was drawn before it.
    seen = {name: f"part{at}" for at, name in enumerate(dict.fromkeys(_identifier.findall(drawn)), start=1)}
    return _reference.sub(lambda match: f"{match[1]}{seen.get(match[2], match[2])}{match[3]}", drawn)


def _clean(element: ElementTree.Element, identifier: str) -> None:
    tip = element.get("aria-label") if element.get("role") == "graphics-symbol" else None
    for name in list(element.attrib):
        if name not in _kept:
            del element.attrib[name]
    for name in _numbers:
        if name in element.attrib:
            element.set(name, _number.sub(_rounded, element.attrib[name]))
    if "id" in element.attrib:
        element.set("id", f"{identifier}-{element.attrib['id']}")
    if "clip-path" in element.attrib:
        element.set("clip-path", element.attrib["clip-path"].replace("#", f"#{identifier}-"))
    for child in list(element):
        if _invisible(child):
            element.remove(child)
        else:
            _clean(child, identifier)
    if tip and len(element) == 0:
        ElementTree.SubElement(element, f"{{{_svg}}}title").text = tip


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match.group()):.1f}".removesuffix(".0")


def _invisible(element: ElementTree.Element) -> bool:
    # Vega draws frames and overlays that show nothing.
    if element.tag != f"{{{_svg}}}path":
        return False
    shows = element.get("stroke") not in (None, "none") or element.get("fill") not in (None, "none")
    return (
        element.get("display") == "none"
        or not element.get("d")
        or (element.get("class") in ("background", "foreground") and not shows)
    )
