# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report of a comparison for boards, parents and policy makers: one offline HTML file in Dutch and English."""

from kring.report._advise import Advised, advise
from kring.report._headline import bundled_wording, headline_sentences
from kring.report._write import write_report

__all__ = ["Advised", "advise", "bundled_wording", "headline_sentences", "write_report"]
