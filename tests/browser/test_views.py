"""The other views, and what can be taken along."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.browser.conftest import Reader, Write
from tests.browser.graphs import everywhere

SVG = "{http://www.w3.org/2000/svg}"


def test_events_stand_on_a_line_of_time(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.click("#tab-timeline")
    rows = [r.text.split("\n") for r in reader.all(".time-rows .time-row")]
    assert [r[:2] for r in rows] == [
        ["Porto Novo strike, 5 March 2024", "5 March 2024"],
        ["rally at North Quay", "April 2024"],
        ["raise wages by a tenth", "target date 2030"],
    ]
    widths = reader.js(
        "return [...document.querySelectorAll('.time-rows .bar')].map((b) => b.getBoundingClientRect().width)"
    )
    assert widths[1] > 10 * widths[0]
    assert "talks on pay" in reader.text("#view-timeline")
    reader.click(".time-rows button", "rally at North Quay")
    assert reader.text("#dossier-title") == "rally at North Quay"


def test_coverage_sets_facts_against_outlets(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "view=coverage")
    heads = [h.text.split("\n")[0] for h in reader.all(".coverage thead th")]
    assert heads[1:] == ["Harbour Post", "The Quay", "Küstenblatt"]
    rows = {
        r.text.split("\n")[0]: [c.text for c in r.find_elements("css selector", "td")]
        for r in reader.all(".coverage tbody tr")
    }
    figures = next(cells for name, cells in rows.items() if "head count" in name)
    assert "Some 2,000 dockers" in figures[0]
    assert "300" in figures[1]
    assert figures[2] == "not told\n·"
    words = reader.one(".coverage .words").text
    assert "“went on strike”" in words
    reader.js(
        "const s = document.getElementById('coverage-item'); s.value = 'n:talks'; s.dispatchEvent(new Event('change'))"
    )
    marks = [m.get_attribute("aria-label") for m in reader.all(".coverage td .mark")]
    assert marks == ["told as fact", "denied"]


def test_the_list_holds_what_is_shown_and_sorts(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "view=list")
    assert len(reader.all("#view-list tbody tr")) == 13
    reader.click("#view-list th button", "Name")
    names = [c.text for c in reader.all("#view-list tbody td:first-child")]
    assert names == sorted(names, key=lambda n: n.strip("_").casefold()) or names[0].startswith("_")
    assert reader.one('#view-list th[aria-sort="ascending"]').text.startswith("Name")
    assert reader.js("return document.activeElement.dataset.keep") == "sort-name"
    reader.click("#view-list button", "Statements (")
    assert len(reader.all("#view-list tbody tr")) == 20
    reader.click(".key.odds")
    assert len(reader.all("#view-list tbody tr")) == 4


def test_articles_are_lit_and_lead_back(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "view=articles")
    reader.click(".article-tabs button", "Küstenblatt")
    lit = [m.text for m in reader.all(".reading .mention")]
    assert lit == ["Die Gewerkschaft", "Gespräche über Löhne"]  # though two ships of two code units each stand before
    assert [g.text for g in reader.all(".sentence.gap")] == ["Möwen kreisen über dem leeren Becken."]
    reader.click(".reading .mention", "Die Gewerkschaft")
    assert reader.text("#dossier-title") == "Dockers' Union"
    reader.click(".article-tabs button", "Harbour Post")
    assert "Some 2,000 dockers went on strike at Porto Novo Terminals on Tuesday." in reader.text(".reading")
    reader.click(".reading .tally")
    assert "Porto Novo strike" in reader.text("#dossier-body")


def test_a_sentence_is_found_in_its_article(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Atalks")
    reader.click(".side:last-child .card button", "Read in the article")
    assert reader.one("#tab-articles").get_attribute("aria-selected") == "true"
    here = reader.one(".sentence.here")
    assert "bestreitet" in here.text or "took place" in here.text
    assert reader.js("const b = arguments[0].getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight", here)


def test_what_was_not_understood_is_told(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "view=gaps")
    assert "From 1 of 8 sentences nothing was taken." in reader.text("#view-gaps")
    reader.click(".gaps button", "Möwen")
    assert reader.one(".sentence.here").text.startswith("Möwen")


def test_links_lead_to_the_web_and_nowhere_else(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Aport")
    links = {a.get_attribute("href") for a in reader.all("#dossier a")}
    assert links == {"https://harbour.example/dockers?a=1&b=2", "https://www.wikidata.org/entity/Q1"}
    assert {a.get_attribute("rel") for a in reader.all("#dossier a")} == {"noopener noreferrer"}


def export(reader: Reader, name: str) -> None:
    reader.click("#export summary")
    reader.click(f"#export-{name}")


def test_the_drawing_is_saved_with_arrows_and_words(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    export(reader, "svg")
    root = ET.fromstring(reader.downloaded("graph.svg"))  # noqa: S314 (our own file)
    heads = [p for p in root.iter(f"{SVG}path") if p.get("stroke") == "none"]
    assert len(heads) == 15
    texts = {"".join(t.itertext()) for t in root.iter(f"{SVG}text")}
    assert {"organized by", "Dockers' Union", "≠"} <= texts
    assert any(p.get("stroke-dasharray") for p in root.iter(f"{SVG}path"))


def test_the_picture_is_saved(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    export(reader, "png")
    image = reader.downloaded("graph.png")
    assert image.startswith(b"\x89PNG")
    width = int.from_bytes(image[16:20], "big")
    assert width > 1200
    assert len(image) > 20000


def test_the_table_holds_what_is_shown_and_no_formula(reader: Reader, write: Write) -> None:
    reader.open(write(everywhere(" =1+1"), "formula"), "by=outlets")
    export(reader, "csv")
    rows = list(csv.DictReader(io.StringIO(reader.downloaded("statements.csv").decode("utf-8-sig"))))
    assert len(rows) == 15
    assert {r["speaker"] for r in rows} == {""}
    assert "Some 2,000 dockers =1+1" in {r["object"] for r in rows}
    reader.js("window.cells = page.csv")
    for start in ("=1+1", "+1", "-1", "@x", "\t=1", " =1", "-", "＝1"):
        cell = reader.js("return page.cell(arguments[0])", start)
        assert cell[1] not in "=+-@\t\r"


def test_a_report_is_printed(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.js("dispatchEvent(new Event('beforeprint'))")
    report = reader.js("return document.getElementById('report').textContent")
    assert "Where sources disagree" in report
    assert "The Dockers' Union called the strike over pay." in report
    assert reader.js("return document.querySelectorAll('#report svg path').length") > 20
    reader.js("dispatchEvent(new Event('afterprint'))")
    pdf = reader.driver.execute_cdp_cmd("Page.printToPDF", {})
    assert len(pdf["data"]) > 20000
    assert reader.console() == []


def test_in_a_frame_the_page_works_without_an_address_or_memory(reader: Reader, tmp_path: Path) -> None:
    from kg.html import notebook_html
    from tests.browser.graphs import strike

    path = tmp_path / "cell.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{notebook_html(strike())}", encoding="utf-8")
    reader.driver.get(path.as_uri())
    reader.driver.switch_to.frame(0)
    reader.wait("return Boolean(window.page && page.painted())")
    reader.click_at(*reader.place("n:union"))
    assert reader.text("#dossier-title") == "Dockers' Union"
    reader.driver.switch_to.default_content()
    assert reader.console() == []


def test_pictures_of_every_view(reader: Reader, strike_page: Path, pictures: Path) -> None:
    views = {view: f"view={view}" for view in ("timeline", "coverage", "list", "articles", "gaps")}
    views |= {"overview": "", "dossier": "item=n%3Astrike", "contradiction": "item=n%3Atalks"}
    for name, address in views.items():
        reader.open(strike_page, address)
        assert reader.driver.save_screenshot(str(pictures / f"{name}.png"))
    reader.prefer(prefers_color_scheme="dark")
    reader.open(strike_page)
    assert reader.driver.save_screenshot(str(pictures / "dark.png"))
    reader.prefer(prefers_color_scheme="light")
    reader.open(strike_page, width=390, height=844)
    assert reader.driver.save_screenshot(str(pictures / "phone.png"))
