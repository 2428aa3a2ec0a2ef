# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Profiles: the numbers that scores of quality assurance rest on."""

from __future__ import annotations

import os
from pathlib import Path

from kring import _core
from kring._rule_file import RuleFile


class Profile(RuleFile[_core.Profile]):
    """Every number the scores of quality assurance rest on (profiel), from a file that says how sure they are.

    Made by :func:`kring.catalog.profile`, or by :func:`load_profile` from a file of your own; both go through the same
    reader, and no number stands in code.
    """

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, _core.Profile.read(text, file))


def load_profile(path: str | os.PathLike[str]) -> Profile:
    """Read a profile from a TOML file; ``docs/quality.md`` describes the format.

    Raises
    ------
    kring.InvalidRule
        Every fault with file, line and column, what was found and what was expected.
    """
    return Profile(Path(path).read_text(encoding="utf-8"), os.fspath(path))
