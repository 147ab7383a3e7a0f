"""The picture and its panel: what is drawn, chosen, found, filtered."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.browser.conftest import Reader, Write
from tests.browser.graphs import large


@pytest.mark.parametrize("size", [0, 500, 2000])
def test_the_page_opens_quietly_without_a_network(reader: Reader, write: Write, strike_page: Path, size: int) -> None:
    path = write(large(size), f"size-{size}") if size else strike_page
    reader.driver.get("about:blank")
    reader.console(), reader.requests()
    reader.open(path)
    assert reader.console() == []
    assert reader.requests() == [path.as_uri()]
    assert len(reader.drawn()) >= (120 if size else 13)


def test_the_canvas_shows_the_items(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    code = """const canvas = document.querySelector("#network canvas"), seen = new Set();
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        return [...seen]"""
    colors = set(reader.js(code))
    assert {0xD55E00, 0x0072B2, 0xE69F00, 0x009E73} <= colors


@pytest.mark.parametrize("page", ["strike_page", "large_page"])
def test_no_label_covers_another(reader: Reader, request: pytest.FixtureRequest, page: str) -> None:
    reader.open(request.getfixturevalue(page))
    labels = reader.js(
        "const l = page.labels(); return [...l.placed, ...l.words].map(({x, y, w, h}) => [x, y, x + w, y + h])"
    )
    assert len(labels) >= 15
    for i, (left, top, right, bottom) in enumerate(labels):
        for a, b, c, d in labels[i + 1 :]:
            assert right <= a or c <= left or bottom <= b or d <= top


@pytest.mark.parametrize("address", ["", "item=n%3Astrike"])
def test_no_label_covers_the_badge_of_a_disagreement(reader: Reader, strike_page: Path, address: str) -> None:
    reader.open(strike_page, address)
    free = reader.js(
        """const scale = page.net.getScale(), { placed, words } = page.labels();
        return page.badges().map(({x, y}) => ![...placed, ...words].some((l) =>
            x * scale > l.x && x * scale < l.x + l.w && y * scale > l.y && y * scale < l.y + l.h))"""
    )
    assert free == [True] * 4


def test_the_links_of_what_is_chosen_say_what_they_are(reader: Reader, strike_page: Path) -> None:
    words = "return page.labels().words.map((w) => w.text).sort()"
    reader.open(strike_page, "item=n%3Astrike")
    assert {"organized by", "participant", "targeted at", "head count", "topic"} <= set(reader.js(words))
    reader.go("item=n%3Amarch")
    reader.wait("return page.labels().words.length < 3")
    assert reader.js(words) == ["organized by", "place"]


def test_a_click_on_an_item_shows_its_sentences(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.click_at(*reader.place("n:union"))
    assert reader.text("#dossier-title") == "Dockers' Union"
    marked = [m.text for m in reader.all("#dossier mark")]
    assert "called" in marked
    assert "The Dockers' Union called the strike over pay." in reader.text("#dossier-body")
    assert reader.address() == "item=n%3Aunion"


def test_a_click_on_a_label_is_a_click_on_its_item(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    box = reader.js(
        """const l = page.labels().placed.find((l) => l.item.id === "n:elise"), o = page.net.canvasToDOM({x: 0, y: 0});
        return [l.x + o.x + l.w - 6, l.y + o.y + l.h / 2]"""
    )
    reader.click_at(*box)
    assert reader.text("#dossier-title") == "Élise Müller"


def test_a_click_on_a_link_shows_its_sentences(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    (ax, ay), (bx, by) = reader.place("n:strike"), reader.place("n:dockers")
    reader.click_at(0.3 * ax + 0.7 * bx, 0.3 * ay + 0.7 * by)
    assert "participant" in reader.text("#dossier-title")
    assert "Some 2,000 dockers went on strike" in reader.text("#dossier-body")


def test_a_click_beside_everything_leads_back_to_the_start(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Aunion")
    reader.click_at(5, 5)
    assert reader.address() == ""
    assert "What happened" in reader.text("#dossier-body")


def test_sources_that_disagree_stand_face_to_face(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    duel = reader.one("#dossier .duel").text.split("\n")
    assert duel == ["Some 2,000 dockers", "Harbour Post", "≠", "300", "The Quay"]
    reader.click("#dossier .duel")
    sides = [s.text for s in reader.all(".versus .side")]
    assert len(sides) == 2
    assert any("Harbour Post" in s and "Preferred" in s for s in sides)
    assert any("The Quay" in s and "says Élise Müller" in s and "confidence 80 %" in s for s in sides)


def test_figures_are_drawn_as_ranges_by_source_and_day(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Astrike")
    rows = [r.text.split("\n") for r in reader.all(".figures .figure-row:not(.axis)")]
    assert rows == [["Some 2,000 dockers", "Harbour Post, 6 Mar 2024"], ["300", "The Quay, 7 Mar 2024, Élise Müller"]]
    bars = reader.js(
        "return [...document.querySelectorAll('.range')].map((s) => s.querySelectorAll('.bar, .amount').length)"
    )
    assert bars == [1, 1]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("elise muller", "Élise Müller"),
        ("PNT", "Porto Novo Terminals"),
        ("stopp", "Porto Novo strike, 5 March 2024"),
        ("__proto", "__proto__"),
    ],
)
def test_search_knows_aliases_and_no_accents(reader: Reader, strike_page: Path, query: str, name: str) -> None:
    reader.open(strike_page)
    reader.one("#search").send_keys(query)
    assert name in reader.all("#hits li")[0].text
    reader.press("\ue007")
    assert reader.text("#dossier-title") == name
    assert reader.active() == "network"


def test_search_that_finds_nothing_says_so(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.one("#search").send_keys("zzz")
    assert reader.text("#hits") == "Nothing of that name"
    reader.press("\ue00c")
    assert reader.one("#search").get_attribute("value") == ""


def test_kinds_can_be_left_out_and_folded_ones_shown(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    assert "n:pay" in reader.drawn()
    assert not {"n:said", "n:post"} & reader.drawn()
    reader.click('[data-keep="kind-topic"]')
    reader.click('[data-keep="kind-speech"]')
    assert "n:pay" not in reader.drawn()
    assert "n:said" in reader.drawn()
    assert reader.address() == "kinds=topic%2Cspeech"


def test_filters_leave_only_what_is_told_so(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.click("#filters-open")
    cases = {
        '#filters [data-keep="odds"]': {"n:strike", "f:", "n:talks", "n:pay", "n:elise"},
        '[data-keep="stance-actual"]': None,
        '[data-keep="outlet-0"]': None,
    }
    for css, wanted in cases.items():
        before = reader.drawn()
        reader.click(css)
        now = reader.drawn()
        assert now != before
        assert wanted is None or all(any(i.startswith(w) for i in now) for w in wanted)
        assert reader.all("#active .active")
        reader.click("#active .active")
        assert reader.drawn() == before
    assert reader.address() == ""


def test_a_speaker_can_be_singled_out(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "by=n%3Aelise&view=list")
    reader.click("#view-list button", "Statements (3)")
    assert {c.text for c in reader.all("#view-list tbody td:nth-child(5)")} == {"Élise Müller"}


def test_the_range_of_time_leaves_what_has_no_date(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "from=2024-03-20")
    assert "n:march" in reader.drawn()
    assert "n:dockers" not in reader.drawn()
    assert "n:talks" in reader.drawn()


def test_the_sliders_work_by_keyboard(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page)
    reader.js("document.querySelector('.slider.to').focus()")
    reader.press("\ue012")
    assert reader.state("to")
    assert reader.js("return document.activeElement.dataset.keep") == "slide-to"
    assert "to" in reader.text("#active")


def test_a_path_between_two_items(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Aelise")
    reader.click("#dossier button", "Path to …")
    reader.one("#search").send_keys("pay")
    reader.press("\ue007")
    assert reader.text("#dossier-title") == "Élise Müller to pay"
    assert reader.state("path") == {"from": "n:elise", "to": "n:pay"}
    kept = set(reader.js("return [...page.drawn.kept.items]"))
    assert {"n:elise", "n:strike", "n:pay"} <= kept
    assert len(kept) < len(reader.drawn())


def test_neighbours_step_by_step(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=n%3Aquay")
    reader.click("#dossier .segments button", "1 step")
    assert reader.drawn() == {"n:quay", "n:march"}
    reader.click("#dossier .segments button", "2 steps")
    assert reader.drawn() == {"n:quay", "n:march", "n:union"}
    reader.click("#count button", "draw all again")
    assert len(reader.drawn()) == 13


def test_a_large_graph_shows_its_core_and_the_rest_on_demand(reader: Reader, large_page: Path) -> None:
    reader.open(large_page)
    core = reader.drawn()
    total = reader.js("return page.shown.likely")
    assert len(core) <= 150 < total
    assert f"draw {total - len(core):,} more" in reader.text("#count")
    hidden = reader.js(
        """const { nodes, edges } = JSON.parse(document.getElementById("graph-data").textContent);
        const rest = new Set(nodes.filter((n) => n.rest).map((n) => n.id));
        const link = edges.find((e) => rest.has(e.from) && rest.has(e.to));
        return nodes.find((n) => n.id === link.from)"""
    )
    reader.one("#search").send_keys(hidden["name"])
    reader.press("\ue007")
    assert hidden["id"] in reader.drawn()
    reader.click("#dossier button", "hidden neighbour")
    assert len(reader.drawn()) > len(core) + 1
    reader.click("#count button", "more")
    assert len(reader.drawn()) == total


def test_what_is_too_much_for_a_window_is_drawn_when_filters_leave_less(
    reader: Reader, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("picture", "payload"):
        monkeypatch.setattr(f"kg.html.{module}.DRAW_MOST", 200)
    reader.open(write(large(500), "vast"), "all=1")
    core = reader.drawn()
    assert len(core) <= 150 < 200 < reader.js("return page.shown.likely")
    assert "more" not in reader.text("#count")
    articles = reader.js("return JSON.parse(document.getElementById('graph-data').textContent).page.articles.length")
    reader.go("without=" + ",".join(map(str, range(2, articles))))
    left = reader.js("return page.shown.likely")
    assert len(reader.drawn()) < left <= 200
    reader.click("#count button", f"draw {left - len(reader.drawn())} more")
    assert len(reader.drawn()) == left


def test_groups_close_to_one_item_and_open_again(reader: Reader, large_page: Path) -> None:
    reader.open(large_page)
    before = reader.drawn()
    reader.click("#filters-open")
    reader.click("#filters button", "Close all")
    closed = reader.drawn()
    assert {i for i in closed if i.startswith("g:")}
    assert len(closed) < len(before)
    group = next(i for i in closed if i.startswith("g:"))
    reader.click_at(*reader.place(group))
    assert "Members" in reader.text("#dossier-body")
    reader.click("#dossier button", "Open the group")
    reader.click("#filters button", "Open all")
    assert reader.drawn() == before


ADDRESSES = """
item=n%3Astrike
view=list&item=n%3A__proto__
path=n%3Aelise+n%3Apay
odds=1
kinds=topic%2Cspeech&without=1
stance=planned%2Cdenied
by=outlets
from=2024-03-01&to=2024-03-31&clock=published
around=2+n%3Aunion
view=articles&sentence=0.32
""".split()


def test_an_address_holds_the_view(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, ADDRESSES[0])
    assert reader.text("#dossier-title") == "Porto Novo strike, 5 March 2024"
    for address in ADDRESSES:
        reader.go(address)
        assert parse_qs(reader.address()) == parse_qs(address)
    assert reader.console() == []


GARBAGE = """
item=n%3Anobody
link=constructor
path=a+b
view=__proto__
kinds=toString,__proto__
without=constructor,-1,99
from=never&to=2024-99-99
around=9999+n%3Astrike
closed=x,constructor
sentence=constructor.1
group=__proto__
%
&&&===
by=__proto__
opened=1e9
""".split()


def test_an_id_of_the_graph_is_an_address(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "item=union")
    assert reader.text("#dossier-title") == "Dockers' Union"
    claim = reader.js("return document.querySelector('[data-statement]').dataset.statement")
    reader.go(f"item={claim}")
    reader.wait("return page.state().pick.type === 'link'")
    assert reader.js("return Boolean(document.querySelector(`[data-statement='${arguments[0]}']`))", claim)


def test_no_address_breaks_the_page(reader: Reader, strike_page: Path) -> None:
    reader.open(strike_page, "&".join(GARBAGE))
    for address in GARBAGE:
        reader.go(address)
        assert len(reader.drawn()) == 13, address
    assert reader.console() == []
