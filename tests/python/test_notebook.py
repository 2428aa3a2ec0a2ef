# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""Moving the limits of a profile: in Python, in a browser that asks this Python, and where there is no kernel."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import kring
from kring import catalog
from kring.notebook import Explorer
from kring.plot._texts import Language, Texts, load_messages
from kring.supervision import Advice, SupervisionProfile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
needs_browser = pytest.mark.skipif(
    not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed: apt-get install chromium"
)
# Playwright's own loop and pipes are closed by its process, after the last test.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

PROPOSAL = catalog.supervision_profile("proposal-2026")
LANGUAGES: tuple[Language, ...] = ("en", "nl")
HOSTILE = '<img src=x onerror=alert(1)> & "b1"'


def boards(count: int = 60, seed: int = 5, **columns: Any) -> dict[str, Any]:
    """Boards of every kind, some of them with nothing known."""
    rng = np.random.default_rng(seed)
    table: dict[str, Any] = {"unit": [f"b{at:04}" for at in range(count)]}
    for name in ("ambition", "visibility", "traceability", "reliability"):
        table[name] = np.round(rng.beta(3, 2, count), 4)
    table["reliability_low"] = np.round(table["reliability"] * 0.9, 4)
    table["risk"] = np.round(rng.beta(1, 12, count), 4)
    table["risk_upper"] = np.round(np.minimum(1, table["risk"] * 1.5), 4)
    table["verified"] = rng.integers(0, 6, count)
    table["cycles_at_low_band"] = rng.integers(0, 4, count)
    for name in ("independent_expert", "stakeholders"):
        table[name] = rng.random(count) < 0.8
    table["state"] = ["not_examined" if at % 9 == 8 else None for at in range(count)]
    table["reason"] = ["no_records" if at % 9 == 8 else None for at in range(count)]
    return table | columns


def bands(advice: Advice) -> list[int]:
    return [int(band) for band in advice.frame["band"]]


@pytest.fixture(scope="module")
def advice() -> Advice:
    return kring.supervise(boards())


# A limit, where it stands in the file by hand, and what it becomes.
BY_HAND = [
    ("low_quality.quality.below", 0.55, 'criterion = "quality", below = 0.45', 'criterion = "quality", below = 0.55'),
    ("untraceable.traceability.below", 0.5521, '"traceability", below = 0.40', '"traceability", below = 0.5521'),
    ("high_risk.risk.at_least", 0.1, '"risk", at_least = 0.30', '"risk", at_least = 0.1'),
    ("unreliable.verified.at_least", 1, "at_least = 3", "at_least = 1"),
    ("proven.risk_upper.below", 0.2, '"risk_upper", below = 0.10', '"risk_upper", below = 0.20'),
    ("risk_limit", 0.05, "risk_limit = 0.15", "risk_limit = 5e-2"),
]


@pytest.mark.parametrize(("key", "value", "before", "after"), BY_HAND, ids=[key for key, *_ in BY_HAND])
def test_a_moved_limit_gives_the_bands_of_a_file_changed_by_hand(
    key: str, value: float, before: str, after: str, tmp_path: Path
) -> None:
    table = boards(1000)
    advice = kring.supervise(table)
    assert PROPOSAL.text.count(before) == 1
    text = PROPOSAL.text.replace(before, after).replace('id = "proposal-2026"', 'id = "proposal-2026-changed"')
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    by_hand = kring.supervise(table, profile=file)
    explorer = advice.explore()
    explorer.move({key: value})
    assert bands(explorer.advice) == bands(by_hand) != bands(advice)
    # The digest leaves out names and sources, and nothing else.
    assert explorer.profile.digest == by_hand.profile.digest
    assert bands(kring.supervise(table, profile=explorer.profile)) == bands(by_hand)


def test_each_limit_moves_alone() -> None:
    def plain(profile: SupervisionProfile) -> dict[str, Any]:
        numbers = json.loads(json.dumps(dict(profile.numbers)))
        return {name: numbers[name] for name in numbers if name not in ("id", "name_en", "name_nl", "source")}

    keys = [limit.key for limit in PROPOSAL.limits]
    assert len(keys) == len(set(keys)) == 21
    for limit in PROPOSAL.limits:
        value = limit.value + 1 if limit.whole else 0.4321
        expected = plain(PROPOSAL)
        at: Any = expected
        for step in limit.path[:-1]:
            at = at[step]
        assert at[limit.path[-1]] == limit.value
        at[limit.path[-1]] = value
        moved = PROPOSAL.moved({limit.key: value})
        assert plain(moved) == expected
        assert {one.key: one.value for one in moved.limits}[limit.key] == value
        # The comments stay, and so do the lines.
        assert len(moved.text.splitlines()) == len(PROPOSAL.text.splitlines())


