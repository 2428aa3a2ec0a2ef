# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A judgement framework: reading, judging, verifying, exporting."""

from __future__ import annotations

import datetime
import html
import json
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from kring import _core, frames
from kring._day import day_number
from kring.framework._judgement import Judgement
from kring.framework._judgements import Judgements
from kring.framework._probabilities import Probabilities, draw_options
from kring.framework._verification import Verification, verification_from
from kring.statistics._arrays import thread_count


class Framework:
    """Rules by which numbers and findings become a judgement (waarderingskader): dated, sourced, checked.

    Made by :func:`kring.framework.load` from a file of your own, or by :func:`kring.catalog.framework`; both go through
    the same reader.
    """

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._extremes = False
        self._core = _core.Framework.read(text, file)

    @cached_property
    def definition(self) -> Mapping[str, Any]:
        """What the framework says, as data: scales, inputs, norms, and judgements with each rule in words."""
        return MappingProxyType(json.loads(self._core.definition()))

    @property
    def id(self) -> str:
        """Its name, for example ``"studiesucces-2024"``."""
        return str(self.definition["id"])

    @property
    def version(self) -> str:
        """Version of its file."""
        return str(self.definition["version"])

    @property
    def status(self) -> str:
        """How sure the rules are: ``"official"``, ``"secondary"`` (seen through another source) or ``"proposal"``."""
        return str(self.definition["status"])

    @property
    def source(self) -> str:
        """Where the rules stand."""
        return str(self.definition["source"])

    @property
    def digest(self) -> str:
        """SHA-256 of its rules: the same for every file that says the same."""
        return self._core.digest

    @property
    def main(self) -> str:
        """The judgement that the framework is for."""
        return str(self.definition["main"])

    @property
    def inputs(self) -> tuple[str, ...]:
        """The ids of its standards and indicators."""
        return tuple(one["id"] for one in self.definition["inputs"])

    @property
    def judgements(self) -> tuple[str, ...]:
        """The ids of its judgements; those further on rest on those before."""
        return tuple(one["id"] for one in self.definition["judgements"])

    def judgement_levels(self, judgement: str) -> tuple[str, ...]:
        """Return the levels of a judgement, worst first.

        Raises
        ------
        kring.UnknownIdentifier
            For a judgement the framework does not have.
        """
        for one in self.definition["judgements"]:
            if one["id"] == judgement:
                scales = {scale["id"]: scale["levels"] for scale in self.definition["scales"]}
                return tuple(scales[one["scale"]])
        raise _core.UnknownIdentifier(
            f"framework {self.id!r} has no judgement {judgement!r}: expected one of {', '.join(self.judgements)}"
        )

    @overload
    def judge(
        self,
        results_or_findings: Mapping[str, Any],
        *,
        findings: Any = ...,
        school_year: str | None = ...,
        on: str | datetime.date | None = ...,
        threads: int = ...,
    ) -> Judgements | Judgement: ...

    @overload
    def judge(
        self,
        results_or_findings: Any,
        *,
        findings: Any = ...,
        school_year: str | None = ...,
        on: str | datetime.date | None = ...,
        threads: int = ...,
    ) -> Judgements: ...

    def judge(
        self,
        results_or_findings: Any,
        *,
        findings: Any = None,
        school_year: str | None = None,
        on: str | datetime.date | None = None,
        threads: int = 0,
    ) -> Judgements | Judgement:
        """Judge every unit of a table, all judgements of the framework in one pass.

        Parameters
        ----------
        results_or_findings
            Any frame with the table ``results`` (unit, indicator, school_year, numerator, denominator; level where the
            norms differ by level of education) or ``findings`` (unit, standard, verdict; where present date). A verdict
            is a level, several joined by ``|`` (``"sufficient|good"``), or the word for a state; null is missing. Of
            two findings on one standard the later date counts. A mapping that has no key ``unit`` , or whose
            ``unit`` is a text, is one unit: see :meth:`judge_one`.
        findings
            The table ``findings``, where a framework takes both.
        school_year
            The school year judged, ``"2023/24"``; left out, the last in the table. Counts are summed over the windows
            the framework asks for. A table that holds one school year only, or windows (``window_years``), is taken as
            it is, and every explanation says so.
        on
            The day whose norms apply: a date or a school year. Left out, the last day of the school year judged.
        threads
            0 means every hardware thread. The outcomes do not depend on it.

        Returns
        -------
        Judgements
            One row a unit and judgement; see :class:`Judgements`. A mapping gives a :class:`Judgement`.

        Raises
        ------
        kring.InvalidTable
            Where a table breaks its contract, or has no indicator of the framework.
        kring.InvalidPeriod
            Where the norms have no value on the day; the message names the days they have.
        kring.UnknownIdentifier
            For a level of education the framework does not know.
        """
        if _is_one_unit(results_or_findings):
            if findings is not None or school_year is not None:
                message = "one unit is judged by what its mapping says: expected no findings or school_year beside it"
                raise _core.InvalidValue(message)
            return self.judge_one(results_or_findings, on=on)
        core = self._judged(results_or_findings, findings, school_year, on, thread_count(threads))
        return Judgements(core, self, like=results_or_findings, threads=thread_count(threads))

    def judge_one(self, given: Mapping[str, Any], *, on: str | datetime.date | None = None) -> Judgement:
        """Judge one unit.

        Parameters
        ----------
        given
            For each indicator ``(numerator, denominator)`` over the years the framework asks for; for each standard a
            level, several joined by ``|``, or the word for a state; ``None`` for what is missing. ``level``: the level
            of education, where the norms differ by it. ``unit``: its name, for explanations. An indicator left out is
            missing, a standard left out was not examined.
        on
            The day whose norms apply: a date or a school year. Left out, the latest norms.

        Raises
        ------
        kring.UnknownIdentifier
            For an input the framework does not have (the nearest is named), or a level of education.
        kring.InvalidValue
            For counts or words that cannot be.
        kring.InvalidPeriod
            Where the norms have no value on the day.

        Examples
        --------
        >>> import kring
        >>> studiesucces = kring.catalog.framework("studiesucces-2024")
        >>> studiesucces.judge_one({"level": 3, "annual_result": (75, 100), "diploma_result": (80, 100)}).outcome
        'sufficient'
        """
        if not isinstance(given, Mapping):
            raise _core.InvalidValue(f"one unit is given as {type(given).__name__}: expected a mapping from inputs")
        return Judgement(self._core.judge_one(dict(given), day_number(on)), self)

    def judge_counts(
        self,
        counts: Mapping[str, tuple[npt.ArrayLike, npt.ArrayLike]],
        *,
        level: Sequence[Any] | npt.NDArray[Any] | None = None,
        on: str | datetime.date | None = None,
        threads: int = 1,
    ) -> npt.NDArray[np.int8]:
        """Judge many units straight from arrays, for those who keep their own units; the main judgement only.

        Parameters
        ----------
        counts
            For each indicator its numerators and denominators, one place a unit; whole numbers.
        level
            The level of education of each unit: its name, or its place in ``definition["levels"]`` as ``uint8`` (255
            for a level without judgement), which is the fastest.
        on
            The day whose norms apply; left out, the latest.

        Returns
        -------
        numpy.ndarray
            For each unit the place of its level among ``judgement_levels(main)``, 0 the worst; -1 for undetermined, -2
            for not applicable.
        """
        for one in self.definition["inputs"]:
            if one["kind"] == "standard" and one["id"] in counts:
                raise _core.InvalidValue(f"{one['id']!r} is a standard and has no counts: expected indicators only")
        columns = [(name, *_counts(name, given)) for name, given in counts.items()]
        size = len(columns[0][1]) if columns else 0
        return self._core.judge_counts(self._places(level, size), columns, day_number(on), thread_count(threads))

    def probabilities(
        self,
        results_or_findings: Any,
        *,
        findings: Any = None,
        draws: int | None = None,
        seed: int = 2026,
        minimum_peers: int = 10,
        school_year: str | None = None,
        on: str | datetime.date | None = None,
        threads: int = 0,
    ) -> Probabilities:
        """Give the probability of each outcome when shares are uncertain.

        The true share of a unit on an indicator has a posterior beta distribution: the spread of true shares among the
        units at its level of education (beta-binomial, maximum likelihood), updated by its own counts. Indicators of
        one unit are taken as independent given the counts, which makes the best and the worst outcome look rarer than
        they are where the indicators share students. What is unknown stays unknown; findings of people are taken as
        certain.

        Parameters
        ----------
        results_or_findings, findings, school_year, on, threads
            As for :meth:`judge`. The numbers do not depend on threads, nor on the order of rows.
        draws
            Simulated draws a unit. Left out, probabilities are exact where a judgement rests on inputs alone, and 1,000
            draws are made for those that rest on other judgements.
        seed
            Of the draws.
        minimum_peers
            Smallest number of units from which a spread is learnt. Below it, and where the units differ no more than
            chance explains, Jeffreys' prior is used, and ``prior`` says so.
        """
        options = draw_options(draws, seed, minimum_peers, threads)
        core = self._judged(results_or_findings, findings, school_year, on, thread_count(threads))
        return Probabilities(core.probabilities(*options), self, like=results_or_findings, draws=draws, seed=seed)

    def with_extremes_assessed(self) -> Framework:
        """Return the same framework, in which shares of exactly 0% and 100% are assessed like any other.

        Some frameworks take such shares as withheld (``suppress_extremes``), because files that hide small groups write
        them so. For counts of your own they are what they say. The digest is another one.
        """
        other = Framework.__new__(Framework)
        other._text, other._extremes = self._text, True
        other._core = self._core.with_extremes_assessed()
        return other

    def verify(self) -> Verification:
        """Look at every input of every judgement and report what is wrong, each with its smallest example.

        Inputs that no rule covers; rules that no input reaches; a better input with a worse outcome; knowing more that
        contradicts what was settled; inputs without effect; levels given where nothing is applicable. Exact at any
        size: inputs are not listed but followed through a decision diagram.
        """
        return verification_from(self.id, self._core.verify())

    def to_zen(self) -> str:
        """The rule tables as a decision model of the ZEN engine (JSON).

        The context gives each standard and indicator its level, ``"unknown"`` or ``"not_applicable"``; every judgement
        adds its outcome, ``<id>_rule`` and ``<id>_possible``, with ``_`` for ``-`` in names. Norms and counts are not
        exported. A judgement known as a set of levels enters another as undetermined.
        """
        return self._core.zen()

    def to_dmn(self) -> str:
        """The rule tables as DMN 1.3 XML, one decision a judgement; the same inputs and limits as :meth:`to_zen`."""
        return self._core.dmn()

    def _judged(
        self, results: Any, findings: Any, school_year: str | None, on: str | datetime.date | None, threads: int
    ) -> _core.Judgements:
        table = frames.to_table(results, "results")
        day = day_number(on)
        if school_year is not None and not isinstance(school_year, str):
            raise _core.InvalidValue(f"school_year is {school_year!r}: expected text such as '2023/24'")
        if "standard" in table and "indicator" not in table:
            if findings is not None:
                raise _core.InvalidTable("two tables of findings were given: expected results first, findings second")
            return self._core.judge(None, table.named("findings"), school_year, day, threads)
        more = None if findings is None else frames.to_table(findings, "findings")
        return self._core.judge(table, more, school_year, day, threads)

    def _places(self, level: Any, size: int) -> npt.NDArray[np.uint8]:
        known = list(self.definition["levels"])
        if level is None:
            if known:
                raise _core.InvalidValue(f"level is missing, and the norms of {self.id!r} differ by {', '.join(known)}")
            return np.zeros(size, dtype=np.uint8)
        levels = np.asarray(level)
        if levels.dtype == np.uint8:
            return np.ascontiguousarray(levels)
        places = {name: place for place, name in enumerate(known)}
        places |= dict.fromkeys(self.definition["levels_without_judgement"], 255)
        names, codes = np.unique(levels.astype(str), return_inverse=True)
        for name in names:
            if name not in places:
                raise _core.UnknownIdentifier(f"level {str(name)!r} is not known: expected one of {', '.join(places)}")
        return np.array([places[name] for name in names], dtype=np.uint8)[codes]

    def __getstate__(self) -> tuple[str, bool]:
        return self._text, self._extremes

    def __setstate__(self, state: tuple[str, bool]) -> None:
        self._text, self._extremes = state
        core = _core.Framework.read(self._text, "a pickled framework")
        self._core = core.with_extremes_assessed() if self._extremes else core

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Framework) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"<Framework {self.id} {self.version}, {self.status}: {', '.join(self.judgements)}>"

    def __str__(self) -> str:
        lines = [f"{self.id}, version {self.version} ({self.status}): {self.definition['name']['en']}", self.source]
        if note := self.definition["note"]["en"]:
            lines.append(note)
        lines += self._norm_lines()
        for judgement in self.definition["judgements"]:
            lines += ["", f"{judgement['id']}: {judgement['name']['en']}, from {', '.join(judgement['inputs'])}"]
            rows = [(rule["outcome"] or "counts", rule["id"], rule["when"]["en"]) for rule in judgement["rules"]]
            widths = [max(len(row[i]) for row in rows) for i in range(2)]
            lines += [f"  {o.ljust(widths[0])}  {r.ljust(widths[1])}  {when}" for o, r, when in rows]
        return "\n".join(lines)

    def _norm_lines(self) -> list[str]:
        lines = []
        for norm in self.definition["norms"]:
            level = f" at level {norm['level']}" if norm["level"] else ""
            side = "" if norm["direction"] == "higher" else " or lower"
            start = f" from {norm['valid_from']}" if norm["valid_from"] else ""
            end = f" to {norm['valid_to']}" if norm["valid_to"] else ""
            lines.append(f"  {norm['indicator']}{level}: {norm['reaches']} at {norm['threshold']:g}%{side}{start}{end}")
        return ["", "norms", *lines] if lines else []

    def _repr_html_(self) -> str:
        parts = [f"<h4>{html.escape(self.definition['name']['en'])}</h4>"]
        parts.append(f"<p>{html.escape(f'{self.id}, version {self.version}, {self.status}. {self.source}')}</p>")
        for judgement in self.definition["judgements"]:
            rows = "".join(
                f"<tr><td>{html.escape(rule['outcome'] or 'counts')}</td><td>{html.escape(rule['when']['en'])}</td>"
                f"<td>{html.escape(rule['id'])}</td><td>{html.escape(rule['status'])}</td></tr>"
                for rule in judgement["rules"]
            )
            head = "".join(f'<th scope="col">{name}</th>' for name in ("outcome", "when", "rule", "status"))
            caption = f"{html.escape(judgement['name']['en'])}: the first row that holds decides"
            if judgement["hit"] != "first":
                caption = f"{html.escape(judgement['name']['en'])}: hit policy {judgement['hit']}"
            parts.append(
                f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            )
        return "<section>" + "".join(parts) + "</section>"


