# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Framework files with one mistake each: where it stands, what is wrong and what was expected, said in plain words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import kring
import kring.framework

ROOT = Path(__file__).resolve().parents[2]
BROKEN = sorted((ROOT / "tests" / "cases" / "broken").glob("*.toml"))
EXPECTS = "# expects: "

# Names of the insides of kring and of what it is built with.
INTERNAL = re.compile(r"::|\b[A-Z][a-z]+[A-Z]\w*|_core|\b(nlohmann|pybind11|basic_string|nullopt|nullptr|Traceback)\b")

HEAD = """
format = 1
id = "small"
version = "1"
name_en = "a small framework"
name_nl = "een klein kader"
status = "proposal"
source = "made up"
"""

# Three mistakes in how the rows are written: a misspelt field, a number in quotes, a date that is none.
MISWRITTEN = f"""{HEAD}
[[scale]]
id = "marks"
levels = ["insufficient", "sufficient", "good"]
name_nl = ["onvoldoende", "voldoende", "goed"]

[[indicator]]
id = "diploma_result"
name_en = "diploma result"
name_nl = "diplomaresultaat"
scale = "marks"
minimum_denominator = "12"

[[norm]]
indicator = "diploma_result"
reaches = "sufficient"
threshold = 61
direction = "higher"
valid_from = "last year"

[[judgement]]
id = "results"
name_en = "the results"
name_nl = "de resultaten"
scale = "marks"
inputs = ["diploma_result"]

[[judgement.rule]]
id = "sufficient"
when = {{ all = ["diploma_result"], level = "sufficient" }}
outcome = "sufficient"

[[judgement.rule]]
id = "insufficient"
otherwise = true
outcome = "insufficient"
"""

# Three mistakes in what well-written rows say: a misspelt input, a misspelt level, a misspelt outcome.
MISUNDERSTOOD = f"""{HEAD}
[[scale]]
id = "marks"
levels = ["insufficient", "sufficient", "good"]

[[standard]]
id = "guidance"
name_en = "guidance"
name_nl = "begeleiding"
scale = "marks"

[[standard]]
id = "placement"
name_en = "work placement"
name_nl = "beroepspraktijkvorming"
scale = "marks"

[[judgement]]
id = "programme"
name_en = "the programme"
name_nl = "de opleiding"
scale = "marks"
inputs = ["guidance", "placement"]

[[judgement.rule]]
id = "good"
when = {{ any = ["guidence"], level = "good" }}
outcome = "good"

[[judgement.rule]]
id = "sufficient"
when = {{ any = ["placement"], level = "suficient" }}
outcome = "sufficient"

[[judgement.rule]]
id = "insufficient"
otherwise = true
outcome = "insuficient"
"""


def expected_of(path: Path) -> list[str]:
    """The fragments that the message about a file must hold, the place first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(EXPECTS) for line in lines if line.startswith(EXPECTS)]


def refusal(path: Path) -> str:
    with pytest.raises(kring.InvalidRule) as failure:
        kring.framework.load(path)
    return str(failure.value)


def line_of(text: str, words: str) -> int:
    """The line on which the words stand, for the first time."""
    return text[: text.index(words)].count("\n") + 1


each_broken_file = pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])


def test_many_mistakes_are_tried() -> None:
    assert len(BROKEN) >= 25


@each_broken_file
def test_the_file_says_what_its_message_must_hold(path: Path) -> None:
    place, *words = expected_of(path)
    assert re.fullmatch(rf"{re.escape(path.name)}, line \d+(, column \d+)?", place)
    assert words


@each_broken_file
def test_the_message_names_the_place_the_mistake_and_what_was_expected(path: Path) -> None:
    message = refusal(path)
    place, *words = expected_of(path)
    # Not 'line 1' in 'line 12'; and the words are looked for outside the name of the file.
    assert re.search(rf"{re.escape(place)}(?!\d)", message), message
    without_path = message.replace(str(path), "")
    assert [fragment for fragment in words if fragment not in without_path] == [], message


@each_broken_file
def test_one_mistake_is_told_once(path: Path) -> None:
    assert refusal(path).count(f"{path}, line ") == 1


@each_broken_file
def test_the_message_says_nothing_of_the_insides_of_kring(path: Path) -> None:
    assert INTERNAL.findall(refusal(path).replace(str(path), "")) == []


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        (
            MISWRITTEN,
            {
                "name_nl = [": ["unknown field of a scale 'name_nl'", "did you mean 'names_nl'?"],
                'minimum_denominator = "12"': ["minimum_denominator", "'12'", "expected a whole number"],
                'valid_from = "last year"': ["valid_from", "'last year'", "expected a date"],
            },
        ),
        (
            MISUNDERSTOOD,
            {
                'when = { any = ["guidence"]': ["'guidence'", "did you mean 'guidance'?"],
                'when = { any = ["placement"]': ["unknown level 'suficient'", "did you mean 'sufficient'?"],
                '[[judgement.rule]]\nid = "insufficient"': ["unknown outcome 'insuficient'", "'insufficient'"],
            },
        ),
    ],
    ids=["miswritten", "misunderstood"],
)
def test_three_mistakes_are_told_at_once(text: str, mistakes: dict[str, list[str]], tmp_path: Path) -> None:
    path = tmp_path / "three.toml"
    path.write_text(text, encoding="utf-8")
    message = refusal(path)
    assert message.count(f"{path}, line ") == 3
    for words, fragments in mistakes.items():
        told = [line for line in message.splitlines() if f"three.toml, line {line_of(text, words)}," in line]
        assert len(told) == 1, message
        assert [fragment for fragment in fragments if fragment not in told[0]] == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.toml"):
        kring.framework.load(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_may_be_text_or_a_path(kind: type[str] | type[Path]) -> None:
    path = BROKEN[0]
    with pytest.raises(kring.InvalidRule, match=re.escape(f"{path}, line ")):
        kring.framework.load(kind(path))


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_bytes_that_are_no_utf_8_are_refused_with_the_name_of_the_file(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "encoded.toml"
    path.write_bytes(HEAD.replace("made up", "één regel").encode(encoding))
    message = refusal(path)
    assert "encoded.toml" in message
    assert "UTF-8" in message


def test_an_empty_file_is_refused_with_every_field_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text("", encoding="utf-8")
    message = refusal(path)
    for field in ("format", "id", "version", "name_en", "name_nl", "status", "source"):
        assert f"'{field}'" in message


def test_a_norm_without_any_scale_is_refused_and_does_not_end_the_process(tmp_path: Path) -> None:
    path = tmp_path / "unscaled.toml"
    before, _, after = MISWRITTEN.partition("[[scale]]")
    rows = after[after.index("[[indicator]]") :].replace('"12"', "12").replace('"last year"', "2024-05-31")
    path.write_text(before + rows, encoding="utf-8")
    load = "import sys, kring.framework; kring.framework.load(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", load, path], capture_output=True, text=True)
    assert done.returncode == 1, f"ended with {done.returncode}"
    assert "InvalidRule" in done.stderr
    assert "unknown scale 'marks'" in done.stderr