def test_a_changed_profile_does_not_pass_for_the_one_it_was_made_from() -> None:
    official = SupervisionProfile(PROPOSAL.text.replace('status = "proposal"', 'status = "official"'), "mine.toml")
    moved = official.moved({"low_quality.quality.below": 0.5, "risk_limit": 0.2})
    assert (moved.id, moved.version, moved.status) == ("proposal-2026-changed", "2026.1", "proposal")
    assert moved.digest != official.digest != PROPOSAL.digest
    assert moved.name("en").endswith(", changed") and moved.name("nl").endswith(", gewijzigd")
    assert "low_quality.quality.below from 0.45 to 0.50; risk_limit from 0.15 to 0.20" in moved.source
    assert f"changed from proposal-2026 2026.1, digest {official.digest[:12]}" in moved.source
    assert official.source in moved.source
    # Where nothing is elsewhere it is the same profile; less than a ten-thousandth is nowhere else.
    assert official.moved({}) is official
    assert official.moved({"low_quality.quality.below": 0.45000001}) is official


UNUSUAL = r'''
"id" = 'odd "0.45"' # id = "comment"
format = 1
note_en = """
id = "not this one"
hysteresis = 0.9
[[escalation]] below = 0.45 \u00450 """
version = "0.03"
name_en = "a \"name\" of 2026"
name_nl = "naam"
status = 'proposal'
source = "0.15 \\"
basis = 1
hysteresis = 3e-2 # 0.03
risk_limit = +0.1_5
quality = { blend = 0.5, ambition = 1, visibility = 1, traceability = 1, reliability = 1 }
reference.ambition = 0.6
reference.visibility = 0.6
reference.traceability = 0.6
reference.reliability = 0.6
reference.risk = 0.05
[cost]
ambition = 1.0
visibility = 0.5
traceability = 1.0
reliability = 1.0
risk = 4.0
open_breach = 2.0
verified = 1.0
cycles_at_low_band = 1.0
independent_expert = 0.25
finance_signal = 2.0
professionalism = 2.0
stakeholders = 0.5
[[band]]
band = 0
name_en = "id"
name_nl = "id"
[[band]]
band = 1
name_en = "b"
name_nl = "b"
[[band]]
band = 0b10
name_en = "c"
name_nl = "c"
[[escalation]]
id = "twice"
band = 2
text_en = "risk = 0.45"
text_nl = "0.45"
[[escalation.when]]
criterion = "quality"
below = 0.45
[[escalation.when]]
criterion = "quality"
"below"=45e-2#0.45
[[escalation.when]]
criterion = "risk"
at_least = 0x0
[[reduction]]
id = "less"
band = 0
text_en = "less"
text_nl = "minder"
when = [{criterion="ambition",at_least=.5e0},]
'''.replace("=.5e0", "=0.5e0")  # fmt: skip


def test_a_limit_is_found_however_the_file_is_written() -> None:
    profile = SupervisionProfile(UNUSUAL, "odd.toml")
    keys = [limit.key for limit in profile.limits]
    assert keys == ["twice.quality.below", "twice.quality.below#2", "twice.risk.at_least", "less.ambition.at_least",
                    "hysteresis", "risk_limit"]  # fmt: skip
    for key in keys:
        moved = profile.moved({key: 0.31})
        found = {limit.key: limit.value for limit in moved.limits}
        assert found == {limit.key: limit.value for limit in profile.limits} | {key: 0.31}
        assert moved.id == 'odd "0.45"-changed'
        for name in ("version", "note_en", "quality", "reference", "cost", "band", "basis", "format"):
            assert moved.numbers[name] == profile.numbers[name]


def test_a_name_that_cannot_be_found_is_told() -> None:
    text = PROPOSAL.text.replace('id = "proposal-2026"', 'id = """\nproposal-2026"""')
    with pytest.raises(kring.InvalidRule, match="id of the profile is not on a line of its own"):
        SupervisionProfile(text, "mine.toml").moved({"risk_limit": 0.2})


