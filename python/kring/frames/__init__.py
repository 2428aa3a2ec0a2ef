# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in and out: any frame that speaks Arrow goes in, the same kind of frame comes out, and no column is copied.

Nothing here imports a frame library before a frame of that library is given or asked for.
"""

from kring._core import Table
from kring.frames.incoming import to_table
from kring.frames.kinds import Kind, kind_of
from kring.frames.outgoing import to_native

__all__ = ["Kind", "Table", "kind_of", "to_native", "to_table"]
