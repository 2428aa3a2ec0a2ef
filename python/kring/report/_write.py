# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a report: everything or nothing."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from kring import InvalidTable, InvalidValue
from kring.frames.arrays import to_array
from kring.plot._texts import Language, languages
from kring.report._dossiers import assessed, tables
from kring.report._facts import Summary, lookup, summaries
from kring.report._judgements import judged
from kring.report._material import Wording
from kring.report._page import Advance, page
from kring.report._supervised import Audience, Supervised
from kring.report._supervised import tables as tables_of_advice

if TYPE_CHECKING:
    from kring.cycle import Dossier
    from kring.framework import Framework, Judgements
    from kring.results import Comparison
    from kring.risk import Risk
    from kring.supervision import Advice

_sometimes: Final = (
    "judgements.csv",
    "cycle_steps.csv",
    "cycle_chains.csv",
    "quality.csv",
    "advice.csv",
    "criteria.csv",
    "risk.csv",
    "counterfactuals.csv",
    "steps.csv",
)

# Beyond some thousands what draws charts gives up; long before, marks lie on each other.
most_units: Final = 2_000
written: Final = ("report.html", "comparison.csv", "summary.csv", *_sometimes)
"""Every file a report may consist of, in the order in which they are named."""

ByLanguage = str | Mapping[Language, str]
"""One text for every language, or one for each."""


def write_report(
    comparison_or_results: Any,
    *,
    units: Any = None,
    out: str | os.PathLike[str] = "out/",
    language: Language = "en",
    title: ByLanguage | None = None,
    source: ByLanguage | None = None,
    framework: Framework | str | None = "studiesucces-2024",
    dossiers: Sequence[Dossier] = (),
    advice: Advice | None = None,
    risk: Risk | None = None,
    audience: Audience = "internal",
    advance: Advance | None = None,
) -> Path:
    """Write a report of a comparison: one HTML file that works offline, in Dutch and English, and its tables as CSV.

    The folder gets ``report.html``, ``comparison.csv`` (every row and column of the comparison) and ``summary.csv``
    (how many units lie outside the limits, before and after allowing for the usual spread, a row a group, indicator and
    school year); where results come by level of education and the framework judges them, also ``judgements.csv``. Files
    of these names are replaced, or removed where there is nothing to put in them; on an error nothing is written and
    nothing is replaced.

    Parameters
    ----------
    comparison_or_results
        What `kring.compare` returned, or a frame with the columns of the table ``results``, which is then compared with
        the choices `kring.compare` makes by itself.
    units
        A frame with the columns of the table ``units``: names, and optionally a column ``place``. Left out, units are
        called by their code.
    out
        The folder; made where it does not exist.
    language
        ``"en"`` or ``"nl"``: what the report shows first. A button in it shows the other.
    title
        What the report is called.
    source
        Where the figures come from. Left out, the report says that this is not stated.
    framework
        A framework, or the id of one of the catalogue, by which results are judged that come with a column ``level``;
        None for none.
    dossiers
        Quality cycles for a chapter of their own: what each shows, where its circle breaks, what would mend it; with
        ``cycle_steps.csv``, ``cycle_chains.csv`` and ``quality.csv``.
    advice
        Advice on supervision for a last chapter: a map, a table to sort and search, and for every board its scores, its
        risk, its band with the reasons, what would change it and, where a dossier has events, what is due. With
        ``advice.csv``, ``criteria.csv``, ``risk.csv`` where ``risk`` is given, ``counterfactuals.csv`` (every minimal
        change to every lower band, by ``place`` in it: the cheapest first, equal costs in the order of
        `Advice.counterfactual`; and what leads to a higher band) and ``steps.csv`` (what could be done for the cheapest
        of each band, in records and counts, English and Dutch). `kring.report.advise` makes it from results.
    risk
        The risk the advice rests on, for what can be said of it.
    audience
        ``"internal"``, or ``"public"``: the chapter on supervision then has plain words, without limits, margins and
        changes, and of its tables only ``advice.csv`` is written. What a board could do names its records and
        programmes: that is for the board.
    advance
        Called after each chart with how many are done and how many there are.

    Returns
    -------
    pathlib.Path
        The HTML file.

    Raises
    ------
    kring.InvalidTable
        Where results or units break their contract.
    kring.InvalidValue
        For a language without texts, an unknown audience, or results of more than 2,000 units.
    ImportError
        Where what draws charts is not installed.
    """
    if language not in languages:
        raise InvalidValue(f"language is {language!r}; expected one of {', '.join(languages)}")
    if audience not in get_args(Audience):
        raise InvalidValue(f"audience is {audience!r}; expected one of {', '.join(get_args(Audience))}")
    if risk is not None and advice is None:
        raise InvalidValue("risk is given without advice: give advice=kring.supervise(..., risk=...) too")
    _require()
    comparison = _compared(comparison_or_results)
    table = _units(units)
    files = {"comparison.csv": _comparison_csv(comparison), "summary.csv": _summary_csv(summaries(comparison))}
    wording = Wording(_by_language(title), _by_language(source))
    found = judged(comparison, framework)
    if found and found.judgements is not None:
        files["judgements.csv"] = _judgements_csv(found.judgements)
    cycles = assessed(dossiers)
    if cycles:
        files |= {name: _csv(head, rows) for name, (head, rows) in tables(cycles).items()}
    supervised = None
    if advice is not None:
        names, places = (lookup(table, column) for column in ("name", "place"))
        supervised = Supervised(advice, risk, tuple(cycles), names, places, audience)
        files |= {name: _csv(head, rows) for name, (head, rows) in tables_of_advice(supervised).items()}
    html = page(
        comparison,
        table,
        judged=found,
        cycles=cycles,
        supervised=supervised,
        wording=wording,
        tables=tuple(files),
        language=language,
        advance=advance or (lambda done, steps: None),
    )
    folder = Path(out)
    _write_all(folder, {"report.html": html, **files})
    for name in _sometimes:
        # One of an earlier report would be taken for this one's.
        if name not in files:
            (folder / name).unlink(missing_ok=True)
    return folder / "report.html"