REFUSED = [
    ({"low_quality.quality.below": 0}, kring.InvalidRule, "line 109, column 42: nothing lies below 0"),
    ({"low_quality.quality.below": 1.2}, kring.InvalidRule, "is 1.2: expected a number from 0 to 1"),
    ({"low_quality.quality.below": 1e99}, kring.InvalidValue, "expected a number from 0 to 1"),
    ({"low_quality.quality.below": float("nan")}, kring.InvalidValue, "expected a number"),
    ({"low_quality.quality.below": "0.5"}, kring.InvalidValue, "expected a number"),
    ({"unreliable.verified.at_least": 2.5}, kring.InvalidValue, "expected a whole number"),
    ({"unreliable.verified.at_least": -1}, kring.InvalidRule, "is -1: expected a number from 0 to 1000"),
    ({"low_quality": 0.5}, kring.UnknownIdentifier, "there is no limit 'low_quality'"),
]


@pytest.mark.parametrize(("limits", "error", "said"), REFUSED, ids=[said for *_, said in REFUSED])
def test_what_cannot_be_is_refused_and_the_last_that_could_stays(
    advice: Advice, limits: dict[str, Any], error: type[Exception], said: str
) -> None:
    explorer = advice.explore()
    explorer.move({"raised_risk.risk.at_least": 0.05})
    before = (explorer.profile, explorer.advice, explorer.answer)
    with pytest.raises(error, match=said):
        explorer.move(limits)
    assert (explorer.profile, explorer.advice, explorer.answer) == before
    # The same from the browser: told, not raised.
    explorer.asked = {"number": 7, "limits": limits}
    assert said in explorer.answer["fault"] and explorer.answer["number"] == 7
    assert {**explorer.answer, "fault": "", "number": 1} == before[2]
    assert (explorer.profile, explorer.advice) == before[:2]
    explorer.move({"raised_risk.risk.at_least": 0.06})
    assert explorer.answer["fault"] == ""


def test_moving_back_changes_nothing(advice: Advice) -> None:
    explorer = advice.explore()
    given = explorer.answer
    explorer.move({"low_quality.quality.below": 0.6, "proven.ambition.at_least": 0.1})
    assert explorer.answer["rows"] and len(explorer.changes["unit"])
    explorer.move({"low_quality.quality.below": 0.45, "proven.ambition.at_least": 0.75})
    assert explorer.profile is advice.profile and explorer.advice is advice
    assert explorer.answer | {"number": 0} == given
    assert len(explorer.changes["unit"]) == 0
    explorer.move({"low_quality.quality.below": 0.6})
    explorer.reset()
    assert explorer.answer | {"number": 0} == given


def test_the_boards_that_change_are_those_with_another_band(advice: Advice) -> None:
    explorer = advice.explore()
    explorer.move({"low_quality.quality.below": 0.6, "sound.ambition.at_least": 0.3, "raised_risk.risk.at_least": 0.3})
    before, now = bands(advice), bands(explorer.advice)
    expected = [(unit, was, is_) for unit, was, is_ in zip(advice.units, before, now, strict=True) if was != is_]
    expected.sort(key=lambda one: (one[2] < one[1], one[0]))
    changes = explorer.changes
    assert list(zip(changes["unit"], changes["from"], changes["to"], strict=True)) == expected
    up = sum(is_ > was for _, was, is_ in expected)
    assert 0 < up < len(expected)
    assert explorer.answer["summary"] == f"{len(expected)} of 60 boards change band."
    assert explorer.answer["ways"] == f"{up} to more supervision, {len(expected) - up} to less."
    assert [one["count"] for one in explorer.answer["bands"]] == [now.count(band) for band in range(5)]
    for unit, gates, said in zip(changes["unit"], changes["decides_now"], explorer.answer["rows"], strict=True):
        rows = explorer.advice.gates(unit)
        band = said["to"]
        held = rows["gate"][rows["holds"] & (rows["band"] == band)]
        assert set(gates.split("|")) == (set(held) or {"basis"})
        texts = dict(zip(rows["gate"], rows["en"], strict=True)) | {"basis": "nothing says more or less"}
        assert said["now"] == "; ".join(texts[gate] for gate in gates.split("|"))


