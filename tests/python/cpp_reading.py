# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Just enough C++ reading to see, in a header of this project, what is declared, documented and how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENERS = re.compile(r"\b(namespace|class|struct|union|enum)\b")
NOT_A_FUNCTION = re.compile(r"(using|concept|friend|static_assert|return)\b")
ACCESS = re.compile(r"\s*(public|private|protected)\s*:(?!:)")


@dataclass(frozen=True)
class Declaration:
    """One declaration: its text up to `;` or `{`, its first line, and how many lines its body has (0: none)."""

    text: str
    line: int
    body_lines: int
    documented: bool

    @property
    def is_function(self) -> bool:
        bare = re.sub(r"\[\[.*?\]\]|\b(noexcept|requires|alignas|explicit)\s*\([^()]*\)", "", self.head)
        before_value = bare if "operator" in bare else bare.split("=")[0]
        return "(" in before_value and not OPENERS.search(bare.split("(")[0]) and not NOT_A_FUNCTION.match(bare)

    @property
    def is_type(self) -> bool:
        named = re.match(r"(using\s+\w+\s*=|concept\b)", self.head)
        return bool(named or (self.body_lines and OPENERS.search(self.head.split("(")[0])))

    @property
    def head(self) -> str:
        """The text without what stands before the name of a template: `template <...>` and its `requires(...)`."""
        text = self.text
        while text.startswith("template"):
            text = text[_matching(text, text.index("<")) + 1 :].strip()
        if found := re.match(r"requires\s*(?=\()", text):
            text = text[_matching(text, found.end()) + 1 :].strip()
        return text

    @property
    def needs_no_words(self) -> bool:
        """Defaulted, deleted and befriended names, destructors, and moves: what they do is no news."""
        defaulted = re.search(r"=\s*(default|delete)\s*$", self.text)
        return bool(defaulted or re.search(r"\bfriend\b|~\w+\s*\(|\b(\w+)\s*\(\1\s*&&|operator=\(", self.text))


def without_comments_and_strings(source: str) -> str:
    """Give the text with comments, strings and preprocessor lines blanked out, every line where it was."""
    comments = r"//[^\n]*|/\*.*?\*/"
    strings = r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''
    directives = r"^[ \t]*#(?:\\\n|[^\n])*"
    pattern = re.compile(f"{comments}|{strings}|{directives}", re.DOTALL | re.MULTILINE)
    source = re.sub(r"(?<=\d)'(?=\d)", "_", source)
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), source)


def closing_brace(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text) - 1


def declarations(source: str) -> Iterator[Declaration]:
    """Give every declaration at namespace or public class scope, outside namespaces named `detail` or unnamed ones."""
    yield from _in_scope(without_comments_and_strings(source), source.splitlines(), 0, None, public=True)


def functions(source: str) -> Iterator[Declaration]:
    """Give every function with a body that stands at namespace or class scope, public or not."""
    text = without_comments_and_strings(source)
    for found in _in_scope(text, source.splitlines(), 0, None, public=True, everything=True):
        if found.is_function and found.body_lines:
            yield found


def _in_scope(
    text: str, lines: list[str], start: int, end: int | None, *, public: bool, everything: bool = False
) -> Iterator[Declaration]:
    end = len(text) if end is None else end
    begin = place = start
    while place < end:
        character = text[place]
        if character in "([":
            place = _matching(text, place)
        elif not text[begin:place].strip() and (access := ACCESS.match(text, begin, end)):
            public = access.group(1) == "public"
            begin = place = access.end()
            continue
        elif character == ";":
            if public or everything:
                yield from _declared(text, lines, begin, place, 0)
            begin = place + 1
        elif character == "{":
            close = closing_brace(text, place)
            follower = text[close + 1 : end].lstrip()[:1]
            if follower in ("{", ","):  # a member of an initialiser list, not the body
                place = close + 1
                continue
            if public or everything:
                yield from _braced(text, lines, begin, place, close, everything=everything)
            begin = place = close + 1 + len(text[close + 1 : end]) - len(text[close + 1 : end].lstrip(" ;"))
            continue
        place += 1


def _braced(
    text: str, lines: list[str], begin: int, opening: int, close: int, *, everything: bool
) -> Iterator[Declaration]:
    namespace = re.search(r"\bnamespace\b\s*([\w:]*)", text[begin:opening])
    if namespace:
        if everything or namespace.group(1).split("::")[-1] not in ("", "detail"):
            yield from _in_scope(text, lines, opening + 1, close, public=True, everything=everything)
        return
    body_lines = text.count("\n", opening, close) or 1
    found = list(_declared(text, lines, begin, opening, body_lines))
    yield from found
    if found and found[0].is_type and not re.match(r"enum\b", found[0].head):
        public = not re.match(r"class\b", found[0].head)
        yield from _in_scope(text, lines, opening + 1, close, public=public, everything=everything)


def _declared(text: str, lines: list[str], begin: int, end: int, body_lines: int) -> Iterator[Declaration]:
    words = text[begin:end]
    stripped = words.strip()
    if not stripped:
        return
    line = text.count("\n", 0, begin + len(words) - len(words.lstrip())) + 1
    above = lines[line - 2].strip() if line >= 2 else ""
    yield Declaration(stripped, line, body_lines, above.startswith("///") or above.endswith("*/"))


def _matching(text: str, place: int) -> int:
    pairs = {"(": ")", "[": "]", "<": ">"}
    close, depth = pairs[text[place]], 0
    for i in range(place, len(text)):
        depth += {text[place]: 1, close: -1}.get(text[i], 0)
        if depth == 0:
            return i
    return len(text) - 1
