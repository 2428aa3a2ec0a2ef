# SPDX-FileCopyrightText: 2026 kring contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report in a real browser: quiet, offline, in two languages, searchable, on a phone, on paper, for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kring
from kring.report import bundled_wording, write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDTHS = [("desktop", 1280), ("phone", 360)]

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed: apt-get install chromium"),
    # Playwright's own loop and pipes are closed by its process, after the last test.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

# Words every English sentence of the report leans on and no Dutch one uses.
ENGLISH = {
    "the", "and", "with", "which", "institution", "institutions", "chance", "share", "outside", "below", "above",
    "stands", "stand", "expected", "higher", "lower", "year", "school", "result", "results", "leaving", "figures",
    "source", "probability", "allowing", "spread", "limits", "statement", "unfavourable", "favourable", "search",
    "shown", "does", "not",
}  # fmt: skip
# Without the words that stand in the names of Dutch sources.
DUTCH = {
    "een", "instellingen", "toeval", "aandeel", "buiten", "onder", "boven", "valt", "niet", "jaar", "schooljaar",
    "uitspraak", "spreiding", "grenzen", "bron", "cijfers", "hoger", "lager", "jaarresultaat",
}  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    figures = kring.datasets.mbo_2019(backend="dict")
    out = tmp_path_factory.mktemp("browser")
    return write_report(figures.results, units=figures.units, out=out, language="en", **bundled_wording())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(params=WIDTHS, ids=[name for name, _ in WIDTHS])
def page(request: pytest.FixtureRequest, browser: Browser, report: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param[1], "height": 800})
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(report.as_uri())
    yield opened
    assert said == []
    assert asked == [report.as_uri()]
    opened.close()


def visible_text(page: Page) -> str:
    # Names, codes and where a definition stands are data, in the language they came in; the button names the other one.
    return str(
        page.evaluate(
            """() => {
              const edition = document.querySelector(".edition:not([hidden])");
              edition.querySelectorAll("details").forEach((part) => { part.open = true; });
              const other = `[lang]:not([lang="${edition.lang}"])`;
              const left = (node) => node.parentElement.closest(other + ", .unit h3, .digest");
              const walker = document.createTreeWalker(edition, NodeFilter.SHOW_TEXT);
              const found = [];
              while (walker.nextNode()) {
                const node = walker.currentNode;
                const seen = node.data.trim() && node.parentElement.getClientRects().length;
                if (seen && !left(node)) found.push(node.data);
              }
              const labels = [...edition.querySelectorAll("[aria-label]:not(.switch)")].map((x) => x.ariaLabel);
              const titles = [...edition.querySelectorAll("svg title, svg desc")].map((x) => x.textContent);
              return [...found, ...labels, ...titles].join("\\n");
            }"""
        )
    )


def words_found(text: str, words: set[str]) -> set[str]:
    return set(re.findall(r"[a-zé]+", text.lower())) & words


def test_the_language_switch_changes_every_word(page: Page) -> None:
    english = visible_text(page)
    assert words_found(english, ENGLISH) >= {"institution", "chance", "stand", "outside"}
    assert words_found(english, DUTCH) == set()
    assert "70.7%" in english and "8,517" in english
    page.click(".edition:not([hidden]) .switch")
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert "mbo-instellingen" in page.title()
    dutch = visible_text(page)
    assert words_found(dutch, ENGLISH) == set()
    assert words_found(dutch, DUTCH) >= {"instellingen", "toeval", "valt", "buiten"}
    assert "70,7%" in dutch and "8.517" in dutch
    page.click(".edition:not([hidden]) .switch")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_switch_keeps_the_place_on_the_page(page: Page) -> None:
    page.evaluate("document.getElementById('en-results-2').scrollIntoView()")
    page.evaluate("document.querySelector('#en .switch').click()")
    top = page.evaluate("document.getElementById('nl-results-2').getBoundingClientRect().top")
    assert abs(top) < 3


def test_searching_shows_the_institutions_that_fit(page: Page) -> None:
    shown = ".edition:not([hidden]) .unit:visible"
    assert page.locator(shown).count() == 67
    page.fill("#en-search", "25lh")
    assert page.locator(shown).count() == 1
    unit = page.locator(shown)
    assert "ROC Midden Nederland" in unit.inner_text()
    assert unit.get_attribute("open") is not None
    assert "1 of 67" in page.locator("#en .found").inner_text()
    page.fill("#en-search", "utrecht roc")
    assert page.locator(shown).count() > 1
    page.fill("#en-search", "no such institution")
    assert page.locator(shown).count() == 0
    page.fill("#en-search", "")
    assert page.locator(shown).count() == 67


def test_nothing_scrolls_sideways(page: Page) -> None:
    for _ in range(2):
        visible_text(page)  # opens every part
        width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert width <= room
        page.click(".edition:not([hidden]) .switch")


def test_the_keyboard_reaches_the_content_and_the_switch(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "switch"
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.evaluate("document.activeElement.closest('.edition').id") == "nl"


def test_no_label_is_cut_off_or_written_over_another(page: Page) -> None:
    script = """() => [...document.querySelectorAll(".edition:not([hidden]) svg")].flatMap((svg) => {
          const frame = svg.getBoundingClientRect();
          const boxes = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim())
            .map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
          const cut = boxes.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1
            || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({ said }) => `cut: ${said}`);
          const deep = 0.25;  // a line of text keeps a quarter of its height in air
          const over = boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) =>
            Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2 &&
            Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > deep * one.box.height)
            .map((other) => `over: ${one.said} / ${other.said}`));
          return [...cut, ...over];
        })"""
    for _ in range(2):
        assert page.evaluate(script) == []
        page.click(".edition:not([hidden]) .switch")


def test_pointing_at_a_mark_names_the_institution(page: Page) -> None:
    titles = page.locator("#en figure.funnel svg").first.locator("path > title").all_text_contents()
    assert len(titles) == 42
    assert any(title.startswith("ROC Midden Nederland: ") for title in titles)


def test_axe_finds_no_serious_fault(page: Page) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    for _ in range(2):
        page.evaluate(
            "document.querySelectorAll('.edition:not([hidden]) .unit').forEach((x, at) => { x.open = at < 3; })"
        )
        found = page.evaluate(
            """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .map((fault) => [fault.impact, fault.id, fault.nodes.slice(0, 3).map((node) => node.html)])"""
        )
        assert [fault for fault in found if fault[0] in ("serious", "critical")] == []
        page.click(".edition:not([hidden]) .switch")


def test_it_prints_every_institution_on_paper(browser: Browser, report: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(report.as_uri())
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    page.emulate_media(media="print")
    assert page.locator("#en .switch").is_hidden() and page.locator("#en .search").is_hidden()
    data = (tmp_path / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    # 30 pictures fill about 20 pages; 67 institutions, two or three to a page, add some 30 when their parts are open.
    assert 35 <= pages <= 110
    page.close()


def test_without_scripts_both_languages_are_shown(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("#en h1").is_visible() and page.locator("#nl h1").is_visible()
    assert page.locator("#en .switch").is_hidden()
    context.close()