def test_what_only_hysteresis_holds_is_said() -> None:
    table = boards()
    previous = {"unit": table["unit"], "band": [3] * 60}
    advice = kring.supervise(table, previous=previous)
    explorer = advice.explore()
    assert {"hysteresis", "risk_limit"} <= {limit.key for limit in explorer.limits}
    explorer.move({"hysteresis": 0.2})
    assert set(explorer.changes["decides_now"]) == {"hysteresis"}
    assert bands(explorer.advice) == bands(kring.supervise(table, previous=previous, profile=explorer.profile))
    explorer.move({"hysteresis": 0})
    by_hand = SupervisionProfile(PROPOSAL.text.replace("hysteresis = 0.03", "hysteresis = 0"), "mine.toml")
    assert bands(explorer.advice) == bands(advice.under(by_hand)) != bands(advice)


@pytest.mark.parametrize("kind", [dict, pd.DataFrame, pl.DataFrame])
def test_what_happens_to_the_frame_afterwards_changes_no_board(kind: Any) -> None:
    arrays = boards()
    apart = {name: arrays[name] for name in ("unit", "risk", "risk_upper")} | {"open_breach": np.arange(60) == 1}
    table = kind({name: values for name, values in arrays.items() if name not in ("risk", "risk_upper")})
    risk = kind(apart)
    previous = {"unit": arrays["unit"], "band": np.full(60, 3)}
    advice = kring.supervise(table, risk=risk, previous=previous)
    before = bands(advice)
    if kind is pd.DataFrame:
        table.loc[:, "ambition"] = 0.1
        table.loc[:, "stakeholders"] = False
        risk.loc[:, "risk"] = 0.9
        risk.loc[:, "open_breach"] = True
    for values in (arrays["verified"], arrays["stakeholders"], apart["risk"], apart["open_breach"], previous["band"]):
        values[:] = 1
    assert bands(advice.under(advice.profile)) == before


def test_no_boards_are_no_trouble() -> None:
    explorer = kring.supervise({name: values[:0] for name, values in boards().items()}).explore()
    explorer.move({"low_quality.quality.below": 0.9})
    assert explorer.answer["summary"] == "No board changes band."
    assert explorer.answer["ways"] == "0 to more supervision, 0 to less."


def test_only_what_something_depends_on_can_be_moved(advice: Advice) -> None:
    assert [limit.key for limit in advice.explore().limits] == [
        limit.key for limit in PROPOSAL.limits if limit.key != "hysteresis"
    ]
    secure = kring.supervise(boards(risk_secure=np.full(60, 0.9)))
    explorer = secure.explore()
    assert not {"hysteresis", "risk_limit"} & {limit.key for limit in explorer.limits}
    assert len(explorer.given["left_out"]) == 2
    with pytest.raises(kring.UnknownIdentifier, match="there is no limit 'risk_limit' to move"):
        explorer.move({"risk_limit": 0.2})


def test_the_risk_of_a_result_follows_the_risk_limit() -> None:
    sector = kring.datasets.reference_sector(2026, backend="dict")
    risk = kring.assess_risk(sector.results, sector.units, judgements=sector.judgements, on=sector.on)
    quality = kring.assess_quality(sector.dossier, on=sector.on)
    advice = kring.supervise(quality, risk=risk, previous=sector.previous)
    explorer = advice.explore(language="nl")
    explorer.move({"risk_limit": 0.03})
    again = kring.supervise(quality, risk=risk, previous=sector.previous, profile=explorer.profile)
    assert bands(explorer.advice) == bands(again) != bands(advice)
    assert "synthetic reference sector, seed 2026 (not real / niet echt)" in " ".join(explorer.given["footer"])
    assert "synthetic reference sector, seed 2026 (not real / niet echt)" in explorer._repr_html_()