def _require() -> None:
    try:
        import jinja2  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError as missing:
        raise ImportError(
            f"a report needs {missing.name}, which is not installed: pip install 'kring[report]'"
        ) from missing


def _compared(given: Any) -> Comparison:
    from kring.results import Comparison, compare

    comparison = given if isinstance(given, Comparison) else compare(given)
    count = len(np.unique(to_array(comparison.table, "unit")))
    if count > most_units:
        raise InvalidValue(
            f"the results are of {count:,} units, and a report draws every one of them: expected at most "
            f"{most_units:,}; give the results of boards, or of one group or level at a time"
        )
    return comparison


def _units(units: Any) -> dict[str, NDArray[Any]]:
    if units is None:
        return {}
    from kring import frames
    from kring.results import validate

    faults = validate(units, kind="units")
    if faults:
        raise InvalidTable("\n".join(faults))
    columns: dict[str, NDArray[Any]] = frames.to_native(frames.to_table(units, name="units"), "dict")
    return columns


def _by_language(text: ByLanguage | None) -> dict[Language, str]:
    if text is None:
        return {}
    return dict.fromkeys(languages, text) if isinstance(text, str) else dict(text)


def _comparison_csv(comparison: Comparison) -> str:
    columns = comparison.columns
    return _csv(list(columns), zip(*columns.values(), strict=True))


def _summary_csv(rows: Sequence[Summary]) -> str:
    names = [field.name for field in fields(Summary)]
    return _csv(names, ([getattr(row, name) for name in names] for row in rows))


def _judgements_csv(judgements: Judgements) -> str:
    columns = {name: to_array(judgements.table, name).tolist() for name in judgements.table.column_names}
    return _csv(list(columns), zip(*columns.values(), strict=True))


def _csv(header: Sequence[str], rows: Any) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    # Numbers in the shortest form that reads back the same; what does not exist is empty.
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or (isinstance(value, float) and not np.isfinite(value)):
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _write_all(folder: Path, contents: Mapping[str, str]) -> None:
    # All files stand complete beside their place before the first is put in it; the folder is only made then.
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    ready: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in contents.items():
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", newline="", dir=folder, prefix=f".{name}.", delete=False
            ) as file:
                ready[Path(file.name)] = folder / name
                file.write(text)
        for temporary, place in ready.items():
            temporary.chmod(0o666 & ~_umask())
            if place.is_dir():
                raise InvalidValue(f"{place} is a folder; expected a file or nothing: give another folder to write to")
        for temporary, place in ready.items():
            temporary.replace(place)
    except BaseException:
        for temporary in ready:
            temporary.unlink(missing_ok=True)
        for parent in made:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
