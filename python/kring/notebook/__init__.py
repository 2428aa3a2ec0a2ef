# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Widgets for notebooks: what is asked and shown stands in the browser, what is judged in the kernel.

Needs anywidget: ``pip install 'kring[notebook]'``.
"""

try:
    import anywidget as _  # noqa: F401
except ImportError as missing:
    raise ImportError("widgets need anywidget, which is not installed: pip install 'kring[notebook]'") from missing

from kring.notebook._explorer import Explorer

__all__ = ["Explorer"]