def test_many_boards_are_answered_at_once_and_what_is_not_listed_is_told() -> None:
    advice = kring.supervise(boards(3000))
    explorer = advice.explore()
    began = time.perf_counter()
    explorer.move({"low_quality.quality.below": 0.7})
    seconds = time.perf_counter() - began
    print(f"3,000 boards: {1000 * seconds:.0f} ms, {len(json.dumps(explorer.answer)) / 1000:.0f} kB")
    assert seconds < 2  # 0.03 s on one core of the machine of docs/performance.md.
    changed = len(explorer.changes["unit"])
    assert changed > 1000 and len(explorer.answer["rows"]) == 200
    assert (
        explorer.answer["more"] == f"{changed - 200:,} more change band and are not shown here; changes has them all."
    )
    assert [row["name"] for row in explorer.answer["rows"]] == list(explorer.changes["unit"][:200])


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_kernel_there_is_a_table_of_the_state(advice: Advice, language: Language) -> None:
    explorer = advice.explore(language=language, names={"b0000": HOSTILE}, source="Own figures.")
    texts = Texts(language, "kring.notebook")
    explorer.move({"low_quality.quality.below": 1})
    data, _ = explorer._repr_mimebundle_() or ({}, {})
    assert set(data) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    page = data["text/html"]
    assert texts("explorer.static") in page and explorer.answer["summary"] in page
    assert explorer.profile.id in page and explorer.profile.digest[:12] in page
    assert HOSTILE not in page and "&lt;img src=x" in page
    assert "Own figures" in page
    assert page.count("<tr>") == 3 + 5 + len(explorer.answer["rows"]) + len(explorer.limits)
    assert ("0,45" if language == "nl" else "0.45") in page
    assert "changed" in repr(explorer)


def test_a_language_that_is_not_spoken_is_refused(advice: Advice) -> None:
    with pytest.raises(kring.InvalidValue, match="'de'"):
        advice.explore(language="de")  # type: ignore[arg-type]


def test_without_anywidget_it_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['anywidget'] = None\n"
        "import kring\n"
        "table = {'unit': ['a'], 'ambition': [.5], 'visibility': [.5], 'traceability': [.5], 'reliability': [.5]}\n"
        "advice = kring.supervise(table | {'risk': [.1]})\n"
        "print(advice.under(advice.profile.moved({'risk_limit': .2})).profile.id)\n"
        "try: advice.explore()\n"
        "except ImportError as missing: print(missing)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "proposal-2026-changed",
        "widgets need anywidget, which is not installed: pip install 'kring[notebook]'",
    ]


