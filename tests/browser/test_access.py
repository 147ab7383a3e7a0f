"""Keyboard, screen readers, small screens, dark rooms."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.ontology import default_folder
from tests.browser.conftest import Reader, Write
from tests.browser.graphs import large

TAB, ENTER, ESCAPE, SPACE = "\ue004", "\ue007", "\ue00c", " "
LEFT, RIGHT, UP, DOWN = "\ue012", "\ue014", "\ue013", "\ue015"
VIEWS = ("graph", "timeline", "coverage", "list", "articles", "gaps")


def reached(reader: Reader, most: int = 400) -> list[str]:
    """The names of all that the tab key reaches, in order."""
    name = """const e = document.activeElement;
        if (e === document.body) return "";
        return e.id || e.dataset.keep || e.className + ": " + e.textContent.slice(0, 30)"""
    names: list[str] = []
    for _ in range(most):
        reader.press(TAB)
        at = reader.js(name)
        if not at or (names and at == names[0]):
            break
        names.append(at)
    return names


def test_every_function_is_reached_by_the_tab_key(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Astrike")
    names = reached(reader)
    wanted = (
        "search theme help-open filters-open tab-graph kind-event kind-topic network zoom-in zoom-out zoom-fit "
        "clock slide-from slide-to dossier-back dossier-wide"
    ).split()
    assert [n for n in wanted if n not in names] == []
    assert [n for n in wanted if n in names] == sorted(wanted, key=names.index)
    assert any("Export" in n for n in names)
    for text in ("steps-1", "Path to", "Read in the article", "Dockers' Union", "sentence"):
        assert any(text in n for n in names), text


def test_views_are_changed_by_arrows(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.js("document.getElementById('tab-graph').focus()")
    seen = []
    for _ in VIEWS:
        seen.append(reader.state("view"))
        reader.press(RIGHT)
    assert tuple(seen) == VIEWS
    assert reader.active() == "tab-graph"


def test_arrows_lead_along_links(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    scale = reader.js("return page.net.getScale()")
    reader.js("document.getElementById('network').focus()")
    reader.press(RIGHT)
    assert reader.state("pick")["id"] in reader.drawn()
    seen = set()
    for key in (UP, DOWN, LEFT, RIGHT, LEFT, DOWN):
        reader.press(key)
        seen.add(reader.state("pick")["id"])
        assert reader.active() == "network"
    assert len(seen) > 1
    reader.press(ENTER)
    assert reader.active() == "dossier-body"
    reader.press(ESCAPE)
    assert reader.state("pick") is None
    reader.js("document.getElementById('network').focus()")
    reader.press("0")
    reader.wait("return Math.abs(page.net.getScale() - arguments[0]) < 0.01", scale)
    reader.press("+")
    reader.wait("return page.net.getScale() > arguments[0] * 1.2", scale)
    reader.press("0")
    reader.wait("return Math.abs(page.net.getScale() - arguments[0]) < 0.01", scale)


def test_single_keys_can_be_switched_off(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.press("/")
    assert reader.active() == "search"
    reader.press(ESCAPE, "?")
    assert reader.one("#help").is_displayed()
    reader.click("#shortcuts")
    reader.press(ESCAPE)
    assert not reader.all("#help")
    reader.press("/")
    assert reader.active() != "search"
    reader.js("localStorage.clear()")


def test_exports_and_filters_work_by_keyboard(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.js("document.querySelector('#export summary').focus()")
    reader.press(ENTER)
    assert reader.one("#export-csv")
    reader.press(ESCAPE)
    assert not reader.all("#export-csv")
    reader.js("document.getElementById('filters-open').focus()")
    reader.press(ENTER)
    assert reader.active() == "filters-close"
    reader.js("document.querySelector('#filters [data-keep=odds]').focus()")
    reader.press(SPACE)
    assert reader.state("odds") is True
    assert reader.js("return document.activeElement.dataset.keep") == "odds"
    reader.press(ESCAPE)
    assert not reader.all("#filters")
    assert reader.active() == "filters-open"


def test_the_theme_follows_the_system_and_the_reader(reader: Reader, strike_page: Path) -> None:
    back = "return getComputedStyle(document.body).backgroundColor"
    reader.prefer(prefers_color_scheme="dark")
    reader.open(strike_page)
    assert reader.js(back) == "rgb(20, 23, 27)"
    reader.click("#theme")
    assert reader.js(back) == "rgb(255, 255, 255)"
    reader.open(strike_page)
    assert reader.js(back) == "rgb(255, 255, 255)"
    reader.js("localStorage.clear()")
    reader.prefer(prefers_color_scheme="light")


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_a_phone(reader: Reader, strike_page: Path, view: str) -> None:
    reader.open(strike_page, f"view={view}", width=360, height=740)
    assert reader.js("return document.scrollingElement.scrollWidth") <= 360
    small = reader.js(
        """return [...document.querySelectorAll("button, select, input:not([type=range]), summary")]
            .filter((e) => e.checkVisibility() && !e.closest("p, li, td, th, .reading, label"))
            .filter((e) => { const b = e.getBoundingClientRect(); return b.width && Math.min(b.width, b.height) < 24; })
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


