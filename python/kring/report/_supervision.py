# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chapter on supervision: what is known of all boards, a map, a table, and a page a board."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kring.plot._boards import Board, band_name, share_text
from kring.plot._supervision import Kind, picture_of_advice
from kring.plot._texts import Texts
from kring.report._board import BoardPages, four
from kring.report._supervised import Supervised

if TYPE_CHECKING:
    from kring.risk import RiskProfile
    from kring.supervision import SupervisionProfile

Draw = Callable[[dict[str, Any], str], Any]
"""Makes a picture of a specification and its text alternative."""


# So many boards of which something is not known are named beside their count.
_named: Final = 12


class SupervisionChapter:
    """The chapter in one language."""

    def __init__(self, found: Supervised, texts: Texts, source: str, draw: Draw) -> None:
        self._found = found
        self._t = texts
        self._plot = Texts(texts.language, "kring.plot")
        self._source = source
        self._draw = draw
        self._bands = found.advice.profile.bands(texts.language)
        self._pages = BoardPages(found, texts)

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        t, found = self._t, self._found
        ends = {"first": self._band(0), "last": self._band(len(self._bands) - 1)}
        return {
            "public": found.public,
            "text": t("advised.text_public" if found.public else "advised.text", **ends),
            "summary": self._summary(),
            "tiles": self._tiles(),
            "notes": self._notes(),
            "known": self._known(),
            "pictures": [(kind, self._picture(kind)) for kind in found.pictures],
            "instead": self._instead(),
            "columns": [(t(f"advised.{key}"), kind) for key, kind in self._columns],
            "rows": [self._row(at, board) for at, board in enumerate(found.boards, start=1)],
            "choices": [(band, self._band(band)) for band in sorted({board.band for board in found.boards})],
            "found_pattern": t("advised.found", shown="{shown}", all="{all}"),
            "boards": [self._pages.context(at, board) for at, board in enumerate(found.boards, start=1)],
            "contribution_columns": [t(f"advised.{key}") for key in ("criterion", "value", "contribution")],
            "calendar_columns": [t(f"advised.{key}") for key in ("step", "when", "due", "article")],
            "profile": self._ruled("advised.profile", found.advice.profile),
            "origin": self._origin(),
            "source": found.advice.profile.source,
        }

    @cached_property
    def _columns(self) -> tuple[tuple[str, str], ...]:
        if self._found.public:
            return (
                ("name", "text"),
                ("band", "number"),
                ("quality_public", "number"),
                ("risk_public", "number"),
                ("state", "text"),
            )
        # Columns in which nothing is known of anybody say less than the count above them.
        examined = any(board.state != "not_examined" for board in self._found.boards)
        scores = ("quality", *four) if examined else ()
        upper = ("upper",) if any(self._upper(board) is not None for board in self._found.boards) else ()
        whole = ("whole",) if self._found.whole else ()
        risk = ("risk",) if any(board.risk is not None for board in self._found.boards) or not whole else ()
        numbers = tuple((name, "number") for name in ("band", *scores, *risk, *upper, *whole))
        return (("name", "text"), *numbers, ("state", "text"))

    def _band(self, band: int) -> str:
        return band_name(self._found.advice.profile, band, self._t.language)

    def _count(self, state: str) -> int:
        return sum(board.state == state for board in self._found.boards)

    def _summary(self) -> str:
        basis = self._found.advice.profile.basis
        return self._t(
            "advised.summary",
            count=self._t.number(len(self._found.boards)),
            unexamined=self._t.number(self._count("not_examined")),
            raised=self._t.number(sum(board.band > basis for board in self._found.boards)),
        )

    def _tiles(self) -> list[tuple[str, str]]:
        counts = {
            "boards": len(self._found.boards),
            "known": len(self._parts["both"]),
            "unexamined": self._count("not_examined"),
            "undetermined": self._count("undetermined"),
            "riskless": sum(board.risk is None for board in self._found.boards),
        }
        shown = [(key, count) for key, count in counts.items() if count or key in ("boards", "known")]
        return [(self._t.number(count), self._t(f"advised.{key}")) for key, count in shown]

    @cached_property
    def _parts(self) -> dict[str, list[Board]]:
        """The boards by what is known of them; every board is in one part."""
        found: dict[str, list[Board]] = {
            key: [] for key in ("both", "undetermined", "not_examined", "no_risk", "neither")
        }
        for board in self._found.boards:
            if board.risk is None:
                key = "neither" if board.quality is None else "no_risk"
            else:
                key = board.state if board.quality is None else "both"
            found[key].append(board)
        return found

    def _known(self) -> list[str]:
        """How many boards there are of each part, and where they are drawn; a few are named."""
        t, said = self._t, []
        for key, boards in self._parts.items():
            if not boards:
                continue
            drawn = t(f"advised.drawn_{key}") if "map" in self._found.pictures else ""
            named = ", ".join(board.name for board in boards) if key != "both" and len(boards) <= _named else ""
            line = t(f"advised.known_{key}", count=t.number(len(boards)), all=t.number(len(self._found.boards)))
            said.append(line + drawn + (f": {named}." if named else "."))
        return said

    def _instead(self) -> list[str]:
        """What is said where a picture would say nothing."""
        t, found, said = self._t, self._found, []
        if "map" not in found.pictures:
            said.append(t("advised.no_map"))
        if "bands" not in found.pictures and found.boards:
            count = t.number(len(found.boards))
            said.append(t("advised.no_bands", count=count, band=self._band(found.boards[0].band)))
        return said

    def _notes(self) -> list[str]:
        t, made = self._t, []
        if self._count("not_examined"):
            made.append(t("advised.unexamined_text"))
        whole = sum(board.unit in self._found.whole for board in self._found.boards)
        if whole and not self._found.public:
            made.append(t("advised.whole_text", count=t.number(whole)))
        return made

    def _picture(self, kind: Kind) -> Any:
        t, found = self._t, self._found
        spec = picture_of_advice(
            found.advice,
            kind,
            names=found.called,
            source=self._source.split(". ")[0] or None,
            without_range=found.whole,
            limits=not found.public,
            named=not found.public,
            language=t.language,
        )
        held = sorted({board.band for board in found.boards})
        counts = [(band, sum(board.band == band for board in found.boards)) for band in held]
        bands = ", ".join(t("advised.count", count=t.number(count), band=self._band(band)) for band, count in counts)
        if kind == "bands":
            return self._draw(spec, t("advised.counts", bands=bands))
        return self._draw(spec, t("advised.map", bands=bands, unexamined=t.number(self._count("not_examined"))))

    def _row(self, at: int, board: Board) -> dict[str, Any]:
        cells = {
            "band": (self._band(board.band), board.band),
            "quality": self._pages.score(board, "quality"),
            "quality_public": self._pages.score(board, "quality"),
            "risk": self._share(board.risk),
            "risk_public": self._share(board.risk),
            "upper": self._share(self._upper(board)),
            "whole": self._share(self._found.whole.get(board.unit)),
            "state": (self._plot(f"bands.{board.state}"), board.state),
            **{name: self._pages.score(board, name) for name in four},
        }
        return {
            "slug": str(at),
            "name": board.name,
            "band": board.band,
            "search": self._search(board),
            "cells": [
                (text, "" if value is None else value) for text, value in (cells[key] for key, _ in self._columns[1:])
            ],
        }

    def _search(self, board: Board) -> str:
        return " ".join(filter(None, (board.name, board.unit, self._found.places.get(board.unit, ""))))

    def _upper(self, board: Board) -> float | None:
        upper: float | None = None if board.unit in self._found.whole else board.values["risk_upper"]
        return upper

    def _share(self, value: float | None) -> tuple[str, float | None]:
        return share_text(value, self._plot), value

    def _origin(self) -> list[str]:
        """Where the risk comes from; the profile of the advice, with its source, stands before it."""
        said = [self._t("advised.figures", source=self._source.rstrip("."))] if self._source else []
        if self._found.risk is not None:
            said.append(self._ruled("advised.risk_profile", self._found.risk.profile))
        return said

    def _ruled(self, key: str, one: SupervisionProfile | RiskProfile) -> str:
        status = self._t(f"status.{one.status}")
        return self._t(key, id=one.id, version=one.version, status=status, digest=one.digest)