def _is_one_unit(given: Any) -> bool:
    return isinstance(given, Mapping) and isinstance(given.get("unit", ""), str)


def _counts(name: str, given: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    if not isinstance(given, (tuple, list)) or len(given) != 2:
        raise _core.InvalidValue(f"the counts of {name!r} are no pair: expected (numerators, denominators)")
    return _whole(name, given[0]), _whole(name, given[1])


def _whole(name: str, values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    if np.ma.is_masked(values):
        raise _core.InvalidValue(
            f"the counts of {name!r} have missing values: judge them as a table, or leave them out"
        )
    array = np.asarray(values)
    if array.size == 0 and array.ndim == 1:
        array = array.astype(np.int64)
    if array.dtype.kind not in "iu" or array.ndim != 1:
        raise _core.InvalidValue(
            f"the counts of {name!r} are {array.dtype} in {array.ndim} dimensions; expected a list of whole numbers"
        )
    if array.dtype == np.uint64 and array.size and array.max() > np.iinfo(np.int64).max:
        raise _core.InvalidValue(f"the counts of {name!r} go up to {array.max()}: expected at most 10^12")
    return np.ascontiguousarray(array, dtype=np.int64)


def load(path: str | os.PathLike[str]) -> Framework:
    """Read a judgement framework from a TOML file; ``docs/framework-format.md`` describes the format.

    Raises
    ------
    kring.InvalidRule
        Where the file breaks the format or its rules cannot be used: every fault with file, line and column, what was
        found and what was expected, and the nearest known name.
    """
    content = Path(path).read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{os.fspath(path)}: the text is no UTF-8 (byte {error.start}): save the file as UTF-8"
        raise _core.InvalidRule(message) from None
    return Framework(text, os.fspath(path))


def read(text: str, *, file: str = "framework") -> Framework:
    """Read a judgement framework from TOML text; ``file`` names it in messages. Raises as :func:`load`."""
    return Framework(text, file)