@pytest.mark.parametrize("way", ["button", "escape", "shade"])
def test_drawers_of_a_phone_open_and_close(reader: Reader, strike_page: Path, way: str) -> None:
    reader.open(strike_page, width=390, height=844)
    for drawer in ("filters", "dossier"):
        reader.click(f"#{drawer}-open")
        assert reader.one(f"#{drawer}")
        assert reader.js("return document.getElementById('main').inert")
        assert reader.js("return document.getElementById(arguments[0]).contains(document.activeElement)", drawer)
        if way == "button":
            reader.click(f"#{drawer}-close")
        elif way == "escape":
            reader.press(ESCAPE)
        else:
            reader.js("document.getElementById('shade').click()")
        assert not reader.all(f"#{drawer}")
        assert not reader.js("return document.getElementById('main').inert")
        assert reader.active() == f"{drawer}-open"


def test_a_tap_on_a_phone_opens_the_dossier(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, width=390, height=844)
    reader.click_at(*reader.place("n:strike"))
    assert reader.text("#dossier-title") == "Porto Novo strike, 5 March 2024"


def test_changes_are_told_to_screen_readers(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.click('[data-keep="kind-topic"]')
    assert reader.js("return document.activeElement.dataset.keep") == "kind-topic"
    assert reader.js("return document.getElementById('live').textContent") == "10 items, 20 statements shown"


def _axe() -> str:
    """The scanner axe-core: the file that AXE_CORE names, or that of a package which holds it."""
    packages = filter(None, map(find_spec, ("axe_playwright_python", "axe_core_python")))
    files = [Path(str(package.origin)).with_name("axe.min.js") for package in packages]
    path = next((p for p in (Path(os.environ.get("AXE_CORE", "")), *files) if p.is_file()), None)
    if path is None:
        pytest.skip("neither AXE_CORE nor the package axe-core-python gives an axe.min.js")
    return path.read_text(encoding="utf-8")


LIGHT = (*(f"view={view}" for view in VIEWS), "item=n%3Astrike", "phone")
DARK = ("item=n%3Atalks", "odds=1", "view=coverage", "view=articles")
SCANS = [*((address, "light") for address in LIGHT), *((address, "dark") for address in DARK)]


@pytest.mark.parametrize(("address", "theme"), SCANS)
def test_the_scan_finds_nothing(reader: Reader, strike_page: Path, address: str, theme: str) -> None:
    axe = _axe()
    reader.prefer(prefers_color_scheme=theme)
    if address == "phone":
        reader.open(strike_page, width=390, height=844)
        reader.click("#filters-open")
    else:
        reader.open(strike_page, address)
    assert scanned(reader, axe) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_scan_finds_nothing_in_the_page_of_the_vocabulary(reader: Reader, theme: str) -> None:
    axe = _axe()
    reader.prefer(prefers_color_scheme=theme)
    address = (default_folder() / "index.html").as_uri()
    reader.driver.get("about:blank")
    reader.requests()  # those of the page before
    reader.driver.get(f"{address}#Walkout")
    assert scanned(reader, axe) == []
    assert (reader.console(), reader.requests()) == ([], [address])


def scanned(reader: Reader, axe: str) -> list[str]:
    """What axe-core finds in the page that is open."""
    reader.driver.execute_script(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = reader.driver.execute_async_script(
        "axe.run(document, {runOnly: arguments[0]}).then((r) => arguments[1](r.violations))", tags
    )
    reader.prefer(prefers_color_scheme="light")
    return [f"{v['impact']} {v['id']}: {[n['html'][:160] for n in v['nodes'][:4]]}" for v in found]


def test_a_large_list_is_told_in_parts(reader: Reader, write: Write) -> None:
    reader.open(write(large(500), "large"), "view=list&all=1")
    rows = "return document.querySelectorAll('#view-list tbody tr').length"
    assert reader.js(rows) == 200
    reader.click("#view-list .more")
    assert reader.js(rows) > 400
