# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Add up the results of a check: one JUnit file or one exit code a stage; end in the line `N passed, N failed`.

A stage is a file `<stage>.code` with its exit code, and `<stage>.xml` beside it when the stage counts its own tests.
A stage without such a file counts as one test, and so does a stage that ended badly although none of its tests failed.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Tally:
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def skip_reason(case: ElementTree.Element, mark: ElementTree.Element) -> str:
    output = case.findtext("system-out") or ""
    told = re.findall(r"Skipped\n(.+)|^SKIPPED: (.+)$", output, flags=re.MULTILINE)
    words = [word for pair in told for word in pair if word]
    return (words[0] if words else mark.get("message") or "no reason given").strip()


def add_cases(tally: Tally, stage: str, report: Path) -> None:
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{stage}: {case.get('classname', '')}::{case.get('name')}"
        mark = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
            tally.failed.append(name)
        elif mark is not None:
            tally.skipped.append((name, skip_reason(case, mark)))
        else:
            tally.passed += 1


def add_stage(tally: Tally, code: Path) -> None:
    ended_well = code.read_text(encoding="utf-8").strip() == "0"
    report = code.with_suffix(".xml")
    failed_before = len(tally.failed)
    if report.exists():
        add_cases(tally, code.stem, report)
    elif ended_well:
        tally.passed += 1
    if not ended_well and len(tally.failed) == failed_before:
        tally.failed.append(f"{code.stem}: ended with exit code {code.read_text(encoding='utf-8').strip()}")


def add_up(folder: Path) -> Tally:
    tally = Tally()
    for code in sorted(folder.glob("*.code")):
        add_stage(tally, code)
    if tally.passed == 0 and not tally.failed:
        tally.failed.append(f"no results in {folder}")
    return tally


def main(folder: str) -> int:
    tally = add_up(Path(folder))
    for reason, count in Counter(why for _, why in tally.skipped).items():
        print(f"skipped {count}: {reason}")
    for name in tally.failed:
        print(f"FAILED {name}")
    print(f"{tally.passed} passed, {len(tally.failed)} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
