# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a specification to a chart of altair."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import altair

_checked_rows: Final = 20


def altair_chart(spec: dict[str, Any]) -> altair.VConcatChart:
    """Give a specification as a chart, quick to make and safe to show."""
    try:
        import altair
    except ImportError as missing:
        raise ImportError("charts need altair, which is not installed: pip install 'kring[report]'") from missing
    return altair.VConcatChart.from_dict(_guarded(spec))


def _guarded(spec: Any) -> Any:
    """The same specification as altair should have it.

    It checks every row of a list against its schema, milliseconds each: many rows are written as text. And it puts a
    specification between script tags as it is: an invisible word joiner keeps texts from ending the script.
    """
    if isinstance(spec, str):
        return spec.replace("</", "<\u2060/").replace("<!--", "<\u2060!--")
    if isinstance(spec, list):
        return [_guarded(value) for value in spec]
    if not isinstance(spec, dict):
        return spec
    made = {key: _guarded(value) for key, value in spec.items()}
    values = made.get("values")
    if isinstance(values, list) and len(values) > _checked_rows and isinstance(values[0], dict):
        made |= {"values": json.dumps(values, ensure_ascii=False), "format": {"type": "json"}}
    return made
