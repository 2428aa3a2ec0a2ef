# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three figures that say most, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kring.plot._texts import Language, Texts, languages
from kring.report._facts import headline, summaries
from kring.report._results import about

if TYPE_CHECKING:
    from kring.results import Comparison


def headline_sentences(comparison: Comparison, language: Language = "en") -> list[str]:
    """Say how many units were compared, and how many lie outside the limits before and after the usual spread.

    About the largest group of the first indicator in its latest school year; one sentence where nothing can be said.
    """
    texts = Texts(language, "kring.report")
    chosen = headline(summaries(comparison))
    if chosen is None:
        return [texts("short.nothing")]
    return [
        texts(
            "short.line_compared",
            about=about(chosen, texts),
            count=texts.number(chosen.compared),
            target=texts.percentage(chosen.target),
        ),
        texts("short.line_before", count=chosen.before, below=chosen.below, above=chosen.above),
        texts("short.line_after", count=chosen.after, below=chosen.after_below, above=chosen.after_above),
    ]


def bundled_wording() -> dict[str, dict[Language, str]]:
    """Return title and source of a report of `kring.datasets.mbo_2019`, in each language."""
    return {
        key: {language: Texts(language, "kring.report")(f"bundled.{key}") for language in languages}
        for key in ("title", "source")
    }