def test_a_notebook_shows_the_widget_and_keeps_the_table(tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    code = (
        "import kring\n"
        "table = {'unit': ['a'], 'ambition': [.5], 'visibility': [.5], 'traceability': [.5], 'reliability': [.5]}\n"
        "explorer = kring.supervise(table | {'risk': [.1]}).explore(language='nl')\n"
        "explorer.move({'low_quality.quality.below': .6})\n"
        "explorer"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    (output,) = notebook.cells[0].outputs
    assert "application/vnd.jupyter.widget-view+json" in output["data"]
    assert "1 van 1 besturen verandert van niveau." in output["data"]["text/html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


# What a host of widgets does: values that are set and read, listeners, and changes that go to a kernel.
HOST = """async ([code, values]) => {
  const listeners = {};
  const model = {
    get: (name) => values[name],
    set: (name, value) => { values[name] = value; (listeners[`change:${name}`] ?? []).forEach((heard) => heard()); },
    save_changes: async () => {
      window.questions = (window.questions ?? 0) + 1;
      const answer = await window.kernel(values.asked);
      if (answer) model.set("answer", answer);
    },
    on: (name, heard) => (listeners[name] ??= []).push(heard),
    off: (name, heard) => { listeners[name] = (listeners[name] ?? []).filter((one) => one !== heard); },
  };
  window.model = model;
  window.listening = () => Object.values(listeners).flat().length;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  window.widget = (await import(url)).default;
  window.leave = await window.widget.render({ model, el: document.querySelector("main") });
}"""


class Host:
    """A page with the widget, whose questions go to the explorer of this process."""

    def __init__(self, browser: Browser, explorer: Explorer, *, width: int = 1100, ground: str = "white") -> None:
        self.explorer = explorer
        self.silent = False
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900})
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.expose_function("kernel", self._answer)
        room = files("kring.notebook")
        css = room.joinpath("explorer.css").read_text(encoding="utf-8")
        self.page.set_content(
            f"<!doctype html><html lang=en><head><title>notebook</title><style>{css}</style></head>"
            f"<body style='background:{ground}'><main></main></body></html>"
        )
        state = {"given": explorer.given, "asked": explorer.asked, "answer": explorer.answer}
        self.page.evaluate(HOST, [room.joinpath("explorer.js").read_text(encoding="utf-8"), state])

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        if self.silent:
            return None
        self.explorer.asked = asked
        answer: dict[str, Any] = self.explorer.answer
        return answer

    def field(self, key: str) -> Any:
        return self.page.locator(f"[data-key='{key}'] input[type=number]")

    def slider(self, key: str) -> Any:
        return self.page.locator(f"[data-key='{key}'] input[type=range]")

    def settled(self) -> None:
        """Wait until the last question was answered and drawn."""
        self.page.wait_for_function("model.get('asked').number === model.get('answer').number")

    def rows(self) -> list[tuple[str, str]]:
        """The boards of the table and from where to where."""
        rows = self.page.locator(".changes tbody tr")
        names = rows.locator("th").all_inner_texts()
        spoken = rows.locator(".spoken").all_text_contents()
        return [(name, said.partition(",")[0]) for name, said in zip(names, spoken, strict=True)]

    def expected(self) -> list[tuple[str, str]]:
        changes = self.explorer.changes
        return [
            (unit, f"from band {before} to {now}")
            for unit, before, now in zip(changes["unit"], changes["from"], changes["to"], strict=True)
        ]

    def close(self) -> None:
        assert self.said == []
        self.page.close()


@needs_browser
def test_a_slider_and_a_field_move_a_limit_and_the_right_boards_stand_in_the_table(
    browser: Browser, advice: Advice
) -> None:
    host = Host(browser, advice.explore())
    page, key = host.page, "low_quality.quality.below"
    assert page.locator(".limit").count() == len(host.explorer.limits)
    assert page.locator(".summary").inner_text().startswith("No board changes band.")
    assert page.locator(".list").is_hidden()
    for _ in range(12):
        host.slider(key).press("ArrowRight")
    host.settled()
    assert host.explorer.asked["limits"] == {key: 0.57} and host.field(key).input_value() == "0.57"
    assert host.rows() == host.expected() != []
    counts = [bands(host.explorer.advice).count(band) for band in range(5)]
    assert page.locator(".bands .now").all_inner_texts() == [str(count) for count in counts]
    assert page.locator(".profile").inner_text() == host.explorer.answer["profile"]
    assert host.explorer.profile.digest[:12] in page.locator(".profile").inner_text()
    # Dragged by hand, the slider goes by hundredths; the field takes a ten-thousandth.
    box = host.slider(key).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.57, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    host.settled()
    dragged = host.explorer.asked["limits"][key]
    assert dragged == round(dragged, 2) > 0.7
    assert host.rows() == host.expected()
    host.field(key).fill("0.5321")
    host.settled()
    assert host.explorer.asked["limits"] == {key: 0.5321}
    assert host.slider(key).get_attribute("aria-valuetext") == "0.5321"
    by_hand = SupervisionProfile(host.explorer.profile.text, "mine.toml")
    assert bands(kring.supervise(boards(), profile=by_hand)) == bands(host.explorer.advice)
    page.locator(f"[data-key='{key}'] .back").click()
    host.settled()
    assert host.explorer.profile is advice.profile and host.rows() == []
    host.close()


@needs_browser
def test_limits_that_cannot_be_are_told_and_the_last_stay(browser: Browser, advice: Advice) -> None:
    host = Host(browser, advice.explore(language="nl"))
    page, key = host.page, "low_quality.quality.below"
    host.field(key).fill("0.6")
    host.settled()
    rows = host.rows()
    fault = page.locator(".fault")
    assert rows and fault.inner_text() == ""
    host.field(key).fill("0")
    host.settled()
    assert "Deze grenzen kunnen niet." in fault.inner_text() and "nothing lies below 0" in fault.inner_text()
    assert host.rows() == rows
    asked = host.page.evaluate("window.questions")
    for wrong in ("", "1.5", "-1"):
        host.field(key).fill(wrong)
        assert "verwacht een getal van 0 tot en met 1" in fault.inner_text()
        assert host.field(key).get_attribute("aria-invalid") == "true"
    host.field("unreliable.verified.at_least").fill("2.5")
    assert "verwacht een getal van 0 tot en met 1.000" in fault.inner_text()
    assert host.page.evaluate("window.questions") == asked and host.rows() == rows
    page.get_by_role("button", name="Terug naar het gegeven profiel").click()
    host.settled()
    assert fault.inner_text() == "" and host.rows() == [] and host.field(key).input_value() == "0.45"
    assert host.explorer.profile is advice.profile
    host.close()


@needs_browser
def test_what_python_moves_is_shown_and_other_views_follow(browser: Browser, advice: Advice) -> None:
    host = Host(browser, advice.explore())
    host.explorer.move({"raised_risk.risk.at_least": 0.05, "unreliable.verified.at_least": 1})
    host.page.evaluate(
        "([asked, answer]) => { model.set('asked', asked); model.set('answer', answer); }",
        [host.explorer.asked, host.explorer.answer],
    )
    assert host.field("raised_risk.risk.at_least").input_value() == "0.05"
    assert host.field("unreliable.verified.at_least").input_value() == "1"
    assert host.rows() == host.expected() != []
    assert host.page.evaluate("window.questions") is None
    host.page.evaluate("leave()")
    assert host.page.evaluate("listening()") == 0
    host.close()


@needs_browser
def test_a_kernel_that_does_not_answer_is_told(browser: Browser, advice: Advice) -> None:
    host = Host(browser, advice.explore())
    host.silent = True
    host.field("high_risk.risk.at_least").fill("0.1")
    host.field("high_risk.risk.at_least").fill("0.12")
    silence = host.page.get_by_text("The kernel has not answered")
    silence.wait_for(timeout=6000)
    assert host.rows() == []
    host.silent = False
    host.field("high_risk.risk.at_least").fill("0.11")
    host.settled()
    silence.wait_for(state="detached")
    assert host.explorer.asked["limits"] == {"high_risk.risk.at_least": 0.11}
    assert host.rows() == host.expected() != []
    host.close()


@needs_browser
def test_a_slow_kernel_gets_the_latest_question_only(browser: Browser, advice: Advice) -> None:
    host = Host(browser, advice.explore())
    host.page.evaluate(
        """async () => {
          const [answer, pause] = [window.kernel, () => new Promise((done) => setTimeout(done, 150))];
          window.kernel = async (asked) => { await pause(); return answer(asked); };
          const slider = document.querySelector("[data-key='low_quality.quality.below'] input[type=range]");
          for (let at = 46; at <= 70; at += 1) { slider.value = at / 100; slider.dispatchEvent(new Event("input")); }
        }"""
    )
    host.page.wait_for_function("model.get('answer').number === 2")
    assert host.page.evaluate("window.questions") == 2
    assert host.explorer.asked["limits"] == {"low_quality.quality.below": 0.7}
    assert host.rows() == host.expected()
    host.close()


@needs_browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "ground"), [(1100, "white"), (1100, "#111"), (360, "white")])
def test_it_fits_and_axe_finds_no_serious_fault(
    browser: Browser, advice: Advice, language: Language, width: int, ground: str
) -> None:
    host = Host(browser, advice.explore(language=language), width=width, ground=ground)
    page = host.page
    assert page.locator(".kring-explorer").get_attribute("data-theme") == ("light" if ground == "white" else "dark")
    host.field("low_quality.quality.below").fill("0.7")
    host.settled()
    host.field("untraceable.traceability.below").fill("0")
    host.settled()
    host.field("raised_risk.risk.at_least").fill("7")
    room, wide = page.evaluate("[window.innerWidth, document.documentElement.scrollWidth]")
    assert wide <= room
    # The shade at the edges of what scrolls keeps axe from seeing on which ground words stand.
    page.add_style_tag(content=".kring-explorer .scroll { background: none; }")
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
          .map((fault) => [fault.impact, fault.id, fault.nodes.slice(0, 3).map((node) => node.html)])"""
    )
    assert [fault for fault in found if fault[0] in ("serious", "critical")] == []
    # Whoever uses the keys comes to every slider, field and table.
    names = page.evaluate(
        "[...document.querySelectorAll('.limit input')].filter((one) => one.tabIndex === 0 && one.labels).length"
    )
    assert names == 2 * len(host.explorer.limits)
    host.close()


@needs_browser
def test_names_are_shown_as_words(browser: Browser, advice: Advice) -> None:
    host = Host(browser, advice.explore(names={unit: f"{HOSTILE} {unit}" for unit in advice.units}))
    host.field("low_quality.quality.below").fill("1")
    host.settled()
    assert host.rows()[0][0].startswith(HOSTILE)
    assert host.page.locator("img").count() == 0
    host.close()


def test_no_english_word_stands_in_a_dutch_message() -> None:
    english = ("board", "limit ", "supervision", "kernel has", "band ", "given", "the ")
    texts = {key: words["nl"].lower() for key, words in load_messages("kring.notebook").items()}
    assert [key for key, text in texts.items() if any(word in f"{text} " for word in english)] == []
