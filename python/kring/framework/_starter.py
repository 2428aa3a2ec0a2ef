# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A commented framework to start from."""

from __future__ import annotations

import re
from importlib.resources import files

from kring._core import InvalidValue


def starter(id: str = "my-framework") -> str:
    """Return the text of a small, commented framework under a name of your own; it verifies without flaws.

    Raises
    ------
    kring.InvalidValue
        For an id that no framework can have.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", id):
        raise InvalidValue(
            f"the id {id!r} cannot be used: expected lower case letters, digits, - and _, such as 'mine'"
        )
    return files("kring").joinpath("framework", "starter.toml").read_text(encoding="utf-8").replace("my-framework", id)
